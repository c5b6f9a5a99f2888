// The chat server over real TCP, with clients of node:net: who gets what, and what a bad client cannot do to the others.

import { createTask } from "tsyncio";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { type Visitor, until, withChat } from "./support/chat.ts";

const KIB = 1024;

/** A line by which a test knows that all before it has arrived. */
async function arrives(line: string, ...visitors: Visitor[]): Promise<void> {
  await until(() => visitors.every((visitor) => visitor.lines.at(-1) === line));
}

describe("The chat server", () => {
  it("forwards each line to everybody else, in order, and never to its sender", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      const vera = await chat.join();
      anna.send("hello\n\nit is me\r\n");
      await arrives("it is me", boris, vera);
      boris.send("hello ");
      boris.send("anna\n");
      await arrives("hello anna", anna, vera);
      expect(anna.lines).toEqual(["hello anna"]);
      expect(boris.lines).toEqual(["hello", "", "it is me"]);
      expect(vera.lines).toEqual(["hello", "", "it is me", "hello anna"]);
    }));

  it("forwards to those who stay while others join and leave", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      const wanted = Array.from({ length: 4000 }, (_, index) => `line ${index}`);
      let sent = 0;
      while (sent < wanted.length) {
        const guest = await chat.join();
        for (const line of wanted.slice(sent, sent + 200)) anna.send(`${line}\n`);
        sent += 200;
        if (sent % 400 === 0) guest.socket.destroy();
        else guest.socket.end();
      }
      await arrives(wanted.at(-1) as string, boris);
      expect(boris.lines).toEqual(wanted);
      expect(anna.lines).toEqual([]);
    }));

  it("cuts off a client that does not read, tells it why, and delays nobody for it", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join();
        const boris = await chat.join();
        const sloth = await chat.join();
        sloth.socket.pause();
        const line = "x".repeat(1000);
        let sent = 0;
        // The system buffers some megabytes before anything has to wait in the server.
        while (!chat.log.some((event) => event.includes("too slow"))) {
          for (let count = 0; count < 100; count++) anna.send(`${line}\n`);
          sent += 100;
          await until(() => boris.text.length === sent * 1001);
        }
        sloth.socket.resume();
        await until(() => sloth.hasEnd);
        expect(sloth.lines.at(-1)).toContain("* You are disconnected: you did not read");
        expect(sloth.lines.length).toBeLessThan(sent);
        boris.send("we go on\n");
        await arrives("we go on", anna);
        expect(boris.lines.length).toBe(sent);
      },
      { outboxLimit: 64 * KIB },
    ));

  it("goes on for all others when a client resets its connection", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      const vera = await chat.join();
      vera.socket.resetAndDestroy();
      anna.send("one\n");
      await until(() => chat.log.some((event) => event.includes("lost, ECONNRESET")));
      anna.send("two\n");
      await arrives("two", boris);
      boris.send("three\n");
      await arrives("three", anna);
      expect(boris.lines).toEqual(["one", "two"]);
      expect(anna.lines).toEqual(["three"]);
    }));

  it("refuses a line of more than 64 KiB with a message, and takes the next one", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      const longest = "y".repeat(64 * KIB);
      anna.send(`${longest}z\n${longest}\n`);
      // One that comes in pieces, and is far longer than what the server would hold.
      for (let count = 0; count < 10; count++) anna.send(longest);
      anna.send("\nshort\n");
      await arrives("short", boris);
      await until(() => anna.lines.length === 2);
      expect(boris.lines).toEqual([longest, "short"]);
      expect(new Set(anna.lines)).toEqual(new Set(["* Your line is longer than 64 KiB: nobody got it."]));
    }));

  it("puts U+FFFD in the place of what is no UTF-8", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      anna.send(Uint8Array.of(0x61, 0xff, 0xfe, 0x62, 0x0a));
      anna.send("ж👍\n");
      await arrives("ж👍", boris);
      expect(boris.lines).toEqual(["a\u{FFFD}\u{FFFD}b", "ж👍"]);
    }));

  it("refuses a line that U+FFFD makes longer than 64 KiB", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      anna.send(new Uint8Array(40 * KIB).fill(0xff));
      anna.send("\nnext\n");
      await arrives("next", boris);
      expect(boris.lines).toEqual(["next"]);
      expect(anna.lines).toEqual(["* Your line is longer than 64 KiB: nobody got it."]);
    }));

  it("takes a client that shuts its sending side for one that leaves, after a last line without an end", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      anna.send("bye");
      anna.socket.end();
      await arrives("bye", boris);
      await until(() => anna.isClosed);
      boris.send("gone?\n");
      await until(() => chat.log.some((event) => event.includes("left (1 here)")));
      expect(anna.hasEnd).toBe(true);
      expect(boris.isClosed).toBe(false);
    }));

  it("sends a client that leaves what waits for it", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      const lines = Array.from({ length: 500 }, (_, index) => `${index} ${"x".repeat(100)}`);
      boris.socket.pause();
      anna.send(`${lines.join("\n")}\nend\n`);
      anna.socket.end();
      await until(() => anna.isClosed);
      boris.socket.end();
      boris.socket.resume();
      await until(() => boris.hasEnd);
      expect(boris.lines).toEqual([...lines, "end"]);
    }));

  it("says goodbye to all when it stops, even to those who send at that moment, and lets nobody in", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      const boris = await chat.join();
      for (const visitor of [anna, boris]) visitor.socket.on("end", () => visitor.socket.end());
      anna.send("last words\n");
      await arrives("last words", boris);
      anna.send("x".repeat(300 * KIB));
      await createTask(chat.server.stop());
      await until(() => anna.isClosed && boris.isClosed);
      const goodbye = "* The server is shutting down. Goodbye!";
      expect(anna.lines.at(-1)).toBe(goodbye);
      expect(boris.lines).toEqual(["last words", goodbye]);
      await expect(chat.join()).rejects.toThrow("ECONNREFUSED");
    }));

  it("stops although a client never closes its side", () =>
    withChat(async (chat) => {
      const anna = await chat.join();
      anna.socket.pause();
      await createTask(chat.server.stop());
      anna.socket.resume();
      await until(() => anna.isClosed || anna.hasEnd);
      expect(chat.log.at(-1)).toBe("stopped");
    }));
});

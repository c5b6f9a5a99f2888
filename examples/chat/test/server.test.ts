// The chat server over real TCP, with clients of node:net: who gets what, and what a bad client cannot do to the others.

import process from "node:process";

import { createTask, sleep } from "tsyncio";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { type Visitor, until, withChat } from "./support/chat.ts";

const KIB = 1024;
const collect = (globalThis as { gc?: () => void }).gc as () => void; // the project runs with --expose-gc
const GOODBYE = "The server is shutting down. Goodbye!";

/** Wait until all have this as their last line: so all before it has arrived. */
async function arrives(line: string, ...visitors: Visitor[]): Promise<void> {
  for (const visitor of visitors) await visitor.hears(line);
}

describe("The chat server", () => {
  it("hands each line on to everybody else, in order, with the sender's name, and never to its sender", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const vera = await chat.join("vera");
      anna.send("hello\n\nit is me\r\n");
      await arrives("anna: it is me", boris, vera);
      boris.send("hello ");
      boris.send("anna\n");
      await arrives("boris: hello anna", anna, vera);
      expect(anna.said).toEqual(["boris: hello anna"]);
      expect(boris.said).toEqual(["anna: hello", "anna: ", "anna: it is me"]);
      expect(vera.said).toEqual(["anna: hello", "anna: ", "anna: it is me", "boris: hello anna"]);
    }));

  it("leaves out of what everybody says at once only what oneself said", () =>
    withChat(async (chat) => {
      const names = ["anna", "boris", "vera", "igor"];
      const visitors: Visitor[] = [];
      for (const name of names) visitors.push(await chat.join(name));
      const count = 3000;
      const lines = (name: string): string[] => Array.from({ length: count }, (_, index) => `${name}: line ${index}`);
      for (let start = 0; start < count; start += 100) {
        for (const visitor of visitors) {
          const text = Array.from({ length: 100 }, (_, index) => `line ${start + index}\n`);
          visitor.send(text.join(""));
        }
      }
      await until(() => visitors.every((visitor) => visitor.said.length >= count * (names.length - 1)));
      for (const [index, visitor] of visitors.entries()) {
        for (const name of names) {
          const wanted = name === names[index] ? [] : lines(name);
          expect(visitor.said.filter((line) => line.startsWith(`${name}: `))).toEqual(wanted);
        }
      }
    }));

  it("hands on to those who stay while others come and go", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const wanted = Array.from({ length: 4000 }, (_, index) => `line ${index}`);
      let sent = 0;
      while (sent < wanted.length) {
        const passerBy = await chat.join(`passer-by-${sent}`);
        for (const line of wanted.slice(sent, sent + 200)) anna.send(`${line}\n`);
        sent += 200;
        if (sent % 400 === 0) passerBy.socket.destroy();
        else passerBy.socket.end();
      }
      await until(() => boris.said.length === wanted.length);
      expect(boris.said).toEqual(wanted.map((line) => `anna: ${line}`));
      expect(anna.said).toEqual([]);
    }));

  it("cuts off a client that does not read, tells it why, and delays nobody for it", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join("anna");
        const boris = await chat.join("boris");
        const sloth = await chat.join("sloth");
        sloth.socket.pause();
        const line = "x".repeat(1000);
        const quiet = boris.text.length;
        let sent = 0;
        // The system buffers some megabytes before anything has to wait in the server.
        while (!chat.log.some((event) => event.includes("too slow"))) {
          for (let count = 0; count < 100; count++) anna.send(`${line}\n`);
          sent += 100;
          await until(() => boris.text.length >= quiet + sent * "anna: \n".length + sent * line.length);
        }
        sloth.socket.resume();
        await until(() => sloth.hasEnd);
        expect(sloth.notices.at(-1)).toMatch(/^You are disconnected: you did not read/);
        expect(sloth.said.length).toBeLessThan(sent);
        await until(() => anna.notices.at(-1) === "sloth has left (too slow)");
        boris.send("we go on\n");
        await arrives("boris: we go on", anna);
        expect(boris.said.length).toBe(sent);
        expect(chat.server.metricsText()).toContain('chat_ended_total{why="too slow"} 1\n');
      },
      { limits: { waitingBytes: 64 * KIB } },
    ));

  it("holds no more than the bound for clients that do not read, while others go on", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join("anna");
        const boris = await chat.join("boris");
        const sloths: Visitor[] = [];
        for (let index = 0; index < 10; index++) sloths.push(await chat.join(`sloth${index}`));
        for (const sloth of sloths) sloth.socket.pause();
        const slothsHere = (): number => 10 - chat.log.filter((event) => event.includes("too slow")).length;
        let sent = 0;
        const quiet = boris.text.length;
        const lengthOf = (lines: number): number => quiet + lines * "anna: \n".length + lines * 1000;
        const held = (): number => {
          collect();
          return process.memoryUsage().arrayBuffers;
        };
        const before = held();
        let most = 0;
        while (slothsHere() > 0) {
          anna.send(`${"x".repeat(1000)}\n`.repeat(200));
          sent += 200;
          await until(() => boris.text.length >= lengthOf(sent));
          most = Math.max(most, held() - before);
        }
        // Each may have a bound's worth in its outbox, and what its connection itself takes.
        expect(most).toBeLessThan(10 * 1024 * KIB);
      },
      { limits: { waitingBytes: 256 * KIB } },
    ));

  it("goes on for all others when a client resets its connection", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const vera = await chat.join("vera");
      vera.socket.resetAndDestroy();
      anna.send("one\n");
      await chat.logs("lost");
      anna.send("two\n");
      await arrives("anna: two", boris);
      boris.send("three\n");
      await arrives("boris: three", anna);
      expect(boris.said).toEqual(["anna: one", "anna: two"]);
      expect(boris.notices).toContain("vera has left (the connection was lost)");
    }));

  it("refuses a line that is too long with a message, and takes the next one", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const longest = "y".repeat(64 * KIB);
      anna.send(`${longest}z\n${longest}\n`);
      // One that comes in pieces, and is far longer than what the server would hold.
      for (let count = 0; count < 10; count++) anna.send(longest);
      anna.send("\nshort\n");
      await arrives("anna: short", boris);
      await until(() => anna.notices.at(-1)?.startsWith("Your line") === true);
      expect(boris.said).toEqual([`anna: ${longest}`, "anna: short"]);
      const refusals = anna.notices.filter((line) => line === "Your line is longer than 65536 bytes: nobody got it.");
      expect(refusals).toHaveLength(2);
    }));

  it("puts U+FFFD in the place of what is no UTF-8, and refuses a line that this makes too long", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      anna.send(Uint8Array.of(0x61, 0xff, 0xfe, 0x62, 0x0a));
      anna.send(new Uint8Array(40 * KIB).fill(0xff));
      anna.send("\nж👍\n");
      await arrives("anna: ж👍", boris);
      expect(boris.said).toEqual(["anna: a\u{FFFD}\u{FFFD}b", "anna: ж👍"]);
      expect(anna.notices.at(-1)).toBe("Your line is longer than 65536 bytes: nobody got it.");
    }));

  it("takes a client that shuts its sending side for one that leaves, after a last line without an end", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      anna.send("bye");
      anna.socket.end();
      await arrives("* anna has left", boris);
      await until(() => anna.isClosed);
      expect(boris.said).toEqual(["anna: bye"]);
      expect(anna.hasEnd).toBe(true);
      expect(boris.isClosed).toBe(false);
    }));

  it("sends a client that leaves what waits for it", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const lines = Array.from({ length: 500 }, (_, index) => `${index} ${"x".repeat(100)}`);
      boris.socket.pause();
      anna.send(`${lines.join("\n")}\nend\n`);
      anna.socket.end();
      await until(() => anna.isClosed);
      boris.socket.end();
      boris.socket.resume();
      await until(() => boris.hasEnd);
      expect(boris.said).toEqual([...lines, "end"].map((line) => `anna: ${line}`));
    }));

  it("says goodbye to all when it stops, even to those who send at that moment, and lets nobody in", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const newcomer = await chat.connect();
      for (const visitor of [anna, boris, newcomer]) visitor.socket.on("end", () => visitor.socket.end());
      anna.send("last words\n");
      await arrives("anna: last words", boris);
      anna.send("x".repeat(300 * KIB));
      await createTask(chat.server.stop());
      await until(() => anna.isClosed && boris.isClosed && newcomer.isClosed);
      expect(anna.notices.at(-1)).toBe(GOODBYE);
      expect(boris.lines.slice(-2)).toEqual(["anna: last words", `* ${GOODBYE}`]);
      await expect(chat.connect()).rejects.toThrow("ECONNREFUSED");
    }));

  it("stops although a client never closes its side", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join("anna");
        anna.socket.pause();
        await createTask(chat.server.stop());
        anna.socket.resume();
        await until(() => anna.isClosed || anna.hasEnd);
        expect(chat.log.at(-1)).toBe("stopped");
      },
      { partingSeconds: 0.05 },
    ));
});

describe("The chat server's door", () => {
  it("greets those who do not say who they are as guests, and hands on what they say", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const nc = await chat.connect();
      nc.send("hi\n");
      await arrives("guest1: hi", anna);
      expect(anna.notices.at(-1)).toBe("guest1 has joined");
      expect(nc.lines).toEqual(["* Welcome, guest1. You are in #lobby with 1 other. /help lists the commands."]);
    }));

  it("greets those who say nothing at all", () =>
    withChat(async (chat) => {
      const nc = await chat.connect();
      await nc.hears("* Welcome, guest1. You are in #lobby, alone. /help lists the commands.");
      expect(chat.log.at(-1)).toMatch(/: guest1 joined \(1 here\)$/);
    }));

  it("gives a guest's name to whoever wants one that is taken or none at all", () =>
    withChat(async (chat) => {
      await chat.join("Anna");
      const second = await chat.join("anna");
      const third = await chat.join("a b");
      expect(second.notices[0]).toMatch(/^The name anna is taken\. Welcome, guest1\./);
      expect(third.notices[0]).toMatch(/^A name is 1 to 24 letters, digits, or any of _\.-\. Welcome, guest2\./);
    }));

  it("turns away those for whom there is no room, and takes the next one when somebody has left", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join("anna");
        await chat.join("boris");
        const third = await chat.connect();
        await until(() => third.hasEnd);
        expect(third.lines).toEqual(["* You are disconnected: the chat is full; try again later."]);
        third.socket.destroy();
        anna.socket.end();
        await chat.logs("anna left");
        const fourth = await chat.join("vera");
        expect(fourth.notices[0]).toMatch(/^Welcome, vera\./);
      },
      { limits: { clients: 2 } },
    ));

  it("asks for the password, and lets in who knows it, with the name given before it or after", () =>
    withChat(
      async (chat) => {
        const anna = await chat.connect();
        anna.send("/password open sesame\n/nick anna\n");
        const boris = await chat.connect();
        boris.send("/nick boris\nopen sesame\n");
        await until(() => anna.text.includes("Welcome, anna") && boris.text.includes("Welcome, boris"));
        expect(anna.notices[0]).toBe("This chat has a password. Type /password and the password.");
      },
      { password: "open sesame" },
    ));

  it("sends away who does not know the password at the third attempt, and tells nobody what they said", () =>
    withChat(
      async (chat) => {
        const anna = await chat.connect();
        anna.send("secret\n");
        await until(() => anna.text.includes("Welcome"));
        const stranger = await chat.connect();
        stranger.send("/password guess\nSecret\nsecre\nhello\n");
        await until(() => stranger.hasEnd);
        expect(stranger.notices).toEqual([
          "This chat has a password. Type /password and the password.",
          "That is not the password. Type /password and the password.",
          "That is not the password. Type /password and the password.",
          "You are disconnected: that was not the password.",
        ]);
        expect(anna.lines.some((line) => line.includes("guess") || line.includes("hello"))).toBe(false);
        expect(chat.server.metricsText()).toContain('chat_ended_total{why="wrong password"} 1\n');
      },
      { password: "secret" },
    ));

  it("passes over a password where there is none", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.connect();
      boris.send("/password secret\n/nick boris\nhi\n");
      await arrives("boris: hi", anna);
      expect(anna.lines.some((line) => line.includes("secret"))).toBe(false);
    }));
});

describe("The chat server's limits", () => {
  it("slows down who sends too many lines a second, tells them once, and loses none", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join("anna");
        const boris = await chat.join("boris");
        const lines = Array.from({ length: 520 }, (_, index) => `${index}`);
        const start = performance.now();
        anna.send(`${lines.join("\n")}\n`);
        await arrives("anna: 519", boris);
        // 500 at once, and 20 more at 100 a second.
        expect(performance.now() - start).toBeGreaterThan(190);
        expect(boris.said).toEqual(lines.map((line) => `anna: ${line}`));
        expect(anna.notices.filter((line) => line.startsWith("You send"))).toEqual([
          "You send more than 100 lines a second: your lines will take a while.",
        ]);
        expect(chat.server.metrics.delayedLines).toBeGreaterThan(0);
      },
      { limits: { linesPerSecond: 100 } },
    ));

  it("sends away who says nothing for too long, and not those who talk", () =>
    withChat(
      async (chat) => {
        const anna = await chat.join("anna");
        const boris = await chat.join("boris");
        while (!anna.hasEnd) {
          boris.send("still here\n");
          await sleep(0.05);
        }
        await until(() => boris.notices.at(-1) === "anna has left (idle)");
        expect(anna.notices.at(-1)).toBe("You are disconnected: you have said nothing for 1 s.");
        expect(boris.isClosed).toBe(false);
      },
      { limits: { idleSeconds: 1 } },
    ));
});

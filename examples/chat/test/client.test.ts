// The chat client over real TCP, with a server of node:net: what it sends and shows, and how it ends.

import type { Socket } from "node:net";

import { type Coroutine, Queue, createTask, run } from "tsyncio";

import { Peer } from "../../../packages/tsyncio/test/support/sockets.ts";
import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { type JoinEnding, type JoinOptions, type User, join } from "../src/client.ts";
import { Visitor, until } from "./support/chat.ts";

/** A user whose keyboard is a queue; `null` on it leaves. */
class Typist implements User {
  readonly keyboard = new Queue<string | null>();
  readonly shown: string[] = [];
  isClosed = false;

  *read(): Coroutine<string | null> {
    return yield* this.keyboard.get();
  }

  show(line: string): void {
    this.shown.push(line);
  }

  close(): void {
    this.isClosed = true;
  }
}

interface Session {
  readonly user: Typist;
  /** The server's side of the connection, the latest one. */
  readonly server: Visitor;
  /** All connections so far. */
  readonly connections: readonly Visitor[];
  /** Wait until the client has connected as often, and give the server's side of that. */
  connection(count: number): Promise<Visitor>;
  /** Let nobody in any more. */
  stopListening(): Promise<void>;
  readonly ending: PromiseLike<JoinEnding>;
  cancel(): void;
}

type Options = Omit<JoinOptions, "host" | "port">;

function withClient(body: (session: Session) => Promise<void>, options: Options = { reconnect: null }): Promise<void> {
  return run(async () => {
    const connections: Visitor[] = [];
    const peer = await Peer.start((socket: Socket) => {
      connections.push(new Visitor(socket));
      socket.on("end", () => socket.end());
    });
    const user = new Typist();
    const task = createTask(join({ host: "127.0.0.1", port: peer.port, ...options }, () => user));
    const connection = async (count: number): Promise<Visitor> => {
      await until(() => connections.length >= count);
      return connections[count - 1] as Visitor;
    };
    const session = {
      user,
      server: await connection(1),
      connections,
      connection,
      stopListening: () => peer.close(),
      ending: task,
      cancel: () => void task.cancel(),
    };
    try {
      await body(session);
      expect(user.isClosed).toBe(true);
    } finally {
      await peer.close();
    }
  });
}

describe("The chat client", () => {
  it("types and listens at once", () =>
    withClient(async ({ user, server, ending }) => {
      server.send("one\ntwo\r\nthr");
      user.keyboard.putNowait("mine");
      user.keyboard.putNowait("");
      await until(() => server.lines.length === 2 && user.shown.length === 2);
      server.send("ee\n");
      await until(() => user.shown.length === 3);
      user.keyboard.putNowait(null);
      expect(await ending).toBe("left");
      expect(server.lines).toEqual(["mine", ""]);
      expect(user.shown).toEqual(["one", "two", "three"]);
    }));

  it("says who it is, and the password, before all else", () =>
    withClient(
      async ({ user, server, ending }) => {
        user.keyboard.putNowait("hello");
        user.keyboard.putNowait(null);
        await ending;
        expect(server.lines).toEqual(["/password open sesame", "/nick anna", "hello"]);
      },
      { name: "anna", password: "open sesame", reconnect: null },
    ));

  it("has sent all that was typed when it leaves", () =>
    withClient(async ({ user, server, ending }) => {
      const lines = Array.from({ length: 2000 }, (_, index) => `${index} ${"x".repeat(200)}`);
      for (const line of [...lines, null]) user.keyboard.putNowait(line);
      server.send("unread ".repeat(1000));
      await ending;
      await until(() => server.hasEnd);
      expect(server.lines).toEqual(lines);
    }));

  it("notices at once that the server is gone, while the user types nothing", () =>
    withClient(async ({ user, server, ending }) => {
      server.send("* Goodbye!\n");
      server.socket.end();
      expect(await ending).toBe("lost");
      expect(user.shown).toEqual(["* Goodbye!"]);
    }));

  it("notices that the connection was reset", () =>
    withClient(async ({ server, ending }) => {
      server.socket.resetAndDestroy();
      expect(await ending).toBe("lost");
    }));

  it("leaves when it is cancelled", () =>
    withClient(async ({ user, server, ending, cancel }) => {
      user.keyboard.putNowait("hello");
      await until(() => server.lines.length === 1);
      cancel();
      await expect(Promise.resolve(ending)).rejects.toThrow("");
      await until(() => server.hasEnd);
      expect(server.lines).toEqual(["hello"]);
    }));

  it("shows what is no UTF-8 as U+FFFD, and leaves out a line that is too long", () =>
    withClient(async ({ user, server, ending }) => {
      server.send(Uint8Array.of(0x61, 0xff, 0x0a));
      server.send(`${"x".repeat(1_100_000)}\nend\n`);
      await until(() => user.shown.length === 3);
      user.keyboard.putNowait(null);
      await ending;
      expect(user.shown).toEqual(["a\u{FFFD}", "* (a line that is very long is left out)", "end"]);
    }));

  it("ends when the server sends it away, and does not come back", () =>
    withClient(
      async ({ user, server, ending, connections }) => {
        server.send("* You are disconnected: that was not the password.\n");
        server.socket.end();
        expect(await ending).toBe("dismissed");
        expect(user.shown).toEqual(["* You are disconnected: that was not the password."]);
        expect(connections).toHaveLength(1);
      },
      { reconnect: { first: 0.001 } },
    ));
});

describe("A chat client that comes back", () => {
  const quickly = { first: 0.001, longest: 0.01 };

  it("does so when the connection was lost, as who it was and to where it was", () =>
    withClient(
      async ({ user, server, ending, connection }) => {
        for (const line of ["/nick Anna", "/join dev", "one"]) user.keyboard.putNowait(line);
        await until(() => server.lines.length === 4);
        server.socket.resetAndDestroy();
        const second = await connection(2);
        user.keyboard.putNowait("two");
        await until(() => second.lines.length === 3);
        second.socket.end();
        const third = await connection(3);
        user.keyboard.putNowait(null);
        expect(await ending).toBe("left");
        expect(server.lines).toEqual(["/nick anna", "/nick Anna", "/join dev", "one"]);
        expect(second.lines).toEqual(["/nick Anna", "/join dev", "two"]);
        expect(third.lines).toEqual(["/nick Anna", "/join dev"]);
        expect(user.shown).toHaveLength(2);
        expect(user.shown[0]).toMatch(/^\* The connection is lost\. The next attempt is in [\d.]+ s\.$/);
      },
      { name: "anna", reconnect: quickly },
    ));

  it("sends what was typed meanwhile", () =>
    withClient(
      async ({ user, server, ending, connection }) => {
        server.socket.end();
        await until(() => server.isClosed);
        for (const line of ["one", "two", "three"]) user.keyboard.putNowait(line);
        const second = await connection(2);
        await until(() => second.lines.length === 3);
        user.keyboard.putNowait(null);
        expect(await ending).toBe("left");
        expect(second.lines).toEqual(["one", "two", "three"]);
      },
      { reconnect: quickly },
    ));

  it("sends again what was on its way when the connection was lost", () =>
    withClient(
      async ({ user, server, ending, connection }) => {
        const line = "x".repeat(16_000_000); // more than the system buffers, so that it cannot all be sent
        server.socket.pause();
        user.keyboard.putNowait(line);
        await until(() => user.keyboard.empty());
        server.socket.resetAndDestroy();
        const second = await connection(2);
        user.keyboard.putNowait(null);
        expect(await ending).toBe("left");
        await until(() => second.hasEnd);
        expect(second.text.length).toBe(line.length + 1);
      },
      { reconnect: quickly },
    ));

  it("tries again and again while the server cannot be reached, until the user leaves", () =>
    withClient(
      async ({ user, stopListening, ending }) => {
        await stopListening();
        await until(() => user.shown.length >= 3);
        user.keyboard.putNowait(null);
        expect(await ending).toBe("lost");
      },
      { reconnect: quickly },
    ));

  it("can be cancelled while it waits", () =>
    withClient(
      async ({ user, server, cancel, ending }) => {
        server.socket.end();
        await until(() => user.shown.length === 1);
        cancel();
        await expect(Promise.resolve(ending)).rejects.toThrow("");
      },
      { reconnect: { first: 1000 } },
    ));
});

// The chat client over real TCP, with a server of node:net: what it sends and shows, and how it ends.

import type { Socket } from "node:net";

import { type Coroutine, Queue, createTask, run } from "tsyncio";

import { Peer } from "../../../packages/tsyncio/test/support/sockets.ts";
import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { type Ending, type User, join } from "../src/client.ts";
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
  /** The server's side of the connection. */
  readonly server: Visitor;
  readonly ending: PromiseLike<Ending>;
  cancel(): void;
}

function withClient(body: (session: Session) => Promise<void>, name = ""): Promise<void> {
  return run(async () => {
    let accepted: Socket | null = null;
    const peer = await Peer.start((socket) => void (accepted = socket));
    const user = new Typist();
    const task = createTask(join("127.0.0.1", peer.port, () => user, name));
    await until(() => accepted !== null);
    const server = new Visitor(accepted as unknown as Socket);
    server.socket.on("end", () => server.socket.end());
    try {
      await body({ user, server, ending: task, cancel: () => void task.cancel() });
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

  it("puts the name in front of each line", () =>
    withClient(async ({ user, server, ending }) => {
      user.keyboard.putNowait("hello");
      user.keyboard.putNowait(null);
      await ending;
      expect(server.lines).toEqual(["anna: hello"]);
    }, "anna"));

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
      server.send(`${"x".repeat(70_000)}\nend\n`);
      await until(() => user.shown.length === 3);
      user.keyboard.putNowait(null);
      await ending;
      expect(user.shown).toEqual(["a\u{FFFD}", "* (a line of more than 64 KiB is left out)", "end"]);
    }));
});

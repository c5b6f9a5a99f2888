// One connection as the server sees it, over a real socket.

import { Event, run, startServer } from "tsyncio";

import { connectTo } from "../../../packages/tsyncio/test/support/sockets.ts";
import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { Peer } from "../src/peer.ts";
import { Visitor, until } from "./support/chat.ts";

describe("A peer", () => {
  it("that is told goodbye before the conversation begins is told nothing else, and leaves", () =>
    run(async () => {
      const isGone = new Event();
      let hasTalked = false;
      let ending: string | null = null;
      const server = await startServer(
        function* (reader, writer) {
          const peer = new Peer(reader, writer, 1000);
          peer.sayGoodbye("Goodbye!", "server stops");
          ending = yield* peer.converse(function* () {
            hasTalked = true;
          });
          yield* peer.leave(1);
          isGone.set();
        },
        "127.0.0.1",
        0,
      );
      const visitor = new Visitor(await connectTo(server.sockets[0]?.getsockname()[1] ?? 0));
      await until(() => visitor.hasEnd);
      visitor.socket.destroy();
      await isGone.wait();
      expect(visitor.text).toBe("* Goodbye!\n");
      expect([hasTalked, ending]).toEqual([false, "server stops"]);
      server.close();
      await server.waitClosed();
    }));
});

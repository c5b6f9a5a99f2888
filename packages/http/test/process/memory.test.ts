// A body of any size takes the same memory.

import type { ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { asyncFor, sleep } from "tsyncio";

import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect, vi } from "../../../tsyncio/test/support/suite.ts";
import { TestServer } from "../support/http_server.ts";
import { withSession } from "../support/sessions.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = 160 * MEGABYTE;
const MOST = 80 * MEGABYTE;

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;

function* blocks(): Generator<Buffer> {
  for (let left = SIZE; left > 0; left -= 64 * 1024) yield Buffer.alloc(64 * 1024, 7);
}

/** Sends `SIZE` bytes as fast as they are taken, or takes as many. */
async function serve(response: ServerResponse): Promise<void> {
  await pipeline(blocks(), response).catch(() => response.destroy());
}

beforeEach(async () => {
  server = await TestServer.start((request, response) => {
    if (request.method === "GET") void serve(response);
    else {
      let received = 0;
      const sink = new Writable({
        write(chunk: Buffer, _encoding, done) {
          received += chunk.length;
          done();
        },
      });
      void pipeline(request, sink).then(() => response.end(String(received)));
    }
  });
});

afterEach(() => server.close());

/** How much memory is taken now, apart from what is free to be collected. */
function used(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe("Memory", () => {
  onSockets("stays the same while a large body comes in, also if it is read slowly", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const before = used();
      let most = 0;
      let size = 0;
      const response = yield* wait(session.get("/"));
      yield* wait(
        asyncFor(response.content.iterChunked(64 * 1024), function* (piece) {
          size += piece.length;
          if (size % (16 * MEGABYTE) >= 64 * 1024) return;
          yield* sleep(0.005);
          most = Math.max(most, used() - before);
        }),
      );
      expect(size).toBe(SIZE);
      expect(most).toBeLessThan(MOST);
    });
  });

  onSockets("stays the same while a large body goes out", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const before = used();
      let most = 0;
      const response = yield* wait(
        session.post("/", {
          *data(writer) {
            let size = 0;
            for (const block of blocks()) {
              yield* writer.write(block);
              size += block.length;
              if (size % (16 * MEGABYTE) === 0) most = Math.max(most, used() - before);
            }
          },
        }),
      );
      expect(yield* wait(response.text())).toBe(String(SIZE));
      expect(most).toBeLessThan(MOST);
    });
  });
});

// What is left of requests that are cancelled, wherever they are: nothing.

import type { IncomingMessage, ServerResponse } from "node:http";

import { BytesPayload, ClientSession, TCPConnector } from "@tsyncio/http";
import { type Coroutine, type Task, CancelledError, createTask, gather, sleep, until } from "tsyncio";

import { type Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect, vi } from "../../../tsyncio/test/support/suite.ts";
import { TestServer } from "../support/http_server.ts";

const LIMIT = 8;

// Ten thousand of anything take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;

/** Answers `/fast` at once, never answers `/silent`, stops in the body of `/half`, never reads the body of `/upload`. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === "/fast") response.end("fast");
  else if (request.url === "/half") {
    response.writeHead(200, { "content-length": 100 });
    response.write("half");
  } else if (request.url === "/upload") request.pause();
  else request.resume();
}

beforeEach(async () => {
  server = await TestServer.start(serve);
});

afterEach(() => server.close());

/** Starts a request that will be somewhere at `stage` when it is cancelled. */
function* request({ wait }: Dialect, session: ClientSession, stage: number): Coroutine {
  const url = server.url;
  if (stage === 0) yield* wait(session.get(`${url}fast`));
  else if (stage === 1) yield* wait(session.get(`${url}silent`));
  else if (stage === 2) {
    const response = yield* wait(session.get(`${url}half`));
    yield* wait(response.read());
  } else if (stage === 3 || stage === 4) {
    // In the one case the server reads nothing, in the other it reads all and answers nothing.
    yield* wait(
      session.post(stage === 3 ? `${url}upload` : `${url}silent`, {
        *data(writer) {
          for (;;) yield* writer.write(new Uint8Array(65536));
        },
      }),
    );
  } else yield* wait(session.post(`${url}upload`, { data: new BytesPayload(new Uint8Array(1000)) }));
  yield* wait(sleep(3600));
}

/** All places of the pool are free: as many requests as it has places are served at the same time, and no more. */
function* servesAtFullLimit({ wait, fn }: Dialect, session: ClientSession): Coroutine {
  const texts = yield* wait(
    gather(
      Array.from({ length: LIMIT * 5 }, () =>
        fn(function* () {
          const response = yield* wait(session.get(`${server.url}fast`));
          return yield* wait(response.text());
        }),
      ),
    ),
  );
  expect(texts).toEqual(Array.from({ length: LIMIT * 5 }, () => "fast"));
}

function* sessionOf({ wait }: Dialect, body: (session: ClientSession) => Coroutine): Coroutine {
  const session = new ClientSession({ connector: new TCPConnector({ limit: LIMIT }) });
  try {
    yield* body(session);
  } finally {
    yield* wait(session.close());
  }
}

describe("cancelled requests", () => {
  /** Ten thousand take a while on a machine that has other things to do. */
  const limit = 30;
  onSockets(
    "give their places back, in the queue and in every stage",
    function* (dialect) {
      const { wait, fn } = dialect;
      yield* sessionOf(dialect, function* (session) {
        let cancelled = 0;
        const waves = 40;
        for (let wave = 0; wave < waves; wave++) {
          const tasks: Task<void>[] = [];
          for (let index = 0; index < 10_000 / waves; index++) {
            tasks.push(createTask(fn(() => request(dialect, session, (index + wave) % 6))));
          }
          // Some are cancelled before they begin, some in the first iterations, some when answers have come.
          for (let pause = wave % 5; pause > 0; pause--) yield* wait(sleep(0));
          if (wave % 4 === 3) yield* wait(sleep(0.01));
          for (const task of tasks) task.cancel();
          for (const task of tasks) {
            try {
              yield* wait(task);
            } catch (error) {
              if (!(error instanceof CancelledError)) throw error;
              cancelled++;
            }
          }
        }
        expect(cancelled).toBe(10_000);
        yield* servesAtFullLimit(dialect, session);
      });
    },
    undefined,
    limit,
  );

  onSockets("do not stop those that wait behind them", function* (dialect) {
    const { wait, fn } = dialect;
    yield* sessionOf(dialect, function* (session) {
      const holders = Array.from({ length: LIMIT }, () => createTask(fn(() => request(dialect, session, 1))));
      yield* wait(sleep(0.02));
      const waiting = createTask(
        fn(function* () {
          const response = yield* wait(session.get(`${server.url}fast`));
          return yield* wait(response.text());
        }),
      );
      const doomed = createTask(fn(() => request(dialect, session, 1)));
      yield* wait(sleep(0));
      // In one iteration: a place becomes free, and one of those who wait for it is cancelled.
      doomed.cancel();
      holders[0]?.cancel();
      expect(yield* wait(waiting)).toBe("fast");
      for (const holder of holders) holder.cancel();
      yield* wait(gather([...holders, doomed], { returnExceptions: true }));
    });
  });

  onSockets("leave no connection open once the session is closed", function* (dialect) {
    const { wait, fn } = dialect;
    yield* sessionOf(dialect, function* (session) {
      const tasks = [0, 1, 2, 4].map((stage) => createTask(fn(() => request(dialect, session, stage))));
      yield* wait(sleep(0.02));
      for (const task of tasks) task.cancel();
      yield* wait(gather(tasks, { returnExceptions: true }));
    });
    yield* wait(until(server.allClosed()));
    expect(server.connections).toBeGreaterThan(0);
  });
});

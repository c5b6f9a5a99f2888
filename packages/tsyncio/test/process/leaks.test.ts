// What is left after a thousand rounds of each kind of I/O, half in each dialect, each cancelled a little later than the one
// before: nothing.

import { readFileSync, readdirSync } from "node:fs";
import process from "node:process";

import {
  CancelledError,
  type Coroutine,
  LoopPort,
  OSError,
  PIPE,
  STDOUT,
  type Server,
  ThreadPoolExecutor,
  type TransportSocket,
  allTasks,
  createSubprocessExec,
  createTask,
  exportLoop,
  gather,
  getRunningLoop,
  openConnection,
  sleep,
  startServer,
  until,
  wait as waitForAll,
} from "tsyncio";

import type { Dialect } from "../support/dialects.ts";
import { Peer, bytes, onSockets } from "../support/sockets.ts";
import { describe, expect } from "../support/suite.ts";

const turnOfHost = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The processes that this one has started and that are not reaped yet. */
function children(): number {
  if (process.platform !== "linux") return 0;
  const folder = `/proc/${process.pid}/task`;
  const pids = readdirSync(folder).flatMap((task) => readFileSync(`${folder}/${task}/children`, "utf8").split(" "));
  return pids.filter((pid) => pid !== "").length;
}

/** All that is open now, by kind. */
function snapshot(): Record<string, number> {
  const counts: Record<string, number> = {
    tasks: allTasks().size,
    resources: getRunningLoop()._resources.size,
    descriptors: process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0,
    children: children(),
    timers: 0,
  };
  for (const kind of process.getActiveResourcesInfo()) {
    // The loop has one timer or none, as it sleeps or not; and what asks for this picture has had its turn by an immediate.
    if (kind === "Timeout") counts["timers"] = 1;
    else if (kind !== "Immediate") counts[kind] = (counts[kind] ?? 0) + 1;
  }
  for (const event of process.eventNames()) counts[`on ${String(event)}`] = process.listenerCount(event);
  return counts;
}

/** Of what there is more than there was. */
function leftOver(before: Record<string, number>): string[] {
  return Object.entries(snapshot()).flatMap(([kind, count]) => {
    const more = count - (before[kind] ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });
}

interface Rounds {
  /** How many, in each dialect. */
  count?: number;
  /** How many at the same time. */
  atOnce?: number;
  /** After how many steps at most a round is cancelled. */
  steps?: number;
}

/** Run `round` again and again, cancel it a step later each time, and check that all is as it was before. */
function* cancelEach(
  { wait, fn }: Dialect,
  round: (number: number) => Coroutine<void>,
  { count = 500, atOnce = 10, steps = 24 }: Rounds = {},
): Coroutine<void> {
  let cancelled = 0;
  let completed = 0;
  const one = function* (number: number): Coroutine<void> {
    const task = createTask(fn(() => round(number)));
    // Every third step is a look at the host's events. The last rounds are left alone.
    for (let step = 0; step < number % steps; step++) {
      yield* wait(step % 3 === 2 ? until(turnOfHost()) : sleep(0));
    }
    if (number % steps < steps - 2) task.cancel();
    yield* wait(waitForAll([task]));
    const failure = task.cancelled() ? null : task.exception();
    if (failure !== null && !(failure instanceof OSError)) throw failure;
    if (task.cancelled()) cancelled += 1;
    else completed += 1;
  };
  const all = function* (from: number, to: number): Coroutine<void> {
    for (let number = from; number < to; number += atOnce) {
      const length = Math.min(atOnce, to - number);
      yield* wait(gather(Array.from({ length }, (_, i) => createTask(fn(() => one(number + i))))));
    }
  };
  yield* all(0, steps);
  const settled = function* (isSettled: () => boolean): Coroutine<void> {
    for (let i = 0; i < 500 && !isSettled(); i++) yield* wait(sleep(0.01));
  };
  yield* wait(sleep(0.05));
  const before = snapshot();
  yield* all(0, count);
  yield* settled(() => leftOver(before).length === 0);
  expect(leftOver(before)).toEqual([]);
  expect(cancelled).toBeGreaterThan(count / 8);
  expect(completed).toBeGreaterThan(count / steps);
}

const portOf = (server: Server): number => (server.sockets[0] as TransportSocket).getsockname()[1];

/** A peer that sends back what it gets. */
const echoing = (): Promise<Peer> =>
  Peer.start((socket) => {
    socket.on("data", (data: Buffer) => void (socket.write(data) || socket.pause()));
    socket.on("drain", () => socket.resume());
    socket.on("end", () => socket.end());
  });

/** Rounds over connections to an echoing peer, all of which are gone at the end. */
function* withPeer(dialect: Dialect, round: (port: number) => Coroutine<void>, rounds?: Rounds): Coroutine<void> {
  const { wait } = dialect;
  const peer = yield* wait(until(echoing()));
  try {
    yield* cancelEach(dialect, () => round(peer.port), rounds);
    yield* wait(until(peer.open(0)));
  } finally {
    yield* wait(until(peer.close()));
  }
}

const LIMIT = 60;

describe("a thousand rounds that are cancelled at every wait leave nothing behind", () => {
  onSockets(
    "connect",
    function* (dialect) {
      const { wait } = dialect;
      yield* withPeer(dialect, function* (port) {
        const [, writer] = yield* wait(openConnection("127.0.0.1", port));
        writer.transport.abort();
      });
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "read",
    function* (dialect) {
      const { wait } = dialect;
      yield* withPeer(dialect, function* (port) {
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", port));
        try {
          writer.write(bytes("one line\nand 8 by"));
          yield* wait(reader.readline());
          yield* wait(reader.readexactly(8));
          writer.writeEof();
          yield* wait(reader.read());
        } finally {
          writer.close();
        }
      });
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "drain",
    function* (dialect) {
      const { wait } = dialect;
      const data = new Uint8Array(100_000);
      yield* withPeer(dialect, function* (port) {
        const [, writer] = yield* wait(openConnection("127.0.0.1", port));
        try {
          for (let i = 0; i < 4; i++) {
            writer.write(data);
            yield* wait(writer.drain());
          }
        } finally {
          writer.transport.abort();
        }
      });
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "close",
    function* (dialect) {
      const { wait } = dialect;
      const data = new Uint8Array(50_000);
      yield* withPeer(dialect, function* (port) {
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", port));
        try {
          writer.write(data);
          yield* wait(reader.readexactly(data.length));
        } finally {
          writer.close();
          yield* wait(writer.waitClosed());
        }
      });
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "server",
    function* (dialect) {
      const { wait, fn } = dialect;
      yield* cancelEach(dialect, function* () {
        const server = yield* wait(
          startServer(
            (reader, writer) =>
              fn(function* () {
                try {
                  writer.write(yield* wait(reader.readline()));
                  yield* wait(writer.drain());
                } catch (error) {
                  if (!(error instanceof OSError)) throw error;
                } finally {
                  writer.close();
                }
              })(),
            "127.0.0.1",
            0,
          ),
        );
        try {
          const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
          try {
            writer.write(bytes("hello\n"));
            yield* wait(reader.readline());
          } finally {
            writer.close();
          }
        } finally {
          server.close();
          server.abortClients();
          yield* wait(server.waitClosed());
        }
      });
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "subprocess",
    function* (dialect) {
      const { wait } = dialect;
      const program = process.platform === "win32" ? "hostname" : "true";
      yield* cancelEach(dialect, function* (number) {
        const stderr = number % 4 === 0 ? STDOUT : PIPE;
        const options = { stdin: PIPE, stdout: PIPE, stderr, killOnCancel: true };
        const child = yield* wait(createSubprocessExec(program, options));
        yield* wait(child.communicate(bytes("input")));
      });
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "executor job",
    function* (dialect) {
      const { wait } = dialect;
      const executor = new ThreadPoolExecutor({ maxWorkers: 2 });
      const loop = getRunningLoop();
      yield* cancelEach(dialect, function* (number) {
        yield* wait(loop.runInExecutor(executor, (x: number) => x + 1, number));
        yield* wait(loop.runInExecutor(executor, (x: number) => ({ x }), number));
      });
      yield* wait(until(executor.shutdown()));
    },
    undefined,
    LIMIT,
  );

  onSockets(
    "worker",
    function* (dialect) {
      const { wait, fn } = dialect;
      const loop = getRunningLoop();
      yield* cancelEach(
        dialect,
        function* (number) {
          const executor = new ThreadPoolExecutor({ maxWorkers: 1, onCancel: "terminate" });
          try {
            yield* wait(loop.runInExecutor(executor, (x: number) => x + 1, number));
          } finally {
            yield* wait(until(executor.shutdown({ cancelFutures: true })));
          }
        },
        // Each round has a thread of its own.
        { count: 60, atOnce: 4, steps: 12 },
      );
      yield* cancelEach(dialect, function* (number) {
        const handlers = {
          double: (value: number) =>
            fn(function* () {
              yield* wait(sleep(0));
              return value * 2;
            })(),
        };
        const port = new LoopPort<typeof handlers>(exportLoop(loop, handlers));
        try {
          const future = port.runCoroutineThreadsafe("double", number);
          try {
            yield* wait(until(future));
          } catch (error) {
            if (error instanceof CancelledError) future.cancel();
            throw error;
          }
        } finally {
          port.close();
        }
      });
    },
    undefined,
    LIMIT,
  );
});

// Coroutines that worker threads start in a loop: outcomes and cancellation, both ways. Real threads, which load the built package.

import { once } from "node:events";
import { Worker } from "node:worker_threads";

import {
  type Coroutine,
  type EventLoop,
  type ExceptionContext,
  type LoopHandlers,
  LoopPort,
  ValueError,
  currentTask,
  exportLoop,
  getRunningLoop,
  newEventLoop,
  run,
  sleep,
  until,
} from "tsyncio";

import { describe, expect, it } from "../support/suite.ts";

interface Caller {
  /** What the worker posts. */
  readonly answer: Promise<unknown>;
  readonly ended: Promise<unknown>;
}

function start(loop: EventLoop, role: string, handlers: LoopHandlers, data: Record<string, unknown> = {}): Caller {
  const port = exportLoop(loop, handlers);
  const worker = new Worker(new URL("fixtures/remote_caller.mjs", import.meta.url), {
    workerData: { ...data, role, port },
    transferList: [port],
  });
  const ended = once(worker, "exit");
  const answer = once(worker, "message").then(([message]) => message as unknown);
  return { answer: Promise.race([answer, ended.then(() => "nothing")]), ended };
}

/** What the worker posts in `role`, and that nothing is left of it. */
function* answerOf(role: string, handlers: LoopHandlers, data?: Record<string, unknown>): Coroutine<unknown> {
  const loop = getRunningLoop();
  const { answer, ended } = start(loop, role, handlers, data);
  const answered = yield* until(answer);
  yield* until(ended);
  while (loop._resources.size > 0) yield* sleep(0.001);
  return answered;
}

/** A coroutine that never ends by itself, and another that waits until it runs. */
function endless(log: string[] = []): { forever(): Coroutine; untilItRuns(): Coroutine } {
  const loop = getRunningLoop();
  const running = loop.createFuture<void>();
  return {
    *forever() {
      log.push("starts");
      running.setResult();
      try {
        yield* loop.createFuture<void>();
      } finally {
        yield* sleep(0);
        log.push("cleaned up");
      }
    },
    *untilItRuns() {
      yield* running;
    },
  };
}

describe("LoopPort.runCoroutineThreadsafe", () => {
  it("fails if an argument or the result cannot be read at the other end, and harms no other call", async () => {
    const { unreadable } = (await import(new URL("fixtures/unreadable.mjs", import.meta.url).href)) as {
      unreadable(): object;
    };
    const reports: string[] = [];
    const answer = await run(function* () {
      getRunningLoop().setExceptionHandler((_, { message, exception }) =>
        reports.push(`${message}: ${String(exception)}`),
      );
      return yield* answerOf("unreadable", {
        note: () => void reports.push("called"),
        plain: (value: unknown) => value,
        unreadable,
      });
    });
    const missing = "Missing internal module 'internal/nowhere'";
    expect(answer).toEqual([
      `DataCloneError: an argument cannot be read in the thread of the loop: ${missing}`,
      3,
      `DataCloneError: the result cannot be read in this thread: ${missing}`,
      { n: 4 },
    ]);
    expect(reports).toEqual([
      expect.stringMatching(/^an argument of a call from another thread cannot be read: .*nowhere/),
    ]);
  });

  it("gives a worker what the coroutine returns or throws, in either dialect", async () => {
    const tasks = new Set<unknown>();
    const answers = await run(() =>
      answerOf("answers", {
        *generator(value: unknown) {
          tasks.add(currentTask());
          yield* sleep(0.001);
          return { value };
        },
        async asyncFunction(value: unknown) {
          tasks.add(currentTask());
          await sleep(0.001);
          return { value };
        },
        plain: (value: number) => value + 1,
        *fail(text: string) {
          yield* sleep(0);
          throw new ValueError(text);
        },
        unsendable: () => () => {},
        *cancelItself() {
          currentTask()?.cancel();
          yield* sleep(0);
        },
        size: (buffer: ArrayBuffer) => buffer.byteLength,
      }),
    );
    expect(answers).toEqual([
      { value: { a: [1] } },
      { value: { a: [2] } },
      4,
      "ValueError: no",
      expect.stringMatching(/^DataCloneError: the result cannot be sent back: /),
      "CancelledError: ",
      8,
      0,
    ]);
    expect([tasks.size, tasks.has(null)]).toEqual([2, false]);
  });

  it("runs what a module exports", async () => {
    expect(await run(() => answerOf("modules", {}))).toEqual([
      "hello from a generator",
      "hello from an async function",
      'TypeError: it exports no function "nothing"',
    ]);
  });

  it("refuses at the call what the loop cannot run", async () => {
    expect(await run(() => answerOf("misuse", { plain: () => 1 }))).toEqual([
      'ValueError: name must be one of the exported handlers (plain) or a moduleFunction(), got "nonsense"',
      "ValueError: name must be one of the exported handlers (plain) or a moduleFunction(), got function (anonymous)",
      "DataCloneError",
    ]);
  });

  it("cancels the coroutine when the worker cancels its future", async () => {
    const log: string[] = [];
    const answer = await run(function* () {
      const answer = yield* answerOf("cancels", { ...endless(log) });
      while (log.length < 2) yield* sleep(0.001);
      return answer;
    });
    expect(answer).toEqual([true, true, true, true, "CancelledError: "]);
    expect(log).toEqual(["starts", "cleaned up"]);
  });

  // gh-105836. CPython up to 3.14.2 starts it.
  it("never starts a coroutine that was cancelled before", async () => {
    const log: string[] = [];
    const answer = await run(function* () {
      const loop = getRunningLoop();
      const gate = new Int32Array(new SharedArrayBuffer(4));
      const { answer, ended } = start(loop, "cancelsEarly", { never: () => void log.push("started") }, { gate });
      Atomics.wait(gate, 0, 0);
      const answered = yield* until(answer);
      yield* until(ended);
      yield* sleep(0.01);
      return answered;
    });
    expect([answer, log]).toEqual(["CancelledError: ", []]);
  });

  it("lets a deadline in the worker's own loop reach the coroutine", async () => {
    const log: string[] = [];
    const answers = await run(function* () {
      const answers = yield* answerOf("deadline", { ...endless(log) });
      while (log.length < 2) yield* sleep(0.001);
      return answers;
    });
    expect(answers).toEqual(["TimeoutError: timed out after 0.02 s", "TimeoutError: timed out after 0.02 s"]);
    expect(log).toEqual(["starts", "cleaned up"]);
  });

  it("tells a worker that the program has ended, or that its loop is closed", async () => {
    const log: string[] = [];
    const waiting = await run(function* () {
      const handlers = endless(log);
      const caller = start(getRunningLoop(), "waits", { ...handlers });
      yield* handlers.untilItRuns();
      return caller;
    });
    const reports: ExceptionContext[] = [];
    const loop = newEventLoop();
    loop.setExceptionHandler((_, context) => void reports.push(context));
    const running = loop.createFuture<void>();
    const forever = function* (): Coroutine {
      running.setResult();
      yield* loop.createFuture<void>();
    };
    const { answer, ended } = start(loop, "waits", { forever });
    await loop.runUntilComplete(running);
    loop.close();
    expect([await waiting.answer, await answer]).toEqual(["CancelledError: ", "RuntimeError: Event loop is closed"]);
    await ended;
    expect(reports.map(({ message }) => message)).toEqual(["Task was destroyed but it is pending!"]);
    expect(log).toEqual(["starts", "cleaned up"]);
  });

  it("has no outcome for a worker that has given its port up, or is gone; the coroutine runs on", async () => {
    const reports: ExceptionContext[] = [];
    const log: string[] = [];
    const answer = await run(function* () {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_, context) => void reports.push(context));
      const answer = yield* answerOf("givesUp", { ...endless(log) });
      while (log.length < 1) yield* sleep(0.001);
      const running = loop.createFuture<void>();
      const gone = loop.createFuture<void>();
      const { ended } = start(loop, "leaves", {
        *failLate() {
          running.setResult();
          yield* gone;
          log.push("fails");
          throw new ValueError("too late");
        },
        async untilItRuns() {
          await running;
        },
      });
      yield* until(ended);
      while (loop._resources.size > 0) yield* sleep(0.001);
      gone.setResult();
      yield* sleep(0);
      return answer;
    });
    expect(answer).toBe("RuntimeError: the port was closed");
    expect(log).toEqual(["starts", "fails", "cleaned up"]);
    expect(reports.map(({ message, exception }) => `${message}: ${String(exception)}`)).toEqual([
      "Task exception was never retrieved: ValueError: too late",
    ]);
  });

  it("mixes up nothing among a thousand coroutines, half of which are cancelled", async () => {
    const answers = await run(() =>
      answerOf(
        "storm",
        {
          async echo(i: number) {
            await sleep((i % 7) * 0.001);
            return i;
          },
        },
        { count: 1000 },
      ),
    );
    expect(answers).toEqual(Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? "CancelledError: " : i)));
  });

  it("works within one thread, too, with types that follow the handlers", async () => {
    const results = await run(function* () {
      const handlers = {
        *double(value: number) {
          yield* sleep(0);
          return value * 2;
        },
        async shout(text: string) {
          await sleep(0);
          return text.toUpperCase();
        },
      };
      const port = new LoopPort<typeof handlers>(exportLoop(getRunningLoop(), handlers));
      const doubled: number = yield* port.runCoroutineThreadsafe("double", 21);
      const shouted: string = yield* port.runCoroutineThreadsafe("shout", "hello");
      port.close();
      return [doubled, shouted];
    });
    expect(results).toEqual([42, "HELLO"]);
  });
});

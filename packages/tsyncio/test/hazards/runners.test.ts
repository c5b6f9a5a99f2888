// The beginning and the end of programs: what runs, what is cleaned up, which error is told; with the trace that CPython leaves.

import {
  CancelledError,
  ContextVar,
  Runner,
  RuntimeError,
  type Task,
  ValueError,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  sleep,
  wait as waitFirst,
} from "tsyncio";

import { byHandInBothDialects, followsTrace, lines, once, repr, state } from "../support/dialects.ts";
import { expect, it } from "../support/suite.ts";

// bpo-47062.
byHandInBothDialects(
  "the programs of a runner share loop, context and background tasks, until it is closed, though one fails",
  async ({ loop, stamp, wait, fn }) => {
    const variable = new ContextVar("variable", { default: 0 });
    let background: Task<void> | undefined;
    const one = fn(function* () {
      variable.set(1);
      background = createTask(
        fn(function* () {
          try {
            yield* wait(sleep(50));
          } finally {
            stamp("background cancelled");
          }
        }),
      );
      return getRunningLoop();
    });
    const two = fn(function* () {
      yield* wait(sleep(1));
      return [getRunningLoop(), variable.get(), state(background as Task<void>)] as const;
    });
    const bad = fn(function* () {
      throw new ValueError("x");
    });
    const runner = new Runner({ loopFactory: () => loop });
    const first = await runner.run(one);
    const [second, value, standing] = await runner.run(two);
    stamp(first === second, value, standing);
    try {
      await runner.run(bad);
    } catch (error) {
      stamp(repr(error));
    }
    stamp((await runner.run(two))[2]);
    stamp("leaving");
    await runner.close();
    try {
      await runner.run(two);
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      stamp(error.message);
    }
  },
  ({ events }) =>
    expect(events).toEqual(
      lines(`
        t=1 true 1 pending
        t=1 ValueError('x')
        t=2 pending
        t=2 leaving
        t=2 background cancelled
        t=2 Runner is closed
      `),
    ),
);

// gh-120284. CPython 3.13 throws ValueError, 3.14 TypeError, also for a function. See docs/differences.md.
it("run() takes a function of either dialect, and refuses at the call what makes no coroutine", async () => {
  const program = async (): Promise<string> => "ran";
  const results = [
    await run(program),
    await run(function* () {
      return "ran";
    }),
  ];
  expect(results).toEqual(["ran", "ran"]);
  const message = "a coroutine was expected, got";
  expect(() => run(42 as never)).toThrow(new TypeError(`${message} 42`));
  expect(() => run(program() as never)).toThrow(
    new TypeError(`${message} a promise: pass the async function itself, or until(promise)`),
  );
});

followsTrace(
  "a program that one of its own tasks cancels ends by that cancellation",
  once(function* ({ stamp, wait, fn }) {
    const main = currentTask() as Task<unknown>;
    createTask(
      fn(function* () {
        yield* wait(sleep(1));
        main.cancel("by child");
        yield* wait(sleep(5));
      }),
    );
    try {
      yield* wait(sleep(10));
    } finally {
      stamp("main finally");
    }
  }),
  `
    t=1 main finally
    t=1 run() raised CancelledError('by child')
  `,
);

// bpo-32314. CPython's message says `asyncio.run()`.
followsTrace(
  "the error of a program is not replaced by one of its leftover tasks, which is reported",
  once(function* ({ stamp, wait, fn }) {
    createTask(
      fn(function* () {
        try {
          yield* wait(sleep(9));
        } finally {
          stamp("first cancelled");
        }
      }),
    );
    createTask(
      fn(function* () {
        try {
          yield* wait(sleep(9));
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
          throw new RangeError("second");
        }
      }),
    );
    yield* wait(sleep(1));
    throw new ValueError("main");
  }),
  `
    t=1 first cancelled
    t=1 HANDLER unhandled exception during run() shutdown | RangeError('second')
    t=1 run() raised ValueError('main')
  `,
);

followsTrace(
  "periodic work does not drift, and a cancellation ends it",
  once(function* ({ stamp, wait, fn }) {
    const ticker = createTask(
      fn(function* () {
        for (;;) {
          stamp("tick");
          yield* wait(sleep(0.1));
        }
      }),
    );
    yield* wait(sleep(0.55));
    ticker.cancel();
    yield* wait(waitFirst([ticker]));
    stamp(state(ticker));
  }),
  `
    t=0 tick
    t=0.1 tick
    t=0.2 tick
    t=0.3 tick
    t=0.4 tick
    t=0.5 tick
    t=0.55 cancelled
  `,
);

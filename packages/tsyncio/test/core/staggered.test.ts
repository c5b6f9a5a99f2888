// `staggeredRace`: who starts when, who wins, and that nobody is left behind. The first trace is CPython's.

import {
  CancelledError,
  type CoroutineFunction,
  type RaceOutcome,
  SystemExit,
  type Task,
  ValueError,
  allTasks,
  createTask,
  currentTask,
  eagerTaskFactory,
  sleep,
  staggeredRace,
  wait as waitAll,
} from "tsyncio";

import {
  type Dialect,
  bothDialects,
  byHandInBothDialects,
  followsTrace,
  once,
  outcomeOf,
  repr,
  state,
} from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

type Attempt = CoroutineFunction<string>;

const succeeds = ({ wait, fn, stamp }: Dialect, name: string, seconds: number): Attempt =>
  fn(function* () {
    stamp("start", name);
    try {
      yield* wait(sleep(seconds));
    } catch (error) {
      stamp("cancelled", name);
      throw error;
    }
    return name;
  });

const fails = ({ wait, fn, stamp }: Dialect, name: string, seconds: number): Attempt =>
  fn(function* () {
    stamp("start", name);
    yield* wait(sleep(seconds));
    throw new ValueError(name);
  });

const text = ([result, index, errors]: RaceOutcome<string>): string => `${result} ${index} ${repr(errors)}`;

followsTrace(
  "attempts start when the one before has failed or had its time, and the first success cancels the others",
  once(function* (dialect) {
    const { wait, stamp } = dialect;
    const ok = (name: string, seconds: number): Attempt => succeeds(dialect, name, seconds);
    const bad = (name: string, seconds: number): Attempt => fails(dialect, name, seconds);
    stamp(text(yield* wait(staggeredRace([ok("a", 5), ok("b", 1), ok("c", 1)], 1))));
    stamp(text(yield* wait(staggeredRace([bad("a", 0.5), ok("b", 1), ok("c", 1)], 1))));
    stamp(text(yield* wait(staggeredRace([bad("a", 0.5), bad("b", 2)], 1))));
    stamp(text(yield* wait(staggeredRace([bad("a", 0.5), bad("b", 2), ok("c", 1)], null))));
    stamp(text(yield* wait(staggeredRace<string>([], 1))));
    const race = createTask(staggeredRace([ok("a", 5), ok("b", 5)], 1));
    yield* wait(sleep(3));
    race.cancel("message");
    yield* wait(waitAll([race]));
    stamp(state(race));
    stamp(text(yield* wait(staggeredRace([ok("a", 2), bad("b", 5)], 1))));
  }),
  `
    t=0 start a
    t=1 start b
    t=2 cancelled a
    t=2 b 1 [CancelledError(), None]
    t=2 start a
    t=2.5 start b
    t=3.5 b 1 [ValueError('a'), None]
    t=3.5 start a
    t=4 start b
    t=6 null null [ValueError('a'), ValueError('b')]
    t=6 start a
    t=6.5 start b
    t=8.5 start c
    t=9.5 c 2 [ValueError('a'), ValueError('b'), None]
    t=9.5 null null []
    t=9.5 start a
    t=10.5 start b
    t=12.5 cancelled a
    t=12.5 cancelled b
    t=12.5 cancelled
    t=12.5 start a
    t=13.5 start b
    t=14.5 a 0 [None, CancelledError()]
  `,
);

describe("staggeredRace", () => {
  bothDialects(
    "ends when the losers have cleaned up, and ignores one that succeeds all the same",
    function* (dialect) {
      const { wait, fn, stamp } = dialect;
      const stubborn = fn(function* () {
        try {
          yield* wait(sleep(10));
        } catch {
          yield* wait(sleep(3));
          stamp("cleaned up");
        }
        return "late";
      });
      const outcome = yield* wait(staggeredRace<string>([stubborn, succeeds(dialect, "b", 1)], 1));
      stamp(text(outcome), allTasks().size);
    },
    ({ events }) => expect(events).toEqual(["t=1 start b", "t=5 cleaned up", "t=5 b 1 [None, None] 1"]),
  );

  bothDialects(
    "waits for the attempts when it is cancelled, and goes on with the cancellation and its message",
    function* (dialect) {
      const { wait, fn, stamp } = dialect;
      const slow = fn(function* () {
        try {
          yield* wait(sleep(10));
        } finally {
          yield* wait(sleep(2));
          stamp("cleaned up");
        }
        return "";
      });
      const race = createTask(staggeredRace([slow, slow], 5));
      yield* wait(sleep(1));
      race.cancel("enough");
      try {
        yield* wait(race);
      } catch (error) {
        stamp(repr(error), error instanceof CancelledError);
      }
    },
    ({ events }) => expect(events).toEqual(["t=3 cleaned up", "t=3 CancelledError('enough') true"]),
  );

  bothDialects(
    "cancels the losers, and not the winner",
    function* ({ wait, fn }) {
      const tasks: (Task<unknown> | null)[] = [];
      const attempt = (seconds: number): Attempt =>
        fn(function* () {
          tasks.push(currentTask());
          yield* wait(sleep(seconds));
          return "";
        });
      yield* wait(staggeredRace([attempt(10), attempt(1), attempt(1)], 0.75));
      return tasks.map((task) => [task?.cancelling(), task?.signal.aborted]);
    },
    ({ result }) =>
      expect(result).toEqual([
        [1, true],
        [0, false],
        [1, true],
      ]),
  );

  bothDialects(
    "asks for an attempt only when it is its turn",
    function* (dialect) {
      const attempts = function* (): Generator<Attempt> {
        dialect.stamp("asked for a");
        yield succeeds(dialect, "a", 1.5);
        dialect.stamp("asked for b");
        yield succeeds(dialect, "b", 10);
        dialect.stamp("asked for c");
      };
      dialect.stamp(text(yield* dialect.wait(staggeredRace(attempts(), 1))));
    },
    ({ events }) =>
      expect(events).toEqual([
        "t=0 asked for a",
        "t=0 start a",
        "t=1 asked for b",
        "t=1 start b",
        "t=1.5 cancelled b",
        "t=1.5 a 0 [None, CancelledError()]",
      ]),
  );

  bothDialects(
    "fails with the error of a list of attempts that fails",
    function* (dialect) {
      const attempts = function* (): Generator<Attempt> {
        yield fails(dialect, "a", 1);
        throw new ValueError("no more addresses");
      };
      yield* dialect.wait(staggeredRace(attempts(), 5));
    },
    ({ error, endedAt }) => {
      expect(repr(error)).toBe("ExceptionGroup('staggered race failed', [ValueError('no more addresses')])");
      expect(endedAt).toBe(1);
    },
  );

  byHandInBothDialects(
    "lets a SystemExit of an attempt end the run, and itself by the same",
    async ({ loop, wait, fn, log }) => {
      const exits = fn(function* () {
        yield* wait(sleep(1));
        throw new SystemExit(3);
      }) as unknown as Attempt;
      const race = loop.createTask(staggeredRace([exits], 5));
      for (let run = 0; run < 2; run++) {
        try {
          await loop.runUntilComplete(race);
        } catch (error) {
          log(repr(error), race.done());
        }
      }
      log(state(race));
    },
    ({ events }) =>
      expect(events).toEqual([
        "SystemExit('exit with code 3') false",
        "SystemExit('exit with code 3') true",
        "SystemExit('exit with code 3')",
      ]),
  );

  // gh-124309.
  it("works with eager tasks, whether attempts end at once or not", async () => {
    const { result } = await outcomeOf(function* ({ loop }) {
      loop.setTaskFactory(eagerTaskFactory);
      const now = yield* staggeredRace([() => "a", () => "b"], 1);
      const failing = function* (): Generator<never, string> {
        throw new ValueError("at once");
      };
      const second = yield* staggeredRace([failing, () => sleep(1, "b")], 100);
      return [text(now), text(second), allTasks().size, loop.time()];
    });
    expect(result).toEqual(["a 0 [None]", "b 1 [ValueError('at once'), None]", 1, 1]);
  });

  it("refuses misuse at the call", () => {
    expect(() => staggeredRace(5 as never, 1)).toThrow(new TypeError("attempts must be a list of functions, got 5"));
    expect(() => staggeredRace([], NaN)).toThrow(new ValueError("delay must be a number of seconds or null, got NaN"));
  });
});

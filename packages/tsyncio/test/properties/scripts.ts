// Random programs for the property tests: a script that starts tasks, cancels them and lets time pass. Nothing is checked here.

import fc from "fast-check";
import { type Coroutine, type Task, createTask, sleep } from "tsyncio";

import { type Dialect, outcomeOf, once } from "../support/dialects.ts";

/**
 * A step of a script: start a task that does `A`, cancel one of those that are not done (counted round and round), or let
 * others run for so many iterations or seconds.
 */
export type Step<A> =
  | { readonly start: A }
  | { readonly cancel: number }
  | { readonly ticks: number }
  | { readonly seconds: number };

export interface Script<A> {
  readonly dialect: "generator" | "async";
  readonly steps: readonly Step<A>[];
}

/** Scripts whose tasks do what `action` makes. About every fourth step is a cancellation. */
export function scripts<A>(action: fc.Arbitrary<A>): fc.Arbitrary<Script<A>> {
  return fc.record({
    dialect: fc.constantFrom("generator" as const, "async" as const),
    steps: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.record({ start: action }) },
        { weight: 3, arbitrary: fc.record({ cancel: fc.nat(30) }) },
        { weight: 2, arbitrary: fc.record({ ticks: fc.integer({ min: 1, max: 3 }) }) },
        { weight: 1, arbitrary: fc.record({ seconds: fc.constantFrom(0.5, 1) }) },
      ),
      { maxLength: 40 },
    ),
  });
}

/** A pause inside of a task: none, some iterations, or half a second. */
export const pauses: fc.Arbitrary<number> = fc.constantFrom(0, 1, 2, 0.5);

/** Let `pause` pass: see {@link pauses}. */
export function* rest({ wait }: Dialect, pause: number): Coroutine {
  if (pause === 0.5) yield* wait(sleep(0.5));
  else for (let tick = 0; tick < pause; tick++) yield* wait(sleep(0));
}

/**
 * Run `script`, wait until no task goes on any more, and give back what `finish` returns.
 *
 * @param prepare makes the coroutine of a task from its action and number
 * @param finish is called when all is quiet; tasks that still wait then are cancelled afterwards
 */
export async function play<A, R>(
  script: Script<A>,
  prepare: (dialect: Dialect) => {
    perform(action: A, index: number): Coroutine<unknown>;
    finish(tasks: readonly Task<unknown>[]): R;
  },
): Promise<R> {
  const programs = once<R>(function* (d) {
    const { perform, finish } = prepare(d);
    const tasks: Task<unknown>[] = [];
    for (const step of script.steps) {
      if ("start" in step) {
        const index = tasks.length;
        tasks.push(createTask(d.fn(() => perform(step.start, index))));
      } else if ("cancel" in step) {
        const unfinished = tasks.filter((task) => !task.done());
        unfinished[step.cancel % unfinished.length]?.cancel();
      } else if ("ticks" in step) yield* rest(d, step.ticks);
      else yield* d.wait(sleep(step.seconds));
    }
    // No pause is longer than half a second, and no task takes two in a row without a reason: by then all is quiet.
    yield* d.wait(sleep(1000));
    return finish(tasks);
  });
  const outcome = await outcomeOf(programs[script.dialect]);
  const { result } = outcome;
  outcome.verify();
  return result;
}

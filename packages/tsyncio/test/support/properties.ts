// Property tests of programs: random input, both dialects, virtual time. Nothing about any one feature.

import fc from "fast-check";
import { type Coroutine, ValueError, sleep } from "tsyncio";

import { type Dialect, once, outcomeOf } from "./dialects.ts";
import { it } from "./suite.ts";

/** Register `sentence` as two tests, one a dialect: the program, which does the asserting, runs for many random inputs. */
export function holds<Input>(
  sentence: string,
  inputs: fc.Arbitrary<Input>,
  program: (dialect: Dialect, input: Input) => Coroutine<void>,
  numRuns = 100,
): void {
  for (const name of ["generator", "async"] as const) {
    const run = async (input: Input): Promise<void> => {
      const programs = once((dialect) => program(dialect, input));
      const outcome = await outcomeOf(
        name === "async"
          ? programs.async
          : function* (recorder) {
              yield* programs.generator(recorder);
            },
      );
      outcome.verify();
    };
    const label = name === "async" ? "async function" : name;
    it(`${sentence} (${label})`, () => fc.assert(fc.asyncProperty(inputs, run), { numRuns }));
  }
}

/** What a task of a random program does. Times are multiples of a half, so that many fall together. */
export interface Work {
  readonly seconds: number;
  readonly fails: boolean;
  /** What it does with a cancellation: pass it on, fail, or go on as if nothing had been. */
  readonly onCancel: "raise" | "fail" | "swallow";
  /** How long it cleans up before. */
  readonly cleanup: number;
}

/** A short time, in halves of a second. */
export const time: fc.Arbitrary<number> = fc.integer({ min: 0, max: 8 }).map((halves) => halves / 2);

export const work: fc.Arbitrary<Work> = fc.record({
  seconds: time,
  fails: fc.boolean(),
  onCancel: fc.constantFrom("raise", "raise", "fail", "swallow"),
  cleanup: fc.constantFrom(0, 0, 0.5, 1.5),
});

/** Works that mostly behave. */
export const works: fc.Arbitrary<Work[]> = fc.array(work, { minLength: 1, maxLength: 5 });

/** A coroutine function that does `work`. Its result is its number. */
export function doing(
  { wait, fn }: Dialect,
  { seconds, fails, onCancel, cleanup }: Work,
  number = 0,
): () => Coroutine<number> {
  return fn(function* () {
    try {
      yield* wait(sleep(seconds));
    } catch (error) {
      if (cleanup > 0) yield* wait(sleep(cleanup));
      if (onCancel === "raise") throw error;
      if (onCancel === "fail") throw new ValueError(`cleanup of ${number}`);
      return number;
    }
    if (fails) throw new ValueError(`work ${number}`);
    return number;
  }) as () => Coroutine<number>;
}

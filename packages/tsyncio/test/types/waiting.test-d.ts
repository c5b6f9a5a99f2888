// Types of what waits for several things: inferred through coroutines of both dialects, futures and lists of either.

import {
  type AsCompleted,
  type Awaitable,
  type BaseExceptionGroup,
  type Coroutine,
  ExceptionGroup,
  type Future,
  type RaceOutcome,
  type Task,
  TaskGroup,
  type Timeout,
  TimeoutError,
  asCompleted,
  asyncFor,
  asyncWith,
  gather,
  shield,
  sleep,
  staggeredRace,
  timeout,
  wait,
  waitFor,
} from "tsyncio";

import { expectTypeOf } from "../support/suite.ts";

declare const numberTask: Task<number>;
declare const numberTasks: Task<number>[];
declare const textFuture: Future<string>;
declare function yes(): Coroutine<true>;
declare const either: () => Coroutine<string> | Promise<string>;
const generator = function* () {
  yield* sleep(1);
  return 5;
};
const asyncFunction = async () => {
  await sleep(1);
  return "text";
};

// gather

expectTypeOf(gather(numberTask, textFuture, yes())).toEqualTypeOf<Future<[number, string, true]>>();
expectTypeOf(gather(generator(), generator, asyncFunction, sleep(1), either)).toEqualTypeOf<
  Future<[number, number, string, void, string]>
>();
expectTypeOf(gather([numberTask, textFuture])).toEqualTypeOf<Future<[number, string]>>();
expectTypeOf(gather([generator(), asyncFunction], {})).toEqualTypeOf<Future<[number, string]>>();
expectTypeOf(gather(numberTasks)).toEqualTypeOf<Future<number[]>>();
expectTypeOf(gather(...numberTasks)).toEqualTypeOf<Future<number[]>>();
expectTypeOf(gather(numberTasks as readonly Task<number>[])).toEqualTypeOf<Future<number[]>>();
expectTypeOf(gather()).toEqualTypeOf<Future<[]>>();
expectTypeOf(gather([numberTask, textFuture], { returnExceptions: true })).toEqualTypeOf<
  Future<[number | Error, string | Error]>
>();
expectTypeOf(gather(numberTasks, { returnExceptions: true })).toEqualTypeOf<Future<(number | Error)[]>>();
expectTypeOf(gather([numberTask], { returnExceptions: false })).toEqualTypeOf<Future<[number]>>();
declare const maybe: boolean;
expectTypeOf(gather([numberTask], { returnExceptions: maybe })).toEqualTypeOf<Future<[number | Error]>>();
// @ts-expect-error a promise runs already, and obeys nobody
void gather(Promise.resolve(1));
// @ts-expect-error the options come behind a list, not behind arguments
void gather(numberTask, { returnExceptions: true });

export function* destructures(): Coroutine<void> {
  const [count, text] = yield* gather(generator(), asyncFunction);
  expectTypeOf(count).toEqualTypeOf<number>();
  expectTypeOf(text).toEqualTypeOf<string>();
}

// wait, waitFor, shield

expectTypeOf(wait(numberTasks)).toEqualTypeOf<Awaitable<[done: Set<Task<number>>, pending: Set<Task<number>>]>>();
expectTypeOf(wait([numberTask, textFuture], { timeout: null })).toEqualTypeOf<
  Awaitable<[done: Set<Task<number> | Future<string>>, pending: Set<Task<number> | Future<string>>]>
>();
// @ts-expect-error coroutines have to be made tasks first
void wait([generator()]);
// @ts-expect-error one of the three constants
void wait(numberTasks, { returnWhen: "SOME_COMPLETED" });

expectTypeOf(waitFor(generator(), 1)).toEqualTypeOf<Awaitable<number>>();
expectTypeOf(waitFor(asyncFunction, null)).toEqualTypeOf<Awaitable<string>>();
expectTypeOf(waitFor(either, null)).toEqualTypeOf<Awaitable<string>>();
expectTypeOf(waitFor(textFuture, 1)).toEqualTypeOf<Awaitable<string>>();
// @ts-expect-error no limit is null
void waitFor(generator(), undefined);

expectTypeOf(shield(numberTask)).toEqualTypeOf<Future<number>>();
expectTypeOf(shield(asyncFunction)).toEqualTypeOf<Future<string>>();

// asCompleted

expectTypeOf(asCompleted(numberTasks)).toEqualTypeOf<AsCompleted<number>>();
expectTypeOf(asCompleted(new Set([generator]))).toEqualTypeOf<AsCompleted<number>>();

export function* iterates(): Coroutine<void> {
  for (const next of asCompleted(numberTasks)) expectTypeOf(yield* next).toEqualTypeOf<number>();
  yield* asyncFor(asCompleted(numberTasks), function* (task) {
    expectTypeOf(task).toEqualTypeOf<Future<number>>();
    yield* task;
  });
}

export async function iteratesAsync(): Promise<void> {
  for await (const task of asCompleted(numberTasks, { timeout: 3 })) expectTypeOf(task).toEqualTypeOf<Future<number>>();
}

// timeout, TaskGroup, staggeredRace

expectTypeOf(timeout(3)).toEqualTypeOf<Timeout>();
expectTypeOf(timeout(null, generator)).toEqualTypeOf<Awaitable<number>>();
expectTypeOf(timeout(3, asyncFunction)).toEqualTypeOf<Awaitable<string>>();
expectTypeOf(timeout(3, (limit) => limit.when())).toEqualTypeOf<Awaitable<number | null>>();
expectTypeOf(asyncWith(timeout(3), generator)).toEqualTypeOf<Awaitable<number>>();
expectTypeOf(
  asyncWith(new TaskGroup(), (group) => {
    expectTypeOf(group).toEqualTypeOf<TaskGroup>();
    expectTypeOf(group.createTask(generator())).toEqualTypeOf<Task<number>>();
    return group.createTask(asyncFunction, { name: "text" });
  }),
).toEqualTypeOf<Awaitable<string>>();

expectTypeOf(staggeredRace([generator, generator], 0.25)).toEqualTypeOf<Awaitable<RaceOutcome<number>>>();
expectTypeOf(staggeredRace([asyncFunction], null)).toEqualTypeOf<Awaitable<RaceOutcome<string>>>();

// Exception groups

const group = new ExceptionGroup("several", [new Error("one"), "two"]);
expectTypeOf(group.errors).toEqualTypeOf<(Error | string)[]>();
expectTypeOf(group.split(TimeoutError)[0]).toEqualTypeOf<BaseExceptionGroup<
  TimeoutError | BaseExceptionGroup
> | null>();
expectTypeOf(group.split(TimeoutError)[1]).toEqualTypeOf<BaseExceptionGroup<Error | string> | null>();
expectTypeOf(group.subgroup([RangeError, TypeError])).toEqualTypeOf<BaseExceptionGroup<
  RangeError | TypeError | BaseExceptionGroup
> | null>();
expectTypeOf(group.subgroup((error) => error instanceof Error)).toEqualTypeOf<BaseExceptionGroup<
  Error | BaseExceptionGroup
> | null>();
// @ts-expect-error a condition is a class, several of them, or a function
group.split("TimeoutError");

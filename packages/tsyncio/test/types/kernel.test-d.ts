// What the compiler infers of coroutines, tasks and futures, and what it refuses. Never run: it passes if it compiles.

import {
  type Awaitable,
  Context,
  ContextVar,
  type Coroutine,
  type CoroutineLike,
  type EventLoop,
  type ExceptionContext,
  type Future,
  type Handle,
  type ResultOf,
  type ResultsOf,
  Runner,
  type Suspension,
  type Task,
  type TimerHandle,
  type Token,
  allTasks,
  coroutine,
  copyContext,
  createTask,
  currentTask,
  ensureFuture,
  getRunningLoop,
  iscoroutine,
  isfuture,
  run,
  sleep,
  until,
  wrapFuture,
} from "tsyncio";

import { expectTypeOf } from "../support/suite.ts";

declare const loop: EventLoop;
declare const future: Future<number>;
declare const promise: Promise<Date>;

function* annotated(): Coroutine<number> {
  return yield* sleep(1, 5);
}

function* inferred() {
  const text = yield* sleep(1, "text");
  expectTypeOf(text).toEqualTypeOf<string>();
  return text.length;
}

async function guest(): Promise<number> {
  return 5;
}

// yield* infers.

export function* yielding() {
  expectTypeOf(yield* sleep(1)).toEqualTypeOf<void>();
  expectTypeOf(yield* sleep(1, { a: 1 })).toEqualTypeOf<{ a: number }>();
  expectTypeOf(yield* future).toEqualTypeOf<number>();
  expectTypeOf(yield* annotated()).toEqualTypeOf<number>();
  expectTypeOf(yield* inferred()).toEqualTypeOf<number>();
  expectTypeOf(yield* createTask(annotated())).toEqualTypeOf<number>();
  expectTypeOf(yield* createTask(guest)).toEqualTypeOf<number>();
  expectTypeOf(yield* until(promise)).toEqualTypeOf<Date>();
  expectTypeOf(yield* until((signal) => fetch("x", { signal }))).toEqualTypeOf<Response>();
  expectTypeOf(yield* coroutine(annotated)()).toEqualTypeOf<number>();
}

// await infers.

export async function awaiting() {
  expectTypeOf(await sleep(1)).toEqualTypeOf<void>();
  expectTypeOf(await sleep(1, "text")).toEqualTypeOf<string>();
  expectTypeOf(await future).toEqualTypeOf<number>();
  expectTypeOf(await createTask(inferred())).toEqualTypeOf<number>();
  expectTypeOf(await createTask(guest)).toEqualTypeOf<number>();
  expectTypeOf(await until(promise)).toEqualTypeOf<Date>();
  expectTypeOf(await coroutine(inferred)()).toEqualTypeOf<number>();
  expectTypeOf(await Promise.all([sleep(1, "a"), future, promise])).toEqualTypeOf<[string, number, Date]>();
}

// The entry points take either dialect, and infer.

expectTypeOf(createTask(annotated())).toEqualTypeOf<Task<number>>();
expectTypeOf(createTask(annotated)).toEqualTypeOf<Task<number>>();
expectTypeOf(createTask(inferred())).toEqualTypeOf<Task<number>>();
expectTypeOf(createTask(inferred)).toEqualTypeOf<Task<number>>();
expectTypeOf(createTask(guest)).toEqualTypeOf<Task<number>>();
expectTypeOf(createTask(async () => "text")).toEqualTypeOf<Task<string>>();
expectTypeOf(createTask(sleep(1, "text"))).toEqualTypeOf<Task<string>>();
expectTypeOf(createTask(() => sleep(1, "text"))).toEqualTypeOf<Task<string>>();
expectTypeOf(createTask(function* () {})).toEqualTypeOf<Task<void>>();
expectTypeOf(loop.createTask(guest, { name: "x", context: new Context(), eagerStart: true })).toEqualTypeOf<
  Task<number>
>();
expectTypeOf(ensureFuture(annotated())).toEqualTypeOf<Future<number>>();
expectTypeOf(ensureFuture(future)).toEqualTypeOf<Future<number>>();
expectTypeOf(ensureFuture(guest)).toEqualTypeOf<Future<number>>();
expectTypeOf(run(annotated())).toEqualTypeOf<Promise<number>>();
expectTypeOf(run(inferred)).toEqualTypeOf<Promise<number>>();
expectTypeOf(run(guest)).toEqualTypeOf<Promise<number>>();
expectTypeOf(run(sleep(1, "text"))).toEqualTypeOf<Promise<string>>();
expectTypeOf(run(future)).toEqualTypeOf<Promise<number>>();
expectTypeOf(new Runner().run(guest)).toEqualTypeOf<Promise<number>>();
expectTypeOf(loop.runUntilComplete(future)).toEqualTypeOf<Promise<number>>();
expectTypeOf(loop.runUntilComplete(annotated())).toEqualTypeOf<Promise<number>>();
expectTypeOf(wrapFuture(promise)).toEqualTypeOf<Future<Date>>();
expectTypeOf(coroutine(annotated)).toEqualTypeOf<() => Awaitable<number>>();
expectTypeOf(
  coroutine(function* (seconds: number, name?: string) {
    yield* sleep(seconds);
    return name;
  }),
).toEqualTypeOf<(seconds: number, name?: string) => Awaitable<string | undefined>>();

// What a function may return is unwrapped once.

expectTypeOf<ResultOf<typeof annotated>>().toEqualTypeOf<number>();
expectTypeOf<ResultOf<typeof guest>>().toEqualTypeOf<number>();
expectTypeOf<ResultOf<Coroutine<string>>>().toEqualTypeOf<string>();
expectTypeOf<ResultOf<Future<string>>>().toEqualTypeOf<string>();
expectTypeOf<ResultOf<() => string>>().toEqualTypeOf<string>();
expectTypeOf<ResultOf<() => Awaitable<string>>>().toEqualTypeOf<string>();
expectTypeOf<ResultsOf<[Coroutine<string>, () => Promise<number>]>>().toEqualTypeOf<[string, number]>();

// Futures and tasks.

expectTypeOf(loop.createFuture<number>()).toEqualTypeOf<Future<number>>();
expectTypeOf(future.result()).toEqualTypeOf<number>();
expectTypeOf(future.exception()).toEqualTypeOf<unknown>();
expectTypeOf(currentTask()).toEqualTypeOf<Task<unknown> | null>();
expectTypeOf(allTasks()).toEqualTypeOf<Set<Task<unknown>>>();
expectTypeOf(getRunningLoop()).toEqualTypeOf<EventLoop>();
future.addDoneCallback((done) => expectTypeOf(done).toEqualTypeOf<Future<number>>());
createTask(guest).addDoneCallback((done) => expectTypeOf(done).toEqualTypeOf<Task<number>>());
expectTypeOf(createTask(guest).signal).toEqualTypeOf<AbortSignal>();
expectTypeOf(loop.callSoon(() => {})).toEqualTypeOf<Handle>();
expectTypeOf(loop.callLater(1, () => {})).toEqualTypeOf<TimerHandle>();
loop.setExceptionHandler((_, context) => expectTypeOf(context).toEqualTypeOf<ExceptionContext>());

const something: unknown = null;
if (isfuture(something)) expectTypeOf(something).toEqualTypeOf<Future<unknown>>();
if (iscoroutine(something)) expectTypeOf(something).toEqualTypeOf<Coroutine<unknown> | Awaitable<unknown>>();

// Context variables.

const variable = new ContextVar<string>("variable");
expectTypeOf(variable.get()).toEqualTypeOf<string>();
expectTypeOf(variable.set("x")).toEqualTypeOf<Token<string>>();
expectTypeOf(new ContextVar("number", { default: 1 }).get()).toEqualTypeOf<number>();
expectTypeOf(copyContext().get(variable)).toEqualTypeOf<string | undefined>();
expectTypeOf(new Context().run(() => 5)).toEqualTypeOf<number>();
// @ts-expect-error -- a value of another type
variable.set(1);
// @ts-expect-error -- the token of a variable of another type
new ContextVar<number>("other").reset(variable.set("x"));

// Misuse.

// @ts-expect-error -- a called async function is a promise, which runs already: pass the function
createTask(guest());
// @ts-expect-error -- the same for run()
void run(guest());
// @ts-expect-error -- the same for ensureFuture()
void ensureFuture(promise);
// @ts-expect-error -- a number is no coroutine
createTask(7);
// @ts-expect-error -- a task takes no arguments to hand on: use a closure
createTask((name: string) => sleep(1, name));
// @ts-expect-error -- a promise is nothing to wrap in a coroutine
coroutine(guest);
// @ts-expect-error -- seconds are a number
void sleep("1");
// @ts-expect-error -- a callback takes no arguments
loop.callSoon((argument: string) => argument);
// @ts-expect-error -- seconds come first
loop.callLater(() => {}, 1);
// @ts-expect-error -- the result has a type
future.setResult("text");
// @ts-expect-error -- options are named
createTask(guest, "name");
// @ts-expect-error -- no such option
createTask(guest, { nam: "typo" });
// @ts-expect-error -- until() takes no generator
void until(annotated());

// A bare yield of what only yield* makes sense for.

const yieldsFuture = function* () {
  yield future;
};
const yieldsSleep = function* () {
  yield sleep(1);
};
const yieldsPromise = function* () {
  yield promise;
};
// @ts-expect-error -- yield* is meant
createTask(yieldsFuture);
// @ts-expect-error -- yield* is meant
createTask(yieldsSleep());
// @ts-expect-error -- until() is meant
void run(yieldsPromise);
export function* bareNumber(): Coroutine {
  // @ts-expect-error -- a coroutine yields nothing of its own
  yield 42;
}
export function* awaitableOfPromise(): Coroutine {
  // @ts-expect-error -- a promise cannot be iterated: until() is meant
  yield* promise;
}
export function* calledGuest(): Coroutine {
  // @ts-expect-error -- the same for a called async function
  yield* guest();
}
// Coroutines are opaque: nothing can be made of what they yield.

expectTypeOf<Coroutine<number>>().toExtend<CoroutineLike<number>>();
expectTypeOf<Coroutine<number>>().not.toExtend<CoroutineLike<string>>();
expectTypeOf(annotated().next().value).toEqualTypeOf<Suspension | number>();
// @ts-expect-error -- nobody but the library makes a suspension
export const made: Suspension = {};

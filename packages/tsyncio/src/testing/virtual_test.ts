// A coroutine as the body of a test, for any test runner: in virtual time, and strict about what it leaves behind.

import type { Coroutine } from "../core/coroutines.ts";
import { describe } from "../core/coroutines.ts";
import type { ExceptionContext } from "../core/events.ts";
import { ValueError } from "../core/exceptions.ts";
import { Runner } from "../core/runners.ts";
import { allTasks } from "../core/tasks.ts";
import { waitAllTasksBlocked } from "./checkpoints.ts";
import { LeakedTasksError, TestTimeoutError, UnreceivedError } from "./errors.ts";
import { type RunVirtualOptions, VirtualEventLoop } from "./virtual_event_loop.ts";

/** How long a test may take, in real seconds: less than the usual limit of test runners, so that our report is seen. */
const DEFAULT_TIMEOUT = 4;

/** Options of {@link virtualTest}. */
export interface VirtualTestOptions extends RunVirtualOptions {
  /** Whether tasks may be left at the end; they are cancelled then. If not, they fail the test. @defaultValue false */
  allowLeaks?: boolean;
  /**
   * How long the test may take, in real seconds; then it fails, and says what every task waits for. `null`: no limit.
   *
   * @defaultValue 4
   */
  timeout?: number | null;
}

/** A function that a test runner takes for a test: it declares no parameters, and returns a promise. */
export type TestBody<This, A extends unknown[]> = (this: This, ...args: A) => Promise<void>;

/**
 * Make a test of a coroutine function: it runs in virtual time, in a loop of its own.
 *
 * Works with every runner whose tests may return a promise: vitest, jest, mocha, node:test, Deno's and Bun's. What the
 * runner hands to a test is handed on, `this` too.
 *
 * The test fails if the coroutine fails; if it can never go on ({@link DeadlockError}); if it leaves tasks that are not
 * done ({@link LeakedTasksError}); if the loop's exception handler was told of an error that nobody received
 * ({@link UnreceivedError}: a callback failed, a failed task was never looked at); if it takes too long
 * ({@link TestTimeoutError}). A test that expects such reports sets an exception handler of its own.
 *
 * @param body a generator function or an async function
 * @throws TypeError if `body` is no function.
 * @example
 * ```ts
 * test("gives up after a minute", virtualTest(function* () {
 *   const [, pending] = yield* wait([createTask(poll(server))], { timeout: 60 });
 *   expect(pending.size).toBe(1);
 *   expect(getRunningLoop().time()).toBe(60);
 *   for (const task of pending) task.cancel();
 * }));
 * ```
 */
export function virtualTest<This = void, A extends unknown[] = unknown[]>(
  body: (this: This, ...args: A) => Coroutine<unknown> | PromiseLike<unknown>,
  options: VirtualTestOptions = {},
): TestBody<This, A> {
  if (typeof body !== "function") throw new TypeError(`body must be a coroutine function, got ${describe(body)}`);
  const { timeout = DEFAULT_TIMEOUT } = options;
  if (timeout !== null && !(typeof timeout === "number" && timeout > 0)) {
    throw new ValueError(`timeout must be a positive number of seconds or null, got ${describe(timeout)}`);
  }
  return function test(this: This, ...args: A): Promise<void> {
    return runTest(() => body.apply(this, args), timeout, options);
  };
}

async function runTest(
  start: () => Coroutine<unknown> | PromiseLike<unknown>,
  timeout: number | null,
  options: VirtualTestOptions,
): Promise<void> {
  const loop = new VirtualEventLoop(options);
  const unreceived: ExceptionContext[] = [];
  loop.setExceptionHandler((_, context) => void unreceived.push(context));
  const runner = new Runner({ ...options, loopFactory: () => loop });
  const limit = limited(loop, timeout);
  const failures: unknown[] = [];
  try {
    await runner.run(start);
    if (options.allowLeaks !== true) failures.push(...(await leaks(runner, loop)));
  } catch (error) {
    failures.push(error);
  }
  try {
    await runner.close();
  } catch (error) {
    failures.push(error);
  } finally {
    limit[Symbol.dispose]();
  }
  failUnless(loop, failures, unreceived);
}

/** End the run of `loop` with an error if it is not over in `seconds` of real time. */
function limited(loop: VirtualEventLoop, seconds: number | null): Disposable {
  if (seconds === null) return { [Symbol.dispose]() {} };
  const host = loop._realHost;
  const expired = (): void => loop._failRun(new TestTimeoutError(seconds, loop.time(), loop._waits()));
  const timer = host.setTimer(expired, host.now() + seconds);
  return { [Symbol.dispose]: () => host.clearTimer(timer) };
}

/** The tasks that are still there once everything that is ready has run. */
async function leaks(runner: Runner, loop: VirtualEventLoop): Promise<LeakedTasksError[]> {
  if (allTasks(loop).size === 0) return [];
  await runner.run(waitAllTasksBlocked());
  const left = allTasks(loop);
  return left.size === 0 ? [] : [new LeakedTasksError(left.size, loop._waits(true))];
}

/**
 * Throw what went wrong. The first failure stands alone, so that runners show its difference of values; what else there is
 * goes to the operator.
 */
function failUnless(
  loop: VirtualEventLoop,
  failures: readonly unknown[],
  unreceived: readonly ExceptionContext[],
): void {
  if (failures.length > 0) {
    for (const context of unreceived) loop.defaultExceptionHandler(context);
    for (const error of failures.slice(1)) loop._realHost.report("the test's clean-up failed, too", error);
    throw failures[0];
  }
  const errors = unreceived.map((context) => new UnreceivedError(context));
  if (errors.length > 1) throw new AggregateError(errors, errors.map((error) => error.message).join("\n"));
  if (errors.length > 0) throw errors[0];
}

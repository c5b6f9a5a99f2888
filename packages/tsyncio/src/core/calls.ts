// `coroutine()`, and the stack of calls that a task keeps of what it made: deep chains are resumed at their top alone.

import { thread } from "./contextvars.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  RESUMED,
  type Suspension,
  coroutineFunctions,
  describe,
} from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { RuntimeError, isException } from "./exceptions.ts";
import { noteProbe } from "./frames.ts";

/**
 * - `fresh`: nobody has begun it.
 * - `inline`: whoever waits for it drives it through its `next()`, as `yield*` does with any generator.
 * - `calling`: its caller has handed it to the task, to be put on the stack of calls.
 * - `stacked`: it stands there, and runs or is suspended by itself. Its caller is suspended in its `next()`.
 * - `returned`: it has left the stack, and its result is on its way to the caller.
 */
const State = { fresh: 0, inline: 1, calling: 2, stacked: 3, returned: 4 } as const;

type CallState = (typeof State)[keyof typeof State];

// Result objects that are handed out again and again: `yield*` reads them at once.

/** Of a caller that waits for a call on the stack, or asks for it to be put there. @internal */
export const callSuspension: { done: false; value: Suspension } = {
  done: false,
  value: undefined as unknown as Suspension,
};
const returned: { done: true; value: unknown } = { done: true, value: undefined };

/**
 * A call of a function that {@link coroutine} made.
 *
 * Where a task drives what awaits it, it gives itself to that task instead of being driven through all its callers.
 *
 * @internal
 */
export class Call<T> extends Awaitable<T> implements CoroutineIterator<T> {
  readonly _generator: Coroutine<T>;
  /** The function's name. */
  readonly _name: string;
  #state: CallState = State.fresh;
  #taken = false;
  #result: unknown = undefined;

  constructor(generator: Coroutine<T>, name: string) {
    super();
    this._generator = generator;
    this._name = name;
  }

  override [Symbol.iterator](): CoroutineIterator<T> {
    if (this.#taken) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#taken = true;
    return this;
  }

  /** @internal */
  override get _isQuiet(): boolean {
    return false;
  }

  /** Its generator, for a task of its own. @internal */
  _takeGenerator(): Coroutine<T> {
    this[Symbol.iterator]();
    return this._generator;
  }

  next(sent?: unknown): IteratorResult<Suspension, T> {
    switch (this.#state) {
      case State.fresh:
        // Debug mode wants all callers on the stack that an error records.
        if (thread.task === null || thread.inPlace || (thread.debug && isDebugged(thread.loop))) {
          this.#state = State.inline;
          return this._generator.next();
        }
        this.#state = State.calling;
        break;
      case State.inline:
        return this._generator.next(sent);
      case State.returned:
        returned.value = this.#result;
        this.#result = undefined;
        return returned as IteratorReturnResult<T>;
      default:
        noteProbe(); // Nobody else resumes a caller whose callee has not returned.
    }
    callSuspension.value = this as unknown as Suspension;
    return callSuspension;
  }

  throw(error: unknown): IteratorResult<Suspension, T> {
    if (this.#state === State.inline) return this._generator.throw(error);
    throw error;
  }

  return(value: T): IteratorResult<Suspension, T> {
    return this._generator.return(value);
  }

  /** Whether it has given itself to a task, which has not taken note so far. @internal */
  get _isCalling(): boolean {
    return this.#state === State.calling;
  }

  /** @internal */
  _enterStack(): void {
    this.#state = State.stacked;
  }

  /** @internal */
  _leaveStack(result: unknown): void {
    this.#state = State.returned;
    this.#result = result;
  }
}

function isDebugged(loop: object | null): boolean {
  return (loop as AbstractEventLoop | null)?._debug === true;
}

/**
 * A coroutine and the calls that it is in the midst of. To resume it costs the same however many those are, and no number of
 * them overflows the host's stack.
 *
 * Invariant: `#callers[i]` is suspended in `yield* #calls[i]`, whose generator is `#callers[i + 1]`, the last one's `#top`.
 *
 * @internal
 */
export class CallStack implements CoroutineIterator<unknown> {
  readonly #callers: CoroutineIterator<unknown>[] = [];
  readonly #calls: Call<unknown>[] = [];
  #top: CoroutineIterator<unknown>;

  constructor(root: CoroutineIterator<unknown>, call: Call<unknown>) {
    this.#top = root;
    this.#push(call);
  }

  [Symbol.iterator](): CoroutineIterator<unknown> {
    return this;
  }

  next(sent?: unknown): IteratorResult<Suspension, unknown> {
    let result: IteratorResult<Suspension, unknown>;
    try {
      result = this.#top.next(sent);
    } catch (error) {
      return this.#unwind(error);
    }
    return result.done === true || (result.value as unknown) instanceof Call ? this.#goOn(result) : result;
  }

  throw(error: unknown): IteratorResult<Suspension, unknown> {
    let result: IteratorResult<Suspension, unknown>;
    try {
      result = (this.#top as Generator<Suspension>).throw(error);
    } catch (raised) {
      return this.#unwind(raised);
    }
    return this.#goOn(result);
  }

  /** The coroutines on the stack, innermost first. @internal */
  _levels(): CoroutineIterator<unknown>[] {
    return [...this.#callers, this.#top].toReversed();
  }

  /** The top has given `result`: return to its caller, or make the call that it asks for, until one has to wait. */
  #goOn(result: IteratorResult<Suspension, unknown>): IteratorResult<Suspension, unknown> {
    for (;;) {
      let sent: unknown;
      if (result.done === true) {
        if (this.#calls.length === 0) return result;
        this.#pop()._leaveStack(result.value);
        sent = RESUMED;
      } else if ((result.value as unknown) instanceof Call && (result.value as unknown as Call<unknown>)._isCalling) {
        this.#push(result.value as unknown as Call<unknown>);
      } else return result;
      try {
        result = this.#top.next(sent);
      } catch (error) {
        return this.#unwind(error);
      }
    }
  }

  /** The top has ended with `error`: throw it at its caller, and so on until one deals with it. */
  #unwind(error: unknown): IteratorResult<Suspension, unknown> {
    const unwound: string[] = [];
    let result: IteratorResult<Suspension, unknown> | null = null;
    while (result === null) {
      if (this.#calls.length === 0) throw traced(error, unwound);
      unwound.push(this.#pop()._name);
      try {
        result = (this.#top as Generator<Suspension>).throw(error);
      } catch (raised) {
        error = raised;
      }
    }
    return this.#goOn(result);
  }

  #push(call: Call<unknown>): void {
    call._enterStack();
    this.#callers.push(this.#top);
    this.#calls.push(call);
    this.#top = call._generator;
  }

  #pop(): Call<unknown> {
    this.#top = this.#callers.pop() as CoroutineIterator<unknown>;
    return this.#calls.pop() as Call<unknown>;
  }
}

/** An error names no more calls than this of those that it has ended: a recursion may be very deep. */
const MAX_NAMES = 100;

/** The host has recorded only the innermost call of those that `error` has ended: name the others, too. */
function traced(error: unknown, ended: readonly string[]): unknown {
  if (ended.length < 2 || !(error instanceof Error) || !isException(error)) return error;
  const lines = ended.slice(1, MAX_NAMES + 1).map((name) => `\n    at ${name || "<anonymous>"} (coroutine)`);
  if (ended.length > MAX_NAMES + 1) lines.push(`\n    ... and ${ended.length - MAX_NAMES - 1} more`);
  const text = lines.join("");
  try {
    // One that is thrown again and again, such as that of a lost connection, must not grow by the same each time.
    if (error.stack?.includes(text) === false) error.stack += text;
  } catch {
    // It is frozen: it stays as it is.
  }
  return error;
}

/**
 * Make the calls of a generator function awaitable in async functions, too.
 *
 * A task keeps such calls on a stack of its own: a wait costs the same at any depth, and recursion has no limit, where each
 * level of plain `yield*` adds to the cost of every resume. In turn an error that leaves a task has only the innermost
 * call's line, and the names of the others; in debug mode it has all lines, and nothing is gained.
 *
 * Inside of `fn` its own name is the plain generator function: a recursion calls what this returned.
 *
 * @example
 * ```ts
 * const pause = coroutine(function* (seconds: number) {
 *   yield* sleep(seconds);
 *   return "rested";
 * });
 * // in a generator: yield* pause(1)      in an async function: await pause(1)
 * ```
 */
export function coroutine<A extends unknown[], T>(fn: (...args: A) => Coroutine<T>): (...args: A) => Awaitable<T> {
  if (typeof fn !== "function") throw new TypeError(`fn must be a generator function, got ${describe(fn)}`);
  const name = fn.name;
  const wrapped = function (this: unknown, ...args: A): Awaitable<T> {
    return new Call(fn.apply(this, args), name);
  };
  Object.defineProperty(wrapped, "name", { value: name, configurable: true });
  coroutineFunctions.add(wrapped);
  return wrapped;
}

// What a coroutine is: its types, and the `Awaitable` that library functions return. Runs nothing itself.

import { thread } from "./contextvars.ts";
import { expectAwait } from "./debug.ts";
import { RuntimeError } from "./exceptions.ts";

declare const suspensionBrand: unique symbol;

/** What travels from a coroutine to its task at each wait. Opaque: only `yield*` of an awaitable makes one. */
export interface Suspension {
  readonly [suspensionBrand]: never;
}

/**
 * A coroutine in the generator dialect: what a `function*` returns that waits with `yield*`.
 *
 * @example
 * ```ts
 * function* greet(name: string): Coroutine<string> {
 *   yield* sleep(1);
 *   return `hello ${name}`;
 * }
 * ```
 */
export type Coroutine<T = void> = Generator<Suspension, T, unknown>;

/** The iterator behind a `yield*`. */
export type CoroutineIterator<T> = Iterator<Suspension, T, unknown>;

/**
 * What a task sends into its coroutine when it goes on after a wait. `yield*` hands it to the innermost iterator, whose
 * first `next()` gets `undefined`: so an iterator can tell the two apart without a state of its own.
 *
 * @internal
 */
export const RESUMED: object = { name: "resumed" }; // No symbol: V8 compares objects and undefined in place.

/** A function that starts a coroutine: a generator function, an async function, or a plain one. */
export type CoroutineFunction<T> = () => Coroutine<T> | Awaitable<T> | PromiseLike<T> | T;

/** What is taken wherever asyncio takes an awaitable: a coroutine, an {@link Awaitable}, or a function that starts one. */
export type CoroutineLike<T> = Coroutine<T> | Awaitable<T> | CoroutineFunction<T>;

/** The result of a {@link CoroutineLike}. */
export type ResultOf<C> =
  C extends Awaitable<infer T>
    ? T
    : C extends Generator<infer _Yielded, infer T, infer _Sent>
      ? T
      : C extends () => infer R
        ? R extends Generator<infer _Yielded, infer T, infer _Sent>
          ? T
          : Awaited<R>
        : never;

/** The results of several, place by place. */
export type ResultsOf<Cs extends readonly unknown[]> = { -readonly [K in keyof Cs]: ResultOf<Cs[K]> };

type OnFulfilled<T, R> = ((value: T) => R | PromiseLike<R>) | null | undefined;
type OnRejected<R> = ((reason: unknown) => R | PromiseLike<R>) | null | undefined;

/** Who answers an `await` of one of our objects; installed by `tasks.ts`. @internal */
export const awaitHook: {
  then: <T>(
    awaitable: Awaitable<T>,
    resolve: OnFulfilled<T, unknown>,
    reject: OnRejected<unknown>,
  ) => PromiseLike<unknown>;
} = {
  then() {
    throw new RuntimeError("tasks are not loaded");
  },
};

/**
 * What the library's coroutines return: `yield*` it in a generator, `await` it in an async function.
 *
 * Nothing happens before one of the two, and either is allowed once (a {@link Future} may be awaited as often as you like).
 */
export abstract class Awaitable<T> implements PromiseLike<T> {
  /** @internal */
  constructor() {
    if (thread.debug && this._isCoroutine) expectAwait(this);
  }

  /** Whether nobody's awaiting it would be a mistake. @internal */
  get _isCoroutine(): boolean {
    return true;
  }

  /** Whether to go on with it, once it was begun, runs no code of the user's: if it is its own iterator. @internal */
  get _isQuiet(): boolean {
    return true;
  }

  abstract [Symbol.iterator](): CoroutineIterator<T>;

  /** Lets `await` work. Call it by hand, and the wait is bound to nobody's cancellation. */
  then<R1 = T, R2 = never>(onfulfilled?: OnFulfilled<T, R1>, onrejected?: OnRejected<R2>): PromiseLike<R1 | R2> {
    return awaitHook.then(this, onfulfilled, onrejected) as PromiseLike<R1 | R2>;
  }
}

/** An {@link Awaitable} around a generator of its own. @internal */
export class GeneratorAwaitable<T> extends Awaitable<T> {
  #generator: Coroutine<T> | null;

  constructor(generator: Coroutine<T>) {
    super();
    this.#generator = generator;
  }

  [Symbol.iterator](): CoroutineIterator<T> {
    const generator = this.#generator;
    if (generator === null) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#generator = null;
    return generator;
  }
}

/** What `coroutine()` made. @internal */
export const coroutineFunctions: WeakSet<object> = new WeakSet();

/** Whether `value` is a generator object (not an iterator of another making). @internal */
export function isGenerator(value: unknown): value is Coroutine<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Coroutine<unknown>).next === "function" &&
    typeof (value as Coroutine<unknown>).throw === "function" &&
    Symbol.iterator in value
  );
}

/**
 * Whether `value` is a coroutine: a generator object, or an {@link Awaitable} that one of the library's coroutines returned.
 *
 * A promise is none: it runs already.
 *
 * @see CPython `asyncio.iscoroutine`
 */
export function iscoroutine(value: unknown): value is Coroutine<unknown> | Awaitable<unknown> {
  return value instanceof Awaitable ? value._isCoroutine : isGenerator(value);
}

const GeneratorFunction = Object.getPrototypeOf(function* () {}) as { readonly prototype: Coroutine<unknown> };

/**
 * The `next()` of all generators. The generators of each function are of a shape of their own: among many, to look for it in one
 * takes longer than to call it.
 *
 * @internal
 */
export const generatorNext: (this: Coroutine<unknown>, sent: unknown) => IteratorResult<Suspension, unknown> =
  GeneratorFunction.prototype.next;

function NativeGenerator(): void {}
NativeGenerator.prototype = GeneratorFunction.prototype;

/** Whether `value` is what a `function*` of this realm returned: then {@link generatorNext} is its `next`. @internal */
export function isNativeGenerator(value: unknown): value is Coroutine<unknown> {
  return value instanceof NativeGenerator;
}

const AsyncFunction: unknown = Object.getPrototypeOf(async () => {});

/** Whether `fn` is a `function*`: then a call of it runs no code yet. @internal */
export function isGeneratorFunction(fn: object): fn is () => Coroutine<unknown> {
  return Object.getPrototypeOf(fn) === GeneratorFunction;
}

/**
 * Whether `value` is a function whose call gives a coroutine: `function*`, `async function`, or what `coroutine()` made.
 *
 * @see CPython `asyncio.iscoroutinefunction`
 */
export function iscoroutinefunction(value: unknown): value is (...args: never[]) => unknown {
  if (typeof value !== "function") return false;
  return isGeneratorFunction(value) || Object.getPrototypeOf(value) === AsyncFunction || coroutineFunctions.has(value);
}

/** A few words on a value, for error messages. @internal */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const name = (value as { constructor?: { name?: string } }).constructor?.name;
  return name ? `an object of class ${name}` : "an object";
}

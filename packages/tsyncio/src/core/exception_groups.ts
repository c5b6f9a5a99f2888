// Several errors in one: Python's exception groups (PEP 654). Nothing about tasks.

import { ValueError, isException } from "./exceptions.ts";

/** A class of errors. */
export type ErrorClass<E = unknown> = abstract new (...args: never[]) => E;

/** Which errors are meant: those of a class, of one of several classes, or those that a function says yes to. */
export type ErrorCondition<E = unknown> =
  | ErrorClass<E>
  | readonly ErrorClass<E>[]
  | ((error: unknown) => error is E)
  | ((error: unknown) => boolean);

// The brand that exceptions.ts puts on what ordinary error handling must let through.
const BASE_EXCEPTION = Symbol.for("tsyncio.BaseException");

/** A part of a group, which may have groups in it, as the whole had. */
export type GroupPart<E> = BaseExceptionGroup<E | BaseExceptionGroup>;

/**
 * Several errors in one, some of which ordinary error handling must let through (see {@link isException}).
 *
 * Made of errors that may all be caught, it is an {@link ExceptionGroup}, whichever of the two constructors was called.
 * Everything that reads an `AggregateError` reads it, too.
 *
 * @see CPython `BaseExceptionGroup`
 */
export class BaseExceptionGroup<E = unknown> extends AggregateError {
  declare readonly code: string;
  /** The errors, in the order in which they were given. At least one. */
  declare readonly errors: E[];

  /**
   * @param message what they have in common
   * @param errors at least one; groups may be among them
   * @throws TypeError if `message` is no string or `errors` no array; {@link ValueError} if `errors` is empty.
   */
  constructor(message: string, errors: readonly E[], options?: ErrorOptions) {
    if (typeof message !== "string") throw new TypeError(`message must be a string, got ${typeof message}`);
    if (!Array.isArray(errors)) throw new TypeError(`errors must be an array, got ${typeof errors}`);
    if (errors.length === 0) throw new ValueError("errors must not be empty: a group has at least one");
    super(errors, message, options);
    if (this instanceof ExceptionGroup) return;
    if (new.target === BaseExceptionGroup && errors.every(isException))
      Object.setPrototypeOf(this, ExceptionGroup.prototype);
    else Object.defineProperty(this, BASE_EXCEPTION, { value: true });
  }

  /** The same as {@link BaseExceptionGroup.errors}, under Python's name. */
  get exceptions(): E[] {
    return this.errors;
  }

  /**
   * A group of `errors` with what else belongs to this one: what `split` and `subgroup` make theirs with.
   *
   * A subclass overrides it to keep its own class and fields.
   */
  derive<F>(errors: readonly F[]): BaseExceptionGroup<F> {
    return new BaseExceptionGroup<F>(this.message, errors);
  }

  /**
   * The part of the group that `condition` holds for, with the nesting kept; `null` if there is none.
   *
   * It is asked of the group itself, too: if that fits, the whole group is the answer.
   *
   * @example
   * ```ts
   * const timeouts = group.subgroup(TimeoutError);
   * ```
   */
  subgroup<F>(condition: ErrorCondition<F>): GroupPart<F> | null {
    return this.#split(predicate(condition))[0] as GroupPart<F> | null;
  }

  /**
   * The part that `condition` holds for, and the rest; `null` in the place of a part that would be empty.
   *
   * It answers Python's `except*`:
   *
   * @example
   * ```ts
   * try {
   *   yield* asyncWith(new TaskGroup(), body);
   * } catch (error) {
   *   if (!(error instanceof BaseExceptionGroup)) throw error;
   *   const [timeouts, rest] = error.split(TimeoutError);
   *   if (timeouts !== null) console.warn("too slow:", timeouts.errors);
   *   if (rest !== null) throw rest;
   * }
   * ```
   */
  split<F>(condition: ErrorCondition<F>): [matching: GroupPart<F> | null, rest: BaseExceptionGroup<E> | null] {
    return this.#split(predicate(condition)) as [GroupPart<F> | null, BaseExceptionGroup<E> | null];
  }

  #split(holds: (error: unknown) => boolean): [matching: BaseExceptionGroup | null, rest: BaseExceptionGroup | null] {
    if (holds(this)) return [this, null];
    const matching: unknown[] = [];
    const rest: unknown[] = [];
    for (const error of this.errors) {
      if (error instanceof BaseExceptionGroup) {
        const [inner, others] = error.#split(holds);
        if (inner !== null) matching.push(inner);
        if (others !== null) rest.push(others);
      } else if (holds(error)) matching.push(error);
      else rest.push(error);
    }
    return [this.#derived(matching), this.#derived(rest)];
  }

  #derived(errors: unknown[]): BaseExceptionGroup | null {
    if (errors.length === 0) return null;
    const group: BaseExceptionGroup = this.derive(errors);
    if (!(group instanceof BaseExceptionGroup)) throw new TypeError("derive() must return a BaseExceptionGroup");
    if (this.stack !== undefined) group.stack = this.stack;
    if ("cause" in this)
      Object.defineProperty(group, "cause", { value: this.cause, writable: true, configurable: true });
    return group;
  }
}

/**
 * Several errors in one, all of which ordinary error handling may keep.
 *
 * A {@link TaskGroup} throws it if tasks fail.
 *
 * @see CPython `ExceptionGroup`
 */
export class ExceptionGroup<E = unknown> extends BaseExceptionGroup<E> {
  /** @throws TypeError if one of the errors is a `BaseException`, say a `CancelledError`: those need the other class. */
  constructor(message: string, errors: readonly E[], options?: ErrorOptions) {
    super(message, errors, options);
    const misfit = errors.find((error) => !isException(error));
    if (misfit !== undefined) throw new TypeError(`errors must not hold a BaseException, got ${String(misfit)}`);
  }
}

for (const [type, name, code] of [
  [BaseExceptionGroup, "BaseExceptionGroup", "BASE_EXCEPTION_GROUP"],
  [ExceptionGroup, "ExceptionGroup", "EXCEPTION_GROUP"],
] as const) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  Object.defineProperty(type.prototype, "code", { value: `ERR_TSYNCIO_${code}`, writable: true, configurable: true });
}

function predicate(condition: ErrorCondition): (error: unknown) => boolean {
  if (isErrorClass(condition)) return (error) => error instanceof condition;
  if (typeof condition === "function") return condition;
  if (Array.isArray(condition) && condition.every(isErrorClass)) {
    const classes: readonly ErrorClass[] = condition;
    return (error) => classes.some((type) => error instanceof type);
  }
  throw new TypeError("condition must be a class of errors, an array of such classes, or a function");
}

function isErrorClass(value: unknown): value is ErrorClass {
  if (typeof value !== "function") return false;
  return (value as unknown) === Error || (value as { prototype?: unknown }).prototype instanceof Error;
}

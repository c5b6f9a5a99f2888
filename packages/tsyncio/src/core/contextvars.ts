// Context variables (PEP 567) and the record of what runs on this thread at the moment. No task or loop logic.

import { RuntimeError } from "./exceptions.ts";

/**
 * What runs on this thread right now. One object, so that the loop's hot path reads and writes plain fields.
 *
 * Invariant: outside a synchronous stretch of loop work (a step, a callback) all of them are `null`; async functions
 * between two awaits are then found through {@link ThreadState.guest}.
 *
 * @internal
 */
export class ThreadState {
  loop: object | null = null;
  task: { _context: Context } | null = null;
  /** What is in force in place of the running task's own context: a callback's, or that of {@link Context.run}. */
  context: Context | null = null;
  /** Finds the task of the async function that runs right now, if there is one. Set once the first of them starts. */
  guest: (() => { _context: Context; _loop: object } | undefined) | null = null;
  /** Whether an async function's `await` drives what runs: then no call goes onto the stack of a task. See `calls.ts`. */
  inPlace = false;
  /** Whether any loop was ever put into debug mode: then what is made asks its loop. */
  debug = false;
  /** The context of code that no loop runs. */
  readonly base: Context;

  constructor(base: Context) {
    this.base = base;
  }
}

// Keyed by the variables; typed loosely since a ContextVar<T> is no ContextVar<unknown>.
type Values = Map<object, unknown>;

/**
 * A set of values of context variables. Each task runs in its own.
 *
 * @see CPython `contextvars.Context`
 */
export class Context {
  #values: Values;
  // Whether another context uses the same map, so that a write has to copy it first.
  #shared = false;
  #entered = false;
  #snapshot: Context | null = null;
  /** Whether tasks and callbacks share it, so that the first of them to write takes a copy for itself. @internal */
  _frozen = false;

  constructor() {
    this.#values = new Map();
  }

  /**
   * Call `callback` with this context in force, and give back what it returns.
   *
   * @throws {@link RuntimeError} if the context is in force already.
   */
  run<T>(callback: () => T): T {
    if (this.#entered) throw new RuntimeError("cannot enter context: it is already entered");
    const previous = thread.context;
    this.#entered = true;
    thread.context = this;
    try {
      return callback();
    } finally {
      thread.context = previous;
      this.#entered = false;
    }
  }

  /** A copy with the same values. Costs the same however many there are. */
  copy(): Context {
    const copy = new Context();
    copy.#values = this.#values;
    copy.#shared = true;
    this.#shared = true;
    return copy;
  }

  /**
   * The same as a copy, for a task or callback of its own: as long as nobody writes, all get one and the same object,
   * so that starting a task costs no context.
   *
   * @internal
   */
  _freeze(): Context {
    if (this._frozen) return this;
    if (this.#snapshot === null) {
      this.#snapshot = this.copy();
      this.#snapshot._frozen = true;
    }
    return this.#snapshot;
  }

  /** The value that `variable` has here, `undefined` if it has none (its default does not count). */
  get<T>(variable: ContextVar<T>): T | undefined {
    return this.#values.get(variable) as T | undefined;
  }

  /** Whether `variable` was given a value here. */
  has<T>(variable: ContextVar<T>): boolean {
    return this.#values.has(variable);
  }

  /** How many variables have a value here. */
  get size(): number {
    return this.#values.size;
  }

  [Symbol.iterator](): IterableIterator<[ContextVar<unknown>, unknown]> {
    return this.#values.entries() as IterableIterator<[ContextVar<unknown>, unknown]>;
  }

  /** @internal */
  _set<T>(variable: ContextVar<T>, value: T): void {
    this.#own().set(variable, value);
  }

  /** @internal */
  _delete<T>(variable: ContextVar<T>): void {
    this.#own().delete(variable);
  }

  #own(): Values {
    this.#snapshot = null;
    if (this.#shared) {
      this.#values = new Map(this.#values);
      this.#shared = false;
    }
    return this.#values;
  }
}

/** @internal */
export const thread: ThreadState = new ThreadState(new Context());

function currentTask(): { _context: Context } | null | undefined {
  return thread.task ?? thread.guest?.();
}

/** The context in force: the running task's or callback's, else the thread's own. */
function currentContext(): Context {
  return thread.context ?? currentTask()?._context ?? thread.base;
}

/** The context in force, fit to be written to. @internal */
function writableContext(): Context {
  const context = currentContext();
  if (!context._frozen) return context;
  const own = context.copy();
  const task = currentTask();
  if (thread.context !== null) thread.context = own;
  else if (task) task._context = own;
  return own;
}

/** What a new task or callback runs in if nothing else is asked for. @internal */
export function inheritedContext(): Context {
  return currentContext()._freeze();
}

/**
 * A copy of the context in force.
 *
 * @see CPython `contextvars.copy_context`
 */
export function copyContext(): Context {
  return currentContext().copy();
}

/** What {@link ContextVar.set} returns, to undo it with {@link ContextVar.reset}. */
export class Token<T> {
  /** The variable that was set. */
  readonly variable: ContextVar<T>;
  /** Whether the variable had a value before. */
  readonly hadValue: boolean;
  /** The value before, if there was one. */
  readonly oldValue: T | undefined;
  /** @internal */
  readonly _context: Context;
  /** @internal */
  _used = false;

  /** @internal */
  constructor(variable: ContextVar<T>, context: Context) {
    this.variable = variable;
    this._context = context;
    this.hadValue = context.has(variable);
    this.oldValue = context.get(variable);
  }
}

/**
 * A variable whose value belongs to the task (or callback) that set it, and is inherited by the tasks it starts.
 *
 * @example
 * ```ts
 * const requestId = new ContextVar("requestId", { default: "-" });
 * const token = requestId.set("42");
 * requestId.get(); // => "42"
 * requestId.reset(token);
 * requestId.get(); // => "-"
 * ```
 * @see CPython `contextvars.ContextVar`
 */
export class ContextVar<T> {
  readonly name: string;
  readonly #default: { readonly value: T } | null;

  constructor(name: string, options?: { default: T }) {
    this.name = name;
    this.#default = options && "default" in options ? { value: options.default } : null;
  }

  /**
   * The value in force.
   *
   * @param fallback returned if the variable has neither a value nor a default
   * @throws {@link RuntimeError} if it has none of the three (Python: `LookupError`).
   */
  get(...fallback: [] | [fallback: T]): T {
    const context = currentContext();
    if (context.has(this)) return context.get(this) as T;
    if (fallback.length > 0) return fallback[0] as T;
    if (this.#default !== null) return this.#default.value;
    throw new RuntimeError(`context variable '${this.name}' has no value and no default`);
  }

  /** Give the variable a value in the context in force. */
  set(value: T): Token<T> {
    const context = writableContext();
    const token = new Token<T>(this, context);
    context._set(this, value);
    return token;
  }

  /**
   * Put back what was there before the `set` that gave `token`.
   *
   * @throws {@link RuntimeError} if the token was used before, or belongs to another variable or context.
   */
  reset(token: Token<T>): void {
    if (token._used) throw new RuntimeError(`the token of context variable '${this.name}' has already been used once`);
    if (token.variable !== this) {
      throw new RuntimeError(`the token was made by context variable '${token.variable.name}', not '${this.name}'`);
    }
    const context = currentContext();
    if (token._context !== context) {
      throw new RuntimeError(`the token of context variable '${this.name}' was made in a different context`);
    }
    token._used = true;
    if (token.hadValue) context._set(this, token.oldValue as T);
    else context._delete(this);
  }
}

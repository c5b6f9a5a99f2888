// What crosses to an executor's worker and back: functions, by source or by name; transfers; errors. No workers.

import { Script } from "node:vm";
import type { Transferable } from "node:worker_threads";

import { describe } from "../core/coroutines.ts";
import {
  EOFError,
  InvalidStateError,
  NotImplementedError,
  RuntimeError,
  TimeoutError,
  ValueError,
} from "../core/exceptions.ts";
import { type ErrorData, type FunctionSpec, TRANSFERS, type Thrown } from "./executor_worker.ts";

type AnyFunction = (...args: never[]) => unknown;

const specs = new WeakMap<object, FunctionSpec>();
/** By source: the closures that one place in the code makes are one function. */
const specsBySource = new Map<string, FunctionSpec>();
let lastId = 0;

/**
 * A function that a module exports, by its name: the way to give an executor a function that uses imports and constants
 * of its module.
 *
 * The worker imports the module, so what the module does when it is loaded is done there, too: it must not start the
 * program again. Called directly, the function imports the module here.
 *
 * An own addition: Python pickles functions that way by itself.
 *
 * @param url the module: `import.meta.url` for the one that this is written in
 * @param name the name of the export, `"default"` for the default one
 * @throws TypeError if `url` is no URL, or `name` no name.
 * @example
 * ```ts
 * export function countPrimes(limit: number): number { ... }
 * const primes = await toThread(moduleFunction<typeof countPrimes>(import.meta.url, "countPrimes"), 1_000_000);
 * ```
 */
export function moduleFunction<F extends AnyFunction = (...args: unknown[]) => unknown>(
  url: string | URL,
  name: string,
): (...args: Parameters<F>) => Promise<Awaited<ReturnType<F>>> {
  if (typeof name !== "string" || name === "")
    throw new TypeError(`name must be that of an export, got ${describe(name)}`);
  let href: string;
  try {
    href = new URL(url).href;
  } catch {
    throw new TypeError(`url must be the URL of a module, such as import.meta.url, got ${describe(url)}`);
  }
  const fn = async (...args: Parameters<F>): Promise<Awaited<ReturnType<F>>> => {
    const module = (await import(href)) as Record<string, F>;
    const exported = module[name];
    if (typeof exported !== "function") throw new TypeError(`${href} exports no function ${JSON.stringify(name)}`);
    return (await exported(...args)) as Awaited<ReturnType<F>>;
  };
  Object.defineProperty(fn, "name", { value: name, configurable: true });
  specs.set(fn, { id: ++lastId, name, url: href });
  return fn;
}

/**
 * What a worker is told of `fn`.
 *
 * @throws TypeError if it is no function that can run elsewhere.
 * @internal
 */
export function specOf(fn: AnyFunction): FunctionSpec {
  if (typeof fn !== "function") throw new TypeError(`fn must be a function, got ${describe(fn)}`);
  const known = specs.get(fn);
  if (known !== undefined) return known;
  const text = Function.prototype.toString.call(fn);
  let spec = specsBySource.get(text);
  if (spec === undefined) {
    spec = { id: ++lastId, name: fn.name, source: standaloneSource(fn, text) };
    specsBySource.set(text, spec);
  }
  specs.set(fn, spec);
  return spec;
}

function standaloneSource(fn: AnyFunction, text: string): string {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) {
    throw refusal(fn, "it is native or bound, so there is no source text of it that could be sent");
  }
  if (/^class\b/.test(text)) throw refusal(fn, "it is a class");
  if (/Generator/.test(Object.prototype.toString.call(fn))) {
    throw refusal(fn, "it is a generator function, and a coroutine stays with the loop of its thread");
  }
  // A method is written in a way that means something only in a class or an object.
  for (const source of [text, `Object.values({${text}\n})[0]`]) {
    if (parses(`(${source}\n)`)) return source;
  }
  throw refusal(fn, "its source text does not stand by itself");
}

function refusal(fn: AnyFunction, reason: string): TypeError {
  return new TypeError(
    `fn must be self-contained, got ${describe(fn)}: ${reason}. ` +
      "Give a function that uses nothing but its arguments and globals, or moduleFunction(import.meta.url, name)",
  );
}

function parses(source: string): boolean {
  try {
    return new Script(`"use strict";${source}`) instanceof Script;
  } catch {
    return false;
  }
}

/**
 * Have what is in `list` moved, not copied, when `value` crosses to a thread: as an argument of a call (or in a list
 * that is one), or as its result.
 *
 * It is unusable on this side afterwards. Processes share no memory: to one of those, all is copied.
 *
 * @param list `ArrayBuffer`s, `MessagePort`s and the like that `value` holds
 * @returns `value`
 * @throws TypeError if `value` is not an object, or `list` not an array.
 * @example
 * ```ts
 * const sum = await toThread(addUp, transfer(bytes, [bytes.buffer]));
 * ```
 */
export function transfer<T extends object>(value: T, list: readonly Transferable[]): T {
  if (typeof value !== "object" || value === null)
    throw new TypeError(`value must be an object, got ${describe(value)}`);
  if (!Array.isArray(list)) throw new TypeError(`list must be an array, got ${describe(list)}`);
  transfers().set(value, list as Transferable[]);
  used = true;
  return value;
}

/** Whether `transfer()` was ever called here: else there is nothing to look for. */
let used = false;

function transfers(): WeakMap<object, Transferable[]> {
  const place = globalThis as unknown as Record<symbol, WeakMap<object, Transferable[]> | undefined>;
  return (place[Symbol.for(TRANSFERS)] ??= new WeakMap());
}

/** The same function over a list of arguments, for {@link FunctionSpec}s that are called in chunks. @internal */
export function chunkSpec(spec: FunctionSpec): FunctionSpec {
  let chunked = chunks.get(spec);
  if (chunked === undefined) {
    const { source, url, name } = spec;
    const fn = source ?? `(await import(${JSON.stringify(url)}))[${JSON.stringify(name)}]`;
    const body = `const fn = (${fn}\n); const results = []; for (const item of items) results.push(await fn(item)); return results;`;
    chunked = { id: ++lastId, name, source: `async (items) => { ${body} }` };
    chunks.set(spec, chunked);
  }
  return chunked;
}

const chunks = new WeakMap<FunctionSpec, FunctionSpec>();

/** Add to `list` what is to be moved with `args`. @internal */
export function collectTransfers(args: readonly unknown[], list: Transferable[]): void {
  if (!used) return;
  for (const arg of args) {
    if (typeof arg !== "object" || arg === null) continue;
    const moved = transfers().get(arg);
    if (moved !== undefined) list.push(...moved);
    else if (Array.isArray(arg)) collectTransfers(arg, list);
  }
}

/** The export of a module that `fn` stands for, `null` if {@link moduleFunction} has not made it. @internal */
export function moduleSpecOf(fn: unknown): FunctionSpec | null {
  const spec = typeof fn === "function" ? specs.get(fn) : undefined;
  return spec?.url === undefined ? null : spec;
}

/** Whether something is to be moved with `args`. @internal */
export function hasTransfers(args: readonly unknown[]): boolean {
  if (!used) return false;
  const list: Transferable[] = [];
  collectTransfers(args, list);
  return list.length > 0;
}

/** The classes that an error of a worker is made of here, too; all others are an `Error` with their name. */
const classes = new Map<string, new (message: string) => Error>(
  [
    ...[Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError],
    ...[RuntimeError, ValueError, TimeoutError, NotImplementedError, EOFError, InvalidStateError],
  ].map((type) => [type.name, type]),
);

/** What was thrown in another thread or process, by a call of `spec` if it is known. @internal */
export function rebuild(thrown: Thrown, spec: FunctionSpec | null): unknown {
  if (!("error" in thrown)) return thrown.value;
  const data = explained(thrown.error, spec);
  const error =
    data.errors === undefined
      ? new (classes.get(data.className) ?? Error)(data.message)
      : new AggregateError(
          data.errors.map((part) => rebuild(part, spec)),
          data.message,
        );
  for (const [key, value] of Object.entries(data.details)) {
    Object.defineProperty(error, key, { value, enumerable: true, writable: true, configurable: true });
  }
  if (error.name !== data.name) hidden(error, "name", data.name);
  hidden(error, "stack", data.stack);
  if (data.cause !== undefined) hidden(error, "cause", rebuild(data.cause, spec));
  return error;
}

function hidden(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true });
}

/** A variable that is missing in the worker is most likely one of the code around the function. */
function explained(data: ErrorData, spec: FunctionSpec | null): ErrorData {
  const name = /^(\S+) is not defined$/.exec(data.message)?.[1];
  if (data.className !== "ReferenceError" || name === undefined || spec?.source === undefined) return data;
  const message =
    `${data.message} in the worker that ran ${describeSpec(spec)}: the function is sent as its source text, so of the code ` +
    `around it nothing goes with it. Pass ${name} as an argument, or use moduleFunction(import.meta.url, name)`;
  return { ...data, message, stack: data.stack.replace(data.message, () => message) };
}

/** A function, in words. @internal */
export function describeSpec({ name, url }: FunctionSpec): string {
  if (url !== undefined) return `${name}() of ${url}`;
  return name === "" ? "a function" : `${name}()`;
}

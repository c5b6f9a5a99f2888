// Debug mode's memory: where things were made, who cancelled whom, which coroutines nobody awaited. Read by reports only.

import { thread } from "./contextvars.ts";

/** The folder of the library's own code; looked up when it is first needed, since a stack takes long to write down. */
let ownFolder: string | null | undefined;

/**
 * Frames of the library itself are left out of what users are shown: they all stand in one folder. What is published has the
 * core in one file, tsyncio-core.js (tools/stage.mjs).
 */
function findOwnFolder(): string | null {
  const here = /((?:file:|\/|[A-Za-z]:\\)[^\s()]*[\\/])(?:core[\\/]debug\.[jt]s|tsyncio-core\.js)/;
  return here.exec(new Error().stack ?? "")?.[1] ?? null;
}

/** Whether a line of a stack stands for code of the library. @internal */
export function isOwnLine(line: string): boolean {
  if (ownFolder === undefined) ownFolder = findOwnFolder();
  return ownFolder !== null && line.includes(ownFolder);
}

const places = new WeakMap<object, string>();
const cancellers = new WeakMap<object, string>();
const waits = new WeakMap<object, string>();

/** The stack of the caller, without the frames of the library and of the host. */
function callerStack(): string {
  const lines = (new Error().stack ?? "").split("\n").slice(1);
  return lines.filter((line) => !isOwnLine(line) && !/node:|\(<anonymous>\)/.test(line)).join("\n");
}

/** Remember where `object` is being made. @internal */
export function noteCreation(object: object): void {
  places.set(object, callerStack());
}

/** An async function in `task` awaits `awaitable`, which was made for that: so it shows where the function is. @internal */
export function noteAwait(task: object, awaitable: object): void {
  const place = places.get(awaitable);
  if (place === undefined) waits.delete(task);
  else waits.set(task, place);
}

/** Where an async function in `task` was when it last awaited something, if that was in debug mode. @internal */
export function placeOfAwait(task: object): string | undefined {
  return waits.get(task);
}

/** Where `object` was made, if that was in debug mode. @internal */
export function placeOf(object: object): string | undefined {
  return places.get(object);
}

/** Remember that the caller cancels `future`. @internal */
export function noteCanceller(future: object, canceller: string): void {
  cancellers.set(future, `${canceller}\n${callerStack()}`);
}

/** Who cancelled `future`, and where, if that was in debug mode. @internal */
export function cancellerOf(future: object): string | undefined {
  return cancellers.get(future);
}

const swallowers = new WeakSet<object>();

/** It is in order that `task` ends well although it was cancelled: somebody has taken note of the error. @internal */
export function allowSwallowing(task: object): void {
  swallowers.add(task);
}

/** @internal */
export function maySwallow(task: object): boolean {
  return swallowers.has(task);
}

interface Reporter {
  readonly _debug: boolean;
  callExceptionHandler(context: { message: string; sourceTraceback?: string }): void;
}

/** A coroutine that nobody has awaited so far. It must not hold the coroutine itself, which is to be collected. */
interface Unawaited {
  readonly name: string;
  readonly place: string;
  readonly loop: Reporter;
}

const unawaited = new Set<Unawaited>();
let registry: FinalizationRegistry<Unawaited> | null = null;

/**
 * Report `coroutine` if nobody ever awaits it: when it is collected, or when its loop closes.
 *
 * @internal
 */
export function expectAwait(coroutine: object & { [Symbol.iterator](): unknown }): void {
  const loop = (thread.loop ?? thread.guest?.()?._loop ?? null) as Reporter | null;
  if (loop === null || !loop._debug) return;
  const record: Unawaited = { name: publicName(), place: callerStack(), loop };
  places.set(coroutine, record.place);
  const token = {};
  registry ??= new FinalizationRegistry(reportUnawaited);
  registry.register(coroutine, record, token);
  unawaited.add(record);
  Object.defineProperty(coroutine, Symbol.iterator, {
    configurable: true,
    value(): unknown {
      unawaited.delete(record);
      registry?.unregister(token);
      Reflect.deleteProperty(coroutine, Symbol.iterator);
      return coroutine[Symbol.iterator]();
    },
  });
}

/** The library's function that the user called: the outermost of its own frames before the user's begin. */
function publicName(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  const users = frames.findIndex((line) => !isOwnLine(line));
  const called = frames[(users < 0 ? frames.length : users) - 1] ?? "";
  return /at (?:new )?([^\s(]+)/.exec(called)?.[1] ?? "coroutine";
}

function reportUnawaited(record: Unawaited): void {
  if (!unawaited.delete(record)) return;
  record.loop.callExceptionHandler({
    message: `coroutine '${record.name}' was never awaited`,
    sourceTraceback: record.place,
  });
}

/** The loop closes: what nobody has awaited by now, nobody will. @internal */
export function reportAllUnawaited(loop: object): void {
  for (const record of [...unawaited]) if (record.loop === loop) reportUnawaited(record);
}

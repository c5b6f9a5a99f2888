// What runs inside of an executor's thread or process, as text, so that no file of ours must be found there. Nothing else.

/** How many calls a thread may have been sent and not have answered yet. */
export const WINDOW = 128;

/** Where a call is: threads keep one number a slot in memory shared with the pool. The rest of the numbers are results. */
export const Slot = {
  free: 0,
  sent: 1,
  running: 2,
  revoked: 3,
  skipped: 4,
  number: 5,
  undefined: 6,
  true: 7,
  false: 8,
  null: 9,
  /** The answer comes as a message. */
  posted: 10,
} as const;

/** How a function is named to a worker: its source, or the export of a module. */
export interface FunctionSpec {
  readonly id: number;
  readonly name: string;
  readonly source?: string;
  readonly url?: string;
}

/** What a worker is given when it starts. */
export interface WorkerSetup {
  /** Place 0 is the bell: not 0 once the pool was told to look. Each slot follows. `null`: no shared memory. */
  readonly slots: Int32Array | null;
  readonly numbers: Float64Array | null;
  readonly initializer: FunctionSpec | null;
  readonly initargs: readonly unknown[];
}

/** An error on its way: what of it can be copied. */
export interface ErrorData {
  readonly className: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly cause?: Thrown;
  readonly errors?: readonly Thrown[];
}

/** What was thrown: an error, or any other value. */
export type Thrown = { readonly error: ErrorData } | { readonly value: unknown };

/** In the place of a slot: the answer is the initializer's. */
const INITIALIZER = -1;

/** In the place of a slot: a message could not be read. */
const UNREAD = -2;

/** An answer. */
export type Reply =
  | readonly [slot: typeof UNREAD, message: number, reason: string]
  | readonly [slot: number, ok: true, result: unknown]
  | readonly [slot: number, ok: false, thrown: Thrown];

/** Where `transfer()` notes what is to be moved: one table a thread, whichever copy of the package it is. */
export const TRANSFERS = "tsyncio.transfers";

/**
 * What of `value`, which was thrown, can be sent. Its text goes to the workers: it uses nothing but its arguments.
 *
 * @param depth how many errors it is a part of
 */
export function packThrown(value: unknown, depth: number): Thrown {
  if (!(value instanceof Error)) return { value };
  const details: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const detail = (value as unknown as Record<string, unknown>)[key];
    const isPlain = typeof detail !== "function" && typeof detail !== "symbol" && !(detail instanceof Object);
    if (key !== "name" && isPlain) details[key] = detail;
  }
  const error: { -readonly [K in keyof ErrorData]: ErrorData[K] } = {
    className: String(value.constructor?.name),
    name: String(value.name),
    message: String(value.message),
    stack: String(value.stack),
    details,
  };
  if (depth < 8 && value.cause !== undefined) error.cause = packThrown(value.cause, depth + 1);
  const { errors } = value as { errors?: unknown };
  if (depth < 8 && Array.isArray(errors)) error.errors = errors.map((part) => packThrown(part, depth + 1));
  return { error };
}

// The batches that come in are flat, since an array a call would cost more than all else in a message: the id of the
// function, the slot, how many arguments there are, and the arguments. A batch of objects says what functions there are.
const BODY = `
const functions = new Map();
const queue = [];
let head = 0;
let busy = true;

// What some compilers and test runners put into every function: a note of its name, and their word for import().
globalThis.__name ??= (fn) => fn;
globalThis.__vite_ssr_dynamic_import__ ??= (specifier) => import(specifier);

function load(spec) {
  if (spec.source !== undefined) {
    return (0, eval)('"use strict";(' + spec.source + '\\n)\\n//# sourceURL=tsyncio-executor:' + encodeURIComponent(spec.name));
  }
  return import(spec.url).then((module) => {
    const fn = module[spec.name];
    if (typeof fn === "function") return fn;
    throw new TypeError(spec.url + " exports no function " + JSON.stringify(spec.name));
  });
}

const thrown = ${String(packThrown)};

function answer(slot, ok, value, list) {
  if (slots !== null && slot >= 0) Atomics.store(slots, slot + 1, ${Slot.posted});
  post([slot, ok, value], list);
}

function unsendable(what, error) {
  return thrown(new DOMException(what + " cannot be sent back: " + error.message, "DataCloneError"), 0);
}

function fail(slot, error) {
  try {
    answer(slot, false, thrown(error, 0));
  } catch (refused) {
    answer(slot, false, unsendable("what was thrown", refused));
  }
}

function succeed(slot, value) {
  if (slots !== null) {
    const type = typeof value;
    if (type === "number") {
      numbers[slot] = value;
      return finish(slot, ${Slot.number});
    }
    if (type === "undefined") return finish(slot, ${Slot.undefined});
    if (type === "boolean") return finish(slot, value ? ${Slot.true} : ${Slot.false});
    if (value === null) return finish(slot, ${Slot.null});
  }
  try {
    answer(slot, true, value, globalThis[Symbol.for("${TRANSFERS}")]?.get(value));
  } catch (refused) {
    answer(slot, false, unsendable("the result", refused));
  }
}

function finish(slot, state) {
  Atomics.store(slots, slot + 1, state);
  if (Atomics.exchange(slots, 0, 1) === 0) post(null);
}

// What was a call's stays alive no longer than the call.
function take(at) {
  const value = queue[at];
  queue[at] = undefined;
  return value;
}

function takeAll(begin, end) {
  const values = queue.slice(begin, end);
  queue.fill(undefined, begin, end);
  return values;
}

async function work() {
  busy = true;
  while (head < queue.length) {
    const id = queue[head];
    const slot = queue[head + 1];
    const begin = head + 3;
    const end = begin + queue[head + 2];
    head = end;
    if (slots !== null && Atomics.compareExchange(slots, slot + 1, ${Slot.sent}, ${Slot.running}) !== ${Slot.sent}) {
      finish(slot, ${Slot.skipped});
      continue;
    }
    try {
      let fn = functions.get(id);
      if (typeof fn !== "function") functions.set(id, (fn = await load(fn)));
      let result = end - begin === 1 ? fn(take(begin)) : fn(...takeAll(begin, end));
      if (result !== null && typeof result === "object" && typeof result.then === "function") result = await result;
      succeed(slot, result);
    } catch (error) {
      fail(slot, error);
    }
  }
  queue.length = head = 0;
  busy = false;
}

receive((batch) => {
  if (typeof batch[0] === "object") {
    for (const spec of batch) functions.set(spec.id, spec);
    return;
  }
  for (const part of batch) queue.push(part);
  if (!busy) work();
});

async function start({ initializer, initargs }) {
  try {
    if (initializer !== null) await (await load(initializer))(...initargs);
  } catch (error) {
    return fail(${INITIALIZER}, error);
  }
  answer(${INITIALIZER}, true, undefined);
  work();
}
`;

/** For `new Worker(text, { eval: true })`. */
export const THREAD_WORKER: string = `"use strict";{
const { parentPort, workerData } = require("node:worker_threads");
const { slots, numbers } = workerData;
const post = (message, list) => parentPort.postMessage(message, list);
let messages = 0;
const receive = (listener) => {
  parentPort.on("message", (message) => {
    messages++;
    listener(message);
  });
  parentPort.on("messageerror", (error) => post([${UNREAD}, messages++, error.message]));
};
${BODY}
start(workerData);
}`;

/** For `node --eval`, with a channel to the pool, over which the first message is the setup. One call at a time. */
export const PROCESS_WORKER: string = `"use strict";{
const slots = null;
const numbers = null;
const post = (message) => process.send(message);
const receive = (listener) => process.once("message", (setup) => {
  process.on("message", listener);
  start(setup);
});
// The pool decides when a process ends, also at Ctrl-C, which reaches all processes of a terminal.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
${BODY}
}`;

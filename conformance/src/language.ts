// The program language (conformance/README.md), as types; and how to walk over a program. Runs nothing.

/** The errors a program can raise by name. */
export type ErrorName = "Boom" | "Oops" | "Fail" | "CancelledError" | "TimeoutError";

/** What a handler catches. */
export type HandlerKind = "any" | "cancelled" | "timeout" | "group" | "error" | ErrorName;

export type Body = readonly Op[];

/** A name, or a coroutine that is passed as such. */
export type Item = string | { readonly name: string; readonly body: Body };

export interface ContextOption {
  readonly context?: string;
}

export interface SpawnOptions extends ContextOption {
  readonly eager?: boolean;
}

export interface WaitOptions {
  readonly timeout?: number | null;
  readonly returnWhen?: "FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED";
}

/** Ops that do not wait: name and arguments. Bodies of callbacks consist of these. */
export interface PlainOps {
  log: [text: string];
  raise: [error: ErrorName];
  name: [];
  allTasks: [];
  cause: [];
  spawn: [name: string, body: Body, options?: SpawnOptions];
  groupSpawn: [group: string, name: string, body: Body];
  cancel: [x: string, message?: string];
  uncancel: [x: string];
  cancelling: [x: string];
  state: [x: string];
  release: [x: string];
  locked: [x: string];
  eventSet: [event: string];
  eventClear: [event: string];
  eventIsSet: [event: string];
  notify: [condition: string, n: number];
  notifyAll: [condition: string];
  add: [counter: string, n: number];
  putNowait: [queue: string, value: number];
  getNowait: [queue: string];
  taskDone: [queue: string];
  shutdown: [queue: string, immediate: boolean];
  qsize: [queue: string];
  barrierState: [barrier: string];
  setResult: [future: string, value: number];
  setException: [future: string, error: ErrorName];
  reschedule: [timeout: string, delay: number | null];
  expired: [timeout: string];
  when: [timeout: string];
  callSoon: [handle: string, body: Body, options?: ContextOption];
  callLater: [handle: string, delay: number, body: Body, options?: ContextOption];
  callAt: [handle: string, when: number, body: Body, options?: ContextOption];
  cancelHandle: [handle: string];
  addDoneCallback: [x: string, callback: string, body: Body, options?: ContextOption];
  removeDoneCallback: [x: string, callback: string];
  varGet: [variable: string];
  varSet: [variable: string, value: number];
  copyContext: [name: string];
}

/** Ops that wait for one thing. */
export interface WaitingOps {
  sleep: [delay: number];
  await: [x: string];
  gather: [items: readonly Item[], returnExceptions: boolean];
  wait: [names: readonly string[], options?: WaitOptions];
  waitFor: [x: string | Body, timeout: number | null];
  shield: [item: Item];
  acquire: [x: string];
  eventWait: [event: string];
  condWait: [condition: string];
  condWaitFor: [condition: string, counter: string, n: number];
  put: [queue: string, value: number];
  get: [queue: string];
  join: [queue: string];
  barrierWait: [barrier: string];
  barrierAbort: [barrier: string];
  barrierReset: [barrier: string];
}

/** Ops that log lines of their own. */
export interface BlockOps {
  asCompleted: [items: readonly Item[], timeout: number | null];
  asCompletedFor: [names: readonly string[], timeout: number | null];
  return: [value: number | null];
  rethrow: [];
  repeat: [times: number, body: Body];
  try: [body: Body, handlers: ReadonlyArray<readonly [HandlerKind, Body]>, final?: Body];
  with: [x: string, body: Body];
  timeout: [name: string, delay: number | null, body: Body];
  timeoutAt: [name: string, when: number | null, body: Body];
  group: [name: string, body: Body];
}

type OpOf<Table> = {
  [Name in keyof Table]: Table[Name] extends readonly unknown[] ? readonly [Name, ...Table[Name]] : never;
}[keyof Table];

export type PlainOp = OpOf<PlainOps>;
export type WaitingOp = OpOf<WaitingOps>;
export type BlockOp = OpOf<BlockOps>;
export type Op = PlainOp | WaitingOp | BlockOp;
export type OpName = Op[0];
export type OpNamed<Name extends OpName> = Extract<Op, readonly [Name, ...unknown[]]>;

/** What an object is made of: its kind and that kind's arguments. */
export type ObjectDescription =
  | readonly ["lock"]
  | readonly ["semaphore", value: number]
  | readonly ["boundedSemaphore", value: number]
  | readonly ["event"]
  | readonly ["condition", lock?: string]
  | readonly ["queue", maxsize: number]
  | readonly ["priorityQueue", maxsize: number]
  | readonly ["lifoQueue", maxsize: number]
  | readonly ["barrier", parties: number]
  | readonly ["future"]
  | readonly ["counter"]
  | readonly ["contextVar", initial: number];

export interface Program {
  readonly id: string;
  readonly objects: Readonly<Record<string, ObjectDescription>>;
  readonly eager?: boolean;
  readonly main: Body;
}

/** `[time, task, text]` */
export type TraceLine = readonly [time: number, task: string, text: string];

/** A program with what CPython made of it. */
export interface Recorded extends Program {
  readonly assumes: readonly string[];
  readonly trace: readonly TraceLine[];
}

/** Whether a value that stands as an argument is a list of ops. */
function isBody(argument: unknown): argument is Body {
  return Array.isArray(argument) && argument.every((op) => Array.isArray(op) && typeof op[0] === "string");
}

/**
 * The op with each of its bodies replaced by what `change` makes of it.
 *
 * Every body of the language is reached, those of items and handlers included.
 */
export function mapBodies(op: Op, change: (body: Body) => Body): Op {
  const [name, ...args] = op;
  switch (name) {
    case "try":
      return mapTry(op, change);
    case "gather":
    case "asCompleted":
      return [
        name,
        (args[0] as readonly Item[]).map((item) => mapItem(item, change)),
        ...args.slice(1),
      ] as unknown as Op;
    case "shield":
      return [name, mapItem(args[0] as Item, change)];
    case "wait":
    case "asCompletedFor":
      return op;
    default:
      return [name, ...args.map((argument) => (isBody(argument) ? change(argument) : argument))] as unknown as Op;
  }
}

function mapItem(item: Item, change: (body: Body) => Body): Item {
  return typeof item === "string" ? item : { ...item, body: change(item.body) };
}

function mapTry([, body, handlers, final]: OpNamed<"try">, change: (body: Body) => Body): Op {
  const changedBody = change(body);
  const changedHandlers = handlers.map(([kind, handler]) => [kind, change(handler)] as const);
  return final === undefined
    ? ["try", changedBody, changedHandlers]
    : ["try", changedBody, changedHandlers, change(final)];
}

/** The bodies directly inside `op`. */
export function bodiesOf(op: Op): Body[] {
  const bodies: Body[] = [];
  mapBodies(op, (body) => {
    bodies.push(body);
    return body;
  });
  return bodies;
}

/** Every op of the body and of the bodies in it. */
export function* allOps(body: Body): Generator<Op, void, undefined> {
  for (const op of body) {
    yield op;
    for (const inner of bodiesOf(op)) yield* allOps(inner);
  }
}

/** Whether the program starts a task eagerly; such programs are for generators only. */
export function startsEagerly(program: Program): boolean {
  if (program.eager === true) return true;
  for (const op of allOps(program.main)) {
    if (op[0] === "spawn" && op[3]?.eager === true) return true;
  }
  return false;
}

// Coroutines that other threads start in a loop: the tasks on the loop's side, their futures on the other. No ports are made here.

import type { MessagePort, Transferable } from "node:worker_threads";

import type { EventLoop } from "../core/base_events.ts";
import { type Coroutine, type CoroutineLike, describe } from "../core/coroutines.ts";
import { RuntimeError } from "../core/exceptions.ts";
import { type Task, until } from "../core/tasks.ts";
import { here } from "../core/guests.ts";
import { ConcurrentFuture } from "./concurrent_future.ts";
import { collectTransfers, rebuild } from "./executor_functions.ts";
import { type FunctionSpec, type Thrown, packThrown } from "./executor_worker.ts";
import type { ProtocolContext } from "./protocol_context.ts";

/** What a message to a loop asks for. */
export const Request = { call: 0, start: 1, cancel: 2, announce: 3 } as const;

/** A message to a loop. A coroutine function is named: a handler by its name, another by its module and name. */
export type RequestMessage =
  | readonly [kind: typeof Request.call, name: string, args: readonly unknown[]]
  | readonly [kind: typeof Request.start, id: number, target: string | FunctionSpec, args: readonly unknown[]]
  | readonly [kind: typeof Request.cancel, id: number]
  /** The next message starts this one: if that cannot be read, it is known whose it was. */
  | readonly [kind: typeof Request.announce, id: number];

const End = { finished: 0, failed: 1, cancelled: 2, announced: 3 } as const;

/** A message from a loop: how a coroutine ended. */
export type EndMessage =
  | readonly [id: number, end: typeof End.finished, result: unknown]
  | readonly [id: number, end: typeof End.failed, thrown: Thrown]
  | readonly [id: number, end: typeof End.cancelled]
  /** The next message has its result. */
  | readonly [id: number, end: typeof End.announced];

type Handler = (...args: never[]) => unknown;

/** A coroutine that was asked for. */
interface Started {
  /** `null`: the loop has not come to it yet. */
  task: Task<unknown> | null;
  cancelled: boolean;
  /** Nobody waits for it any more. */
  dropped: boolean;
}

/** The coroutines that one other thread has asked for, on the loop's side. */
export class RemoteTasks {
  readonly #loop: EventLoop;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #port: MessagePort;
  readonly #context: ProtocolContext;
  readonly #started = new Map<number, Started>();

  constructor(loop: EventLoop, handlers: ReadonlyMap<string, Handler>, port: MessagePort, context: ProtocolContext) {
    this.#loop = loop;
    this.#handlers = handlers;
    this.#port = port;
    this.#context = context;
  }

  /** Start one in the loop's next iteration, as a task. */
  start(id: number, target: string | FunctionSpec, args: readonly unknown[]): void {
    const started: Started = { task: null, cancelled: false, dropped: false };
    this.#started.set(id, started);
    this.#loop._schedule(this.#context.handle(() => this.#begin(id, started, target, args)));
  }

  /** One that could not be read. */
  refuse(id: number, error: Error): void {
    const reason = `an argument cannot be read in the thread of the loop: ${error.message}`;
    this.#post([id, End.failed, packThrown(new DOMException(reason, "DataCloneError"), 0)]);
  }

  /** Cancel one. What has not begun never begins. */
  cancel(id: number): void {
    const started = this.#started.get(id);
    if (started === undefined) return;
    this.#started.delete(id);
    started.cancelled = true;
    started.dropped = true;
    this.#loop._schedule(this.#context.handle(() => void started.task?.cancel()));
  }

  /** The other thread has gone, or given its port up: the coroutines run on for nobody. */
  drop(): void {
    for (const started of this.#started.values()) started.dropped = true;
    this.#started.clear();
  }

  #begin(id: number, started: Started, target: string | FunctionSpec, args: readonly unknown[]): void {
    if (started.cancelled) return;
    const coro: CoroutineLike<unknown> =
      typeof target === "string"
        ? () => (this.#handlers.get(target) as Handler)(...(args as never[]))
        : callExport(target, args);
    const task = this.#loop.createTask(coro);
    started.task = task;
    task._onDone(() => this.#ended(id, started, task));
  }

  #ended(id: number, started: Started, task: Task<unknown>): void {
    // Nobody can receive it: an error stays unretrieved, and is reported as such.
    if (started.dropped) return;
    this.#started.delete(id);
    if (task.cancelled()) {
      this.#post([id, End.cancelled]);
      return;
    }
    const error = task.exception();
    if (error !== null) this.#fail(id, error);
    else this.#finish(id, task.result());
  }

  #finish(id: number, result: unknown): void {
    const list: Transferable[] = [];
    collectTransfers([result], list);
    try {
      if (mayBeUnreadable(result)) this.#post([id, End.announced]);
      this.#post([id, End.finished, result], list);
    } catch (refused) {
      this.#fail(id, unsendable("the result", refused));
    }
  }

  #fail(id: number, error: unknown): void {
    try {
      this.#post([id, End.failed, packThrown(error, 0)]);
    } catch (refused) {
      this.#post([id, End.failed, packThrown(unsendable("what was thrown", refused), 0)]);
    }
  }

  #post(message: EndMessage, list: Transferable[] = []): void {
    this.#port.postMessage(message, list);
  }
}

/** Import a module, and run what it exports in the task that runs this. */
function* callExport({ url, name }: FunctionSpec, args: readonly unknown[]): Coroutine<unknown> {
  const module = (yield* until(import(url as string))) as Record<string, unknown>;
  const exported = module[name];
  if (typeof exported !== "function") throw new TypeError(`${url} exports no function ${JSON.stringify(name)}`);
  return yield* here(() => (exported as Handler)(...(args as never[])));
}

function unsendable(what: string, error: unknown): DOMException {
  return new DOMException(`${what} cannot be sent back: ${(error as Error).message}`, "DataCloneError");
}

/** Primitive values arrive wherever they are sent; of an object the other thread may not know the kind. */
function mayBeUnreadable(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** A coroutine in another thread's loop. */
class RemoteFuture<T> extends ConcurrentFuture<T> {
  readonly #calls: RemoteCalls;
  readonly #id: number;

  constructor(calls: RemoteCalls, id: number) {
    super();
    this.#calls = calls;
    this.#id = id;
  }

  protected override _withdraw(): boolean {
    this.#calls.cancel(this.#id);
    return true;
  }
}

/** The coroutines that this thread has asked another thread's loop for, and has no answer of. */
export class RemoteCalls {
  readonly #port: MessagePort;
  readonly #pending = new Map<number, RemoteFuture<unknown>>();
  #lastId = 0;
  /** Whose result the next message has, if that was said. */
  #announced = 0;
  #listens = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  start<T>(target: string | FunctionSpec, args: readonly unknown[]): ConcurrentFuture<T> {
    const id = ++this.#lastId;
    const list: Transferable[] = [];
    collectTransfers(args, list);
    const request: RequestMessage = [Request.start, id, target, args];
    if (args.some(mayBeUnreadable)) this.#announce(id);
    try {
      this.#port.postMessage(request, list);
    } catch (error) {
      this.#announce(0);
      throw error;
    }
    const future = new RemoteFuture<T>(this, id);
    this.#listen();
    if (this.#pending.size === 0) this.#port.ref();
    this.#pending.set(id, future);
    return future;
  }

  #announce(id: number): void {
    const request: RequestMessage = [Request.announce, id];
    this.#port.postMessage(request);
  }

  cancel(id: number): void {
    if (this.#take(id) === undefined) return;
    const request: RequestMessage = [Request.cancel, id];
    this.#port.postMessage(request);
  }

  /** No more answers come. */
  end(message: string): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const future of pending) future._fail(new RuntimeError(message));
  }

  #listen(): void {
    if (this.#listens) return;
    this.#listens = true;
    this.#port.on("message", (message: EndMessage) => this.#ended(message));
    this.#port.on("messageerror", (error) => {
      const reason = `the result cannot be read in this thread: ${error.message}`;
      this.#take(this.#announced)?._fail(new DOMException(reason, "DataCloneError"));
    });
    this.#port.on("close", () => this.end("Event loop is closed"));
    this.#port.unref();
  }

  #ended([id, end, outcome]: EndMessage): void {
    this.#announced = end === End.announced ? id : 0;
    if (end === End.announced) return;
    const future = this.#take(id);
    if (future === undefined) return;
    if (end === End.finished) future._succeed(outcome);
    else if (end === End.failed) future._fail(rebuild(outcome, null));
    else future._cancelled();
  }

  #take(id: number): RemoteFuture<unknown> | undefined {
    const future = this.#pending.get(id);
    this.#pending.delete(id);
    // Only what is waited for keeps a thread alive.
    if (future !== undefined && this.#pending.size === 0) this.#port.unref();
    return future;
  }
}

/** What a worker may give to have a coroutine started: the name of a handler, or what `moduleFunction()` gave. */
export function describeTarget(names: readonly string[], target: unknown): string {
  return `name must be one of the exported handlers (${names.join(", ")}) or a moduleFunction(), got ${describe(target)}`;
}

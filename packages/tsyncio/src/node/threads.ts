// Calls into a loop from other threads: a message port that a loop is exported through, and what a worker does with it.
// The coroutines that are started that way are in thread_calls.ts.

import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";

import { EventLoop } from "../core/base_events.ts";
import { type Awaitable, type ResultOf, describe } from "../core/coroutines.ts";
import type { Resource } from "../core/events.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import type { ConcurrentFuture } from "./concurrent_future.ts";
import { moduleSpecOf } from "./executor_functions.ts";
import { ProtocolContext } from "./protocol_context.ts";
import { RemoteCalls, RemoteTasks, Request, type RequestMessage, describeTarget } from "./thread_calls.ts";

/**
 * What other threads may have called in a loop, by name: callbacks for {@link LoopPort.callSoonThreadsafe}, whose results are
 * dropped, and coroutine functions of either dialect for {@link LoopPort.runCoroutineThreadsafe}.
 */
export interface LoopHandlers {
  readonly [name: string]: (...args: never[]) => unknown;
}

/** The first message, which waits in the port for the worker to look at. */
interface Greeting {
  readonly names: readonly string[];
  /** Not 0 once the loop is closed: a worker sees it at once, without a message. */
  readonly closed: Int32Array;
}

/** What comes of a handler that is run as a coroutine. */
export type HandlerResult<F extends (...args: never[]) => unknown> = ResultOf<() => SettledResult<ReturnType<F>>>;

/** What a promise gives may be a coroutine: that of an export, which has to be imported first. */
type SettledResult<R> = R extends Awaitable<unknown> ? R : Awaited<R>;

/**
 * Let other threads call `handlers` in `loop`.
 *
 * The result is a port: hand it to a worker (in `workerData` or a message, named in the list of what to transfer), and make a
 * {@link LoopPort} of it there. Functions cannot cross threads, so the worker says which of `handlers` it means by name.
 *
 * Called with `callSoonThreadsafe`, a handler runs as a callback of the loop, in the order of the worker's calls; what it
 * throws goes to the loop's exception handler. Started with `runCoroutineThreadsafe`, it runs as a task of the loop, and its
 * outcome goes back to the worker. If the worker ends before the task, the task runs on. The port keeps neither the process nor the loop alive, and is closed with the loop.
 *
 * An own addition: Python's threads share their memory, so `loop.call_soon_threadsafe` needs no such thing.
 *
 * @throws TypeError if `loop` is no event loop, or a handler no function; {@link RuntimeError} if the loop is closed.
 * @example
 * ```ts
 * const port = exportLoop(getRunningLoop(), { progress: (percent: number) => console.log(percent) });
 * new Worker(url, { workerData: { port }, transferList: [port] });
 * ```
 */
export function exportLoop(loop: EventLoop, handlers: LoopHandlers): MessagePort {
  if (!(loop instanceof EventLoop)) throw new TypeError(`loop must be an event loop, got ${describe(loop)}`);
  if (typeof handlers !== "object" || handlers === null) {
    throw new TypeError(`handlers must be an object of functions, got ${describe(handlers)}`);
  }
  const table = new Map(Object.entries(handlers));
  for (const [name, handler] of table) {
    if (typeof handler !== "function")
      throw new TypeError(`handlers.${name} must be a function, got ${describe(handler)}`);
  }
  if (loop.isClosed()) throw new RuntimeError("Event loop is closed");
  const { port1, port2 } = new MessageChannel();
  const closed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const greeting: Greeting = { names: [...table.keys()], closed };
  port1.postMessage(greeting);
  loop._resources.add(new Exported(loop, table, port1, closed));
  return port2;
}

/** The loop's end of a port. */
class Exported implements Resource {
  readonly #loop: EventLoop;
  readonly #handlers: ReadonlyMap<string, (...args: never[]) => unknown>;
  readonly #port: MessagePort;
  readonly #closed: Int32Array;
  readonly #context: ProtocolContext;
  readonly #tasks: RemoteTasks;
  /** What the next message starts, if that was said. */
  #announced = 0;

  constructor(
    loop: EventLoop,
    handlers: ReadonlyMap<string, (...args: never[]) => unknown>,
    port: MessagePort,
    closed: Int32Array,
  ) {
    this.#loop = loop;
    this.#handlers = handlers;
    this.#port = port;
    this.#closed = closed;
    this.#context = new ProtocolContext(loop);
    this.#tasks = new RemoteTasks(loop, handlers, port, this.#context);
    port.on("message", (request: RequestMessage) => this.#received(request));
    port.on("messageerror", (error) => this.#unread(error));
    port.on("close", () => {
      this.#tasks.drop();
      loop._resources.delete(this);
    });
    // A running loop keeps the process alive by itself, and one that does not run must not.
    port.unref();
  }

  #received(request: RequestMessage): void {
    if (this.#loop.isClosed()) return;
    this.#announced = request[0] === Request.announce ? request[1] : 0;
    if (request[0] === Request.announce) return;
    if (request[0] === Request.start) this.#tasks.start(request[1], request[2], request[3]);
    else if (request[0] === Request.cancel) this.#tasks.cancel(request[1]);
    else {
      const handler = this.#handlers.get(request[1]);
      const args = request[2];
      if (handler !== undefined) this.#loop._schedule(this.#context.handle(() => void handler(...(args as never[]))));
    }
  }

  #unread(exception: Error): void {
    const id = this.#announced;
    this.#announced = 0;
    if (this.#loop.isClosed()) return;
    if (id !== 0) this.#tasks.refuse(id, exception);
    else {
      const message = "an argument of a call from another thread cannot be read";
      this.#loop._schedule(this.#context.handle(() => this.#loop.callExceptionHandler({ message, exception })));
    }
  }

  _loopClosed(): void {
    Atomics.store(this.#closed, 0, 1);
    this.#port.close();
    this.#loop._resources.delete(this);
  }
}

/**
 * A loop of another thread, in the hands of a worker. Made of the port that {@link exportLoop} gave.
 *
 * @typeParam H the type of the handlers, so that calls are checked
 * @example
 * ```ts
 * const loop = new LoopPort<{ progress(percent: number): void }>(workerData.port);
 * loop.callSoonThreadsafe("progress", 50);
 * ```
 */
export class LoopPort<H extends LoopHandlers = LoopHandlers> {
  readonly #port: MessagePort;
  readonly #names: readonly string[];
  readonly #closed: Int32Array;
  readonly #calls: RemoteCalls;
  #given = false;

  /** @throws TypeError if `port` is none that {@link exportLoop} gave, or if it is in use already. */
  constructor(port: MessagePort) {
    const isPort = typeof (port as MessagePort | null)?.postMessage === "function";
    if (!isPort) throw new TypeError(`port must be a port of exportLoop(), got ${describe(port)}`);
    const greeting = receiveMessageOnPort(port)?.message as Greeting | undefined;
    if (!Array.isArray(greeting?.names))
      throw new TypeError("port must be a port of exportLoop() that is not in use yet");
    this.#port = port;
    this.#names = greeting.names;
    this.#closed = greeting.closed;
    this.#calls = new RemoteCalls(port);
  }

  /**
   * Have the handler `name` called in the loop's thread, in the loop's next iteration. It waits for nothing.
   *
   * @param args copied as `postMessage` copies; what the other thread cannot read goes to the loop's exception handler
   * @throws {@link RuntimeError} if the loop is closed; {@link ValueError} if it exports no such handler; `DataCloneError` if an
   * argument cannot be copied.
   * @see CPython `loop.call_soon_threadsafe`
   */
  callSoonThreadsafe<K extends keyof H & string>(name: K, ...args: Parameters<H[K]>): void {
    if (this.isClosed()) throw new RuntimeError("Event loop is closed");
    if (!this.#names.includes(name)) {
      throw new ValueError(
        `name must be one of the exported handlers (${this.#names.join(", ")}), got ${describe(name)}`,
      );
    }
    const request: RequestMessage = [Request.call, name, args];
    this.#port.postMessage(request);
  }

  /**
   * Start a coroutine in the loop, as a task of its own: that of the handler `name`, or of what {@link moduleFunction} named,
   * a generator function or an async one, which the loop's thread imports.
   *
   * Result and arguments are copied as `postMessage` copies, or moved with {@link transfer}. An error comes back with its class
   * name, message, stack and cause.
   *
   * Cancellation of the future cancels the task; before the loop has started it, it is never started. If the task is cancelled at
   * the other end, so is the future. It fails with {@link RuntimeError} when the loop is closed before the task has ended, and
   * with a `DataCloneError` if one thread cannot read what the other has sent.
   *
   * @returns a future: `yield*` it in a loop of this thread, or `await` it anywhere. While it is pending, it keeps the thread alive.
   * @throws {@link RuntimeError} if the loop is closed; {@link ValueError} if it exports no such handler; `DataCloneError` if an
   * argument cannot be copied.
   * @example
   * ```ts
   * // in the thread of the loop
   * const port = exportLoop(loop, { *lookUp(key: string) { return yield* cache.get(key); } });
   * // in the worker
   * const value = await new LoopPort(workerData.port).runCoroutineThreadsafe("lookUp", "key");
   * ```
   * @see CPython `asyncio.run_coroutine_threadsafe`
   */
  runCoroutineThreadsafe<K extends keyof H & string>(
    name: K,
    ...args: Parameters<H[K]>
  ): ConcurrentFuture<HandlerResult<H[K]>>;
  runCoroutineThreadsafe<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...args: A
  ): ConcurrentFuture<HandlerResult<() => R>>;
  runCoroutineThreadsafe(target: unknown, ...args: unknown[]): ConcurrentFuture<never> {
    if (this.isClosed()) throw new RuntimeError("Event loop is closed");
    if (typeof target === "string" && this.#names.includes(target)) return this.#calls.start(target, args);
    const spec = moduleSpecOf(target);
    if (spec === null) throw new ValueError(describeTarget(this.#names, target));
    return this.#calls.start(spec, args);
  }

  /** Whether the loop is closed, or {@link LoopPort.close} was called. */
  isClosed(): boolean {
    return this.#given || Atomics.load(this.#closed, 0) !== 0;
  }

  /** Give the port up. The calls made so far still arrive; the outcome of coroutines that have not ended does not. */
  close(): void {
    this.#given = true;
    this.#port.close();
    this.#calls.end("the port was closed");
  }
}

// Calls into a loop from other threads: a message port that a loop is exported through, and what a worker does with it.

import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";

import { EventLoop } from "../core/base_events.ts";
import { describe } from "../core/coroutines.ts";
import type { Resource } from "../core/events.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import { ProtocolContext } from "./protocol_context.ts";

/** What other threads may have called in a loop, by name. Results are not passed back. */
export interface LoopHandlers {
  readonly [name: string]: (...args: never[]) => unknown;
}

/** The first message, which waits in the port for the worker to look at. */
interface Greeting {
  readonly names: readonly string[];
  /** Not 0 once the loop is closed: a worker sees it at once, without a message. */
  readonly closed: Int32Array;
}

/** A call: the name of the handler, then its arguments. */
type Call = readonly [name: string, ...args: unknown[]];

/**
 * Let other threads call `handlers` in `loop`.
 *
 * The result is a port: hand it to a worker (in `workerData` or a message, named in the list of what to transfer), and make a
 * {@link LoopPort} of it there. Functions cannot cross threads, so the worker says which of `handlers` it means by name.
 *
 * The handlers run as callbacks of the loop, in the order of each worker's calls; what one of them throws goes to the
 * loop's exception handler. The port keeps neither the process nor the loop alive, and is closed with the loop.
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
    port.on("message", (call: Call) => this.#schedule(call));
    port.on("close", () => loop._resources.delete(this));
    // A running loop keeps the process alive by itself, and one that does not run must not.
    port.unref();
  }

  #schedule([name, ...args]: Call): void {
    const handler = this.#handlers.get(name);
    if (handler === undefined || this.#loop.isClosed()) return;
    this.#loop._schedule(this.#context.handle(() => void handler(...(args as never[]))));
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
  }

  /**
   * Have the handler `name` called in the loop's thread, in the loop's next iteration. It waits for nothing.
   *
   * @param args copied as `postMessage` copies
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
    const call: Call = [name, ...(args as unknown[])];
    this.#port.postMessage(call);
  }

  /** Whether the loop is closed, or {@link LoopPort.close} was called. */
  isClosed(): boolean {
    return this.#given || Atomics.load(this.#closed, 0) !== 0;
  }

  /** Give the port up. The calls made so far still arrive. */
  close(): void {
    this.#given = true;
    this.#port.close();
  }
}

// Signal handlers of a loop: what was asked for, and the errors of what cannot be. The host listens. No I/O.

import type { EventLoop } from "./base_events.ts";
import { inheritedContext } from "./contextvars.ts";
import { describe, iscoroutinefunction } from "./coroutines.ts";
import { Handle, type Resource } from "./events.ts";
import { NotImplementedError, RuntimeError, ValueError } from "./exceptions.ts";
import type { HostSignal, HostSignals } from "./host.ts";

interface Installed {
  handle: Handle;
  readonly uninstall: () => void;
}

/** The handlers of one loop: gone when the loop is. */
class SignalHandlers implements Resource {
  readonly #loop: EventLoop;
  readonly #installed = new Map<number, Installed>();

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  has(signal: number): boolean {
    return this.#installed.has(signal);
  }

  add(signals: HostSignals, { name, number }: HostSignal, callback: () => void): void {
    const loop = this.#loop;
    const handle = new Handle(callback, loop, inheritedContext(), loop._host.captureAsyncContext());
    const present = this.#installed.get(number);
    if (present !== undefined) {
      present.handle.cancel();
      present.handle = handle;
      return;
    }
    const uninstall = signals.listen(name, () => loop._schedule((this.#installed.get(number) as Installed).handle));
    this.#installed.set(number, { handle, uninstall });
    loop._resources.add(this);
  }

  remove(signal: number): boolean {
    const present = this.#installed.get(signal);
    if (present === undefined) return false;
    this.#installed.delete(signal);
    present.uninstall();
    present.handle.cancel();
    if (this.#installed.size === 0) this.#loop._resources.delete(this);
    return true;
  }

  /** @internal */
  _loopClosed(): void {
    for (const signal of [...this.#installed.keys()]) this.remove(signal);
  }
}

const handlers = new WeakMap<EventLoop, SignalHandlers>();

/** @internal */
export function addSignalHandler(loop: EventLoop, signal: string | number, callback: () => void): void {
  const signals = signalsOf(loop, "addSignalHandler()");
  if (typeof callback !== "function") throw new TypeError(`callback must be a function, got ${describe(callback)}`);
  if (iscoroutinefunction(callback)) throw new TypeError("coroutines cannot be used with addSignalHandler()");
  const found = findSignal(signals, signal);
  if (loop.isClosed()) throw new RuntimeError("Event loop is closed");
  let own = handlers.get(loop);
  if (own === undefined) {
    own = new SignalHandlers(loop);
    handlers.set(loop, own);
  }
  own.add(signals, found, callback);
}

/** @internal */
export function removeSignalHandler(loop: EventLoop, signal: string | number): boolean {
  const { number } = findSignal(signalsOf(loop, "removeSignalHandler()"), signal);
  return handlers.get(loop)?.remove(number) ?? false;
}

/** Whether the program itself handles that signal in this loop. @internal */
export function handlesSignal(loop: EventLoop, signal: string): boolean {
  const number = loop._host.signals?.find(signal)?.number;
  return number !== undefined && (handlers.get(loop)?.has(number) ?? false);
}

function signalsOf(loop: EventLoop, call: string): HostSignals {
  const host = loop._host;
  if (host.signals !== undefined) return host.signals;
  throw new NotImplementedError(`${call} needs signals, and the host "${host.name}" has none`);
}

/** @throws {@link ValueError} if the system has no such signal; TypeError if it is no name and no number. @internal */
export function findSignal(signals: HostSignals, signal: unknown): HostSignal {
  if (typeof signal !== "string" && typeof signal !== "number")
    throw new TypeError(`signal must be a name or a number, got ${describe(signal)}`);
  const found = signals.find(signal);
  if (found !== null) return found;
  if (typeof signal === "number") throw new ValueError(`invalid signal number ${signal}`);
  throw new ValueError(`signal must be one that this system has, such as "SIGTERM", got ${describe(signal)}`);
}

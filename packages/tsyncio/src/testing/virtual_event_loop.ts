// An event loop whose clock jumps to the next timer when nothing is ready. No real time passes, no real I/O happens.

import { EventLoop } from "../core/base_events.ts";
import type { CoroutineLike } from "../core/coroutines.ts";
import { RuntimeError } from "../core/exceptions.ts";
import {
  type AsyncContextSnapshot,
  type GuestStorage,
  type Host,
  type HostAbortController,
  type HostTimer,
  getHost,
} from "../core/host.ts";
import { type RunnerOptions, run } from "../core/runners.ts";

interface VirtualTimer {
  cancelled: boolean;
}

/** A host that takes its turns from a real one, and its time from the timers that it is asked for. */
class VirtualHost implements Host {
  readonly name = "virtual";
  readonly #real: Host = getHost();
  #now = 0;
  /** Set by the loop that owns this host. */
  loop: VirtualEventLoop | null = null;

  get debug(): boolean {
    return this.#real.debug;
  }

  now(): number {
    return this.#now;
  }

  postTurn(callback: () => void): void {
    this.#real.postTurn(callback);
  }

  setTimer(callback: () => void, when: number): HostTimer {
    const timer: VirtualTimer = { cancelled: false };
    const advance = (): void => {
      if (timer.cancelled) return;
      // Something became ready meanwhile (a promise, say): time stands still until that has run.
      if (!this.loop?._sleeps()) {
        this.#real.postTurn(advance);
        return;
      }
      if (when === Infinity) this.loop._deadlocked();
      else this.#now = Math.max(this.#now, when);
      callback();
    };
    this.#real.postTurn(advance);
    return timer;
  }

  clearTimer(timer: HostTimer): void {
    (timer as VirtualTimer).cancelled = true;
  }

  report(text: string, error?: unknown): void {
    this.#real.report(text, error);
  }

  createAbortController(): HostAbortController {
    return this.#real.createAbortController();
  }

  createGuestStorage<T>(): GuestStorage<T> | null {
    return this.#real.createGuestStorage<T>();
  }

  captureAsyncContext(): AsyncContextSnapshot | null {
    return this.#real.captureAsyncContext();
  }

  onInterrupt(handler: () => void): (() => void) | null {
    return this.#real.onInterrupt(handler);
  }

  exitByInterrupt(): void {
    this.#real.exitByInterrupt();
  }
}

/**
 * An event loop in virtual time: `time()` starts at 0, and when nothing is ready it jumps to the next timer.
 *
 * A program of an hour's timeouts takes milliseconds, and takes the same steps each time.
 */
export class VirtualEventLoop extends EventLoop {
  constructor() {
    const host = new VirtualHost();
    super({ host });
    host.loop = this;
  }

  /** Nothing is ready, and no timer is left: nothing will ever happen. @internal */
  _deadlocked(): void {
    this._failRun(new RuntimeError("deadlock: nothing is ready, and no timer is left"));
  }
}

/**
 * `run()` in virtual time.
 *
 * @returns a promise of the coroutine's result; it rejects if nothing is left that could ever wake the program
 */
export function runVirtual<T>(main: CoroutineLike<T>, options?: Omit<RunnerOptions, "loopFactory">): Promise<T> {
  return run(main, { ...options, loopFactory: () => new VirtualEventLoop() });
}

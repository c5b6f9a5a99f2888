// A host whose clock and timers the test moves by hand, and that remembers what it was asked. No scheduling of its own.

import { EventLoop, type Host, getHost } from "tsyncio";

import type { AsyncContextSnapshot, GuestStorage, HostAbortController } from "../../src/core/host.ts";

/** An event loop on a {@link FakeHost}. */
export class FakeHostLoop extends EventLoop {
  constructor(host: FakeHost) {
    super({ host });
  }
}

interface FakeTimer {
  readonly callback: () => void;
  readonly when: number;
}

/** Turns are those of the real host; time passes when the test says so. */
export class FakeHost implements Host {
  readonly name = "fake";
  readonly debug = false;
  readonly reports: { text: string; error: unknown }[] = [];
  /** The timers that wait, in the order of their setting. */
  readonly timers: FakeTimer[] = [];
  /** How many timers and turns were asked for so far. */
  timersSet = 0;
  turns = 0;
  interruptHandlers: (() => void)[] = [];
  interruptExits = 0;
  /** Timers fire after this many seconds at the latest, as a host's with a longest delay do. */
  readonly #longestDelay: number;
  readonly #real: Host = getHost();
  #now = 0;
  #turnsPosted = 0;

  constructor(options?: { longestDelay?: number }) {
    this.#longestDelay = options?.longestDelay ?? Infinity;
  }

  now(): number {
    return this.#now;
  }

  /** Let time pass without letting anything happen. */
  pass(seconds: number): void {
    this.#now += seconds;
  }

  /** Wait until no turn is posted any more. */
  async settled(): Promise<void> {
    do await new Promise<void>((resolve) => this.#real.postTurn(resolve));
    while (this.#turnsPosted > 0);
  }

  /** Let the earliest timer fire, and all that comes of it happen. */
  async fireNext(): Promise<void> {
    const next = this.timers.reduce((first, timer) => (timer.when < first.when ? timer : first));
    this.timers.splice(this.timers.indexOf(next), 1);
    this.#now = Math.max(this.#now, Math.min(next.when, this.#now + this.#longestDelay));
    next.callback();
    await this.settled();
  }

  postTurn(callback: () => void): void {
    this.turns++;
    this.#turnsPosted++;
    this.#real.postTurn(() => {
      this.#turnsPosted--;
      callback();
    });
  }

  setTimer(callback: () => void, when: number): FakeTimer {
    this.timersSet++;
    const timer = { callback, when };
    this.timers.push(timer);
    return timer;
  }

  clearTimer(timer: unknown): void {
    const index = this.timers.indexOf(timer as FakeTimer);
    if (index >= 0) this.timers.splice(index, 1);
  }

  report(text: string, error?: unknown): void {
    this.reports.push({ text, error });
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

  runAtHome(callback: () => void): void {
    this.#real.runAtHome(callback);
  }

  onInterrupt(handler: () => void): () => void {
    this.interruptHandlers.push(handler);
    return () => void (this.interruptHandlers = this.interruptHandlers.filter((other) => other !== handler));
  }

  exitByInterrupt(): void {
    this.interruptExits++;
  }
}

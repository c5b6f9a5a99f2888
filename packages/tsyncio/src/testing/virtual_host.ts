// The host of a virtual loop: the real one, with a clock that stands still until the loop has nothing left to do.

import type { EventLoop } from "../core/base_events.ts";
import { RuntimeError } from "../core/exceptions.ts";
import {
  type AsyncContextSnapshot,
  type GuestStorage,
  type Host,
  type HostAbortController,
  type HostNetwork,
  type HostPipes,
  type HostProcesses,
  type HostSignals,
  type HostTimer,
  getHost,
} from "../core/host.ts";

/** What the host asks of the loop that owns it. */
export interface VirtualLoop extends EventLoop {
  /** Nothing is ready. Make something ready that waits for just that; false if there is no such thing. @internal */
  _wakeIdle(): boolean;
  /** Nothing is ready, and no timer is left. @internal */
  _stuck(): void;
}

/**
 * Every wait for a timer ends here in one question, asked when the real host has run all microtasks and everything that
 * it had ready: does the loop still sleep? If so the clock jumps, exactly to the deadline of the earliest timer.
 *
 * With real I/O allowed the question is asked only after nothing has happened for a while.
 *
 * @internal
 */
export class VirtualHost implements Host {
  readonly name = "virtual";
  readonly real: Host = getHost();
  /** How long nothing must have happened before the clock jumps, in real seconds; `null`: real I/O is refused. */
  readonly grace: number | null;
  /** The real network if real I/O is allowed; if not, one that refuses. */
  readonly network?: HostNetwork;
  /** Real programs and pipes, the same way. Signals come whatever the clock does. */
  readonly processes?: HostProcesses;
  readonly pipes?: HostPipes;
  readonly signals?: HostSignals;
  loop: VirtualLoop | null = null;
  /** How many turns were asked for: when it stands still, nothing happens. */
  turns = 0;
  #now: number;

  constructor(start: number, grace: number | null) {
    this.#now = start;
    this.grace = grace;
    const network = grace === null ? refusingNetwork : this.real.network;
    if (network !== undefined) this.network = network;
    const processes = grace === null ? refusingProcesses : this.real.processes;
    if (processes !== undefined) this.processes = processes;
    const pipes = grace === null ? refusingPipes : this.real.pipes;
    if (pipes !== undefined) this.pipes = pipes;
    if (this.real.signals !== undefined) this.signals = this.real.signals;
  }

  get debug(): boolean {
    return this.real.debug;
  }

  now(): number {
    return this.#now;
  }

  /** Put the clock to `when`, unless it is later already. */
  moveTo(when: number): void {
    if (when > this.#now) this.#now = when;
  }

  postTurn(callback: () => void): void {
    this.turns++;
    this.real.postTurn(callback);
  }

  // The deadline is not needed: at the jump the loop knows it best, for timers may have been cancelled by then.
  setTimer(callback: () => void, _when: number): HostTimer {
    const timer = new VirtualTimer(this, callback);
    timer.wait();
    return timer;
  }

  clearTimer(timer: HostTimer): void {
    (timer as VirtualTimer).cancel();
  }

  report(text: string, error?: unknown): void {
    this.real.report(text, error);
  }

  createAbortController(): HostAbortController {
    return this.real.createAbortController();
  }

  createGuestStorage<T>(): GuestStorage<T> | null {
    return this.real.createGuestStorage<T>();
  }

  captureAsyncContext(): AsyncContextSnapshot | null {
    return this.real.captureAsyncContext();
  }

  runAtHome(callback: () => void): void {
    this.real.runAtHome(callback);
  }

  onInterrupt(handler: () => void): (() => void) | null {
    return this.real.onInterrupt(handler);
  }

  exitByInterrupt(): void {
    this.real.exitByInterrupt();
  }
}

const refusingNetwork: HostNetwork = {
  makeTlsContext: () => null,
  canStartTls: () => false,
  startTls: () => refuse("startTls()"),
  canReusePort: false,
  isAddress: () => true,
  checkUnixPath: (path) => path as string,
  checkSocket: () => {},
  getaddrinfo: () => refuse("getaddrinfo()"),
  getnameinfo: () => refuse("getnameinfo()"),
  datagram: () => refuse("createDatagramEndpoint()"),
  connect: (_loop, _factory, { path }) => refuse(path === null ? "createConnection()" : "createUnixConnection()"),
  listen: (_loop, _factory, { path }) => refuse(path === null ? "createServer()" : "createUnixServer()"),
};

const refusingProcesses: HostProcesses = {
  spawn: (_loop, _factory, request) => refuse(request.shell ? "subprocessShell()" : "subprocessExec()"),
};

const refusingPipes: HostPipes = {
  connectRead: () => refuse("connectReadPipe()"),
  connectWrite: () => refuse("connectWritePipe()"),
  standard: (name) => refuse(name),
};

function refuse(call: string): never {
  throw new RuntimeError(
    `${call} is refused: in virtual time there is no real I/O, unless the loop has { allowIo: true }`,
  );
}

/** The one timer of the loop: it waits for the moment at which nothing else happens. */
class VirtualTimer {
  readonly #host: VirtualHost;
  readonly #callback: () => void;
  #realTimer: HostTimer = null;
  #turns = 0;
  #cancelled = false;

  constructor(host: VirtualHost, callback: () => void) {
    this.#host = host;
    this.#callback = callback;
  }

  wait(): void {
    const { real, grace, turns } = this.#host;
    this.#turns = turns;
    if (grace === null) real.postTurn(this.#look);
    // The turn comes on top: if the process was held up, I/O that has arrived meanwhile is to be seen first.
    else this.#realTimer = real.setTimer(() => real.postTurn(this.#look), real.now() + grace);
  }

  cancel(): void {
    this.#cancelled = true;
    if (this.#realTimer !== null) this.#host.real.clearTimer(this.#realTimer);
  }

  readonly #look = (): void => {
    this.#realTimer = null;
    if (this.#cancelled) return;
    const host = this.#host;
    const loop = host.loop as VirtualLoop;
    const busy = !loop._sleeps() || (host.grace !== null && host.turns !== this.#turns);
    if (busy || loop._wakeIdle()) {
      this.wait();
      return;
    }
    const next = loop._nextDeadline();
    if (next !== Infinity) {
      host.moveTo(next);
      this.#callback();
      return;
    }
    loop._stuck();
    if (this.#cancelled) return;
    // Only the world outside can go on with it now. A timer keeps the process alive, as with a real loop.
    if (host.grace === null) this.#realTimer = host.real.setTimer(() => this.wait(), Infinity);
    else this.wait();
  };
}

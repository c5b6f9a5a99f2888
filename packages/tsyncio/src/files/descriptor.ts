// An open file of the system: one operation at a time, each finished before the next begins or the file is closed. No buffers.

import type { Coroutine } from "../core/coroutines.ts";
import { State } from "../core/base_futures.ts";
import { type AbstractEventLoop, requireRunningLoop, runningLoop } from "../core/events.ts";
import { ValueError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import { type FileCalls, systemCalls } from "./calls.ts";
import { fileError } from "./errors.ts";

/** Somebody in the line for a file. */
interface Turn {
  /** It is their turn. @returns false if they have gone away */
  grant(): boolean;
}

class TaskTurn implements Turn {
  readonly future: Future<undefined> = new Future<undefined>();

  grant(): boolean {
    if (this.future._state !== State.pending) return false;
    this.future._settle(State.finished, undefined);
    return true;
  }
}

/** What the descriptor was opened with, for messages. */
export interface Opened {
  readonly fd: number;
  /** The path, or the number, that `open()` was given. */
  readonly name: string | number;
  readonly mode: string;
  /** Whether the number is closed with the file. */
  readonly closefd: boolean;
  /** What makes the calls. @defaultValue those of the system */
  readonly calls?: FileCalls | undefined;
  /** What to do once the file is closed, before anybody is told. */
  readonly afterClose?: ((done: (error: Error | null) => void) => void) | undefined;
}

/** What is left of a descriptor that nobody can reach any more. */
interface Forgotten {
  readonly opened: Opened;
  /** In debug mode: where it was opened. */
  readonly loop: AbstractEventLoop | null;
}

const forgotten = new FinalizationRegistry<Forgotten>(({ opened, loop }) => {
  loop?.callExceptionHandler({ message: `A file was never closed: '${opened.name}'` });
  (opened.calls ?? systemCalls).close(opened.fd, () => opened.afterClose?.(() => {}));
});

/**
 * Whoever uses the descriptor takes its turn: `enter()`, then any number of system calls, then `leave()`.
 *
 * Invariant: a system call has a turn for itself until it is over, also if its task has been cancelled meanwhile. So none of
 * them overtakes another, and nothing is closed while the system still works on it.
 */
export abstract class Descriptor {
  readonly fd: number;
  readonly name: string | number;
  readonly mode: string;
  readonly calls: FileCalls;
  readonly #closefd: boolean;
  readonly #afterClose: ((done: (error: Error | null) => void) => void) | null;
  #taken = false;
  readonly #line: Turn[] = [];
  /** A system call is under way. */
  #inFlight = false;
  /** The holder of the turn has gone, and the system call that it made is not over. */
  #left = false;
  /** Who waits for the system call. */
  #waiter: Future<undefined> | null = null;
  /** What goes on after the system call, if nobody's coroutine does. */
  #then: ((error: unknown) => void) | null = null;
  /** The loop in which a system call was started last: it is told of errors that nobody else gets. */
  #loop: AbstractEventLoop | null = null;
  #closing = false;
  #closed = false;
  #closeError: unknown = null;
  readonly #closeWaiters: Future<undefined>[] = [];

  constructor(opened: Opened) {
    this.fd = opened.fd;
    this.name = opened.name;
    this.mode = opened.mode;
    this.calls = opened.calls ?? systemCalls;
    this.#closefd = opened.closefd;
    this.#afterClose = opened.afterClose ?? null;
    if (opened.closefd) forgotten.register(this, { opened: onlyOpened(opened), loop: debuggedLoop() }, this);
  }

  /** Whether it is closed, or is being closed. */
  get closed(): boolean {
    return this.#closing;
  }

  /** Whether an operation that needs no system call may be done at once. */
  get isFree(): boolean {
    return !this.#taken && !this.#closing;
  }

  /** @throws ValueError if the file is closed. */
  checkOpen(): void {
    if (this.#closing) throw new ValueError(`I/O operation on closed file: ${this.describeName()}`);
  }

  /** The name for messages. */
  describeName(): string {
    return typeof this.name === "number" ? `number ${this.name}` : `'${this.name}'`;
  }

  /** Wait for the turn, and take it. @throws ValueError if the file is closed. */
  *enter(): Coroutine {
    this.checkOpen();
    if (!this.#taken) {
      this.#taken = true;
      return;
    }
    const turn = new TaskTurn();
    this.#line.push(turn);
    let entered = false;
    try {
      yield* turn.future;
      entered = true;
    } finally {
      // Race: the turn was granted in the iteration in which the task was cancelled.
      if (!entered && turn.future._state === State.finished) this.leave();
    }
  }

  /** Give the turn back: at once, or once the system call is over that was made in it. */
  leave(): void {
    if (this.#inFlight) this.#left = true;
    else this.#next();
  }

  #next(): void {
    for (let turn = this.#line.shift(); turn !== undefined; turn = this.#line.shift()) {
      if (turn.grant()) return;
    }
    this.#taken = false;
  }

  /** Before a system call: what the task waits for until `finish()` says that it is over. */
  start(): Future<undefined> {
    const loop = requireRunningLoop();
    this.#loop = loop;
    this.#inFlight = true;
    this.#waiter = new Future<undefined>({ loop });
    return this.#waiter;
  }

  /** The same for a system call that no task waits for. */
  startWith(then: (error: unknown) => void): void {
    this.#inFlight = true;
    this.#then = then;
  }

  /**
   * A system call is over.
   *
   * @param mustBeSeen whether the error has to be reported if nobody waits for it any more
   */
  finish(error: unknown, mustBeSeen = false): void {
    const waiter = this.#waiter;
    const then = this.#then;
    this.#inFlight = false;
    this.#waiter = null;
    this.#then = null;
    if (waiter !== null) {
      if (waiter._state !== State.pending) {
        if (error !== null && mustBeSeen) this.#report("A write that was cancelled has failed", error);
      } else if (error === null) waiter._settle(State.finished, undefined);
      else waiter._fail(this.wrap(error));
    }
    if (then !== null) then(error);
    else if (this.#left) {
      this.#left = false;
      this.#next();
    }
  }

  /** The library's error for one of Node's. */
  wrap(error: unknown): unknown {
    return fileError(error, typeof this.name === "string" ? this.name : null, this.mode);
  }

  #report(message: string, error: unknown): void {
    this.#loop?.callExceptionHandler({ message: `${message}: ${this.describeName()}`, exception: this.wrap(error) });
  }

  // Closing runs in callbacks, not in a coroutine: nothing that happens to the task that asked for it can stop it.

  /** Do what is left to do before the number is closed, then call `then`. */
  abstract beforeClose(then: (error: unknown) => void): void;

  /** Close the file once all operations that were asked for are over; wait for that. */
  *close(): Coroutine {
    if (this.#closed) return;
    const loop = requireRunningLoop();
    const waiter = new Future<undefined>({ loop });
    this.#closeWaiters.push(waiter);
    if (!this.#closing) this.#startClosing(loop);
    yield* waiter;
  }

  #startClosing(loop: AbstractEventLoop): void {
    this.#closing = true;
    this.#loop = loop;
    if (this.#taken) {
      this.#line.push({
        grant: () => {
          this.#closeNow();
          return true;
        },
      });
    } else {
      this.#taken = true;
      this.#closeNow();
    }
  }

  #closeNow(): void {
    forgotten.unregister(this);
    this.beforeClose((error) => {
      this.#closeError = error;
      if (this.#closefd) this.calls.close(this.fd, this.#onClosed);
      else this.#onClosed(null);
    });
  }

  readonly #onClosed = (error: Error | null): void => {
    this.#closeError ??= error;
    if (this.#afterClose === null) this.#finishClosing(null);
    else this.#afterClose((lastError) => this.#finishClosing(lastError));
  };

  #finishClosing(closeError: unknown): void {
    this.#closed = true;
    const error = this.#closeError ?? closeError;
    let isSeen = error === null;
    for (const waiter of this.#closeWaiters.splice(0)) {
      if (waiter._state !== State.pending) continue;
      if (error === null) waiter._settle(State.finished, undefined);
      else waiter._fail(this.wrap(error));
      isSeen = true;
    }
    if (!isSeen) this.#report("Closing a file has failed", error);
    this.#next();
  }
}

/** What closing needs, and nothing that could hold the descriptor. */
function onlyOpened({ fd, name, mode, closefd, calls, afterClose }: Opened): Opened {
  return { fd, name, mode, closefd, calls, afterClose };
}

function debuggedLoop(): AbstractEventLoop | null {
  const loop = runningLoop();
  return loop?._debug === true ? loop : null;
}

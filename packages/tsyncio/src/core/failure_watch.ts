// Watches failed futures until somebody asks for their error, and reports those that nobody ever asked. One a loop.

import { placeOf } from "./debug.ts";
import type { AbstractEventLoop } from "./events.ts";
import { Flag } from "./base_futures.ts";
import { type Future } from "./futures.ts";

/** What is left to report once the future itself is gone. */
interface Failure {
  readonly reference: WeakRef<Future<unknown>>;
  readonly kind: string;
  readonly error: unknown;
  /** Which future that was, and where it was made: known in debug mode. */
  readonly description: string | null;
  readonly place: string | undefined;
}

/**
 * Most errors are received within the turn in which they arise, so a failed future is only noted at first. Those still
 * unasked for at the turn's end are watched by the garbage collector, and all that are left are reported when the loop closes.
 *
 * @internal
 */
export class FailureWatch {
  readonly #loop: AbstractEventLoop;
  #fresh: Future<unknown>[] = [];
  readonly #watched = new Map<Failure, true>();
  readonly #failures = new WeakMap<Future<unknown>, Failure>();
  #registry: FinalizationRegistry<Failure> | null = null;

  constructor(loop: AbstractEventLoop) {
    this.#loop = loop;
  }

  add(future: Future<unknown>): void {
    this.#fresh.push(future);
  }

  /** Somebody asked for the error of a watched future. */
  delete(future: Future<unknown>): void {
    const failure = this.#failures.get(future);
    if (failure === undefined) return;
    this.#failures.delete(future);
    this.#watched.delete(failure);
    this.#registry?.unregister(future);
  }

  /** The turn ends: hand those still unasked for over to the garbage collector. */
  settle(): void {
    if (this.#fresh.length === 0) return;
    const fresh = this.#fresh;
    this.#fresh = [];
    for (const future of fresh) if ((future._flags & Flag.unretrieved) !== 0) this.#watch(future);
  }

  /** The loop closes: report all that nobody asked for, for this is the last chance. */
  reportAll(): void {
    this.settle();
    const failures = [...this.#watched.keys()];
    this.#watched.clear();
    for (const failure of failures) {
      const future = failure.reference.deref();
      if (future !== undefined) {
        this.#registry?.unregister(future);
        if ((future._flags & Flag.unretrieved) === 0) continue;
        future._flags &= ~(Flag.unretrieved | Flag.watched);
      }
      this.#report(failure);
    }
  }

  #watch(future: Future<unknown>): void {
    // As long as nobody has read an error's stack, V8 keeps the frames that it passed, and with them the task itself alive.
    if (future._value instanceof Error) void future._value.stack;
    const failure: Failure = {
      reference: new WeakRef(future),
      kind: future._kind,
      error: future._value,
      description: this.#loop._debug ? future._repr() : null,
      place: this.#loop._debug ? placeOf(future) : undefined,
    };
    future._flags |= Flag.watched;
    this.#failures.set(future, failure);
    this.#watched.set(failure, true);
    this.#registry ??= new FinalizationRegistry((lost) => {
      if (this.#watched.delete(lost)) this.#report(lost);
    });
    this.#registry.register(future, failure, future);
  }

  #report({ reference, kind, error, description, place }: Failure): void {
    const future = reference.deref();
    const message = `${kind} exception was never retrieved`;
    if (future !== undefined) {
      this.#loop.callExceptionHandler({ message, exception: error, [kind === "Task" ? "task" : "future"]: future });
      return;
    }
    this.#loop.callExceptionHandler({
      message: description === null ? message : `${message}: ${description}`,
      exception: error,
      ...(place === undefined ? {} : { sourceTraceback: place }),
    });
  }
}

// Who may have a connection, and who is next: the places of a connector, in the order of the requests. Opens nothing.

import { type Coroutine, type Future, getRunningLoop } from "tsyncio";

import { ClientConnectionError } from "./errors.ts";

interface Waiter {
  readonly host: string;
  readonly turn: number;
  readonly granted: Future<void>;
}

/**
 * Places: so many in all, and so many for each host.
 *
 * Invariant: no place is free that the first one in the queue of some host could take.
 */
export class Places {
  readonly #limit: number;
  readonly #limitPerHost: number;
  #taken = 0;
  #turns = 0;
  readonly #takenPerHost = new Map<string, number>();
  /** Of each host those who wait, the first come first. Sets: a waiter that gives up leaves at once. */
  readonly #queues = new Map<string, Set<Waiter>>();

  /** @param limit, limitPerHost 0: any number */
  constructor(limit: number, limitPerHost: number) {
    this.#limit = limit === 0 ? Infinity : limit;
    this.#limitPerHost = limitPerHost === 0 ? Infinity : limitPerHost;
  }

  /** How many are taken. */
  get taken(): number {
    return this.#taken;
  }

  /** How many wait. */
  get waiting(): number {
    let count = 0;
    for (const queue of this.#queues.values()) count += queue.size;
    return count;
  }

  #isFree(host: string): boolean {
    return this.#taken < this.#limit && this.#isFreeFor(host);
  }

  #isFreeFor(host: string): boolean {
    return this.#limitPerHost === Infinity || (this.#takenPerHost.get(host) ?? 0) < this.#limitPerHost;
  }

  /** Take a place, if there is one. By the invariant nobody is passed over: who waits could not take it. */
  tryTake(host: string): boolean {
    if (!this.#isFree(host)) return false;
    this.#take(host);
    return true;
  }

  #take(host: string): void {
    this.#taken++;
    if (this.#limitPerHost !== Infinity) this.#takenPerHost.set(host, (this.#takenPerHost.get(host) ?? 0) + 1);
  }

  /** Wait for a place. Cancellation: none is taken, and whoever is next is not held up. */
  *take(host: string): Coroutine {
    if (this.tryTake(host)) return;
    const waiter: Waiter = { host, turn: this.#turns++, granted: getRunningLoop().createFuture<void>() };
    const queue = this.#queues.get(host) ?? new Set();
    this.#queues.set(host, queue);
    queue.add(waiter);
    try {
      yield* waiter.granted;
    } catch (error) {
      // Race: the place may have been granted in the very iteration in which the waiter was cancelled.
      if (isGranted(waiter)) this.give(host);
      else this.#leave(waiter);
      throw error;
    }
  }

  /** Give a place back: to the one who has waited longest of those who could take it. */
  give(host: string): void {
    this.#taken--;
    if (this.#limitPerHost !== Infinity) {
      const left = (this.#takenPerHost.get(host) ?? 1) - 1;
      if (left === 0) this.#takenPerHost.delete(host);
      else this.#takenPerHost.set(host, left);
    }
    const next = this.#next();
    if (next === null) return;
    this.#leave(next);
    this.#take(next.host);
    next.granted.setResult();
  }

  #next(): Waiter | null {
    if (this.#queues.size === 0 || this.#taken >= this.#limit) return null;
    let next: Waiter | null = null;
    for (const [host, queue] of this.#queues) {
      if (!this.#isFreeFor(host)) continue;
      const first = firstLive(queue);
      if (first !== null && (next === null || first.turn < next.turn)) next = first;
    }
    return next;
  }

  #leave(waiter: Waiter): void {
    const queue = this.#queues.get(waiter.host);
    if (queue === undefined || !queue.delete(waiter)) return;
    if (queue.size === 0) this.#queues.delete(waiter.host);
  }

  /** Have all who wait fail. */
  refuse(): void {
    for (const queue of this.#queues.values()) {
      for (const { granted } of queue) {
        if (!granted.done() && !granted.getLoop().isClosed()) {
          granted.setException(new ClientConnectionError("Connector is closed."));
        }
      }
    }
    this.#queues.clear();
  }
}

/** The first one who has not been cancelled and not yet been told of it. */
function firstLive(queue: Set<Waiter>): Waiter | null {
  for (const waiter of queue) if (!waiter.granted.done() && !waiter.granted.getLoop().isClosed()) return waiter;
  return null;
}

function isGranted(waiter: Waiter): boolean {
  return waiter.granted.done() && !waiter.granted.cancelled() && waiter.granted.exception() === null;
}

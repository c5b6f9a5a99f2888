// What the coordination primitives share: the binding to one loop, and the lines that tasks wait in. No primitive.

import type { Link, LinkedList } from "./collections/linked_list.ts";
import type { Suspension } from "./coroutines.ts";
import { Home, requireRunningLoop } from "./events.ts";
import { RuntimeError } from "./exceptions.ts";
import { State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import type { WaitExplanation, WaitOrigin } from "./waits.ts";

/**
 * Something that belongs to the loop in which a task first had to wait for it.
 *
 * It may be made anywhere, even where no loop runs.
 */
export abstract class LoopBound implements WaitOrigin {
  #home: Home | null = null;

  /**
   * A future for a task to wait on.
   *
   * @throws {@link RuntimeError} if another loop than the running one is the one that this belongs to.
   * @internal
   */
  _createFuture(): Future<unknown> {
    const loop = requireRunningLoop();
    if (this.#home === null) this.#home = new Home(loop, this);
    else if (this.#home.loop !== loop) throw new RuntimeError(`${this.toString()} is bound to a different event loop`);
    return new Future<unknown>(undefined, this.#home);
  }

  /** What a wait on one of its futures is for. @internal */
  abstract _explainWait(future: Future<unknown>): WaitExplanation;

  /** What it is called in messages. */
  abstract toString(): string;
}

/** Where a wait has got to. @internal */
export const Place = { fresh: 0, started: 1, inLine: 2 } as const;

/** A wait that can stand in a line; leaving takes constant time wherever it stands. @internal */
export interface InLine extends Link {
  /** One of {@link Place}. */
  _place: number;
  /** What its task is suspended on. Not `null` while it stands in a line. */
  _future: Future<unknown> | null;
}

/** @throws {@link RuntimeError} if `wait` was begun before. @internal */
export function beginWait(wait: InLine): void {
  if (wait._place !== Place.fresh) throw new RuntimeError("cannot reuse already awaited coroutine");
  wait._place = Place.started;
}

/** Add `wait` at the end of `line`, and suspend its task on `future`. @internal */
export function standInLine(
  line: LinkedList,
  wait: InLine,
  future: Future<unknown>,
): IteratorResult<Suspension, never> {
  wait._future = future;
  wait._place = Place.inLine;
  line.push(wait);
  return future.next() as IteratorResult<Suspension, never>;
}

/** Whether one of those in `line` is suspended on `future`. @internal */
export function standsIn(line: LinkedList, future: Future<unknown>): boolean {
  for (const wait of line) if ((wait as InLine)._future === future) return true;
  return false;
}

/** Take `wait` out of `line`, if it stands there. @internal */
export function leaveLine(line: LinkedList, wait: InLine): void {
  if (wait._place !== Place.inLine) return;
  wait._place = Place.started;
  line.remove(wait);
}

/** The first in `line` whose future is not done. Those before it fall out: they have nothing more to wait for. @internal */
export function firstPending(line: LinkedList): InLine | null {
  for (let wait = line.first as InLine | null; wait !== null; wait = line.first as InLine | null) {
    if ((wait._future as Future<unknown>)._state === State.pending) return wait;
    leaveLine(line, wait);
  }
  return null;
}

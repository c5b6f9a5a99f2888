// What the ops with bodies share between the dialects: what they enter, and how their lines end.

import {
  type AsyncContextManager,
  Barrier,
  type Future,
  TaskGroup,
  TimeoutError,
  type Timeout,
  timeout,
  timeoutAt,
} from "tsyncio";
import type { Body, OpNamed } from "./language.ts";
import { isOwnError, stateText } from "./text.ts";
import type { Scope } from "./world.ts";

/** What a body gives back when `return` was run in it. */
export class Returned {
  readonly value: number | null;

  constructor(value: number | null) {
    this.value = value;
  }
}

/** How a body ended: by `return`, or not. */
export type Outcome = Returned | undefined;

/** Something to enter with `asyncWith`, and the ends of the lines logged when it was entered and when it is left. */
export interface Block {
  readonly manager: AsyncContextManager<unknown>;
  entered(value: unknown): string;
  left(): string;
}

const nothing = (): string => "";

export type EnteringOp = OpNamed<"with" | "timeout" | "timeoutAt" | "group">;

/** What the op enters. The name that it gives is set before that. */
export function makeBlock(scope: Scope, op: EnteringOp): Block {
  switch (op[0]) {
    case "with":
      return withBlock(scope.world.get(op[1]));
    case "timeout":
      return timeoutBlock(scope, op[1], timeout(op[2]));
    case "timeoutAt":
      return timeoutBlock(scope, op[1], timeoutAt(op[2]));
    case "group":
      return groupBlock(scope, op[1]);
  }
}

/** The body inside. */
export function bodyOf(op: EnteringOp): Body {
  return op[0] === "with" || op[0] === "group" ? op[2] : op[3];
}

function withBlock(manager: AsyncContextManager<unknown>): Block {
  const isBarrier = manager instanceof Barrier;
  return { manager, entered: (index) => (isBarrier ? ` = ${String(index)}` : ""), left: nothing };
}

function timeoutBlock({ world }: Scope, name: string, manager: Timeout): Block {
  world.set(name, manager);
  return { manager, entered: nothing, left: () => ` expired=${manager.expired()}` };
}

function groupBlock({ world }: Scope, name: string): Block {
  const manager = new TaskGroup();
  world.set(name, manager);
  return { manager, entered: nothing, left: nothing };
}

/** Whether an iteration over `asCompleted` goes on after `error`. */
export function iterationGoesOn(error: unknown): boolean {
  return isOwnError(error) || error instanceof TimeoutError;
}

/** The line of `asCompletedFor` for a future that came out. */
export function completedText(futures: ReadonlyMap<string, Future<unknown>>, future: unknown): string {
  for (const [name, candidate] of futures) {
    if (candidate === future) return `asCompletedFor ${name} ${stateText(candidate)}`;
  }
  return `asCompletedFor, a future that was never given: ${String(future)}`;
}

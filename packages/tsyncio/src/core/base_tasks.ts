// What tasks say of their call stacks. A coroutine that is suspended has none: it is asked for it.

import { thread } from "./contextvars.ts";
import { CallStack } from "./calls.ts";
import { type CoroutineIterator, RESUMED } from "./coroutines.ts";
import { placeOfAwait } from "./debug.ts";
import { type StackFrame, callerFrames, framesOf, probe } from "./frames.ts";
import { type BaseFuture, Flag, State } from "./base_futures.ts";
import type { Future } from "./futures.ts";

/** What is asked of a task here. @internal */
export interface SteppedTask extends Future<unknown> {
  readonly _coro: CoroutineIterator<unknown>;
  readonly _waitingFor: BaseFuture<unknown> | null;
}

/**
 * The frames of a task's coroutine, innermost first: where it runs or is suspended, and who called whom.
 *
 * No record is kept for this. A coroutine that is suspended in `yield* future` is resumed while the future is still
 * pending: each `yield*` of the chain passes that on to the next, and the future answers as before, that there is something
 * to wait for. So the chain is on the stack for a moment, and none of its own code runs.
 *
 * Of an async function that is suspended nothing is known, but in debug mode where it called what it awaits.
 *
 * @internal
 */
export function coroutineFrames(task: SteppedTask): StackFrame[] {
  if (task._state !== State.pending) return [];
  const current: object | null | undefined = thread.loop === null ? thread.guest?.() : thread.task;
  if (current === task) {
    const callers = levelsOf(task).slice(1);
    return [...callerFrames(), ...callers.flatMap((level) => probe(() => void level.next(RESUMED)))];
  }
  const future = task._waitingFor;
  if (future === null || future._state !== State.pending) return [];
  future._flags |= Flag.probed;
  try {
    const frames = levelsOf(task).flatMap((level) => probe(() => void level.next(RESUMED)));
    const place = task._loop._debug ? placeOfAwait(task) : undefined;
    return place === undefined ? frames : [...framesOf(place), ...frames];
  } finally {
    future._flags &= ~(Flag.probed | Flag.blocking);
  }
}

/** The task's coroutine, in the parts that are resumed apart from each other, innermost first. */
function levelsOf(task: SteppedTask): CoroutineIterator<unknown>[] {
  return task._coro instanceof CallStack ? task._coro._levels() : [task._coro];
}

/** What {@link Task.getStack} gives. @internal */
export function stackOf(task: SteppedTask, limit: number | null): StackFrame[] {
  if (task._state !== State.failed) {
    const frames = coroutineFrames(task);
    return (limit === null ? frames : frames.slice(0, Math.max(0, limit))).toReversed();
  }
  const frames = framesOf((task._value as { stack?: string } | null | undefined)?.stack ?? "").toReversed();
  return limit === null ? frames : frames.slice(0, Math.max(0, limit));
}

/** What {@link Task.printStack} prints. @internal */
export function stackText(task: SteppedTask, limit: number | null): string {
  const frames = stackOf(task, limit);
  const failed = task._state === State.failed;
  const title = frames.length === 0 ? "No stack" : failed ? "Traceback" : "Stack";
  const lines = [`${title} for ${task._repr()}${frames.length === 0 ? "" : " (most recent call last):"}`];
  for (const frame of frames)
    lines.push(`  File "${frame.fileName}", line ${frame.lineNumber}, in ${frame.functionName}`);
  if (failed) lines.push(String(task._value));
  return lines.join("\n");
}

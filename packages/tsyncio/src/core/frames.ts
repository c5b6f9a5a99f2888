// Call stacks as data: what the host's text says, without the frames of the library and of the host. No tasks.

import { isOwnLine } from "./debug.ts";

/** A place in a call stack. */
export interface StackFrame {
  /** The function's name, with its class where the host tells it; `<anonymous>` if it has none. */
  readonly functionName: string;
  /** The file, as the host names it: a path or a URL. */
  readonly fileName: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
  /** Whether it is the frame of a generator or of an async function. */
  readonly isCoroutine: boolean;
}

/** Far more than a stack has. */
const NO_LIMIT = 10_000;

/** V8's switch for the length of stacks; other engines ignore it. */
const limits = Error as unknown as { stackTraceLimit?: number };

/** The stack of the caller, as long as it is. */
function wholeStack(): string {
  return withStackLimit(NO_LIMIT, () => new Error()).stack ?? "";
}

/** Make an error without a stack, which is what takes the time in making one. @internal */
export function withoutStack<E extends Error>(make: () => E): E {
  return withStackLimit(0, make);
}

function withStackLimit<E extends Error>(limit: number, make: () => E): E {
  const previous = limits.stackTraceLimit;
  // Where somebody has frozen `Error`, its stacks stay as long as they are.
  if (previous === undefined || !Reflect.set(limits, "stackTraceLimit", limit)) return make();
  try {
    return make();
  } finally {
    limits.stackTraceLimit = previous;
  }
}

interface Line extends StackFrame {
  /** The library's own, or one of the host's. */
  readonly isForeign: boolean;
  readonly isStep: boolean;
}

function parse(stack: string): Line[] {
  const texts = stack.split("\n");
  const lines: Line[] = [];
  for (const [index, text] of texts.entries()) {
    // V8 writes "at async name [as alias] (file:1:2)" or "at file:1:2", others write "name@file:1:2".
    const found = /^\s*at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(text) ?? /^(.*)@(.*?):(\d+):(\d+)$/.exec(text);
    if (found === null) continue;
    const [, name = "", fileName = "", line, column] = found;
    const isOwn = isOwnLine(text);
    lines.push({
      functionName: name.replace(/^async |^new | \[as .*$/g, "") || "<anonymous>",
      fileName: fileName.replace(/^async /, ""),
      lineNumber: Number(line),
      columnNumber: Number(column),
      isCoroutine:
        /^\s*at async /.test(text) || /\bnext (?:\(<anonymous>\))|^next@\[native/.test(texts[index + 1] ?? ""),
      isForeign: isOwn || fileName.startsWith("node:"),
      isStep: isOwn && /\b(?:_stepHere|_run)\b/.test(name),
    });
  }
  return lines;
}

/** The frames of `stack`, innermost first, down to the step of the task that runs there. */
function visible(stack: string): StackFrame[] {
  const lines = parse(stack);
  const step = lines.findIndex((line) => line.isStep);
  return (step < 0 ? lines : lines.slice(0, step))
    .filter((line) => !line.isForeign)
    .map(({ isForeign: _isForeign, isStep: _isStep, ...frame }) => frame);
}

/** The frames of the caller, innermost first. @internal */
export function callerFrames(): StackFrame[] {
  return visible(wholeStack());
}

/** The frames that `stack`, the text of an error, tells of, innermost first. @internal */
export function framesOf(stack: string): StackFrame[] {
  return visible(stack);
}

let probed: string | null = null;

/** A coroutine was resumed by {@link probe}, and has come back to the wait that it is suspended in. @internal */
export function noteProbe(): void {
  probed = wholeStack();
}

/**
 * The frames of a suspended coroutine, innermost first.
 *
 * @param resume resumes it into its wait, so that {@link noteProbe} is called; no code but the library's runs
 * @internal
 */
export function probe(resume: () => void): StackFrame[] {
  probed = null;
  resume();
  return probed === null ? [] : belowProbe(parse(probed));
}

/** What stands above the frame of {@link probe} itself. */
function belowProbe(lines: readonly Line[]): StackFrame[] {
  const end = lines.findIndex((line) => line.isForeign && /(?:^|\.)probe$/.test(line.functionName));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .filter((line) => !line.isForeign)
    .map(({ isForeign: _isForeign, isStep: _isStep, ...frame }) => frame);
}

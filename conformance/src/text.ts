// How values, errors, futures and ops read in a trace. Texts only.

import {
  BaseExceptionGroup,
  BrokenBarrierError,
  CancelledError,
  type Future,
  InvalidStateError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  TimeoutError,
  ValueError,
} from "tsyncio";
import type { ErrorName, HandlerKind, Op } from "./language.ts";

class Boom extends Error {}
class Oops extends Error {}
class Fail extends Error {}

const ownErrors = { Boom, Oops, Fail };
const raisedErrors = { ...ownErrors, CancelledError, TimeoutError };

// In the order of asking: a BrokenBarrierError is a RuntimeError, too.
const namedErrors = {
  ...ownErrors,
  TimeoutError,
  InvalidStateError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  BrokenBarrierError,
};

/** A new error, as a program raises it. */
export function makeError(name: ErrorName): Error {
  return new raisedErrors[name]();
}

export function isOwnError(error: unknown): boolean {
  return Object.values(ownErrors).some((type) => error instanceof type);
}

/** Whether a handler of this kind catches `error`. */
export function catches(kind: HandlerKind, error: unknown): boolean {
  switch (kind) {
    case "any":
      return true;
    case "cancelled":
      return error instanceof CancelledError;
    case "timeout":
      return error instanceof TimeoutError;
    case "group":
      return error instanceof BaseExceptionGroup;
    case "error":
      return !(error instanceof CancelledError);
    default:
      return error instanceof raisedErrors[kind];
  }
}

export function errorText(error: unknown): string {
  if (error instanceof CancelledError) return `CancelledError${error.message && `(${error.message})`}`;
  if (error instanceof BaseExceptionGroup) return `ExceptionGroup[${error.errors.map(errorText).join(",")}]`;
  for (const [name, type] of Object.entries(namedErrors)) {
    if (error instanceof type) return name;
  }
  if (error instanceof RuntimeError || error instanceof ValueError) return "misuse";
  return `unexpected ${String(error)}`;
}

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return `[${value.map(valueText).join(",")}]`;
  if (value instanceof Error) return `!${errorText(value)}`;
  return String(value);
}

/** The state of a future or task. */
export function stateText(future: Future<unknown>): string {
  if (!future.done()) return "pending";
  if (future.cancelled()) return "cancelled";
  const error = future.exception();
  return error === null ? `= ${valueText(future.result())}` : `! ${errorText(error)}`;
}

/** An op's name and those of its arguments that are strings, numbers or booleans. */
export function opText(op: Op): string {
  return op
    .filter((word) => typeof word === "string" || typeof word === "number" || typeof word === "boolean")
    .join(" ");
}

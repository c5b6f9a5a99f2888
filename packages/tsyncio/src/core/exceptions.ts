// Every error the library throws, with its place in Python's hierarchy. No behaviour beyond carrying data.

// Registered for all copies of the package in a process, so that isException() knows the errors of each.
const BASE_EXCEPTION = Symbol.for("tsyncio.BaseException");

/**
 * Root of the errors that ordinary error handling must let through.
 *
 * Python's `except Exception` skips them; JavaScript's `catch` cannot, so handlers ask {@link isException}.
 *
 * @see CPython `BaseException`
 */
export class BaseException extends Error {
  declare readonly code: string;
}

Object.defineProperty(BaseException.prototype, BASE_EXCEPTION, { value: true });

/** An error whose handler may be any `catch`: the root of what asyncio derives from `Exception`. */
abstract class LibraryError extends Error {
  declare readonly code: string;
}

/**
 * The task was asked to stop. Thrown at the place where the task waits.
 *
 * Let it pass after cleaning up; a handler that keeps it makes the task uncancellable.
 *
 * @see CPython `asyncio.CancelledError`
 */
export class CancelledError extends BaseException {
  /** In debug mode: the task that called `cancel()`, and the place of the call. */
  declare canceller?: string;
}

/** Ctrl-C arrived while `run()` was at work. @see CPython `KeyboardInterrupt` */
export class KeyboardInterrupt extends BaseException {}

/** The program asks to end with an exit code. @see CPython `SystemExit` */
export class SystemExit extends BaseException {
  /** The exit code that the process is meant to end with. */
  readonly exitCode: number;

  constructor(exitCode = 0, message = `exit with code ${exitCode}`) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The call makes no sense in the state that the object is in. @see CPython `RuntimeError` */
export class RuntimeError extends LibraryError {}

/** An argument has the right type and a value that is out of place. @see CPython `ValueError` */
export class ValueError extends LibraryError {}

/** A time limit passed. @see CPython `TimeoutError` */
export class TimeoutError extends LibraryError {}

/** A future or task is not in a state that allows the operation. @see CPython `asyncio.InvalidStateError` */
export class InvalidStateError extends LibraryError {}

/** The input ended. @see CPython `EOFError` */
export class EOFError extends LibraryError {}

/** The stream ended before the asked number of bytes or the separator came. @see CPython `asyncio.IncompleteReadError` */
export class IncompleteReadError extends EOFError {
  /** What was read before the stream ended. */
  readonly partial: Uint8Array;
  /** The number of bytes that were asked for, `null` if it was not known. */
  readonly expected: number | null;

  constructor(partial: Uint8Array, expected: number | null) {
    super(`${partial.length} bytes read on a total of ${expected ?? "undefined"} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }
}

/** The separator did not come within the buffer's limit. @see CPython `asyncio.LimitOverrunError` */
export class LimitOverrunError extends LibraryError {
  /** How many bytes of the buffer may be consumed without losing a part of the separator. */
  readonly consumed: number;

  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }
}

/** An asynchronous iterator has no more items. @see CPython `StopAsyncIteration` */
export class StopAsyncIteration extends LibraryError {}

/** `getNowait()` met an empty queue. @see CPython `asyncio.QueueEmpty` */
export class QueueEmpty extends LibraryError {}

/** `putNowait()` met a full queue. @see CPython `asyncio.QueueFull` */
export class QueueFull extends LibraryError {}

/** The queue was shut down. @see CPython `asyncio.QueueShutDown` */
export class QueueShutDown extends LibraryError {}

/** The barrier was broken or reset while tasks waited on it. @see CPython `asyncio.BrokenBarrierError` */
export class BrokenBarrierError extends RuntimeError {}

/** `sendfile` cannot be done without copying, and copying was not allowed. @see CPython `asyncio.SendfileNotAvailableError` */
export class SendfileNotAvailableError extends RuntimeError {}

/** The host or the platform has no such facility. @see CPython `NotImplementedError` */
export class NotImplementedError extends RuntimeError {}

/**
 * Whether ordinary error handling may keep `error`: false for cancellation, Ctrl-C and exit.
 *
 * It answers Python's `except Exception`.
 *
 * @example
 * ```ts
 * try {
 *   yield* attempt();
 * } catch (error) {
 *   if (!isException(error)) throw error;
 *   console.error("failed", error);
 * }
 * ```
 */
export function isException(error: unknown): boolean {
  return !(typeof error === "object" && error !== null && BASE_EXCEPTION in error);
}

const codes: ReadonlyArray<readonly [abstract new (...args: never[]) => Error, name: string, code: string]> = [
  [BaseException, "BaseException", "BASE_EXCEPTION"],
  [CancelledError, "CancelledError", "CANCELLED"],
  [KeyboardInterrupt, "KeyboardInterrupt", "KEYBOARD_INTERRUPT"],
  [SystemExit, "SystemExit", "SYSTEM_EXIT"],
  [RuntimeError, "RuntimeError", "RUNTIME"],
  [ValueError, "ValueError", "VALUE"],
  [TimeoutError, "TimeoutError", "TIMEOUT"],
  [InvalidStateError, "InvalidStateError", "INVALID_STATE"],
  [EOFError, "EOFError", "EOF"],
  [IncompleteReadError, "IncompleteReadError", "INCOMPLETE_READ"],
  [LimitOverrunError, "LimitOverrunError", "LIMIT_OVERRUN"],
  [StopAsyncIteration, "StopAsyncIteration", "STOP_ASYNC_ITERATION"],
  [QueueEmpty, "QueueEmpty", "QUEUE_EMPTY"],
  [QueueFull, "QueueFull", "QUEUE_FULL"],
  [QueueShutDown, "QueueShutDown", "QUEUE_SHUT_DOWN"],
  [BrokenBarrierError, "BrokenBarrierError", "BROKEN_BARRIER"],
  [SendfileNotAvailableError, "SendfileNotAvailableError", "SENDFILE_NOT_AVAILABLE"],
  [NotImplementedError, "NotImplementedError", "NOT_IMPLEMENTED"],
];

// `name` and `code` live on the prototypes: an instance costs no more than an Error does.
for (const [type, name, code] of codes) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  Object.defineProperty(type.prototype, "code", { value: `ERR_TSYNCIO_${code}`, writable: true, configurable: true });
}

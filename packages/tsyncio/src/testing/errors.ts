// The errors with which a test in virtual time fails. Data and wording only.

import type { ExceptionContext } from "../core/events.ts";
import { RuntimeError } from "../core/exceptions.ts";

/**
 * The program can never go on: nothing is ready, no timer is left, and the main task still waits.
 *
 * The message says of every pending task what it waits for: which lock and who holds it, which queue, which future (in
 * debug mode with the place where it was made); and it names the tasks that wait for each other in a circle, if any do.
 */
export class DeadlockError extends RuntimeError {
  /** The lines of the message that tell of the tasks. */
  readonly report: string;

  constructor(time: number, report: string) {
    super(
      `deadlock at t=${rounded(time)}: nothing is ready, no timer is left, and the main task waits\n${indented(report)}`,
    );
    this.report = report;
  }
}

/** A test came to its end and left tasks behind. The message says what each of them waits for. */
export class LeakedTasksError extends RuntimeError {
  /** The lines of the message that tell of the tasks. */
  readonly report: string;

  constructor(count: number, report: string) {
    super(
      `the test has ended, and ${count === 1 ? "a task is" : `${count} tasks are`} still pending\n${indented(report)}`,
    );
    this.report = report;
  }
}

/** During a test the loop's exception handler was told of something that no code received. */
export class UnreceivedError extends RuntimeError {
  /** What the exception handler was told. */
  readonly context: ExceptionContext;

  constructor(context: ExceptionContext) {
    const { exception, message, sourceTraceback } = context;
    const error = exception === undefined ? "" : `: ${String(exception)}`;
    const place = sourceTraceback === undefined ? "" : `\n${sourceTraceback}`;
    super(`${message}${error}${place}`, exception === undefined ? undefined : { cause: exception });
    this.context = context;
  }
}

/** A test did not end within its limit of real time. The message says what each pending task waits for. */
export class TestTimeoutError extends RuntimeError {
  /** The lines of the message that tell of the tasks. */
  readonly report: string;

  constructor(limit: number, time: number, report: string) {
    super(`the test still runs after ${limit} real seconds, at t=${rounded(time)}\n${indented(report)}`);
    this.report = report;
  }
}

function rounded(time: number): number {
  return Math.round(time * 1e9) / 1e9;
}

function indented(report: string): string {
  return report.replaceAll(/^(?=.)/gm, "  ");
}

const codes: ReadonlyArray<readonly [abstract new (...args: never[]) => Error, name: string, code: string]> = [
  [DeadlockError, "DeadlockError", "DEADLOCK"],
  [LeakedTasksError, "LeakedTasksError", "LEAKED_TASKS"],
  [UnreceivedError, "UnreceivedError", "UNRECEIVED"],
  [TestTimeoutError, "TestTimeoutError", "TEST_TIMEOUT"],
];

for (const [type, name, code] of codes) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  Object.defineProperty(type.prototype, "code", { value: `ERR_TSYNCIO_${code}`, writable: true, configurable: true });
}

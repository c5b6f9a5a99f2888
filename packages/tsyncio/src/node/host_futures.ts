// What the host answers by a callback, as a future of the loop. Nothing about sockets.

import { State } from "../core/base_futures.ts";
import type { Future } from "../core/futures.ts";
import { toOSError } from "./os_errors.ts";

// The host may answer when nobody waits any more, and even when the loop is closed.

/** @internal */
export function succeed<T>(future: Future<T>, result: T): void {
  if (future._state === State.pending && !future._loop.isClosed()) future.setResult(result);
}

/** @internal */
export function fail(future: Future<unknown>, error: Error): void {
  if (future._state === State.pending && !future._loop.isClosed()) future.setException(toOSError(error));
}

/** For the errors of something that is not in use yet, or not any more: without a listener they end the process. */
export function ignore(): void {}

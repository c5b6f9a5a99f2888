// Sessions for tests that are written once for both dialects.

import { ClientSession, type ClientSessionOptions } from "@tsyncio/http";
import type { Coroutine } from "tsyncio";

import type { Dialect } from "../../../tsyncio/test/support/dialects.ts";

/** Run `body` with a session that is closed afterwards. */
export function* withSession<T>(
  { wait }: Dialect,
  options: ClientSessionOptions,
  body: (session: ClientSession) => Coroutine<T>,
): Coroutine<T> {
  const session = new ClientSession(options);
  try {
    return yield* body(session);
  } finally {
    yield* wait(session.close());
  }
}

/** What `steps` throw, `null` if they throw nothing. */
export function* errorOf(steps: Coroutine<unknown>): Coroutine<unknown> {
  try {
    yield* steps;
  } catch (error) {
    return error;
  }
  return null;
}

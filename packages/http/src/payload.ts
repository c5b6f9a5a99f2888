// What the body of a request is. The kinds that there are stand in payloads.ts and form_data.ts.

import type { Awaitable, Coroutine } from "tsyncio";

/** Takes the body of a request, piece by piece. */
export interface PayloadWriter {
  /**
   * Send a piece; done when the connection can take more: the pieces wait for each other.
   *
   * The bytes are kept, not copied, until it is done.
   */
  write(chunk: Uint8Array): Awaitable<void>;
}

/**
 * The body of a request.
 *
 * @see aiohttp `Payload`
 */
export interface Payload {
  /** How many bytes it has, `null` if that is not known: then it is sent in chunks. */
  readonly size: number | null;
  /** The `Content-Type` for a request that names none; `null`: none. */
  readonly contentType: string | null;
  /** The whole, if it is in memory: then it is sent at once, and `write` is not called. */
  readonly bytes: Uint8Array | null;
  /** Whether it can be sent again, after a redirect or a failure. */
  readonly reusable: boolean;
  /**
   * Send it, in a task of its own. Cancelled if the request ends before.
   */
  write(writer: PayloadWriter): Coroutine<void> | Awaitable<void>;
}

// Asking again after failures: when, and how long to wait before. Sends nothing.

import { ValueError, isException } from "tsyncio";

import type { ClientRequest } from "./client_request.ts";
import type { ClientResponse } from "./client_response.ts";
import { ClientConnectionError, ClientSSLError, ServerFingerprintMismatch } from "./errors.ts";

/** When a request is made again. */
export interface RetryOptions {
  /** How many times at most, besides the first. */
  readonly attempts: number;
  /** Which methods. @defaultValue those that may be repeated: GET, HEAD, OPTIONS, TRACE, PUT, DELETE */
  readonly methods?: readonly string[];
  /** Which statuses, besides connections that fail. @defaultValue none */
  readonly statuses?: readonly number[];
  /** Seconds to wait before attempt 1, 2... @defaultValue 0.1, and twice as long each time, at most 10 */
  readonly delay?: (attempt: number) => number;
}

const IDEMPOTENT: readonly string[] = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

/** Whether `request` may reach a server twice. */
export function isRepeatable(request: ClientRequest): boolean {
  return IDEMPOTENT.includes(request.method) && (request.body === null || request.body.reusable);
}

/** {@link RetryOptions}, checked and complete. */
export class RetryPolicy {
  readonly attempts: number;
  readonly #methods: readonly string[];
  readonly #statuses: readonly number[];
  readonly #delay: (attempt: number) => number;

  private constructor(options: RetryOptions) {
    if (!Number.isSafeInteger(options.attempts) || options.attempts < 0) {
      throw new ValueError(`retry must be a count of attempts, got ${String(options.attempts)}`);
    }
    this.attempts = options.attempts;
    this.#methods = options.methods?.map((method) => method.toUpperCase()) ?? IDEMPOTENT;
    this.#statuses = options.statuses ?? [];
    this.#delay = options.delay ?? ((attempt) => Math.min(10, 0.1 * 2 ** (attempt - 1)));
  }

  /** @throws {@link ValueError} if the number of attempts is no count. */
  static of(retry: number | RetryOptions | undefined): RetryPolicy | null {
    if (retry === undefined || retry === 0) return null;
    return new RetryPolicy(typeof retry === "number" ? { attempts: retry } : retry);
  }

  /** Whether `request` may be sent again. */
  allows(request: ClientRequest): boolean {
    return this.#methods.includes(request.method) && (request.body === null || request.body.reusable);
  }

  /** Whether the failure may be gone the next time. */
  isPassing(error: unknown): boolean {
    if (!isException(error) || error instanceof ClientSSLError || error instanceof ServerFingerprintMismatch)
      return false;
    return error instanceof ClientConnectionError;
  }

  /** Whether another answer may come the next time. */
  isUnwanted(response: ClientResponse): boolean {
    return this.#statuses.includes(response.status);
  }

  /** Seconds to wait before `attempt`. */
  delay(attempt: number): number {
    return this.#delay(attempt);
  }
}

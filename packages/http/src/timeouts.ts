// How long a request may take. Only numbers.

import { ValueError } from "tsyncio";

/** Options of {@link ClientTimeout}. */
export interface ClientTimeoutOptions {
  /** Seconds for all of it: from the start to the last byte of the response; `null`: no limit. @defaultValue 300 */
  total?: number | null;
  /** Seconds until there is a connection: waiting for a free place in the pool included. @defaultValue null */
  connect?: number | null;
  /** Seconds for making a connection to the server. @defaultValue 30 */
  sockConnect?: number | null;
  /** Seconds without a byte from the server, once the request is sent. @defaultValue null */
  sockRead?: number | null;
}

/**
 * How long a request may take, in seconds; `null`, and 0, is no limit.
 *
 * @see aiohttp `ClientTimeout`
 */
export class ClientTimeout {
  readonly total: number | null;
  readonly connect: number | null;
  readonly sockConnect: number | null;
  readonly sockRead: number | null;

  /** @throws {@link ValueError} if a value is negative or no number. */
  constructor(options: ClientTimeoutOptions = {}) {
    this.total = check("total", options.total === undefined ? 300 : options.total);
    this.connect = check("connect", options.connect ?? null);
    this.sockConnect = check("sockConnect", options.sockConnect === undefined ? 30 : options.sockConnect);
    this.sockRead = check("sockRead", options.sockRead ?? null);
  }

  /** The timeout for what was given: a number is `total`. */
  static of(value: ClientTimeout | ClientTimeoutOptions | number | null): ClientTimeout {
    if (value instanceof ClientTimeout) return value;
    if (typeof value === "number") return new ClientTimeout({ total: value });
    return value === null ? new ClientTimeout({ total: null, sockConnect: null }) : new ClientTimeout(value);
  }
}

function check(name: string, seconds: number | null): number | null {
  if (seconds === null || seconds === 0) return null;
  if (typeof seconds !== "number" || !(seconds > 0)) {
    throw new ValueError(`${name} must be a number of seconds above zero or null, got ${String(seconds)}`);
  }
  return seconds === Infinity ? null : seconds;
}

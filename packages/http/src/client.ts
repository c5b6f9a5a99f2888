// The session: what all requests of a program share, and the requests themselves.

/** What requests share: connections, cookies, headers, time limits. @see aiohttp `ClientSession` */
export class ClientSession {
  #closed = false;

  /** Whether {@link ClientSession.close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
  }
}

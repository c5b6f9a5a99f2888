// In which context the host's events call user code: that of who asked for them. Nothing else.

import type { EventLoop } from "../core/base_events.ts";
import { type Context, inheritedContext } from "../core/contextvars.ts";
import { Handle } from "../core/events.ts";
import type { AsyncContextSnapshot } from "../core/host.ts";

/** The context that was in force when a connection, a server or a port was asked for. */
export class ProtocolContext {
  readonly #loop: EventLoop;
  readonly #context: Context = inheritedContext();
  readonly #hostContext: AsyncContextSnapshot | null;

  constructor(loop: EventLoop) {
    this.#loop = loop;
    this.#hostContext = loop._host.captureAsyncContext();
  }

  /** What runs `callback` in it, to be scheduled as often as need be. */
  handle(callback: () => void): Handle {
    return new Handle(callback, this.#loop, this.#context, this.#hostContext);
  }
}

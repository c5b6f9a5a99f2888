// What is on its way to the peer of a WebSocket: what may be sent, and who waits for room. Receives nothing.

import { type Coroutine, type EventLoop, type Future, ValueError } from "tsyncio";
import type { WebSocket } from "ws";

import { ClientConnectionResetError } from "./errors.ts";

/** How many bytes may wait to be sent before sending waits. */
const HIGH_WATER = 65_536;

/** Sends, and has those wait who send more than the connection takes. */
export class Outbox {
  readonly #loop: EventLoop;
  readonly #ws: WebSocket;
  /** Those who wait until there is room to send. */
  #waiting: Future<void>[] = [];
  /** The socket is closed. */
  #gone = false;

  constructor(loop: EventLoop, ws: WebSocket) {
    this.#loop = loop;
    this.#ws = ws;
  }

  /** Have `send` send something, then wait for room. Cancellation: it is sent all the same. */
  *transmit(send: (done: (error?: Error) => void) => void): Coroutine {
    if (this.#ws.readyState !== this.#ws.OPEN) {
      throw new ClientConnectionResetError("Cannot write to closing transport");
    }
    send(this.#sent);
    while (this.#isFull) {
      const room = this.#loop.createFuture<void>();
      this.#waiting.push(room);
      yield* room;
    }
  }

  get #isFull(): boolean {
    return this.#ws.bufferedAmount > HIGH_WATER && !this.#gone;
  }

  /** Some message has left, or will not leave any more. */
  readonly #sent = (): void => {
    if (this.#waiting.length === 0 || this.#isFull) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const room of waiting) if (!room.done() && !this.#loop.isClosed()) room.setResult();
  };

  /** The socket is closed: nobody has to wait any more. */
  close(): void {
    this.#gone = true;
    this.#sent();
  }
}

/** @throws {@link ValueError} if that is too much for a ping or a pong. */
export function checkControl(data: Uint8Array | string): void {
  if (Buffer.byteLength(data) > 125) throw new ValueError("the data of a ping or pong must have at most 125 bytes");
}

/** @throws {@link ValueError} if a closing must not say that. */
export function checkClosing(code: number, reason: string | Uint8Array): void {
  const isStandard = inRange(code, 1000, 1014) && ![1004, 1005, 1006].includes(code);
  if (!Number.isInteger(code) || !(isStandard || inRange(code, 3000, 4999))) {
    throw new ValueError(`code must not be sent: ${code}`);
  }
  if (Buffer.byteLength(reason) > 123) throw new ValueError("message must have at most 123 bytes");
}

function inRange(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

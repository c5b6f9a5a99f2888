// The messages of a WebSocket that were received and not taken yet. Pauses the connection when there are too many.

import type { EventLoop, Future } from "tsyncio";

import { WSMsgType, type WSMessage } from "./ws_messages.ts";

/** What the inbox holds back. */
export interface Pausable {
  pause(): void;
  resume(): void;
}

/** From how many bytes on nothing more is read from the connection; half of it, and reading goes on. */
const HIGH_WATER = 131_072;
/** What a message weighs besides its data: empty ones fill the memory, too. */
const OVERHEAD = 64;

export class Inbox {
  readonly #loop: EventLoop;
  readonly #source: Pausable;
  // Taken from the front by an index, and cleared when it is empty.
  #messages: WSMessage[] = [];
  #next = 0;
  #size = 0;
  #paused = false;
  #discards = false;
  /** Whoever waits is told to look again; a message never travels in it, so none is lost with who waits. */
  #waiter: Future<void> | null = null;

  constructor(loop: EventLoop, source: Pausable) {
    this.#loop = loop;
    this.#source = source;
  }

  /** Whether reading is held back. */
  get isPaused(): boolean {
    return this.#paused;
  }

  get isWaitedFor(): boolean {
    return this.#waiter !== null;
  }

  /** A message came in. */
  put(message: WSMessage): void {
    if (this.#discards) return;
    this.#messages.push(message);
    this.#size += sizeOf(message);
    if (this.#size > HIGH_WATER && !this.#paused) {
      this.#paused = true;
      this.#source.pause();
    }
    this.wake();
  }

  /** The next message, `null` if there is none. */
  take(): WSMessage | null {
    const message = this.#messages[this.#next];
    if (message === undefined) return null;
    this.#size -= sizeOf(message);
    this.#next++;
    if (this.#next === this.#messages.length) this.#clear();
    else if (this.#next >= 1024) {
      this.#messages = this.#messages.slice(this.#next);
      this.#next = 0;
    }
    if (this.#paused && this.#size <= HIGH_WATER / 2) {
      this.#paused = false;
      this.#source.resume();
    }
    return message;
  }

  /** Drop what is there and what comes, so that the end of the connection can be read. */
  discard(): void {
    this.#discards = true;
    this.#clear();
    this.#size = 0;
    if (!this.#paused) return;
    this.#paused = false;
    this.#source.resume();
  }

  #clear(): void {
    this.#messages = [];
    this.#next = 0;
  }

  /** A future that is done when there is something new to look at. One may wait at a time. */
  wait(): Future<void> {
    const waiter = this.#loop.createFuture<void>();
    this.#waiter = waiter;
    return waiter;
  }

  /** Whoever waited does so no more. */
  leave(): void {
    this.#waiter = null;
  }

  wake(): void {
    const waiter = this.#waiter;
    if (waiter !== null && !waiter.done() && !this.#loop.isClosed()) waiter.setResult();
  }
}

function sizeOf({ type, data }: WSMessage): number {
  if (type === WSMsgType.TEXT) return OVERHEAD + data.length;
  return data instanceof Uint8Array ? OVERHEAD + data.length : OVERHEAD;
}

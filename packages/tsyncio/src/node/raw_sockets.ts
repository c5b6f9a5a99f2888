// Reading into one shared buffer, and writing past the host's queue. The one file that uses what `node:net` does not
// document; where that is missing, and with `TSYNCIO_RAW_SOCKETS=0`, sockets are read by their events and written by `write()`.

import { type OnReadOpts, type Server as NetServer, Socket } from "node:net";

/** What one read takes at most. */
const READ_SIZE = 64 * 1024;

/** Small reads are copied into pieces of memory of this size. */
const SLAB_SIZE = 64 * 1024;

/** A read of more than this has memory of its own. */
const LARGE = SLAB_SIZE / 8;

/** All sockets read into it: what has come is taken out before the next socket is read. */
const shared = memory(READ_SIZE);

let slab = memory(SLAB_SIZE);
let slabUsed = 0;

/** Memory that is not cleared first, and no part of a pool. */
function memory(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
}

/** Takes what was read from a socket, while nothing else runs. */
export interface Sink {
  _received(data: Uint8Array): void;
}

/** So many sockets at most have memory of their own for the next read: what idle ones keep must not add up. */
const MOST_OWN = 64;

let ownBuffers = 0;

/**
 * How one socket is read: into the shared buffer, from which is copied what has come.
 *
 * A socket that fills it has much to say: its next read goes into memory of its own, which is handed over uncopied.
 */
export class SharedReader {
  #sink: Sink | null = null;
  #buffer: Uint8Array<ArrayBuffer> = shared;
  /** What the next read goes into, if that is to be another buffer. */
  #next: Uint8Array<ArrayBuffer> | null = shared;
  /** Whether it counts in {@link ownBuffers}. */
  #hasOwn = false;

  /** For the option `onread` of a socket, which is documented for those that connect. */
  readonly options: OnReadOpts = {
    // Asked for before the first read, and after each; nothing means that it stays the same.
    buffer: () => {
      const next = this.#next;
      if (next === null) return undefined as unknown as Uint8Array;
      this.#next = null;
      this.#buffer = next;
      return next;
    },
    callback: (size) => {
      const buffer = this.#buffer;
      const isShared = buffer === shared;
      if (size === READ_SIZE) this.#readMore();
      else if (!isShared) this.#readShared();
      if (this.#sink !== null) this.#sink._received(isShared ? takeOut(size) : buffer.subarray(0, size));
      return true;
    },
  };

  /** Give `sink` what is read from now on. */
  start(sink: Sink): void {
    this.#sink = sink;
  }

  /** What is still read is dropped. */
  stop(): void {
    this.#sink = null;
    this.#readShared();
  }

  #readMore(): void {
    if (!this.#hasOwn) {
      if (ownBuffers === MOST_OWN) return;
      ownBuffers++;
      this.#hasOwn = true;
    }
    this.#next = memory(READ_SIZE);
  }

  #readShared(): void {
    if (!this.#hasOwn) return;
    ownBuffers--;
    this.#hasOwn = false;
    this.#next = shared;
  }
}

/** The part of the shared buffer that was read last: most messages of a program have one length. */
let lastRead = shared;

function takeOut(size: number): Uint8Array {
  if (lastRead.length !== size) lastRead = new Uint8Array(shared.buffer, 0, size);
  if (size > LARGE) {
    const copied = memory(size);
    copied.set(lastRead);
    return copied;
  }
  if (slabUsed + size > SLAB_SIZE) {
    slab = memory(SLAB_SIZE);
    slabUsed = 0;
  }
  const start = slabUsed;
  slabUsed += size;
  slab.set(lastRead, start);
  return new Uint8Array(slab.buffer, start, size);
}

/** Writes one piece: the next only once `callback` was called. */
interface Writer {
  _write(data: Uint8Array, encoding: string, callback: (error?: Error | null) => void): void;
}

interface Handle {
  onconnection?: (error: number, handle?: object) => void;
}

// Bun and Deno have a node:net of their own, with other insides.
const isSwitchedOn =
  process.env["TSYNCIO_RAW_SOCKETS"] !== "0" &&
  process.versions["bun"] === undefined &&
  process.versions["deno"] === undefined;

/** What a socket that is to connect is read with, `null` for its events. */
export function newReader(): SharedReader | null {
  return isSwitchedOn ? new SharedReader() : null;
}

/** The way to write past the host's queue, one piece at a time; `null` if there is none. */
export function rawWriter(socket: Socket): Writer | null {
  return isSwitchedOn ? socket : null;
}

/** The number of a socket's descriptor, -1 where that is not known. */
export function descriptorOf(socket: Socket): number {
  return (socket as unknown as { _handle?: { fd?: number } | null })._handle?.fd ?? -1;
}

/**
 * Have the connections that `server` lets in made by `onSocket`, paused, with a reader; it must listen already.
 *
 * @returns false if this host knows no such thing; `server` emits "connection" as always, then
 */
export function acceptRaw(server: NetServer, onSocket: (socket: Socket, reader: SharedReader) => void): boolean {
  const handle = (server as unknown as { _handle?: Handle | null })._handle;
  const emit = handle?.onconnection;
  if (!isSwitchedOn || !handle || typeof emit !== "function") return false;
  handle.onconnection = function (this: unknown, error, client) {
    if (error !== 0 || client === undefined) {
      Reflect.apply(emit, this, [error, client]);
      return;
    }
    const reader = new SharedReader();
    const options: object = { handle: client, allowHalfOpen: true, pauseOnCreate: true, onread: reader.options };
    onSocket(new Socket(options), reader);
  };
  return true;
}

// What a transport tells its protocol: classes to derive from, that do nothing by themselves.

import type { OSError } from "./os_errors.ts";
import type { BaseTransport, SocketAddress } from "./transports.ts";

/**
 * What all protocols share.
 *
 * The calls come in this order: `connectionMade` once; the protocol's own; `connectionLost` once, last.
 *
 * @see CPython `asyncio.BaseProtocol`
 */
export class BaseProtocol {
  /** The connection stands. */
  connectionMade(_transport: BaseTransport): void {}

  /** The connection is gone: `null` after an end in order or `abort()`, else the error. Nothing is called after this. */
  connectionLost(_error: unknown): void {}

  /** More bytes wait to be sent than the transport's high-water mark: write no more for now. */
  pauseWriting(): void {}

  /** No more bytes wait than the low-water mark: write on. */
  resumeWriting(): void {}
}

/**
 * What a stream transport (TCP, a pipe) talks to: derive from it, and give `createConnection()` a function that makes one.
 *
 * @see CPython `asyncio.Protocol`
 */
export class Protocol extends BaseProtocol {
  /** Bytes came, at least one. They are the protocol's to keep. */
  dataReceived(_data: Uint8Array): void {}

  /**
   * The peer will send no more.
   *
   * @returns whether the transport is to stay open for writing; if not, it closes itself
   */
  eofReceived(): boolean | void {}
}

/**
 * What a datagram transport (UDP) talks to: derive from it, and give `createDatagramEndpoint()` a function that makes one.
 *
 * @see CPython `asyncio.DatagramProtocol`
 */
export class DatagramProtocol extends BaseProtocol {
  /** A datagram came, maybe an empty one. The bytes are the protocol's to keep. */
  datagramReceived(_data: Uint8Array, _addr: SocketAddress): void {}

  /** The system refused to send or to receive one, or the peer's did: an {@link OSError}. The transport stays open. */
  errorReceived(_error: OSError): void {}
}

/**
 * What a stream transport talks to that is to fill buffers of the protocol's own, in place of handing over new ones.
 *
 * `getBuffer` and `bufferUpdated` come in pairs. `pauseReading()` is obeyed between two pairs: what has come waits.
 *
 * @example
 * ```ts
 * class Collecting extends BufferedProtocol {
 *   readonly space = new Uint8Array(1 << 20);
 *   filled = 0;
 *   override getBuffer(): Uint8Array {
 *     return this.space.subarray(this.filled);
 *   }
 *   override bufferUpdated(nbytes: number): void {
 *     this.filled += nbytes;
 *   }
 * }
 * ```
 * @see CPython `asyncio.BufferedProtocol`
 */
export class BufferedProtocol extends BaseProtocol {
  /**
   * Where are the next bytes to go?
   *
   * @param _sizehint how many bytes have come; a smaller buffer will do, and is filled and asked for again
   * @returns a buffer of at least one byte
   */
  getBuffer(_sizehint: number): Uint8Array {
    return new Uint8Array(_sizehint);
  }

  /** The first `_nbytes` bytes of the buffer are filled. */
  bufferUpdated(_nbytes: number): void {}

  /**
   * The peer will send no more.
   *
   * @returns whether the transport is to stay open for writing; if not, it closes itself
   */
  eofReceived(): boolean | void {}
}

/**
 * What a program that was started talks to: derive from it, and give `subprocessExec()` a function that makes one.
 *
 * `processExited` and the end of the pipes come in any order; `connectionLost` once all of them have come.
 * `pauseWriting` and `resumeWriting` are about the program's standard input.
 *
 * @see CPython `asyncio.SubprocessProtocol`
 */
export class SubprocessProtocol extends BaseProtocol {
  /** The program wrote to its standard output (`fd` 1) or standard error (2). */
  pipeDataReceived(_fd: number, _data: Uint8Array): void {}

  /** A pipe to the program is closed: `null` after an end in order, else the error. */
  pipeConnectionLost(_fd: number, _error: unknown): void {}

  /** The program has ended. There may be more to come from its pipes. */
  processExited(): void {}
}

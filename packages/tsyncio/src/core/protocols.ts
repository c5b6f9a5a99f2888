// What a transport tells its protocol: classes to derive from, that do nothing by themselves.

import type { BaseTransport } from "./transports.ts";

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

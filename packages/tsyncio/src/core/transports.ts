// What a connection looks like to a protocol: abstract classes, and the book-keeping of water marks. No I/O.

import type { Coroutine } from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { isFatal } from "./events.ts";
import { ValueError } from "./exceptions.ts";
import type { BaseProtocol } from "./protocols.ts";

/**
 * An address of the internet: ready to be spread into `openConnection(...address)`. Of a Unix socket or a named pipe it is
 * the path, and 0; the path is empty if it has none.
 */
export type SocketAddress = readonly [host: string, port: number];

/** What may be asked of a transport's socket. @see CPython `asyncio.trsock.TransportSocket` */
export interface TransportSocket {
  /** The address on this side. */
  getsockname(): SocketAddress;
  /** The address on the other side. @throws {@link OSError} if it is connected to nobody. */
  getpeername(): SocketAddress;
}

/** What {@link BaseTransport.getExtraInfo} knows of a socket. */
export interface ExtraInfo {
  /** The address on this side. */
  sockname: SocketAddress;
  /** The address on the other side. */
  peername: SocketAddress;
  socket: TransportSocket;
  /** With TLS: the peer's certificate; unknown if it has shown none. */
  peercert: PeerCertificate;
  /** With TLS: how the connection is encrypted. */
  cipher: Cipher;
  /** With TLS: how data are compressed. No host compresses, so it is never known. */
  compression: string;
  /** With TLS: what was given as `ssl`. */
  sslcontext: object | true;
  /** With TLS: the host's own object for the connection, to ask for the rest; on Node a `tls.TLSSocket`. */
  sslObject: object;
}

/** A certificate, in the words of Node's `getPeerCertificate()`. The usual ones. */
export interface PeerCertificate {
  readonly subject: object;
  readonly issuer: object;
  /** The names and addresses that it is for, such as `"DNS:example.org, IP Address:192.0.2.1"`. */
  readonly subjectaltname?: string | undefined;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly serialNumber: string;
  readonly fingerprint256: string;
  /** All of it, as DER. */
  readonly raw: Uint8Array;
}

/** How a connection is encrypted. */
export interface Cipher {
  /** OpenSSL's name for it. */
  readonly name: string;
  /** The name in the standard. */
  readonly standardName: string;
  /** The version of TLS, such as `"TLSv1.3"`. */
  readonly version: string;
}

/** The part that all transports share. @see CPython `asyncio.BaseTransport` */
export abstract class BaseTransport {
  /** What {@link BaseTransport.getExtraInfo} gives. @internal */
  readonly _extra: Readonly<Record<string, unknown>>;

  constructor(extra: Readonly<Record<string, unknown>> = {}) {
    this._extra = extra;
  }

  /**
   * Something about the connection, such as `"peername"`.
   *
   * @returns what was asked for, `otherwise` if the transport does not know it
   */
  getExtraInfo<K extends keyof ExtraInfo>(name: K): ExtraInfo[K] | null;
  getExtraInfo<K extends keyof ExtraInfo, D>(name: K, otherwise: D): ExtraInfo[K] | D;
  getExtraInfo(name: string, otherwise?: unknown): unknown;
  getExtraInfo(name: string, otherwise: unknown = null): unknown {
    return this._extra[name] ?? otherwise;
  }

  /** Whether it is closed, or on the way to it. */
  abstract isClosing(): boolean;
  /** Send what waits, then close. No more is received from now on. */
  abstract close(): void;
  /** Talk to another protocol from now on. */
  abstract setProtocol(protocol: BaseProtocol): void;
  /** The protocol that it talks to. */
  abstract getProtocol(): BaseProtocol;
}

/** The reading side. @see CPython `asyncio.ReadTransport` */
export interface ReadTransport extends BaseTransport {
  /** Whether data is being received. */
  isReading(): boolean;
  /** Give the protocol no data until {@link ReadTransport.resumeReading}. Twice is once. */
  pauseReading(): void;
  /** Receive again. Twice is once. */
  resumeReading(): void;
}

/** Where a transport asks its protocol to stop writing, and to go on, in bytes. */
export interface WriteBufferLimits {
  /** More bytes than this: stop. @defaultValue 64 KiB, or four times `low` */
  high?: number;
  /** No more bytes than this: go on. @defaultValue a quarter of `high` */
  low?: number;
}

/** The writing side. @see CPython `asyncio.WriteTransport` */
export interface WriteTransport extends BaseTransport {
  /** Set the water marks. @throws {@link ValueError} unless `high >= low >= 0`. */
  setWriteBufferLimits(limits?: WriteBufferLimits): void;
  /** How many bytes wait to be sent. */
  getWriteBufferSize(): number;
  /** The water marks. */
  getWriteBufferLimits(): [low: number, high: number];
  /** Send `data`. It waits for nothing, and is not copied: leave the bytes as they are. */
  write(data: Uint8Array): void;
  /** Send several. */
  writelines(chunks: Iterable<Uint8Array>): void;
  /** Send what waits, then tell the peer that no more will come. It can still be received from. */
  writeEof(): void;
  /** Whether {@link WriteTransport.writeEof} is possible. */
  canWriteEof(): boolean;
  /** Close at once. What waits to be sent is dropped. */
  abort(): void;
}

/**
 * A connection that carries bytes both ways.
 *
 * @see CPython `asyncio.Transport`
 */
export abstract class Transport extends BaseTransport implements ReadTransport, WriteTransport {
  abstract isReading(): boolean;
  abstract pauseReading(): void;
  abstract resumeReading(): void;
  abstract setWriteBufferLimits(limits?: WriteBufferLimits): void;
  abstract getWriteBufferSize(): number;
  abstract getWriteBufferLimits(): [low: number, high: number];
  abstract write(data: Uint8Array): void;
  abstract writelines(chunks: Iterable<Uint8Array>): void;
  abstract writeEof(): void;
  abstract canWriteEof(): boolean;
  abstract abort(): void;
}

/**
 * A socket that carries datagrams.
 *
 * @see CPython `asyncio.DatagramTransport`
 */
export abstract class DatagramTransport extends BaseTransport {
  /**
   * Send a datagram. It waits for nothing, and is not copied: leave the bytes as they are. What the system refuses goes to
   * the protocol's `errorReceived`.
   *
   * @param addr where to; `null`: to the endpoint's `remoteAddr`
   * @throws TypeError if an argument is no good; {@link ValueError} if `addr` is missing, or not the endpoint's `remoteAddr`.
   */
  abstract sendto(data: Uint8Array, addr?: SocketAddress | null): void;
  /** Close at once. What waits to be sent is dropped. */
  abstract abort(): void;
  /** How many bytes wait to be sent; each datagram counts for 8 more than it has. */
  abstract getWriteBufferSize(): number;
  /** The water marks. */
  abstract getWriteBufferLimits(): [low: number, high: number];
  /** Set the water marks. @throws {@link ValueError} unless `high >= low >= 0`. */
  abstract setWriteBufferLimits(limits?: WriteBufferLimits): void;
}

/**
 * A program that was started, and the pipes to it.
 *
 * @see CPython `asyncio.SubprocessTransport`
 */
export abstract class SubprocessTransport extends BaseTransport {
  /** The number that the system has given to the process. */
  abstract getPid(): number;
  /** What it ended with, `null` as long as it runs; minus the number of the signal if one has killed it. */
  abstract getReturncode(): number | null;
  /** The pipe to its standard input (`fd` 0), output (1) or error (2), `null` if there is none. */
  abstract getPipeTransport(fd: number): BaseTransport | null;
  /**
   * Send it a signal: a name or a number.
   *
   * @throws {@link ProcessLookupError} if it has ended; {@link ValueError} if the system has no such signal.
   */
  abstract sendSignal(signal: string | number): void;
  /** Ask it to end: SIGTERM. On Windows the same as `kill()`. @throws {@link ProcessLookupError} if it has ended. */
  abstract terminate(): void;
  /** End it: SIGKILL. @throws {@link ProcessLookupError} if it has ended. */
  abstract kill(): void;
  /** Wait until the process has ended, whether or not its pipes are still open. @internal */
  abstract _wait(): Coroutine<number>;
}

/** A transport that files can be sent over. @internal */
export interface FileTransport extends FlowControlledTransport {
  /** Have `write()` throw this, `null`: no more. */
  _refuseWrites(reason: string | null): void;
  /** What `write()` does where it is not refused. */
  _send(data: Uint8Array): void;
}

const DEFAULT_HIGH = 64 * 1024;

/** The water marks that `limits` ask for. @throws ValueError unless `high >= low >= 0`. @internal */
export function waterMarks(limits: WriteBufferLimits = {}): [low: number, high: number] {
  const high = limits.high ?? (limits.low === undefined ? DEFAULT_HIGH : 4 * limits.low);
  const low = limits.low ?? Math.floor(high / 4);
  if (!(high >= low && low >= 0)) throw new ValueError(`high (${high}) must be >= low (${low}) must be >= 0`);
  return [low, high];
}

/** A transport that minds its water marks: for transports, not for programs. @see CPython `asyncio.transports._FlowControlMixin` */
export abstract class FlowControlledTransport extends Transport {
  readonly _loop: AbstractEventLoop;
  _highWater: number = DEFAULT_HIGH;
  _lowWater: number = DEFAULT_HIGH / 4;
  _protocolPaused = false;

  constructor(loop: AbstractEventLoop, extra?: Readonly<Record<string, unknown>>) {
    super(extra);
    this._loop = loop;
  }

  override getWriteBufferLimits(): [low: number, high: number] {
    return [this._lowWater, this._highWater];
  }

  override setWriteBufferLimits(limits: WriteBufferLimits = {}): void {
    [this._lowWater, this._highWater] = waterMarks(limits);
    this._maybePauseProtocol();
  }

  /** More waits than may: ask the protocol to stop, once. */
  _maybePauseProtocol(): void {
    if (this._protocolPaused || this.getWriteBufferSize() <= this._highWater) return;
    this._protocolPaused = true;
    this._tell("pauseWriting");
  }

  /** Little enough waits: let the protocol go on, once. */
  _maybeResumeProtocol(): void {
    if (!this._protocolPaused || this.getWriteBufferSize() > this._lowWater) return;
    this._protocolPaused = false;
    this._tell("resumeWriting");
  }

  _tell(method: "pauseWriting" | "resumeWriting"): void {
    const protocol = this.getProtocol();
    try {
      protocol[method]();
    } catch (exception) {
      if (isFatal(exception)) throw exception;
      this._loop.callExceptionHandler({
        message: `protocol.${method}() failed`,
        exception,
        transport: this,
        protocol,
      });
    }
  }
}

// A connection over one socket of node:net: reads into its protocol, writes what the turn has gathered, closes in order.

import type { Socket } from "node:net";

import { type Coroutine, describe } from "../core/coroutines.ts";
import { State } from "../core/base_futures.ts";
import type { EventLoop } from "../core/base_events.ts";
import { type Handle, type Resource, type Sender, type TimerHandle, isFatal } from "../core/events.ts";
import { NotImplementedError, RuntimeError, TimeoutError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import { ConnectionResetError, OSError } from "../core/os_errors.ts";
import { type BaseProtocol, BufferedProtocol, type Protocol } from "../core/protocols.ts";
import type { Server, ServerClient } from "../core/servers.ts";
import { type FileTransport, FlowControlledTransport } from "../core/transports.ts";
import { ignore } from "./host_futures.ts";
import { toOSError } from "./os_errors.ts";
import { Pieces } from "./pieces.ts";
import type { ProtocolContext } from "./protocol_context.ts";
import { type SharedReader, type Sink, rawWriter } from "./raw_sockets.ts";
import { type UnixEnds, socketInfo } from "./socket_addresses.ts";

/** More than this is not taken from the socket while the loop is too busy to pass it on. */
const MAX_UNDELIVERED = 256 * 1024;

/** What a stream transport talks to. */
export type StreamProtocol = Protocol | BufferedProtocol;

/** What there is to know of TLS once the handshake is done. */
export interface SecureLink {
  /** What `getExtraInfo()` knows besides. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** How long the leave-taking may last, in seconds. */
  readonly shutdownTimeout: number;
}

/** What is left of a transport that gives its socket away. */
interface Released {
  readonly open: Pick<OpenSocket, "socket" | "path">;
  readonly server: Server | null;
  readonly context: ProtocolContext;
}

/**
 * A connection over TCP, or over TLS: then `socket` is secured already.
 *
 * The socket's events only note what has come and make a handle ready; the protocol is called by the loop, in the order
 * `connectionMade`, `dataReceived`..., `eofReceived`, `connectionLost`. Streams are fed without that detour.
 */
export class SocketTransport extends FlowControlledTransport implements FileTransport, Sender, Sink, Resource {
  declare readonly _loop: EventLoop;
  readonly #socket: Socket;
  #protocol: StreamProtocol;
  /** Takes what has come in place of the protocol, at once: that of streams, which runs no code of the user's then. */
  #intake: Intake | null;
  readonly #server: Server | null;
  readonly #context: ProtocolContext;
  readonly #path: UnixEnds | null;
  /** How the socket is read; `null`: by its events. */
  readonly #reader: SharedReader | null;
  /** How it is written to, one piece at a time; `null`: by its `write()`. */
  readonly #writer: ReturnType<typeof rawWriter>;
  readonly #tls: SecureLink | null;

  /** Runs {@link SocketTransport.#deliver} in the loop; used again and again. */
  readonly #delivery: Handle;
  #deliveryScheduled = false;
  /** What has come and the protocol has not seen. */
  readonly #arrived = new Pieces();
  #ended = false;
  #failure: OSError | null = null;
  #reading = false;
  /** The protocol asked for no more. */
  #paused = false;
  /** Too much has come that the loop had no time to pass on. */
  #held = false;

  readonly #unsent = new Pieces();
  #flushAsked = false;
  /** What the writer was given and the system has not taken. */
  #writing = 0;
  #eofWritten = false;
  /** What `write()` throws, `null` as long as it may be called. */
  #refusal: string | null = null;

  #closing = false;
  /** The socket is given up: `connectionLost` was called, or will be in the next iteration. */
  #lost = false;
  /** Cuts the connection if the leave-taking of TLS lasts too long. */
  #shutdownTimer: TimerHandle | null = null;
  /** Waits until all is sent, to give the socket away. */
  #sent: Future<void> | null = null;
  /** What has the socket now. @internal */
  _successor: ServerClient | null = null;

  constructor(
    loop: EventLoop,
    { socket, reader, link, path }: OpenSocket,
    protocol: StreamProtocol,
    server: Server | null,
    context: ProtocolContext,
  ) {
    super(loop, { ...socketInfo(socket, path), ...link?.extra });
    this.#socket = socket;
    this.#path = path;
    this.#reader = reader;
    this.#writer = reader === null ? null : rawWriter(socket);
    this.#protocol = protocol;
    this.#intake = intakeOf(protocol);
    this.#server = server;
    this.#context = context;
    this.#tls = link;
    this.#delivery = this.#context.handle(() => this.#deliver());
    socket.on("error", this.#onError);
    socket.on("close", this.#onClose);
    server?._attach(this);
    loop._resources.add(this);
  }

  /** Tell the protocol of the connection, begin to read, then call `opened`: all in the loop's next iteration. */
  open(opened: (() => void) | null, isNew = true): void {
    const loop = this._loop;
    if (isNew) loop._schedule(this.#context.handle(() => this.#protocol.connectionMade(this)));
    loop._schedule(this.#context.handle(() => this.#startReading()));
    if (opened !== null) loop._schedule(this.#context.handle(opened));
    if (this.#socket.destroyed) this.#fail(toOSError(this.#socket.errored ?? gone()));
  }

  // Reading. The one place that knows how a socket is read: the four methods and handlers that follow.

  #startReading(): void {
    if (this.#closing) return;
    this.#reading = true;
    if (this.#reader === null) this.#socket.on("data", this.#onData);
    else this.#reader.start(this);
    this.#socket.on("end", this.#onEnd);
    // A secured socket was read already, for its handshake.
    if (this.#socket.readableEnded) this.#onEnd();
    else if (!this.#paused) this.#socket.resume();
  }

  #stopReading(): void {
    if (!this.#reading) return;
    this.#reading = false;
    if (this.#reader === null) this.#socket.off("data", this.#onData);
    else this.#reader.stop();
    this.#socket.off("end", this.#onEnd);
    this.#socket.pause();
    this.#arrived.clear();
  }

  // Plain bytes everywhere: `toString()` of a Buffer decodes, and that of what is cut out of several does not.
  readonly #onData = (data: Buffer): void => {
    this._received(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength));
  };

  /** @internal */
  _received(data: Uint8Array): void {
    const intake = this.#intake;
    const isNext = !this.#deliveryScheduled && !this.#paused && this.#arrived.size === 0;
    if (intake !== null && isNext && intake._takeIn(data)) return;
    this.#arrived.push(data);
    if (this.#arrived.size > MAX_UNDELIVERED && !this.#held) {
      this.#held = true;
      this.#socket.pause();
    }
    this.#scheduleDelivery();
  }

  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#scheduleDelivery();
  };

  override isReading(): boolean {
    return !this.#closing && !this.#paused;
  }

  override pauseReading(): void {
    if (!this.isReading()) return;
    this.#paused = true;
    if (this.#reading) this.#socket.pause();
  }

  override resumeReading(): void {
    if (this.#closing || !this.#paused) return;
    this.#paused = false;
    if (this.#reading && !this.#held) this.#socket.resume();
    if (this.#arrived.size > 0 || this.#ended) this.#scheduleDelivery();
  }

  #scheduleDelivery(): void {
    if (this.#deliveryScheduled) return;
    this.#deliveryScheduled = true;
    this._loop._schedule(this.#delivery);
  }

  /** Pass on what has come: data, then the end or the error that came after it. */
  #deliver(): void {
    this.#deliveryScheduled = false;
    while (this.#arrived.size > 0 && !this.#paused && !this.#closing) {
      const data = this.#arrived.shift();
      const protocol = this.#protocol;
      if (protocol instanceof BufferedProtocol) {
        if (this.#fill(protocol, data)) continue;
        return;
      }
      try {
        protocol.dataReceived(data);
      } catch (error) {
        this.#fatal(error, "Fatal error: protocol.dataReceived() call failed.");
        return;
      }
    }
    if (this.#held && this.#arrived.size === 0) {
      this.#held = false;
      if (!this.#paused && !this.#closing) this.#socket.resume();
    }
    if (this.#failure !== null) this.#forceClose(this.#failure);
    else if (this.#ended && this.#arrived.size === 0 && !this.#paused && !this.#closing) this.#deliverEof();
  }

  /** Copy what has come into a buffer of the protocol's; what does not fit is next. @returns false after an error */
  #fill(protocol: BufferedProtocol, data: Uint8Array): boolean {
    let filled: number;
    try {
      const buffer: unknown = protocol.getBuffer(data.length);
      if (!(buffer instanceof Uint8Array)) {
        throw new TypeError(`getBuffer() must return a Uint8Array, got ${describe(buffer)}`);
      }
      if (buffer.length === 0) throw new RuntimeError("getBuffer() returned an empty buffer");
      filled = Math.min(buffer.length, data.length);
      buffer.set(filled === data.length ? data : data.subarray(0, filled));
    } catch (error) {
      this.#fatal(error, "Fatal error: protocol.getBuffer() call failed.");
      return false;
    }
    if (filled < data.length) this.#arrived.unshift(data.subarray(filled));
    try {
      protocol.bufferUpdated(filled);
    } catch (error) {
      this.#fatal(error, "Fatal error: protocol.bufferUpdated() call failed.");
      return false;
    }
    return true;
  }

  #deliverEof(): void {
    this.#ended = false;
    let keepOpen: boolean | void;
    try {
      keepOpen = this.#protocol.eofReceived();
    } catch (error) {
      this.#fatal(error, "Fatal error: protocol.eofReceived() call failed.");
      return;
    }
    // TLS has no connections that are open one way.
    if (!keepOpen || this.#tls !== null) this.close();
  }

  // Writing.

  override getWriteBufferSize(): number {
    return this.#lost ? 0 : this.#unsent.size + this.#untaken();
  }

  /** What was handed to the socket, and the system has not taken yet. */
  #untaken(): number {
    return this.#writer === null ? this.#socket.writableLength : this.#writing;
  }

  override write(data: Uint8Array): void {
    if (!(data instanceof Uint8Array)) throw new TypeError(`data must be a Uint8Array, got ${describe(data)}`);
    if (this.#refusal !== null) throw new RuntimeError(this.#refusal);
    this._send(data);
  }

  /** @internal */
  _send(data: Uint8Array): void {
    if (data.length === 0 || this.#takesNoMore()) return;
    this.#unsent.push(data);
    this.#askForFlush();
  }

  override writelines(chunks: Iterable<Uint8Array>): void {
    const list = [...chunks];
    for (const chunk of list) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`chunks must hold Uint8Arrays, got ${describe(chunk)}`);
    }
    if (this.#eofWritten) throw new RuntimeError("Cannot call writelines() after writeEof()");
    if (this.#refusal !== null) throw new RuntimeError(this.#refusal);
    if (this.#takesNoMore()) return;
    for (const chunk of list) if (chunk.length > 0) this.#unsent.push(chunk);
    if (this.#unsent.size > 0) this.#askForFlush();
  }

  /** @internal */
  _refuseWrites(reason: string | null): void {
    this.#refusal = reason;
  }

  // What was to be sent after the leave-taking of TLS would be an error to the peer.
  #takesNoMore(): boolean {
    return this.#lost || (this.#closing && this.#tls !== null);
  }

  override writeEof(): void {
    if (this.#tls !== null) throw new NotImplementedError("a connection over TLS cannot be half closed");
    if (this.#refusal !== null && !this.#eofWritten) throw new RuntimeError(this.#refusal);
    if (this.#closing || this.#eofWritten) return;
    this.#eofWritten = true;
    this.#refusal = "Cannot call write() after writeEof()";
    this._flush();
    if (this.#unsent.size === 0) this.#socket.end();
  }

  override canWriteEof(): boolean {
    return this.#tls === null;
  }

  #askForFlush(): void {
    if (this.#unsent.size + this.#untaken() > this._highWater) {
      // Much to send: the system may take it now, and then nobody has to wait.
      this._flush();
      this._maybePauseProtocol();
    } else if (!this.#flushAsked) {
      this.#flushAsked = true;
      this._loop._flushLater(this);
    }
  }

  /** Hand what the turn has gathered to the socket, in one piece. @internal */
  _flush(): void {
    this.#flushAsked = false;
    // While the system has not taken the last piece, all that comes joins the next one.
    if (this.#unsent.size === 0 || this.#lost || this.#untaken() > 0) return;
    const data = this.#unsent.shiftJoined();
    if (this.#writer === null) {
      this.#socket.write(data, this.#onWritten);
      return;
    }
    this.#writing = data.length;
    this.#writer._write(data, "buffer", this.#onTaken);
  }

  readonly #onTaken = (error?: Error | null): void => {
    // What could not be sent goes on counting as unsent, so that nobody writes for ever.
    if (error) {
      this.#fail(toOSError(error));
      return;
    }
    this.#writing = 0;
    this.#onWritten();
  };

  readonly #onWritten = (error?: Error | null): void => {
    if (error || this.#lost || this.#untaken() > 0) return;
    this._flush();
    if (this.#unsent.size === 0 && this.#eofWritten) this.#socket.end();
    if (this._protocolPaused && this.getWriteBufferSize() <= this._lowWater) {
      this._loop._schedule(this.#context.handle(() => this._maybeResumeProtocol()));
    }
    if (this.getWriteBufferSize() > 0) return;
    if (this.#sent !== null && this.#sent._state === State.pending) this.#sent.setResult();
    if (this.#closing) this.#allSent();
  };

  // Closing.

  override isClosing(): boolean {
    return this.#closing;
  }

  override close(): void {
    this._successor?.close();
    if (this.#closing) return;
    this.#closing = true;
    this.#stopReading();
    if (this.#tls !== null) {
      this.#shutdownTimer = this._loop.callLater(this.#tls.shutdownTimeout, () =>
        this.#giveUp(new TimeoutError("SSL shutdown timed out")),
      );
      // The peer's leave-taking comes after what it has sent before, and that nobody wants any more.
      this.#socket.resume();
    }
    this._flush();
    if (this.getWriteBufferSize() === 0) this.#allSent();
  }

  override abort(): void {
    this._successor?.abort();
    this.#forceClose(null);
  }

  // It closes, and nothing waits to be sent: that is all, but for TLS, where each side tells the other.
  #allSent(): void {
    if (this.#lost) return;
    if (this.#tls === null) this.#giveUp(null);
    else this.#socket.end();
  }

  /** Give the socket away once all is sent. What has come and was not seen is put back into it. @internal */
  *_release(protocol: StreamProtocol): Coroutine<Released> {
    if (this.#closing) throw new RuntimeError("Transport is closing");
    if (this.#eofWritten) throw new RuntimeError("Cannot call startTls() after writeEof()");
    this.#paused = true;
    const socket = this.#socket;
    socket.off("data", this.#onData);
    socket.pause();
    this._flush();
    if (this.getWriteBufferSize() > 0) {
      this.#sent = new Future<void>({ loop: this._loop });
      try {
        yield* this.#sent;
      } catch (error) {
        this.close();
        throw error;
      } finally {
        this.#sent = null;
      }
    }
    if (this.#failure !== null) {
      this.#forceClose(this.#failure);
      throw this.#failure;
    }
    if (this.#ended) {
      const error = new ConnectionResetError("the peer closed the connection before the TLS handshake");
      this.#forceClose(error);
      throw error;
    }
    const unseen = [...takeUnread(protocol), ...this.#arrived.clear()];
    this.#closing = true;
    this.#lost = true;
    this.#refusal = "the connection speaks TLS now: write to the transport that startTls() gave";
    this.#stopReading();
    socket.on("error", ignore);
    socket.off("error", this.#onError);
    socket.off("close", this.#onClose);
    this._loop._resources.delete(this);
    if (unseen.length > 0) socket.unshift(Buffer.concat(unseen));
    return { open: { socket, path: this.#path }, server: this.#server, context: this.#context };
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as StreamProtocol;
    this.#intake = intakeOf(this.#protocol);
  }

  override getProtocol(): StreamProtocol {
    return this.#protocol;
  }

  readonly #onError = (error: Error): void => this.#fail(toOSError(error));

  // Without an error before it, this is the end of a socket that both sides have shut: what is left is to be closed.
  readonly #onClose = (): void => {
    if (this.#lost || this.#failure !== null || (this.#eofWritten && !this.#closing)) return;
    if (this.#closing) this.#giveUp(null);
    else this.#fail(toOSError(gone()));
  };

  #fail(error: OSError): void {
    if (this.#lost) return;
    this.#failure = error;
    // Data that came before is seen before, unless the protocol does not want it now.
    this.#scheduleDelivery();
  }

  #fatal(error: unknown, message: string): void {
    if (isFatal(error)) throw error;
    if (!(error instanceof OSError)) {
      this._loop.callExceptionHandler({ message, exception: error, transport: this, protocol: this.#protocol });
    }
    this.#forceClose(error);
  }

  #forceClose(error: unknown): void {
    if (this.#lost) return;
    this.#closing = true;
    this.#stopReading();
    this.#giveUp(error);
  }

  /** Free the socket, and have the protocol told in the next iteration. */
  #giveUp(error: unknown): void {
    this.#lost = true;
    this.#unsent.clear();
    this.#socket.destroy();
    this.#shutdownTimer?.cancel();
    if (this.#sent !== null && this.#sent._state === State.pending) {
      this.#sent.setException(error ?? new ConnectionResetError("Connection lost"));
    }
    this._loop._resources.delete(this);
    this._loop._schedule(this.#context.handle(() => this.#connectionLost(error)));
  }

  #connectionLost(error: unknown): void {
    try {
      this.#protocol.connectionLost(error);
    } finally {
      this.#server?._detach(this);
    }
  }

  /** @internal */
  _loopClosed(): void {
    if (this._loop._debug) this._loop._host.report(`unclosed transport ${this._repr()}`);
    this.#lost = true;
    this.#closing = true;
    this.#stopReading();
    this.#socket.destroy();
    this._loop._resources.delete(this);
  }

  /** @internal */
  _repr(): string {
    const peer = this.getExtraInfo("peername");
    return `<SocketTransport ${this.#closing ? "closing" : "open"}${peer === null ? "" : ` peer=${peer.join(":")}`}>`;
  }
}

/** A socket that is connected, and paused. */
export interface OpenSocket {
  readonly socket: Socket;
  /** What it is read with, `null` for its events. */
  readonly reader: SharedReader | null;
  /** What there is to know of TLS, `null` without it. */
  readonly link: SecureLink | null;
  /** The path of the Unix socket, or named pipe, that it is a connection of; `null`: of none. */
  readonly path: UnixEnds | null;
}

/** Takes bytes outside of the loop's iterations. */
interface Intake {
  /** @returns false if it must not take them: then the protocol is to be told */
  _takeIn(data: Uint8Array): boolean;
}

function intakeOf(protocol: StreamProtocol): Intake | null {
  return (protocol as { _intake?: Intake | null })._intake ?? null;
}

/** What a protocol keeps that it has received, and nobody has read: that of streams does. */
function takeUnread(protocol: StreamProtocol): readonly Uint8Array[] {
  return (protocol as { _takeUnread?(): readonly Uint8Array[] })._takeUnread?.() ?? [];
}

function gone(): Error {
  return Object.assign(new Error("the socket was closed"), { code: "ECONNRESET" });
}

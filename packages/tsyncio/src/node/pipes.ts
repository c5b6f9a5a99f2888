// Pipes over Node's streams: one transport that reads, one that writes. Whose pipes they are is no matter here.

import type { Readable, Writable } from "node:stream";

import type { EventLoop } from "../core/base_events.ts";
import { type Coroutine, describe } from "../core/coroutines.ts";
import { type Handle, type Resource, type Sender, isFatal } from "../core/events.ts";
import { RuntimeError } from "../core/exceptions.ts";
import { State } from "../core/base_futures.ts";
import { Future } from "../core/futures.ts";
import type { HostPipes } from "../core/host.ts";
import { BrokenPipeError, ConnectionAbortedError } from "../core/os_errors.ts";
import type { BaseProtocol, Protocol } from "../core/protocols.ts";
import { BaseTransport, FlowControlledTransport, type ReadTransport, type WriteTransport } from "../core/transports.ts";
import { toStreamError } from "./os_errors.ts";
import { ProtocolContext } from "./protocol_context.ts";

/** More than this is not taken from the stream while the loop is too busy to pass it on. */
const MAX_UNDELIVERED = 256 * 1024;

/** The streams that a transport reads from, and those that one writes to: a stream that goes both ways may have both. */
const read = new WeakSet<object>();
const written = new WeakSet<object>();

interface MaybeReferenced {
  ref?(): void;
  unref?(): void;
}

const nothing = new Uint8Array(0);

function ignore(): void {}

/** This program's own streams are not to be closed with a transport: others may use them. */
function isOwnStream(stream: object): boolean {
  return stream === process.stdin || stream === process.stdout || stream === process.stderr;
}

function take(taken: WeakSet<object>, stream: object): void {
  if (taken.has(stream)) throw new RuntimeError("pipe is in use by another transport");
  taken.add(stream);
}

// Once a transport has let its stream go, errors of it have nobody left to go to.
function close(stream: Readable | Writable): void {
  stream.on("error", ignore);
  stream.destroy();
}

// Those of what was written so far. An empty write is done after them, and the error is told right behind that.
function ignoreErrorsOfWrites(stream: Writable): void {
  stream.on("error", ignore);
  stream.write(nothing, () => void setImmediate(() => void stream.off("error", ignore)));
}

class NodePipes implements HostPipes {
  connectRead<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    pipe: unknown,
  ): Coroutine<[ReadTransport, P]> {
    const stream = checkReadable("pipe", pipe);
    return connect(loop, protocolFactory, (protocol, context) => {
      return new ReadPipeTransport(loop, stream, protocol as unknown as Protocol, context);
    });
  }

  connectWrite<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    pipe: unknown,
  ): Coroutine<[WriteTransport, P]> {
    const stream = checkWritable("pipe", pipe);
    return connect(loop, protocolFactory, (protocol, context) => {
      return new WritePipeTransport(loop, stream, protocol, context);
    });
  }

  standard(name: "stdin" | "stdout" | "stderr"): object {
    return process[name];
  }
}

/** Pipes for loops on Node. */
export const nodePipes: HostPipes = new NodePipes();

/** @throws TypeError if `stream` is no stream of Node's that bytes can be read from. */
export function checkReadable(argument: string, stream: unknown): Readable {
  const readable = stream as Readable;
  if (typeof readable?.read !== "function" || typeof readable.pause !== "function")
    throw new TypeError(`${argument} must be a Readable stream, got ${describe(stream)}`);
  if (readable.readableObjectMode || readable.readableEncoding !== null)
    throw new TypeError(`${argument} must give bytes: it has an encoding, or is in object mode`);
  return readable;
}

/** @throws TypeError if `stream` is no stream of Node's that can be written to. */
export function checkWritable(argument: string, stream: unknown): Writable {
  const writable = stream as Writable;
  if (typeof writable?.write !== "function" || typeof writable.end !== "function")
    throw new TypeError(`${argument} must be a Writable stream, got ${describe(stream)}`);
  return writable;
}

function* connect<P extends BaseProtocol, T extends ReadPipeTransport | WritePipeTransport>(
  loop: EventLoop,
  protocolFactory: () => P,
  make: (protocol: P, context: ProtocolContext) => T,
): Coroutine<[T, P]> {
  const protocol = protocolFactory();
  const transport = make(protocol, new ProtocolContext(loop));
  const opened = new Future<void>({ loop });
  transport.open(() => {
    if (opened._state === State.pending) opened.setResult();
  });
  try {
    yield* opened;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}

/** Reads from a stream. The order is `connectionMade`, `dataReceived`..., `eofReceived`, `connectionLost`. */
export class ReadPipeTransport extends BaseTransport implements ReadTransport, Resource {
  readonly #loop: EventLoop;
  readonly #stream: Readable;
  #protocol: Protocol;
  readonly #context: ProtocolContext;
  readonly #delivery: Handle;
  #deliveryScheduled = false;
  #opened = false;
  /** What has come and the protocol has not seen. */
  #arrived: Uint8Array[] = [];
  #arrivedSize = 0;
  #ended = false;
  #failure: unknown = null;
  #failed = false;
  /** The protocol asked for no more. */
  #paused = false;
  /** Too much has come that the loop had no time to pass on. */
  #held = false;
  /** The stream is let go: `connectionLost` was called, or will be in the next iteration. */
  #lost = false;

  constructor(loop: EventLoop, stream: Readable, protocol: Protocol, context: ProtocolContext) {
    super({ pipe: stream });
    take(read, stream);
    this.#loop = loop;
    this.#stream = stream;
    this.#protocol = protocol;
    this.#context = context;
    this.#delivery = context.handle(() => this.#deliver());
    // A loop that runs keeps the process alive by itself.
    (stream as MaybeReferenced).unref?.();
    stream.on("data", this.#onData);
    stream.on("end", this.#onEnd);
    stream.on("close", this.#onClose);
    stream.on("error", this.#onError);
    loop._resources.add(this);
  }

  /** Tell the protocol, begin to read, then call `opened`: all in the loop's next iteration. */
  open(opened: (() => void) | null): void {
    const loop = this.#loop;
    loop._schedule(this.#context.handle(() => this.#protocol.connectionMade(this)));
    loop._schedule(this.#context.handle(() => this.#start()));
    if (opened !== null) loop._schedule(this.#context.handle(opened));
  }

  #start(): void {
    if (this.#lost) return;
    this.#opened = true;
    if (!this.#paused && !this.#held) this.#stream.resume();
    if (this.#stream.readableEnded) this.#ended = true;
    else if (this.#stream.destroyed) this.#onClose();
    if (this.#arrivedSize > 0 || this.#ended || this.#failed) this.#scheduleDelivery();
  }

  readonly #onData = (data: Buffer): void => {
    this.#arrived.push(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength));
    this.#arrivedSize += data.byteLength;
    if (this.#arrivedSize > MAX_UNDELIVERED) this.#held = true;
    // Node makes the pipes of a process that has ended flow, paused or not.
    if (this.#held || this.#paused) this.#stream.pause();
    this.#scheduleDelivery();
  };

  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#scheduleDelivery();
  };

  readonly #onError = (error: Error): void => {
    this.#fail(toStreamError(error));
  };

  // One that somebody has destroyed gives neither an end nor an error.
  readonly #onClose = (): void => {
    if (this.#stream.readableEnded || this.#ended) this.#onEnd();
    else this.#fail(new ConnectionAbortedError("the stream was closed before its end"));
  };

  #fail(error: unknown): void {
    if (!this.#failed) this.#failure = error;
    this.#failed = true;
    this.#scheduleDelivery();
  }

  isReading(): boolean {
    return !this.#lost && !this.#paused;
  }

  pauseReading(): void {
    if (!this.isReading()) return;
    this.#paused = true;
    this.#stream.pause();
  }

  resumeReading(): void {
    if (this.#lost || !this.#paused) return;
    this.#paused = false;
    if (!this.#held) this.#stream.resume();
    this.#scheduleDelivery();
  }

  #scheduleDelivery(): void {
    if (this.#deliveryScheduled || !this.#opened || this.#lost) return;
    this.#deliveryScheduled = true;
    this.#loop._schedule(this.#delivery);
  }

  /** Pass on what has come: data, then the end or the error that came after it. */
  #deliver(): void {
    this.#deliveryScheduled = false;
    while (this.#arrived.length > 0 && !this.#paused && !this.#lost) {
      const data = this.#arrived.shift() as Uint8Array;
      this.#arrivedSize -= data.length;
      try {
        this.#protocol.dataReceived(data);
      } catch (error) {
        this.#fatal(error, "Fatal error: protocol.dataReceived() call failed.");
        return;
      }
    }
    if (this.#lost || this.#paused) return;
    if (this.#held) {
      this.#held = false;
      this.#stream.resume();
    }
    if (this.#failed) this.#giveUp(this.#failure);
    else if (this.#ended) this.#deliverEof();
  }

  // A pipe whose other end is closed has nothing left to do.
  #deliverEof(): void {
    try {
      this.#protocol.eofReceived();
    } catch (error) {
      this.#fatal(error, "Fatal error: protocol.eofReceived() call failed.");
      return;
    }
    if (!this.#lost) this.#giveUp(null);
  }

  override isClosing(): boolean {
    return this.#lost;
  }

  override close(): void {
    if (!this.#lost) this.#giveUp(null);
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as Protocol;
  }

  override getProtocol(): Protocol {
    return this.#protocol;
  }

  #fatal(error: unknown, message: string): void {
    if (isFatal(error)) throw error;
    this.#loop.callExceptionHandler({ message, exception: error, transport: this, protocol: this.#protocol });
    if (!this.#lost) this.#giveUp(error);
  }

  #giveUp(error: unknown): void {
    this.#release();
    this.#loop._schedule(this.#context.handle(() => this.#protocol.connectionLost(error)));
  }

  #release(): void {
    const stream = this.#stream;
    this.#lost = true;
    stream.pause();
    stream.off("data", this.#onData);
    stream.off("end", this.#onEnd);
    stream.off("close", this.#onClose);
    stream.off("error", this.#onError);
    read.delete(stream);
    // What goes both ways stays open for who writes.
    if (written.has(stream)) stream.on("error", ignore);
    else if (!isOwnStream(stream)) close(stream);
    else {
      // Whoever reads next finds what was not passed on.
      if (!stream.readableEnded && !stream.destroyed) {
        for (const data of this.#arrived.toReversed()) stream.unshift(data);
      }
      (stream as MaybeReferenced).ref?.();
    }
    this.#arrived = [];
    this.#arrivedSize = 0;
    this.#loop._resources.delete(this);
  }

  /** @internal */
  _loopClosed(): void {
    if (!this.#lost) this.#release();
  }
}

/** Writes to a stream. */
export class WritePipeTransport extends FlowControlledTransport implements Sender, Resource {
  declare readonly _loop: EventLoop;
  readonly #stream: Writable;
  #protocol: BaseProtocol;
  readonly #context: ProtocolContext;
  #unsent: Uint8Array[] = [];
  #unsentSize = 0;
  /** How much the stream was given and has not sent. */
  #inFlight = 0;
  #flushAsked = false;
  #closing = false;
  /** The stream is let go: `connectionLost` was called, or will be in the next iteration. */
  #lost = false;

  constructor(loop: EventLoop, stream: Writable, protocol: BaseProtocol, context: ProtocolContext) {
    super(loop, { pipe: stream });
    take(written, stream);
    this.#stream = stream;
    this.#protocol = protocol;
    this.#context = context;
    if (!isOwnStream(stream)) (stream as MaybeReferenced).unref?.();
    stream.on("error", this.#onError);
    stream.on("close", this.#onClose);
    loop._resources.add(this);
  }

  /** Tell the protocol, then call `opened`: all in the loop's next iteration. */
  open(opened: (() => void) | null): void {
    const loop = this._loop;
    loop._schedule(this.#context.handle(() => this.#protocol.connectionMade(this)));
    if (opened !== null) loop._schedule(this.#context.handle(opened));
    if (this.#stream.destroyed) loop._schedule(this.#context.handle(this.#onClose));
  }

  // Nothing comes from a pipe that is written to.

  override isReading(): boolean {
    return false;
  }

  override pauseReading(): void {}

  override resumeReading(): void {}

  override getWriteBufferSize(): number {
    return this.#unsentSize + this.#inFlight;
  }

  override write(data: Uint8Array): void {
    if (!(data instanceof Uint8Array)) throw new TypeError(`data must be a Uint8Array, got ${describe(data)}`);
    if (data.length === 0 || this.#closing) return;
    this.#add(data);
    this.#askForFlush();
  }

  override writelines(chunks: Iterable<Uint8Array>): void {
    const list = [...chunks];
    for (const chunk of list) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`chunks must hold Uint8Arrays, got ${describe(chunk)}`);
    }
    if (this.#closing) return;
    for (const chunk of list) if (chunk.length > 0) this.#add(chunk);
    if (this.#unsentSize > 0) this.#askForFlush();
  }

  #add(data: Uint8Array): void {
    this.#unsent.push(data);
    this.#unsentSize += data.length;
  }

  /** The end of what is written is the end of a pipe. */
  override writeEof(): void {
    this.close();
  }

  override canWriteEof(): boolean {
    return true;
  }

  #askForFlush(): void {
    if (this.getWriteBufferSize() > this._highWater) {
      this._flush();
      this._maybePauseProtocol();
    } else if (!this.#flushAsked) {
      this.#flushAsked = true;
      this._loop._flushLater(this);
    }
  }

  /** Hand what the turn has gathered to the stream, in one piece. @internal */
  _flush(): void {
    this.#flushAsked = false;
    if (this.#unsentSize === 0 || this.#lost || this.#inFlight > 0) return;
    const unsent = this.#unsent;
    const data = unsent.length === 1 ? (unsent[0] as Uint8Array) : Buffer.concat(unsent, this.#unsentSize);
    this.#inFlight = this.#unsentSize;
    this.#unsent = [];
    this.#unsentSize = 0;
    this.#stream.write(data, this.#onWritten);
  }

  readonly #onWritten = (error?: Error | null): void => {
    if (error || this.#lost) return;
    this.#inFlight = 0;
    this._flush();
    if (this._protocolPaused && this.getWriteBufferSize() <= this._lowWater) {
      this._loop._schedule(this.#context.handle(() => this._maybeResumeProtocol()));
    }
    if (this.#closing && this.getWriteBufferSize() === 0) this.#giveUp(null);
  };

  readonly #onError = (error: Error): void => {
    if (!this.#lost) this.#giveUp(toStreamError(error));
  };

  /** The other end is closed, or the stream was by somebody else. */
  readonly #onClose = (): void => {
    if (this.#lost) return;
    this.#giveUp(this.getWriteBufferSize() === 0 ? null : new BrokenPipeError("the other end of the pipe is closed"));
  };

  override isClosing(): boolean {
    return this.#closing;
  }

  override close(): void {
    if (this.#closing) return;
    this.#closing = true;
    this._flush();
    if (this.getWriteBufferSize() === 0) this.#giveUp(null);
  }

  override abort(): void {
    if (!this.#lost) this.#giveUp(null);
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol;
  }

  override getProtocol(): BaseProtocol {
    return this.#protocol;
  }

  #giveUp(error: unknown): void {
    const isDone = this.getWriteBufferSize() === 0 && error === null;
    this.#release(isDone);
    this._loop._schedule(this.#context.handle(() => this.#protocol.connectionLost(error)));
  }

  #release(inOrder: boolean): void {
    const stream = this.#stream;
    const isWriting = this.#inFlight > 0;
    this.#closing = true;
    this.#lost = true;
    this.#unsent = [];
    this.#unsentSize = 0;
    this.#inFlight = 0;
    stream.off("error", this.#onError);
    stream.off("close", this.#onClose);
    written.delete(stream);
    this._loop._resources.delete(this);
    if (isOwnStream(stream)) {
      if (isWriting) ignoreErrorsOfWrites(stream);
      return;
    }
    if (!inOrder) close(stream);
    else {
      stream.on("error", ignore);
      // What goes both ways stays open for who reads.
      stream.end(() => void (read.has(stream) || stream.destroy()));
    }
  }

  /** @internal */
  _loopClosed(): void {
    if (this.#lost) return;
    // What a program has written to its own output is to be seen, even if it did not wait for that.
    if (isOwnStream(this.#stream)) {
      const inFlight = this.#inFlight;
      this.#inFlight = 0;
      this._flush();
      this.#inFlight += inFlight;
    }
    this.#release(false);
  }
}

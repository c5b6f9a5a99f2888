// Transports over Web Streams: one that reads, one that writes. Whose Web Streams they are is no matter here.

import type { EventLoop } from "../core/base_events.ts";
import { describe } from "../core/coroutines.ts";
import type { Handle, Resource } from "../core/events.ts";
import type { BaseProtocol, Protocol } from "../core/protocols.ts";
import { BaseTransport, FlowControlledTransport, type ReadTransport } from "../core/transports.ts";
import type { ReadableStreamLike, WritableStreamLike } from "./bridge_tasks.ts";
import { ProtocolContext } from "./protocol_context.ts";

function ignore(): void {}

/** Reads from a stream: asks for the next chunk when the last one was taken. */
export class WebReadTransport extends BaseTransport implements ReadTransport, Resource {
  readonly #loop: EventLoop;
  readonly #source: ReturnType<ReadableStreamLike["getReader"]>;
  #protocol: Protocol;
  readonly #delivery: Handle;
  readonly #context: ProtocolContext;
  /** A chunk was asked for and has not come. */
  #asked = false;
  /** What has come and the protocol has not seen. */
  #arrived: unknown = null;
  #state: "open" | "ended" | "failed" = "open";
  #failure: unknown = null;
  #paused = false;
  #lost = false;

  constructor(loop: EventLoop, stream: ReadableStreamLike, protocol: Protocol) {
    super({ stream });
    this.#loop = loop;
    this.#source = stream.getReader();
    this.#protocol = protocol;
    this.#context = new ProtocolContext(loop);
    this.#delivery = this.#context.handle(() => this.#deliver());
    loop._resources.add(this);
  }

  open(): void {
    this.#protocol.connectionMade(this);
    this.#ask();
  }

  #ask(): void {
    if (this.#asked || this.#paused || this.#lost || this.#state !== "open") return;
    this.#asked = true;
    this.#source.read().then(this.#onChunk, this.#onError);
  }

  readonly #onChunk = ({ done, value }: { done: boolean; value?: unknown }): void => {
    this.#asked = false;
    if (done) this.#state = "ended";
    else this.#arrived = value;
    this.#wake();
  };

  readonly #onError = (error: unknown): void => {
    this.#asked = false;
    this.#state = "failed";
    this.#failure = error;
    this.#wake();
  };

  #wake(): void {
    if (!this.#lost) this.#loop._schedule(this.#delivery);
  }

  #deliver(): void {
    if (this.#lost || this.#paused) return;
    const chunk = this.#arrived;
    if (chunk !== null) {
      this.#arrived = null;
      if (!(chunk instanceof Uint8Array)) {
        this.#cancel(new TypeError(`stream must give Uint8Arrays, got ${describe(chunk)}`));
        return;
      }
      if (chunk.length > 0) this.#protocol.dataReceived(chunk);
    }
    if (this.#lost) return;
    if (this.#state === "open") this.#ask();
    else if (this.#state === "failed") this.#giveUp(this.#failure);
    else {
      this.#protocol.eofReceived();
      this.#giveUp(null);
    }
  }

  isReading(): boolean {
    return !this.#lost && !this.#paused;
  }

  pauseReading(): void {
    if (!this.#lost) this.#paused = true;
  }

  resumeReading(): void {
    if (this.#lost || !this.#paused) return;
    this.#paused = false;
    if (this.#asked) return;
    this.#wake();
  }

  override isClosing(): boolean {
    return this.#lost;
  }

  override close(): void {
    if (!this.#lost) this.#cancel(null);
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as Protocol;
  }

  override getProtocol(): Protocol {
    return this.#protocol;
  }

  #cancel(error: unknown): void {
    const source = this.#source;
    const isOver = this.#state !== "open";
    this.#giveUp(error);
    if (isOver) return;
    source.cancel(error ?? undefined).then(ignore, (exception: unknown) => {
      if (this.#loop.isClosed()) return;
      this.#loop.callExceptionHandler({ message: "a stream could not be cancelled", exception, transport: this });
    });
  }

  #giveUp(error: unknown): void {
    this.#lost = true;
    this.#arrived = null;
    this.#loop._resources.delete(this);
    this.#loop._schedule(this.#context.handle(() => this.#protocol.connectionLost(error)));
    if (this.#state !== "open") this.#source.releaseLock();
  }

  /** @internal */
  _loopClosed(): void {
    this.#lost = true;
    this.#loop._resources.delete(this);
    this.#source.cancel().then(ignore, ignore);
  }
}

/** Writes to a stream: hands on what waits when the last of it was taken. */
export class WebWriteTransport extends FlowControlledTransport implements Resource {
  declare readonly _loop: EventLoop;
  readonly #sink: ReturnType<WritableStreamLike["getWriter"]>;
  #protocol: BaseProtocol;
  readonly #context: ProtocolContext;
  #unsent: Uint8Array[] = [];
  #unsentSize = 0;
  /** How much the stream was given and has not taken. */
  #inFlight = 0;
  #closing = false;
  #lost = false;

  constructor(loop: EventLoop, stream: WritableStreamLike, protocol: BaseProtocol) {
    super(loop, { stream });
    this.#sink = stream.getWriter();
    this.#protocol = protocol;
    this.#context = new ProtocolContext(loop);
    this.#sink.closed.then(ignore, this.#onError);
    loop._resources.add(this);
  }

  // Nothing comes from a stream that is written to.

  override isReading(): boolean {
    return false;
  }

  override pauseReading(): void {}

  override resumeReading(): void {}

  override getWriteBufferSize(): number {
    return this.#unsentSize + this.#inFlight;
  }

  override write(data: Uint8Array): void {
    this.writelines([data]);
  }

  override writelines(chunks: Iterable<Uint8Array>): void {
    const list = [...chunks];
    for (const chunk of list) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`data must be a Uint8Array, got ${describe(chunk)}`);
    }
    if (this.#closing) return;
    for (const chunk of list) {
      if (chunk.length === 0) continue;
      this.#unsent.push(chunk);
      this.#unsentSize += chunk.length;
    }
    this.#send();
    this._maybePauseProtocol();
  }

  #send(): void {
    if (this.#unsentSize === 0 || this.#inFlight > 0 || this.#lost) return;
    const unsent = this.#unsent;
    this.#inFlight = this.#unsentSize;
    this.#unsent = [];
    this.#unsentSize = 0;
    const last = unsent.pop() as Uint8Array;
    // The error of the stream is that of each chunk.
    for (const chunk of unsent) this.#sink.write(chunk).then(undefined, this.#onError);
    this.#sink.write(last).then(this.#onSent, this.#onError);
  }

  readonly #onSent = (): void => {
    if (this.#lost) return;
    this.#inFlight = 0;
    this.#send();
    if (this._protocolPaused && this.getWriteBufferSize() <= this._lowWater) {
      this._loop._schedule(this.#context.handle(() => this._maybeResumeProtocol()));
    }
    if (this.#closing && this.getWriteBufferSize() === 0) this.#end();
  };

  readonly #onError = (error: unknown): void => {
    if (!this.#lost) this.#giveUp(error);
  };

  override canWriteEof(): boolean {
    return true;
  }

  /** The end of what is written is the end of the stream. */
  override writeEof(): void {
    this.close();
  }

  override isClosing(): boolean {
    return this.#closing;
  }

  override close(): void {
    if (this.#closing) return;
    this.#closing = true;
    if (this.getWriteBufferSize() === 0) this.#end();
  }

  #end(): void {
    this.#sink.close().then(() => {
      if (!this.#lost) this.#giveUp(null);
    }, this.#onError);
  }

  override abort(): void {
    if (this.#lost) return;
    this.#giveUp(null);
    this.#sink.abort().then(ignore, ignore);
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol;
  }

  override getProtocol(): BaseProtocol {
    return this.#protocol;
  }

  #giveUp(error: unknown): void {
    this.#release();
    this._loop._schedule(this.#context.handle(() => this.#protocol.connectionLost(error)));
  }

  #release(): void {
    this.#closing = true;
    this.#lost = true;
    this.#unsent = [];
    this.#unsentSize = 0;
    this.#inFlight = 0;
    this._loop._resources.delete(this);
  }

  /** @internal */
  _loopClosed(): void {
    this.#release();
    this.#sink.abort().then(ignore, ignore);
  }
}

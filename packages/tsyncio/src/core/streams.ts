// Streams: reading and writing a connection with `yield*` and `await`, over any transport. No I/O of its own.

import { type EventLoop, getRunningLoop } from "./base_events.ts";
import { ByteQueue } from "./collections/byte_queue.ts";
import type { ConnectionOptions, ServerOptions, UnixConnectionOptions, UnixServerOptions } from "./connections.ts";
import type { AsyncContextManager } from "./contextlib.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineFunction,
  type CoroutineIterator,
  GeneratorAwaitable,
  type Suspension,
  describe,
  isGeneratorFunction,
} from "./coroutines.ts";
import { type AbstractEventLoop, requireRunningLoop } from "./events.ts";
import { IncompleteReadError, LimitOverrunError, RuntimeError, ValueError } from "./exceptions.ts";
import { State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import { ConnectionResetError } from "./os_errors.ts";
import { Protocol } from "./protocols.ts";
import { bareSuspension } from "./sleep.ts";
import type { Server } from "./servers.ts";
import type { Task } from "./tasks.ts";
import type { SSLContext, StartTlsOptions } from "./tls.ts";
import type { BaseTransport, ExtraInfo, ReadTransport, Transport } from "./transports.ts";

/** The limit of a {@link StreamReader}, in bytes, unless another is asked for. */
const DEFAULT_LIMIT = 64 * 1024;

const nothing: Uint8Array = new Uint8Array(0);
const newline: Uint8Array = Uint8Array.of(10);

/** Options of {@link StreamReader}. */
export interface StreamReaderOptions {
  /** The longest line, in bytes; twice as much is buffered before the transport is paused. @defaultValue 65536 */
  limit?: number;
  /** The loop it belongs to. @defaultValue the one that runs when a read has to wait */
  loop?: AbstractEventLoop;
}

/**
 * Reads bytes that a transport, or a program, feeds.
 *
 * What it gives out are views of what came in, not copies: `slice()` what you keep for long. One task may read at a time.
 *
 * Cancellation of any read loses no byte: the next one finds all of them.
 *
 * Iterate over it to get its lines: `for await (const line of reader)`.
 *
 * @see CPython `asyncio.StreamReader`
 */
export class StreamReader implements AsyncIterable<Uint8Array> {
  /** @internal */
  readonly _limit: number;
  /** @internal */
  readonly _buffer: ByteQueue = new ByteQueue();
  /** @internal */
  _eof = false;
  /** Whether there is an error, which may well be `null` or `undefined` where others throw such things. @internal */
  _failed = false;
  readonly #loop: AbstractEventLoop | null;
  #failure: unknown = null;
  #waiter: Future<void> | null = null;
  #transport: ReadTransport | null = null;
  #paused = false;

  /** @throws {@link ValueError} if the limit is not above zero. */
  constructor(options: StreamReaderOptions = {}) {
    const limit = options.limit ?? DEFAULT_LIMIT;
    if (typeof limit !== "number" || !(limit > 0))
      throw new ValueError(`limit must be above zero, got ${describe(limit)}`);
    this._limit = limit;
    this.#loop = options.loop ?? null;
  }

  // Reading.

  /**
   * Read up to `n` bytes: what there is, at least one byte, unless the input has ended. `-1`: all until its end.
   *
   * @throws the error of the connection.
   */
  read(n = -1): Awaitable<Uint8Array> {
    checkCount(n);
    return n < 0 ? new ReadAll(this) : new ReadSome(this, n);
  }

  /**
   * Read a line, with its newline. At the end of the input: what is left, which has none.
   *
   * @throws {@link ValueError} if the line is longer than the limit; it is dropped then, as far as it has come in.
   * @throws the error of the connection.
   */
  readline(): Awaitable<Uint8Array> {
    return new ReadUntil(this, newline, true);
  }

  /**
   * Read exactly `n` bytes.
   *
   * @throws {@link IncompleteReadError} if the input ends before; it has what was there.
   * @throws {@link ValueError} at once if `n` is negative.
   * @throws the error of the connection.
   */
  readexactly(n: number): Awaitable<Uint8Array> {
    checkCount(n);
    if (n < 0) throw new ValueError(`readexactly size can not be less than zero, got ${n}`);
    return new ReadExactly(this, n);
  }

  /**
   * Read until `separator` was read. Given several, the one that ends first counts.
   *
   * @param separator one, or several. @defaultValue a newline
   * @throws {@link IncompleteReadError} if the input ends before; it has what was there.
   * @throws {@link LimitOverrunError} if it does not come within the limit. The bytes stay.
   * @throws {@link ValueError} at once if there is no separator, or one of no bytes.
   * @throws the error of the connection.
   */
  readuntil(separator: Uint8Array | readonly Uint8Array[] = newline): Awaitable<Uint8Array> {
    return new ReadUntil(this, checkSeparator(separator), false);
  }

  /** Whether the input has ended, and all of it was read. */
  atEof(): boolean {
    return this._eof && this._buffer.size === 0;
  }

  /** The error of the connection, `null` if there is none. */
  exception(): unknown {
    return this.#failure;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined, void> {
    const next = (): Awaitable<IteratorResult<Uint8Array, undefined>> => new NextLine(this);
    // What `for await` does with it is to await it, so it need not be a promise.
    return { next, _inPlace: true } as unknown as AsyncIterator<Uint8Array, undefined, void>;
  }

  // Feeding.

  /** Add bytes. They are kept, not copied: leave them as they are. @throws {@link RuntimeError} after `feedEof()`. */
  feedData(data: Uint8Array): void {
    if (this._eof) throw new RuntimeError("feedData() after feedEof()");
    checkBytes("data", data);
    if (data.length === 0) return;
    this._buffer.push(data);
    if (this.#waiter !== null) this.#wakeUp();
    this._holdBack();
  }

  /**
   * Add bytes that came while no code of the user's runs, in place of {@link StreamReader.feedData}: outside of the loop's
   * iterations, who waits for them is only made ready.
   *
   * @returns false if they must not be added
   * @internal
   */
  _takeIn(data: Uint8Array): boolean {
    if (this._eof) return false;
    this._buffer.push(data);
    if (this.#waiter !== null) this.#wakeUp();
    this._holdBack();
    return true;
  }

  /** Say that the input has ended. */
  feedEof(): void {
    this._eof = true;
    this.#wakeUp();
  }

  /** Have this error thrown by the read that waits, and by all later ones. */
  setException(error: unknown): void {
    this.#failure = error;
    this._failed = true;
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter !== null && !waiter.cancelled()) waiter.setException(error);
  }

  /** Say which transport to pause when too much waits to be read. @throws {@link RuntimeError} if there is one. */
  setTransport(transport: ReadTransport): void {
    if (this.#transport !== null) throw new RuntimeError("the transport is set already");
    this.#transport = transport;
  }

  /** The connection goes on over another transport. @internal */
  _replaceTransport(transport: ReadTransport): void {
    this.#transport = transport;
    this.#paused = false;
    this._holdBack();
  }

  /** Take what has come and was not read. @internal */
  _takeUnread(): readonly Uint8Array[] {
    const { size } = this._buffer;
    return size === 0 ? [] : [this._buffer.take(size)];
  }

  /** Where its bytes come from, `null` if that was never said. @internal */
  get _transport(): ReadTransport | null {
    return this.#transport;
  }

  /** The loop that was given at its creation. @internal */
  get _loop(): AbstractEventLoop | null {
    return this.#loop;
  }

  // What its reads use.

  /** Wait for more to come. @internal */
  _wait(name: string): Future<void> {
    if (this.#waiter !== null) {
      throw new RuntimeError(`${name}() called while another coroutine is already waiting for incoming data`);
    }
    // A transport that is paused would never bring what is waited for.
    if (this.#paused) this.#resume();
    const waiter = new Future<void>({ loop: this.#loop ?? requireRunningLoop() });
    this.#waiter = waiter;
    return waiter;
  }

  /** A read does not wait any more. @internal */
  _forget(waiter: Future<void>): void {
    if (this.#waiter === waiter) this.#waiter = null;
  }

  /** Something was read: there may be room again. @internal */
  _readOn(): void {
    if (this.#paused && this._buffer.size <= this._limit) this.#resume();
  }

  /** Something came in: there may be too much. @internal */
  _holdBack(): void {
    if (this.#paused || this.#transport === null || this._buffer.size <= 2 * this._limit) return;
    this.#paused = true;
    this.#transport.pauseReading();
  }

  #resume(): void {
    this.#paused = false;
    this.#transport?.resumeReading();
  }

  #wakeUp(): void {
    const waiter = this.#waiter;
    if (waiter === null) return;
    this.#waiter = null;
    if (!waiter.done()) waiter.setResult();
  }
}

/** A read: its own iterator, so that it costs one object. It tries, and waits for more to come as often as it must. */
abstract class Read extends Awaitable<Uint8Array> implements CoroutineIterator<Uint8Array> {
  readonly _reader: StreamReader;
  #started = false;
  #waiter: Future<void> | null = null;

  constructor(reader: StreamReader) {
    super();
    this._reader = reader;
  }

  /** What is read, `null` if more has to come first. */
  abstract _attempt(): Uint8Array | null;
  /** What messages call it. */
  abstract get _name(): string;
  /** It will not go on: leave the reader as it would be without it. */
  _undo(): void {}

  [Symbol.iterator](): CoroutineIterator<Uint8Array> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return this;
  }

  next(): IteratorResult<Suspension, Uint8Array> {
    const reader = this._reader;
    const waiter = this.#waiter;
    if (waiter === null) {
      if (reader._failed) throw reader.exception();
    } else {
      if (waiter._state === State.pending) return waiter.next() as IteratorReturnResult<never>;
      this.#stopWaiting(waiter);
      if (waiter._state !== State.finished) {
        this._undo();
        throw waiter._failure();
      }
    }
    const read = this._attempt();
    if (read !== null) return { done: true, value: read };
    // The error may have come in the same turn as the data that woke this read.
    if (reader._failed) {
      this._undo();
      throw reader.exception();
    }
    const next = reader._wait(this._name);
    this.#waiter = next;
    return next.next() as IteratorReturnResult<never>;
  }

  throw(error: unknown): never {
    this.#abandon();
    throw error;
  }

  return(value: Uint8Array): IteratorResult<Suspension, Uint8Array> {
    this.#abandon();
    return { done: true, value };
  }

  #abandon(): void {
    if (this.#waiter !== null) this.#stopWaiting(this.#waiter);
    this._undo();
  }

  #stopWaiting(waiter: Future<void>): void {
    this.#waiter = null;
    this._reader._forget(waiter);
  }
}

class ReadSome extends Read {
  readonly #count: number;

  constructor(reader: StreamReader, count: number) {
    super(reader);
    this.#count = count;
  }

  override get _name(): string {
    return "read";
  }

  override _attempt(): Uint8Array | null {
    const reader = this._reader;
    const size = reader._buffer.size;
    if (size === 0) {
      if (this.#count === 0) return nothing;
      if (!reader._eof) return null;
      reader._readOn();
      return nothing;
    }
    const data = reader._buffer.take(Math.min(this.#count, size));
    reader._readOn();
    return data;
  }
}

/** Reads to the end. What it has so far it puts back if it is cancelled. */
class ReadAll extends Read {
  #blocks: Uint8Array[] = [];

  override get _name(): string {
    return "read";
  }

  override _attempt(): Uint8Array | null {
    const reader = this._reader;
    const size = reader._buffer.size;
    if (size > 0) {
      this.#blocks.push(reader._buffer.take(size));
      reader._readOn();
    }
    if (!reader._eof) return null;
    reader._readOn();
    return concat(this.#blocks);
  }

  override _undo(): void {
    if (this.#blocks.length === 0) return;
    this._reader._buffer.unshift(concat(this.#blocks));
    this.#blocks = [];
    this._reader._holdBack();
  }
}

class ReadExactly extends Read {
  readonly #count: number;

  constructor(reader: StreamReader, count: number) {
    super(reader);
    this.#count = count;
  }

  override get _name(): string {
    return "readexactly";
  }

  override _attempt(): Uint8Array | null {
    if (this.#count === 0) return nothing;
    const reader = this._reader;
    const size = reader._buffer.size;
    if (size < this.#count) {
      if (!reader._eof) return null;
      throw new IncompleteReadError(reader._buffer.take(size), this.#count);
    }
    const data = reader._buffer.take(this.#count);
    reader._readOn();
    return data;
  }
}

/** Reads to a separator. As `readline()`, it gives what is left at the end, and drops a line that is too long. */
class ReadUntil extends Read {
  readonly #separators: Uint8Array | readonly Uint8Array[];
  readonly #isLine: boolean;
  /** No separator begins before this position. */
  #offset = 0;

  constructor(reader: StreamReader, separators: Uint8Array | readonly Uint8Array[], isLine: boolean) {
    super(reader);
    this.#separators = separators;
    this.#isLine = isLine;
  }

  override get _name(): string {
    return "readuntil";
  }

  override _attempt(): Uint8Array | null {
    const reader = this._reader;
    const buffer = reader._buffer;
    const separators = this.#separators;
    let start: number;
    let length: number;
    if (separators instanceof Uint8Array) {
      start = buffer.find(separators, this.#offset);
      length = separators.length;
    } else [start, length] = findFirst(buffer, separators, this.#offset);
    if (start >= 0) {
      if (start > reader._limit) throw this.#tooLong("Separator is found, but chunk is longer than limit", start);
      const data = buffer.take(start + length);
      reader._readOn();
      return data;
    }
    // A separator may have begun at the end of what is there.
    const longest = separators instanceof Uint8Array ? separators.length : (separators.at(-1) as Uint8Array).length;
    this.#offset = Math.max(this.#offset, buffer.size + 1 - longest);
    if (this.#offset > reader._limit) {
      throw this.#tooLong("Separator is not found, and chunk exceed the limit", this.#offset);
    }
    if (!reader._eof) return null;
    const rest = buffer.take(buffer.size);
    if (this.#isLine) return rest;
    throw new IncompleteReadError(rest, null);
  }

  #tooLong(message: string, consumed: number): Error {
    if (!this.#isLine) return new LimitOverrunError(message, consumed);
    const buffer = this._reader._buffer;
    if (buffer.holdsAt(newline, consumed)) buffer.skip(consumed + 1);
    else buffer.clear();
    this._reader._readOn();
    return new ValueError(message);
  }
}

/** The separator that ends first, the shorter one of several that end together: where it begins, and its length. */
function findFirst(
  buffer: ByteQueue,
  separators: readonly Uint8Array[],
  from: number,
): [start: number, length: number] {
  let start = -1;
  let length = 0;
  for (const separator of separators) {
    const at = buffer.find(separator, from);
    if (at < 0 || (start >= 0 && at + separator.length >= start + length)) continue;
    start = at;
    length = separator.length;
  }
  return [start, length];
}

/** One step of an iteration by line. */
class NextLine extends Awaitable<IteratorResult<Uint8Array, undefined>> {
  readonly #reader: StreamReader;

  constructor(reader: StreamReader) {
    super();
    this.#reader = reader;
  }

  *[Symbol.iterator](): Coroutine<IteratorResult<Uint8Array, undefined>> {
    const line = yield* this.#reader.readline();
    return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
  }
}

function concat(blocks: readonly Uint8Array[]): Uint8Array {
  if (blocks.length === 1) return blocks[0] as Uint8Array;
  const joined = new Uint8Array(blocks.reduce((size, block) => size + block.length, 0));
  let filled = 0;
  for (const block of blocks) {
    joined.set(block, filled);
    filled += block.length;
  }
  return joined;
}

function checkCount(n: unknown): void {
  if (typeof n !== "number" || !Number.isInteger(n))
    throw new TypeError(`n must be a whole number, got ${describe(n)}`);
}

function checkBytes(argument: string, data: unknown): void {
  if (!(data instanceof Uint8Array)) throw new TypeError(`${argument} must be a Uint8Array, got ${describe(data)}`);
}

function checkSeparator(separator: Uint8Array | readonly Uint8Array[]): Uint8Array | readonly Uint8Array[] {
  if (!Array.isArray(separator)) {
    checkBytes("separator", separator);
    if (separator.length === 0) throw new ValueError("Separator should be at least one-byte string");
    return separator;
  }
  const separators = separator as readonly Uint8Array[];
  if (separators.length === 0) throw new ValueError("Separator should contain at least one element");
  for (const one of separators) {
    checkBytes("separator", one);
    if (one.length === 0) throw new ValueError("Separator should be at least one-byte string");
  }
  return separators.toSorted((a, b) => a.length - b.length);
}

// Writing.

/** A protocol that minds `pauseWriting()` and `resumeWriting()`: what `drain()` waits for. */
class FlowControlMixin extends Protocol {
  /** @internal */
  readonly _loop: AbstractEventLoop;
  /** @internal */
  _connectionLost = false;
  /** @internal */
  _paused = false;
  readonly #drainWaiters = new Set<Future<void>>();

  constructor(options?: { loop?: AbstractEventLoop }) {
    super();
    this._loop = options?.loop ?? requireRunningLoop();
  }

  override pauseWriting(): void {
    this._paused = true;
  }

  override resumeWriting(): void {
    this._paused = false;
    for (const waiter of this.#drainWaiters) if (!waiter.done()) waiter.setResult();
  }

  override connectionLost(error: unknown): void {
    this._connectionLost = true;
    if (!this._paused) return;
    for (const waiter of this.#drainWaiters) {
      if (waiter.done()) continue;
      if (error === null) waiter.setResult();
      else waiter.setException(error);
    }
  }

  /** Somebody has to wait: until this is done. @internal */
  _waitForDrain(): Future<void> {
    const waiter = new Future<void>({ loop: this._loop });
    this.#drainWaiters.add(waiter);
    return waiter;
  }

  /** @internal */
  _forget(waiter: Future<void>): void {
    this.#drainWaiters.delete(waiter);
  }
}

const drained: IteratorReturnResult<void> = { done: true, value: undefined };

/** The wait of `drain()`: its own iterator, since nearly all of them wait for nothing. */
class Drain extends Awaitable<void> implements CoroutineIterator<void> {
  readonly #writer: StreamWriter;
  readonly #protocol: FlowControlMixin;
  #started = false;
  #waiter: Future<void> | null = null;

  constructor(writer: StreamWriter, protocol: FlowControlMixin) {
    super();
    this.#writer = writer;
    this.#protocol = protocol;
  }

  [Symbol.iterator](): CoroutineIterator<void> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    return this;
  }

  next(): IteratorResult<Suspension, void> {
    const waiter = this.#waiter;
    if (waiter !== null) {
      if (waiter._state !== State.pending) this.#protocol._forget(waiter);
      return waiter.next();
    }
    if (!this.#started) {
      this.#started = true;
      this.#writer._checkReader();
      // The transport closes: let the protocol learn that the connection is lost, or a loop of writes would never see it.
      if (this.#writer.transport.isClosing()) return bareSuspension;
    }
    const protocol = this.#protocol;
    if (protocol._connectionLost) throw new ConnectionResetError("Connection lost");
    if (!protocol._paused) return drained;
    this.#waiter = protocol._waitForDrain();
    return this.#waiter.next();
  }

  throw(error: unknown): never {
    if (this.#waiter !== null) this.#protocol._forget(this.#waiter);
    throw error;
  }

  return(): IteratorResult<Suspension, void> {
    if (this.#waiter !== null) this.#protocol._forget(this.#waiter);
    return drained;
  }
}

/** Options of {@link StreamWriter.startTls}. */
export type WriterStartTlsOptions = Omit<StartTlsOptions, "serverSide">;

/**
 * Writes to a transport.
 *
 * Writing waits for nothing; `drain()` after it waits until there is room. All that is written in one turn of the loop
 * leaves together.
 *
 * Dispose of it (`await using`, `asyncWith`) to close it and to wait until it is closed.
 *
 * @see CPython `asyncio.StreamWriter`
 */
export class StreamWriter implements AsyncContextManager<StreamWriter>, AsyncDisposable {
  /** @internal */
  readonly _inPlace = true;
  #transport: Transport;
  readonly #protocol: StreamReaderProtocol;
  readonly #reader: StreamReader | null;

  constructor(
    transport: Transport,
    protocol: StreamReaderProtocol,
    reader: StreamReader | null,
    _loop?: AbstractEventLoop,
  ) {
    this.#transport = transport;
    this.#protocol = protocol;
    this.#reader = reader;
  }

  /** The loop that it belongs to. @internal */
  get _loop(): AbstractEventLoop {
    return this.#protocol._loop;
  }

  /** The transport below. */
  get transport(): Transport {
    return this.#transport;
  }

  /**
   * Send `data`. It is not copied: leave the bytes as they are.
   *
   * A connection that is lost shows in {@link StreamWriter.drain}, not here.
   *
   * @throws TypeError if it is no `Uint8Array`; {@link RuntimeError} after {@link StreamWriter.writeEof}.
   */
  write(data: Uint8Array): void {
    this.#transport.write(data);
  }

  /** Send several, as with {@link StreamWriter.write}. */
  writelines(chunks: Iterable<Uint8Array>): void {
    this.#transport.writelines(chunks);
  }

  /** Tell the peer, after all that was written, that no more will come. It can still be read from. */
  writeEof(): void {
    this.#transport.writeEof();
  }

  /** Whether {@link StreamWriter.writeEof} is possible. */
  canWriteEof(): boolean {
    return this.#transport.canWriteEof();
  }

  /**
   * Wait until there is room to write more; where there is, this waits for nothing.
   *
   * Cancellation: what was written stays written.
   *
   * @throws {@link ConnectionResetError} if the connection is lost, or the error that it was lost by.
   */
  drain(): Awaitable<void> {
    return new Drain(this, this.#protocol);
  }

  /**
   * Speak TLS from now on, over the same connection, with the same reader and writer.
   *
   * What was written before is sent before, unencrypted. What has come and was not read is taken for the beginning of the
   * handshake, so nobody can smuggle in text that looks encrypted. The side that accepted the connection shows the certificate.
   *
   * Cancellation: the connection is closed.
   *
   * @param ssl settings; a client may give `true` for the host's defaults
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link RuntimeError} if the connection closes.
   * @throws {@link SSLCertVerificationError} if the peer's certificate is not to be trusted; {@link SSLError} if the handshake
   * fails; {@link ConnectionAbortedError} if it takes too long; the error of the connection.
   * @example
   * ```ts
   * const [reader, writer] = yield* openConnection("mail.example.org", 587);
   * yield* reader.readline();
   * writer.write(new TextEncoder().encode("STARTTLS\r\n"));
   * yield* reader.readline();
   * yield* writer.startTls(true, { serverHostname: "mail.example.org" });
   * ```
   * @see CPython `asyncio.StreamWriter.start_tls`
   */
  startTls(ssl: SSLContext | true, options: WriterStartTlsOptions = {}): Awaitable<void> {
    const protocol = this.#protocol;
    const all: StartTlsOptions = { ...options, serverSide: protocol._isServer };
    const secure = (protocol._loop as EventLoop).startTls(this.#transport, protocol, ssl, all);
    return new GeneratorAwaitable(this.#startTls(secure));
  }

  *#startTls(secure: Awaitable<Transport>): Coroutine {
    yield* this.drain();
    const transport = yield* secure;
    this.#transport = transport;
    this.#protocol._replaceTransport(transport);
  }

  /** Send what waits, then close. Wait for the end with {@link StreamWriter.waitClosed}. */
  close(): void {
    this.#transport.close();
  }

  /** Whether it is closed, or on the way to it. */
  isClosing(): boolean {
    return this.#transport.isClosing();
  }

  /**
   * Wait until the connection is closed.
   *
   * @throws the error that it was lost by.
   */
  waitClosed(): Awaitable<void> {
    return new GeneratorAwaitable(this.#protocol._waitClosed());
  }

  /** Something about the connection, such as `"peername"`; `otherwise` if it is not known. */
  getExtraInfo<K extends keyof ExtraInfo>(name: K): ExtraInfo[K] | null;
  getExtraInfo<K extends keyof ExtraInfo, D>(name: K, otherwise: D): ExtraInfo[K] | D;
  getExtraInfo(name: string, otherwise?: unknown): unknown;
  getExtraInfo(name: string, otherwise: unknown = null): unknown {
    return this.#transport.getExtraInfo(name, otherwise);
  }

  /** Gives the writer itself. */
  aenter(): Awaitable<StreamWriter> {
    return new GeneratorAwaitable(justGive(this));
  }

  /** Close it, and wait until it is closed. An error that the connection was lost by is not thrown here. */
  aexit(): Awaitable<void> {
    this.close();
    return new GeneratorAwaitable(this.#protocol._waitUntilGone());
  }

  [Symbol.asyncDispose](): Awaitable<void> {
    return this.aexit();
  }

  /** @throws the error of the connection, if there is one. @internal */
  _checkReader(): void {
    if (this.#reader?._failed) throw this.#reader.exception();
  }
}

function* justGive<T>(value: T): Coroutine<T> {
  return value;
}

/**
 * Serves one connection.
 *
 * A generator function or an async function; it runs as a task. If it fails, that is reported, and the connection closed.
 */
export type ClientConnectedCallback = (
  reader: StreamReader,
  writer: StreamWriter,
) => Coroutine<unknown> | PromiseLike<unknown> | void;

/**
 * The protocol between a transport and a pair of streams.
 *
 * @see CPython `asyncio.StreamReaderProtocol`
 */
export class StreamReaderProtocol extends FlowControlMixin {
  readonly #reader: StreamReader;
  readonly #clientConnected: ClientConnectedCallback | null;
  #overTls = false;
  /** The error that the connection was lost by. */
  #lostBy: unknown = null;
  readonly #closeWaiters = new Set<Future<void>>();

  constructor(
    reader: StreamReader,
    clientConnected: ClientConnectedCallback | null = null,
    options?: { loop?: AbstractEventLoop },
  ) {
    super(options);
    this.#reader = reader;
    this.#clientConnected = clientConnected;
  }

  override connectionMade(transport: BaseTransport): void {
    const stream = transport as Transport;
    this.#reader.setTransport(stream);
    this.#overTls = isOverTls(stream);
    const serve = this.#clientConnected;
    if (serve === null) return;
    const writer = new StreamWriter(stream, this, this.#reader);
    // A generator starts nothing yet; any other function is started by its task, so that its awaits are the task's.
    const startsNothing: boolean = isGeneratorFunction(serve);
    const start = (): unknown => serve(this.#reader, writer);
    const coro = (startsNothing ? start() : start) as Coroutine<unknown> | CoroutineFunction<unknown>;
    const task = this._loop.createTask(coro) as Task<unknown>;
    task._onDone(() => this.#served(task, stream));
  }

  override connectionLost(error: unknown): void {
    if (error === null) this.#reader.feedEof();
    else this.#reader.setException(error);
    this.#lostBy = error;
    super.connectionLost(error);
    for (const waiter of this.#closeWaiters) if (!waiter.done()) waiter.setResult();
  }

  override dataReceived(data: Uint8Array): void {
    this.#reader.feedData(data);
  }

  override eofReceived(): boolean {
    this.#reader.feedEof();
    return !this.#overTls;
  }

  /** What takes bytes in place of this protocol; `null`: nothing may, since a subclass wants to see them. @internal */
  get _intake(): StreamReader | null {
    const reader = this.#reader;
    const isPlain =
      this.dataReceived === StreamReaderProtocol.prototype.dataReceived &&
      reader.feedData === StreamReader.prototype.feedData;
    return isPlain ? reader : null;
  }

  /** Whether it serves a connection that was let in. @internal */
  get _isServer(): boolean {
    return this.#clientConnected !== null;
  }

  /** The connection goes on over another transport. @internal */
  _replaceTransport(transport: Transport): void {
    this.#overTls = isOverTls(transport);
    this.#reader._replaceTransport(transport);
  }

  /** Take what has come and was not read. @internal */
  _takeUnread(): readonly Uint8Array[] {
    return this.#reader._takeUnread();
  }

  /** @internal */
  *_waitClosed(): Coroutine {
    yield* this._waitUntilGone();
    if (this.#lostBy !== null) throw this.#lostBy;
  }

  /** @internal */
  *_waitUntilGone(): Coroutine {
    if (this._connectionLost) return;
    // One for each who waits: to cancel one of them must not disturb the others.
    const waiter = new Future<void>({ loop: this._loop });
    this.#closeWaiters.add(waiter);
    try {
      yield* waiter;
    } finally {
      this.#closeWaiters.delete(waiter);
    }
  }

  #served(task: Task<unknown>, transport: Transport): void {
    if (task._state === State.finished) return;
    if (task._state === State.failed) {
      this._loop.callExceptionHandler({
        message: "Unhandled exception in client_connected_cb",
        exception: task._failure(),
        task,
        transport,
      });
    }
    transport.close();
  }
}

function isOverTls(transport: Transport): boolean {
  return transport.getExtraInfo("sslcontext") !== null;
}

/** Options of {@link openConnection}. */
export interface OpenConnectionOptions extends ConnectionOptions {
  /** The reader's limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/** Options of {@link startServer}. */
export interface StartServerOptions extends ServerOptions {
  /** The readers' limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/**
 * Connect to `host` (`null`: this machine), and give a reader and a writer.
 *
 * Cancellation: the connection is closed; nothing is left of it.
 *
 * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if nobody can be reached.
 * @throws with `ssl`: {@link SSLCertVerificationError} if the peer's certificate is not to be trusted; {@link SSLError} if
 * the handshake fails; {@link ConnectionAbortedError} if it takes too long.
 * @example
 * ```ts
 * const [reader, writer] = yield* openConnection("example.org", 7);
 * writer.write(new TextEncoder().encode("hello\n"));
 * const line = yield* reader.readline();
 * writer.close();
 * yield* writer.waitClosed();
 * ```
 * @example
 * ```ts
 * const [reader, writer] = yield* openConnection("example.org", 443, { ssl: true });
 * ```
 * @see CPython `asyncio.open_connection`
 */
export function openConnection(
  host: string | null,
  port: number | null,
  options: OpenConnectionOptions = {},
): Awaitable<[StreamReader, StreamWriter]> {
  const loop = getRunningLoop();
  const reader = new StreamReader({ limit: options.limit ?? DEFAULT_LIMIT, loop });
  const connection = loop.createConnection(() => new StreamReaderProtocol(reader, null, { loop }), host, port, options);
  return new GeneratorAwaitable(openStreams(reader, connection));
}

function* openStreams(
  reader: StreamReader,
  connection: Awaitable<[Transport, StreamReaderProtocol]>,
): Coroutine<[StreamReader, StreamWriter]> {
  const [transport, protocol] = yield* connection;
  return [reader, new StreamWriter(transport, protocol, reader)];
}

/** Options of {@link openUnixConnection}. */
export interface OpenUnixConnectionOptions extends UnixConnectionOptions {
  /** The reader's limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/** Options of {@link startUnixServer}. */
export interface StartUnixServerOptions extends UnixServerOptions {
  /** The readers' limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/**
 * The same as {@link openConnection} to the Unix socket at `path`; on Windows, to the named pipe `\\.\pipe\...`.
 *
 * Cancellation: the connection is closed; nothing is left of it.
 *
 * @throws TypeError, {@link ValueError}, {@link OSError} at once if an argument is no good; {@link OSError} if nobody listens there.
 * @see CPython `asyncio.open_unix_connection`
 */
export function openUnixConnection(
  path: string | null,
  options: OpenUnixConnectionOptions = {},
): Awaitable<[StreamReader, StreamWriter]> {
  const loop = getRunningLoop();
  const reader = new StreamReader({ limit: options.limit ?? DEFAULT_LIMIT, loop });
  const factory = (): StreamReaderProtocol => new StreamReaderProtocol(reader, null, { loop });
  return new GeneratorAwaitable(openStreams(reader, loop.createUnixConnection(factory, path, options)));
}

/**
 * Listen at `host` (a name, several, or `null`: all addresses of this machine), and serve each connection with
 * `clientConnected(reader, writer)`, as a task of its own.
 *
 * A connection stays open when its function returns: close the writer there. It is closed if the function fails.
 *
 * @param port a number; 0 for a free one of the system's choice, see `server.sockets`
 * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if the address cannot be had.
 * @example
 * ```ts
 * const server = yield* startServer(function* (reader, writer) {
 *   const line = yield* reader.readline();
 *   writer.write(line);
 *   writer.close();
 * }, "127.0.0.1", 8888);
 * yield* server.serveForever();
 * ```
 * @example
 * ```ts
 * const ssl = { cert: readFileSync("cert.pem"), key: readFileSync("key.pem") };
 * const server = yield* startServer(serve, null, 8443, { ssl });
 * ```
 * @see CPython `asyncio.start_server`
 */
export function startServer(
  clientConnected: ClientConnectedCallback,
  host: string | readonly string[] | null,
  port: number,
  options: StartServerOptions = {},
): Awaitable<Server> {
  const loop = getRunningLoop();
  return loop.createServer(serverFactory(loop, clientConnected, options.limit), host, port, options);
}

/**
 * The same as {@link startServer} at the Unix socket `path`; on Windows, at the named pipe `\\.\pipe\...`.
 *
 * @throws TypeError, {@link ValueError}, {@link OSError} at once if an argument is no good; {@link OSError} if the path cannot be had.
 * @see CPython `asyncio.start_unix_server`
 */
export function startUnixServer(
  clientConnected: ClientConnectedCallback,
  path: string,
  options: StartUnixServerOptions = {},
): Awaitable<Server> {
  const loop = getRunningLoop();
  return loop.createUnixServer(serverFactory(loop, clientConnected, options.limit), path, options);
}

/** Makes the protocols of a server's connections. */
function serverFactory(
  loop: AbstractEventLoop,
  clientConnected: ClientConnectedCallback,
  limit: number = DEFAULT_LIMIT,
): () => StreamReaderProtocol {
  if (typeof clientConnected !== "function") {
    throw new TypeError(`clientConnected must be a function, got ${describe(clientConnected)}`);
  }
  // A limit that is no good is an error here, not at each connection.
  void new StreamReader({ limit });
  return () => new StreamReaderProtocol(new StreamReader({ limit, loop }), clientConnected, { loop });
}

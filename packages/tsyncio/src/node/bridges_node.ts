// Bridges between the library's streams and those of node:stream, in both directions.

import { Readable, Writable } from "node:stream";

import { type EventLoop, getRunningLoop } from "../core/base_events.ts";
import { describe } from "../core/coroutines.ts";
import { StreamReader, StreamReaderProtocol, StreamWriter } from "../core/streams.ts";
import {
  ClosableStreamReader,
  Pull,
  type ReaderBridgeOptions,
  type ReaderSourceOptions,
  Wait,
  type WriterSinkOptions,
} from "./bridge_tasks.ts";
import { ReadPipeTransport, WritePipeTransport, checkReadable, checkWritable } from "./pipes.ts";
import { ProtocolContext } from "./protocol_context.ts";

/**
 * Read from a stream of Node's. It is paused when twice the limit waits to be read; an error of it is thrown by the reads.
 *
 * Close the reader, or dispose of it, to destroy the stream before its end. A stream that goes both ways may have a
 * {@link writerFromNode} as well; it is closed with that.
 *
 * An own addition.
 *
 * @throws TypeError if `stream` is none that bytes can be read from; {@link RuntimeError} if somebody here reads it already.
 * @example
 * ```ts
 * const reader = readerFromNode(createReadStream("log.txt").pipe(createGunzip()));
 * for await (const line of reader) console.log(line);
 * ```
 */
export function readerFromNode(stream: Readable, options: ReaderBridgeOptions = {}): ClosableStreamReader {
  const loop = getRunningLoop();
  const readable = checkReadable("stream", stream);
  const reader = new ClosableStreamReader({ ...options, loop });
  const protocol = new StreamReaderProtocol(reader, null, { loop });
  const transport = new ReadPipeTransport(loop, readable, protocol, new ProtocolContext(loop));
  reader._source = transport;
  transport.open(null);
  return reader;
}

/**
 * Write to a stream of Node's. `drain()` waits while it has more than 64 KiB to send; an error of it shows there.
 *
 * Close the writer to end the stream.
 *
 * An own addition.
 *
 * @throws TypeError if `stream` is none that can be written to; {@link RuntimeError} if somebody here writes to it already.
 */
export function writerFromNode(stream: Writable): StreamWriter {
  const loop: EventLoop = getRunningLoop();
  const writable = checkWritable("stream", stream);
  // Nothing is read from it; it has the error that drain() throws.
  const reader = new StreamReader({ loop });
  const protocol = new StreamReaderProtocol(reader, null, { loop });
  const transport = new WritePipeTransport(loop, writable, protocol, new ProtocolContext(loop));
  transport.open(null);
  return new StreamWriter(transport, protocol, reader);
}

/**
 * A stream of Node's that gives what `reader` reads. Nothing is read before it is asked for.
 *
 * If it is destroyed before its end, the connection is closed, unless `preventCancel` is set. It ends with `CancelledError` if the
 * program ends before.
 *
 * An own addition.
 *
 * @throws TypeError if `reader` is none.
 * @example
 * ```ts
 * await pipeline(readerToNode(reader), createGzip(), createWriteStream("received.gz"));
 * ```
 */
export function readerToNode(reader: StreamReader, options: ReaderSourceOptions = {}): Readable {
  if (!(reader instanceof StreamReader)) throw new TypeError(`reader must be a StreamReader, got ${describe(reader)}`);
  return new ReaderReadable(reader, options.preventCancel ?? false);
}

class ReaderReadable extends Readable {
  readonly #pull: Pull;
  readonly #preventCancel: boolean;

  constructor(reader: StreamReader, preventCancel: boolean) {
    super();
    this.#pull = new Pull(reader);
    this.#preventCancel = preventCancel;
  }

  override _read(size: number): void {
    this.#pull.start(
      size,
      (data) => void this.push(data.length === 0 ? null : data),
      (error) => void this.destroy(error as Error),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#pull.stop(this.#preventCancel || this.readableEnded);
    callback(error);
  }
}

/**
 * A stream of Node's that writes to `writer`. It is full while `drain()` would wait.
 *
 * Its end closes the writer, or only ends the sending (`halfClose`); destroyed before, it aborts the connection. It fails when the
 * connection is lost.
 *
 * An own addition.
 *
 * @throws TypeError if `writer` is none.
 */
export function writerToNode(writer: StreamWriter, options: WriterSinkOptions = {}): Writable {
  if (!(writer instanceof StreamWriter)) throw new TypeError(`writer must be a StreamWriter, got ${describe(writer)}`);
  return new WriterWritable(writer, options.halfClose ?? false);
}

interface WrittenChunk {
  chunk: Uint8Array;
}

class WriterWritable extends Writable {
  readonly #writer: StreamWriter;
  readonly #halfClose: boolean;
  readonly #drained: Wait<void>;
  readonly #closed: Wait<void>;

  constructor(writer: StreamWriter, halfClose: boolean) {
    super({ decodeStrings: true });
    this.#writer = writer;
    this.#halfClose = halfClose;
    this.#drained = new Wait<void>(writer._loop);
    this.#closed = new Wait<void>(writer._loop);
    const lost = (error?: unknown): void => void this.destroy(error as Error | undefined);
    this.#closed.start(writer.waitClosed(), lost, lost);
  }

  override _write(chunk: Uint8Array, _: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#send([chunk], callback);
  }

  override _writev(chunks: WrittenChunk[], callback: (error?: Error | null) => void): void {
    this.#send(
      chunks.map(({ chunk }) => chunk),
      callback,
    );
  }

  #send(chunks: Uint8Array[], callback: (error?: Error | null) => void): void {
    try {
      this.#writer.writelines(chunks);
    } catch (error) {
      callback(error as Error);
      return;
    }
    this.#drained.start(
      this.#writer.drain(),
      () => callback(),
      (error) => callback(error as Error),
    );
  }

  override _final(callback: (error?: Error | null) => void): void {
    // What the connection is closed by from now on is no error of this stream's, unless it is one of the connection's.
    this.#closed.stop();
    if (this.#halfClose && this.#writer.canWriteEof()) {
      this.#writer.writeEof();
      callback();
      return;
    }
    this.#writer.close();
    this.#closed.start(
      this.#writer.waitClosed(),
      () => callback(),
      (error) => callback(error as Error),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#drained.stop();
    this.#closed.stop();
    if (!this.writableFinished) this.#writer.transport.abort();
    callback(error);
  }
}

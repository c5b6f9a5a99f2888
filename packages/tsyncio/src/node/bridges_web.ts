// Bridges between the library's streams and Web Streams, in both directions. Whose Web Streams they are is no matter here.

import { getRunningLoop } from "../core/base_events.ts";
import { describe } from "../core/coroutines.ts";
import { StreamReader, StreamReaderProtocol, StreamWriter } from "../core/streams.ts";
import {
  ClosableStreamReader,
  Pull,
  type ReadableStreamLike,
  type ReaderBridgeOptions,
  type ReaderSourceOptions,
  Wait,
  type WritableStreamLike,
  type WriterSinkOptions,
} from "./bridge_tasks.ts";
import { WebReadTransport, WebWriteTransport } from "./web_stream_transports.ts";

/** How much is read at a time for a stream that asks. */
const CHUNK = 64 * 1024;

/**
 * Read from a Web Stream, such as the `body` of a `Response`. No more is asked of it while twice the limit waits to be read; an
 * error of it is thrown by the reads.
 *
 * The stream is locked. Close the reader, or dispose of it, to cancel the stream before its end.
 *
 * An own addition.
 *
 * @throws TypeError if `stream` is none, or is locked. A chunk that is no `Uint8Array` is a TypeError in the reads.
 * @example
 * ```ts
 * await using reader = readerFromWeb(response.body);
 * const line = await reader.readline();
 * ```
 */
export function readerFromWeb(stream: ReadableStreamLike, options: ReaderBridgeOptions = {}): ClosableStreamReader {
  const loop = getRunningLoop();
  if (typeof (stream as ReadableStreamLike | null)?.getReader !== "function") {
    throw new TypeError(`stream must be a ReadableStream, got ${describe(stream)}`);
  }
  const reader = new ClosableStreamReader({ ...options, loop });
  const protocol = new StreamReaderProtocol(reader, null, { loop });
  const transport = new WebReadTransport(loop, stream, protocol);
  reader._source = transport;
  transport.open();
  return reader;
}

/**
 * Write to a Web Stream. `drain()` waits while it has more than 64 KiB to take; an error of it shows there.
 *
 * The stream is locked. Close the writer to close the stream; `writer.transport.abort()` aborts it.
 *
 * An own addition.
 *
 * @throws TypeError if `stream` is none, or is locked.
 */
export function writerFromWeb(stream: WritableStreamLike): StreamWriter {
  const loop = getRunningLoop();
  if (typeof (stream as WritableStreamLike | null)?.getWriter !== "function") {
    throw new TypeError(`stream must be a WritableStream, got ${describe(stream)}`);
  }
  // Nothing is read from it; it has the error that drain() throws.
  const reader = new StreamReader({ loop });
  const protocol = new StreamReaderProtocol(reader, null, { loop });
  const transport = new WebWriteTransport(loop, stream, protocol);
  protocol.connectionMade(transport);
  return new StreamWriter(transport, protocol, reader);
}

/**
 * A Web Stream that gives what `reader` reads. Nothing is read before it is asked for.
 *
 * If it is cancelled, the connection is closed, unless `preventCancel` is set. It fails with `CancelledError` if the program ends
 * before.
 *
 * An own addition.
 *
 * @throws TypeError if `reader` is none.
 * @example
 * ```ts
 * const text = await new Response(readerToWeb(reader)).text();
 * ```
 */
export function readerToWeb(reader: StreamReader, options: ReaderSourceOptions = {}): ReadableStream<Uint8Array> {
  if (!(reader instanceof StreamReader)) throw new TypeError(`reader must be a StreamReader, got ${describe(reader)}`);
  const pull = new Pull(reader);
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        new Promise<void>((resolve, reject) => {
          const give = (data: Uint8Array): void => {
            if (data.length === 0) controller.close();
            else controller.enqueue(data);
            resolve();
          };
          pull.start(CHUNK, give, reject);
        }),
      cancel: () => pull.stop(options.preventCancel ?? false),
    },
    // Not a byte more than is asked for is taken out of the reader.
    { highWaterMark: 0 },
  );
}

/**
 * A Web Stream that writes to `writer`. It is full while `drain()` would wait.
 *
 * Its end closes the writer, or only ends the sending (`halfClose`); aborted, it aborts the connection. It fails when the connection
 * is lost.
 *
 * An own addition.
 *
 * @throws TypeError if `writer` is none.
 */
export function writerToWeb(writer: StreamWriter, options: WriterSinkOptions = {}): WritableStream<Uint8Array> {
  if (!(writer instanceof StreamWriter)) throw new TypeError(`writer must be a StreamWriter, got ${describe(writer)}`);
  const drained = new Wait<void>(writer._loop);
  const closed = new Wait<void>(writer._loop);
  const settle = (wait: Wait<void>, start: () => ReturnType<StreamWriter["drain"]>): Promise<void> =>
    new Promise<void>((resolve, reject) => wait.start(start(), resolve, reject));
  return new WritableStream<Uint8Array>({
    start(controller) {
      const lost = (error?: unknown): void => controller.error(error ?? new TypeError("the writer was closed"));
      closed.start(writer.waitClosed(), lost, lost);
    },
    write(chunk) {
      writer.write(chunk);
      return settle(drained, () => writer.drain());
    },
    close() {
      closed.stop();
      if (options.halfClose === true && writer.canWriteEof()) {
        writer.writeEof();
        return undefined;
      }
      writer.close();
      return settle(closed, () => writer.waitClosed());
    },
    abort() {
      drained.stop();
      closed.stop();
      writer.transport.abort();
    },
  });
}

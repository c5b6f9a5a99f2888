// Lines on the wire, for both sides: UTF-8 with a newline at the end, read one by one, and how a connection ends.

import {
  type Coroutine,
  IncompleteReadError,
  LimitOverrunError,
  OSError,
  type StreamReader,
  type StreamWriter,
  TimeoutError,
  timeout,
} from "tsyncio";

/** How many bytes are read at a time when they are dropped. */
const BLOCK = 64 * 1024;

/** Stands for a line that was longer than the reader's limit. */
export const TOO_LONG: unique symbol = Symbol("too long");

/** What comes in: a line without its end, {@link TOO_LONG}, or `null` at the end of the input. */
export type Incoming = string | typeof TOO_LONG | null;

const encoder = new TextEncoder();
// What is no UTF-8 becomes U+FFFD. A byte order mark belongs to the line like any other character.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A line as bytes. */
export function encodeLine(line: string): Uint8Array {
  return encoder.encode(`${line}\n`);
}

/**
 * Reads line after line, each up to the reader's limit; one that is longer is dropped, all of it. Text before the end of
 * the input is a line, too.
 */
export class LineReader {
  readonly #reader: StreamReader;
  /** In the middle of a line that is being dropped. */
  #isDropping = false;

  constructor(reader: StreamReader) {
    this.#reader = reader;
  }

  /** Cancellation: the next call gives the line. */
  *read(): Coroutine<Incoming> {
    for (;;) {
      try {
        return this.#whole(yield* this.#reader.readuntil());
      } catch (error) {
        if (error instanceof IncompleteReadError) return error.partial.length === 0 ? null : this.#whole(error.partial);
        if (!(error instanceof LimitOverrunError)) throw error;
        this.#isDropping = true;
        yield* this.#reader.readexactly(error.consumed);
      }
    }
  }

  #whole(bytes: Uint8Array): Incoming {
    if (!this.#isDropping) return decodeLine(bytes);
    this.#isDropping = false;
    return TOO_LONG;
  }
}

function decodeLine(bytes: Uint8Array): string {
  return decoder.decode(bytes).replace(/\r?\n$/, "");
}

/**
 * End a conversation: send what waits, say that nothing more will come, and wait for the other side to do the same. After
 * `seconds` the connection is cut.
 *
 * TLS knows no end of one side alone: there, the whole connection is closed once what waits was sent.
 *
 * What still comes in is read and dropped: a socket closed with unread input resets the connection, and then the other
 * side may lose the last words.
 */
export function* part(reader: StreamReader, writer: StreamWriter, seconds: number): Coroutine {
  try {
    yield* timeout(seconds, function* () {
      if (writer.canWriteEof()) {
        writer.writeEof();
        while (!reader.atEof()) yield* reader.read(BLOCK);
      }
      writer.close();
      yield* writer.waitClosed();
    });
  } catch (error) {
    if (!(error instanceof TimeoutError || error instanceof OSError)) throw error;
  } finally {
    writer.transport.abort();
  }
}

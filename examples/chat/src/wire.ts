// What goes over the wire, for both sides: lines of UTF-8, the server's notices, and how a connection ends.

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

/** The longest line that is passed on, in bytes, without its newline. */
export const MAX_LINE: number = 64 * 1024;

/** How long each side waits for the other one when a conversation ends, in seconds. */
const PARTING_SECONDS = 1;

/** Stands for a line that was longer than {@link MAX_LINE}. */
export const TOO_LONG: unique symbol = Symbol("too long");

const encoder = new TextEncoder();
// What is no UTF-8 becomes U+FFFD. A byte order mark belongs to the line like any other character.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A line as bytes. */
export function encodeLine(line: string): Uint8Array {
  return encoder.encode(`${line}\n`);
}

/** A line in which the server itself speaks. */
export function notice(text: string): Uint8Array {
  return encodeLine(`* ${text}`);
}

/**
 * Read a line of up to {@link MAX_LINE} bytes; one that is longer is dropped, all of it. Text before the end of the input
 * is a line, too.
 *
 * @returns the line without its end, {@link TOO_LONG}, or `null` at the end of the input
 */
export function* readLine(reader: StreamReader): Coroutine<string | typeof TOO_LONG | null> {
  let isTooLong = false;
  for (;;) {
    try {
      const line = yield* reader.readuntil();
      return isTooLong ? TOO_LONG : decodeLine(line);
    } catch (error) {
      if (error instanceof IncompleteReadError) return isTooLong ? TOO_LONG : lastLine(error.partial);
      if (!(error instanceof LimitOverrunError)) throw error;
      isTooLong = true;
      yield* reader.readexactly(error.consumed);
    }
  }
}

function lastLine(bytes: Uint8Array): string | null {
  return bytes.length === 0 ? null : decodeLine(bytes);
}

function decodeLine(bytes: Uint8Array): string {
  return decoder.decode(bytes).replace(/\r?\n$/, "");
}

/**
 * End a conversation: send what waits, say that nothing more will come, and wait for the other side to do the same. After
 * a second the connection is cut.
 *
 * What still comes in is read and dropped: a socket closed with unread input resets the connection, and then the other
 * side may lose the last words.
 */
export function* part(reader: StreamReader, writer: StreamWriter): Coroutine {
  try {
    yield* timeout(PARTING_SECONDS, function* () {
      writer.writeEof();
      while (!reader.atEof()) yield* reader.read(MAX_LINE);
      writer.close();
      yield* writer.waitClosed();
    });
  } catch (error) {
    if (!(error instanceof TimeoutError || error instanceof OSError)) throw error;
  } finally {
    writer.transport.abort();
  }
}

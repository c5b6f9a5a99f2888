// Standard input, output and error as files, over the host's own streams. Nothing of files on disk.

import type { Readable, Writable } from "node:stream";

import { BufferedFile } from "./binary.ts";
import { BufferedDescriptor } from "./buffered.ts";
import type { Done, FileCalls, Piece } from "./calls.ts";
import { codecOf } from "./codecs.ts";
import { DEFAULT_BUFFER_SIZE } from "./input.ts";
import { TextFile } from "./text.ts";

interface MaybeReferenced {
  unref?(): void;
}

function refuse(): never {
  throw new Error("standard streams have no positions");
}

/** The calls of a descriptor, made on a stream of the process: it knows of terminals, pipes and consoles what is to be known. */
class StreamCalls implements FileCalls {
  readonly #name: "stdin" | "stdout" | "stderr";
  readonly stat: () => never = refuse;
  readonly truncate: () => never = refuse;

  constructor(name: "stdin" | "stdout" | "stderr") {
    this.#name = name;
  }

  read(_fd: number, piece: Piece, done: Done<number>): void {
    const stream: Readable & MaybeReferenced = process.stdin;
    const finish = (error: Error | null, count: number): void => {
      stream.off("readable", look);
      stream.off("end", look);
      stream.off("close", look);
      stream.off("error", fail);
      done(error, count);
    };
    const fail = (error: Error): void => finish(error, 0);
    const look = (): void => {
      // With nothing there, it is the asking that shows the end.
      const size = stream.readableLength;
      const data = (size > 0 ? stream.read(Math.min(size, piece.length)) : stream.read()) as Buffer | string | null;
      if (data !== null) finish(null, copy(stream, data, piece));
      else if (stream.readableEnded || stream.destroyed) finish(null, 0);
    };
    // A loop that runs keeps the process alive by itself; and one that has ended need not wait for a read that was cancelled.
    stream.unref?.();
    stream.on("readable", look);
    stream.on("end", look);
    stream.on("close", look);
    stream.on("error", fail);
    queueMicrotask(look);
  }

  write(_fd: number, { bytes, offset, length }: Piece, done: Done<number>): void {
    this.#write(bytes.subarray(offset, offset + length), done);
  }

  writev(_fd: number, pieces: Uint8Array[], _position: number | null, done: Done<number>): void {
    this.#write(Buffer.concat(pieces), done);
  }

  #write(bytes: Uint8Array, done: Done<number>): void {
    const stream: Writable = this.#name === "stderr" ? process.stderr : process.stdout;
    // An error that the call is told is the file's; without a listener it would end the process besides.
    const ignore = (): void => {};
    stream.once("error", ignore);
    stream.write(bytes, (error) => {
      if (!error) stream.off("error", ignore);
      done(error ?? null, bytes.length);
    });
  }

  close(_fd: number, done: (error: Error | null) => void): void {
    done(null);
  }
}

function copy(stream: Readable, data: Buffer | string, { bytes, offset, length }: Piece): number {
  const source = typeof data === "string" ? Buffer.from(data) : data;
  if (source.length > length) stream.unshift(source.subarray(length));
  const part = source.subarray(0, length);
  bytes.set(part, offset);
  return part.length;
}

function descriptor(name: "stdin" | "stdout" | "stderr", fd: number, mode: string): BufferedDescriptor {
  const readable = name === "stdin";
  return new BufferedDescriptor({
    fd,
    name: `<${name}>`,
    mode,
    closefd: false,
    calls: new StreamCalls(name),
    readable,
    writable: !readable,
    appending: false,
    seekable: false,
    size: 0,
    // What is written is handed on at once: nobody would do it at the end of the program.
    bufferSize: readable ? DEFAULT_BUFFER_SIZE : 0,
  });
}

const setup = { encoding: "utf-8", errors: "strict", newline: null, lineBuffering: true } as const;

function pair(name: "stdin" | "stdout" | "stderr", fd: number): [TextFile, BufferedFile] {
  const mode = name === "stdin" ? "r" : "w";
  const io = descriptor(name, fd, mode);
  return [new TextFile(io, { ...setup, codec: codecOf("utf-8", "strict") }), new BufferedFile(io)];
}

const [stdinText, stdinBuffer] = pair("stdin", 0);
const [stdoutText, stdoutBuffer] = pair("stdout", 1);
const [stderrText, stderrBuffer] = pair("stderr", 2);

/** Standard input as text. @see aiofiles `aiofiles.stdin` */
export const stdin: TextFile = stdinText;
/** Standard output as text; what is written is handed on at once. @see aiofiles `aiofiles.stdout` */
export const stdout: TextFile = stdoutText;
/** Standard error as text. @see aiofiles `aiofiles.stderr` */
export const stderr: TextFile = stderrText;
/** Standard input as bytes. @see aiofiles `aiofiles.stdin_bytes` */
export const stdinBytes: BufferedFile = stdinBuffer;
/** Standard output as bytes. @see aiofiles `aiofiles.stdout_bytes` */
export const stdoutBytes: BufferedFile = stdoutBuffer;
/** Standard error as bytes. @see aiofiles `aiofiles.stderr_bytes` */
export const stderrBytes: BufferedFile = stderrBuffer;

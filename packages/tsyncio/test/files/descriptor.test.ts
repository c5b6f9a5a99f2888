// What a descriptor does while a call of the system takes its time, or goes wrong: the calls are the test's own.

import { type OSError, coroutine, createTask, gather, sleep } from "tsyncio";

import { BufferedFile } from "../../src/files/binary.ts";
import { BufferedDescriptor } from "../../src/files/buffered.ts";
import type { Done, FileCalls, Piece } from "../../src/files/calls.ts";
import { bothDialects } from "../support/dialects.ts";
import { describe, expect } from "../support/suite.ts";

const failure = (code: string): Error => Object.assign(new Error(`${code}: made up`), { code });

/** A file in memory whose calls end when the test says so. */
class SlowCalls implements FileCalls {
  readonly log: string[] = [];
  content = Buffer.alloc(0);
  /** At most so many bytes are written by a call. */
  most = Infinity;
  /** The next calls fail with these; "": that one does not. */
  readonly faults: string[] = [];
  /** At most so many bytes are read by a call. */
  mostRead = Infinity;
  readonly #waiting: (() => void)[] = [];

  /** Let all calls end that are under way. */
  end(): void {
    for (const finish of this.#waiting.splice(0)) finish();
  }

  /** The same, the last one first. */
  endInReverse(): void {
    this.#waiting.reverse();
    this.end();
  }

  #call<T>(name: string, done: (error: Error | null, value: T) => void, work: () => T): void {
    this.log.push(`${name} begins`);
    this.#waiting.push(() => {
      this.log.push(`${name} ends`);
      const fault = this.faults.shift();
      if (fault === undefined || fault === "") done(null, work());
      else done(failure(fault), undefined as T);
    });
  }

  read(_fd: number, { bytes, offset, length, position }: Piece, done: Done<number>): void {
    this.#call("read", done, () => {
      const from = position ?? 0;
      const part = this.content.subarray(from, from + Math.min(length, this.mostRead));
      bytes.set(part, offset);
      return part.length;
    });
  }

  write(_fd: number, { bytes, offset, length, position }: Piece, done: Done<number>): void {
    this.#call("write", done, () => {
      const part = bytes.subarray(offset, offset + Math.min(length, this.most));
      const from = position ?? this.content.length;
      const size = Math.max(this.content.length, from + part.length);
      this.content = Buffer.concat([this.content, Buffer.alloc(size - this.content.length)]);
      this.content.set(part, from);
      return part.length;
    });
  }

  writev(fd: number, pieces: Uint8Array[], position: number | null, done: Done<number>): void {
    const bytes = Buffer.concat(pieces);
    this.write(fd, { bytes, offset: 0, length: bytes.length, position }, done);
  }

  stat(_fd: number, done: Done<{ size: number }>): void {
    this.#call("stat", done, () => ({ size: this.content.length }));
  }

  truncate(_fd: number, size: number, done: (error: Error | null) => void): void {
    this.#call("truncate", done, () => void (this.content = this.content.subarray(0, size)));
  }

  close(_fd: number, done: (error: Error | null) => void): void {
    this.#call("close", done, () => undefined);
  }
}

function fileOver(calls: SlowCalls, bufferSize = 8): BufferedFile {
  const io = new BufferedDescriptor({
    fd: -1,
    name: "made up",
    mode: "r+b",
    closefd: true,
    calls,
    readable: true,
    writable: true,
    appending: false,
    seekable: true,
    size: calls.content.length,
    bufferSize,
  });
  return new BufferedFile(io);
}

/** Close a file, with all calls that it takes. */
const closed = coroutine(function* (file: BufferedFile, calls: SlowCalls) {
  const closing = createTask(file.close());
  while (!closing.done()) {
    calls.end();
    yield* sleep(0);
  }
  yield* closing;
});

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("a descriptor", () => {
  bothDialects("is closed after the piece that is read ahead, not before", function* ({ wait, fn }) {
    const calls = new SlowCalls();
    calls.content = Buffer.alloc(100, "x");
    const file = fileOver(calls);
    const reader = createTask(
      fn(function* () {
        for (let piece = 0; piece < 3; piece++) yield* wait(file.read(10));
      }),
    );
    while (!reader.done()) {
      yield* wait(sleep(0));
      if (!reader.done()) calls.end();
    }
    expect(calls.log.at(-1)).toBe("read begins");
    const closer = createTask(
      fn(function* () {
        yield* wait(file.close());
      }),
    );
    yield* wait(sleep(0));
    yield* wait(sleep(0));
    expect(calls.log.at(-1)).toBe("read begins");
    calls.end();
    expect(calls.log.slice(-2)).toEqual(["read ends", "close begins"]);
    calls.end();
    yield* wait(closer);
  });

  bothDialects("gives pieces in order that were read ahead in another", function* ({ wait, fn }) {
    const calls = new SlowCalls();
    calls.content = Buffer.from(Array.from({ length: 95 }, (_, index) => index));
    const file = fileOver(calls);
    const pieces: number[][] = [];
    const reader = createTask(
      fn(function* () {
        for (let data = yield* wait(file.read(10)); data.length > 0; data = yield* wait(file.read(10)))
          pieces.push([...data]);
      }),
    );
    for (let turn = 0; !reader.done(); turn++) {
      // Some of them fail and some are cut short: those are read again when they are asked for.
      if (turn % 7 === 3 && pieces.length > 2) calls.faults.push("EINTR");
      calls.mostRead = turn % 5 === 4 ? 3 : Infinity;
      calls.endInReverse();
      yield* wait(sleep(0));
      if (calls.faults.length > 0) calls.faults.length = 0;
    }
    yield* wait(reader);
    expect(pieces.flat()).toEqual([...calls.content]);
    yield* wait(closed(file, calls));
  });

  bothDialects("begins no call before the one of a cancelled task is over", function* ({ wait, fn }) {
    const calls = new SlowCalls();
    const file = fileOver(calls);
    const cancelled = createTask(
      fn(function* () {
        yield* wait(file.write(bytes("first, and long")));
      }),
    );
    yield* wait(sleep(0));
    cancelled.cancel();
    yield* wait(gather([cancelled], { returnExceptions: true }));
    const next = createTask(
      fn(function* () {
        yield* wait(file.write(bytes("; the second, too")));
        yield* wait(file.close());
      }),
    );
    yield* wait(sleep(0));
    expect(calls.log).toEqual(["write begins"]);
    while (!next.done()) {
      calls.end();
      yield* wait(sleep(0));
    }
    expect(calls.content.toString()).toBe("first, and long; the second, too");
  });

  bothDialects("writes on where the system takes a part only", function* ({ wait, fn }) {
    const calls = new SlowCalls();
    calls.most = 3;
    const file = fileOver(calls);
    const writer = createTask(
      fn(function* () {
        yield* wait(file.write(bytes("abc")));
        yield* wait(file.write(bytes("defghijklmnop")));
        yield* wait(file.write(bytes("qrs")));
        yield* wait(file.close());
      }),
    );
    while (!writer.done()) {
      calls.end();
      yield* wait(sleep(0));
    }
    expect(calls.content.toString()).toBe("abcdefghijklmnopqrs");
  });

  bothDialects("keeps what was not written when the system fails, and writes it then", function* ({ wait, fn }) {
    const calls = new SlowCalls();
    calls.most = 3;
    const file = fileOver(calls);
    const writer = createTask(
      fn(function* () {
        yield* wait(file.write(bytes("kept")));
        let code = "";
        try {
          yield* wait(file.flush());
        } catch (error) {
          code = (error as OSError).code;
        }
        expect(code).toBe("ENOSPC");
        yield* wait(file.write(bytes(" on")));
        yield* wait(file.close());
      }),
    );
    calls.faults.push("", "ENOSPC");
    while (!writer.done()) {
      calls.end();
      yield* wait(sleep(0));
    }
    yield* wait(writer);
    expect(calls.content.toString()).toBe("kept on");
  });

  bothDialects("stays where it was when a read fails", function* ({ wait, fn }) {
    const calls = new SlowCalls();
    calls.content = Buffer.from("0123456789".repeat(5));
    const file = fileOver(calls);
    const reader = createTask(
      fn(function* () {
        yield* wait(file.read(3));
        const codes: string[] = [];
        for (const operation of [() => file.read(20), () => file.read(), () => file.readline()]) {
          calls.faults.push("EIO");
          try {
            yield* wait(operation());
          } catch (error) {
            codes.push((error as OSError).code);
          }
        }
        expect(codes).toEqual(["EIO", "EIO", "EIO"]);
        expect(yield* wait(file.tell())).toBe(3);
        expect(Buffer.from(yield* wait(file.read())).toString()).toBe(calls.content.toString().slice(3));
      }),
    );
    while (!reader.done()) {
      calls.end();
      yield* wait(sleep(0));
    }
    yield* wait(reader);
    yield* wait(closed(file, calls));
  });

  bothDialects(
    "reports the failure of a write that was cancelled",
    function* ({ wait, fn }) {
      const calls = new SlowCalls();
      const file = fileOver(calls);
      const writer = createTask(
        fn(function* () {
          yield* wait(file.write(bytes("too much for the buffer")));
        }),
      );
      yield* wait(sleep(0));
      writer.cancel();
      yield* wait(gather([writer], { returnExceptions: true }));
      calls.faults.push("ENOSPC");
      calls.end();
      yield* wait(closed(file, calls));
    },
    (outcome) => {
      expect(outcome.reports).toHaveLength(1);
      expect(outcome.reports[0]?.message).toBe("A write that was cancelled has failed: 'made up'");
      expect(outcome.reports[0]?.exception).toMatchObject({ code: "ENOSPC" });
    },
  );
});

// Cancelled operations: nothing is left open, nothing is closed that is in use, no byte is lost or doubled.

import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import process from "node:process";

import { CancelledError, type Coroutine, type OSError, createTask, gather, sleep, until } from "tsyncio";
import { open, tempfile } from "tsyncio/files";

import { failureOf, onFiles, openBelow, turnOfHost } from "../../support/files.ts";
import { describe, expect } from "../../support/suite.ts";

/** A cancellation after each of so many turns of the host hits every wait of an operation. */
const TURNS = Array.from({ length: 12 }, (_, index) => index);

const TEXT = Array.from({ length: 4000 }, (_, index) => `line ${index} é\n`).join("");

describe("a cancelled operation", () => {
  onFiles("leaves no file open, wherever open() was", function* ({ wait, at, fn }) {
    writeFileSync(at("a.txt"), TEXT);
    for (const turns of TURNS) {
      const task = createTask(
        fn(function* () {
          const f = yield* wait(open(at("a.txt")));
          yield* wait(f.close());
        }),
      );
      for (let turn = 0; turn < turns; turn++) yield* wait(until(turnOfHost()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
    }
    // onFiles() waits for what goes on behind, and then looks.
    // What a cancelled opening has made goes as soon as the system has told of it.
    for (let turn = 0; turn < 1000 && openBelow(at("")).length >= TURNS.length; turn++)
      yield* wait(until(turnOfHost()));
    expect(openBelow(at("")).length).toBeLessThan(TURNS.length);
  });

  onFiles("loses and doubles no line of a file", function* ({ wait, at, fn }) {
    writeFileSync(at("a.txt"), TEXT);
    for (const turns of TURNS) {
      const f = yield* wait(open(at("a.txt"), "r", { buffering: 4096 }));
      const read: string[] = [];
      const task = createTask(
        fn(function* () {
          for (;;) read.push(yield* wait(f.readline()));
        }),
      );
      for (let turn = 0; turn < turns; turn++) yield* wait(until(turnOfHost()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
      read.push(yield* wait(f.read()));
      expect(read.join("") === TEXT).toBe(true);
      yield* wait(f.close());
    }
  });

  onFiles("loses and doubles no byte of a large read", function* ({ wait, at, fn }) {
    const content = Buffer.from(TEXT.repeat(30));
    writeFileSync(at("a.bin"), content);
    for (const turns of TURNS) {
      const f = yield* wait(open(at("a.bin"), "rb"));
      const read: Uint8Array[] = [yield* wait(f.read(10))];
      const task = createTask(
        fn(function* () {
          read.push(yield* wait(f.read(turns % 2 === 0 ? 900_000 : -1)));
        }),
      );
      for (let turn = 0; turn < turns; turn++) yield* wait(until(turnOfHost()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
      read.push(yield* wait(f.read()));
      expect(Buffer.concat(read).equals(content)).toBe(true);
      yield* wait(f.close());
    }
  });

  onFiles("loses and doubles no byte where pieces are read ahead", function* ({ wait, at, fn }) {
    const content = Buffer.from(TEXT.repeat(30));
    writeFileSync(at("a.bin"), content);
    for (const turns of TURNS) {
      const f = yield* wait(open(at("a.bin"), "rb"));
      const read: Uint8Array[] = [];
      const task = createTask(
        fn(function* () {
          for (let piece = 0; piece < 8; piece++) read.push(yield* wait(f.read(100_000)));
        }),
      );
      for (let turn = 0; turn < turns * 2; turn++) yield* wait(until(turnOfHost()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
      for (let data = yield* wait(f.read(100_000)); data.length > 0; data = yield* wait(f.read(100_000))) {
        read.push(data);
        // Closing waits for the piece that is read ahead.
        if (turns % 3 === 0 && read.length === 9) break;
      }
      const size = read.reduce((sum, data) => sum + data.length, 0);
      expect(Buffer.concat(read).equals(content.subarray(0, size))).toBe(true);
      if (turns % 3 !== 0) expect(size).toBe(content.length);
      yield* wait(f.close());
      expect(openBelow(at("a.bin"))).toEqual([]);
    }
  });

  onFiles("has written all of it or nothing when the next begins", function* ({ wait, at, fn }) {
    const piece = "0123456789".repeat(30_000);
    for (const turns of TURNS) {
      const f = yield* wait(open(at("a.txt"), "w"));
      yield* wait(f.write("begin "));
      const task = createTask(
        fn(function* () {
          yield* wait(f.write(piece));
        }),
      );
      for (let turn = 0; turn < turns; turn++) yield* wait(until(turnOfHost()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
      yield* wait(f.write(" end"));
      yield* wait(f.close());
      const content = readFileSync(at("a.txt"), "latin1");
      expect(["begin  end", `begin ${piece} end`]).toContain(content);
    }
  });

  onFiles("does not keep a file from being closed, and close() waits for it", function* ({ wait, at, fn }) {
    const piece = "0123456789".repeat(100_000);
    for (const turns of TURNS) {
      const f = yield* wait(open(at("a.txt"), "w"));
      const writer = createTask(
        fn(function* () {
          yield* wait(f.write(piece));
        }),
      );
      yield* wait(until(turnOfHost()));
      const closer = createTask(
        fn(function* () {
          yield* wait(f.close());
        }),
      );
      for (let turn = 0; turn < turns; turn++) yield* wait(until(turnOfHost()));
      writer.cancel();
      closer.cancel();
      yield* wait(gather([writer, closer], { returnExceptions: true }));
      // Whoever asks again waits until it is done; what was begun was written before.
      yield* wait(f.close());
      expect(f.closed).toBe(true);
      expect(["", piece]).toContain(readFileSync(at("a.txt"), "latin1"));
      expect(openBelow(at("a.txt"))).toEqual([]);
    }
  });

  onFiles("gives its place in the line up", function* ({ wait, at, fn }) {
    const f = yield* wait(open(at("a.txt"), "w", { buffering: 2 }));
    const first = "one,".repeat(2_000_000); // takes its time
    const writing = [first, "two,", "three,"].map((text) =>
      createTask(
        fn(function* () {
          yield* wait(f.write(text));
        }),
      ),
    );
    yield* wait(sleep(0));
    writing[1]?.cancel();
    const outcomes = yield* wait(gather(writing, { returnExceptions: true }));
    expect(outcomes[1]).toBeInstanceOf(CancelledError);
    yield* wait(f.close());
    expect(readFileSync(at("a.txt"), "latin1") === `${first}three,`).toBe(true);
  });

  onFiles("hands its turn on if that came as it was cancelled", function* ({ wait, at, fn }) {
    const f = yield* wait(open(at("a.txt"), "w", { buffering: 2 }));
    const second = createTask(
      fn(function* () {
        yield* wait(sleep(0));
        yield* wait(f.write("second"));
      }),
    );
    const first = createTask(
      fn(function* () {
        yield* wait(f.write("first,"));
        // Its turn has just gone to the second.
        second.cancel();
      }),
    );
    const third = createTask(
      fn(function* () {
        yield* wait(sleep(0));
        yield* wait(sleep(0));
        yield* wait(f.write("third"));
      }),
    );
    const outcomes = yield* wait(gather([first, second, third], { returnExceptions: true }));
    expect(outcomes[1]).toBeInstanceOf(CancelledError);
    yield* wait(f.close());
    expect(readFileSync(at("a.txt"), "latin1")).toBe("first,third");
  });

  onFiles("leaves no temporary file or folder behind", function* ({ wait, at, fn }) {
    for (const turns of TURNS) {
      const task = createTask(
        fn(function* () {
          const dir = at("");
          const f = yield* wait(tempfile.NamedTemporaryFile("w+b", { dir }));
          yield* wait(f.close());
          const folder = yield* wait(tempfile.TemporaryDirectory({ dir }));
          yield* wait(folder.cleanup());
        }),
      );
      for (let turn = 0; turn < turns; turn++) yield* wait(until(turnOfHost()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
    }
    // What a cancelled opening has made goes as soon as the system has told of it.
    for (let turn = 0; turn < 1000 && openBelow(at("")).length >= TURNS.length; turn++)
      yield* wait(until(turnOfHost()));
    expect(openBelow(at("")).length).toBeLessThan(TURNS.length);
  });
});

/** Open files and forget them. */
function* forget(path: string): Coroutine {
  for (let count = 0; count < 5; count++) yield* open(path, "w");
}

describe.runIf(process.platform === "linux")("a file that nobody closed", () => {
  onFiles(
    "is closed when nobody can reach it any more, and debug mode says so",
    function* ({ wait, at, loop }) {
      loop.setDebug(true);
      loop.slowCallbackDuration = Infinity;
      yield* wait(createTask(forget(at("a.txt"))));
      for (let turn = 0; turn < 500 && openBelow(at("a.txt")).length > 0; turn++) {
        globalThis.gc?.();
        yield* wait(until(turnOfHost()));
      }
      loop.setDebug(false);
      expect(openBelow(at("a.txt"))).toEqual([]);
    },
    (outcome) => {
      const messages = outcome.reports.map(({ message }) => message.replace(/'.*\//, "'"));
      expect(messages).toEqual(Array<string>(5).fill("A file was never closed: 'a.txt'"));
    },
  );
});

const isPosix = process.platform !== "win32";

/** Where there are named pipes: what a pipe gave cannot be read again. */
function* pipeAt(path: string): Coroutine<number> {
  expect(spawnSync("mkfifo", [path]).status).toBe(0);
  yield* until(turnOfHost());
  return openSync(path, constants.O_RDWR);
}

describe.runIf(isPosix)("a pipe", () => {
  onFiles("keeps for the next what comes after a cancelled read", function* ({ wait, at, fn }) {
    const end = yield* wait(createTask(pipeAt(at("pipe"))));
    const f = yield* wait(open(at("pipe"), "rb"));
    expect(yield* wait(f.seekable())).toBe(false);
    expect(String(yield* failureOf(wait(f.tell())))).toContain("not seekable");
    const task = createTask(
      fn(function* () {
        yield* wait(f.readline());
      }),
    );
    for (let turn = 0; turn < 5; turn++) yield* wait(until(turnOfHost()));
    task.cancel();
    yield* wait(gather([task], { returnExceptions: true }));
    writeSync(end, "late\nand more\n");
    expect(Buffer.from(yield* wait(f.readline())).toString()).toBe("late\n");
    expect(Buffer.from(yield* wait(f.read(8))).toString()).toBe("and more");
    closeSync(end);
    yield* wait(f.close());
  });
});

describe.runIf(process.platform === "linux")("a full disk", () => {
  onFiles("fails the flush and the close, and the file is closed", function* ({ wait }) {
    const f = yield* wait(open("/dev/full", "w"));
    yield* wait(f.write("does not fit"));
    const error = (yield* failureOf(wait(f.flush()))) as OSError;
    expect(error.code).toBe("ENOSPC");
    expect(error.message).toContain("'/dev/full' with mode 'w'");
    expect(yield* failureOf(wait(f.close()))).toMatchObject({ code: "ENOSPC" });
    expect(f.closed).toBe(true);
    yield* wait(f.close());
    expect(openBelow("/dev/full")).toEqual([]);
  });

  onFiles(
    "is reported if the close that meets it was cancelled",
    function* ({ wait, fn }) {
      const f = yield* wait(open("/dev/full", "w"));
      yield* wait(f.write("does not fit"));
      const task = createTask(
        fn(function* () {
          yield* wait(f.close());
        }),
      );
      yield* wait(until(Promise.resolve()));
      task.cancel();
      yield* wait(gather([task], { returnExceptions: true }));
      for (let turn = 0; turn < 500 && openBelow("/dev/full").length > 0; turn++) yield* wait(until(turnOfHost()));
      for (let turn = 0; turn < 5; turn++) yield* wait(until(turnOfHost()));
    },
    (outcome) => {
      expect(outcome.reports).toHaveLength(1);
      expect(outcome.reports[0]?.message).toContain("Closing a file has failed: '/dev/full'");
      expect(outcome.reports[0]?.exception).toMatchObject({ code: "ENOSPC" });
    },
  );
});

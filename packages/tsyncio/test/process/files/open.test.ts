// open(): modes, what it returns, and its errors, on real files.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { FileExistsError, FileNotFoundError, IsADirectoryError, OSError, ValueError, asyncWith, run } from "tsyncio";
import { UnsupportedOperation, open } from "tsyncio/files";

import { failureOf, onFiles } from "../../support/files.ts";
import { describe, expect, it } from "../../support/suite.ts";

const caught = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
};

describe("open()", () => {
  onFiles("gives a file that asyncWith() closes", function* ({ wait, at }) {
    const file = yield* wait(
      asyncWith(open(at("a.txt"), "w"), function* (f) {
        yield* f.write("hello");
        expect(f.closed).toBe(false);
        return f;
      }),
    );
    expect(file.closed).toBe(true);
    expect(readFileSync(at("a.txt"), "utf8")).toBe("hello");
  });

  it("gives a file that `await using` closes", async () => {
    await run(async () => {
      const closed = await (async () => {
        await using file = await open(new URL(import.meta.url));
        expect((await file.readline()).startsWith("// open()")).toBe(true);
        return () => file.closed;
      })();
      expect(closed()).toBe(true);
    });
  });

  onFiles("closes the file when the body fails", function* ({ wait, at }) {
    let closed: (() => boolean) | undefined;
    try {
      yield* wait(
        asyncWith(open(at("a.txt"), "w"), function* (f) {
          closed = () => f.closed;
          yield* f.write("half");
          throw new Error("in the body");
        }),
      );
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toBe("Error: in the body");
    }
    expect(closed?.()).toBe(true);
    expect(readFileSync(at("a.txt"), "utf8")).toBe("half");
  });

  onFiles("takes a path, a URL and a number", function* ({ wait, at }) {
    writeFileSync(at("a.txt"), "text");
    const fd = openSync(at("a.txt"), "r");
    for (const file of [at("a.txt"), pathToFileURL(at("a.txt")), fd]) {
      const f = yield* wait(open(file));
      expect(yield* wait(f.read())).toBe("text");
      yield* wait(f.close());
    }
    expect(caught(() => closeSync(fd))).toMatchObject({ code: "EBADF" });
  });

  onFiles("leaves a number open that is not its own to close", function* ({ wait, at }) {
    const fd = openSync(at("a.txt"), "w");
    const f = yield* wait(open(fd, "w", { closefd: false }));
    yield* wait(f.write("by number"));
    yield* wait(f.close());
    closeSync(fd);
    expect(readFileSync(at("a.txt"), "utf8")).toBe("by number");
  });

  onFiles("asks an opener for the number", function* ({ wait, at }) {
    const asked: unknown[] = [];
    const opener = (path: string, flags: number): number => {
      asked.push(path);
      return openSync(path, flags);
    };
    const f = yield* wait(open(at("a.txt"), "w", { opener }));
    yield* wait(f.close());
    expect(asked).toEqual([at("a.txt")]);
  });

  onFiles("empties, keeps, adds or refuses, as the mode says", function* ({ wait, at }) {
    const write = function* (mode: "w" | "a" | "x" | "r+" | "w+" | "a+", text: string) {
      const f = yield* wait(open(at("a.txt"), mode));
      yield* wait(f.write(text));
      yield* wait(f.close());
      return readFileSync(at("a.txt"), "utf8");
    };
    expect(yield* write("x", "12345")).toBe("12345");
    expect(yield* write("r+", "ab")).toBe("ab345");
    expect(yield* write("a", "6")).toBe("ab3456");
    expect(yield* write("a+", "7")).toBe("ab34567");
    expect(yield* write("w", "c")).toBe("c");
    expect(yield* write("w+", "d")).toBe("d");
    const error = yield* failureOf(wait(open(at("a.txt"), "x")));
    expect(error).toBeInstanceOf(FileExistsError);
  });

  onFiles("fails with the system's code, and names path and mode", function* ({ wait, at }) {
    mkdirSync(at("folder"));
    const missing = yield* failureOf(wait(open(at("none/a.txt"), "w")));
    expect(missing).toBeInstanceOf(FileNotFoundError);
    expect(missing).toMatchObject({ code: "ENOENT", syscall: "open", filename: at("none/a.txt") });
    expect(String(missing)).toBe(
      `FileNotFoundError: ENOENT: no such file or directory, open '${at("none/a.txt")}' with mode 'w'`,
    );
    const folder = yield* failureOf(wait(open(at("folder"))));
    expect(folder).toBeInstanceOf(IsADirectoryError);
    expect(folder).toMatchObject({ code: "EISDIR", filename: at("folder") });
    const number = yield* failureOf(wait(open(987_654)));
    expect(number).toBeInstanceOf(OSError);
    expect(number).toMatchObject({ code: "EBADF" });
  });

  onFiles("refuses what the mode does not allow, and everything once closed", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.txt"), "w"));
    for (const operation of [f.read(), f.readline(), f.readlines()]) {
      const error = yield* failureOf(wait<unknown>(operation));
      expect(error).toBeInstanceOf(UnsupportedOperation);
      expect(String(error)).toContain("not readable");
    }
    yield* wait(f.close());
    yield* wait(f.close());
    for (const operation of [f.write("x"), f.flush(), f.tell(), f.seek(0), f.truncate(), f.readable(), f.isatty()]) {
      const error = yield* failureOf(wait<unknown>(operation));
      expect(error).toBeInstanceOf(ValueError);
      expect(String(error)).toContain("I/O operation on closed file");
    }
    const g = yield* wait(open(at("a.txt"), "rb"));
    expect(String(yield* failureOf(wait(g.write(new Uint8Array(1)))))).toContain("not writable");
    yield* wait(g.close());
  });

  it("names the argument that is out of place at the call", () => {
    const bad = (...args: unknown[]): string =>
      String(caught(() => (open as (...args: unknown[]) => unknown)(...args)));
    expect(bad("a", "q")).toBe('ValueError: invalid mode: "q"');
    expect(bad("a", "rr")).toBe('ValueError: invalid mode: "rr"');
    expect(bad("a", "")).toContain("mode must have exactly one of create/read/write/append");
    expect(bad("a", "rw")).toContain("mode must have exactly one of create/read/write/append");
    expect(bad("a", "rbt")).toContain("can't have text and binary mode at once");
    expect(bad("a", 1)).toBe("TypeError: mode must be a string, got 1");
    expect(bad({}, "r")).toBe("TypeError: file must be a string, a URL or a Path, got an object of class Object");
    expect(bad("a\0b")).toContain("file must not contain null bytes");
    expect(bad(-1)).toContain("file must be the number of an open file");
    expect(bad("a", "r", { buffering: 0 })).toContain("can't have unbuffered text I/O");
    expect(bad("a", "r", { buffering: 0.5 })).toContain("buffering must be a whole number, got 0.5");
    expect(bad("a", "rb", { encoding: "utf-8" })).toContain("binary mode doesn't take an encoding argument");
    expect(bad("a", "rb", { errors: "strict" })).toContain("binary mode doesn't take an errors argument");
    expect(bad("a", "rb", { newline: "" })).toContain("binary mode doesn't take an newline argument");
    expect(bad("a", "r", { newline: "x" })).toBe('ValueError: newline is illegal: "x"');
    expect(bad("a", "r", { encoding: "klingon" })).toBe('ValueError: encoding is unknown: "klingon"');
    expect(bad("a", "r", { errors: "shrug" })).toContain('errors must be "strict", "ignore" or "replace", got "shrug"');
    expect(bad("a", "r", { closefd: false })).toContain("closefd must not be false where a path is given");
    expect(existsSync("a")).toBe(false);
  });
});

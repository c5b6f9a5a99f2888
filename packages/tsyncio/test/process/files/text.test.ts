// Text files: lines and their ends, encodings, faults in them, and places. What is expected is what CPython gives.

import { readFileSync, writeFileSync } from "node:fs";

import { asyncFor, type Coroutine } from "tsyncio";
import { type Newline, UnicodeDecodeError, UnicodeEncodeError, UnsupportedOperation, open } from "tsyncio/files";

import { failureOf, onFiles } from "../../support/files.ts";
import { describe, expect } from "../../support/suite.ts";

const MIXED = "a\nb\r\nc\rd";

describe("text files", () => {
  onFiles("know three line ends, one, or all of them untouched", function* ({ wait, at }) {
    writeFileSync(at("a.txt"), MIXED);
    const lines = function* (newline: Newline): Coroutine<[string[], unknown]> {
      const f = yield* wait(open(at("a.txt"), "r", { newline }));
      const result: [string[], unknown] = [yield* wait(f.readlines()), f.newlines];
      yield* wait(f.close());
      return result;
    };
    expect(yield* lines(null)).toEqual([
      ["a\n", "b\n", "c\n", "d"],
      ["\r", "\n", "\r\n"],
    ]);
    expect(yield* lines("")).toEqual([
      ["a\n", "b\r\n", "c\r", "d"],
      ["\r", "\n", "\r\n"],
    ]);
    expect(yield* lines("\n")).toEqual([["a\n", "b\r\n", "c\rd"], null]);
    expect(yield* lines("\r")).toEqual([["a\nb\r", "\nc\r", "d"], null]);
    expect(yield* lines("\r\n")).toEqual([["a\nb\r\n", "c\rd"], null]);
  });

  onFiles("write a line end as they were told to", function* ({ wait, at }) {
    for (const [newline, written] of [
      ["", "a\nb\r"],
      ["\n", "a\nb\r"],
      ["\r", "a\rb\r"],
      ["\r\n", "a\r\nb\r"],
    ] as const) {
      const f = yield* wait(open(at("a.txt"), "w", { newline }));
      expect(yield* wait(f.write("a\nb\r"))).toBe(4);
      yield* wait(f.close());
      expect(readFileSync(at("a.txt"), "latin1")).toBe(written);
    }
  });

  onFiles("give a line end as one also where the buffer ends in the middle of it", function* ({ wait, at }) {
    const text = "ab\r\n".repeat(50) + "\r".repeat(9) + "é\r\n".repeat(9);
    writeFileSync(at("a.txt"), text);
    for (const buffering of [2, 3, 4, 5, 7]) {
      const f = yield* wait(open(at("a.txt"), "r", { buffering }));
      const read: string[] = [];
      for (let line = yield* wait(f.readline()); line !== ""; line = yield* wait(f.readline())) read.push(line);
      yield* wait(f.close());
      expect(read).toEqual([
        ...Array<string>(50).fill("ab\n"),
        ...Array<string>(9).fill("\n"),
        ...Array<string>(9).fill("é\n"),
      ]);
    }
  });

  onFiles("are iterated by line, and can be read on after", function* ({ wait, at, fn }) {
    writeFileSync(at("a.txt"), "one\ntwo\nthree");
    const f = yield* wait(open(at("a.txt")));
    const lines: string[] = [];
    yield* wait(
      asyncFor(f, (line) => {
        lines.push(line);
        return fn(function* () {});
      }),
    );
    expect(lines).toEqual(["one\n", "two\n", "three"]);
    expect(yield* wait(f.read())).toBe("");
    expect(yield* wait(f.readline())).toBe("");
    yield* wait(f.close());
  });

  onFiles("count characters, not units: none is ever split", function* ({ wait, at }) {
    const text = "😀é😀x\r\n😀";
    const f = yield* wait(open(at("a.txt"), "w+", { newline: "" }));
    expect(yield* wait(f.write(text))).toBe(7);
    yield* wait(f.seek(0));
    expect(yield* wait(f.read(1))).toBe("😀");
    expect(yield* wait(f.read(2))).toBe("é😀");
    expect(yield* wait(f.readline(1))).toBe("x");
    expect(yield* wait(f.readline(9))).toBe("\r\n");
    expect(yield* wait(f.read(9))).toBe("😀");
    expect(yield* wait(f.read(9))).toBe("");
    yield* wait(f.close());
  });

  onFiles("tell places to come back to, whatever the characters", function* ({ wait, at }) {
    const text = "aé😀\r\nж\r\r\n\n日本\n";
    for (const encoding of ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]) {
      const f = yield* wait(open(at("a.txt"), "w+", { encoding, newline: "" }));
      yield* wait(f.write(text));
      yield* wait(f.close());
      const g = yield* wait(open(at("a.txt"), "r", { encoding, buffering: 5 }));
      const whole = yield* wait(g.read());
      yield* wait(g.seek(0));
      const places: [number, number][] = [];
      let given = "";
      for (;;) {
        places.push([yield* wait(g.tell()), given.length]);
        const character = yield* wait(g.read(1));
        if (character === "") break;
        given += character;
      }
      expect(given).toBe(whole);
      expect(whole).toBe("aé😀\nж\n\n\n日本\n");
      for (const [place, length] of places.toReversed()) {
        yield* wait(g.seek(place));
        expect(yield* wait(g.read())).toBe(whole.slice(length));
      }
      yield* wait(g.close());
    }
  });

  onFiles("tell places between faults, too", function* ({ wait, at }) {
    writeFileSync(at("a.txt"), Buffer.from([0x61, 0xff, 0xf0, 0x9f, 0x62, 0xe2, 0x82, 0xf0, 0x9f, 0x98, 0x80, 0xc3]));
    for (const [errors, text] of [
      ["replace", "a\ufffd\ufffdb\ufffd😀\ufffd"],
      ["ignore", "ab😀"],
    ] as const) {
      const f = yield* wait(open(at("a.txt"), "r", { errors }));
      let given = "";
      for (;;) {
        const place = yield* wait(f.tell());
        yield* wait(f.seek(place));
        const character = yield* wait(f.read(1));
        if (character === "") break;
        given += character;
      }
      expect(given).toBe(text);
      yield* wait(f.close());
    }
  });

  onFiles("go to a place that another object has told, in either order of bytes", function* ({ wait, at }) {
    for (const swap of [false, true]) {
      const bytes = Buffer.from("\ufeffone\ntwo\n", "utf16le");
      writeFileSync(at("a.txt"), swap ? bytes.swap16() : bytes);
      const f = yield* wait(open(at("a.txt"), "r", { encoding: "utf-16" }));
      expect(yield* wait(f.readline())).toBe("one\n");
      const place = yield* wait(f.tell());
      yield* wait(f.close());
      const g = yield* wait(open(at("a.txt"), "r", { encoding: "utf-16" }));
      yield* wait(g.seek(place));
      expect(yield* wait(g.read())).toBe("two\n");
      yield* wait(g.close());
    }
  });

  onFiles("tell places between faults behind a mark, too", function* ({ wait, at }) {
    const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
    for (const [encoding, bytes, lines] of [
      [
        "utf-8-sig",
        Buffer.concat([Buffer.from("\ufeffab"), Buffer.from([0xff]), Buffer.from("c\nd\u00e9f\nghi\n")]),
        [0, 8, 13],
      ],
      ["utf-16", Buffer.concat([utf16("\ufeffab\n"), Buffer.from([0x00, 0xd8]), utf16("x\nyz\n")]), [0, 8, 14]],
    ] as const) {
      writeFileSync(at("a.txt"), bytes);
      for (const buffering of [-1, 3]) {
        const f = yield* wait(open(at("a.txt"), "r", { encoding, errors: "replace", buffering }));
        const places: number[] = [];
        const given: string[] = [];
        for (;;) {
          places.push(yield* wait(f.tell()));
          const line = yield* wait(f.readline());
          if (line === "") break;
          given.push(line);
        }
        expect(places.slice(0, -1)).toEqual(lines);
        for (const [index, line] of given.entries()) {
          yield* wait(f.seek(lines[index] as number));
          expect(yield* wait(f.readline())).toBe(line);
        }
        yield* wait(f.close());
      }
    }
  });

  onFiles("know a line end that comes in two pieces", function* ({ wait, at }) {
    for (const [content, ends] of [
      ["12345\r\n", "\r\n"],
      ["12345\r6", "\r"],
      ["12345\r", "\r"],
      ["12345\r\n2345\r", ["\r", "\r\n"]],
      ["123456\n", "\n"],
    ] as const) {
      writeFileSync(at("a.txt"), content);
      for (const newline of [null, ""] as const) {
        const f = yield* wait(open(at("a.txt"), "r", { newline, buffering: 6 }));
        while ((yield* wait(f.readline())) !== "");
        expect(f.newlines).toEqual(ends);
        yield* wait(f.close());
      }
    }
  });

  onFiles("write the mark of an encoding once, at the beginning", function* ({ wait, at }) {
    for (const [encoding, mark] of [
      ["utf-8-sig", "efbbbf"],
      ["utf-16", "fffe"],
    ] as const) {
      const f = yield* wait(open(at("a.txt"), "w", { encoding }));
      yield* wait(f.write("a"));
      yield* wait(f.write("b"));
      yield* wait(f.close());
      const g = yield* wait(open(at("a.txt"), "a", { encoding }));
      yield* wait(g.write("c"));
      yield* wait(g.close());
      const bytes = readFileSync(at("a.txt"));
      expect(bytes.toString("hex").startsWith(mark)).toBe(true);
      expect(bytes.toString("hex").lastIndexOf(mark)).toBe(0);
      const h = yield* wait(open(at("a.txt"), "r", { encoding }));
      expect(yield* wait(h.read())).toBe("abc");
      yield* wait(h.close());
    }
  });

  onFiles("read and write the encodings of one byte", function* ({ wait, at }) {
    for (const [encoding, bytes] of [
      ["latin-1", [0xe9]],
      ["cp1251", [0xe9]],
      ["koi8-r", [0xe9]],
      ["iso-8859-5", [0xe9]],
      ["cp866", [0xa9]],
    ] as const) {
      writeFileSync(at("a.txt"), Buffer.from(bytes));
      const f = yield* wait(open(at("a.txt"), "r+", { encoding }));
      const text = yield* wait(f.read());
      expect(text).toHaveLength(1);
      yield* wait(f.write(text));
      yield* wait(f.close());
      expect([...readFileSync(at("a.txt"))]).toEqual([...bytes, ...bytes]);
    }
    writeFileSync(at("a.txt"), Buffer.from([0xcf, 0xf0, 0xe8]));
    const f = yield* wait(open(at("a.txt"), "r", { encoding: "windows-1251" }));
    expect(yield* wait(f.read())).toBe("При");
    yield* wait(f.close());
  });

  onFiles("say what is faulty, as Python does", function* ({ wait, at }) {
    const faults: [string, number[], string][] = [
      ["utf-8", [0x61, 0xff], "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"],
      ["utf-8", [0xc3, 0x28], "'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte"],
      ["utf-8", [0xe2, 0x82], "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data"],
      ["ascii", [0x61, 0x80], "'ascii' codec can't decode byte 0x80 in position 1: ordinal not in range(128)"],
      ["cp1252", [0x81], "'cp1252' codec can't decode byte 0x81 in position 0: character maps to <undefined>"],
    ];
    for (const [encoding, bytes, message] of faults) {
      writeFileSync(at("a.txt"), Buffer.from(bytes));
      const f = yield* wait(open(at("a.txt"), "r", { encoding }));
      const error = yield* failureOf(wait(f.read()));
      expect(error).toBeInstanceOf(UnicodeDecodeError);
      expect((error as Error).message).toBe(message);
      yield* wait(f.close());
    }
    const f = yield* wait(open(at("b.txt"), "w", { encoding: "ascii" }));
    const error = yield* failureOf(wait(f.write("aé")));
    expect(error).toBeInstanceOf(UnicodeEncodeError);
    expect((error as Error).message).toContain("position 1: ordinal not in range(128)");
    yield* wait(f.close());
    const g = yield* wait(open(at("b.txt"), "w"));
    expect(String(yield* failureOf(wait(g.write("a\ud800"))))).toContain("surrogates not allowed");
    yield* wait(g.close());
    const h = yield* wait(open(at("b.txt"), "w", { encoding: "latin-1", errors: "replace" }));
    yield* wait(h.write("aж\ud800é"));
    yield* wait(h.close());
    expect(readFileSync(at("b.txt"), "latin1")).toBe("a??é");
  });

  onFiles("go on at the place of the next character after a read", function* ({ wait, at }) {
    writeFileSync(at("a.txt"), "one\ntwo\nthree\n");
    const f = yield* wait(open(at("a.txt"), "r+"));
    expect(yield* wait(f.readline())).toBe("one\n");
    yield* wait(f.write("TWO"));
    expect(yield* wait(f.readline())).toBe("\n");
    expect(yield* wait(f.truncate())).toBe(8);
    yield* wait(f.close());
    expect(readFileSync(at("a.txt"), "utf8")).toBe("one\nTWO\n");
  });

  onFiles("hand each line over at once if they are told to", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.txt"), "w", { buffering: 1 }));
    expect(f.lineBuffering).toBe(true);
    yield* wait(f.write("half"));
    expect(readFileSync(at("a.txt"), "utf8")).toBe("");
    yield* wait(f.write(" a line\n"));
    expect(readFileSync(at("a.txt"), "utf8")).toBe("half a line\n");
    yield* wait(f.close());
  });

  onFiles("refuse steps from anywhere but the start", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.txt"), "w+"));
    expect(() => f.seek(1, 1)).toThrow(UnsupportedOperation);
    expect(() => f.seek(-1, 2)).toThrow(UnsupportedOperation);
    expect(() => f.seek(0, 3 as 2)).toThrow("whence must be 0, 1 or 2, got 3");
    expect(() => f.seek(0.5)).toThrow("offset must be a whole number, got 0.5");
    expect(() => f.read(1.5)).toThrow("size must be a whole number, got 1.5");
    expect(() => f.write(1 as unknown as string)).toThrow("text must be a string, got 1");
    expect(() => f.truncate(-1)).toThrow("size must not be negative, got -1");
    yield* wait(f.close());
  });

  onFiles("are detached to their bytes", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.txt"), "w+"));
    yield* wait(f.write("é"));
    const bytes = f.detach();
    yield* wait(bytes.seek(0));
    expect(() => f.closed).toThrow("underlying buffer has been detached");
    expect([...(yield* wait(bytes.read()))]).toEqual([0xc3, 0xa9]);
    yield* wait(bytes.close());
  });
});

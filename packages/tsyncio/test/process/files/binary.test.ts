// Files of bytes, buffered and raw: each method, and what a model of bytes says of any sequence of them.

import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

import fc from "fast-check";
import { type Awaitable, type Coroutine, asyncFor, asyncWith, run } from "tsyncio";
import { type BufferedFile, type RawFile, SEEK_CUR, SEEK_END, open, tempfile } from "tsyncio/files";

import { failureOf, onFiles } from "../../support/files.ts";
import { describe, expect, it } from "../../support/suite.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const textOf = (data: Uint8Array): string => Buffer.from(data).toString("latin1");

describe("buffered files", () => {
  onFiles("read in all the ways there are", function* ({ wait, at }) {
    writeFileSync(at("a.bin"), "0123456789\nab\ncd");
    const f = yield* wait(open(at("a.bin"), "rb"));
    expect(textOf(yield* wait(f.peek())).startsWith("0123456789")).toBe(true);
    expect(textOf(yield* wait(f.read(2)))).toBe("01");
    expect(textOf(yield* wait(f.read1(2)))).toBe("23");
    const target = new Uint8Array(3);
    expect(yield* wait(f.readinto(target))).toBe(3);
    expect(textOf(target)).toBe("456");
    expect(yield* wait(f.readinto1(new DataView(target.buffer, 1)))).toBe(2);
    expect(textOf(target)).toBe("478");
    expect(textOf(yield* wait(f.readline(1)))).toBe("9");
    expect(textOf(yield* wait(f.readline()))).toBe("\n");
    expect(yield* wait(f.tell())).toBe(11);
    expect((yield* wait(f.readlines(1))).map(textOf)).toEqual(["ab\n"]);
    expect(textOf(yield* wait(f.readall()))).toBe("cd");
    expect(yield* wait(f.read(1))).toHaveLength(0);
    expect(yield* wait(f.readline())).toHaveLength(0);
    expect(yield* wait(f.readinto(target))).toBe(0);
    yield* wait(f.close());
  });

  onFiles("read a file that grows while it is read", function* ({ wait, at }) {
    writeFileSync(at("a.bin"), "one\n");
    const f = yield* wait(open(at("a.bin"), "rb"));
    expect(textOf(yield* wait(f.read()))).toBe("one\n");
    expect(yield* wait(f.read())).toHaveLength(0);
    writeFileSync(at("a.bin"), "two\n", { flag: "a" });
    expect(textOf(yield* wait(f.readline()))).toBe("two\n");
    writeFileSync(at("a.bin"), "x".repeat(200_000), { flag: "a" });
    expect(yield* wait(f.read())).toHaveLength(200_000);
    yield* wait(f.close());
  });

  onFiles("keep lines that are longer than the buffer", function* ({ wait, at }) {
    const line = `${"x".repeat(300_000)}\n`;
    writeFileSync(at("a.bin"), line + line);
    const f = yield* wait(open(at("a.bin"), "rb", { buffering: 100 }));
    const sizes: number[] = [];
    yield* wait(asyncFor(f, (one) => void sizes.push(one.length)));
    expect(sizes).toEqual([line.length, line.length]);
    yield* wait(f.close());
  });

  onFiles("see their own writes where pieces are read ahead", function* ({ wait, at }) {
    writeFileSync(at("a.bin"), Buffer.alloc(1_000_000, "a"));
    const f = yield* wait(open(at("a.bin"), "r+b"));
    for (let piece = 0; piece < 3; piece++) yield* wait(f.read(100_000));
    yield* wait(f.seek(300_010));
    yield* wait(f.write(bytes("b")));
    yield* wait(f.seek(300_000));
    const data = yield* wait(f.read(100_000));
    expect([data.length, data.indexOf(98)]).toEqual([100_000, 10]);
    for (let piece = 0; piece < 6; piece++) expect(yield* wait(f.read(100_000))).toHaveLength(100_000);
    // The end was met ahead; it is looked for again.
    writeFileSync(at("a.bin"), "more", { flag: "a" });
    expect(textOf(yield* wait(f.read(100_000)))).toBe("more");
    yield* wait(f.close());
  });

  onFiles("write small pieces together, and large ones past the buffer", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.bin"), "wb", { buffering: 8 }));
    expect(yield* wait(f.write(bytes("1234")))).toBe(4);
    expect(readFileSync(at("a.bin"), "latin1")).toBe("");
    expect(yield* wait(f.write(bytes("56789")))).toBe(5);
    expect(readFileSync(at("a.bin"), "latin1")).toBe("123456789");
    yield* wait(f.write(bytes("x".repeat(100))));
    yield* wait(f.writelines([bytes("a"), Uint8Array.from([98]).buffer, bytes("c".repeat(20))]));
    yield* wait(f.flush());
    expect(readFileSync(at("a.bin"), "latin1")).toBe(`123456789${"x".repeat(100)}ab${"c".repeat(20)}`);
    yield* wait(f.close());
  });

  onFiles("count places from the start, from where they are and from the end", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.bin"), "w+b"));
    yield* wait(f.write(bytes("0123456789")));
    expect(yield* wait(f.seek(-3, SEEK_END))).toBe(7);
    expect(yield* wait(f.seek(-2, SEEK_CUR))).toBe(5);
    expect(textOf(yield* wait(f.read(1)))).toBe("5");
    const error = yield* failureOf(wait(f.seek(-9, SEEK_CUR)));
    expect(error).toMatchObject({ code: "EINVAL" });
    expect(() => f.seek(-1)).toThrow("offset must not be negative, got -1");
    yield* wait(f.close());
  });

  onFiles("add at the end, wherever they are", function* ({ wait, at }) {
    writeFileSync(at("a.bin"), "123");
    const f = yield* wait(open(at("a.bin"), "a+b"));
    expect(yield* wait(f.tell())).toBe(3);
    yield* wait(f.seek(0));
    expect(textOf(yield* wait(f.read(1)))).toBe("1");
    yield* wait(f.write(bytes("4")));
    yield* wait(f.flush());
    expect(yield* wait(f.tell())).toBe(4);
    expect(readFileSync(at("a.bin"), "latin1")).toBe("1234");
    yield* wait(f.close());
  });

  onFiles("name what is no bytes", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.bin"), "wb"));
    expect(() => f.write("text" as unknown as Uint8Array)).toThrow('data must be bytes (a Uint8Array), got "text"');
    expect(() => f.readinto([] as unknown as Uint8Array)).toThrow("buffer must be bytes");
    yield* wait(f.close());
  });
});

describe.runIf(process.platform === "linux")("files of the system's own making", () => {
  onFiles("are read whole, although they say that they have no bytes", function* ({ wait }) {
    const f = yield* wait(open("/proc/self/status", "rb"));
    const whole = textOf(yield* wait(f.read()));
    expect(whole).toContain("VmRSS");
    yield* wait(f.close());
  });
});

describe("raw files", () => {
  onFiles("make a call of the system for each of theirs", function* ({ wait, at }) {
    const f = yield* wait(open(at("a.bin"), "w+b", { buffering: 0 }));
    expect(yield* wait(f.write(bytes("line one\nline two\n")))).toBe(18);
    expect(readFileSync(at("a.bin"), "latin1")).toBe("line one\nline two\n");
    yield* wait(f.seek(0));
    expect(textOf(yield* wait(f.readline()))).toBe("line one\n");
    expect(yield* wait(f.tell())).toBe(9);
    // Nothing is kept that somebody else may have changed meanwhile.
    writeFileSync(at("a.bin"), "LINE ONE\nLINE TWO\n");
    expect(textOf(yield* wait(f.read(4)))).toBe("LINE");
    const target = new Uint8Array(2);
    expect(yield* wait(f.readinto(target))).toBe(2);
    expect(textOf(target)).toBe(" T");
    expect(textOf(yield* wait(f.readall()))).toBe("WO\n");
    yield* wait(f.close());
  });
});

/** What a random program does with a file. */
type Step =
  | { readonly op: "read" | "readline"; readonly size: number }
  | { readonly op: "write"; readonly data: string }
  | { readonly op: "seek"; readonly to: number }
  | { readonly op: "truncate"; readonly size: number | null }
  | { readonly op: "tell" | "flush" | "readAll" };

const data = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ op: fc.constantFrom("read" as const, "readline" as const), size: fc.integer({ min: -1, max: 25 }) }),
  fc.record({ op: fc.constant("write" as const), data }),
  fc.record({ op: fc.constant("seek" as const), to: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ op: fc.constant("truncate" as const), size: fc.option(fc.integer({ min: 0, max: 60 })) }),
  fc.record({ op: fc.constantFrom("tell" as const, "flush" as const, "readAll" as const) }),
);

/** Bytes, and a place in them. */
class Model {
  content = "";
  at = 0;

  read(size: number): string {
    const end = size < 0 ? this.content.length : this.at + size;
    return this.#give(end);
  }

  readline(size: number): string {
    const index = this.content.indexOf("\n", this.at);
    const end = index < 0 ? this.content.length : index + 1;
    return this.#give(size < 0 ? end : Math.min(end, this.at + size));
  }

  #give(end: number): string {
    const result = this.content.slice(this.at, end);
    this.at += result.length;
    return result;
  }

  write(text: string): number {
    if (text === "") return 0;
    const before = this.content.slice(0, this.at).padEnd(this.at, "\0");
    this.content = before + text + this.content.slice(this.at + text.length);
    this.at += text.length;
    return text.length;
  }

  truncate(size: number | null): number {
    const length = size ?? this.at;
    this.content = this.content.slice(0, length).padEnd(length, "\0");
    return length;
  }
}

function* follow(f: BufferedFile | RawFile, model: Model, one: Step): Coroutine {
  const same = function* <T>(operation: Awaitable<T>, wanted: unknown): Coroutine {
    const result = yield* operation;
    expect(result instanceof Uint8Array ? textOf(result) : result).toEqual(wanted);
  };
  if (one.op === "read") yield* same(f.read(one.size), model.read(one.size));
  else if (one.op === "readAll") yield* same(f.readall(), model.read(-1));
  else if (one.op === "readline") yield* same(f.readline(one.size), model.readline(one.size));
  else if (one.op === "write") yield* same(f.write(bytes(one.data)), model.write(one.data));
  else if (one.op === "seek") yield* same(f.seek(one.to), (model.at = one.to));
  else if (one.op === "truncate") yield* same(f.truncate(one.size), model.truncate(one.size));
  else if (one.op === "tell") yield* same(f.tell(), model.at);
  else yield* f.flush();
}

describe("files of bytes", () => {
  for (const [kind, buffering] of [
    ["with a buffer", -1],
    ["with a small buffer", 7],
    ["without a buffer", 0],
  ] as const) {
    it(`${kind} do what a model does`, async () => {
      await run(
        asyncWith(tempfile.TemporaryDirectory(), async (folder) => {
          await fc.assert(
            fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
              const model = new Model();
              await asyncWith(open(`${folder}/a.bin`, "w+b", { buffering }), function* (f) {
                for (const one of steps) yield* follow(f, model, one);
              });
              expect(readFileSync(`${folder}/a.bin`, "latin1")).toBe(model.content);
            }),
            { numRuns: 150 },
          );
        }),
      );
    });
  }

  it("of text do what a model does", async () => {
    await run(
      asyncWith(tempfile.TemporaryDirectory(), async (folder) => {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.constantFrom(-1, 3, 7), async (steps, buffering) => {
            const model = new Model();
            const options = { buffering, newline: "\n", encoding: "latin-1" } as const;
            await asyncWith(open(`${folder}/a.txt`, "w+", options), function* (f) {
              for (const one of steps) {
                if (one.op === "read") expect(yield* f.read(one.size)).toBe(model.read(one.size));
                else if (one.op === "readAll") expect(yield* f.read()).toBe(model.read(-1));
                else if (one.op === "readline") expect(yield* f.readline(one.size)).toBe(model.readline(one.size));
                else if (one.op === "write") expect(yield* f.write(one.data)).toBe(model.write(one.data));
                else if (one.op === "seek") expect(yield* f.seek(one.to)).toBe((model.at = one.to));
                else if (one.op === "truncate") expect(yield* f.truncate(one.size)).toBe(model.truncate(one.size));
                else if (one.op === "tell") expect(yield* f.tell()).toBe(model.at);
                else yield* f.flush();
              }
            });
            expect(readFileSync(`${folder}/a.txt`, "latin1")).toBe(model.content);
          }),
          { numRuns: 200 },
        );
      }),
    );
  });
});

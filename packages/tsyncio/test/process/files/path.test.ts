// Path: what it is made of, and what it asks the system.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import nodePath from "node:path";
import process from "node:process";

import { type Coroutine, FileExistsError, FileNotFoundError, asyncFor, asyncWith } from "tsyncio";
import { Path, type PathIterator } from "tsyncio/files";

import { type FilesDialect, failureOf, onFiles } from "../../support/files.ts";
import { describe, expect, it } from "../../support/suite.ts";

const posix = (path: Path): string => path.asPosix();

describe("a path", () => {
  it("is taken apart", () => {
    const path = new Path("a//b/./c/../archive.tar.gz");
    expect(posix(path)).toBe("a/b/c/../archive.tar.gz");
    expect(path.parts).toEqual(["a", "b", "c", "..", "archive.tar.gz"]);
    expect([path.name, path.stem, path.suffix, path.suffixes]).toEqual([
      "archive.tar.gz",
      "archive.tar",
      ".gz",
      [".tar", ".gz"],
    ]);
    expect(posix(path.parent)).toBe("a/b/c/..");
    expect(new Path("a/b").parents.map(posix)).toEqual(["a", "."]);
    expect(posix(new Path())).toBe(".");
    expect(posix(new Path("").parent)).toBe(".");
    expect([new Path(".profile").suffix, new Path("x.").suffix, new Path("..").suffix]).toEqual(["", "", ""]);
    expect(JSON.stringify({ path: new Path("x") })).toBe('{"path":"x"}');
    const root = nodePath.parse(process.cwd()).root;
    expect(new Path(root, "a").parts).toEqual([root, "a"]);
    expect(new Path("x", root, "a").isAbsolute()).toBe(true);
    expect(new Path(root).parent.toString()).toBe(root);
    expect(new Path(root, "a").anchor).toBe(root);
    expect(Path.cwd().asUri()).toMatch(/^file:\/\//);
    expect(Path.home().toString()).toBe(homedir());
  });

  it("is made of others", () => {
    const path = new Path("a/b.txt");
    expect(posix(path.joinpath("c", new Path("d")))).toBe("a/b.txt/c/d");
    expect(posix(path.withName("c"))).toBe("a/c");
    expect(posix(path.withStem("c"))).toBe("a/c.txt");
    expect(posix(path.withSuffix(".md"))).toBe("a/b.md");
    expect(posix(path.withSuffix(""))).toBe("a/b");
    expect(posix(path.relativeTo("a"))).toBe("b.txt");
    expect(posix(path.relativeTo("a/c/d", { walkUp: true }))).toBe("../../b.txt");
    expect(path.isRelativeTo("a")).toBe(true);
    expect(path.isRelativeTo("b")).toBe(false);
    expect(path.equals(new Path("a", "b.txt"))).toBe(true);
    expect(() => path.relativeTo("b")).toThrow('"a/b.txt" is not in the subpath of "b"');
    expect(() => path.withName("c/d")).toThrow('name is invalid: "c/d"');
    expect(() => path.withSuffix("md")).toThrow('suffix is invalid: "md"');
    expect(() => path.asUri()).toThrow("relative path can't be expressed as a file URI");
    expect(() => new Path("").withName("x")).toThrow("has an empty name");
  });

  it("is matched from its end, name by name", () => {
    const path = new Path("src/files/path.test.ts");
    for (const pattern of ["*.ts", "files/*", "src/*/path.test.t[a-z]", "*.t?", "[!x]ath.*"])
      expect(path.match(pattern), pattern).toBe(true);
    for (const pattern of ["*.js", "src/*", "src", "[!p]ath.*", "[]].ts", "*.(ts)"])
      expect(path.match(pattern), pattern).toBe(false);
    expect(new Path("a[b").match("a[b")).toBe(true);
    expect(new Path("a-b").match("a[x-]b")).toBe(true);
  });
});

function* listOf<T>({ wait, fn }: FilesDialect, source: PathIterator<T>): Coroutine<T[]> {
  const items: T[] = [];
  yield* wait(
    asyncFor(source, (item) => {
      items.push(item);
      return fn(function* () {});
    }),
  );
  return items;
}

describe("Path", () => {
  onFiles("reads and writes whole files", function* ({ wait, at }) {
    const path = new Path(at("a.txt"));
    expect(yield* wait(path.writeText("é\n😀"))).toBe(3);
    expect(yield* wait(path.readText())).toBe("é\n😀");
    expect([...(yield* wait(path.readBytes()))]).toEqual([0xc3, 0xa9, 10, 0xf0, 0x9f, 0x98, 0x80]);
    expect(yield* wait(path.writeBytes(Buffer.from("a\r\nb")))).toBe(4);
    expect(yield* wait(path.readText())).toBe("a\nb");
    expect(yield* wait(path.readText({ newline: "" }))).toBe("a\r\nb");
    yield* wait(path.writeText("é", { encoding: "latin-1" }));
    expect([...readFileSync(at("a.txt"))]).toEqual([0xe9]);
    expect(yield* wait(path.readText({ encoding: "latin-1" }))).toBe("é");
    yield* wait(path.writeBytes(new Uint8Array(300_000).fill(7)));
    expect(yield* wait(path.readBytes())).toHaveLength(300_000);
    yield* wait(path.writeBytes(new Uint8Array(0)));
    expect(yield* wait(path.readBytes())).toHaveLength(0);
    const missing = yield* failureOf(wait(new Path(at("none")).readBytes()));
    expect(missing).toBeInstanceOf(FileNotFoundError);
    expect(yield* failureOf(wait(new Path(at("")).readBytes()))).toMatchObject({ code: "EISDIR" });
    expect(() => path.writeText(1 as unknown as string)).toThrow("text must be a string, got 1");
    expect(() => path.readText({ encoding: "none" })).toThrow('encoding is unknown: "none"');
    const line = yield* wait(
      asyncWith(path.open("w+"), function* (f) {
        yield* f.write("line\n");
        yield* f.seek(0);
        return yield* f.readline();
      }),
    );
    expect(line).toBe("line\n");
  });

  onFiles("makes, renames and removes", function* ({ wait, at }) {
    const folder = new Path(at("x/y"));
    expect(yield* failureOf(wait(folder.mkdir()))).toBeInstanceOf(FileNotFoundError);
    yield* wait(folder.mkdir({ parents: true }));
    expect(yield* failureOf(wait(folder.mkdir()))).toBeInstanceOf(FileExistsError);
    yield* wait(folder.mkdir({ existOk: true }));
    const file = folder.joinpath("a");
    yield* wait(file.touch());
    yield* wait(file.touch());
    expect(yield* failureOf(wait(file.touch({ existOk: false })))).toBeInstanceOf(FileExistsError);
    const other = yield* wait(file.rename(folder.joinpath("b")));
    expect([yield* wait(file.exists()), yield* wait(other.isFile())]).toEqual([false, true]);
    const link = folder.joinpath("link");
    yield* wait(link.symlinkTo(other));
    yield* wait(folder.joinpath("hard").hardlinkTo(other));
    expect(yield* wait(folder.joinpath("hard").samefile(other))).toBe(true);
    expect([yield* wait(link.isSymlink()), String(yield* wait(link.readlink()))]).toEqual([true, String(other)]);
    expect(String(yield* wait(link.resolve()))).toBe(String(other));
    yield* wait(other.chmod(0o600));
    expect((yield* wait(link.stat())).size).toBe(0);
    expect((yield* wait(link.lstat())).isSymbolicLink()).toBe(true);
    yield* wait(other.unlink());
    expect([yield* wait(link.exists()), yield* wait(link.exists({ followSymlinks: false }))]).toEqual([false, true]);
    expect(yield* failureOf(wait(other.unlink()))).toBeInstanceOf(FileNotFoundError);
    yield* wait(other.unlink({ missingOk: true }));
    expect(yield* failureOf(wait(other.resolve({ strict: true })))).toBeInstanceOf(FileNotFoundError);
    yield* wait(link.unlink());
    yield* wait(folder.joinpath("hard").unlink());
    yield* wait(folder.rmdir());
    expect(yield* wait(folder.isDir())).toBe(false);
    expect(String(yield* wait(new Path("~/x").expanduser()))).toBe(nodePath.join(homedir(), "x"));
    expect(yield* wait(Path.cwd().isMount())).toBe(false);
    expect(String(yield* wait(new Path("a").absolute()))).toBe(nodePath.resolve("a"));
  });

  onFiles("lists, globs and walks", function* (dialect) {
    const { wait, at } = dialect;
    mkdirSync(at("t/a/b"), { recursive: true });
    mkdirSync(at("t/c"));
    for (const name of ["x.py", "a/y.py", "a/z.txt", "a/b/w.py", "c/.hidden.py"]) writeFileSync(at(`t/${name}`), "");
    symlinkSync(at("t/a"), at("t/c/link"));
    const root = new Path(at("t"));
    const below = (paths: Path[]): string[] => paths.map((path) => posix(path.relativeTo(root))).toSorted();
    expect(below(yield* listOf(dialect, root.iterdir()))).toEqual(["a", "c", "x.py"]);
    expect(below(yield* listOf(dialect, root.glob("*.py")))).toEqual(["x.py"]);
    expect(below(yield* listOf(dialect, root.glob("*/*.py")))).toEqual(["a/y.py", "c/.hidden.py"]);
    const all = ["a/b/w.py", "a/y.py", "c/.hidden.py", "x.py"];
    expect(below(yield* listOf(dialect, root.glob("**/*.py")))).toEqual(all);
    expect(below(yield* listOf(dialect, root.rglob("*.py")))).toEqual(all);
    expect(below(yield* listOf(dialect, root.glob("a/z.txt")))).toEqual(["a/z.txt"]);
    expect(below(yield* listOf(dialect, root.glob("*/none")))).toEqual([]);
    expect(below(yield* listOf(dialect, root.glob("*/")))).toEqual(["a", "c"]);
    expect(() => root.glob("")).toThrow("pattern is unacceptable");
    expect(() => root.glob(at("*"))).toThrow("pattern must be relative");
    expect(yield* failureOf(listOf(dialect, root.joinpath("none").iterdir()))).toBeInstanceOf(FileNotFoundError);

    const steps = yield* listOf(dialect, root.walk());
    expect(steps.map(([folder, folders, files]) => [folder.name, folders.toSorted(), files.toSorted()])).toEqual(
      expect.arrayContaining([
        ["t", ["a", "c"], ["x.py"]],
        ["a", ["b"], ["y.py", "z.txt"]],
        ["b", [], ["w.py"]],
        ["c", [], [".hidden.py", "link"]],
      ]),
    );
    expect(steps[0]?.[0].name).toBe("t");
    const bottomUp = yield* listOf(dialect, root.walk({ topDown: false }));
    expect(bottomUp.at(-1)?.[0].name).toBe("t");
    expect(bottomUp).toHaveLength(4);
    const pruned: string[] = [];
    yield* wait(
      asyncFor(root.walk(), ([folder, folders]) => {
        pruned.push(folder.name);
        folders.splice(0, folders.length, ...folders.filter((name) => name !== "a"));
      }),
    );
    expect(pruned).toEqual(["t", "c"]);
    const followed = yield* listOf(dialect, root.joinpath("c").walk({ followSymlinks: true }));
    expect(followed.map(([folder]) => folder.name)).toEqual(["c", "link", "b"]);
    const errors: string[] = [];
    yield* listOf(dialect, new Path(at("none")).walk({ onError: (error) => errors.push(error.code) }));
    expect(errors).toEqual(["ENOENT"]);
  });
});

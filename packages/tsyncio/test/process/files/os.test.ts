// os, os.path and tempfile on real files.

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import { FileExistsError, FileNotFoundError, NotADirectoryError, type OSError, asyncWith } from "tsyncio";
import { open, os, tempfile } from "tsyncio/files";

import { failureOf, onFiles } from "../../support/files.ts";
import { describe, expect, it } from "../../support/suite.ts";

describe("os", () => {
  onFiles("makes, renames and removes files and folders", function* ({ wait, at }) {
    yield* wait(os.makedirs(at("a/b/c")));
    expect(yield* failureOf(wait(os.makedirs(at("a/b/c"))))).toBeInstanceOf(FileExistsError);
    yield* wait(os.makedirs(at("a/b/c"), { existOk: true }));
    writeFileSync(at("a/b/c/file"), "12345");
    expect(yield* failureOf(wait(os.makedirs(at("a/b/c/file"), { existOk: true })))).toBeInstanceOf(FileExistsError);
    expect(yield* failureOf(wait(os.mkdir(at("a/b/c/file/d"))))).toBeInstanceOf(NotADirectoryError);
    yield* wait(os.renames(at("a/b/c/file"), at("x/y/file")));
    expect(existsSync(at("a"))).toBe(false);
    yield* wait(os.rename(at("x/y/file"), at("x/file")));
    writeFileSync(at("x/other"), "other");
    yield* wait(os.replace(at("x/file"), at("x/other")));
    expect(readFileSync(at("x/other"), "utf8")).toBe("12345");
    yield* wait(os.link(at("x/other"), at("x/again")));
    expect(yield* wait(os.path.samefile(at("x/other"), at("x/again")))).toBe(true);
    yield* wait(os.remove(at("x/other")));
    expect(yield* wait(os.listdir(at("x")))).toEqual(expect.arrayContaining(["again", "y"]));
    yield* wait(os.unlink(at("x/again")));
    yield* wait(os.rmdir(at("x/y")));
    yield* wait(os.mkdir(at("x/z")));
    yield* wait(os.removedirs(at("x/z")));
    expect(existsSync(at("x"))).toBe(false);
  });

  onFiles("names both paths of what fails", function* ({ wait, at }) {
    const error = (yield* failureOf(wait(os.rename(at("none"), at("other"))))) as OSError;
    expect(error).toBeInstanceOf(FileNotFoundError);
    expect(error).toMatchObject({ code: "ENOENT", syscall: "rename", filename: at("none"), filename2: at("other") });
    expect(error.cause).toBeInstanceOf(Error);
  });

  onFiles("tells of files", function* ({ wait, at }) {
    writeFileSync(at("a"), "12345");
    expect((yield* wait(os.stat(at("a")))).size).toBe(5);
    expect(yield* wait(os.path.getsize(at("a")))).toBe(5);
    yield* wait(os.utime(at("a"), [1000.5, 2000.25]));
    expect(yield* wait(os.path.getatime(at("a")))).toBe(1000.5);
    expect(yield* wait(os.path.getmtime(at("a")))).toBe(2000.25);
    expect(Math.abs((yield* wait(os.path.getctime(at("a")))) - Date.now() / 1000)).toBeLessThan(1000);
    yield* wait(os.utime(at("a")));
    expect(statSync(at("a")).mtimeMs).toBeGreaterThan(3_000_000);
    yield* wait(os.chmod(at("a"), 0o400));
    expect(statSync(at("a")).mode & 0o200).toBe(0);
    expect(yield* wait(os.access(at("a"), os.F_OK | os.R_OK))).toBe(true);
    expect(yield* wait(os.access(at("none"), os.F_OK))).toBe(false);
    expect((yield* wait(os.statvfs(at("a")))).bsize).toBeGreaterThan(0);
    expect(yield* wait(os.getcwd())).toBe(process.cwd());
  });

  onFiles("follows links, or does not", function* ({ wait, at }) {
    mkdirSync(at("folder"));
    writeFileSync(at("file"), "1");
    symlinkSync(at("folder"), at("link"));
    yield* wait(os.symlink("nowhere", at("broken")));
    expect(yield* wait(os.readlink(at("broken")))).toBe("nowhere");
    expect((yield* wait(os.lstat(at("link")))).isSymbolicLink()).toBe(true);
    const found: Record<string, unknown[]> = {};
    for (const entry of yield* wait(os.scandir(at("")))) {
      found[entry.name] = [
        yield* wait(entry.isFile()),
        yield* wait(entry.isDir()),
        yield* wait(entry.isDir({ followSymlinks: false })),
        entry.isSymlink(),
      ];
      expect(entry.path).toBe(path.join(at(""), entry.name));
    }
    expect(found).toEqual({
      folder: [false, true, true, false],
      file: [true, false, false, false],
      link: [false, true, false, true],
      broken: [false, false, false, true],
    });
    const { path: p } = os;
    const answers = function* (name: string) {
      return [
        yield* wait(p.exists(at(name))),
        yield* wait(p.lexists(at(name))),
        yield* wait(p.isfile(at(name))),
        yield* wait(p.isdir(at(name))),
        yield* wait(p.islink(at(name))),
        yield* wait(p.ismount(at(name))),
      ];
    };
    expect(yield* answers("file")).toEqual([true, true, true, false, false, false]);
    expect(yield* answers("link")).toEqual([true, true, false, true, true, false]);
    expect(yield* answers("broken")).toEqual([false, true, false, false, true, false]);
    expect(yield* answers("none")).toEqual([false, false, false, false, false, false]);
    expect(yield* wait(p.ismount(path.parse(at("")).root))).toBe(true);
    expect(yield* wait(p.abspath("x/../y"))).toBe(path.resolve("y"));
    expect(yield* wait(p.realpath(at("link/none/deeper")))).toBe(at("folder/none/deeper"));
  });

  it("names arguments that are out of place", () => {
    expect(() => os.stat(5 as unknown as string)).toThrow("path must be a string, a URL or a Path, got 5");
    expect(() => os.rename("a", "b\0")).toThrow("dst must not contain null bytes");
    expect(() => os.mkdir("a", 0.5)).toThrow("mode must be permissions, got 0.5");
    expect(() => os.utime("a", [NaN, 1])).toThrow("times must be two numbers of seconds, got NaN");
    expect(() => os.access("a", 0.5)).toThrow("mode must be F_OK");
  });
});

describe("tempfile", () => {
  onFiles("gives files that are gone when they are closed", function* ({ wait, at }) {
    const dir = at("");
    const f = yield* wait(tempfile.NamedTemporaryFile("w+", { dir, prefix: "pre-", suffix: ".txt" }));
    expect(path.basename(String(f.name))).toMatch(/^pre-.*\.txt$/);
    yield* wait(f.write("text"));
    yield* wait(f.seek(0));
    expect(yield* wait(f.read())).toBe("text");
    expect(readdirSync(dir)).toHaveLength(1);
    yield* wait(f.close());
    expect(readdirSync(dir)).toEqual([]);
    yield* wait(
      asyncWith(tempfile.TemporaryFile("w+b", { dir }), function* (g) {
        yield* g.write(Buffer.from("bytes"));
        yield* g.seek(0);
        expect(yield* g.read()).toHaveLength(5);
      }),
    );
    expect(readdirSync(dir)).toEqual([]);
    const kept = yield* wait(tempfile.NamedTemporaryFile("wb", { dir, delete: false }));
    yield* wait(kept.close());
    expect(readdirSync(dir)).toEqual([path.basename(String(kept.name))]);
  });

  onFiles("gives folders that are gone with all in them", function* ({ wait, at }) {
    const name = yield* wait(
      asyncWith(tempfile.TemporaryDirectory({ dir: at("") }), function* (folder) {
        yield* os.makedirs(path.join(folder, "a/b"));
        writeFileSync(path.join(folder, "a/b/c"), "");
        return folder;
      }),
    );
    expect(existsSync(name)).toBe(false);
    const folder = yield* wait(tempfile.TemporaryDirectory({ dir: at("") }));
    expect(statSync(folder.name).isDirectory()).toBe(true);
    yield* wait(folder.cleanup());
    yield* wait(folder.cleanup());
    expect(readdirSync(at(""))).toEqual([]);
    expect(statSync(yield* wait(tempfile.mkdtemp({ dir: at("") }))).isDirectory()).toBe(true);
  });

  onFiles("keeps small files in memory, and moves them to the disk when they grow", function* ({ wait, at }) {
    const dir = at("");
    const f = yield* wait(tempfile.SpooledTemporaryFile("w+", { dir, maxSize: 10 }));
    yield* wait(f.write("1234567890"));
    yield* wait(f.flush());
    expect(readdirSync(dir)).toEqual([]);
    yield* wait(f.seek(3));
    expect(yield* wait(f.read(4))).toBe("4567");
    yield* wait(f.truncate(2));
    yield* wait(f.seek(0, 2));
    expect(yield* wait(f.tell())).toBe(2);
    yield* wait(f.write("and a good deal more"));
    yield* wait(f.flush());
    expect(readdirSync(dir)).toHaveLength(1);
    yield* wait(f.seek(0));
    expect(yield* wait(f.read())).toBe("12and a good deal more");
    yield* wait(f.truncate(3));
    yield* wait(f.close());
    expect(readdirSync(dir)).toEqual([]);
  });

  onFiles("makes a file to be closed and removed by hand", function* ({ wait, at }) {
    const [fd, name] = yield* wait(tempfile.mkstemp({ dir: at(""), suffix: ".x" }));
    expect(name.endsWith(".x")).toBe(true);
    const f = yield* wait(open(fd, "w"));
    yield* wait(f.write("through the number"));
    yield* wait(f.close());
    expect(readFileSync(name, "utf8")).toBe("through the number");
    expect(tempfile.gettempdir()).toBe(tmpdir());
  });

  it("names arguments that are out of place", () => {
    expect(() => tempfile.TemporaryDirectory({ prefix: "a/b" })).toThrow('prefix must be a part of a name, got "a/b"');
    expect(() => tempfile.SpooledTemporaryFile("wb", { maxSize: -1 })).toThrow(
      "maxSize must be a number of bytes, got -1",
    );
  });
});

// What kind of file a mode gives, by its type. Passed once it compiles.

import { asyncWith } from "tsyncio";
import { type BufferedFile, type Opening, Path, type RawFile, type TextFile, open, tempfile } from "tsyncio/files";

import { expectTypeOf } from "../support/suite.ts";

const mode = "r" as string;

export function kinds(): void {
  expectTypeOf(open("a")).toEqualTypeOf<Opening<TextFile>>();
  expectTypeOf(open("a", "w+", { encoding: "latin-1", newline: "" })).toEqualTypeOf<Opening<TextFile>>();
  expectTypeOf(open("a", "rt")).toEqualTypeOf<Opening<TextFile>>();
  expectTypeOf(open("a", "rb")).toEqualTypeOf<Opening<BufferedFile>>();
  expectTypeOf(open("a", "ab+", { buffering: 100 })).toEqualTypeOf<Opening<BufferedFile>>();
  expectTypeOf(open("a", "r+b", { buffering: 0 })).toEqualTypeOf<Opening<RawFile>>();
  expectTypeOf(open("a", mode)).toEqualTypeOf<Opening<TextFile | BufferedFile | RawFile>>();
  expectTypeOf(new Path("a").open("xb")).toEqualTypeOf<Opening<BufferedFile>>();
}

// @ts-expect-error bytes have no encoding
void open("a", "rb", { encoding: "utf-8" });
// @ts-expect-error nor does the Path's file
void new Path("a").open("rb", { newline: "" });

export function* uses(): Generator<unknown, void, unknown> {
  const line = yield* open("a").aenter();
  expectTypeOf(yield* line.readline()).toEqualTypeOf<string>();
  // @ts-expect-error text is no bytes
  yield* line.write(new Uint8Array(1));
  const bytes = yield* open("a", "rb").aenter();
  expectTypeOf(yield* bytes.readline()).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
  // @ts-expect-error bytes are no text
  yield* bytes.write("text");
  const folder = yield* asyncWith(tempfile.TemporaryDirectory(), (path) => path);
  expectTypeOf(folder).toEqualTypeOf<string>();
  expectTypeOf(yield* new Path("a").readText()).toEqualTypeOf<string>();
}

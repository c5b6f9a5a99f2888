// The recorded base: a frozen build of the library in one compressed file, and how it is written and unpacked.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/** The build that is guarded. */
export const CURRENT: string = fileURLToPath(new URL("../../../packages/tsyncio/dist/", import.meta.url));
const RECORD = fileURLToPath(new URL("../../guard/base.json.br", import.meta.url));
const UNPACKED = fileURLToPath(new URL("../guard-base/", import.meta.url));
const ENTRY = "index.node.js";

/** The JavaScript of a build, by path. */
type Files = Readonly<Record<string, string>>;

export function entryOf(folder: string): string {
  return path.join(folder, ENTRY);
}

/** Makes the build of now the base. Gives the size of the record in bytes. */
export function record(): number {
  const files = Object.fromEntries(
    ["", "core", "core/collections", "node"].flatMap((folder) =>
      readdirSync(path.join(CURRENT, folder))
        .filter((name) => name.endsWith(".js"))
        .map((name) => {
          const source = readFileSync(path.join(CURRENT, folder, name), "utf8");
          return [path.posix.join(folder, name), source.replace(/^\/\/# sourceMappingURL=.*$/m, "")];
        }),
    ),
  );
  const packed = brotliCompressSync(JSON.stringify(files), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  mkdirSync(path.dirname(RECORD), { recursive: true });
  writeFileSync(RECORD, packed);
  return packed.length;
}

/** Unpacks the base beside the built harness. Gives the folder. */
export function unpack(): string {
  const files = JSON.parse(brotliDecompressSync(readFileSync(RECORD)).toString("utf8")) as Files;
  rmSync(UNPACKED, { recursive: true, force: true });
  for (const [name, source] of Object.entries(files)) {
    const file = path.join(UNPACKED, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  return UNPACKED;
}

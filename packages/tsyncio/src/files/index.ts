// What `tsyncio/files` exports. Nothing is defined here.

export { type FileBase, SEEK_CUR, SEEK_END, SEEK_SET, type Whence } from "./base.ts";
export { BufferedFile, RawFile } from "./binary.ts";
export type { Bytes, BytesFile, BytesLike } from "./bytes_file.ts";
export { UnicodeDecodeError, UnicodeEncodeError, UnsupportedOperation } from "./errors.ts";
export type { BinaryMode, HasPath, PathLike, TextMode } from "./modes.ts";
export { type BinaryOpenOptions, type OpenOptions, Opening, type TextOpenOptions, open } from "./open.ts";
export { type Newline, TextFile } from "./text.ts";
export * as os from "./os.ts";
export * as path from "./ospath.ts";
export { Path, type PathIterator, type PathTextOptions, type WalkStep } from "./path.ts";
export { stderr, stderrBytes, stdin, stdinBytes, stdout, stdoutBytes } from "./stdio.ts";
export * as tempfile from "./tempfile.ts";
export type { WalkOptions } from "./walk.ts";

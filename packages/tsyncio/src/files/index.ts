// What `tsyncio/files` exports. Nothing is defined here.

export { type FileBase, SEEK_CUR, SEEK_END, SEEK_SET, type Whence } from "./base.ts";
export { BufferedFile, type Bytes, type BytesLike, RawFile } from "./binary.ts";
export { UnicodeDecodeError, UnicodeEncodeError, UnsupportedOperation } from "./errors.ts";
export type { BinaryMode, HasPath, PathLike, TextMode } from "./modes.ts";
export { type BinaryOpenOptions, type OpenOptions, Opening, type TextOpenOptions, open } from "./open.ts";
export { type Newline, TextFile } from "./text.ts";

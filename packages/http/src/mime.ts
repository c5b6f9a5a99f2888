// Content-Type, Content-Disposition and charsets: reading them, and decoding text by them. Sends and receives nothing.

import { ValueError } from "tsyncio";

/** A media type, taken apart. All but the values of parameters is in lower case. @see aiohttp `helpers.MimeType` */
export interface MimeType {
  /** `text` of `text/html`; empty if there was none. */
  readonly type: string;
  /** `html` of `text/html`, `svg` of `image/svg+xml`. */
  readonly subtype: string;
  /** `xml` of `image/svg+xml`. */
  readonly suffix: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** What `Content-Disposition` says. @see aiohttp `ContentDisposition` */
export interface ContentDisposition {
  /** `attachment`, `inline`, `form-data`: in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The name for the file, decoded; `null` if none is given. Not safe as a path: it is what the server says. */
  readonly filename: string | null;
}

/** What is done with bytes that the charset does not have. @see CPython `bytes.decode(errors=)` */
export type DecodeErrors = "strict" | "replace" | "ignore";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Take a media type apart. It never fails: what cannot be read is left empty. @see aiohttp `helpers.parse_mimetype` */
export function parseMimetype(text: string): MimeType {
  const [essence = "", ...rest] = splitOutsideQuotes(text);
  const parameters = new Map<string, string>();
  for (const item of rest) {
    const equals = item.indexOf("=");
    const name = (equals < 0 ? item : item.slice(0, equals)).trim().toLowerCase();
    if (name === "" || parameters.has(name)) continue;
    parameters.set(name, equals < 0 ? "" : unquote(item.slice(equals + 1).trim()));
  }
  const full = essence.trim().toLowerCase();
  const [type, fullSubtype] = cut(full === "*" ? "*/*" : full, "/");
  const [subtype, suffix] = cut(fullSubtype, "+");
  return { type, subtype, suffix, parameters };
}

/**
 * The media type that a `Content-Type` header stands for, without its parameters: `application/octet-stream` if there is no
 * header, `text/plain` if it makes no sense.
 *
 * @see aiohttp `ClientResponse.content_type`
 */
export function contentTypeOf(header: string | null): string {
  if (header === null) return "application/octet-stream";
  const [essence = ""] = header.split(";");
  const type = essence.trim().toLowerCase();
  return /^[^/]+\/[^/]+$/.test(type) ? type : "text/plain";
}

/** The charset that a `Content-Type` header names, `null` if it names none. @see aiohttp `ClientResponse.charset` */
export function charsetOf(header: string | null): string | null {
  return header === null ? null : (parseMimetype(header).parameters.get("charset") ?? null);
}

/**
 * The charset to decode a body by: the one that the header names, if it is known; UTF-8 for JSON; else `fallback`.
 *
 * @see aiohttp `ClientResponse.get_encoding`
 */
export function encodingOf(header: string | null, fallback: () => string): string {
  const mime = parseMimetype(header ?? "");
  const named = mime.parameters.get("charset");
  if (named !== undefined && isEncoding(named)) return named.toLowerCase();
  const isJson = mime.type === "application" && (mime.subtype === "json" || mime.subtype === "rdap");
  return isJson ? "utf-8" : fallback();
}

/** Whether text in the charset `name` can be decoded. */
function isEncoding(name: string): boolean {
  return labelOf(name) !== null;
}

/**
 * Decode text, as browsers do: by the charsets of the Encoding Standard; a byte order mark is dropped.
 *
 * @throws {@link ValueError} if `encoding` is not known, or `errors` is `"strict"` and the bytes are no such text.
 */
export function decodeText(data: Uint8Array, encoding: string, errors: DecodeErrors = "strict"): string {
  const label = labelOf(encoding);
  if (label === null) throw new ValueError(`unknown encoding: ${JSON.stringify(encoding)}`);
  if (errors !== "strict" && errors !== "replace" && errors !== "ignore") {
    throw new ValueError(`errors must be "strict", "replace" or "ignore", got ${JSON.stringify(errors)}`);
  }
  try {
    const text = new TextDecoder(label, { fatal: errors === "strict" }).decode(data);
    return errors === "ignore" ? text.replaceAll("\uFFFD", "") : text;
  } catch (cause) {
    throw new ValueError(`the bytes are no text in ${label}`, { cause });
  }
}

const labels = new Map<string, string | null>();

/** The label that TextDecoder knows an encoding by. Python writes `utf_8`, `latin_1`, `cp1251`. */
function labelOf(name: string): string | null {
  const known = labels.get(name);
  if (known !== undefined) return known;
  const plain = name.trim().toLowerCase().replaceAll("_", "-");
  const candidates = [plain, plain.replaceAll("-", ""), plain.replace(/^cp-?(\d+)$/, "windows-$1")];
  if (plain === "utf-8-sig") candidates.push("utf-8");
  const label = candidates.find(isLabel) ?? null;
  // Servers choose the names: what they make up must not pile up here.
  if (labels.size < 100) labels.set(name, label);
  return label;
}

function isLabel(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "replacement";
  } catch {
    return false;
  }
}

/** Take a `Content-Disposition` header apart. @returns `null` if there is none, or it makes no sense */
export function parseContentDisposition(header: string | null): ContentDisposition | null {
  if (header === null) return null;
  const [type = "", ...items] = splitOutsideQuotes(header);
  if (!TOKEN.test(type.trim())) return null;
  const parameters = new Map<string, string>();
  for (const item of items) {
    if (item.trim() === "") continue;
    const equals = item.indexOf("=");
    const name = item.slice(0, equals).trim().toLowerCase();
    // A header that says a thing twice may mean to be read in two ways.
    if (equals < 0 || parameters.has(name)) return null;
    const raw = item.slice(equals + 1).trim();
    if (TOKEN.test(name)) parameters.set(name, raw.startsWith('"') ? unquote(raw) : raw);
  }
  return { type: type.trim().toLowerCase(), parameters, filename: filenameOf(parameters) };
}

/** `filename*` (RFC 5987) before `filename` before the pieces of RFC 2231: `filename*0`, `filename*1`. */
function filenameOf(parameters: ReadonlyMap<string, string>): string | null {
  const extended = parameters.get("filename*");
  if (extended !== undefined) {
    const decoded = decodeExtended(extended);
    if (decoded !== null) return decoded;
  }
  const plain = parameters.get("filename");
  if (plain !== undefined) return plain;
  let pieces = "";
  let isEncoded = false;
  for (let i = 0; ; i++) {
    const piece = parameters.get(`filename*${i}`);
    const encoded = parameters.get(`filename*${i}*`);
    if (piece === undefined && encoded === undefined) break;
    if (encoded !== undefined) isEncoded = true;
    pieces += encoded ?? piece ?? "";
  }
  if (pieces === "") return null;
  return isEncoded ? decodeExtended(pieces) : pieces;
}

/** `UTF-8''na%C3%AFve.txt`, decoded. */
function decodeExtended(value: string): string | null {
  const match = /^([^']*)'[^']*'(.*)$/.exec(value);
  if (match === null) return null;
  const [, charset = "", encoded = ""] = match;
  const bytes = Buffer.from(
    encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
  try {
    return decodeText(bytes, charset === "" ? "utf-8" : charset);
  } catch {
    return null;
  }
}

/** Types by the ends of files' names: those that are sent most. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["css", "text/css"],
  ["csv", "text/csv"],
  ["gif", "image/gif"],
  ["gz", "application/gzip"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["js", "text/javascript"],
  ["json", "application/json"],
  ["mjs", "text/javascript"],
  ["mp3", "audio/mpeg"],
  ["mp4", "video/mp4"],
  ["pdf", "application/pdf"],
  ["png", "image/png"],
  ["svg", "image/svg+xml"],
  ["txt", "text/plain"],
  ["wav", "audio/wav"],
  ["webm", "video/webm"],
  ["webp", "image/webp"],
  ["xml", "text/xml"],
  ["zip", "application/zip"],
]);

/** The type that the name of a file tells; `null` if it tells none that is known. @see CPython `mimetypes.guess_type` */
export function guessType(filename: string): string | null {
  return TYPES.get(/\.([^./\\]+)$/.exec(filename)?.[1]?.toLowerCase() ?? "") ?? null;
}

/** Pieces between semicolons, except those in quotes. */
function splitOutsideQuotes(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted && char === "\\") {
      piece += char + text.charAt(++i);
    } else if (char === ";" && !quoted) {
      pieces.push(piece);
      piece = "";
    } else {
      if (char === '"') quoted = !quoted;
      piece += char;
    }
  }
  pieces.push(piece);
  return pieces;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const inner = text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  return inner.replace(/\\(.)/g, "$1");
}

function cut(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + separator.length)];
}

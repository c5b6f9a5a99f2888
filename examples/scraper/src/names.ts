// Names of files for URLs: safe on Windows and macOS, too, no two alike, and no file where a folder must be. No file is touched.

import { createHash } from "node:crypto";

const extensions: Readonly<Record<string, string>> = {
  "application/gzip": "gz",
  "application/javascript": "js",
  "application/json": "json",
  "application/pdf": "pdf",
  "application/xhtml+xml": "html",
  "application/xml": "xml",
  "application/zip": "zip",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/svg+xml": "svg",
  "image/webp": "webp",
  "text/css": "css",
  "text/csv": "csv",
  "text/html": "html",
  "text/javascript": "js",
  "text/plain": "txt",
  "text/xml": "xml",
};

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const extension = /\.[a-z0-9]{1,8}$/;
const LONGEST_PART = 60;
const LONGEST_PATH = 160;

/** The names of one scrape. Whoever comes first has the plain name, the others a longer one. */
export class FileNames {
  /** By their names in small letters, since `A` and `a` are one file on some systems. */
  readonly #owners = new Map<string, string>();

  /** The file for `url`, relative to the folder of the pages, with `/` between its parts. */
  nameOf(url: string, contentType: string): string {
    const plain = plainName(url, contentType);
    const name = this.#isFree(plain, url) ? plain : withMark(plain, url);
    this.claim(name, url);
    return name;
  }

  /** A file is there already. */
  claim(name: string, url: string): void {
    this.#owners.set(name.toLowerCase(), url);
  }

  #isFree(name: string, url: string): boolean {
    const owner = this.#owners.get(name.toLowerCase());
    return owner === undefined || owner === url;
  }
}

function plainName(url: string, contentType: string): string {
  const { host, pathname, search } = new URL(url);
  const parts = pathname.split("/").slice(1).map(decoded);
  const last = parts.pop() ?? "";
  const folders = [safe(host.replaceAll(/[:[\]]+/g, "_")), ...parts.map((part) => folderName(safe(part)))];
  const file = withExtension(safe(last === "" ? "index" : last), contentType);
  const name = [...folders, search === "" ? file : withMark(file, url)].join("/");
  return name.length <= LONGEST_PATH ? name : `${folders[0]}/${withMark(file, url)}`;
}

/** Files end in an extension, and folders do not: so none stands in the other's way. */
function withExtension(name: string, contentType: string): string {
  const wanted = extensions[contentType];
  if (wanted === "html" ? /\.html?$/.test(name) : extension.test(name)) return name;
  return `${name}.${wanted ?? "bin"}`;
}

const folderName = (name: string): string => (extension.test(name) ? `${name}_` : name);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** As it is, if every system takes it; else with a mark of what it was. */
function safe(part: string): string {
  const name = part.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, LONGEST_PART);
  const isAllowed =
    name === part && name !== "" && !reserved.test(name) && !name.startsWith(".") && !name.endsWith(".");
  if (isAllowed) return name.normalize();
  return withMark(name.replaceAll(/^[.-]+|[.-]+$/g, "").replace(reserved, "$1_$2"), part);
}

/** `name` with something that nobody else's name has, before its extension. */
function withMark(name: string, of: string): string {
  const mark = createHash("sha256").update(of).digest("hex").slice(0, 8);
  const end = extension.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - end.length);
  return `${stem}${stem === "" ? "" : "-"}${mark}${end}`;
}

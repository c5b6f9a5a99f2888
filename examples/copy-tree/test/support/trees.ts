// Folder trees made for a test, looked at, and removed. No tests.

import { createHash } from "node:crypto";
import {
  type Stats,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of a test's own. */
export class Place {
  readonly path: string = realpathSync(mkdtempSync(path.join(tmpdir(), "copy-tree-")));

  at(...names: string[]): string {
    return path.join(this.path, ...names);
  }

  /** Write files, with the folders that they need: contents by path; a path that ends with "/" is an empty folder. */
  write(tree: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [name, content] of Object.entries(tree)) {
      if (name.endsWith("/")) mkdirSync(this.at(name), { recursive: true });
      else {
        mkdirSync(path.dirname(this.at(name)), { recursive: true });
        writeFileSync(this.at(name), content);
      }
    }
  }

  /** Everything below a folder, as one line each: kind, permissions, time, and content or where it points to. */
  list(folder: string): string[] {
    const lines: string[] = [];
    for (const name of this.names(folder)) {
      const stats = lstatSync(this.at(folder, name));
      lines.push(`${name} ${this.#describe(this.at(folder, name), stats)}`);
    }
    return lines;
  }

  #describe(file: string, stats: Stats): string {
    const time = Math.round(stats.mtimeMs);
    if (stats.isSymbolicLink()) return `-> ${readlinkSync(file)} ${time}`;
    const mode = (stats.mode & 0o7777).toString(8);
    return stats.isDirectory() ? `folder ${mode} ${time}` : `${mode} ${time} ${readFileSync(file, "latin1")}`;
  }

  /** The paths of all that is in a folder, at any depth; none if there is no such folder. Links are not followed. */
  names(folder: string): string[] {
    if (!existsSync(this.at(folder))) return [];
    const found: string[] = [];
    for (const entry of readdirSync(this.at(folder), { withFileTypes: true })) {
      found.push(entry.name);
      if (!entry.isDirectory()) continue;
      found.push(...this.names(path.join(folder, entry.name)).map((name) => `${entry.name}/${name}`));
    }
    return found.toSorted();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

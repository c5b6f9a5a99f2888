// The recorded traces: where they lie, and how they are read.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Recorded } from "./language.ts";

// From src and from dist alike.
const folder = fileURLToPath(new URL("../traces/", import.meta.url));

/** The names of the files, without `.json`: one a profile. */
export function profileNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .toSorted();
}

export function readProfile(name: string): Recorded[] {
  return JSON.parse(readFileSync(`${folder}${name}.json`, "utf8")) as Recorded[];
}

// Who takes part: the libraries and runtimes that are measured, or the reason why one is absent. It measures nothing.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Absent,
  findCpython,
  findOtherPythons,
  findRuntimes,
  findUvloop,
  PEERS,
  type Python,
  type Runtime,
} from "./runtimes.ts";
import type { Workload } from "./workload.ts";

export type Kind =
  | "generators"
  | "async"
  | "native"
  | "floor"
  | "floor-async"
  | "effect"
  | "effection"
  | "async-mutex"
  | "p-limit"
  | "p-queue"
  | "cpython"
  | "uvloop";

/** What ratios are formed against. */
export const REFERENCES = ["native", "cpython", "uvloop", "effect", "effection"] as const;
export type Reference = (typeof REFERENCES)[number];

export interface Contender {
  /** What `--contender` calls it: a kind, with `@24` or `@bun` behind it where another runtime runs it. */
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  /** What runs it, with its version. */
  readonly runtime: string;
  /** By how much its workloads are smaller, since it would take minutes. */
  readonly shrink: number;
  /** The contender that stands for native promises on the same runtime, and the like. */
  readonly references: Readonly<Record<Reference, string>>;
  /** What the sample program finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  command(workload: Workload): readonly string[];
}

export interface Field {
  readonly contenders: readonly Contender[];
  readonly absent: readonly Absent[];
}

interface Library {
  readonly kind: Kind;
  readonly label: string;
  /** Its sample program, seen from this file: in the built harness and in the sources alike. */
  readonly file: string;
  /** Its package, if it is none of ours. */
  readonly peer?: string;
  /** Which other runtimes run it too. */
  readonly elsewhere: "all" | "node" | "none";
  readonly shrink?: number;
}

const LIBRARIES: readonly Library[] = [
  { kind: "generators", label: "tsyncio, generators", file: "../dist/samples/generators.js", elsewhere: "all" },
  { kind: "async", label: "tsyncio, async functions", file: "../dist/samples/async_functions.js", elsewhere: "all" },
  { kind: "native", label: "native promises", file: "../dist/samples/native.js", elsewhere: "all" },
  { kind: "floor", label: "generators alone", file: "../dist/samples/floor_generators.js", elsewhere: "node" },
  {
    kind: "floor-async",
    label: "async functions alone",
    file: "../dist/samples/floor_functions.js",
    elsewhere: "node",
  },
  { kind: "effect", label: "Effect", file: "../peers/src/effect.mjs", peer: "effect", elsewhere: "node" },
  {
    kind: "effection",
    label: "Effection",
    file: "../peers/src/effection.mjs",
    peer: "effection",
    elsewhere: "none",
    shrink: 20,
  },
  {
    kind: "async-mutex",
    label: "async-mutex",
    file: "../peers/src/async_mutex.mjs",
    peer: "async-mutex",
    elsewhere: "none",
  },
  { kind: "p-limit", label: "p-limit", file: "../peers/src/p_limit.mjs", peer: "p-limit", elsewhere: "none" },
  { kind: "p-queue", label: "p-queue", file: "../peers/src/p_queue.mjs", peer: "p-queue", elsewhere: "none" },
];

const KINDS: readonly string[] = [...LIBRARIES.map((library) => library.kind), "cpython", "uvloop"];
const PYTHON_SAMPLE = fileURLToPath(new URL("../python/sample.py", import.meta.url));

/** All contenders of this machine, with the other Nodes of the command line. */
export function findContenders(nodes: readonly string[]): Field {
  const { runtimes, absent: missing } = findRuntimes(nodes);
  const absent = [...missing];
  const contenders: Contender[] = [];
  for (const library of LIBRARIES) {
    const version = versionOf(library);
    if (version === null) absent.push({ id: library.kind, reason: "`npm run bench:peers` installs it" });
    else
      contenders.push(
        ...runtimes.filter((runtime) => runs(library, runtime)).map((runtime) => javascript(library, version, runtime)),
      );
  }
  addPythons(contenders, absent);
  return { contenders, absent };
}

/** The contenders of these ids or kinds, on these runtimes; or all. Throws a `RangeError` for a name that none can have. */
export function chooseContenders(
  field: Field,
  names: readonly string[],
  runtimes: readonly string[] = [],
): readonly Contender[] {
  for (const name of names) {
    const known = KINDS.includes(name) || field.contenders.some((contender) => contender.id === name);
    if (!known) {
      const ids = field.contenders.map((contender) => contender.id).join(", ");
      throw new RangeError(`no contender is named ${JSON.stringify(name)}; there are: ${ids}`);
    }
  }
  return field.contenders.filter(
    (contender) =>
      (names.length === 0 || names.includes(contender.id) || names.includes(contender.kind)) &&
      (runtimes.length === 0 ||
        runtimes.includes(isPython(contender) ? "this" : (contender.id.split("@")[1] ?? "this"))),
  );
}

function isPython({ kind }: Contender): boolean {
  return kind === "cpython" || kind === "uvloop";
}

/** The version of a peer that is installed, "" for what is ours, `null` for what is absent. */
function versionOf({ peer }: Library): string | null {
  if (peer === undefined) return "";
  const manifest = fileURLToPath(new URL(`${peer}/package.json`, PEERS));
  if (!existsSync(manifest)) return null;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return ` ${version}`;
}

function runs(library: Library, { suffix }: Runtime): boolean {
  if (suffix === "" || library.elsewhere === "all") return true;
  return library.elsewhere === "node" && /^\d/.test(suffix);
}

function javascript(library: Library, version: string, runtime: Runtime): Contender {
  const behind = runtime.suffix === "" ? "" : `@${runtime.suffix}`;
  const sample = fileURLToPath(new URL(library.file, import.meta.url));
  return {
    id: library.kind + behind,
    kind: library.kind,
    label: library.label + version,
    runtime: runtime.label,
    shrink: library.shrink ?? 1,
    references: references(behind),
    env: { TSYNCIO_BENCH_RUNTIME: JSON.stringify(runtime.command([])) },
    command: (workload) => [...runtime.command(workload.nodeFlags), sample],
  };
}

/** Who is compared with native promises on the same runtime, and with the rest wherever it runs. */
function references(behind: string): Contender["references"] {
  return { native: `native${behind}`, cpython: "cpython", uvloop: "uvloop", effect: "effect", effection: "effection" };
}

function addPythons(contenders: Contender[], absent: Absent[]): void {
  const cpython = findCpython();
  const pythons: Python[] = [];
  if ("reason" in cpython) absent.push({ id: "cpython", reason: cpython.reason });
  else {
    pythons.push(cpython.found);
    contenders.push(python("cpython", "cpython", "CPython asyncio", cpython.found.version, cpython.found));
  }
  for (const other of findOtherPythons(pythons[0] ?? null)) {
    pythons.push(other);
    const id = `cpython@${/\d+\.\d+/.exec(other.version)?.[0] ?? other.version}`;
    if (contenders.some((contender) => contender.id === id)) continue;
    contenders.push(python("cpython", id, "CPython asyncio", other.version, other));
  }
  const uvloop = findUvloop(pythons);
  if ("reason" in uvloop) absent.push({ id: "uvloop", reason: uvloop.reason });
  else {
    const runtime = `uvloop ${uvloop.found.uvloop} on ${uvloop.found.version}`;
    contenders.push(python("uvloop", "uvloop", "uvloop", runtime, uvloop.found));
  }
}

function python(kind: "cpython" | "uvloop", id: string, label: string, runtime: string, found: Python): Contender {
  return {
    id,
    kind,
    label,
    runtime,
    shrink: 1,
    references: references(""),
    env: {},
    command: () => [found.executable, PYTHON_SAMPLE, kind],
  };
}

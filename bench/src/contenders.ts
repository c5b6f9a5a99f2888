// Who takes part: finds each contender on this machine, or says why it is absent. It downloads nothing and measures nothing.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Workload } from "./catalogue.ts";

export type Kind = "generators" | "async" | "native" | "cpython" | "uvloop";

/** What ratios are formed against. */
export type Reference = "native" | "cpython" | "uvloop";

export interface Contender {
  /** What `--contender` calls it: a kind, with `@24` behind it where another Node runs it. */
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  /** What runs it, with its version. */
  readonly runtime: string;
  /** The contender that stands for native promises on the same Node, and the like. */
  readonly references: Readonly<Record<Reference, string>>;
  command(workload: Workload): readonly string[];
}

export interface Absent {
  readonly id: string;
  readonly reason: string;
}

export interface Field {
  readonly contenders: readonly Contender[];
  readonly absent: readonly Absent[];
}

interface Python {
  readonly executable: string;
  readonly version: string;
  readonly uvloop: string | null;
}

type Probe<T> = { readonly found: T } | { readonly reason: string };

const JAVASCRIPT: Readonly<Record<"generators" | "async" | "native", { label: string; file: string }>> = {
  generators: { label: "tsyncio, generators", file: "generators.js" },
  async: { label: "tsyncio, async functions", file: "async_functions.js" },
  native: { label: "native promises", file: "native.js" },
};

const KINDS: readonly string[] = ["generators", "async", "native", "cpython", "uvloop"];
const PYTHON_SAMPLE = fileURLToPath(new URL("../python/sample.py", import.meta.url));
const PYTHON_PROBE = `
import json, platform, sys
try:
    import uvloop
    version = uvloop.__version__
except ImportError:
    version = None
name = platform.python_implementation()
print(json.dumps({"executable": sys.executable, "version": f"{name} {platform.python_version()}", "uvloop": version}))
`;

/** All contenders of this machine, with the other Nodes of the command line. */
export function findContenders(nodes: readonly string[]): Field {
  const contenders: Contender[] = [];
  const absent: Absent[] = [];
  addNode(contenders, process.execPath, process.version, "");
  for (const path of nodes) {
    const version = nodeVersion(path);
    if ("reason" in version) absent.push({ id: `--node ${path}`, reason: version.reason });
    else addNode(contenders, path, version.found, suffix(contenders, version.found));
  }
  const cpython = findCpython();
  if ("reason" in cpython) absent.push({ id: "cpython", reason: cpython.reason });
  else contenders.push(python("cpython", "CPython asyncio", cpython.found.version, cpython.found));
  const uvloop = findUvloop("found" in cpython ? cpython.found : null);
  if ("reason" in uvloop) absent.push({ id: "uvloop", reason: uvloop.reason });
  else
    contenders.push(
      python("uvloop", "uvloop", `uvloop ${uvloop.found.uvloop} on ${uvloop.found.version}`, uvloop.found),
    );
  return { contenders, absent };
}

/** The contenders of these ids or kinds, or all. Throws a `RangeError` for a name that no contender can have. */
export function chooseContenders(field: Field, names: readonly string[]): readonly Contender[] {
  for (const name of names) {
    const known = KINDS.includes(name) || field.contenders.some((contender) => contender.id === name);
    if (!known) {
      const ids = field.contenders.map((contender) => contender.id).join(", ");
      throw new RangeError(`no contender is named ${JSON.stringify(name)}; there are: ${ids}`);
    }
  }
  if (names.length === 0) return field.contenders;
  return field.contenders.filter((contender) => names.includes(contender.id) || names.includes(contender.kind));
}

function addNode(contenders: Contender[], path: string, version: string, suffixed: string): void {
  for (const kind of ["generators", "async", "native"] as const) {
    const { label, file } = JAVASCRIPT[kind];
    const sample = fileURLToPath(new URL(`samples/${file}`, import.meta.url));
    contenders.push({
      id: kind + suffixed,
      kind,
      label,
      runtime: `Node ${version.replace(/^v/, "")}`,
      references: { native: `native${suffixed}`, cpython: "cpython", uvloop: "uvloop" },
      command: (workload) => [path, ...workload.nodeFlags, sample],
    });
  }
}

/** `@24`, or `@24.1.0` where another Node 24 came before. */
function suffix(contenders: readonly Contender[], version: string): string {
  const short = `@${version.replace(/^v/, "").split(".")[0]}`;
  const taken = contenders.some((contender) => contender.id.endsWith(short));
  return taken ? `@${version.replace(/^v/, "")}` : short;
}

function python(kind: "cpython" | "uvloop", label: string, runtime: string, found: Python): Contender {
  return {
    id: kind,
    kind,
    label,
    runtime,
    references: { native: "native", cpython: "cpython", uvloop: "uvloop" },
    command: () => [found.executable, PYTHON_SAMPLE, kind],
  };
}

function nodeVersion(path: string): Probe<string> {
  try {
    const version = execFileSync(path, ["--version"], { encoding: "utf8", timeout: 10_000 }).trim();
    return /^v\d+/.test(version)
      ? { found: version }
      : { reason: `it says it is ${JSON.stringify(version)}, not a Node` };
  } catch (error) {
    return { reason: firstLine(error) };
  }
}

function findCpython(): Probe<Python> {
  const chosen = process.env["TSYNCIO_BENCH_PYTHON"];
  if (chosen !== undefined) {
    const probe = probePython(chosen);
    return "found" in probe
      ? probe
      : { reason: `TSYNCIO_BENCH_PYTHON is ${chosen}, and that does not run: ${probe.reason}` };
  }
  const tried: string[] = [];
  const candidates: readonly (readonly [string, NodeJS.ProcessEnv])[] = [
    ["python3.13", {}],
    ["python3", { PYENV_VERSION: "3.13.0" }],
    ["python3", {}],
    ["python", {}],
  ];
  for (const [command, env] of candidates) {
    const probe = probePython(command, env);
    if ("found" in probe && probe.found.version.startsWith("CPython 3.13.")) return probe;
    const shown = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), command].join(" ");
    tried.push(`${shown}: ${"found" in probe ? probe.found.version : "does not run"}`);
  }
  return { reason: `no Python 3.13 was found (${tried.join("; ")}); TSYNCIO_BENCH_PYTHON can name one` };
}

function findUvloop(cpython: Python | null): Probe<Python> {
  const tried: string[] = [];
  for (const command of [cpython?.executable, "python3", "/usr/bin/python3"]) {
    if (command === undefined) continue;
    const probe = probePython(command);
    if ("found" in probe && probe.found.uvloop !== null) return probe;
    tried.push(command);
  }
  return { reason: `no Python was found that can import it (tried ${tried.join(", ")})` };
}

function probePython(command: string, env: NodeJS.ProcessEnv = {}): Probe<Python> {
  try {
    const output = execFileSync(command, ["-c", PYTHON_PROBE], {
      encoding: "utf8",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
    });
    return { found: JSON.parse(output) as Python };
  } catch (error) {
    return { reason: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}

// What can run programs on this machine: Nodes, Bun, Deno, Pythons. It installs nothing and measures nothing.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Something that runs JavaScript. */
export interface Runtime {
  /** What stands behind `@` in a contender's name; "" is the Node that runs the harness. */
  readonly suffix: string;
  /** With its version. */
  readonly label: string;
  /** The command line in front of a script that needs these flags of V8. */
  command(flags: readonly string[]): readonly [string, ...string[]];
}

export interface Python {
  readonly executable: string;
  readonly version: string;
  readonly uvloop: string | null;
}

export interface Absent {
  readonly id: string;
  readonly reason: string;
}

export type Probe<T> = { readonly found: T } | { readonly reason: string };

/** Where `npm run bench:peers` installs. */
export const PEERS: URL = new URL("../peers/node_modules/", import.meta.url);

const HOW_TO_GET = "`npm run bench:peers` installs it";

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

/** The Node that runs this, those of the command line, and what `npm run bench:peers` brought. */
export function findRuntimes(nodes: readonly string[]): { runtimes: readonly Runtime[]; absent: readonly Absent[] } {
  const runtimes: Runtime[] = [node(process.execPath, process.version, "")];
  const absent: Absent[] = [];
  const add = (path: string, id: string): void => {
    const version = nodeVersion(path);
    if ("reason" in version) absent.push({ id, reason: version.reason });
    else runtimes.push(node(path, version.found, suffixOf(runtimes, version.found)));
  };
  for (const path of nodes) add(path, `--node ${path}`);
  const mine = process.version.split(".")[0];
  for (const major of ["24", "26"]) {
    if (mine === `v${major}`) continue;
    const name = `node${major}-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
    const path = peer(`${name}/${process.platform === "win32" ? "bin/node.exe" : "bin/node"}`);
    if (existsSync(path)) add(path, `node ${major}`);
    else
      absent.push({
        id: `Node ${major}`,
        reason: `${HOW_TO_GET} where the npm registry has it; --node PATH names another`,
      });
  }
  for (const [suffix, found] of [
    ["bun", findBun()],
    ["deno", findDeno()],
  ] as const) {
    if ("reason" in found) absent.push({ id: suffix, reason: found.reason });
    else runtimes.push(found.found);
  }
  return { runtimes, absent };
}

function peer(path: string): string {
  return fileURLToPath(new URL(path, PEERS));
}

function node(path: string, version: string, suffix: string): Runtime {
  return { suffix, label: `Node ${version.replace(/^v/, "")}`, command: (flags) => [path, ...flags] };
}

/** `24`, or `24.1.0` where another Node 24 came before. */
function suffixOf(runtimes: readonly Runtime[], version: string): string {
  const [short = ""] = version.replace(/^v/, "").split(".");
  return runtimes.some((runtime) => runtime.suffix === short) ? version.replace(/^v/, "") : short;
}

function findBun(): Probe<Runtime> {
  const name = `@oven/bun-${process.platform === "win32" ? "windows" : process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
  const found = firstThatRuns([peer(`${name}/bin/${process.platform === "win32" ? "bun.exe" : "bun"}`), "bun"], "bun");
  if ("reason" in found) return found;
  const [path, version] = found.found;
  return { found: { suffix: "bun", label: `Bun ${version}`, command: (flags) => [path, ...flags] } };
}

function findDeno(): Probe<Runtime> {
  const platforms: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin", win32: "win32" };
  const name = `@deno/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "deno.exe" : "deno";
  const found = firstThatRuns([peer(`${name}-glibc/${file}`), peer(`${name}/${file}`), "deno"], "deno");
  if ("reason" in found) return found;
  const [path, output] = found.found;
  const version = /^deno (\S+)/.exec(output)?.[1] ?? output;
  return {
    found: {
      suffix: "deno",
      label: `Deno ${version}`,
      command: (flags) => [path, "run", "-A", ...(flags.length === 0 ? [] : [`--v8-flags=${flags.join(",")}`])],
    },
  };
}

/** The first of these that tells its version, with what it tells. */
function firstThatRuns(paths: readonly string[], name: string): Probe<readonly [string, string]> {
  for (const path of paths) {
    try {
      const output = execFileSync(path, ["--version"], {
        encoding: "utf8",
        timeout: 10_000,
        stdio: ["ignore", "pipe", "ignore"],
      });
      return { found: [path, output.trim().split("\n")[0] ?? ""] };
    } catch {
      // The next one, then.
    }
  }
  return { reason: `no ${name} was found; ${HOW_TO_GET}` };
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

/** CPython 3.13, or what `TSYNCIO_BENCH_PYTHON` names. */
export function findCpython(): Probe<Python> {
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

/** Other Pythons that have what the programs need (`asyncio.Runner`, of 3.11), those with uvloop first. */
export function findOtherPythons(known: Python | null): readonly Python[] {
  const found: Python[] = [];
  for (const command of ["python3.14", "python3.12", "python3.11", "python3", "/usr/bin/python3"]) {
    const probe = probePython(command);
    if (!("found" in probe)) continue;
    const [, minor = 0] = (/^CPython 3\.(\d+)/.exec(probe.found.version) ?? []).map(Number);
    const seen = [known, ...found].some((other) => other?.version === probe.found.version);
    if (minor >= 11 && !seen) found.push(probe.found);
  }
  return found.sort((a, b) => Number(b.uvloop !== null) - Number(a.uvloop !== null));
}

/** A Python that can import uvloop: the given ones first. */
export function findUvloop(pythons: readonly Python[]): Probe<Python> {
  const known = pythons.find((python) => python.uvloop !== null);
  if (known !== undefined) return { found: known };
  const tried = pythons.map((python) => python.executable).join(", ");
  return {
    reason: `none of the Pythons found can import it (${tried === "" ? "there is none" : tried}): pip install uvloop`,
  };
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

// CPython as a recorder of traces: a local one, or the one of the package `pyodide`. Both run python/record.py.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Interface, createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import type { Program, TraceLine } from "./language.ts";
import { type Shown, reasonToLeaveOut } from "./rules.ts";

const script = fileURLToPath(new URL("../python/record.py", import.meta.url));

/** A trace, or the reason why there is none: the outcome rests on what is nobody's promise. */
export type Recording =
  | { readonly trace: readonly TraceLine[]; readonly rejected?: undefined }
  | { readonly rejected: string; readonly trace?: undefined };

/** What record.py says of a program. */
type Answer = Recording & { readonly shows?: readonly Shown[] };

export type Version = readonly [major: number, minor: number, micro: number];

export interface Oracle {
  /** For people: which CPython it is. */
  readonly name: string;
  readonly version: Version;
  record(program: Program): Promise<Recording>;
  close(): void;
}

export type OracleKind = "local" | "pyodide" | "auto";

export interface OracleOptions {
  /** Use the futures and tasks written in Python, not the accelerated ones. */
  readonly pure?: boolean;
}

/**
 * The CPython that `kind` asks for; `auto` is a local one if there is one.
 *
 * @throws Error if a local one is asked for and none of version 3.13 or later is found.
 */
export async function openOracle(kind: OracleKind, options: OracleOptions = {}): Promise<Oracle> {
  const python = kind === "pyodide" ? undefined : findPython();
  if (python !== undefined) return new LocalOracle(python, options);
  if (kind === "local") throw new Error("no CPython of version 3.13 or later found; TSYNCIO_PYTHON may name one");
  return await PyodideOracle.open(options);
}

function toRecording(line: string, version: Version): Recording {
  const answer = JSON.parse(line) as Answer;
  const reason = reasonToLeaveOut(answer.shows ?? [], version);
  return reason === undefined ? answer : { rejected: reason };
}

// A local CPython, in a process of its own

interface Python {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly version: Version;
}

function findPython(): Python | undefined {
  const own = process.env["TSYNCIO_PYTHON"];
  const candidates: ReadonlyArray<Omit<Python, "version">> = [
    ...(own === undefined ? [] : [{ command: own, args: [], environment: process.env }]),
    { command: "python3.13", args: [], environment: process.env },
    { command: "python3", args: [], environment: { ...process.env, PYENV_VERSION: "3.13.0" } },
    { command: "python3", args: [], environment: process.env },
    { command: "py", args: ["-3.13"], environment: process.env },
  ];
  for (const candidate of candidates) {
    const version = versionOf(candidate);
    if (version !== undefined && (version[0] > 3 || version[1] >= 13)) return { ...candidate, version };
  }
  return undefined;
}

function versionOf({ command, args, environment }: Omit<Python, "version">): Version | undefined {
  const code = "import sys; print(*sys.version_info[:3])";
  const { status, stdout } = spawnSync(command, [...args, "-c", code], { env: environment, encoding: "utf8" });
  if (status !== 0) return undefined;
  const [major = 0, minor = 0, micro = 0] = stdout.trim().split(" ").map(Number);
  return [major, minor, micro];
}

class LocalOracle implements Oracle {
  readonly name: string;
  readonly version: Version;
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  #failure: Error | undefined;
  // Answers come in the order of the questions.
  readonly #waiting: Array<{ resolve(recording: Recording): void; reject(error: Error): void }> = [];

  constructor({ command, args, environment, version }: Python, { pure = false }: OracleOptions) {
    this.name = `CPython ${version.join(".")}${pure ? ", pure" : ""} (local)`;
    this.version = version;
    this.#child = spawn(command, [...args, script, ...(pure ? ["--pure"] : [])], {
      env: environment,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#lines = createInterface({ input: must(this.#child.stdout) });
    this.#lines.on("line", (line) => this.#waiting.shift()?.resolve(toRecording(line, version)));
    this.#child.on("exit", (code) => this.#fail(new Error(`python ended with code ${String(code)}`)));
    this.#child.on("error", (error) => this.#fail(error));
  }

  record(program: Program): Promise<Recording> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      must(this.#child.stdin).write(`${JSON.stringify(program)}\n`);
    });
  }

  close(): void {
    this.#child.stdin?.end();
    this.#lines.close();
  }

  #fail(error: Error): void {
    this.#failure = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function must<T>(stream: T | null): T {
  if (stream === null) throw new Error("the process has no pipes");
  return stream;
}

// CPython compiled to WebAssembly, in this process

// asyncio is loaded before we come, with the accelerated parts.
const loadPureAsyncio = `
import sys
for name in [name for name in sys.modules if name.split(".")[0] in ("asyncio", "_asyncio")]:
    del sys.modules[name]
sys.modules["_asyncio"] = None
`;

const loadRecorder = `
import sys
sys.path.insert(0, "/recorder")
from record import record
record
`;

class PyodideOracle implements Oracle {
  readonly name: string;
  readonly version: Version;
  readonly #options: OracleOptions;
  #python: Pyodide;
  // One program at a time: if it breaks the interpreter, the next one has to wait for a new one.
  #last: Promise<unknown> = Promise.resolve();

  private constructor(python: Pyodide, options: OracleOptions) {
    this.name = `CPython ${python.version.join(".")}${options.pure === true ? ", pure" : ""} (pyodide)`;
    this.version = python.version;
    this.#options = options;
    this.#python = python;
  }

  static async open(options: OracleOptions): Promise<PyodideOracle> {
    return new PyodideOracle(await startPyodide(options), options);
  }

  record(program: Program): Promise<Recording> {
    const recording = this.#last.then(() => this.#recordNow(program));
    this.#last = recording;
    return recording;
  }

  async #recordNow(program: Program): Promise<Recording> {
    try {
      return toRecording(this.#python.record(JSON.stringify(program)), this.version);
    } catch (error) {
      this.#python = await startPyodide(this.#options);
      return { rejected: `the interpreter broke down: ${String(error).slice(0, 200)}` };
    }
  }

  close(): void {}
}

interface Pyodide {
  readonly version: Version;
  record(line: string): string;
}

async function startPyodide({
  pure = false,
}: OracleOptions): Promise<{ version: Version; record(line: string): string }> {
  const python = await loadPyodide();
  python.FS.mkdir("/recorder");
  python.FS.writeFile("/recorder/record.py", readFileSync(script, "utf8"));
  if (pure) python.runPython(loadPureAsyncio);
  const version = python.runPython("import sys; ' '.join(map(str, sys.version_info[:3]))") as string;
  const [major = 0, minor = 0, micro = 0] = version.split(" ").map(Number);
  return { version: [major, minor, micro], record: python.runPython(loadRecorder) as (line: string) => string };
}

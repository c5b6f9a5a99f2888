// The second section, `--io`: sockets, HTTP, files and threads. Each is a program of its own with its own peers; it is run, and what it prints is kept.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { IoResult } from "./figures.ts";
import { align } from "./report.ts";
import { findCpython, findOtherPythons, findUvloop, type Python } from "./runtimes.ts";

interface IoProgram {
  readonly name: string;
  readonly title: string;
  /** The script below bench/. */
  readonly script: string;
  /** What runs it, unless it is Node. */
  readonly python?: true;
  readonly args: readonly string[];
  readonly quickArgs: readonly string[];
  /** What it is told of the Pythons of this machine. */
  readonly peers: (pythons: Pythons) => readonly string[];
}

interface Pythons {
  readonly cpython: string | null;
  readonly uvloop: string | null;
}

const BENCH = fileURLToPath(new URL("../", import.meta.url));
const LONGEST_MS = 900_000;
const MODES = ["streams", "protocol"];

/** The servers that are compared: ours, node:net, and what Python has here. */
function servers({ cpython, uvloop }: Pythons): readonly string[] {
  const names = ["tsyncio:streams", "tsyncio:streams-async", "tsyncio:protocol", "net"];
  if (cpython !== null) names.push(...MODES.map((mode) => `cpython:${mode}`));
  if (uvloop !== null) names.push(...MODES.map((mode) => `uvloop:${mode}`));
  const told = ["--servers", names.join(",")];
  if (cpython !== null) told.push("--cpython", cpython);
  if (uvloop !== null) told.push("--uvloop", uvloop);
  return told;
}

/** The chat of examples/, or the chapter's on a Python. */
function chat(server: string, title: string, python: (pythons: Pythons) => string | null): IoProgram {
  return {
    name: `chat-${server}`,
    title: `chat: 100 clients that each send lines to all others, ${title}`,
    script: "../examples/chat/dist/load.js",
    args: [],
    quickArgs: ["--clients", "20", "--lines", "50"],
    peers: (pythons) => ["--server", server, "--python", python(pythons) ?? "python3"],
  };
}

const PROGRAMS: readonly IoProgram[] = [
  {
    name: "echo-100",
    title: "echo of 1 KiB over 100 connections: the server's processor time a message",
    script: "dist/net/echo.js",
    args: [],
    quickArgs: ["--rounds", "1", "--amount", "6000"],
    peers: servers,
  },
  {
    name: "bulk",
    title: "echo of as much as one connection carries: the server's processor time a mebibyte",
    script: "dist/net/bulk.js",
    args: [],
    quickArgs: ["--rounds", "1", "--amount", "64"],
    peers: servers,
  },
  {
    name: "connections",
    title: "memory of an idle connection, and an echo among thousands of them",
    script: "dist/net/idle.js",
    args: ["--node", `${process.execPath} --expose-gc`],
    quickArgs: ["--rounds", "1", "--idle", "500", "--amount", "6000"],
    peers: servers,
  },
  chat("tsyncio", "tsyncio", () => null),
  chat("chapter", "the chapter's server on CPython", ({ cpython }) => cpython),
  chat("uvloop", "the chapter's server on uvloop", ({ uvloop }) => uvloop),
  {
    name: "http",
    title: "HTTP client: GET of 1 KiB over kept connections",
    script: "dist/http/main.js",
    args: [],
    quickArgs: ["--rounds", "1", "--seconds", "0.5", "--concurrency", "50"],
    peers: () => [],
  },
  {
    name: "files",
    title: "files: 2,000 small ones at once, and a large one",
    script: "dist/files.js",
    args: [],
    quickArgs: ["--rounds", "1", "--mebibytes", "32"],
    peers: ({ uvloop }) => (uvloop === null ? [] : ["--python", uvloop]),
  },
  {
    name: "executors",
    title: "executors: tiny jobs on two worker threads",
    script: "dist/executors.js",
    args: [],
    quickArgs: ["2000"],
    peers: () => [],
  },
  {
    name: "executors-cpython",
    title: "the same jobs on CPython's ThreadPoolExecutor",
    script: "python/executors.py",
    python: true,
    args: [],
    quickArgs: ["2000"],
    peers: () => [],
  },
];

/** Those of these names, or all. Throws a `RangeError` that lists what there is. */
export function chooseIo(names: readonly string[]): readonly IoProgram[] {
  for (const name of names) {
    if (!PROGRAMS.some((program) => program.name === name)) {
      const known = PROGRAMS.map((program) => program.name).join(", ");
      throw new RangeError(`--io has nothing named ${JSON.stringify(name)}; there are: ${known}`);
    }
  }
  return PROGRAMS.filter((program) => names.length === 0 || names.includes(program.name));
}

/** The Pythons of this machine: the system's for uvloop, aiohttp and aiofiles, if it has them. */
export function findPythons(): Pythons {
  const cpython = findCpython();
  const first = "found" in cpython ? cpython.found : null;
  const all: readonly Python[] = [...(first === null ? [] : [first]), ...findOtherPythons(first)];
  const uvloop = findUvloop(all);
  return { cpython: first?.executable ?? null, uvloop: "found" in uvloop ? uvloop.found.executable : null };
}

/** Runs one program to its end. What went wrong stands in the result. */
export function measureIo(program: IoProgram, pythons: Pythons, quick: boolean): IoResult {
  const { name, title } = program;
  const command = `npm run bench -- --io --workload ${name}${quick ? " --quick" : ""}`;
  const runner = program.python === true ? pythons.cpython : process.execPath;
  if (runner === null) return { name, title, command, output: "", failed: "there is no CPython 3.13" };
  const args = [...program.peers(pythons), ...(quick ? program.quickArgs : program.args)];
  const { status, signal, stdout, stderr } = spawnSync(runner, [path.join(BENCH, program.script), ...args], {
    encoding: "utf8",
    timeout: LONGEST_MS,
  });
  const failed = status === 0 ? null : `it ended with ${signal ?? status}: ${stderr.trim().split("\n").at(-1) ?? ""}`;
  return { name, title, command, output: tidy(stdout), failed };
}

export function renderIo({ name, title, output, failed }: IoResult): string {
  const lines = ["", `${name}: ${title}`, ...output.split("\n").map((line) => `  ${line}`)];
  return [...lines, ...(failed === null ? [] : [`  FAILED: ${failed}`])].join("\n");
}

/** What a program printed, with its lines of JSON as one table; a list in JSON says the same as the text above it. */
export function tidy(output: string): string {
  const lines = output.trimEnd().split("\n");
  const records = lines
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const kept = lines.filter((line) => !line.startsWith("{") && !line.startsWith("["));
  const [first] = records;
  if (first === undefined) return kept.join("\n");
  const columns = Object.keys(first);
  const rows = records.map((record) => columns.map((column) => String(record[column])));
  const sides = columns.map((_, column) => (column === 0 ? "left" : "right"));
  return [...kept.filter((line) => line !== ""), ...align([columns, ...rows], sides)].join("\n");
}

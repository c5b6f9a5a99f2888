// Checks who imports whom, where the linter cannot see it: the layers of the core, the borders of the workspaces, circles.
// Usage: node tools/check_imports.mjs [root]

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const CORE = "packages/tsyncio/src/core/";

/**
 * The layers of the core, lowest first. A file may import what stands in its own row or above it in this table, as
 * long as no circle comes of it. Types are free, since they are gone once compiled: `import type` may look up.
 */
const CORE_LAYERS = [
  [
    "collections/*",
    "constants",
    "contextvars",
    "exception_groups",
    "exceptions",
    "host",
    "log",
    "os_errors",
    "protocols",
  ],
  ["calls", "coroutines", "debug", "events", "format_helpers", "frames", "transports"],
  ["base_futures", "base_tasks", "futures", "sleep"],
  ["guests", "tasks"],
  ["contextlib", "locks", "mixins", "queues", "timeouts"],
  ["as_completed", "graph", "staggered", "taskgroups", "threads", "waiting", "waits"],
  [
    "addresses",
    "base_events",
    "base_subprocess",
    "connections",
    "datagrams",
    "failure_watch",
    "pipes",
    "sendfile",
    "servers",
    "signals",
    "tls",
  ],
  ["stream_protocol", "stream_reader", "stream_reads", "stream_writer"],
  ["runners", "stdio", "streams", "subprocess"],
  ["index"],
];

/** What other workspaces may reach by its path: the support of the library's tests, the door to the test runner in it. */
const SHARED_FOLDER = "packages/tsyncio/test/support/";

const SKIPPED_FOLDERS = new Set(["node_modules", "dist", "build", "coverage", "fixtures"]);

/**
 * @typedef {{ from: string, to: string, line: number, typeOnly: boolean }} Import One import of a file by its path.
 */

/**
 * The TypeScript files under `root`, as paths with forward slashes.
 * @param {string} root
 * @param {string} [folder]
 * @returns {string[]}
 */
function sourceFiles(root, folder = "") {
  const found = [];
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = folder + entry.name;
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name) && !entry.name.startsWith(".")) {
      found.push(...sourceFiles(root, `${name}/`));
    } else if (entry.isFile() && /\.m?tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts")) {
      found.push(name);
    }
  }
  return found;
}

/**
 * The text without its comments. Line breaks stay, so that line numbers hold.
 * @param {string} text
 */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, "")).replace(/^\s*\/\/.*$/gm, "");
}

/**
 * Whether an import statement names types only, and so is gone once compiled.
 * @param {string} clause What stands between `import` or `export` and `from`.
 */
function namesTypesOnly(clause) {
  if (/^\s*type\b(?!\s*,|\s+from\b)/.test(clause)) return true;
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(clause);
  const names = (braces?.[1] ?? "").split(",").filter((name) => name.trim() !== "");
  return names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}

const STATEMENT = /^[ \t]*(?:import|export)\b([^;"'()=]*?)\bfrom\s*["']([^"']+)["']/gm;
const SIDE_EFFECT = /^[ \t]*import()\s*["']([^"']+)["']/gm;
const DYNAMIC = /\bimport()\(\s*["']([^"']+)["']/g;

/**
 * The imports by relative path in one file.
 * @param {string} root
 * @param {string} file
 * @returns {Import[]}
 */
function importsOf(root, file) {
  const text = withoutComments(readFileSync(path.join(root, file), "utf8"));
  const imports = [];
  for (const pattern of [STATEMENT, SIDE_EFFECT, DYNAMIC]) {
    for (const match of text.matchAll(pattern)) {
      const [whole, clause = "", specifier = ""] = match;
      if (!specifier.startsWith(".")) continue;
      const to = path.posix.join(path.posix.dirname(file), specifier);
      const line = text.slice(0, match.index + whole.length).split("\n").length;
      imports.push({ from: file, to, line, typeOnly: namesTypesOnly(clause) });
    }
  }
  return imports;
}

/**
 * The row of a core file in the table, or -1 if it has none.
 * @param {string} file
 */
function layerOf(file) {
  const name = file.slice(CORE.length).replace(/\.ts$/, "");
  const group = name.includes("/") ? `${name.slice(0, name.indexOf("/"))}/*` : name;
  return CORE_LAYERS.findIndex((row) => row.includes(group));
}

/**
 * @param {string[]} files
 * @param {Import[]} imports
 * @returns {string[]}
 */
function layerFaults(files, imports) {
  const faults = [];
  for (const file of files) {
    if (!file.startsWith(CORE) || layerOf(file) >= 0) continue;
    faults.push(`${file}: is in no layer; add it to CORE_LAYERS in tools/check_imports.mjs`);
  }
  for (const { from, to, line, typeOnly } of imports) {
    if (typeOnly || !from.startsWith(CORE) || !to.startsWith(CORE)) continue;
    if (layerOf(from) < 0 || layerOf(to) <= layerOf(from)) continue;
    faults.push(`${from}:${line}: imports ${to}, which stands in a higher layer of the core`);
  }
  return faults;
}

/**
 * The workspace that a file belongs to.
 * @param {string} file
 */
function workspaceOf(file) {
  const depth = /^(?:packages|examples)\//.test(file) ? 2 : 1;
  return file.split("/").slice(0, depth).join("/");
}

/**
 * @param {Import[]} imports
 * @returns {string[]}
 */
function borderFaults(imports) {
  const faults = [];
  for (const { from, to, line } of imports) {
    if (!from.includes("/") || workspaceOf(from) === workspaceOf(to) || to.startsWith(SHARED_FOLDER)) continue;
    faults.push(`${from}:${line}: reaches into ${workspaceOf(to)} by path; import the package by its name`);
  }
  return faults;
}

/**
 * Circles among imports that load something: each is reported once, as the list of its files.
 * @param {string[]} files
 * @param {Import[]} imports
 * @returns {string[]}
 */
function circleFaults(files, imports) {
  /** @type {Map<string, string[]>} */
  const targets = new Map(files.map((file) => [file, []]));
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && targets.has(to)) targets.get(from)?.push(to);
  }
  /** @type {string[]} */
  const faults = [];
  const finished = new Set();
  /** @type {string[]} */
  const trail = [];
  /** @param {string} file */
  const visit = (file) => {
    const start = trail.indexOf(file);
    if (start >= 0) faults.push(`circle: ${[...trail.slice(start), file].join(" -> ")}`);
    if (start >= 0 || finished.has(file)) return;
    trail.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    trail.pop();
    finished.add(file);
  };
  for (const file of files) visit(file);
  return faults;
}

const root = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));
const files = sourceFiles(root).toSorted();
const imports = files.flatMap((file) => importsOf(root, file));
const faults = [...layerFaults(files, imports), ...borderFaults(imports), ...circleFaults(files, imports)];

for (const fault of faults) console.error(fault);
console.log(`imports: ${files.length} files, ${imports.length} imports by path, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

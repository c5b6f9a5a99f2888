// Writes docs/parity.md from tools/parity.json and tools/peer_tests/. With --check it only looks whether the file is what it would write.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What is said of one name: a verdict, or a verdict with more to say.
 * @typedef {"same" | { is: "same" | "adapted" | "absent", as?: string | null, note?: string, later?: string, on?: string, members?: Record<string, Entry> }} Entry
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const target = path.join(root, "docs/parity.md");

/**
 * @param {string} name
 * @returns {any}
 */
function readJson(name) {
  return JSON.parse(readFileSync(path.join(root, "tools", name), "utf8"));
}

/**
 * @param {Entry} entry
 * @returns {Exclude<Entry, "same">}
 */
function full(entry) {
  return entry === "same" ? { is: "same" } : entry;
}

/**
 * The one rule for names: `call_soon` is `callSoon`; what has no underscore stays.
 * @param {string} name
 */
function camelCase(name) {
  return name.replace(/(?<=[a-z0-9])_([a-z])/g, (_, letter) => letter.toUpperCase());
}

/**
 * @param {string} python The name in Python.
 * @param {Entry} entry
 * @param {string} prefix What stands before our name.
 */
function row(python, entry, prefix) {
  const { is, as, note = "", later } = full(entry);
  const isHere = is !== "absent" && as !== null && later === undefined;
  const ours = isHere ? `\`${(prefix + (as ?? camelCase(python))).replace(".[", "[")}\`` : "";
  const verdict = later === undefined ? is : `not yet (${later})`;
  return `| \`${prefix === "" ? python : `.${python}`}\` | ${ours} | ${verdict} | ${note} |`;
}

const HEAD = ["| asyncio | here | verdict | note |", "| --- | --- | --- | --- |"];

/**
 * @param {string} name
 * @param {Record<string, Entry>} entries
 */
function roomLines(name, entries) {
  const lines = [`### ${name}`, "", ...HEAD];
  for (const [python, entry] of Object.entries(entries)) {
    const { members = {}, on = python } = full(entry);
    lines.push(row(python, entry, ""));
    for (const [member, verdict] of Object.entries(members)) lines.push(row(member, verdict, `${on}.`));
  }
  return [...lines, ""];
}

/**
 * @param {Record<string, Record<string, Entry>>} rooms
 */
function countLine(rooms) {
  const counts = { same: 0, adapted: 0, absent: 0, later: 0 };
  let names = 0;
  for (const entry of Object.values(rooms).flatMap((room) => Object.values(room))) {
    names += 1;
    for (const { is, later } of [full(entry), ...Object.values(full(entry).members ?? {}).map(full)]) {
      counts[later === undefined ? is : "later"] += 1;
    }
  }
  const all = counts.same + counts.adapted + counts.absent + counts.later;
  return (
    `${names} names with ${all - names} members: ${counts.same} are the same, ${counts.adapted} are adapted, ` +
    `${counts.absent} are absent for a reason, ${counts.later} are not there yet.`
  );
}

/**
 * What is said of one test of CPython's: what it checks, then our tests, or why there is none.
 * @typedef {{ checks: string, tests?: string[], reason?: string }} PeerTest
 */

/**
 * `process/net.test.ts > a transport > is closed` as a reader of the documentation wants it.
 * @param {string} name
 */
function shownTest(name) {
  const [file = "", ...sentence] = name.split(" > ");
  return `${sentence.join(" ")} (\`${file.replace(/\.test\.ts$/, "")}\`)`;
}

/** @param {PeerTest} test */
function proof({ tests = [], reason = "" }) {
  return [...tests.map(shownTest), ...(reason === "" ? [] : [`none: ${reason}`])].join("; ");
}

/** What CPython's own tests check, file by file. */
function peerLines() {
  const lines = [];
  for (const file of readdirSync(path.join(root, "tools/peer_tests")).toSorted()) {
    if (!file.endsWith(".json")) continue;
    /** @type {Record<string, Record<string, PeerTest>>} */
    const classes = readJson(`peer_tests/${file}`);
    lines.push(
      `### ${file.replace(".json", ".py")}`,
      "",
      "| test | what it checks | our test |",
      "| --- | --- | --- |",
    );
    for (const [owner, tests] of Object.entries(classes)) {
      for (const [name, test] of Object.entries(tests)) {
        lines.push(`| \`${owner}.${name}\` | ${test.checks} | ${proof(test)} |`);
      }
    }
    lines.push("");
  }
  return lines;
}

function render() {
  const { rooms, beyond, additions } = readJson("parity.json");
  return [
    "# What of asyncio is here",
    "",
    "<!-- Generated from tools/parity.json and tools/peer_tests/ by `node tools/parity.mjs`. A test holds that table against the package. -->",
    "",
    "Every name of `asyncio.__all__` in CPython 3.13, with its public members, and what 3.14 and 3.15 add. " +
      countLine(rooms),
    "",
    "*Same* means: the name by the rule, and the meaning as in Python. Some rules hold everywhere and are not repeated:",
    "",
    "- `call_soon` is `callSoon`; a name without an underscore stays. Keyword arguments are one object at the end.",
    "- Times are seconds. `None` is `null`. `bytes` are `Uint8Array`.",
    "- Where Python has `await x`, a generator has `yield* x`, and an async function `await x`.",
    "- Callbacks take no extra arguments, for JavaScript has closures.",
    "- Constructors are called with `new`.",
    "",
    "A class that is absent is absent with all its members, unless they are listed.",
    "",
    "## asyncio",
    "",
    ...Object.entries(rooms).flatMap(([name, entries]) => roomLines(name, entries)),
    "## What programs with asyncio use besides",
    "",
    ...HEAD,
    ...Object.entries(beyond).map(([python, entry]) => row(python, /** @type {Entry} */ (entry), "")),
    "",
    "## Own additions",
    "",
    "| name | what it is |",
    "| --- | --- |",
    ...Object.entries(additions.names).map(([name, note]) => `| \`${name}\` | ${note} |`),
    ...Object.entries(additions.members).flatMap(([owner, members]) =>
      Object.entries(members).map(([name, note]) => `| \`${`${owner}.${name}`.replace(".[", "[")}\` | ${note} |`),
    ),
    "",
    "## What CPython's own tests check",
    "",
    "The tests of streams, servers, subprocesses and transports in CPython 3.13, in our words, each with the test of ours that checks the",
    "same, or the reason why it has no meaning here. A test holds the list against our tests.",
    "",
    ...peerLines(),
  ].join("\n");
}

/** What stands in the file, "" if it does not exist. */
function written() {
  try {
    return readFileSync(target, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return "";
  }
}

const text = render();
if (!process.argv.includes("--check")) {
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log("parity: wrote docs/parity.md");
} else if (written() === text) {
  console.log("parity: docs/parity.md is up to date");
} else {
  console.error("parity: docs/parity.md is stale; run `node tools/parity.mjs`");
  process.exitCode = 1;
}

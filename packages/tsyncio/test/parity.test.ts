// The table of what is here of asyncio, held against CPython's names on the one side and our exports on the other.

import { readFileSync } from "node:fs";

import * as tsyncio from "tsyncio";

import { publicApi } from "./support/public_api.ts";
import { describe, expect, it } from "./support/suite.ts";

type Verdict = "same" | "adapted" | "absent";

interface FullEntry {
  is: Verdict;
  as?: string | null;
  note?: string;
  later?: string;
  on?: string;
  members?: Record<string, Entry>;
}

type Entry = "same" | FullEntry;

interface Table {
  rooms: Record<string, Record<string, Entry>>;
  beyond: Record<string, Entry>;
  additions: { names: Record<string, string>; members: Record<string, Record<string, string>> };
}

function readTool<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../tools/${name}`, import.meta.url), "utf8")) as T;
}

const table = readTool<Table>("parity.json");
const python = readTool<Record<string, Record<string, string[]>>>("asyncio_names.json");
const runtime: Record<string, unknown> = { ...tsyncio };
const api = publicApi();

const full = (entry: Entry): FullEntry => (entry === "same" ? { is: "same" } : entry);
const camelCase = (name: string): string =>
  name.replace(/(?<=[a-z0-9])_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** One line of the table: what it is called in Python, and what it is to be here. */
interface Line {
  readonly python: string;
  readonly entry: FullEntry;
  /** Our name, `Class.member` of a member; `null` if there is none by intention. */
  readonly ours: string | null;
}

function lineOf(name: string, entry: FullEntry, prefix: string): Line {
  const { is, as } = entry;
  return {
    python: prefix + name,
    entry,
    ours: is === "absent" || as === null ? null : prefix + (as ?? camelCase(name)),
  };
}

function* linesOf(entries: Record<string, Entry>): Generator<Line> {
  for (const [name, given] of Object.entries(entries)) {
    const entry = full(given);
    yield lineOf(name, entry, "");
    for (const [member, verdict] of Object.entries(entry.members ?? {})) {
      yield lineOf(member, full(verdict), `${entry.on ?? name}.`);
    }
  }
}

const lines = [...Object.values(table.rooms), table.beyond].flatMap((entries) => [...linesOf(entries)]);

/** `Class.member` in two parts. */
function partsOf(name: string): [owner: string, member: string | null] {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** Whether the types of the package offer it. */
function offers(name: string): boolean {
  const [owner, member] = partsOf(name);
  return member === null ? api.has(owner) : (api.get(owner)?.members.has(member) ?? false);
}

/** What the table does not say of a class of Python's. One that is absent may be so without its members. */
function missingOf(name: string, members: readonly string[], entry: Entry | undefined): string[] {
  if (entry === undefined) return [name];
  const { is, members: verdicts } = full(entry);
  if (is === "absent" && verdicts === undefined) return [];
  return members.filter((member) => verdicts?.[member] === undefined).map((member) => `${name}.${member}`);
}

describe("the table of asyncio's names", () => {
  it("lists every name of asyncio.__all__, and every member of the classes that are here", () => {
    const listed = Object.assign({}, ...Object.values(table.rooms)) as Record<string, Entry>;
    const wanted = Object.values(python).flatMap((names) => Object.entries(names));
    const missing = wanted.flatMap(([name, members]) => missingOf(name, members, listed[name]));
    expect(missing).toEqual([]);
    expect(Object.keys(python["3.13"] ?? {})).toHaveLength(98);
    const names = new Set(wanted.map(([name]) => name));
    expect(Object.keys(listed).filter((name) => !names.has(name))).toEqual([]);
  });

  it("gives a reason for all that is adapted or absent", () => {
    const silent = lines.filter(({ entry }) => entry.is !== "same" && (entry.note ?? "") === "");
    expect(silent.map((line) => line.python)).toEqual([]);
  });

  it("says what is here, and it is here", () => {
    const lacking = lines.filter(({ entry, ours }) => ours !== null && entry.later === undefined && !offers(ours));
    expect(lacking.map(({ ours }) => ours)).toEqual([]);
  });

  it("says what is not here yet, and it is not: when it comes, take its `later` out of tools/parity.json", () => {
    const arrived = lines.filter(({ entry, ours }) => ours !== null && entry.later !== undefined && offers(ours));
    expect(arrived.map(({ ours }) => ours)).toEqual([]);
  });

  it("says what is absent, and it is absent", () => {
    const absent = lines.filter(({ entry }) => entry.is === "absent" && entry.later === undefined);
    const present = absent.filter(({ python: name }) => offers(camelCase(name)));
    expect(present.map((line) => line.python)).toEqual([]);
  });
});

describe("the exports of the package", () => {
  it("are all in the table, or in its list of own additions", () => {
    const known = new Set([...lines.map(({ ours }) => ours), ...Object.keys(table.additions.names)]);
    expect(Object.keys(runtime).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(table.additions.names).filter((name) => !api.has(name))).toEqual([]);
  });

  it("have no members that the table does not know", () => {
    const known = new Set(lines.map(({ ours }) => ours));
    const unknown: string[] = [];
    for (const owner of classesOfPython()) {
      for (const member of api.get(owner)?.ownMembers ?? []) {
        const isKnown = known.has(`${owner}.${member}`) || table.additions.members[owner]?.[member] !== undefined;
        if (!isKnown && !isInherited(owner, member) && member !== "toString") unknown.push(`${owner}.${member}`);
      }
    }
    expect(unknown).toEqual([]);
    const additions = Object.entries(table.additions.members).flatMap(([owner, members]) =>
      Object.keys(members).map((member) => `${owner}.${member}`),
    );
    expect(additions.filter((name) => !offers(name))).toEqual([]);
  });

  it("exist when the program runs, but for those that are types only", () => {
    const types = new Set(["Executor", "ReadTransport", "WriteTransport"]);
    const names = lines.filter(({ entry, ours }) => ours !== null && entry.later === undefined && !ours.includes("."));
    const missing = names.filter(({ ours }) => runtime[ours ?? ""] === undefined && !types.has(ours ?? ""));
    expect(missing.map(({ ours }) => ours)).toEqual([]);
  });

  it("have the methods of the table on their prototypes, but for those that subclasses or constructors bring", () => {
    const missing = new Set<string>();
    for (const { entry, ours } of lines) {
      const [owner, member] = partsOf(ours ?? "");
      const value = runtime[owner];
      if (member === null || entry.later !== undefined || typeof value !== "function") continue;
      const symbol = /^\[Symbol\.(\w+)\]$/.exec(member)?.[1];
      const key = symbol === undefined ? member : (Symbol as unknown as Record<string, symbol>)[symbol];
      if (!((key ?? "") in (value.prototype as object))) missing.add(owner);
    }
    expect([...missing]).toEqual([
      "BaseTransport",
      "DatagramTransport",
      "SubprocessTransport",
      "FrameCallGraphEntry",
      "FutureCallGraph",
    ]);
  });
});

/** The names of the table that are classes, here and in Python. What stands in the part on other modules is not. */
function classesOfPython(): Set<string> {
  const beyond = new Set(Object.values(table.beyond).map((entry) => full(entry).as));
  const owners = lines
    .map(({ ours }) => ours)
    .filter((name) => name !== null && !name.includes(".") && !beyond.has(name));
  return new Set(owners as string[]);
}

/** Classes that have members of others without being derived from them. */
const kin: Record<string, string[]> = {
  AbstractEventLoop: ["EventLoop"],
  Transport: ["ReadTransport", "WriteTransport"],
};

/** Whether the table has `member` under a class that `owner` is derived from, or stands in for. */
function isInherited(owner: string, member: string): boolean {
  const known = new Set(lines.map(({ ours }) => ours));
  const parents = [...(kin[owner] ?? [])];
  for (let parent = superclass(runtime[owner]); parent !== null; parent = superclass(parent)) parents.push(parent.name);
  return parents.some(
    (name) => known.has(`${name}.${member}`) || table.additions.members[name]?.[member] !== undefined,
  );
}

function superclass(value: unknown): { readonly name: string } | null {
  const parent: unknown = typeof value === "function" ? Object.getPrototypeOf(value) : null;
  return typeof parent === "function" && parent.name !== "" ? parent : null;
}

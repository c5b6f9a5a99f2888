// The main job: a server and three clients over TCP, which send each other files of this repository and check all of it.

import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { type Coroutine, Event, Queue, TaskGroup, TimeoutError, asyncWith, run, timeout } from "tsyncio";

import { type User, join } from "./client.ts";
import { ChatServer } from "./server.ts";

const HOST = "127.0.0.1";
/** It takes a fraction of a second; in this many something is wrong. */
const PATIENCE_SECONDS = 8;
const WIDTH = 100;

/** A user who types the lines of a file, and notes what the others write. */
class Guest implements User {
  readonly name: string;
  readonly file: string;
  readonly text: readonly string[];
  readonly #typed = new Queue<string>();
  readonly shown: string[] = [];
  /** Set once it has been shown as many lines as the others send. */
  readonly hasAll = new Event();
  #expected = 0;

  constructor(name: string, file: string) {
    this.name = name;
    this.file = file;
    const path = fileURLToPath(new URL(`../../../${file}`, import.meta.url));
    this.text = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
  }

  typeAll(others: readonly Guest[]): void {
    this.#expected = others.reduce((sum, other) => sum + other.text.length, 0);
    // A line that begins with a slash would be a command.
    for (const line of this.text) this.#typed.putNowait(line.startsWith("/") ? `/${line}` : line);
  }

  *read(): Coroutine<string> {
    return yield* this.#typed.get();
  }

  /** What the server itself says, such as who has joined, is not counted. */
  show(line: string): void {
    if (line.startsWith("* ") && !line.includes("Goodbye")) return;
    this.shown.push(line);
    if (this.shown.length === this.#expected) this.hasAll.set();
  }

  close(): void {}
}

const guests = [new Guest("anna", "README.md"), new Guest("boris", "LICENSE"), new Guest("vera", "package.json")];

const othersOf = (guest: Guest): Guest[] => guests.filter((other) => other !== guest);

function* chat(): Coroutine {
  const everybodyIsHere = new Event();
  const server = new ChatServer({
    limits: { linesPerSecond: Infinity },
    onCrowd: (size) => {
      if (size === guests.length) everybodyIsHere.set();
    },
  });
  const port = yield* server.start(HOST, 0);
  console.log(`A chat server listens on ${HOST}, port ${port}. ${guests.length} clients join it over TCP:\n`);
  yield* asyncWith(new TaskGroup(), function* (group) {
    for (const guest of guests)
      group.createTask(join({ host: HOST, port, name: guest.name, reconnect: null }, () => guest));
    yield* everybodyIsHere.wait();
    for (const guest of guests) guest.typeAll(othersOf(guest));
    for (const guest of guests) yield* guest.hasAll.wait();
    // Each client is sent all that waits for it, then a goodbye, and leaves: the group has ended when all have.
    yield* server.stop();
  });
}

/** What is wrong with what `guest` was shown; empty if nothing is. */
function faultsOf(guest: Guest): string[] {
  const faults: string[] = [];
  const shown = [...guest.shown];
  if (shown.at(-1)?.startsWith("* The server is shutting down") === true) shown.pop();
  else faults.push("no goodbye at the end");
  for (const sender of guests) {
    const isFrom = (line: string): boolean => line.startsWith(`${sender.name}: `);
    const wanted = sender === guest ? [] : sender.text.map((line) => `${sender.name}: ${line}`);
    const fault = difference(shown.filter(isFrom), wanted);
    if (fault !== null) faults.push(`of ${sender.name}'s lines, ${fault}`);
  }
  const strangers = shown.filter((line) => !guests.some((sender) => line.startsWith(`${sender.name}: `)));
  if (strangers.length > 0) faults.push(`nobody sent ${quote(strangers[0])}`);
  return faults;
}

function difference(found: readonly string[], wanted: readonly string[]): string | null {
  const length = Math.max(found.length, wanted.length);
  for (let index = 0; index < length; index++) {
    if (found[index] === wanted[index]) continue;
    return `number ${index + 1} should be ${quote(wanted[index])}, and is ${quote(found[index])}`;
  }
  return null;
}

function quote(line: string | undefined): string {
  return line === undefined ? "missing" : JSON.stringify(line);
}

function report(guest: Guest): void {
  const received = othersOf(guest).map((other) => {
    const count = guest.shown.filter((line) => line.startsWith(`${other.name}: `)).length;
    return `${count} of ${other.text.length} lines of ${other.name}'s`;
  });
  console.log(`${guest.name} sent ${guest.text.length} lines (${guest.file}), received ${received.join(" and ")}:`);
  for (const line of sample(guest.shown))
    console.log(`    ${line.length > WIDTH ? `${line.slice(0, WIDTH)}...` : line}`);
  console.log();
}

/** The first lines and the last one. */
function sample(lines: readonly string[]): readonly string[] {
  return lines.length <= 5 ? lines : [...lines.slice(0, 3), `(${lines.length - 4} more)`, ...lines.slice(-1)];
}

async function main(): Promise<number> {
  const faults: string[] = [];
  try {
    await run(timeout(PATIENCE_SECONDS, chat));
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    faults.push(`it was not over after ${PATIENCE_SECONDS} s`);
  }
  for (const guest of guests) {
    report(guest);
    faults.push(...faultsOf(guest).map((fault) => `${guest.name}: ${fault}`));
  }
  for (const fault of faults) console.error(`FAILED: ${fault}`);
  if (faults.length === 0) {
    console.log("Everybody received all lines of the others, in order, and none of their own. All is closed again.");
  }
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = await main();

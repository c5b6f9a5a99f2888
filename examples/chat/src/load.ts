// How much the server bears: clients in this process, the server in another; or the chapter's server on CPython instead.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";

import { Command, Option } from "commander";

import { wholeNumber } from "./options.ts";

interface LoadOptions {
  clients: number;
  lines: number;
  bytes: number;
  window: number;
  server: "tsyncio" | "chapter" | "uvloop";
  python: string;
}

/** A client that sends lines of one length, and counts what it gets: all lines are as long, so bytes say how many. */
class LoadClient {
  readonly socket: Socket;
  readonly #name: string;
  received = 0;
  sent = 0;
  isClosed = false;

  constructor(socket: Socket, name: string) {
    this.socket = socket;
    this.#name = name;
    socket.on("data", (data) => void (this.received += data.length));
    socket.on("error", () => {});
    socket.on("close", () => void (this.isClosed = true));
  }

  /** Lines of `bytes` bytes as they arrive, with the name that the server puts in front if it does. */
  send(count: number, bytes: number, prefix: number): void {
    const text = `${this.#name} `.padEnd(bytes - prefix - 1, "x");
    this.socket.write(`${text}\n`.repeat(count));
    this.sent += count;
  }
}

/** Whatever has to come does so within as many seconds, or the run has failed. */
const PATIENCE_SECONDS = 120;
const START_SECONDS = 10;
const CLOCK_TICKS_A_SECOND = 100;

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_SECONDS * 1000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`${what}: not after ${PATIENCE_SECONDS} s`);
    await pause(1);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function startServer({ server, clients, python }: LoadOptions, port: number): ChildProcess {
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const stdio = ["ignore", "ignore", "inherit"] as const;
  if (server === "tsyncio") {
    const limits = ["--max-clients", `${clients}`, "--max-rate", "0"];
    return spawn(process.execPath, [here("main.js"), "serve", "--port", `${port}`, ...limits], { stdio: [...stdio] });
  }
  const loop = server === "uvloop" ? ["uvloop"] : [];
  return spawn(python, [here("../load/chapter_server.py"), `${port}`, ...loop], { stdio: [...stdio] });
}

/** The server may have to start first. */
async function connectTo(port: number): Promise<Socket> {
  const deadline = performance.now() + START_SECONDS * 1000;
  for (;;) {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    try {
      await once(socket, "connect");
      return socket;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

/** Processor time of a process so far, in seconds; `null` where the system does not say. */
function processorTime(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND;
  } catch {
    return null;
  }
}

function residentMegabytes(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

async function join(options: LoadOptions, port: number): Promise<LoadClient[]> {
  const clients: LoadClient[] = [];
  for (let index = 0; index < options.clients; index++) {
    const name = `c${String(index).padStart(5, "0")}`;
    const client = new LoadClient(await connectTo(port), name);
    if (options.server === "tsyncio") {
      client.socket.write(`/nick ${name}\n`);
      await until(() => client.received > 0, "a welcome");
    }
    clients.push(client);
  }
  // What the server says about all that has arrived once nothing more comes.
  let before = -1;
  const received = (): number => clients.reduce((sum, client) => sum + client.received, 0);
  while (before !== received()) {
    before = received();
    await pause(300);
  }
  for (const client of clients) client.received = 0;
  return clients;
}

/** Everybody sends all their lines, never more than a window ahead of what has come from the others. */
async function talk(clients: readonly LoadClient[], { lines, bytes, window, server }: LoadOptions): Promise<void> {
  const prefix = server === "tsyncio" ? "c00000: ".length : 0;
  const perRound = (clients.length - 1) * bytes;
  const expected = perRound * lines;
  await until(() => {
    let isDone = true;
    for (const client of clients) {
      if (client.isClosed) throw new Error("the server has closed a connection");
      if (client.received > expected) throw new Error(`a client got ${client.received} bytes instead of ${expected}`);
      if (client.received < expected) isDone = false;
      const room = Math.min(lines, Math.floor(client.received / perRound) + window) - client.sent;
      if (room > 0 && (room >= window / 2 || client.sent + room === lines)) client.send(room, bytes, prefix);
    }
    return isDone;
  }, "all lines");
}

async function measure(options: LoadOptions): Promise<void> {
  const port = await freePort();
  const server = startServer(options, port);
  try {
    const begin = performance.now();
    const clients = await join(options, port);
    const joined = (performance.now() - begin) / 1000;
    const before = processorTime(server.pid);
    const start = performance.now();
    await talk(clients, options);
    const seconds = (performance.now() - start) / 1000;
    const after = processorTime(server.pid);
    const deliveries = options.clients * (options.clients - 1) * options.lines;
    const megabytes = residentMegabytes(server.pid);
    const processor = before === null || after === null ? null : after - before;
    console.log(
      [
        `${options.server}: ${options.clients} clients, ${options.lines} lines of ${options.bytes} bytes each`,
        `joined in ${joined.toFixed(1)} s`,
        `${deliveries.toLocaleString("en")} deliveries in ${seconds.toFixed(2)} s`,
        `${Math.round(deliveries / seconds).toLocaleString("en")} a second`,
        ...(processor === null
          ? []
          : [`server's processor time ${((processor / deliveries) * 1e9).toFixed(0)} ns each`]),
        ...(megabytes === null ? [] : [`server's memory ${megabytes.toFixed(0)} MB`]),
      ].join(", "),
    );
    for (const client of clients) client.socket.destroy();
  } finally {
    server.kill("SIGKILL");
  }
}

const program = new Command("load")
  .description("Measure a chat server: clients in this process, the server in another one.")
  .option("--clients <number>", "how many clients", wholeNumber(2, 99_999), 100)
  .option("--lines <number>", "how many lines each of them sends", wholeNumber(1), 1000)
  .option("--bytes <number>", "how long a line is when it arrives", wholeNumber(17), 64)
  .option("--window <lines>", "how far ahead of the others a client may be", wholeNumber(1), 50)
  .addOption(
    new Option("--server <which>", "ours, or the chapter's on CPython, with asyncio's own loop or with uvloop")
      .choices(["tsyncio", "chapter", "uvloop"])
      .default("tsyncio"),
  )
  .option("--python <command>", "the Python to run the chapter's server with", "python3");

try {
  await measure(program.parse().opts<LoadOptions>());
} catch (error) {
  console.error(`load: ${(error as Error).message}`);
  process.exitCode = 1;
}

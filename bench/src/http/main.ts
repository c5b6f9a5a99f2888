// The HTTP benchmark: tsyncio beside undici and aiohttp, in turns, each sample in a process of its own. Prints a table, and JSON on demand.
// Usage: node bench/dist/http/main.js [--rounds N] [--seconds S] [--concurrency 1,50,200] [--only tsyncio,undici] [--json FILE]

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { median } from "../statistics.ts";

interface Figures {
  /** Requests a second. */
  readonly rate: number;
  /** Microseconds of processor time for a request. */
  readonly cpu: number;
}

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const PEER = here("../../python/http_client.py");

/** The contenders that this machine has. Python is the one that the environment names, else the system's, which has aiohttp. */
function contenders(): Contender[] {
  const own = ["tsyncio", "async", "undici"].map((name) => ({
    name,
    command: [process.execPath, here("client.js"), name],
  }));
  const python = process.env["TSYNCIO_BENCH_AIOHTTP_PYTHON"] ?? "/usr/bin/python3";
  const has = (module: string): boolean => spawnSync(python, ["-c", `import ${module}`]).status === 0;
  if (!has("aiohttp")) {
    process.stderr.write(`${python} has no aiohttp: set TSYNCIO_BENCH_AIOHTTP_PYTHON to one that has it\n`);
    return own;
  }
  const peers = has("uvloop") ? ["cpython", "uvloop"] : ["cpython"];
  const versions = spawnSync(python, [PEER, "version", "0", "0", "0"], { encoding: "utf8" }).stdout.trim();
  process.stdout.write(`Node ${process.version}; ${versions}\n`);
  return [...own, ...peers.map((name) => ({ name, command: [python, PEER, name] }))];
}

function startServer(): Promise<[ChildProcess, string]> {
  const server = spawn(process.execPath, [here("server.js")], { stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.stdout.once("data", (data: Buffer) => resolve([server, data.toString().trim()]));
  });
}

function sample({ command }: Contender, port: string, concurrency: number, seconds: number): Promise<Figures> {
  const [program = "", ...args] = command;
  const child = spawn(program, [...args, port, String(concurrency), String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (data: Buffer) => void (output += data.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(output) as Figures);
      else reject(new Error(`${command.join(" ")} ended with ${String(code)}`));
    });
  });
}

function table(concurrency: number, all: ReadonlyMap<string, readonly Figures[]>): string {
  const base = all.get("tsyncio") ?? [];
  const lines = [...all].map(([name, figures]) => {
    // Ratios are formed within a round: what slows the machine down for a while slows all of it down.
    const faster = figures.map((other, round) => (base[round]?.rate ?? 0) / other.rate);
    const leaner = figures.map((other, round) => other.cpu / (base[round]?.cpu ?? 0));
    const cells = [
      median(figures.map(({ rate }) => rate)).toFixed(0),
      median(figures.map(({ cpu }) => cpu)).toFixed(1),
    ];
    const ratios = [median(faster).toFixed(2), median(leaner).toFixed(2)];
    return `  ${name.padEnd(10)}${[...cells, ...ratios].map((cell) => cell.padStart(14)).join("")}`;
  });
  const head = ["requests/s", "CPU us/req", "ours is x", "ours x CPU"].map((cell) => cell.padStart(14)).join("");
  return `concurrency ${concurrency}\n  ${"".padEnd(10)}${head}\n${lines.join("\n")}\n`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "3" },
      concurrency: { type: "string", default: "1,50,200" },
      only: { type: "string" },
      json: { type: "string" },
    },
  });
  const wanted = values.only?.split(",");
  const field = contenders().filter(({ name }) => wanted?.includes(name) ?? true);
  const [server, port] = await startServer();
  const results: Record<string, Record<string, readonly Figures[]>> = {};
  try {
    for (const concurrency of values.concurrency.split(",").map(Number)) {
      const all = new Map<string, Figures[]>(field.map(({ name }) => [name, []]));
      for (let round = 0; round < Number(values.rounds); round++) {
        for (const contender of round % 2 === 0 ? field : field.toReversed()) {
          all.get(contender.name)?.push(await sample(contender, port, concurrency, Number(values.seconds)));
        }
      }
      process.stdout.write(table(concurrency, all));
      results[concurrency] = Object.fromEntries(all);
    }
  } finally {
    server.stdin?.end();
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

await main();

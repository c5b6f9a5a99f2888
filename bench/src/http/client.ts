// One sample of the HTTP benchmark: so many workers ask for 1 KiB again and again, for a while.
// Usage: node client.js CONTENDER PORT CONCURRENCY SECONDS   prints the figures as JSON.

import { TCPConnector, ClientSession } from "@tsyncio/http";
import { type Coroutine, gather, run } from "tsyncio";
import { Agent, request } from "undici";

const [contender = "", port = "", concurrencyText = "", secondsText = ""] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}/item`;
const concurrency = Number(concurrencyText);
const seconds = Number(secondsText);
/** Until then the compiler is at work: on a busy machine a warm-up of a second would be too short. */
const WARMUP_REQUESTS = 10_000;
const SIZE = 1024;

let done = 0;
let end = 0;
let most = WARMUP_REQUESTS;

const goesOn = (): boolean => done < most && performance.now() < end;

/** Counts from the end of the warm-up on. */
async function measure(work: () => Promise<void>): Promise<void> {
  end = performance.now() + 20_000;
  await work();
  done = 0;
  most = Infinity;
  const cpu = process.cpuUsage();
  const start = performance.now();
  end = start + seconds * 1000;
  await work();
  const elapsed = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(`${JSON.stringify({ rate: done / elapsed, cpu: (user + system) / done })}\n`);
}

function check(size: number): void {
  if (size !== SIZE) throw new Error(`a response has ${size} bytes`);
  done++;
}

function* worker(session: ClientSession): Coroutine {
  while (goesOn()) {
    const response = yield* session.get(url);
    check((yield* response.read()).length);
  }
}

async function guest(session: ClientSession): Promise<void> {
  while (goesOn()) {
    const response = await session.get(url);
    check((await response.read()).length);
  }
}

async function bare(dispatcher: Agent): Promise<void> {
  while (goesOn()) {
    const { body } = await request(url, { dispatcher });
    check((await body.arrayBuffer()).byteLength);
  }
}

const workers = Array.from({ length: concurrency });

if (contender === "undici") {
  const dispatcher = new Agent();
  await measure(async () => void (await Promise.all(workers.map(() => bare(dispatcher)))));
  await dispatcher.close();
} else {
  const start = contender === "async" ? guest : worker;
  await run(async () => {
    const session = new ClientSession({ connector: new TCPConnector({ limit: 0 }) });
    await measure(async () => void (await gather(workers.map(() => () => start(session) as Coroutine))));
    await session.close();
  });
}

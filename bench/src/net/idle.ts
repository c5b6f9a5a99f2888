// What idle connections cost: memory a connection, and whether an echo among them costs more than without them. Linux only.
// node bench/dist/net/idle.js --idle 10000 --connections 100 --servers tsyncio:streams,uvloop:streams

import { type Socket, connect } from "node:net";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";

import { netOptions } from "./options.ts";
import { EchoServer, median } from "./servers.ts";

const idleAt = process.argv.indexOf("--idle");
const idleCount = idleAt < 0 ? 10_000 : Number(process.argv.splice(idleAt, 2)[1]);
const options = netOptions({ connections: 100, amount: 100_000, size: 1024 });
const message = Buffer.alloc(options.size, "x");
const shared = Buffer.allocUnsafe(64 * 1024);
let messages = 0;

/** A client that echoes one message, and then waits for the word to go on. */
function client(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let missing = options.size;
    const onData = (size: number): boolean => {
      missing -= size;
      if (missing > 0) return true;
      missing = options.size;
      messages++;
      if (goesOn) socket.write(message);
      else resolve(socket);
      return true;
    };
    const socket = connect({ host: "127.0.0.1", port, noDelay: true, onread: { buffer: shared, callback: onData } });
    socket.once("connect", () => socket.write(message));
    socket.once("error", reject);
  });
}

let goesOn = false;

async function clients(port: number, count: number): Promise<Socket[]> {
  const all: Socket[] = [];
  while (all.length < count) {
    const batch = Array.from({ length: Math.min(200, count - all.length) }, () => client(port));
    all.push(...(await Promise.all(batch)));
  }
  return all;
}

async function reach(count: number): Promise<void> {
  while (messages < count) await delay(5);
}

/** @returns microseconds of the server's processor time a message that `active` echo */
async function echo(server: EchoServer, active: readonly Socket[]): Promise<number> {
  goesOn = true;
  for (const socket of active) socket.write(message);
  await reach(messages + options.amount / 2);
  const [cpuBefore, before] = [await server.cpu(), messages];
  await reach(messages + options.amount);
  const cpuAfter = await server.cpu();
  const count = messages - before;
  goesOn = false;
  await delay(100);
  return (cpuAfter - cpuBefore) / count;
}

interface Sample {
  readonly bytes: number;
  readonly alone: number;
  readonly among: number;
}

async function sample(name: string): Promise<Sample> {
  const server = await EchoServer.start(name, options.pythons, options.node);
  const open: Socket[] = [];
  try {
    const active = await clients(server.port, options.connections);
    open.push(...active);
    const alone = await echo(server, active);
    await server.memory();
    const before = await server.memory();
    open.push(...(await clients(server.port, idleCount)));
    await delay(500);
    await server.memory();
    const after = await server.memory();
    const among = await echo(server, active);
    return { bytes: (after - before) / idleCount, alone, among };
  } finally {
    for (const socket of open) socket.destroy();
    await server.stop();
  }
}

const samples = new Map<string, Sample[]>(options.servers.map((name) => [name, []]));
for (let round = 0; round < options.rounds; round++) {
  for (const [name, taken] of round % 2 === 0 ? samples : [...samples].toReversed()) taken.push(await sample(name));
}
for (const [name, taken] of samples) {
  console.log(
    JSON.stringify({
      server: name,
      idle: idleCount,
      active: options.connections,
      bytesPerConnection: Math.round(median(taken.map(({ bytes }) => bytes))),
      cpuMicrosecondsPerMessageAlone: Number(median(taken.map(({ alone }) => alone)).toFixed(2)),
      cpuMicrosecondsPerMessageAmongIdle: Number(median(taken.map(({ among }) => among)).toFixed(2)),
    }),
  );
}

// One connection that carries as much as it can, there and back: what a mebibyte costs the server in processor time.
// node bench/dist/net/bulk.js --servers tsyncio:streams,net,uvloop:streams

import { type Socket, connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import { netOptions } from "./options.ts";
import { EchoServer, median } from "./servers.ts";

const options = netOptions({ connections: 1, amount: 1024, size: 64 * 1024 });
const shared = Buffer.allocUnsafe(256 * 1024);
const block = Buffer.alloc(options.size, "x");
const MEBIBYTE = 2 ** 20;
let received = 0;

/** A client that writes as fast as the server takes it, and reads what comes back. */
function client(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const onData = (size: number): boolean => {
      received += size;
      return true;
    };
    const socket = connect({ host: "127.0.0.1", port, noDelay: true, onread: { buffer: shared, callback: onData } });
    const fill = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on("drain", fill);
    socket.once("connect", () => {
      fill();
      resolve(socket);
    });
    socket.on("error", reject);
  });
}

async function reach(count: number): Promise<void> {
  while (received < count) await delay(5);
}

/** @returns microseconds of the server's processor time a mebibyte echoed, and mebibytes a second */
async function sample(name: string): Promise<{ cpu: number; rate: number }> {
  const server = await EchoServer.start(name, options.pythons, options.node);
  const clients: Socket[] = [];
  try {
    for (let i = 0; i < options.connections; i++) clients.push(await client(server.port));
    await reach(received + (options.amount / 2) * MEBIBYTE);
    const [cpuBefore, before, start] = [await server.cpu(), received, performance.now()];
    await reach(received + options.amount * MEBIBYTE);
    const cpu = (await server.cpu()) - cpuBefore;
    const mebibytes = (received - before) / MEBIBYTE;
    return { cpu: cpu / mebibytes, rate: (mebibytes / (performance.now() - start)) * 1000 };
  } finally {
    await server.stop(); // first, so that it has nothing to say about its clients' end
    for (const socket of clients) socket.destroy();
  }
}

const samples = new Map<string, { cpu: number; rate: number }[]>(options.servers.map((name) => [name, []]));
for (let round = 0; round < options.rounds; round++) {
  for (const [name, taken] of round % 2 === 0 ? samples : [...samples].toReversed()) taken.push(await sample(name));
}
for (const [name, taken] of samples) {
  const cpu = taken.map((one) => one.cpu);
  console.log(
    JSON.stringify({
      server: name,
      connections: options.connections,
      size: options.size,
      cpuMicrosecondsPerMebibyte: Number(median(cpu).toFixed(1)),
      smallest: Number(Math.min(...cpu).toFixed(1)),
      largest: Number(Math.max(...cpu).toFixed(1)),
      mebibytesPerSecond: Math.round(median(taken.map((one) => one.rate))),
    }),
  );
}

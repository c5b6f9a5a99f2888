// Echo over many connections: what a message costs the server in processor time.
// node bench/dist/net/echo.js --connections 100 --servers tsyncio:streams,uvloop:streams

import { type Socket, connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import { netOptions } from "./options.ts";
import { EchoServer, median } from "./servers.ts";

const options = netOptions({ connections: 100, amount: 60_000, size: 1024 });
const shared = Buffer.allocUnsafe(64 * 1024);
const message = Buffer.alloc(options.size, "x");
let messages = 0;

/** A client that sends a message, waits until it is back, and sends it again. */
function client(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let missing = options.size;
    const onData = (size: number): boolean => {
      missing -= size;
      if (missing === 0) {
        messages++;
        missing = options.size;
        socket.write(message);
      }
      return true;
    };
    const socket = connect({ host: "127.0.0.1", port, noDelay: true, onread: { buffer: shared, callback: onData } });
    socket.once("connect", () => resolve(socket));
    socket.on("error", reject);
  });
}

async function reach(count: number): Promise<void> {
  while (messages < count) await delay(5);
}

/** @returns microseconds of the server's processor time a message, and messages a second */
async function sample(name: string): Promise<{ cpu: number; rate: number }> {
  const server = await EchoServer.start(name, options.pythons, options.node);
  const clients: Socket[] = [];
  try {
    for (let i = 0; i < options.connections; i++) clients.push(await client(server.port));
    for (const socket of clients) socket.write(message);
    await reach(messages + options.amount / 2);
    const [cpuBefore, before, start] = [await server.cpu(), messages, performance.now()];
    await reach(messages + options.amount);
    const cpu = (await server.cpu()) - cpuBefore;
    const count = messages - before;
    return { cpu: cpu / count, rate: (count / (performance.now() - start)) * 1000 };
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
      cpuMicrosecondsPerMessage: Number(median(cpu).toFixed(2)),
      smallest: Number(Math.min(...cpu).toFixed(2)),
      largest: Number(Math.max(...cpu).toFixed(2)),
      messagesPerSecond: Math.round(median(taken.map((one) => one.rate))),
    }),
  );
}

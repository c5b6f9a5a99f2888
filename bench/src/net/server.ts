// An echo server in a process of its own: `node server.js MODE`. It writes its port, and its processor time when asked; told to
// "collect", it collects its garbage first, if it can (`--expose-gc`).

import { type AddressInfo, createServer as createNetServer } from "node:net";
import process from "node:process";
import { createInterface } from "node:readline";

import {
  Protocol,
  type Server,
  type StreamReader,
  type StreamWriter,
  type Transport,
  getRunningLoop,
  run,
  startServer,
} from "tsyncio";

/** What one read takes at most, in the servers with streams. */
const CHUNK = 64 * 1024;

class Echo extends Protocol {
  #transport: Transport | null = null;

  override connectionMade(transport: Transport): void {
    this.#transport = transport;
  }
  override dataReceived(data: Uint8Array): void {
    this.#transport?.write(data);
  }
  override pauseWriting(): void {
    this.#transport?.pauseReading();
  }
  override resumeWriting(): void {
    this.#transport?.resumeReading();
  }
}

function* echo(reader: StreamReader, writer: StreamWriter) {
  for (;;) {
    const data = yield* reader.read(CHUNK);
    if (data.length === 0) break;
    writer.write(data);
    yield* writer.drain();
  }
  writer.close();
}

async function echoAsync(reader: StreamReader, writer: StreamWriter): Promise<void> {
  for (;;) {
    const data = await reader.read(CHUNK);
    if (data.length === 0) break;
    writer.write(data);
    await writer.drain();
  }
  writer.close();
}

function* serve(mode: string) {
  let server: Server;
  if (mode === "streams") server = yield* startServer(echo, "127.0.0.1", 0, { backlog: 2048 });
  else if (mode === "streams-async") server = yield* startServer(echoAsync, "127.0.0.1", 0, { backlog: 2048 });
  else server = yield* getRunningLoop().createServer(() => new Echo(), "127.0.0.1", 0, { backlog: 2048 });
  console.log(server.sockets[0]?.getsockname()[1]);
  yield* server.serveForever();
}

function serveNet(): void {
  const server = createNetServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    socket.on("data", (data) => {
      if (!socket.write(data)) socket.pause();
    });
    socket.on("drain", () => socket.resume());
    socket.on("end", () => socket.end());
    socket.on("error", () => {});
  });
  server.listen({ host: "127.0.0.1", port: 0, backlog: 2048 }, () =>
    console.log((server.address() as AddressInfo).port),
  );
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (line === "collect") (globalThis as { gc?: () => void }).gc?.();
    const { user, system } = process.cpuUsage();
    console.log(user + system);
  })
  .on("close", () => process.exit());

const mode = process.argv[2] ?? "streams";
if (mode === "net") serveNet();
else await run(serve(mode));

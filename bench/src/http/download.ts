// Downloads 1 GiB to a file through `iterChunked`, and tells how long it took and how much memory.
// Usage: node bench/dist/http/download.js [MEBIBYTES]

import { fork } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { ClientSession } from "@tsyncio/http";
import { type Coroutine, asyncFor, asyncWith, run } from "tsyncio";
import { open } from "tsyncio/files";

const MEBIBYTE = 1024 * 1024;
const BLOCK = Buffer.alloc(64 * 1024, 7);

/** The server, in a process of its own: sends as many bytes as the path says. */
function serve(): void {
  const server = createServer((socket) => {
    let left = 0;
    const send = (): void => {
      while (left > 0) {
        left -= BLOCK.length;
        if (!socket.write(BLOCK)) return;
      }
    };
    socket.on("drain", send);
    socket.on("error", () => socket.destroy());
    socket.once("data", (data) => {
      left = Number(/GET \/(\d+)/.exec(data.toString("latin1"))?.[1]);
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${left}\r\n\r\n`);
      send();
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit(0));
}

function* download(url: string, file: string): Coroutine<number> {
  let most = process.memoryUsage().rss;
  const before = most;
  yield* asyncWith(new ClientSession(), function* (session) {
    yield* asyncWith(session.get(url), function* (response) {
      yield* asyncWith(open(file, "wb"), function* (target) {
        yield* asyncFor(response.content.iterChunked(256 * 1024), function* (piece) {
          yield* target.write(piece);
          most = Math.max(most, process.memoryUsage.rss());
        });
      });
    });
  });
  return most - before;
}

async function main(size: number): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tsyncio-download-"));
  const file = path.join(folder, "data");
  const server = fork(fileURLToPath(import.meta.url), ["serve"]);
  try {
    const port = await new Promise<number>((resolve) => server.once("message", (port) => resolve(port as number)));
    const url = `http://127.0.0.1:${port}/`;
    await run(() => download(`${url}${32 * MEBIBYTE}`, file)); // what is compiled and loaded once
    const start = performance.now();
    const growth = await run(() => download(`${url}${size * MEBIBYTE}`, file));
    const seconds = (performance.now() - start) / 1000;
    if (statSync(file).size !== size * MEBIBYTE) throw new Error("the file has another size");
    const figures = {
      mebibytes: size,
      seconds,
      mebibytesPerSecond: size / seconds,
      growthMebibytes: growth / MEBIBYTE,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[2] === "serve") serve();
else await main(Number(process.argv[2] ?? 1024));

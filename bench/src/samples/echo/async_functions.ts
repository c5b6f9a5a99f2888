// Echo servers in tsyncio's async functions. The twin of generators.ts, native.ts and python/echo.py.

import { createTask, getRunningLoop, run, sleep, startServer, type StreamReader, type StreamWriter } from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { listenAndEcho } from "../echo_socket.ts";
import type { Server } from "../measure.ts";
import type { Load } from "../shared.ts";

async function busy(load: Load): Promise<never> {
  for (;;) {
    load.work();
    await sleep(0);
  }
}

async function keepServing(tasks: number, loaded: boolean, load: Load): Promise<void> {
  if (loaded) for (let i = 0; i < tasks; i++) createTask(() => busy(load));
  await getRunningLoop().createFuture<void>();
}

async function echoSocket({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(async () => {
    listenAndEcho(announce);
    await keepServing(tasks, loaded, load);
  });
}

async function echoChunks(reader: StreamReader, writer: StreamWriter): Promise<void> {
  for (;;) {
    const data = await reader.read(65536);
    if (data.length === 0) break;
    writer.write(data);
    await writer.drain();
  }
  writer.close();
}

async function echoStreams({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(async () => {
    const server = await startServer(echoChunks, "127.0.0.1", 0);
    announce(Number(server.sockets[0]?.getsockname()[1]));
    await keepServing(tasks, loaded, load);
  });
}

export const ECHO: Readonly<Record<string, Server>> = { "echo-socket": echoSocket, "echo-streams": echoStreams };

// Echo servers in tsyncio's generator dialect. The twin of async_functions.ts, native.ts and python/echo.py.

import {
  type Coroutine,
  createTask,
  getRunningLoop,
  run,
  sleep,
  startServer,
  type StreamReader,
  type StreamWriter,
} from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { listenAndEcho } from "../echo_socket.ts";
import type { Server } from "../measure.ts";
import type { Load } from "../shared.ts";

function* busy(load: Load): Coroutine<never> {
  for (;;) {
    load.work();
    yield* sleep(0);
  }
}

function* keepServing(tasks: number, loaded: boolean, load: Load): Coroutine {
  if (loaded) for (let i = 0; i < tasks; i++) createTask(busy(load));
  yield* getRunningLoop().createFuture<void>();
}

async function echoSocket({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(function* () {
    listenAndEcho(announce);
    yield* keepServing(tasks, loaded, load);
  });
}

function* echoChunks(reader: StreamReader, writer: StreamWriter): Coroutine {
  for (;;) {
    const data = yield* reader.read(65536);
    if (data.length === 0) break;
    writer.write(data);
    yield* writer.drain();
  }
  writer.close();
}

async function echoStreams({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(function* () {
    const server = yield* startServer(echoChunks, "127.0.0.1", 0);
    announce(Number(server.sockets[0]?.getsockname()[1]));
    yield* keepServing(tasks, loaded, load);
  });
}

export const ECHO: Readonly<Record<string, Server>> = { "echo-socket": echoSocket, "echo-streams": echoStreams };

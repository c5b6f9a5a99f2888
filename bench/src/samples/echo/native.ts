// Echo servers on node:net alone. The twin of generators.ts, async_functions.ts and python/echo.py.

import type { Sizes } from "../../workload.ts";
import { listenAndEcho, listenAndEchoChunks } from "../echo_socket.ts";
import type { Server } from "../measure.ts";
import type { Load } from "../shared.ts";

/** An endless loop of `await undefined` would never let input in: `setImmediate` is what a careful program does. */
async function busy(load: Load): Promise<void> {
  for (;;) {
    load.work();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

async function echoSocket({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  listenAndEcho(announce);
  if (loaded) for (let i = 0; i < tasks; i++) void busy(load);
}

async function echoStreams({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  listenAndEchoChunks(announce);
  if (loaded) for (let i = 0; i < tasks; i++) void busy(load);
}

export const ECHO: Readonly<Record<string, Server>> = { "echo-socket": echoSocket, "echo-streams": echoStreams };

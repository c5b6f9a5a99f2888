// The workloads of echo over loopback, with an idle and with a busy loop. Entries only.

import { workload, type Workload } from "../workload.ts";

function echo(program: string, how: string, loaded: boolean): Workload {
  return workload({
    name: `${program}-${loaded ? "loaded" : "idle"}`,
    group: "echo",
    program,
    title: `echo over loopback, ${how}, ${loaded ? "while 100 tasks do sleep(0) and 1 us of work for ever" : "nothing else to do"}: median round trip`,
    unit: "us",
    sizes: { tasks: 100, steps: 2000, loaded },
    quickSizes: { steps: 500 },
    served: true,
  });
}

export const ECHO: readonly Workload[] = [
  echo("echo-socket", "sockets or protocols", false),
  echo("echo-socket", "sockets or protocols", true),
  echo("echo-streams", "streams", false),
  echo("echo-streams", "streams", true),
];

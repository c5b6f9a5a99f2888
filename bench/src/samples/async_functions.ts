// The sample program of tsyncio's async functions: what runs its workloads, which are in the folders beside this file.

import { run } from "tsyncio";
import type { Sizes } from "../workload.ts";
import { COORDINATION } from "./coordination/async_functions.ts";
import { ECHO } from "./echo/async_functions.ts";
import type { Program, Reading } from "./measure.ts";
import { main } from "./sample.ts";
import { tsyncioStartPrograms } from "./start/start.ts";
import { TASKS } from "./tasks/async_functions.ts";
import { TIME } from "./time/async_functions.ts";

/** Each repetition runs in a loop of its own; starting and closing the loop is not measured. */
function inLoop(workload: (sizes: Sizes) => Promise<Reading>): Program {
  return (sizes) => run(() => workload(sizes));
}

const programs = Object.entries({ ...TASKS, ...COORDINATION, ...TIME }).map(
  ([name, workload]) => [name, inLoop(workload)] as const,
);

await main({ ...Object.fromEntries(programs), ...tsyncioStartPrograms("async_functions") }, ECHO);

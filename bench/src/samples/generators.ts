// The sample program of tsyncio's generator dialect: what runs its workloads, which are in the folders beside this file.

import { type Coroutine, run } from "tsyncio";
import type { Sizes } from "../workload.ts";
import { COORDINATION } from "./coordination/generators.ts";
import { ECHO } from "./echo/generators.ts";
import type { Program, Reading } from "./measure.ts";
import { main } from "./sample.ts";
import { tsyncioStartPrograms } from "./start/start.ts";
import { TASKS } from "./tasks/generators.ts";
import { TIME } from "./time/generators.ts";

/**
 * Each repetition runs in a loop of its own; starting and closing the loop is not measured.
 *
 * The loop gets a generator and not a function: a plain function might be an async one, and would switch on the
 * `AsyncLocalStorage` that only async functions need.
 */
function inLoop(workload: (sizes: Sizes) => Coroutine<Reading>): Program {
  return (sizes) => run(workload(sizes));
}

const programs = Object.entries({ ...TASKS, ...COORDINATION, ...TIME }).map(
  ([name, workload]) => [name, inLoop(workload)] as const,
);

await main({ ...Object.fromEntries(programs), ...tsyncioStartPrograms("generators") }, ECHO);

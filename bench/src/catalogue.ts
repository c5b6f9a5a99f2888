// The list of workloads, and how some of them are chosen by name. The entries are in workloads/, by topic.

import type { Workload } from "./workload.ts";
import { COORDINATION } from "./workloads/coordination.ts";
import { ECHO } from "./workloads/echo.ts";
import { TASKS } from "./workloads/tasks.ts";
import { TIME } from "./workloads/time.ts";

/** Every workload, in the order in which it is measured and printed. */
export const WORKLOADS: readonly Workload[] = [...TASKS, ...COORDINATION, ...TIME, ...ECHO];

/** The workloads of these names or groups, or all of them. Throws a `RangeError` that lists what there is. */
export function chooseWorkloads(names: readonly string[]): readonly Workload[] {
  for (const name of names) {
    if (!WORKLOADS.some((candidate) => matches(candidate, name))) {
      const known = WORKLOADS.map((candidate) => candidate.name).join(", ");
      throw new RangeError(`no workload or group is named ${JSON.stringify(name)}; there are: ${known}`);
    }
  }
  if (names.length === 0) return WORKLOADS;
  return WORKLOADS.filter((candidate) => names.some((name) => matches(candidate, name)));
}

function matches(candidate: Workload, name: string): boolean {
  return candidate.name === name || candidate.group === name;
}

// The workloads of tasks and coroutines: switch, spawn, join, call, resume. Entries only.

import { workload, type Workload } from "../workload.ts";

function chain(depth: number): Workload {
  return workload({
    name: `chain-${depth}`,
    group: "chain",
    program: "chain",
    title: `a resume through ${depth === 1 ? "1 level" : `${depth} levels`} of coroutines: 100 tasks, sleep(0) at the bottom`,
    sizes: { tasks: 100, steps: 500, depth },
    quickSizes: { steps: 100 },
    grows: depth === 10,
  });
}

/** The same with functions that `coroutine()` made, whose calls the task keeps on a stack of its own; the others do what they do in `chain`. */
function kept(depth: number): Workload {
  return workload({
    name: `chain-coroutine-${depth}`,
    group: "chain",
    program: "chain-coroutine",
    title: `a resume through ${depth} levels of coroutine() functions: 100 tasks, sleep(0) at the bottom`,
    sizes: { tasks: 100, steps: 500, depth },
    quickSizes: { steps: 100 },
  });
}

export const TASKS: readonly Workload[] = [
  workload({
    name: "switch",
    group: "switch",
    title: "a task switch: 1,000 tasks, each sleep(0) again and again",
    sizes: { tasks: 1000, steps: 300 },
    quickSizes: { steps: 50 },
    grows: true,
  }),
  workload({
    name: "spawn",
    group: "spawn",
    title: "spawn and join 100,000 tasks that return at once",
    sizes: { tasks: 100_000 },
    quickSizes: { tasks: 20_000 },
    grows: true,
  }),
  workload({
    name: "spawn-suspend",
    group: "spawn",
    title: "spawn and join 100,000 tasks that suspend once",
    sizes: { tasks: 100_000 },
    quickSizes: { tasks: 20_000 },
    grows: true,
  }),
  workload({
    name: "gather",
    group: "gather",
    title: "gather of 10,000 coroutines that suspend once",
    sizes: { tasks: 10_000 },
    quickSizes: { tasks: 2000 },
    grows: true,
  }),
  workload({
    name: "task-group",
    group: "gather",
    title: "a TaskGroup of 10,000 tasks that suspend once",
    sizes: { tasks: 10_000 },
    quickSizes: { tasks: 2000 },
    grows: true,
  }),
  workload({
    name: "future",
    group: "future",
    title: "a task awaits a future that a callback on the loop resolves",
    sizes: { steps: 50_000 },
    quickSizes: { steps: 10_000 },
  }),
  workload({
    name: "ping-pong",
    group: "future",
    title: "two tasks wake each other through futures: there and back",
    sizes: { steps: 30_000 },
    quickSizes: { steps: 10_000 },
  }),
  workload({
    name: "call",
    group: "chain",
    title: "a call of a coroutine that does not suspend",
    sizes: { steps: 300_000 },
    quickSizes: { steps: 50_000 },
  }),
  chain(1),
  chain(10),
  chain(50),
  chain(200),
  kept(10),
  kept(50),
  kept(200),
];

// The sample program of the generators alone: made, stepped and dropped, with no loop, no task and no cancellation. What they take
// by themselves is the floor under every library that is built of them. It imports no library.

import type { Sizes } from "../workload.ts";
import { check, type Program, randomDelays, type Reading, Stopwatch, sumTo } from "./measure.ts";
import { main } from "./sample.ts";
import { inOrder } from "./shared.ts";

function* returnAtOnce(value: number): Generator<undefined, number> {
  return value;
}

function* suspendOnce(value: number): Generator<undefined, number> {
  yield undefined;
  return value;
}

function* suspendOften(steps: number): Generator<undefined, number> {
  for (let i = 0; i < steps; i++) yield undefined;
  return steps;
}

/**
 * Makes one generator for each task, as `createTask(child(i))` has to, then takes each past its suspensions to its end. An
 * operation is a suspension, or the task itself if it never suspends.
 */
function makeAndStep(
  tasks: number,
  suspensions: number,
  child: (value: number) => Generator<undefined, number>,
  wanted: number,
): Reading {
  const watch = new Stopwatch();
  const made: Generator<undefined, number>[] = [];
  for (let i = 0; i < tasks; i++) made.push(child(i));
  for (let step = 0; step < suspensions; step++) for (const generator of made) generator.next();
  let sum = 0;
  for (const generator of made) sum += generator.next().value ?? 0;
  const reading = watch.read(tasks * Math.max(suspensions, 1));
  check(sum, wanted);
  return reading;
}

function sleepers({ tasks }: Sizes): Reading {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  const start = performance.now();
  const made: Generator<undefined, number>[] = [];
  for (let i = 0; i < tasks; i++) made.push(suspendOnce(i));
  for (const generator of made) generator.next();
  let sum = 0;
  inOrder(delays, start, (index) => {
    sum += made[index]?.next().value ?? 0;
  });
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

const GENERATORS: Readonly<Record<string, Program>> = {
  spawn: async ({ tasks }) => makeAndStep(tasks, 0, returnAtOnce, sumTo(tasks)),
  "spawn-suspend": async ({ tasks }) => makeAndStep(tasks, 1, suspendOnce, sumTo(tasks)),
  switch: async ({ tasks, steps }) => makeAndStep(tasks, steps, () => suspendOften(steps), tasks * steps),
  sleepers: async (sizes) => sleepers(sizes),
};

await main(GENERATORS);

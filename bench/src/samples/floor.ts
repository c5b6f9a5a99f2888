// The floor under `spawn`: objects of a task's size and their generators, made, stepped and dropped, with no loop at all.

import { median } from "../statistics.ts";

const COUNT = 100_000;
const REPETITIONS = 24;

/** As many fields as a task has, and nothing that a task does. */
class Shell {
  a = 0;
  b: unknown = undefined;
  c: unknown = null;
  d: unknown = null;
  coroutine: Generator<never, number>;
  e: unknown = null;
  f: unknown = null;
  g = 1;
  h: unknown = null;
  i: unknown = null;

  constructor(coroutine: Generator<never, number>) {
    this.coroutine = coroutine;
  }
}

function* child(): Generator<never, number> {
  return 1;
}

const readings: number[] = [];
for (let repetition = 0; repetition < REPETITIONS; repetition++) {
  const start = performance.now();
  const shells: Shell[] = [];
  for (let i = 0; i < COUNT; i++) shells.push(new Shell(child()));
  for (const shell of shells) shell.coroutine.next();
  readings.push(((performance.now() - start) * 1e6) / COUNT);
}
console.log(`floor of spawn: ${median(readings).toFixed(0)} ns a task on Node ${process.versions.node}`);

// The workloads in Effection 4. The twin of bench/src/samples/; JavaScript, since its types are not installed with the workspace.

import { all, createQueue, race, run, sleep, spawn, suspend, withResolvers } from "effection";
import { check, randomDelays, Stopwatch, sumTo } from "../../dist/samples/measure.js";
import { main, Unfit } from "../../dist/samples/sample.js";
import { Crowd, Lateness, Load, treeOf } from "../../dist/samples/shared.js";
import { startPrograms } from "../../dist/samples/start/start.js";

/** Effection has no way to let the others go first but a timer. */
function* switcher(steps) {
  for (let i = 0; i < steps; i++) yield* sleep(0);
  return steps;
}

function* nothing(value) {
  return value;
}

function* suspendOnce(value) {
  yield* sleep(0);
  return value;
}

/** Starts a task for each operation, joins them in turn, and adds their results up. */
function* spawnAndJoin(count, make) {
  const tasks = [];
  for (let i = 0; i < count; i++) tasks.push(yield* spawn(() => make(i)));
  let sum = 0;
  for (const task of tasks) sum += yield* task;
  return sum;
}

/** A workload that runs `operations` operations, and whose body has to give `wanted`. */
function* timed(operation, operations, wanted) {
  const watch = new Stopwatch();
  const result = yield* operation;
  const reading = watch.read(operations);
  check(result, wanted);
  return reading;
}

function* descend(depth, steps) {
  if (depth > 0) return 1 + (yield* descend(depth - 1, steps));
  for (let i = 0; i < steps; i++) yield* sleep(0);
  return 0;
}

const workloads = {
  switch: ({ tasks, steps }) =>
    timed(
      spawnAndJoin(tasks, () => switcher(steps)),
      tasks * steps,
      tasks * steps,
    ),
  spawn: ({ tasks }) => timed(spawnAndJoin(tasks, nothing), tasks, sumTo(tasks)),
  "spawn-suspend": ({ tasks }) => timed(spawnAndJoin(tasks, suspendOnce), tasks, sumTo(tasks)),
  *gather({ tasks }) {
    const watch = new Stopwatch();
    const results = yield* all(Array.from({ length: tasks }, (_, i) => suspendOnce(i)));
    const reading = watch.read(tasks);
    check(
      results.reduce((sum, value) => sum + value, 0),
      sumTo(tasks),
    );
    return reading;
  },
  *future({ steps }) {
    const watch = new Stopwatch();
    for (let i = 0; i < steps; i++) {
      const { operation, resolve } = withResolvers();
      queueMicrotask(resolve);
      yield* operation;
    }
    return watch.read(steps);
  },
  *call({ steps }) {
    const watch = new Stopwatch();
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += yield* nothing(i);
    const reading = watch.read(steps);
    check(sum, sumTo(steps));
    return reading;
  },
  chain: ({ tasks, steps, depth }) =>
    timed(
      spawnAndJoin(tasks, () => descend(depth, steps)),
      tasks * steps,
      tasks * depth,
    ),
  *queue({ tasks, steps, limit }) {
    if (limit !== 0) throw new Unfit("Effection's queues have no limit");
    const items = createQueue();
    function* produce() {
      for (let i = 0; i < steps; i++) items.add(i);
      return 0;
    }
    function* consume() {
      let sum = 0;
      for (let i = 0; i < steps; i++) sum += (yield* items.next()).value;
      return sum;
    }
    return yield* timed(
      spawnAndJoin(2 * tasks, (i) => (i % 2 === 0 ? produce() : consume())),
      tasks * steps,
      tasks * sumTo(steps),
    );
  },
  *"wait-for"({ steps }) {
    function* expire() {
      yield* sleep(10_000);
      return -1;
    }
    const watch = new Stopwatch();
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += yield* race([suspendOnce(i), expire()]);
    const reading = watch.read(steps);
    check(sum, sumTo(steps));
    return reading;
  },
  "wait-for-expired": ({ tasks }) => {
    function* expire() {
      yield* sleep(1);
      return 1;
    }
    return timed(
      spawnAndJoin(tasks, () => race([suspend(), expire()])),
      tasks,
      tasks,
    );
  },
  sleepers: ({ tasks }) => {
    const delays = randomDelays(tasks, 0.01);
    function* sleeper(i) {
      yield* sleep(delays[i] * 1e3);
      return 0;
    }
    return timed(spawnAndJoin(tasks, sleeper), tasks, 0);
  },
  *"cancel-tree"({ tasks }) {
    let started = 0;
    let ended = 0;
    function* node(size) {
      started++;
      try {
        for (const part of treeOf(size)) yield* spawn(() => node(part));
        yield* suspend();
      } finally {
        ended++;
      }
    }
    const root = yield* spawn(() => node(tasks));
    while (started < tasks) yield* sleep(0);
    const watch = new Stopwatch();
    yield* root.halt();
    const reading = watch.read(tasks);
    check(ended, tasks);
    return reading;
  },
  *memory({ tasks }) {
    const crowd = new Crowd(tasks);
    for (let i = 0; i < tasks; i++) {
      const waited = withResolvers();
      crowd.add(i, waited, yield* spawn(() => waited.operation));
    }
    yield* sleep(0);
    const reading = crowd.read();
    for (const waited of crowd.firsts) waited.resolve();
    for (const task of crowd.seconds) yield* task;
    return reading;
  },
  *delay({ tasks, steps }) {
    const lateness = new Lateness(steps);
    const load = new Load();
    function* busy() {
      while (!lateness.complete) {
        load.work();
        yield* sleep(0);
      }
    }
    const spawned = [];
    for (let i = 0; i < tasks; i++) spawned.push(yield* spawn(busy));
    while (!lateness.complete) {
      const start = performance.now();
      yield* sleep(Lateness.MS);
      lateness.add(performance.now() - start);
    }
    for (const task of spawned) yield* task;
    return lateness.read(load);
  },
};

const programs = Object.entries(workloads).map(([name, make]) => [name, (sizes) => run(() => make(sizes))]);

await main({
  ...Object.fromEntries(programs),
  ...startPrograms("effection", new URL("hello_effection.mjs", import.meta.url)),
});

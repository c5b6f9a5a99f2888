// The workloads that async-mutex does: locks and semaphores for promises.

import { Mutex, Semaphore } from "async-mutex";
import { check, Stopwatch, sumTo } from "../../dist/samples/measure.js";
import { main } from "../../dist/samples/sample.js";
import { Crossing } from "../../dist/samples/shared.js";

async function contend(lock, most, { tasks, steps }) {
  const crossing = new Crossing();
  async function holdAgain() {
    for (let i = 0; i < steps; i++) {
      await lock.runExclusive(async () => {
        crossing.enter();
        await undefined;
        crossing.leave();
      });
    }
  }
  const watch = new Stopwatch();
  await Promise.all(Array.from({ length: tasks }, holdAgain));
  const reading = watch.read(tasks * steps);
  crossing.check(tasks * steps, Math.min(tasks, most));
  return reading;
}

await main({
  async "lock-free"({ steps }) {
    const mutex = new Mutex();
    const watch = new Stopwatch();
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const release = await mutex.acquire();
      try {
        sum += i;
      } finally {
        release();
      }
    }
    const reading = watch.read(steps);
    check(sum, sumTo(steps));
    return reading;
  },
  "lock-contended": (sizes) => contend(new Mutex(), 1, sizes),
  semaphore: (sizes) => contend(new Semaphore(sizes.limit), sizes.limit, sizes),
  async limited({ tasks, limit }) {
    const semaphore = new Semaphore(limit);
    const crossing = new Crossing();
    const job = () =>
      semaphore.runExclusive(async () => {
        crossing.enter();
        await undefined;
        crossing.leave();
      });
    const watch = new Stopwatch();
    await Promise.all(Array.from({ length: tasks }, job));
    const reading = watch.read(tasks);
    crossing.check(tasks, Math.min(tasks, limit));
    return reading;
  },
});

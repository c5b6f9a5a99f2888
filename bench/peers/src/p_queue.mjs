// The workload that p-queue does: jobs, no more than some at a time.

import PQueue from "p-queue";
import { Stopwatch } from "../../dist/samples/measure.js";
import { main } from "../../dist/samples/sample.js";
import { Crossing } from "../../dist/samples/shared.js";

await main({
  async limited({ tasks, limit }) {
    const queue = new PQueue({ concurrency: limit });
    const crossing = new Crossing();
    const job = async () => {
      crossing.enter();
      await undefined;
      crossing.leave();
    };
    const watch = new Stopwatch();
    for (let i = 0; i < tasks; i++) void queue.add(job);
    await queue.onIdle();
    const reading = watch.read(tasks);
    crossing.check(tasks, Math.min(tasks, limit));
    return reading;
  },
});

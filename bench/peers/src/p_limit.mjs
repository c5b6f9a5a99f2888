// The workload that p-limit does: jobs, no more than some at a time.

import pLimit from "p-limit";
import { Stopwatch } from "../../dist/samples/measure.js";
import { main } from "../../dist/samples/sample.js";
import { Crossing } from "../../dist/samples/shared.js";

await main({
  async limited({ tasks, limit }) {
    const limited = pLimit(limit);
    const crossing = new Crossing();
    const job = async () => {
      crossing.enter();
      await undefined;
      crossing.leave();
    };
    const watch = new Stopwatch();
    await Promise.all(Array.from({ length: tasks }, () => limited(job)));
    const reading = watch.read(tasks);
    crossing.check(tasks, Math.min(tasks, limit));
    return reading;
  },
});

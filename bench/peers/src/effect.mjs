// The workloads in Effect 4. The twin of bench/src/samples/; JavaScript, since Effect's types are not installed with the workspace.

import { Deferred, Effect, Fiber, Latch, Queue, Semaphore } from "effect";
import { check, randomDelays, Stopwatch, sumTo } from "../../dist/samples/measure.js";
import { main } from "../../dist/samples/sample.js";
import { Crossing, Crowd, Lateness, Load, treeOf } from "../../dist/samples/shared.js";
import { startPrograms } from "../../dist/samples/start/start.js";

const switcher = (steps) =>
  Effect.gen(function* () {
    for (let i = 0; i < steps; i++) yield* Effect.yieldNow;
    return steps;
  });

const nothing = (value) =>
  Effect.gen(function* () {
    return value;
  });

const suspendOnce = (value) =>
  Effect.gen(function* () {
    yield* Effect.yieldNow;
    return value;
  });

/** Starts a fiber for each effect, joins them in turn, and adds their results up. */
const forkAndJoin = (count, make) =>
  Effect.gen(function* () {
    const fibers = [];
    for (let i = 0; i < count; i++) fibers.push(yield* Effect.forkChild(make(i)));
    let sum = 0;
    for (const fiber of fibers) sum += yield* Fiber.join(fiber);
    return sum;
  });

/** A workload that runs `operations` operations, and whose effect has to give `wanted`. */
const timed = (effect, operations, wanted) =>
  Effect.gen(function* () {
    const watch = new Stopwatch();
    const result = yield* effect;
    const reading = watch.read(operations);
    check(result, wanted);
    return reading;
  });

const descend = (depth, steps) =>
  Effect.gen(function* () {
    if (depth > 0) return 1 + (yield* descend(depth - 1, steps));
    for (let i = 0; i < steps; i++) yield* Effect.yieldNow;
    return 0;
  });

const workloads = {
  switch: ({ tasks, steps }) =>
    timed(
      forkAndJoin(tasks, () => switcher(steps)),
      tasks * steps,
      tasks * steps,
    ),
  spawn: ({ tasks }) => timed(forkAndJoin(tasks, nothing), tasks, sumTo(tasks)),
  "spawn-suspend": ({ tasks }) => timed(forkAndJoin(tasks, suspendOnce), tasks, sumTo(tasks)),
  gather: ({ tasks }) => {
    const all = Effect.suspend(() =>
      Effect.all(
        Array.from({ length: tasks }, (_, i) => suspendOnce(i)),
        { concurrency: "unbounded" },
      ),
    );
    return timed(
      Effect.map(all, (results) => results.reduce((sum, value) => sum + value, 0)),
      tasks,
      sumTo(tasks),
    );
  },
  future: ({ steps }) =>
    timed(
      Effect.gen(function* () {
        for (let i = 0; i < steps; i++) {
          const waited = yield* Deferred.make();
          queueMicrotask(() => Deferred.doneUnsafe(waited, Effect.void));
          yield* Deferred.await(waited);
        }
        return steps;
      }),
      steps,
      steps,
    ),
  "ping-pong": ({ steps }) =>
    timed(
      Effect.gen(function* () {
        let ping = Deferred.makeUnsafe();
        let pong = Deferred.makeUnsafe();
        const partner = yield* Effect.forkChild(
          Effect.gen(function* () {
            for (let i = 0; i < steps; i++) {
              yield* Deferred.await(ping);
              ping = Deferred.makeUnsafe();
              yield* Deferred.succeed(pong, i);
            }
          }),
        );
        yield* Effect.yieldNow;
        let sum = 0;
        for (let i = 0; i < steps; i++) {
          const answer = (pong = Deferred.makeUnsafe());
          yield* Deferred.succeed(ping, i);
          sum += yield* Deferred.await(answer);
        }
        yield* Fiber.join(partner);
        return sum;
      }),
      steps,
      sumTo(steps),
    ),
  call: ({ steps }) =>
    timed(
      Effect.gen(function* () {
        let sum = 0;
        for (let i = 0; i < steps; i++) sum += yield* nothing(i);
        return sum;
      }),
      steps,
      sumTo(steps),
    ),
  chain: ({ tasks, steps, depth }) =>
    timed(
      forkAndJoin(tasks, () => descend(depth, steps)),
      tasks * steps,
      tasks * depth,
    ),

  "lock-free": ({ steps }) =>
    timed(
      Effect.gen(function* () {
        const lock = yield* Semaphore.make(1);
        let sum = 0;
        for (let i = 0; i < steps; i++) {
          yield* lock.withPermits(1)(
            Effect.sync(() => {
              sum += i;
            }),
          );
        }
        return sum;
      }),
      steps,
      sumTo(steps),
    ),
  "lock-contended": (sizes) => contend(1, sizes),
  semaphore: (sizes) => contend(sizes.limit, sizes),
  limited: ({ tasks, limit }) => {
    const crossing = new Crossing();
    const jobs = Array.from({ length: tasks }, () =>
      Effect.gen(function* () {
        crossing.enter();
        yield* Effect.yieldNow;
        crossing.leave();
      }),
    );
    const all = Effect.all(jobs, { concurrency: limit, discard: true });
    return Effect.tap(timed(Effect.as(all, 0), tasks, 0), () =>
      Effect.sync(() => crossing.check(tasks, Math.min(tasks, limit))),
    );
  },
  event: ({ tasks, steps }) =>
    timed(
      Effect.gen(function* () {
        let event = Latch.makeUnsafe();
        let waiting = 0;
        let woken = 0;
        const waitAgain = Effect.gen(function* () {
          for (let i = 0; i < steps; i++) {
            waiting++;
            yield* event.await;
            woken++;
          }
        });
        const fibers = [];
        for (let i = 0; i < tasks; i++) fibers.push(yield* Effect.forkChild(waitAgain));
        for (let i = 0; i < steps; i++) {
          while (waiting < tasks) yield* Effect.yieldNow;
          waiting = 0;
          const fired = event;
          event = Latch.makeUnsafe();
          yield* fired.open;
        }
        for (const fiber of fibers) yield* Fiber.join(fiber);
        return woken;
      }),
      tasks * steps,
      tasks * steps,
    ),
  queue: ({ tasks, steps, limit }) =>
    timed(
      Effect.gen(function* () {
        const items = yield* limit === 0 ? Queue.unbounded() : Queue.bounded(limit);
        const produce = Effect.gen(function* () {
          for (let i = 0; i < steps; i++) yield* Queue.offer(items, i);
          return 0;
        });
        const consume = Effect.gen(function* () {
          let sum = 0;
          for (let i = 0; i < steps; i++) sum += yield* Queue.take(items);
          return sum;
        });
        return yield* forkAndJoin(2 * tasks, (i) => (i % 2 === 0 ? produce : consume));
      }),
      tasks * steps,
      tasks * sumTo(steps),
    ),

  "wait-for": ({ steps }) =>
    timed(
      Effect.gen(function* () {
        let sum = 0;
        for (let i = 0; i < steps; i++) sum += yield* Effect.timeout(suspendOnce(i), "10 seconds");
        return sum;
      }),
      steps,
      sumTo(steps),
    ),
  "wait-for-expired": ({ tasks }) => {
    const expire = Effect.matchEffect(Effect.timeout(Effect.sleep("1000 seconds"), "1 millis"), {
      onFailure: () => Effect.succeed(1),
      onSuccess: () => Effect.succeed(0),
    });
    return timed(
      forkAndJoin(tasks, () => expire),
      tasks,
      tasks,
    );
  },
  sleepers: ({ tasks }) => {
    const delays = randomDelays(tasks, 0.01);
    return timed(
      forkAndJoin(tasks, (i) => Effect.as(Effect.sleep(delays[i] * 1e3), 0)),
      tasks,
      0,
    );
  },
  "cancel-tree": ({ tasks }) =>
    Effect.gen(function* () {
      let started = 0;
      let ended = 0;
      const node = (size) =>
        Effect.suspend(() => {
          started++;
          const parts = treeOf(size).map(node);
          const body =
            parts.length === 0
              ? Effect.sleep("1000 seconds")
              : Effect.all([...parts, Effect.sleep("1000 seconds")], { concurrency: "unbounded", discard: true });
          return Effect.ensuring(
            body,
            Effect.sync(() => {
              ended++;
            }),
          );
        });
      const root = yield* Effect.forkChild(node(tasks));
      while (started < tasks) yield* Effect.yieldNow;
      yield* Effect.yieldNow;
      return yield* timed(
        Effect.map(Fiber.interrupt(root), () => ended),
        tasks,
        tasks,
      );
    }),
  memory: ({ tasks }) =>
    Effect.gen(function* () {
      const crowd = new Crowd(tasks);
      for (let i = 0; i < tasks; i++) {
        const waited = Deferred.makeUnsafe();
        crowd.add(i, waited, yield* Effect.forkChild(Deferred.await(waited)));
      }
      yield* Effect.yieldNow;
      const reading = crowd.read();
      for (const waited of crowd.firsts) yield* Deferred.succeed(waited, undefined);
      for (const fiber of crowd.seconds) yield* Fiber.join(fiber);
      return reading;
    }),
  delay: ({ tasks, steps }) =>
    Effect.gen(function* () {
      const lateness = new Lateness(steps);
      const load = new Load();
      const busy = Effect.gen(function* () {
        while (!lateness.complete) {
          load.work();
          yield* Effect.yieldNow;
        }
      });
      const fibers = [];
      for (let i = 0; i < tasks; i++) fibers.push(yield* Effect.forkChild(busy));
      while (!lateness.complete) {
        const start = performance.now();
        yield* Effect.sleep(Lateness.MS);
        lateness.add(performance.now() - start);
      }
      for (const fiber of fibers) yield* Fiber.join(fiber);
      return lateness.read(load);
    }),
};

function contend(most, { tasks, steps }) {
  const crossing = new Crossing();
  const hold = Effect.gen(function* () {
    crossing.enter();
    yield* Effect.yieldNow;
    crossing.leave();
  });
  const effect = Effect.gen(function* () {
    const held = (yield* Semaphore.make(most)).withPermits(1)(hold);
    const again = Effect.gen(function* () {
      for (let i = 0; i < steps; i++) yield* held;
      return steps;
    });
    return yield* forkAndJoin(tasks, () => again);
  });
  return Effect.tap(timed(effect, tasks * steps, tasks * steps), () =>
    Effect.sync(() => crossing.check(tasks * steps, Math.min(tasks, most))),
  );
}

const programs = Object.entries(workloads).map(([name, make]) => [name, (sizes) => Effect.runPromise(make(sizes))]);

await main({
  ...Object.fromEntries(programs),
  ...startPrograms("effect", new URL("hello_effect.mjs", import.meta.url)),
});

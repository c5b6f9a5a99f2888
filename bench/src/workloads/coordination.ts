// The workloads of locks, semaphores, events, conditions and queues. Entries only.

import { workload, type Workload } from "../workload.ts";

function queue(limit: number, tasks: number): Workload {
  const size = limit === 0 ? "without a limit" : `of size ${limit}`;
  const crowd = tasks === 1 ? "1 producer and 1 consumer" : `${tasks} producers and ${tasks} consumers`;
  return workload({
    name: `queue-${limit === 0 ? "unbounded" : limit}-${tasks}`,
    group: "queue",
    program: "queue",
    title: `an item across a Queue ${size}, ${crowd}`,
    sizes: { tasks, steps: 30_000 / tasks, limit },
    quickSizes: { steps: 5000 / tasks },
    grows: tasks === 100,
  });
}

export const COORDINATION: readonly Workload[] = [
  workload({
    name: "lock-free",
    group: "lock",
    title: "acquire and release a Lock that nobody else wants",
    sizes: { steps: 100_000 },
    quickSizes: { steps: 20_000 },
  }),
  workload({
    name: "lock-contended",
    group: "lock",
    title: "acquire a Lock that 100 tasks want, sleep(0) while it is held, release",
    sizes: { tasks: 100, steps: 300 },
    quickSizes: { steps: 50 },
    grows: true,
  }),
  workload({
    name: "semaphore",
    group: "semaphore",
    title: "acquire one of 10 permits that 100 tasks want, sleep(0) meanwhile, release",
    sizes: { tasks: 100, steps: 300, limit: 10 },
    quickSizes: { steps: 50 },
    grows: true,
  }),
  workload({
    name: "limited",
    group: "semaphore",
    title: "10,000 jobs that suspend once, no more than 100 at a time",
    sizes: { tasks: 10_000, limit: 100 },
    quickSizes: { tasks: 2000 },
    grows: true,
  }),
  workload({
    name: "event",
    group: "event",
    title: "an Event that wakes 1,000 waiting tasks at once: for each of them",
    sizes: { tasks: 1000, steps: 30 },
    quickSizes: { steps: 5 },
    grows: true,
  }),
  workload({
    name: "condition",
    group: "condition",
    title: "a Condition whose notifyAll() wakes 100 waiting tasks: for each of them",
    sizes: { tasks: 100, steps: 200 },
    quickSizes: { steps: 30 },
    grows: true,
  }),
  ...[1, 100, 0].flatMap((limit) => [queue(limit, 1), queue(limit, 100)]),
];

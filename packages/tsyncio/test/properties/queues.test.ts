// Queues under random cancellation: each item comes out once or is still in, in order, and nobody waits in vain.

import fc from "fast-check";
import {
  type Coroutine,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  createTask,
  sleep,
} from "tsyncio";

import { PriorityHeap } from "../../src/core/collections/priority_heap.ts";
import { type Dialect, once, outcomeOf } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";
import { type Script, pauses, play, rest, scripts } from "./scripts.ts";

const RUNS = { numRuns: 150 };

type Kind = "put" | "get" | "putNowait" | "getNowait" | "iterate" | "shutdown";

interface Action {
  readonly kind: Kind;
  readonly pause: number;
}

const dialects = ["generator", "async"] as const;
const kinds = { Queue, LifoQueue, PriorityQueue } as const;

class Record {
  readonly put: number[] = [];
  readonly got: number[] = [];
  /** Those that wait right now, or were cancelled while they waited. */
  readonly getting = new Set<number>();
  readonly putting = new Set<number>();
}

function* perform(
  d: Dialect,
  queue: Queue<number>,
  record: Record,
  { kind, index }: { kind: Kind; index: number },
): Coroutine {
  try {
    if (kind === "put") {
      record.putting.add(index);
      yield* d.wait(queue.put(index));
      record.putting.delete(index);
      record.put.push(index);
    } else if (kind === "putNowait") {
      queue.putNowait(index);
      record.put.push(index);
    } else if (kind === "get") {
      record.getting.add(index);
      record.got.push(yield* d.wait(queue.get()));
      record.getting.delete(index);
      queue.taskDone();
    } else if (kind === "iterate") {
      const iterator = queue[Symbol.asyncIterator]();
      record.getting.add(index);
      for (let step = yield* d.wait(iterator.next()); step.done !== true; step = yield* d.wait(iterator.next())) {
        record.got.push(step.value);
        queue.taskDone();
      }
      record.getting.delete(index);
    } else if (kind === "getNowait") {
      record.got.push(queue.getNowait());
      queue.taskDone();
    } else queue.shutdown();
  } catch (error) {
    if (!(error instanceof QueueEmpty || error instanceof QueueFull || error instanceof QueueShutDown)) throw error;
    record.putting.delete(index);
    record.getting.delete(index);
  }
}

function run(script: Script<Action>, queue: Queue<number>) {
  const record = new Record();
  return play(script, (d) => ({
    *perform({ kind, pause }, index): Coroutine {
      yield* rest(d, pause);
      yield* perform(d, queue, record, { kind, index });
    },
    finish: (tasks) => {
      const isPending = (index: number): boolean => tasks[index]?.done() === false;
      const left: number[] = [];
      const wasFull = queue.full();
      const wasEmpty = queue.empty();
      const [put, got] = [[...record.put], [...record.got]];
      const waiting = {
        getting: [...record.getting].filter(isPending),
        putting: [...record.putting].filter(isPending),
      };
      while (!queue.empty()) {
        left.push(queue.getNowait());
        queue.taskDone();
      }
      expect(() => queue.taskDone()).toThrow("called too many times");
      return { put, got, left, wasFull, wasEmpty, waiting };
    },
  }));
}

function sorted(items: readonly number[]): number[] {
  return [...items].toSorted((a, b) => a - b);
}

describe("queues", () => {
  const actions = fc.record({
    kind: fc.constantFrom<Kind>("put", "put", "put", "get", "get", "get", "putNowait", "getNowait", "iterate"),
    pause: pauses,
  });

  for (const [name, Kind] of Object.entries(kinds)) {
    it(`lose no item, and give none twice: ${name}`, () =>
      fc.assert(
        fc.asyncProperty(scripts(actions), fc.integer({ min: 0, max: 3 }), async (script, maxsize) => {
          const outcome = await run(script, new Kind<number>(maxsize));
          expect(sorted([...outcome.got, ...outcome.left])).toEqual(sorted(outcome.put));
          if (outcome.waiting.getting.length > 0) expect(outcome.wasEmpty).toBe(true);
          if (outcome.waiting.putting.length > 0) expect(outcome.wasFull).toBe(true);
        }),
        RUNS,
      ));
  }

  it("give items in the order in which they came", () =>
    fc.assert(
      fc.asyncProperty(scripts(actions), fc.integer({ min: 0, max: 3 }), async (script, maxsize) => {
        const { got, left, put } = await run(script, new Queue<number>(maxsize));
        // A put() that waited notes its item only when its task runs: by then the item may be out again.
        expect([...got, ...left].filter((item) => !waited(script, item))).toEqual(
          put.filter((item) => !waited(script, item)),
        );
      }),
      RUNS,
    ));

  function waited(script: Script<Action>, item: number): boolean {
    const starts = script.steps.filter((step) => "start" in step);
    return starts[item]?.start.kind !== "putNowait";
  }

  it("let nobody wait once they are shut down", () =>
    fc.assert(
      fc.asyncProperty(
        scripts(
          fc.oneof(
            { weight: 9, arbitrary: actions },
            { weight: 1, arbitrary: fc.record({ kind: fc.constant<Kind>("shutdown"), pause: pauses }) },
          ),
        ),
        fc.integer({ min: 0, max: 2 }),
        async (script, maxsize) => {
          const queue = new Queue<number>(maxsize);
          const outcome = await run(script, queue);
          expect(sorted([...outcome.got, ...outcome.left])).toEqual(sorted(outcome.put));
          if (!String(queue).includes("shutdown")) return;
          expect(outcome.waiting).toEqual({ getting: [], putting: [] });
        },
      ),
      RUNS,
    ));

  const victims = fc.array(fc.constantFrom("stays", "is cancelled before", "is cancelled after"), {
    minLength: 1,
    maxLength: 12,
  });

  it("serve those that wait first come, first served, whoever of them is cancelled", () =>
    fc.assert(
      fc.asyncProperty(victims, fc.constantFrom(...dialects), fc.boolean(), async (fates, dialect, getters) => {
        const program = once(function* (d) {
          const queue = new Queue<number>(1);
          if (!getters) queue.putNowait(-1);
          const tasks = fates.map((_, index) =>
            createTask(
              d.fn(function* () {
                if (getters) yield* d.wait(queue.get());
                else yield* d.wait(queue.put(index));
                d.log(index);
              }),
            ),
          );
          yield* rest(d, 1);
          const cancelAll = (when: string): void =>
            fates.forEach((fate, index) => fate === when && tasks[index]?.cancel());
          cancelAll("is cancelled before");
          for (let round = 0; round < fates.length; round++) {
            if (getters && !queue.full()) queue.putNowait(round);
            if (!getters && !queue.empty()) queue.getNowait();
            if (round === 0) cancelAll("is cancelled after");
            yield* d.wait(sleep(1));
          }
          return tasks.map((task) => task.cancelled());
        });
        const { events, result } = await outcomeOf(program[dialect]);
        const survivors = fates.flatMap((fate, index) => (fate === "stays" ? [String(index)] : []));
        expect(events).toEqual(survivors);
        expect(result).toEqual(fates.map((fate) => fate !== "stays"));
      }),
      RUNS,
    ));
});

describe("PriorityHeap", () => {
  it("sorts as a stable sort does, whatever comes and goes in between", () =>
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(5), { freq: 3 })), (steps) => {
        const heap = new PriorityHeap<readonly [number, number]>((a, b) => a[0] - b[0]);
        let model: (readonly [number, number])[] = [];
        for (const [index, step] of steps.entries()) {
          if (step === null) {
            expect(heap.shift()).toBe(model.shift());
            continue;
          }
          const item = [step, index] as const;
          heap.push(item);
          model = [...model, item].toSorted((a, b) => a[0] - b[0]);
          expect(heap.length).toBe(model.length);
        }
        while (model.length > 0) expect(heap.shift()).toBe(model.shift());
        expect(heap.shift()).toBeUndefined();
      }),
    ));
});

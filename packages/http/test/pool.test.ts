// Who gets a place, and when: any number of hosts, limits, cancellations, in virtual time.

import fc from "fast-check";
import { CancelledError, type Task, coroutine, createTask, sleep } from "tsyncio";

import { bothDialects } from "../../tsyncio/test/support/dialects.ts";
import { holds } from "../../tsyncio/test/support/properties.ts";
import { describe, expect } from "../../tsyncio/test/support/suite.ts";
import { Places } from "../src/pool.ts";

interface Visit {
  readonly host: string;
  /** When it begins to wait, in halves of a second. */
  readonly start: number;
  /** How long it stays. */
  readonly stay: number;
  /** When it is cancelled, if it is. */
  readonly cancel: number | null;
}

const visit: fc.Arbitrary<Visit> = fc.record({
  host: fc.constantFrom("a", "b", "c"),
  start: fc.integer({ min: 0, max: 6 }),
  stay: fc.integer({ min: 0, max: 4 }),
  cancel: fc.option(fc.integer({ min: 0, max: 10 })),
});

const input = fc.record({
  limit: fc.integer({ min: 0, max: 4 }),
  limitPerHost: fc.integer({ min: 0, max: 2 }),
  visits: fc.array(visit, { minLength: 1, maxLength: 12 }),
});

const take = coroutine((places: Places, host: string) => places.take(host));

describe("Places", () => {
  holds(
    "are never more than the limits, go to who came first, and are all free at the end",
    input,
    function* ({ wait, fn }, { limit, limitPerHost, visits }) {
      const places = new Places(limit, limitPerHost);
      const inside = new Map<string, number>();
      const queues = new Map<string, number[]>();
      const served: { host: string; number: number }[] = [];

      const visiting = (number: number, { host, start, stay }: Visit) =>
        fn(function* () {
          yield* wait(sleep(start / 2));
          const queue = queues.get(host) ?? [];
          queues.set(host, queue);
          queue.push(number);
          try {
            yield* wait(take(places, host));
            // Of one host nobody who is still waiting came before.
            served.push({ host, number });
            expect(queue[0]).toBe(number);
          } finally {
            queue.splice(queue.indexOf(number), 1);
          }
          inside.set(host, (inside.get(host) ?? 0) + 1);
          try {
            const all = [...inside.values()].reduce((sum, count) => sum + count, 0);
            if (limit > 0) expect(all).toBeLessThanOrEqual(limit);
            if (limitPerHost > 0) expect(inside.get(host)).toBeLessThanOrEqual(limitPerHost);
            yield* wait(sleep(stay / 2));
          } finally {
            inside.set(host, (inside.get(host) ?? 0) - 1);
            places.give(host);
          }
        });

      const tasks: Task<unknown>[] = visits.map((visit, number) => createTask(visiting(number, visit)));
      const cancels = visits.map(({ cancel }, number) =>
        createTask(
          fn(function* () {
            if (cancel === null) return;
            yield* wait(sleep(cancel / 2));
            tasks[number]?.cancel();
          }),
        ),
      );
      for (const task of [...tasks, ...cancels]) {
        try {
          yield* wait(task);
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
        }
      }
      expect([places.taken, places.waiting]).toEqual([0, 0]);
    },
  );

  bothDialects(
    "go to the next one when one is granted and cancelled in the same iteration",
    function* ({ wait, fn, log, events }) {
      const places = new Places(1, 0);
      expect(places.tryTake("a")).toBe(true);
      const start = (name: string) =>
        createTask(
          fn(function* () {
            yield* wait(take(places, "a"));
            log(name);
          }),
        );
      const [first, second] = [start("first"), start("second")];
      yield* wait(sleep(1));
      places.give("a");
      first.cancel();
      yield* wait(sleep(1));
      expect([first.cancelled(), second.done()]).toEqual([true, true]);
      expect(events).toEqual(["second"]);
      expect(places.taken).toBe(1);
    },
  );

  bothDialects("of one host are not held up by another that is full", function* ({ wait, fn, log, events }) {
    const places = new Places(3, 1);
    for (const host of ["full", "full", "full", "free"]) {
      createTask(
        fn(function* () {
          yield* wait(take(places, host));
          log(host);
        }),
      );
    }
    yield* wait(sleep(1));
    expect(events).toEqual(["full", "free"]);
    expect([places.taken, places.waiting]).toEqual([2, 2]);
    places.give("full");
    places.give("full");
    yield* wait(sleep(1));
    expect(places.waiting).toBe(0);
  });
});

// Locks, semaphores, events, conditions and barriers under random cancellation: nothing is lost or doubled, and all is fair.

import fc from "fast-check";
import {
  Barrier,
  Condition,
  type Coroutine,
  Event,
  Lock,
  Semaphore,
  type Task,
  asyncWith,
  createTask,
  sleep,
} from "tsyncio";

import { once, outcomeOf } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";
import { type Script, pauses, play, rest, scripts } from "./scripts.ts";

const RUNS = { numRuns: 400 };

/** What tasks did with something that they hold: who came, and who got it, each in order. */
class Holders {
  readonly came: number[] = [];
  readonly got: number[] = [];
  now = 0;
  most = 0;

  enter(index: number): void {
    this.got.push(index);
    this.now++;
    this.most = Math.max(this.most, this.now);
  }
}

function unfinished(tasks: readonly Task<unknown>[]): number {
  return tasks.filter((task) => !task.done()).length;
}

describe("locks and semaphores", () => {
  const holding = scripts(fc.record({ before: pauses, hold: pauses, block: fc.boolean() }));

  async function hold(script: Script<{ before: number; hold: number; block: boolean }>, lock: Lock | Semaphore) {
    const holders = new Holders();
    const tasks = await play(script, (d) => ({
      *perform({ before, hold, block }, index): Coroutine {
        yield* rest(d, before);
        const use = function* (): Coroutine {
          holders.enter(index);
          try {
            yield* rest(d, hold);
          } finally {
            holders.now--;
          }
        };
        holders.came.push(index);
        if (block) yield* d.wait(asyncWith(lock, d.fn(use)));
        else {
          const held = yield* d.wait(lock.acquire());
          try {
            yield* d.call(use);
          } finally {
            held[Symbol.dispose]();
          }
        }
      },
      finish: (tasks) => tasks.map((task) => (task.done() ? task.cancelled() : null)),
    }));
    return { holders, tasks };
  }

  it("let in no more than they may, first come, first served, and nobody waits in vain", () =>
    fc.assert(
      fc.asyncProperty(holding, fc.integer({ min: 0, max: 3 }), async (script, permits) => {
        const lock = permits === 0 ? new Lock() : new Semaphore(permits);
        const { holders, tasks } = await hold(script, lock);
        expect(holders.most).toBeLessThanOrEqual(Math.max(1, permits));
        expect(holders.now).toBe(0);
        expect(lock.locked()).toBe(false);
        expect(String(lock)).not.toContain("waiters");
        expect(tasks).not.toContain(null);
        expect(holders.got).toEqual(holders.came.filter((index) => holders.got.includes(index)));
        for (const [index, cancelled] of tasks.entries()) if (!cancelled) expect(holders.got).toContain(index);
        if (lock instanceof Semaphore) expect(String(lock)).toContain(`value:${permits}`);
      }),
      RUNS,
    ));
});

describe("events", () => {
  it("wake all that wait when they are set, in order, and nobody else", () =>
    fc.assert(
      fc.asyncProperty(scripts(fc.constantFrom("wait", "wait", "set", "clear", "set and clear")), async (script) => {
        const event = new Event();
        const came: number[] = [];
        const woke: number[] = [];
        const due = new Set<number>();
        const pending = await play(script, (d) => ({
          *perform(action, index): Coroutine {
            if (action === "wait") {
              if (event.isSet()) due.add(index);
              came.push(index);
              yield* d.wait(event.wait());
              woke.push(index);
              return;
            }
            if (action !== "clear") {
              for (const waiter of came) due.add(waiter);
              event.set();
            }
            if (action !== "set") event.clear();
          },
          finish: (tasks) => tasks.map((task) => (task.done() ? task.cancelled() : null)),
        }));
        const waitedFor = came.filter((index) => !event.isSet() && !due.has(index) && pending[index] === null);
        expect(pending.filter((state) => state === null)).toHaveLength(waitedFor.length);
        for (const index of woke) expect(due).toContain(index);
        for (const index of due) expect(woke.includes(index) || pending[index] === true).toBe(true);
      }),
      RUNS,
    ));
});

describe("conditions", () => {
  it("lose no notification: nobody waits while there is something to take", () =>
    fc.assert(
      fc.asyncProperty(
        scripts(fc.record({ kind: fc.constantFrom("take", "take", "give", "give 2"), pause: pauses })),
        async (script) => {
          const condition = new Condition();
          const pot = { tokens: 0 };
          let given = 0;
          let taken = 0;
          const waiting = await play(script, (d) => ({
            *perform({ kind, pause }): Coroutine {
              const take = function* (): Coroutine {
                if (pause === 0.5) yield* d.wait(condition.waitFor(() => pot.tokens > 0));
                else while (pot.tokens === 0) yield* d.wait(condition.wait());
                pot.tokens--;
                taken++;
              };
              const give = function* (): Coroutine {
                const count = kind === "give" ? 1 : 2;
                pot.tokens += count;
                given += count;
                condition.notify(count);
                yield* rest(d, pause);
              };
              yield* d.wait(asyncWith(condition, d.fn(kind === "take" ? take : give)));
            },
            finish: unfinished,
          }));
          expect(pot.tokens).toBe(given - taken);
          expect(pot.tokens === 0 || waiting === 0).toBe(true);
          expect(condition.locked()).toBe(false);
        },
      ),
      RUNS,
    ));

  const fates = ["stays", "is cancelled before", "is cancelled after", "is cancelled later"] as const;

  it("hand the notification of a waiter that is cancelled to the next in line", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 8 }),
        fc.nat(8),
        fc.constantFrom("generator" as const, "async" as const),
        async (waiters, notifications, dialect) => {
          const program = once(function* (d) {
            const condition = new Condition();
            const wait = (index: number) => () =>
              d.wait(
                asyncWith(
                  condition,
                  d.fn(function* () {
                    yield* d.wait(condition.wait());
                    d.log(index);
                  }),
                ),
              );
            const tasks = waiters.map((_, index) => createTask(d.fn(wait(index))));
            const cancelThose = (fate: string): void =>
              waiters.forEach((other, index) => other === fate && tasks[index]?.cancel());
            yield* d.wait(sleep(1));
            yield* d.wait(condition.acquire());
            cancelThose("is cancelled before");
            condition.notify(notifications);
            cancelThose("is cancelled after");
            yield* rest(d, 2);
            cancelThose("is cancelled later");
            condition.release();
            yield* d.wait(sleep(1));
            return tasks.map((task) => task.done());
          });
          const outcome = await outcomeOf(program[dialect]);
          const { events, result } = outcome;
          // A task that leaves wait() without the lock fails when it releases it.
          outcome.verify();
          const survivors = waiters.flatMap((fate, index) => (fate === "stays" ? [index] : []));
          // Each cancellation may wake one more, for nothing: a condition allows that.
          expect(events.length).toBeGreaterThanOrEqual(Math.min(notifications, survivors.length));
          expect(events.length).toBeLessThanOrEqual(notifications + waiters.length - survivors.length);
          expect(events).toEqual(survivors.slice(0, events.length).map(String));
          for (const [index, fate] of waiters.entries()) if (fate !== "stays") expect(result[index]).toBe(true);
        },
      ),
      RUNS,
    ));
});

describe("barriers", () => {
  it("hold back no more tasks than are missing, whoever leaves", () =>
    fc.assert(
      fc.asyncProperty(
        scripts(fc.record({ kind: fc.constantFrom("wait", "wait", "wait", "wait", "reset"), pause: pauses })),
        fc.integer({ min: 1, max: 4 }),
        async (script, parties) => {
          const barrier = new Barrier(parties);
          const indices: number[] = [];
          const waiting = await play(script, (d) => ({
            *perform({ kind, pause }): Coroutine {
              yield* rest(d, pause);
              try {
                if (kind === "reset") yield* d.wait(barrier.reset());
                else indices.push(yield* d.wait(barrier.wait()));
              } catch (error) {
                if ((error as Error).name !== "BrokenBarrierError") throw error;
              }
            },
            finish: (tasks) => {
              expect(barrier.nWaiting).toBe(unfinished(tasks));
              return unfinished(tasks);
            },
          }));
          expect(waiting).toBeLessThan(parties);
          for (const index of indices) expect(index).toBeLessThan(parties);
          expect(barrier.broken).toBe(false);
          // The last to come, who has the highest index, lets the others go: nobody passes without it.
          const rounds = indices.filter((index) => index === parties - 1).length;
          expect(indices.length).toBeLessThanOrEqual(rounds * parties);
        },
      ),
      RUNS,
    ));
});

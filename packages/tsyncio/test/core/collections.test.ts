// The ring buffer, the queue of timers and the list of tasks, against plain arrays. Nothing of the loop.

import fc from "fast-check";

import { Deque } from "../../src/core/collections/deque.ts";
import { type Link, LinkedList } from "../../src/core/collections/linked_list.ts";
import { type QueuedTimer, TimerQueue } from "../../src/core/collections/timer_queue.ts";
import { describe, expect, it } from "../support/suite.ts";

describe("Deque", () => {
  it("gives its items back in the order of their coming, however often it wraps and grows", () => {
    // true: push the next number; false: shift.
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (pushes) => {
        const deque = new Deque<number>();
        const model: number[] = [];
        let next = 0;
        for (const push of pushes) {
          if (push) {
            deque.push(next);
            model.push(next++);
          } else expect(deque.shift()).toBe(model.shift());
          expect(deque.length).toBe(model.length);
          expect(deque.peek()).toBe(model[0]);
        }
        expect([...deque]).toEqual(model);
      }),
    );
  });

  it("grows while its items lie across the end of the buffer", () => {
    const deque = new Deque<number>();
    for (let i = 0; i < 10; i++) deque.push(i);
    for (let i = 0; i < 10; i++) deque.shift();
    for (let i = 0; i < 40; i++) deque.push(i);
    expect([...deque]).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it("says undefined when it is empty", () => {
    const deque = new Deque<number>();
    expect([deque.shift(), deque.peek(), deque.length]).toEqual([undefined, undefined, 0]);
  });

  it("is as good as new after clear()", () => {
    const deque = new Deque<number>();
    for (let i = 0; i < 40; i++) deque.push(i);
    deque.clear();
    expect([deque.length, deque.shift(), [...deque]]).toEqual([0, undefined, []]);
    deque.push(7);
    expect(deque.shift()).toBe(7);
  });
});

describe("TimerQueue", () => {
  interface TestTimer extends QueuedTimer {
    readonly when: number;
    readonly age: number;
  }
  const timer = (when: number, age: number, dropped = false): TestTimer => ({ when, age, _isDropped: () => dropped });
  const nameOf = (item: TestTimer): string => `${item.when}/${item.age}`;
  const drain = (queue: TimerQueue<TestTimer>, count = Infinity): string[] => {
    const popped: string[] = [];
    while (popped.length < count) {
      const item = queue.pop();
      if (item === undefined) break;
      popped.push(nameOf(item));
    }
    return popped;
  };
  const inOrder = (timers: TestTimer[]): string[] =>
    timers.toSorted((a, b) => a.when - b.when || a.age - b.age).map(nameOf);
  const randomNumbers = (seed: number) => {
    let state = seed;
    return (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  };

  it("gives the timers back by deadline, and equal ones by age", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 60 }), (deadlines) => {
        const queue = new TimerQueue<TestTimer>();
        const timers = deadlines.map((when, sequence) => timer(when, sequence));
        for (const item of timers) queue.push(item, item.when);
        expect(queue.length).toBe(timers.length);
        expect(drain(queue)).toEqual(inOrder(timers));
      }),
    );
  });

  it("keeps the order while timers come and go by turns", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 9 })), { maxLength: 100 }), (steps) => {
        const queue = new TimerQueue<TestTimer>();
        let model: TestTimer[] = [];
        for (const [sequence, when] of steps.entries()) {
          if (when === null) {
            model = model.toSorted((a, b) => a.when - b.when || a.age - b.age);
            expect(queue.pop()).toBe(model.shift());
          } else {
            const item = timer(when, sequence);
            queue.push(item, item.when);
            model.push(item);
          }
        }
        expect(drain(queue)).toEqual(inOrder(model));
      }),
    );
  });

  it("sweeps the cancelled timers out and keeps the others in order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 9 }), fc.boolean()), { maxLength: 60 }), (specs) => {
        const queue = new TimerQueue<TestTimer>();
        const timers = specs.map(([when, cancelled], sequence) => timer(when, sequence, cancelled));
        for (const item of timers) queue.push(item, item.when);
        queue.sweep();
        expect(drain(queue)).toEqual(inOrder(timers.filter((item) => !item._isDropped())));
      }),
    );
  });

  it("removes a timer at once if it stands last, and no other", () => {
    const queue = new TimerQueue<TestTimer>();
    const timers = [timer(1, 0), timer(3, 1), timer(2, 2)] as const;
    for (const item of timers) queue.push(item, item.when);
    expect([queue.removeLast(timers[1]), queue.removeLast(timers[2]), queue.removeLast(timers[2])]).toEqual([
      false,
      true,
      false,
    ]);
    expect(drain(queue)).toEqual(inOrder([timers[0], timers[1]]));
  });

  // Where many come at once, they are sorted: numbers of every kind, far apart and close together.
  const kinds: Readonly<Record<string, (random: () => number, index: number) => number>> = {
    "spread evenly": (random) => 100 + random() * 0.01,
    "many the same": (random) => Math.floor(random() * 7),
    "of all magnitudes": (random) => 2 ** (random() * 200 - 100),
    "in narrow groups, far apart": (random) => Math.floor(random() * 5) * 1e6 + Math.floor(random() * 400) * 1e-9,
    "in order": (_, index) => index / 1000,
    "in the opposite order": (_, index) => 10 - index / 1000,
    "beyond the ends of the clock": (random) => [-3, -0, 0, -1, Infinity, 1, 2][Math.floor(random() * 7)] as number,
  };

  for (const [kind, whenOf] of Object.entries(kinds)) {
    it(`keeps the order when thousands come at once, and when others come between: deadlines ${kind}`, () => {
      const batch = fc.record({ size: fc.constantFrom(10, 300, 1500, 4000), popped: fc.constantFrom(0, 0.1, 0.6, 1) });
      const holds = (batches: { size: number; popped: number }[], seed: number): void => {
        const random = randomNumbers(seed);
        const queue = new TimerQueue<TestTimer>();
        let model: TestTimer[] = [];
        let age = 0;
        for (const { size, popped } of batches) {
          for (let i = 0; i < size; i++) {
            const item = timer(whenOf(random, i), age++, random() < 0.1);
            queue.push(item, item.when);
            model.push(item);
          }
          expect(queue.length).toBe(model.length);
          model = model.toSorted((a, b) => a.when - b.when || a.age - b.age);
          const first = model.splice(0, popped * model.length);
          expect(drain(queue, first.length)).toEqual(first.map(nameOf));
          // -0 may be 0 by now.
          expect([queue.when + 0, queue.peek()]).toEqual([(model[0]?.when ?? Infinity) + 0, model[0]]);
          if (popped !== 0.1) continue;
          queue.sweep();
          model = model.filter((item) => !item._isDropped());
        }
        expect(new Set(queue)).toEqual(new Set(model));
        for (const item of model.slice(0, 5)) expect(queue.whenOf(item) === item.when).toBe(true);
        expect(drain(queue)).toEqual(inOrder(model));
      };
      fc.assert(fc.property(fc.array(batch, { minLength: 1, maxLength: 4 }), fc.nat(), holds), { numRuns: 20 });
    });
  }

  it("shows the earliest timer and keeps it", () => {
    const queue = new TimerQueue<TestTimer>();
    expect(queue.peek()).toBeUndefined();
    queue.push(timer(2, 0), 2);
    queue.push(timer(1, 1), 1);
    expect([queue.peek()?.age, queue.when, queue.length]).toEqual([1, 1, 2]);
    queue.clear();
    expect([queue.peek(), queue.when, queue.length]).toEqual([undefined, Infinity, 0]);
  });
});

describe("LinkedList", () => {
  it("keeps the order of coming, whoever leaves", () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.array(fc.nat({ max: 11 })), (size, leavers) => {
        const list = new LinkedList();
        let model: Link[] = [];
        for (let i = 0; i < size; i++) {
          const item: Link = { _previous: null, _next: null };
          list.push(item);
          model.push(item);
        }
        for (const leaver of leavers) {
          const item = model[leaver];
          if (item === undefined) continue;
          list.remove(item);
          model = model.filter((other) => other !== item);
          expect([item._previous, item._next]).toEqual([null, null]);
        }
        expect([...list]).toEqual(model);
        expect(list.first).toBe(model[0] ?? null);
        expect(list.last).toBe(model.at(-1) ?? null);
      }),
    );
  });
});

// The ring buffer, the timer heap and the list of tasks, against plain arrays. Nothing of the loop.

import fc from "fast-check";

import { Deque } from "../../src/core/collections/deque.ts";
import { type Link, LinkedList } from "../../src/core/collections/linked_list.ts";
import { type HeapTimer, TimerHeap } from "../../src/core/collections/timer_heap.ts";
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

describe("TimerHeap", () => {
  interface TestTimer extends HeapTimer {
    readonly when: number;
    readonly age: number;
  }
  const timer = (when: number, age: number, dropped = false): TestTimer => ({ when, age, _isDropped: () => dropped });
  const drain = (heap: TimerHeap<TestTimer>): string[] => {
    const popped: string[] = [];
    for (let item = heap.pop(); item !== undefined; item = heap.pop()) popped.push(`${item.when}/${item.age}`);
    return popped;
  };
  const inOrder = (timers: TestTimer[]): string[] =>
    timers.toSorted((a, b) => a.when - b.when || a.age - b.age).map((item) => `${item.when}/${item.age}`);

  it("gives the timers back by deadline, and equal ones by age", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 60 }), (deadlines) => {
        const heap = new TimerHeap<TestTimer>();
        const timers = deadlines.map((when, sequence) => timer(when, sequence));
        for (const item of timers) heap.push(item, item.when);
        expect(heap.length).toBe(timers.length);
        expect(drain(heap)).toEqual(inOrder(timers));
      }),
    );
  });

  it("keeps the order while timers come and go by turns", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 9 })), { maxLength: 100 }), (steps) => {
        const heap = new TimerHeap<TestTimer>();
        let model: TestTimer[] = [];
        for (const [sequence, when] of steps.entries()) {
          if (when === null) {
            model = model.toSorted((a, b) => a.when - b.when || a.age - b.age);
            expect(heap.pop()).toBe(model.shift());
          } else {
            const item = timer(when, sequence);
            heap.push(item, item.when);
            model.push(item);
          }
        }
        expect(drain(heap)).toEqual(inOrder(model));
      }),
    );
  });

  it("sweeps the cancelled timers out and keeps the others in order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 9 }), fc.boolean()), { maxLength: 60 }), (specs) => {
        const heap = new TimerHeap<TestTimer>();
        const timers = specs.map(([when, cancelled], sequence) => timer(when, sequence, cancelled));
        for (const item of timers) heap.push(item, item.when);
        heap.sweep();
        expect(drain(heap)).toEqual(inOrder(timers.filter((item) => !item._isDropped())));
      }),
    );
  });

  it("removes a timer at once if it stands last, and no other", () => {
    const heap = new TimerHeap<TestTimer>();
    const timers = [timer(1, 0), timer(3, 1), timer(2, 2)] as const;
    for (const item of timers) heap.push(item, item.when);
    expect([heap.removeLast(timers[1]), heap.removeLast(timers[2]), heap.removeLast(timers[2])]).toEqual([
      false,
      true,
      false,
    ]);
    expect(drain(heap)).toEqual(inOrder([timers[0], timers[1]]));
  });

  it("shows the earliest timer and keeps it", () => {
    const heap = new TimerHeap<TestTimer>();
    expect(heap.peek()).toBeUndefined();
    heap.push(timer(2, 0), 2);
    heap.push(timer(1, 1), 1);
    expect([heap.peek()?.age, heap.when, heap.length]).toEqual([1, 1, 2]);
    heap.clear();
    expect([heap.peek(), heap.when, heap.length]).toEqual([undefined, Infinity, 0]);
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

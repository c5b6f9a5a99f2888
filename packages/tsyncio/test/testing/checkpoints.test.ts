// Saying when: once all others wait, and in which order.

import {
  CancelledError,
  type Coroutine,
  Event,
  Queue,
  RuntimeError,
  ValueError,
  createTask,
  gather,
  getRunningLoop,
  run,
  sleep,
} from "tsyncio";
import { Recording, Sequencer, runVirtual, virtualTest, waitAllTasksBlocked } from "tsyncio/testing";

import { bothDialects } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

describe("waitAllTasksBlocked", () => {
  bothDialects(
    "lets everybody get as far as they can, and no time pass",
    function* ({ wait, fn, log, loop }) {
      const queue = new Queue<number>();
      const consumer = createTask(
        fn(function* () {
          for (let pass = 0; pass < 50; pass++) yield* wait(sleep(0));
          log("asks");
          log("got", yield* wait(queue.get()));
          yield* wait(sleep(1));
          log("rested");
        }),
      );
      yield* wait(waitAllTasksBlocked());
      log("blocked at", loop.time());
      queue.putNowait(7);
      yield* wait(waitAllTasksBlocked());
      log("blocked at", loop.time());
      yield* wait(consumer);
    },
    ({ events }) => expect(events).toEqual(["asks", "blocked at 0", "got 7", "blocked at 0", "rested"]),
  );

  it(
    "wakes all that wait so, in their order",
    virtualTest(function* () {
      const recording = new Recording();
      function* waiter(name: string): Coroutine {
        yield* waitAllTasksBlocked();
        recording.add(name);
      }
      yield* gather(waiter("first"), waiter("second"), sleep(1));
      expect(recording.timed).toEqual([
        [0, "first"],
        [0, "second"],
      ]);
    }),
  );

  it(
    "ends at once when it is cancelled, and others are not disturbed",
    virtualTest(function* () {
      const waiters = [createTask(waitAllTasksBlocked()), createTask(waitAllTasksBlocked())] as const;
      yield* sleep(0);
      waiters[0].cancel();
      yield* waiters[1];
      expect(waiters[0].cancelled()).toBe(true);
    }),
  );

  it("needs virtual time", async () => {
    await expect(run(() => waitAllTasksBlocked())).rejects.toThrow(
      "waitAllTasksBlocked() needs virtual time: run the code with runVirtual() or virtualTest()",
    );
  });
});

describe("Sequencer", () => {
  bothDialects(
    "puts stretches of several tasks into their order",
    function* ({ wait, fn, log }) {
      const sequence = new Sequencer();
      const take = (place: number, delay: number): (() => Coroutine | Promise<void>) =>
        fn(function* () {
          const held = yield* wait(sequence.at(place));
          log(place, "enters");
          yield* wait(sleep(delay));
          log(place, "leaves");
          held[Symbol.dispose]();
        });
      yield* wait(gather(take(2, 0), take(0, 3), take(1, 1)));
    },
    ({ events }) => expect(events).toEqual(["0 enters", "0 leaves", "1 enters", "1 leaves", "2 enters", "2 leaves"]),
  );

  it(
    "gives each place once",
    virtualTest(function* () {
      const sequence = new Sequencer();
      const held = yield* sequence.at(0);
      held[Symbol.dispose]();
      (yield* sequence.at(1))[Symbol.dispose]();
      held[Symbol.dispose]();
      (yield* sequence.at(2))[Symbol.dispose]();
      const error = yield* caught(sequence.at(0)[Symbol.iterator]() as Coroutine<unknown>);
      expect(error).toBeInstanceOf(RuntimeError);
      expect(error).toMatchObject({ message: "place 0 of the sequence was taken before" });
    }),
  );

  it(
    "fails for all when one that waits is cancelled, since the order cannot be kept",
    virtualTest(function* () {
      const sequence = new Sequencer();
      const second = createTask(sequence.at(1));
      const third = createTask(sequence.at(2));
      yield* waitAllTasksBlocked();
      second.cancel();
      expect(yield* caught(second as never)).toBeInstanceOf(CancelledError);
      expect(yield* caught(third as never)).toMatchObject({
        message: "place 2 will never come: somebody who waited for a place of the sequence was cancelled",
      });
      expect(yield* caught(sequence.at(3)[Symbol.iterator]() as Coroutine<unknown>)).toBeInstanceOf(RuntimeError);
    }),
  );

  it.each([-1, 0.5, Number.NaN])("has no place %d", (place) => {
    expect(() => new Sequencer().at(place)).toThrow(ValueError);
  });
});

function* caught(source: Coroutine<unknown>): Coroutine<unknown> {
  try {
    yield* source;
  } catch (error) {
    return error;
  }
  return null;
}

describe("Recording", () => {
  it(
    "notes events with their time and their task",
    virtualTest(function* () {
      const recording = new Recording<number>();
      const { add } = recording;
      add(1);
      const task = createTask(
        function* () {
          yield* sleep(2);
          add(2);
        },
        { name: "child" },
      );
      getRunningLoop().callLater(3, () => add(3));
      yield* task;
      yield* sleep(5);
      expect(recording.events).toEqual([1, 2, 3]);
      expect(recording.timed).toEqual([
        [0, 1],
        [2, 2],
        [3, 3],
      ]);
      expect(recording.entries.map(({ task: name }) => name)).toEqual([expect.stringMatching(/^Task-/), "child", null]);
      recording.clear();
      expect(recording.events).toEqual([]);
    }),
  );

  it("needs a loop that runs, for it notes the time", () => {
    expect(() => new Recording().add("nothing runs")).toThrow(
      "no event loop runs, so there is no time to record nothing runs at",
    );
  });

  it("works in async functions", async () => {
    const recording = new Recording();
    await runVirtual(async () => {
      const event = new Event();
      getRunningLoop().callLater(1.5, () => event.set());
      await event.wait();
      recording.add("set");
    });
    expect(recording.timed).toEqual([[1.5, "set"]]);
  });
});

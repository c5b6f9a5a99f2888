// Async generators: left early, shared, cancelled and left over, with the trace that CPython leaves or a better one.

import {
  CancelledError,
  type Coroutine,
  StopAsyncIteration,
  aclosing,
  aiter,
  anext,
  asyncFor,
  asyncWith,
  createTask,
  gather,
  sleep,
  wait as waitForAll,
} from "tsyncio";

import { type Recorder, followsTrace, once, repr, state } from "../support/dialects.ts";

// Python closes a generator that was left when it drops the last reference to it, in a task of its own. Here it is closed,
// and waited for, when it is left: docs/differences.md. gh-72688 (bpo-28500).
async function* closingSlowly({ stamp }: Recorder): AsyncGenerator<number> {
  try {
    for (let item = 0; item < 3; item++) yield item;
  } finally {
    stamp("closing");
    await sleep(1);
    stamp("closed");
  }
}

followsTrace(
  "an async generator that is left early has closed before the program goes on",
  {
    *generator(recorder): Coroutine {
      yield* asyncWith(aclosing(closingSlowly(recorder)), function* (items) {
        recorder.stamp(yield* anext(items));
      });
      recorder.stamp("after the block");
      yield* sleep(2);
      recorder.stamp("end");
    },
    async async(recorder): Promise<void> {
      for await (const item of closingSlowly(recorder)) {
        recorder.stamp(item);
        break;
      }
      recorder.stamp("after the block");
      await sleep(2);
      recorder.stamp("end");
    },
  },
  `
    t=0 0
    t=0 closing
    t=1 closed
    t=1 after the block
    t=3 end
  `,
);

// gh-150866.
followsTrace(
  "at the end of run() all async generators that were left are closed, though one fails while it is",
  once(function* ({ stamp, wait }) {
    const items = async function* (n: number): AsyncGenerator<number> {
      try {
        yield n;
      } finally {
        await sleep(0);
        if (n === 1) throw new RangeError("division by zero");
        stamp("closed", n);
      }
    };
    for (const generator of [items(1), items(3)]) stamp(yield* wait(anext(generator)));
  }),
  `
    t=0 1
    t=0 3
    t=0 closed 3
    t=0 HANDLER an error occurred during closing of asynchronous generator | RangeError('division by zero')
  `,
);

// bpo-32314.
followsTrace(
  "at the end of run() async generators are closed after the tasks that are left",
  once(function* (d) {
    const items = async function* (): AsyncGenerator<number> {
      try {
        yield 1;
      } finally {
        d.stamp("generator closed");
      }
    };
    const slow = d.fn(function* () {
      try {
        yield* d.wait(sleep(99));
      } finally {
        d.stamp("slow cancelled");
        yield* d.wait(sleep(1));
        d.stamp("slow done");
      }
    });
    const failing = d.fn(function* () {
      try {
        yield* d.wait(sleep(99));
      } catch {
        throw new RangeError("in shutdown");
      }
    });
    yield* d.wait(anext(items()));
    createTask(slow);
    createTask(failing);
    yield* d.wait(sleep(1));
    d.stamp("main ends");
  }),
  `
    t=1 main ends
    t=1 slow cancelled
    t=2 slow done
    t=2 HANDLER unhandled exception during run() shutdown | RangeError('in shutdown')
    t=2 generator closed
  `,
);

// bpo-30773. JavaScript would queue the second request, and run the generator's code for it in the first one's task.
followsTrace(
  "a second task that wants the next item of an async generator is refused while the first one waits for it",
  once(function* (d) {
    const items = async function* (): AsyncGenerator<number> {
      for (let item = 0; item < 3; item++) {
        await sleep(1);
        yield item;
      }
    };
    const shared = items();
    const use = function* (name: string): Coroutine {
      try {
        yield* d.wait(asyncFor(shared, (item) => d.stamp(name, item)));
      } catch (error) {
        d.stamp(name, repr(error));
      }
    };
    yield* d.wait(
      gather(
        d.fn(() => use("A")),
        d.fn(() => use("B")),
      ),
    );
  }),
  `
    t=0 B RuntimeError('anext(): asynchronous generator is already running')
    t=1 A 0
    t=2 A 1
    t=3 A 2
  `,
);

// bpo-38013.
const cancelledInside = (
  iterate: (recorder: Recorder, items: AsyncGenerator<number>) => Coroutine | (() => Promise<void>),
) =>
  once<void>(function* ({ stamp, wait, ...recorder }) {
    const items = async function* (): AsyncGenerator<number> {
      try {
        await sleep(10);
        yield 1;
      } catch (error) {
        if (error instanceof CancelledError) stamp("generator sees CancelledError");
        throw error;
      } finally {
        stamp("generator finally");
      }
    };
    const cancelled = items();
    const task = createTask<void>(iterate({ stamp, ...recorder }, cancelled));
    yield* wait(sleep(1));
    task.cancel();
    yield* wait(waitForAll([task]));
    stamp(state(task));
    try {
      yield* wait(anext(aiter(cancelled)));
    } catch (error) {
      if (!(error instanceof StopAsyncIteration)) throw error;
      stamp("exhausted");
    }
    yield* wait(asyncWith(aclosing(items()), () => stamp("an unstarted generator")));
    stamp("is closed");
  });

followsTrace(
  "a cancellation passes through the async generator that the task waits for",
  {
    generator: cancelledInside((recorder, items) => asyncForInGenerator(recorder, items)).generator,
    async: cancelledInside((recorder, items) => async () => {
      for await (const item of items) recorder.stamp(item);
    }).async,
  },
  `
    t=1 generator sees CancelledError
    t=1 generator finally
    t=1 cancelled
    t=1 exhausted
    t=1 an unstarted generator
    t=1 is closed
  `,
);

function* asyncForInGenerator({ stamp }: Recorder, items: AsyncGenerator<number>): Coroutine {
  yield* asyncFor(items, function* (item) {
    stamp(item);
  });
}

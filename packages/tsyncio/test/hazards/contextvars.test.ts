// Which context callbacks, tasks and waits run in, with the trace that CPython leaves.

import { ContextVar, copyContext, createTask, gather, sleep, waitFor } from "tsyncio";

import { followsTrace, once } from "../support/dialects.ts";

// bpo-32436, gh-96704.
followsTrace(
  "callbacks run in the context of their registration, whoever sets them off",
  once(function* ({ loop, stamp, wait, fn }) {
    const variable = new ContextVar("variable", { default: "none" });
    const future = loop.createFuture<number>();
    const register = createTask(
      fn(function* () {
        variable.set("A");
        future.addDoneCallback(() => stamp("done callback", variable.get()));
        loop.callLater(1, () => stamp("timer", variable.get()));
      }),
    );
    yield* wait(register);
    const finish = createTask(
      fn(function* () {
        variable.set("B");
        future.setResult(1);
      }),
    );
    yield* wait(finish);
    yield* wait(sleep(2));
    stamp("main", variable.get());
  }),
  `
    t=0 done callback A
    t=1 timer A
    t=2 main none
  `,
);

// bpo-32436, bpo-46994.
followsTrace(
  "a task has a copy of its creator's context, or the one it is given; what is awaited in place shares the caller's",
  once(function* ({ stamp, wait, fn, call }) {
    const variable = new ContextVar("variable", { default: 0 });
    const setting = (value: number) =>
      fn(function* () {
        variable.set(value);
        yield* wait(sleep(1));
        stamp("task sees", variable.get());
      });
    variable.set(1);
    const task = createTask(setting(2));
    variable.set(3);
    yield* wait(task);
    stamp("parent sees", variable.get());
    const plain = function* () {
      variable.set(4);
    };
    yield* call(plain);
    stamp("after a plain call", variable.get());
    const context = copyContext();
    yield* wait(createTask(setting(5), { context }));
    stamp("parent", variable.get(), "context", context.get(variable));
    const read = fn(function* () {
      stamp("child inherits", variable.get());
    });
    yield* wait(gather(read, waitFor(fn(plain), 1)));
    stamp("after gather", variable.get());
    yield* wait(
      waitFor(
        fn(function* () {
          variable.set(6);
        }),
        1,
      ),
    );
    stamp("after waitFor", variable.get());
  }),
  `
    t=1 task sees 2
    t=1 parent sees 3
    t=1 after a plain call 4
    t=2 task sees 5
    t=2 parent 4 context 5
    t=2 child inherits 4
    t=2 after gather 4
    t=2 after waitFor 6
  `,
);

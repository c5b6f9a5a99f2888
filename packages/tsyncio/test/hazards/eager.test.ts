// Tasks that take their first stretch inside `createTask`, with the trace that CPython leaves. Async functions cannot be followed
// step by step there: what one does up to its first `await` happens at once, but its end takes a promise job.

import {
  ContextVar,
  TaskGroup,
  ValueError,
  allTasks,
  asyncWith,
  createTask,
  currentTask,
  eagerTaskFactory,
  gather,
  sleep,
  wait as waitFirst,
} from "tsyncio";

import { traceOf, lines, repr, state } from "../support/dialects.ts";
import type { Program } from "../support/dialects.ts";
import { expect, it } from "../support/suite.ts";

function leaves(sentence: string, program: Program<unknown>, trace: string): void {
  it(sentence, async () => expect(await traceOf(program)).toEqual(lines(trace)));
}

// gh-97696.
leaves(
  "an eager task runs to its first wait inside createTask(), as the current task",
  function* ({ loop, stamp }) {
    loop.setTaskFactory(eagerTaskFactory);
    currentTask()?.setName("MAIN");
    const quick = createTask(
      function* () {
        stamp("quick in", currentTask()?.getName());
        return "q";
      },
      { name: "QUICK" },
    );
    stamp("created", quick.done(), quick.result(), currentTask()?.getName());
    const slow = createTask(function* () {
      stamp("slow starts");
      yield* sleep(1);
      stamp("slow ends");
      return "s";
    });
    stamp("created", slow.done(), allTasks().has(slow));
    stamp(yield* slow, yield* quick);
  },
  `
    t=0 quick in QUICK
    t=0 created true q MAIN
    t=0 slow starts
    t=0 created false true
    t=1 slow ends
    t=1 s q
  `,
);

// gh-97696.
leaves(
  "an eager task keeps its early error for who awaits it, and meets its own cancellation at its first wait",
  function* ({ loop, stamp }) {
    loop.setTaskFactory(eagerTaskFactory);
    const failed = createTask(function* () {
      throw new ValueError("eager");
    });
    stamp("created", state(failed));
    const cancelled = createTask(function* () {
      currentTask()?.cancel();
      stamp("before");
      yield* sleep(1);
      stamp("not reached");
    });
    stamp(state(cancelled));
    yield* waitFirst([cancelled]);
    stamp(state(cancelled));
  },
  `
    t=0 created ValueError('eager')
    t=0 before
    t=0 pending
    t=0 cancelled
  `,
);

// gh-104144.
leaves(
  "gather() of eager tasks that are done at once is itself done at once; a group takes them as well",
  function* ({ loop, stamp }) {
    loop.setTaskFactory(eagerTaskFactory);
    const work = function* (name: string, seconds: number) {
      stamp(name, 1);
      if (seconds > 0) yield* sleep(seconds);
      stamp(name, 2);
      return name;
    };
    const some = gather(work("a", 0), work("b", 1));
    stamp("after gather()");
    stamp(repr(yield* some));
    const all = gather(work("c", 0), work("d", 0));
    stamp("done at once", all.done());
    stamp(repr(yield* all));
    const tasks = yield* asyncWith(new TaskGroup(), function* (group) {
      const started = [group.createTask(work("e", 0)), group.createTask(work("f", 1))];
      stamp("created");
      return started;
    });
    stamp(...tasks.map((task) => task.result()));
  },
  `
    t=0 a 1
    t=0 a 2
    t=0 b 1
    t=0 after gather()
    t=1 b 2
    t=1 ['a', 'b']
    t=1 c 1
    t=1 c 2
    t=1 d 1
    t=1 d 2
    t=1 done at once true
    t=1 ['c', 'd']
    t=1 e 1
    t=1 e 2
    t=1 f 1
    t=1 created
    t=2 f 2
    t=2 e f
  `,
);

// gh-128550. CPython 3.13.0 let `second` sleep on until t=5.
leaves(
  "an eager task that fails at once cancels the sibling that is just being created",
  function* ({ loop, stamp }) {
    loop.setTaskFactory(eagerTaskFactory);
    const group = new TaskGroup();
    const second = function* () {
      group.createTask(function* () {
        throw new ValueError("third");
      });
      stamp("third failed while second is being created");
      try {
        yield* sleep(5);
        stamp("second slept");
      } catch (error) {
        stamp("second cancelled");
        throw error;
      }
    };
    try {
      yield* asyncWith(group, function* () {
        group.createTask(second());
        stamp("body");
        yield* sleep(0);
        stamp("body ends");
      });
    } catch (error) {
      stamp(repr(error));
    }
  },
  `
    t=0 third failed while second is being created
    t=0 body
    t=0 second cancelled
    t=0 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('third')])
  `,
);

// gh-97696.
leaves(
  "an eager task has a context of its own from the start",
  function* ({ loop, stamp }) {
    loop.setTaskFactory(eagerTaskFactory);
    const variable = new ContextVar("variable", { default: 0 });
    const inner = function* () {
      variable.set(2);
      stamp("inner", variable.get());
    };
    const outer = function* () {
      variable.set(1);
      createTask(inner());
      stamp("outer", variable.get());
      yield* sleep(0);
      stamp("outer", variable.get());
    };
    const task = createTask(outer());
    stamp("main", variable.get());
    yield* task;
    stamp("main", variable.get());
  },
  `
    t=0 inner 2
    t=0 outer 1
    t=0 main 0
    t=0 outer 1
    t=0 main 0
  `,
);

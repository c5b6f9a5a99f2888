// A loop that worker threads call into through a port. Real threads, which load the built package.

import { once } from "node:events";
import { type MessagePort, Worker } from "node:worker_threads";

import {
  type EventLoop,
  type ExceptionContext,
  LoopPort,
  RuntimeError,
  ValueError,
  currentTask,
  exportLoop,
  getRunningLoop,
  newEventLoop,
  run,
  sleep,
  until,
} from "tsyncio";

import { startNode } from "../support/node_process.ts";
import { describe, expect, it } from "../support/suite.ts";

interface Started {
  readonly worker: Worker;
  readonly ended: Promise<unknown>;
}

function startWorker(port: MessagePort, workerData: { role: string; name?: string; count?: number }): Started {
  const worker = new Worker(new URL("fixtures/loop_port.mjs", import.meta.url), {
    workerData: { ...workerData, port },
    transferList: [port],
  });
  return { worker, ended: once(worker, "exit") };
}

describe("exportLoop", () => {
  it("runs the calls of each worker in order, as callbacks of the loop, and wakes it", async () => {
    const seen: Record<string, unknown[]> = { a: [], b: [] };
    const facts = await run(function* () {
      const loop = getRunningLoop();
      const facts = new Set<unknown>();
      const done = loop.createFuture<void>();
      let running = 2;
      const handlers = {
        note: (name: string, number: number, data: unknown) => {
          seen[name]?.push([number, data]);
          facts.add(getRunningLoop() === loop);
          facts.add(currentTask());
        },
        end: () => void (--running === 0 && done.setResult()),
      };
      const workers = ["a", "b"].map((name) =>
        startWorker(exportLoop(loop, handlers), { role: "count", name, count: 300 }),
      );
      // The loop sleeps until they call.
      yield* done;
      yield* until(Promise.all(workers.map(({ ended }) => ended)));
      // The ports that the workers have given up are forgotten.
      while (loop._resources.size > 0) yield* sleep(0.001);
      return [...facts];
    });
    const expected = Array.from({ length: 300 }, (_, i) => [i, { nested: [i] }]);
    expect(seen).toEqual({ a: expected, b: expected });
    expect(facts).toEqual([true, null]);
  });

  it("tells a worker what it did wrong, at the call", async () => {
    const [answers, notes] = await run(async () => {
      const notes: string[] = [];
      const note = (text: string): void => void notes.push(text);
      const { worker, ended } = startWorker(exportLoop(getRunningLoop(), { note }), { role: "misuse" });
      const [answers] = (await until(once(worker, "message"))) as [string[]];
      await until(ended);
      await sleep(0);
      return [answers, notes];
    });
    expect(answers).toEqual([
      'ValueError: name must be one of the exported handlers (note), got "nonsense"',
      "DataCloneError",
      "TypeError: port must be a port of exportLoop() that is not in use yet",
      "TypeError: port must be a port of exportLoop(), got 5",
      "done",
      "RuntimeError: Event loop is closed",
    ]);
    // What was sent before the port was given up still arrives.
    expect(notes).toEqual(["fine"]);
  });

  it("tells a worker at once that the loop is closed", async () => {
    const { worker, ended } = await run(async () => {
      const started = startWorker(exportLoop(getRunningLoop(), { note() {} }), { role: "ask" });
      await until(once(started.worker, "online"));
      return started;
    });
    worker.postMessage("now");
    const [answer] = (await once(worker, "message")) as [unknown[]];
    expect(answer).toEqual([true, "RuntimeError: Event loop is closed"]);
    await ended;
  });

  it("hands what a handler throws to the loop's exception handler, and goes on", async () => {
    const reports: ExceptionContext[] = [];
    await run(function* () {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_, context) => void reports.push(context));
      const done = loop.createFuture<void>();
      const fail = (text: string): void => {
        throw new ValueError(text);
      };
      const { ended } = startWorker(exportLoop(loop, { fail, end: () => done.setResult() }), { role: "throw" });
      yield* done;
      yield* until(ended);
    });
    expect(reports.map(({ exception }) => String(exception))).toEqual(["ValueError: from a worker"]);
  });

  it("keeps no process alive", async () => {
    const { code, stdout, stderr } = await startNode("loop_port_main.mjs").ended;
    expect([code, stdout, stderr]).toEqual([0, "run() is over\n", ""]);
  });

  it("works within one thread, too", async () => {
    const notes = await run(function* () {
      const notes: string[] = [];
      const loop = getRunningLoop();
      const done = loop.createFuture<void>();
      const handlers = {
        note: (text: string): void => {
          notes.push(text);
          done.setResult();
        },
      };
      const port = new LoopPort<typeof handlers>(exportLoop(loop, handlers));
      port.callSoonThreadsafe("note", "hello");
      yield* done;
      port.close();
      return [...notes, port.isClosed()];
    });
    expect(notes).toEqual(["hello", true]);
  });

  it("refuses what is no loop, no handlers, and a loop that is closed", () => {
    const loop = newEventLoop();
    expect(() => exportLoop(5 as unknown as EventLoop, {})).toThrow(new TypeError("loop must be an event loop, got 5"));
    expect(() => exportLoop(loop, null as never)).toThrow(
      new TypeError("handlers must be an object of functions, got null"),
    );
    expect(() => exportLoop(loop, { note: 5 as never })).toThrow(
      new TypeError("handlers.note must be a function, got 5"),
    );
    loop.close();
    expect(() => exportLoop(loop, {})).toThrow(new RuntimeError("Event loop is closed"));
  });
});

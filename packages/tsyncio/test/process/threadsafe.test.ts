// What comes from outside while the loop runs: from other threads, from the host's timers, from I/O. In real time.

import { Worker } from "node:worker_threads";

import { createTask, currentTask, getRunningLoop, newEventLoop, run, sleep, until } from "tsyncio";

import { startNode } from "../support/node_process.ts";
import { describe, expect, it } from "../support/suite.ts";

// Posts back what it is sent.
const echo =
  'const { parentPort } = require("node:worker_threads"); parentPort.on("message", (m) => parentPort.postMessage(m));';

describe("callSoonThreadsafe", () => {
  it("wakes a loop that has nothing to do when a worker thread answers", async () => {
    const worker = new Worker(echo, { eval: true });
    const events = await run(function* () {
      const loop = getRunningLoop();
      const seen: unknown[] = [];
      for (let i = 0; i < 3; i++) {
        const answer = loop.createFuture<number>();
        worker.once("message", (message: number) => {
          loop.callSoonThreadsafe(() => {
            seen.push(currentTask(), getRunningLoop() === loop);
            answer.setResult(message);
          });
        });
        worker.postMessage(i);
        seen.push(yield* answer);
      }
      return seen;
    });
    await worker.terminate();
    expect(events).toEqual([null, true, 0, null, true, 1, null, true, 2]);
  });

  it("keeps the order of the requests, with callSoon() as well", async () => {
    const events: number[] = [];
    await run(function* () {
      const loop = getRunningLoop();
      yield* until(
        new Promise<void>((resolve) => {
          setImmediate(() => {
            for (let i = 0; i < 10; i++) {
              if (i % 2 === 0) loop.callSoonThreadsafe(() => events.push(i));
              else loop.callSoon(() => events.push(i));
            }
            resolve();
          });
        }),
      );
      yield* sleep(0);
    });
    expect(events).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("throws on a closed loop, so that the answer to nobody is noticed", () => {
    const loop = newEventLoop();
    loop.close();
    expect(() => loop.callSoonThreadsafe(() => {})).toThrow("Event loop is closed");
  });
});

describe("tasks that are always ready", () => {
  it("leave timers, files and threads of the host their turns", async () => {
    const { child, ended } = startNode("busy_loop.mjs");
    const { code, stdout, stderr } = await ended.finally(() => child.kill("SIGKILL"));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "timer\nfile\nhello\ntrue\n", stderr: "" });
  });
});

describe("real time", () => {
  it("passes by itself: a sleep ends no sooner than it is due", async () => {
    const [slept, early] = await run(function* () {
      const loop = getRunningLoop();
      const start = loop.time();
      const task = createTask(async () => {
        await sleep(0.005);
        return loop.time() - start;
      });
      yield* sleep(0.003);
      return [loop.time() - start >= 0.003, (yield* task) < 0.005];
    });
    expect([slept, early]).toEqual([true, false]);
  });
});

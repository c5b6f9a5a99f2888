// A thread of its own for a program that blocks: runs it when told to, and sends back what came of it.

import { parentPort, workerData } from "node:worker_threads";

import { newEventLoop } from "tsyncio";

import { ownStage } from "../program.ts";
import { load } from "./company.ts";
import { play } from "./play.ts";

const { name, suffix, stopAfter } = workerData as { name: string; suffix: string; stopAfter: number };

const program = await load(name, suffix);
parentPort?.once("message", () => {
  void play(program, { makeLoop: newEventLoop, stage: ownStage, stopAfter }).then((played) => {
    parentPort?.postMessage(played);
  });
});
parentPort?.postMessage("ready");

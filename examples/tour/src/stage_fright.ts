// An act that fails in the middle: to see what becomes of the others.

import { type Coroutine, TaskGroup, asyncWith, sleep } from "tsyncio";

import type { Act, Stage } from "./stage.ts";

/** Seconds from the beginning of the act to its failure. */
const SECONDS = 1;

export class StageFright extends Error {
  override readonly name: string = "StageFright";
}

/** The same act, which fails after a second. */
export function withStageFright(act: Act): Act {
  function* fail(): Coroutine<never> {
    yield* sleep(SECONDS);
    throw new StageFright(`was asked to fail after ${SECONDS} s`);
  }
  function* perform(stage: Stage, folder: string): Coroutine {
    yield* asyncWith(new TaskGroup(), (group) => {
      group.createTask(act.perform(stage, folder));
      group.createTask(fail());
    });
  }
  return { name: act.name, perform };
}

// The tour: all acts at once, as tasks of one group. If one fails, the others are stopped; Ctrl-C stops them all.

import nodePath from "node:path";

import {
  BaseExceptionGroup,
  type Coroutine,
  TaskGroup,
  TimeoutError,
  asyncWith,
  getRunningLoop,
  sleep,
  timeout,
} from "tsyncio";
import { Path, tempfile } from "tsyncio/files";

import type { Screen } from "./screen.ts";
import { type Act, Stage } from "./stage.ts";

/** Seconds between two drawings of how far all is. */
const REFRESH_SECONDS = 0.1;
/** It takes some seconds; in this many something is wrong. */
const PATIENCE_SECONDS = 30;

export class Tour {
  /** One for each act, from the beginning of the tour on. */
  stages: readonly Stage[] = [];
  /** How long it took, in seconds. */
  seconds = 0;
  /** Whether it was stopped because it took too long. */
  isLate = false;
  readonly #acts: readonly Act[];
  readonly #screen: Screen;
  readonly #patience: number;

  /** @param patience how many seconds it may take */
  constructor(acts: readonly Act[], screen: Screen, patience: number = PATIENCE_SECONDS) {
    this.#acts = acts;
    this.#screen = screen;
    this.#patience = patience;
  }

  /** Whether all acts were performed to their ends, and all was as it should be. */
  get isFine(): boolean {
    return !this.isLate && this.stages.length > 0 && this.stages.every((stage) => stage.isFine);
  }

  /**
   * Perform all acts. What became of them is in the stages: an act that fails is no error of the tour.
   * Cancellation: stops them all, and waits until they have stopped.
   */
  *run(): Coroutine {
    const loop = getRunningLoop();
    const start = loop.time();
    this.stages = this.#acts.map(
      (act) => new Stage(act, start, (stage, seconds, text) => this.#screen.event(stage, seconds, text)),
    );
    try {
      yield* asyncWith(new TaskGroup(), (group) => this.#show(group, start));
    } finally {
      this.seconds = loop.time() - start;
      this.#screen.end();
    }
  }

  /** Perform the acts while somebody draws how far they are. */
  *#show(group: TaskGroup, start: number): Coroutine {
    group.createTask(this.#draw(start));
    try {
      yield* asyncWith(timeout(this.#patience), () => this.#performInFolder());
    } catch (error) {
      if (error instanceof TimeoutError) this.isLate = true;
      else this.#rethrowStrange(error);
    }
    group.cancel();
  }

  *#draw(start: number): Coroutine<never> {
    for (;;) {
      this.#screen.progress(this.stages, getRunningLoop().time() - start);
      yield* sleep(REFRESH_SECONDS);
    }
  }

  /** The folder outlives all tasks that use it, and not for long. */
  *#performInFolder(): Coroutine {
    yield* asyncWith(tempfile.TemporaryDirectory({ prefix: "tsyncio-tour-" }), (folder) =>
      asyncWith(new TaskGroup(), (group) => this.#performAll(group, folder)),
    );
  }

  *#performAll(group: TaskGroup, folder: string): Coroutine {
    for (const stage of this.stages) {
      const own = nodePath.join(folder, stage.name);
      yield* new Path(own).mkdir();
      group.createTask(stage.perform(own), { name: stage.name });
    }
  }

  /** What an act failed with is told by its stage. Anything else is our own fault, or a cancellation. */
  #rethrowStrange(error: unknown): void {
    const isOfStage = (each: unknown): boolean => this.stages.some((stage) => stage.error === each);
    const strange = error instanceof BaseExceptionGroup ? error.split(isOfStage)[1] : error;
    if (strange !== null) throw strange;
  }
}

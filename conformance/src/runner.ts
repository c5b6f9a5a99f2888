// How a program is run, from creating its objects to cancelling what it left behind. The same in both dialects.

import {
  type Coroutine,
  type ExceptionContext,
  type Future,
  type Task,
  createTask,
  currentTask,
  eagerTaskFactory,
} from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Program, TraceLine } from "./language.ts";
import { errorText, stateText } from "./text.ts";
import { type Dialect, World, makeObject } from "./world.ts";

const watchdogDelay = 1_000_000;
const cleanupRounds = 3;

/** Run the program on a virtual clock, and give its trace. */
export async function replay(program: Program, dialect: Dialect): Promise<readonly TraceLine[]> {
  const loop = new VirtualEventLoop();
  const world = new World(loop, dialect);
  try {
    await loop.runUntilComplete(runProgram(world, program));
  } catch (error) {
    if (!world.ended) throw error; // a loop that is stopped in the middle complains about that
  } finally {
    world.end();
    loop.close();
  }
  return world.trace;
}

function* runProgram(world: World, program: Program): Coroutine<void> {
  const { loop } = world;
  world.runner = currentTask(loop);
  loop.setExceptionHandler((_loop, context) => reportFailedCallback(world, context));
  if (program.eager === true) loop.setTaskFactory(eagerTaskFactory);
  for (const [name, description] of Object.entries(program.objects)) world.set(name, makeObject(world, description));

  const end = loop.createFuture<void>();
  const watchdog = new Watchdog(world);
  watchdog.start();
  const main = createTask(world.dialect.coroutine({ world, handled: undefined }, program.main, "main"), {
    name: "main",
  });
  world.nameTask(main, "main");
  watchdog.main = main;
  main.addDoneCallback(() => end.setResult(undefined));
  yield* end;

  world.logAs("-", `main ${stateText(main)}`);
  yield* cleanUp(world);
  world.end();
}

/** Only callbacks that failed are part of a trace; errors that nobody retrieved and the like are not. */
function reportFailedCallback(world: World, { message, exception }: ExceptionContext): void {
  if (message.startsWith("Exception in callback")) world.logAs("-", `handler ${errorText(exception)}`);
}

/** A timer so late that it is due only when nothing else can happen. */
class Watchdog {
  readonly #world: World;
  #fired = false;
  main: Task<unknown> | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  start(): void {
    this.#world.loop.callLater(watchdogDelay, () => this.#fire());
  }

  #fire(): void {
    const world = this.#world;
    if (this.#fired || this.main?.done()) {
      world.logAs("-", "stuck");
      world.stop();
      return;
    }
    this.#fired = true;
    world.logAs("-", "deadlock");
    for (const task of world.unfinishedTasks()) task.cancel();
    this.start();
  }
}

function* cleanUp(world: World): Coroutine<void> {
  for (let round = 0; round < cleanupRounds; round++) {
    const tasks = world.unfinishedTasks();
    if (tasks.length === 0) return;
    const end = allDone(world, tasks);
    for (const task of tasks) task.cancel();
    yield* end;
  }
}

/** A future that is done when the last of the tasks is. */
function allDone(world: World, tasks: readonly Task<unknown>[]): Future<void> {
  const end = world.loop.createFuture<void>();
  let left = tasks.length;
  for (const task of tasks) {
    task.addDoneCallback(() => {
      left--;
      if (left === 0) end.setResult(undefined);
    });
  }
  return end;
}

// A program at run time: its names, its tasks and its trace. No op of the language.

import {
  Barrier,
  BoundedSemaphore,
  Condition,
  ContextVar,
  type CoroutineLike,
  Event,
  type EventLoop,
  type Future,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  Semaphore,
  type Task,
  allTasks,
  currentTask,
} from "tsyncio";
import type { Body, ObjectDescription, TraceLine } from "./language.ts";

/** A way to write a coroutine: an interpreter of the language in it. */
export interface Dialect {
  readonly name: "generator" | "calls" | "async";
  /** What runs `ops` as the body of a task, an item or a `waitFor`; under `name`, if it has one in the program. */
  coroutine(scope: Scope, ops: Body, name?: string): CoroutineLike<unknown>;
}

/** Where an op stands: in which world, and in the handler of which error. */
export interface Scope {
  readonly world: World;
  readonly handled: unknown;
}

/** A plain integer that tasks share. */
export class Counter {
  value = 0;
}

// Ten times what a program of the language needs, unless its callbacks go round in circles.
const maxTraceLines = 1000;

export class World {
  readonly loop: EventLoop;
  readonly dialect: Dialect;
  readonly trace: TraceLine[] = [];
  readonly callbacks: Map<string, (future: Future<unknown>) => void> = new Map();
  readonly #names = new Map<string, unknown>();
  // In order of creation: a Map keeps the place of a key that is set again.
  readonly #taskNames = new Map<object, string>();
  /** The runner's own task. */
  runner: Task<unknown> | null = null;
  #ended = false;

  constructor(loop: EventLoop, dialect: Dialect) {
    this.loop = loop;
    this.dialect = dialect;
  }

  // Names

  set(name: string, value: unknown): void {
    this.#names.set(name, value);
  }

  has(name: string): boolean {
    return this.#lookUp(name) !== undefined;
  }

  /**
   * What `name` stands for.
   *
   * @throws {@link Unset} if nothing has been kept under it so far.
   */
  get<T>(name: string): T {
    const value = this.#lookUp(name);
    if (value === undefined) throw new Unset(`nothing is called ${name}`);
    return value as T;
  }

  /** Those of the names that are set, with what they stand for. */
  getAll<T>(names: readonly string[]): Map<string, T> {
    return new Map(names.filter((name) => this.has(name)).map((name) => [name, this.get<T>(name)]));
  }

  #lookUp(name: string): unknown {
    return name === "self" ? (currentTask(this.loop) ?? undefined) : this.#names.get(name);
  }

  // Tasks

  nameTask(task: object | null, name: string): void {
    if (task !== null && !this.#taskNames.has(task)) this.#taskNames.set(task, name);
  }

  /** The task's name in the program. */
  taskText(task: object): string {
    return this.#taskNames.get(task) ?? "?";
  }

  /** All unfinished tasks but the runner's, in order of creation; those that have not started come last. */
  unfinishedTasks(): Task<unknown>[] {
    const order = [...this.#taskNames.keys()];
    const place = (task: object): number => {
      const index = order.indexOf(task);
      return index < 0 ? order.length : index;
    };
    return [...allTasks(this.loop)].filter((task) => task !== this.runner).toSorted((a, b) => place(a) - place(b));
  }

  // The trace

  /** Log for the task that runs. */
  log(text: string): void {
    const task = currentTask(this.loop);
    this.logAs(task === null ? "-" : this.taskText(task), text);
  }

  logAs(who: string, text: string): void {
    if (this.#ended) return;
    this.trace.push([Math.round(this.loop.time() * 1e6) / 1e6, who, text]);
    if (this.trace.length >= maxTraceLines) this.stop();
  }

  /** From now on nothing is logged and no op is run. */
  end(): void {
    this.#ended = true;
  }

  /** End the trace in the middle of the run. */
  stop(): void {
    this.end();
    this.loop.stop();
  }

  get ended(): boolean {
    return this.#ended;
  }
}

/** An op names a variable that has not been set. Never leaves the op. */
export class Unset extends Error {
  override readonly name: string = "Unset";
}

export function makeObject(world: World, description: ObjectDescription): unknown {
  switch (description[0]) {
    case "lock":
      return new Lock();
    case "semaphore":
      return new Semaphore(description[1]);
    case "boundedSemaphore":
      return new BoundedSemaphore(description[1]);
    case "event":
      return new Event();
    case "condition":
      return description[1] === undefined ? new Condition() : new Condition(world.get<Lock>(description[1]));
    case "queue":
      return new Queue<number>(description[1]);
    case "priorityQueue":
      return new PriorityQueue<number>(description[1]);
    case "lifoQueue":
      return new LifoQueue<number>(description[1]);
    case "barrier":
      return new Barrier(description[1]);
    case "future":
      return world.loop.createFuture<number>();
    case "counter":
      return new Counter();
    case "contextVar":
      return new ContextVar("variable", { default: description[1] });
  }
}

// The ops that do not wait, one entry each: what the op does, and the suffix of its line. The same in both dialects.

import {
  type Barrier,
  type Condition,
  type Context,
  type ContextVar,
  type Event,
  type Future,
  type Handle,
  type Lock,
  type Queue,
  type Task,
  type TaskGroup,
  type TimerHandle,
  type Timeout,
  copyContext,
  createTask,
  currentTask,
} from "tsyncio";
import type { Body, ContextOption, Op, PlainOp, PlainOps } from "./language.ts";
import { errorText, makeError, opText, stateText, valueText } from "./text.ts";
import { type Counter, type Scope, Unset, type World } from "./world.ts";

type Plain<Args extends readonly unknown[]> = (scope: Scope, args: Args) => string | void;

/** `raise` was run: its error is on its way out, without a line of its own. */
class Raised extends Error {
  override readonly name = "Raised";
  readonly error: Error;

  constructor(error: Error) {
    super(error.message);
    this.error = error;
  }
}

const plainOps: { [Name in keyof PlainOps]: Plain<PlainOps[Name]> } = {
  log() {},
  raise({ world }, [error]) {
    world.log(`raise ${error}`);
    throw new Raised(makeError(error));
  },
  name({ world }) {
    const task = currentTask(world.loop);
    if (task === null) return " -";
    return task.getName().startsWith("Task-") ? " ?" : ` ${task.getName()}`;
  },
  allTasks: ({ world }) =>
    ` ${world
      .unfinishedTasks()
      .map((task) => world.taskText(task))
      .toSorted()
      .join(",")}`,
  cause({ handled }) {
    const cause = handled instanceof Error ? handled.cause : undefined;
    return cause === undefined ? " none" : ` ${errorText(cause)}`;
  },

  // Tasks and futures
  spawn(scope, [name, body, options]) {
    const { world } = scope;
    const context = contextOf(world, options);
    const eager = options?.eager === true ? { eagerStart: true } : {};
    const task = createTask(world.dialect.coroutine(scope, body, name), { name, ...context, ...eager });
    world.nameTask(task, name);
    world.set(name, task);
  },
  groupSpawn(scope, [group, name, body]) {
    const { world } = scope;
    const taskGroup = world.get<TaskGroup>(group);
    const task = taskGroup.createTask(world.dialect.coroutine(scope, body, name), { name });
    world.nameTask(task, name);
    world.set(name, task);
  },
  cancel: ({ world }, [x, message]) => ` = ${world.get<Future<unknown>>(x).cancel(message)}`,
  uncancel: ({ world }, [x]) => ` = ${world.get<Task<unknown>>(x).uncancel()}`,
  cancelling: ({ world }, [x]) => ` = ${world.get<Task<unknown>>(x).cancelling()}`,
  state: ({ world }, [x]) => ` ${stateText(world.get<Future<unknown>>(x))}`,
  setResult: ({ world }, [future, value]) => world.get<Future<number>>(future).setResult(value),
  setException: ({ world }, [future, error]) => world.get<Future<number>>(future).setException(makeError(error)),

  // Locks
  release: ({ world }, [x]) => world.get<Lock>(x).release(),
  locked: ({ world }, [x]) => ` = ${world.get<Lock>(x).locked()}`,
  eventSet: ({ world }, [event]) => world.get<Event>(event).set(),
  eventClear: ({ world }, [event]) => world.get<Event>(event).clear(),
  eventIsSet: ({ world }, [event]) => ` = ${world.get<Event>(event).isSet()}`,
  notify: ({ world }, [condition, n]) => world.get<Condition>(condition).notify(n),
  notifyAll: ({ world }, [condition]) => world.get<Condition>(condition).notifyAll(),
  add({ world }, [name, n]) {
    const counter = world.get<Counter>(name);
    counter.value += n;
    return ` = ${counter.value}`;
  },
  barrierState({ world }, [name]) {
    const barrier = world.get<Barrier>(name);
    return ` = ${barrier.nWaiting}/${barrier.parties}${barrier.broken ? " broken" : ""}`;
  },

  // Queues
  putNowait: ({ world }, [queue, value]) => world.get<Queue<number>>(queue).putNowait(value),
  getNowait: ({ world }, [queue]) => ` = ${world.get<Queue<number>>(queue).getNowait()}`,
  taskDone: ({ world }, [queue]) => world.get<Queue<number>>(queue).taskDone(),
  shutdown: ({ world }, [queue, immediate]) => world.get<Queue<number>>(queue).shutdown(immediate),
  qsize({ world }, [name]) {
    const queue = world.get<Queue<number>>(name);
    return ` = ${queue.qsize()}${queue.empty() ? " empty" : ""}${queue.full() ? " full" : ""}`;
  },

  // Timeouts
  reschedule({ world }, [name, delay]) {
    world.get<Timeout>(name).reschedule(delay === null ? null : world.loop.time() + delay);
  },
  expired: ({ world }, [name]) => ` = ${world.get<Timeout>(name).expired()}`,
  when: ({ world }, [name]) => ` = ${valueText(world.get<Timeout>(name).when())}`,

  // Callbacks
  callSoon(scope, [handle, body, options]) {
    const { world } = scope;
    world.set(handle, world.loop.callSoon(callback(scope, `call ${handle}`, body), contextOf(world, options)));
  },
  callLater(scope, [handle, delay, body, options]) {
    const { world } = scope;
    const call = callback(scope, `call ${handle}`, body);
    world.set(handle, world.loop.callLater(delay, call, contextOf(world, options)));
  },
  callAt(scope, [handle, when, body, options]) {
    const { world } = scope;
    const call = callback(scope, `call ${handle}`, body);
    world.set(handle, world.loop.callAt(when, call, contextOf(world, options)));
  },
  cancelHandle({ world }, [name]) {
    const handle = world.get<Handle | TimerHandle>(name);
    const cancelled = handle.cancelled();
    handle.cancel();
    return ` = ${cancelled}`;
  },
  addDoneCallback(scope, [x, name, body, options]) {
    const { world } = scope;
    const future = world.get<Future<unknown>>(x);
    const context = contextOf(world, options);
    const done = world.callbacks.get(name) ?? doneCallback(scope, name, body);
    world.callbacks.set(name, done);
    future.addDoneCallback(done, context);
  },
  removeDoneCallback({ world }, [x, name]) {
    const future = world.get<Future<unknown>>(x);
    const done = world.callbacks.get(name);
    return ` = ${done === undefined ? 0 : future.removeDoneCallback(done)}`;
  },

  // Context
  varGet: ({ world }, [variable]) => ` = ${world.get<ContextVar<number>>(variable).get()}`,
  varSet({ world }, [variable, value]) {
    world.get<ContextVar<number>>(variable).set(value);
  },
  copyContext: ({ world }, [name]) => world.set(name, copyContext()),
};

function contextOf(world: World, options: ContextOption | undefined): { context?: Context } {
  return options?.context === undefined ? {} : { context: world.get<Context>(options.context) };
}

function doneCallback(scope: Scope, name: string, body: Body): (future: Future<unknown>) => void {
  return (future) => callback(scope, `callback ${name} ${stateText(future)}`, body)();
}

function callback(scope: Scope, firstLine: string, body: Body): () => void {
  return () => {
    scope.world.log(firstLine);
    for (const op of body) runPlainOp(scope, op as PlainOp);
  };
}

export function isPlainOp(op: readonly [string, ...unknown[]]): op is PlainOp {
  return Object.hasOwn(plainOps, op[0]);
}

/** Run the op and log its line. Its error goes on to the caller. */
export function runPlainOp(scope: Scope, op: PlainOp): void {
  const { world } = scope;
  if (world.ended) return;
  const [name, ...args] = op;
  try {
    const suffix = (plainOps[name] as Plain<readonly unknown[]>)(scope, args);
    world.log(`${opText(op)}${suffix ?? ""}`);
  } catch (error) {
    if (error instanceof Raised) throw error.error;
    if (!failed(scope, op, error)) return;
    throw error;
  }
}

/** Log that `op` met `error`. False: it named what is not set, and goes on. */
export function failed({ world }: Scope, op: Op, error: unknown, suffix = ""): boolean {
  if (error instanceof Unset) {
    world.log(`${opText(op)} ? unset`);
    return false;
  }
  world.log(`${opText(op)} ! ${errorText(error)}${suffix}`);
  return true;
}

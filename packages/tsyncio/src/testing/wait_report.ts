// The report on what every pending task waits for, and on the circle among them if there is one. Words only.

import { coroutineFrames } from "../core/base_tasks.ts";
import { placeOf } from "../core/debug.ts";
import type { AbstractEventLoop } from "../core/events.ts";
import type { Future } from "../core/futures.ts";
import { Task, allTasks } from "../core/tasks.ts";
import { type WaitExplanation, explainTask, explainWait } from "../core/waits.ts";

/** How much of a task's call stack is shown. */
const FRAMES_SHOWN = 3;

/** How many tasks a line names, and how many have a line of their own. */
const NAMES_SHOWN = 10;
const TASKS_SHOWN = 100;

/** Gives the objects of a report names: tasks have one, everything else is numbered by class. */
class Labels {
  readonly #labels = new Map<object, string>();
  readonly #counts = new Map<string, number>();
  readonly #main: object | null;

  constructor(main: object | null) {
    this.#main = main;
  }

  of(object: object): string {
    if (object instanceof Task) return `task '${object.getName()}'${object === this.#main ? " (main)" : ""}`;
    let label = this.#labels.get(object);
    if (label === undefined) {
      const name = object.constructor.name;
      const count = (this.#counts.get(name) ?? 0) + 1;
      this.#counts.set(name, count);
      label = `${name}-${count}`;
      this.#labels.set(object, label);
    }
    return label;
  }

  wait({ object, call, state, needs }: WaitExplanation): string {
    const subject = object === null ? call : call === "" ? this.of(object) : `${this.of(object)}.${call}`;
    const names = needs.slice(0, NAMES_SHOWN).map((future) => this.#need(future));
    const rest = needs.length > NAMES_SHOWN ? ` and ${needs.length - NAMES_SHOWN} more` : "";
    return [subject, state, names.join(", ") + rest].filter((part) => part !== "").join(" ");
  }

  #need(future: Future<unknown>): string {
    return future instanceof Task ? this.of(future) : this.wait(explainWait(future));
  }
}

/** Options of {@link waitReport}. */
interface ReportOptions {
  /** The task or future that the run is for. */
  main: object | null;
  /** Whether nothing is ready: then a task without a wait of ours waits for a promise of others. */
  idle: boolean;
}

/** A line for each pending task of `loop`, and one for the circle of waits if there is one. */
export function waitReport(loop: AbstractEventLoop, { main, idle }: ReportOptions): string {
  const labels = new Labels(main);
  const tasks = [...allTasks(loop)];
  const lines = tasks.slice(0, TASKS_SHOWN).map((task) => taskLine(task, labels, idle));
  if (tasks.length > TASKS_SHOWN) lines.push(`and ${tasks.length - TASKS_SHOWN} tasks more`);
  const circle = findCircle(tasks);
  if (circle !== null) lines.push("", `in a circle: ${circleText(circle, labels)}`);
  return lines.join("\n");
}

function taskLine(task: Task<unknown>, labels: Labels, idle: boolean): string {
  const wait = explainTask(task);
  const unknown = idle
    ? "waits for a promise that is not the library's"
    : "is about to run, or waits for a promise of others";
  const line = `${labels.of(task)} ${wait === null ? unknown : `waits for ${labels.wait(wait)}`}`;
  const frames = coroutineFrames(task).slice(0, FRAMES_SHOWN);
  const places = frames.map(
    (frame) => `\n  in ${frame.functionName} (${frame.fileName}:${frame.lineNumber}:${frame.columnNumber})`,
  );
  const made = placeOf(task)?.trim().split("\n")[0] ?? "";
  return `${line}${places.join("")}${made === "" ? "" : `\n  made ${made}`}`;
}

/** A link of a circle: `task` waits, and that depends on the task of the next link. */
interface Step {
  readonly task: Task<unknown>;
  readonly wait: WaitExplanation;
  /** What is still to be looked at of the tasks that it depends on. */
  readonly behind: Iterator<Task<unknown>>;
}

/** The first circle of tasks each of which depends on the next one. A search in depth, without recursion: chains are long. */
function findCircle(tasks: readonly Task<unknown>[]): Step[] | null {
  const seen = new Set<Task<unknown>>();
  const onTrail = new Set<Task<unknown>>();
  const trail: Step[] = [];
  const enter = (task: Task<unknown>): void => {
    const wait = seen.has(task) ? null : explainTask(task);
    seen.add(task);
    if (wait === null) return;
    trail.push({ task, wait, behind: tasksBehind(wait).values() });
    onTrail.add(task);
  };
  for (const task of tasks) {
    enter(task);
    for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
      const next = step.behind.next();
      if (next.done === true) onTrail.delete((trail.pop() as Step).task);
      else if (onTrail.has(next.value)) return trail.slice(trail.findIndex((other) => other.task === next.value));
      else enter(next.value);
    }
  }
  return null;
}

/** The pending tasks on which a wait depends, also through futures that depend on further ones, as `gather`'s does. */
function tasksBehind(wait: WaitExplanation, seen: Set<Future<unknown>> = new Set()): Set<Task<unknown>> {
  const tasks = new Set<Task<unknown>>();
  for (const future of wait.needs) {
    if (seen.has(future) || future.done()) continue;
    seen.add(future);
    if (future instanceof Task) tasks.add(future as Task<unknown>);
    else for (const task of tasksBehind(explainWait(future), seen)) tasks.add(task);
  }
  return tasks;
}

function circleText(circle: readonly Step[], labels: Labels): string {
  const parts = circle.map(({ task, wait }) => {
    const direct =
      wait.object === null && wait.call === ""
        ? ""
        : ` -> ${wait.object === null ? wait.call : labels.of(wait.object)}`;
    return `${labels.of(task)}${direct}`;
  });
  const [first] = circle;
  return first === undefined ? "" : [...parts, labels.of(first.task)].join(" -> ");
}

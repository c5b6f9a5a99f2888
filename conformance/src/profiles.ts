// What the programs of a trace file are made of: random programs of the same name are made in the same proportions.

import { type Op, type OpName, type Program, allOps, bodiesOf } from "./language.ts";
import { readProfile } from "./trace_files.ts";

export interface Profile {
  readonly name: string;
  /** The objects that its programs start with, each as often as it occurred. */
  readonly objects: ReadonlyArray<Program["objects"]>;
  /** How often each op stands in the body of a task. */
  readonly taskOps: ReadonlyMap<OpName, number>;
  /** How often each op stands in a callback. */
  readonly callbackOps: ReadonlyMap<OpName, number>;
  /** The share of programs whose tasks all start eagerly. */
  readonly eagerPrograms: number;
  /** The share of spawned tasks that ask to start eagerly. */
  readonly eagerSpawns: number;
}

export function learnProfile(name: string): Profile {
  const programs = readProfile(name);
  const taskOps = new Map<OpName, number>();
  const callbackOps = new Map<OpName, number>();
  const count = (op: Op): void => {
    const counts = isCallback(op) ? callbackOps : taskOps;
    for (const inner of bodiesOf(op).flat()) {
      counts.set(inner[0], (counts.get(inner[0]) ?? 0) + 1);
      count(inner);
    }
  };
  for (const { main } of programs) main.forEach(count);
  return {
    name,
    objects: programs.map(({ objects }) => objects),
    taskOps,
    callbackOps,
    eagerPrograms: programs.filter(({ eager }) => eager === true).length / programs.length,
    eagerSpawns: shareOfEagerSpawns(programs),
  };
}

function isCallback(op: Op): boolean {
  return op[0] === "callSoon" || op[0] === "callLater" || op[0] === "callAt" || op[0] === "addDoneCallback";
}

function shareOfEagerSpawns(programs: readonly Program[]): number {
  const spawns = programs.flatMap(({ main }) => [...allOps(main)]).filter((op) => op[0] === "spawn");
  return spawns.filter((op) => op[3]?.eager === true).length / spawns.length;
}

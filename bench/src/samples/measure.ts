// What every workload in JavaScript is written with: the stopwatch, the checks, the shapes of a program. No workload lives here.

import type { Sizes } from "../workload.ts";
import type { Load } from "./shared.ts";

/** One repetition: its figure (in the workload's unit, per operation) and the processor time per operation. */
export interface Reading {
  readonly value: number;
  readonly cpu: number;
  readonly note?: string;
  readonly tails?: Tails;
}

/** The far end of a distribution whose median is the figure. */
export interface Tails {
  readonly p99: number;
  readonly p999: number;
}

/** A workload: runs once, in a loop of its own, and tells what an operation cost. */
export type Program = (sizes: Sizes) => Promise<Reading>;

/** A server: calls `announce` once it listens, counts its background work in `load`, and runs until the process ends. */
export type Server = (sizes: Sizes, load: Load, announce: (port: number) => void) => Promise<void>;

/** Measures from its construction to `read()`. */
export class Stopwatch {
  readonly #cpu = process.cpuUsage();
  readonly #start = performance.now();

  /** The time since the start, in nanoseconds an operation. */
  read(operations: number): Reading {
    const wall = performance.now() - this.#start;
    const cpu = process.cpuUsage(this.#cpu);
    return { value: (wall * 1e6) / operations, cpu: ((cpu.user + cpu.system) * 1e3) / operations };
  }
}

/** 0 + 1 + ... + (count - 1). */
export function sumTo(count: number): number {
  return (count * (count - 1)) / 2;
}

/** Gives `value` back if it is the `wanted` one: a program that does not do its work has no figure. */
export function check(value: number, wanted: number): number {
  if (value !== wanted) throw new Error(`the program computed ${value} instead of ${wanted}`);
  return value;
}

/** The same pseudo-random delays in every language: seconds, from 0 to `limit`. */
export function randomDelays(count: number, limit: number): Float64Array {
  const delays = new Float64Array(count);
  let state = 12345;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    delays[i] = (state / 2 ** 32) * limit;
  }
  return delays;
}

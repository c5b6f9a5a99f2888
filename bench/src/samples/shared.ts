// What the programs of every contender use to load the loop, to wake in order, to count and to check. It imports no library, and measures no time but delay.

import { percentile } from "../statistics.ts";
import { check, type Reading } from "./measure.ts";

/** Bytes on the heap after a full garbage collection. Needs `--expose-gc`. */
function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error("start the runtime with --expose-gc to measure memory");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** The lists of the memory workloads, made before it begins to count. */
export class Crowd<A, B> {
  readonly firsts: (A | null)[];
  readonly seconds: (B | null)[];
  readonly #before: number;

  constructor(size: number) {
    this.firsts = new Array<A | null>(size).fill(null);
    this.seconds = new Array<B | null>(size).fill(null);
    this.#before = heapBytes();
  }

  add(index: number, first: A, second: B): void {
    this.firsts[index] = first;
    this.seconds[index] = second;
  }

  /** Bytes on the heap since the construction, for each of the crowd. */
  read(): Reading {
    return { value: (heapBytes() - this.#before) / this.firsts.length, cpu: 0 };
  }
}

/** Counts who is inside of what a lock guards. */
export class Crossing {
  #inside = 0;
  #most = 0;
  #entered = 0;

  enter(): void {
    this.#entered++;
    this.#inside++;
    if (this.#inside > this.#most) this.#most = this.#inside;
  }

  leave(): void {
    this.#inside--;
  }

  /** Throws unless `entered` came in, and at one time `most` were inside and never more. */
  check(entered: number, most: number): void {
    check(this.#entered, entered);
    check(this.#most, most);
    check(this.#inside, 0);
  }
}

/** How many nodes each part below a node has, if a tree of `size` nodes has up to ten parts below each. */
export function treeOf(size: number): number[] {
  const below = size - 1;
  const parts = Math.min(10, below);
  return Array.from({ length: parts }, (_, i) => Math.floor((below + i) / parts));
}

/** Background work: each call of `work()` takes about a microsecond and is counted. */
export class Load {
  steps = 0;
  #sink = 1;
  readonly #turns: number;
  readonly #start: number;

  constructor() {
    this.#turns = 1000;
    for (let i = 0; i < 200; i++) this.work();
    const start = performance.now();
    for (let i = 0; i < 1000; i++) this.work();
    const nanosecondsPerTurn = performance.now() - start;
    this.#turns = Math.max(1, Math.round(1000 / nanosecondsPerTurn));
    this.steps = 0;
    this.#start = performance.now();
  }

  work(): void {
    let x = this.#sink;
    for (let i = this.#turns; i > 0; i--) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    this.#sink = x;
    this.steps++;
  }

  /** How often it worked in a second since it was made. */
  rate(): number {
    return Math.round((this.steps * 1e3) / (performance.now() - this.#start));
  }
}

/** Collects by how much sleeps of two milliseconds end too late. */
export class Lateness {
  /** What to sleep, in seconds and in milliseconds. */
  static readonly SECONDS = 0.002;
  static readonly MS = 2;
  readonly #late: number[] = [];
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  get complete(): boolean {
    return this.#late.length >= this.#count;
  }

  /** Notes a sleep that took so many milliseconds. */
  add(tookMs: number): void {
    this.#late.push((tookMs - Lateness.MS) * 1e3);
  }

  /** The median; the note has the tail, and how often the load worked meanwhile. */
  read(load: Load): Reading {
    const [p50, p99, p999] = [0.5, 0.99, 0.999].map((fraction) => percentile(this.#late, fraction)) as [
      number,
      number,
      number,
    ];
    const note = `p99 ${p99.toFixed(0)}, p99.9 ${p999.toFixed(0)}, ${load.rate().toLocaleString("en")} steps/s`;
    return { value: p50, cpu: 0, note, tails: { p99, p999 } };
  }
}

/** Wakes the one with the earliest deadline first, as a loop would, and each at its time: the waiting is a part of the figure. */
export function inOrder(delays: Float64Array, start: number, wake: (index: number) => void): void {
  const order = Uint32Array.from(delays.keys()).sort((a, b) => (delays[a] as number) - (delays[b] as number));
  for (const index of order) {
    const deadline = start + (delays[index] as number) * 1e3;
    while (performance.now() < deadline);
    wake(index);
  }
}

// What a workload is: its name, sizes and unit. What it does lives in samples/, peers/ and python/, never here.

/** How large a workload is. Every program does `tasks * steps` operations. */
export interface Sizes {
  /** How many tasks, timers or calls: the n that `--growth` varies. */
  readonly tasks: number;
  /** How many operations each of them does. */
  readonly steps: number;
  /** How many coroutines deep each operation is. */
  readonly depth: number;
  /** The queue's `maxsize`, or how many may hold the semaphore. */
  readonly limit: number;
  /** Whether other tasks keep the loop busy meanwhile. */
  readonly loaded: boolean;
}

/** What a figure counts. In all of them less is better. */
export type Unit = "ns" | "bytes" | "us" | "ms";

export interface Workload {
  readonly name: string;
  /** `--workload group` chooses all of a group. */
  readonly group: string;
  /** The function of this name in each sample program. */
  readonly program: string;
  readonly title: string;
  readonly unit: Unit;
  readonly sizes: Sizes;
  readonly quickSizes: Sizes;
  /** Whether `--growth` varies `tasks`; then `steps` shrinks as it grows. */
  readonly grows: boolean;
  /** Repetitions in one process that are thrown away. */
  readonly warmups: number;
  /** Repetitions in one process that count; the sample is their median. */
  readonly repeats: number;
  /** What Node needs on its command line. */
  readonly nodeFlags: readonly string[];
  /** A server is measured from outside, by a client in a process of its own. */
  readonly served: boolean;
}

export interface Entry {
  readonly name: string;
  readonly group: string;
  readonly program?: string;
  readonly title: string;
  readonly unit?: Unit;
  readonly sizes: Partial<Sizes>;
  readonly quickSizes?: Partial<Sizes>;
  readonly grows?: boolean;
  readonly warmups?: number;
  readonly repeats?: number;
  readonly nodeFlags?: readonly string[];
  readonly served?: boolean;
}

const ONE: Sizes = { tasks: 1, steps: 1, depth: 0, limit: 0, loaded: false };

/** Fills in what an entry leaves open. */
export function workload(entry: Entry): Workload {
  const sizes = { ...ONE, ...entry.sizes };
  return {
    name: entry.name,
    group: entry.group,
    program: entry.program ?? entry.name,
    title: entry.title,
    unit: entry.unit ?? "ns",
    sizes,
    quickSizes: { ...sizes, ...entry.quickSizes },
    grows: entry.grows ?? false,
    warmups: entry.warmups ?? 3,
    repeats: entry.repeats ?? 5,
    nodeFlags: entry.nodeFlags ?? [],
    served: entry.served ?? false,
  };
}

/** Fewer steps would measure the tasks' creation instead: to make one takes as long as some twenty switches. */
const FEWEST_STEPS = 50;

/** The workload with `tasks` of another number, and with fewer steps, so that it takes about as long. */
export function grown(base: Workload, tasks: number): Workload {
  const operations = base.sizes.tasks * base.sizes.steps;
  const steps = base.sizes.steps === 1 ? 1 : Math.max(FEWEST_STEPS, Math.round(operations / tasks));
  const sizes = { ...base.sizes, tasks, steps };
  // A short repetition says little by itself, and costs little.
  const repeats = Math.min(100, Math.max(3, Math.round(100_000 / (tasks * steps))));
  return { ...base, sizes, quickSizes: sizes, repeats, warmups: repeats };
}

/** The workload at a fraction of its size, for a contender that would take minutes. */
export function shrunk(sizes: Sizes, divisor: number): Sizes {
  if (divisor === 1) return sizes;
  const smaller = (value: number): number => Math.max(1, Math.round(value / divisor));
  return sizes.steps > 1 ? { ...sizes, steps: smaller(sizes.steps) } : { ...sizes, tasks: smaller(sizes.tasks) };
}

// The list of workloads: their names, sizes and units. What a workload does lives in samples/ and python/, never here.

/** How large a workload is. Every program does `tasks * steps` operations. */
export interface Sizes {
  /** How many tasks, timers or calls. */
  readonly tasks: number;
  /** How many operations each of them does. */
  readonly steps: number;
  /** How many coroutines deep each operation is. */
  readonly depth: number;
  /** Whether other tasks keep the loop busy meanwhile. */
  readonly loaded: boolean;
}

/** What a figure counts. In all of them less is better. */
export type Unit = "ns" | "bytes" | "us";

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
  /** Repetitions in one process that are thrown away. */
  readonly warmups: number;
  /** Repetitions in one process that count; the sample is their median. */
  readonly repeats: number;
  /** What Node needs on its command line. */
  readonly nodeFlags: readonly string[];
  /** A server is measured from outside, by a client in a process of its own. */
  readonly served: boolean;
}

interface Entry {
  readonly name: string;
  readonly group: string;
  readonly program?: string;
  readonly title: string;
  readonly unit?: Unit;
  readonly sizes: Partial<Sizes>;
  readonly quickSizes?: Partial<Sizes>;
  readonly warmups?: number;
  readonly repeats?: number;
  readonly nodeFlags?: readonly string[];
  readonly served?: boolean;
}

const ONE: Sizes = { tasks: 1, steps: 1, depth: 0, loaded: false };

function workload(entry: Entry): Workload {
  const sizes = { ...ONE, ...entry.sizes };
  return {
    name: entry.name,
    group: entry.group,
    program: entry.program ?? entry.name,
    title: entry.title,
    unit: entry.unit ?? "ns",
    sizes,
    quickSizes: { ...sizes, ...entry.quickSizes },
    warmups: entry.warmups ?? 3,
    repeats: entry.repeats ?? 5,
    nodeFlags: entry.nodeFlags ?? [],
    served: entry.served ?? false,
  };
}

function chain(depth: number): Workload {
  return workload({
    name: `chain-${depth}`,
    group: "chain",
    program: "chain",
    title: `a resume through ${depth === 1 ? "1 level" : `${depth} levels`} of coroutines: 100 tasks, sleep(0) at the bottom`,
    sizes: { tasks: 100, steps: 1000, depth },
    quickSizes: { steps: 200 },
  });
}

function echo(program: string, how: string, loaded: boolean): Workload {
  return workload({
    name: `${program}-${loaded ? "loaded" : "idle"}`,
    group: "echo",
    program,
    title: `echo over loopback, ${how}, ${loaded ? "while 100 tasks do sleep(0) and 1 us of work for ever" : "nothing else to do"}: median round trip`,
    unit: "us",
    sizes: { tasks: 100, steps: 2000, loaded },
    quickSizes: { steps: 500 },
    served: true,
  });
}

/** Every workload, in the order in which it is measured and printed. */
const WORKLOADS: readonly Workload[] = [
  workload({
    name: "switch",
    group: "switch",
    title: "a task switch: 1,000 tasks, each sleep(0) again and again",
    sizes: { tasks: 1000, steps: 300 },
    quickSizes: { steps: 50 },
  }),
  workload({
    name: "spawn",
    group: "spawn",
    title: "spawn and join 100,000 tasks that return at once",
    sizes: { tasks: 100_000 },
    quickSizes: { tasks: 20_000 },
  }),
  workload({
    name: "spawn-gather",
    group: "spawn",
    title: "spawn 100,000 tasks that return at once, and join them by one gather",
    sizes: { tasks: 100_000 },
    quickSizes: { tasks: 20_000 },
  }),
  workload({
    name: "spawn-suspend",
    group: "spawn",
    title: "spawn and join 100,000 tasks that suspend once",
    sizes: { tasks: 100_000 },
    quickSizes: { tasks: 20_000 },
  }),
  workload({
    name: "future",
    group: "future",
    title: "a task awaits a future that a callback on the loop resolves",
    sizes: { steps: 100_000 },
    quickSizes: { steps: 20_000 },
  }),
  workload({
    name: "ping-pong",
    group: "future",
    title: "two tasks wake each other through futures: there and back",
    sizes: { steps: 50_000 },
    quickSizes: { steps: 10_000 },
  }),
  workload({
    name: "call",
    group: "chain",
    title: "a call of a coroutine that does not suspend",
    sizes: { steps: 500_000 },
    quickSizes: { steps: 100_000 },
  }),
  chain(1),
  chain(10),
  chain(50),
  chain(200),
  workload({
    name: "timers",
    group: "timers",
    title: "50,000 timers in random order within 10 ms, created and fired",
    sizes: { tasks: 50_000 },
  }),
  workload({
    name: "timers-cancel",
    group: "timers",
    title: "50,000 timers in random order, created and cancelled",
    sizes: { tasks: 50_000 },
  }),
  workload({
    name: "sleepers",
    group: "timers",
    title: "50,000 tasks that sleep in random order within 10 ms",
    sizes: { tasks: 50_000 },
  }),
  workload({
    name: "memory",
    group: "memory",
    title: "memory of a suspended task: 100,000 tasks, each awaiting a future of its own",
    unit: "bytes",
    sizes: { tasks: 100_000 },
    quickSizes: { tasks: 20_000 },
    warmups: 1,
    repeats: 3,
    nodeFlags: ["--expose-gc"],
  }),
  echo("echo-socket", "sockets or protocols", false),
  echo("echo-socket", "sockets or protocols", true),
  echo("echo-streams", "streams", false),
  echo("echo-streams", "streams", true),
];

/** The workloads of these names or groups, or all of them. Throws a `RangeError` that lists what there is. */
export function chooseWorkloads(names: readonly string[]): readonly Workload[] {
  for (const name of names) {
    if (!WORKLOADS.some((candidate) => matches(candidate, name))) {
      const known = WORKLOADS.map((candidate) => candidate.name).join(", ");
      throw new RangeError(`no workload or group is named ${JSON.stringify(name)}; there are: ${known}`);
    }
  }
  if (names.length === 0) return WORKLOADS;
  return WORKLOADS.filter((candidate) => names.some((name) => matches(candidate, name)));
}

function matches(candidate: Workload, name: string): boolean {
  return candidate.name === name || candidate.group === name;
}

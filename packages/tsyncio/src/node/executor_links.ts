// One worker of an executor: a thread or a process, the calls it has been sent, and what it answers. No choice of workers.

import { type ChildProcess, spawn } from "node:child_process";
import { type Transferable, Worker } from "node:worker_threads";

import { collectTransfers, describeSpec } from "./executor_functions.ts";
import {
  type FunctionSpec,
  PROCESS_WORKER,
  type Reply,
  Slot,
  THREAD_WORKER,
  type Thrown,
  WINDOW,
  type WorkerSetup,
} from "./executor_worker.ts";

/** A call, as a worker sees it. */
export interface Job {
  readonly _spec: FunctionSpec;
  readonly _args: readonly unknown[];
  _link: Link | null;
  _slot: number;
  _succeed(result: unknown): void;
  _throw(thrown: Thrown): void;
  _fail(error: unknown): void;
}

/** Who is told what happens to a worker. */
export interface LinkOwner {
  /** It has room again, or is ready. */
  _linkChanged(): void;
  /** Its initializer failed. */
  _linkFailed(link: Link, thrown: Thrown): void;
  /** It is gone. `error`: what it died of, if that is known. */
  _linkEnded(link: Link, reason: string, error: unknown): void;
}

/** Calls that went in one message. */
interface Batch {
  /** The how manyth message it was. */
  readonly message: number;
  readonly jobs: readonly Job[];
  /** The slot of the first; those of the others follow. */
  readonly slot: number;
  /** Where the ring had got to: once the head has passed it, all were answered. */
  readonly end: number;
}

/**
 * A worker, and the calls that it was sent: a ring of slots, which it works off in order.
 *
 *     head: answered next      tail: sent next
 *      v                        v
 *   [ running, sent, revoked, sent, _, _ ]
 */
export abstract class Link {
  /** How many calls it may have that are not answered. */
  readonly size: number;
  /** How many it has. */
  live = 0;
  /** Whether it has started, and its initializer is done. */
  ready = false;
  /** Whether its end is wanted. */
  retired = false;
  protected readonly owner: LinkOwner;
  protected readonly slots: Int32Array;
  protected readonly numbers: Float64Array;
  readonly #shared: boolean;
  readonly #jobs: (Job | null)[];
  #head = 0;
  #tail = 0;
  #outgoing: Job[] = [];
  readonly #known = new Set<number>();
  #messages = 0;
  #batches: Batch[] = [];
  #isRef = true;

  protected constructor(owner: LinkOwner, shared: boolean) {
    this.owner = owner;
    this.size = shared ? WINDOW : 1;
    this.#shared = shared;
    const bytes = (this.size + 1) * Int32Array.BYTES_PER_ELEMENT;
    this.slots = new Int32Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    const numberBytes = this.size * Float64Array.BYTES_PER_ELEMENT;
    this.numbers = new Float64Array(shared ? new SharedArrayBuffer(numberBytes) : new ArrayBuffer(numberBytes));
    this.#jobs = Array.from<null>({ length: this.size }).fill(null);
  }

  protected abstract post(message: readonly unknown[], list: Transferable[]): void;
  protected abstract setRef(isRef: boolean): void;
  /** End it, whatever it does. */
  protected abstract kill(): void;
  /** End it, as it has nothing to do. */
  protected abstract close(): void;

  /** Whether it can be sent one more call. A process is sent none that it could not begin, so that all others stay revocable. */
  get hasRoom(): boolean {
    return this.room > 0;
  }

  /** How many more it can be sent. A call that was taken back keeps its slot until the worker has passed it over. */
  get room(): number {
    return this.#shared || this.ready ? this.size - (this.#tail - this.#head) : 0;
  }

  /** Whether the process must stay alive for it. */
  keepAlive(isRef: boolean): void {
    if (isRef === this.#isRef || this.retired) return;
    this.#isRef = isRef;
    this.setRef(isRef);
  }

  /** Add a call to those that {@link Link.send} sends. */
  put(job: Job): void {
    const slot = this.#tail++ % this.size;
    this.#jobs[slot] = job;
    job._link = this;
    job._slot = slot;
    this.live += 1;
    Atomics.store(this.slots, slot + 1, this.#shared ? Slot.sent : Slot.running);
    this.#outgoing.push(job);
  }

  /** One message for all calls that were put. */
  send(): void {
    const jobs = this.#outgoing;
    if (jobs.length === 0) return;
    this.#outgoing = [];
    try {
      this.#postCalls(jobs);
    } catch {
      // Something in it cannot be sent: which call is it?
      for (const job of jobs) this.#sendOne(job);
    }
  }

  #postCalls(jobs: readonly Job[]): void {
    const batch: unknown[] = [];
    const list: Transferable[] = [];
    const news: FunctionSpec[] = [];
    for (const { _spec, _slot, _args } of jobs) {
      if (!this.#known.has(_spec.id)) {
        this.#known.add(_spec.id);
        news.push(_spec);
      }
      batch.push(_spec.id, _slot, _args.length);
      for (const arg of _args) batch.push(arg);
      collectTransfers(_args, list);
    }
    // By themselves, for they always arrive: a batch may hold something that the worker cannot read.
    if (news.length > 0) this.#post(news, []);
    this.#post(batch, list);
    while (this.#batches.length > 0 && (this.#batches[0] as Batch).end <= this.#head) this.#batches.shift();
    this.#batches.push({ message: this.#messages - 1, jobs, slot: (jobs[0] as Job)._slot, end: this.#tail });
  }

  #post(message: readonly unknown[], list: Transferable[]): void {
    this.post(message, list);
    this.#messages += 1;
  }

  #sendOne(job: Job): void {
    if (job._link !== this) return;
    try {
      this.#postCalls([job]);
    } catch (error) {
      this.#refuse(job, `cannot be sent: ${(error as Error).message}`);
      queueMicrotask(() => {
        this.drain();
        this.owner._linkChanged();
      });
    }
  }

  /** The worker will see nothing of a call. */
  #refuse(job: Job, reason: string): void {
    this.#forget(job);
    Atomics.store(this.slots, job._slot + 1, Slot.skipped);
    job._fail(new DOMException(`an argument of ${describeSpec(job._spec)} ${reason}`, "DataCloneError"));
  }

  /** The worker could not read a message. Which call of it is to blame shows when each is sent by itself. */
  #unread(message: number, reason: string): void {
    const batch = this.#batches.find((sent) => sent.message === message);
    if (batch === undefined) return;
    for (const [at, job] of batch.jobs.entries()) {
      const slot = (batch.slot + at) % this.size;
      // One that was taken back: the worker is not going to pass it over.
      if (this.#jobs[slot] !== job) Atomics.compareExchange(this.slots, slot + 1, Slot.revoked, Slot.skipped);
      else if (batch.jobs.length === 1) this.#refuse(job, `cannot be read in the worker: ${reason}`);
      else this.#sendOne(job);
    }
    this.drain();
  }

  #forget(job: Job): void {
    this.#jobs[job._slot] = null;
    job._link = null;
    this.live -= 1;
  }

  /** Take back a call. False: it has begun. */
  revoke(job: Job): boolean {
    const place = job._slot + 1;
    if (!this.#shared || Atomics.compareExchange(this.slots, place, Slot.sent, Slot.revoked) !== Slot.sent)
      return false;
    this.#forget(job);
    return true;
  }

  /** Take back up to `count` calls that have not begun, the last ones. They are given in their order. */
  revokeLast(count: number): Job[] {
    const revoked: Job[] = [];
    for (let at = this.#tail - 1; at >= this.#head && revoked.length < count; at--) {
      const job = this.#jobs[at % this.size];
      if (!job) continue;
      // In order, but for calls that had to be sent again.
      if (!this.revoke(job)) continue;
      revoked.push(job);
    }
    return revoked.toReversed();
  }

  /** Whether the worker is at the call now. */
  isRunning(job: Job): boolean {
    return Atomics.load(this.slots, job._slot + 1) === Slot.running;
  }

  /**
   * End the worker because the call that it is at is not wanted any more.
   *
   * @returns whether it ends: it goes on if it had finished that call; and the calls that it had not begun, in either case
   */
  abandon(job: Job): { ends: boolean; rest: Job[] } {
    // What follows the call is taken away first: so nothing else can have begun when the worker ends.
    const rest = this.revokeLast(this.size);
    this.drain();
    if (job._link !== this || !this.isRunning(job)) return { ends: false, rest };
    this.#forget(job);
    this.keepAlive(true);
    this.retired = true;
    this.kill();
    return { ends: true, rest };
  }

  /** End the worker. */
  terminate(): void {
    if (this.retired) return;
    this.keepAlive(true);
    this.retired = true;
    if (this.live === 0 && this.ready) this.close();
    else this.kill();
  }

  /** What is left when the worker is gone: calls that it had begun, and calls that it had not. */
  remains(): { begun: Job[]; fresh: Job[] } {
    this.drain();
    const fresh = this.revokeLast(this.size);
    const begun = this.#jobs.filter((job) => job !== null);
    for (const job of begun) this.#forget(job);
    return { begun, fresh };
  }

  /** Finish the calls whose answers stand in the shared memory. */
  drain(): void {
    // The bell first: what is done after this look rings it again.
    Atomics.store(this.slots, 0, 0);
    for (; this.#head < this.#tail; this.#head++) {
      const slot = this.#head % this.size;
      const state = Atomics.load(this.slots, slot + 1);
      if (state < Slot.skipped) return;
      const job = this.#jobs[slot];
      if (!job) continue;
      if (state === Slot.posted) return;
      this.#forget(job);
      job._succeed(this.#resultOf(state, slot));
    }
    if (this.#batches.length > 0) this.#batches = [];
  }

  #resultOf(state: number, slot: number): unknown {
    if (state === Slot.number) return this.numbers[slot];
    if (state === Slot.null) return null;
    return state === Slot.undefined ? undefined : state === Slot.true;
  }

  /** A message of the worker: an answer, or the bell. */
  protected readonly received = (reply: Reply | null): void => {
    this.drain();
    if (reply === null) {
      this.owner._linkChanged();
      return;
    }
    const [slot, ok, value] = reply;
    if (typeof ok === "number") this.#unread(ok, value);
    else if (slot >= 0) this.#answered(slot, ok, value);
    else if (ok) this.ready = true;
    else this.owner._linkFailed(this, value);
    this.owner._linkChanged();
  };

  #answered(slot: number, ok: boolean, value: unknown): void {
    // Everything before it is done: the worker works in order, but for calls that had to be sent again.
    if (this.#head < this.#tail && this.#head % this.size === slot) this.#head += 1;
    const job = this.#jobs[slot];
    if (!job) return;
    this.#forget(job);
    if (ok) job._succeed(value);
    else job._throw(value as Thrown);
    this.drain();
  }
}

/** Options of Node's that say what to run, or open a debugger at a port that is taken: a worker must not have them. */
const OWN_OPTIONS =
  /^(-[epci]+|--(eval|print|input-type|inspect.*|check|test.*|watch.*|interactive|experimental-default-type))(=|$)/;

function inheritedOptions(): string[] {
  const isCode = (option: string | undefined): boolean => /^(-e|-p|-pe|--eval|--print)$/.test(option ?? "");
  return process.execArgv.filter((option, at, all) => !OWN_OPTIONS.test(option) && !isCode(all[at - 1]));
}

/** Whether this process was told to read program text as a module. A thread would obey, and ours is none. */
const readsModules = process.execArgv.some((option) => /^--(input-type|experimental-default-type)/.test(option));

/** A thread. */
export class ThreadLink extends Link {
  readonly #worker: Worker;

  constructor(owner: LinkOwner, name: string, initializer: FunctionSpec | null, initargs: readonly unknown[]) {
    super(owner, true);
    const workerData: WorkerSetup = { slots: this.slots, numbers: this.numbers, initializer, initargs };
    const options = readsModules ? { execArgv: [] } : {};
    this.#worker = new Worker(THREAD_WORKER, { ...options, eval: true, name, workerData });
    let cause: unknown;
    this.#worker.on("message", this.received);
    this.#worker.on("messageerror", (error) => {
      cause = error;
      this.kill();
    });
    this.#worker.on("error", (error) => {
      cause = error;
    });
    this.#worker.on("exit", (code) => owner._linkEnded(this, `thread ${name} ended with exit code ${code}`, cause));
  }

  protected post(message: readonly unknown[], list: Transferable[]): void {
    this.#worker.postMessage(message, list);
  }

  protected setRef(isRef: boolean): void {
    if (isRef) this.#worker.ref();
    else this.#worker.unref();
  }

  protected kill(): void {
    void this.#worker.terminate();
  }

  protected close(): void {
    this.kill();
  }
}

/** The processes that run. None may outlive this one. */
const children = new Set<ChildProcess>();

function killChildren(): void {
  for (const child of children) child.kill("SIGKILL");
}

/** A process. */
export class ProcessLink extends Link {
  readonly #child: ChildProcess;

  constructor(owner: LinkOwner, name: string, initializer: FunctionSpec | null, initargs: readonly unknown[]) {
    super(owner, false);
    this.#child = spawn(process.execPath, [...inheritedOptions(), "--input-type=commonjs", "--eval", PROCESS_WORKER], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
      windowsHide: true,
    });
    if (children.size === 0) process.on("exit", killChildren);
    children.add(this.#child);
    let cause: unknown;
    const over = (): void => {
      if (!children.delete(this.#child)) return;
      if (children.size === 0) process.off("exit", killChildren);
      const { exitCode, signalCode } = this.#child;
      const how = signalCode === null ? `ended with exit code ${exitCode}` : `was killed by ${signalCode}`;
      owner._linkEnded(
        this,
        exitCode === null && signalCode === null ? `process ${name} did not start` : `process ${name} ${how}`,
        cause,
      );
    };
    this.#child.on("message", (reply) => this.received(reply as Reply));
    this.#child.on("error", (error) => {
      cause = error;
      if (this.#child.pid === undefined) over();
    });
    // Its last answers may come after its end.
    this.#child.on("exit", () => (this.#child.connected ? this.#child.once("disconnect", over) : over()));
    const setup: WorkerSetup = { slots: null, numbers: null, initializer, initargs };
    if (this.#child.pid === undefined) return;
    try {
      this.#child.send(setup);
    } catch (error) {
      this.retired = true;
      this.kill();
      throw error;
    }
  }

  protected post(message: readonly unknown[]): void {
    this.#child.send(message, () => {});
  }

  protected setRef(isRef: boolean): void {
    if (isRef) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  protected kill(): void {
    this.#child.kill("SIGKILL");
  }

  protected close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

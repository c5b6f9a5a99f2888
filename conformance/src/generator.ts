// Makes random programs of the language, in the proportions of a profile.

import { Choices, ownErrors } from "./choices.ts";
import type { Body, HandlerKind, Item, Op, OpName, Program, SpawnOptions } from "./language.ts";
import type { Profile } from "./profiles.ts";
import { Random } from "./random.ts";

/** Where ops are being written. */
interface Place {
  /** Callbacks hold ops that do not wait. */
  readonly callback: boolean;
  readonly inHandler: boolean;
  readonly inFinal: boolean;
  readonly depth: number;
  /** The conditions that are held here. */
  readonly held: readonly string[];
  /** The groups that are open here. */
  readonly groups: readonly string[];
  /** How many of the tasks t1, t2, ... may be waited for: cycles of waiting end in a stack overflow when cancelled. */
  readonly awaitable: number;
}

type Make = (place: Place) => readonly Op[];

const maxDepth = 6;
const messages = ["bye", "m1", "m2", "m3"];

/** The program of this number: the same for the same profile and seed. */
export function makeProgram(profile: Profile, seed: string, number: number): Program {
  const id = `${profile.name}-${seed}-${number}`;
  return new Generator(profile, new Random(id)).program(id);
}

class Generator {
  readonly #profile: Profile;
  readonly #random: Random;
  readonly #choose: Choices;
  /** How many ops may still have bodies. */
  #budget: number;

  constructor(profile: Profile, random: Random) {
    this.#profile = profile;
    this.#random = random;
    this.#choose = new Choices(profile, random);
    this.#budget = random.between(15, 70);
  }

  program(id: string): Program {
    const main = this.#main();
    const eager = this.#random.chance(this.#profile.eagerPrograms);
    return { id, objects: this.#choose.objects, ...(eager ? { eager } : {}), main };
  }

  // Main: starts the tasks, disturbs them, lets go what they wait for, and looks at the outcome.

  #main(): Body {
    const random = this.#random;
    const ops: Op[] = [];
    for (const [index, name] of this.#choose.tasks.entries()) {
      const place = place0(index);
      ops.push(this.#spawn(name, place));
      while (random.chance(0.2)) ops.push(...this.#mainOp(place));
    }
    const place = place0(this.#choose.tasks.length);
    for (let left = random.between(1, 7); left > 0; left--) ops.push(...this.#disturb(place));
    return [...ops, ...this.#letGo(), ...this.#collect(), ...this.#lookAtTasks(), ...this.#lookAtObjects()];
  }

  #disturb(place: Place): readonly Op[] {
    const choice = this.#random.fraction();
    if (choice < 0.45) return [["sleep", this.#random.pick([0, 1, 1, 2, 3])]];
    if (choice < 0.75) return this.#makers.cancel(place);
    return this.#mainOp(place);
  }

  /** Most of the time with a limit: a main task that waits for ever leaves little to see. */
  #mainOp(place: Place): readonly Op[] {
    const ops = this.#op(place);
    if (this.#random.chance(0.3)) return ops;
    return this.#guarded(place, ["waitFor", ops, this.#random.between(1, 3)], ["timeout", "any"]);
  }

  #letGo(): Op[] {
    const ops: Op[] = [];
    for (const [name, [kind]] of Object.entries(this.#choose.objects)) {
      if (this.#random.chance(0.1)) continue;
      if (kind === "condition") ops.push(["with", name, [["notifyAll", name]]]);
      if (kind === "counter") ops.push(["add", name, 2]);
      if (kind === "event") ops.push(["eventSet", name]);
      if (kind === "future") ops.push(["try", [["setResult", name, this.#choose.value()]], [["error", []]]]);
      if (kind.endsWith("ueue")) ops.push(["shutdown", name, this.#random.chance(0.6)]);
      if (kind === "barrier") ops.push(["barrierAbort", name]);
    }
    return ops;
  }

  #collect(): Op[] {
    const choice = this.#random.fraction();
    if (choice < 0.2) return [["wait", this.#choose.tasks, this.#choose.waitOptions()]];
    if (choice < 0.55) return [["wait", this.#choose.tasks, { timeout: this.#random.pick([3, 5]) }]];
    if (choice < 0.7) return [["gather", this.#choose.tasks, true]];
    if (choice < 0.8) return [["sleep", 3]];
    return this.#random.shuffled(this.#choose.tasks).map((name) => ["try", [["await", name]], [["any", []]]]);
  }

  #lookAtTasks(): Op[] {
    return this.#choose.tasks.filter(() => this.#random.chance(0.4)).map((name) => ["state", name]);
  }

  #lookAtObjects(): Op[] {
    const ops: Op[] = [];
    for (const [name, [kind]] of Object.entries(this.#choose.objects)) {
      if (kind === "lock" || kind === "semaphore" || kind === "boundedSemaphore") ops.push(["locked", name]);
      if (kind.endsWith("ueue")) ops.push(["qsize", name]);
      if (kind === "barrier") ops.push(["barrierState", name]);
      if (kind === "future") ops.push(["state", name]);
    }
    return ops;
  }

  // Bodies

  #body(place: Place, atMost = 4): Body {
    const ops: Op[] = [];
    for (let left = this.#random.between(1, atMost); left > 0; left--) ops.push(...this.#op(place));
    return ops;
  }

  #taskBody(place: Place): Body {
    const body = this.#body({ ...place0(place.awaitable), depth: place.depth + 1 }, 5);
    return this.#random.chance(0.4) ? [...body, ["return", this.#choose.value()]] : body;
  }

  #callbackBody(place: Place): Body {
    const inside = { ...place, callback: true, inHandler: false, depth: place.depth + 1 };
    return this.#random.chance(0.15) ? [] : this.#body(inside, 2);
  }

  #op(place: Place): readonly Op[] {
    this.#budget--;
    const weights = place.callback ? this.#profile.callbackOps : this.#profile.taskOps;
    if (weights.size === 0) return [["log", "x"]];
    for (let attempt = 0; attempt < 20; attempt++) {
      const name = this.#random.weighted(weights);
      if (this.#fits(name, place)) {
        const ops = this.#makers[name](place);
        if (ops.length > 0) return ops;
      }
    }
    return place.callback ? [["log", "x"]] : [["sleep", this.#choose.delay()]];
  }

  #fits(name: OpName, place: Place): boolean {
    if ((name === "rethrow" || name === "cause") && !place.inHandler) return false;
    if (name === "return" && (place.inFinal || this.#random.chance(0.8))) return false;
    if (!nesting.has(name)) return true;
    return this.#budget > 0 && place.depth < maxDepth;
  }

  // Items and contexts

  #item(place: Place): Item {
    const name = this.#random.chance(0.35) ? this.#choose.awaited(place.awaitable) : undefined;
    if (name !== undefined || this.#budget <= 0 || place.depth >= maxDepth) return name ?? "t1";
    return { name: this.#choose.newName("i"), body: this.#taskBody(place) };
  }

  #items(place: Place): Item[] {
    return Array.from({ length: this.#random.between(1, 4) }, () => this.#item(place));
  }

  #contextOption(): { context?: string } {
    const context = this.#random.chance(0.25) ? this.#choose.oldName("X") : undefined;
    return context === undefined ? {} : { context };
  }

  // Ops with idioms

  #spawn(name: string, place: Place): Op {
    const body = this.#taskBody(place);
    const eager = this.#random.chance(this.#profile.eagerSpawns) ? { eager: true } : {};
    const options: SpawnOptions = { ...eager, ...this.#contextOption() };
    return Object.keys(options).length === 0 ? ["spawn", name, body] : ["spawn", name, body, options];
  }

  #handlers(place: Place, kinds: readonly HandlerKind[]): Array<readonly [HandlerKind, Body]> {
    const inside = { ...place, inHandler: true, depth: place.depth + 1 };
    const kind = this.#random.pick(kinds);
    return [[kind, this.#handlerBody(inside)]];
  }

  #handlerBody(place: Place): Body {
    const random = this.#random;
    if (random.chance(0.4)) return [];
    const body: Op[] = random.chance(0.2) ? [["cause"]] : [];
    if (random.chance(0.2)) body.push(["uncancel", "self"]);
    if (random.chance(0.5)) body.push(...this.#body(place, 2));
    if (random.chance(0.45)) body.push(["rethrow"]);
    return body;
  }

  #try(place: Place, body: Body, kinds: readonly HandlerKind[]): Op {
    const choice = this.#random.fraction();
    const handlers = choice < 0.75 ? this.#handlers(place, kinds) : [];
    if (choice < 0.65) return ["try", body, handlers];
    const final = this.#body({ ...place, inFinal: true, depth: place.depth + 1 }, 2);
    return ["try", body, handlers, final];
  }

  /** Most of the time in a `try` that catches these. */
  #guarded(place: Place, op: Op, kinds: readonly HandlerKind[]): readonly Op[] {
    if (this.#random.chance(0.3)) return [op];
    return [["try", [op], this.#random.chance(0.8) ? [[this.#random.pick(kinds), []]] : this.#handlers(place, kinds)]];
  }

  #inside(place: Place, more: Partial<Place> = {}): Place {
    return { ...place, depth: place.depth + 1, ...more };
  }

  #withLock(place: Place, x: string | undefined): readonly Op[] {
    return x === undefined ? [] : [["with", x, this.#body(this.#inside(place), 3)]];
  }

  #acquired(place: Place, x: string | undefined): readonly Op[] {
    if (x === undefined) return [];
    const random = this.#random;
    if (random.chance(0.04)) return [["acquire", x]];
    if (random.chance(0.65)) {
      return [
        ["acquire", x],
        ["try", this.#body(this.#inside(place), 2), [], [["release", x]]],
      ];
    }
    return [
      ["acquire", x],
      ["sleep", this.#choose.delay()],
      ["release", x],
    ];
  }

  /** `ops` with the condition held, if it is not; now and then without. */
  #withCondition(place: Place, make: (condition: string) => Op): readonly Op[] {
    const condition = this.#choose.object("condition");
    if (condition === undefined) return [];
    if (place.callback || place.held.includes(condition) || this.#random.chance(0.04)) return [make(condition)];
    const inside = this.#inside(place, { held: [...place.held, condition] });
    const more = this.#random.chance(0.4) ? this.#body(inside, 2) : [];
    return [["with", condition, [make(condition), ...more]]];
  }

  #queue(): string | undefined {
    return this.#choose.object("queue", "priorityQueue", "lifoQueue");
  }

  #lockLike(): string | undefined {
    return this.#choose.object("lock", "semaphore", "boundedSemaphore");
  }

  readonly #makers: { readonly [Name in OpName]: Make } = {
    log: () => [["log", this.#random.pick(["x", "y", "z"])]],
    raise: () => [["raise", this.#choose.error()]],
    name: () => [["name"]],
    allTasks: () => [["allTasks"]],
    cause: () => [["cause"]],
    spawn: (place) => {
      const name = this.#choose.newName("c");
      const spawn = this.#spawn(name, place);
      return place.callback || this.#random.chance(0.5) ? [spawn] : [spawn, ["await", name]];
    },
    groupSpawn: (place) => {
      const group =
        place.groups.length > 0 && this.#random.chance(0.8)
          ? this.#random.pick(place.groups)
          : this.#choose.oldName("G");
      return group === undefined ? [] : [["groupSpawn", group, this.#choose.newName("g"), this.#taskBody(place)]];
    },
    cancel: () => {
      const x = this.#choose.anyFuture();
      return [this.#random.chance(0.25) ? ["cancel", x, this.#random.pick(messages)] : ["cancel", x]];
    },
    uncancel: () => [["uncancel", this.#random.chance(0.7) ? "self" : this.#choose.anyTask()]],
    cancelling: () => [["cancelling", this.#random.chance(0.5) ? "self" : this.#choose.anyTask()]],
    state: () => [["state", this.#choose.anyFuture()]],
    release: (place) => {
      const x = this.#lockLike();
      if (x !== undefined && (place.callback || this.#random.chance(0.1))) return [["release", x]];
      return place.callback ? [] : this.#acquired(place, x);
    },
    locked: () => one(this.#lockLike(), (x) => ["locked", x]),
    eventSet: () => one(this.#choose.object("event"), (event) => ["eventSet", event]),
    eventClear: () => one(this.#choose.object("event"), (event) => ["eventClear", event]),
    eventIsSet: () => one(this.#choose.object("event"), (event) => ["eventIsSet", event]),
    notify: (place) => this.#withCondition(place, (condition) => ["notify", condition, this.#random.between(1, 2)]),
    notifyAll: (place) => this.#withCondition(place, (condition) => ["notifyAll", condition]),
    add: () => one(this.#choose.object("counter"), (counter) => ["add", counter, 1]),
    putNowait: (place) =>
      this.#maybeGuarded(
        place,
        one(this.#queue(), (queue) => ["putNowait", queue, this.#choose.value()]),
        ["error"],
      ),
    getNowait: (place) =>
      this.#maybeGuarded(
        place,
        one(this.#queue(), (queue) => ["getNowait", queue]),
        ["error"],
      ),
    taskDone: (place) =>
      this.#maybeGuarded(
        place,
        one(this.#queue(), (queue) => ["taskDone", queue]),
        ["error"],
      ),
    shutdown: () => one(this.#queue(), (queue) => ["shutdown", queue, this.#random.chance(0.5)]),
    qsize: () => one(this.#queue(), (queue) => ["qsize", queue]),
    barrierState: () => one(this.#choose.object("barrier"), (barrier) => ["barrierState", barrier]),
    setResult: (place) =>
      this.#maybeGuarded(
        place,
        one(this.#choose.object("future"), (future) => ["setResult", future, this.#choose.value()]),
        ["error"],
      ),
    setException: (place) =>
      this.#maybeGuarded(
        place,
        one(this.#choose.object("future"), (future) => ["setException", future, this.#random.pick(ownErrors)]),
        ["error"],
      ),
    reschedule: () => one(this.#choose.oldName("T"), (name) => ["reschedule", name, this.#choose.limit()]),
    expired: () => one(this.#choose.oldName("T"), (name) => ["expired", name]),
    when: () => one(this.#choose.oldName("T"), (name) => ["when", name]),
    callSoon: (place) => {
      const body = this.#callbackBody(place);
      return [withOptions(["callSoon", this.#choose.newName("h"), body], this.#contextOption())];
    },
    callLater: (place) => {
      const body = this.#callbackBody(place);
      return [withOptions(["callLater", this.#choose.newName("h"), this.#choose.delay(), body], this.#contextOption())];
    },
    callAt: (place) => {
      const body = this.#callbackBody(place);
      return [
        withOptions(["callAt", this.#choose.newName("h"), this.#random.between(0, 5), body], this.#contextOption()),
      ];
    },
    cancelHandle: () => one(this.#choose.oldName("h"), (handle) => ["cancelHandle", handle]),
    addDoneCallback: (place) => {
      const old = this.#random.chance(0.15) ? this.#choose.oldName("k") : undefined;
      const body = this.#callbackBody(place);
      return [
        withOptions(
          ["addDoneCallback", this.#choose.anyFuture(), old ?? this.#choose.newName("k"), body],
          this.#contextOption(),
        ),
      ];
    },
    removeDoneCallback: () =>
      one(this.#choose.oldName("k"), (callback) => ["removeDoneCallback", this.#choose.anyFuture(), callback]),
    varGet: () => one(this.#choose.object("contextVar"), (variable) => ["varGet", variable]),
    varSet: () => one(this.#choose.object("contextVar"), (variable) => ["varSet", variable, this.#choose.value()]),
    copyContext: () => [["copyContext", this.#choose.newName("X")]],

    sleep: () => [["sleep", this.#choose.delay()]],
    await: (place) => one(this.#choose.awaited(place.awaitable), (x) => ["await", x]),
    gather: (place) => [["gather", this.#items(place), this.#random.chance(0.5)]],
    wait: (place) => [["wait", this.#choose.awaitedSome(place.awaitable), this.#choose.waitOptions()]],
    waitFor: (place) => {
      const name = this.#random.chance(0.25) ? this.#choose.awaited(place.awaitable) : undefined;
      const x = name ?? this.#taskBody(place);
      return this.#guarded(place, ["waitFor", x, this.#choose.limit()], ["timeout", "any", "error"]);
    },
    shield: (place) => [["shield", this.#item(place)]],
    acquire: (place) => this.#acquired(place, this.#lockLike()),
    eventWait: () => one(this.#choose.object("event"), (event) => ["eventWait", event]),
    condWait: (place) => this.#withCondition(place, (condition) => ["condWait", condition]),
    condWaitFor: (place) => {
      const counter = this.#choose.object("counter");
      if (counter === undefined) return [];
      return this.#withCondition(place, (condition) => ["condWaitFor", condition, counter, this.#random.between(1, 3)]);
    },
    put: () => one(this.#queue(), (queue) => ["put", queue, this.#choose.value()]),
    get: () => one(this.#queue(), (queue) => ["get", queue]),
    join: () => one(this.#queue(), (queue) => ["join", queue]),
    barrierWait: () => one(this.#choose.object("barrier"), (barrier) => ["barrierWait", barrier]),
    barrierAbort: () => one(this.#choose.object("barrier"), (barrier) => ["barrierAbort", barrier]),
    barrierReset: () => one(this.#choose.object("barrier"), (barrier) => ["barrierReset", barrier]),

    asCompleted: (place) => [["asCompleted", this.#items(place), this.#choose.limit()]],
    asCompletedFor: (place) => [["asCompletedFor", this.#choose.awaitedSome(place.awaitable), this.#choose.limit()]],
    return: () => [["return", this.#choose.value()]],
    rethrow: () => [["rethrow"]],
    repeat: (place) => [["repeat", this.#random.between(2, 3), this.#body(this.#inside(place), 2)]],
    try: (place) => {
      const body = this.#body(this.#inside(place), 3);
      return [
        this.#try(place, body, ["any", "any", "error", "timeout", "cancelled", "cancelled", "group", ...ownErrors]),
      ];
    },
    with: (place) => {
      if (this.#random.chance(0.2)) return this.#withCondition(place, (condition) => ["notify", condition, 1]);
      return this.#withLock(place, this.#random.chance(0.1) ? this.#choose.object("barrier") : this.#lockLike());
    },
    timeout: (place) => {
      const name = this.#choose.newName("T");
      const body = this.#body(this.#inside(place), 3);
      return this.#guarded(place, ["timeout", name, this.#choose.limit(), body], ["timeout", "any", "error"]);
    },
    timeoutAt: (place) => {
      const name = this.#choose.newName("T");
      const when = this.#random.chance(0.2) ? null : this.#random.between(0, 5);
      const body = this.#body(this.#inside(place), 3);
      return this.#guarded(place, ["timeoutAt", name, when, body], ["timeout", "any", "error"]);
    },
    group: (place) => {
      const name = this.#choose.newName("G");
      const inside = this.#inside(place, { groups: [...place.groups, name] });
      const spawns = Array.from({ length: this.#random.between(1, 4) }, (): Op => {
        return ["groupSpawn", name, this.#choose.newName("g"), this.#taskBody(inside)];
      });
      const more = this.#random.chance(0.5) ? this.#body(inside, 2) : [];
      return this.#guarded(place, ["group", name, [...spawns, ...more]], ["group", "any", "cancelled"]);
    },
  };

  #maybeGuarded(place: Place, ops: readonly Op[], kinds: readonly HandlerKind[]): readonly Op[] {
    const [op] = ops;
    return op === undefined || place.callback ? ops : this.#guarded(place, op, kinds);
  }
}

/** The ops whose bodies make a program grow. */
const nesting: ReadonlySet<OpName> = new Set<OpName>([
  ...(["spawn", "groupSpawn", "callSoon", "callLater", "callAt", "addDoneCallback", "gather", "waitFor"] as const),
  ...(["shield", "asCompleted", "repeat", "try", "with", "timeout", "timeoutAt", "group"] as const),
]);

function place0(awaitable: number): Place {
  return { callback: false, inHandler: false, inFinal: false, depth: 0, held: [], groups: [], awaitable };
}

function one(name: string | undefined, make: (name: string) => Op): readonly Op[] {
  return name === undefined ? [] : [make(name)];
}

function withOptions(op: Op, options: { context?: string }): Op {
  return options.context === undefined ? op : ([...op, options] as unknown as Op);
}

// The ops that wait for one thing, one entry each: what to wait for, and the suffix that its value gives the op's line.
// The dialects do the waiting.

import {
  type Awaitable,
  type Barrier,
  type Condition,
  type CoroutineLike,
  type Event,
  type Future,
  type Lock,
  type Queue,
  gather,
  shield,
  sleep,
  wait,
  waitFor,
} from "tsyncio";
import type { Item, WaitingOp, WaitingOps } from "./language.ts";
import { valueText } from "./text.ts";
import type { Counter, Scope } from "./world.ts";

/** What to wait for, and how its value reads. */
export interface Waiting {
  readonly awaitable: Awaitable<unknown>;
  suffix(value: unknown): string;
}

const nothing = (): string => "";
const itsValue = (value: unknown): string => ` = ${valueText(value)}`;

function waiting<T>(awaitable: Awaitable<T>, suffix: (value: T) => string): Waiting {
  return { awaitable, suffix };
}

const waitingOps: { [Name in keyof WaitingOps]: (scope: Scope, args: WaitingOps[Name]) => Waiting } = {
  sleep: (_scope, [delay]) => waiting(sleep(delay), nothing),
  await: ({ world }, [x]) => waiting(world.get<Future<unknown>>(x), itsValue),

  gather: (scope, [items, returnExceptions]) =>
    waiting(gather(coroutinesOf(scope, items), { returnExceptions }), itsValue),
  wait({ world }, [names, options]) {
    const futures = world.getAll<Future<unknown>>(names);
    const namesOf = (some: ReadonlySet<Future<unknown>>): string =>
      [...futures]
        .filter(([, future]) => some.has(future))
        .map(([name]) => name)
        .toSorted()
        .join(",");
    return waiting(wait([...futures.values()], options ?? {}), ([done, pending]) => {
      return ` done=${namesOf(done)} pending=${namesOf(pending)}`;
    });
  },
  waitFor(scope, [x, timeout]) {
    const { world } = scope;
    const awaited = typeof x === "string" ? world.get<Future<unknown>>(x) : world.dialect.coroutine(scope, x);
    return waiting(waitFor(awaited, timeout), itsValue);
  },
  shield: (scope, [item]) => waiting(shield(coroutineOf(scope, item)), itsValue),

  acquire: ({ world }, [x]) => waiting(world.get<Lock>(x).acquire(), nothing),
  eventWait: ({ world }, [event]) => waiting(world.get<Event>(event).wait(), nothing),
  condWait: ({ world }, [condition]) => waiting(world.get<Condition>(condition).wait(), nothing),
  condWaitFor({ world }, [condition, name, n]) {
    const counter = world.get<Counter>(name);
    return waiting(
      world.get<Condition>(condition).waitFor(() => counter.value >= n),
      nothing,
    );
  },

  put: ({ world }, [queue, value]) => waiting(world.get<Queue<number>>(queue).put(value), nothing),
  get: ({ world }, [queue]) => waiting(world.get<Queue<number>>(queue).get(), itsValue),
  join: ({ world }, [queue]) => waiting(world.get<Queue<number>>(queue).join(), nothing),

  barrierWait: ({ world }, [barrier]) => waiting(world.get<Barrier>(barrier).wait(), itsValue),
  barrierAbort: ({ world }, [barrier]) => waiting(world.get<Barrier>(barrier).abort(), nothing),
  barrierReset: ({ world }, [barrier]) => waiting(world.get<Barrier>(barrier).reset(), nothing),
};

/** The item as gather and its like take it. */
function coroutineOf(scope: Scope, item: Item): CoroutineLike<unknown> {
  if (typeof item === "string") return scope.world.get<Future<unknown>>(item);
  return scope.world.dialect.coroutine(scope, item.body, item.name);
}

/** The same for several; names that are not set are left out. */
export function coroutinesOf(scope: Scope, items: readonly Item[]): CoroutineLike<unknown>[] {
  return items
    .filter((item) => typeof item !== "string" || scope.world.has(item))
    .map((item) => coroutineOf(scope, item));
}

export function isWaitingOp(op: readonly [string, ...unknown[]]): op is WaitingOp {
  return Object.hasOwn(waitingOps, op[0]);
}

/** Begin to wait: what the op names is looked up, and its coroutine made. */
export function beginWaiting(scope: Scope, op: WaitingOp): Waiting {
  const [name, ...args] = op;
  return (waitingOps[name] as (scope: Scope, args: readonly unknown[]) => Waiting)(scope, args);
}

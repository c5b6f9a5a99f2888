// The program language as generator coroutines. Its twin for async functions is interpreter_async.ts.

import {
  type Awaitable,
  type Coroutine,
  type Future,
  asCompleted,
  asyncFor,
  asyncWith,
  coroutine,
  currentTask,
} from "tsyncio";
import {
  type Block,
  type EnteringOp,
  type Outcome,
  Returned,
  bodyOf,
  completedText,
  iterationGoesOn,
  makeBlock,
} from "./blocks.ts";
import type { BlockOp, BlockOps, Body, Op, OpNamed, WaitingOp } from "./language.ts";
import { failed, isPlainOp, runPlainOp } from "./plain_ops.ts";
import { catches, errorText, opText, valueText } from "./text.ts";
import { beginWaiting, coroutinesOf, isWaitingOp } from "./waiting_ops.ts";
import type { Dialect, Scope } from "./world.ts";

type RunBlock<O extends Op> = (scope: Scope, op: O) => Coroutine<Outcome>;

/** What is made of each function of the interpreter. */
type Wrap = <A extends unknown[], T>(fn: (...args: A) => Coroutine<T>) => (...args: A) => Coroutine<T> | Awaitable<T>;

export const generatorDialect: Dialect = makeDialect("generator", (fn) => fn);

/** The same with `coroutine()` around the functions, so that a task keeps their calls on a stack of its own. */
export const callsDialect: Dialect = makeDialect("calls", coroutine);

function makeDialect(name: Dialect["name"], wrap: Wrap): Dialect {
  const runBody = wrap(function* runBody(scope: Scope, body: Body): Coroutine<Outcome> {
    for (const op of body) {
      if (scope.world.ended) return undefined;
      const returned = yield* runOp(scope, op);
      if (returned !== undefined) return returned;
    }
    return undefined;
  });

  function* runOp(scope: Scope, op: Op): Coroutine<Outcome> {
    if (isPlainOp(op)) runPlainOp(scope, op);
    else if (isWaitingOp(op)) yield* runWaitingOp(scope, op);
    else return yield* runBlockOp(scope, op);
    return undefined;
  }

  const runWaitingOp = wrap(function* runWaitingOp(scope: Scope, op: WaitingOp): Coroutine<void> {
    try {
      const waiting = beginWaiting(scope, op);
      const value = yield* waiting.awaitable;
      scope.world.log(opText(op) + waiting.suffix(value));
    } catch (error) {
      if (failed(scope, op, error)) throw error;
    }
  });

  const blockOps: { [Name in keyof BlockOps]: RunBlock<OpNamed<Name>> } = {
    *return({ world }, op) {
      world.log(opText(op));
      return new Returned(op[1]);
    },
    *rethrow({ world, handled }) {
      world.log("rethrow");
      throw handled;
    },
    *repeat(scope, [, times, body]) {
      for (let round = 0; round < times; round++) {
        const returned = yield* runBody(scope, body);
        if (returned !== undefined) return returned;
      }
      return undefined;
    },
    *try(scope, op) {
      const final = op[3];
      try {
        return yield* runHandled(scope, op);
      } finally {
        if (final !== undefined && !scope.world.ended) {
          scope.world.log("finally");
          yield* runBody(scope, final);
        }
      }
    },
    with: enter,
    timeout: enter,
    timeoutAt: enter,
    group: enter,
    *asCompleted(scope, op) {
      const [, items, timeout] = op;
      try {
        for (const next of asCompleted(coroutinesOf(scope, items), { timeout })) yield* logCompleted(scope, next);
        scope.world.log(`${opText(op)} end`);
      } catch (error) {
        failed(scope, op, error);
        throw error;
      }
      return undefined;
    },
    *asCompletedFor(scope, op) {
      const { world } = scope;
      const [, names, timeout] = op;
      const futures = world.getAll<Future<unknown>>(names);
      try {
        yield* asyncFor(asCompleted([...futures.values()], { timeout }), function* (future) {
          world.log(completedText(futures, future));
        });
        world.log(`${opText(op)} end`);
      } catch (error) {
        failed(scope, op, error);
        throw error;
      }
      return undefined;
    },
  };

  function runBlockOp(scope: Scope, op: BlockOp): Coroutine<Outcome> {
    return (blockOps[op[0]] as RunBlock<BlockOp>)(scope, op);
  }

  const runHandled = wrap(function* runHandled(scope: Scope, [, body, handlers]: OpNamed<"try">): Coroutine<Outcome> {
    try {
      return yield* runBody(scope, body);
    } catch (error) {
      const handler = handlers.find(([kind]) => catches(kind, error));
      if (handler === undefined) throw error;
      scope.world.log(`caught ${errorText(error)}`);
      return yield* runBody({ world: scope.world, handled: error }, handler[1]);
    }
  });

  function* enter(scope: Scope, op: EnteringOp): Coroutine<Outcome> {
    const { world } = scope;
    let block: Block | undefined;
    try {
      const { manager, entered } = (block = makeBlock(scope, op));
      const returned = yield* asyncWith(manager, function* (value) {
        world.log(`${opText(op)} in${entered(value)}`);
        return yield* runBody(scope, bodyOf(op));
      });
      world.log(`${opText(op)} out${block.left()}`);
      return returned;
    } catch (error) {
      if (failed(scope, op, error, block?.left())) throw error;
      return undefined;
    }
  }

  function* logCompleted({ world }: Scope, next: Awaitable<unknown>): Coroutine<void> {
    try {
      world.log(`asCompleted = ${valueText(yield* next)}`);
    } catch (error) {
      if (!iterationGoesOn(error)) throw error;
      world.log(`asCompleted ! ${errorText(error)}`);
    }
  }

  return {
    name,
    coroutine: wrap(function* (scope: Scope, ops: Body, name?: string): Coroutine<unknown> {
      if (name !== undefined) scope.world.nameTask(currentTask(scope.world.loop), name);
      return (yield* runBody(scope, ops))?.value ?? null;
    }),
  };
}

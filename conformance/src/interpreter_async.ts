// The program language as async functions. Its twin for generators is interpreter_generators.ts.

import { type Awaitable, type Future, asCompleted, asyncWith, currentTask } from "tsyncio";
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

export const asyncDialect: Dialect = {
  name: "async",
  coroutine(scope: Scope, ops: Body, name?: string): () => Promise<unknown> {
    return async () => {
      if (name !== undefined) scope.world.nameTask(currentTask(scope.world.loop), name);
      return (await runBody(scope, ops))?.value ?? null;
    };
  },
};

async function runBody(scope: Scope, body: Body): Promise<Outcome> {
  for (const op of body) {
    if (scope.world.ended) return undefined;
    const returned = await runOp(scope, op);
    if (returned !== undefined) return returned;
  }
  return undefined;
}

async function runOp(scope: Scope, op: Op): Promise<Outcome> {
  if (isPlainOp(op)) runPlainOp(scope, op);
  else if (isWaitingOp(op)) await runWaitingOp(scope, op);
  else return await runBlockOp(scope, op);
  return undefined;
}

async function runWaitingOp(scope: Scope, op: WaitingOp): Promise<void> {
  try {
    const waiting = beginWaiting(scope, op);
    const value = await waiting.awaitable;
    scope.world.log(opText(op) + waiting.suffix(value));
  } catch (error) {
    if (failed(scope, op, error)) throw error;
  }
}

type RunBlock<O extends Op> = (scope: Scope, op: O) => Promise<Outcome>;

const blockOps: { [Name in keyof BlockOps]: RunBlock<OpNamed<Name>> } = {
  async return({ world }, op) {
    world.log(opText(op));
    return new Returned(op[1]);
  },
  async rethrow({ world, handled }) {
    world.log("rethrow");
    throw handled;
  },
  async repeat(scope, [, times, body]) {
    for (let round = 0; round < times; round++) {
      const returned = await runBody(scope, body);
      if (returned !== undefined) return returned;
    }
    return undefined;
  },
  async try(scope, op) {
    const final = op[3];
    try {
      return await runHandled(scope, op);
    } finally {
      if (final !== undefined && !scope.world.ended) {
        scope.world.log("finally");
        await runBody(scope, final);
      }
    }
  },
  with: enter,
  timeout: enter,
  timeoutAt: enter,
  group: enter,
  async asCompleted(scope, op) {
    const [, items, timeout] = op;
    try {
      for (const next of asCompleted(coroutinesOf(scope, items), { timeout })) await logCompleted(scope, next);
      scope.world.log(`${opText(op)} end`);
    } catch (error) {
      failed(scope, op, error);
      throw error;
    }
    return undefined;
  },
  async asCompletedFor(scope, op) {
    const { world } = scope;
    const [, names, timeout] = op;
    const futures = world.getAll<Future<unknown>>(names);
    try {
      for await (const future of asCompleted([...futures.values()], { timeout })) {
        world.log(completedText(futures, future));
      }
      world.log(`${opText(op)} end`);
    } catch (error) {
      failed(scope, op, error);
      throw error;
    }
    return undefined;
  },
};

function runBlockOp(scope: Scope, op: BlockOp): Promise<Outcome> {
  return (blockOps[op[0]] as RunBlock<BlockOp>)(scope, op);
}

async function runHandled(scope: Scope, [, body, handlers]: OpNamed<"try">): Promise<Outcome> {
  try {
    return await runBody(scope, body);
  } catch (error) {
    const handler = handlers.find(([kind]) => catches(kind, error));
    if (handler === undefined) throw error;
    scope.world.log(`caught ${errorText(error)}`);
    return await runBody({ world: scope.world, handled: error }, handler[1]);
  }
}

async function enter(scope: Scope, op: EnteringOp): Promise<Outcome> {
  const { world } = scope;
  let block: Block | undefined;
  try {
    const { manager, entered } = (block = makeBlock(scope, op));
    const returned = await asyncWith(manager, async (value) => {
      world.log(`${opText(op)} in${entered(value)}`);
      return await runBody(scope, bodyOf(op));
    });
    world.log(`${opText(op)} out${block.left()}`);
    return returned;
  } catch (error) {
    if (failed(scope, op, error, block?.left())) throw error;
    return undefined;
  }
}

async function logCompleted({ world }: Scope, next: Awaitable<unknown>): Promise<void> {
  try {
    world.log(`asCompleted = ${valueText(await next)}`);
  } catch (error) {
    if (!iterationGoesOn(error)) throw error;
    world.log(`asCompleted ! ${errorText(error)}`);
  }
}

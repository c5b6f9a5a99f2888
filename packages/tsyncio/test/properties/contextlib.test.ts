// Blocks under random cancellation: what was entered is left, once, in the reverse order.

import fc from "fast-check";
import {
  AsyncExitStack,
  type AsyncContextManager,
  type Coroutine,
  asyncContextManager,
  asyncWith,
  coroutine,
  sleep,
} from "tsyncio";

import { describe, expect, it } from "../support/suite.ts";
import { pauses, play, rest, scripts } from "./scripts.ts";

const RUNS = { numRuns: 200 };

const forms = ["generator methods", "async methods", "generator", "async generator", "stack"] as const;

/** How the manager of a block is made and behaves, and what is in the block. */
interface Block {
  readonly form: (typeof forms)[number];
  readonly entering: number;
  readonly leaving: number;
  readonly fails: "never" | "entering" | "body" | "leaving";
  readonly hides: boolean;
  readonly inside: readonly Block[];
}

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.record({
    form: fc.constantFrom(...forms),
    entering: pauses,
    leaving: pauses,
    fails: fc.constantFrom("never", "never", "never", "entering", "body", "leaving"),
    hides: fc.boolean(),
    inside: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie("block"), { maxLength: 2 })),
  }),
}));

class Boom extends Error {
  override readonly name = "Boom";
}

/** What a block's manager does, and what of it was done. */
class Ledger {
  readonly open: Block[] = [];
  entered = 0;
  left = 0;
  inOrder = true;

  *enter(block: Block): Coroutine {
    yield* pause(block.entering);
    if (block.fails === "entering") throw new Boom();
    this.open.push(block);
    this.entered++;
  }

  *leave(block: Block): Coroutine {
    if (this.open.pop() !== block) this.inOrder = false;
    this.left++;
    yield* pause(block.leaving);
    if (block.fails === "leaving") throw new Boom();
  }
}

function* pause(length: number): Coroutine {
  if (length === 0.5) yield* sleep(0.5);
  else for (let tick = 0; tick < length; tick++) yield* sleep(0);
}

function managerOf(block: Block, ledger: Ledger): AsyncContextManager {
  const hides = (error: unknown): boolean => block.hides && error instanceof Boom;
  const enter = coroutine(() => ledger.enter(block));
  const leave = coroutine(() => ledger.leave(block));
  const withGenerators: AsyncContextManager = {
    *aenter() {
      yield* enter();
    },
    *aexit(error) {
      yield* leave();
      return hides(error);
    },
  };
  if (block.form === "generator methods") return withGenerators;
  if (block.form === "async methods") {
    return {
      async aenter() {
        await enter();
      },
      async aexit(error) {
        await leave();
        return hides(error);
      },
    };
  }
  if (block.form === "stack") {
    const stack = new AsyncExitStack();
    return { aenter: () => stack.enterAsyncContext(withGenerators), aexit: (error) => stack.aexit(error) };
  }
  if (block.form === "generator") {
    return asyncContextManager(function* () {
      yield* enter();
      try {
        yield;
      } catch (error) {
        if (!hides(error)) throw error;
      } finally {
        yield* leave();
      }
    })();
  }
  return asyncContextManager(async function* () {
    await enter();
    try {
      yield;
    } catch (error) {
      if (!hides(error)) throw error;
    } finally {
      await leave();
    }
  })();
}

describe("blocks", () => {
  it("are left once each, the innermost first, whatever fails or is cancelled when", () =>
    fc.assert(
      fc.asyncProperty(scripts(block), async (script) => {
        const ledgers: Ledger[] = [];
        const hanging = await play(script, (d) => {
          function* run(self: Block, ledger: Ledger): Coroutine {
            const body = d.fn(function* () {
              for (const inner of self.inside) yield* d.call(() => run(inner, ledger));
              if (self.fails === "body") throw new Boom();
              yield* rest(d, self.leaving);
            });
            yield* d.wait(asyncWith(managerOf(self, ledger), body));
          }
          return {
            *perform(self): Coroutine {
              const ledger = new Ledger();
              ledgers.push(ledger);
              try {
                yield* d.call(() => run(self, ledger));
              } catch (error) {
                if (!(error instanceof Boom)) throw error;
              }
            },
            finish: (tasks) => tasks.filter((task) => !task.done()).length,
          };
        });
        expect(hanging).toBe(0);
        for (const { open, entered, left, inOrder } of ledgers) {
          expect({ open, inOrder, left }).toEqual({ open: [], inOrder: true, left: entered });
        }
      }),
      RUNS,
    ));
});

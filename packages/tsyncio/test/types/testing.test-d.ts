// Types of what tests are made of: bodies fit the test functions of vitest, node:test, jest and mocha. Never run.

import { sleep } from "tsyncio";
import { Recording, type TestBody, runVirtual, virtualTest } from "tsyncio/testing";

import { expectTypeOf } from "../support/suite.ts";

interface Context {
  readonly task: { readonly name: string };
}

declare function vitestTest(name: string, fn: (context: Context) => Promise<void> | void): void;
declare function nodeTest(
  name: string,
  fn: (t: Context, done: (error?: unknown) => void) => Promise<void> | void,
): void;
declare function jestTest(name: string, fn: (() => Promise<unknown>) | ((done: () => void) => void)): void;
declare function mochaTest(
  name: string,
  fn: (this: { title: string }, done: () => void) => PromiseLike<void> | void,
): void;

const plain = virtualTest(function* () {
  yield* sleep(1);
});
const guest = virtualTest(async () => {
  await sleep(1);
});
for (const body of [plain, guest]) {
  vitestTest("plain", body);
  nodeTest("plain", body);
  jestTest("plain", body);
  mochaTest("plain", body);
}
expectTypeOf(plain).toExtend<TestBody<void, unknown[]>>();
expectTypeOf(plain).returns.toEqualTypeOf<Promise<void>>();

vitestTest(
  "with what vitest gives",
  virtualTest(function* ({ task }: Context) {
    yield* sleep(task.name.length);
  }),
);
nodeTest(
  "with what node:test gives",
  virtualTest(async (t: Context) => {
    await sleep(t.task.name.length);
  }),
);
mochaTest(
  "with what mocha gives",
  virtualTest(function* (this: { title: string }) {
    yield* sleep(this.title.length);
  }),
);
const other = virtualTest(async (context: { other: number }) => await sleep(context.other));
// @ts-expect-error what vitest gives has no such member
vitestTest("with something else", other);

expectTypeOf(runVirtual(sleep(1, "result"))).toEqualTypeOf<Promise<string>>();
expectTypeOf(new Recording<number>().timed).toEqualTypeOf<[time: number, event: number][]>();
// @ts-expect-error a coroutine that runs already is no body of a test
virtualTest(Promise.resolve());

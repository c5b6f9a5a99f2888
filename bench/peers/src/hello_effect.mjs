// The smallest program of Effect: prints how many milliseconds the import took.

const start = performance.now();
const { Effect } = await import("effect");
const importing = performance.now() - start;

await Effect.runPromise(
  Effect.gen(function* () {
    yield* Effect.yieldNow;
  }),
);
console.log(importing);

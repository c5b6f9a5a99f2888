// The smallest program of Effection: prints how many milliseconds the import took.

const start = performance.now();
const { run, sleep } = await import("effection");
const importing = performance.now() - start;

await run(function* () {
  yield* sleep(0);
});
console.log(importing);

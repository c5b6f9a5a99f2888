// The smallest program of the async-function dialect: prints how many milliseconds the import took.

const start = performance.now();
const { run, sleep } = await import("tsyncio");
const importing = performance.now() - start;

async function main(): Promise<void> {
  await sleep(0);
}

await run(main);
console.log(importing);

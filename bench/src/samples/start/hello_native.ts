// The smallest program without a library, which has nothing to import: it prints 0.

async function main(): Promise<void> {
  await undefined;
}

await main();
console.log(0);

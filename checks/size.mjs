// How much does an import weigh, once bundled and compressed? Printed for the reader; over its budget it is a fault.

import path from "node:path";
import { gzipSync } from "node:zlib";
import { bundle } from "./support.mjs";

/** What is measured, and the most that it may weigh: bytes after gzip. */
const CASES = [
  { title: "all of it", code: 'export * from "tsyncio";', budget: 61_500 },
  { title: "all of the core, without a host", code: 'export * from "CORE";', budget: 37_500 },
  { title: "run and sleep", code: 'export { run, sleep } from "tsyncio";', budget: 43_000 },
  { title: "the errors, without a host", code: 'export { CancelledError, TimeoutError } from "CORE";', budget: 5_500 },
];

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function checkSize(folder) {
  const faults = [];
  const core = path.join(folder, "dist/tsyncio-core.js").replaceAll("\\", "/");
  for (const { title, code, budget } of CASES) {
    const chunk = await bundle({
      code: code.replace("CORE", core),
      folder,
      platform: "node",
      format: "esm",
      minify: true,
    });
    const bytes = gzipSync(chunk.code, { level: 9 }).length;
    console.log(`     ${title}: ${chunk.code.length} bytes, ${bytes} after gzip (budget ${budget})`);
    if (bytes > budget) faults.push(`${title} weighs ${bytes} bytes after gzip, more than its budget of ${budget}`);
  }
  return faults;
}

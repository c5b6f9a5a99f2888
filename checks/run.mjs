// Runs every check over freshly staged packages, prints what each found, and fails if any found a fault.

import { stripVTControlCharacters } from "node:util";
import { publishedPackages, stage } from "../tools/stage.mjs";
import { checkConsumers } from "./consumers.mjs";
import { checkExports } from "./exports.mjs";
import { checkNeutral } from "./neutral.mjs";
import { checkSize } from "./size.mjs";

/**
 * A check takes the folder of a staged package and returns its faults, a sentence each.
 * @type {Record<string, (folder: string) => Promise<string[]> | string[]>}
 */
const EVERY_PACKAGE = { exports: checkExports, consumers: checkConsumers };
/** @type {typeof EVERY_PACKAGE} */
const LIBRARY_ONLY = { neutral: checkNeutral, size: checkSize };

/**
 * A check that breaks is a fault as well.
 * @param {(folder: string) => Promise<string[]> | string[]} check
 * @param {string} folder
 */
async function faultsOf(check, folder) {
  try {
    return await check(folder);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

let faultCount = 0;
for (const name of publishedPackages()) {
  const folder = stage(name);
  const checks = name === "tsyncio" ? { ...EVERY_PACKAGE, ...LIBRARY_ONLY } : EVERY_PACKAGE;
  for (const [title, check] of Object.entries(checks)) {
    const faults = await faultsOf(check, folder);
    console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${name}: ${title}`);
    for (const fault of faults) console.log(`     ${stripVTControlCharacters(fault)}`);
    faultCount += faults.length;
  }
}
console.log(`checks: ${faultCount} faults`);
process.exitCode = faultCount === 0 ? 0 : 1;

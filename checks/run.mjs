// Runs every check over freshly staged packages, prints what each found, and fails if any found a fault.

import { stripVTControlCharacters } from "node:util";
import { publishedPackages, stage } from "../tools/stage.mjs";
import { checkBehaviour } from "./behaviour.mjs";
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

let faultCount = 0;

/**
 * Runs a check and tells of it. One that breaks is a fault as well.
 * @param {string} title
 * @param {() => Promise<string[]> | string[]} check
 */
async function report(title, check) {
  /** @type {string[]} */
  let faults;
  try {
    faults = await check();
  } catch (error) {
    faults = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
  console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${title}`);
  for (const fault of faults) console.log(`     ${stripVTControlCharacters(fault)}`);
  faultCount += faults.length;
}

/** @type {string[]} */
const folders = [];
for (const name of publishedPackages()) {
  const folder = await stage(name);
  const checks = name === "tsyncio" ? { ...EVERY_PACKAGE, ...LIBRARY_ONLY } : EVERY_PACKAGE;
  for (const [title, check] of Object.entries(checks)) await report(`${name}: ${title}`, () => check(folder));
  folders.push(folder);
}
await report("all: behaviour", () => checkBehaviour(folders));
console.log(`checks: ${faultCount} faults`);
process.exitCode = faultCount === 0 ? 0 : 1;

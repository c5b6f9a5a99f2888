// Is the core portable? Bundled for no platform at all, it has to leave no import open, load where there is nothing but
// the language, and name no global that the language does not have.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createContext, runInContext } from "node:vm";
import { bundle, commandFile, runNode } from "./support.mjs";

/**
 * The globals that a piece of code names and the language does not define.
 * @param {string} code
 * @returns {string[]}
 */
function foreignGlobals(code) {
  const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-neutral-"));
  const config = path.join(folder, "oxlint.json");
  const file = path.join(folder, "core.js");
  try {
    writeFileSync(file, code);
    writeFileSync(
      config,
      JSON.stringify({
        plugins: ["eslint"],
        env: { builtin: true },
        categories: { correctness: "off" },
        rules: { "eslint/no-undef": ["error", { typeof: true }] },
      }),
    );
    const { status, output } = runNode(commandFile("oxlint", "oxlint"), ["-c", config, "-f", "unix", file]);
    if (status === 0) return [];
    const names = [...output.matchAll(/'([^']+)' is not defined/g)].map((match) => match[1]);
    return names.length === 0
      ? [output]
      : [...new Set(names)].map((name) => `the core names the host's global '${name}'`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function checkNeutral(folder) {
  const core = JSON.stringify(path.join(folder, "dist/tsyncio-core.js"));
  const chunk = await bundle({
    code: `export * from ${core};`,
    folder,
    platform: "neutral",
    format: "iife",
    minify: false,
  });
  const open = [...chunk.imports, ...chunk.dynamicImports].map((name) => `the core imports ${name}`);
  try {
    runInContext(chunk.code, createContext(Object.create(null)));
  } catch (error) {
    open.push(`the core does not load without a host: ${String(error)}`);
  }
  return [...open, ...foreignGlobals(chunk.code)];
}

// What the checks share: where things are, how to run a tool, how to bundle.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a JavaScript file under this Node. Returns its exit status and all that it printed.
 * @param {string} file
 * @param {string[]} args
 * @param {string} [cwd]
 */
export function runNode(file, args, cwd = root) {
  const result = spawnSync(process.execPath, [file, ...args], { cwd, encoding: "utf8" });
  return { status: result.status, output: `${result.stdout}${result.stderr}`.trim() };
}

/**
 * The file behind a command of an installed package.
 * @param {string} packageName
 * @param {string} command
 */
export function commandFile(packageName, command) {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

/**
 * The specifiers under which a staged package can be imported, such as "tsyncio" and "tsyncio/testing".
 * @param {string} folder
 * @returns {string[]}
 */
export function specifiersOf(folder) {
  const { name, exports } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const subpaths = Object.keys(exports).filter((subpath) => !subpath.endsWith(".json"));
  return subpaths.map((subpath) => name + subpath.slice(1));
}

/**
 * Bundles a few lines of code that import from a staged package by its name.
 * @param {{ code: string, folder: string, platform: "neutral" | "node", format: "esm" | "iife", minify: boolean }} wanted
 */
export async function bundle({ code, folder, platform, format, minify }) {
  const { name } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const entry = "\0entry.js";
  const build = await rolldown({
    input: entry,
    platform,
    logLevel: "silent",
    plugins: [
      {
        name: "entry",
        resolveId(source, importer) {
          if (source === entry) return entry;
          if (importer === entry && source.startsWith(name)) {
            return this.resolve(source, path.join(folder, "index.js"), { skipSelf: true });
          }
          return null;
        },
        load: (id) => (id === entry ? code : null),
      },
    ],
  });
  const { output } = await build.generate({ format, minify, name: "bundled" });
  await build.close();
  return output[0];
}

// Is the manifest right? publint reads the exports map; are-the-types-wrong resolves it as each kind of consumer does.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { commandFile, runNode } from "./support.mjs";

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function publintFaults(folder) {
  const { messages } = await publint({ pkgDir: folder, strict: true, pack: false });
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return messages.map((message) => `publint: ${formatMessage(message, manifest, { color: false })}`);
}

/**
 * Packs the folder as it would be published. Returns the path of the archive.
 * @param {string} folder
 */
function pack(folder) {
  const packed = spawnSync("npm pack --json --silent", { cwd: folder, encoding: "utf8", shell: true });
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  return path.join(folder, JSON.parse(packed.stdout)[0].filename);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function wrongTypes(folder) {
  const attw = commandFile("@arethetypeswrong/cli", "attw");
  const { status, output } = runNode(attw, [pack(folder), "--profile", "esm-only", "--no-color", "--no-emoji"]);
  return status === 0 ? [] : [`are-the-types-wrong: ${output}`];
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function checkExports(folder) {
  return [...(await publintFaults(folder)), ...wrongTypes(folder)];
}

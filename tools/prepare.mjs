// Makes sure that what package-lock.json lists is installed: runs `npm ci` if it is not. Needs nothing but Node and npm.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 19];

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean }} Entry
 */

/**
 * The packages of a lock file, by their path below the root.
 * @param {string} name
 * @returns {Record<string, Entry>}
 */
function packagesOf(name) {
  return JSON.parse(readFileSync(path.join(root, name), "utf8")).packages;
}

/**
 * Why an install is needed, or "" if none is. npm keeps a record of what it installed inside of node_modules; packages
 * for other platforms, which are optional, are not in it.
 */
function reasonToInstall() {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(path.join(root, record))) return "nothing is installed yet";
  const installed = packagesOf(record);
  for (const [name, wanted] of Object.entries(packagesOf("package-lock.json"))) {
    if (!name.includes("node_modules/")) continue;
    const found = installed[name];
    if (found === undefined && wanted.optional === true) continue;
    if (found === undefined || !existsSync(path.join(root, name))) return `${name} is missing`;
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return `${name} is out of date`;
    if (wanted.link === true && found.resolved !== wanted.resolved) return `${name} links to another place`;
  }
  return "";
}

/** Runs `npm ci` and gives its exit status. Inside of `npm run`, npm tells where it is; that path works on any system. */
function install() {
  const cli = process.env["npm_execpath"] ?? "";
  const options = /** @type {const} */ ({ cwd: root, stdio: "inherit" });
  const result = /npm-cli\.c?js$/.test(cli)
    ? spawnSync(process.execPath, [cli, "ci", "--include=dev"], options)
    : spawnSync("npm ci --include=dev", { ...options, shell: true });
  if (result.error !== undefined) console.error(`prepare: npm could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

function main() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    console.error(`prepare: Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.version}.`);
    return 1;
  }
  const reason = reasonToInstall();
  if (reason === "") {
    console.log("prepare: dependencies are in place");
    return 0;
  }
  console.log(`prepare: ${reason}; running npm ci`);
  return install();
}

process.exitCode = main();

// Installs what tsyncio is measured against, apart from the workspace: `npm run bench:peers`. Needs nothing but Node and npm.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
// Bun and Deno have install scripts that only save a link to the program itself, which their packages hold as a plain file.
const args = ["ci", "--ignore-scripts"];

// Inside of `npm run`, npm tells where it is; that path works on any system.
const cli = process.env["npm_execpath"] ?? "";
const options = /** @type {const} */ ({ cwd: folder, stdio: "inherit" });
const result = /npm-cli\.c?js$/.test(cli)
  ? spawnSync(process.execPath, [cli, ...args], options)
  : spawnSync(`npm ${args.join(" ")}`, { ...options, shell: true });
if (result.error !== undefined) console.error(`peers: npm could not be started: ${result.error.message}`);
process.exitCode = result.status ?? 1;

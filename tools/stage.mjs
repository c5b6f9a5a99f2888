// Builds the packages as they are published, each into build/<name>: fresh, without internals, with licence and readme.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = path.join(root, "node_modules/@typescript/native/bin/tsc");

/**
 * The folders of the packages that are published: those with a release build. The library comes first: the others are built on it.
 * @returns {string[]}
 */
export function publishedPackages() {
  const others = readdirSync(path.join(root, "packages")).filter((name) => name !== "tsyncio");
  const names = ["tsyncio", ...others.toSorted()];
  return names.filter((name) => existsSync(path.join(root, "packages", name, "tsconfig.release.json")));
}

/**
 * The manifest as users get it: without what only this repository needs.
 * @param {string} file
 */
function publishedManifest(file) {
  const { scripts: _scripts, devDependencies: _devDependencies, ...manifest } = JSON.parse(readFileSync(file, "utf8"));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Builds one package and returns the folder that is ready to be packed.
 * @param {string} name
 */
export function stage(name) {
  const from = path.join(root, "packages", name);
  const to = path.join(root, "build", name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const built = spawnSync(process.execPath, [compiler, "-p", path.join(from, "tsconfig.release.json")], {
    stdio: "inherit",
  });
  if (built.status !== 0) throw new Error(`the release build of ${name} failed`);
  cpSync(path.join(from, "src"), path.join(to, "src"), { recursive: true });
  writeFileSync(path.join(to, "package.json"), publishedManifest(path.join(from, "package.json")));
  cpSync(path.join(root, "LICENSE"), path.join(to, "LICENSE"));
  const readme = [path.join(from, "README.md"), path.join(root, "README.md")].find((file) => existsSync(file));
  if (readme !== undefined) cpSync(readme, path.join(to, "README.md"));
  return to;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const name of publishedPackages()) console.log(`staged ${path.relative(root, stage(name))}`);
}

// Builds the packages as they are published, each into build/<name>: fresh, bundled, without internals, with licence and readme.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

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
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
}

/**
 * Has the compiler's maps point at the sources that are published, in place of those in this repository.
 * @param {string} folder a staged package
 */
function pointMapsAtSources(folder) {
  const here = `../../packages/${path.basename(folder)}/src/`;
  for (const file of filesIn(path.join(folder, "dist"))) {
    if (file.endsWith(".map")) writeFileSync(file, readFileSync(file, "utf8").replaceAll(here, "src/"));
  }
}

/**
 * The modules that users can import, by their names in `dist`, without the extension.
 * @param {string} folder a staged package
 * @returns {string[]}
 */
function entriesOf(folder) {
  const { exports } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const files = Object.values(exports).map((target) => String(target.default ?? target));
  return files.filter((file) => file.endsWith(".js")).map((file) => file.slice("./dist/".length, -".js".length));
}

/**
 * Puts the modules that the compiler made together: one file an entry, and one for the core, which all entries share, so that
 * its state exists once. Node takes longer to find and to link 80 modules than to compile them. The lines stay readable.
 * @param {string} folder a staged package
 */
async function bundle(folder) {
  const dist = path.join(folder, "dist");
  const bundler = await rolldown({
    cwd: dist,
    input: Object.fromEntries(entriesOf(folder).map((entry) => [entry, path.join(dist, `${entry}.js`)])),
    platform: "node",
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
    preserveEntrySignatures: "strict",
    plugins: [
      {
        name: "compiler's source maps",
        load: (id) => ({ code: readFileSync(id, "utf8"), map: readFileSync(`${id}.map`, "utf8") }),
      },
    ],
  });
  const { output } = await bundler.generate({
    dir: dist,
    format: "esm",
    sourcemap: true,
    comments: { legal: false, annotation: true, jsdoc: false },
    minifyInternalExports: false,
    entryFileNames: "[name].js",
    // Debug mode knows the library's own frames by this name: see core/debug.ts.
    chunkFileNames: "tsyncio-[name].js",
    codeSplitting: { groups: [{ name: "core", test: /[\\/]dist[\\/]core[\\/]/ }] },
  });
  await bundler.close();
  for (const file of filesIn(dist)) if (/\.js(?:\.map)?$/.test(file)) rmSync(file);
  for (const file of output)
    writeFileSync(path.join(dist, file.fileName), file.type === "chunk" ? file.code : file.source);
}

/**
 * Builds one package and returns the folder that is ready to be packed.
 * @param {string} name
 */
export async function stage(name) {
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
  pointMapsAtSources(to);
  await bundle(to);
  cpSync(path.join(root, "LICENSE"), path.join(to, "LICENSE"));
  const readme = [path.join(from, "README.md"), path.join(root, "README.md")].find((file) => existsSync(file));
  if (readme !== undefined) cpSync(readme, path.join(to, "README.md"));
  return to;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const name of publishedPackages()) console.log(`staged ${path.relative(root, await stage(name))}`);
}

// Does a stranger's project compile and load the package? With two compilers, two kinds of resolution, nothing skipped.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commandFile, root, runNode, specifiersOf } from "./support.mjs";

const COMPILERS = { "TypeScript 7": ["@typescript/native", "tsc"], "TypeScript 6": ["typescript", "tsc6"] };

const COMPILER_OPTIONS = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  target: "ES2022",
  lib: ["ES2023", "ESNext.Disposable"],
  types: ["node"],
};

/** @type {Record<string, Record<string, string>>} */
const RESOLUTIONS = {
  nodenext: { module: "NodeNext" },
  bundler: { module: "ESNext", moduleResolution: "Bundler" },
};

/**
 * A project in a new folder that depends on the staged package and imports all that it offers.
 * @param {string} folder
 */
function makeProject(folder) {
  const project = mkdtempSync(path.join(tmpdir(), "tsyncio-consumer-"));
  const specifiers = specifiersOf(folder);
  const dependency = path.join(project, "node_modules", specifiers[0] ?? "");
  mkdirSync(dependency, { recursive: true });
  cpSync(folder, dependency, { recursive: true });
  mkdirSync(path.join(project, "node_modules/@types"));
  // What it depends on: our own packages as they are published, all others as they are installed.
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  for (const name of ["@types/node", "undici-types", ...Object.keys(dependencies)]) {
    const own = name === "tsyncio";
    const target = own ? path.join(root, "build", name) : path.join(root, "node_modules", name);
    symlinkSync(target, path.join(project, "node_modules", name), "junction");
  }
  const imports = specifiers.map((specifier, index) => `import * as module${index} from "${specifier}";`);
  const uses = specifiers.map((_, index) => `console.log(Object.keys(module${index}).length > 0);`);
  const lines = [...imports, ...uses].join("\n");
  writeFileSync(path.join(project, "package.json"), '{ "type": "module" }\n');
  writeFileSync(path.join(project, "main.ts"), `${lines}\n`);
  writeFileSync(path.join(project, "main.js"), `${lines}\n`);
  return project;
}

/**
 * What the first compiler that is not content says: the others mostly say it again.
 * @param {string} project
 * @returns {string[]}
 */
function compileFaults(project) {
  for (const [resolution, options] of Object.entries(RESOLUTIONS)) {
    const config = path.join(project, `tsconfig.${resolution}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, ...options }, files: ["main.ts"] }));
    for (const [title, [packageName = "", command = ""]] of Object.entries(COMPILERS)) {
      const { status, output } = runNode(commandFile(packageName, command), ["-p", config], project);
      if (status !== 0) return [`${title}, ${resolution}: ${output}`];
    }
  }
  return [];
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
export function checkConsumers(folder) {
  const project = makeProject(folder);
  try {
    const { status, output } = runNode(path.join(project, "main.js"), [], project);
    const loads = status === 0 && !output.includes("false");
    return [...(loads ? [] : [`Node ${process.version}: ${output}`]), ...compileFaults(project)];
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

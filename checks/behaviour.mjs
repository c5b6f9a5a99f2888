// Do the packages, as they are published, do what they do here? A program that uses all parts, and CPython's traces once more.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, runNode } from "./support.mjs";

/**
 * A new folder in which our packages are installed as they are published, and all that they depend on as it is here.
 * @param {readonly string[]} folders the staged packages
 */
function makeProject(folders) {
  const project = realpathSync(mkdtempSync(path.join(tmpdir(), "tsyncio-behaviour-")));
  const modules = path.join(project, "node_modules");
  const manifests = folders.map((folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")));
  const own = manifests.map(({ name }) => name);
  for (const [index, folder] of folders.entries()) {
    mkdirSync(path.dirname(path.join(modules, own[index])), { recursive: true });
    cpSync(folder, path.join(modules, own[index]), { recursive: true });
    for (const name of Object.keys(manifests[index].dependencies ?? {}).filter((needed) => !own.includes(needed))) {
      symlinkSync(path.join(root, "node_modules", name), path.join(modules, name), "junction");
    }
  }
  cpSync(path.join(root, "checks/programs"), path.join(project, "programs"), { recursive: true });
  for (const part of ["package.json", "dist", "traces", "hazards.json"]) {
    cpSync(path.join(root, "conformance", part), path.join(project, "conformance", part), { recursive: true });
  }
  return project;
}

/**
 * @param {readonly string[]} folders the staged packages
 * @returns {string[]}
 */
export function checkBehaviour(folders) {
  const project = makeProject(folders);
  try {
    const faults = [];
    const everything = runNode(path.join(project, "programs/everything.mjs"), [], project);
    if (everything.status !== 0 || everything.output !== "everything works") faults.push(everything.output);
    const traces = runNode(path.join(project, "conformance/dist/main.js"), [], project);
    const result = traces.output.split("\n").at(-1) ?? "";
    if (traces.status !== 0 || !result.endsWith(" 0 differ")) faults.push(traces.output);
    return faults;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

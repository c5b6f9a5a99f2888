// Removes everything that a build made, and nothing else.

import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const workspaces = ["packages", "examples"].flatMap((folder) => {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
});

for (const workspace of [...workspaces, "bench", "conformance", "checks"]) {
  rmSync(path.join(root, workspace, "dist"), { recursive: true, force: true });
}
for (const folder of ["build", "coverage"]) rmSync(path.join(root, folder), { recursive: true, force: true });

// How the tests run. Two projects: `unit` (everything in virtual time, one shared context) and `process` (real time).

import process from "node:process";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

// Tests read the library's sources, so that no stale build can pass them.
const alias = [
  { find: /^tsyncio$/, replacement: source("tsyncio/src/index.node.ts") },
  { find: /^tsyncio\/testing$/, replacement: source("tsyncio/src/testing/index.ts") },
  { find: /^tsyncio\/files$/, replacement: source("tsyncio/src/files/index.ts") },
  { find: /^@tsyncio\/http$/, replacement: source("http/src/index.ts") },
];

// A test without an assertion cannot fail, so it fails; a focused test would hide all others, so it fails too. The limit of time is
// there to end what hangs: on a busy machine anything may take a while.
const strict = { allowOnly: false, expect: { requireAssertions: true }, testTimeout: 30_000 };

// What talks to the system may be hit by a machine that is busy with others. There, in CI, it is tried again, and the log tells which.
const atTheSystem = { ...strict, retry: process.env["CI"] === undefined ? 0 : 2 };

export default defineConfig({
  test: {
    reporters: ["default", "./tools/ci_reporter.mjs"],
    projects: [
      {
        resolve: { alias },
        test: {
          ...strict,
          name: "unit",
          include: ["packages/*/test/**/*.test.ts", "conformance/**/*.test.ts", "bench/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "**/test/process/**"],
          pool: "threads",
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...atTheSystem,
          name: "process",
          include: [
            "packages/*/test/process/**/*.test.ts",
            "bench/test/process/**/*.test.ts",
            "examples/**/*.test.ts",
            "docs/test/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "**/dist/**"],
          pool: "forks",
          execArgv: ["--expose-gc"],
        },
      },
      {
        // Once more what goes over sockets, by what the host documents alone: see node/raw_sockets.ts.
        resolve: { alias },
        test: {
          ...atTheSystem,
          name: "documented-sockets",
          include: [
            "packages/tsyncio/test/process/{bridges,buffered,net,sendfile,server,socket,start_tls,stream,tls,unix}*.test.ts",
          ],
          env: { TSYNCIO_RAW_SOCKETS: "0" },
          pool: "forks",
          execArgv: ["--expose-gc"],
        },
      },
    ],
  },
});

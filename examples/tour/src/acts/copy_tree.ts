// Copy-tree: a tree is made, copied by threads, and the copy is read again.

import nodePath from "node:path";

import { type CopyResult, type Progress, copyTree } from "example-copy-tree";
import type { Coroutine } from "tsyncio";

import type { Act, Stage } from "../stage.ts";
import { type Tree, differenceOf, makeTree, readTree } from "./tree.ts";

/** Which shares of the act are over when the tree is made, and when it is copied. */
const MADE = 0.3;
const COPIED = 0.7;
const PROGRESS_SECONDS = 0.05;

export const copyTreeAct: Act = {
  name: "copy-tree",
  *perform(stage, folder) {
    const source = nodePath.join(folder, "source");
    const target = nodePath.join(folder, "target");
    const tree = yield* makeTree(source, (done, all) => {
      stage.progress((done / all) * MADE, `making a tree: ${done} of ${all} files`);
    });
    stage.tell(`a tree of ${tree.checksums.size} files is made, ${inMiB(tree.bytes)} MiB; threads copy it`);
    const result = yield* copy(stage, source, target);
    stage.tell("it is copied; the copy is read once more");
    const found = yield* readTree(target, (done, all) => {
      stage.progress(COPIED + (done / all) * (1 - COPIED), `reading the copy: ${done} of ${all} files`);
    });
    check(stage, tree, result, found);
  },
};

function* copy(stage: Stage, source: string, target: string): Coroutine<CopyResult> {
  let last: Progress | null = null;
  const onProgress = (progress: Progress): void => {
    const { files, totalFiles, bytes, totalBytes } = progress;
    if (totalBytes === 0) return;
    last = progress;
    // A small file takes about as long as some bytes of a large one.
    const share = (bytes / totalBytes + files / totalFiles) / 2;
    stage.progress(
      MADE + share * (COPIED - MADE),
      `copying: ${files} of ${totalFiles} files, ${inMiB(bytes)} of ${inMiB(totalBytes)} MiB`,
    );
  };
  try {
    return yield* copyTree(source, target, { verify: true, interval: PROGRESS_SECONDS, onProgress });
  } finally {
    if (last !== null) report(stage, last);
  }
}

function report(stage: Stage, { files, totalFiles, bytes }: Progress): void {
  stage.report.push(
    `copied and verified ${files} of ${totalFiles} files (${inMiB(bytes)} MiB), each under its name only when it was whole`,
  );
}

function check(stage: Stage, tree: Tree, result: CopyResult, found: ReadonlyMap<string, string>): void {
  const failure = result.failures[0];
  stage.check(
    "every file could be copied",
    failure === undefined ? null : `${failure.path}: ${failure.message}; ${result.failures.length} in all`,
  );
  stage.check("the threads' checksums are those of what was written", differenceOf(result.checksums, tree.checksums));
  stage.check("the copy has every file, byte for byte, and no other", differenceOf(found, tree.checksums));
}

function inMiB(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1);
}

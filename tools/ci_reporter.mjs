// A vitest reporter that closes a run with one plain line: "N passed, N failed, N skipped". It also ends a run that has
// hung: a test that spins blocks its thread, where no time limit of vitest's can reach it.

/** Seconds without a single event after which a run counts as hung. Tests end far sooner: time is virtual. */
const PATIENCE = 120;

/**
 * @typedef {import("vitest/node").TestModule} TestModule
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * What a run came to. A file that does not load and an error outside of any test count as failures.
 * @param {ReadonlyArray<TestModule>} modules
 * @param {number} otherFailures
 * @returns {Counts}
 */
function tally(modules, otherFailures) {
  const counts = { passed: 0, failed: otherFailures, skipped: 0 };
  for (const module of modules) {
    let failedInside = 0;
    for (const test of module.children.allTests()) {
      const state = test.result().state;
      if (state === "failed") failedInside += 1;
      if (state === "passed" || state === "skipped") counts[state] += 1;
    }
    const brokenOutside = failedInside === 0 && module.state() === "failed";
    counts.failed += brokenOutside ? 1 : failedInside;
  }
  return counts;
}

/** @param {Counts} counts */
function printClosingLine({ passed, failed, skipped }) {
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}

export default class CiReporter {
  #guarded = false;
  /** @type {NodeJS.Timeout | undefined} */
  #watchdog;
  /** @type {Set<TestModule>} */
  #modules = new Set();
  /** @type {Set<TestModule>} */
  #running = new Set();

  /** @param {import("vitest/node").Vitest} vitest */
  onInit(vitest) {
    const { watch, inspector } = vitest.config;
    this.#guarded = !watch && inspector.enabled !== true;
  }

  onTestRunStart() {
    this.#modules.clear();
    this.#running.clear();
    this.#sawProgress();
  }

  /** @param {TestModule} module */
  onTestModuleStart(module) {
    this.#modules.add(module);
    this.#running.add(module);
    this.#sawProgress();
  }

  onTestCaseResult() {
    this.#sawProgress();
  }

  /** @param {TestModule} module */
  onTestModuleEnd(module) {
    this.#running.delete(module);
    this.#sawProgress();
  }

  /**
   * @param {ReadonlyArray<TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    clearTimeout(this.#watchdog);
    printClosingLine(tally(modules, unhandledErrors.length));
  }

  #sawProgress() {
    clearTimeout(this.#watchdog);
    if (this.#guarded) this.#watchdog = setTimeout(() => this.#giveUp(), PATIENCE * 1000);
  }

  #giveUp() {
    const lines = [`No test has ended for ${PATIENCE} seconds: one of these files hangs.`];
    for (const module of this.#running) {
      const done = [...module.children.allTests()].filter((test) => test.result().state !== "pending");
      lines.push(`  ${module.relativeModuleId}, after ${done.at(-1)?.fullName ?? "its start"}`);
    }
    process.stdout.write(`\n${lines.join("\n")}\n\n`);
    printClosingLine(tally([...this.#modules], 1));
    process.exit(1);
  }
}

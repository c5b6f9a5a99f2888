// The tour with acts that are made up: who is stopped when, and what is said of it.

import { access, readdir } from "node:fs/promises";

import { type Coroutine, Event, createTask, run, sleep } from "tsyncio";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { PlainScreen } from "../src/screen.ts";
import type { Act, Stage } from "../src/stage.ts";
import { withStageFright } from "../src/stage_fright.ts";
import { type Ending, showSummary } from "../src/summary.ts";
import { Tour } from "../src/tour.ts";

/** What was shown, line by line, without times. */
class Paper {
  readonly lines: string[] = [];
  readonly screen = new PlainScreen({
    write: (text: string): boolean => {
      this.lines.push(text.trimEnd().replaceAll(/[\d.]+ s/g, "N s"));
      return true;
    },
  });

  summaryOf(tour: Tour, ending: Ending = "over"): string[] {
    this.lines.length = 0;
    showSummary(tour, this.screen, ending);
    return this.lines;
  }
}

function act(name: string, perform: (stage: Stage, folder: string) => Coroutine): Act {
  return { name, perform };
}

/** One that is over at once. */
const short = act("short", function* (stage) {
  yield* sleep(0);
  stage.check("all is well", null);
});

/** One that is never over, and sets `cleaned` when it is stopped. */
function endless(began: Event, cleaned: Event): Act {
  return act("endless", function* () {
    try {
      began.set();
      yield* new Event().wait();
    } finally {
      yield* sleep(0);
      cleaned.set();
    }
  });
}

describe("The tour", () => {
  it("performs all acts at once, and is fine if all checks hold", () =>
    run(function* () {
      const [first, second] = [new Event(), new Event()];
      const paper = new Paper();
      const meet = (name: string, mine: Event, other: Event): Act =>
        act(name, function* (stage) {
          mine.set();
          yield* other.wait();
          stage.report.push(`${name} was here`);
          stage.check("they met", null);
        });
      const tour = new Tour([meet("one", first, second), meet("two", second, first)], paper.screen);
      yield* tour.run();
      expect(tour.isFine).toBe(true);
      const summary = paper.summaryOf(tour);
      expect(summary.slice(1, 4)).toEqual(["one: done after N s", "  one was here", "  ok: they met"]);
      expect(summary.at(-1)).toBe("All 2 are done, and all is as it should be. It took N s.");
    }));

  it("gives each act a folder, and removes them all", () =>
    run(function* () {
      const folders: string[] = [];
      const looking = (name: string): Act =>
        act(name, function* (_stage, folder) {
          yield* createTask(async () => {
            await access(folder);
            expect(await readdir(folder)).toEqual([]);
          });
          folders.push(folder);
        });
      yield* new Tour([looking("one"), looking("two")], new Paper().screen).run();
      expect(new Set(folders).size).toBe(2);
      for (const folder of folders)
        yield* createTask(async () => {
          await expect(access(folder)).rejects.toThrow("ENOENT");
        });
    }));

  it("is not fine if a check does not hold, and says which", () =>
    run(function* () {
      const paper = new Paper();
      const wrong = act("wrong", function* (stage) {
        yield* sleep(0);
        stage.check("two and two are four", "they are five");
      });
      const tour = new Tour([short, wrong], paper.screen);
      yield* tour.run();
      expect(tour.isFine).toBe(false);
      const summary = paper.summaryOf(tour);
      expect(summary).toContain("  WRONG: two and two are four: they are five");
      expect(summary.at(-1)).toBe("WRONG: not all of wrong is as it should be. It took N s.");
    }));

  it("stops the others when one fails, waits for them, and says so", () =>
    run(function* () {
      const [began, cleaned] = [new Event(), new Event()];
      const paper = new Paper();
      const failing = act("failing", function* () {
        yield* began.wait();
        throw new Error("it broke");
      });
      const tour = new Tour([endless(began, cleaned), failing], paper.screen);
      yield* tour.run();
      expect(cleaned.isSet()).toBe(true);
      expect(tour.isFine).toBe(false);
      expect(tour.stages.map(({ state }) => state)).toEqual(["stopped", "failed"]);
      const summary = paper.summaryOf(tour);
      expect(summary).toContain("  FAILED: Error: it broke");
      expect(summary.at(-1)).toBe("FAILED: failing, so endless was stopped. It took N s.");
    }));

  it("tells the errors of an act's own tasks one by one", () =>
    run(function* () {
      const paper = new Paper();
      const tour = new Tour([withStageFright(endless(new Event(), new Event()))], paper.screen);
      yield* tour.run();
      expect(paper.summaryOf(tour)).toContain("  FAILED: StageFright: was asked to fail after N s");
    }));

  it("stops all when it is cancelled, and passes the cancellation on", () =>
    run(function* () {
      const [began, cleaned] = [new Event(), new Event()];
      const paper = new Paper();
      const tour = new Tour([short, endless(began, cleaned)], paper.screen);
      const task = createTask(tour.run());
      yield* began.wait();
      yield* sleep(0);
      task.cancel();
      yield* createTask(async () => {
        await expect(task).rejects.toMatchObject({ name: "CancelledError" });
      });
      expect(cleaned.isSet()).toBe(true);
      expect(tour.stages.map(({ state }) => state)).toEqual(["done", "stopped"]);
      const summary = paper.summaryOf(tour, "interrupted");
      expect(summary.at(-1)).toBe("Interrupted after N s. All are stopped, and nothing is left behind.");
    }));

  it("stops all when it takes too long, and is not fine", () =>
    run(function* () {
      const paper = new Paper();
      const cleaned = new Event();
      const tour = new Tour([endless(new Event(), cleaned)], paper.screen, 0.05);
      yield* tour.run();
      expect(cleaned.isSet()).toBe(true);
      expect(tour.isFine).toBe(false);
      expect(paper.summaryOf(tour).at(-1)).toBe("Stopped: it was not over after N s.");
    }));

  it("hides no error of its own behind that of an act", () =>
    run(function* () {
      const failing = act("failing", function* () {
        try {
          yield* new Event().wait();
        } finally {
          throw new Error("it broke");
        }
      });
      // Two folders of one name cannot be made.
      const paper = new Paper();
      const tour = new Tour([failing, failing], paper.screen);
      yield* createTask(async () => {
        await expect(createTask(tour.run())).rejects.toMatchObject({
          errors: [{ errors: [{ code: "EEXIST" }] }],
        });
      });
      expect(tour.stages[0]?.state).toBe("failed");
      expect(paper.summaryOf(tour)).toContain("failing: had not begun");
    }));
});

// The closing summary: what each act did, whether it is as it should be, and the time line.

import { type Screen, shorten } from "./screen.ts";
import { type Stage, errorsOf } from "./stage.ts";
import { timeLine } from "./timeline.ts";
import type { Tour } from "./tour.ts";

/** The time line takes no more columns: it is read, not measured. */
const MOST_COLUMNS = 100;

/** How the tour ended, as its last line says. */
export type Ending = "over" | "interrupted";

/** Show the summary of `tour` on `screen`. */
export function showSummary(tour: Tour, screen: Screen, ending: Ending): void {
  const columns = Math.min(screen.columns, MOST_COLUMNS) - 1;
  for (const stage of tour.stages) {
    screen.line("");
    for (const line of chapterOf(stage, screen)) screen.line(line);
  }
  screen.line("");
  screen.line(`${screen.style("bold", "When")}: how much each did at what time, in one event loop`);
  for (const line of timeLine(tour.stages, tour.seconds, columns)) screen.line(shorten(line, columns));
  screen.line("");
  screen.line(verdict(tour, screen, ending));
}

/** What an act did. */
function* chapterOf(stage: Stage, screen: Screen): Generator<string, undefined> {
  const seconds = ((stage.ended ?? stage.began) - stage.began).toFixed(1);
  const what = stage.state === "waiting" ? "had not begun" : `${stage.state} after ${seconds} s`;
  yield `${screen.style("bold", stage.name)}: ${what}`;
  for (const line of stage.report) yield `  ${line}`;
  for (const { claim, fault } of stage.checks) {
    if (fault === null) yield screen.style("green", `  ok: ${claim}`);
    else yield screen.style("red", `  WRONG: ${claim}: ${fault}`);
  }
  if (stage.state === "failed")
    for (const error of errorsOf(stage.error)) yield screen.style("red", `  FAILED: ${String(error)}`);
  return undefined;
}

function verdict(tour: Tour, screen: Screen, ending: Ending): string {
  const took = `${tour.seconds.toFixed(1)} s`;
  if (ending === "interrupted")
    return screen.style("yellow", `Interrupted after ${took}. All are stopped, and nothing is left behind.`);
  if (tour.isFine)
    return screen.style("green", `All ${tour.stages.length} are done, and all is as it should be. It took ${took}.`);
  if (tour.isLate) return screen.style("red", `Stopped: it was not over after ${took}.`);
  const failed = tour.stages.filter(({ state }) => state === "failed").map(({ name }) => name);
  if (failed.length > 0) {
    const stopped = tour.stages.filter(({ state }) => state === "stopped").map(({ name }) => name);
    const rest =
      stopped.length === 0 ? "" : `, so ${stopped.join(" and ")} ${stopped.length === 1 ? "was" : "were"} stopped`;
    return screen.style("red", `FAILED: ${failed.join(" and ")}${rest}. It took ${took}.`);
  }
  const wrong = tour.stages.filter(({ isFine }) => !isFine).map(({ name }) => name);
  return screen.style("red", `WRONG: not all of ${wrong.join(" and ")} is as it should be. It took ${took}.`);
}

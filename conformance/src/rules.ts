// Where CPython's versions differ among themselves, and tsyncio follows the one or the other. A recording that shows such a
// difference is left out where the recorder is of the version that tsyncio does not follow.

import type { Version } from "./oracle.ts";

/** What the recorder can notice in a run. */
export type Shown = "eager group task ended" | "eager group task failed";

interface Rule {
  readonly shown: Shown;
  /** Recorders of these versions behave differently. */
  concerns(version: Version): boolean;
  readonly reason: string;
}

// Up to 3.13.1 a task group handled a task that ended eagerly at once, an error included, which could then cancel the parent
// while that was still starting another task. Since then it always takes note in the next iteration. tsyncio
// lets go of a task that has succeeded at once, as in the recorded traces, and takes note of an error in the next iteration.
const eagerGroupFix: Version = [3, 13, 2];

const rules: readonly Rule[] = [
  {
    shown: "eager group task failed",
    concerns: (version) => !isAtLeast(version, eagerGroupFix),
    reason: "gh-128550: a group takes note of an eager task's error at once",
  },
  {
    shown: "eager group task ended",
    concerns: (version) => isAtLeast(version, eagerGroupFix),
    reason: "gh-128550: a group takes an iteration to let go of an eager task that succeeded",
  },
];

/** Why a recording that shows this is left out with this version of CPython, `undefined` if it is not. */
export function reasonToLeaveOut(shows: readonly Shown[], version: Version): string | undefined {
  return rules.find(({ shown, concerns }) => shows.includes(shown) && concerns(version))?.reason;
}

function isAtLeast(version: Version, since: Version): boolean {
  for (const [place, number] of since.entries()) {
    const own = version[place] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

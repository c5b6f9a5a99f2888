// Whether the process has a descriptor left for one more connection. Opens nothing for long.

import { closeSync, openSync } from "node:fs";
import type { Socket } from "node:net";
import { devNull } from "node:os";

import type { OSError } from "../core/os_errors.ts";
import { toOSError } from "./os_errors.ts";
import { descriptorOf } from "./raw_sockets.ts";

/** The highest that a connection ever had. Each gets the lowest that is free, so the last one there is has the highest. */
let highest = 0;

/**
 * What one more connection would fail with, after `accepted` was let in; `null` if there is room.
 *
 * The host itself does not tell: it closes the connections that it has no descriptor for.
 */
export function shortage(accepted: Socket): OSError | null {
  const descriptor = descriptorOf(accepted);
  if (descriptor < highest) return null;
  highest = descriptor;
  try {
    closeSync(openSync(devNull, "r"));
  } catch (error) {
    return toOSError(error);
  }
  return null;
}

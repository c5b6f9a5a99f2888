// The line of pieces that a socket's bytes wait in, against plain arrays. No sockets.

import fc from "fast-check";

import { Pieces } from "../../src/node/pieces.ts";
import { describe, expect, it } from "../support/suite.ts";

const LARGE = 16 * 1024;

type Step = readonly ["push" | "unshift", size: number] | readonly ["shift" | "shiftJoined" | "clear"];

const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom("push", "unshift"), fc.constantFrom(1, 2, 100, LARGE - 1, LARGE, LARGE + 1)),
    fc.tuple(fc.constantFrom("shift", "shiftJoined", "shiftJoined", "clear")),
  ),
  { maxLength: 40 },
) as fc.Arbitrary<Step[]>;

/** How many pieces `shiftJoined()` takes: small ones together, a large one by itself. */
function joinedCount(model: readonly Uint8Array[]): number {
  const large = model.findIndex((piece) => piece.length >= LARGE);
  return large < 0 ? model.length : Math.max(large, 1);
}

describe("Pieces", () => {
  it("gives back what it was given, in order, small pieces together if they are asked for so", () => {
    fc.assert(
      fc.property(steps, (program) => {
        const pieces = new Pieces();
        let model: Uint8Array[] = [];
        let made = 0;
        for (const [kind, size = 0] of program) {
          if (kind === "push" || kind === "unshift") {
            const piece = new Uint8Array(size).fill(++made);
            pieces[kind](piece);
            model = kind === "push" ? [...model, piece] : [piece, ...model];
          } else if (kind === "clear") {
            expect(pieces.clear()).toEqual(model);
            model = [];
          } else if (model.length > 0) {
            const count = kind === "shift" ? 1 : joinedCount(model);
            const taken = Buffer.concat(model.slice(0, count));
            expect(taken.equals(kind === "shift" ? pieces.shift() : pieces.shiftJoined())).toBe(true);
            model = model.slice(count);
          }
          expect(pieces.size).toBe(model.reduce((sum, piece) => sum + piece.length, 0));
        }
        expect(pieces.clear()).toEqual(model);
      }),
    );
  });
});

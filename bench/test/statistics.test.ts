// Medians, spreads and ratios.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { growthFactor } from "../src/session.ts";
import { median, pairedRatio, percentile, spread } from "../src/statistics.ts";

describe("median", () => {
  it("is the middle value, whatever the order", () => {
    expect(median([30, 1, 2])).toBe(2);
  });

  it("is the mean of the two in the middle of an even number", () => {
    expect(median([4, 1, 2, 30])).toBe(3);
  });

  it("refuses an empty list", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("spread", () => {
  it("tells the smallest and the largest, too", () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  });
});

describe("percentile", () => {
  it("counts from the smallest", () => {
    const values = Array.from({ length: 100 }, (_, i) => 99 - i);
    expect([0, 0.5, 0.99, 1].map((fraction) => percentile(values, fraction))).toEqual([0, 50, 99, 99]);
  });
});

describe("pairedRatio", () => {
  it("compares within a round, so that a slow round does not count", () => {
    expect(pairedRatio([20, 2000, 30], [10, 1000, 10])).toBe(2);
  });

  it("leaves rounds out in which one of the two gave nothing", () => {
    expect(pairedRatio([20, null, 40], [10, 1, null])).toBe(2);
    expect(pairedRatio([null], [1])).toBe(null);
  });
});

describe("growthFactor", () => {
  it("compares the dearest with the cheapest size, and small sizes do not count", () => {
    expect(growthFactor([100, 1000, 10_000, 100_000], [900, 10, null, 25])).toBe(2.5);
  });

  it("needs two sizes", () => {
    expect(growthFactor([100, 1000], [10, 10])).toBe(null);
  });
});

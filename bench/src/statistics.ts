// Medians and spreads of lists of numbers. It knows nothing about what the numbers count.

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The middle value, or the mean of the two in the middle. Throws a `RangeError` for an empty list. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("the median of no values is undefined");
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[sorted.length >> 1] as number;
  if (sorted.length % 2 === 1) return high;
  return ((sorted[(sorted.length >> 1) - 1] as number) + high) / 2;
}

/** Median, smallest and largest of a list. Throws a `RangeError` for an empty list. */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** The value below which `fraction` (0 to 1) of the values lie. Throws a `RangeError` for an empty list. */
export function percentile(values: readonly number[], fraction: number): number {
  if (values.length === 0) throw new RangeError("a percentile of no values is undefined");
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] as number;
}

/** The median, over the rounds, of the ratios within a round: what slows a whole round down cancels out. */
export function pairedRatio(reference: readonly (number | null)[], own: readonly (number | null)[]): number | null {
  const ratios: number[] = [];
  for (const [round, value] of own.entries()) {
    const other = reference[round];
    if (value !== null && other !== null && other !== undefined) ratios.push(other / value);
  }
  return ratios.length === 0 ? null : median(ratios);
}

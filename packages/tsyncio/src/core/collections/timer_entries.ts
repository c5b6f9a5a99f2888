// Timers as plain numbers, in a row: a deadline and a place each; and how a row is sorted and merged. Knows nothing of timers themselves.

const INITIAL_CAPACITY = 64;
/** A row that had to be longer than this gives its memory back when it is emptied. */
const MOST_KEPT = 16_384;

/** Sorted are two digits of so many bits each: counters that stay in the processor's first cache. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** So few entries are sorted by comparing them. */
const FEW = 64;
/** Of the two 32-bit halves of a number in memory, the low one. */
const LOW_HALF = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;

const lowCounts = new Int32Array(DIGITS);
const highCounts = new Int32Array(DIGITS);

/** A row of deadlines, each with the place of its timer. @internal */
export class TimerEntries {
  whens: Float64Array = new Float64Array(INITIAL_CAPACITY);
  places: Int32Array = new Int32Array(INITIAL_CAPACITY);
  length = 0;

  push(when: number, place: number): void {
    const index = this.length++;
    if (index === this.whens.length) this.reserve(index + 1);
    this.whens[index] = when;
    this.places[index] = place;
  }

  /** Have room for `length` entries, keeping those that are here. */
  reserve(length: number): void {
    let capacity = this.whens.length;
    if (capacity >= length) return;
    while (capacity < length) capacity *= 2;
    this.whens = enlarged(this.whens, new Float64Array(capacity));
    this.places = enlarged(this.places, new Int32Array(capacity));
  }

  clear(): void {
    this.length = 0;
    if (this.whens.length <= MOST_KEPT) return;
    this.whens = new Float64Array(INITIAL_CAPACITY);
    this.places = new Int32Array(INITIAL_CAPACITY);
  }

  /** Take over the entries of `other`, which gets ours. */
  swap(other: TimerEntries): void {
    const { whens, places, length } = this;
    this.whens = other.whens;
    this.places = other.places;
    this.length = other.length;
    other.whens = whens;
    other.places = places;
    other.length = length;
  }

  /**
   * Sort by deadline; equal ones stay in their order. No deadline may be negative, nor -0.
   *
   * By their bits: those of numbers that are not negative have the same order as the numbers. So an entry takes the same time
   * among many as among few, where with a sort that compares it takes more.
   *
   * @param spare an empty row, for the work
   */
  sort(spare: TimerEntries): void {
    spare.reserve(this.length);
    this.#sortRange(0, this.length, spare);
  }

  #sortRange(start: number, end: number, spare: TimerEntries): void {
    if (end - start <= FEW) {
      this.#insertionSort(start, end);
      return;
    }
    // Of the bits, those above `top` are the same in all entries. The two digits below put nearly all where they belong.
    const top = this.#highestDifference(start, end);
    if (top < 0) return;
    const shift = Math.max(0, top + 1 - 2 * DIGIT_BITS);
    this.#countDigits(start, end, shift);
    this.#scatter(start, end, shift, lowCounts, spare);
    spare.#scatter(start, end, shift + DIGIT_BITS, highCounts, this);
    // Entries that differ further down only stand side by side.
    const { whens } = this;
    const halves = new Uint32Array(whens.buffer);
    for (let index = start + 1; index < end; index++) {
      if ((whens[index] as number) >= (whens[index - 1] as number)) continue;
      let groupStart = index - 1;
      let groupEnd = index + 1;
      while (groupStart > start && isNear(halves, groupStart - 1, index, shift)) groupStart--;
      while (groupEnd < end && isNear(halves, groupEnd, index, shift)) groupEnd++;
      this.#sortRange(groupStart, groupEnd, spare);
      index = groupEnd;
    }
  }

  // -1: there is none.
  #highestDifference(start: number, end: number): number {
    const halves = new Uint32Array(this.whens.buffer);
    const firstLow = halves[2 * start + LOW_HALF] as number;
    const firstHigh = halves[2 * start + 1 - LOW_HALF] as number;
    let low = 0;
    let high = 0;
    for (let index = start; index < end; index++) {
      low |= (halves[2 * index + LOW_HALF] as number) ^ firstLow;
      high |= (halves[2 * index + 1 - LOW_HALF] as number) ^ firstHigh;
    }
    return high === 0 ? 31 - Math.clz32(low) : 63 - Math.clz32(high);
  }

  // Leaves in the counters where the entries with each digit begin.
  #countDigits(start: number, end: number, shift: number): void {
    lowCounts.fill(0);
    highCounts.fill(0);
    const halves = new Uint32Array(this.whens.buffer);
    for (let index = start; index < end; index++) {
      const low = digitAt(halves, index, shift);
      const high = digitAt(halves, index, shift + DIGIT_BITS);
      lowCounts[low] = (lowCounts[low] as number) + 1;
      highCounts[high] = (highCounts[high] as number) + 1;
    }
    let lowStart = start;
    let highStart = start;
    for (let digit = 0; digit < DIGITS; digit++) {
      const low = lowCounts[digit] as number;
      const high = highCounts[digit] as number;
      lowCounts[digit] = lowStart;
      highCounts[digit] = highStart;
      lowStart += low;
      highStart += high;
    }
  }

  // Writes each entry into `into`, behind those that came before with the same digit.
  #scatter(start: number, end: number, shift: number, starts: Int32Array, into: TimerEntries): void {
    const { whens, places } = this;
    const { whens: whensOut, places: placesOut } = into;
    const halves = new Uint32Array(whens.buffer);
    for (let index = start; index < end; index++) {
      const digit = digitAt(halves, index, shift);
      const target = starts[digit] as number;
      starts[digit] = target + 1;
      whensOut[target] = whens[index] as number;
      placesOut[target] = places[index] as number;
    }
  }

  #insertionSort(start: number, end: number): void {
    const { whens, places } = this;
    for (let next = start + 1; next < end; next++) {
      const when = whens[next] as number;
      const place = places[next] as number;
      let index = next;
      for (; index > start && (whens[index - 1] as number) > when; index--) {
        whens[index] = whens[index - 1] as number;
        places[index] = places[index - 1] as number;
      }
      whens[index] = when;
      places[index] = place;
    }
  }
}

// The digit of a number that begins at bit `shift`.
function digitAt(halves: Uint32Array, index: number, shift: number): number {
  const high = halves[2 * index + 1 - LOW_HALF] as number;
  if (shift >= 32) return (high >>> (shift - 32)) & (DIGITS - 1);
  const low = (halves[2 * index + LOW_HALF] as number) >>> shift;
  return (shift === 0 ? low : low | (high << (32 - shift))) & (DIGITS - 1);
}

// Whether two numbers agree in the two digits that begin at bit `shift`.
function isNear(halves: Uint32Array, index: number, other: number, shift: number): boolean {
  return (
    digitAt(halves, index, shift) === digitAt(halves, other, shift) &&
    digitAt(halves, index, shift + DIGIT_BITS) === digitAt(halves, other, shift + DIGIT_BITS)
  );
}

/** Put the entries of two sorted rows into `into`, which is empty; among equal deadlines those of `first` come first. @internal */
export function mergeEntries(first: TimerEntries, start: number, second: TimerEntries, into: TimerEntries): void {
  into.reserve(first.length - start + second.length);
  let index = start;
  for (let other = 0; other < second.length; other++) {
    const when = second.whens[other] as number;
    while (index < first.length && (first.whens[index] as number) <= when) {
      into.push(first.whens[index] as number, first.places[index] as number);
      index++;
    }
    into.push(when, second.places[other] as number);
  }
  for (; index < first.length; index++) into.push(first.whens[index] as number, first.places[index] as number);
}

/** A copy of `from` at the beginning of `to`. @internal */
export function enlarged<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

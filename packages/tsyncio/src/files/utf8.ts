// What is wrong with bytes that are not UTF-8, as Python tells it. Used for faulty input only.

/** A sequence of bytes that is no character. */
export interface Utf8Fault {
  readonly start: number;
  readonly end: number;
  readonly reason: "invalid start byte" | "invalid continuation byte" | "unexpected end of data";
}

/** The first fault at `from` or after it; what stands there begins a character. */
export function findUtf8Fault(bytes: Uint8Array, from: number): Utf8Fault | null {
  let at = from;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const width = lead >= 0xf5 || lead < 0xc2 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (width === 0) return { start: at, end: at + 1, reason: "invalid start byte" };
    for (let index = 1; index < width; index++) {
      const byte = bytes[at + index];
      if (byte === undefined) return { start: at, end: at + index, reason: "unexpected end of data" };
      if (!isContinuation(lead, index, byte))
        return { start: at, end: at + index, reason: "invalid continuation byte" };
    }
    at += width;
  }
  return null;
}

/** Some leads allow not every second byte: no surrogates, nothing beyond Unicode, no number written longer than it must be. */
function isContinuation(lead: number, index: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (index > 1) return true;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  if (lead === 0xf4) return byte < 0x90;
  return true;
}

// The buffers that sockets are read into, without sockets: how much memory those keep that say nothing more.

import { SharedReader } from "../../src/node/raw_sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

const FULL = 64 * 1024;

/** What the host reads into next; `before` if nobody says otherwise. */
function next(reader: SharedReader, before: Uint8Array | null): Uint8Array {
  const { buffer } = reader.options;
  return (typeof buffer === "function" ? buffer() : buffer) ?? (before as Uint8Array);
}

/** Have `reader` read `text`, filled up to `size` bytes. @returns what it reads into next */
function read(reader: SharedReader, into: Uint8Array, text: string, size: number): Uint8Array {
  into.fill(32, 0, size);
  into.set(new TextEncoder().encode(text));
  reader.options.callback(size, into);
  return next(reader, into);
}

describe("SharedReader", () => {
  it("gives a busy socket memory of its own, and no more than 64 of those that fall silent", () => {
    const readers = Array.from({ length: 200 }, () => new SharedReader());
    const shared = next(readers[0] as SharedReader, null);
    for (const reader of readers) reader.start({ _received: () => {} });
    const busy = (): number => readers.filter((reader) => read(reader, shared, "much", FULL) !== shared).length;
    expect(readers.map((reader) => next(reader, shared)).filter((buffer) => buffer !== shared)).toEqual([]);
    expect(busy()).toBe(64);
    for (const reader of readers) reader.stop();
    for (const reader of readers) next(reader, shared);
    for (const reader of readers) reader.start({ _received: () => {} });
    expect(busy()).toBe(64);
    for (const reader of readers) reader.stop();
  });

  it("hands over what nothing is read into again", () => {
    const readers = Array.from({ length: 100 }, () => new SharedReader());
    const received: Uint8Array[] = [];
    const sent: string[] = [];
    for (const reader of readers) reader.start({ _received: (data) => void received.push(data) });
    const lasts = new Map<SharedReader, Uint8Array>();
    let count = 0;
    for (const sizes of [
      [FULL, FULL, 100],
      [FULL, 9000],
      [10, FULL, FULL, FULL, 1],
    ]) {
      for (const reader of readers) {
        let into = next(reader, lasts.get(reader) ?? null);
        for (const size of sizes) {
          const text = `${count++}`.slice(0, size);
          sent.push(text.padEnd(size, " ").slice(0, 8));
          into = read(reader, into, text, size);
        }
        lasts.set(reader, into);
      }
    }
    const heads = received.map((data) => new TextDecoder().decode(data.subarray(0, 8)));
    expect(heads).toEqual(sent);
    for (const reader of readers) reader.stop();
  });
});

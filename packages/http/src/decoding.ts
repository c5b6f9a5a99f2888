// Undoes the compression of a response's body, piece by piece, with node:zlib. Knows no HTTP but the names of the codings.

import * as zlib from "node:zlib";

import { ClientPayloadError } from "./errors.ts";

/** Where what was decoded goes. */
export interface DecoderSink {
  _accept(chunk: Uint8Array): void;
  _finished(): void;
  _drained(): void;
  _undecodable(error: unknown): void;
}

/** Each takes memory, and a head has room for thousands of them. */
const MAX_CODINGS = 5;

type Stage = zlib.Gunzip | zlib.BrotliDecompress;

/** Some servers send bare deflate data for `deflate`: known by its first byte. */
function inflateFor(first: Uint8Array): Stage {
  return ((first[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
}

const makers: Readonly<Record<string, (first: Uint8Array) => Stage>> = {
  gzip: () => zlib.createGunzip(),
  "x-gzip": () => zlib.createGunzip(),
  deflate: inflateFor,
  br: () => zlib.createBrotliDecompress(),
  ...("createZstdDecompress" in zlib
    ? { zstd: () => (zlib as unknown as { createZstdDecompress(): Stage }).createZstdDecompress() }
    : undefined),
};

/** The codings that are undone: what `Accept-Encoding` says. */
export const ACCEPT_ENCODING: string = ["gzip", "deflate", "br", ...("zstd" in makers ? ["zstd"] : [])].join(", ");

/** Decodes one body. */
export class Decoder {
  /** More was written than it can work off: wait for `_drained`. */
  isFull = false;
  readonly #encodings: readonly string[];
  readonly #sink: DecoderSink;
  #first: Stage | null = null;
  #last: Stage | null = null;
  #paused = false;
  #ended = false;

  private constructor(encodings: readonly string[], sink: DecoderSink) {
    this.#encodings = encodings;
    this.#sink = sink;
  }

  /** The decoder for a `Content-Encoding`, `null` if there is nothing to undo, or a coding that nobody here knows. */
  static of(encoding: string, sink: DecoderSink): Decoder | null {
    const names = encoding
      .toLowerCase()
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && name !== "identity");
    if (names.length === 0 || names.some((name) => makers[name] === undefined)) return null;
    return new Decoder(names.toReversed(), sink);
  }

  write(chunk: Uint8Array): void {
    if (this.#ended || chunk.length === 0) return;
    if (this.#encodings.length > MAX_CODINGS) {
      // The parser is at work: it must not lose its connection now.
      this.#ended = true;
      queueMicrotask(() => this.#sink._undecodable(new ClientPayloadError(`more than ${MAX_CODINGS} content codings`)));
      return;
    }
    const first = this.#first ?? this.#build(chunk);
    if (first.write(chunk) || this.isFull) return;
    this.isFull = true;
    first.once("drain", () => {
      this.isFull = false;
      this.#sink._drained();
    });
  }

  /** All was written. */
  end(): void {
    // An empty body is no broken one, whatever its coding.
    if (this.#first !== null) this.#first.end();
    else if (!this.#ended) this.#sink._finished();
  }

  pause(): void {
    this.#paused = true;
    this.#last?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#last?.resume();
  }

  destroy(): void {
    this.#ended = true;
    this.#first?.destroy();
    this.#last?.destroy();
  }

  #build(start: Uint8Array): Stage {
    const stages = this.#encodings.map((name) => (makers[name] as (first: Uint8Array) => Stage)(start));
    for (const [index, stage] of stages.entries()) {
      stage.on("error", (error) => this.#failed(error));
      const next = stages[index + 1];
      if (next !== undefined) stage.pipe(next);
    }
    const first = stages[0] as Stage;
    const last = stages.at(-1) as Stage;
    last.on("data", (data: Buffer) => {
      if (!this.#ended)
        this.#sink._accept(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength));
    });
    last.on("end", () => {
      if (!this.#ended) this.#sink._finished();
    });
    if (this.#paused) last.pause();
    this.#first = first;
    this.#last = last;
    return first;
  }

  #failed(cause: Error): void {
    if (this.#ended) return;
    this.destroy();
    const message = `400, message='Can not decode content-encoding: ${this.#encodings.join(", ")}'`;
    this.#sink._undecodable(new ClientPayloadError(message, { cause }));
  }
}

// Compresses the body of a request on its way, and hides its length. Nothing for responses: see decoding.ts.

import { type Transform } from "node:stream";
import { createBrotliCompress, createDeflate, createGzip } from "node:zlib";

import { type Awaitable, type Coroutine, getRunningLoop } from "tsyncio";

import { Deferred } from "./awaitables.ts";
import type { Payload, PayloadWriter } from "./payload.ts";

/** The names of the codings. */
export type Coding = "deflate" | "gzip" | "br";

const makers: Readonly<Record<Coding, () => Transform>> = {
  deflate: createDeflate,
  gzip: createGzip,
  br: createBrotliCompress,
};

export function isCoding(name: unknown): name is Coding {
  return typeof name === "string" && Object.hasOwn(makers, name);
}

/** A body whose length is not told: it is sent in chunks. */
export class ChunkedPayload implements Payload {
  readonly size = null;
  readonly bytes = null;
  readonly contentType: string | null;
  readonly reusable: boolean;
  protected readonly _inner: Payload;

  constructor(inner: Payload) {
    this._inner = inner;
    this.contentType = inner.contentType;
    this.reusable = inner.reusable;
  }

  write(writer: PayloadWriter): Awaitable<void> | Coroutine {
    return this._inner.write(writer);
  }
}

/** A body that is compressed while it is sent. */
export class CompressedPayload extends ChunkedPayload {
  readonly #coding: Coding;

  constructor(inner: Payload, coding: Coding) {
    super(inner);
    this.#coding = coding;
  }

  override write(writer: PayloadWriter): Awaitable<void> {
    return new Deferred(() => this.#write(writer));
  }

  *#write(writer: PayloadWriter): Coroutine {
    const stream = makers[this.#coding]();
    const made: Uint8Array[] = [];
    stream.on("data", (data: Buffer) => made.push(data));
    function* passOn(step: (done: (error?: Error | null) => void) => void): Coroutine {
      yield* called(step);
      for (let piece = made.shift(); piece !== undefined; piece = made.shift()) yield* writer.write(piece);
    }
    try {
      yield* this._inner.write({
        write: (chunk) => new Deferred(() => passOn((done) => void stream.write(chunk, done))),
      });
      yield* passOn((done) => endOf(stream, done));
    } finally {
      stream.destroy();
    }
  }
}

function endOf(stream: Transform, done: (error?: Error | null) => void): void {
  stream.once("end", () => done());
  stream.once("error", done);
  stream.end();
}

/** Wait until `step` calls back. */
function* called(step: (done: (error?: Error | null) => void) => void): Coroutine {
  const loop = getRunningLoop();
  const future = loop.createFuture<void>();
  step((error) => {
    if (future.done() || loop.isClosed()) return;
    if (error === undefined || error === null) future.setResult();
    else future.setException(error);
  });
  yield* future;
}

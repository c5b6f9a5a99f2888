// What both kinds of bridges are made of: readers that can be closed, and reads and drains on behalf of who is no task.

import type { AsyncContextManager } from "../core/contextlib.ts";
import { coroutine } from "../core/calls.ts";
import { type Awaitable, type Coroutine } from "../core/coroutines.ts";
import { type AbstractEventLoop, requireRunningLoop } from "../core/events.ts";
import { StreamReader } from "../core/streams.ts";
import type { Task } from "../core/tasks.ts";
import type { ReadTransport } from "../core/transports.ts";

/** Options of bridges that give a {@link StreamReader}. */
export interface ReaderBridgeOptions {
  /** The limit of the reader, in bytes. @defaultValue 65536 */
  limit?: number;
}

/** Options of bridges that take a {@link StreamReader}. */
export interface ReaderSourceOptions {
  /**
   * Leave the connection open when the stream is cancelled or destroyed before its end: what was not taken stays in the reader.
   * @defaultValue false
   */
  preventCancel?: boolean;
}

/** Options of bridges that take a {@link StreamWriter}. */
export interface WriterSinkOptions {
  /** At the end of the stream send the end only (`writeEof()`), and leave it to the program to close the writer. @defaultValue false */
  halfClose?: boolean;
}

/** What of a `ReadableStream` is used: any implementation will do. */
export interface ReadableStreamLike {
  getReader(): {
    read(): PromiseLike<{ done: boolean; value?: unknown }>;
    cancel(reason?: unknown): PromiseLike<void>;
    releaseLock(): void;
  };
}

/** What of a `WritableStream` is used: any implementation will do. */
export interface WritableStreamLike {
  getWriter(): {
    readonly closed: PromiseLike<unknown>;
    write(chunk: Uint8Array): PromiseLike<void>;
    close(): PromiseLike<void>;
    abort(reason?: unknown): PromiseLike<void>;
    releaseLock(): void;
  };
}

/**
 * A reader whose source belongs to nobody else: close it, or dispose of it, to cancel or destroy the source.
 *
 * @example
 * ```ts
 * yield* asyncWith(readerFromWeb(response.body), function* (reader) {
 *   return yield* reader.readline();
 * });
 * ```
 */
export class ClosableStreamReader extends StreamReader implements AsyncContextManager<StreamReader>, AsyncDisposable {
  /** @internal */
  readonly _inPlace = true;
  /** @internal */
  _source: ReadTransport | null = null;

  /** Cancel the source. What has come can still be read. */
  close(): void {
    this._source?.close();
  }

  /** Gives the reader itself. */
  aenter(): Awaitable<ClosableStreamReader> {
    return give(this);
  }

  /** Cancel the source. */
  aexit(): Awaitable<void> {
    this.close();
    return nothing();
  }

  [Symbol.asyncDispose](): Awaitable<void> {
    return this.aexit();
  }
}

const give = coroutine(function* <T>(value: T): Coroutine<T> {
  return value;
});

const nothing = coroutine(function* (): Coroutine {});

/** One wait at a time in a loop, for somebody outside of it. @internal */
export class Wait<T> {
  readonly #loop: AbstractEventLoop;
  #task: Task<T> | null = null;

  constructor(loop: AbstractEventLoop | null) {
    this.#loop = loop ?? requireRunningLoop();
  }

  /**
   * Wait for `awaitable` in a task of its own; then tell its result, or its error.
   *
   * @param late told the result if {@link Wait.stop} was called before
   */
  start(
    awaitable: Awaitable<T>,
    succeed: (result: T) => void,
    fail: (error: unknown) => void,
    late: (result: T) => void = ignore,
  ): void {
    let task: Task<T>;
    try {
      task = this.#loop.createTask(awaitable) as Task<T>;
    } catch (error) {
      fail(error);
      return;
    }
    this.#task = task;
    task._onDone(() => {
      const isStopped = this.#task !== task;
      if (!isStopped) this.#task = null;
      let result: T;
      try {
        result = task.result();
      } catch (error) {
        if (!isStopped) fail(error);
        return;
      }
      if (isStopped) late(result);
      else succeed(result);
    });
  }

  /** Nobody waits any more. */
  stop(): void {
    const task = this.#task;
    this.#task = null;
    task?.cancel();
  }
}

function ignore(): void {}

/** Takes bytes out of a reader for somebody who is no task. None is lost if that one goes away meanwhile. @internal */
export class Pull {
  readonly #reader: StreamReader;
  readonly #wait: Wait<Uint8Array>;

  constructor(reader: StreamReader) {
    this.#reader = reader;
    this.#wait = new Wait<Uint8Array>(reader._loop);
  }

  /** Up to `size` bytes; none at the end. */
  start(size: number, succeed: (data: Uint8Array) => void, fail: (error: unknown) => void): void {
    this.#wait.start(this.#reader.read(size), succeed, fail, (data) => {
      if (data.length > 0) this.#reader._buffer.unshift(data);
    });
  }

  /** End it, and close where the bytes come from unless that is to stay. */
  stop(preventCancel: boolean): void {
    this.#wait.stop();
    const transport: ReadTransport | null = this.#reader._transport;
    if (!preventCancel) transport?.close();
  }
}

// This program's own standard streams as streams of the library. No I/O of its own.

import { type EventLoop, getRunningLoop } from "./base_events.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable } from "./coroutines.ts";
import { pipesOf } from "./pipes.ts";
import { StreamReader, StreamReaderProtocol, StreamWriter } from "./streams.ts";
import type { Transport } from "./transports.ts";

/**
 * Read this program's standard input: what is typed at a terminal, or comes from a pipe or a file.
 *
 * It is let go when the loop closes: another one can go on with what was not read into this one's reader.
 *
 * @param options.limit the reader's limit, in bytes
 * @throws {@link RuntimeError} if a loop reads it already; {@link NotImplementedError} at once if the host has no such thing.
 * @example
 * ```ts
 * const stdin = yield* openStdin();
 * const name = yield* stdin.readline();
 * ```
 * @see CPython `loop.connect_read_pipe` with `sys.stdin`
 */
export function openStdin(options: { limit?: number } = {}): Awaitable<StreamReader> {
  const loop = getRunningLoop();
  const reader = new StreamReader({ loop, ...(options.limit === undefined ? {} : { limit: options.limit }) });
  const stdin = pipesOf(loop, "openStdin()").standard("stdin");
  const opening = loop.connectReadPipe(() => new StreamReaderProtocol(reader, null, { loop }), stdin);
  return new GeneratorAwaitable(givenReader(opening, reader));
}

function* givenReader(opening: Awaitable<unknown>, reader: StreamReader): Coroutine<StreamReader> {
  yield* opening;
  return reader;
}

/**
 * Write to this program's standard output, with `drain()` where the reader is slow. To close the writer leaves the standard
 * output open.
 *
 * @throws {@link RuntimeError} if another writer is open; {@link NotImplementedError} at once if the host has no such thing.
 * @see CPython `loop.connect_write_pipe` with `sys.stdout`
 */
export function openStdout(): Awaitable<StreamWriter> {
  return openOutput(getRunningLoop(), "openStdout()", "stdout");
}

/** The same for the standard error. */
export function openStderr(): Awaitable<StreamWriter> {
  return openOutput(getRunningLoop(), "openStderr()", "stderr");
}

function openOutput(loop: EventLoop, call: string, name: "stdout" | "stderr"): Awaitable<StreamWriter> {
  const stream = pipesOf(loop, call).standard(name);
  return new GeneratorAwaitable(givenWriter(loop, stream));
}

function* givenWriter(loop: EventLoop, stream: object): Coroutine<StreamWriter> {
  const factory = (): StreamReaderProtocol => new StreamReaderProtocol(new StreamReader({ loop }), null, { loop });
  const [transport, protocol] = yield* loop.connectWritePipe(factory, stream);
  return new StreamWriter(transport as Transport, protocol, null);
}

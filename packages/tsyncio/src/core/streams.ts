// Streams: reading and writing a connection with `yield*` and `await`, over any transport. How to get them; their two sides
// and the protocol below them are in the files beside this one, and given out here.

import { getRunningLoop } from "./base_events.ts";
import type { ConnectionOptions, ServerOptions, UnixConnectionOptions, UnixServerOptions } from "./connections.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import type { Server } from "./servers.ts";
import { type ClientConnectedCallback, StreamReaderProtocol } from "./stream_protocol.ts";
import { DEFAULT_LIMIT, StreamReader } from "./stream_reader.ts";
import { StreamWriter } from "./stream_writer.ts";
import type { Transport } from "./transports.ts";

export { type ClientConnectedCallback, StreamReaderProtocol } from "./stream_protocol.ts";
export { StreamReader, type StreamReaderOptions } from "./stream_reader.ts";
export { StreamWriter, type WriterStartTlsOptions } from "./stream_writer.ts";

/** Options of {@link openConnection}. */
export interface OpenConnectionOptions extends ConnectionOptions {
  /** The reader's limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/** Options of {@link startServer}. */
export interface StartServerOptions extends ServerOptions {
  /** The readers' limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/**
 * Connect to `host` (`null`: this machine), and give a reader and a writer.
 *
 * Cancellation: the connection is closed; nothing is left of it.
 *
 * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if nobody can be reached.
 * @throws with `ssl`: {@link SSLCertVerificationError} if the peer's certificate is not to be trusted; {@link SSLError} if
 * the handshake fails; {@link ConnectionAbortedError} if it takes too long.
 * @example
 * ```ts
 * const [reader, writer] = yield* openConnection("example.org", 7);
 * writer.write(new TextEncoder().encode("hello\n"));
 * const line = yield* reader.readline();
 * writer.close();
 * yield* writer.waitClosed();
 * ```
 * @example
 * ```ts
 * const [reader, writer] = yield* openConnection("example.org", 443, { ssl: true });
 * ```
 * @see CPython `asyncio.open_connection`
 */
export function openConnection(
  host: string | null,
  port: number | null,
  options: OpenConnectionOptions = {},
): Awaitable<[StreamReader, StreamWriter]> {
  const loop = getRunningLoop();
  const reader = new StreamReader({ limit: options.limit ?? DEFAULT_LIMIT, loop });
  const connection = loop.createConnection(() => new StreamReaderProtocol(reader, null, { loop }), host, port, options);
  return new GeneratorAwaitable(openStreams(reader, connection));
}

function* openStreams(
  reader: StreamReader,
  connection: Awaitable<[Transport, StreamReaderProtocol]>,
): Coroutine<[StreamReader, StreamWriter]> {
  const [transport, protocol] = yield* connection;
  return [reader, new StreamWriter(transport, protocol, reader)];
}

/** Options of {@link openUnixConnection}. */
export interface OpenUnixConnectionOptions extends UnixConnectionOptions {
  /** The reader's limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/** Options of {@link startUnixServer}. */
export interface StartUnixServerOptions extends UnixServerOptions {
  /** The readers' limit, in bytes. @defaultValue 65536 */
  limit?: number;
}

/**
 * The same as {@link openConnection} to the Unix socket at `path`; on Windows, to the named pipe `\\.\pipe\...`.
 *
 * Cancellation: the connection is closed; nothing is left of it.
 *
 * @throws TypeError, {@link ValueError}, {@link OSError} at once if an argument is no good; {@link OSError} if nobody listens there.
 * @see CPython `asyncio.open_unix_connection`
 */
export function openUnixConnection(
  path: string | null,
  options: OpenUnixConnectionOptions = {},
): Awaitable<[StreamReader, StreamWriter]> {
  const loop = getRunningLoop();
  const reader = new StreamReader({ limit: options.limit ?? DEFAULT_LIMIT, loop });
  const factory = (): StreamReaderProtocol => new StreamReaderProtocol(reader, null, { loop });
  return new GeneratorAwaitable(openStreams(reader, loop.createUnixConnection(factory, path, options)));
}

/**
 * Listen at `host` (a name, several, or `null`: all addresses of this machine), and serve each connection with
 * `clientConnected(reader, writer)`, as a task of its own.
 *
 * A connection stays open when its function returns: close the writer there. It is closed if the function fails.
 *
 * @param port a number; 0 for a free one of the system's choice, see `server.sockets`
 * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if the address cannot be had.
 * @example
 * ```ts
 * const server = yield* startServer(function* (reader, writer) {
 *   const line = yield* reader.readline();
 *   writer.write(line);
 *   writer.close();
 * }, "127.0.0.1", 8888);
 * yield* server.serveForever();
 * ```
 * @example
 * ```ts
 * const ssl = { cert: readFileSync("cert.pem"), key: readFileSync("key.pem") };
 * const server = yield* startServer(serve, null, 8443, { ssl });
 * ```
 * @see CPython `asyncio.start_server`
 */
export function startServer(
  clientConnected: ClientConnectedCallback,
  host: string | readonly string[] | null,
  port: number,
  options: StartServerOptions = {},
): Awaitable<Server> {
  const loop = getRunningLoop();
  return loop.createServer(serverFactory(loop, clientConnected, options.limit), host, port, options);
}

/**
 * The same as {@link startServer} at the Unix socket `path`; on Windows, at the named pipe `\\.\pipe\...`.
 *
 * @throws TypeError, {@link ValueError}, {@link OSError} at once if an argument is no good; {@link OSError} if the path cannot be had.
 * @see CPython `asyncio.start_unix_server`
 */
export function startUnixServer(
  clientConnected: ClientConnectedCallback,
  path: string,
  options: StartUnixServerOptions = {},
): Awaitable<Server> {
  const loop = getRunningLoop();
  return loop.createUnixServer(serverFactory(loop, clientConnected, options.limit), path, options);
}

/** Makes the protocols of a server's connections. */
function serverFactory(
  loop: AbstractEventLoop,
  clientConnected: ClientConnectedCallback,
  limit: number = DEFAULT_LIMIT,
): () => StreamReaderProtocol {
  if (typeof clientConnected !== "function") {
    throw new TypeError(`clientConnected must be a function, got ${describe(clientConnected)}`);
  }
  // A limit that is no good is an error here, not at each connection.
  void new StreamReader({ limit });
  return () => new StreamReaderProtocol(new StreamReader({ limit, loop }), clientConnected, { loop });
}

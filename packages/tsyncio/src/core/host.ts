// The one seam between the core and the machine that it runs on. Types and the installed host; no global of any host.

import type { AddrInfo, AddrInfoFlag, NameInfoFlag } from "./addresses.ts";
import type { EventLoop } from "./base_events.ts";
import type { Coroutine } from "./coroutines.ts";
import type { BaseProtocol, BufferedProtocol, DatagramProtocol, Protocol, SubprocessProtocol } from "./protocols.ts";
import type { Server } from "./servers.ts";
import type { Executor } from "./threads.ts";
import type {
  DatagramTransport,
  ReadTransport,
  SocketAddress,
  SubprocessTransport,
  Transport,
  WriteTransport,
} from "./transports.ts";

/** A timer of the host, as {@link Host.setTimer} returned it. Only the host looks into it. */
export type HostTimer = unknown;

/** The host's asynchronous context (on Node: what every `AsyncLocalStorage` holds) as it was at some moment. */
export interface AsyncContextSnapshot {
  /** Call `callback` on `receiver` with that context in force. */
  runInAsyncScope<This, A>(callback: (this: This, argument: A) => void, receiver: This, argument: A): void;
}

/** The part of an `AbortSignal` that the core itself needs. */
export interface MinimalAbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The program's own `AbortSignal` type if its TypeScript setup declares one (DOM or Node), else the part the core uses. */
export type HostAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : MinimalAbortSignal;

/** Makes the signal that tells foreign code of a cancellation. */
export interface HostAbortController {
  readonly signal: HostAbortSignal;
  abort(reason: unknown): void;
}

/** Remembers, through every `await` of an async function, in which task it was started. */
export interface GuestStorage<T> {
  run<R>(store: T, callback: () => R): R;
  getStore(): T | undefined;
}

/** What a loop is asked for a connection, checked already: `port` fits, `host` is no empty text. */
export interface ConnectionRequest {
  readonly host: string;
  readonly port: number;
  /** The address to connect from, `null` for any. */
  readonly localAddr: SocketAddress | null;
  /** 4 or 6 for addresses of that version only, 0 for either. */
  readonly family: 0 | 4 | 6;
  /** Seconds after which the next address is tried beside the one before it; `null`: one after the other. */
  readonly happyEyeballsDelay: number | null;
  /** Try addresses of both versions in turns, after one less than this of the first; 0: as they come. */
  readonly interleave: number;
  /** If all addresses fail: throw all errors. */
  readonly allErrors: boolean;
  /** Connect to the Unix socket or named pipe of that path, and not to `host`. */
  readonly path: string | null;
  /** Take this socket of the host's, and make none. */
  readonly sock: object | null;
  /** `null`: no TLS. */
  readonly tls: TlsRequest | null;
}

/** What is asked about a name, checked already. */
export interface AddrInfoRequest {
  /** `null`: this machine, or all its addresses. */
  readonly host: string | null;
  readonly port: number;
  readonly family: 0 | 4 | 6;
  /** The types of sockets that are asked for. */
  readonly types: readonly Pick<AddrInfo, "type" | "proto">[];
  readonly flags: readonly AddrInfoFlag[];
}

/** What a loop is asked for datagrams, checked already. */
export interface DatagramRequest {
  /** The address to receive at, `null` for any. */
  readonly localAddr: SocketAddress | null;
  /** The only address to talk to, `null` for all. */
  readonly remoteAddr: SocketAddress | null;
  readonly family: 0 | 4 | 6;
  readonly reuseAddr: boolean;
  readonly reusePort: boolean;
  readonly allowBroadcast: boolean;
}

/** How a connection is to be secured, checked already. Times are seconds. */
export interface TlsRequest {
  /** What the program gave as `ssl`. */
  readonly ssl: object | true;
  /** What {@link HostNetwork.makeTlsContext} made of it. */
  readonly context: unknown;
  readonly serverSide: boolean;
  /** The name to ask for and to check, an empty text to check none; a server has `null`. */
  readonly serverHostname: string | null;
  readonly handshakeTimeout: number;
  readonly shutdownTimeout: number;
}

/** What a loop is asked for a server, checked already. */
export interface ServerRequest {
  /** The addresses or names to listen at; an empty list means all addresses of the machine. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly family: 0 | 4 | 6;
  /** How many connections the system keeps that were not accepted yet. */
  readonly backlog: number;
  /** `null`: no TLS. */
  readonly tls: TlsRequest | null;
  readonly reusePort: boolean;
  /** Have the system look now and then whether the other side of a connection is still there. */
  readonly keepAlive: boolean;
  /** Listen at the Unix socket or named pipe of that path, and not at `hosts`. */
  readonly path: string | null;
  /** Remove the file of the Unix socket at the end. */
  readonly cleanupSocket: boolean;
}

/** One address that a server listens at. */
export interface HostListener {
  readonly address: SocketAddress;
  /** Let connections in. Those that came before have waited. */
  start(): void;
  /** Stop listening, and drop the connections that still wait. */
  close(): void;
}

/** Connections to the outside. All errors are those of `os_errors.ts`. */
export interface HostNetwork {
  /** Whether several sockets may listen at one port. */
  readonly canReusePort: boolean;
  /** Whether `host` is an address in numbers. */
  isAddress(host: string): boolean;
  /** @throws TypeError, ValueError or OSError at once if there can be no Unix socket, or named pipe, of that path. */
  checkUnixPath(path: unknown): string;
  /** @throws TypeError or OSError at once if that is no socket that a loop can take over. */
  checkSocket(sock: object): void;
  getaddrinfo(loop: EventLoop, request: AddrInfoRequest): Coroutine<AddrInfo[]>;
  getnameinfo(
    loop: EventLoop,
    address: SocketAddress,
    flags: readonly NameInfoFlag[],
  ): Coroutine<[host: string, service: string]>;
  /** Open a socket for datagrams, have `protocolFactory` make the protocol, and tell it of the transport. */
  datagram<P extends DatagramProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: DatagramRequest,
  ): Coroutine<[DatagramTransport, P]>;
  /** Connect, have `protocolFactory` make the protocol, and tell it of the connection. */
  connect<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: ConnectionRequest,
  ): Coroutine<[Transport, P]>;
  /** Listen at each address of the request. `server()` is asked for once connections come in. */
  listen(
    loop: EventLoop,
    protocolFactory: () => BaseProtocol,
    request: ServerRequest,
    server: () => Server,
  ): Coroutine<HostListener[]>;
  /** What the host needs of TLS settings. @throws TypeError, ValueError, SSLError at once if they are no good. */
  makeTlsContext(ssl: object | true, serverSide: boolean): unknown;
  /** Whether TLS can be started on it. */
  canStartTls(transport: Transport): boolean;
  /** Speak TLS over the connection of `transport`, which is good for nothing after that. */
  startTls(
    loop: EventLoop,
    transport: Transport,
    protocol: Protocol | BufferedProtocol,
    request: TlsRequest,
  ): Coroutine<Transport>;
}

/** Files that are open. */
export interface HostFiles {
  /** The number of an open file. @throws TypeError if it is none. */
  descriptor(file: unknown): number;
  /** Fill `buffer` from `position` on, the file's own position aside. Gives how many bytes were there, 0 at the end. */
  read(loop: EventLoop, descriptor: number, buffer: Uint8Array, position: number): Coroutine<number>;
}

/** Where a standard stream of a program goes: a pipe to here, nowhere, to where this program's goes, or to an open file. */
export type StdioRequest = "pipe" | "ignore" | "inherit" | number;

/** A program to start, checked already. */
export interface SpawnRequest {
  /** Its name or path; a command line if `shell` is true. */
  readonly program: string;
  readonly args: readonly string[];
  readonly shell: boolean;
  readonly stdin: StdioRequest;
  readonly stdout: StdioRequest;
  readonly stderr: StdioRequest;
  /** Standard output and standard error are one pipe. */
  readonly joined: boolean;
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string>> | null;
  readonly newSession: boolean;
}

/** Other programs. All errors are those of `os_errors.ts`. */
export interface HostProcesses {
  /** Have `protocolFactory` make the protocol, start the program, and tell the protocol of it. */
  spawn<P extends SubprocessProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: SpawnRequest,
  ): Coroutine<[SubprocessTransport, P]>;
}

/** A signal of the operating system. */
export interface HostSignal {
  readonly name: string;
  readonly number: number;
}

/** The signals that the process may be sent. */
export interface HostSignals {
  /** The signal of that name or number, `null` if the system has none. */
  find(signal: string | number): HostSignal | null;
  /**
   * Call `listener` at that signal in place of the system's own reaction; the result takes the listener away.
   *
   * @throws RuntimeError if it cannot be caught.
   */
  listen(name: string, listener: () => void): () => void;
}

/** Streams of the host that carry bytes one way. */
export interface HostPipes {
  /** @throws TypeError at once if `pipe` cannot be read from. */
  connectRead<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    pipe: unknown,
  ): Coroutine<[ReadTransport, P]>;
  /** @throws TypeError at once if `pipe` cannot be written to. */
  connectWrite<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    pipe: unknown,
  ): Coroutine<[WriteTransport, P]>;
  /** This program's own standard streams. */
  standard(name: "stdin" | "stdout" | "stderr"): object;
}

/**
 * What an event loop needs from the machine: a clock, two ways to be called again, a way to report, and little else.
 *
 * Implementations must pass the contract tests in `test/hosts/contract.ts`.
 */
export interface Host {
  /** A word for messages: "node", "web", "virtual". */
  readonly name: string;
  /** Seconds on a clock that never goes back. */
  now(): number;
  /** Call `callback` in a later turn of the host's loop: after all microtasks, and after waiting I/O had its chance. */
  postTurn(callback: () => void): void;
  /**
   * Call `callback` when {@link Host.now} reaches `when`, which may be `Infinity`.
   *
   * It may come early (hosts with a longest delay cut long waits up): the loop then looks at the clock and asks again.
   * A waiting timer keeps the process alive.
   */
  setTimer(callback: () => void, when: number): HostTimer;
  /** Forget a timer. One that has fired is no error. */
  clearTimer(timer: HostTimer): void;
  /** Whether `TSYNCIO_DEBUG` (or what the host has for it) asks for debug mode. */
  readonly debug: boolean;
  /** Tell the operator of an error that no code received. */
  report(text: string, error?: unknown): void;
  /** A new controller for `task.signal`. */
  createAbortController(): HostAbortController;
  /** Storage that follows async functions; `null` if the host has none. */
  createGuestStorage<T>(): GuestStorage<T> | null;
  /**
   * The asynchronous context in force, to be put in force again later, without what guest storages hold in it; `null` if
   * there is nothing to restore.
   */
  captureAsyncContext(): AsyncContextSnapshot | null;
  /** Call `callback` now, in the asynchronous context that turns run in: that of no task. */
  runAtHome(callback: () => void): void;
  /** Call `handler` at Ctrl-C in place of the host's own reaction; the result takes the handler away. `null`: no such thing. */
  onInterrupt(handler: () => void): (() => void) | null;
  /** End the process the way the platform does for Ctrl-C. */
  exitByInterrupt(): void;
  /** Connections to the outside; left out by a host that has none. */
  readonly network?: HostNetwork;
  /** Files; left out by a host that has none. */
  readonly files?: HostFiles;
  /** Other programs; left out by a host that can start none. */
  readonly processes?: HostProcesses;
  /** Signals; left out by a host that has none. */
  readonly signals?: HostSignals;
  /** Pipes and the standard streams; left out by a host that has none. */
  readonly pipes?: HostPipes;
  /** What calls functions in other threads for a loop that was given no executor; left out by a host that has no threads. */
  createDefaultExecutor?(): Executor;
}

let installed: Host | null = null;

/** Make `host` the one that new event loops use. The package's entry point does it. */
export function setHost(host: Host): void {
  installed = host;
}

/** The host that new event loops use. @throws Error if none is installed. */
export function getHost(): Host {
  if (installed === null) throw new Error("no host is installed: import 'tsyncio', not its core");
  return installed;
}

// The event loop: the ready queue, the timers, iterations, errors that nobody received. No I/O.

import { inheritedContext, thread } from "./contextvars.ts";
import { Deque } from "./collections/deque.ts";
import { TimerQueue } from "./collections/timer_queue.ts";
import { type Awaitable, type Coroutine, type CoroutineLike, GeneratorAwaitable, describe } from "./coroutines.ts";
import {
  AbstractEventLoop,
  type CallbackOptions,
  type ExceptionContext,
  type ExceptionHandler,
  Handle,
  type LoopTimer,
  type Runnable,
  type Sender,
  type TaskOptions,
  TimerHandle,
  isFatal,
  runningLoop,
} from "./events.ts";
import { type AddrInfo, type GetAddrInfoOptions, type NameInfoFlag, getaddrinfo, getnameinfo } from "./addresses.ts";
import {
  type ConnectionOptions,
  type ServerOptions,
  type UnixConnectionOptions,
  type UnixServerOptions,
  connectAcceptedSocket,
  createConnection,
  createServer,
  createUnixConnection,
  createUnixServer,
} from "./connections.ts";
import { type DatagramOptions, createDatagramEndpoint } from "./datagrams.ts";
import { type ProgramArguments, type SubprocessOptions, subprocessExec, subprocessShell } from "./base_subprocess.ts";
import { placeOf, reportAllUnawaited } from "./debug.ts";
import { NotImplementedError, RuntimeError, TimeoutError, ValueError } from "./exceptions.ts";
import { FailureWatch } from "./failure_watch.ts";
import { State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import { type Host, type HostTimer, getHost } from "./host.ts";
import { connectReadPipe, connectWritePipe } from "./pipes.ts";
import type { BaseProtocol, DatagramProtocol, SubprocessProtocol } from "./protocols.ts";
import type { Server } from "./servers.ts";
import { type SendfileOptions, sendfile } from "./sendfile.ts";
import { addSignalHandler, removeSignalHandler } from "./signals.ts";
import { Task, type TaskFactory, allTasks, ensureFuture, until } from "./tasks.ts";
import { type SSLContext, type ServerTLSOptions, type StartTlsOptions, startTls } from "./tls.ts";
import { type Executor, checkExecutor, submitTo } from "./threads.ts";
import { timeout } from "./timeouts.ts";
import type {
  BaseTransport,
  DatagramTransport,
  ReadTransport,
  SocketAddress,
  SubprocessTransport,
  Transport,
  WriteTransport,
} from "./transports.ts";

/** Iterations follow each other within one turn of the host for this long, in seconds; then I/O is polled. */
const TURN_BUDGET = 0.0001;

/**
 * A look at the clock costs as much as a short iteration. After some that took less than this together, in seconds, so many
 * follow without a look, unless a timer is due soon.
 */
const SHORT_ITERATIONS = 0.00002;
const MOST_UNLOOKED = 4;
/** A timer that is due later than this, in seconds, is not due soon. */
const UNLOOKED_AHEAD = 0.001;

/** Timers due within this span count as due: far less than a clock can tell apart. */
const CLOCK_RESOLUTION = 1e-9;

/** Cancelled timers stay in the heap until they are this many, and more than half. */
const SWEEP_AT_LEAST = 100;

/** Stands in {@link EventLoop} for "the guest has suspended, and the loop goes on in the next microtask". */
const RESUMING = {};

const resolved: Promise<void> = Promise.resolve();

/** A run of the loop: from `runForever()` to its end. */
interface Run {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * The event loop.
 *
 * It runs in iterations, as CPython's does: timers that are due join the ready queue, then exactly the callbacks that
 * are ready at that moment run; what they schedule waits for the next iteration.
 *
 * @see CPython `asyncio.BaseEventLoop`
 */
export class EventLoop extends AbstractEventLoop {
  /** @internal */
  override readonly _host: Host;
  readonly #ready = new Deque<Runnable>();
  readonly #timers = new TimerQueue<LoopTimer>();
  /** The cancellations since the last sweep: of the timers in the heap, at most so many wait for the next one. */
  #cancelledTimers = 0;
  /** How many of the ready queue belong to the iteration under way. */
  #todo = 0;
  #iterating = false;
  /** Whether a turn is under way or posted: then nobody needs to wake the loop. */
  #awake = false;
  #turnPosted = false;
  #turnEnds = 0;
  /** The guest whose code runs in microtasks now; no handle may run before it has suspended. */
  #pausedFor: object | null = null;
  #hostTimer: HostTimer = null;
  #hostTimerWhen = Infinity;
  #run: Run | null = null;
  #stopping = false;
  #closed = false;
  readonly #failures: FailureWatch;
  readonly #asyncGenerators = new Set<AsyncGenerator<unknown, unknown, unknown>>();
  /** Who has bytes to send: they leave at the end of the turn, so that all writes of a turn leave together. */
  readonly #senders: Sender[] = [];
  #defaultExecutor: Executor | null = null;
  #executorShutdown = false;
  #exceptionHandler: ExceptionHandler | null = null;
  #taskFactory: TaskFactory | null = null;
  /** In debug mode, a callback that takes longer than this many seconds is reported. */
  slowCallbackDuration = 0.1;

  constructor(options?: { host?: Host }) {
    super();
    this._host = options?.host ?? getHost();
    this.setDebug(this._host.debug);
    this.#failures = new FailureWatch(this);
  }

  // Running.

  /**
   * Run until {@link EventLoop.stop} is called.
   *
   * @returns a promise of the end; it rejects if a callback or task raised `KeyboardInterrupt` or `SystemExit`
   * @throws {@link RuntimeError} at once if the loop is closed or runs already.
   */
  runForever(): Promise<void> {
    this.#checkClosed();
    if (this.#run !== null) throw new RuntimeError("This event loop is already running");
    return new Promise((resolve, reject) => {
      this.#run = { resolve, reject };
      this.#awake = true;
      this.#postTurn();
    });
  }

  /**
   * Run until `source` is done.
   *
   * @returns a promise of its result; it rejects with its error, and with {@link RuntimeError} if the loop was stopped before
   * @throws {@link RuntimeError} at once if the loop is closed or runs already.
   */
  runUntilComplete<T>(source: CoroutineLike<T>): Promise<T> {
    this.#checkClosed();
    if (this.#run !== null) throw new RuntimeError("This event loop is already running");
    const future = ensureFuture<T>(source, { loop: this });
    return this.#runFor(future);
  }

  async #runFor<T>(future: Future<T>): Promise<T> {
    const stopped = future._onDone(() => {
      if (!future.cancelled() && isFatal(future._value)) return;
      this.stop();
    });
    try {
      await this.runForever();
    } catch (error) {
      // The error ended the run; the task that raised it must not be reported on top.
      if (future._state === State.failed && future._value === error) future._retrieved();
      throw error;
    } finally {
      future._removeWaiter(stopped);
    }
    if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return future.result();
  }

  /** End the run after the iteration under way. Without a run, the next one ends after its first iteration. */
  stop(): void {
    this.#stopping = true;
    if (!this.#awake) this.#wake();
  }

  /** Whether the loop is in a run. */
  isRunning(): boolean {
    return this.#run !== null;
  }

  /** Whether {@link EventLoop.close} was called. */
  isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Drop everything that waits. Tasks that are not done, and errors that nobody asked for, are reported.
   *
   * @throws {@link RuntimeError} if the loop runs.
   */
  close(): void {
    if (this.#run !== null) throw new RuntimeError("Cannot close a running event loop");
    if (this.#closed) return;
    for (const resource of [...this._resources]) resource._loopClosed();
    this.#closed = true;
    for (const task of allTasks(this)) {
      this.callExceptionHandler({ message: "Task was destroyed but it is pending!", task });
    }
    this.#failures.reportAll();
    reportAllUnawaited(this);
    this.#ready.clear();
    this.#timers.clear();
    this.#cancelledTimers = 0;
    if (this.#defaultExecutor !== null && !this.#executorShutdown) void this.#defaultExecutor.shutdown({ wait: false });
    this.#executorShutdown = true;
  }

  /** Close the asynchronous generators that `asyncFor` left unfinished. @see CPython `loop.shutdown_asyncgens` */
  shutdownAsyncgens(): Awaitable<void> {
    return new GeneratorAwaitable(this.#closeAsyncGenerators());
  }

  *#closeAsyncGenerators(): Coroutine {
    const closings = [...this.#asyncGenerators].map((generator) => this.createTask(() => generator.return(undefined)));
    this.#asyncGenerators.clear();
    for (const closing of closings) {
      try {
        yield* closing;
      } catch (exception) {
        if (isFatal(exception) || !closing.done()) throw exception;
        this.callExceptionHandler({ message: "an error occurred during closing of asynchronous generator", exception });
      }
    }
  }

  // Executors.

  /**
   * Have `executor` make the calls of {@link EventLoop.runInExecutor} that name none, and of `toThread`, in place of the one
   * that the host makes at the first call (on Node: a `ThreadPoolExecutor`).
   */
  setDefaultExecutor(executor: Executor): void {
    checkExecutor(executor);
    this.#defaultExecutor = executor;
  }

  /**
   * Call `fn(...args)` in `executor`; `null`: in the default one.
   *
   * Cancelling the future drops the result; a call that has begun runs on.
   *
   * @returns a future of what it returns
   * @throws {@link NotImplementedError} if the host has no threads and there is no default executor; {@link RuntimeError} if it was shut down, or the loop
   *   is closed; TypeError if `fn` is not a function.
   */
  runInExecutor<A extends unknown[], R>(
    executor: Executor | null,
    fn: (...args: A) => R,
    ...args: A
  ): Future<Awaited<R>> {
    this.#checkClosed();
    if (executor !== null) checkExecutor(executor);
    return submitTo(executor ?? this.#getDefaultExecutor(), this, fn, args);
  }

  #getDefaultExecutor(): Executor {
    if (this.#executorShutdown) throw new RuntimeError("Executor shutdown has been called");
    this.#defaultExecutor ??= this._host.createDefaultExecutor?.() ?? null;
    if (this.#defaultExecutor !== null) return this.#defaultExecutor;
    throw new NotImplementedError("the loop has no default executor: give it one with setDefaultExecutor()");
  }

  /**
   * Shut the default executor down, and wait until its calls have ended.
   *
   * @param options.timeout seconds after which they are no longer waited for, and a warning is given; `null`: never
   */
  shutdownDefaultExecutor(options?: { timeout?: number | null }): Awaitable<void> {
    return new GeneratorAwaitable(this.#shutdownDefaultExecutor(options?.timeout ?? null));
  }

  *#shutdownDefaultExecutor(seconds: number | null): Coroutine {
    this.#executorShutdown = true;
    const executor = this.#defaultExecutor;
    if (executor === null) return;
    const ended = until(executor.shutdown({ wait: true }));
    try {
      yield* timeout(seconds, function* () {
        yield* ended;
      });
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      this._host.report(`The executor did not finish its calls within ${seconds} seconds`);
      void executor.shutdown({ wait: false });
    }
  }

  // Scheduling.

  /** Seconds on the loop's clock, which never goes back. Its zero means nothing. */
  time(): number {
    return this._host.now();
  }

  /**
   * Call `callback` in the next iteration, in the order of the requests.
   *
   * @throws {@link RuntimeError} if the loop is closed; TypeError if `callback` is not a function.
   */
  callSoon(callback: () => void, options?: CallbackOptions): Handle {
    checkCallback(callback);
    const handle = new Handle(callback, this, options?.context ?? inheritedContext(), this._host.captureAsyncContext());
    this._schedule(handle);
    return handle;
  }

  /** The same from outside of the loop. Within one thread it is `callSoon`; other threads use a `LoopPort`. */
  callSoonThreadsafe(callback: () => void, options?: CallbackOptions): Handle {
    return this.callSoon(callback, options);
  }

  /**
   * Call `callback` after `delay` seconds. Zero or less: in the next iteration, after what is ready already.
   *
   * @throws {@link ValueError} if `delay` is not a number; {@link RuntimeError} if the loop is closed.
   */
  callLater(delay: number, callback: () => void, options?: CallbackOptions): TimerHandle {
    checkSeconds("delay", delay);
    return this.callAt(this.time() + delay, callback, options);
  }

  /**
   * Call `callback` when the loop's clock reaches `when`. Equal times are served in the order of the requests.
   *
   * @throws {@link ValueError} if `when` is not a number; {@link RuntimeError} if the loop is closed.
   */
  callAt(when: number, callback: () => void, options?: CallbackOptions): TimerHandle {
    checkSeconds("when", when);
    checkCallback(callback);
    const context = options?.context ?? inheritedContext();
    const timer = new TimerHandle(callback, this, context, this._host.captureAsyncContext(), when);
    timer._schedule();
    return timer;
  }

  /** A new future of this loop. */
  createFuture<T>(): Future<T> {
    return new Future<T>(undefined, this._home);
  }

  /**
   * Start a coroutine as a task of this loop.
   *
   * @throws TypeError if `coro` is not a coroutine; {@link RuntimeError} if the loop is closed.
   */
  createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T> {
    this.#checkClosed();
    if (this.#taskFactory !== null) return this.#taskFactory(this, coro, options);
    return new Task<T>(coro, options, this);
  }

  /** Have `factory` make the tasks; `null`: {@link Task} itself does. */
  setTaskFactory(factory: TaskFactory | null): void {
    if (factory !== null && typeof factory !== "function") {
      throw new TypeError(`factory must be a function or null, got ${describe(factory)}`);
    }
    this.#taskFactory = factory;
  }

  /** What {@link EventLoop.setTaskFactory} set. */
  getTaskFactory(): TaskFactory | null {
    return this.#taskFactory;
  }

  // Names and addresses. The host knows them.

  /**
   * Where `host` (`null`: this machine) can be reached at `port`.
   *
   * Cancellation: the answer is dropped.
   *
   * @returns an {@link AddrInfo} for each address and type of socket; the best address first
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if nobody knows the name;
   * {@link NotImplementedError} at once if the host has no network.
   * @example
   * ```ts
   * const [first] = yield* loop.getaddrinfo("example.org", 80, { type: "stream" });
   * ```
   * @see CPython `loop.getaddrinfo`
   */
  getaddrinfo(host: string | null, port: number | null, options?: GetAddrInfoOptions): Awaitable<AddrInfo[]> {
    return getaddrinfo(this, host, port, options);
  }

  /**
   * The names of an address in numbers and of the service at its port; where there is none, the numbers.
   *
   * Cancellation: the answer is dropped.
   *
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} with `NI_NAMEREQD` if the
   * address has no name; {@link NotImplementedError} at once if the host has no network.
   * @see CPython `loop.getnameinfo`
   */
  getnameinfo(sockaddr: SocketAddress, flags?: readonly NameInfoFlag[]): Awaitable<[host: string, service: string]> {
    return getnameinfo(this, sockaddr, flags);
  }

  // Connections. The host makes them.

  /**
   * Connect to `host` (`null`: this machine), and have `protocolFactory` make the protocol that the connection talks to.
   *
   * The addresses that the name stands for are tried one after the other; with `happyEyeballsDelay`, the next one beside
   * the last when that takes longer.
   *
   * Cancellation: the connection is closed; nothing is left of it.
   *
   * @returns the transport and the protocol
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if nobody can be reached;
   * {@link NotImplementedError} at once if the host has no network.
   * @throws with `ssl`: {@link SSLCertVerificationError} if the peer's certificate is not to be trusted; {@link SSLError} if
   * the handshake fails; {@link ConnectionAbortedError} if it takes too long.
   * @param port `null`, and `host` too, if the option `sock` is given
   * @see CPython `loop.create_connection`
   */
  createConnection<P extends BaseProtocol>(
    protocolFactory: () => P,
    host: string | null,
    port: number | null,
    options?: ConnectionOptions,
  ): Awaitable<[Transport, P]> {
    return createConnection(this, protocolFactory, host, port, options);
  }

  /**
   * Listen at `host` (a name, several, or `null`: all addresses of this machine); `protocolFactory` makes a protocol for each
   * connection. Port 0: a free one of the system's choice, see `server.sockets`.
   *
   * Cancellation: nothing is left open.
   *
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} if the address cannot be had;
   * {@link NotImplementedError} at once if the host has no network; with `ssl`, {@link SSLError} at once if its credentials
   * cannot be read. A client whose handshake fails is dropped, and in debug mode reported.
   * @see CPython `loop.create_server`
   */
  createServer(
    protocolFactory: () => BaseProtocol,
    host: string | readonly string[] | null,
    port: number,
    options?: ServerOptions,
  ): Awaitable<Server> {
    return createServer(this, protocolFactory, host, port, options);
  }

  /**
   * Speak TLS from now on over the connection of `transport`, which is good for nothing after that.
   *
   * What was written before is sent before, unencrypted. What has come and `protocol` was not told of belongs to the
   * handshake. The protocol is not told of the connection again, but it is of its end, also if the handshake fails.
   *
   * Cancellation: the connection is closed.
   *
   * @param ssl settings; a client may give `true` for the host's defaults
   * @returns the transport to use from now on
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link RuntimeError} if the transport closes.
   * @throws {@link SSLCertVerificationError} if the peer's certificate is not to be trusted; {@link SSLError} if the handshake
   * fails; {@link ConnectionAbortedError} if it takes too long; the error of the connection.
   * @example
   * ```ts
   * const secure = yield* loop.startTls(transport, protocol, true, { serverHostname: "example.org" });
   * secure.write(new TextEncoder().encode("this is for nobody else\n"));
   * ```
   * @see CPython `loop.start_tls`
   */
  startTls(
    transport: BaseTransport,
    protocol: BaseProtocol,
    ssl: SSLContext | true,
    options?: StartTlsOptions,
  ): Awaitable<Transport> {
    return startTls(this, transport, protocol, ssl, options);
  }

  /**
   * Send what stands in an open file, after all that was written before. Nothing is received meanwhile, and nobody else may
   * write.
   *
   * No host has sendfile(2), so the bytes are read and written, a block at a time, with back-pressure. The file's own
   * position is neither used nor moved.
   *
   * Cancellation: what was handed to the transport is sent; the protocol is as it was.
   *
   * @param file a `FileHandle` of `node:fs/promises`, a binary file of `tsyncio/files`, or a file's number
   * @returns how many bytes were sent
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link SendfileNotAvailableError} at once if
   * `fallback` is false; {@link RuntimeError} if the transport closes.
   * @throws the error of the connection, or of the file.
   * @example
   * ```ts
   * const file = yield* until(open("big.iso"));
   * const sent = yield* loop.sendfile(writer.transport, file, { offset: 1024 });
   * ```
   * @see CPython `loop.sendfile`
   */
  sendfile(transport: BaseTransport, file: object | number, options?: SendfileOptions): Awaitable<number> {
    return sendfile(this, transport, file, options);
  }

  /**
   * Connect to the Unix socket at `path`; on Windows, to the named pipe `\\.\pipe\...`.
   *
   * Cancellation: the connection is closed; nothing is left of it.
   *
   * @param path `null` if the option `sock` is given
   * @throws TypeError, {@link ValueError}, {@link OSError} at once if an argument is no good, such as too long a path;
   * {@link OSError} if nobody listens there; {@link NotImplementedError} at once if the host has no network.
   * @see CPython `loop.create_unix_connection`
   */
  createUnixConnection<P extends BaseProtocol>(
    protocolFactory: () => P,
    path: string | null,
    options?: UnixConnectionOptions,
  ): Awaitable<[Transport, P]> {
    return createUnixConnection(this, protocolFactory, path, options);
  }

  /**
   * Listen at the Unix socket `path`; on Windows, at the named pipe `\\.\pipe\...`. A socket that an earlier server has left
   * there is removed first, even if that one still listens.
   *
   * Cancellation: nothing is left open.
   *
   * @throws TypeError, {@link ValueError}, {@link OSError} at once if an argument is no good, such as too long a path;
   * {@link OSError} if the path cannot be had; {@link NotImplementedError} at once if the host has no network.
   * @see CPython `loop.create_unix_server`
   */
  createUnixServer(protocolFactory: () => BaseProtocol, path: string, options?: UnixServerOptions): Awaitable<Server> {
    return createUnixServer(this, protocolFactory, path, options);
  }

  /**
   * Make a socket that the program has accepted by itself a connection of the loop's.
   *
   * Cancellation: the connection is closed.
   *
   * @param sock on Node a `Socket` of `node:net`; nobody else may use it from now on
   * @throws TypeError, {@link OSError} at once if it is no such socket, or closed.
   * @see CPython `loop.connect_accepted_socket`
   */
  connectAcceptedSocket<P extends BaseProtocol>(
    protocolFactory: () => P,
    sock: object,
    options?: ServerTLSOptions,
  ): Awaitable<[Transport, P]> {
    return connectAcceptedSocket(this, protocolFactory, sock, options);
  }

  /**
   * Open a socket for datagrams (UDP), and have `protocolFactory` make the protocol that it talks to.
   *
   * Cancellation: the socket is closed.
   *
   * @returns the transport and the protocol
   * @throws TypeError, {@link ValueError} at once if an option is no good; {@link OSError} if the address cannot be had;
   * {@link ValueError} if the two addresses have no version of the internet protocol in common;
   * {@link NotImplementedError} at once if the host has no network.
   * @example
   * ```ts
   * const [transport] = yield* loop.createDatagramEndpoint(() => new Clock(), { remoteAddr: ["192.0.2.7", 123] });
   * transport.sendto(question);
   * ```
   * @see CPython `loop.create_datagram_endpoint`
   */
  createDatagramEndpoint<P extends DatagramProtocol>(
    protocolFactory: () => P,
    options?: DatagramOptions,
  ): Awaitable<[DatagramTransport, P]> {
    return createDatagramEndpoint(this, protocolFactory, options);
  }

  // Other programs, pipes, signals. The host has them.

  /**
   * Start `program`, and have `protocolFactory` make the protocol that its pipes talk to. All three standard streams are
   * pipes unless the options say otherwise.
   *
   * Cancellation: the program is killed.
   *
   * @param rest the program's arguments, then options if there are any
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link OSError} that names the program if it
   * cannot be started; {@link NotImplementedError} at once if the host has no processes.
   * @see CPython `loop.subprocess_exec`
   */
  subprocessExec<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    program: string,
    ...rest: ProgramArguments<SubprocessOptions>
  ): Awaitable<[SubprocessTransport, P]> {
    return subprocessExec(this, protocolFactory, program, rest);
  }

  /** The same for a command line, which the system's shell runs. @see CPython `loop.subprocess_shell` */
  subprocessShell<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    command: string,
    options?: SubprocessOptions,
  ): Awaitable<[SubprocessTransport, P]> {
    return subprocessShell(this, protocolFactory, command, options);
  }

  /**
   * Read from a stream of the host's: on Node a `Readable` of bytes. It is the transport's from now on, and closed with it;
   * this program's standard input is only let go.
   *
   * @throws TypeError at once if `pipe` is no such stream; {@link RuntimeError} if it is in use already.
   * @see CPython `loop.connect_read_pipe`
   */
  connectReadPipe<P extends BaseProtocol>(protocolFactory: () => P, pipe: object): Awaitable<[ReadTransport, P]> {
    return connectReadPipe(this, protocolFactory, pipe);
  }

  /** The same for writing: on Node to a `Writable`. @see CPython `loop.connect_write_pipe` */
  connectWritePipe<P extends BaseProtocol>(protocolFactory: () => P, pipe: object): Awaitable<[WriteTransport, P]> {
    return connectWritePipe(this, protocolFactory, pipe);
  }

  /**
   * Have the loop call `callback` at a signal, in place of the system's own reaction, and of an earlier callback.
   *
   * For SIGINT it takes the place of what `run()` does at Ctrl-C.
   *
   * @param signal a name such as `"SIGTERM"`, or a number
   * @throws {@link ValueError} if the system has no such signal; {@link RuntimeError} if it cannot be caught, or the loop is
   * closed; TypeError if `callback` is not a function, or a coroutine function; {@link NotImplementedError} if the host has
   * no signals.
   * @see CPython `loop.add_signal_handler`
   */
  addSignalHandler(signal: string | number, callback: () => void): void {
    addSignalHandler(this, signal, callback);
  }

  /**
   * Take the callback away: what the system does at the signal is in force again.
   *
   * @returns whether there was one
   * @throws {@link ValueError} if the system has no such signal.
   * @see CPython `loop.remove_signal_handler`
   */
  removeSignalHandler(signal: string | number): boolean {
    return removeSignalHandler(this, signal);
  }

  // Errors that nobody received.

  /** Have `handler` called with such errors; `null`: they go to the host's standard error. */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(`handler must be a function or null, got ${describe(handler)}`);
    }
    this.#exceptionHandler = handler;
  }

  /** What {@link EventLoop.setExceptionHandler} set. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.#exceptionHandler;
  }

  /** What happens to such an error if there is no handler: a report on the host's standard error. */
  defaultExceptionHandler(context: ExceptionContext): void {
    const lines = [context.message || "Unhandled exception in event loop"];
    for (const key of ["task", "future", "handle", "transport", "protocol"] as const) {
      const value = context[key];
      if (value !== undefined) lines.push(`${key}: ${value instanceof Future ? value._repr() : describe(value)}`);
    }
    if (context.sourceTraceback !== undefined) lines.push(context.sourceTraceback);
    this._host.report(lines.join("\n"), context.exception);
  }

  /** Tell the exception handler of an error that nobody received. */
  callExceptionHandler(report: ExceptionContext): void {
    const handler = this.#exceptionHandler;
    const subject = report.task ?? report.future ?? report.handle;
    const place = report.sourceTraceback ?? (subject === undefined ? undefined : placeOf(subject));
    const context: ExceptionContext = place === undefined ? report : { ...report, sourceTraceback: place };
    if (handler === null) {
      this.defaultExceptionHandler(context);
      return;
    }
    const previousContext = thread.context;
    // The handler reads the context variables of whom it is told about.
    if (subject instanceof Task || subject instanceof Handle) thread.context = subject.getContext();
    try {
      handler(this, context);
    } catch (exception) {
      if (isFatal(exception)) throw exception;
      this.defaultExceptionHandler({ ...context, message: "Unhandled error in exception handler", exception });
      if (context.exception !== undefined) this.defaultExceptionHandler(context);
    } finally {
      thread.context = previousContext;
    }
  }

  /** Whether debug mode is on. */
  getDebug(): boolean {
    return this._debug;
  }

  /** Switch debug mode: more checks, and reports that say where things were made. */
  setDebug(enabled: boolean): void {
    this._debug = enabled;
    if (enabled) thread.debug = true;
  }

  // What the rest of the core uses.

  /** @internal */
  override _schedule(item: Runnable): void {
    if (!this.#awake) this.#wake();
    this.#ready.push(item);
  }

  /** @internal */
  override _flushLater(sender: Sender): void {
    this.#senders.push(sender);
    if (this.#awake) return;
    if (this.#run === null) this.#flush();
    else this.#wake();
  }

  #flush(): void {
    const senders = this.#senders;
    if (senders.length === 0) return;
    // One that has more to send at once adds itself again, and has its turn here.
    for (let index = 0; index < senders.length; index++) (senders[index] as Sender)._flush();
    senders.length = 0;
  }

  /** @internal */
  override *_queued(): Iterable<Runnable> {
    yield* this.#ready;
    yield* this.#timers;
  }

  /** @internal */
  override _addTimer(timer: LoopTimer, when: number): void {
    if (!this.#awake) this.#wake();
    this.#timers.push(timer, when);
  }

  /** @internal */
  override _deadlineOf(timer: LoopTimer): number {
    return this.#timers.whenOf(timer);
  }

  /** @internal */
  override _timerCancelled(timer: LoopTimer): void {
    if (this.#timers.removeLast(timer)) return;
    this.#cancelledTimers++;
    if (this.#cancelledTimers < SWEEP_AT_LEAST || this.#cancelledTimers * 2 < this.#timers.length) return;
    this.#timers.sweep();
    this.#cancelledTimers = 0;
  }

  /** @internal */
  override _watchFailure(future: Future<unknown>): void {
    this.#failures.add(future);
  }

  /** @internal */
  override _unwatchFailure(future: Future<unknown>): void {
    this.#failures.delete(future);
  }

  /** @internal */
  override _pauseFor(guest: object): void {
    this.#pausedFor = guest;
    this.#postTurn();
  }

  /** @internal */
  override _guestSuspended(guest: object, direct: boolean): void {
    if (this.#pausedFor !== guest) return;
    if (direct) {
      this.#pausedFor = null;
      this._host.runAtHome(this.#pump);
      return;
    }
    // The user's code may be on the stack (a `then()` by hand): go on when it has come to its end. But if the next to run
    // is another guest, whose step only queues the microtask in which it goes on, that can be done right now.
    if (this.#todo > 0 && this.#run !== null) {
      const next = this.#ready.peek();
      if (next instanceof Task && next._resumesQuietly()) {
        this.#pausedFor = null;
        this.#todo--;
        this.#ready.shift();
        this.#resumeQuietly(next);
        if (this.#pausedFor !== null) return;
      }
    }
    this.#pausedFor = RESUMING;
    void resolved.then(this.#resume);
  }

  // One step outside of a pump. The task may turn out not to go on after all: it may wait again.
  #resumeQuietly(task: Task<unknown>): void {
    const previousLoop = thread.loop;
    thread.loop = this;
    try {
      task._resumeQuietly();
    } catch (error) {
      this.#endRun(error);
    } finally {
      thread.loop = previousLoop;
    }
  }

  readonly #resume = (): void => {
    if (this.#pausedFor !== RESUMING) return;
    this.#pausedFor = null;
    this._host.runAtHome(this.#pump); // it is the guest's context that is in force here
  };

  /** @internal */
  override _callFromHost(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      if (this.#run === null) this._host.report("Unhandled exception in event loop", error);
      else this.#endRun(error);
    }
  }

  /** @internal */
  override _watchAsyncGenerator(generator: AsyncGenerator<unknown, unknown, unknown>): void {
    this.#asyncGenerators.add(generator);
  }

  /** @internal */
  override _unwatchAsyncGenerator(generator: AsyncGenerator<unknown, unknown, unknown>): void {
    this.#asyncGenerators.delete(generator);
  }

  /** Whether the loop runs and nothing is ready: it waits for a timer or for the world. @internal */
  _sleeps(): boolean {
    return this.#run !== null && !this.#awake;
  }

  /** When the earliest timer is due that nobody has cancelled; `Infinity` if there is none. @internal */
  _nextDeadline(): number {
    const timers = this.#timers;
    for (let timer = timers.peek(); timer !== undefined && timer._isDropped(); timer = timers.peek()) {
      timers.pop();
    }
    return timers.when;
  }

  /** The timers that wait, in no order; cancelled ones may be among them. For tests. @internal */
  _timers(): Iterable<LoopTimer> {
    return this.#timers;
  }

  /** End the run with an error. @internal */
  _failRun(error: unknown): void {
    if (this.#run !== null) this.#endRun(error);
  }

  // Turns and iterations.

  #checkClosed(): void {
    if (this.#closed) throw new RuntimeError("Event loop is closed");
  }

  // Something was scheduled while the loop sleeps, or does not run.
  #wake(): void {
    this.#checkClosed();
    if (this.#run === null) return;
    this.#awake = true;
    this.#postTurn();
  }

  #postTurn(): void {
    if (this.#turnPosted) return;
    this.#turnPosted = true;
    this._host.postTurn(this.#turn);
  }

  // All microtasks are done by now: a guest that the loop paused for waits for a promise of others.
  readonly #turn = (): void => {
    this.#turnPosted = false;
    this.#pausedFor = null;
    this.#turnEnds = this.time() + TURN_BUDGET;
    this.#pump();
  };

  readonly #timerFired = (): void => {
    this.#hostTimer = null;
    this.#hostTimerWhen = Infinity;
    if (this.#turnPosted) return;
    this.#turn();
  };

  readonly #pump = (): void => {
    if (this.#run === null) return;
    const previousLoop = thread.loop;
    thread.loop = this;
    this.#awake = true;
    let failed = true;
    let failure: unknown;
    try {
      this.#runIterations();
      failed = false;
    } catch (error) {
      failure = error;
    } finally {
      thread.loop = previousLoop;
    }
    if (failed) this.#endRun(failure);
  };

  #runIterations(): void {
    const ready = this.#ready;
    let now = this.#iterating ? 0 : this.time();
    let unlooked = 0;
    for (;;) {
      if (!this.#iterating) this.#beginIteration(now);
      this.#runReady();
      if (this.#pausedFor !== null) return;
      this.#iterating = false;
      if (this.#stopping) {
        this.#endRun();
        return;
      }
      if (unlooked > 0 && ready.length > 0 && this.#timers.when > now + UNLOOKED_AHEAD) {
        unlooked--;
        continue;
      }
      const lastLook = now;
      now = this.time();
      unlooked = now - lastLook < SHORT_ITERATIONS ? MOST_UNLOOKED : 0;
      if (ready.length === 0 && this.#timers.when > now + CLOCK_RESOLUTION) {
        this.#flush();
        if (ready.length > 0) continue;
        this.#sleep();
        return;
      }
      if (this._turnIsOver(now)) {
        this.#flush();
        this.#failures.settle();
        this.#postTurn();
        return;
      }
    }
  }

  // The hottest loop of all, by itself, so that V8 spends what it allows to be inlined on what is called here.
  #runReady(): void {
    const ready = this.#ready;
    while (this.#todo > 0) {
      this.#todo--;
      const item = ready.shift() as Runnable;
      if (this._debug) this.#runTimed(item);
      else item._run();
      if (this.#pausedFor !== null) return;
    }
  }

  /** Whether it is time for the host to look at I/O. @internal */
  _turnIsOver(now: number): boolean {
    return now >= this.#turnEnds;
  }

  #beginIteration(now: number): void {
    const timers = this.#timers;
    const due = now + CLOCK_RESOLUTION;
    while (timers.when <= due) {
      // Not looked at before it runs, and then does nothing if it was cancelled: among many, each look is a cache miss.
      this.#ready.push(timers.pop() as LoopTimer);
    }
    this.#todo = this.#ready.length;
    this.#iterating = true;
  }

  // Nothing is ready: until a timer is due, or somebody schedules something.
  #sleep(): void {
    this.#failures.settle();
    const when = this._nextDeadline();
    this.#awake = false;
    // One host timer serves all, the idle loop too: without it the process would end. One that fires early does no harm.
    if (this.#hostTimer !== null && this.#hostTimerWhen <= when) return;
    if (this.#hostTimer !== null) this._host.clearTimer(this.#hostTimer);
    this.#hostTimer = this._host.setTimer(this.#timerFired, when);
    this.#hostTimerWhen = when;
  }

  #endRun(...failure: [] | [error: unknown]): void {
    const run = this.#run as Run;
    this.#flush();
    this.#run = null;
    this.#stopping = false;
    this.#iterating = false;
    this.#todo = 0;
    this.#awake = false;
    this.#pausedFor = null;
    if (this.#hostTimer !== null) this._host.clearTimer(this.#hostTimer);
    this.#hostTimer = null;
    this.#hostTimerWhen = Infinity;
    if (failure.length === 0) run.resolve();
    else run.reject(failure[0]);
  }

  #runTimed(item: Runnable): void {
    const start = this.time();
    try {
      item._run();
    } finally {
      const duration = this.time() - start;
      if (duration >= this.slowCallbackDuration) this.#reportSlow(item, duration);
    }
  }

  #reportSlow(item: Runnable, duration: number): void {
    const took = `took ${duration.toFixed(3)} seconds`;
    if (item instanceof Task)
      this.callExceptionHandler({ message: `A step of task '${item.getName()}' ${took}`, task: item });
    else if (item instanceof Handle) this.callExceptionHandler({ message: `A callback ${took}`, handle: item });
    else this.callExceptionHandler({ message: `A done callback ${took}` });
  }
}

// Short, so that V8 inlines them: what they say when something is wrong stands elsewhere.

function checkCallback(callback: unknown): void {
  if (typeof callback !== "function") refuseCallback(callback);
}

function checkSeconds(name: string, value: unknown): void {
  if (typeof value !== "number" || Number.isNaN(value)) refuseSeconds(name, value);
}

function refuseCallback(callback: unknown): never {
  throw new TypeError(`callback must be a function, got ${describe(callback)}`);
}

function refuseSeconds(name: string, value: unknown): never {
  throw new ValueError(`${name} must be a number of seconds, got ${describe(value)}`);
}

/**
 * The loop that runs the calling coroutine or callback.
 *
 * @throws {@link RuntimeError} where no loop runs.
 * @see CPython `asyncio.get_running_loop`
 */
export function getRunningLoop(): EventLoop {
  const loop = runningLoop();
  if (loop === null) throw new RuntimeError("no running event loop");
  return loop as EventLoop;
}

let current: EventLoop | null = null;

/**
 * The running loop, else the one that {@link setEventLoop} made current.
 *
 * @throws {@link RuntimeError} if there is neither: like Python since 3.14, it makes none.
 * @see CPython `asyncio.get_event_loop`
 */
export function getEventLoop(): EventLoop {
  const loop = runningLoop() ?? current;
  if (loop === null)
    throw new RuntimeError("there is no current event loop: use run(), or setEventLoop(newEventLoop())");
  return loop as EventLoop;
}

/**
 * Make `loop` the current one of this thread; `null`: none.
 *
 * @see CPython `asyncio.set_event_loop`
 */
export function setEventLoop(loop: EventLoop | null): void {
  if (loop !== null && !(loop instanceof EventLoop)) {
    throw new TypeError(`loop must be an event loop or null, got ${describe(loop)}`);
  }
  current = loop;
}

/** A new event loop on the installed host. @see CPython `asyncio.new_event_loop` */
export function newEventLoop(): EventLoop {
  return new EventLoop();
}

// Other programs with `yield*` and `await`: `Process` and its streams, over any host's transport. No I/O of its own.

import { type EventLoop, getRunningLoop } from "./base_events.ts";
import { type ProgramArguments, type SubprocessOptions, splitArguments } from "./base_subprocess.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "./coroutines.ts";
import { CancelledError, ValueError } from "./exceptions.ts";
import { BrokenPipeError, ConnectionResetError, ProcessLookupError } from "./os_errors.ts";
import { SubprocessProtocol } from "./protocols.ts";
import { StreamReader, StreamReaderProtocol, StreamWriter } from "./streams.ts";
import type { BaseTransport, ReadTransport, SubprocessTransport, Transport } from "./transports.ts";
import { gather } from "./waiting.ts";

/** Options of {@link createSubprocessExec} and {@link createSubprocessShell}. */
export interface CreateSubprocessOptions extends SubprocessOptions {
  /** The limit of the readers, in bytes. @defaultValue 65536 */
  limit?: number;
  /** What {@link ProcessWaitOptions.killOnCancel} is, unless it is said at the call. @defaultValue false */
  killOnCancel?: boolean;
}

/** Options of {@link Process.wait} and {@link Process.communicate}. */
export interface ProcessWaitOptions {
  /**
   * Kill the process if the call is cancelled, and only then pass the cancellation on, once the process has ended. An own
   * addition. @defaultValue what was said when the process was created; false
   */
  killOnCancel?: boolean;
}

/** The protocol between a process and its streams. @see CPython `asyncio.subprocess.SubprocessStreamProtocol` */
class SubprocessStreamProtocol extends SubprocessProtocol {
  readonly #loop: EventLoop;
  readonly #limit: number;
  /** What the writer to the standard input minds. */
  readonly #input: StreamReaderProtocol;
  stdin: StreamWriter | null = null;
  stdout: StreamReader | null = null;
  stderr: StreamReader | null = null;
  #transport: SubprocessTransport | null = null;
  #openOutputs = 0;

  constructor(loop: EventLoop, limit: number | undefined) {
    super();
    this.#loop = loop;
    // A limit that is no good is an error here.
    const unused = new StreamReader({ loop, ...(limit === undefined ? {} : { limit }) });
    this.#limit = unused._limit;
    this.#input = new StreamReaderProtocol(unused, null, { loop });
  }

  override connectionMade(transport: BaseTransport): void {
    const process = transport as SubprocessTransport;
    this.#transport = process;
    this.stdout = this.#openOutput(process.getPipeTransport(1));
    this.stderr = this.#openOutput(process.getPipeTransport(2));
    const input = process.getPipeTransport(0) as Transport | null;
    if (input !== null) this.stdin = new StreamWriter(input, this.#input, null);
  }

  #openOutput(pipe: BaseTransport | null): StreamReader | null {
    if (pipe === null) return null;
    const reader = new StreamReader({ limit: this.#limit, loop: this.#loop });
    reader.setTransport(pipe as ReadTransport);
    this.#openOutputs++;
    return reader;
  }

  override pipeDataReceived(fd: number, data: Uint8Array): void {
    (fd === 1 ? this.stdout : this.stderr)?.feedData(data);
  }

  override pipeConnectionLost(fd: number, error: unknown): void {
    if (fd === 0) {
      this.#input.connectionLost(error);
      return;
    }
    const reader = fd === 1 ? this.stdout : this.stderr;
    if (error === null) reader?.feedEof();
    else reader?.setException(error);
    this.#openOutputs--;
    this.#closeIfDone();
  }

  override processExited(): void {
    this.#closeIfDone();
  }

  override pauseWriting(): void {
    this.#input.pauseWriting();
  }

  override resumeWriting(): void {
    this.#input.resumeWriting();
  }

  #closeIfDone(): void {
    if (this.#openOutputs === 0 && this.#transport?.getReturncode() !== null) this.#transport?.close();
  }
}

/**
 * A program that runs, or has run: what {@link createSubprocessExec} and {@link createSubprocessShell} give.
 *
 * @see CPython `asyncio.subprocess.Process`
 */
export class Process {
  /** The way to its standard input, `null` unless it is a pipe. */
  readonly stdin: StreamWriter | null;
  /** What comes from its standard output, `null` unless it is a pipe. */
  readonly stdout: StreamReader | null;
  /** What comes from its standard error, `null` unless it is a pipe. */
  readonly stderr: StreamReader | null;
  /** The number that the system has given to it. */
  readonly pid: number;
  readonly #transport: SubprocessTransport;
  readonly #killOnCancel: boolean;

  /** @internal */
  constructor(transport: SubprocessTransport, protocol: SubprocessStreamProtocol, killOnCancel: boolean) {
    this.#transport = transport;
    this.#killOnCancel = killOnCancel;
    this.stdin = protocol.stdin;
    this.stdout = protocol.stdout;
    this.stderr = protocol.stderr;
    this.pid = transport.getPid();
  }

  /** What it ended with, `null` as long as it runs; minus the number of the signal if one has killed it. */
  get returncode(): number | null {
    return this.#transport.getReturncode();
  }

  /**
   * Wait until the process has ended, as since Python 3.15: a pipe that a child of it holds open does not matter.
   *
   * A process that writes more to a pipe than the pipe and the reader hold never ends unless somebody reads: see
   * {@link Process.communicate}.
   *
   * Cancellation: the process runs on, unless `killOnCancel` is set.
   *
   * @returns its {@link Process.returncode}
   */
  wait(options: ProcessWaitOptions = {}): Awaitable<number> {
    return new GeneratorAwaitable(this.#orKill(this.#transport._wait(), this.#isKilled(options)));
  }

  /**
   * Send `input` to the process and close its standard input, read all that it writes, and wait until it has ended. All at
   * once, so that no full pipe holds it up. A process that does not read its input is no error.
   *
   * Cancellation: the process runs on, unless `killOnCancel` is set; what was read is read by the next read.
   *
   * @returns what it has written to its standard output and its standard error, `null` for one that is no pipe
   * @throws TypeError, {@link ValueError} at once if `input` is no `Uint8Array`, or the standard input is no pipe.
   */
  communicate(
    input: Uint8Array | null = null,
    options: ProcessWaitOptions = {},
  ): Awaitable<[stdout: Uint8Array | null, stderr: Uint8Array | null]> {
    if (input !== null && !(input instanceof Uint8Array))
      throw new TypeError(`input must be a Uint8Array or null, got ${describe(input)}`);
    if (input !== null && this.stdin === null)
      throw new ValueError("input needs a pipe to go to: create the process with { stdin: PIPE }");
    return new GeneratorAwaitable(this.#orKill(this.#communicate(input), this.#isKilled(options)));
  }

  /**
   * Send it a signal: a name such as `"SIGINT"`, or a number.
   *
   * @throws {@link ProcessLookupError} if it has ended; {@link ValueError} if the system has no such signal.
   */
  sendSignal(signal: string | number): void {
    this.#transport.sendSignal(signal);
  }

  /** Ask it to end: SIGTERM. On Windows the same as {@link Process.kill}. @throws {@link ProcessLookupError} if it has ended. */
  terminate(): void {
    this.#transport.terminate();
  }

  /** End it: SIGKILL. @throws {@link ProcessLookupError} if it has ended. */
  kill(): void {
    this.#transport.kill();
  }

  #isKilled({ killOnCancel = this.#killOnCancel }: ProcessWaitOptions): boolean {
    return checkFlag("killOnCancel", killOnCancel);
  }

  *#communicate(input: Uint8Array | null): Coroutine<[Uint8Array | null, Uint8Array | null]> {
    const { stdin } = this;
    const [, stdout, stderr] = yield* gather(
      stdin === null ? noop() : feed(stdin, input),
      this.#readAll(1, this.stdout),
      this.#readAll(2, this.stderr),
    );
    yield* this.#transport._wait();
    return [stdout, stderr];
  }

  *#readAll(fd: number, reader: StreamReader | null): Coroutine<Uint8Array | null> {
    if (reader === null) return null;
    const data = yield* reader.read();
    this.#transport.getPipeTransport(fd)?.close();
    return data;
  }

  *#orKill<T>(waiting: Coroutine<T>, kills: boolean): Coroutine<T> {
    try {
      return yield* waiting;
    } catch (error) {
      if (!kills || !(error instanceof CancelledError)) throw error;
      try {
        this.kill();
        yield* this.#transport._wait();
      } catch (late) {
        if (!(late instanceof ProcessLookupError)) throw late;
      }
      throw error;
    }
  }
}

function* noop(): Coroutine {}

function* feed(stdin: StreamWriter, input: Uint8Array | null): Coroutine {
  try {
    if (input !== null) stdin.write(input);
    yield* stdin.drain();
  } catch (error) {
    // The process may well not read what it is sent.
    if (!(error instanceof BrokenPipeError || error instanceof ConnectionResetError)) throw error;
  }
  stdin.close();
}

function checkFlag(argument: string, flag: unknown): boolean {
  if (typeof flag === "boolean") return flag;
  throw new TypeError(`${argument} must be true or false, got ${describe(flag)}`);
}

/**
 * Start `program`. Its standard streams are this program's own unless the options say otherwise.
 *
 * Cancellation: the program is killed.
 *
 * @param program a name, which is looked for as the system does, or a path
 * @param rest the program's arguments, then options if there are any
 * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link FileNotFoundError},
 * {@link PermissionError} or another {@link OSError} that names the program if it cannot be started.
 * @example
 * ```ts
 * const git = yield* createSubprocessExec("git", "status", "--short", { stdout: PIPE, cwd: folder });
 * const [output] = yield* git.communicate();
 * ```
 * @see CPython `asyncio.create_subprocess_exec`
 */
export function createSubprocessExec(
  program: string,
  ...rest: ProgramArguments<CreateSubprocessOptions>
): Awaitable<Process> {
  const { args, options = {} } = splitArguments<CreateSubprocessOptions>(rest);
  return create(options, (loop, factory, streams) =>
    loop.subprocessExec(factory, program, ...(args as string[]), streams),
  );
}

/**
 * The same for a command line, which the system's shell runs: `/bin/sh`, on Windows `cmd.exe`.
 *
 * Never build it of what others have written; give the parts to {@link createSubprocessExec}.
 *
 * @see CPython `asyncio.create_subprocess_shell`
 */
export function createSubprocessShell(command: string, options: CreateSubprocessOptions = {}): Awaitable<Process> {
  return create(options, (loop, factory, streams) => loop.subprocessShell(factory, command, streams));
}

type Starts = Awaitable<[SubprocessTransport, SubprocessStreamProtocol]>;

function create(
  options: CreateSubprocessOptions,
  start: (loop: EventLoop, factory: () => SubprocessStreamProtocol, streams: SubprocessOptions) => Starts,
): Awaitable<Process> {
  const loop = getRunningLoop();
  const { limit, killOnCancel = false, stdin = null, stdout = null, stderr = null } = options;
  checkFlag("killOnCancel", killOnCancel);
  const protocol = new SubprocessStreamProtocol(loop, limit);
  const starting = start(loop, () => protocol, { ...options, stdin, stdout, stderr });
  return new GeneratorAwaitable(created(starting, killOnCancel));
}

function* created(starting: Starts, killOnCancel: boolean): Coroutine<Process> {
  const [transport, protocol] = yield* starting;
  return new Process(transport, protocol, killOnCancel);
}

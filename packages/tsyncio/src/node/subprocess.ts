// Programs over node:child_process: starting them, their pipes, their end. What their protocols do with it is not here.

import { type ChildProcess, type SpawnOptions, type StdioOptions, spawn } from "node:child_process";
import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { type Socket, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import type { Resource } from "../core/events.ts";
import { State } from "../core/base_futures.ts";
import { Future } from "../core/futures.ts";
import type { HostProcesses, SpawnRequest } from "../core/host.ts";
import { type OSError, type OSErrorDetails, ProcessLookupError, osError } from "../core/os_errors.ts";
import { type BaseProtocol, Protocol, type SubprocessProtocol } from "../core/protocols.ts";
import { findSignal } from "../core/signals.ts";
import { until } from "../core/tasks.ts";
import { type BaseTransport, SubprocessTransport } from "../core/transports.ts";
import { toOSError } from "./os_errors.ts";
import { ReadPipeTransport, WritePipeTransport } from "./pipes.ts";
import { ProtocolContext } from "./protocol_context.ts";
import { nodeSignals } from "./signals.ts";

class NodeProcesses implements HostProcesses {
  *spawn<P extends SubprocessProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: SpawnRequest,
  ): Coroutine<[SubprocessTransport, P]> {
    const context = new ProtocolContext(loop);
    const protocol = protocolFactory();
    const joint = request.joined ? yield* jointly(loop, openJoint()) : null;
    let child: ChildProcess;
    try {
      child = start(request, joint);
    } catch (error) {
      joint?.here.destroy();
      throw spawnError(error, request);
    } finally {
      joint?.there.destroy();
    }
    if (child.pid === undefined) {
      joint?.here.destroy();
      throw spawnError(yield* failureOf(loop, child), request);
    }
    const transport = new ChildTransport(loop, child, joint?.here ?? child.stdout, protocol, context);
    const opened = new Future<void>({ loop });
    transport.open(() => {
      if (opened._state === State.pending) opened.setResult();
    });
    try {
      yield* opened;
    } catch (error) {
      transport.close();
      yield* transport._wait();
      throw error;
    }
    return [transport, protocol];
  }
}

/** Programs for loops on Node. */
export const nodeProcesses: HostProcesses = new NodeProcesses();

function ignore(): void {}

function start(request: SpawnRequest, joint: Joint | null): ChildProcess {
  const { stdin, stdout, stderr } = request;
  const stdio: StdioOptions = joint === null ? [stdin, stdout, stderr] : [stdin, joint.there, joint.there];
  const options: SpawnOptions = { stdio, shell: request.shell, detached: request.newSession };
  if (request.cwd !== null) options.cwd = request.cwd;
  if (request.env !== null) options.env = request.env;
  return spawn(request.program, [...request.args], options);
}

/** Why a program could not be started: Node tells it a little later. */
function* failureOf(loop: EventLoop, child: ChildProcess): Coroutine<unknown> {
  const failed = new Future<unknown>({ loop });
  child.on("error", (error) => {
    if (failed._state === State.pending && !loop.isClosed()) failed.setResult(error);
  });
  try {
    return yield* failed;
  } finally {
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  }
}

/** The error names what the system does not: the program, or the directory that is not there. */
function spawnError(cause: unknown, { program, cwd }: SpawnRequest): OSError {
  const { code, errno, syscall } = toOSError(cause);
  const isCwd = cwd !== null && (code === "ENOENT" || code === "ENOTDIR") && !isDirectory(cwd);
  const culprit = isCwd ? `: cwd ${JSON.stringify(cwd)} is no directory` : "";
  const details: OSErrorDetails = { code, cause };
  if (errno !== undefined) details.errno = errno;
  if (syscall !== undefined) details.syscall = syscall;
  return osError(`cannot start ${JSON.stringify(program)}${culprit} (${code})`, details);
}

function isDirectory(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// Standard output and standard error as one pipe. Node makes a pipe of its own for each, which would lose the order of
// what is written to the two; so both are given the same end of a connection, made in a directory that only we can enter.

interface Joint {
  readonly here: Socket;
  readonly there: Socket;
}

let joints = 0;

/** Wait for it; one that comes when nobody waits any more is closed. */
function* jointly(loop: EventLoop, opening: Promise<Joint>): Coroutine<Joint> {
  const close = ({ here, there }: Joint): void => {
    here.destroy();
    there.destroy();
  };
  const unfinished: Resource = { _loopClosed: () => void opening.then(close, ignore) };
  loop._resources.add(unfinished);
  try {
    return yield* until(opening);
  } catch (error) {
    unfinished._loopClosed();
    throw error;
  } finally {
    loop._resources.delete(unfinished);
  }
}

async function openJoint(): Promise<Joint> {
  const isWindows = process.platform === "win32";
  const folder = isWindows ? "" : await mkdtemp(path.join(tmpdir(), `tsyncio-${process.pid}-`));
  const name = isWindows ? `\\\\.\\pipe\\tsyncio-${process.pid}-${++joints}` : path.join(folder, "pipe");
  const server = createServer({ pauseOnConnect: true });
  try {
    return await new Promise<Joint>((resolve, reject) => {
      server.on("error", reject);
      server.listen(name, () => {
        const there = connect(name);
        there.on("error", reject);
        const connected = new Promise<void>((done) => void there.once("connect", done));
        server.once("connection", (here) => {
          here.on("error", ignore);
          void connected.then(() => resolve({ here, there }));
        });
      });
    });
  } catch (error) {
    throw toOSError(error);
  } finally {
    server.close(ignore);
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  }
}

/** Passes on to a process's protocol what one of its output pipes brings. */
class OutputProtocol extends Protocol {
  readonly #process: ChildTransport;
  readonly #fd: number;

  constructor(process: ChildTransport, fd: number) {
    super();
    this.#process = process;
    this.#fd = fd;
  }

  override dataReceived(data: Uint8Array): void {
    this.#process.getProtocol().pipeDataReceived(this.#fd, data);
  }

  override connectionLost(error: unknown): void {
    this.#process._pipeLost(this.#fd, error);
  }
}

/** The same for its input. */
class InputProtocol extends Protocol {
  readonly #process: ChildTransport;

  constructor(process: ChildTransport) {
    super();
    this.#process = process;
  }

  override pauseWriting(): void {
    this.#process.getProtocol().pauseWriting();
  }

  override resumeWriting(): void {
    this.#process.getProtocol().resumeWriting();
  }

  override connectionLost(error: unknown): void {
    this.#process._pipeLost(0, error);
  }
}

/** A process of Node's. */
class ChildTransport extends SubprocessTransport implements Resource {
  readonly #loop: EventLoop;
  readonly #child: ChildProcess;
  #protocol: SubprocessProtocol;
  readonly #context: ProtocolContext;
  readonly #pipes = new Map<number, ReadPipeTransport | WritePipeTransport>();
  readonly #openPipes = new Set<number>();
  readonly #exitWaiters = new Set<Future<number>>();
  #returncode: number | null = null;
  #closed = false;
  /** `connectionLost` is called, or the loop is closed: nothing is to come. */
  #gone = false;
  #killError: Error | null = null;

  constructor(
    loop: EventLoop,
    child: ChildProcess,
    stdout: ChildProcess["stdout"],
    protocol: SubprocessProtocol,
    context: ProtocolContext,
  ) {
    super({ subprocess: child });
    this.#loop = loop;
    this.#child = child;
    this.#protocol = protocol;
    this.#context = context;
    child.unref();
    child.on("error", (error) => {
      this.#killError = error;
    });
    child.once("exit", (code, signal) => this.#onExit(code, signal));
    const { stdin, stderr } = child;
    if (stdin !== null) this.#pipes.set(0, new WritePipeTransport(loop, stdin, new InputProtocol(this), context));
    if (stdout !== null) this.#pipes.set(1, new ReadPipeTransport(loop, stdout, new OutputProtocol(this, 1), context));
    if (stderr !== null) this.#pipes.set(2, new ReadPipeTransport(loop, stderr, new OutputProtocol(this, 2), context));
    for (const fd of this.#pipes.keys()) this.#openPipes.add(fd);
    loop._resources.add(this);
  }

  /** Tell the protocol, begin to read, then call `opened`: all in the loop's next iteration. */
  open(opened: () => void): void {
    const loop = this.#loop;
    loop._schedule(this.#context.handle(() => this.#protocol.connectionMade(this)));
    for (const pipe of this.#pipes.values()) pipe.open(null);
    loop._schedule(this.#context.handle(opened));
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#gone) return;
    const returncode = signal === null ? (code ?? 0) : -(nodeSignals.find(signal)?.number ?? 0);
    this.#loop._schedule(this.#context.handle(() => this.#exited(returncode)));
  }

  #exited(returncode: number): void {
    if (this.#gone) return;
    this.#returncode = returncode;
    for (const waiter of this.#exitWaiters) if (!waiter.done()) waiter.setResult(returncode);
    try {
      this.#protocol.processExited();
    } finally {
      this.#endIfDone();
    }
  }

  /** @internal */
  _pipeLost(fd: number, error: unknown): void {
    this.#openPipes.delete(fd);
    try {
      this.#protocol.pipeConnectionLost(fd, error);
    } finally {
      this.#endIfDone();
    }
  }

  // The process has ended and all pipes are closed.
  #endIfDone(): void {
    if (this.#returncode === null || this.#openPipes.size > 0 || this.#gone) return;
    this.#gone = true;
    this.#closed = true;
    this.#loop._resources.delete(this);
    this.#loop._schedule(this.#context.handle(() => this.#protocol.connectionLost(null)));
  }

  override *_wait(): Coroutine<number> {
    if (this.#returncode !== null) return this.#returncode;
    // One for each who waits: to cancel one of them must not disturb the others.
    const waiter = new Future<number>({ loop: this.#loop });
    this.#exitWaiters.add(waiter);
    try {
      return yield* waiter;
    } finally {
      this.#exitWaiters.delete(waiter);
    }
  }

  override getPid(): number {
    return this.#child.pid as number;
  }

  override getReturncode(): number | null {
    return this.#returncode;
  }

  override getPipeTransport(fd: number): BaseTransport | null {
    return this.#pipes.get(fd) ?? null;
  }

  override sendSignal(signal: string | number): void {
    const number = signal === 0 ? 0 : findSignal(nodeSignals, signal).number;
    // Node signals only a process that it has not seen the end of: the number may be another's by now.
    this.#killError = null;
    let sent: boolean;
    try {
      sent = this.#returncode === null && this.#child.kill(number);
    } catch (error) {
      throw toOSError(error);
    }
    if (this.#killError !== null) throw toOSError(this.#killError);
    if (!sent) throw new ProcessLookupError(`process ${this.getPid()} has ended`);
  }

  override terminate(): void {
    this.sendSignal("SIGTERM");
  }

  override kill(): void {
    this.sendSignal("SIGKILL");
  }

  override isClosing(): boolean {
    return this.#closed;
  }

  /** Close the pipes, and kill the process if it still runs. */
  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const pipe of this.#pipes.values()) pipe.close();
    if (this.#returncode === null) this.#child.kill("SIGKILL");
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as SubprocessProtocol;
  }

  override getProtocol(): SubprocessProtocol {
    return this.#protocol;
  }

  /** The pipes are closed by themselves. @internal */
  _loopClosed(): void {
    if (this.#loop._debug) this.#loop._host.report(`unclosed transport of process ${this.getPid()}`);
    this.#gone = true;
    this.#closed = true;
    if (this.#returncode === null) this.#child.kill("SIGKILL");
    this.#loop._resources.delete(this);
  }
}

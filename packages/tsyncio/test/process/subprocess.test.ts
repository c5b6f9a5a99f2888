// Subprocesses with real processes: streams, ends, signals, cancellation, and that nothing of them is left. Programs are Node's.

import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import {
  type Awaitable,
  type BaseTransport,
  CancelledError,
  type CreateSubprocessOptions,
  DEVNULL,
  FileNotFoundError,
  NotImplementedError,
  OSError,
  PIPE,
  PermissionError,
  type Process,
  ProcessLookupError,
  RuntimeError,
  STDOUT,
  type StreamReader,
  type StreamWriter,
  SubprocessProtocol,
  type SubprocessTransport,
  TimeoutError,
  ValueError,
  asyncWith,
  createSubprocessExec,
  createSubprocessShell,
  createTask,
  gather,
  getRunningLoop,
  sleep,
  timeout,
  until,
  waitFor,
} from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { bytes, onSockets, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

const isWindows = process.platform === "win32";

/** Start a Node that runs `script`. */
function node(script: string, options: CreateSubprocessOptions = {}) {
  return createSubprocessExec(process.execPath, "-e", script, options);
}

const ECHO = "process.stdin.pipe(process.stdout)";
const FOREVER = "setInterval(() => {}, 1000)";
const READY_FOREVER = `console.log("ready"); ${FOREVER}`;
const MUCH = "process.stdout.write(Buffer.alloc(1_000_000, 120))";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The processes that this one has started and that are not reaped yet. */
function children(): string[] {
  if (process.platform !== "linux") return [];
  const folder = `/proc/${process.pid}/task`;
  return readdirSync(folder).flatMap((task) =>
    readFileSync(`${folder}/${task}/children`, "utf8")
      .split(" ")
      .filter((pid) => pid !== ""),
  );
}

const descriptors = (): number => (process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0);
const handles = (): number =>
  process.getActiveResourcesInfo().filter((name) => /Pipe|Process|Socket|TTY/.test(name)).length;

describe("a subprocess", () => {
  onSockets(
    "sends back all that communicate() gives it, though that is more than the pipes hold",
    function* ({ wait }) {
      const child = yield* wait(node(ECHO, { stdin: PIPE, stdout: PIPE }));
      const data = new Uint8Array(1_000_000).fill(120);
      const [stdout, stderr] = yield* wait(child.communicate(data));
      expect(Buffer.compare(stdout as Uint8Array, data)).toBe(0);
      expect([stderr, child.returncode]).toEqual([null, 0]);
    },
  );

  onSockets("that writes more than the pipe and the reader hold waits until somebody reads", function* ({ wait }) {
    const child = yield* wait(node(MUCH, { stdout: PIPE, limit: 1024 }));
    let limited: unknown = null;
    try {
      yield* wait(waitFor(child.wait(), 0.5));
    } catch (error) {
      limited = error;
    }
    expect(limited).toBeInstanceOf(TimeoutError);
    expect(child.returncode).toBe(null);
    const output = yield* wait((child.stdout as StreamReader).read());
    expect([output.length, yield* wait(child.wait())]).toEqual([1_000_000, 0]);
  });

  onSockets("leaves all that it wrote to be read after its end", function* ({ wait }) {
    const child = yield* wait(
      node('console.log("out"); console.error("err"); process.exitCode = 3', { stdout: PIPE, stderr: PIPE }),
    );
    expect(yield* wait(child.wait())).toBe(3);
    const out = yield* wait((child.stdout as StreamReader).read());
    const err = yield* wait((child.stderr as StreamReader).read());
    expect([text(out), text(err), child.returncode]).toEqual(["out\n", "err\n", 3]);
    expect((yield* wait((child.stdout as StreamReader).read())).length).toBe(0);
  });

  onSockets("keeps what a slow reader has not taken when it ends", function* ({ wait }) {
    const child = yield* wait(node("process.stdout.write(Buffer.alloc(100_000, 120))", { stdout: PIPE, limit: 100 }));
    expect(yield* wait(child.wait())).toBe(0);
    const reader = child.stdout as StreamReader;
    let size = 0;
    while (!reader.atEof()) size += (yield* wait(reader.read(1000))).length;
    expect(size).toBe(100_000);
  });

  for (const [how, signal] of [
    ["kill", 9],
    ["terminate", 15],
  ] as const) {
    onSockets(
      `ended by ${how}() has minus the signal as its returncode, and can be signalled no more`,
      function* ({ wait }) {
        const child = yield* wait(node(FOREVER));
        expect(child.returncode).toBe(null);
        child[how]();
        expect(yield* wait(child.wait())).toBe(-signal);
        for (const call of [() => child.kill(), () => child.terminate(), () => child.sendSignal("SIGINT")]) {
          expect(call).toThrow(ProcessLookupError);
        }
        expect(yield* wait(child.wait())).toBe(-signal);
      },
    );
  }

  if (!isWindows) {
    onSockets("gets a signal by its name or number, and signals that no system has are refused", function* ({ wait }) {
      const script = `process.on("SIGUSR2", () => console.log("got it")); ${READY_FOREVER}`;
      const child = yield* wait(node(script, { stdout: PIPE }));
      const stdout = child.stdout as StreamReader;
      yield* wait(stdout.readline());
      child.sendSignal("SIGUSR2");
      expect(text(yield* wait(stdout.readline()))).toBe("got it\n");
      child.sendSignal(0);
      expect(() => child.sendSignal("SIGNONSENSE")).toThrow(ValueError);
      expect(() => child.sendSignal(9999)).toThrow("invalid signal number 9999");
      expect(() => child.sendSignal(null as never)).toThrow(TypeError);
      child.sendSignal(9);
      expect(yield* wait(child.wait())).toBe(-9);
      yield* wait(stdout.read());
    });
  }

  onSockets("that is given nothing by communicate() finds its input at the end", function* ({ wait }) {
    for (const input of [new Uint8Array(0), null, undefined]) {
      const child = yield* wait(node(ECHO, { stdin: PIPE, stdout: PIPE }));
      const [stdout, stderr] = yield* wait(waitFor(child.communicate(input), 20));
      expect([stdout?.length, stderr, child.returncode]).toEqual([0, null, 0]);
    }
  });

  onSockets("that does not read its input is no error for communicate()", function* ({ wait }) {
    const child = yield* wait(node("process.exit(4)", { stdin: PIPE }));
    const all = yield* wait(waitFor(child.communicate(new Uint8Array(1_000_000)), 20));
    expect([all, child.returncode]).toEqual([[null, null], 4]);
  });

  onSockets("that is gone shows in drain() of its input", function* ({ wait }) {
    const child = yield* wait(node("process.exit()", { stdin: PIPE }));
    const stdin = child.stdin as StreamWriter;
    yield* wait(child.wait());
    let failure: unknown = null;
    try {
      for (;;) {
        stdin.write(new Uint8Array(1000));
        yield* wait(stdin.drain());
      }
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(OSError);
    stdin.close();
  });

  onSockets(
    "lives on when communicate() is cancelled; what came before that is read by the next read",
    function* ({ wait }) {
      const script = `process.stdin.on("end", () => console.log("the end of my input")).resume(); ${FOREVER}`;
      const child = yield* wait(node(script, { stdin: PIPE, stdout: PIPE }));
      let failure: unknown = null;
      try {
        yield* wait(waitFor(child.communicate(), 0.3));
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(TimeoutError);
      expect([child.returncode, isAlive(child.pid)]).toEqual([null, true]);
      expect(text(yield* wait((child.stdout as StreamReader).readline()))).toBe("the end of my input\n");
      child.kill();
      const rest = yield* wait(waitFor(child.communicate(), 20));
      expect([rest, yield* wait(child.wait())]).toEqual([[new Uint8Array(0), null], -9]);
    },
  );

  onSockets(
    "is killed by a cancellation where that was asked for, at the call or at its creation",
    function* ({ wait }) {
      const cases: [CreateSubprocessOptions, (child: Process) => Awaitable<unknown>][] = [
        [{}, (child) => child.communicate(null, { killOnCancel: true })],
        [{}, (child) => child.wait({ killOnCancel: true })],
        [{ killOnCancel: true }, (child) => child.communicate()],
        [{ killOnCancel: true }, (child) => child.wait()],
      ];
      for (const [options, begin] of cases) {
        const child = yield* wait(node(FOREVER, options));
        let failure: unknown = null;
        try {
          yield* wait(waitFor(begin(child), 0.05));
        } catch (error) {
          failure = error;
        }
        expect(failure).toBeInstanceOf(TimeoutError);
        expect(child.returncode).toBe(-9);
        expect(isAlive(child.pid)).toBe(false);
      }
    },
  );

  onSockets("can be spared by a call although its creation asks to kill it", function* ({ wait }) {
    const child = yield* wait(node(FOREVER, { killOnCancel: true }));
    const waiting = createTask(() => child.wait({ killOnCancel: false }));
    yield* wait(sleep(0));
    waiting.cancel();
    let failure: unknown = null;
    try {
      yield* wait(waiting);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(CancelledError);
    expect([child.returncode, isAlive(child.pid)]).toEqual([null, true]);
    child.kill();
    yield* wait(child.wait());
  });

  onSockets("has ended for all who wait when one of them is cancelled", function* ({ wait }) {
    const child = yield* wait(node(FOREVER));
    const waiters = [1, 2, 3].map(() => createTask(() => child.wait()));
    yield* wait(sleep(0));
    waiters[1]?.cancel();
    yield* wait(sleep(0));
    child.kill();
    expect(yield* wait(gather(waiters, { returnExceptions: true }))).toEqual([
      -9,
      expect.any(CancelledError) as unknown,
      -9,
    ]);
  });

  onSockets("that ended is waited for without its pipes, which a process of its own holds open", function* ({ wait }) {
    const script = `
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", ${JSON.stringify(FOREVER)}], { stdio: ["ignore", 1, "ignore"], detached: true });
      child.unref();
      process.stdout.write(child.pid + "\\n", () => process.exit(7));`;
    const child = yield* wait(node(script, { stdout: PIPE }));
    const stdout = child.stdout as StreamReader;
    const pid = Number(text(yield* wait(stdout.readline())));
    try {
      expect(yield* wait(waitFor(child.wait(), 20))).toBe(7);
      expect([isAlive(pid), stdout.atEof()]).toEqual([true, false]);
    } finally {
      process.kill(pid, "SIGKILL");
    }
    expect((yield* wait(stdout.read())).length).toBe(0);
  });

  onSockets("answers line by line, and ends when its input is closed", function* ({ wait }) {
    const script =
      'require("readline").createInterface(process.stdin).on("line", (line) => console.log("got " + line))';
    const child = yield* wait(node(script, { stdin: PIPE, stdout: PIPE }));
    const [stdin, stdout] = [child.stdin as StreamWriter, child.stdout as StreamReader];
    for (let i = 0; i < 3; i++) {
      stdin.write(bytes(`line ${i}\n`));
      yield* wait(stdin.drain());
      expect(text(yield* wait(stdout.readline()))).toBe(`got line ${i}\n`);
    }
    stdin.close();
    yield* wait(stdin.waitClosed());
    expect([(yield* wait(stdout.read())).length, yield* wait(child.wait())]).toEqual([0, 0]);
  });

  onSockets("is killed when its creation is cancelled", function* ({ wait }) {
    const creation = createTask(() => node(FOREVER, { stdin: PIPE, stdout: PIPE, stderr: PIPE }));
    yield* wait(sleep(0));
    expect(creation.done()).toBe(false);
    creation.cancel();
    let failure: unknown = null;
    try {
      yield* wait(creation);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(CancelledError);
    expect(children()).toEqual([]);
  });

  onSockets(
    "writes its standard output and its standard error to one pipe, in the order in which it wrote them",
    function* ({ wait }) {
      const script = 'const fs = require("fs"); for (let i = 0; i < 50; i++) fs.writeSync(1 + (i % 2), i + " ")';
      const child = yield* wait(node(script, { stdout: PIPE, stderr: STDOUT }));
      expect(child.stderr).toBe(null);
      const [stdout] = yield* wait(child.communicate());
      expect(text(stdout as Uint8Array)).toBe(Array.from({ length: 50 }, (_, i) => `${i} `).join(""));
    },
  );

  onSockets("is given nothing to read and nobody to write to by DEVNULL", function* ({ wait }) {
    const script = `process.stdin.on("data", () => {}).on("end", () => { ${MUCH}; process.exitCode = 5; })`;
    const child = yield* wait(node(script, { stdin: DEVNULL, stdout: DEVNULL, stderr: STDOUT }));
    expect([child.stdin, child.stdout, child.stderr]).toEqual([null, null, null]);
    expect(yield* wait(child.wait())).toBe(5);
  });

  onSockets("runs in the directory and the environment that it is given", function* ({ wait }) {
    const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), "tsyncio-test-")));
    try {
      const script = 'process.stdout.write([process.cwd(), process.env.ONE, process.env.TWO].join("|"))';
      const env = { ...(process.env as Record<string, string>), ONE: "eins" };
      const child = yield* wait(node(script, { stdout: PIPE, cwd, env }));
      const [stdout] = yield* wait(child.communicate());
      expect(text(stdout as Uint8Array)).toBe(`${cwd}|eins|`);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  onSockets(
    "of the shell has the shell's way with words, and its exit code for an unknown command",
    function* ({ wait }) {
      const echo = yield* wait(createSubprocessShell("echo one&& echo two", { stdout: PIPE }));
      const [stdout] = yield* wait(echo.communicate());
      expect(text(stdout as Uint8Array).split(/\r?\n/)).toEqual(["one", "two", ""]);
      const unknown = yield* wait(createSubprocessShell("no-such-command-here", { stderr: DEVNULL }));
      expect(yield* wait(unknown.wait())).toBe(isWindows ? 1 : 127);
    },
  );
});

describe("a program that cannot be started", () => {
  onSockets("is an error that names it", function* ({ wait }) {
    const before = handles();
    for (const options of [{}, { stdin: PIPE, stdout: PIPE, stderr: PIPE }, { stdout: PIPE, stderr: STDOUT }]) {
      let failure: unknown = null;
      try {
        yield* wait(createSubprocessExec("no-such-program-here", options));
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(FileNotFoundError);
      expect((failure as OSError).code).toBe("ENOENT");
      expect((failure as OSError).message).toBe('cannot start "no-such-program-here" (ENOENT)');
    }
    yield* wait(sleep(0.02));
    expect(handles()).toBe(before);
  });

  onSockets("because its directory is missing is an error that names that, too", function* ({ wait }) {
    let failure: unknown = null;
    try {
      yield* wait(node("", { cwd: path.join(tmpdir(), "no-such-directory-here"), stdin: PIPE }));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(FileNotFoundError);
    expect((failure as OSError).message).toContain("no-such-directory-here");
  });

  if (!isWindows) {
    onSockets("because it is no program, or no directory, is an error that says so", function* ({ wait }) {
      const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-test-"));
      const file = path.join(folder, "plain.txt");
      writeFileSync(file, "no program");
      const failures: unknown[] = [];
      for (const start of [() => createSubprocessExec(file), () => node("", { cwd: file })]) {
        try {
          yield* wait(start());
        } catch (error) {
          failures.push(error);
        }
      }
      rmSync(folder, { recursive: true });
      expect(failures.map((error) => (error as OSError).code)).toEqual(["EACCES", "ENOTDIR"]);
      expect(failures[0]).toBeInstanceOf(PermissionError);
      for (const failure of failures) expect((failure as OSError).message).toContain(JSON.stringify(file));
    });
  }

  onSockets("because of what it is asked with is an error at the call", function* () {
    const wrong: [string, new (message: string) => Error, () => unknown][] = [
      ["program must be a text, got 7", TypeError, () => createSubprocessExec(7 as never)],
      ["program must not be empty", ValueError, () => createSubprocessExec("")],
      ["args[1] must be a text, got 7", TypeError, () => createSubprocessExec("a", "b", 7 as never)],
      ["args[0] must have no null character", ValueError, () => createSubprocessExec("a", "b\0c")],
      ["command must be a text", TypeError, () => createSubprocessShell(["a"] as never)],
      ["stdin must be a number or null", TypeError, () => createSubprocessExec("a", { stdin: "pipe" as never })],
      ["stdin cannot be STDOUT", ValueError, () => createSubprocessExec("a", { stdin: STDOUT })],
      ["stdout must be PIPE, DEVNULL", ValueError, () => createSubprocessExec("a", { stdout: 1.5 })],
      ["cwd must be a text", TypeError, () => createSubprocessExec("a", { cwd: 7 as never })],
      ["env must be an object", TypeError, () => createSubprocessExec("a", { env: 7 as never })],
      ["env.A must be a text", TypeError, () => createSubprocessExec("a", { env: { A: 7 as never } })],
      ["limit must be above zero", ValueError, () => createSubprocessExec("a", { limit: 0 })],
      ["killOnCancel must be", TypeError, () => createSubprocessExec("a", { killOnCancel: 1 as never })],
      ["startNewSession must be", TypeError, () => createSubprocessExec("a", { startNewSession: 1 as never })],
      ["protocolFactory must be", TypeError, () => getRunningLoop().subprocessExec(null as never, "a")],
    ];
    for (const [message, type, call] of wrong) {
      expect(call).toThrow(type);
      expect(call).toThrow(message);
    }
  });

  onSockets("input that cannot be sent is refused at the call", function* ({ wait }) {
    const child = yield* wait(node(""));
    expect(() => child.communicate("text" as never)).toThrow(TypeError);
    expect(() => child.communicate(bytes("text"))).toThrow(ValueError);
    yield* wait(child.wait());
  });

  it("because time is virtual says so", async () => {
    await expect(
      runVirtual(function* () {
        yield* createSubprocessExec("a");
      }),
    ).rejects.toThrow(RuntimeError);
    await expect(
      runVirtual(function* () {
        yield* createSubprocessShell("a");
      }),
    ).rejects.toThrow("subprocessShell() is refused: in virtual time there is no real I/O");
  });

  onSockets("because the host has no processes is an error that names the call", function* () {
    const loop = getRunningLoop();
    const host = Object.create(loop._host, { processes: { value: undefined }, name: { value: "bare" } }) as object;
    const bare = Object.create(loop, { _host: { value: host } }) as typeof loop;
    const call = (): unknown => bare.subprocessExec(() => new SubprocessProtocol(), "a");
    expect(call).toThrow(NotImplementedError);
    expect(call).toThrow('subprocessExec() needs processes, and the host "bare" has none');
  });
});

/** Notes all that it is told. */
class Notes extends SubprocessProtocol {
  readonly events: string[] = [];
  onLost: () => void = () => {};

  override connectionMade(transport: BaseTransport): void {
    const made = transport as SubprocessTransport;
    const pipes = [0, 1, 2, 3].map((fd) => made.getPipeTransport(fd) !== null);
    this.events.push(`made ${String(made.getReturncode())} ${pipes.join()}`);
  }

  override pipeDataReceived(fd: number, data: Uint8Array): void {
    this.events.push(`data ${fd} ${text(data).trim()}`);
  }

  override pipeConnectionLost(fd: number, error: unknown): void {
    this.events.push(`pipe lost ${fd} ${String(error)}`);
  }

  override processExited(): void {
    this.events.push("exited");
  }

  override connectionLost(error: unknown): void {
    this.events.push(`lost ${String(error)}`);
    this.onLost();
  }
}

describe("a virtual loop that allows real I/O", () => {
  it("runs subprocesses", async () => {
    const output = await runVirtual(
      function* () {
        const child = yield* node(ECHO, { stdin: PIPE, stdout: PIPE });
        return yield* child.communicate(bytes("there and back"));
      },
      { allowIo: true },
    );
    expect(text(output[0] as Uint8Array)).toBe("there and back");
  });
});

describe("a subprocess protocol", () => {
  onSockets("is told of the process first, then of its output, and last that all is over", function* ({ wait, loop }) {
    const protocol = new Notes();
    const lost = loop.createFuture<void>();
    protocol.onLost = () => lost.setResult();
    const script = 'console.log("out"); process.exitCode = 6';
    const [transport, made] = yield* wait(loop.subprocessExec(() => protocol, process.execPath, "-e", script));
    expect(made).toBe(protocol);
    expect(isAlive(transport.getPid())).toBe(true);
    yield* wait(lost);
    expect(transport.getReturncode()).toBe(6);
    expect(transport.isClosing()).toBe(true);
    const { events } = protocol;
    expect(events[0]).toBe("made null true,true,true,false");
    expect(events.at(-1)).toBe("lost null");
    expect(events.indexOf("data 1 out")).toBeLessThan(events.indexOf("pipe lost 1 null"));
    expect(new Set(events.slice(1))).toEqual(
      new Set(["data 1 out", "exited", "lost null", "pipe lost 0 null", "pipe lost 1 null", "pipe lost 2 null"]),
    );
    expect(events).toHaveLength(7);
  });

  onSockets("can be told to close, which kills the process", function* ({ wait, loop }) {
    const protocol = new Notes();
    const lost = loop.createFuture<void>();
    protocol.onLost = () => lost.setResult();
    const [transport] = yield* wait(loop.subprocessExec(() => protocol, process.execPath, "-e", FOREVER));
    transport.close();
    yield* wait(lost);
    expect(transport.getReturncode()).toBe(-9);
  });

  onSockets("whose factory fails starts nothing", function* ({ wait, loop }) {
    const fail = (): never => {
      throw new Error("no protocol");
    };
    let failure: unknown = null;
    try {
      yield* wait(loop.subprocessShell(fail, "exit 1"));
    } catch (error) {
      failure = error;
    }
    expect(String(failure)).toBe("Error: no protocol");
    expect(children()).toEqual([]);
  });
});

describe("many subprocesses", () => {
  onSockets("leave no process, descriptor, listener or temporary file behind, cancelled or not", function* ({ wait }) {
    const temporary = (): number =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`tsyncio-${process.pid}-`)).length;
    const round = function* (i: number) {
      const pipes = { stdin: PIPE, stdout: PIPE, stderr: i % 2 === 0 ? PIPE : STDOUT };
      const work = createTask(function* () {
        const child = yield* createSubprocessShell(i % 3 === 0 ? "exit 0" : "exit 3", { ...pipes, killOnCancel: true });
        yield* child.communicate(bytes("input"));
        return child.returncode;
      });
      // Some are cancelled: at each of the first waits, and where the clock happens to be.
      if (i % 4 !== 0) {
        for (let step = 0; step < i % 12; step++) yield* sleep(step % 3 === 2 ? 0.001 : 0);
        work.cancel();
      }
      try {
        yield* work;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
      }
    };
    const runAll = function* (count: number) {
      for (let i = 0; i < count; i += 12) {
        yield* gather(Array.from({ length: 12 }, (_, offset) => round(i + offset)));
      }
      yield* sleep(0.1);
    };
    yield* wait(createTask(runAll(12)));
    const before = [descriptors(), handles(), process.listenerCount("exit"), temporary()];
    yield* wait(createTask(runAll(192)));
    yield* wait(timeoutFor(() => descriptors() <= (before[0] as number) && children().length === 0));
    expect([descriptors(), handles(), process.listenerCount("exit"), temporary()]).toEqual(before);
    expect(children()).toEqual([]);
  });

  onSockets("that still run when the loop closes are killed", function* ({ wait }) {
    const started = yield* wait(until(runInOwnLoop()));
    yield* wait(timeoutFor(() => !isAlive(started)));
    expect(isAlive(started)).toBe(false);
  });
});

/** Run a program that leaves a process behind, and give the process's number. */
async function runInOwnLoop(): Promise<number> {
  const { run } = await import("tsyncio");
  return run(function* () {
    return (yield* node(FOREVER, { stdin: PIPE, stdout: PIPE })).pid;
  });
}

/** Look again until it is so; the test's own time limit ends it. */
function timeoutFor(condition: () => boolean) {
  return asyncWith(timeout(20), function* () {
    while (!condition()) yield* sleep(0.02);
  });
}

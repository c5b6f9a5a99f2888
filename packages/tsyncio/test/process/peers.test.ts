// What CPython's own tests of streams, servers, subprocesses and transports check and no other test of ours does.

import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import {
  ConnectionResetError,
  type Coroutine,
  type CreateSubprocessOptions,
  IncompleteReadError,
  PIPE,
  ProcessLookupError,
  StreamReader,
  StreamReaderProtocol,
  SubprocessProtocol,
  type SubprocessTransport,
  type Task,
  type TransportSocket,
  ValueError,
  createSubprocessExec,
  createTask,
  gather,
  getRunningLoop,
  openConnection,
  run,
  sleep,
  startServer,
  until,
} from "tsyncio";

import { type Dialect, isCancelled } from "../support/dialects.ts";
import { Peer, bytes, follow, onSockets, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

const portOf = (server: { sockets: readonly TransportSocket[] }): number =>
  (server.sockets[0] as TransportSocket).getsockname()[1];

function node(script: string, options: CreateSubprocessOptions) {
  return createSubprocessExec(process.execPath, "-e", script, options);
}

/** A reader that a task waits for. */
function* waitingReader({ wait, fn }: Dialect): Coroutine<[StreamReader, Task<Uint8Array>]> {
  const reader = new StreamReader();
  const task = createTask(fn(() => wait(reader.readline())));
  yield* wait(sleep(0));
  return [reader, task];
}

describe("streams", () => {
  onSockets("feeding a reader nothing wakes nobody", function* (dialect) {
    const [reader, task] = yield* waitingReader(dialect);
    reader.feedData(new Uint8Array(0));
    yield* dialect.wait(sleep(0));
    yield* dialect.wait(sleep(0));
    expect(task.done()).toBe(false);
    reader.feedData(bytes("line\n"));
    expect(text(yield* dialect.wait(task))).toBe("line\n");
  });

  onSockets("a read by number minds no newlines", function* ({ wait }) {
    const reader = new StreamReader();
    reader.feedData(bytes("line1\nline2"));
    expect(text(yield* wait(reader.read(5)))).toBe("line1");
    expect(text(yield* wait(reader.read(5)))).toBe("\nline");
  });

  onSockets("a line takes its own bytes, and none of what follows", function* ({ wait }) {
    const reader = new StreamReader();
    reader.feedData(bytes("line1\nline2\nline3\n"));
    yield* wait(reader.readline());
    expect(text(yield* wait(reader.read(7)))).toBe("line2\nl");
    expect(text(yield* wait(reader.read(10)))).toBe("ine3\n");
  });

  onSockets("the end before a separator hands over what was there, and leaves nothing", function* ({ wait }) {
    const reader = new StreamReader();
    reader.feedData(bytes("some data"));
    reader.feedEof();
    let failure: unknown = null;
    try {
      yield* wait(reader.readuntil(bytes("@")));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(IncompleteReadError);
    expect([text((failure as IncompleteReadError).partial), (failure as IncompleteReadError).expected]).toEqual([
      "some data",
      null,
    ]);
    expect([reader.atEof(), text(yield* wait(reader.read()))]).toEqual([true, ""]);
  });

  onSockets("an error that comes when the read was cancelled disturbs nobody", function* (dialect) {
    const [reader, task] = yield* waitingReader(dialect);
    task.cancel();
    reader.setException(new ValueError("late"));
    try {
      yield* dialect.wait(task);
    } catch (error) {
      expect(isCancelled(error)).toBe(true);
    }
    expect(task.cancelled()).toBe(true);
    expect(String(reader.exception())).toBe("ValueError: late");
  });

  it("a reader belongs to the loop in which somebody waits for it", async () => {
    const reader = new StreamReader();
    reader.feedData(bytes("made before "));
    const waiting = run(async () => {
      const read = await reader.readexactly(12);
      const more = createTask(reader.read(10));
      await sleep(0);
      reader.feedData(bytes("any loop"));
      return text(read) + text(await more);
    });
    expect(await waiting).toBe("made before any loop");
    expect(() => reader.read(5)[Symbol.iterator]().next()).toThrow("no running event loop");
  });

  it("a stream protocol needs a loop, the running one or one that is given", async () => {
    const reader = new StreamReader();
    expect(() => new StreamReaderProtocol(reader)).toThrow("no running event loop");
    await run(function* () {
      const loop = getRunningLoop();
      expect([new StreamReaderProtocol(reader)._loop, new StreamReaderProtocol(reader, null, { loop })._loop]).toEqual([
        loop,
        loop,
      ]);
      yield* sleep(0);
    });
  });

  onSockets(
    "a connection closes although nobody has read what came, and its reader is then at its end",
    function* ({ wait }) {
      const peer = yield* wait(until(Peer.start((socket) => follow(socket.setNoDelay()))));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      yield* wait(until(peer.open(1)));
      for (const socket of peer.sockets) socket.write("never read\nnor this");
      expect(text(yield* wait(reader.readline()))).toBe("never read\n");
      writer.close();
      yield* wait(writer.waitClosed());
      expect(text(yield* wait(reader.read()))).toBe("nor this");
      expect(reader.atEof()).toBe(true);
      yield* wait(until(peer.close()));
    },
  );

  onSockets("drain() after close() throws ConnectionResetError", function* ({ wait }) {
    const peer = yield* wait(until(Peer.start(follow)));
    const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
    writer.close();
    writer.write(bytes("too late"));
    let failure: unknown = null;
    try {
      yield* wait(writer.drain());
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(ConnectionResetError);
    yield* wait(writer.waitClosed());
    yield* wait(until(peer.close()));
  });
});

describe("servers", () => {
  onSockets("the last connection may end in the moment of close()", function* ({ wait, fn }) {
    const server = yield* wait(
      startServer(
        (reader, writer) =>
          fn(function* () {
            yield* wait(reader.read(1));
            writer.close();
            yield* wait(writer.waitClosed());
          })(),
        "127.0.0.1",
        0,
      ),
    );
    const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
    yield* wait(sleep(0));
    getRunningLoop().callSoon(() => {
      server.close();
      writer.close();
    });
    yield* wait(gather(server.waitClosed(), reader.read(), writer.waitClosed()));
    expect(server.isServing()).toBe(false);
  });

  onSockets("a server knows its loop", function* ({ wait }) {
    const server = yield* wait(startServer(() => {}, "127.0.0.1", 0));
    expect(server.getLoop()).toBe(getRunningLoop());
    server.close();
    yield* wait(server.waitClosed());
  });
});

describe("subprocesses", () => {
  onSockets("a subprocess can be started in a session of its own, and waited for", function* ({ wait }) {
    const group = `console.log(require("fs").readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ")[3])`;
    const script = process.platform === "linux" ? group : "console.log(process.pid)";
    const child = yield* wait(node(script, { stdout: PIPE, startNewSession: true }));
    const [output] = yield* wait(child.communicate());
    expect([Number(text(output as Uint8Array)), child.returncode]).toEqual([child.pid, 0]);
  });

  onSockets("a subprocess can be given an open file", function* ({ wait }) {
    const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-peers-"));
    try {
      writeFileSync(path.join(folder, "input"), "from a file");
      const stdin = openSync(path.join(folder, "input"), "r");
      const child = yield* wait(node("process.stdin.pipe(process.stdout)", { stdin, stdout: PIPE }));
      closeSync(stdin);
      const [output] = yield* wait(child.communicate());
      expect([text(output as Uint8Array), child.stdin, child.returncode]).toEqual(["from a file", null, 0]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  onSockets("closing the transport of a process that has ended harms nobody", function* ({ wait, loop }) {
    class Ending extends SubprocessProtocol {
      readonly calls: string[] = [];
      readonly exited: Promise<void>;
      #tell!: () => void;
      constructor() {
        super();
        this.exited = new Promise((resolve) => (this.#tell = resolve));
      }
      override processExited(): void {
        this.calls.push("exited");
        this.#tell();
      }
      override connectionLost(): void {
        this.calls.push("lost");
      }
    }
    const spawn = loop.subprocessExec(() => new Ending(), process.execPath, "-e", "process.exit(7)");
    const [transport, protocol]: [SubprocessTransport, Ending] = yield* wait(spawn);
    yield* wait(until(protocol.exited));
    transport.close();
    transport.close();
    while (!protocol.calls.includes("lost")) yield* wait(sleep(0.001));
    expect([transport.getReturncode(), transport.isClosing(), protocol.calls.join()]).toEqual([7, true, "exited,lost"]);
    expect(() => transport.kill()).toThrow(ProcessLookupError);
  });

  onSockets("a signal to a process that may have ended reaches it, or is a ProcessLookupError", function* ({ wait }) {
    const outcomes = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const child = yield* wait(createSubprocessExec(process.platform === "win32" ? "hostname" : "true"));
      if (i % 3 > 0) yield* wait(i % 3 === 1 ? sleep(0) : sleep(0.003));
      try {
        child.kill();
        outcomes.add("sent");
      } catch (error) {
        expect(error).toBeInstanceOf(ProcessLookupError);
        outcomes.add("gone");
      }
      expect([0, -9]).toContain(yield* wait(child.wait()));
      expect(() => child.kill()).toThrow(ProcessLookupError);
    }
    expect(outcomes.has("sent")).toBe(true);
  });

  onSockets("a process whose output nobody wants any more gets an error when it writes", function* ({ wait, loop }) {
    const script = `
      process.stdout.on("error", (error) => { console.error(error.code); process.exit(5); });
      process.stdin.once("data", () => setInterval(() => process.stdout.write("x"), 1));`;
    const errors: string[] = [];
    class Protocol extends SubprocessProtocol {
      exited: (() => void) | null = null;
      override pipeDataReceived(fd: number, data: Uint8Array): void {
        if (fd === 2) errors.push(text(data));
      }
      override processExited(): void {
        this.exited?.();
      }
    }
    const [transport, protocol] = yield* wait(
      loop.subprocessExec(() => new Protocol(), process.execPath, "-e", script),
    );
    const exited = loop.createFuture<void>();
    protocol.exited = () => exited.setResult();
    transport.getPipeTransport(1)?.close();
    (transport.getPipeTransport(0) as unknown as { write(data: Uint8Array): void }).write(bytes("go"));
    yield* wait(exited);
    expect(transport.getReturncode()).toBe(5);
    transport.close();
    while (loop._resources.size > 0) yield* wait(sleep(0.001));
    expect(errors.join("").trim()).toBe("EPIPE");
  });
});

describe("transports", () => {
  onSockets("a transport knows what it was made with, and gives what it is told for the rest", function* ({ wait }) {
    const peer = yield* wait(until(Peer.start(follow)));
    const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
    const unknown = "unknown" as string;
    expect(writer.transport.getExtraInfo("peername")?.[1]).toBe(peer.port);
    expect([writer.transport.getExtraInfo(unknown), writer.transport.getExtraInfo(unknown, "else")]).toEqual([
      null,
      "else",
    ]);
    writer.close();
    yield* wait(writer.waitClosed());
    yield* wait(until(peer.close()));
  });

  onSockets("one water mark gives the other", function* ({ wait }) {
    const peer = yield* wait(until(Peer.start(follow)));
    const [, { transport }] = yield* wait(openConnection("127.0.0.1", peer.port));
    const seen = [transport.getWriteBufferLimits()];
    for (const limits of [{ high: 1024, low: 128 }, { high: 1024 }, { low: 128 }, { high: 0 }, {}]) {
      transport.setWriteBufferLimits(limits);
      seen.push(transport.getWriteBufferLimits());
    }
    expect(seen).toEqual([
      [16_384, 65_536],
      [128, 1024],
      [256, 1024],
      [128, 512],
      [0, 0],
      [16_384, 65_536],
    ]);
    transport.abort();
    yield* wait(until(peer.close()));
  });
});

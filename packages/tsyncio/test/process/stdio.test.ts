// A program's own standard streams, in programs of their own; and pipes over streams of Node's.

import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";

import {
  NotImplementedError,
  PIPE,
  type Process,
  Protocol,
  RuntimeError,
  StreamReader,
  StreamReaderProtocol,
  type StreamWriter,
  createSubprocessExec,
  openStdin,
  openStdout,
  sleep,
  waitFor,
} from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { bytes, onSockets, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

const program = fileURLToPath(new URL("fixtures/stdio.mjs", import.meta.url));

/** Start one of the fixture's programs with pipes. */
const start = (what: string) =>
  createSubprocessExec(process.execPath, program, what, { stdin: PIPE, stdout: PIPE, stderr: PIPE });

const streamsOf = (child: Process) =>
  [child.stdin, child.stdout, child.stderr] as [StreamWriter, StreamReader, StreamReader];

describe("a program's standard streams", () => {
  onSockets("carry a dialogue by line; to close the output leaves it open for others", function* ({ wait }) {
    const child = yield* wait(start("upper"));
    const [stdin, stdout] = streamsOf(child);
    for (const word of ["one", "two"]) {
      stdin.write(bytes(`${word}\n`));
      expect(text(yield* wait(waitFor(stdout.readline(), 20)))).toBe(`${word.toUpperCase()}\n`);
    }
    const [rest, errors] = yield* wait(child.communicate());
    expect([text(rest as Uint8Array), text(errors as Uint8Array), child.returncode]).toEqual(["still open\n", "", 0]);
  });

  onSockets("hold a writer back whose reader is slow", function* ({ wait }) {
    const child = yield* wait(start("much"));
    yield* wait(sleep(0.3));
    const [output, errors] = yield* wait(child.communicate());
    expect([output?.length, text(errors as Uint8Array), child.returncode]).toEqual([2_000_000, "true", 0]);
  });

  onSockets("are opened once at a time, and again in the next loop", function* ({ wait }) {
    const child = yield* wait(start("unread"));
    const [stdin, stdout] = streamsOf(child);
    stdin.write(bytes("one\n"));
    expect(text(yield* wait(stdout.readline()))).toBe("one RuntimeError: pipe is in use by another transport\n");
    expect(text(yield* wait(stdout.readline()))).toBe("second loop\n");
    const [rest] = yield* wait(child.communicate(bytes("two\n")));
    expect([text(rest as Uint8Array), child.returncode]).toEqual(["two\n", 0]);
  });

  onSockets("get all that was written, though the program ends without waiting for that", function* ({ wait }) {
    const child = yield* wait(start("hasty"));
    const [output] = yield* wait(child.communicate());
    expect(text(output as Uint8Array)).toBe([0, 1, 2, 3, 4].map((i) => String(i).repeat(100_000)).join(""));
  });

  it("whose reader is gone show that in drain()", async () => {
    const child = spawn(process.execPath, [program, "gone"], { stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (data: Buffer) => void (errors += data.toString()));
    child.stdout.once("data", () => void child.stdout.destroy());
    const code = await new Promise((resolve) => void child.once("close", resolve));
    expect(errors).toMatch(/^(BrokenPipeError EPIPE|ConnectionResetError ECONNRESET)\r?\n$/);
    expect(code).toBe(0);
  });

  it.each(["dropped", "unsent"])("whose reader goes when nobody writes any more end no process (%s)", async (what) => {
    const child = spawn(process.execPath, [program, what], { stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (data: Buffer) => {
      errors += data.toString();
      // It is through with its program, or about to be, and has much on the way.
      setImmediate(() => child.stdout.destroy());
    });
    const code = await new Promise((resolve) => void child.once("close", resolve));
    expect([code, errors.trim()]).toEqual([0, what]);
  });

  it("may be files", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-test-"));
    const [input, output] = [path.join(folder, "input"), path.join(folder, "output")];
    writeFileSync(input, "from a\nfile\n");
    const files = [openSync(input, "r"), openSync(output, "w")] as const;
    try {
      const child = spawn(process.execPath, [program, "upper"], { stdio: [files[0], files[1], "inherit"] });
      const code = await new Promise((resolve) => void child.once("exit", resolve));
      expect([code, readFileSync(output, "utf8")]).toEqual([0, "FROM A\nFILE\nstill open\n"]);
    } finally {
      for (const file of files) closeSync(file);
      rmSync(folder, { recursive: true });
    }
  });

  it("are refused in virtual time", async () => {
    for (const open of [openStdin, openStdout]) {
      await expect(
        runVirtual(function* () {
          yield* open() as ReturnType<typeof openStdin>;
        }),
      ).rejects.toThrow("is refused: in virtual time there is no real I/O");
    }
  });
});

/** Notes all that it is told. */
class Notes extends Protocol {
  readonly events: string[] = [];

  override connectionMade(): void {
    this.events.push("made");
  }

  override dataReceived(data: Uint8Array): void {
    this.events.push(`data ${text(data)}`);
  }

  override eofReceived(): void {
    this.events.push("eof");
  }

  override connectionLost(error: unknown): void {
    this.events.push(`lost ${String(error)}`);
  }
}

describe("a pipe over a stream of Node's", () => {
  onSockets("that is read tells its protocol of all in order, and closes at the end", function* ({ wait, loop }) {
    const stream = new PassThrough();
    const [transport, protocol] = yield* wait(loop.connectReadPipe(() => new Notes(), stream));
    stream.write("one");
    while (protocol.events.length < 2) yield* wait(sleep(0));
    transport.pauseReading();
    stream.end("two");
    yield* wait(sleep(0.01));
    expect([transport.isReading(), protocol.events]).toEqual([false, ["made", "data one"]]);
    transport.resumeReading();
    while (!transport.isClosing()) yield* wait(sleep(0.001));
    yield* wait(sleep(0));
    expect(protocol.events).toEqual(["made", "data one", "data two", "eof", "lost null"]);
    expect([stream.destroyed, transport.isReading()]).toEqual([true, false]);
  });

  onSockets("that is read passes an error on", function* ({ wait, loop }) {
    const stream = new PassThrough();
    const [, protocol] = yield* wait(loop.connectReadPipe(() => new Notes(), stream));
    stream.destroy(Object.assign(new Error("read EIO"), { code: "EIO" }));
    while (protocol.events.length < 2) yield* wait(sleep(0.001));
    expect(protocol.events).toEqual(["made", "lost OSError: read EIO"]);
  });

  onSockets(
    "that is written to has the water marks of a socket, and ends the stream when it is closed",
    function* ({ wait, loop }) {
      const stream = new PassThrough({ highWaterMark: 10 });
      const factory = () => new StreamReaderProtocol(new StreamReader());
      const [transport] = yield* wait(loop.connectWritePipe(factory, stream));
      transport.setWriteBufferLimits({ high: 10, low: 5 });
      transport.write(bytes("0123456789"));
      transport.writelines([bytes("ab"), new Uint8Array(0), bytes("cd")]);
      transport.write(new Uint8Array(20));
      expect(transport.getWriteBufferSize()).toBe(34);
      transport.close();
      transport.write(bytes("too late"));
      let received = 0;
      stream.on("data", (data: Buffer) => void (received += data.length));
      while (!stream.destroyed) yield* wait(sleep(0.001));
      expect([received, transport.getWriteBufferSize(), transport.isClosing()]).toEqual([34, 0, true]);
    },
  );

  onSockets("must be one that bytes can be read from or written to", function* ({ loop }) {
    const factory = () => new Protocol();
    expect(() => loop.connectReadPipe(factory, 7 as never)).toThrow("pipe must be a Readable stream, got 7");
    expect(() => loop.connectWritePipe(factory, {})).toThrow("pipe must be a Writable stream");
    expect(() => loop.connectReadPipe(factory, new PassThrough({ objectMode: true }))).toThrow(TypeError);
    expect(() => loop.connectReadPipe(factory, new PassThrough({ encoding: "utf8" }))).toThrow("pipe must give bytes");
    expect(() => loop.connectReadPipe(null as never, new PassThrough())).toThrow("protocolFactory must be a function");
  });

  onSockets("has one transport at a time", function* ({ wait, loop }) {
    const stream = new PassThrough();
    const factory = () => new Protocol();
    const [transport] = yield* wait(loop.connectReadPipe(factory, stream));
    let failure: unknown = null;
    try {
      yield* wait(loop.connectReadPipe(factory, stream));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(RuntimeError);
    transport.close();
  });

  onSockets("needs a host that has pipes", function* ({ loop }) {
    const host = Object.create(loop._host, { pipes: { value: undefined }, name: { value: "bare" } }) as object;
    const bare = Object.create(loop, { _host: { value: host } }) as typeof loop;
    expect(() => bare.connectReadPipe(() => new Protocol(), new PassThrough())).toThrow(NotImplementedError);
    expect(() => bare.connectWritePipe(() => new Protocol(), new PassThrough())).toThrow(
      "connectWritePipe() needs pipes",
    );
  });
});

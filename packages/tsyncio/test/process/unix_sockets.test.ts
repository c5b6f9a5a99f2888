// Unix sockets, and named pipes on Windows: connecting, listening, the files that sockets leave.

import { existsSync, mkdtempSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { type Socket, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import {
  FileNotFoundError,
  type OSError,
  Protocol,
  SSLCertVerificationError,
  type StreamReader,
  type StreamWriter,
  ValueError,
  createTask,
  newEventLoop,
  openUnixConnection,
  sleep,
  startUnixServer,
  until,
  wait as waitForAll,
} from "tsyncio";

import { bytes, onSockets, text } from "../support/sockets.ts";
import { afterAll, describe, expect, it } from "../support/suite.ts";
import { clientTls, serverTls } from "../support/tls.ts";

const onWindows = process.platform === "win32";
const folder = mkdtempSync(join(tmpdir(), "tsyncio-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
/** A path that nobody has used. */
const freshPath = (): string => {
  const name = `${process.pid}-${count++}.sock`;
  return onWindows ? `\\\\.\\pipe\\tsyncio-${name}` : join(folder, name);
};

function* echo(reader: StreamReader, writer: StreamWriter) {
  for (;;) {
    const line = yield* reader.readline();
    if (line.length === 0) break;
    writer.write(line);
    yield* writer.drain();
  }
  writer.close();
}

describe("startUnixServer and openUnixConnection", () => {
  onSockets(
    "carry lines there and back, and know the path",
    function* ({ wait, log, loop }) {
      const path = freshPath();
      const seen: string[] = [];
      const serve = (reader: StreamReader, writer: StreamWriter) => {
        seen.push(writer.getExtraInfo("sockname")?.join() === `${path},0` ? "path" : "another");
        return echo(reader, writer);
      };
      const server = yield* wait(startUnixServer(serve, path));
      log(server.sockets[0]?.getsockname()[0] === path);
      const [reader, writer] = yield* wait(openUnixConnection(path));
      log(writer.getExtraInfo("peername")?.[0] === path, writer.getExtraInfo("sockname")?.[0] === "");
      writer.write(bytes("hello\n"));
      log(text(yield* wait(reader.readline())).trim(), seen.join());
      writer.writeEof();
      log((yield* wait(reader.read())).length);
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
      log(loop._resources.size);
    },
    ({ events }) => expect(events).toEqual(["true", "true true", "hello path", "0", "0"]),
  );

  onSockets(
    "say where nobody listens",
    function* ({ wait, log }) {
      const path = freshPath();
      const task = createTask(openUnixConnection(path));
      yield* wait(waitForAll([task]));
      const error = task.exception() as OSError;
      log(error instanceof FileNotFoundError, error.code, error.address === path);
    },
    ({ events }) => expect(events).toEqual(["true ENOENT true"]),
  );

  onSockets(
    "leave nothing when they are cancelled",
    function* ({ wait, log, loop }) {
      const path = freshPath();
      const server = yield* wait(startUnixServer(echo, path));
      let cancelled = 0;
      let connected = 0;
      for (let iterations = 0; connected < 3 && iterations < 1000; iterations++) {
        const task = createTask(openUnixConnection(path));
        for (let i = 0; i < iterations && !task.done(); i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (task.cancelled()) cancelled++;
        else {
          connected++;
          task.result()[1].transport.abort();
        }
      }
      server.close();
      yield* wait(server.waitClosed());
      const other = freshPath();
      for (let iterations = 0; iterations < 4; iterations++) {
        const task = createTask(startUnixServer(echo, other));
        for (let i = 0; i < iterations; i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (!task.cancelled()) task.result().close();
      }
      yield* wait(sleep(0.01));
      log(cancelled > 1, connected, loop._resources.size, existsSync(path), existsSync(other));
    },
    ({ events }) => expect(events).toEqual(["true 3 0 false false"]),
  );

  onSockets(
    "take over a socket that is there already",
    function* ({ wait, log }) {
      const path = freshPath();
      const server = yield* wait(startUnixServer(echo, path));
      const sock = connect({ path });
      const [reader, writer] = yield* wait(openUnixConnection(null, { sock }));
      writer.write(bytes("hello\n"));
      log(text(yield* wait(reader.readline())).trim());
      writer.close();
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["hello"]),
  );

  onSockets(
    "speak TLS",
    function* ({ wait, log }) {
      const path = freshPath();
      const server = yield* wait(startUnixServer(echo, path, { ssl: serverTls }));
      const secure = { ssl: clientTls, serverHostname: "localhost" };
      const [reader, writer] = yield* wait(openUnixConnection(path, secure));
      writer.write(bytes("hello\n"));
      log(text(yield* wait(reader.readline())).trim(), writer.getExtraInfo("peername")?.[0] === path);
      log(writer.getExtraInfo("cipher") !== null);
      writer.close();
      yield* wait(writer.waitClosed());
      const doubtful = createTask(openUnixConnection(path, { ssl: true, serverHostname: "localhost" }));
      yield* wait(waitForAll([doubtful]));
      log(doubtful.exception() instanceof SSLCertVerificationError);
      expect(() => openUnixConnection(path, { ssl: true })).toThrow("serverHostname must be given for ssl");
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["hello true", "true", "true"]),
  );

  it("refuse paths that cannot be, at the call", () => {
    const loop = newEventLoop();
    const long = onWindows ? "no pipe" : `/${"x".repeat(200)}`;
    for (const call of ["createUnixServer", "createUnixConnection"] as const) {
      const open =
        (...args: unknown[]) =>
        () =>
          (loop[call] as (...args: unknown[]) => unknown)(...args);
      const factory = (): Protocol => new Protocol();
      expect(open(factory, 5)).toThrow(new TypeError("path must be a text, got 5"));
      expect(open(factory, "")).toThrow(ValueError);
      expect(open(factory, "a\0b")).toThrow(ValueError);
      expect(open(factory, long)).toThrow(
        onWindows
          ? 'such as \\\\.\\pipe\\name, got "no pipe"'
          : /^path must be no longer than \d+ bytes, got 201: \/xxx/,
      );
      expect(open("factory", freshPath())).toThrow("protocolFactory must be a function");
    }
    const serve = (options: object) => () =>
      (loop.createUnixServer as (...args: unknown[]) => unknown)(() => new Protocol(), freshPath(), options);
    expect(serve({ backlog: -1 })).toThrow("backlog must be a whole number of at least 0, got -1");
    expect(serve({ cleanupSocket: "no" })).toThrow('cleanupSocket must be true or false, got "no"');
    expect(serve({ startServing: 1 })).toThrow("startServing must be true or false, got 1");
    loop.close();
  });
});

// Windows has no files for its pipes.
if (!onWindows) {
  describe("the file of a Unix socket", () => {
    onSockets(
      "is there as long as its server listens",
      function* ({ wait, log, loop }) {
        const path = freshPath();
        const server = yield* wait(loop.createUnixServer(() => new Protocol(), path));
        log(statSync(path).isSocket());
        server.close();
        log(existsSync(path));
      },
      ({ events }) => expect(events).toEqual(["true", "false"]),
    );

    onSockets(
      "stays if the server is to leave it",
      function* ({ wait, log, loop }) {
        const path = freshPath();
        const options = { cleanupSocket: false };
        const server = yield* wait(loop.createUnixServer(() => new Protocol(), path, options));
        const { ino } = statSync(path);
        server.close();
        log(statSync(path).isSocket(), statSync(path).ino === ino);
        const next = yield* wait(loop.createUnixServer(() => new Protocol(), path));
        log(statSync(path).ino === ino);
        next.close();
        log(existsSync(path));
      },
      // A number may be given again as soon as its file is gone, so the second line says only that it can be looked at.
      ({ events }) => expect([events[0], events[2]]).toEqual(["true true", "false"]),
    );

    onSockets(
      "may be gone when its server closes",
      function* ({ wait, log, loop }) {
        const path = freshPath();
        const server = yield* wait(loop.createUnixServer(() => new Protocol(), path));
        unlinkSync(path);
        server.close();
        log(existsSync(path), server.isServing());
      },
      ({ events }) => expect(events).toEqual(["false false"]),
    );

    onSockets(
      "stays if it is another's by then",
      function* ({ wait, log, loop }) {
        const path = freshPath();
        const first = yield* wait(loop.createUnixServer(() => new Protocol(), path));
        unlinkSync(path);
        writeFileSync(path, "mine");
        first.close();
        log(existsSync(path), statSync(path).isFile());
        unlinkSync(path);
      },
      ({ events }) => expect(events).toEqual(["true true"]),
    );

    onSockets(
      "is taken from a server that is gone, and from one that still listens",
      function* ({ wait, log }) {
        const path = freshPath();
        const old = yield* wait(until(listenAt(path)));
        const server = yield* wait(startUnixServer(echo, path));
        const [reader, writer] = yield* wait(openUnixConnection(path));
        writer.write(bytes("hello\n"));
        log(text(yield* wait(reader.readline())).trim(), old.served.length);
        writer.close();
        server.close();
        yield* wait(server.waitClosed());
        old.close();
      },
      ({ events }) => expect(events).toEqual(["hello 0"]),
    );

    onSockets(
      "cannot be one where another file is",
      function* ({ wait, log, loop }) {
        const path = freshPath();
        writeFileSync(path, "mine");
        const task = createTask(loop.createUnixServer(() => new Protocol(), path));
        yield* wait(waitForAll([task]));
        const error = task.exception() as OSError;
        log(error.code, error.message.includes(path), statSync(path).isFile());
        unlinkSync(path);
      },
      ({ events }) => expect(events).toEqual(["EADDRINUSE true true"]),
    );
  });
}

if (process.platform === "linux") {
  describe("a Unix socket without a file", () => {
    onSockets(
      "is found by its name",
      function* ({ wait, log }) {
        const path = `\0tsyncio-${process.pid}-${count++}`;
        const server = yield* wait(startUnixServer(echo, path));
        const [reader, writer] = yield* wait(openUnixConnection(path));
        writer.write(bytes("hello\n"));
        log(text(yield* wait(reader.readline())).trim());
        writer.close();
        server.close();
        yield* wait(server.waitClosed());
      },
      ({ events }) => expect(events).toEqual(["hello"]),
    );
  });
}

/** A server that is none of the library's. */
async function listenAt(path: string): Promise<{ served: Socket[]; close(): void }> {
  const served: Socket[] = [];
  const server = createServer((socket) => void served.push(socket));
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  return { served, close: () => void server.close() };
}

// Files sent over TCP and over TLS: which bytes, at whose pace, what the protocol sees, and how it ends early.

import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Duplex } from "node:stream";

import {
  ConnectionError,
  type Coroutine,
  OSError,
  RuntimeError,
  SendfileNotAvailableError,
  type Transport,
  openConnection,
  sleep,
  until,
  wait as waitForAll,
} from "tsyncio";

import type { Dialect } from "../support/dialects.ts";
import { Peer, bytes, onSockets } from "../support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../support/suite.ts";
import { NotingProtocol, TLSPeer, clientTls } from "../support/tls.ts";

/** More than all buffers on the way hold together. */
const SIZE = 12 * 1024 * 1024;
/** Each place is told from its neighbours. */
const content = Buffer.alloc(SIZE, Buffer.from(Array.from({ length: 251 }, (_, index) => index)));

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tsyncio-sendfile-"));
  file = path.join(folder, "content");
  writeFileSync(file, content);
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

type Serve = (socket: Duplex) => void;
const carriers = [
  { name: "TCP", start: (serve: Serve): Promise<Serving> => Peer.start(serve), ssl: null },
  { name: "TLS", start: (serve: Serve): Promise<Serving> => TLSPeer.start(serve), ssl: clientTls },
];

/** What has come to a peer, which begins to read when it is told to. */
class Received {
  readonly blocks: Buffer[] = [];
  /** Its end of the connection, once there is one. */
  readonly socket: Promise<Duplex>;
  readonly ended: Promise<void>;
  readonly serve: Serve;

  constructor(options: { paused?: boolean } = {}) {
    let connected!: (socket: Duplex) => void;
    let end!: () => void;
    this.socket = new Promise((resolve) => (connected = resolve));
    this.ended = new Promise((resolve) => (end = resolve));
    this.serve = (socket) => {
      socket.on("error", () => {});
      socket.on("data", (data: Buffer) => void this.blocks.push(data));
      socket.on("end", () => {
        socket.end();
        end();
      });
      if (options.paused === true) socket.pause();
      connected(socket);
    };
  }

  equals(...parts: readonly Uint8Array[]): boolean {
    return Buffer.concat(this.blocks).equals(Buffer.concat(parts));
  }
}

for (const { name, start, ssl } of carriers) {
  const connected = function* ({ wait, loop }: Dialect, serve: Serve): Coroutine<[Transport, NotingProtocol, Serving]> {
    const peer = yield* wait(until(start(serve)));
    const [transport, protocol] = yield* wait(
      loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl }),
    );
    return [transport, protocol, peer];
  };

  const closed = function* (
    { wait }: Dialect,
    protocol: NotingProtocol,
    peer: Serving,
    handle?: FileHandle,
  ): Coroutine {
    protocol.transport.close();
    yield* wait(until(protocol.notes.lost));
    yield* wait(until(peer.close()));
    if (handle !== undefined) yield* wait(until(handle.close()));
  };

  describe(`loop.sendfile over ${name}`, () => {
    onSockets(
      "sends a whole file between what is written before and after",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const received = new Received();
        const [transport, protocol, peer] = yield* call(() => connected(dialect, received.serve));
        const handle = yield* wait(until(open(file)));
        transport.write(bytes("before"));
        log(yield* wait(loop.sendfile(transport, handle)));
        transport.write(bytes("after"));
        log(transport.getProtocol() === protocol, transport.isReading());
        transport.close();
        yield* wait(until(received.ended));
        yield* call(() => closed(dialect, protocol, peer, handle));
        log(received.equals(bytes("before"), content, bytes("after")));
      },
      ({ events }) => expect(events).toEqual([String(SIZE), "true true", "true"]),
    );

    onSockets(
      "sends a part of it, of which there may be less than was asked for",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const received = new Received();
        const [transport, protocol, peer] = yield* call(() => connected(dialect, received.serve));
        const handle = yield* wait(until(open(file)));
        log(yield* wait(loop.sendfile(transport, handle, { offset: 1000, count: 100_001 })));
        log(yield* wait(loop.sendfile(transport, handle, { offset: SIZE - 10, count: 100 })));
        log(yield* wait(loop.sendfile(transport, handle, { offset: SIZE })));
        transport.close();
        yield* wait(until(received.ended));
        yield* call(() => closed(dialect, protocol, peer, handle));
        log(received.equals(content.subarray(1000, 101_001), content.subarray(SIZE - 10)));
      },
      ({ events }) => expect(events).toEqual(["100001", "10", "0", "true"]),
    );

    onSockets(
      "waits for a slow reader, and lets nobody else write meanwhile",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const received = new Received({ paused: true });
        const [transport, protocol, peer] = yield* call(() => connected(dialect, received.serve));
        const handle = yield* wait(until(open(file)));
        const sending = loop.createTask(loop.sendfile(transport, handle));
        const [, high] = transport.getWriteBufferLimits();
        while (transport.getWriteBufferSize() <= high) yield* wait(sleep(0));
        for (let i = 0; i < 100; i++) yield* wait(sleep(0));
        log(sending.done(), transport.getWriteBufferSize() <= 4 * high, transport.isReading());
        for (const write of [() => transport.write(bytes("x")), () => transport.writelines([bytes("x")])]) {
          try {
            write();
          } catch (error) {
            log(error instanceof RuntimeError, (error as Error).message);
          }
        }
        const second = loop.createTask(loop.sendfile(transport, handle));
        yield* wait(waitForAll([second]));
        log(String(second.exception()));
        (yield* wait(until(received.socket))).resume();
        log(yield* wait(sending), protocol.notes.calls.join());
        transport.write(bytes("x"));
        transport.close();
        yield* wait(until(received.ended));
        yield* call(() => closed(dialect, protocol, peer, handle));
        log(received.equals(content, bytes("x")));
      },
      ({ events }) =>
        expect(events).toEqual([
          "false true false",
          "true sendfile is in progress",
          "true sendfile is in progress",
          "RuntimeError: sendfile is in progress",
          `${SIZE} made`,
          "true",
        ]),
    );

    onSockets(
      "fails if the peer goes away in the middle, and the protocol learns of that",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const serve: Serve = (socket) => {
          let size = 0;
          socket.on("error", () => {});
          socket.on("data", (data: Buffer) => void ((size += data.length) > 100_000 && socket.destroy()));
        };
        const [transport, protocol, peer] = yield* call(() => connected(dialect, serve));
        const handle = yield* wait(until(open(file)));
        const sending = loop.createTask(loop.sendfile(transport, handle));
        yield* wait(waitForAll([sending]));
        const error = yield* wait(until(protocol.notes.lost));
        log(sending.exception() instanceof ConnectionError, error instanceof OSError);
        log(transport.getProtocol() === protocol, protocol.notes.calls.length);
        yield* call(() => closed(dialect, protocol, peer, handle));
      },
      ({ events }) => expect(events).toEqual(["true true", "true 2"]),
    );

    onSockets(
      "is cancelled between two blocks: the connection lives on, and its protocol is as it was",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const received = new Received({ paused: true });
        const [transport, protocol, peer] = yield* call(() => connected(dialect, received.serve));
        const handle = yield* wait(until(open(file)));
        const sending = loop.createTask(loop.sendfile(transport, handle));
        const [, high] = transport.getWriteBufferLimits();
        while (transport.getWriteBufferSize() <= high) yield* wait(sleep(0));
        sending.cancel();
        yield* wait(waitForAll([sending]));
        log(sending.cancelled(), transport.getProtocol() === protocol, transport.isReading());
        (yield* wait(until(received.socket))).resume();
        transport.write(bytes("the end"));
        transport.close();
        yield* wait(until(received.ended));
        yield* call(() => closed(dialect, protocol, peer, handle));
        const all = Buffer.concat(received.blocks);
        const end = all.length - "the end".length;
        log(all.subarray(0, end).equals(content.subarray(0, end)), all.subarray(end).toString());
        log(protocol.notes.calls.join());
      },
      ({ events }) => expect(events).toEqual(["true true true", "true the end", "made,pause,resume,lost"]),
    );

    onSockets(
      "gives the protocol its place back that was told to pause, and tells it to go on",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const received = new Received();
        const [transport, protocol, peer] = yield* call(() => connected(dialect, received.serve));
        const handle = yield* wait(until(open(file)));
        transport.pauseReading();
        transport.write(content.subarray(0, 8 * 1024 * 1024));
        log(yield* wait(loop.sendfile(transport, handle, { count: 1000 })));
        log(protocol.notes.calls.join(), transport.isReading());
        transport.resumeReading();
        transport.close();
        yield* wait(until(received.ended));
        yield* call(() => closed(dialect, protocol, peer, handle));
        log(received.equals(content.subarray(0, 8 * 1024 * 1024), content.subarray(0, 1000)));
      },
      ({ events }) => expect(events).toEqual(["1000", "made,pause,resume false", "true"]),
    );

    onSockets(
      "goes along with streams",
      function* (dialect) {
        const { wait, log, loop } = dialect;
        const received = new Received();
        const peer = yield* wait(until(start(received.serve)));
        const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port, { ssl }));
        const descriptor = openSync(file, "r");
        writer.write(bytes("head"));
        log(yield* wait(loop.sendfile(writer.transport, descriptor, { count: 300_000 })));
        writer.write(bytes("tail"));
        yield* wait(writer.drain());
        writer.close();
        yield* wait(writer.waitClosed());
        yield* wait(until(received.ended));
        yield* wait(until(peer.close()));
        closeSync(descriptor);
        log(received.equals(bytes("head"), content.subarray(0, 300_000), bytes("tail")));
      },
      ({ events }) => expect(events).toEqual(["300000", "true"]),
    );

    onSockets(
      "is not done without copying, says what is wrong with its arguments, and with a transport that closes",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        const [transport, protocol, peer] = yield* call(() => connected(dialect, (socket) => void socket.resume()));
        const handle = yield* wait(until(open(file)));
        const send = loop.sendfile.bind(loop) as (...args: unknown[]) => unknown;
        const attempts: [unknown[], string | Error][] = [
          [
            [transport, handle, { fallback: false }],
            new SendfileNotAvailableError("the hosts have no sendfile(2), and fallback is disabled"),
          ],
          [[null, handle], "sendfile is not supported for transport null"],
          [[transport, "content"], 'file must be an open file or the number of one, got "content"'],
          [[transport, -1], "file must be an open file or the number of one, got -1"],
          [[transport, handle, { offset: -1 }], "offset must be a non-negative integer, got -1"],
          [[transport, handle, { offset: 0.5 }], "offset must be a non-negative integer, got 0.5"],
          [[transport, handle, { count: 0 }], "count must be a positive integer or null, got 0"],
        ];
        for (const [args, message] of attempts) expect(() => send(...args)).toThrow(message);
        const descriptor = openSync(file, "r");
        closeSync(descriptor);
        const closing = loop.sendfile(transport, handle);
        const bad = loop.createTask(loop.sendfile(transport, descriptor));
        yield* wait(waitForAll([bad]));
        log((bad.exception() as OSError).code, transport.getProtocol() === protocol);
        transport.close();
        expect(() => send(transport, handle)).toThrow(new RuntimeError("Transport is closing"));
        try {
          yield* wait(closing);
        } catch (error) {
          log(String(error));
        }
        yield* call(() => closed(dialect, protocol, peer, handle));
      },
      ({ events }) => expect(events).toEqual(["EBADF true", "RuntimeError: Transport is closing"]),
    );
  });
}

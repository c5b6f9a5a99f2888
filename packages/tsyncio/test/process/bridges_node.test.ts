// Bridges to and from Node's streams: bytes, back-pressure, ends, errors, cancellation. Web Streams are in a file of their own.

import type { Socket } from "node:net";
import { Duplex, PassThrough, Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

import {
  CancelledError,
  ConnectionAbortedError,
  ConnectionResetError,
  type Coroutine,
  OSError,
  StreamReader,
  type StreamWriter,
  asyncWith,
  createTask,
  getRunningLoop,
  openConnection,
  readerFromNode,
  readerToNode,
  run,
  sleep,
  startServer,
  until,
  wait as waitForAll,
  writerFromNode,
  writerToNode,
} from "tsyncio";

import { type Dialect, state } from "../support/dialects.ts";
import { Peer, bytes, follow, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

/** The pieces of a long text, and how many were asked for. */
class Pieces extends Readable {
  asked = 0;
  readonly #count: number;

  constructor(count: number) {
    super({ highWaterMark: 1000 });
    this.#count = count;
  }

  override _read(): void {
    this.asked += 1;
    this.push(this.asked > this.#count ? null : Buffer.alloc(1000, this.asked % 251));
  }
}

/** A sink that takes a piece only when it is told to. */
class Slow extends Writable {
  received = 0;
  #taken: (() => void) | null = null;
  freely = false;

  constructor() {
    super({ highWaterMark: 1000 });
  }

  override _write(chunk: Buffer, _: BufferEncoding, callback: () => void): void {
    this.received += chunk.length;
    if (this.freely) setImmediate(callback);
    else this.#taken = callback;
  }

  take(): void {
    this.freely = true;
    this.#taken?.();
  }
}

function resetWhenAsked(socket: Socket): void {
  socket.once("data", () => socket.resetAndDestroy());
}

const turnOfHost = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe("readerFromNode", () => {
  onSockets("gives what the stream gives, by line, by number and to the end", function* ({ wait }) {
    const stream = Readable.from([Buffer.from("one\ntw"), Buffer.from("o\nthree"), Buffer.from(" and more")], {
      objectMode: false,
    });
    const reader = readerFromNode(stream);
    const read = [
      yield* wait(reader.readline()),
      yield* wait(reader.readline()),
      yield* wait(reader.readexactly(5)),
      yield* wait(reader.read()),
      yield* wait(reader.read()),
    ];
    expect(read.map(text)).toEqual(["one\n", "two\n", "three", " and more", ""]);
    expect([stream.destroyed, getRunningLoop()._resources.size]).toEqual([true, 0]);
  });

  onSockets("holds the stream back while nobody reads, and loses nothing", function* ({ wait }) {
    const stream = new Pieces(2000);
    const reader = readerFromNode(stream, { limit: 5000 });
    yield* wait(sleep(0.02));
    const asked = stream.asked;
    const all = yield* wait(reader.read());
    expect(asked).toBeLessThan(600);
    expect(all.length).toBe(2_000_000);
    expect(all.every((byte, i) => byte === (Math.floor(i / 1000) + 1) % 251)).toBe(true);
  });

  onSockets(
    "throws the very error of the stream, or the system's",
    function* ({ wait, log }) {
      const own = new RangeError("bad checksum");
      for (const error of [own, Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }), undefined]) {
        const stream = new PassThrough();
        const reader = readerFromNode(stream);
        stream.write("begun");
        yield* wait(reader.readexactly(2));
        stream.destroy(error);
        try {
          yield* wait(reader.readline());
        } catch (thrown) {
          log(thrown === own, thrown instanceof ConnectionResetError, thrown instanceof ConnectionAbortedError);
        }
      }
    },
    ({ events }) => expect(events).toEqual(["true false false", "false true false", "false false true"]),
  );

  onSockets(
    "destroys the stream when it is closed, and at the end of a block",
    function* ({ wait, log }) {
      const streams = [new Pieces(1000), new Pieces(1000)] as const;
      const reader = readerFromNode(streams[0]);
      yield* wait(reader.readexactly(10));
      reader.close();
      const length = yield* wait(
        asyncWith(readerFromNode(streams[1]), function* (other) {
          return (yield* other.readexactly(10)).length;
        }),
      );
      yield* wait(until(turnOfHost()));
      log(streams.map(({ destroyed }) => destroyed).join(), length, getRunningLoop()._resources.size);
    },
    ({ events }) => expect(events).toEqual(["true,true 10 0"]),
  );

  onSockets(
    "destroys the stream when its loop closes",
    function* ({ wait, log }) {
      const stream = new Pieces(1000);
      yield* wait(
        until(
          run(function* () {
            yield* readerFromNode(stream).readexactly(5);
          }),
        ),
      );
      log(stream.destroyed);
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  onSockets("refuses what gives no bytes, and a stream that is read already", function* () {
    expect(() => readerFromNode(5 as never)).toThrow("stream must be a Readable stream, got 5");
    expect(() => readerFromNode(Readable.from(["a"]))).toThrow("stream must give bytes");
    const stream = new PassThrough();
    const reader = readerFromNode(stream);
    expect(() => readerFromNode(stream)).toThrow("pipe is in use by another transport");
    reader.close();
  });
});

describe("writerFromNode", () => {
  onSockets(
    "holds back who writes while the stream is full, and ends it when it is closed",
    function* ({ wait, fn, log }) {
      const stream = new Slow();
      const writer = writerFromNode(stream);
      const writing = createTask(
        fn(function* () {
          for (let i = 0; i < 40; i++) {
            writer.write(new Uint8Array(10_000));
            yield* wait(writer.drain());
          }
        }),
      );
      yield* wait(sleep(0.02));
      log(writing.done(), stream.received < 100_000);
      stream.take();
      yield* wait(writing);
      writer.close();
      yield* wait(writer.waitClosed());
      while (!stream.writableFinished) yield* wait(sleep(0.001));
      log(stream.received, getRunningLoop()._resources.size);
    },
    ({ events }) => expect(events).toEqual(["false true", "400000 0"]),
  );

  onSockets(
    "shows an error of the stream in drain() and in waitClosed()",
    function* ({ wait, log }) {
      const own = new RangeError("disk is full");
      const stream = new Writable({ write: (_chunk, _encoding, callback) => callback(own) });
      const writer = writerFromNode(stream);
      writer.write(new Uint8Array(200_000));
      for (const attempt of [() => writer.waitClosed(), () => writer.drain()]) {
        try {
          yield* wait(attempt());
          log("nothing");
        } catch (error) {
          log(error === own, String(error));
        }
      }
    },
    ({ events }) => expect(events).toEqual(["true RangeError: disk is full", "true RangeError: disk is full"]),
  );

  onSockets(
    "goes with a reader of the same stream, if that goes both ways",
    function* ({ wait, log }) {
      const [here, there] = duplexPair();
      const reader = readerFromNode(here);
      const writer = writerFromNode(here);
      writer.write(bytes("question"));
      writer.close();
      log(yield* wait(until(receiveAll(there as never))));
      there.end("answer");
      log(text(yield* wait(reader.read())));
      while (!here.destroyed) yield* wait(sleep(0.001));
      log(getRunningLoop()._resources.size);
    },
    ({ events }) => expect(events).toEqual(["question", "answer", "0"]),
  );
});

/** Two streams, each of which gives what the other is given. */
function duplexPair(): [Duplex, Duplex] {
  const ways = [new PassThrough(), new PassThrough()] as const;
  const make = (readable: PassThrough, writable: PassThrough): Duplex =>
    new Duplex({
      read: () => void readable.resume(),
      write: (chunk, _, callback) => void writable.write(chunk, callback),
      final: (callback) => void writable.end(callback),
      construct(callback) {
        readable.on("data", (data: Buffer) => void (this.push(data) || readable.pause()));
        readable.on("end", () => this.push(null));
        callback();
      },
    });
  return [make(ways[0], ways[1]), make(ways[1], ways[0])];
}

describe("readerToNode", () => {
  onSockets(
    "gives what the reader reads, no more than is asked for",
    function* ({ wait, log }) {
      const reader = new StreamReader();
      const stream = readerToNode(reader);
      reader.feedData(bytes("hello "));
      yield* wait(sleep(0.005));
      log(text(reader._buffer.take(reader._buffer.size)));
      const received = receiveAll(stream as never);
      reader.feedData(bytes("to Node"));
      yield* wait(sleep(0));
      reader.feedEof();
      log(yield* wait(until(received)));
    },
    ({ events }) => expect(events).toEqual(["hello ", "to Node"]),
  );

  onSockets(
    "holds the connection back while nobody takes anything from it",
    function* ({ wait, log }) {
      const big = 4_000_000;
      const peer = yield* wait(until(Peer.start((socket) => void socket.end(Buffer.alloc(big, 7)))));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      const sink = new Slow();
      const piping = pipeline(readerToNode(reader), sink);
      yield* wait(sleep(0.05));
      log(sink.received < 1_000_000, writer.transport.isClosing());
      sink.take();
      yield* wait(until(piping));
      log(sink.received === big);
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true false", "true"]),
  );

  onSockets(
    "fails with the error of the connection",
    function* ({ wait, log }) {
      const peer = yield* wait(until(Peer.start(resetWhenAsked)));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      writer.write(bytes("go"));
      const failure = yield* wait(
        until(
          pipeline(readerToNode(reader), new PassThrough()).then(
            () => null,
            (error: unknown) => error,
          ),
        ),
      );
      log(failure instanceof OSError);
      writer.close();
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  onSockets(
    "closes the connection when it is destroyed, unless that is prevented",
    function* ({ wait, log }) {
      const peer = yield* wait(until(Peer.start(follow)));
      for (const preventCancel of [false, true]) {
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
        const stream = readerToNode(reader, { preventCancel });
        stream.resume();
        yield* wait(sleep(0.002));
        stream.destroy();
        log(writer.isClosing());
        yield* wait(sleep(0));
        for (const socket of peer.sockets) socket.write("still here\n");
        if (preventCancel) log(text(yield* wait(reader.readline())));
        writer.close();
        yield* wait(writer.waitClosed());
        yield* wait(until(peer.open(0)));
      }
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "false", "still here\n"]),
  );

  onSockets(
    "puts back what it took in the moment in which it is destroyed",
    function* ({ wait, log }) {
      const reader = new StreamReader();
      const stream = readerToNode(reader, { preventCancel: true });
      stream.read();
      yield* wait(sleep(0));
      reader.feedData(bytes("kept"));
      // The read has its data in the next iteration, and would hand it on in the one after that.
      yield* wait(sleep(0));
      stream.destroy();
      yield* wait(sleep(0));
      yield* wait(sleep(0));
      log(text(yield* wait(reader.read(10))));
    },
    ({ events }) => expect(events).toEqual(["kept"]),
  );

  it("fails with the cancellation when the program ends before it", async () => {
    const stream = await run(function* () {
      const stream = readerToNode(new StreamReader());
      stream.resume();
      yield* sleep(0);
      return [stream.on("error", () => {})] as const;
    });
    expect(stream[0].errored).toBeInstanceOf(CancelledError);
  });
});

describe("writerToNode", () => {
  const connect = function* (
    { wait }: Dialect,
    serve: Parameters<typeof Peer.start>[0],
  ): Coroutine<[Peer, StreamReader, StreamWriter]> {
    const peer = yield* wait(until(Peer.start(serve)));
    const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
    return [peer, reader, writer];
  };

  onSockets(
    "sends all that it is given, holds back who gives it, and closes the writer",
    function* (dialect) {
      const { wait, log } = dialect;
      let taken = 0;
      const [peer, , writer] = yield* connect(dialect, (socket) => {
        socket.pause();
        setTimeout(() => socket.on("data", (data: Buffer) => void (taken += data.length)).resume(), 30);
        socket.on("end", () => socket.destroy());
      });
      const source = new Pieces(30_000);
      const piping = pipeline(source, writerToNode(writer));
      yield* wait(sleep(0.01));
      log(source.asked < 30_000);
      yield* wait(until(piping));
      log(writer.isClosing());
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.open(0)));
      log(taken);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "true", "30000000"]),
  );

  onSockets(
    "only ends the sending if that is asked for",
    function* (dialect) {
      const { wait, log } = dialect;
      const [peer, reader, writer] = yield* connect(dialect, (socket) => {
        let received = "";
        socket.on("data", (data: Buffer) => void (received += data.toString()));
        socket.on("end", () => socket.end(`got ${received}`));
      });
      yield* wait(until(pipeline(Readable.from([Buffer.from("request")]), writerToNode(writer, { halfClose: true }))));
      log(text(yield* wait(reader.read())), writer.isClosing());
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["got request false"]),
  );

  onSockets(
    "fails when the connection is lost, though nobody writes",
    function* (dialect) {
      const { wait, log } = dialect;
      const [peer, , writer] = yield* connect(dialect, resetWhenAsked);
      writer.write(bytes("go"));
      const stream = writerToNode(writer);
      const failure = yield* wait(until(new Promise((resolve) => void stream.once("error", resolve))));
      log(failure instanceof ConnectionResetError, stream.destroyed);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true true"]),
  );

  onSockets(
    "aborts the connection when it is destroyed before its end",
    function* (dialect) {
      const { wait, log } = dialect;
      const [peer, , writer] = yield* connect(dialect, follow);
      const stream = writerToNode(writer);
      stream.write(Buffer.alloc(10));
      stream.destroy();
      log(writer.isClosing());
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.open(0)));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  onSockets("refuses what is no stream of the library's", function* () {
    expect(() => readerToNode(5 as never)).toThrow("reader must be a StreamReader, got 5");
    expect(() => writerToNode(null as never)).toThrow("writer must be a StreamWriter, got null");
    expect(() => writerFromNode({} as never)).toThrow("stream must be a Writable stream");
  });
});

describe("bridges to Node", () => {
  onSockets(
    "leave nothing when a relay through all four is cancelled, wherever it has got to",
    function* ({ wait, fn, loop, log }) {
      const server = yield* wait(
        startServer(
          (reader, writer) =>
            fn(function* () {
              try {
                for (;;) {
                  const data = yield* wait(reader.read(65_536));
                  if (data.length === 0) break;
                  writer.write(data);
                  yield* wait(writer.drain());
                }
              } catch (error) {
                if (!(error instanceof OSError)) throw error;
              } finally {
                writer.close();
              }
            })(),
          "127.0.0.1",
          0,
        ),
      );
      const port = (server.sockets[0] as { getsockname(): readonly [string, number] }).getsockname()[1];
      const open = loop._resources.size;
      const relay = fn(function* () {
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", port));
        const sink = new PassThrough();
        const copies: Promise<unknown>[] = [
          pipeline(new Pieces(100), writerToNode(writer, { halfClose: true })),
          pipeline(readerToNode(reader), sink),
        ];
        const echo = readerFromNode(sink);
        const discard = writerFromNode(new Writable({ write: (_chunk, _encoding, done) => setImmediate(done) }));
        try {
          for (;;) {
            const data = yield* wait(echo.read(10_000));
            if (data.length === 0) break;
            discard.write(data);
            yield* wait(discard.drain());
          }
          yield* wait(until(Promise.all(copies)));
        } finally {
          for (const copy of copies) copy.catch(() => {});
          echo.close();
          discard.close();
          writer.close();
          yield* wait(writer.waitClosed());
        }
      });
      let completed = 0;
      let cancelled = 0;
      for (let rounds = 0; completed < 2; rounds++) {
        const task = createTask(relay);
        for (let i = 0; i < rounds >> 2; i++) yield* wait(until(turnOfHost()));
        for (let i = 0; i < (rounds & 3); i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (task.cancelled()) cancelled += 1;
        else if (task.exception() === null) completed += 1;
        else log(state(task));
      }
      server.close();
      yield* wait(server.waitClosed());
      for (let i = 0; i < 100 && loop._resources.size > 0; i++) yield* wait(sleep(0.005));
      log(cancelled > 8, open, loop._resources.size);
    },
    ({ events }) => expect(events.at(-1)).toBe("true 1 0"),
  );
});

// Bridges to and from Web Streams: bytes, back-pressure, ends, errors, cancellation. Node's streams are in a file of their own.

import type { Socket } from "node:net";

import {
  CancelledError,
  ConnectionResetError,
  type Coroutine,
  OSError,
  StreamReader,
  type StreamWriter,
  asyncWith,
  createTask,
  getRunningLoop,
  openConnection,
  readerFromWeb,
  readerToWeb,
  run,
  sleep,
  startServer,
  until,
  wait as waitForAll,
  writerFromWeb,
  writerToWeb,
} from "tsyncio";

import { type Dialect, state } from "../support/dialects.ts";
import { Peer, bytes, follow, onSockets, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

/** A stream that counts what it is asked for, and notes why it was cancelled. */
class Pieces {
  asked = 0;
  cancelledBy: unknown = "nobody";
  readonly stream: ReadableStream<Uint8Array>;

  constructor(count: number, size = 1000) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          this.asked += 1;
          if (this.asked > count) controller.close();
          else controller.enqueue(new Uint8Array(size).fill(this.asked % 251));
        },
        cancel: (reason) => void (this.cancelledBy = reason),
      },
      { highWaterMark: 0 },
    );
  }
}

/** A sink that takes nothing until it is told to, and notes how it ended. */
class Slow {
  received = 0;
  ended = "";
  readonly stream: WritableStream<Uint8Array>;
  take!: () => void;

  constructor() {
    const open = new Promise<void>((resolve) => void (this.take = resolve));
    this.stream = new WritableStream<Uint8Array>({
      write: (chunk) => {
        this.received += chunk.length;
        return open;
      },
      close: () => void (this.ended = "closed"),
      abort: () => void (this.ended = "aborted"),
    });
  }
}

const turnOfHost = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

function resetWhenAsked(socket: Socket): void {
  socket.once("data", () => socket.resetAndDestroy());
}

function* connect(
  { wait }: Dialect,
  serve: (socket: Socket) => void,
): Coroutine<[peer: Peer, reader: StreamReader, writer: StreamWriter]> {
  const peer = yield* wait(until(Peer.start(serve)));
  const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
  return [peer, reader, writer];
}

describe("readerFromWeb", () => {
  onSockets("gives what the stream gives, by line, by number and to the end", function* ({ wait }) {
    const body = new Blob(["one\ntw", "o\nthree and more"]).stream();
    const reader = readerFromWeb(body);
    const read = [
      yield* wait(reader.readline()),
      yield* wait(reader.readline()),
      yield* wait(reader.readexactly(5)),
      yield* wait(reader.read()),
      yield* wait(reader.read()),
    ];
    expect(read.map(text)).toEqual(["one\n", "two\n", "three", " and more", ""]);
    expect([body.locked, getRunningLoop()._resources.size]).toEqual([false, 0]);
  });

  onSockets("asks for no more while nobody reads, and loses nothing", function* ({ wait }) {
    const pieces = new Pieces(500);
    const reader = readerFromWeb(pieces.stream, { limit: 5000 });
    while (pieces.asked < 11) yield* wait(sleep(0));
    // It would ask for more by now.
    yield* wait(sleep(0.02));
    const asked = pieces.asked;
    const all = yield* wait(reader.read());
    expect(asked).toBe(11);
    expect(all.length).toBe(500_000);
    expect(all.every((byte, i) => byte === (Math.floor(i / 1000) + 1) % 251)).toBe(true);
  });

  onSockets(
    "throws the very error of the stream",
    function* ({ wait, log }) {
      const own = new RangeError("bad checksum");
      const reader = readerFromWeb(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(bytes("begun")),
          pull: (controller) => controller.error(own),
        }),
      );
      for (let i = 0; i < 2; i++) {
        try {
          yield* wait(reader.readline());
        } catch (error) {
          log(error === own);
        }
      }
    },
    ({ events }) => expect(events).toEqual(["true", "true"]),
  );

  onSockets(
    "refuses a chunk that is no bytes, and cancels the stream",
    function* ({ wait, log }) {
      let reason: unknown = null;
      const stream = new ReadableStream<unknown>({
        pull: (controller) => controller.enqueue("text"),
        cancel: (given) => void (reason = given),
      });
      const reader = readerFromWeb(stream);
      try {
        yield* wait(reader.read());
      } catch (error) {
        log(error, error === reason);
      }
    },
    ({ events }) => expect(events).toEqual(['TypeError: stream must give Uint8Arrays, got "text" true']),
  );

  onSockets(
    "cancels the stream when it is closed, at the end of a block, and when its loop closes",
    function* ({ wait, log }) {
      const pieces = [new Pieces(1000), new Pieces(1000), new Pieces(1000)] as const;
      const reader = readerFromWeb(pieces[0].stream);
      yield* wait(reader.readexactly(10));
      reader.close();
      reader.close();
      yield* wait(
        asyncWith(readerFromWeb(pieces[1].stream), function* (other) {
          yield* other.readexactly(10);
        }),
      );
      yield* wait(
        until(
          run(function* () {
            yield* readerFromWeb(pieces[2].stream).readexactly(5);
          }),
        ),
      );
      log(pieces.map(({ cancelledBy }) => cancelledBy).join("|"), getRunningLoop()._resources.size);
    },
    ({ events }) => expect(events).toEqual(["|| 0"]),
  );

  onSockets(
    "reports a stream that cannot be cancelled",
    function* ({ wait }) {
      const reader = readerFromWeb(
        new ReadableStream<Uint8Array>({
          cancel() {
            throw new RangeError("it goes on");
          },
        }),
      );
      reader.close();
      yield* wait(until(turnOfHost()));
    },
    ({ reports }) =>
      expect(reports.map(({ message, exception }) => `${message}: ${String(exception)}`)).toEqual([
        "a stream could not be cancelled: RangeError: it goes on",
      ]),
  );

  onSockets("refuses what is no stream, and one that is locked", function* () {
    expect(() => readerFromWeb(5 as never)).toThrow("stream must be a ReadableStream, got 5");
    const { stream } = new Pieces(1);
    stream.getReader();
    expect(() => readerFromWeb(stream)).toThrow(TypeError);
  });
});

describe("writerFromWeb", () => {
  onSockets(
    "shows an error once, however many chunks were on the way",
    function* ({ wait, log }) {
      const own = new Error("disk full");
      let written = 0;
      const writer = writerFromWeb(
        new WritableStream({ write: () => (++written === 2 ? Promise.reject(own) : Promise.resolve()) }),
      );
      for (let i = 0; i < 4; i++) writer.write(bytes("chunk"));
      try {
        yield* wait(writer.waitClosed());
      } catch (error) {
        log(error === own, written);
      }
    },
    ({ events }) => expect(events).toEqual(["true 2"]),
  );

  onSockets(
    "holds back who writes while the stream is full, and closes it",
    function* ({ wait, fn, log }) {
      const sink = new Slow();
      const writer = writerFromWeb(sink.stream);
      const writing = createTask(
        fn(function* () {
          for (let i = 0; i < 40; i++) {
            writer.write(new Uint8Array(10_000));
            yield* wait(writer.drain());
          }
        }),
      );
      yield* wait(sleep(0.02));
      log(writing.done(), sink.received < 100_000);
      sink.take();
      yield* wait(writing);
      writer.close();
      yield* wait(writer.waitClosed());
      log(sink.received, sink.ended, getRunningLoop()._resources.size);
    },
    ({ events }) => expect(events).toEqual(["false true", "400000 closed 0"]),
  );

  onSockets(
    "shows an error of the stream in waitClosed() and in drain(), though nobody writes",
    function* ({ wait, log }) {
      const own = new RangeError("disk is full");
      let fail!: (error: unknown) => void;
      const stream = new WritableStream<Uint8Array>({
        start: (controller) => void (fail = controller.error.bind(controller)),
      });
      const writer = writerFromWeb(stream);
      yield* wait(sleep(0));
      fail(own);
      for (const attempt of [() => writer.waitClosed(), () => writer.drain()]) {
        try {
          yield* wait(attempt());
          log("nothing");
        } catch (error) {
          log(error === own);
        }
      }
    },
    ({ events }) => expect(events).toEqual(["true", "true"]),
  );

  onSockets(
    "aborts the stream with its transport, and when its loop closes",
    function* ({ wait, log }) {
      const sinks = [new Slow(), new Slow()] as const;
      const writer = writerFromWeb(sinks[0].stream);
      writer.write(bytes("lost"));
      writer.transport.abort();
      yield* wait(writer.waitClosed());
      yield* wait(
        until(
          run(async () => {
            writerFromWeb(sinks[1].stream).write(bytes("lost"));
            await sleep(0);
          }),
        ),
      );
      for (const sink of sinks) sink.take();
      yield* wait(until(turnOfHost()));
      log(sinks.map(({ ended }) => ended).join());
    },
    ({ events }) => expect(events).toEqual(["aborted,aborted"]),
  );

  onSockets("refuses what is no stream, and data that is none", function* ({ wait }) {
    expect(() => writerFromWeb({} as never)).toThrow("stream must be a WritableStream");
    const writer = writerFromWeb(new Slow().stream);
    expect(() => writer.write("text" as never)).toThrow('data must be a Uint8Array, got "text"');
    writer.transport.abort();
    yield* wait(writer.waitClosed());
  });
});

describe("readerToWeb", () => {
  onSockets(
    "gives what the reader reads, no more than is asked for",
    function* ({ wait, log }) {
      const reader = new StreamReader();
      const stream = readerToWeb(reader);
      reader.feedData(bytes("hello "));
      yield* wait(sleep(0.005));
      log(text(reader._buffer.take(reader._buffer.size)));
      const received = textOf(stream);
      reader.feedData(bytes("to the web"));
      yield* wait(sleep(0));
      reader.feedEof();
      log(yield* wait(until(received)));
    },
    ({ events }) => expect(events).toEqual(["hello ", "to the web"]),
  );

  onSockets(
    "holds the connection back while nobody takes anything from it",
    function* (dialect) {
      const { wait, log } = dialect;
      const big = 4_000_000;
      const [peer, reader, writer] = yield* connect(dialect, (socket) => void socket.end(Buffer.alloc(big, 7)));
      const sink = new Slow();
      const piping = readerToWeb(reader).pipeTo(sink.stream);
      yield* wait(sleep(0.05));
      log(sink.received < 1_000_000);
      sink.take();
      yield* wait(until(piping));
      log(sink.received === big, sink.ended);
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "true closed"]),
  );

  onSockets(
    "fails with the error of the connection",
    function* (dialect) {
      const { wait, log } = dialect;
      const [peer, reader, writer] = yield* connect(dialect, resetWhenAsked);
      writer.write(bytes("go"));
      const failure = yield* wait(
        until(
          textOf(readerToWeb(reader)).then(
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
    "closes the connection when it is cancelled, unless that is prevented; then nothing is lost",
    function* (dialect) {
      const { wait, log } = dialect;
      for (const preventCancel of [false, true]) {
        const [peer, reader, writer] = yield* connect(dialect, follow);
        const web = readerToWeb(reader, { preventCancel }).getReader();
        const reading = web.read();
        yield* wait(sleep(0.002));
        for (const socket of peer.sockets) socket.write("one\ntwo\n");
        if (preventCancel) log(text((yield* wait(until(reading))).value ?? bytes("nothing")));
        yield* wait(until(web.cancel()));
        log(writer.isClosing());
        for (const socket of peer.sockets) socket.write("three\n");
        if (preventCancel) log(text(yield* wait(reader.readline())));
        writer.close();
        yield* wait(writer.waitClosed());
        yield* wait(until(peer.close()));
      }
    },
    ({ events }) => expect(events).toEqual(["true", "one\ntwo\n", "false", "three\n"]),
  );

  it("fails with the cancellation when the program ends before it", async () => {
    const failure = await run(function* () {
      const reading = readerToWeb(new StreamReader()).getReader().read();
      yield* sleep(0);
      return [
        reading.then(
          () => null,
          (error: unknown) => error,
        ),
      ] as const;
    });
    expect(await failure[0]).toBeInstanceOf(CancelledError);
  });
});

describe("writerToWeb", () => {
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
      const pieces = new Pieces(3000, 10_000);
      const piping = pieces.stream.pipeTo(writerToWeb(writer));
      yield* wait(sleep(0.01));
      log(pieces.asked < 3000);
      yield* wait(until(piping));
      log(writer.isClosing());
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
      yield* wait(until(new Blob(["request"]).stream().pipeTo(writerToWeb(writer, { halfClose: true }))));
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
      const web = writerToWeb(writer).getWriter();
      log(
        (yield* wait(
          until(
            web.closed.then(
              () => null,
              (error: unknown) => error,
            ),
          ),
        )) instanceof ConnectionResetError,
      );
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  onSockets(
    "aborts the connection when it is aborted",
    function* (dialect) {
      const { wait, log } = dialect;
      const [peer, , writer] = yield* connect(dialect, follow);
      const web = writerToWeb(writer).getWriter();
      void web.write(bytes("lost")).catch(() => {});
      yield* wait(until(web.abort(new RangeError("changed my mind"))));
      log(writer.isClosing());
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.open(0)));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  onSockets("refuses what is no stream of the library's", function* () {
    expect(() => readerToWeb(5 as never)).toThrow("reader must be a StreamReader, got 5");
    expect(() => writerToWeb(null as never)).toThrow("writer must be a StreamWriter, got null");
  });
});

describe("bridges to the web", () => {
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
        const sending = new Pieces(20).stream.pipeTo(writerToWeb(writer, { halfClose: true }));
        sending.catch(() => {});
        const echo = readerFromWeb(readerToWeb(reader));
        const discard = writerFromWeb(new WritableStream<Uint8Array>({ write: turnOfHost }));
        try {
          for (;;) {
            const data = yield* wait(echo.read(10_000));
            if (data.length === 0) break;
            discard.write(data);
            yield* wait(discard.drain());
          }
          yield* wait(until(sending));
        } finally {
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

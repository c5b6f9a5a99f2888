// Streams over real TCP: bulk, back-pressure, half-closed and broken connections, cancellation. Reading as such is in core/.

import { createHash } from "node:crypto";
import { Socket } from "node:net";

import {
  type Awaitable,
  ConnectionError,
  IncompleteReadError,
  type OSError,
  type Server,
  StreamReader,
  StreamReaderProtocol,
  type StreamWriter,
  ValueError,
  asyncFor,
  asyncWith,
  createTask,
  gather,
  getRunningLoop,
  openConnection,
  sleep,
  startServer,
  until,
  wait as waitForAll,
  waitFor,
} from "tsyncio";

import { Peer, bytes, connectTo, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect, vi } from "../support/suite.ts";

const portOf = (server: Server): number => server.sockets[0]?.getsockname()[1] as number;

/** Bytes that no part of looks like another. */
function noise(size: number): Uint8Array {
  const data = new Uint8Array(size);
  let state = 1;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    data[i] = state >>> 16;
  }
  return data;
}

const turnOfHost = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const hash = (data: Uint8Array): string => createHash("sha1").update(data).digest("hex");

describe("streams", () => {
  onSockets(
    "carry lines to a server and back, from many clients at once",
    function* ({ wait, log, fn }) {
      const serve = (reader: StreamReader, writer: StreamWriter) =>
        fn(function* () {
          for (;;) {
            const line = yield* wait(reader.readline());
            if (line.length === 0) break;
            writer.write(bytes(text(line).toUpperCase()));
            yield* wait(writer.drain());
          }
          writer.close();
          yield* wait(writer.waitClosed());
        })();
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const client = (name: string) =>
        fn(function* () {
          const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
          let received = "";
          for (let i = 0; i < 20; i++) {
            writer.write(bytes(`${name}${i}\n`));
            yield* wait(writer.drain());
            received += text(yield* wait(reader.readline()));
          }
          writer.writeEof();
          const rest = yield* wait(reader.read());
          writer.close();
          yield* wait(writer.waitClosed());
          return (
            received === Array.from({ length: 20 }, (_, i) => `${name}${i}\n`.toUpperCase()).join("") &&
            rest.length === 0
          );
        });
      const results = yield* wait(gather(...Array.from({ length: 20 }, (_, i) => client(`c${i}-`))));
      log(results.every(Boolean), results.length);
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["true 20"]),
  );

  onSockets(
    "carry megabytes both ways at once, whole and in bounds",
    function* ({ wait, log, fn }) {
      let largest = 0;
      const serve = (reader: StreamReader, writer: StreamWriter) =>
        fn(function* () {
          for (;;) {
            const data = yield* wait(reader.read(70_000));
            if (data.length === 0) break;
            writer.write(data);
            largest = Math.max(largest, writer.transport.getWriteBufferSize());
            yield* wait(writer.drain());
          }
          writer.close();
        })();
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
      const sent = noise(8_000_001);
      const sending = createTask(
        fn(function* () {
          for (let at = 0; at < sent.length; at += 50_000) {
            writer.write(sent.subarray(at, at + 50_000));
            yield* wait(writer.drain());
          }
          writer.writeEof();
        }),
      );
      const received = yield* wait(reader.read());
      yield* wait(sending);
      log(received.length, hash(received) === hash(sent), largest <= 65_536 + 140_000);
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["8000001 true true"]),
  );

  onSockets(
    "hold back a peer that sends to a reader that never reads, with bounded memory, and lose nothing",
    function* ({ wait, log, fn }) {
      const size = 30_000_000;
      let there: StreamReader | null = null;
      const server = yield* wait(startServer((reader) => void (there = reader), "127.0.0.1", 0));
      const [, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
      let sent = 0;
      const sending = createTask(
        fn(function* () {
          const block = new Uint8Array(100_000);
          for (; sent < size; sent += block.length) {
            writer.write(block);
            yield* wait(writer.drain());
          }
          writer.close();
        }),
      );
      // It is stuck when nothing moves for a while.
      for (let before = -1; before !== sent;) {
        before = sent;
        yield* wait(sleep(0.05));
      }
      const reader = there as unknown as StreamReader;
      log(sending.done(), sent < size, writer.transport.getWriteBufferSize() <= 65_536 + 100_000);
      log(reader._buffer.size > 2 * 65_536, reader._buffer.size <= 2 * 65_536 + 1_000_000);
      let received = 0;
      for (;;) {
        const data = yield* wait(reader.read(1_000_000));
        if (data.length === 0) break;
        received += data.length;
      }
      log(received === size);
      yield* wait(sending);
      server.close();
      server.closeClients();
      yield* wait(server.waitClosed());
      yield* wait(writer.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["false true true", "true true", "true"]),
  );

  onSockets(
    "answer a peer that has shut its side, and read from one that has shut the other",
    function* ({ wait, log, fn }) {
      const serve = (reader: StreamReader, writer: StreamWriter) =>
        fn(function* () {
          const request = yield* wait(reader.read());
          writer.write(bytes(`reply to ${text(request)}`));
          writer.writeEof();
          yield* wait(sleep(0.02));
          writer.close();
        })();
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
      log(writer.canWriteEof());
      writer.write(bytes("request"));
      writer.writeEof();
      log(text(yield* wait(reader.read())), reader.atEof(), writer.isClosing());
      writer.close();
      yield* wait(writer.waitClosed());

      // The other way round: the peer ends first, and goes on reading.
      const received: Promise<string>[] = [];
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            received.push(receiveAll(socket));
            socket.end("all I say\n");
          }),
        ),
      );
      const [reader2, writer2] = yield* wait(openConnection("127.0.0.1", peer.port));
      log(text(yield* wait(reader2.read())).trim());
      writer2.write(bytes("all "));
      yield* wait(writer2.drain());
      writer2.write(bytes("you hear"));
      writer2.close();
      yield* wait(writer2.waitClosed());
      log(yield* wait(until(received[0] as Promise<string>)));
      yield* wait(until(peer.close()));
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["true", "reply to request true false", "all I say", "all you hear"]),
  );

  onSockets(
    "throw a peer's reset in the read, the drain and the close that meet it, and in no other connection",
    function* ({ wait, log }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.once("data", () => socket.resetAndDestroy()))));
      const healthy = yield* wait(openConnection("127.0.0.1", peer.port));

      // In a read.
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      writer.write(bytes("x"));
      const reading = createTask(reader.readline());
      yield* wait(waitForAll([reading]));
      const error = reading.exception() as OSError;
      log(error instanceof ConnectionError, error.code);
      const later = [createTask(reader.read(1)), createTask(writer.drain()), createTask(writer.waitClosed())];
      yield* wait(waitForAll(later));
      log(
        later.every((task) => task.exception() === error),
        writer.isClosing(),
      );
      writer.write(bytes("into the void"));
      writer.close();

      // In a drain that waits, and in a close that has not sent all.
      for (const end of ["drain", "close"] as const) {
        const stuck = yield* wait(until(Peer.start((socket) => void socket.pause())));
        const [, full] = yield* wait(openConnection("127.0.0.1", stuck.port));
        yield* wait(until(stuck.open(1)));
        full.write(new Uint8Array(30_000_000));
        if (end === "close") full.close();
        const waiting = createTask(end === "drain" ? full.drain() : full.waitClosed());
        yield* wait(sleep(0.02));
        log(end, waiting.done());
        for (const socket of stuck.sockets) socket.resetAndDestroy();
        yield* wait(waitForAll([waiting]));
        log(waiting.exception() instanceof ConnectionError);
        yield* wait(until(stuck.close()));
      }

      log(healthy[0].atEof(), healthy[1].isClosing());
      healthy[1].close();
      yield* wait(healthy[1].waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "true ECONNRESET",
        "true true",
        "drain false",
        "true",
        "close false",
        "true",
        "false false",
      ]),
  );

  onSockets(
    "throw at the end of a loop of writes to a peer that is gone",
    function* ({ wait, log, call }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.destroy())));
      const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      let rounds = 0;
      try {
        yield* call(function* () {
          for (; rounds < 100_000; rounds++) {
            writer.write(new Uint8Array(1000));
            yield* wait(writer.drain());
          }
        });
      } catch (error) {
        log(error instanceof ConnectionError, rounds < 100_000);
      }
      writer.close();
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true true"]),
  );

  onSockets(
    "say what was there when a connection ends in the middle",
    function* ({ wait, log }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.end("half a mess"))));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      const reading = createTask(reader.readexactly(100));
      yield* wait(waitForAll([reading]));
      const error = reading.exception() as IncompleteReadError;
      log(error instanceof IncompleteReadError, text(error.partial), error.expected);
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true half a mess 100"]),
  );

  onSockets(
    "refuse a line beyond the limit that openConnection() and startServer() were given, and go on after it",
    function* ({ wait, log, fn }) {
      const serve = (reader: StreamReader, writer: StreamWriter) =>
        fn(function* () {
          for (;;) {
            try {
              const line = yield* wait(reader.readline());
              if (line.length === 0) break;
              writer.write(line);
            } catch (error) {
              if (!(error instanceof ValueError)) throw error;
              writer.write(bytes("too long\n"));
            }
          }
          writer.close();
        })();
      const server = yield* wait(startServer(serve, "127.0.0.1", 0, { limit: 100 }));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server), { limit: 50 }));
      writer.write(bytes(`${"x".repeat(101)}\nshort\n`));
      log(text(yield* wait(reader.readline())).trim(), text(yield* wait(reader.readline())).trim());
      writer.write(bytes(`${"y".repeat(60)}\nend\n`));
      const tooLong = createTask(reader.readline());
      yield* wait(waitForAll([tooLong]));
      log(tooLong.exception() instanceof ValueError, text(yield* wait(reader.readline())).trim());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["too long short", "true end"]),
  );

  onSockets(
    "read on after timeouts, with nothing lost",
    function* ({ wait, log }) {
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            const pieces = ["hel", "lo\nwor", "ld\n"];
            const timer = setInterval(() => {
              if (pieces.length > 0) socket.write(pieces.shift() as string);
              else socket.end();
            }, 15);
            socket.on("close", () => clearInterval(timer));
          }),
        ),
      );
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      const lines: string[] = [];
      let timeouts = 0;
      while (lines.length < 3) {
        const line = createTask(waitFor(reader.readline(), 0.005));
        yield* wait(waitForAll([line]));
        if (line.exception() === null) lines.push(text(line.result()).trim());
        else timeouts++;
      }
      log(lines.join(), timeouts > 2);
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["hello,world, true"]),
  );

  onSockets(
    "give their lines to an iteration, and close with `asyncWith`",
    function* ({ wait, log }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.end("1\n2\n3"))));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      yield* wait(
        asyncWith(writer, () =>
          asyncFor(reader, (line) => {
            log(text(line).trim());
          }),
        ),
      );
      log(writer.isClosing());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["1", "2", "3", "true"]),
  );

  onSockets(
    "leave nothing when a conversation is cancelled, wherever it has got to",
    function* ({ wait, log, fn, loop }) {
      const server = yield* wait(
        startServer(
          (reader, writer) =>
            fn(function* () {
              try {
                for (;;) {
                  const line = yield* wait(reader.readline());
                  if (line.length === 0) break;
                  writer.write(new Uint8Array(300_000));
                  yield* wait(writer.drain());
                }
              } finally {
                writer.close();
              }
            })(),
          "127.0.0.1",
          0,
          { limit: 1 << 20 },
        ),
      );
      const conversation = fn(function* () {
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
        try {
          for (let i = 0; i < 2; i++) {
            writer.write(new Uint8Array(200_000));
            writer.write(bytes("\n"));
            yield* wait(writer.drain());
            yield* wait(reader.readexactly(300_000));
          }
        } finally {
          writer.close();
          yield* wait(writer.waitClosed());
        }
      });
      const open = loop._resources.size;
      let completed = 0;
      let cancelled = 0;
      for (let rounds = 0; completed < 2; rounds++) {
        const task = createTask(conversation);
        // Each round lets it come a little further: by an iteration, and every fourth time by a look at the sockets.
        for (let i = 0; i < rounds >> 2; i++) yield* wait(until(turnOfHost()));
        for (let i = 0; i < (rounds & 3); i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (task.cancelled()) cancelled++;
        else if (task.exception() === null) completed++;
      }
      log(cancelled > 4);
      server.close();
      yield* wait(server.waitClosed());
      log(open, loop._resources.size);
    },
    ({ events, reports }) => {
      expect(events).toEqual(["true", "1 0"]);
      // A server's task may meet the reset of a client that went away; it says so, and nothing else.
      for (const { exception } of reports) expect(exception).toBeInstanceOf(ConnectionError);
    },
  );

  onSockets(
    "encode a broadcast once, and send all of a turn to each client in one piece",
    function* ({ wait, log }) {
      const writers: StreamWriter[] = [];
      const server = yield* wait(startServer((_, writer) => void writers.push(writer), "127.0.0.1", 0));
      const clients: Socket[] = [];
      for (let i = 0; i < 5; i++) clients.push(yield* wait(until(connectTo(portOf(server)))));
      while (writers.length < 5) yield* wait(sleep(0.001));
      const received = clients.map((client) => receiveAll(client));
      const write = vi.spyOn(Socket.prototype, "_write");
      try {
        const line = bytes("line\n");
        for (let i = 0; i < 30; i++) {
          for (const writer of writers) {
            writer.write(line);
            const drain: Awaitable<void> = writer.drain();
            yield* wait(drain);
          }
        }
        yield* wait(sleep(0.02));
        log(write.mock.calls.length);
      } finally {
        write.mockRestore();
      }
      for (const writer of writers) writer.close();
      for (const one of received) log((yield* wait(until(one))) === "line\n".repeat(30));
      for (const client of clients) client.destroy();
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["5", ...Array.from({ length: 5 }, () => "true")]),
  );

  onSockets(
    "let a subclass of their protocol, and one of their reader, see the bytes, in the loop",
    function* ({ wait, log, loop }) {
      class Watching extends StreamReaderProtocol {
        override dataReceived(data: Uint8Array): void {
          log("protocol", text(data), getRunningLoop() === loop);
          super.dataReceived(data);
        }
      }
      class WatchedReader extends StreamReader {
        override feedData(data: Uint8Array): void {
          log("reader", text(data), getRunningLoop() === loop);
          super.feedData(data);
        }
      }
      const peer = yield* wait(until(Peer.start((socket) => void socket.end("news"))));
      for (const [reader, kind] of [
        [new StreamReader(), Watching],
        [new WatchedReader(), StreamReaderProtocol],
      ] as const) {
        const make = (): StreamReaderProtocol => new kind(reader);
        const [transport] = yield* wait(loop.createConnection(make, "127.0.0.1", peer.port));
        log("read", text(yield* wait(reader.read())));
        transport.close();
      }
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["protocol news true", "read news", "reader news true", "read news"]),
  );

  onSockets(
    "lose the connection, and say why, if bytes come after the program has ended the input by hand",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.once("data", () => socket.write("too late")))));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      loop.setExceptionHandler((_, { message, exception }) => log(message, exception));
      reader.feedEof();
      writer.write(bytes("go on"));
      try {
        yield* wait(writer.waitClosed());
      } catch (error) {
        log(error);
      }
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "Fatal error: protocol.dataReceived() call failed. RuntimeError: feedData() after feedEof()",
        "RuntimeError: feedData() after feedEof()",
      ]),
  );
});

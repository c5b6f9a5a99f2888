// Protocols that bring buffers of their own, over TCP and over TLS: what goes into them, pauses, errors, the order of calls.

import {
  BufferedProtocol,
  Protocol,
  RuntimeError,
  type Coroutine,
  type EventLoop,
  type Transport,
  until,
} from "tsyncio";

import type { Dialect } from "../support/dialects.ts";
import { Peer, bytes, follow, onSockets } from "../support/sockets.ts";
import { describe, expect } from "../support/suite.ts";
import { NotingBufferedProtocol, NotingProtocol, TLSPeer, clientTls } from "../support/tls.ts";

interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

interface Writable {
  write(data: Uint8Array | string): void;
  end(data?: Uint8Array | string): void;
  on(event: "data", listener: (data: Buffer) => void): void;
}

/** The same over TCP and over TLS. */
const carriers = [
  { name: "TCP", start: (serve: (socket: Writable) => void): Promise<Serving> => Peer.start(serve), ssl: null },
  { name: "TLS", start: (serve: (socket: Writable) => void): Promise<Serving> => TLSPeer.start(serve), ssl: clientTls },
];

for (const { name, start, ssl } of carriers) {
  /** A connection to a peer that does `serve`. */
  const connected = function* <P extends NotingBufferedProtocol | NotingProtocol>(
    { wait, loop }: Dialect,
    serve: (socket: Writable) => void,
    factory: () => P,
  ): Coroutine<{ transport: Transport; protocol: P; peer: Serving }> {
    const peer = yield* wait(until(start(serve)));
    const [transport, protocol] = yield* wait(
      (loop as EventLoop).createConnection(factory, "127.0.0.1", peer.port, { ssl }),
    );
    return { transport, protocol, peer };
  };

  describe(`a BufferedProtocol over ${name}`, () => {
    onSockets(
      "is called in order, and its buffer filled as often as it takes",
      function* (dialect) {
        const { wait, log, call } = dialect;
        const { protocol, peer } = yield* call(() =>
          connected(
            dialect,
            (socket) => socket.end("hello, world"),
            () => new NotingBufferedProtocol(5),
          ),
        );
        log(yield* wait(until(protocol.notes.lost)), protocol.notes.calls.join(), protocol.notes.received);
        yield* wait(until(peer.close()));
      },
      ({ events }) => expect(events).toEqual(["null made,data,eof,lost hello, world"]),
    );

    onSockets(
      "is asked with the number of bytes that are there, and told how many it got",
      function* (dialect) {
        const { wait, log, call } = dialect;
        class Telling extends NotingBufferedProtocol {
          readonly asked: string[] = [];
          override getBuffer(sizehint?: number): Uint8Array {
            this.asked.push(`${sizehint}`);
            return super.getBuffer();
          }
          override bufferUpdated(nbytes: number): void {
            this.asked.push(`got ${nbytes}`);
            super.bufferUpdated(nbytes);
          }
        }
        const { protocol, peer } = yield* call(() =>
          connected(
            dialect,
            (socket) => socket.end("12345678"),
            () => new Telling(5),
          ),
        );
        yield* wait(until(protocol.notes.lost));
        log(protocol.asked.join());
        yield* wait(until(peer.close()));
      },
      ({ events }) => expect(events).toEqual(["8,got 5,3,got 3"]),
    );

    onSockets(
      "gets nothing while reading is paused, not even the rest of what has come",
      function* (dialect) {
        const { wait, log, call, loop } = dialect;
        class Pausing extends NotingBufferedProtocol {
          override bufferUpdated(nbytes: number): void {
            super.bufferUpdated(nbytes);
            this.transport.pauseReading();
          }
        }
        const { transport, protocol, peer } = yield* call(() =>
          connected(
            dialect,
            (socket) => socket.end("123456"),
            () => new Pausing(4),
          ),
        );
        yield* wait(until(protocol.notes.until(({ received }) => received.length > 0)));
        log(protocol.notes.received, protocol.notes.calls.join(), transport.isReading());
        transport.resumeReading();
        loop.callSoon(() => loop.callSoon(() => transport.resumeReading()));
        log(yield* wait(until(protocol.notes.lost)), protocol.notes.received, protocol.notes.calls.join());
        yield* wait(until(peer.close()));
      },
      ({ events }) => expect(events).toEqual(["1234 made,data false", "null 123456 made,data,eof,lost"]),
    );

    onSockets(
      "loses the connection if it gives no buffer, or throws, and that is reported",
      function* (dialect) {
        const { wait, log, call } = dialect;
        class Empty extends NotingBufferedProtocol {
          override getBuffer(): Uint8Array {
            return new Uint8Array(0);
          }
        }
        class Throwing extends NotingBufferedProtocol {
          override bufferUpdated(): void {
            throw new RuntimeError("no more of this");
          }
        }
        class Wrong extends NotingBufferedProtocol {
          override getBuffer(): Uint8Array {
            return "text" as unknown as Uint8Array;
          }
        }
        for (const Kind of [Empty, Throwing, Wrong]) {
          const { protocol, peer } = yield* call(() =>
            connected(
              dialect,
              (socket) => socket.end("x"),
              () => new Kind(1),
            ),
          );
          log(String(yield* wait(until(protocol.notes.lost))));
          yield* wait(until(peer.close()));
        }
      },
      ({ events, reports }) => {
        expect(events).toEqual([
          "RuntimeError: getBuffer() returned an empty buffer",
          "RuntimeError: no more of this",
          'TypeError: getBuffer() must return a Uint8Array, got "text"',
        ]);
        expect(reports.map(({ message }) => message)).toEqual([
          "Fatal error: protocol.getBuffer() call failed.",
          "Fatal error: protocol.bufferUpdated() call failed.",
          "Fatal error: protocol.getBuffer() call failed.",
        ]);
      },
    );

    onSockets(
      "can take the place of another protocol, and give way to one, between two pieces of data",
      function* (dialect) {
        const { wait, log, call } = dialect;
        const { transport, protocol, peer } = yield* call(() =>
          connected(
            dialect,
            (socket) => socket.on("data", (data) => socket.write(data)),
            () => new NotingProtocol(),
          ),
        );
        const buffered = new NotingBufferedProtocol(3);
        const last = new NotingProtocol();
        for (const next of [protocol, buffered, last]) {
          transport.setProtocol(next);
          transport.write(bytes("12345"));
          yield* wait(until(next.notes.until(({ received }) => received.length === 5)));
        }
        transport.abort();
        yield* wait(until(last.notes.lost));
        log(protocol.notes.calls.join(), buffered.notes.calls.join(), last.notes.calls.join());
        yield* wait(until(peer.close()));
      },
      ({ events }) => expect(events).toEqual(["made,data data data,lost"]),
    );
  });
}

describe("BufferedProtocol", () => {
  onSockets(
    "does nothing by itself, and takes all that comes",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new BufferedProtocol(), "127.0.0.1", peer.port),
      );
      log(protocol.getBuffer(5).length, protocol.eofReceived(), protocol instanceof Protocol);
      log(transport.getProtocol() === protocol);
      transport.abort();
      yield* wait(until(peer.open(0)));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["5 undefined false", "true"]),
  );
});

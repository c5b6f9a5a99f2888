// Connections that begin to speak TLS in the middle: what is sent and received around that, and what is told of it.

import { type Socket, connect } from "node:net";
import { Duplex } from "node:stream";
import { type TLSSocket, TLSSocket as TlsSocketOfNode, connect as tlsConnect } from "node:tls";

import {
  ConnectionResetError,
  RuntimeError,
  SSLCertVerificationError,
  SSLError,
  type StreamReader,
  type StreamWriter,
  openConnection,
  sleep,
  startServer,
  until,
  wait as waitForAll,
} from "tsyncio";

import { Peer, bytes, follow, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect } from "../support/suite.ts";
import { NotingBufferedProtocol, NotingProtocol, clientTls, otherTls, serverTls } from "../support/tls.ts";

const LOCALHOST = { serverHostname: "localhost" };
const SERVERNAME = { servername: "localhost" };

/** A peer of node:net that waits for a line, answers "go", and then is the server of a handshake. */
function upgrading(serve: (socket: TLSSocket) => void, credentials: object = serverTls): (socket: Socket) => void {
  return (socket) => {
    socket.once("data", () => {
      socket.write("go\n");
      const secure = new TlsSocketOfNode(socket, { isServer: true, ...credentials });
      secure.on("error", () => {});
      secure.once("secure", () => serve(secure));
    });
  };
}

/** The client's side of a handshake whose first message leaves in one piece with `prefix`, and which begins with `answer`. */
function prefixed(socket: Socket, prefix: string, answer: string): Duplex {
  let before = prefix;
  let plain = answer.length;
  const duplex = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _, done) => {
      socket.write(Buffer.concat([Buffer.from(before), chunk]), done);
      before = "";
    },
    final: (done) => void socket.end(done),
  });
  socket.on("data", (data: Buffer) => {
    const skipped = Math.min(plain, data.length);
    plain -= skipped;
    if (skipped < data.length) duplex.push(data.subarray(skipped));
  });
  socket.on("end", () => void duplex.push(null));
  return duplex;
}

function serveUpgrades(log: (...parts: unknown[]) => void) {
  return function* (reader: StreamReader, writer: StreamWriter) {
    log(text(yield* reader.readline()).trim());
    writer.write(bytes("go\n"));
    yield* writer.startTls(serverTls);
    log(text(yield* reader.readline()).trim(), writer.getExtraInfo("cipher")?.version);
    writer.write(bytes("told nobody\n"));
    writer.close();
    yield* writer.waitClosed();
  };
}

describe("StreamWriter.startTls", () => {
  onSockets(
    "upgrades both sides with the same reader and writer",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(serveUpgrades(log), "127.0.0.1", 0));
      const [reader, writer] = yield* wait(openConnection(...(server.sockets[0]?.getsockname() ?? ["", 0])));
      const before = writer.transport;
      writer.write(bytes("STARTTLS\n"));
      log(text(yield* wait(reader.readline())).trim(), writer.canWriteEof());
      yield* wait(writer.startTls(clientTls, LOCALHOST));
      log(writer.transport !== before, writer.canWriteEof(), before.isClosing());
      writer.write(bytes("a secret\n"));
      log(text(yield* wait(reader.read())).trim());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) =>
      expect(events).toEqual(["STARTTLS", "go true", "true false true", "a secret TLSv1.3", "told nobody"]),
  );

  onSockets(
    "takes what has come already, and was not read, for the beginning of the handshake",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(serveUpgrades(log), "127.0.0.1", 0));
      const socket = connect({ host: "127.0.0.1", port: server.sockets[0]?.getsockname()[1] ?? 0 });
      socket.setNoDelay(true);
      const client = tlsConnect({ socket: prefixed(socket, "STARTTLS\n", "go\n"), ...clientTls, ...SERVERNAME });
      client.write("hidden\n");
      log((yield* wait(until(receiveAll(client)))).trim());
      client.destroy();
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["STARTTLS", "hidden TLSv1.3", "told nobody"]),
  );

  onSockets(
    "lets no text through that was smuggled in before the handshake",
    function* ({ wait, log }) {
      const peer = yield* wait(
        until(Peer.start((socket) => void socket.once("data", () => void socket.write("go\ninjected\n")))),
      );
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      writer.write(bytes("STARTTLS\n"));
      yield* wait(reader.readline());
      for (const end of [writer.startTls(clientTls, LOCALHOST), writer.waitClosed(), reader.readline()]) {
        try {
          yield* wait<unknown>(end);
        } catch (error) {
          log(error instanceof SSLError, (error as SSLError).code);
        }
      }
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(Array(3).fill("true ERR_SSL_WRONG_VERSION_NUMBER")),
  );

  onSockets(
    "sends what was written before in the clear, all of it, and only then begins",
    function* ({ wait, log }) {
      const size = 2 * 1024 * 1024;
      const heard: string[] = [];
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            let received = 0;
            const take = (data: Buffer): void => {
              received += data.length;
              if (received < size) return;
              socket.off("data", take);
              socket.pause();
              const rest = data.subarray(data.length - (received - size));
              if (rest.length > 0) socket.unshift(rest);
              const secure = new TlsSocketOfNode(socket, { isServer: true, ...serverTls });
              secure.on("error", () => {});
              secure.on("data", (part: Buffer) => void heard.push(part.toString()));
              secure.on("end", () => secure.end());
            };
            socket.on("data", take);
          }),
        ),
      );
      const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      writer.write(new Uint8Array(size).fill(97));
      yield* wait(writer.startTls(clientTls, LOCALHOST));
      writer.write(bytes("and now in secret"));
      writer.close();
      yield* wait(writer.waitClosed());
      log(heard.join(""));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["and now in secret"]),
  );

  onSockets(
    "can be called again: TLS within TLS",
    function* ({ wait, log }) {
      const serve = function* (reader: StreamReader, writer: StreamWriter) {
        yield* writer.startTls(serverTls);
        yield* writer.startTls(serverTls);
        writer.write(yield* reader.readline());
        writer.close();
        yield* writer.waitClosed();
      };
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const [reader, writer] = yield* wait(openConnection(...(server.sockets[0]?.getsockname() ?? ["", 0])));
      yield* wait(writer.startTls(clientTls, LOCALHOST));
      yield* wait(writer.startTls(clientTls, LOCALHOST));
      writer.write(bytes("wrapped twice\n"));
      log(text(yield* wait(reader.read())).trim());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["wrapped twice"]),
  );

  onSockets(
    "keeps the connection among those of its server",
    function* ({ wait, log }) {
      const secured: StreamWriter[] = [];
      const serve = function* (_: StreamReader, writer: StreamWriter) {
        yield* writer.startTls(serverTls);
        secured.push(writer);
        writer.write(bytes("ready\n"));
      };
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const [reader, writer] = yield* wait(openConnection(...(server.sockets[0]?.getsockname() ?? ["", 0])));
      yield* wait(writer.startTls(clientTls, LOCALHOST));
      yield* wait(reader.readline());
      server.close();
      server.closeClients();
      log((yield* wait(reader.read())).length, secured[0]?.isClosing());
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["0 true"]),
  );
});

describe("loop.startTls", () => {
  onSockets(
    "upgrades a client's connection without telling its protocol of a new one",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(
        until(Peer.start(upgrading((secure) => void secure.on("data", (data) => void secure.end(data))))),
      );
      const [plain, protocol] = yield* wait(loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port));
      plain.write(bytes("start"));
      yield* wait(until(protocol.notes.until(({ received }) => received === "go\n")));
      const secure = yield* wait(loop.startTls(plain, protocol, clientTls, LOCALHOST));
      log(secure !== plain, secure.getProtocol() === protocol, secure.isReading());
      log(secure.getExtraInfo("peername")?.join() === plain.getExtraInfo("peername")?.join());
      secure.write(bytes("hello"));
      log(yield* wait(until(protocol.notes.lost)), protocol.notes.calls.join(), protocol.notes.received.slice(3));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true true true", "true", "null made,data,eof,lost hello"]),
  );

  onSockets(
    "upgrades it for a protocol with buffers of its own, too",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(
        until(Peer.start(upgrading((secure) => void secure.on("data", (data) => void secure.end(data))))),
      );
      const factory = (): NotingBufferedProtocol => new NotingBufferedProtocol(2);
      const [plain, protocol] = yield* wait(loop.createConnection(factory, "127.0.0.1", peer.port));
      plain.write(bytes("start"));
      yield* wait(until(protocol.notes.until(({ received }) => received === "go\n")));
      const secure = yield* wait(loop.startTls(plain, protocol, clientTls, LOCALHOST));
      secure.write(bytes("hello"));
      log(yield* wait(until(protocol.notes.lost)), protocol.notes.calls.join(), protocol.notes.received.slice(3));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["null made,data,eof,lost hello"]),
  );

  onSockets(
    "upgrades the server's side, which shows the certificate",
    function* ({ wait, log, loop }) {
      const made: NotingProtocol[] = [];
      const factory = (): NotingProtocol => {
        const protocol = new NotingProtocol();
        made.push(protocol);
        return protocol;
      };
      const server = yield* wait(loop.createServer(factory, "127.0.0.1", 0));
      const address = server.sockets[0]?.getsockname() ?? (["", 0] as const);
      const [plain, client] = yield* wait(loop.createConnection(() => new NotingProtocol(), ...address));
      while (made[0] === undefined || made[0].notes.calls.length === 0) {
        yield* wait(until(new Promise((resolve) => void setImmediate(resolve))));
      }
      const [protocol] = made;
      const accepting = loop.createTask(loop.startTls(protocol.transport, protocol, serverTls, { serverSide: true }));
      const secure = yield* wait(loop.startTls(plain, client, clientTls, LOCALHOST));
      const accepted = yield* wait(accepting);
      accepted.write(bytes("from the server"));
      yield* wait(until(client.notes.until(({ received }) => received.length === 15)));
      secure.close();
      log(yield* wait(until(protocol.notes.lost)), yield* wait(until(client.notes.lost)));
      log(protocol.notes.calls.join(), client.notes.calls.join());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["null null", "made,eof,lost made,data,lost"]),
  );

  onSockets(
    "gives the connection away: the old transport takes no writes, and closes the new one",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(upgrading((secure) => void secure.on("end", () => secure.end())))));
      const [plain, protocol] = yield* wait(loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port));
      plain.write(bytes("start"));
      yield* wait(until(protocol.notes.until(({ received }) => received === "go\n")));
      const secure = yield* wait(loop.startTls(plain, protocol, clientTls, LOCALHOST));
      for (const write of [
        () => plain.write(bytes("x")),
        () => plain.writelines([bytes("x")]),
        () => plain.writeEof(),
      ]) {
        try {
          write();
        } catch (error) {
          log(error instanceof RuntimeError);
        }
      }
      try {
        void loop.startTls(plain, protocol, clientTls, LOCALHOST);
      } catch (error) {
        log(String(error));
      }
      plain.close();
      log(secure.isClosing(), yield* wait(until(protocol.notes.lost)));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "true", "true", "RuntimeError: Transport is closing", "true null"]),
  );

  onSockets(
    "tells the protocol of the end if the handshake fails",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(upgrading(() => {}, otherTls))));
      const [plain, protocol] = yield* wait(loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port));
      plain.write(bytes("start"));
      yield* wait(until(protocol.notes.until(({ received }) => received === "go\n")));
      try {
        yield* wait(loop.startTls(plain, protocol, clientTls, LOCALHOST));
      } catch (error) {
        log(error instanceof SSLCertVerificationError, (error as SSLError).code);
        log((yield* wait(until(protocol.notes.lost))) === error);
      }
      log(protocol.notes.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "true ERR_TLS_CERT_ALTNAME_INVALID",
        "true",
        "made,data,lost ERR_TLS_CERT_ALTNAME_INVALID",
      ]),
  );

  onSockets(
    "fails if the peer has closed the connection before, or does so before it is done",
    function* ({ wait, log, loop }) {
      const ways = [(socket: Socket) => void socket.end(), (socket: Socket) => void socket.end("nearly TLS")];
      for (const way of ways) {
        const peer = yield* wait(until(Peer.start(way)));
        class Waiting extends NotingProtocol {
          override eofReceived(): boolean {
            super.eofReceived();
            return true;
          }
        }
        const [plain, protocol] = yield* wait(loop.createConnection(() => new Waiting(), "127.0.0.1", peer.port));
        plain.pauseReading();
        const upgrade = loop.createTask(loop.startTls(plain, protocol, serverTls, { serverSide: true }));
        yield* wait(waitForAll([upgrade]));
        log(upgrade.exception() instanceof ConnectionResetError || upgrade.exception() instanceof SSLError);
        yield* wait(until(protocol.notes.lost));
        yield* wait(until(peer.close()));
      }
    },
    ({ events }) => expect(events).toEqual(["true", "true"]),
  );

  onSockets(
    "leaves nothing when it is cancelled, whatever it waits for",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(upgrading((secure) => void secure.on("end", () => secure.end())))));
      let done = 0;
      let cancelled = 0;
      // A task that is cancelled before its first step does nothing at all.
      for (let iterations = 1; done < 2; iterations = Math.ceil(iterations * 1.15)) {
        const [plain, protocol] = yield* wait(
          loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port),
        );
        plain.write(bytes("start"));
        yield* wait(until(protocol.notes.until(({ received }) => received === "go\n")));
        const upgrade = loop.createTask(loop.startTls(plain, protocol, clientTls, LOCALHOST));
        for (let i = 0; i < iterations && !upgrade.done(); i++) yield* wait(sleep(0));
        upgrade.cancel();
        yield* wait(waitForAll([upgrade]));
        if (upgrade.cancelled()) cancelled++;
        else {
          done++;
          upgrade.result().abort();
        }
        yield* wait(until(protocol.notes.lost));
        if (protocol.notes.calls.join() !== "made,data,lost") log(protocol.notes.calls.join());
      }
      yield* wait(until(peer.open(0)));
      log(cancelled > 0, loop._resources.size);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true 0"]),
  );

  onSockets(
    "refuses what it cannot upgrade, at the call, and says why",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port),
      );
      const start = loop.startTls.bind(loop) as (...args: unknown[]) => unknown;
      const attempts: [unknown[], string][] = [
        [[null, protocol, clientTls, LOCALHOST], "transport null is not supported by startTls()"],
        [[transport, null, clientTls, LOCALHOST], "protocol must be a Protocol or a BufferedProtocol, got null"],
        [[transport, protocol, null, LOCALHOST], "ssl must be TLS settings or true, got null"],
        [[transport, protocol, true, { serverSide: true }], "ssl must be TLS settings, got true"],
        [
          [transport, protocol, clientTls],
          'serverHostname must be given for a client; "" if the certificate may be for any',
        ],
        [
          [transport, protocol, serverTls, { serverSide: true, ...LOCALHOST }],
          "serverHostname is only meaningful for a client",
        ],
      ];
      for (const [args, message] of attempts) expect(() => start(...args)).toThrow(message);
      transport.close();
      expect(() => start(transport, protocol, clientTls, LOCALHOST)).toThrow(new RuntimeError("Transport is closing"));
      log(yield* wait(until(protocol.notes.lost)));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["null"]),
  );
});

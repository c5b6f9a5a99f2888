// Connections and servers over TLS: what is agreed upon, what is known of it, the order of calls, closing. No faults.

import { type TLSSocket, createSecureContext } from "node:tls";

import {
  SSLCertVerificationError,
  SSLError,
  type SSLOptions,
  type StreamReader,
  type StreamWriter,
  newEventLoop,
  openConnection,
  startServer,
  until,
} from "tsyncio";

import { bytes, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";
import {
  NotingProtocol,
  TLSPeer,
  clientTls,
  clientWithCertificate,
  connectTlsTo,
  otherTls,
  serverTls,
} from "../support/tls.ts";

const portOf = (server: { sockets: readonly { getsockname(): readonly [string, number] }[] }): number =>
  server.sockets[0]?.getsockname()[1] ?? 0;

function* echoLine(reader: StreamReader, writer: StreamWriter) {
  writer.write(yield* reader.readline());
  writer.close();
  yield* writer.waitClosed();
}

describe("a connection over TLS", () => {
  onSockets(
    "carries bytes both ways between streams, and ends in order on both sides",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echoLine, "127.0.0.1", 0, { ssl: serverTls }));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server), { ssl: clientTls }));
      writer.write(bytes("over TLS\n"));
      log(text(yield* wait(reader.readline())).trim(), (yield* wait(reader.read())).length, reader.atEof());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["over TLS 0 true"]),
  );

  onSockets(
    "calls its protocol in order: made, data, eof, lost",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.end("hello"))));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      log(protocol.transport === transport, protocol.notes.calls.join());
      log(yield* wait(until(protocol.notes.lost)));
      log(protocol.notes.calls.join(), protocol.notes.received, transport.isClosing());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true made", "null", "made,data,eof,lost hello true"]),
  );

  onSockets(
    "knows certificate, cipher, settings and the host's socket, also once it is gone",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(TLSPeer.start(() => {})));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      transport.abort();
      yield* wait(until(protocol.notes.lost));
      log(transport.getExtraInfo("peercert")?.subjectaltname?.startsWith("DNS:localhost"));
      log(transport.getExtraInfo("cipher")?.version, transport.getExtraInfo("compression"));
      log(transport.getExtraInfo("sslcontext") === clientTls, transport.getExtraInfo("sslObject") !== null);
      log(transport.getExtraInfo("peername")?.join() === `127.0.0.1,${peer.port}`);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "TLSv1.3 null", "true true", "true"]),
  );

  onSockets(
    "speaks the version and the application protocol that both sides know",
    function* ({ wait, log }) {
      const ssl: SSLOptions = { ...serverTls, maxVersion: "TLSv1.2", ALPNProtocols: ["chat/2", "chat/1"] };
      const told: unknown[] = [];
      const tell = (_: StreamReader, writer: StreamWriter): void => {
        told.push((writer.getExtraInfo("sslObject") as { alpnProtocol: unknown }).alpnProtocol);
        writer.close();
      };
      const server = yield* wait(startServer(tell, "127.0.0.1", 0, { ssl }));
      const options = { ssl: { ...clientTls, ALPNProtocols: ["chat/1"] } };
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server), options));
      const { alpnProtocol } = writer.getExtraInfo("sslObject") as { alpnProtocol: unknown };
      log(writer.getExtraInfo("cipher")?.version, alpnProtocol);
      yield* wait(reader.read());
      log(told.join());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["TLSv1.2 chat/1", "chat/1"]),
  );

  onSockets(
    "asks for the certificate of the name that it connects to, or of serverHostname",
    function* ({ wait, log }) {
      const asked: string[] = [];
      const ssl: SSLOptions = {
        SNICallback: (name, done) => {
          asked.push(name);
          done(null, createSecureContext(name === "elsewhere.example" ? otherTls : serverTls));
        },
      };
      const server = yield* wait(startServer((_, writer) => writer.close(), "127.0.0.1", 0, { ssl }));
      const port = portOf(server);
      for (const [host, serverHostname] of [["localhost"], ["127.0.0.1", "elsewhere.example"]] as const) {
        const options = serverHostname === undefined ? {} : { serverHostname };
        const [reader, writer] = yield* wait(openConnection(host, port, { ssl: clientTls, family: 4, ...options }));
        yield* wait(reader.read());
        writer.close();
        yield* wait(writer.waitClosed());
      }
      log(asked.join());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["localhost,elsewhere.example"]),
  );

  onSockets(
    "takes settings, a secure context, or settings with one in them",
    function* ({ wait, log }) {
      const context = createSecureContext(clientTls);
      for (const ssl of [clientTls, context, { secureContext: context }]) {
        const serverContext = createSecureContext(serverTls);
        const server = yield* wait(startServer(echoLine, "127.0.0.1", 0, { ssl: serverContext }));
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server), { ssl }));
        writer.write(bytes("x\n"));
        log(text(yield* wait(reader.read())).trim());
        writer.close();
        yield* wait(writer.waitClosed());
        server.close();
        yield* wait(server.waitClosed());
      }
    },
    ({ events }) => expect(events).toEqual(["x", "x", "x"]),
  );

  onSockets(
    "trusts nobody that the host does not know if ssl is true, and checks no name if it is to be empty",
    function* ({ wait, log }) {
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.end(), otherTls)));
      const attempts = [
        { ssl: true, serverHostname: "" },
        { ssl: clientTls, serverHostname: "" },
        { ssl: { ...clientTls, rejectUnauthorized: false } },
      ];
      for (const options of attempts) {
        try {
          const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port, options));
          yield* wait(reader.read());
          writer.close();
          yield* wait(writer.waitClosed());
          log("connected");
        } catch (error) {
          log(error instanceof SSLCertVerificationError, (error as SSLError).code);
        }
      }
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true UNABLE_TO_VERIFY_LEAF_SIGNATURE", "connected", "connected"]),
  );

  onSockets(
    "is never half closed: the peer's end closes it, after what was written before",
    function* ({ wait, log }) {
      const heard: Promise<string>[] = [];
      const serve = (socket: TLSSocket): void => {
        heard.push(receiveAll(socket));
        socket.end("last words");
      };
      const peer = yield* wait(until(TLSPeer.start(serve, { allowHalfOpen: true })));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
      log(writer.canWriteEof());
      try {
        writer.writeEof();
      } catch (error) {
        log(String(error));
      }
      writer.write(bytes("mine"));
      log(text(yield* wait(reader.read())));
      yield* wait(writer.waitClosed());
      log(yield* wait(until(Promise.all(heard))), writer.isClosing());
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "false",
        "NotImplementedError: a connection over TLS cannot be half closed",
        "last words",
        "mine true",
      ]),
  );

  onSockets(
    "sends all that waits also when the peer has said its end already",
    function* ({ wait, log }) {
      const size = 4 * 1024 * 1024;
      const there: TLSSocket[] = [];
      const serve = (socket: TLSSocket): void => {
        there.push(socket);
        socket.pause();
        socket.write("ready");
      };
      const peer = yield* wait(until(TLSPeer.start(serve, { allowHalfOpen: true })));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
      log(text(yield* wait(reader.readexactly(5))));
      writer.write(new Uint8Array(size).fill(97));
      there[0]?.end();
      log((yield* wait(reader.read())).length, writer.isClosing());
      const heard = there.map((socket) => receiveAll(socket.resume()));
      log((yield* wait(until(Promise.all(heard)))).join("").length === size);
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["ready", "0 true", "true"]),
  );

  onSockets(
    "keeps what came before the end for a protocol that has paused reading",
    function* ({ wait, log, loop }) {
      const ended: Promise<string>[] = [];
      const serve = (socket: TLSSocket): void => {
        socket.write("hello");
        socket.once("data", () => {
          ended.push(receiveAll(socket));
          socket.end("extra bytes");
        });
      };
      class Pausing extends NotingProtocol {
        override dataReceived(data: Uint8Array): void {
          super.dataReceived(data);
          if (this.notes.received !== "hello") return;
          this.transport.write(bytes("world"));
          this.transport.pauseReading();
        }
      }
      const peer = yield* wait(until(TLSPeer.start(serve, { allowHalfOpen: true })));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new Pausing(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      while (ended.length === 0) yield* wait(until(new Promise((resolve) => void setImmediate(resolve))));
      for (let i = 0; i < 20; i++) yield* wait(until(new Promise((resolve) => void setImmediate(resolve))));
      log(protocol.notes.calls.join(), transport.isClosing());
      transport.resumeReading();
      log(yield* wait(until(protocol.notes.lost)), protocol.notes.received, protocol.notes.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["made,data false", "null helloextra bytes made,data,eof,lost"]),
  );

  onSockets(
    "leaves no garbage behind: its settings go with it",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.end())));
      const kept: NotingProtocol[] = [];
      const settings = function* () {
        const ssl = { ...clientTls };
        const connecting = loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl });
        const [, protocol] = yield* wait(connecting);
        kept.push(protocol);
        return new WeakRef(ssl);
      };
      const ref = yield* settings();
      yield* wait(until(kept[0]?.notes.lost ?? Promise.resolve()));
      kept.length = 0;
      for (let i = 0; i < 20 && ref.deref() !== undefined; i++) {
        yield* wait(until(new Promise((resolve) => void setImmediate(resolve))));
        globalThis.gc?.();
      }
      log(ref.deref() === undefined);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  onSockets(
    "sends all that waits before it closes, and takes leave of the peer",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(TLSPeer.start((socket) => void received.push(receiveAll(socket)))));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      for (let i = 0; i < 64; i++) transport.write(new Uint8Array(16 * 1024).fill(97));
      transport.close();
      transport.write(bytes("too late"));
      log(protocol.notes.calls.join());
      log(yield* wait(until(protocol.notes.lost)));
      yield* wait(until(protocol.notes.until(() => received.length > 0)));
      log((yield* wait(until(received[0] ?? Promise.resolve("")))).length === 64 * 16 * 1024, peer.errors.length);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["made,pause", "null", "true 0"]),
  );

  onSockets(
    "drops what comes after it was closed, and still ends in order",
    function* ({ wait, log, loop }) {
      const chatter = new Uint8Array(256 * 1024).fill(98);
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.on("data", () => socket.end(chatter)))));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      transport.write(bytes("talk"));
      transport.close();
      log(yield* wait(until(protocol.notes.lost)), protocol.notes.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["null made,lost"]),
  );
});

describe("a server with TLS", () => {
  onSockets(
    "calls its protocols in order: made, data, eof, lost",
    function* ({ wait, log, loop }) {
      const made: NotingProtocol[] = [];
      const factory = (): NotingProtocol => {
        const protocol = new NotingProtocol();
        made.push(protocol);
        return protocol;
      };
      const server = yield* wait(loop.createServer(factory, "127.0.0.1", 0, { ssl: serverTls }));
      const client = yield* wait(until(connectTlsTo(portOf(server))));
      client.end("hello");
      const [protocol] = made;
      log(yield* wait(until(protocol?.notes.lost ?? Promise.resolve("nobody came"))));
      log(protocol?.notes.calls.join(), protocol?.notes.received);
      log(protocol?.transport.getExtraInfo("peercert"), protocol?.transport.getExtraInfo("cipher") !== null);
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["null", "made,data,eof,lost hello", "null true"]),
  );

  onSockets(
    "asks clients for certificates, and knows them",
    function* ({ wait, log }) {
      const ssl: SSLOptions = { ...serverTls, ...clientTls, requestCert: true };
      const subjects: unknown[] = [];
      const serve = function* (reader: StreamReader, writer: StreamWriter) {
        subjects.push(writer.getExtraInfo("peercert")?.subject);
        yield* echoLine(reader, writer);
      };
      const server = yield* wait(startServer(serve, "127.0.0.1", 0, { ssl }));
      const options = { ssl: clientWithCertificate };
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server), options));
      writer.write(bytes("who am I\n"));
      log(text(yield* wait(reader.read())).trim(), JSON.stringify(subjects));
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(['who am I [{"CN":"a client"}]']),
  );

  onSockets(
    "resumes the sessions of its clients",
    function* ({ wait, log }) {
      const server = yield* wait(
        startServer(echoLine, "127.0.0.1", 0, { ssl: { ...serverTls, ...clientTls, requestCert: true } }),
      );
      const port = portOf(server);
      let session: Buffer | undefined;
      const call = async (): Promise<boolean> => {
        const socket = await connectTlsTo(port, { ...clientWithCertificate, session });
        socket.on("session", (latest: Buffer) => void (session = latest));
        socket.write("x\n");
        const isResumed = socket.isSessionReused();
        await receiveAll(socket);
        return isResumed;
      };
      const first = yield* wait(until(call()));
      const second = yield* wait(until(call()));
      log(first, second);
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["false true"]),
  );

  onSockets(
    "counts connections in their handshakes among its own, and closes or aborts them",
    function* ({ wait, log, loop }) {
      for (const end of ["closeClients", "abortClients"] as const) {
        const server = yield* wait(loop.createServer(() => new NotingProtocol(), "127.0.0.1", 0, { ssl: serverTls }));
        // It connects, and says nothing.
        const [, silent] = yield* wait(loop.createConnection(() => new NotingProtocol(), "127.0.0.1", portOf(server)));
        while (loop._resources.size < 3) yield* wait(until(new Promise((resolve) => void setImmediate(resolve))));
        server.close();
        const closed = loop.createTask(server.waitClosed());
        server[end]();
        yield* wait(closed);
        yield* wait(until(silent.notes.lost));
        log(silent.notes.calls[0], loop._resources.size);
      }
    },
    ({ events }) => expect(events).toEqual(["made 0", "made 0"]),
  );
});

describe("the arguments about TLS", () => {
  it("are refused at the call if they are no good, by name", () => {
    const loop = newEventLoop();
    const connect =
      (options: object, host: string | null = "localhost") =>
      () =>
        void loop.createConnection(() => new NotingProtocol(), host, 1, options);
    const serve = (options: object) => () => void loop.createServer(() => new NotingProtocol(), null, 0, options);
    expect(connect({ ssl: 5 })).toThrow(new TypeError("ssl must be TLS settings or true, got 5"));
    expect(serve({ ssl: true })).toThrow(new TypeError("ssl must be TLS settings, got true"));
    expect(serve({ ssl: {} })).toThrow("ssl must have a certificate for a server");
    expect(connect({ ssl: { secureContext: 5 } })).toThrow("ssl.secureContext must be made by createSecureContext()");
    expect(connect({ ssl: true, serverHostname: 5 })).toThrow(new TypeError("serverHostname must be a text, got 5"));
    expect(connect({ ssl: true }, null)).toThrow("serverHostname must be given for ssl without a host");
    expect(connect({ serverHostname: "x" })).toThrow('serverHostname is only meaningful with ssl, got "x"');
    for (const name of ["sslHandshakeTimeout", "sslShutdownTimeout"]) {
      expect(connect({ [name]: 1 })).toThrow(`${name} is only meaningful with ssl, got 1`);
      expect(serve({ [name]: 1 })).toThrow(`${name} is only meaningful with ssl, got 1`);
      for (const value of [0, -10, "1"]) {
        expect(connect({ ssl: true, [name]: value })).toThrow(`${name} must be a number of seconds above zero`);
        expect(serve({ ssl: serverTls, [name]: value })).toThrow(`${name} must be a number of seconds above zero`);
      }
    }
    loop.close();
  });

  it("are refused at the call if the credentials cannot be read", () => {
    const loop = newEventLoop();
    const serve = (ssl: object) => () => void loop.createServer(() => new NotingProtocol(), null, 0, { ssl });
    expect(serve({ ...serverTls, cert: "nonsense" })).toThrow(SSLError);
    expect(serve({ ...serverTls, key: otherTls.key })).toThrow(SSLError);
    expect(serve({ ...serverTls, minVersion: "TLSv9" })).toThrow(TypeError);
    loop.close();
  });
});

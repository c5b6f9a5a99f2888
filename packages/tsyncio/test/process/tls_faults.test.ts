// What goes wrong with TLS: certificates, nonsense, silence, resets, cancellation. With real sockets on both sides.

import type { Socket } from "node:net";
import process from "node:process";
import { TLSSocket, createSecureContext } from "node:tls";

import {
  ConnectionAbortedError,
  ConnectionResetError,
  Runner,
  SSLCertVerificationError,
  SSLError,
  type SSLOptions,
  TimeoutError,
  createTask,
  openConnection,
  sleep,
  startServer,
  until,
  wait as waitForAll,
} from "tsyncio";

import { Peer, bytes, connectTo, follow, onSockets, receiveAll } from "../support/sockets.ts";
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

/** What a peer of node:net does that speaks TLS, and keeps hold of the socket below. */
function overTls(serve: (secure: TLSSocket, raw: Socket) => void): (raw: Socket) => void {
  return (raw) => {
    const secure = new TLSSocket(raw, { isServer: true, ...serverTls });
    secure.on("error", () => {});
    serve(secure, raw);
  };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe("a handshake that fails", () => {
  onSockets(
    "is an error that says why the certificate is not trusted, with the host's code and error",
    function* ({ wait, log, loop }) {
      const attempts: [object, string][] = [
        [serverTls, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
        [otherTls, "ERR_TLS_CERT_ALTNAME_INVALID"],
      ];
      for (const [credentials, code] of attempts) {
        const peer = yield* wait(until(TLSPeer.start(() => {}, credentials)));
        const ssl = credentials === serverTls ? true : clientTls;
        const protocol = new NotingProtocol();
        try {
          yield* wait(loop.createConnection(() => protocol, "127.0.0.1", peer.port, { ssl }));
        } catch (error) {
          const { name, code: given, reason, cause } = error as SSLError;
          log(error instanceof SSLCertVerificationError, name, given === code);
          log((error as Error).message === `certificate verify failed: ${reason}`, cause instanceof Error);
        }
        log(protocol.notes.calls.length, loop._resources.size);
        yield* wait(until(peer.close()));
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "true SSLCertVerificationError true",
        "true true",
        "0 0",
        "true SSLCertVerificationError true",
        "true true",
        "0 0",
      ]),
  );

  onSockets(
    "is an SSLError if the server does not speak TLS, or the two have no version in common",
    function* ({ wait, log }) {
      const plain = yield* wait(until(Peer.start((socket) => void socket.end("220 this is text\r\n"))));
      const old = yield* wait(until(TLSPeer.start(() => {}, { maxVersion: "TLSv1.2" })));
      for (const [port, ssl] of [
        [plain.port, clientTls],
        [old.port, { ...clientTls, minVersion: "TLSv1.3" }],
      ] as [number, SSLOptions][]) {
        try {
          yield* wait(openConnection("127.0.0.1", port, { ssl }));
        } catch (error) {
          log(error instanceof SSLError, error instanceof SSLCertVerificationError, (error as SSLError).code);
        }
      }
      yield* wait(until(plain.close()));
      yield* wait(until(old.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "true false ERR_SSL_WRONG_VERSION_NUMBER",
        "true false ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      ]),
  );

  onSockets(
    "is a ConnectionResetError if the peer goes away in the middle of it",
    function* ({ wait, log }) {
      const ways = [
        (socket: { end(): void }) => socket.end(),
        (socket: { destroy(): void }) => socket.destroy(),
        (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy(),
      ];
      for (const way of ways) {
        const peer = yield* wait(until(Peer.start((socket) => void socket.once("data", () => way(socket)))));
        try {
          yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
        } catch (error) {
          log(error instanceof ConnectionResetError);
        }
        yield* wait(until(peer.close()));
      }
    },
    ({ events }) => expect(events).toEqual(["true", "true", "true"]),
  );

  onSockets(
    "is a ConnectionAbortedError if it takes longer than it may",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      try {
        yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls, sslHandshakeTimeout: 0.02 }));
      } catch (error) {
        log(error instanceof ConnectionAbortedError, (error as Error).message);
      }
      yield* wait(until(peer.open(0)));
      log([...loop._timers()].every((timer) => timer._isDropped()));
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "true SSL handshake is taking longer than 0.02 seconds: aborting the connection",
        "true",
      ]),
  );

  onSockets(
    "closes the connection also if it cannot even begin, for a setting that the host refuses late",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const wrongClient = { ...clientTls, checkServerIdentity: 5 } as unknown as SSLOptions;
      const wrongServer = { ...serverTls, SNICallback: 5 } as unknown as SSLOptions;
      const connecting = loop.createTask(openConnection("127.0.0.1", peer.port, { ssl: wrongClient }));
      yield* wait(waitForAll([connecting]));
      log(connecting.exception() instanceof Error);
      const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port));
      const upgrading = loop.createTask(writer.startTls(wrongClient, { serverHostname: "localhost" }));
      yield* wait(waitForAll([upgrading]));
      yield* wait(writer.aexit());
      log(upgrading.exception() instanceof Error);
      yield* wait(until(peer.open(0)));
      yield* wait(until(peer.close()));
      const server = yield* wait(loop.createServer(() => new NotingProtocol(), "127.0.0.1", 0, { ssl: wrongServer }));
      yield* wait(until(connectTo(server.sockets[0]?.getsockname()[1] ?? 0).then(receiveAll)));
      server.close();
      yield* wait(server.waitClosed());
      log(loop._resources.size);
    },
    ({ events, reports }) => {
      expect(events).toEqual(["true", "true", "0"]);
      expect(reports.map(({ message, exception }) => [message, exception instanceof TypeError])).toEqual([
        ["Error on transport creation for incoming connection", true],
      ]);
    },
  );

  onSockets(
    "is no news at a server, but in debug mode, where the exception handler is told",
    function* ({ wait, log, loop }) {
      const ssl: SSLOptions = { ...serverTls, ca: otherTls.cert, requestCert: true };
      const factory = (): NotingProtocol => new NotingProtocol();
      const server = yield* wait(loop.createServer(factory, "127.0.0.1", 0, { ssl }));
      const impatient = yield* wait(loop.createServer(factory, "127.0.0.1", 0, { ssl, sslHandshakeTimeout: 0.01 }));
      const port = server.sockets[0]?.getsockname()[1] ?? 0;
      const impatientPort = impatient.sockets[0]?.getsockname()[1] ?? 0;
      const nonsense = async (): Promise<void> => {
        const socket = await connectTo(port);
        socket.write("GET / HTTP/1.1\r\n\r\n");
        await receiveAll(socket);
      };
      const silence = async (): Promise<void> => void (await receiveAll(await connectTo(impatientPort)));
      const stranger = async (credentials: object): Promise<void> => {
        const socket = await connectTlsTo(port, { ...clientTls, ...credentials, maxVersion: "TLSv1.2" }).catch(
          () => null,
        );
        if (socket !== null) await receiveAll(socket);
      };
      for (const debug of [false, true]) {
        loop.setDebug(debug);
        yield* wait(until(nonsense()));
        yield* wait(until(silence()));
        yield* wait(until(stranger({})));
        yield* wait(until(stranger(clientWithCertificate)));
        yield* wait(sleep(0));
      }
      loop.setDebug(false);
      log(loop._resources.size);
      for (const open of [server, impatient]) {
        open.close();
        yield* wait(open.waitClosed());
      }
    },
    ({ events, reports }) => {
      expect(events).toEqual(["2"]);
      expect(reports.map(({ message }) => message)).toEqual(
        Array(4).fill("Error on transport creation for incoming connection"),
      );
      const errors = reports.map(({ exception }) => exception as SSLError);
      expect(errors.map((error) => error.code)).toEqual([
        "ERR_SSL_HTTP_REQUEST",
        "ECONNABORTED",
        "ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE",
        "SELF_SIGNED_CERT_IN_CHAIN",
      ]);
      expect(errors.map((error) => error.name)).toEqual([
        "SSLError",
        "ConnectionAbortedError",
        "SSLError",
        "SSLCertVerificationError",
      ]);
      expect(reports.every(({ protocol }) => protocol instanceof NotingProtocol)).toBe(true);
    },
  );
});

describe("a connection over TLS that breaks", () => {
  onSockets(
    "gives its error to the read, the drain and the end that wait for it",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(overTls(() => {}))));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
      writer.write(new Uint8Array(32 * 1024 * 1024));
      const waiting = [reader.read(), writer.drain(), writer.waitClosed()].map((coro) =>
        loop.createTask<unknown>(coro),
      );
      yield* wait(sleep(0));
      for (const socket of peer.sockets) socket.resetAndDestroy();
      yield* wait(waitForAll(waiting));
      for (const task of waiting) log((task.exception() as Error | null)?.name);
      yield* wait(until(peer.close()));
    },
    ({ events }) => {
      for (const event of events) expect(["ConnectionResetError", "BrokenPipeError"]).toContain(event);
      expect(events).toHaveLength(3);
    },
  );

  onSockets(
    "is an SSLError to its protocol if what comes is no TLS",
    function* ({ wait, log, loop }) {
      // Past the encryption, over the socket below.
      const serve = (secure: TLSSocket, raw: Socket): void =>
        void secure.on("data", () => void raw.write("plain text, suddenly"));
      const peer = yield* wait(until(Peer.start(overTls(serve))));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      transport.write(bytes("x"));
      const error = yield* wait(until(protocol.notes.lost));
      log(error instanceof SSLError, protocol.notes.calls[0], protocol.notes.calls.length);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true made 2"]),
  );

  onSockets(
    "ends with a TimeoutError if the peer does not take leave in time",
    function* ({ wait, log, loop }) {
      // It reads nothing, so it never learns that the other side closes.
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.pause())));
      const options = { ssl: clientTls, sslShutdownTimeout: 0.02 };
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, options),
      );
      transport.write(new Uint8Array(32 * 1024 * 1024));
      transport.close();
      const error = yield* wait(until(protocol.notes.lost));
      log(error instanceof TimeoutError, String(error));
      log(protocol.notes.calls[0], protocol.notes.calls.length, transport.getWriteBufferSize());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true TimeoutError: SSL shutdown timed out", "made 3 0"]),
  );

  onSockets(
    "leaves no timer when it is closed in order",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.resume())));
      const [transport, protocol] = yield* wait(
        loop.createConnection(() => new NotingProtocol(), "127.0.0.1", peer.port, { ssl: clientTls }),
      );
      transport.close();
      log(
        yield* wait(until(protocol.notes.lost)),
        [...loop._timers()].every((timer) => timer._isDropped()),
      );
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["null true"]),
  );

  onSockets(
    "can be aborted while nobody reads",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(TLSPeer.start((socket) => void socket.pause())));
      const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
      writer.write(new Uint8Array(32 * 1024 * 1024));
      const drain = loop.createTask(writer.drain());
      yield* wait(sleep(0));
      drain.cancel();
      yield* wait(waitForAll([drain]));
      writer.close();
      writer.transport.abort();
      yield* wait(writer.waitClosed());
      log(
        drain.cancelled(),
        loop._resources.size,
        [...loop._timers()].every((timer) => timer._isDropped()),
      );
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true 0 true"]),
  );
});

describe("a cancellation", () => {
  onSockets(
    "of a connect over TLS leaves nothing, whatever it waits for",
    function* ({ wait, log, loop }) {
      const server = yield* wait(startServer((_, writer) => writer.close(), "127.0.0.1", 0, { ssl: serverTls }));
      const port = server.sockets[0]?.getsockname()[1] ?? 0;
      let done = 0;
      let cancelled = 0;
      for (let iterations = 0; done < 2; iterations = Math.ceil(iterations * 1.1) + 1) {
        const connecting = loop.createTask(
          loop.createConnection(() => new NotingProtocol(), "127.0.0.1", port, { ssl: clientTls }),
        );
        for (let i = 0; i < iterations && !connecting.done(); i++) yield* wait(sleep(0));
        connecting.cancel();
        yield* wait(waitForAll([connecting]));
        if (connecting.cancelled()) cancelled++;
        else {
          done++;
          const [transport, protocol] = connecting.result();
          transport.abort();
          yield* wait(until(protocol.notes.lost));
        }
      }
      server.close();
      yield* wait(server.waitClosed());
      log(
        cancelled > 0,
        loop._resources.size,
        [...loop._timers()].every((timer) => timer._isDropped()),
      );
    },
    ({ events }) => expect(events).toEqual(["true 0 true"]),
  );

  onSockets(
    "of a drain or of a wait for the end leaves the connection as it was",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(TLSPeer.start((socket) => void received.push(receiveAll(socket)))));
      const [, writer] = yield* wait(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
      writer.write(new Uint8Array(1024 * 1024).fill(97));
      for (const coro of [writer.drain(), writer.waitClosed()]) {
        const task = loop.createTask(coro);
        yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        log(task.cancelled());
      }
      writer.write(bytes("b"));
      writer.close();
      yield* wait(writer.waitClosed());
      while (received.length === 0) yield* wait(until(turn()));
      log((yield* wait(until(Promise.all(received)))).join("").length === 1024 * 1024 + 1);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "true", "true"]),
  );

  it("in a thousand handshakes leaves no socket, no timer and no listener behind", async () => {
    const peer = await Peer.start(follow);
    const sockets = (): number => process.getActiveResourcesInfo().filter((kind) => kind.startsWith("TCP")).length;
    const before = sockets();
    const ssl = createSecureContext(clientTls);
    await new Runner().run(function* () {
      for (let round = 0; round < 1000; round++) {
        const task = createTask(openConnection("127.0.0.1", peer.port, { ssl }));
        yield* sleep(0);
        if (round % 2) yield* until(turn());
        task.cancel();
        yield* waitForAll([task]);
        expect(task.cancelled()).toBe(true);
      }
      yield* until(peer.open(0));
    });
    await turn();
    expect(sockets()).toBe(before);
    await peer.close();
  }, 30_000);
});

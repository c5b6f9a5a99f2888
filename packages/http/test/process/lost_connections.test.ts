// What becomes of places, sockets and time limits when something breaks where it rarely does.

import { once } from "node:events";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";

import {
  ClientConnectorDNSError,
  ClientConnectorError,
  ClientSession,
  CookieJar,
  ServerDisconnectedError,
  TCPConnector,
  TraceConfig,
} from "@tsyncio/http";
import { type Coroutine, TimeoutError, ValueError, createTask, sleep, until } from "tsyncio";

import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { errorOf, withSession } from "../support/sessions.ts";

let server: Server;
let url: string;
/** What the server does with connection number 0, 1, 2... */
let onConnection: (socket: Socket, index: number) => void;
let accepted = 0;

beforeEach(async () => {
  accepted = 0;
  server = createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket, accepted++);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(() => {
  server.close();
});

/** A connector whose sockets are closed by the server before anybody has them. */
class LateConnector extends TCPConnector {
  protected override *_connect(...[target, trace]: Parameters<TCPConnector["_connect"]>): Coroutine<Socket> {
    const socket = yield* super._connect(target, trace);
    socket.resume();
    while (!socket.closed) yield* sleep(0);
    return socket;
  }
}

describe("A connection that the server closes", () => {
  onSockets("before it is used keeps no place, and does not hold up the end", function* (dialect) {
    const { wait } = dialect;
    onConnection = (socket) => void socket.destroy();
    yield* withSession(dialect, { connector: new LateConnector({ limit: 1 }) }, function* (session) {
      for (let i = 0; i < 2; i++) {
        expect(yield* errorOf(wait(session.get(url)))).toBeInstanceOf(ServerDisconnectedError);
        expect(yield* errorOf(wait(session.wsConnect(url)))).toBeInstanceOf(ServerDisconnectedError);
      }
    });
  });

  onSockets("before its first request is not made again and again", function* (dialect) {
    const { wait } = dialect;
    onConnection = (socket) => void socket.destroy();
    // The client hears of it while the trace is told of the connection.
    const trace = new TraceConfig({ onConnectionCreateEnd: () => sleep(0.05) });
    yield* withSession(dialect, { traceConfigs: [trace] }, function* (session) {
      expect(yield* errorOf(wait(session.get(url)))).toBeInstanceOf(ServerDisconnectedError);
      expect(accepted).toBe(1);
    });
  });

  onSockets("while it is idle is replaced, within the time of the request", function* (dialect) {
    const { wait } = dialect;
    let first: Socket | null = null;
    onConnection = (socket, index) => {
      if (index === 0) first = socket;
      const length = index === 0 ? 2 : 9;
      socket.once("data", () => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\nok`));
    };
    const closeFirst = async (): Promise<void> => {
      first?.end();
      if (first !== null) await once(first, "close");
    };
    const trace = new TraceConfig({ onConnectionReuseconn: () => until(closeFirst()) });
    yield* withSession(dialect, { traceConfigs: [trace], timeout: 0.5 }, function* (session) {
      expect(yield* wait((yield* wait(session.get(url))).text())).toBe("ok");
      const second = yield* wait(session.get(url));
      expect(accepted).toBe(2);
      expect(yield* errorOf(wait(second.read()))).toBeInstanceOf(TimeoutError);
    });
  });
});

describe("The end of a session", () => {
  onSockets("ends the connections that are being made", function* (dialect) {
    const { wait, fn } = dialect;
    const sockets = new Set<Socket>();
    onConnection = (socket) => {
      sockets.add(socket.resume());
      socket.on("close", () => sockets.delete(socket));
    };
    for (const timeout of [null, 300]) {
      const session = new ClientSession({ timeout });
      const asking = createTask(
        fn(function* () {
          return yield* errorOf(wait(session.get(url.replace("http:", "https:"))));
        }),
      );
      while (sockets.size === 0) yield* wait(sleep(0.01));
      yield* wait(session.close());
      expect(asking.done() ? asking.result() : yield* wait(asking)).toMatchObject({ message: "Connector is closed." });
      while (sockets.size > 0) yield* wait(sleep(0.01));
    }
  });
});

describe("A resolver", () => {
  onSockets("that throws fails each request, and holds up none", function* (dialect) {
    const { wait } = dialect;
    const resolver = {
      resolve(): never {
        throw new Error("no resolving today");
      },
    };
    yield* withSession(dialect, { connector: new TCPConnector({ resolver }) }, function* (session) {
      for (let i = 0; i < 2; i++) {
        const error = yield* errorOf(wait(session.get("http://a.example/")));
        expect(error).toBeInstanceOf(ClientConnectorError);
        expect(error).toMatchObject({ message: expect.stringContaining("no resolving today") });
      }
    });
  });

  onSockets("that finds nothing says that there is no such name", function* (dialect) {
    const { wait } = dialect;
    const resolver: NonNullable<ConstructorParameters<typeof TCPConnector>[0]>["resolver"] = {
      resolve: (_host, _family, done) => done(null, []),
    };
    yield* withSession(dialect, { connector: new TCPConnector({ resolver }) }, function* (session) {
      expect(yield* errorOf(wait(session.get("http://a.example/")))).toBeInstanceOf(ClientConnectorDNSError);
    });
  });
});

describe("A place of the pool", () => {
  onSockets("is free again when the jar fails", function* (dialect) {
    const { wait } = dialect;
    class BrokenJar extends CookieJar {
      override updateCookiesFromHeaders(): never {
        throw new Error("the jar is broken");
      }
    }
    onConnection = (socket) =>
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 9\r\n\r\nok"));
    const options = { cookieJar: new BrokenJar(), connector: new TCPConnector({ limit: 1 }) };
    yield* withSession(dialect, options, function* (session) {
      for (let i = 0; i < 2; i++) {
        expect(yield* errorOf(wait(session.get(url)))).toMatchObject({ message: "the jar is broken" });
      }
    });
  });

  onSockets("is not taken for a WebSocket whose protocols cannot be offered", function* (dialect) {
    const { wait } = dialect;
    const session = new ClientSession({ connector: new TCPConnector({ limit: 1 }) });
    for (const protocols of [["a", "a"], ["a/b"], ["a,b"], [""]]) {
      expect(() => session.wsConnect(url, { protocols })).toThrow(ValueError);
    }
    yield* wait(session.close());
  });
});

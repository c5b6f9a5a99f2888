// What a WebSocket has of its session: cookies, credentials, middlewares, redirects, TLS, proxies, limits.

import { type Server, createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, type Socket, connect } from "node:net";

import { type Coroutine, TimeoutError, asyncWith, createTask, sleep, until, wait as waitAll } from "tsyncio";
import { WebSocketServer } from "ws";

import type { Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { clientTls, serverTls } from "../../../tsyncio/test/support/tls.ts";
import { BasicAuth } from "../../src/auth.ts";
import type { ClientSession } from "../../src/client.ts";
import { CookieJar } from "../../src/cookie_jar.ts";
import { digestAuthMiddleware } from "../../src/digest_auth.ts";
import {
  ClientConnectorCertificateError,
  ClientResponseError,
  TooManyRedirects,
  WSServerHandshakeError,
} from "../../src/errors.ts";
import type { ClientSessionOptions } from "../../src/options.ts";
import { TCPConnector } from "../../src/tcp_connector.ts";
import { TraceConfig } from "../../src/tracing.ts";
import { errorOf, withSession } from "../support/sessions.ts";
import { SocksServer } from "../support/socks_server.ts";

/** Answers a handshake: true: by agreeing; `silence`: not at all; else by these lines. */
type Door = (path: string, headers: Readonly<Record<string, string | undefined>>) => true | string;

class Site {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly scheme: string;

  constructor(door: Door, isTls: boolean) {
    this.scheme = isTls ? "wss" : "ws";
    this.#server = isTls ? createSecureServer(serverTls) : createServer();
    this.#server.on("upgrade", (request, socket, head) => {
      const answer = door(request.url ?? "", request.headers as Record<string, string | undefined>);
      socket.on("end", () => void socket.destroy());
      if (answer === "silence") socket.resume();
      else if (answer !== true) socket.end(`HTTP/1.1 ${answer}\r\nConnection: close\r\n\r\n`);
      else
        this.#sockets.handleUpgrade(request, socket, head, (ws) =>
          ws.on("message", (data) => ws.send(data.toString())),
        );
    });
  }

  static async start(door: Door, isTls: boolean): Promise<Site> {
    const site = new Site(door, isTls);
    await new Promise<void>((resolve) => void site.#server.listen(0, "127.0.0.1", () => resolve()));
    return site;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.scheme}://localhost:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}

/** A proxy that does nothing but connect. */
class Tunnels {
  readonly targets: string[] = [];
  readonly #server = createServer();

  static async start(): Promise<Tunnels> {
    const tunnels = new Tunnels();
    tunnels.#server.on("connect", (request, socket: Socket) => tunnels.#connect(request.url ?? "", socket));
    await new Promise<void>((resolve) => void tunnels.#server.listen(0, "127.0.0.1", () => resolve()));
    return tunnels;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #connect(target: string, socket: Socket): void {
    this.targets.push(target);
    const there = connect(Number(target.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(there).pipe(socket);
    });
    socket.on("error", () => {}).on("close", () => void there.destroy());
    there.on("error", () => {}).on("close", () => void socket.destroy());
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}

/** Register `sentence` in both dialects: `body` gets a session, and a site that opens its door as told. */
function atSite(
  sentence: string,
  options: ClientSessionOptions | (() => ClientSessionOptions),
  door: Door,
  body: (session: ClientSession, site: Site, dialect: Dialect) => Coroutine,
  isTls = false,
): void {
  onSockets(sentence, function* (dialect) {
    const site = yield* dialect.wait(until(Site.start(door, isTls)));
    const given = typeof options === "function" ? options() : options;
    try {
      yield* withSession(dialect, given, (session) => body(session, site, dialect));
    } finally {
      yield* dialect.wait(until(site.close()));
    }
  });
}

/** Send and receive a word. */
function* greet(session: ClientSession, url: string, { wait }: Dialect, options = {}): Coroutine {
  const greeting = wait(
    asyncWith(session.wsConnect(url, options), function* (ws) {
      yield* ws.sendStr("hello");
      return yield* ws.receiveStr();
    }),
  );
  expect(yield* greeting).toBe("hello");
}

const open: Door = () => true;

describe("A WebSocket of a session", () => {
  atSite(
    "sends the session's headers, cookies and credentials, and keeps the cookies that it gets",
    () => ({
      headers: { "X-Id": "7" },
      cookies: { a: "1" },
      auth: new BasicAuth("u", "p"),
      cookieJar: new CookieJar(),
    }),
    (path, headers) =>
      path === "/?q=1" &&
      headers["x-id"] === "7" &&
      headers["cookie"] === "a=1; b=2" &&
      headers["authorization"] !== undefined
        ? true
        : `403 No\r\nSet-Cookie: c=3\r\nContent-Length: 0`,
    function* (session, site, dialect) {
      yield* greet(session, site.url, dialect, { params: { q: "1" }, cookies: { b: "2" } });
      const error = yield* errorOf(dialect.wait(session.wsConnect(site.url)));
      expect(error).toBeInstanceOf(WSServerHandshakeError);
      expect((error as WSServerHandshakeError).message).toMatch(/^403, message='Invalid response status'/);
      expect(session.cookieJar.cookieHeader(site.url.replace("ws", "http"))).toBe("a=1; c=3");
    },
  );

  atSite(
    "follows redirects",
    {},
    (path) => (path === "/end" ? true : "302 Found\r\nLocation: /end"),
    function* (session, site, dialect) {
      yield* greet(session, `${site.url}/start`, dialect);
      const refused = session.wsConnect(`${site.url}/start`, { allowRedirects: false });
      expect((yield* errorOf(dialect.wait(refused))) as WSServerHandshakeError).toMatchObject({ status: 302 });
    },
  );

  atSite(
    "follows no redirects without end",
    {},
    () => "302 Found\r\nLocation: /",
    function* (session, site, { wait }) {
      expect(yield* errorOf(wait(session.wsConnect(site.url)))).toBeInstanceOf(TooManyRedirects);
    },
  );

  atSite(
    "goes through middlewares",
    () => ({ middlewares: [digestAuthMiddleware("user", "secret")] }),
    (_, { authorization }) =>
      authorization?.startsWith("Digest")
        ? true
        : '401 Who\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"',
    function* (session, site, dialect) {
      yield* greet(session, site.url, dialect);
    },
  );

  atSite(
    "is closed if the session's own code fails once it is open",
    { traceConfigs: [new TraceConfig({ onRequestEnd: () => Promise.reject(new Error("no trace")) })] },
    open,
    function* (session, site, { wait }) {
      expect(yield* errorOf(wait(session.wsConnect(site.url)))).toEqual(new Error("no trace"));
      yield* wait(session.close());
    },
  );

  atSite(
    "raises for bad statuses if the session does",
    { raiseForStatus: true },
    () => "500 Oh",
    function* (session, site, { wait }) {
      const error = yield* errorOf(wait(session.wsConnect(site.url)));
      expect(error).toBeInstanceOf(ClientResponseError);
      expect(error).not.toBeInstanceOf(WSServerHandshakeError);
    },
  );

  atSite(
    "speaks TLS, and looks at the certificate",
    () => ({ connector: new TCPConnector({ ssl: clientTls, http2: true }) }),
    open,
    function* (session, site, dialect) {
      yield* greet(session, site.url, dialect);
      const refused = session.wsConnect(site.url, { ssl: true });
      expect(yield* errorOf(dialect.wait(refused))).toBeInstanceOf(ClientConnectorCertificateError);
    },
    true,
  );

  for (const isTls of [false, true]) {
    const kind = isTls ? "with TLS" : "without TLS";
    atSite(
      `goes through an HTTP proxy as a tunnel ${kind}`,
      () => ({ connector: new TCPConnector({ ssl: clientTls }) }),
      open,
      function* (session, site, dialect) {
        const proxy = yield* dialect.wait(until(Tunnels.start()));
        yield* greet(session, site.url, dialect, { proxy: `http://127.0.0.1:${proxy.port}` });
        expect(proxy.targets).toEqual([`localhost:${site.port}`]);
        yield* dialect.wait(until(proxy.close()));
      },
      isTls,
    );

    atSite(
      `goes through a SOCKS proxy ${kind}`,
      () => ({ connector: new TCPConnector({ ssl: clientTls }) }),
      open,
      function* (session, site, dialect) {
        const proxy = yield* dialect.wait(until(SocksServer.start()));
        yield* greet(session, site.url, dialect, { proxy: `socks5://127.0.0.1:${proxy.port}` });
        expect(proxy.targets).toEqual([`localhost:${site.port}`]);
        yield* dialect.wait(until(proxy.close()));
      },
      isTls,
    );
  }
});

describe("The place of a WebSocket", () => {
  atSite(
    "is taken until it is closed",
    () => ({ connector: new TCPConnector({ limit: 1 }) }),
    open,
    function* (session, site, dialect) {
      const { wait } = dialect;
      const ws = yield* wait(session.wsConnect(site.url));
      const second = createTask(session.wsConnect(site.url));
      yield* wait(sleep(0.02));
      expect(second.done()).toBe(false);
      yield* wait(ws.close());
      yield* wait((yield* wait(second)).close());
    },
  );

  atSite(
    "is free again whenever the handshake is cancelled",
    () => ({ connector: new TCPConnector({ limit: 3 }) }),
    open,
    function* (session, site, dialect) {
      const { wait } = dialect;
      for (let i = 0; i < 60; i++) {
        const tasks = Array.from({ length: 6 }, () => createTask(session.wsConnect(site.url)));
        yield* wait(sleep((i % 20) / 2000));
        for (const task of tasks) task.cancel();
        yield* wait(waitAll(tasks));
        for (const task of tasks) if (!task.cancelled()) yield* wait(task.result().close());
      }
      // All three places at once.
      const all = [];
      for (let i = 0; i < 3; i++) all.push(yield* wait(session.wsConnect(site.url)));
      for (const ws of all) yield* wait(ws.close());
      yield* greet(session, site.url, dialect);
    },
  );

  atSite(
    "is free again when the time for the handshake is up",
    () => ({ timeout: { total: 0.1 }, connector: new TCPConnector({ limit: 1 }) }),
    (path) => (path === "/" ? true : "silence"),
    function* (session, site, dialect) {
      const silent = session.wsConnect(`${site.url}/silent`);
      expect(yield* errorOf(dialect.wait(silent))).toBeInstanceOf(TimeoutError);
      yield* greet(session, site.url, dialect);
    },
  );

  atSite("is given up when the session closes", {}, open, function* (session, site, { wait }) {
    const ws = yield* wait(session.wsConnect(site.url));
    yield* wait(session.close());
    expect((yield* wait(ws.receive())).data).toBeNull();
    expect(ws.closeCode).toBe(1006);
  });
});

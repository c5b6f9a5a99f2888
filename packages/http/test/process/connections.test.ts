// The ways to a server: TLS, HTTP/2, Unix sockets, proxies; and what a trace is told on the way.

import { X509Certificate, createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type Http2SecureServer, createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";

import {
  BasicAuth,
  ClientConnectorCertificateError,
  ClientConnectorDNSError,
  ClientConnectorError,
  ClientConnectorSSLError,
  ClientHttpProxyError,
  ClientOSError,
  ClientProxyConnectionError,
  ClientSSLError,
  ClientSession,
  Fingerprint,
  type RequestOptions,
  ServerDisconnectedError,
  ServerFingerprintMismatch,
  TCPConnector,
  TraceConfig,
  UnixClientConnectorError,
  UnixConnector,
} from "@tsyncio/http";
import { CancelledError, OSError, ValueError, createTask, gather, sleep } from "tsyncio";

import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { TestProxy } from "../support/http_proxy.ts";
import { type Echo, TestServer, echo } from "../support/http_server.ts";
import { errorOf, withSession } from "../support/sessions.ts";

const folder = new URL("../../../tsyncio/test/support/certificates/", import.meta.url);
const pem = (name: string): Buffer => readFileSync(new URL(name, folder));
const [ca, cert, key] = [pem("ca.pem"), pem("server.pem"), pem("server.key")];
const fingerprint = createHash("sha256").update(new X509Certificate(cert).raw).digest();

let server: TestServer;

describe("TLS", () => {
  beforeEach(async () => {
    server = await TestServer.start(echo, { cert, key });
  });
  afterEach(() => server.close());

  onSockets("trusts who is signed by those it is told of", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { connector: new TCPConnector({ ssl: { ca } }) }, function* (session) {
      for (const host of ["127.0.0.1", "localhost"]) {
        expect((yield* wait(session.get(`https://${host}:${server.port}/`))).status).toBe(200);
      }
    });
  });

  onSockets("refuses a certificate that it cannot trust, unless it does not ask", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, {}, function* (session) {
      const error = yield* errorOf(wait(session.get(server.url)));
      expect(error).toBeInstanceOf(ClientConnectorCertificateError);
      expect(error).toBeInstanceOf(ClientSSLError);
      expect(error).toBeInstanceOf(ClientConnectorError);
      expect(error).toBeInstanceOf(ClientOSError);
      expect(error).toBeInstanceOf(OSError);
      expect(error).toMatchObject({ ssl: true, port: server.port });
      expect((yield* wait(session.get(server.url, { ssl: false }))).status).toBe(200);
      expect((yield* wait(session.get(server.url, { ssl: { ca } }))).status).toBe(200);
      const options = { ssl: { ca }, serverHostname: "elsewhere.example" };
      expect(yield* errorOf(wait(session.get(server.url, options)))).toBeInstanceOf(ClientConnectorCertificateError);
    });
  });

  onSockets("knows a certificate by its fingerprint", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, {}, function* (session) {
      const right = new Fingerprint(fingerprint);
      expect((yield* wait(session.get(server.url, { ssl: right }))).status).toBe(200);
      const wrong = new Fingerprint("00".repeat(32));
      const error = yield* errorOf(wait(session.get(server.url, { ssl: wrong })));
      expect(error).toBeInstanceOf(ServerFingerprintMismatch);
      expect(Buffer.from((error as ServerFingerprintMismatch).got).equals(fingerprint)).toBe(true);
      expect(() => new Fingerprint("00")).toThrow(ValueError);
    });
  });

  onSockets("fails with a server that does not speak it", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, {}, function* (session) {
      const plain = yield* errorOf(wait(session.get(server.url.replace("https", "http"))));
      expect(plain).toBeInstanceOf(Error);
      const proxy = yield* errorOf(
        wait(
          session.get(`https://127.0.0.1:${server.port}/`, { ssl: { maxVersion: "TLSv1.1", minVersion: "TLSv1.1" } }),
        ),
      );
      expect(proxy).toBeInstanceOf(ClientConnectorSSLError);
    });
  });
});

describe("HTTP/2", () => {
  let http2: Http2SecureServer;
  let connections = 0;
  let url = "";
  const sessions = new Set<{ destroy(): void }>();

  beforeEach(async () => {
    connections = 0;
    http2 = createSecureServer({ cert, key, allowHTTP1: true });
    http2.on("session", (session) => {
      connections++;
      sessions.add(session);
    });
    http2.on("request", (request, response) => {
      if (request.url === "/silent") return;
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        response.setHeader("x-version", request.httpVersion);
        response.end(`${request.method} ${request.url} ${Buffer.concat(pieces).toString()}`);
      });
    });
    await new Promise<void>((resolve) => http2.listen(0, "127.0.0.1", resolve));
    url = `https://127.0.0.1:${(http2.address() as AddressInfo).port}/`;
  });

  afterEach(async () => {
    for (const session of sessions) session.destroy();
    await new Promise<void>((resolve) => http2.close(() => resolve()));
  });

  onSockets("is spoken on demand with who offers it, and shares a connection", function* (dialect) {
    const { wait, fn } = dialect;
    const connector = new TCPConnector({ http2: true, ssl: { ca } });
    yield* withSession(dialect, { connector }, function* (session) {
      const first = yield* wait(session.get(url));
      expect([first.headers.get("x-version"), yield* wait(first.text())]).toEqual(["2.0", "GET / "]);
      const texts = yield* wait(
        gather(
          Array.from({ length: 20 }, (_, index) =>
            fn(function* () {
              return yield* wait((yield* wait(session.post(`${url}${index}`, { data: "x" }))).text());
            }),
          ),
        ),
      );
      expect(texts).toEqual(Array.from({ length: 20 }, (_, index) => `POST /${index} x`));
      expect(connections).toBe(1);
    });
    // And without one before it.
    const together = new TCPConnector({ http2: true, ssl: { ca } });
    yield* withSession(dialect, { connector: together }, function* (session) {
      const get = fn(function* () {
        return yield* wait((yield* wait(session.get(url))).text());
      });
      yield* wait(gather(Array.from({ length: 10 }, () => createTask(get))));
      expect(connections).toBe(2);
    });
  });

  onSockets("is spoken by all, also if the one that connects is cancelled", function* (dialect) {
    const { wait, fn } = dialect;
    const connector = new TCPConnector({ http2: true, ssl: { ca } });
    yield* withSession(dialect, { connector }, function* (session) {
      const get = fn(function* () {
        return yield* wait((yield* wait(session.get(url))).text());
      });
      const tasks = Array.from({ length: 10 }, () => createTask(get));
      // Whoever is the first to connect is cancelled: another one takes over.
      yield* wait(sleep(0));
      yield* wait(sleep(0));
      tasks[0]?.cancel();
      const outcomes = yield* wait(gather(tasks, { returnExceptions: true }));
      expect(outcomes.slice(1)).toEqual(Array.from({ length: 9 }, () => "GET / "));
      expect(outcomes[0]).toBeInstanceOf(CancelledError);
      yield* wait(gather(Array.from({ length: 10 }, () => createTask(get))));
    });
  });

  onSockets("loses one request, and not the others, when that is cancelled", function* (dialect) {
    const { wait } = dialect;
    const connector = new TCPConnector({ http2: true, ssl: { ca }, limit: 2 });
    yield* withSession(dialect, { connector }, function* (session) {
      yield* wait((yield* wait(session.get(url))).read());
      for (let index = 0; index < 5; index++) {
        expect(yield* errorOf(wait(session.get(`${url}silent`, { timeout: 0.02 })))).toBeInstanceOf(Error);
        expect(yield* wait((yield* wait(session.get(url))).text())).toBe("GET / ");
      }
      expect(connections).toBe(1);
    });
  });

  onSockets("has requests under way at once, also those that may not be repeated", function* (dialect) {
    const { wait, fn } = dialect;
    http2.removeAllListeners("request");
    const waiting: (() => void)[] = [];
    http2.on("request", (request, response) => {
      waiting.push(() => response.end(request.method));
      if (request.url === "/" || waiting.length === 3) for (const answer of waiting.splice(0)) answer();
    });
    const connector = new TCPConnector({ http2: true, ssl: { ca } });
    yield* withSession(dialect, { connector }, function* (session) {
      yield* wait((yield* wait(session.get(url))).read());
      const post = fn(function* () {
        return yield* wait((yield* wait(session.post(`${url}together`, { data: "x" }))).text());
      });
      expect(yield* wait(gather([createTask(post), createTask(post), createTask(post)]))).toEqual([
        "POST",
        "POST",
        "POST",
      ]);
      expect(connections).toBe(1);
    });
  });

  onSockets("makes a request again that the server's farewell has cut off, if it may be repeated", function* (dialect) {
    const { wait, fn } = dialect;
    const asked: string[] = [];
    // The streams of the first connection that asks for these are left unanswered.
    http2.removeAllListeners("request");
    http2.on("request", (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (connections > 1 || request.url === "/") response.end("fine");
      else if (asked.length === 4) request.stream.session?.goaway();
    });
    const connector = new TCPConnector({ http2: true, ssl: { ca } });
    yield* withSession(dialect, { connector }, function* (session) {
      yield* wait((yield* wait(session.get(url))).read());
      const ask = (method: string) =>
        fn(function* () {
          const data = method === "GET" ? null : "x";
          return yield* wait((yield* wait(session.request(method, `${url}${method}`, { data }))).text());
        });
      const outcomes = yield* wait(
        gather([createTask(ask("POST")), createTask(ask("PUT")), createTask(ask("GET"))], { returnExceptions: true }),
      );
      expect(outcomes).toEqual([expect.any(ServerDisconnectedError), "fine", "fine"]);
      expect(asked.toSorted()).toEqual(["GET /", "GET /GET", "GET /GET", "POST /POST", "PUT /PUT", "PUT /PUT"]);
      expect(connections).toBe(2);
    });
  });

  onSockets("is not spoken unless asked for", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { connector: new TCPConnector({ ssl: { ca } }) }, function* (session) {
      expect((yield* wait(session.get(url))).headers.get("x-version")).toBe("1.1");
    });
  });
});

describe("UnixConnector", () => {
  onSockets("talks through a socket in the file system", function* (dialect) {
    const { wait } = dialect;
    const place = mkdtempSync(path.join(os.tmpdir(), "tsyncio-"));
    const socketPath =
      process.platform === "win32" ? `\\\\.\\pipe\\${path.basename(place)}` : path.join(place, "socket");
    const unix = createServer((request, response) => echo(request, response));
    const listening = dialect.loop.createFuture<void>();
    unix.listen(socketPath, () => listening.setResult());
    yield* wait(listening);
    try {
      yield* withSession(dialect, { connector: new UnixConnector(socketPath) }, function* (session) {
        const got = yield* wait((yield* wait(session.get("http://any.host/where?x"))).json<Echo>());
        expect([got.url, got.headers["host"]]).toEqual(["/where?x", "any.host"]);
      });
      const connector = new UnixConnector(path.join(place, "none"));
      yield* withSession(dialect, { connector }, function* (session) {
        const error = yield* errorOf(wait(session.get("http://any.host/")));
        expect(error).toBeInstanceOf(UnixClientConnectorError);
        expect(error).toMatchObject({ code: "ENOENT", path: connector.path });
      });
    } finally {
      unix.close();
      unix.closeAllConnections();
      rmSync(place, { recursive: true });
    }
  });
});

describe("A proxy", () => {
  let proxy: TestProxy;
  let secure: TestServer;
  beforeEach(async () => {
    proxy = await TestProxy.start();
    server = await TestServer.start(echo);
    secure = await TestServer.start(echo, { cert, key });
  });
  afterEach(async () => {
    await proxy.close();
    await server.close();
    await secure.close();
  });

  onSockets("is asked for each URL of http, and to connect for https", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(
      dialect,
      { proxy: proxy.url, connector: new TCPConnector({ ssl: { ca } }) },
      function* (session) {
        const plain = yield* wait(session.get(`${server.url}a`));
        expect(plain.headers.get("x-proxied")).toBe("yes");
        const tunnelled = yield* wait(session.get(`${secure.url}b`));
        expect((yield* wait(tunnelled.json<Echo>())).url).toBe("/b");
        expect(tunnelled.headers.get("x-proxied")).toBeNull();
        expect(proxy.asked).toEqual([`GET ${server.url}a`, `CONNECT 127.0.0.1:${secure.port}`]);
        yield* wait(session.get(`${server.url}direct`, { proxy: null }));
        expect(proxy.asked).toHaveLength(2);
      },
    );
  });

  onSockets("gets the password that it asks for, and the server does not", function* (dialect) {
    const { wait } = dialect;
    const auth = new BasicAuth("user", "secret");
    proxy.password = auth.encode();
    yield* withSession(dialect, { connector: new TCPConnector({ ssl: { ca } }) }, function* (session) {
      for (const url of [server.url, secure.url]) {
        const got = yield* wait((yield* wait(session.get(url, { proxy: proxy.url, proxyAuth: auth }))).json<Echo>());
        expect(got.headers["proxy-authorization"]).toBeUndefined();
        const inUrl = proxy.url.replace("//", "//user:secret@");
        expect((yield* wait(session.get(url, { proxy: inUrl }))).status).toBe(200);
      }
      expect((yield* wait(session.get(server.url, { proxy: proxy.url }))).status).toBe(407);
      const refused = yield* errorOf(wait(session.get(secure.url, { proxy: proxy.url })));
      expect(refused).toBeInstanceOf(ClientHttpProxyError);
      expect(refused).toMatchObject({ status: 407, reason: "Proxy Authentication Required" });
    });
  });

  onSockets("that is not there is an error of its own", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { proxy: "http://127.0.0.1:1" }, function* (session) {
      for (const url of [server.url, secure.url]) {
        expect(yield* errorOf(wait(session.get(url)))).toBeInstanceOf(ClientProxyConnectionError);
      }
    });
  });

  onSockets("is taken from the environment if the session trusts that", function* (dialect) {
    const { wait } = dialect;
    const before = { ...process.env };
    process.env["http_proxy"] = proxy.url;
    process.env["no_proxy"] = "localhost";
    try {
      for (const trustEnv of [true, false]) {
        const session = new ClientSession({ trustEnv });
        yield* wait((yield* wait(session.get(server.url))).read());
        yield* wait((yield* wait(session.get(`http://localhost:${server.port}/`))).read());
        yield* wait(session.close());
      }
      expect(proxy.asked).toEqual([`GET ${server.url}`]);
    } finally {
      for (const name of ["http_proxy", "no_proxy"]) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
  });
});

describe("A netrc file", () => {
  let place: string;
  let before: string | undefined;
  beforeEach(async () => {
    place = mkdtempSync(path.join(os.tmpdir(), "tsyncio-"));
    before = process.env["NETRC"];
    process.env["NETRC"] = path.join(place, "netrc");
    writeFileSync(path.join(place, "netrc"), "machine 127.0.0.1 login ada password secret\n");
    server = await TestServer.start((request, response) => {
      if (request.url === "/moved") response.writeHead(302, { location: `http://localhost:${server.port}/` }).end();
      else echo(request, response);
    });
  });
  afterEach(async () => {
    if (before === undefined) delete process.env["NETRC"];
    else process.env["NETRC"] = before;
    rmSync(place, { recursive: true });
    await server.close();
  });

  onSockets("gives the credentials for a host, if the session trusts it and has no others", function* (dialect) {
    const { wait } = dialect;
    const asked = function* (session: ClientSession, where: string, options: RequestOptions = {}) {
      const { headers } = (yield* wait((yield* wait(session.get(where, options))).json())) as Echo;
      const sent = headers["authorization"];
      return sent === undefined ? null : sent.startsWith("Basic ") ? BasicAuth.decode(sent).login : sent;
    };
    yield* withSession(dialect, { trustEnv: true }, function* (session) {
      expect(yield* asked(session, server.url)).toBe("ada");
      expect(yield* asked(session, `http://localhost:${server.port}/`)).toBeNull();
      expect(yield* asked(session, `${server.url}moved`)).toBeNull();
      expect(yield* asked(session, server.url, { auth: new BasicAuth("grace") })).toBe("grace");
      expect(yield* asked(session, server.url, { headers: { Authorization: "Bearer token" } })).toBe("Bearer token");
      expect(yield* asked(session, server.url.replace("//", "//grace:x@"))).toBe("grace");
      // One that cannot be read gives none.
      writeFileSync(path.join(place, "netrc"), "nonsense");
      expect(yield* asked(session, server.url)).toBeNull();
    });
    yield* withSession(dialect, {}, function* (session) {
      writeFileSync(path.join(place, "netrc"), "machine 127.0.0.1 login ada password secret\n");
      expect(yield* asked(session, server.url)).toBeNull();
    });
  });
});

describe("TraceConfig", () => {
  beforeEach(async () => {
    server = await TestServer.start((request, response) => {
      if (request.url === "/moved") response.writeHead(302, { location: "/end" }).end();
      else echo(request, response);
    });
  });
  afterEach(() => server.close());

  onSockets("is told of every step, with a context of its own for each request", function* (dialect) {
    const { wait, log, events } = dialect;
    const names = [
      "onRequestStart",
      "onRequestChunkSent",
      "onRequestHeadersSent",
      "onResponseChunkReceived",
      "onRequestEnd",
      "onRequestException",
      "onRequestRedirect",
      "onConnectionQueuedStart",
      "onConnectionQueuedEnd",
      "onConnectionCreateStart",
      "onConnectionCreateEnd",
      "onConnectionReuseconn",
      "onDnsResolvehostStart",
      "onDnsResolvehostEnd",
      "onDnsCacheHit",
      "onDnsCacheMiss",
    ] as const;
    const options: Record<string, unknown> = {
      traceConfigCtxFactory: (request: unknown) => ({ request }),
    };
    for (const name of names) {
      options[name] = async (_: unknown, { request }: { request: unknown }) => log(request, name.slice(2));
    }
    const trace = new TraceConfig(options);
    yield* withSession(dialect, { traceConfigs: [trace] }, function* (session) {
      const url = `http://localhost:${server.port}/`;
      const moved = yield* wait(session.post(`${url}moved`, { data: "x", traceRequestCtx: "a" }));
      yield* wait(moved.text());
      yield* errorOf(wait(session.get("http://nowhere.invalid/", { traceRequestCtx: "b" })));
    });
    expect(events).toEqual([
      "a RequestStart",
      "a ConnectionCreateStart",
      "a DnsResolvehostStart",
      "a DnsCacheMiss",
      "a DnsResolvehostEnd",
      "a ConnectionCreateEnd",
      "a RequestHeadersSent",
      "a RequestChunkSent",
      "a RequestRedirect",
      "a ConnectionReuseconn",
      "a RequestHeadersSent",
      "a RequestEnd",
      "a ResponseChunkReceived",
      "b RequestStart",
      "b ConnectionCreateStart",
      "b DnsResolvehostStart",
      "b DnsCacheMiss",
      "b RequestException",
    ]);
  });

  onSockets("fails the request if it fails itself", function* (dialect) {
    const { wait } = dialect;
    const trace = new TraceConfig({
      onRequestEnd() {
        throw new RangeError("no");
      },
    });
    yield* withSession(dialect, { baseUrl: server.url, traceConfigs: [trace] }, function* (session) {
      expect(yield* errorOf(wait(session.get("/")))).toBeInstanceOf(RangeError);
    });
  });
});

describe("Names", () => {
  onSockets("that stand for nothing are errors of their own", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, {}, function* (session) {
      const error = yield* errorOf(wait(session.get("http://nowhere.invalid/")));
      expect(error).toBeInstanceOf(ClientConnectorDNSError);
      expect(error).toMatchObject({ code: "ENOTFOUND", host: "nowhere.invalid", port: 80 });
      expect((error as Error).cause).toBeInstanceOf(Error);
    });
  });
});

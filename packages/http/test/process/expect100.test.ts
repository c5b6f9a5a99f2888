// Bodies that wait for the server's leave: `expect100`.

import { type RequestListener, createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { readFileSync } from "node:fs";
import { type AddressInfo, type Server, type Socket, createServer as createPlainServer } from "node:net";

import { TCPConnector } from "@tsyncio/http";
import { ValueError, gather, until } from "tsyncio";

import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { bodyOf } from "../support/http_server.ts";
import { errorOf, withSession } from "../support/sessions.ts";

const folder = new URL("../../../tsyncio/test/support/certificates/", import.meta.url);
const pem = (name: string): Buffer => readFileSync(new URL(name, folder));

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (const text of ["one", "two", "three"]) yield Buffer.from(text);
}

/** Has a server listen. @returns its address */
async function listen(server: Server, scheme = "http"): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("a request that expects 100 Continue", () => {
  let url = "";
  /** What the server was asked, and said. */
  let log: string[] = [];
  let connections = 0;
  let close: () => Promise<void>;

  beforeEach(async () => {
    log = [];
    connections = 0;
    const answer: RequestListener = (request, response) => {
      void bodyOf(request).then((body) =>
        response.end(`${request.method} ${body.length} ${body.toString().slice(0, 20)}`),
      );
    };
    const server = createServer(answer);
    server.on("connection", () => connections++);
    server.on("checkContinue", (request, response) => {
      log.push(
        `${request.headers.expect} ${request.headers["content-length"] ?? request.headers["transfer-encoding"]}`,
      );
      // A body that did not wait would be there by now.
      setImmediate(() => {
        log.push(`${request.readableLength} bytes before`);
        if (request.url === "/refused") {
          response.writeHead(417, { "content-length": 2 }).end("no");
        } else {
          response.writeContinue();
          answer(request, response);
        }
      });
    });
    url = await listen(server);
    close = async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    };
  });

  afterEach(() => close());

  onSockets("sends its body when the server wants it", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, {}, function* (session) {
      for (const [data, headers, text] of [
        ["hello", "100-continue 5", "POST 5 hello"],
        [pieces(), "100-continue chunked", "POST 11 onetwothree"],
        [Buffer.alloc(3_000_000, "x"), "100-continue 3000000", `POST 3000000 ${"x".repeat(20)}`],
      ] as const) {
        const response = yield* wait(session.post(url, { data, expect100: true }));
        expect(yield* wait(response.text())).toBe(text);
        expect(log.splice(0)).toEqual([headers, "0 bytes before"]);
      }
      // Others on the same connection do not wait, nor do those that have no body.
      expect(yield* wait((yield* wait(session.post(url, { data: "x" }))).text())).toBe("POST 1 x");
      expect(yield* wait((yield* wait(session.get(url, { expect100: true }))).text())).toBe("GET 0 ");
      expect([log, connections]).toEqual([[], 1]);
    });
  });

  onSockets("keeps its body for itself when the server answers before", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { connector: new TCPConnector({ limit: 1 }) }, function* (session) {
      for (const data of ["hello", pieces(), Buffer.alloc(3_000_000)]) {
        const response = yield* wait(session.post(`${url}refused`, { data, expect100: true }));
        expect([response.status, yield* wait(response.text())]).toEqual([417, "no"]);
        expect(log.splice(0).at(-1)).toBe("0 bytes before");
      }
      // The server could take what comes next for the body.
      expect(connections).toBe(3);
      expect(yield* wait((yield* wait(session.post(url, { data: "x" }))).text())).toBe("POST 1 x");
    });
  });

  onSockets(
    "is the last on its connection if it was answered without its body, even if the server keeps that",
    function* (dialect) {
      const { wait } = dialect;
      let opened = 0;
      const sockets: Socket[] = [];
      const keeping = createPlainServer((socket) => {
        opened++;
        sockets.push(socket.on("error", () => {}));
        socket.on("data", (data) => {
          const refuses = data.toString("latin1").includes("expect: 100-continue");
          socket.write(
            `HTTP/1.1 ${refuses ? "417 No" : "200 OK"}\r\nContent-Length: 2\r\n\r\n${refuses ? "no" : "ok"}`,
          );
        });
      });
      const place = yield* wait(until(listen(keeping)));
      try {
        yield* withSession(dialect, { connector: new TCPConnector({ limit: 1 }) }, function* (session) {
          const refused = yield* wait(session.post(place, { data: "hello", expect100: true }));
          expect([refused.status, yield* wait(refused.text())]).toEqual([417, "no"]);
          for (const _ of [1, 2]) expect(yield* wait((yield* wait(session.get(place))).text())).toBe("ok");
          expect(opened).toBe(2);
        });
      } finally {
        for (const socket of sockets) socket.destroy();
        keeping.close();
      }
    },
  );

  onSockets("can be cancelled while it waits, and gives its place back", function* (dialect) {
    const { wait } = dialect;
    const silent = createPlainServer();
    const sockets: Socket[] = [];
    silent.on("connection", (socket) => void sockets.push(socket.on("error", () => {})));
    const place = yield* wait(until(listen(silent)));
    try {
      yield* withSession(dialect, { connector: new TCPConnector({ limit: 1 }) }, function* (session) {
        for (const data of ["hello", pieces()]) {
          const error = yield* errorOf(wait(session.post(place, { data, expect100: true, timeout: 0.05 })));
          expect(error).toMatchObject({ name: "TimeoutError" });
        }
        expect(yield* wait((yield* wait(session.post(url, { data: "x" }))).text())).toBe("POST 1 x");
      });
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  onSockets("sends its body in the end to a server that says nothing", function* (dialect) {
    const { wait } = dialect;
    const deaf = createPlainServer((socket) => {
      let came = "";
      socket.on("error", () => {});
      socket.on("data", (data) => {
        came += data.toString("latin1");
        if (came.endsWith("hello") || came.endsWith("0\r\n\r\n")) {
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          came = "";
        }
      });
    });
    const place = yield* wait(until(listen(deaf)));
    try {
      yield* withSession(dialect, {}, function* (session) {
        const post = (data: string | AsyncIterable<Uint8Array>) =>
          dialect.fn(function* () {
            return yield* wait((yield* wait(session.post(place, { data, expect100: true }))).text());
          });
        expect(yield* wait(gather([post("hello"), post(pieces())]))).toEqual(["ok", "ok"]);
      });
    } finally {
      deaf.close();
    }
  });

  onSockets("works over HTTP/2", function* (dialect) {
    const { wait } = dialect;
    const server = createSecureServer({ cert: pem("server.pem"), key: pem("server.key") });
    const sessions: { destroy(): void }[] = [];
    server.on("session", (session) => void sessions.push(session));
    // node:http2 tells of requests only if somebody listens for these.
    server.on("request", (_, response) => void response.end());
    server.on("checkContinue", (request, response) => {
      log.push(`${request.headers.expect}`);
      response.writeContinue();
      const parts: Buffer[] = [];
      request.on("data", (piece: Buffer) => parts.push(piece));
      request.on("end", () => response.end(Buffer.concat(parts)));
    });
    const place = yield* wait(until(listen(server, "https")));
    const connector = new TCPConnector({ http2: true, ssl: { ca: pem("ca.pem") } });
    try {
      yield* withSession(dialect, { connector }, function* (session) {
        const response = yield* wait(session.post(place, { data: "hello", expect100: true }));
        expect([yield* wait(response.text()), log]).toEqual(["hello", ["100-continue"]]);
      });
    } finally {
      for (const session of sessions) session.destroy();
      server.close();
    }
  });

  onSockets("cannot be made by the header", function* (dialect) {
    yield* withSession(dialect, {}, function* (session) {
      expect(() => session.post(url, { headers: { Expect: "100-continue" } })).toThrow(ValueError);
      expect(() => session.post(url, { headers: { Expect: "100-continue" } })).toThrow("use the option expect100");
    });
  });
});

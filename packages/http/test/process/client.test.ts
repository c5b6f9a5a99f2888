// What a session sends, and what it makes of the answers: against servers of node:http that behave.

import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";

import {
  BasicAuth,
  type BodyLike,
  ClientConnectionError,
  ClientError,
  ClientPayloadError,
  type ClientResponse,
  ClientResponseError,
  ClientSession,
  type ClientSessionOptions,
  ContentTypeError,
  InvalidURL,
  NonHttpUrlClientError,
  request,
} from "@tsyncio/http";
import {
  type Coroutine,
  RuntimeError,
  ValueError,
  allTasks,
  asyncFor,
  asyncWith,
  createTask,
  gather,
  sleep,
} from "tsyncio";

import { type Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { type Echo, TestServer, bodyOf, echo } from "../support/http_server.ts";
import { errorOf, withSession as inSession } from "../support/sessions.ts";

let server: TestServer;
/** How much of a body was written so far. */
let written = 0;

/** The response whose second half is still to be asked for. */
let firstHalf: ServerResponse | null = null;

const TEXT = "some text, ".repeat(1000);

const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
};

function serve(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  if (pathname === "/status") {
    response.writeHead(Number(searchParams.get("code")), "Some Reason", { "content-type": "text/plain" });
    response.end("no");
  } else if (pathname === "/coded") {
    const coding = searchParams.get("coding") ?? "";
    response.setHeader("content-encoding", coding);
    response.end(coding === "raw" ? TEXT : (encoders[coding]?.(TEXT) ?? TEXT));
  } else if (pathname === "/many-codings") {
    response.setHeader("content-encoding", "gzip,".repeat(1000));
    response.end(gzipSync(TEXT));
  } else if (pathname === "/bare-deflate") {
    response.setHeader("content-encoding", "deflate");
    response.end(deflateRawSync(TEXT));
  } else if (pathname === "/liar") {
    response.setHeader("content-encoding", "gzip");
    response.end(TEXT);
  } else if (pathname === "/slow") {
    request.pause();
    setTimeout(() => {
      const ahead = written;
      void bodyOf(request).then(({ length }) => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ ahead, received: length }));
      });
    }, 100);
  } else if (pathname === "/latin1") {
    response.setHeader("content-type", "text/plain; charset=iso-8859-1");
    response.end(Buffer.from("caf\u00e9", "latin1"));
  } else if (pathname === "/nameless") {
    response.setHeader("content-type", "text/plain");
    response.end(Buffer.from([0xc1, 0xc2]));
  } else if (pathname === "/headers") {
    response.writeHead(200, [
      ["X-Twice", "one"],
      ["X-Twice", "two"],
      ["Set-Cookie", "a=1; Path=/"],
      ["Set-Cookie", "b=2"],
      ["Link", '</next>; rel="next"'],
    ] as never);
    response.end();
  } else if (pathname === "/lines") {
    response.write("first\nsec");
    response.end("ond\nthird");
  } else if (pathname === "/first-half") {
    response.write("half");
    firstHalf = response;
  } else if (pathname === "/second-half") {
    firstHalf?.end("half");
    response.end();
  } else if (pathname === "/number") {
    response.setHeader("content-type", "application/vnd.test+json");
    response.end(" 42 ");
  } else echo(request, response);
}

beforeEach(async () => {
  server = await TestServer.start(serve);
});

afterEach(() => server.close());

function* sessionOf<T>(
  dialect: Dialect,
  options: ClientSessionOptions,
  body: (session: ClientSession) => Coroutine<T>,
): Coroutine<T> {
  return yield* inSession(dialect, { baseUrl: server.url, ...options }, body);
}

function withSession<T>(sentence: string, body: (dialect: Dialect, session: ClientSession) => Coroutine<T>): void {
  onSockets(sentence, (dialect) => sessionOf(dialect, {}, (session) => body(dialect, session)));
}

describe("ClientSession", () => {
  withSession("gets a text", function* ({ wait }, session) {
    const response = yield* wait(session.get("lines"));
    expect([response.status, response.reason, response.ok, response.method]).toEqual([200, "OK", true, "GET"]);
    expect(response.url.href).toBe(`${server.url}lines`);
    expect(yield* wait(response.text())).toBe("first\nsecond\nthird");
    expect(yield* wait(response.text())).toBe("first\nsecond\nthird");
    expect(response.closed).toBe(true);
  });

  withSession("sends each method with its name", function* ({ wait }, session) {
    const calls = [
      session.get("/"),
      session.post("/"),
      session.put("/"),
      session.patch("/"),
      session.delete("/"),
      session.options("/"),
      session.request("report", "/"),
    ];
    const methods: string[] = [];
    for (const call of calls) methods.push((yield* wait((yield* wait(call)).json<Echo>())).method);
    expect(methods).toEqual(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "REPORT"]);
    const head = yield* wait(session.head("/"));
    expect([head.status, (yield* wait(head.read())).length]).toEqual([200, 0]);
  });

  withSession("sends headers of its own, and those that it is given in their place", function* ({ wait }, session) {
    const plain = yield* wait((yield* wait(session.get("/"))).json<Echo>());
    expect(plain.headers["accept"]).toBe("*/*");
    expect(plain.headers["accept-encoding"]).toContain("gzip, deflate, br");
    expect(plain.headers["user-agent"]).toMatch(/^tsyncio-http/);
    const options = { headers: { "user-agent": "me", "X-Two": ["a", "b"] }, skipAutoHeaders: ["Accept"] };
    const own = yield* wait((yield* wait(session.get("/", options))).json<Echo>());
    expect(own.headers["user-agent"]).toBe("me");
    expect(own.headers["x-two"]).toBe("a, b");
    expect(own.headers["accept"]).toBeUndefined();
  });

  onSockets("gives its headers, cookies and credentials to each request", function* (dialect) {
    const { wait } = dialect;
    const options = { headers: { "x-all": "yes" }, cookies: { a: "1" }, auth: new BasicAuth("user", "pass") };
    yield* sessionOf(dialect, options, function* (session) {
      const got = yield* wait((yield* wait(session.get("/", { cookies: { b: "2" } }))).json<Echo>());
      expect(got.headers["x-all"]).toBe("yes");
      expect(got.headers["cookie"]).toBe("a=1; b=2");
      expect(got.headers["authorization"]).toBe("Basic dXNlcjpwYXNz");
    });
  });

  onSockets("keeps its credentials for the server of its base URL", function* (dialect) {
    const { wait } = dialect;
    const options = { baseUrl: "http://localhost:1/", auth: new BasicAuth("user", "pass") };
    yield* inSession(dialect, options, function* (session) {
      const got = yield* wait((yield* wait(session.get(server.url))).json<Echo>());
      expect(got.headers["authorization"]).toBeUndefined();
    });
  });

  withSession("puts cookies in quotes, and sends one of a name", function* ({ wait }, session) {
    session.cookieJar.updateCookies({ a: "jar", b: "jar" });
    const options = { headers: { Cookie: "c=header; a=header" }, cookies: { b: "1; admin=1", d: "é" } };
    const got = yield* wait((yield* wait(session.get("/", options))).json<Echo>());
    expect(got.headers["cookie"]).toBe('c=header; a=jar; b="1\\073 admin=1"; d="\\351"');
    expect(() => session.get("/", { cookies: { "a=1; b": "2" } })).toThrow(ValueError);
  });

  withSession("refuses a proxy that is none when it is named", function* (_dialect, session) {
    for (const proxy of ["nonsense", "ftp://127.0.0.1/"]) {
      expect(() => session.get("/", { proxy })).toThrow(ValueError);
      expect(() => new ClientSession({ proxy })).toThrow(ValueError);
    }
  });

  withSession("takes credentials from the URL, and does not send them as a part of it", function* ({ wait }, session) {
    const got = yield* wait((yield* wait(session.get(server.url.replace("//", "//user:p%40ss@")))).json<Echo>());
    expect(got.headers["authorization"]).toBe(new BasicAuth("user", "p@ss").encode());
    expect(got.headers["host"]).toBe(`127.0.0.1:${server.port}`);
  });

  withSession("adds parameters to the query", function* ({ wait }, session) {
    const params = [{ a: "1 2", b: [3, 4] }, "c=d", [["e", "f"]] as const, new URLSearchParams({ g: "h" })] as const;
    const urls: string[] = [];
    for (const one of params)
      urls.push((yield* wait((yield* wait(session.get("/?x", { params: one }))).json<Echo>())).url);
    expect(urls).toEqual(["/?x=&a=1+2&b=3&b=4", "/?x&c=d", "/?x=&e=f", "/?x=&g=h"]);
  });

  withSession("resolves URLs against its base", function* ({ wait }, session) {
    const urls: string[] = [];
    for (const url of ["a/b", "/c", `${server.url}d`]) {
      urls.push((yield* wait((yield* wait(session.get(url))).json<Echo>())).url);
    }
    expect(urls).toEqual(["/a/b", "/c", "/d"]);
  });

  withSession("releases the connection at the end of a block", function* ({ wait }, session) {
    const text = yield* wait(asyncWith(session.get("lines"), (response) => response.text()));
    expect(text).toContain("second");
    let kept: { closed: boolean } | null = null;
    yield* wait(asyncWith(session.get("lines"), (response) => void (kept = response)));
    expect(kept).toMatchObject({ closed: true });
  });

  onSockets("is made for a single request on demand, and closed with it", function* ({ wait }) {
    const url = `${server.url}lines`;
    expect(yield* wait(asyncWith(request("GET", url), (response) => response.text()))).toContain("second");
    const failing = asyncWith(request("GET", "http://127.0.0.1:1/"), () => "never");
    expect(yield* errorOf(wait(failing))).toBeInstanceOf(ClientConnectionError);
  });

  withSession("uses a connection again", function* ({ wait }, session) {
    for (let index = 0; index < 5; index++) yield* wait((yield* wait(session.get("lines"))).read());
    expect(server.connections).toBe(1);
  });

  withSession("refuses what makes no sense at the call", function* ({ wait }, session) {
    const plain = new ClientSession();
    expect(() => plain.get("nonsense")).toThrow(InvalidURL);
    expect(() => plain.get("ftp://127.0.0.1/")).toThrow(NonHttpUrlClientError);
    expect(() => plain.get("nonsense")).toThrow(ClientError);
    expect(() => session.get("/", { headers: { "bad name": "x" } })).toThrow(ValueError);
    expect(() => session.get("/", { headers: { name: "a\r\nb" } })).toThrow(ValueError);
    expect(() => session.request("BAD METHOD", "/")).toThrow(ValueError);
    expect(() => session.post("/", { headers: { "Transfer-Encoding": "chunked" } })).toThrow(ValueError);
    expect(() => session.get("/", { readBufsize: 0 })).toThrow(ValueError);
    expect(() => session.get("/", { data: "x", json: 1 })).toThrow(ValueError);
    expect(() => session.get("/", { timeout: -1 })).toThrow(ValueError);
    expect(() => session.get("/", { maxRedirects: -1 })).toThrow(ValueError);
    expect(() => new ClientSession({ baseUrl: "x" })).toThrow(ValueError);
    yield* wait(plain.close());
  });

  onSockets("tells what it was given", function* ({ wait }) {
    const jsonSerialize = (): string => "{}";
    const session = new ClientSession({
      autoDecompress: false,
      connectorOwner: false,
      jsonSerialize,
      skipAutoHeaders: ["Accept"],
    });
    const { connector } = session;
    const { autoDecompress, connectorOwner, skipAutoHeaders, traceConfigs } = session;
    expect([autoDecompress, connectorOwner, skipAutoHeaders, traceConfigs]).toEqual([false, false, ["Accept"], []]);
    expect(session.jsonSerialize).toBe(jsonSerialize);
    const plain = new ClientSession();
    expect([plain.autoDecompress, plain.connectorOwner, plain.skipAutoHeaders]).toEqual([true, true, []]);
    expect(plain.jsonSerialize).toBe(JSON.stringify);
    yield* wait(plain.close());
    yield* wait(session.close());
    expect(connector?.closed).toBe(false);
    if (connector !== null) yield* wait(connector.close());
  });

  onSockets("makes no request once it is closed", function* ({ wait }) {
    const session = new ClientSession();
    yield* wait(session.close());
    expect(session.closed).toBe(true);
    expect(() => session.get(server.url)).toThrow(RuntimeError);
    yield* wait(session.close());
  });

  onSockets("ends a request that is under way when it is closed", function* ({ wait, fn, loop }) {
    const session = new ClientSession();
    const task = loop.createTask(fn(() => wait(session.post(server.url, { data: fn(() => wait(sleep(3600))) }))));
    yield* wait(sleep(0.02));
    yield* wait(session.close());
    const error = yield* errorOf(wait(task));
    expect(error).toBeInstanceOf(ClientConnectionError);
  });

  onSockets("raises for bad statuses on demand", function* (dialect) {
    const { wait } = dialect;
    yield* sessionOf(dialect, { raiseForStatus: true }, function* (session) {
      const error = yield* errorOf(wait(session.get("status?code=404")));
      expect(error).toBeInstanceOf(ClientResponseError);
      expect(error).toMatchObject({ status: 404, reason: "Some Reason", code: "ERR_TSYNCIO_HTTP_RESPONSE" });
      expect((error as Error).message).toBe(`404, message='Some Reason', url='${server.url}status?code=404'`);
      const response = yield* wait(session.get("status?code=404", { raiseForStatus: false }));
      expect([response.ok, response.status, yield* wait(response.text())]).toEqual([false, 404, "no"]);
      expect(() => response.raiseForStatus()).toThrow(ClientResponseError);
    });
  });

  onSockets("runs middlewares around each request, the first one outermost", function* (dialect) {
    const { wait, log, events } = dialect;
    const session = new ClientSession({
      middlewares: [
        function* (request, handler) {
          log("first", request.method);
          request.headers.set("x-token", "t");
          const response = yield* handler(request);
          log("first", response.status);
          return response;
        },
        async (request, handler) => {
          log("second", request.headers.get("x-token"));
          const response = await handler(request);
          log("second", response.status);
          return response;
        },
      ],
    });
    const got = yield* wait((yield* wait(session.get(server.url))).json<Echo>());
    expect(got.headers["x-token"]).toBe("t");
    expect(events).toEqual(["first GET", "second t", "second 200", "first 200"]);
    yield* wait(session.close());
  });
});

describe("ClientResponse", () => {
  withSession("has the headers as they came", function* ({ wait }, session) {
    const response = yield* wait(session.get("headers"));
    expect(response.headers.get("x-twice")).toBe("one, two");
    expect(response.headers.getAll("X-TWICE")).toEqual(["one", "two"]);
    expect(response.headers.get("none")).toBeNull();
    expect([...response.cookies.keys()]).toEqual(["a", "b"]);
    expect(response.links.get("next")?.url.href).toBe(`${server.url}next`);
    expect(response.requestInfo.method).toBe("GET");
  });

  withSession("is read by one task at a time, which loses nothing to another", function* ({ wait, fn }, session) {
    const response = yield* wait(session.get("first-half"));
    const reading = createTask(
      fn(function* () {
        return yield* wait(response.text());
      }),
    );
    yield* wait(sleep(0));
    expect(yield* errorOf(wait(response.read()))).toBeInstanceOf(RuntimeError);
    expect(response.content.totalBytes).toBeLessThan(8);
    yield* wait(session.get("second-half"));
    expect(yield* wait(reading)).toBe("halfhalf");
  });

  for (const coding of Object.keys(encoders)) {
    withSession(`undoes ${coding}, and does not if asked to`, function* ({ wait }, session) {
      expect(yield* wait((yield* wait(session.get(`coded?coding=${coding}`))).text())).toBe(TEXT);
      const raw = yield* wait(session.get(`coded?coding=${coding}`, { autoDecompress: false }));
      expect(Buffer.from(yield* wait(raw.read())).equals(encoders[coding]?.(TEXT) as Buffer)).toBe(true);
    });
  }

  withSession("refuses to undo more codings than anybody needs", function* ({ wait }, session) {
    const response = yield* wait(session.get("many-codings"));
    expect(yield* errorOf(wait(response.read()))).toBeInstanceOf(ClientPayloadError);
    expect(yield* wait((yield* wait(session.get("coded?coding=gzip"))).text())).toBe(TEXT);
  });

  withSession("undoes deflate without its wrapping", function* ({ wait }, session) {
    expect(yield* wait((yield* wait(session.get("bare-deflate"))).text())).toBe(TEXT);
  });

  withSession("leaves a coding alone that it does not know", function* ({ wait }, session) {
    expect(yield* wait((yield* wait(session.get("coded?coding=raw"))).text())).toBe(TEXT);
  });

  withSession("reports a body that is not what its coding says", function* ({ wait }, session) {
    const response = yield* wait(session.get("liar"));
    expect(yield* errorOf(wait(response.read()))).toBeInstanceOf(ClientPayloadError);
  });

  withSession("decodes text by the charset", function* ({ wait }, session) {
    const response = yield* wait(session.get("latin1"));
    expect(response.charset).toBe("iso-8859-1");
    expect(yield* wait(response.text())).toBe("caf\u00e9");
    expect(yield* wait(response.text("koi8-r"))).not.toBe("caf\u00e9");
  });

  onSockets("asks the session's function for the charset where the server names none", function* (dialect) {
    const { wait } = dialect;
    const seen: string[] = [];
    const fallbackCharsetResolver = (response: ClientResponse, body: Uint8Array): string => {
      seen.push(`${response.status} ${body.length}`);
      return "koi8-r";
    };
    yield* inSession(dialect, { baseUrl: server.url, fallbackCharsetResolver }, function* (session) {
      const response = yield* wait(session.get("nameless"));
      expect(() => response.getEncoding()).toThrow(RuntimeError);
      expect(yield* wait(response.text())).toBe("\u0430\u0431");
      expect([response.getEncoding(), response.contentLength]).toEqual(["koi8-r", 2]);
      expect(yield* wait((yield* wait(session.get("latin1"))).text())).toBe("caf\u00e9");
      expect(seen).toEqual(["200 2", "200 2"]);
    });
  });

  withSession("reads JSON, and checks that it is", function* ({ wait }, session) {
    const number = yield* wait(session.get("number"));
    expect(yield* wait(number.json())).toBe(42);
    const text = yield* wait(session.get("lines"));
    const error = yield* errorOf(wait(text.json()));
    expect(error).toBeInstanceOf(ContentTypeError);
    expect(error).toBeInstanceOf(ClientResponseError);
    expect(yield* wait(text.json({ contentType: null, loads: (body) => body.length }))).toBe(18);
  });

  withSession("streams its body by line, by size and as it comes", function* ({ wait, log, events }, session) {
    const { content } = yield* wait(session.get("lines"));
    for (;;) {
      const line = yield* wait(content.readline());
      if (line.length === 0) break;
      log(JSON.stringify(Buffer.from(line).toString()));
    }
    const sizes = yield* wait(session.get("lines"));
    yield* wait(asyncFor(sizes.content.iterChunked(4), (piece) => log(piece.length <= 4)));
    let whole = "";
    const any = yield* wait(session.get("lines"));
    yield* wait(asyncFor(any.content.iterAny(), (piece) => void (whole += Buffer.from(piece).toString())));
    expect(whole).toBe("first\nsecond\nthird");
    const chunks = yield* wait(session.get("lines"));
    yield* wait(asyncFor(chunks.content.iterChunks(), ([piece, isEnd]) => log(piece.length > 0 && isEnd)));
    expect(events.slice(0, 3)).toEqual(['"first\\n"', '"second\\n"', '"third"']);
    expect(events.slice(3).every((line) => line === "true")).toBe(true);
    expect(() => content.iterChunked(0)).toThrow(ValueError);
  });

  withSession("gives the rest of its body after a part of it was read", function* ({ wait }, session) {
    const response = yield* wait(session.get("lines"));
    expect(Buffer.from(yield* wait(response.content.readline())).toString()).toBe("first\n");
    expect(yield* wait(response.text())).toBe("second\nthird");
  });
});

describe("The body of a request", () => {
  withSession("is what it is given", function* ({ wait }, session) {
    const bodies: (readonly [unknown, string, string | undefined])[] = [
      ["text", "text", "text/plain; charset=utf-8"],
      [Buffer.from("bytes"), "bytes", "application/octet-stream"],
      [new Uint8Array([97, 98]).buffer, "ab", "application/octet-stream"],
      [new Blob(["blob"], { type: "text/x" }), "blob", "text/x"],
      [new URLSearchParams({ a: "b c" }), "a=b+c", "application/x-www-form-urlencoded"],
      [{ a: "1", b: 2 }, "a=1&b=2", "application/x-www-form-urlencoded"],
    ];
    for (const [data, body, type] of bodies) {
      const got = yield* wait((yield* wait(session.post("/", { data: data as BodyLike }))).json<Echo>());
      expect([got.body, got.headers["content-type"], got.headers["content-length"]]).toEqual([
        body,
        type,
        String(body.length),
      ]);
    }
    const json = yield* wait((yield* wait(session.post("/", { json: { a: [1] } }))).json<Echo>());
    expect([json.body, json.headers["content-type"]]).toEqual(['{"a":[1]}', "application/json"]);
    const none = yield* wait((yield* wait(session.post("/"))).json<Echo>());
    expect([none.body, none.headers["content-length"]]).toEqual(["", "0"]);
  });

  withSession("may come from an iterable, a function or a file, piece by piece", function* ({ wait }, session) {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("one ");
      yield Buffer.from("two");
    }
    let left = 3;
    const file = { read: () => (left-- > 0 ? Buffer.from("block ") : new Uint8Array()) };
    const sources = [
      pieces(),
      [Buffer.from("one "), Buffer.from("two")],
      function* (writer: { write(piece: Uint8Array): Coroutine<void> }) {
        yield* writer.write(Buffer.from("one "));
        yield* sleep(0.001);
        yield* writer.write(Buffer.from("two"));
      },
      async (writer: { write(piece: Uint8Array): PromiseLike<void> }) => {
        await writer.write(Buffer.from("one "));
        await writer.write(Buffer.from("two"));
      },
      async () => "one two",
      file,
    ];
    const bodies: string[] = [];
    for (const data of sources) {
      const got = yield* wait((yield* wait(session.post("/", { data: data as BodyLike }))).json<Echo>());
      expect(got.headers["transfer-encoding"]).toBe("chunked");
      bodies.push(got.body);
    }
    expect(bodies).toEqual([...Array.from({ length: 5 }, () => "one two"), "block block block "]);
  });

  withSession("is compressed, or sent in chunks, on demand", function* ({ wait }, session) {
    const got = yield* wait((yield* wait(session.post("/", { data: TEXT, compress: "gzip" }))).json<Echo>());
    expect(got.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(Buffer.from(got.body, "latin1")).toString()).toBe(TEXT);
    const deflated = yield* wait((yield* wait(session.post("/", { data: TEXT, compress: true }))).json<Echo>());
    expect(inflateSync(Buffer.from(deflated.body, "latin1")).toString()).toBe(TEXT);
    const chunked = yield* wait((yield* wait(session.post("/", { data: "x", chunked: true }))).json<Echo>());
    expect([chunked.headers["transfer-encoding"], chunked.body]).toEqual(["chunked", "x"]);
  });

  withSession("waits for the server: a slow reader holds it back", function* ({ wait }, session) {
    written = 0;
    const response = yield* wait(
      session.post("/slow", {
        *data(writer) {
          const block = new Uint8Array(64 * 1024);
          for (let index = 0; index < 400; index++) {
            yield* writer.write(block);
            written += block.length;
          }
        },
      }),
    );
    const { ahead, received } = yield* wait(response.json<{ ahead: number; received: number }>());
    expect(received).toBe(written);
    // What the system buffers on both ends is far less than the 25 MiB of the body.
    expect(ahead).toBeLessThan(20 * 1024 * 1024);
  });

  withSession("leaves no task behind when the request cannot be sent at all", function* ({ wait, loop }, session) {
    const headers = { "Content-Length": "many" };
    const error = yield* errorOf(wait(session.post("/", { headers, data: [Buffer.from("x")] })));
    expect(error).toBeInstanceOf(ClientConnectionError);
    expect(allTasks(loop).size).toBe(1);
  });

  withSession("is written by one coroutine at a time", function* ({ wait }, session) {
    const error = yield* errorOf(
      wait(
        session.post("/", {
          *data(writer) {
            yield* gather(writer.write(Buffer.from("x")), writer.write(Buffer.from("y")));
          },
        }),
      ),
    );
    expect((error as Error).cause).toBeInstanceOf(RuntimeError);
  });

  withSession("fails the request when it cannot be made", function* ({ wait }, session) {
    const error = yield* errorOf(
      wait(
        session.post("/", {
          *data(writer) {
            yield* writer.write(Buffer.from("x"));
            throw new RangeError("no more");
          },
        }),
      ),
    );
    expect(error).toBeInstanceOf(ClientConnectionError);
    expect((error as Error).cause).toBeInstanceOf(RangeError);
    expect(yield* wait((yield* wait(session.get("lines"))).text())).toContain("third");
  });
});

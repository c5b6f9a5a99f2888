// Forms, cookies and digest authentication on their way to a server and back.

import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  CookieJar,
  type ClientSession,
  type ClientSessionOptions,
  FormData,
  MultipartWriter,
  digestAuthMiddleware,
} from "@tsyncio/http";
import { type Coroutine, gather, until } from "tsyncio";

import type { Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { type Echo, TestServer, bodyOf, echo } from "../support/http_server.ts";
import { withSession } from "../support/sessions.ts";

/** Register `sentence` in both dialects: `body` gets a session, and the address of a server. */
function atServer(
  sentence: string,
  listener: RequestListener,
  body: (session: ClientSession, url: string, dialect: Dialect) => Coroutine,
  options: () => ClientSessionOptions = () => ({}),
): void {
  onSockets(sentence, function* (dialect) {
    const server = yield* dialect.wait(until(TestServer.start(listener)));
    try {
      yield* withSession(dialect, options(), (session) => body(session, server.url, dialect));
    } finally {
      yield* dialect.wait(until(server.close()));
    }
  });
}

const echoing: RequestListener = (request, response) => echo(request, response);

/** What came in, read by the web's parser. */
async function fieldsOf(sent: Echo): Promise<[string, unknown][]> {
  const headers = { "content-type": sent.headers["content-type"] ?? "" };
  const form = await new Response(Buffer.from(sent.body, "latin1"), { headers }).formData();
  const fields = [...(form as unknown as Iterable<[string, string | File]>)];
  const read = async (value: string | File): Promise<unknown> =>
    typeof value === "string" ? value : { name: value.name, type: value.type, text: await value.text() };
  return Promise.all(fields.map(async ([name, value]): Promise<[string, unknown]> => [name, await read(value)]));
}

describe("A form that is sent", () => {
  atServer("is written like a URL's query if it is plain", echoing, function* (session, url, { wait }) {
    for (const data of [
      { a: "1", b: ["2", "3"] },
      new FormData([
        ["a", "1"],
        ["b", "2"],
        ["b", "3"],
      ]),
    ]) {
      const response = yield* wait(session.post(url, { data }));
      const sent = yield* wait(response.json<Echo>());
      expect(sent.headers["content-type"]).toBe("application/x-www-form-urlencoded");
      expect(sent.body).toBe("a=1&b=2&b=3");
      expect(sent.headers["content-length"]).toBe("11");
    }
  });

  atServer("is sent in parts with its length, if that is known", echoing, function* (session, url, { wait }) {
    const data = new FormData({ name: "имя", small: new Blob(["abc"]), big: new Blob(["x".repeat(300_000)]) });
    const { size } = data;
    const response = yield* wait(session.post(url, { data }));
    const sent = yield* wait(response.json<Echo>());
    expect(sent.headers["content-length"]).toBe(String(size));
    expect(sent.headers["transfer-encoding"]).toBeUndefined();
    const fields = yield* wait(until(fieldsOf(sent)));
    expect(fields.map(([name]) => name)).toEqual(["name", "small", "big"]);
    expect(fields[0]?.[1]).toBe("имя");
    expect(fields[2]?.[1]).toMatchObject({ name: "blob", text: "x".repeat(300_000) });
  });

  atServer("streams a file, in chunks", echoing, function* (session, url, { wait }) {
    const folder = mkdtempSync(path.join(tmpdir(), "form-"));
    const file = path.join(folder, "notes.txt");
    writeFileSync(file, "y".repeat(200_000));
    const response = yield* wait(session.post(url, { data: { kind: "text", file: createReadStream(file) } }));
    const sent = yield* wait(response.json<Echo>());
    rmSync(folder, { recursive: true });
    expect(sent.headers["transfer-encoding"]).toBe("chunked");
    expect(yield* wait(until(fieldsOf(sent)))).toEqual([
      ["kind", "text"],
      ["file", { name: "notes.txt", type: "text/plain", text: "y".repeat(200_000) }],
    ]);
  });

  atServer("may be one of the web's, or a body of other parts", echoing, function* (session, url, { wait }) {
    const web = new globalThis.FormData();
    web.append("f", new File(["z"], "z.json", { type: "application/json" }));
    let response = yield* wait(session.post(url, { data: web }));
    expect(yield* wait(until(fieldsOf(yield* wait(response.json<Echo>()))))).toEqual([
      ["f", { name: "z.json", type: "application/json", text: "z" }],
    ]);
    const parts = new MultipartWriter("related", "B");
    parts.appendJson({ a: 1 });
    response = yield* wait(session.post(url, { data: parts }));
    const sent = yield* wait(response.json<Echo>());
    expect(sent.headers["content-type"]).toBe("multipart/related; boundary=B");
    expect(sent.body).toContain('{"a":1}');
  });

  atServer(
    "is sent again after a redirect that keeps the method",
    (request, response) => {
      if (request.url === "/") response.writeHead(307, { location: "/there" }).end();
      else echo(request, response);
    },
    function* (session, url, { wait }) {
      const data = new FormData({ a: new Blob(["abc"]) });
      const response = yield* wait(session.post(url, { data }));
      const sent = yield* wait(response.json<Echo>());
      expect([sent.method, sent.url]).toEqual(["POST", "/there"]);
      expect(yield* wait(until(fieldsOf(sent)))).toMatchObject([["a", { text: "abc" }]]);
    },
  );
});

describe("The cookies of a session", () => {
  const setting: RequestListener = (request, response) => {
    if (request.url === "/set") response.setHeader("set-cookie", ["a=1; Path=/", "b=2; Path=/deep", "c=3; Max-Age=0"]);
    echo(request, response);
  };

  atServer(
    "are kept and sent back, where they belong",
    setting,
    function* (session, url, { wait }) {
      const response = yield* wait(session.get(`${url}set`));
      expect([...response.cookies.values()].map(String)).toEqual(["a=1", "b=2", "c=3"]);
      yield* wait(response.read());
      for (const [where, cookies] of [
        ["", "a=1"],
        ["deep/x", "b=2; a=1"],
      ] as const) {
        const next = yield* wait(session.get(url + where));
        const { headers } = yield* wait(next.json<Echo>());
        expect(headers["cookie"]?.split("; ").toSorted()).toEqual(cookies.split("; ").toSorted());
      }
    },
    () => ({ cookieJar: new CookieJar({ unsafe: true }) }),
  );

  atServer("of an address are not kept by themselves", setting, function* (session, url, { wait }) {
    yield* wait((yield* wait(session.get(`${url}set`))).read());
    const next = yield* wait(session.get(url));
    expect((yield* wait(next.json<Echo>())).headers["cookie"]).toBeUndefined();
  });
});

describe("Digest authentication", () => {
  const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
  const field = (header: string, name: string): string => new RegExp(`${name}="?([^",]*)`).exec(header)?.[1] ?? "";

  /** Lets those in who know the password, and each count of a nonce once. */
  const guard = (): RequestListener => {
    const used = new Set<string>();
    let nonces = 0;
    return (request, response) => {
      void bodyOf(request).then((body) => {
        const given = request.headers.authorization ?? "";
        const ha2 = md5(`${request.method}:${request.url}`);
        const [nonce, nc, cnonce] = ["nonce", "nc", "cnonce"].map((name) => field(given, name));
        const proof = md5(`${md5("ada:realm:secret")}:${nonce}:${nc}:${cnonce}:auth:${ha2}`);
        if (field(given, " response") !== proof || used.has(`${nonce}/${nc}`)) {
          response.setHeader(
            "www-authenticate",
            `Basic realm="x", Digest realm="realm", nonce="n${++nonces}", qop="auth"`,
          );
          response.writeHead(401).end();
          return;
        }
        used.add(`${nonce}/${nc}`);
        response.end(`hello ${body.toString()}`);
      });
    };
  };

  atServer(
    "opens the door, also for many at once",
    guard(),
    function* (session, url, { wait }) {
      const first = yield* wait(session.post(`${url}a?b=c`, { data: "me" }));
      expect([first.status, yield* wait(first.text())]).toEqual([200, "hello me"]);
      const all = Array.from({ length: 20 }, (_, i) => session.get(`${url}${i}`));
      for (const response of yield* wait(gather(all))) {
        expect([response.status, yield* wait(response.text())]).toEqual([200, "hello "]);
      }
    },
    () => ({ middlewares: [digestAuthMiddleware("ada", "secret")] }),
  );

  atServer(
    "leaves the door closed if the password is wrong",
    guard(),
    function* (session, url, { wait }) {
      const response = yield* wait(session.get(url));
      expect(response.status).toBe(401);
      yield* wait(response.read());
    },
    () => ({ middlewares: [digestAuthMiddleware("ada", "wrong")] }),
  );
});

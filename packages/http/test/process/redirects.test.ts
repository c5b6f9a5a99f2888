// Where redirects lead, what goes along, and what does not.

import type { IncomingMessage, ServerResponse } from "node:http";

import {
  BasicAuth,
  ClientError,
  type ClientMiddleware,
  ClientResponseError,
  InvalidUrlRedirectClientError,
  NonHttpUrlRedirectClientError,
  RedirectClientError,
  TooManyRedirects,
} from "@tsyncio/http";
import { RuntimeError } from "tsyncio";

import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { type Echo, TestServer, echo } from "../support/http_server.ts";
import { errorOf, withSession } from "../support/sessions.ts";

let server: TestServer;
let other: TestServer;

/** `/STATUS?to=URL` redirects there. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  const status = Number(pathname.slice(1));
  const to = searchParams.get("to");
  if (!(status >= 300)) echo(request, response);
  else {
    request.resume();
    response.writeHead(status, { ...(to === null ? {} : { location: to }), "set-cookie": "seen=1" });
    response.end("moved");
  }
}

beforeEach(async () => {
  server = await TestServer.start(serve);
  other = await TestServer.start(serve);
});

afterEach(async () => {
  await server.close();
  await other.close();
});

describe("A redirect", () => {
  onSockets("is followed, and stands in the history", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const response = yield* wait(session.get("301?to=/302%3Fto=/end#part"));
      expect(response.url.href).toBe(`${server.url}end`);
      expect(response.realUrl.hash).toBe("#part");
      expect(response.history.map(({ status }) => status)).toEqual([301, 302]);
      expect(response.history.every(({ closed }) => closed)).toBe(true);
    });
  });

  onSockets("is not followed by head(), or when that is not wanted", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      expect((yield* wait(session.head("302?to=/end"))).status).toBe(302);
      const response = yield* wait(session.get("302?to=/end", { allowRedirects: false }));
      expect([response.status, yield* wait(response.text())]).toEqual([302, "moved"]);
    });
  });

  onSockets("that leads nowhere is the response", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const response = yield* wait(session.get("302"));
      expect([response.status, yield* wait(response.text())]).toEqual([302, "moved"]);
    });
  });

  for (const [status, method, kept] of [
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "POST", "GET"],
    [303, "PUT", "GET"],
    [301, "PUT", "PUT"],
    [307, "POST", "POST"],
    [308, "POST", "POST"],
  ] as const) {
    onSockets(`${status} makes of a ${method} a ${kept}`, function* (dialect) {
      const { wait } = dialect;
      yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
        const response = yield* wait(session.request(method, `${status}?to=/end`, { data: "body" }));
        const got = yield* wait(response.json<Echo>());
        expect([got.method, got.body]).toEqual([kept, kept === method ? "body" : ""]);
        expect(got.headers["content-type"]).toBe(kept === method ? "text/plain; charset=utf-8" : undefined);
      });
    });
  }

  onSockets("keeps the credentials within an origin, and drops them on the way to another", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, {}, function* (session) {
      const options = { auth: new BasicAuth("u", "p"), cookies: { own: "1" }, headers: { "x-other": "yes" } };
      const same = yield* wait(session.get(`${server.url}302?to=/end`, options));
      expect((yield* wait(same.json<Echo>())).headers["authorization"]).toBe(options.auth.encode());
      const left = yield* wait(session.get(`${server.url}302?to=${other.url}`, options));
      const { headers } = yield* wait(left.json<Echo>());
      expect(headers["authorization"]).toBeUndefined();
      expect(headers["cookie"]).toBeUndefined();
      expect(headers["x-other"]).toBe("yes");
      const byHand = { headers: { Authorization: "Bearer x", Cookie: "c=1", "Proxy-Authorization": "y" } };
      const gone = yield* wait((yield* wait(session.get(`${server.url}302?to=${other.url}`, byHand))).json<Echo>());
      expect(gone.rawHeaders.filter((name) => /auth|cookie/i.test(name))).toEqual([]);
    });
  });

  onSockets("takes neither the host nor what a middleware has added to another server", function* (dialect) {
    const { wait } = dialect;
    const key: ClientMiddleware = (request, handler) => {
      if (request.url.port === String(server.port)) request.headers.append("x-key", "secret");
      return handler(request);
    };
    yield* withSession(dialect, { middlewares: [key], headers: { Host: "site.example" } }, function* (session) {
      const same = yield* wait((yield* wait(session.get(`${server.url}302?to=/end`))).json<Echo>());
      expect([same.headers["x-key"], same.headers["host"]]).toEqual(["secret", "site.example"]);
      const left = yield* wait((yield* wait(session.get(`${server.url}302?to=${other.url}`))).json<Echo>());
      expect([left.headers["x-key"], left.headers["host"]]).toEqual([undefined, `127.0.0.1:${other.port}`]);
    });
  });

  onSockets("that says an empty address is the response", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      expect((yield* wait(session.get("302?to="))).status).toBe(302);
    });
  });

  onSockets("without end is an error that has the history", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const endless = `${server.url}302?to=`;
      const url = endless + encodeURIComponent(endless + encodeURIComponent(`${endless}/end`));
      const error = yield* errorOf(wait(session.get(url, { maxRedirects: 2 })));
      expect(error).toBeInstanceOf(TooManyRedirects);
      expect(error).toBeInstanceOf(ClientResponseError);
      expect((error as TooManyRedirects).history).toHaveLength(3);
      const allowed = yield* wait(session.get(url, { maxRedirects: 3 }));
      expect(allowed.status).toBe(200);
    });
  });

  onSockets("to what is no URL of HTTP is an error", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const foreign = yield* errorOf(wait(session.get("302?to=ftp://127.0.0.1/")));
      expect(foreign).toBeInstanceOf(NonHttpUrlRedirectClientError);
      expect(foreign).toBeInstanceOf(RedirectClientError);
      expect(foreign).toBeInstanceOf(ClientError);
      const bad = yield* errorOf(wait(session.get("302?to=http://:x/")));
      expect(bad).toBeInstanceOf(InvalidUrlRedirectClientError);
    });
  });

  onSockets("cannot be followed with a body that was a stream", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const data = [new Uint8Array(10)];
      expect(yield* errorOf(wait(session.post("307?to=/end", { data })))).toBeInstanceOf(RuntimeError);
    });
  });
});

// What a client makes of servers that misbehave: for each the error that aiohttp has for it, and a session that still works.

import { type Coroutine, OSError, TimeoutError, ValueError, until } from "tsyncio";

import type { Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { describe, expect, it } from "../../../tsyncio/test/support/suite.ts";
import { ClientSession } from "../../src/client.ts";
import type { ClientResponse } from "../../src/client_response.ts";
import {
  ClientConnectionError,
  ClientError,
  ClientOSError,
  ClientPayloadError,
  ClientResponseError,
  ContentTypeError,
  InvalidURL,
  InvalidUrlRedirectClientError,
  NonHttpUrlRedirectClientError,
  RedirectClientError,
  ServerConnectionError,
  ServerDisconnectedError,
  ServerTimeoutError,
  SocketTimeoutError,
  TooManyRedirects,
} from "../../src/errors.ts";
import { TCPConnector } from "../../src/tcp_connector.ts";
import { MisbehavingServer, misbehaviours } from "../support/misbehaving_server.ts";

type Name = keyof typeof misbehaviours;

/** What becomes of a request: when it fails, and as what. */
interface Fate {
  /** `head`: the response does not come; `body`: it cannot be read. */
  readonly at: "head" | "body";
  readonly type: unknown;
  /** What else the error is. */
  readonly also?: readonly unknown[];
  readonly says?: RegExp;
}

const timedOut = (at: Fate["at"]): Fate => ({
  at,
  type: SocketTimeoutError,
  also: [ServerTimeoutError, ServerConnectionError, ClientError, TimeoutError],
  says: /^Timeout on reading data from socket$/,
});
const incomplete: Fate = { at: "body", type: ClientPayloadError, says: /^Response payload is not completed/ };
const noMessage: Fate = { at: "head", type: ClientResponseError, says: /^400, / };

// Checked against aiohttp 3.8.4 on the same server. Where it says something else, the reason stands beside.
const fates: Readonly<Partial<Record<Name, Fate>>> = {
  "slow-headers": timedOut("head"),
  "slow-header-lines": timedOut("head"),
  "slow-body": timedOut("body"),
  "truncated-body": incomplete,
  "truncated-chunk": incomplete,
  "no-last-chunk": incomplete,
  // aiohttp: a ClientResponseError, if the broken chunk comes together with the head.
  "bad-chunk": incomplete,
  // aiohttp 3.8.4 takes no notice of these three, and waits on.
  "bad-first-chunk": incomplete,
  "bad-chunk-end": incomplete,
  "bad-header": noMessage,
  "bad-length": noMessage,
  "two-lengths": noMessage,
  "endless-redirect": { at: "head", type: TooManyRedirects, also: [ClientResponseError] },
  "redirect-nowhere": {
    at: "head",
    type: InvalidUrlRedirectClientError,
    also: [InvalidURL, RedirectClientError, ValueError],
  },
  "redirect-to-file": {
    at: "head",
    type: NonHttpUrlRedirectClientError,
    also: [InvalidURL, RedirectClientError, ValueError],
  },
  "no-answer": { at: "head", type: ServerDisconnectedError, also: [ServerConnectionError, ClientConnectionError] },
  "end-in-headers": { at: "head", type: ServerDisconnectedError },
  reset: { at: "head", type: ClientOSError, also: [ClientConnectionError, OSError], says: /ECONNRESET/ },
  "reset-in-headers": { at: "head", type: ClientOSError },
  "reset-in-body": incomplete,
  garbage: noMessage,
  "bad-status": noMessage,
  "bad-version": noMessage,
  "wrong-encoding": { at: "body", type: ClientPayloadError, says: /Can not decode content-encoding: gzip/ },
  // aiohttp gives what there was as if it were all.
  "truncated-encoding": { at: "body", type: ClientPayloadError },
  "wrong-charset": { at: "body", type: ValueError },
  "wrong-type": { at: "body", type: ContentTypeError, also: [ClientResponseError] },
  "wrong-json": { at: "body", type: SyntaxError },
  "too-long-header": noMessage,
  "too-many-headers": noMessage,
};

const bodies: Readonly<Partial<Record<Name, string>>> = {
  // aiohttp: a ClientResponseError, if what is too much comes together with the body.
  "too-long-body": "12345",
  "early-hints": "ok",
  continues: "ok",
  "continue-in-body": "HTTP/1.1 100 Continue\r\n\r\n",
  "until-end": "ok",
};

function* use(dialect: Dialect, body: (session: ClientSession, server: MisbehavingServer) => Coroutine): Coroutine {
  const { wait } = dialect;
  const server = yield* wait(until(MisbehavingServer.start()));
  const connector = new TCPConnector({ limit: 1 });
  const session = new ClientSession({ connector, timeout: { sockRead: 0.2 } });
  try {
    yield* body(session, server);
    // The only place is free again, and the next one gets it.
    const response = yield* wait(session.get(`${server.url}/early-hints`));
    expect(yield* wait(response.text())).toBe("ok");
    yield* wait(session.close());
    yield* wait(until(server.allGone()));
  } finally {
    yield* wait(session.close());
    yield* wait(until(server.close()));
  }
}

function* read({ wait }: Dialect, name: string, response: ClientResponse): Coroutine<unknown> {
  if (name === "wrong-type" || name === "wrong-json") return yield* wait(response.json());
  return yield* wait(response.text());
}

describe("The error of a request", () => {
  for (const [name, { at, type, also = [], says = /^/ }] of Object.entries(fates)) {
    onSockets(`is aiohttp's for a server with ${name.replaceAll("-", " ")}`, function* (dialect) {
      yield* use(dialect, function* (session, server) {
        let stage: Fate["at"] = "head";
        try {
          const response = yield* dialect.wait(session.get(`${server.url}/${name}`));
          stage = "body";
          yield* read(dialect, name, response);
        } catch (error) {
          expect(error).toBeInstanceOf(type as typeof Error);
          for (const other of also) expect(error).toBeInstanceOf(other as typeof Error);
          expect((error as Error).constructor).toBe(type);
          expect((error as Error).message).toMatch(says);
          expect(stage).toBe(at);
          return;
        }
        throw new Error("nothing was thrown");
      });
    });
  }

  it("is known for each way to misbehave", () => {
    expect([...Object.keys(fates), ...Object.keys(bodies)].toSorted()).toEqual(Object.keys(misbehaviours).toSorted());
  });
});

describe("A response", () => {
  for (const [name, body] of Object.entries(bodies)) {
    onSockets(`is read in spite of ${name.replaceAll("-", " ")}`, function* (dialect) {
      yield* use(dialect, function* (session, server) {
        const response = yield* dialect.wait(session.get(`${server.url}/${name}`));
        expect(yield* read(dialect, name, response)).toBe(body);
      });
    });
  }

  onSockets("that is broken tells so also as a stream", function* (dialect) {
    yield* use(dialect, function* (session, server) {
      const { wait } = dialect;
      const response = yield* wait(session.get(`${server.url}/truncated-body`));
      expect(Buffer.from(yield* wait(response.content.readexactly(5))).toString()).toBe("12345");
      try {
        yield* wait(response.content.read(1));
      } catch (error) {
        expect(error).toBeInstanceOf(ClientPayloadError);
        return;
      }
      throw new Error("nothing was thrown");
    });
  });
});

// Limits of time and of number: timeouts, places in the pool, retries.

import type { IncomingMessage, ServerResponse } from "node:http";

import {
  ClientConnectionError,
  ClientConnectorError,
  ClientOSError,
  ClientTimeout,
  ConnectionTimeoutError,
  ServerDisconnectedError,
  ServerTimeoutError,
  SocketTimeoutError,
  TCPConnector,
  TraceConfig,
} from "@tsyncio/http";
import { type Coroutine, TimeoutError, ValueError, createTask, gather, sleep } from "tsyncio";

import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { afterEach, beforeEach, describe, expect } from "../../../tsyncio/test/support/suite.ts";
import { TestServer } from "../support/http_server.ts";
import { errorOf, withSession } from "../support/sessions.ts";

let server: TestServer;
let failures = 0;
let served: string[] = [];
const held: ServerResponse[] = [];

function serve(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  served.push(request.url ?? "");
  if (request.url === "/silent") return;
  if (request.url === "/half") {
    response.writeHead(200, { "content-length": 10 });
    response.write("half");
  } else if (request.url === "/held") held.push(response);
  else if (request.url === "/flaky" && failures-- > 0) request.socket.destroy();
  else if (request.url === "/busy" && failures-- > 0) {
    response.writeHead(503);
    response.end();
  } else response.end(request.url);
}

beforeEach(async () => {
  server = await TestServer.start(serve);
  served = [];
  held.length = 0;
});

afterEach(() => server.close());

describe("ClientTimeout", () => {
  for (const path of ["silent", "half"]) {
    onSockets(`total ends a request that is ${path}`, function* (dialect) {
      const { wait, fn } = dialect;
      yield* withSession(dialect, { baseUrl: server.url, timeout: { total: 0.05 } }, function* (session) {
        const steps = fn(function* () {
          yield* wait((yield* wait(session.get(path))).read());
        });
        const error = yield* errorOf(wait(createTask(steps)));
        expect(error).toBeInstanceOf(TimeoutError);
        expect(error).not.toBeInstanceOf(ServerTimeoutError);
      });
    });
  }

  onSockets("total ends the wait for a place, and the user's code in between", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(
      dialect,
      { baseUrl: server.url, connector: new TCPConnector({ limit: 1 }) },
      function* (session) {
        const response = yield* wait(session.get("half"));
        const error = yield* errorOf(wait(session.get("/", { timeout: 0.02 })));
        expect(error).toBeInstanceOf(TimeoutError);
        expect(error).not.toBeInstanceOf(ServerTimeoutError);
        response.close();
        const middlewares = [() => sleep(60) as never];
        expect(yield* errorOf(wait(session.get("/", { timeout: 0.02, middlewares })))).toBeInstanceOf(TimeoutError);
        expect(yield* wait((yield* wait(session.get("/free"))).text())).toBe("/free");
      },
    );
  });

  onSockets("connect ends the wait for a place", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(
      dialect,
      { baseUrl: server.url, connector: new TCPConnector({ limit: 1 }) },
      function* (session) {
        const response = yield* wait(session.get("half"));
        const error = yield* errorOf(wait(session.get("/", { timeout: { connect: 0.02 } })));
        expect(error).toBeInstanceOf(ConnectionTimeoutError);
        expect(error).toBeInstanceOf(ServerTimeoutError);
        expect(error).toBeInstanceOf(ClientConnectionError);
        expect(error).toBeInstanceOf(TimeoutError);
        response.close();
      },
    );
  });

  onSockets("sockConnect ends the making of a connection", function* (dialect) {
    const { wait } = dialect;
    // A resolver that never answers stands for a server that cannot be reached.
    const connector = new TCPConnector({ resolver: { resolve: () => undefined } });
    yield* withSession(dialect, { connector, timeout: { sockConnect: 0.02 } }, function* (session) {
      const error = yield* errorOf(wait(session.get("http://nowhere.test/")));
      expect(error).toBeInstanceOf(ConnectionTimeoutError);
      expect((error as Error).message).toBe("Connection timeout to host http://nowhere.test/");
    });
  });

  for (const path of ["silent", "half"]) {
    onSockets(`sockRead ends a request that is ${path}`, function* (dialect) {
      const { wait, fn } = dialect;
      yield* withSession(dialect, { baseUrl: server.url, timeout: { sockRead: 0.05 } }, function* (session) {
        const steps = fn(function* () {
          yield* wait((yield* wait(session.get(path))).read());
        });
        const error = yield* errorOf(wait(createTask(steps)));
        expect(error).toBeInstanceOf(SocketTimeoutError);
        expect((error as Error).message).toBe("Timeout on reading data from socket");
      });
    });
  }

  onSockets("refuses what is no time", function* ({ wait }) {
    expect(() => new ClientTimeout({ total: -1 })).toThrow(ValueError);
    expect(() => new ClientTimeout({ sockRead: "1" as never })).toThrow(ValueError);
    expect(new ClientTimeout({ total: 0 }).total).toBeNull();
    yield* wait(sleep(0));
  });
});

describe("TCPConnector", () => {
  onSockets("lets no more requests run than its limit, and the first come first", function* (dialect) {
    const { wait, fn } = dialect;
    yield* withSession(
      dialect,
      { baseUrl: server.url, connector: new TCPConnector({ limit: 2 }) },
      function* (session) {
        const tasks = ["held", "held", "a", "b", "c"].map((path) =>
          createTask(
            fn(function* () {
              return yield* wait((yield* wait(session.get(path))).text());
            }),
          ),
        );
        while (held.length < 2) yield* wait(sleep(0.001));
        expect(served).toEqual(["/held", "/held"]);
        held[0]?.end("done");
        yield* wait(gather(tasks.slice(2)));
        expect(served.slice(2)).toEqual(["/a", "/b", "/c"]);
        held[1]?.end("done");
        expect(yield* wait(gather(tasks))).toEqual(["done", "done", "/a", "/b", "/c"]);
        expect(server.connections).toBe(2);
      },
    );
  });

  onSockets("limits each host by itself", function* (dialect) {
    const { wait, fn } = dialect;
    const connector = new TCPConnector({ limitPerHost: 1 });
    yield* withSession(dialect, { connector }, function* (session) {
      const get = (host: string, path: string) =>
        createTask(
          fn(function* () {
            return yield* wait((yield* wait(session.get(`http://${host}:${server.port}/${path}`))).text());
          }),
        );
      const first = get("127.0.0.1", "held");
      const second = get("127.0.0.1", "second");
      const other = get("localhost", "other");
      expect(yield* wait(other)).toBe("/other");
      expect(second.done()).toBe(false);
      held[0]?.end("first");
      expect(yield* wait(gather([first, second]))).toEqual(["first", "/second"]);
    });
  });

  onSockets("opens a connection for each request if it is to close them", function* (dialect) {
    const { wait } = dialect;
    const connector = new TCPConnector({ forceClose: true });
    yield* withSession(dialect, { baseUrl: server.url, connector }, function* (session) {
      for (let index = 0; index < 3; index++) yield* wait((yield* wait(session.get("x"))).read());
      expect(server.connections).toBe(3);
    });
  });

  onSockets("may serve several sessions", function* ({ wait }) {
    const connector = new TCPConnector();
    for (let index = 0; index < 2; index++) {
      yield* withSession(
        { wait } as never,
        { baseUrl: server.url, connector, connectorOwner: false },
        function* (session) {
          expect(yield* wait((yield* wait(session.get("x"))).text())).toBe("/x");
        },
      );
    }
    expect(server.connections).toBe(1);
    expect(connector.closed).toBe(false);
    yield* wait(connector.close());
  });

  onSockets("takes another connection when the server has closed an idle one", function* (dialect) {
    const { wait } = dialect;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      for (let index = 0; index < 20; index++) {
        expect(yield* wait((yield* wait(session.get("x"))).text())).toBe("/x");
        for (const socket of server.sockets) socket.end();
        if (index % 2 === 0) yield* wait(sleep(0.002));
      }
    });
  });

  onSockets("asks for the addresses of a host once for a while", function* (dialect) {
    const { wait, fn } = dialect;
    let asked = 0;
    const resolver = {
      resolve(
        _host: string,
        _family: number,
        done: (error: null, addresses: { address: string; family: 4 }[]) => void,
      ) {
        asked++;
        setImmediate(() => done(null, [{ address: "127.0.0.1", family: 4 }]));
      },
    };
    const connector = new TCPConnector({ resolver, forceClose: true });
    yield* withSession(dialect, { connector }, function* (session) {
      const url = `http://example.test:${server.port}/x`;
      const get = fn(function* () {
        return (yield* wait(session.get(url))).status;
      });
      expect(yield* wait(gather([get, get, get].map((start) => createTask(start))))).toEqual([200, 200, 200]);
      expect(asked).toBe(1);
      connector.clearDnsCache();
      yield* wait(session.get(url));
      expect(asked).toBe(2);
    });
  });

  onSockets("refuses limits that are none", function* ({ wait }) {
    expect(() => new TCPConnector({ limit: -1 })).toThrow(ValueError);
    expect(() => new TCPConnector({ keepaliveTimeout: 0 })).toThrow(ValueError);
    expect(() => new TCPConnector({ family: 5 as never })).toThrow(ValueError);
    yield* wait(sleep(0));
  });
});

describe("A response that nobody has any more", () => {
  onSockets(
    "gives its connection back, and the loop is told",
    function* (dialect) {
      const { wait, fn } = dialect;
      yield* withSession(
        dialect,
        { baseUrl: server.url, connector: new TCPConnector({ limit: 1 }) },
        function* (session) {
          yield* wait(createTask(fn(() => forget(wait(session.get("half"))))));
          const next = createTask(
            fn(function* () {
              return yield* wait((yield* wait(session.get("/next"))).text());
            }),
          );
          while (!next.done()) {
            globalThis.gc?.();
            yield* wait(sleep(0.005));
          }
          expect(next.result()).toBe("/next");
        },
      );
    },
    ({ reports }) =>
      expect(reports.map(({ message }) => message)).toEqual([`Unclosed response of GET ${server.url}half`]),
  );
});

function* forget(response: Coroutine<unknown>): Coroutine {
  yield* response;
}

describe("retry", () => {
  onSockets("is off unless asked for", function* (dialect) {
    const { wait } = dialect;
    failures = 1;
    yield* withSession(dialect, { baseUrl: server.url }, function* (session) {
      const error = yield* errorOf(wait(session.get("flaky")));
      expect(error instanceof ServerDisconnectedError || error instanceof ClientOSError).toBe(true);
      expect(served).toEqual(["/flaky"]);
    });
  });

  onSockets("asks again after a failure, and tells the trace", function* (dialect) {
    const { wait } = dialect;
    failures = 2;
    const attempts: number[] = [];
    const trace = new TraceConfig({ onRequestRetry: (_session, _context, { attempt }) => void attempts.push(attempt) });
    const retry = { attempts: 2, delay: () => 0.001 };
    yield* withSession(dialect, { baseUrl: server.url, traceConfigs: [trace], retry }, function* (session) {
      expect(yield* wait((yield* wait(session.get("flaky"))).text())).toBe("/flaky");
      expect(attempts).toEqual([1, 2]);
      failures = 3;
      expect(yield* errorOf(wait(session.get("flaky")))).toBeInstanceOf(ClientConnectionError);
    });
  });

  onSockets("asks again for statuses that it is given, and never for what must not be repeated", function* (dialect) {
    const { wait } = dialect;
    const retry = { attempts: 5, statuses: [503], delay: () => 0 };
    yield* withSession(dialect, { baseUrl: server.url, retry }, function* (session) {
      failures = 2;
      expect((yield* wait(session.get("busy"))).status).toBe(200);
      failures = 1;
      expect((yield* wait(session.post("busy", { data: "x" }))).status).toBe(503);
      failures = 0;
      const refused = yield* errorOf(wait(session.get("http://127.0.0.1:1/")));
      expect(refused).toBeInstanceOf(ClientConnectorError);
      expect(refused).toMatchObject({ code: "ECONNREFUSED", host: "127.0.0.1", port: 1, ssl: false });
    });
  });
});

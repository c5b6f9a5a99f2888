// Requests through SOCKS proxies.

import { type Coroutine, TimeoutError, until } from "tsyncio";

import type { Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { describe, expect, it } from "../../../tsyncio/test/support/suite.ts";
import { clientTls, serverTls } from "../../../tsyncio/test/support/tls.ts";
import { ClientConnectionError, ClientProxyConnectionError, ConnectionTimeoutError } from "../../src/errors.ts";
import { isSocksUrl } from "../../src/socks.ts";
import { TestServer } from "../support/http_server.ts";
import { errorOf, withSession } from "../support/sessions.ts";
import { SocksServer, type SocksServerOptions } from "../support/socks_server.ts";

function* through(
  { wait }: Dialect,
  options: SocksServerOptions,
  body: (proxy: SocksServer, server: TestServer) => Coroutine,
  tls?: typeof serverTls,
): Coroutine {
  const proxy = yield* wait(until(SocksServer.start(options)));
  const server = yield* wait(until(TestServer.start((request, response) => response.end(`got ${request.url}`), tls)));
  try {
    yield* body(proxy, server);
    expect(yield* wait(until(emptied(proxy)))).toBe(true);
  } finally {
    yield* wait(until(server.close()));
    yield* wait(until(proxy.close()));
  }
}

/** Fulfilled once the proxy has no connection any more. */
async function emptied(proxy: SocksServer): Promise<boolean> {
  while (proxy.open > 0) await new Promise((resolve) => void setTimeout(resolve, 5));
  return true;
}

describe("A SOCKS proxy", () => {
  for (const scheme of ["socks5", "socks5h", "socks4", "socks4a"]) {
    onSockets(`leads to the server, and looks its name up, as ${scheme}`, function* (dialect) {
      const { wait } = dialect;
      yield* through(dialect, {}, function* (proxy, server) {
        yield* withSession(dialect, { proxy: `${scheme}://127.0.0.1:${proxy.port}` }, function* (session) {
          for (let i = 0; i < 3; i++) {
            const response = yield* wait(session.get(`http://nowhere.example:${server.port}/a?b`));
            expect(yield* wait(response.text())).toBe("got /a?b");
          }
          yield* wait(session.get(server.url));
        });
        // The three shared a connection.
        expect(proxy.targets).toEqual([`nowhere.example:${server.port}`, `127.0.0.1:${server.port}`]);
      });
    });
  }

  onSockets("leads to servers with TLS", function* (dialect) {
    const { wait } = dialect;
    yield* through(
      dialect,
      {},
      function* (proxy, server) {
        yield* withSession(dialect, {}, function* (session) {
          const options = { proxy: `socks5://127.0.0.1:${proxy.port}`, ssl: clientTls };
          const response = yield* wait(session.get(`https://localhost:${server.port}/`, options));
          expect(yield* wait(response.text())).toBe("got /");
        });
        expect(proxy.targets).toEqual([`localhost:${server.port}`]);
      },
      serverTls,
    );
  });

  onSockets("gets the name and the password that it asks for", function* (dialect) {
    const { wait } = dialect;
    yield* through(dialect, { credentials: "user:p@ss" }, function* (proxy, server) {
      yield* withSession(dialect, {}, function* (session) {
        const right = `socks5://user:p%40ss@127.0.0.1:${proxy.port}`;
        const response = yield* wait(session.get(server.url, { proxy: right }));
        expect(yield* wait(response.text())).toBe("got /");
        for (const wrong of ["user:no@", ""]) {
          const url = `socks5://${wrong}127.0.0.1:${proxy.port}`;
          expect(yield* errorOf(wait(session.get(server.url, { proxy: url })))).toBeInstanceOf(
            ClientProxyConnectionError,
          );
        }
      });
    });
  });

  onSockets("gets a name as it stands whose escapes make no sense", function* (dialect) {
    const { wait } = dialect;
    yield* through(dialect, { credentials: "%zz:x" }, function* (proxy, server) {
      yield* withSession(dialect, { proxy: `socks5://%zz:x@127.0.0.1:${proxy.port}` }, function* (session) {
        expect((yield* wait(session.get(server.url))).status).toBe(200);
      });
    });
  });

  for (const scheme of ["socks5", "socks4"]) {
    onSockets(`that refuses is an error of its own, as ${scheme}`, function* (dialect) {
      const { wait } = dialect;
      yield* through(dialect, { refusal: 5 }, function* (proxy, server) {
        yield* withSession(dialect, { proxy: `${scheme}://127.0.0.1:${proxy.port}` }, function* (session) {
          const error = yield* errorOf(wait(session.get(server.url)));
          expect(error).toBeInstanceOf(ClientProxyConnectionError);
          expect(error).toBeInstanceOf(ClientConnectionError);
          expect((error as Error).cause).toBeInstanceOf(Error);
        });
      });
    });
  }

  onSockets("that is not there is an error of its own", function* (dialect) {
    const { wait } = dialect;
    const proxy = yield* wait(until(SocksServer.start()));
    const url = `socks5://127.0.0.1:${proxy.port}`;
    yield* wait(until(proxy.close()));
    yield* withSession(dialect, { proxy: url }, function* (session) {
      expect(yield* errorOf(wait(session.get("http://127.0.0.1:9/")))).toBeInstanceOf(ClientProxyConnectionError);
    });
  });

  onSockets("that says nothing is given up in time, and its connection is closed", function* (dialect) {
    const { wait } = dialect;
    yield* through(dialect, { isMute: true }, function* (proxy, server) {
      yield* withSession(dialect, { proxy: `socks5://127.0.0.1:${proxy.port}` }, function* (session) {
        const slow = { timeout: { sockConnect: 0.05 } };
        expect(yield* errorOf(wait(session.get(server.url, slow)))).toBeInstanceOf(ConnectionTimeoutError);
        expect(yield* errorOf(wait(session.get(server.url, { timeout: { total: 0.05 } })))).toBeInstanceOf(
          TimeoutError,
        );
        expect(yield* wait(until(emptied(proxy)))).toBe(true);
      });
    });
  });

  it("is told by its URL", () => {
    expect(isSocksUrl(new URL("socks5://localhost"))).toBe(true);
    expect(isSocksUrl(new URL("http://localhost"))).toBe(false);
  });
});

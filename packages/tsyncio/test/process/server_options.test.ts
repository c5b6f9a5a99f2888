// What servers can be asked for, and what they do when the system has nothing left. The rest is in server.test.ts.

import { type Socket, connect } from "node:net";
import process from "node:process";

import {
  type OSError,
  Protocol,
  type Server,
  type Transport,
  ValueError,
  createTask,
  newEventLoop,
  openConnection,
  sleep,
  startServer,
  until,
  wait as waitForAll,
} from "tsyncio";

import { startNode } from "../support/node_process.ts";
import { bytes, connectTo, onSockets, receiveAll } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

const portOf = (server: Server, index = 0): number => server.sockets[index]?.getsockname()[1] as number;

class Greeting extends Protocol {
  override connectionMade(transport: Transport): void {
    transport.write(bytes("hello"));
    transport.close();
  }
}

describe("createServer", () => {
  onSockets(
    "listens at both versions of the protocol, each for itself, so that one port serves both",
    function* ({ wait, log, loop }) {
      const first = yield* wait(loop.createServer(() => new Greeting(), "::1", 0));
      const port = portOf(first);
      const both = createTask(loop.createServer(() => new Greeting(), ["127.0.0.1", "::1"], port));
      yield* wait(waitForAll([both]));
      log((both.exception() as OSError).code);
      first.close();
      const server = yield* wait(loop.createServer(() => new Greeting(), ["127.0.0.1", "::1"], port));
      for (const host of ["127.0.0.1", "::1"]) {
        const [reader, writer] = yield* wait(openConnection(host, port));
        log((yield* wait(reader.read())).length, host);
        writer.close();
        yield* wait(writer.waitClosed());
      }
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["EADDRINUSE", "5 127.0.0.1", "5 ::1"]),
  );

  onSockets(
    "serves a connection that the system is to keep alive as any other",
    function* ({ wait, log, loop }) {
      const server = yield* wait(loop.createServer(() => new Greeting(), "127.0.0.1", 0, { keepAlive: true }));
      const client = yield* wait(until(connectTo(portOf(server))));
      log(yield* wait(until(receiveAll(client))));
      client.destroy();
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["hello"]),
  );

  it("refuses bad options at the call, and names them", async () => {
    const loop = newEventLoop();
    await loop.runUntilComplete(function* () {
      yield* sleep(0);
      const start = (options: object) => () =>
        (startServer as (...args: unknown[]) => unknown)(() => {}, "127.0.0.1", 0, options);
      expect(start({ keepAlive: "yes" })).toThrow(new TypeError('keepAlive must be true or false, got "yes"'));
      expect(start({ reusePort: 1 })).toThrow(new TypeError("reusePort must be true or false, got 1"));
      expect(start({ startServing: 0 })).toThrow(new TypeError("startServing must be true or false, got 0"));
      expect(start({ backlog: "many" })).toThrow('backlog must be a whole number of at least 0, got "many"');
    });
    loop.close();
  });

  // Node knows it from version 22.12.
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) {
    onSockets(
      "shares a port with another that asks for it, too",
      function* ({ wait, log, loop }) {
        const options = { reusePort: true };
        const first = yield* wait(loop.createServer(() => new Greeting(), "127.0.0.1", 0, options));
        const second = yield* wait(loop.createServer(() => new Greeting(), "127.0.0.1", portOf(first), options));
        log(portOf(first) === portOf(second));
        first.close();
        second.close();
      },
      ({ events }) => expect(events).toEqual(["true"]),
    );
  } else {
    it("says that this version of the host cannot share a port", () => {
      const loop = newEventLoop();
      const options = { reusePort: true };
      expect(() => loop.createServer(() => new Greeting(), "127.0.0.1", 0, options)).toThrow(
        new ValueError("reusePort is not supported by this version of the host"),
      );
      loop.close();
    });
  }
});

/** A client that says whether it was greeted, or dropped. */
function greeted(port: number): Promise<{ socket: Socket; isGreeted: boolean }> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("data", () => resolve({ socket, isGreeted: true }));
    socket.on("error", () => {});
    socket.on("close", () => resolve({ socket, isGreeted: false }));
  });
}

// Windows has no such limit.
if (process.platform !== "win32") {
  describe("a server without descriptors for more connections", () => {
    it("says so, lives on, and accepts again when there are some", async () => {
      const server = startNode("few_descriptors.mjs", [], {}, 64);
      const clients: Socket[] = [];
      try {
        const port = Number(/port (\d+)/.exec(await server.wrote("."))?.[1]);
        for (;;) {
          const { socket, isGreeted } = await greeted(port);
          if (!isGreeted) break;
          clients.push(socket);
        }
        await server.wrote("socket.accept() out of system resource: EMFILE");
        expect(clients.length).toBeGreaterThan(10);
        for (const socket of clients.splice(0)) socket.destroy();
        let isServed = false;
        while (!isServed) {
          const { socket, isGreeted } = await greeted(port);
          isServed = isGreeted;
          socket.destroy();
        }
        expect(server.child.exitCode).toBeNull();
      } finally {
        for (const socket of clients) socket.destroy();
        server.child.kill("SIGKILL");
        await server.ended;
      }
    });
  });
}

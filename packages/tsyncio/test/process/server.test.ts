// Servers on real sockets: accepting, closing, the connections that outlive them. What goes over a connection is next door.

import {
  CancelledError,
  OSError,
  Protocol,
  RuntimeError,
  type Server,
  type StreamReader,
  type StreamWriter,
  type Transport,
  ValueError,
  asyncWith,
  createTask,
  newEventLoop,
  openConnection,
  sleep,
  startServer,
  until,
  wait as waitForAll,
} from "tsyncio";

import { state } from "../support/dialects.ts";
import { bytes, connectTo, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

const portOf = (server: Server): number => server.sockets[0]?.getsockname()[1] as number;

/** Echoes lines until the end, then closes. */
function* echo(reader: StreamReader, writer: StreamWriter) {
  for (;;) {
    const line = yield* reader.readline();
    if (line.length === 0) break;
    writer.write(line);
    yield* writer.drain();
  }
  writer.close();
}

/** Says a word, and closes. */
class Welcoming extends Protocol {
  override connectionMade(transport: Transport): void {
    transport.write(bytes("welcome"));
    transport.close();
  }
}

describe("startServer", () => {
  onSockets(
    "says where it listens, and serves who connects there",
    function* ({ wait, log, loop }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0));
      log(server.sockets.length, server.sockets[0]?.getsockname()[0], portOf(server) > 0);
      log(server.isServing(), server.getLoop() === loop);
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
      writer.write(bytes("hello\n"));
      log(text(yield* wait(reader.readline())).trim());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
      log(server.isServing(), server.sockets.length);
    },
    ({ events }) => expect(events).toEqual(["1 127.0.0.1 true", "true true", "hello", "false 0"]),
  );

  onSockets(
    "listens at several addresses, and once at each",
    function* ({ wait, log }) {
      const server = yield* wait(
        startServer(echo, ["127.0.0.1", "localhost", "127.0.0.2", "127.0.0.1"], 0, { family: 4 }),
      );
      log(server.sockets.map((socket) => socket.getsockname()[0]).join());
      server.close();
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1,127.0.0.2"]),
  );

  onSockets(
    "listens at all addresses of the machine if none is named",
    function* ({ wait, log }) {
      for (const host of [null, ""]) {
        const server = yield* wait(startServer(echo, host, 0, { family: 4 }));
        log(server.sockets.map((socket) => socket.getsockname()[0]).join());
        server.close();
      }
    },
    ({ events }) => expect(events).toEqual(["0.0.0.0", "0.0.0.0"]),
  );

  onSockets(
    "says which address cannot be had, and leaves none open",
    function* ({ wait, log, loop }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0));
      const second = createTask(startServer(echo, ["127.0.0.2", "127.0.0.1"], portOf(server)));
      const elsewhere = createTask(startServer(echo, "192.0.2.1", 0));
      yield* wait(waitForAll([second, elsewhere]));
      for (const task of [second, elsewhere]) {
        const error = task.exception() as OSError;
        log(error instanceof OSError, error.code, error.address);
      }
      log(loop._resources.size);
      const free = yield* wait(startServer(echo, "127.0.0.2", portOf(server)));
      free.close();
      server.close();
    },
    ({ events }) => expect(events).toEqual(["true EADDRINUSE 127.0.0.1", "true EADDRNOTAVAIL 192.0.2.1", "1"]),
  );

  it("refuses bad arguments at the call, and names them", async () => {
    const loop = newEventLoop();
    await loop.runUntilComplete(function* () {
      yield* sleep(0);
      const start =
        (...args: unknown[]) =>
        () =>
          (startServer as (...args: unknown[]) => unknown)(...args);
      expect(start(5, null, 0)).toThrow(new TypeError("clientConnected must be a function, got 5"));
      expect(start(echo, null, 70_000)).toThrow(
        new ValueError("port must be a whole number from 0 to 65535, got 70000"),
      );
      expect(start(echo, null, "80")).toThrow(new TypeError('port must be a number, got "80"'));
      expect(start(echo, 7, 0)).toThrow(new TypeError("host must be a text, an array of texts or null, got 7"));
      expect(start(echo, ["a", 7], 0)).toThrow(new TypeError("host must be a text or null, got 7"));
      expect(start(echo, [], 0)).toThrow("host must name at least one address");
      expect(start(echo, null, 0, { backlog: -1 })).toThrow("backlog must be a whole number of at least 0, got -1");
      expect(start(echo, null, 0, { limit: 0 })).toThrow("limit must be above zero, got 0");
      expect(start(echo, null, 0, { family: "4" })).toThrow('family must be 0, 4 or 6, got "4"');
    });
    loop.close();
  });

  onSockets(
    "leaves nothing open when it is cancelled",
    function* ({ wait, log, loop }) {
      let cancelled = 0;
      let port = 0;
      for (let iterations = 0; port === 0 && iterations < 1000; iterations++) {
        const task = createTask(startServer(echo, "127.0.0.1", 0));
        for (let i = 0; i < iterations; i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (task.cancelled()) cancelled++;
        else {
          port = portOf(task.result());
          task.result().close();
        }
      }
      log(cancelled > 1, port > 0, loop._resources.size);
    },
    ({ events }) => expect(events).toEqual(["true true 0"]),
  );

  onSockets(
    "holds those who connect before it serves",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0, { startServing: false }));
      log(server.isServing());
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
      writer.write(bytes("early\n"));
      const line = createTask(reader.readline());
      yield* wait(sleep(0.05));
      log(line.done());
      yield* wait(server.startServing());
      yield* wait(server.startServing());
      log(server.isServing(), text(yield* wait(line)).trim());
      writer.close();
      yield* wait(writer.waitClosed());
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["false", "false", "true early"]),
  );

  onSockets(
    "drops those who connect before it serves once there are as many as the backlog, and all when it closes",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0, { startServing: false, backlog: 2 }));
      const clients = [];
      for (let i = 0; i < 4; i++) {
        const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
        clients.push({ task: createTask(reader.read()), writer });
      }
      yield* wait(sleep(0.05));
      log(clients.filter(({ task }) => task.done()).length);
      server.close();
      yield* wait(waitForAll(clients.map(({ task }) => task)));
      log(clients.every(({ task }) => task.result().length === 0));
      for (const { writer } of clients) writer.close();
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["2", "true"]),
  );

  onSockets(
    "reports a factory that throws, and serves the next",
    function* ({ wait, log, loop }) {
      let made = 0;
      const factory = (): Protocol => {
        if (made++ === 0) throw new RuntimeError("not this one");
        return new Welcoming();
      };
      const server = yield* wait(loop.createServer(factory, "127.0.0.1", 0));
      for (let i = 0; i < 2; i++) {
        const client = yield* wait(until(connectTo(portOf(server))));
        log(`[${yield* wait(until(receiveAll(client)))}]`);
        client.destroy();
      }
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events, reports }) => {
      expect(events).toEqual(["[]", "[welcome]"]);
      expect(reports.map(({ message, exception }) => `${message}: ${String(exception)}`)).toEqual([
        "Error on transport creation for incoming connection: RuntimeError: not this one",
      ]);
    },
  );
});

describe("Server.close", () => {
  onSockets(
    "stops accepting, and lets the connections it has live on until they end; waitClosed() waits for them",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0));
      const port = portOf(server);
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", port));
      writer.write(bytes("one\n"));
      yield* wait(reader.readline());
      const early = createTask(server.waitClosed());
      yield* wait(sleep(0.01));
      log("before close()", state(early));
      server.close();
      server.close();
      const late = createTask(server.waitClosed());
      writer.write(bytes("two\n"));
      log(text(yield* wait(reader.readline())).trim(), state(early), state(late));
      const refused = createTask(openConnection("127.0.0.1", port));
      yield* wait(waitForAll([refused]));
      log((refused.exception() as OSError).code);
      writer.close();
      yield* wait(waitForAll([early, late]));
      yield* wait(server.waitClosed());
      log(state(early), state(late));
    },
    ({ events }) =>
      expect(events).toEqual([
        "before close() pending",
        "two pending pending",
        "ECONNREFUSED",
        "result None result None",
      ]),
  );

  onSockets(
    "lets waitClosed() return at once where there is no connection, and one of several waiters be cancelled",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0));
      const waits = [createTask(server.waitClosed()), createTask(server.waitClosed())];
      yield* wait(sleep(0.01));
      waits[0]?.cancel();
      yield* wait(sleep(0));
      server.close();
      yield* wait(waitForAll(waits));
      log(waits.map(state).join());
      yield* wait(server.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["cancelled,result None"]),
  );

  onSockets(
    "drops a connection that comes in while it closes",
    function* ({ wait, log }) {
      let served = 0;
      const serve = (_: StreamReader, writer: StreamWriter): void => {
        served++;
        writer.close();
      };
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const client = yield* wait(until(connectTo(portOf(server))));
      server.close();
      log((yield* wait(until(receiveAll(client)))).length <= 0);
      client.destroy();
      yield* wait(server.waitClosed());
      log(served <= 1);
    },
    ({ events, reports }) => {
      expect(events).toEqual(["true", "true"]);
      expect(reports).toEqual([]);
    },
  );
});

describe("Server.closeClients and Server.abortClients", () => {
  onSockets(
    "end all connections: the one sends what waits, the other does not",
    function* ({ wait, log, fn }) {
      for (const method of ["closeClients", "abortClients"] as const) {
        let ends = 0;
        const size = 20_000_000;
        const serve = (reader: StreamReader, writer: StreamWriter) =>
          fn(function* () {
            writer.write(new Uint8Array(size));
            const data = yield* wait(reader.read());
            ends += data.length === 0 ? 1 : 0;
            writer.close();
          })();
        const server = yield* wait(startServer(serve, "127.0.0.1", 0));
        const clients = [];
        for (let i = 0; i < 2; i++) clients.push(yield* wait(until(connectTo(portOf(server)))));
        yield* wait(sleep(0.02));
        server.close();
        server[method]();
        const received = clients.map((client) => receiveAll(client));
        const sizes = [];
        for (const one of received) sizes.push((yield* wait(until(one))).length);
        yield* wait(server.waitClosed());
        log(method, sizes.map((got) => got === size).join(), ends);
        for (const client of clients) client.destroy();
      }
    },
    ({ events }) => expect(events).toEqual(["closeClients true,true 2", "abortClients false,false 2"]),
  );
});

describe("Server.serveForever", () => {
  // Hangs in CPython 3.12 to 3.13.0 until the client leaves (gh-123720).
  onSockets(
    "ends at once when it is cancelled with a client connected, and closes that",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0));
      const [reader, writer] = yield* wait(openConnection("127.0.0.1", portOf(server)));
      writer.write(bytes("x\n"));
      yield* wait(reader.readline());
      const serving = createTask(server.serveForever());
      yield* wait(sleep(0.01));
      serving.cancel();
      yield* wait(waitForAll([serving]));
      log(state(serving), server.isServing(), (yield* wait(reader.read())).length);
      writer.close();
      yield* wait(writer.waitClosed());
    },
    ({ events }) => expect(events).toEqual(["cancelled false 0"]),
  );

  onSockets(
    "ends by a cancellation when the server is closed, and may be waited for by one task only",
    function* ({ wait, log }) {
      const server = yield* wait(startServer(echo, "127.0.0.1", 0, { startServing: false }));
      const first = createTask(server.serveForever());
      yield* wait(sleep(0));
      log(server.isServing());
      const second = createTask(server.serveForever());
      yield* wait(waitForAll([second]));
      log(String(second.exception()).includes("is already being awaited on serveForever()"));
      yield* wait(asyncWith(server, () => {}));
      yield* wait(waitForAll([first]));
      const third = createTask(server.serveForever());
      yield* wait(waitForAll([third]));
      log(state(first), state(third));
    },
    ({ events }) =>
      expect(events).toEqual(["true", "true", "cancelled RuntimeError('server <Server closed> is closed')"]),
  );
});

describe("Server", () => {
  onSockets(
    "closes, and waits for its connections, when it is disposed of",
    function* ({ wait, log, fn }) {
      let ended = false;
      const serve = (reader: StreamReader, writer: StreamWriter) =>
        fn(function* () {
          yield* wait(reader.read());
          ended = true;
          writer.close();
        })();
      for (const dispose of ["asyncWith", "asyncDispose"] as const) {
        ended = false;
        const server = yield* wait(startServer(serve, "127.0.0.1", 0));
        const client = yield* wait(until(connectTo(portOf(server))));
        yield* wait(sleep(0.01));
        setTimeout(() => client.end(), 20);
        if (dispose === "asyncWith") log(yield* wait(asyncWith(server, (same) => same === server)));
        else yield* wait(server[Symbol.asyncDispose]());
        log(ended, server.isServing());
        client.destroy();
      }
    },
    ({ events }) => expect(events).toEqual(["true", "true false", "true false"]),
  );

  onSockets(
    "keeps one connection's error from the others",
    function* ({ wait, log, fn }) {
      const serve = (reader: StreamReader, writer: StreamWriter) =>
        fn(function* () {
          const line = text(yield* wait(reader.readline()));
          if (line === "fail\n") throw new ValueError("asked for");
          if (line === "cancel\n") throw new CancelledError();
          writer.write(bytes(`served ${line}`));
          writer.close();
        })();
      const server = yield* wait(startServer(serve, "127.0.0.1", 0));
      const clients = [];
      for (const line of ["good", "fail", "cancel"]) {
        const client = yield* wait(until(connectTo(portOf(server))));
        client.end(`${line}\n`);
        clients.push(receiveAll(client));
      }
      for (const received of clients) log(`[${(yield* wait(until(received))).trim()}]`);
      server.close();
      yield* wait(server.waitClosed());
    },
    ({ events, reports }) => {
      expect(events).toEqual(["[served good]", "[]", "[]"]);
      expect(reports.map(({ message, exception }) => `${message}: ${String(exception)}`)).toEqual([
        "Unhandled exception in client_connected_cb: ValueError: asked for",
      ]);
    },
  );
});

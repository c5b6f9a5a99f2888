// Connecting: which of several addresses, from which one, over a socket that is there already. What follows is in net.test.ts.

import { Socket } from "node:net";

import {
  ConnectionRefusedError,
  ExceptionGroup,
  type OSError,
  Protocol,
  ValueError,
  createTask,
  newEventLoop,
  openConnection,
  sleep,
  until,
  wait as waitForAll,
} from "tsyncio";

import { state } from "../support/dialects.ts";
import { fakeNames } from "../support/names.ts";
import { Peer, bytes, connectTo, follow, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";
import { clientTls, serverTls } from "../support/tls.ts";

const twoRefusals = /^Multiple exceptions: .*127\.0\.0\.2:\d+, .*127\.0\.0\.3:\d+$/;

describe("createConnection with several addresses", () => {
  onSockets(
    "tries them in turn, and keeps the first that answers",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      using names = fakeNames({ "two.test": ["127.0.0.2", "127.0.0.1", "127.0.0.3"] });
      const [transport] = yield* wait(loop.createConnection(() => new Protocol(), "two.test", peer.port));
      log(transport.getExtraInfo("peername")?.[0], names.tried.join());
      transport.abort();
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1 127.0.0.2,127.0.0.1"]),
  );

  onSockets(
    "tells of all errors in one, or in a group of them",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const { port } = peer;
      yield* wait(until(peer.close()));
      using names = fakeNames({ "none.test": ["127.0.0.2", "127.0.0.3"] });
      for (const options of [{}, { allErrors: true }, { happyEyeballsDelay: 1 }]) {
        const task = createTask(loop.createConnection(() => new Protocol(), "none.test", port, options));
        yield* wait(waitForAll([task]));
        const error = task.exception();
        if (error instanceof ExceptionGroup) {
          log(
            error.errors.length,
            error.errors.every((one) => one instanceof ConnectionRefusedError),
          );
        } else log((error as OSError).code, (error as OSError).address, twoRefusals.test((error as OSError).message));
      }
      log(names.tried.length);
    },
    ({ events }) =>
      expect(events).toEqual(["ECONNREFUSED none.test true", "2 true", "ECONNREFUSED none.test true", "6"]),
  );

  onSockets(
    "does not wait for one that is silent when it may try the next beside it",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      using names = fakeNames({ "slow.test": ["127.0.0.2", "127.0.0.3", "127.0.0.1"] }, ["127.0.0.2"]);
      const options = { happyEyeballsDelay: 0.01 };
      const [transport] = yield* wait(loop.createConnection(() => new Protocol(), "slow.test", peer.port, options));
      log(transport.getExtraInfo("peername")?.[0], names.tried.join());
      log(names.waiting.map((socket) => socket.destroyed).join(), loop._resources.size);
      transport.abort();
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1 127.0.0.2,127.0.0.3,127.0.0.1", "true 1"]),
  );

  onSockets(
    "tries both versions of the protocol in turns when it races, or as often as asked for first",
    function* ({ wait, log, loop }) {
      const name = { "both.test": ["127.0.0.2", "127.0.0.3", "127.0.0.4", "::2", "::3"] };
      const all = ["127.0.0.2", "127.0.0.3", "127.0.0.4", "::2", "::3"];
      for (const options of [
        { happyEyeballsDelay: 0 },
        { happyEyeballsDelay: 0, interleave: 0 },
        { happyEyeballsDelay: 0, interleave: 2 },
      ]) {
        using names = fakeNames(name, all);
        const task = createTask(loop.createConnection(() => new Protocol(), "both.test", 1, options));
        while (names.waiting.length < 5) yield* wait(sleep(0.001));
        task.cancel();
        yield* wait(waitForAll([task]));
        log(
          names.tried.join(),
          state(task),
          names.waiting.every((socket) => socket.destroyed),
        );
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "127.0.0.2,::2,127.0.0.3,::3,127.0.0.4 cancelled true",
        "127.0.0.2,127.0.0.3,127.0.0.4,::2,::3 cancelled true",
        "127.0.0.2,127.0.0.3,::2,127.0.0.4,::3 cancelled true",
      ]),
  );

  onSockets(
    "leaves no socket when the race is cancelled, wherever it has got to",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      using names = fakeNames({ "race.test": ["127.0.0.2", "127.0.0.1", "127.0.0.1"] }, ["127.0.0.2"]);
      const options = { happyEyeballsDelay: 0 };
      let cancelled = 0;
      let connected = 0;
      for (let iterations = 0; connected < 3 && iterations < 5000; iterations++) {
        const task = createTask(loop.createConnection(() => new Protocol(), "race.test", peer.port, options));
        for (let i = 0; i < iterations && !task.done(); i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (task.cancelled()) cancelled++;
        else {
          connected++;
          task.result()[0].abort();
        }
      }
      yield* wait(sleep(0));
      yield* wait(until(peer.open(0)));
      log(
        cancelled > 3,
        connected,
        loop._resources.size,
        names.waiting.every((socket) => socket.destroyed),
      );
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true 3 0 true"]),
  );

  onSockets(
    "connects from an address of the same version, and says if there is none",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      using _names = fakeNames({ "from.test": ["::1", "127.0.0.5"] });
      const connect = (localAddr: readonly [string, number]) =>
        createTask(loop.createConnection(() => new Protocol(), "127.0.0.1", peer.port, { localAddr }));
      const tasks = [connect(["from.test", 0]), connect(["::1", 0]), connect(["192.0.2.1", 0])];
      yield* wait(waitForAll(tasks));
      const [fine, ...failed] = tasks;
      log(fine?.result()[0].getExtraInfo("sockname")?.[0]);
      for (const task of failed) log((task.exception() as OSError).code, (task.exception() as OSError).address);
      fine?.result()[0].abort();
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["127.0.0.5", "EADDRNOTAVAIL ::1", "EADDRNOTAVAIL 192.0.2.1"]),
  );

  onSockets(
    "says which local address is taken",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const taken = yield* wait(until(Peer.start(follow)));
      const options = { localAddr: ["127.0.0.1", taken.port] as const };
      const task = createTask(loop.createConnection(() => new Protocol(), "127.0.0.1", peer.port, options));
      yield* wait(waitForAll([task]));
      const error = task.exception() as OSError;
      log(error.code, error.port === taken.port || error.message.includes(String(taken.port)));
      yield* wait(until(taken.close()));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["EADDRINUSE true"]),
  );

  it("refuses bad options at the call, and names them", () => {
    const loop = newEventLoop();
    const connect = (options: object) => () =>
      (loop.createConnection as (...args: unknown[]) => unknown)(() => new Protocol(), "host", 80, options);
    expect(connect({ happyEyeballsDelay: -1 })).toThrow(
      new ValueError("happyEyeballsDelay must be seconds or null, got -1"),
    );
    expect(connect({ interleave: 1.5 })).toThrow("interleave must be a whole number of at least 0, got 1.5");
    expect(connect({ allErrors: 1 })).toThrow(new TypeError("allErrors must be true or false, got 1"));
    loop.close();
  });
});

describe("createConnection with a socket of the program's", () => {
  onSockets(
    "takes it over, with what has come on it, and frees it at the end",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const serve = (socket: Socket): void => {
        received.push(receiveAll(socket));
        socket.write("before\n");
      };
      const peer = yield* wait(until(Peer.start(serve)));
      const sock = yield* wait(until(connectTo(peer.port)));
      yield* wait(sleep(0.01));
      const [reader, writer] = yield* wait(openConnection(null, null, { sock }));
      log(text(yield* wait(reader.readline())).trim(), writer.getExtraInfo("peername")?.[1] === peer.port);
      writer.write(bytes("answer"));
      writer.close();
      yield* wait(writer.waitClosed());
      log(yield* wait(until(received[0] as Promise<string>)), sock.destroyed, loop._resources.size);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["before true", "answer true 0"]),
  );

  onSockets(
    "waits for one that still connects, and destroys it when cancelled",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const connecting = new Socket().connect(peer.port, "127.0.0.1");
      const [transport] = yield* wait(loop.createConnection(() => new Protocol(), null, null, { sock: connecting }));
      log(transport.getExtraInfo("peername")?.[1] === peer.port);
      transport.abort();
      using names = fakeNames({}, ["127.0.0.2"]);
      const silent = new Socket().connect({ port: peer.port, host: "127.0.0.2" });
      const [sock = silent] = names.waiting;
      const task = createTask(loop.createConnection(() => new Protocol(), null, null, { sock }));
      yield* wait(sleep(0));
      task.cancel();
      yield* wait(waitForAll([task]));
      log(state(task), sock.destroyed);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "cancelled true"]),
  );

  onSockets(
    "takes one that the program has accepted by itself",
    function* ({ wait, log, loop }) {
      const accepted: Socket[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void accepted.push(socket))));
      const client = yield* wait(until(connectTo(peer.port)));
      yield* wait(until(peer.open(1)));
      const [transport] = yield* wait(loop.connectAcceptedSocket(() => new Protocol(), accepted[0] as Socket));
      const received = receiveAll(client);
      transport.write(bytes("hello"));
      transport.close();
      log(yield* wait(until(received)));
      client.destroy();
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["hello"]),
  );

  onSockets(
    "speaks TLS over one that the program has accepted, if it is given settings",
    function* ({ wait, log, loop }) {
      const accepted: Socket[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void accepted.push(socket))));
      const client = createTask(openConnection("127.0.0.1", peer.port, { ssl: clientTls }));
      while (accepted.length === 0) yield* wait(sleep(0.001));
      const options = { ssl: serverTls };
      const connecting = loop.connectAcceptedSocket(() => new Protocol(), accepted[0] as Socket, options);
      const [transport] = yield* wait(connecting);
      const [reader, writer] = yield* wait(client);
      transport.write(bytes("hello\n"));
      log(text(yield* wait(reader.readline())).trim(), transport.getExtraInfo("cipher") !== null);
      transport.close();
      writer.close();
      yield* wait(writer.waitClosed());
      yield* wait(until(peer.open(0)));
      const limits = { sslHandshakeTimeout: 1 };
      expect(() => loop.connectAcceptedSocket(() => new Protocol(), new Socket(), limits)).toThrow("sock must be");
      const plain = yield* wait(until(connectTo(peer.port)));
      expect(() => loop.connectAcceptedSocket(() => new Protocol(), plain, limits)).toThrow(
        "sslHandshakeTimeout is only meaningful with ssl, got 1",
      );
      plain.destroy();
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["hello true"]),
  );

  it("refuses what is no open socket, and a host beside one", () => {
    const loop = newEventLoop();
    const connect = (host: unknown, port: unknown, sock: unknown) => () =>
      (loop.createConnection as (...args: unknown[]) => unknown)(() => new Protocol(), host, port, { sock });
    const closed = new Socket();
    closed.destroy();
    expect(connect(null, null, {})).toThrow(new TypeError("sock must be a Socket of node:net"));
    const decodes = new Socket().setEncoding("utf8");
    expect(connect(null, null, decodes)).toThrow(new TypeError("sock must give bytes: it has an encoding"));
    expect(connect(null, null, closed)).toThrow("sock must be open at both ends, got one that is closed");
    expect(connect(null, null, new Socket())).toThrow("sock must be connected");
    expect(connect("host", null, new Socket())).toThrow(
      new ValueError('host and port must be null where sock is given, got "host"'),
    );
    expect(connect(null, null, null)).toThrow(new TypeError("port must be a number, got null"));
    loop.close();
  });
});

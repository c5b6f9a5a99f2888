// Transports and protocols over real TCP: connecting, the order of calls, flow control, closing, errors. No streams.

import { Socket } from "node:net";

import {
  ConnectionRefusedError,
  ContextVar,
  OSError,
  Protocol,
  RuntimeError,
  type Transport,
  createTask,
  getRunningLoop,
  newEventLoop,
  sleep,
  until,
  wait as waitForAll,
} from "tsyncio";

import { state } from "../support/dialects.ts";
import { startNode } from "../support/node_process.ts";
import { Peer, bytes, connectTo, follow, onSockets, receiveAll, text } from "../support/sockets.ts";
import { describe, expect, it, vi } from "../support/suite.ts";

/** A protocol that notes its calls. */
class Noting extends Protocol {
  readonly calls: string[] = [];
  readonly lost: Promise<unknown>;
  transport!: Transport;
  received = "";
  #tellLost!: (error: unknown) => void;
  readonly #tellReceived: (() => void)[] = [];

  constructor() {
    super();
    this.lost = new Promise((resolve) => (this.#tellLost = resolve));
  }

  override connectionMade(transport: Transport): void {
    this.transport = transport;
    this.calls.push("made");
  }
  override dataReceived(data: Uint8Array): void {
    this.received += text(data);
    if (this.calls.at(-1) !== "data") this.calls.push("data");
    for (const tell of this.#tellReceived.splice(0)) tell();
  }
  override eofReceived(): boolean | void {
    this.calls.push("eof");
  }
  override connectionLost(error: unknown): void {
    this.calls.push(`lost ${error === null ? "" : (error as OSError).code}`.trim());
    this.#tellLost(error);
  }
  override pauseWriting(): void {
    this.calls.push("pause");
  }
  override resumeWriting(): void {
    this.calls.push("resume");
  }

  async receivedAtLeast(size: number): Promise<void> {
    while (this.received.length < size) await new Promise<void>((resolve) => void this.#tellReceived.push(resolve));
  }
}

/** Says yes to the peer's end, so that its transport stays open for writing. */
class HalfOpen extends Noting {
  override eofReceived(): boolean {
    this.calls.push("eof");
    return true;
  }
}

describe("createConnection", () => {
  onSockets(
    "calls its protocol in order: made, data, eof, lost",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.end("hello"))));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      log(protocol.transport === transport, protocol.calls.join());
      log(yield* wait(until(protocol.lost)));
      log(protocol.calls.join(), protocol.received, transport.isClosing());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true made", "null", "made,data,eof,lost hello true"]),
  );

  onSockets(
    "tells of the loss in a later iteration than close(), and once",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      transport.close();
      log(protocol.calls.join());
      transport.close();
      transport.abort();
      yield* wait(until(protocol.lost));
      yield* wait(until(peer.open(0)));
      log(protocol.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["made", "made,lost"]),
  );

  onSockets(
    "knows the addresses of both sides, also when the connection is gone",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const [transport] = yield* wait(loop.createConnection(() => new Protocol(), "127.0.0.1", peer.port));
      yield* wait(until(peer.open(1)));
      const [there] = peer.sockets;
      transport.abort();
      const [host, port] = transport.getExtraInfo("sockname", ["", 0] as const);
      log(host, port === there?.remotePort, transport.getExtraInfo("peername")?.join() === `127.0.0.1,${peer.port}`);
      log(transport.getExtraInfo("socket")?.getsockname()[1] === port, transport.getExtraInfo("nonsense"));
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1 true true", "true null"]),
  );

  onSockets(
    "connects from the address that is asked for, and to this machine if no host is named",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const options = { localAddr: ["127.0.0.1", 0], family: 4 } as const;
      const [transport] = yield* wait(loop.createConnection(() => new Protocol(), null, peer.port, options));
      log(transport.getExtraInfo("sockname")?.[0]);
      transport.abort();
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1"]),
  );

  onSockets(
    "says who refused, and which name is unknown",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const { port } = peer;
      yield* wait(until(peer.close()));
      const refused = loop.createTask(loop.createConnection(() => new Protocol(), "127.0.0.1", port));
      const unknown = loop.createTask(loop.createConnection(() => new Protocol(), "no-such-host.invalid", port));
      yield* wait(waitForAll([refused, unknown]));
      const errors = [refused, unknown].map((task) => task.exception() as OSError);
      log(errors[0] instanceof ConnectionRefusedError, errors[0]?.code, errors[0]?.address, errors[0]?.port === port);
      log(errors[1] instanceof OSError, errors[1]?.message.includes("no-such-host.invalid"));
    },
    ({ events }) => expect(events).toEqual(["true ECONNREFUSED 127.0.0.1 true", "true true"]),
  );

  it("refuses bad arguments at the call, and names them", () => {
    const loop = newEventLoop();
    const connect =
      (...args: unknown[]) =>
      () =>
        (loop.createConnection as (...args: unknown[]) => unknown)(...args);
    const factory = (): Protocol => new Protocol();
    for (const port of [-1, 65_536, 80.5, Number.NaN]) {
      expect(connect(factory, "host", port)).toThrow(`port must be a whole number from 0 to 65535, got ${port}`);
    }
    expect(connect(factory, "host", "80")).toThrow(new TypeError('port must be a number, got "80"'));
    expect(connect(factory, 5, 80)).toThrow(new TypeError("host must be a text or null, got 5"));
    expect(connect(factory, "", 80)).toThrow('host must be a name or an address, got ""');
    expect(connect("factory", "host", 80)).toThrow(
      new TypeError('protocolFactory must be a function that makes a protocol, got "factory"'),
    );
    expect(connect(factory, "host", 80, { family: 5 })).toThrow("family must be 0, 4 or 6, got 5");
    expect(connect(factory, "host", 80, { localAddr: "here" })).toThrow('localAddr must be [host, port], got "here"');
    expect(connect(factory, "host", 80, { localAddr: ["here", -1] })).toThrow("localAddr[1] must be a whole number");
    loop.close();
  });

  onSockets(
    "closes the socket when the factory throws",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const failing = (): Protocol => {
        throw new RuntimeError("no protocol");
      };
      const task = createTask(loop.createConnection(failing, "127.0.0.1", peer.port));
      yield* wait(waitForAll([task]));
      log(state(task));
      yield* wait(until(peer.open(0)));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["RuntimeError('no protocol')"]),
  );

  onSockets(
    "leaves nothing when it is cancelled, whatever it waits for",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      let cancelled = 0;
      let connected = 0;
      // Each round lets the attempt come one iteration further before it is cancelled.
      for (let iterations = 0; connected < 3 && iterations < 5000; iterations++) {
        const task = createTask(
          loop.createConnection(() => new Protocol(), iterations % 2 ? "localhost" : "127.0.0.1", peer.port),
        );
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
      log(cancelled > 3, connected, loop._resources.size);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true 3 0"]),
  );

  onSockets(
    "calls the protocol in the context of who made the connection",
    function* ({ wait, log, loop }) {
      const who = new ContextVar<string>("who");
      const seen: string[] = [];
      class Watching extends Noting {
        override dataReceived(data: Uint8Array): void {
          super.dataReceived(data);
          seen.push(`${who.get()} ${getRunningLoop() === loop}`);
        }
        override connectionLost(error: unknown): void {
          seen.push(`${who.get()} ${getRunningLoop() === loop}`);
          super.connectionLost(error);
        }
      }
      const peer = yield* wait(until(Peer.start((socket) => void socket.end("x"))));
      who.set("maker");
      const connecting = loop.createConnection(() => new Watching(), "127.0.0.1", peer.port);
      const [, protocol] = yield* wait(connecting);
      who.set("somebody else");
      yield* wait(until(protocol.lost));
      log(seen.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["maker true,maker true"]),
  );
});

describe("a transport", () => {
  onSockets(
    "sends what waits before it closes",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void received.push(receiveAll(socket)))));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      transport.write(new Uint8Array(5_000_000).fill(120));
      transport.write(bytes("end"));
      transport.close();
      log(transport.isClosing(), protocol.calls.join());
      yield* wait(until(protocol.lost));
      const all = yield* wait(until(received[0] as Promise<string>));
      log(all.length, all.endsWith("xxend"), protocol.calls.at(-1));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true made,pause", "5000003 true lost"]),
  );

  onSockets(
    "drops what waits when it is aborted",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void received.push(receiveAll(socket)))));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      yield* wait(until(peer.open(1)));
      transport.write(new Uint8Array(20_000_000));
      transport.abort();
      log(transport.getWriteBufferSize(), yield* wait(until(protocol.lost)));
      log((yield* wait(until(received[0] as Promise<string>))).length < 20_000_000);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["0 null", "true"]),
  );

  onSockets(
    "hands all writes of a turn to the system in one piece",
    function* ({ wait, log, loop, fn }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void received.push(receiveAll(socket)))));
      const [transport] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      const write = vi.spyOn(Socket.prototype, "_write");
      try {
        const writers = ["a", "b", "c"].map((name) =>
          createTask(
            fn(function* () {
              for (let i = 0; i < 20; i++) transport.write(bytes(`${name}${i},`));
              if (name === "c") log(write.mock.calls.length);
            }),
          ),
        );
        yield* wait(waitForAll(writers));
        yield* wait(sleep(0.02));
        log(write.mock.calls.length);
      } finally {
        write.mockRestore();
      }
      transport.writeEof();
      const all = ["a", "b", "c"].flatMap((name) => Array.from({ length: 20 }, (_, i) => `${name}${i},`));
      log((yield* wait(until(received[0] as Promise<string>))) === all.join(""));
      transport.close();
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["0", "1", "true"]),
  );

  // CPython 3.13 does not pause for writelines() (gh-127655).
  onSockets(
    "asks its protocol to pause above the high-water mark and to go on below the low one",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.pause())));
      for (const method of ["write", "writelines", "write, a turn each"] as const) {
        const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
        yield* wait(until(peer.open(1)));
        log(transport.getWriteBufferLimits().join());
        transport.setWriteBufferLimits({ high: 100_000, low: 1000 });
        let written = 0;
        while (protocol.calls.length < 2 && written < 100_000_000) {
          if (method === "writelines") transport.writelines([new Uint8Array(65_536), new Uint8Array(0)]);
          else transport.write(new Uint8Array(65_536));
          written += 65_536;
          if (method === "write, a turn each") yield* wait(sleep(0.0005));
          else if (written % (1 << 20) === 0) yield* wait(sleep(0));
        }
        log(
          protocol.calls.join(),
          transport.getWriteBufferSize() > 100_000,
          transport.getWriteBufferSize() <= 100_000 + 65_536,
        );
        for (const socket of peer.sockets) socket.resume();
        while (protocol.calls.length < 3) yield* wait(sleep(0.001));
        log(protocol.calls.join(), transport.getWriteBufferSize() <= 1000);
        transport.close();
        yield* wait(until(protocol.lost));
        for (const socket of peer.sockets) socket.destroy();
        yield* wait(until(peer.open(0)));
      }
      yield* wait(until(peer.close()));
    },
    ({ events }) => {
      const one = ["16384,65536", "made,pause true true", "made,pause,resume true"];
      expect(events).toEqual([...one, ...one, ...one]);
    },
  );

  // CPython up to 3.14.7 goes round for ever (gh-155888).
  onSockets(
    "closes after writelines() whose last chunk is empty",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void received.push(receiveAll(socket)))));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      const big = new Uint8Array(5_000_000).fill(120);
      transport.writelines([big, bytes("y"), new Uint8Array(0)]);
      transport.close();
      yield* wait(until(protocol.lost));
      yield* wait(until(peer.open(1)));
      const all = yield* wait(until(received[0] as Promise<string>));
      log(all.length, all.at(-1), protocol.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["5000001 y made,pause,resume,lost"]),
  );

  onSockets(
    "is lost once when it closes with little to send, in the same iteration or a later one",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(until(Peer.start((socket) => void received.push(receiveAll(socket)))));
      for (const iterations of [0, 1]) {
        const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
        transport.write(bytes("little"));
        for (let i = 0; i < iterations; i++) yield* wait(sleep(0));
        transport.close();
        for (let i = 0; i < 3; i++) yield* wait(sleep(0));
        log(yield* wait(until(received[iterations] as Promise<string>)), protocol.calls.join());
      }
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["little made,lost", "little made,lost"]),
  );

  // In CPython 3.13.0 the second loss is an AttributeError (gh-156512).
  onSockets(
    "loses its connection once when resumeWriting() closes it",
    function* ({ wait, log, loop }) {
      class Closing extends Noting {
        override resumeWriting(): void {
          super.resumeWriting();
          this.transport.close();
        }
      }
      const peer = yield* wait(until(Peer.start((socket) => void socket.resume())));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Closing(), "127.0.0.1", peer.port));
      transport.write(new Uint8Array(20_000_000));
      yield* wait(until(protocol.lost));
      yield* wait(until(peer.open(1)));
      yield* wait(sleep(0.01));
      log(protocol.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["made,pause,resume,lost"]),
  );

  onSockets(
    "reads nothing while it is paused, from the first byte on",
    function* ({ wait, log, loop }) {
      class Paused extends Noting {
        override connectionMade(transport: Transport): void {
          super.connectionMade(transport);
          transport.pauseReading();
          transport.pauseReading();
        }
      }
      const peer = yield* wait(until(Peer.start((socket) => void socket.end("hello"))));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Paused(), "127.0.0.1", peer.port));
      yield* wait(sleep(0.05));
      log(protocol.calls.join(), transport.isReading());
      transport.resumeReading();
      transport.resumeReading();
      log(transport.isReading());
      yield* wait(until(protocol.lost));
      log(protocol.calls.join(), protocol.received);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["made false", "true", "made,data,eof,lost hello"]),
  );

  onSockets(
    "gives nothing more once it was closed or paused in dataReceived()",
    function* ({ wait, log, loop }) {
      class Once extends Noting {
        override dataReceived(data: Uint8Array): void {
          super.dataReceived(data);
          this.calls.push(`${this.received.length > 0}`);
          this.transport.close();
        }
      }
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            const timer = setInterval(() => socket.write("x".repeat(1000)), 1);
            socket.on("close", () => clearInterval(timer));
          }),
        ),
      );
      const [, protocol] = yield* wait(loop.createConnection(() => new Once(), "127.0.0.1", peer.port));
      yield* wait(until(protocol.lost));
      yield* wait(sleep(0.02));
      log(protocol.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["made,data,true,lost"]),
  );

  onSockets(
    "stays open for writing after the peer's end if its protocol says so",
    function* ({ wait, log, loop }) {
      const received: Promise<string>[] = [];
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            received.push(receiveAll(socket));
            socket.end("request");
          }),
        ),
      );
      const [transport, protocol] = yield* wait(loop.createConnection(() => new HalfOpen(), "127.0.0.1", peer.port));
      while (!protocol.calls.includes("eof")) yield* wait(sleep(0.001));
      transport.write(bytes(`reply to ${protocol.received}`));
      transport.writeEof();
      transport.writeEof();
      for (const write of [() => transport.write(bytes("x")), () => transport.writelines([bytes("x")])]) {
        try {
          write();
        } catch (error) {
          log(String(error));
        }
      }
      log(yield* wait(until(received[0] as Promise<string>)), transport.isClosing());
      transport.close();
      yield* wait(until(protocol.lost));
      log(protocol.calls.join());
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "RuntimeError: Cannot call write() after writeEof()",
        "RuntimeError: Cannot call writelines() after writeEof()",
        "reply to request false",
        "made,data,eof,lost",
      ]),
  );

  onSockets(
    "reports a protocol that throws in dataReceived(), and is lost by that error",
    function* ({ wait, log, loop }) {
      class Throwing extends Noting {
        override dataReceived(): void {
          throw new RuntimeError("cannot read this");
        }
      }
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            follow(socket);
            socket.write("x");
          }),
        ),
      );
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Throwing(), "127.0.0.1", peer.port));
      log(yield* wait(until(protocol.lost)), transport.isClosing());
      yield* wait(until(peer.open(0)));
      yield* wait(until(peer.close()));
    },
    ({ events, reports }) => {
      expect(events).toEqual(["RuntimeError: cannot read this true"]);
      expect(reports.map(({ message }) => message)).toEqual(["Fatal error: protocol.dataReceived() call failed."]);
      expect(reports[0]?.transport).toBeDefined();
    },
  );

  onSockets(
    "passes on what came before a reset, then the reset",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(
        until(
          Peer.start((socket) => {
            socket.write("last words");
            setTimeout(() => socket.resetAndDestroy(), 20);
          }),
        ),
      );
      const [, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      log((yield* wait(until(protocol.lost))) instanceof OSError);
      log(protocol.calls.join(), protocol.received);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["true", "made,data,lost ECONNRESET last words"]),
  );

  onSockets(
    "takes writes to a connection that is lost without a word",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.once("data", () => socket.resetAndDestroy()))));
      const [transport, protocol] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      transport.write(bytes("x"));
      yield* wait(until(protocol.lost));
      transport.write(bytes("x"));
      transport.writelines([bytes("x")]);
      transport.writeEof();
      log(transport.getWriteBufferSize(), protocol.calls.length);
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["0 2"]),
  );

  onSockets(
    "can be given another protocol",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start((socket) => void socket.on("data", (data) => socket.write(data)))));
      const [transport, first] = yield* wait(loop.createConnection(() => new Noting(), "127.0.0.1", peer.port));
      transport.write(bytes("one"));
      yield* wait(until(first.receivedAtLeast(3)));
      const second = new Noting();
      transport.setProtocol(second);
      transport.write(bytes("two"));
      yield* wait(until(second.receivedAtLeast(3)));
      log(first.received, second.received, transport.getProtocol() === second);
      transport.close();
      yield* wait(until(second.lost));
      yield* wait(until(peer.close()));
    },
    ({ events }) => expect(events).toEqual(["one two true"]),
  );

  onSockets(
    "refuses water marks that cross, and data that is none",
    function* ({ wait, log, loop }) {
      const peer = yield* wait(until(Peer.start(follow)));
      const [transport] = yield* wait(loop.createConnection(() => new Protocol(), "127.0.0.1", peer.port));
      const bad = [
        () => transport.setWriteBufferLimits({ high: 1, low: 2 }),
        () => transport.setWriteBufferLimits({ high: 1, low: -1 }),
        () => transport.write("text" as never),
        () => transport.writelines([bytes("good"), 5 as never]),
      ];
      for (const call of bad) {
        try {
          call();
        } catch (error) {
          log(String(error));
        }
      }
      transport.setWriteBufferLimits({ low: 10 });
      log(transport.getWriteBufferLimits().join(), transport.getWriteBufferSize());
      transport.close();
      yield* wait(sleep(0));
      yield* wait(until(peer.close()));
    },
    ({ events }) =>
      expect(events).toEqual([
        "ValueError: high (1) must be >= low (2) must be >= 0",
        "ValueError: high (1) must be >= low (-1) must be >= 0",
        'TypeError: data must be a Uint8Array, got "text"',
        "TypeError: chunks must hold Uint8Arrays, got 5",
        "10,40 0",
      ]),
  );

  it("is closed with its loop", async () => {
    const peer = await Peer.start(follow);
    const loop = newEventLoop();
    const [transport] = await loop.runUntilComplete(
      loop.createConnection(() => new Protocol(), "127.0.0.1", peer.port),
    );
    await peer.open(1);
    loop.close();
    await peer.open(0);
    expect(transport.isClosing()).toBe(true);
    await peer.close();
  });

  it("does not disturb a second loop of the thread", async () => {
    const peer = await Peer.start((socket) => void socket.on("data", (data) => socket.write(data)));
    const runs = ["first", "second"].map(async (message) => {
      const loop = newEventLoop();
      const [transport, protocol] = await loop.runUntilComplete(
        loop.createConnection(() => new Noting(), "127.0.0.1", peer.port),
      );
      await loop.runUntilComplete(function* () {
        transport.write(bytes(message));
        yield* until(protocol.receivedAtLeast(message.length));
        transport.close();
        yield* until(protocol.lost);
      });
      loop.close();
      return protocol.received;
    });
    expect(await Promise.all(runs)).toEqual(["first", "second"]);
    await peer.close();
  });

  it("works against a client of node:net in both directions", async () => {
    const loop = newEventLoop();
    const accepted: Noting[] = [];
    const server = await loop.runUntilComplete(
      loop.createServer(() => (accepted.push(new Noting()), accepted.at(-1) as Noting), "127.0.0.1", 0),
    );
    const port = server.sockets[0]?.getsockname()[1] as number;
    const received = await loop.runUntilComplete(async () => {
      const client = await until(connectTo(port));
      client.write("ping");
      while (accepted.length === 0) await sleep(0.001);
      const protocol = accepted[0] as Noting;
      await until(protocol.receivedAtLeast(4));
      protocol.transport.write(bytes(`${protocol.received} pong`));
      const reply = receiveAll(client);
      protocol.transport.close();
      await until(protocol.lost);
      client.end();
      return until(reply);
    });
    server.close();
    loop.close();
    expect(received).toBe("ping pong");
  });

  it("keeps no process alive, whether its loop is closed or only stopped", async () => {
    for (const loop of ["closed", "stopped"]) {
      const { code, stdout, stderr } = await startNode("open_sockets.mjs", [loop]).ended;
      expect([code, stdout, stderr]).toEqual([0, "the program is over\n", ""]);
    }
  });

  it("is reported in debug mode if its loop is closed before it", async () => {
    const peer = await Peer.start(follow);
    const reports = vi.spyOn(console, "error").mockImplementation(() => {});
    const loop = newEventLoop();
    loop.setDebug(true);
    await loop.runUntilComplete(loop.createConnection(() => new Protocol(), "127.0.0.1", peer.port));
    loop.close();
    const texts = reports.mock.calls.map(([text]) => String(text));
    reports.mockRestore();
    expect(texts).toEqual([`unclosed transport <SocketTransport open peer=127.0.0.1:${peer.port}>`]);
    await peer.close();
  });
});

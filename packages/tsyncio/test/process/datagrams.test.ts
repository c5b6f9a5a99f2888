// Datagrams over real UDP: opening, the order of calls, errors, flow control, closing.

import {
  ConnectionRefusedError,
  DatagramProtocol,
  type DatagramTransport,
  type OSError,
  type SocketAddress,
  ValueError,
  createTask,
  newEventLoop,
  sleep,
  until,
  wait as waitForAll,
} from "tsyncio";

import { state } from "../support/dialects.ts";
import { bytes, onSockets, text } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

/** A protocol that notes its calls. */
class Noting extends DatagramProtocol {
  readonly calls: string[] = [];
  transport!: DatagramTransport;
  readonly #changed: (() => void)[] = [];

  override connectionMade(transport: DatagramTransport): void {
    this.transport = transport;
    this.note("made");
  }
  override datagramReceived(data: Uint8Array, _addr: SocketAddress): void {
    this.note(`got ${text(data)}`.trim());
  }
  override errorReceived(error: OSError): void {
    this.note(`error ${error.code}`);
  }
  override connectionLost(error: unknown): void {
    this.note(`lost ${String(error)}`);
  }
  override pauseWriting(): void {
    this.note("pause");
  }
  override resumeWriting(): void {
    this.note("resume");
  }

  note(call: string): void {
    this.calls.push(call);
    for (const tell of this.#changed.splice(0)) tell();
  }

  /** Wait until it was called as often. */
  async called(times: number): Promise<void> {
    while (this.calls.length < times) await new Promise<void>((resolve) => void this.#changed.push(resolve));
  }
}

/** Sends everything back. */
class Echo extends Noting {
  override datagramReceived(data: Uint8Array, addr: SocketAddress): void {
    super.datagramReceived(data, addr);
    this.transport.sendto(data, addr);
  }
}

const here: SocketAddress = ["127.0.0.1", 0];

describe("createDatagramEndpoint", () => {
  onSockets(
    "carries datagrams between two endpoints, empty ones too, and calls in order",
    function* ({ wait, log, loop }) {
      const [server, echo] = yield* wait(loop.createDatagramEndpoint(() => new Echo(), { localAddr: here }));
      const remoteAddr = server.getExtraInfo("sockname") as SocketAddress;
      const [client, protocol] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr }));
      log(protocol.transport === client, protocol.calls.join());
      log(client.getExtraInfo("peername")?.join() === remoteAddr.join(), client.getExtraInfo("sockname")?.[0]);
      for (const word of ["one", "", "three"]) client.sendto(bytes(word));
      yield* wait(until(protocol.called(4)));
      client.close();
      log(client.isClosing(), protocol.calls.join());
      yield* wait(sleep(0));
      log(protocol.calls.join(), echo.calls.join());
      server.close();
      server.close();
      server.abort();
      yield* wait(sleep(0));
      log(echo.calls.at(-1), echo.calls.length, loop._resources.size);
    },
    ({ events }) =>
      expect(events).toEqual([
        "true made",
        "true 127.0.0.1",
        "true made,got one,got,got three",
        "made,got one,got,got three,lost null made,got one,got,got three",
        "lost null 5 0",
      ]),
  );

  onSockets(
    "speaks IPv6 as well",
    function* ({ wait, log, loop }) {
      const [server, protocol] = yield* wait(
        loop.createDatagramEndpoint(() => new Noting(), { localAddr: ["::1", 0] }),
      );
      const remoteAddr = server.getExtraInfo("sockname") as SocketAddress;
      const [client] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr }));
      client.sendto(bytes("hello"));
      yield* wait(until(protocol.called(2)));
      log(remoteAddr[0], protocol.calls.join());
      client.close();
      server.close();
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["::1 made,got hello"]),
  );

  onSockets(
    "tells of a peer that is not there, and stays open",
    function* ({ wait, log, loop }) {
      const [gone] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { localAddr: here }));
      const remoteAddr = gone.getExtraInfo("sockname") as SocketAddress;
      gone.close();
      const [transport, protocol] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr }));
      transport.sendto(bytes("anybody?"));
      yield* wait(until(protocol.called(2)));
      log(protocol.calls.join(), transport.isClosing());
      transport.sendto(bytes("now?"));
      yield* wait(until(protocol.called(3)));
      transport.abort();
      yield* wait(sleep(0));
      log(protocol.calls.join(), ConnectionRefusedError.name);
    },
    ({ events }) =>
      expect(events).toEqual([
        "made,error ECONNREFUSED false",
        "made,error ECONNREFUSED,error ECONNREFUSED,lost null ConnectionRefusedError",
      ]),
  );

  onSockets(
    "sends to anybody where there is no remote address, and to nobody else where there is one",
    function* ({ wait, log, loop }) {
      const [one, first] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { localAddr: here }));
      const [two, second] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { family: 4 }));
      const addr = one.getExtraInfo("sockname") as SocketAddress;
      two.sendto(bytes("hello"), addr);
      yield* wait(until(first.called(2)));
      log(first.calls.join(), second.calls.join(), two.getExtraInfo("peername"));
      expect(() => two.sendto(bytes("x"))).toThrow("addr must be given: the endpoint has no remoteAddr");
      const [three] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr: addr }));
      three.sendto(bytes("again"), addr);
      yield* wait(until(first.called(3)));
      log(first.calls.join());
      expect(() => three.sendto(bytes("x"), ["127.0.0.1", 9])).toThrow(
        new ValueError(`addr must be null or ${addr.join(":")}, got 127.0.0.1:9`),
      );
      for (const transport of [one, two, three]) transport.close();
      three.sendto(bytes("too late"));
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["made,got hello made null", "made,got hello,got again"]),
  );

  onSockets(
    "tells of a datagram that is too long",
    function* ({ wait, log, loop }) {
      const options = { localAddr: here, remoteAddr: ["127.0.0.1", 9] as const };
      const [transport, protocol] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), options));
      transport.sendto(new Uint8Array(100_000));
      yield* wait(until(protocol.called(2)));
      log(protocol.calls.slice(0, 2).join());
      transport.abort();
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events[0]).toMatch(/^made,(pause|error EMSGSIZE)$/),
  );

  onSockets(
    "asks its protocol to pause above the high-water mark, sends all before it closes, and drops all when aborted",
    function* ({ wait, log, loop }) {
      const [server, received] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { localAddr: here }));
      const remoteAddr = server.getExtraInfo("sockname") as SocketAddress;
      for (const end of ["close", "abort"] as const) {
        const [transport, protocol] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr }));
        transport.setWriteBufferLimits({ high: 30 });
        transport.sendto(bytes("1234"));
        log(transport.getWriteBufferSize(), transport.getWriteBufferLimits().join());
        for (let i = 0; i < 3; i++) transport.sendto(bytes("1234"));
        log(protocol.calls.join());
        yield* wait(until(protocol.called(3)));
        log(protocol.calls.join(), transport.getWriteBufferSize());
        transport.sendto(bytes("last"));
        transport[end]();
        log(transport.getWriteBufferSize());
        yield* wait(until(protocol.called(4)));
        log(protocol.calls.at(-1));
      }
      yield* wait(until(received.called(10)));
      log(received.calls.filter((call) => call === "got 1234").length, received.calls.includes("got last"));
      server.close();
      expect(() => server.setWriteBufferLimits({ high: 1, low: 2 })).toThrow(
        "high (1) must be >= low (2) must be >= 0",
      );
      yield* wait(sleep(0));
    },
    ({ events }) =>
      expect(events).toEqual([
        ...["12 7,30", "made,pause", "made,pause,resume 0", "12", "lost null"],
        ...["12 7,30", "made,pause", "made,pause,resume 0", "0", "lost null"],
        "8 true",
      ]),
  );

  onSockets(
    "reports a protocol that throws, and lives on",
    function* ({ wait, log, loop }) {
      class Failing extends Noting {
        override datagramReceived(data: Uint8Array, addr: SocketAddress): void {
          super.datagramReceived(data, addr);
          if (text(data) === "bad") throw new ValueError("not this one");
        }
      }
      const [server, protocol] = yield* wait(loop.createDatagramEndpoint(() => new Failing(), { localAddr: here }));
      const remoteAddr = server.getExtraInfo("sockname") as SocketAddress;
      const [client] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr }));
      for (const word of ["bad", "good"]) client.sendto(bytes(word));
      yield* wait(until(protocol.called(3)));
      log(protocol.calls.join());
      client.close();
      server.close();
      yield* wait(sleep(0));
    },
    ({ events, reports }) => {
      expect(events).toEqual(["made,got bad,got good"]);
      expect(reports.map(({ message, exception }) => `${message}: ${String(exception)}`)).toEqual([
        "protocol.datagramReceived() failed: ValueError: not this one",
      ]);
    },
  );

  onSockets(
    "says which address cannot be had, and which two have nothing in common",
    function* ({ wait, log, loop }) {
      const [first] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { localAddr: here }));
      const taken = first.getExtraInfo("sockname") as SocketAddress;
      for (const options of [{ localAddr: taken }, { localAddr: here, remoteAddr: ["::1", 9] as const }]) {
        const task = createTask(loop.createDatagramEndpoint(() => new Noting(), options));
        yield* wait(waitForAll([task]));
        log((task.exception() as OSError).code ?? "", state(task).split("(")[0]);
      }
      first.close();
      yield* wait(sleep(0));
      log(loop._resources.size);
    },
    ({ events }) => expect(events).toEqual(["EADDRINUSE OSError", "ERR_TSYNCIO_VALUE ValueError", "0"]),
  );

  onSockets(
    "leaves nothing when it is cancelled, whatever it waits for",
    function* ({ wait, log, loop }) {
      const [server] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { localAddr: here }));
      const remoteAddr = server.getExtraInfo("sockname") as SocketAddress;
      let cancelled = 0;
      let opened = 0;
      for (let iterations = 0; opened < 3 && iterations < 1000; iterations++) {
        const task = createTask(loop.createDatagramEndpoint(() => new Noting(), { remoteAddr, localAddr: here }));
        for (let i = 0; i < iterations && !task.done(); i++) yield* wait(sleep(0));
        task.cancel();
        yield* wait(waitForAll([task]));
        if (task.cancelled()) cancelled++;
        else {
          opened++;
          task.result()[0].abort();
        }
      }
      server.close();
      yield* wait(sleep(0));
      log(cancelled > 1, opened, loop._resources.size);
    },
    ({ events }) => expect(events).toEqual(["true 3 0"]),
  );

  it("refuses bad arguments at the call, and names them", () => {
    const loop = newEventLoop();
    const open =
      (options: object, factory: unknown = () => new DatagramProtocol()) =>
      () =>
        (loop.createDatagramEndpoint as (...args: unknown[]) => unknown)(factory, options);
    expect(open({})).toThrow(
      new ValueError("family must be 4 or 6 where neither localAddr nor remoteAddr is given, got 0"),
    );
    expect(open({ localAddr: ["127.0.0.1", 70_000] })).toThrow("localAddr[1] must be a whole number from 0 to 65535");
    expect(open({ remoteAddr: "127.0.0.1" })).toThrow(
      new TypeError('remoteAddr must be [host, port], got "127.0.0.1"'),
    );
    expect(open({ family: 4, allowBroadcast: 1 })).toThrow("allowBroadcast must be true or false, got 1");
    expect(open({ family: 4, reusePort: "yes" })).toThrow('reusePort must be true or false, got "yes"');
    expect(open({ family: 4 }, 5)).toThrow("protocolFactory must be a function that makes a protocol, got 5");
    loop.close();
  });

  onSockets("refuses to send what is no datagram", function* ({ wait, loop }) {
    const [transport] = yield* wait(loop.createDatagramEndpoint(() => new Noting(), { family: 4 }));
    const send =
      (...args: unknown[]) =>
      () =>
        (transport.sendto as (...args: unknown[]) => unknown).apply(transport, args);
    expect(send("text", here)).toThrow(new TypeError('data must be a Uint8Array, got "text"'));
    expect(send(bytes("x"), "127.0.0.1")).toThrow(new TypeError('addr must be [host, port] or null, got "127.0.0.1"'));
    transport.close();
    yield* wait(sleep(0));
  });
});

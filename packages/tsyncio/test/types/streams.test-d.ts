// The types of streams, servers and ports, seen from a program. Compiling this file is the test.

import {
  type AddrInfo,
  type Awaitable,
  DatagramProtocol,
  type DatagramTransport,
  type EventLoop,
  type LoopPort,
  Protocol,
  type Server,
  type SocketAddress,
  type StreamReader,
  type StreamWriter,
  openConnection,
  openUnixConnection,
  startServer,
  startUnixServer,
} from "tsyncio";

import { expectTypeOf } from "../support/suite.ts";

export function* program() {
  const [reader, writer] = yield* openConnection("127.0.0.1", 80, { limit: 10, localAddr: ["127.0.0.1", 0] });
  expectTypeOf(reader).toEqualTypeOf<StreamReader>();
  expectTypeOf(writer).toEqualTypeOf<StreamWriter>();
  expectTypeOf(yield* reader.readline()).toEqualTypeOf<Uint8Array>();
  expectTypeOf(writer.drain()).toEqualTypeOf<Awaitable<void>>();
  expectTypeOf(writer.getExtraInfo("peername")).toEqualTypeOf<SocketAddress | null>();
  expectTypeOf(writer.getExtraInfo("peername", 5)).toEqualTypeOf<SocketAddress | number>();
  expectTypeOf(writer.getExtraInfo("of another transport")).toEqualTypeOf<unknown>();
  yield* openConnection(...(writer.getExtraInfo("peername") as SocketAddress));
  // @ts-expect-error bytes are asked for, not text
  writer.write("text");
  // @ts-expect-error a port is a number
  void openConnection("127.0.0.1", "80");
}

export async function asyncProgram() {
  // All three kinds of functions serve.
  expectTypeOf(
    await startServer(async (reader, writer) => writer.write(await reader.read()), null, 0),
  ).toEqualTypeOf<Server>();
  await startServer(
    function* (reader, writer) {
      writer.write(yield* reader.read());
    },
    ["127.0.0.1", "::1"],
    0,
  );
  await startServer((_, writer) => writer.close(), "127.0.0.1", 0);
  for await (const line of (await openConnection(null, 1))[0]) expectTypeOf(line).toEqualTypeOf<Uint8Array>();
}

export function* addresses(loop: EventLoop) {
  const infos = yield* loop.getaddrinfo("example.org", 80, { type: "stream", flags: ["AI_ADDRCONFIG"] });
  expectTypeOf(infos).toEqualTypeOf<AddrInfo[]>();
  for (const { sockaddr } of infos) yield* openConnection(...sockaddr, { happyEyeballsDelay: 0.25, interleave: 1 });
  const [host, service] = yield* loop.getnameinfo(["127.0.0.1", 80], ["NI_NUMERICSERV"]);
  expectTypeOf(host).toEqualTypeOf<string>();
  expectTypeOf(service).toEqualTypeOf<string>();
  // @ts-expect-error there is no such flag
  void loop.getaddrinfo("example.org", 80, { flags: ["AI_NONSENSE"] });
}

export function* unixSockets(loop: EventLoop) {
  const [reader, writer] = yield* openUnixConnection("/run/a.sock", { limit: 10 });
  expectTypeOf(reader).toEqualTypeOf<StreamReader>();
  expectTypeOf(writer).toEqualTypeOf<StreamWriter>();
  const server = yield* startUnixServer((_, client) => client.close(), "/run/b.sock", { cleanupSocket: false });
  expectTypeOf(server).toEqualTypeOf<Server>();
  const [, protocol] = yield* loop.createUnixConnection(() => new Chat(), "/run/c.sock");
  expectTypeOf(protocol).toEqualTypeOf<Chat>();
  // @ts-expect-error a Unix socket has no port
  void openUnixConnection("/run/a.sock", 80);
}

class Chat extends Protocol {
  readonly name: string = "chat";
}

class Clock extends DatagramProtocol {
  override connectionMade(transport: DatagramTransport): void {
    transport.sendto(new Uint8Array(1));
    transport.sendto(new Uint8Array(1), ["127.0.0.1", 123]);
    // @ts-expect-error bytes are asked for, not text
    transport.sendto("text");
  }
  override datagramReceived(_data: Uint8Array, [host, port]: SocketAddress): void {
    expectTypeOf(host).toEqualTypeOf<string>();
    expectTypeOf(port).toEqualTypeOf<number>();
  }
}

export function* datagrams(loop: EventLoop) {
  const [transport, protocol] = yield* loop.createDatagramEndpoint(() => new Clock(), { remoteAddr: ["::1", 123] });
  expectTypeOf(transport).toEqualTypeOf<DatagramTransport>();
  expectTypeOf(protocol).toEqualTypeOf<Clock>();
  // @ts-expect-error a protocol of streams does not receive datagrams
  void loop.createDatagramEndpoint(() => new Protocol(), { family: 4 });
}

export function worker(loop: LoopPort<{ progress(percent: number): void; end(): void }>) {
  loop.callSoonThreadsafe("progress", 50);
  loop.callSoonThreadsafe("end");
  // @ts-expect-error it takes a number
  loop.callSoonThreadsafe("progress", "half");
  // @ts-expect-error there is no such handler
  loop.callSoonThreadsafe("begin");
}

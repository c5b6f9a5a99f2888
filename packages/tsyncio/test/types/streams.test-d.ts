// The types of streams, servers and ports, seen from a program. Compiling this file is the test.

import {
  type Awaitable,
  type LoopPort,
  type Server,
  type SocketAddress,
  type StreamReader,
  type StreamWriter,
  openConnection,
  startServer,
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

export function worker(loop: LoopPort<{ progress(percent: number): void; end(): void }>) {
  loop.callSoonThreadsafe("progress", 50);
  loop.callSoonThreadsafe("end");
  // @ts-expect-error it takes a number
  loop.callSoonThreadsafe("progress", "half");
  // @ts-expect-error there is no such handler
  loop.callSoonThreadsafe("begin");
}

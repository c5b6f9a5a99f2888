// Runs a program on real sockets, in either dialect, and peers of node:net to talk to. Nothing about any one feature.

import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

import { type Coroutine, type ExceptionContext, Runner, newEventLoop } from "tsyncio";
import type { VirtualEventLoop } from "tsyncio/testing";

import { type Check, type Dialect, Outcome, type Recorder, once, withoutUnhandledRejections } from "./dialects.ts";
import { it } from "./suite.ts";

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (data: Uint8Array): string => new TextDecoder().decode(data);

type Settled<T> = { result: T } | { error: unknown };

/**
 * The same as `bothDialects`, in real time: register `sentence` as two tests. What the program leaves open fails them.
 *
 * @param limit how long each may take, in seconds
 */
export function onSockets<T>(
  sentence: string,
  program: (dialect: Dialect) => Coroutine<T>,
  check?: Check<T>,
  limit = 5,
): void {
  const programs = once<T>(program);
  const milliseconds = limit * 1000;
  it(`${sentence} (generator)`, () => verify((recorder) => programs.generator(recorder), check), milliseconds);
  it(`${sentence} (async function)`, () => verify((recorder) => () => programs.async(recorder), check), milliseconds);
}

async function verify<T>(
  main: (recorder: Recorder) => Coroutine<T> | (() => Promise<T>),
  check: Check<T> | undefined,
): Promise<void> {
  const events: string[] = [];
  const reports: ExceptionContext[] = [];
  const loop = newEventLoop();
  loop.setExceptionHandler((_, context) => void reports.push(context));
  const log = (...parts: unknown[]): void => void events.push(parts.map(String).join(" "));
  // Programs that are written for both clocks ask for the virtual one only in virtual time.
  const recorder: Recorder = { loop: loop as VirtualEventLoop, events, log, stamp: log };
  const runner = new Runner({ loopFactory: () => loop });
  const { result: settled, unhandled } = await withoutUnhandledRejections(async (): Promise<Settled<T>> => {
    try {
      return { result: await runner.run<T>(main(recorder)) };
    } catch (error) {
      return { error };
    } finally {
      if (loop._resources.size > 0) reports.push({ message: `${loop._resources.size} things were left open` });
      await runner.close();
    }
  });
  const outcome = new Outcome<T>({ events, endedAt: 0, settled, reports, unhandled });
  if (check !== undefined) check(outcome);
  outcome.verify();
}

/** A server of node:net on loopback that knows which of its connections are open. */
export class Peer {
  readonly sockets = new Set<Socket>();
  /** How many came in so far. */
  connections = 0;
  readonly #server: Server;
  #changed: (() => void)[] = [];

  constructor(serve: (socket: Socket) => void) {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.sockets.delete(socket);
        this.#tell();
      });
      serve(socket);
      this.#tell();
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** A peer that listens. */
  static async start(serve: (socket: Socket) => void): Promise<Peer> {
    const peer = new Peer(serve);
    await new Promise<void>((resolve) => void peer.#server.listen(0, "127.0.0.1", () => resolve()));
    return peer;
  }

  /** Wait until as many connections are open. */
  open(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => (this.sockets.size === count ? resolve() : void this.#changed.push(look));
      look();
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }

  #tell(): void {
    const listeners = this.#changed;
    this.#changed = [];
    for (const listener of listeners) listener();
  }
}

/** What a peer does that takes all, says nothing, and closes when its client does. */
export function follow(socket: Socket): void {
  socket.resume();
  socket.on("end", () => socket.destroy());
}

/** A client of node:net that is connected to `port`. */
export function connectTo(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true, allowHalfOpen: true }, () => resolve(socket));
    socket.on("error", reject);
  });
}

/** What comes from `socket` until its end, or until it is cut off. */
export async function receiveAll(socket: Socket): Promise<string> {
  let received = "";
  socket.on("data", (data: Buffer) => void (received += data.toString()));
  await new Promise<void>((resolve) => {
    socket.on("end", resolve);
    socket.on("close", () => resolve());
    socket.on("error", () => resolve());
  });
  return received;
}

// Checks what a loop is asked for a pipe, and hands it to the host. No I/O.

import type { EventLoop } from "./base_events.ts";
import { type Awaitable, GeneratorAwaitable, describe } from "./coroutines.ts";
import { NotImplementedError } from "./exceptions.ts";
import type { HostPipes } from "./host.ts";
import type { BaseProtocol } from "./protocols.ts";
import type { ReadTransport, WriteTransport } from "./transports.ts";

/** @internal */
export function connectReadPipe<P extends BaseProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  pipe: object,
): Awaitable<[ReadTransport, P]> {
  const pipes = pipesOf(loop, "connectReadPipe()");
  checkFactory(protocolFactory);
  return new GeneratorAwaitable(pipes.connectRead(loop, protocolFactory, pipe));
}

/** @internal */
export function connectWritePipe<P extends BaseProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  pipe: object,
): Awaitable<[WriteTransport, P]> {
  const pipes = pipesOf(loop, "connectWritePipe()");
  checkFactory(protocolFactory);
  return new GeneratorAwaitable(pipes.connectWrite(loop, protocolFactory, pipe));
}

/** @internal */
export function pipesOf(loop: EventLoop, call: string): HostPipes {
  const host = loop._host;
  if (host.pipes !== undefined) return host.pipes;
  throw new NotImplementedError(`${call} needs pipes, and the host "${host.name}" has none`);
}

function checkFactory(protocolFactory: unknown): void {
  if (typeof protocolFactory === "function") return;
  throw new TypeError(`protocolFactory must be a function that makes a protocol, got ${describe(protocolFactory)}`);
}

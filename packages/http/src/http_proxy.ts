// HTTP proxies: asking one to connect through, and which one the environment names. Opens no socket.

import type { Socket } from "node:net";

import { type Coroutine, getRunningLoop } from "tsyncio";

import type { ConnectTarget, ProxyTarget } from "./connector.ts";
import { ClientConnectionError, ClientHttpProxyError } from "./errors.ts";
import { HttpHeaders } from "./headers.ts";

const MAX_HEAD = 64 * 1024;

/**
 * Have the proxy at the other end of `socket` connect to the target. Cancellation, and refusal, destroys the socket.
 *
 * @throws {@link ClientHttpProxyError} if the proxy refuses.
 */
export function* connectThroughProxy(socket: Socket, target: ConnectTarget, proxy: ProxyTarget): Coroutine {
  const host = target.host.includes(":") ? `[${target.host}]` : target.host;
  const authority = `${host}:${target.port}`;
  let text = `CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n`;
  for (let index = 0; index < proxy.headers.length; index += 2) {
    text += `${proxy.headers[index]}: ${proxy.headers[index + 1]}\r\n`;
  }
  socket.write(`${text}\r\n`, "latin1");
  try {
    const head = yield* readHead(socket);
    const { status, reason, headers } = parseHead(head);
    if (status === 200) return;
    const requestInfo = { url: proxy.url, realUrl: proxy.url, method: "CONNECT", headers: new HttpHeaders() };
    throw new ClientHttpProxyError(requestInfo, [], { status, message: reason, headers });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The head of the answer. What comes after it stays in the socket. */
function* readHead(socket: Socket): Coroutine<string> {
  const loop = getRunningLoop();
  const received = loop.createFuture<string>();
  let head = Buffer.alloc(0);
  const fail = (error: Error): void => {
    if (!received.done() && !loop.isClosed()) received.setException(error);
  };
  const onReadable = (): void => {
    for (let piece = socket.read() as Buffer | null; piece !== null; piece = socket.read() as Buffer | null) {
      head = Buffer.concat([head, piece]);
      const end = head.indexOf("\r\n\r\n");
      if (end >= 0) {
        socket.off("readable", onReadable);
        if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
        if (!received.done() && !loop.isClosed()) received.setResult(head.toString("latin1", 0, end));
        return;
      }
      if (head.length > MAX_HEAD) fail(new ClientConnectionError("the head of the proxy's answer is too long"));
    }
  };
  const onEnd = (): void => fail(new ClientConnectionError("the proxy closed the connection"));
  socket.on("readable", onReadable);
  socket.on("end", onEnd);
  socket.on("close", onEnd);
  socket.on("error", fail);
  try {
    return yield* received;
  } finally {
    socket.off("readable", onReadable);
    socket.off("end", onEnd);
    socket.off("close", onEnd);
    socket.off("error", fail);
  }
}

function parseHead(head: string): { status: number; reason: string; headers: HttpHeaders } {
  const [first = "", ...lines] = head.split("\r\n");
  const found = /^HTTP\/\d\.\d (\d{3}) ?(.*)$/.exec(first);
  if (found === null) throw new ClientConnectionError(`the proxy answered ${JSON.stringify(first)}`);
  const raw: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) raw.push(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return { status: Number(found[1]), reason: found[2] ?? "", headers: HttpHeaders._of(raw) };
}

// WebSockets against a real server, in both dialects.

import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import {
  type Awaitable,
  type Coroutine,
  RuntimeError,
  TimeoutError,
  ValueError,
  asyncFor,
  asyncWith,
  createTask,
  sleep,
  until,
  wait as waitAll,
  waitFor,
} from "tsyncio";
import type { WebSocket } from "ws";

import type { Dialect } from "../../../tsyncio/test/support/dialects.ts";
import { onSockets } from "../../../tsyncio/test/support/sockets.ts";
import { describe, expect, it } from "../../../tsyncio/test/support/suite.ts";
import { ClientSession } from "../../src/client.ts";
import type { ClientWebSocketResponse } from "../../src/client_ws.ts";
import {
  ClientConnectionResetError,
  ServerDisconnectedError,
  ServerTimeoutError,
  WSMessageTypeError,
  WSServerHandshakeError,
} from "../../src/errors.ts";
import { type WebSocketOptions, handshakeOptions } from "../../src/ws_connect.ts";
import { WSCloseCode, WSMsgType, WebSocketError } from "../../src/ws_messages.ts";
import { WebSocketPeer } from "../support/websockets.ts";

const echo = (socket: WebSocket): void => {
  socket.on("message", (data, binary) => socket.send(data, { binary }));
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Register `sentence` in both dialects: `program` gets a connection to a server that does `serve`. */
function overWebSocket(
  sentence: string,
  serve: (socket: WebSocket) => void,
  program: (ws: ClientWebSocketResponse, dialect: Dialect, peer: WebSocketPeer) => Coroutine,
  options: WebSocketOptions = {},
): void {
  onSockets(sentence, function* (dialect) {
    const peer = yield* dialect.wait(until(WebSocketPeer.start(serve, { perMessageDeflate: true })));
    try {
      const session = new ClientSession();
      const ws = yield* dialect.wait(session.wsConnect(peer.url, options));
      try {
        yield* program(ws, dialect, peer);
      } finally {
        yield* dialect.wait(ws.close());
        yield* dialect.wait(session.close());
      }
    } finally {
      yield* dialect.wait(until(peer.close()));
    }
  });
}

describe("A WebSocket", () => {
  overWebSocket("carries text, bytes and JSON", echo, function* (ws, { wait }) {
    yield* wait(ws.sendStr("привет"));
    expect(yield* wait(ws.receiveStr())).toBe("привет");
    yield* wait(ws.sendBytes(bytes("abc")));
    expect(yield* wait(ws.receiveBytes())).toEqual(bytes("abc"));
    yield* wait(ws.sendJson({ a: [1] }));
    expect(yield* wait(ws.receiveJson())).toEqual({ a: [1] });
    yield* wait(ws.sendStr('{"b":2}'));
    const received = yield* wait(ws.receive());
    expect([received.type, received.data, received.json()]).toEqual([WSMsgType.TEXT, '{"b":2}', { b: 2 }]);
    expect([ws.closed, ws.closeCode, ws.protocol, ws.compress, ws.exception()]).toEqual([
      false,
      null,
      null,
      false,
      null,
    ]);
  });

  overWebSocket(
    "compresses on demand",
    echo,
    function* (ws, { wait }) {
      expect(ws.compress).toBe(true);
      const text = "x".repeat(100_000);
      yield* wait(ws.sendStr(text));
      expect(yield* wait(ws.receiveStr())).toBe(text);
      yield* wait(ws.sendStr("plain", { compress: false }));
      expect(yield* wait(ws.receiveStr())).toBe("plain");
    },
    { compress: 15 },
  );

  overWebSocket(
    "can be iterated over until the peer closes",
    (socket) => {
      socket.send("1");
      socket.send("2");
      socket.close(3001, "enough");
    },
    function* (ws, { name, log, events, wait }) {
      if (name === "async") {
        const iterate = async (): Promise<void> => {
          for await (const message of ws) log(message.data);
        };
        yield* wait(until(iterate()));
      } else {
        yield* wait(asyncFor(ws, (message) => log(message.data)));
      }
      expect(events).toEqual(["1", "2"]);
      expect([ws.closed, ws.closeCode]).toEqual([true, 3001]);
    },
  );

  overWebSocket(
    "tells that the peer closes, and why, and then that it is closed",
    (socket) => socket.close(1001, "bye"),
    function* (ws, { wait }) {
      const message = yield* wait(ws.receive());
      expect([message.type, message.data, message.extra]).toEqual([WSMsgType.CLOSE, WSCloseCode.GOING_AWAY, "bye"]);
      expect([ws.closed, ws.closeCode]).toEqual([true, 1001]);
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSED);
      expect(yield* wait(ws.close())).toBe(false);
    },
  );

  overWebSocket(
    "stays open after the peer's wish if it does not close by itself",
    (socket) => socket.close(1000),
    function* (ws, { wait }) {
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSE);
      expect(ws.closed).toBe(false);
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSED);
      expect(ws.closed).toBe(true);
    },
    { autoclose: false },
  );

  overWebSocket(
    "closes with a code and a reason",
    () => {},
    function* (ws, { wait }, peer) {
      const seen = new Promise<string>((resolve) => {
        peer.sockets[0]?.on("close", (code, reason) => resolve(`${code} ${reason.toString()}`));
      });
      expect(yield* wait(ws.close({ code: 4000, message: "done" }))).toBe(true);
      expect(yield* wait(until(seen))).toBe("4000 done");
      expect([ws.closed, ws.closeCode]).toEqual([true, 4000]);
      expect(() => ws.close({ code: 1006 })).toThrow(ValueError);
      expect(() => ws.close({ message: "x".repeat(124) })).toThrow(ValueError);
    },
  );

  overWebSocket(
    "tells the task that receives when another closes it",
    () => {},
    function* (ws, { wait }) {
      const task = createTask(ws.receive());
      yield* wait(sleep(0.01));
      yield* wait(ws.close());
      expect((yield* wait(task)).type).toBe(WSMsgType.CLOSING);
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSED);
    },
  );

  overWebSocket(
    "cuts the connection off if the peer does not answer the closing",
    (socket) => socket.pause(),
    function* (ws, { wait }) {
      expect(yield* wait(ws.close())).toBe(true);
      expect(ws.closeCode).toBe(WSCloseCode.ABNORMAL_CLOSURE);
      expect(ws.exception()).toBeInstanceOf(TimeoutError);
    },
    { closeTimeout: 0.05 },
  );

  overWebSocket(
    "cuts the connection off when its closing is cancelled",
    (socket) => socket.pause(),
    function* (ws, { wait }) {
      const task = createTask(ws.close());
      yield* wait(sleep(0.01));
      task.cancel();
      yield* wait(waitAll([task]));
      expect(task.cancelled()).toBe(true);
      expect([ws.closed, ws.closeCode]).toEqual([true, WSCloseCode.ABNORMAL_CLOSURE]);
    },
  );

  overWebSocket("refuses what is no message", echo, function* (ws, { wait }) {
    expect(() => ws.sendStr(1 as unknown as string)).toThrow(TypeError);
    expect(() => ws.sendBytes("a" as unknown as Uint8Array)).toThrow(TypeError);
    expect(() => ws.ping("x".repeat(126))).toThrow(ValueError);
    yield* wait(ws.sendStr("text"));
    yield* rejects(wait, ws.receiveBytes(), WSMessageTypeError);
    yield* wait(ws.sendBytes(bytes("b")));
    yield* rejects(wait, ws.receiveStr(), WSMessageTypeError);
    yield* wait(ws.close());
    yield* rejects(wait, ws.sendStr("late"), ClientConnectionResetError);
  });

  overWebSocket(
    "tells that it is closed when the connection breaks off",
    (socket) => socket.terminate(),
    function* (ws, { wait }) {
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSED);
      expect([ws.closed, ws.closeCode]).toEqual([true, WSCloseCode.ABNORMAL_CLOSURE]);
    },
  );
});

describe("The receiving of a WebSocket", () => {
  overWebSocket("loses no message when it is cancelled", echo, function* (ws, { wait }) {
    for (let i = 0; i < 30; i++) {
      const task = createTask(ws.receive());
      yield* wait(ws.sendStr(String(i)));
      if (i % 3 === 0) yield* wait(sleep(0));
      else if (i % 3 === 1) yield* wait(sleep(0.001));
      task.cancel();
      yield* wait(waitAll([task]));
      const received = task.cancelled() ? yield* wait(ws.receive()) : task.result();
      expect(received.data).toBe(String(i));
    }
  });

  overWebSocket(
    "loses no message when its time is up",
    echo,
    function* (ws, { wait }) {
      yield* rejects(wait, ws.receive(0.01), TimeoutError);
      yield* rejects(wait, ws.receive(), TimeoutError);
      yield* wait(ws.sendStr("after"));
      expect(yield* wait(ws.receiveStr({ timeout: 5 }))).toBe("after");
    },
    { receiveTimeout: 0.01 },
  );

  overWebSocket(
    "is for one task at a time",
    () => {},
    function* (ws, { wait }) {
      const task = createTask(ws.receive());
      yield* wait(sleep(0));
      yield* rejects(wait, ws.receive(), RuntimeError);
      task.cancel();
      yield* wait(waitAll([task]));
    },
  );

  overWebSocket(
    "holds the peer back while nobody receives",
    (socket) => {
      for (let i = 0; i < 400; i++) socket.send(Buffer.alloc(65_536, i % 256));
    },
    function* (ws, { wait }, peer) {
      const socket = peer.sockets[0] as WebSocket;
      // The peer's socket is full once nothing leaves it any more.
      for (let before = -1; before !== socket.bufferedAmount; yield* wait(sleep(0.1))) before = socket.bufferedAmount;
      expect(socket.bufferedAmount).toBeGreaterThan(0);
      for (let i = 0; i < 400; i++) expect((yield* wait(ws.receiveBytes()))[0]).toBe(i % 256);
      expect(socket.bufferedAmount).toBe(0);
    },
  );

  overWebSocket(
    "ends with an error if a message is too long",
    (socket) => socket.send("x".repeat(2000)),
    function* (ws, { wait }, peer) {
      const seen = new Promise<number>((resolve) => peer.sockets[0]?.on("close", resolve));
      const message = yield* wait(ws.receive());
      expect(message.type).toBe(WSMsgType.ERROR);
      expect(message.data).toBeInstanceOf(WebSocketError);
      expect((message.data as WebSocketError).closeCode).toBe(WSCloseCode.MESSAGE_TOO_BIG);
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSED);
      expect([ws.closeCode, yield* wait(until(seen))]).toEqual([1009, 1009]);
      expect(ws.exception()).toBe(message.data);
    },
    { maxMsgSize: 1000 },
  );
});

describe("The sending of a WebSocket", () => {
  overWebSocket(
    "waits while too much is on its way",
    (socket) => socket.pause(),
    function* (ws, { wait }, peer) {
      const block = new Uint8Array(1 << 20);
      let sent = 0;
      const task = createTask(function* () {
        for (; sent < 50; sent++) yield* ws.sendBytes(block);
      });
      for (let before = -1; before !== sent; yield* wait(sleep(0.1))) before = sent;
      expect(sent).toBeLessThan(50);
      let received = 0;
      const socket = peer.sockets[0] as WebSocket;
      const all = new Promise<void>((resolve) => socket.on("message", () => ++received === 50 && resolve()));
      socket.resume();
      yield* wait(task);
      yield* wait(until(all));
      expect(received).toBe(50);
    },
  );

  overWebSocket(
    "ends when the connection breaks off",
    (socket) => socket.pause(),
    function* (ws, { wait }, peer) {
      const task = createTask(ws.sendBytes(new Uint8Array(20 << 20)));
      yield* wait(sleep(0.01));
      expect(task.done()).toBe(false);
      peer.sockets[0]?.terminate();
      yield* wait(task);
      yield* rejects(wait, ws.sendStr("more"), ClientConnectionResetError);
    },
  );
});

describe("Pings", () => {
  overWebSocket(
    "are answered, and not received",
    (socket) => {
      socket.on("pong", (data) => socket.send(`pong ${data.toString()}`));
      socket.ping("1");
    },
    function* (ws, { wait }) {
      expect(yield* wait(ws.receiveStr())).toBe("pong 1");
    },
  );

  overWebSocket(
    "are received on demand, and so are pongs",
    (socket) => socket.ping("1"),
    function* (ws, { wait }) {
      const ping = yield* wait(ws.receive());
      expect([ping.type, ping.data]).toEqual([WSMsgType.PING, bytes("1")]);
      yield* wait(ws.pong(bytes("1")));
      yield* wait(ws.ping("2"));
      const pong = yield* wait(ws.receive());
      expect([pong.type, pong.data]).toEqual([WSMsgType.PONG, bytes("2")]);
    },
    { autoping: false },
  );

  overWebSocket(
    "keep a quiet connection open",
    (socket) => setTimeout(() => socket.send("late"), 300),
    function* (ws, { wait }) {
      expect(yield* wait(ws.receiveStr())).toBe("late");
    },
    { heartbeat: 0.06 },
  );

  overWebSocket(
    "find out that the peer is dead",
    (socket) => socket.pause(),
    function* (ws, { wait }) {
      const message = yield* wait(ws.receive());
      expect(message.type).toBe(WSMsgType.ERROR);
      expect(message.data).toBeInstanceOf(ServerTimeoutError);
      expect((yield* wait(ws.receive())).type).toBe(WSMsgType.CLOSED);
      expect(ws.closeCode).toBe(WSCloseCode.ABNORMAL_CLOSURE);
    },
    { heartbeat: 0.04 },
  );

  overWebSocket(
    "do not take a peer for dead because the program itself was busy",
    (socket) => {
      // The answer has left, and is not read before it is late.
      socket.once("ping", () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
        socket.send("late");
      });
    },
    function* (ws, { wait }) {
      expect(yield* wait(ws.receiveStr())).toBe("late");
    },
    { heartbeat: 0.06 },
  );

  overWebSocket(
    "do not take a peer for dead that is held back",
    (socket) => {
      for (let i = 0; i < 400; i++) socket.send(Buffer.alloc(65_536));
    },
    function* (ws, { wait }) {
      yield* wait(sleep(0.2));
      for (let i = 0; i < 400; i++) yield* wait(ws.receiveBytes());
      expect(ws.exception()).toBeNull();
    },
    { heartbeat: 0.02 },
  );
});

describe("The handshake of a WebSocket", () => {
  onSockets("agrees on a protocol, and sends headers", function* ({ wait }) {
    const handleProtocols = (offered: Set<string>): string | false => (offered.has("b") ? "b" : false);
    const peer = yield* wait(until(WebSocketPeer.start(echo, { handleProtocols })));
    const headers = { "X-Token": "1" };
    const session = new ClientSession();
    const ws = yield* wait(
      session.wsConnect(peer.url, { protocols: ["a", "b"], headers, origin: "http://example.com" }),
    );
    expect(ws.protocol).toBe("b");
    expect(peer.requests[0]?.headers).toMatchObject({ "x-token": "1", origin: "http://example.com" });
    yield* wait(asyncWith(ws, () => {}));
    expect(ws.closed).toBe(true);
    yield* wait(session.close());
    yield* wait(until(peer.close()));
  });

  const refusals: [string, string, unknown][] = [
    ["a refusal", "HTTP/1.1 403 Forbidden\r\nX-Why: no\r\nContent-Length: 2\r\n\r\nno", WSServerHandshakeError],
    [
      "a wrong key",
      "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
      WSServerHandshakeError,
    ],
    ["another upgrade", "HTTP/1.1 101 X\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", WSServerHandshakeError],
    ["garbage", "garbage\r\n\r\n", WSServerHandshakeError],
    ["an end", "", ServerDisconnectedError],
  ];
  for (const [what, response, type] of refusals) {
    onSockets(`fails on ${what}`, function* ({ wait }) {
      const server = createServer().on("upgrade", (_, socket) => socket.end(response));
      yield* wait(until(listening(server)));
      const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const session = new ClientSession();
      const error = yield* rejects(wait, session.wsConnect(url), type);
      yield* wait(session.close());
      if (what === "a refusal") {
        expect((error as WSServerHandshakeError).status).toBe(403);
        expect((error as WSServerHandshakeError).headers?.get("x-why")).toBe("no");
      }
      yield* wait(until(closed(server)));
    });
  }

  onSockets("leaves no socket open when it is cancelled", function* ({ wait }) {
    let ended: () => void = () => {};
    const isClosed = new Promise<void>((resolve) => void (ended = resolve));
    const server = createServer().on("upgrade", (_, socket) => {
      socket.on("end", () => void socket.destroy()).on("close", ended);
      socket.resume();
    });
    yield* wait(until(listening(server)));
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const session = new ClientSession();
    yield* rejects(wait, waitFor(session.wsConnect(url), 0.05), TimeoutError);
    yield* wait(until(isClosed));
    yield* wait(session.close());
    yield* wait(until(closed(server)));
    expect(server.listening).toBe(false);
  });

  it("refuses options that make no sense", () => {
    for (const options of [
      { compress: 8 },
      { maxMsgSize: -1 },
      { protocols: ["a b"] },
      { heartbeat: 0 },
      { closeTimeout: Number.NaN },
      { receiveTimeout: "1" as unknown as number },
    ]) {
      expect(() => handshakeOptions(options)).toThrow(ValueError);
    }
  });
});

/** Wait for `awaitable` to fail with an error of the class `type`. */
function* rejects(wait: Dialect["wait"], awaitable: Awaitable<unknown>, type: unknown): Coroutine<unknown> {
  try {
    yield* wait(awaitable);
  } catch (error) {
    expect(error).toBeInstanceOf(type as typeof Error);
    return error;
  }
  throw new Error("nothing was thrown");
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => void server.listen(0, "127.0.0.1", () => resolve()));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}

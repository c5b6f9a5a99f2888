// What travels over a WebSocket: kinds of messages, codes of closing, errors. Sends and receives nothing.

/**
 * The kinds of messages. The first six are on the wire, the others come from the client itself.
 *
 * @see aiohttp `WSMsgType`
 */
export const WSMsgType = {
  CONTINUATION: 0x0,
  TEXT: 0x1,
  BINARY: 0x2,
  CLOSE: 0x8,
  PING: 0x9,
  PONG: 0xa,
  /** Another task called `close()` meanwhile. */
  CLOSING: 0x100,
  /** The connection is closed. */
  CLOSED: 0x101,
  /** The connection failed; `data` is the error. */
  ERROR: 0x102,
} as const;

export type WSMsgType = (typeof WSMsgType)[keyof typeof WSMsgType];

/** Why a connection is closed (RFC 6455, section 7.4). @see aiohttp `WSCloseCode` */
export const WSCloseCode = {
  OK: 1000,
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  UNSUPPORTED_DATA: 1003,
  /** No code was given. It is never sent. */
  NO_STATUS: 1005,
  /** The connection broke off. It is never sent. */
  ABNORMAL_CLOSURE: 1006,
  INVALID_TEXT: 1007,
  POLICY_VIOLATION: 1008,
  MESSAGE_TOO_BIG: 1009,
  MANDATORY_EXTENSION: 1010,
  INTERNAL_ERROR: 1011,
  SERVICE_RESTART: 1012,
  TRY_AGAIN_LATER: 1013,
  BAD_GATEWAY: 1014,
} as const;

export type WSCloseCode = (typeof WSCloseCode)[keyof typeof WSCloseCode];

/** What each kind of message carries. */
export interface WSMessageData {
  [WSMsgType.CONTINUATION]: Uint8Array;
  [WSMsgType.TEXT]: string;
  [WSMsgType.BINARY]: Uint8Array;
  [WSMsgType.CLOSE]: number;
  [WSMsgType.PING]: Uint8Array;
  [WSMsgType.PONG]: Uint8Array;
  [WSMsgType.CLOSING]: null;
  [WSMsgType.CLOSED]: null;
  [WSMsgType.ERROR]: Error;
}

class Message<T extends WSMsgType> {
  readonly type: T;
  /** Text, bytes, the code of closing, the error: see {@link WSMessageData}. */
  readonly data: WSMessageData[T];
  /** The reason given with {@link WSMsgType.CLOSE}. */
  readonly extra: string | null;

  constructor(type: T, data: WSMessageData[T], extra: string | null = null) {
    this.type = type;
    this.data = data;
    this.extra = extra;
  }

  /** The text as JSON. @throws SyntaxError if it is none. */
  json(loads: (text: string) => unknown = JSON.parse): unknown {
    return loads(String(this.data));
  }
}

/** A message that was received. Its `type` tells what `data` is. @see aiohttp `WSMessage` */
export type WSMessage = { [T in WSMsgType]: Message<T> }[WSMsgType];

/** Make a message. @internal */
export function message<T extends WSMsgType>(type: T, data: WSMessageData[T], extra: string | null = null): WSMessage {
  return new Message(type, data, extra) as WSMessage;
}

/** A message that iteration ends at. @internal */
export function isFinal({ type }: WSMessage): boolean {
  return type === WSMsgType.CLOSE || type === WSMsgType.CLOSING || type === WSMsgType.CLOSED;
}

/** The peer broke the protocol, or a limit. @see aiohttp `WebSocketError` */
export class WebSocketError extends Error {
  declare readonly code: string;
  /** The code that the connection was closed with. */
  readonly closeCode: number;

  constructor(closeCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.closeCode = closeCode;
  }
}

Object.defineProperty(WebSocketError.prototype, "name", {
  value: "WebSocketError",
  writable: true,
  configurable: true,
});
Object.defineProperty(WebSocketError.prototype, "code", {
  value: "ERR_TSYNCIO_HTTP_WEBSOCKET",
  writable: true,
  configurable: true,
});

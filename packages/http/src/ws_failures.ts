// What goes wrong with the messages of a WebSocket, as errors and as codes of closing. Throws nothing itself.

import { WSMessageTypeError } from "./errors.ts";
import { WSCloseCode, type WSMessage, WSMsgType } from "./ws_messages.ts";

const NAMES = new Map(Object.entries(WSMsgType).map(([name, type]) => [type, name]));

/** The error of a message that is of another type than `wanted`. */
export function wrongType({ type, data }: WSMessage, wanted: string): WSMessageTypeError {
  const shown = data instanceof Uint8Array ? `${data.length} bytes` : String(data);
  return new WSMessageTypeError(`Received message ${NAMES.get(type) ?? type}:${shown} is not WSMsgType.${wanted}`);
}

/** The code of closing that goes with an error of `ws`; `null` if the connection failed otherwise. */
export function closeCodeOf(error: Error): number | null {
  const { code } = error as { code?: unknown };
  if (typeof code !== "string" || !code.startsWith("WS_ERR_")) return null;
  if (code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH" || code === "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH") {
    return WSCloseCode.MESSAGE_TOO_BIG;
  }
  if (code === "WS_ERR_TOO_MANY_BUFFERED_PARTS") return WSCloseCode.POLICY_VIOLATION;
  return code === "WS_ERR_INVALID_UTF8" ? WSCloseCode.INVALID_TEXT : WSCloseCode.PROTOCOL_ERROR;
}

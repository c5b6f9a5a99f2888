// What `@tsyncio/http` exports. Nothing is defined here.

export { type AuthEncoding, BasicAuth } from "./auth.ts";
export { ClientSession } from "./client.ts";
export { ClientRequest } from "./client_request.ts";
export { ClientResponse, type FallbackCharsetResolver, type JsonOptions } from "./client_response.ts";
export type { ClientWebSocketResponse } from "./client_ws.ts";
export { BaseConnector, type ConnectorOptions } from "./connector.ts";
export { type AbstractCookieJar, CookieJar, type CookieJarOptions, DummyCookieJar } from "./cookie_jar.ts";
export { Cookie, type LooseCookies } from "./cookies.ts";
export { type DigestAuthOptions, digestAuthMiddleware } from "./digest_auth.ts";
export * from "./errors.ts";
export { type FieldOptions, type FieldValue, FormData, type FormDataOptions, type FormFields } from "./form_data.ts";
export { HttpHeaders, type HeadersLike } from "./headers.ts";
export type { Link } from "./links.ts";
export {
  type ContentDisposition,
  type DecodeErrors,
  type MimeType,
  parseContentDisposition,
  parseMimetype,
} from "./mime.ts";
export { MultipartWriter, type Part } from "./multipart.ts";
export type { RequestContext } from "./operation.ts";
export type {
  ClientSessionOptions,
  Compression,
  ParamsLike,
  RaiseForStatus,
  RequestOptions,
  TimeoutLike,
} from "./options.ts";
export type { Payload, PayloadWriter } from "./payload.ts";
export {
  AsyncIterablePayload,
  type BodyLike,
  type BodyProducer,
  BytesPayload,
  FilePayload,
  JsonPayload,
  type ReadableFile,
  StringPayload,
} from "./payloads.ts";
export { request } from "./request.ts";
export { type AbstractResolver, type AddressFamily, type ResolvedAddress, ThreadedResolver } from "./resolver.ts";
export type { ResponseStream } from "./response_stream.ts";
export type { RetryOptions } from "./retries.ts";
export { TCPConnector, type TCPConnectorOptions, UnixConnector } from "./tcp_connector.ts";
export { ClientTimeout, type ClientTimeoutOptions } from "./timeouts.ts";
export { Fingerprint, type SslOption } from "./tls.ts";
export * from "./tracing.ts";
export type * from "./types.ts";
export type { WebSocketOptions } from "./ws_connect.ts";
export { WSCloseCode, type WSMessage, type WSMessageData, WSMsgType, WebSocketError } from "./ws_messages.ts";
export type { WSConnectOptions, WebSocketContext } from "./ws_operation.ts";

// What `@tsyncio/http` exports. Nothing is defined here.

export { type AuthEncoding, BasicAuth } from "./auth.ts";
export { ClientSession } from "./client.ts";
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
export type { Payload, PayloadWriter } from "./payload.ts";
export * from "./tracing.ts";
export type * from "./types.ts";

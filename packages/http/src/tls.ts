// What TLS is to be like: options, and certificates known by their fingerprint. Opens nothing.

import { createHash } from "node:crypto";
import type { ConnectionOptions, TLSSocket } from "node:tls";

import { ValueError } from "tsyncio";

import { type ConnectionTarget, ServerFingerprintMismatch } from "./errors.ts";

/**
 * A certificate that is known by its SHA-256 fingerprint: the only one that is accepted, whoever signed it.
 *
 * @see aiohttp `Fingerprint`
 */
export class Fingerprint {
  readonly fingerprint: Uint8Array;

  /** @param fingerprint 32 bytes, or their hexadecimal digits, with or without colons. @throws {@link ValueError} for others. */
  constructor(fingerprint: Uint8Array | string) {
    const bytes = typeof fingerprint === "string" ? Buffer.from(fingerprint.replaceAll(":", ""), "hex") : fingerprint;
    if (bytes.length !== 32) throw new ValueError(`fingerprint must be a SHA-256 of 32 bytes, got ${bytes.length}`);
    this.fingerprint = new Uint8Array(bytes);
  }

  /** @throws {@link ServerFingerprintMismatch} if the peer has another certificate. */
  check(socket: TLSSocket, target: ConnectionTarget): void {
    const certificate = socket.getPeerCertificate().raw as Buffer | undefined;
    const got = createHash("sha256")
      .update(certificate ?? Buffer.alloc(0))
      .digest();
    if (got.equals(this.fingerprint)) return;
    throw new ServerFingerprintMismatch(this.fingerprint, new Uint8Array(got), target.host, target.port);
  }
}

/**
 * How TLS is done: `true`: certificates are checked; `false`: any certificate will do; a {@link Fingerprint}: only that one
 * will do; options of `node:tls`: `ca`, `cert`, `key`, `ciphers`, `minVersion`...
 */
export type SslOption = boolean | ConnectionOptions | Fingerprint;

const numbers = new WeakMap<object, number>();
let next = 1;

/** A word for connections that may be shared, as far as TLS goes. */
export function sslKey(ssl: SslOption): string {
  if (typeof ssl === "boolean") return ssl ? "" : "!";
  let number = numbers.get(ssl);
  if (number === undefined) {
    number = next++;
    numbers.set(ssl, number);
  }
  return String(number);
}

/** The options of `tls.connect` for `ssl`. */
export function tlsOptions(ssl: SslOption): ConnectionOptions {
  if (ssl === true) return {};
  return ssl === false || ssl instanceof Fingerprint ? { rejectUnauthorized: false } : ssl;
}

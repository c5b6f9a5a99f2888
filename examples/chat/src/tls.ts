// What the command line says about TLS, made into settings. Reads the files that it names.

import { readFileSync } from "node:fs";

import type { SSLOptions } from "tsyncio";

/** A file of the command line cannot be used, and why: in a line for the user. */
export class TlsFileError extends Error {}

/** The server's settings; `null`: it speaks no TLS. @throws {@link TlsFileError} */
export function serverTls(cert: string | undefined, key: string | undefined): SSLOptions | null {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw new TlsFileError("--tls-cert and --tls-key need each other");
  return { cert: contentOf(cert), key: contentOf(key) };
}

/** The client's settings; `null`: it speaks no TLS. @throws {@link TlsFileError} */
export function clientTls(isOn: boolean, ca: string | undefined): SSLOptions | null {
  if (ca !== undefined) return { ca: contentOf(ca) };
  return isOn ? {} : null;
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : message;
    throw new TlsFileError(`cannot read ${file}: ${reason}`);
  }
}

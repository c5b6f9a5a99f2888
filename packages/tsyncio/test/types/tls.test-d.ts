// The types of TLS and of sendfile, seen from a program. Compiling this file is the test.

import type { FileHandle } from "node:fs/promises";
import { type ConnectionOptions, type TlsOptions, checkServerIdentity, createSecureContext } from "node:tls";

import {
  type Awaitable,
  type EventLoop,
  type PeerCertificate,
  type Protocol,
  type SSLOptions,
  type Transport,
  openConnection,
  startServer,
} from "tsyncio";

import { expectTypeOf } from "../support/suite.ts";

export function* tlsProgram(loop: EventLoop, protocol: Protocol, file: FileHandle) {
  const [, writer] = yield* openConnection("example.org", 443, { ssl: true, serverHostname: "example.org" });
  expectTypeOf(writer.startTls(true, { serverHostname: "example.org" })).toEqualTypeOf<Awaitable<void>>();
  expectTypeOf(writer.getExtraInfo("peercert")).toEqualTypeOf<PeerCertificate | null>();
  expectTypeOf(writer.getExtraInfo("cipher")?.version).toEqualTypeOf<string | undefined>();
  // What is meant for node:tls, and what comes from there, will do.
  const ofNode: ConnectionOptions = { ca: "", checkServerIdentity };
  const ofNodesServer: TlsOptions = { cert: "", key: "", SNICallback: (_, done) => done(null, createSecureContext()) };
  for (const ssl of [ofNode, createSecureContext()]) void loop.createConnection(() => protocol, "host", 1, { ssl });
  void loop.createServer(() => protocol, null, 0, { ssl: ofNodesServer, sslHandshakeTimeout: 5 });
  const server: SSLOptions = { cert: "", key: "", SNICallback: (_, done) => done(null, createSecureContext()) };
  const secure = loop.startTls(writer.transport, protocol, server, { serverSide: true });
  expectTypeOf(secure).toEqualTypeOf<Awaitable<Transport>>();
  expectTypeOf(loop.sendfile(writer.transport, file, { offset: 5, count: null })).toEqualTypeOf<Awaitable<number>>();
  // @ts-expect-error a setting that does not exist
  void openConnection("example.org", 443, { ssl: { minimumVersion: "TLSv1.3" } });
  // @ts-expect-error a server has to say which certificate it shows
  void startServer(() => {}, null, 0, { ssl: true });
  // @ts-expect-error who accepts a connection shows the certificate; a writer knows that
  void writer.startTls(true, { serverSide: true });
}

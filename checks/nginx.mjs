// Holds the HTTP client against a real server: nginx, if there is one on this machine. Installs nothing.
// Usage: node checks/nginx.mjs (after npm run build)

import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { BasicAuth, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, UnixConnector } from "@tsyncio/http";
import { gather, run, sleep } from "tsyncio";
import { root } from "./support.mjs";

const certificates = path.join(root, "packages/tsyncio/test/support/certificates");
const KIB = randomBytes(512).toString("hex");
const BIG = randomBytes(16 * 1024 * 1024);

/** @typedef {{ http: string, https: string, socket: string }} Site */

/** A port that is free now. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/**
 * @param {string} folder
 * @param {number} port
 * @param {number} securePort
 */
function configuration(folder, port, securePort) {
  return `
daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off; root ${folder}/site; default_type text/plain; gzip on; gzip_min_length 100; gzip_types text/plain;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi; client_max_body_size 64m;
  server {
    listen 127.0.0.1:${securePort} ssl http2;
    ssl_certificate ${certificates}/server.pem; ssl_certificate_key ${certificates}/server.key;
    location /protocol { return 200 "$server_protocol"; }
  }
  server {
    listen 127.0.0.1:${port}; listen unix:${folder}/socket;
    keepalive_requests 10; keepalive_timeout 1s;
    location /old { return 302 /kib.txt; }
    location /secret { auth_basic "secret"; auth_basic_user_file ${folder}/users; alias ${folder}/site/kib.txt; }
    location /cookie { add_header Set-Cookie "a=1; Path=/"; return 200 "$http_cookie"; }
    location /upload/ { dav_methods PUT DELETE; create_full_put_path on; }
    location /slow { limit_rate 1k; alias ${folder}/site/big.bin; }
  }
}
`;
}

/**
 * What is tried, each as a name and what must not fail.
 * @type {[string, (site: Site) => Promise<void>][]}
 */
const trials = [
  [
    "200 requests at a time of 50, over connections that nginx closes after 10",
    ({ http }) =>
      withSession({ connector: new TCPConnector({ limit: 50 }) }, async (session) => {
        const texts = await gather(...Array.from({ length: 200 }, () => () => textOf(session, `${http}/kib.txt`)));
        for (const text of texts) same(text, KIB);
      }),
  ],
  [
    "a connection that nginx closed while it was idle",
    ({ http }) =>
      withSession({}, async (session) => {
        same(await textOf(session, `${http}/kib.txt`), KIB);
        await sleep(1.3);
        same(await textOf(session, `${http}/kib.txt`), KIB);
      }),
  ],
  [
    "a compressed response, and a part of a file",
    ({ http }) =>
      withSession({}, async (session) => {
        const response = await session.get(`${http}/kib.txt`);
        same(response.headers.get("content-encoding"), "gzip");
        same(await response.text(), KIB);
        // A server that compresses cannot give parts.
        const headers = { Range: "bytes=10-19", "Accept-Encoding": "identity" };
        const part = await session.get(`${http}/big.bin`, { headers });
        same(part.status, 206);
        same(Buffer.from(await part.read()).toString("hex"), BIG.subarray(10, 20).toString("hex"));
      }),
  ],
  [
    "16 MiB up, in pieces, and down again",
    ({ http }) =>
      withSession({}, async (session) => {
        async function* pieces() {
          for (let i = 0; i < BIG.length; i += 100_000) yield BIG.subarray(i, i + 100_000);
        }
        const put = await session.put(`${http}/upload/copy.bin`, { data: pieces() });
        same(put.status, 201);
        const response = await session.get(`${http}/upload/copy.bin`);
        const hash = createHash("sha256");
        for await (const piece of response.content.iterChunked(65_536)) hash.update(piece);
        same(hash.digest("hex"), createHash("sha256").update(BIG).digest("hex"));
        same((await session.delete(`${http}/upload/copy.bin`)).status, 204);
      }),
  ],
  [
    "a redirect, a password and a cookie",
    ({ http }) =>
      withSession({ cookies: { b: "2" } }, async (session) => {
        const redirected = await session.get(`${http}/old`);
        same(redirected.history.length, 1);
        same(await redirected.text(), KIB);
        same((await session.get(`${http}/secret`)).status, 401);
        const auth = new BasicAuth("user", "word");
        same(await textOf(session, `${http}/secret`, { auth }), KIB);
        same(await textOf(session, `${http}/cookie`), "b=2");
        const jarless = new ClientSession({ cookieJar: new DummyCookieJar() });
        await textOf(jarless, `${http}/cookie`);
        same(await textOf(jarless, `${http}/cookie`), "");
        await jarless.close();
      }),
  ],
  [
    "TLS, HTTP/2 and a Unix socket",
    async ({ http, https, socket }) => {
      const ssl = { ca: readFileSync(path.join(certificates, "ca.pem")) };
      for (const http2 of [false, true]) {
        await withSession({ connector: new TCPConnector({ ssl, http2 }) }, async (session) => {
          const texts = await gather(...Array.from({ length: 40 }, () => () => textOf(session, `${https}/kib.txt`)));
          for (const text of texts) same(text, KIB);
          same(await textOf(session, `${https}/protocol`), http2 ? "HTTP/2.0" : "HTTP/1.1");
        });
      }
      await withSession({ connector: new UnixConnector(socket) }, async (session) => {
        same(await textOf(session, `${http}/kib.txt`), KIB);
      });
    },
  ],
  [
    "a download that takes too long, after which the only place is free",
    ({ http }) =>
      withSession({ connector: new TCPConnector({ limit: 1 }) }, async (session) => {
        const timeout = new ClientTimeout({ total: 0.3 });
        let name = "nothing was thrown";
        try {
          const response = await session.get(`${http}/slow`, { timeout });
          await response.read();
        } catch (error) {
          name = /** @type {Error} */ (error).name;
        }
        same(name, "TimeoutError");
        same(await textOf(session, `${http}/kib.txt`), KIB);
      }),
  ],
];

/**
 * @param {import("@tsyncio/http").ClientSessionOptions} options
 * @param {(session: ClientSession) => Promise<void>} body
 */
async function withSession(options, body) {
  const session = new ClientSession(options);
  try {
    await body(session);
  } finally {
    await session.close();
  }
}

/**
 * @param {ClientSession} session
 * @param {string} url
 * @param {import("@tsyncio/http").RequestOptions} [options]
 */
async function textOf(session, url, options) {
  const response = await session.get(url, options);
  return response.text();
}

/**
 * @param {unknown} got
 * @param {unknown} wanted
 */
function same(got, wanted) {
  if (got === wanted) return;
  throw new Error(`expected ${String(wanted).slice(0, 80)}, got ${String(got).slice(0, 80)}`);
}

/** @param {number} port */
async function listens(port) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nginx does not listen");
}

async function main() {
  const version = spawnSync("nginx", ["-v"], { encoding: "utf8" });
  if (version.error !== undefined) {
    console.log("nginx: there is none on this machine, so the HTTP client was NOT held against it");
    return 0;
  }
  console.log(`nginx: ${version.stderr.trim()}`);
  const folder = mkdtempSync(path.join(tmpdir(), "nginx-"));
  mkdirSync(path.join(folder, "site/upload"), { recursive: true });
  writeFileSync(path.join(folder, "site/kib.txt"), KIB);
  writeFileSync(path.join(folder, "site/big.bin"), BIG);
  writeFileSync(path.join(folder, "users"), "user:{PLAIN}word\n");
  const [port, securePort] = [await freePort(), await freePort()];
  writeFileSync(path.join(folder, "nginx.conf"), configuration(folder, port, securePort));
  // As root nginx would give the work to a user who cannot read the folder.
  const asRoot = process.getuid?.() === 0 ? ["-g", "user root;"] : [];
  const nginx = spawn("nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf"), ...asRoot], { stdio: "inherit" });
  const ended = once(nginx, "exit");
  let faults = 0;
  try {
    await listens(port);
    const site = {
      http: `http://127.0.0.1:${port}`,
      https: `https://localhost:${securePort}`,
      socket: path.join(folder, "socket"),
    };
    for (const [name, trial] of trials) {
      try {
        await run(() => trial(site));
        console.log(`ok   nginx: ${name}`);
      } catch (error) {
        faults++;
        console.log(`FAIL nginx: ${name}\n     ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  } finally {
    nginx.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  return faults === 0 ? 0 : 1;
}

process.exitCode = await main();

// A server that answers as no server should: byte by byte what a test wants, and then silence, an end or a reset.

import { type AddressInfo, type Server, type Socket, createServer } from "node:net";

/** What comes after the bytes of an answer. */
export type Ending = "end" | "reset" | "silence" | "next";

/** An answer: its pieces, each sent by itself, and what comes after them; `"next"`: the next request. */
export interface Misbehaviour {
  readonly pieces: readonly string[];
  readonly ending: Ending;
}

const OK = "HTTP/1.1 200 OK\r\n";
const LONG = "x".repeat(100_000);

const answer = (ending: Ending, ...pieces: string[]): Misbehaviour => ({ pieces, ending });

/** The ways to misbehave, by the path that asks for them. */
export const misbehaviours = {
  "slow-headers": answer("silence"),
  "slow-header-lines": answer("silence", OK, "X-One: 1\r\n"),
  "slow-body": answer("silence", `${OK}Content-Length: 10\r\n\r\n12345`),
  "truncated-body": answer("end", `${OK}Content-Length: 10\r\n\r\n12345`),
  "truncated-chunk": answer("end", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\n123`),
  "no-last-chunk": answer("end", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n`),
  "bad-chunk": answer("silence", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\nzz\r\n12\r\n0\r\n\r\n`),
  "bad-first-chunk": answer("silence", `${OK}Transfer-Encoding: chunked\r\n\r\n`, "zz\r\n12345\r\n0\r\n\r\n"),
  "bad-chunk-end": answer("silence", `${OK}Transfer-Encoding: chunked\r\n\r\n`, "5\r\n12345xx"),
  "too-long-body": answer("next", `${OK}Content-Length: 5\r\n\r\n12345678`),
  "bad-length": answer("silence", `${OK}Content-Length: five\r\n\r\n12345`),
  "two-lengths": answer("silence", `${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345`),
  "endless-redirect": answer("next", "HTTP/1.1 302 Found\r\nLocation: /endless-redirect\r\nContent-Length: 0\r\n\r\n"),
  "redirect-nowhere": answer("next", "HTTP/1.1 302 Found\r\nLocation: http://:1/\r\nContent-Length: 0\r\n\r\n"),
  "redirect-to-file": answer("next", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
  "no-answer": answer("end"),
  reset: answer("reset"),
  "reset-in-headers": answer("reset", `${OK}X-One: 1\r\n`),
  "end-in-headers": answer("end", `${OK}X-One: 1\r\n`),
  "reset-in-body": answer("reset", `${OK}Content-Length: 10\r\n\r\n12345`),
  garbage: answer("silence", "\u0001\u0002garbage\r\n\r\n"),
  "bad-status": answer("silence", "HTTP/1.1 abc OK\r\n\r\n"),
  "bad-version": answer("silence", "HTTQ/1.1 200 OK\r\n\r\n"),
  "bad-header": answer("silence", `${OK}X One: 1\r\n\r\n`),
  "wrong-encoding": answer("next", `${OK}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n12345`),
  "truncated-encoding": answer(
    "next",
    `${OK}Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\u001f\u008b\b\0\0\0\0\0\0\u0003`,
  ),
  "wrong-charset": answer("next", `${OK}Content-Type: text/html; charset=utf-8\r\nContent-Length: 1\r\n\r\n\u00ff`),
  "wrong-type": answer("next", `${OK}Content-Type: text/html\r\nContent-Length: 2\r\n\r\n{}`),
  "wrong-json": answer("next", `${OK}Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{`),
  "too-long-header": answer("silence", `${OK}X-Long: ${LONG}\r\nContent-Length: 0\r\n\r\n`),
  "too-many-headers": answer("silence", `${OK}${"X-Many: 1234567890\r\n".repeat(5000)}Content-Length: 0\r\n\r\n`),
  "early-hints": answer("next", `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 2\r\n\r\nok`),
  continues: answer(
    "next",
    "HTT",
    "P/1.1 1",
    "00 Continue\r\n",
    "X: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.",
    "1 100 Continue\r\n\r\n",
    `HTTP/1.1 100 Continue\r\n\r\n${OK}Content-`,
    "Length: 2\r\n\r\nok",
  ),
  "continue-in-body": answer("next", `${OK}Content-Length: 25\r\n\r\nHTTP/1.1 `, "100 Continue\r\n\r\n"),
  "until-end": answer("end", `${OK}\r\nok`),
} as const satisfies Record<string, Misbehaviour>;

export class MisbehavingServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #whenEmpty: (() => void)[] = [];

  private constructor() {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#sockets.delete(socket);
        if (this.#sockets.size === 0) for (const resolve of this.#whenEmpty.splice(0)) resolve();
      });
      let asked = "";
      socket.on("data", (data) => {
        asked += data.toString("latin1");
        const end = asked.indexOf("\r\n\r\n");
        if (end < 0) return;
        const path = /^\S+ \/(\S*)/.exec(asked)?.[1] ?? "";
        asked = asked.slice(end + 4);
        void this.#answer(socket, (misbehaviours as Record<string, Misbehaviour>)[path]);
      });
    });
  }

  static async start(): Promise<MisbehavingServer> {
    const server = new MisbehavingServer();
    await new Promise<void>((resolve) => void server.#server.listen(0, "127.0.0.1", () => resolve()));
    return server;
  }

  /** Its address, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Done when no client is connected any more. */
  allGone(): Promise<void> {
    return new Promise((resolve) => void (this.#sockets.size === 0 ? resolve() : this.#whenEmpty.push(resolve)));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }

  async #answer(socket: Socket, misbehaviour: Misbehaviour | undefined): Promise<void> {
    const { pieces, ending } = misbehaviour ?? answer("end", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    for (const piece of pieces) {
      await new Promise<void>((resolve) => void socket.write(Buffer.from(piece, "latin1"), () => resolve()));
      // The next piece comes by itself, or not at all.
      await new Promise<void>((resolve) => void setTimeout(resolve, 5));
    }
    if (ending === "end") socket.end();
    else if (ending === "reset") socket.resetAndDestroy();
  }
}

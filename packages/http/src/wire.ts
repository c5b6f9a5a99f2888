// What stands between undici and the socket of an HTTP/1.1 connection: interim responses, and bodies that wait for leave.

import type { Socket } from "node:net";

import type { EventLoop } from "tsyncio";

/** Seconds in which a server may say that it wants a body. Then it is sent, as RFC 9110 (10.1.1) has it. */
const PATIENCE = 1;

/** The status line up to the digits of the status. */
const STATUS_LINE = /^HTTP\/1\.\d (\d{3})/;
const STATUS_LINE_LENGTH = 12;
const BEFORE_STATUS = "HTTP/1.";
const DIGITS_AT = 9;
const ONE = 0x31;
const THREE = 0x33;
const EMPTY_LINE = /\r?\n\r?\n/;
/** The head of an interim response that is longer is undici's to judge. */
const LONGEST_HEAD = 65_536;

/** A write that waits. */
interface Write {
  readonly chunk: string | Uint8Array;
  readonly encoding: BufferEncoding;
}

/**
 * undici 7 takes `100 Continue` for a bad response, and never asks for it. So it is shown `103` instead, which it passes over;
 * and where a body is to wait, its head is sent with `Expect: 100-continue`, and what undici writes after that is held back.
 */
export class Wire {
  readonly #socket: Socket;
  readonly #read: (size?: number) => unknown;
  readonly #write: Socket["write"];
  /** Whether a response is to begin, perhaps with interim ones. */
  #atStart = false;
  /** What came in of an interim response, or of what may be one. */
  #begun: Buffer | null = null;
  /** What waits for the server's leave; `null`: nothing has to. */
  #held: Write[] | null = null;
  /** What was written of a head that is not complete; `null`: it has left. */
  #head: string | null = null;
  #timer: { cancel(): void } | null = null;
  #loop: EventLoop | null = null;
  /** The server has answered without waiting for the body, which was never sent: the connection is of no more use. */
  isSpoilt = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#read = socket.read.bind(socket);
    this.#write = socket.write.bind(socket);
    socket.read = (size) => this.#next(size);
  }

  /** A request follows. */
  begin(): void {
    this.#atStart = true;
    this.#begun = null;
  }

  /** Hold the body of the request that follows back until the server wants it. */
  holdBody(loop: EventLoop): void {
    this.#held = [];
    this.#head = "";
    this.#loop = loop;
    const hold = (chunk: string | Uint8Array, encoding?: BufferEncoding): boolean => this.#hold(chunk, encoding);
    this.#socket.write = hold as Socket["write"];
  }

  #hold(chunk: string | Uint8Array, encoding: BufferEncoding = "utf8"): boolean {
    if (this.#head === null) {
      this.#held?.push({ chunk, encoding });
      return false;
    }
    this.#head += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("latin1");
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return true;
    const head = `${this.#head.slice(0, end)}\r\nexpect: 100-continue\r\n\r\n`;
    const rest = this.#head.slice(end + 4);
    this.#head = null;
    if (rest !== "") this.#held?.push({ chunk: rest, encoding: "latin1" });
    if (this.#loop !== null) this.#timer = this.#loop.callLater(PATIENCE, () => this.#letGo());
    return this.#write(head, "latin1");
  }

  /** Send what was held back. */
  #letGo(): void {
    const held = this.#held;
    if (held === null || this.#head !== null) return;
    this.stop();
    this.#socket.write = this.#write;
    if (this.#socket.destroyed) return;
    let hasRoom = true;
    this.#socket.cork();
    for (const { chunk, encoding } of held) hasRoom = this.#write(chunk, encoding);
    this.#socket.uncork();
    // undici was told to wait, and no other event will come.
    if (hasRoom && held.length > 0) this.#socket.emit("drain");
  }

  /** Nothing is held back any more, nor sent. */
  stop(): void {
    this.#held = null;
    this.#timer?.cancel();
    this.#timer = null;
    this.#loop = null;
  }

  /** What undici reads. Node itself reads nothing, by a size of 0, to have the system read. */
  #next(size: number | undefined): Buffer | null {
    for (;;) {
      const chunk = this.#read(size) as Buffer | null;
      if (chunk === null || !this.#atStart) return chunk;
      const seen = this.#look(chunk);
      if (seen.length > 0) return seen;
    }
  }

  /** @returns what undici may see of what has come in so far */
  #look(chunk: Buffer): Buffer {
    const bytes = this.#begun === null ? chunk : Buffer.concat([this.#begun, chunk]);
    this.#begun = null;
    for (let at = 0; ;) {
      const length = this.#interimLength(bytes, at);
      if (length === 0) {
        this.#answered();
        return bytes;
      }
      if (length < 0) {
        this.#begun = Buffer.from(bytes.subarray(at));
        return bytes.subarray(0, at);
      }
      if (bytes.toString("latin1", at + DIGITS_AT, at + STATUS_LINE_LENGTH) === "100") {
        bytes[at + DIGITS_AT + 2] = THREE;
        this.#letGo();
      }
      at += length;
    }
  }

  /** The length of the interim response at `at`; 0: there is none; -1: that is not to be seen yet. */
  #interimLength(bytes: Buffer, at: number): number {
    const digit = bytes[at + DIGITS_AT];
    if (digit !== undefined && digit !== ONE) return 0;
    const line = bytes.toString("latin1", at, at + STATUS_LINE_LENGTH);
    if (line.length < STATUS_LINE_LENGTH) {
      const known = Math.min(line.length, BEFORE_STATUS.length);
      return line.slice(0, known) === BEFORE_STATUS.slice(0, known) ? -1 : 0;
    }
    if (!STATUS_LINE.test(line) || line.endsWith("101")) return 0;
    const head = bytes.toString("latin1", at, at + LONGEST_HEAD);
    const end = EMPTY_LINE.exec(head);
    if (end !== null) return end.index + end[0].length;
    return head.length < LONGEST_HEAD ? -1 : 0;
  }

  /** The response itself begins. */
  #answered(): void {
    this.#atStart = false;
    if (this.#held === null) return;
    // `write` stays as it is: what undici still writes goes nowhere.
    this.isSpoilt = true;
    this.stop();
  }
}

// The chat server: who may come in and for how long. What is said there is the hall's affair.

import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";

import {
  type Coroutine,
  Event,
  type SSLOptions,
  type Server,
  type StreamReader,
  type StreamWriter,
  TimeoutError,
  getRunningLoop,
  sleep,
  startServer,
  timeout,
} from "tsyncio";

import { runCommand } from "./commands.ts";
import { Hall, type Member } from "./hall.ts";
import { IdleWatch, type Limits, RateLimit, defaultLimits } from "./limits.ts";
import { Metrics } from "./metrics.ts";
import { type Ending, Peer, formatAddress } from "./peer.ts";
import { notice, parseTyped } from "./protocol.ts";
import { type Incoming, TOO_LONG, encodeLine } from "./wire.ts";

/** A newcomer who says who they are within as many seconds comes in under that name; others are guests. */
const INTRODUCTION_SECONDS = 0.3;
/** How many seconds there are for the password, and how many attempts. */
const PASSWORD_SECONDS = 60;
const PASSWORD_ATTEMPTS = 3;
/** How many seconds a wrong one costs: who guesses must not be fast. */
const PASSWORD_PAUSE_SECONDS = 0.3;

/** After as many lines of whatever client the others have their turn. */
const LINES_AT_A_TIME = 16;

/** Options of {@link ChatServer}. */
export interface ChatServerOptions {
  /** @defaultValue {@link defaultLimits} */
  limits?: Partial<Limits>;
  /** Speak TLS, with these settings: a certificate and its key at least. @defaultValue no */
  ssl?: SSLOptions | null;
  /** What everybody must know who comes in; `null`: there is none. @defaultValue null */
  password?: string | null;
  /** How many seconds a client has to take what waits for it when it leaves, or when the server stops. @defaultValue 1 */
  partingSeconds?: number;
  /** Takes a line about each event. @defaultValue nobody wants to know */
  log?: (line: string) => void;
  /** Is told how many are in the chat, whenever somebody has come or gone. */
  onCrowd?: (size: number) => void;
}

export class ChatServer {
  readonly metrics: Metrics = new Metrics();
  readonly #hall = new Hall((count) => void (this.metrics.deliveries += count));
  readonly #peers = new Set<Peer>();
  readonly #limits: Limits;
  readonly #ssl: SSLOptions | null;
  readonly #password: string | null;
  readonly #partingSeconds: number;
  readonly #log: (line: string) => void;
  readonly #onCrowd: (size: number) => void;
  #server: Server | null = null;
  #isStopping = false;

  constructor(options: ChatServerOptions = {}) {
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#ssl = options.ssl ?? null;
    this.#password = options.password ?? null;
    this.#partingSeconds = options.partingSeconds ?? 1;
    this.#log = options.log ?? (() => {});
    this.#onCrowd = options.onCrowd ?? (() => {});
  }

  /**
   * Let clients in.
   *
   * @param port 0: a free one
   * @returns the port
   * @throws OSError if the address cannot be had.
   */
  *start(host: string, port: number): Coroutine<number> {
    const limit = this.#limits.lineBytes;
    this.#server = yield* startServer((reader, writer) => this.#serve(reader, writer), host, port, {
      limit,
      backlog: 1024,
      ssl: this.#ssl,
    });
    const addresses = this.#server.sockets.map((socket) => socket.getsockname());
    this.#log(`listening on ${addresses.map(([host, port]) => formatAddress(host, port)).join(", ")}`);
    return addresses[0]?.[1] ?? port;
  }

  /** Serve until cancelled, or until `stopping` is set, then {@link ChatServer.stop}. */
  *serveForever(stopping: Event = new Event()): Coroutine {
    try {
      yield* stopping.wait();
    } finally {
      yield* this.stop();
    }
  }

  /** Let nobody in any more, send all clients what waits for them and a goodbye, and wait until they are gone. */
  *stop(): Coroutine {
    if (this.#server === null) return;
    this.#isStopping = true;
    this.#server.close();
    // What was said in this very iteration comes before the goodbye.
    for (const room of this.#hall.rooms) room.flush();
    for (const peer of this.#peers) sayGoodbye(peer);
    // Not for long: the end of each conversation has a deadline.
    yield* this.#server.waitClosed();
    this.#log("stopped");
  }

  /** What the server has counted, as text. */
  metricsText(): string {
    return this.metrics.text(this.#hall.size, this.#hall.rooms.length);
  }

  /** A client's task, from its arrival to the end of its connection. */
  *#serve(reader: StreamReader, writer: StreamWriter): Coroutine {
    const peer = new Peer(reader, writer, this.#limits.waitingBytes);
    this.metrics.connections++;
    this.#peers.add(peer);
    if (this.#isStopping) sayGoodbye(peer);
    let ending: Ending = "cancelled";
    try {
      ending = yield* peer.converse(() => this.#welcome(peer));
    } finally {
      this.#peers.delete(peer);
      this.metrics.ended(ending);
      this.#log(`${peer.address}: ${ending}`);
    }
    yield* peer.leave(this.#partingSeconds);
  }

  /** From the door to the end of what a client says. */
  *#welcome(peer: Peer): Coroutine {
    if (this.#peers.size > this.#limits.clients) {
      peer.dismiss("the chat is full; try again later.", "too many clients");
      return;
    }
    const introduction = yield* this.#introduction(peer);
    if (introduction === null) return;
    const member = this.#hall.enter(peer, introduction.name);
    this.#tell(peer, `${member.name} joined`);
    let ending: Ending = "lost";
    try {
      yield* this.#listen(peer, member, introduction.first);
      ending = "left";
    } finally {
      this.#hall.leave(member, news[peer.ending ?? ending]);
      this.#tell(peer, `${member.name} left`);
    }
  }

  #tell(peer: Peer, event: string): void {
    this.#log(`${peer.address}: ${event} (${this.#hall.size} here)`);
    this.#onCrowd(this.#hall.size);
  }

  /** Who they are, and what they have said besides; `null`: they do not come in. */
  *#introduction(peer: Peer): Coroutine<Introduction | null> {
    let name: string | null = null;
    if (this.#password !== null) {
      const entrance = yield* this.#checkPassword(peer, this.#password);
      if (entrance === null) return null;
      ({ name } = entrance);
    }
    return name === null ? yield* introductionOf(peer) : { name, first: undefined };
  }

  *#checkPassword(peer: Peer, password: string): Coroutine<{ name: string | null } | null> {
    try {
      const entrance = yield* timeout(PASSWORD_SECONDS, () => askForPassword(peer, password));
      if (entrance === null) peer.dismiss("that was not the password.", "wrong password");
      return entrance;
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      peer.dismiss("you did not type the password.", "wrong password");
      return null;
    }
  }

  /** @param first a line that was read already */
  *#listen(peer: Peer, member: Member, first: Incoming | undefined): Coroutine {
    const loop = getRunningLoop();
    const rate = new RateLimit(this.#limits.linesPerSecond, loop.time());
    const idle = new IdleWatch(this.#limits.idleSeconds, () => {
      peer.dismiss(`you have said nothing for ${this.#limits.idleSeconds} s.`, "idle");
    });
    let isLeaving = false;
    const scene = { hall: this.#hall, member, quit: () => void (isLeaving = true) };
    try {
      for (let line = first ?? (yield* peer.readLine()); line !== null; line = yield* peer.readLine()) {
        const now = loop.time();
        idle.heard(now);
        yield* this.#waitForTurn(rate, now, member);
        this.metrics.lines++;
        if (line === TOO_LONG) this.#refuseLong(member);
        else this.#hear(member, line, scene);
        if (isLeaving) return;
      }
    } finally {
      idle.stop();
    }
  }

  /** A client that floods us takes turns with all others, for reading does not wait while there is something to read. */
  *#waitForTurn(rate: RateLimit, now: number, member: Member): Coroutine {
    const wasBehind = rate.isBehind;
    const seconds = rate.take(now);
    if (seconds > 0) {
      this.metrics.delayedLines++;
      if (!wasBehind) {
        const limit = this.#limits.linesPerSecond;
        member.notify(`You send more than ${limit} lines a second: your lines will take a while.`);
      }
    }
    if (seconds > 0 || this.metrics.lines % LINES_AT_A_TIME === 0) yield* sleep(seconds);
  }

  #hear(member: Member, line: string, scene: Parameters<typeof runCommand>[0]): void {
    const typed = parseTyped(line);
    if ("command" in typed) {
      runCommand(scene, typed.command, typed.argument);
      return;
    }
    // What was no UTF-8 has grown: each U+FFFD takes three bytes.
    if (typed.text.length > this.#limits.lineBytes / 3 && Buffer.byteLength(typed.text) > this.#limits.lineBytes)
      this.#refuseLong(member);
    else this.#hall.say(member, encodeLine(`${member.name}: ${typed.text}`));
  }

  #refuseLong(member: Member): void {
    this.metrics.longLines++;
    member.notify(`Your line is longer than ${this.#limits.lineBytes} bytes: nobody got it.`);
  }
}

/** Who somebody says they are, `null` if they do not, and a line that they have sent already. */
interface Introduction {
  readonly name: string | null;
  readonly first: Incoming | undefined;
}

function* introductionOf(peer: Peer): Coroutine<Introduction | null> {
  try {
    for (;;) {
      const line = yield* timeout(INTRODUCTION_SECONDS, () => peer.readLine());
      if (line === null) return null;
      const typed = line === TOO_LONG ? null : parseTyped(line);
      if (typed === null || !("command" in typed)) return { name: null, first: line };
      if (typed.command === "nick") return { name: typed.argument, first: undefined };
      // A password where none is needed is nobody's business.
      if (typed.command !== "password") return { name: null, first: line };
    }
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return { name: null, first: undefined };
  }
}

/** @returns the name that they have given on the way; `null`: they do not know the password */
function* askForPassword(peer: Peer, password: string): Coroutine<{ name: string | null } | null> {
  let name: string | null = null;
  peer.send(notice("This chat has a password. Type /password and the password."));
  for (let attempt = 1; attempt <= PASSWORD_ATTEMPTS;) {
    const line = yield* peer.readLine();
    if (line === null) return null;
    const typed = line === TOO_LONG ? { text: "" } : parseTyped(line);
    if ("command" in typed && typed.command === "nick") {
      name = typed.argument;
      continue;
    }
    if (line !== TOO_LONG && isSame(line.replace(/^\/password\s+/, ""), password)) return { name };
    yield* sleep(PASSWORD_PAUSE_SECONDS);
    if (attempt < PASSWORD_ATTEMPTS) peer.send(notice("That is not the password. Type /password and the password."));
    attempt++;
  }
  return null;
}

/** What the others are told of the way in which somebody left; `null`: nothing at all. */
const news: Readonly<Record<Ending, string | null>> = {
  left: "",
  lost: " (the connection was lost)",
  "too slow": " (too slow)",
  idle: " (idle)",
  "wrong password": null,
  "too many clients": null,
  "server stops": null,
  cancelled: null,
};

function sayGoodbye(peer: Peer): void {
  peer.sayGoodbye("The server is shutting down. Goodbye!", "server stops");
}

/** It takes as long whatever is wrong. */
function isSame(text: string, password: string): boolean {
  const [given, wanted] = [text, password].map((each) => createHash("sha256").update(each).digest()) as [
    Buffer,
    Buffer,
  ];
  return timingSafeEqual(given, wanted);
}

// The chat client: it types and listens at once, and comes back when the connection is lost. Where it types and what it
// shows things on is given to it.

import {
  type Awaitable,
  type Coroutine,
  Event,
  OSError,
  Queue,
  QueueShutDown,
  type SSLOptions,
  type StreamReader,
  type StreamWriter,
  TaskGroup,
  asyncWith,
  getRunningLoop,
  openConnection,
  sleep,
} from "tsyncio";

import { Backoff, type BackoffOptions } from "./backoff.ts";
import { LOBBY, isDismissal, parseTyped } from "./protocol.ts";
import { LineReader, TOO_LONG, encodeLine, part } from "./wire.ts";

/** The longest line that is shown, in bytes. */
const LONGEST = 1024 * 1024;
/** How many seconds the server has to close its side. */
const PARTING_SECONDS = 1;
/** A connection that lasted as many seconds was a good one. */
const GOOD_SECONDS = 5;

/** Somebody who types and reads. */
export interface User {
  /** Wait for the next line that they type; `null`: they leave. Cancellation: nobody waits any more. */
  read(): Coroutine<string | null>;
  /** Show them a line. */
  show(line: string): void;
  /** The conversation is over. */
  close(): void;
}

/** Where to, and as whom. */
export interface JoinOptions {
  readonly host: string;
  readonly port: number;
  /** @defaultValue the server gives one */
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  /** Speak TLS, with these settings. @defaultValue no */
  readonly ssl?: SSLOptions | null;
  /** What to do when the connection is lost: come back, with these waits; `null`: nothing. @defaultValue come back */
  readonly reconnect?: BackoffOptions | null;
}

/** How it ended: the user left, the connection was lost, or the server has sent the client away. */
export type JoinEnding = "left" | "lost" | "dismissed";

type Connection = [reader: StreamReader, writer: StreamWriter];

/**
 * Join a chat, and stay until the user leaves, the server sends them away, or the connection is lost for good.
 * Cancellation: leaves.
 *
 * @param openUser is called once there is a connection
 * @throws OSError if the server cannot be reached at first.
 */
export function* join(options: JoinOptions, openUser: () => User): Coroutine<JoinEnding> {
  const connection = yield* connect(options);
  const user = openUser();
  try {
    return yield* new Session(options, user).run(connection);
  } finally {
    user.close();
  }
}

function connect({ host, port, ssl = null }: JoinOptions): Awaitable<Connection> {
  return openConnection(host, port, { limit: LONGEST, ssl });
}

class Session {
  readonly #options: JoinOptions;
  readonly #user: User;
  readonly #backoff: Backoff;
  /** What the user has typed and was not sent. */
  readonly #typed = new Queue<string>(1);
  /** What was taken out of it to be sent, `null` once it was. */
  #unsent: string | null = null;
  readonly #hasLeft = new Event();
  #name: string | undefined;
  #room = LOBBY;

  constructor(options: JoinOptions, user: User) {
    this.#options = options;
    this.#user = user;
    this.#name = options.name;
    this.#backoff = new Backoff(options.reconnect ?? {});
  }

  *run(first: Connection): Coroutine<JoinEnding> {
    let ending: JoinEnding = "left";
    const { reconnect } = this.#options;
    const stay = function* (this: Session, session: TaskGroup): Coroutine {
      session.createTask(this.#type());
      let connection: Connection | null = first;
      while (connection !== null) {
        const since = getRunningLoop().time();
        ending = yield* this.#converse(connection);
        if (ending !== "lost" || reconnect === null) break;
        if (getRunningLoop().time() - since > GOOD_SECONDS) this.#backoff.reset();
        connection = yield* this.#comeBack();
      }
      session.cancel();
    };
    yield* asyncWith(new TaskGroup(), stay.bind(this));
    return ending;
  }

  /** Take what the user types, until they leave. */
  *#type(): Coroutine {
    for (let line = yield* this.#user.read(); line !== null; line = yield* this.#user.read()) {
      yield* this.#typed.put(line);
    }
    this.#typed.shutdown();
    this.#hasLeft.set();
  }

  /** Speak and listen, until the user leaves or the connection ends. */
  *#converse([reader, writer]: Connection): Coroutine<JoinEnding> {
    let ending: JoinEnding = "left";
    const converse = function* (this: Session, conversation: TaskGroup): Coroutine {
      conversation.createTask(this.#speak(writer, conversation));
      ending = yield* this.#listen(reader);
      conversation.cancel();
    };
    try {
      yield* asyncWith(new TaskGroup(), converse.bind(this));
    } finally {
      yield* part(reader, writer, PARTING_SECONDS);
    }
    return ending;
  }

  /** Send what the user types, until they leave. */
  *#speak(writer: StreamWriter, conversation: TaskGroup): Coroutine {
    try {
      this.#introduce(writer);
      for (;;) {
        this.#unsent ??= yield* this.#typed.get();
        this.#remember(this.#unsent);
        writer.write(encodeLine(this.#unsent));
        yield* writer.drain();
        this.#unsent = null;
      }
    } catch (error) {
      if (error instanceof QueueShutDown) conversation.cancel();
      // The server is gone: whoever listens to it notices, and ends the conversation.
      else if (!(error instanceof OSError)) throw error;
    }
  }

  /** What the server has to know of a client that comes, or comes back. */
  #introduce(writer: StreamWriter): void {
    const { password } = this.#options;
    if (password !== undefined) writer.write(encodeLine(`/password ${password}`));
    if (this.#name !== undefined) writer.write(encodeLine(`/nick ${this.#name}`));
    if (this.#room !== LOBBY) writer.write(encodeLine(`/join ${this.#room}`));
  }

  /** Where the user is, and as whom, in case we have to come back. */
  #remember(line: string): void {
    const typed = parseTyped(line);
    if (!("command" in typed) || typed.argument === "") return;
    if (typed.command === "nick") this.#name = typed.argument;
    else if (typed.command === "join") this.#room = typed.argument;
  }

  /** Show what comes in, until the connection ends. */
  *#listen(reader: StreamReader): Coroutine<JoinEnding> {
    const lines = new LineReader(reader);
    let ending: JoinEnding = "lost";
    try {
      for (let line = yield* lines.read(); line !== null; line = yield* lines.read()) {
        this.#user.show(line === TOO_LONG ? "* (a line that is very long is left out)" : line);
        if (line !== TOO_LONG && isDismissal(line)) ending = "dismissed";
      }
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
    }
    return ending;
  }

  /** Try until there is a connection again. @returns `null` if the user has left meanwhile */
  *#comeBack(): Coroutine<Connection | null> {
    let connection: Connection | null = null;
    const comeBack = function* (this: Session, attempts: TaskGroup): Coroutine {
      attempts.createTask(this.#cancelWhenLeft(attempts));
      while (connection === null) connection = yield* this.#attempt();
      attempts.cancel();
    };
    yield* asyncWith(new TaskGroup(), comeBack.bind(this));
    return connection;
  }

  *#attempt(): Coroutine<Connection | null> {
    const seconds = this.#backoff.next();
    this.#user.show(`* The connection is lost. The next attempt is in ${seconds.toFixed(1)} s.`);
    yield* sleep(seconds);
    try {
      return yield* connect(this.#options);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      return null;
    }
  }

  *#cancelWhenLeft(attempts: TaskGroup): Coroutine {
    yield* this.#hasLeft.wait();
    attempts.cancel();
  }
}

// One connection, as the server sees it: it reads lines, sends bytes, and ends both in order. It knows nothing of rooms.

import { type Coroutine, OSError, type StreamReader, type StreamWriter, TaskGroup, asyncWith } from "tsyncio";

import { Outbox } from "./outbox.ts";
import { dismissal, notice } from "./protocol.ts";
import { type Incoming, LineReader, part } from "./wire.ts";

/** Why a conversation ended. */
export type Ending =
  | "left"
  | "lost"
  | "too slow"
  | "idle"
  | "wrong password"
  | "too many clients"
  | "server stops"
  | "cancelled";

export class Peer {
  /** Where it comes from. */
  readonly address: string;
  readonly #reader: StreamReader;
  readonly #writer: StreamWriter;
  readonly #lines: LineReader;
  readonly #outbox: Outbox;
  readonly #conversation = new TaskGroup();
  /** `null` while it goes on. */
  #ending: Ending | null = null;
  /** The last line that it is sent, `null` for none. */
  #farewell: Uint8Array | null = null;

  /** @param waitingBytes how many bytes may wait to be sent */
  constructor(reader: StreamReader, writer: StreamWriter, waitingBytes: number) {
    const [host, port] = writer.getExtraInfo("peername", ["unknown", 0]);
    this.address = formatAddress(host, port);
    this.#reader = reader;
    this.#writer = writer;
    this.#lines = new LineReader(reader);
    this.#outbox = new Outbox(writer, waitingBytes);
  }

  /** Why the conversation has ended; `null` while it goes on. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** The next line. Cancellation: the next call gives it. */
  readLine(): Coroutine<Incoming> {
    return this.#lines.read();
  }

  /**
   * Talk with the client until `talk` returns, the connection is lost, or the client is dismissed.
   *
   * @returns why it ended
   */
  *converse(talk: () => Coroutine): Coroutine<Ending> {
    // Race: it came when the server had begun to stop.
    if (this.#ending !== null) return this.#ending;
    yield* asyncWith(this.#conversation, (group) => {
      group.createTask(this.#unlessLost(this.#outbox.deliver()));
      return this.#unlessLost(talk());
    });
    return this.#ending ?? "left";
  }

  /** Have these bytes sent. It waits for nothing: a client for which too much waits already is dismissed. */
  send(bytes: Uint8Array): void {
    if (this.#ending !== null || this.#outbox.send(bytes)) return;
    this.#outbox.clear();
    this.dismiss("you did not read what the others wrote, and too much has piled up.", "too slow");
  }

  /** End the conversation: the client is told why, and not to come back. */
  dismiss(reason: string, ending: Ending): void {
    this.#endWith(dismissal(reason), ending);
  }

  /** End the conversation with a last line. */
  sayGoodbye(text: string, ending: Ending): void {
    this.#endWith(notice(text), ending);
  }

  /** After the conversation: send what is left, the farewell last, and close the connection, within `seconds`. */
  *leave(seconds: number): Coroutine {
    this.#outbox.flush();
    if (this.#farewell !== null) this.#writer.write(this.#farewell);
    yield* part(this.#reader, this.#writer, seconds);
  }

  #endWith(farewell: Uint8Array, ending: Ending): void {
    if (this.#ending !== null) return;
    this.#farewell = farewell;
    this.#end(ending);
  }

  *#unlessLost(doing: Coroutine): Coroutine {
    try {
      yield* doing;
      this.#end("left");
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      this.#end("lost");
    }
  }

  #end(ending: Ending): void {
    this.#ending ??= ending;
    this.#conversation.cancel();
  }
}

/** An address as people write it. */
export function formatAddress(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

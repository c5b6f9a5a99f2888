// One client, as the server sees it: it listens to the client, sends to it, and ends both in order.

import { type Coroutine, OSError, type StreamReader, type StreamWriter, TaskGroup, asyncWith, sleep } from "tsyncio";

import { Outbox } from "./outbox.ts";
import { MAX_LINE, TOO_LONG, encodeLine, notice, part, readLine } from "./wire.ts";

export class Peer {
  /** Where it comes from. */
  readonly name: string;
  readonly #reader: StreamReader;
  readonly #writer: StreamWriter;
  readonly #outbox: Outbox;
  readonly #conversation = new TaskGroup();
  /** Why the conversation ended, for the log; `null` while it goes on. */
  #ending: string | null = null;
  /** The last line that it is sent, `null` for none. */
  #farewell: Uint8Array | null = null;

  constructor(reader: StreamReader, writer: StreamWriter, outboxLimit: number) {
    const [host, port] = writer.getExtraInfo("peername", ["unknown", 0]);
    this.name = formatAddress(host, port);
    this.#reader = reader;
    this.#writer = writer;
    this.#outbox = new Outbox(outboxLimit);
  }

  /**
   * Listen and send, until the client leaves, is lost, or {@link Peer.dismiss} is called.
   *
   * @param forward is given each line that the client sends, as bytes
   * @returns why it ended
   */
  *converse(forward: (line: Uint8Array) => void): Coroutine<string> {
    yield* asyncWith(this.#conversation, (group) => {
      group.createTask(this.#deliver());
      return this.#listen(forward);
    });
    return this.#ending ?? "left";
  }

  /** Have this line sent. It waits for nothing: a client for which too much waits already is dismissed. */
  send(line: Uint8Array): void {
    if (this.#ending !== null || this.#outbox.offer(line)) return;
    this.#outbox.takeAll();
    this.dismiss(
      "You are disconnected: you did not read what the others wrote, and too much has piled up.",
      "too slow",
    );
  }

  /** End the conversation. `farewell` is the last line that the client is sent, `reason` is for the log. */
  dismiss(farewell: string, reason: string): void {
    if (this.#ending !== null) return;
    this.#farewell = notice(farewell);
    this.#end(reason);
  }

  /** After the conversation: send what is left, the farewell last, and close the connection. */
  *leave(): Coroutine {
    this.#writer.writelines(this.#outbox.takeAll());
    if (this.#farewell !== null) this.#writer.write(this.#farewell);
    yield* part(this.#reader, this.#writer);
  }

  *#listen(forward: (line: Uint8Array) => void): Coroutine {
    try {
      for (;;) {
        const line = yield* readLine(this.#reader);
        if (line === null) return this.#end("left");
        this.#received(line, forward);
        // A client that floods us takes turns with all others: reading does not wait while there is something to read.
        yield* sleep(0);
      }
    } catch (error) {
      this.#lost(error);
    }
  }

  #received(line: string | typeof TOO_LONG, forward: (line: Uint8Array) => void): void {
    const bytes = line === TOO_LONG ? null : encodeLine(line);
    // What was no UTF-8 has grown: each U+FFFD takes three bytes.
    if (bytes === null || bytes.length > MAX_LINE + 1)
      this.send(notice("Your line is longer than 64 KiB: nobody got it."));
    else forward(bytes);
  }

  *#deliver(): Coroutine {
    try {
      yield* this.#outbox.deliver(this.#writer);
    } catch (error) {
      this.#lost(error);
    }
  }

  #lost(error: unknown): void {
    if (!(error instanceof OSError)) throw error;
    this.#end(`lost, ${error.code}`);
  }

  #end(reason: string): void {
    this.#ending ??= reason;
    this.#conversation.cancel();
  }
}

/** An address as people write it. */
export function formatAddress(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

// The chat: a server and three clients over TCP, which type files of this repository to each other.

import { ChatServer, join } from "example-chat";
import { type Coroutine, Event, TaskGroup, asyncWith } from "tsyncio";

import { shorten } from "../screen.ts";
import type { Act, Stage } from "../stage.ts";
import { Guest, countFrom, faultOf } from "./guest.ts";

const HOST = "127.0.0.1";
/** How long the guests type, in seconds: long enough for the others to be seen beside them. */
const TYPING_SECONDS = 4;
/** The longest line of the others that is shown in the summary. */
const WIDTH = 70;

export const chatAct: Act = {
  name: "chat",
  *perform(stage) {
    yield* new Conversation(stage).run();
  },
};

class Conversation {
  readonly #stage: Stage;
  readonly #guests: readonly Guest[];
  readonly #everybodyIsHere = new Event();
  readonly #server: ChatServer;
  /** How many lines there are to deliver, and how many were. */
  readonly #expected: number;
  #delivered = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
    const onLine = (line: string): void => this.#tellProgress(line);
    this.#guests = [
      new Guest("anna", "README.md", onLine),
      new Guest("boris", "LICENSE", onLine),
      new Guest("vera", "package.json", onLine),
    ];
    for (const guest of this.#guests) guest.expectAllOf(this.#othersOf(guest));
    const lines = this.#guests.reduce((sum, { text }) => sum + text.length, 0);
    this.#expected = lines * (this.#guests.length - 1);
    this.#server = new ChatServer({
      limits: { linesPerSecond: Infinity },
      onCrowd: (size) => {
        if (size === this.#guests.length) this.#everybodyIsHere.set();
      },
    });
  }

  *run(): Coroutine {
    const port = yield* this.#server.start(HOST, 0);
    this.#stage.tell(`the server listens on ${HOST}, port ${port}`);
    try {
      yield* asyncWith(new TaskGroup(), (group) => this.#converse(group, port));
    } finally {
      // Each client that is still there is sent what waits for it, and a goodbye.
      yield* this.#server.stop();
      this.#report();
    }
    this.#check();
  }

  *#converse(clients: TaskGroup, port: number): Coroutine {
    for (const guest of this.#guests)
      clients.createTask(join({ host: HOST, port, name: guest.name, reconnect: null }, () => guest));
    yield* this.#everybodyIsHere.wait();
    const names = this.#guests.map(({ name }) => name).join(", ");
    this.#stage.tell(`${names} have joined over TCP, and type for ${TYPING_SECONDS} s`);
    yield* asyncWith(new TaskGroup(), (typing) => {
      for (const guest of this.#guests) typing.createTask(guest.typeAll(TYPING_SECONDS));
    });
    for (const guest of this.#guests) yield* guest.hasAll.wait();
    this.#stage.tell("everybody has all lines of the others; the server says goodbye");
    yield* this.#server.stop();
    // The group waits for the clients, which leave.
  }

  #othersOf(guest: Guest): Guest[] {
    return this.#guests.filter((other) => other !== guest);
  }

  #tellProgress(line: string): void {
    this.#delivered++;
    this.#stage.progress(
      this.#delivered / this.#expected,
      `${this.#delivered} of ${this.#expected} lines delivered: ${line.trimEnd()}`,
    );
  }

  #report(): void {
    const { report } = this.#stage;
    for (const guest of this.#guests) {
      const received = this.#othersOf(guest).map(
        (other) => `${countFrom(other, guest)} of ${other.text.length} lines of ${other.name}'s`,
      );
      report.push(
        `${guest.name} types ${guest.file} (${guest.text.length} lines), was shown ${received.join(" and ")}:`,
      );
      for (const line of sample(guest.shown)) report.push(`    ${shorten(line, WIDTH)}`.trimEnd());
    }
  }

  #check(): void {
    const faults = this.#guests.map((guest) => faultOf(guest, this.#guests)).filter((fault) => fault !== null);
    this.#stage.check(
      "everybody was shown all lines of the others, in order, none of their own, and a goodbye",
      faults.length === 0 ? null : faults.join("; "),
    );
  }
}

/** The first lines and the last ones. */
function sample(lines: readonly string[]): readonly string[] {
  return lines.length <= 4 ? lines : [...lines.slice(0, 1), `(${lines.length - 3} more)`, ...lines.slice(-2)];
}

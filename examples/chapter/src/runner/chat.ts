// The chapter's chat as one program: a server and three clients, whose users type what was typed when CPython was recorded.

import { readFileSync } from "node:fs";

import { type Coroutine, Queue, createTask, getRunningLoop, newEventLoop, run, sleep, wait } from "tsyncio";

import type { Program } from "../program.ts";
import type { Score } from "./compare.ts";

interface Event {
  readonly t: number;
  readonly who: string;
  readonly text: string;
}

type Print = (text: string) => void;

interface ServerModule {
  main(port: number): Coroutine | Promise<void>;
}

interface ClientModule {
  main(port: number, lines: AsyncIterable<string>, print: Print): Coroutine | Promise<void>;
}

const KEYBOARD = "<stdin";
const events = JSON.parse(readFileSync(new URL("../../golden_chat.json", import.meta.url), "utf8")) as Event[];

const guests = [...new Set(events.map((event) => event.who.replace(KEYBOARD, "")))].filter((who) => who !== "server");

const isTyped = ({ who }: { who: string }): boolean => who.endsWith(KEYBOARD);

const asLine = (who: string, text: string): string => `${who.padEnd(6)} ${text}`;

/** What CPython's chat printed. */
export const chatScore: Score = {
  program: "5.8.2_chat",
  title: "A chat: server and three clients",
  io: true,
  speakers: true,
  lines: events.filter((event) => !isTyped(event)).map(({ t, who, text }) => ({ t, text: asLine(who, text) })),
};

/** One performance of the chat, in one of the dialects. */
export class ChatScene {
  readonly #suffix: string;
  readonly #ports: string[] = [];

  constructor(suffix: string) {
    this.#suffix = suffix;
  }

  /** Play the recorded session, each line typed at its time. */
  readonly program: Program = async (loopFactory = newEventLoop) => {
    const { main: serve } = (await import(`../5.8.2_chat_server${this.#suffix}.js`)) as ServerModule;
    const { main: join } = (await import(`../5.8.2_chat_client${this.#suffix}.js`)) as ClientModule;
    await run(this.#session(serve, join), { loopFactory });
  };

  /** What the server prints has no name in front. The names that the recording has for ports take their place. */
  readonly edit = (text: string): string => {
    const line = guests.some((name) => text.startsWith(`${name} `)) ? text : asLine("server", text);
    return line.replace(/(?<=', )\d+(?=\))/, (port) => {
      if (!this.#ports.includes(port)) this.#ports.push(port);
      const index = this.#ports.indexOf(port);
      return index === 0 ? "8888" : `PORT${index}`;
    });
  };

  *#session(serve: ServerModule["main"], join: ClientModule["main"]): Coroutine {
    const start = getRunningLoop().time();
    const keyboards = new Map<string, Queue<string>>();
    const server = createTask(() => serve(0));
    for (const { t, who, text } of events) {
      yield* sleep(Math.max(0, start + t - getRunningLoop().time()));
      const name = who.replace(KEYBOARD, "");
      const keyboard = keyboards.get(name);
      if (isTyped({ who })) {
        if (text === "EOF") keyboard?.shutdown();
        else keyboard?.putNowait(text);
      } else if (who !== "server" && keyboard === undefined) {
        const typed = new Queue<string>();
        keyboards.set(name, typed);
        const lines = typed as unknown as AsyncIterable<string>; // its items come as awaitables, not as promises
        createTask(() => join(Number(this.#ports[0]), lines, (line) => console.log(asLine(name, line))));
      }
    }
    yield* sleep(0.2); // the last words arrive
    server.cancel();
    yield* wait([server]);
  }
}

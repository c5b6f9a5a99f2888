// The chapter's chat over real TCP: the session that CPython's programs were driven through prints the same lines.

import { readFileSync } from "node:fs";

import { type CoroutineLike, Queue, createTask, run, sleep } from "tsyncio";

import { afterEach, describe, expect, it, vi } from "../../../packages/tsyncio/test/support/suite.ts";

interface Event {
  readonly who: string;
  readonly text: string;
}

type Print = (text: string) => void;

interface Chat {
  readonly server: (port: number) => CoroutineLike<void>;
  readonly client: (port: number, lines: AsyncIterable<string>, print: Print) => CoroutineLike<void>;
}

const golden = JSON.parse(readFileSync(new URL("../golden_chat.json", import.meta.url), "utf8")) as Event[];
const isTyped = (event: Event): boolean => event.who.endsWith("<stdin");
const names = [...new Set(golden.filter(isTyped).map((event) => event.who.replace("<stdin", "")))];

/** The lines by speaker: between two of them the order is the network's. */
function bySpeaker(events: readonly Event[]): Record<string, string[]> {
  const lines: Record<string, string[]> = {};
  for (const { who, text } of events) (lines[who] ??= []).push(text);
  return lines;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(0.001);
}

/** Play the recorded session: type each line once everything that was printed before it has been printed here, too. */
async function play(chat: Chat): Promise<Event[]> {
  const printed: Event[] = [];
  const ports: string[] = [];
  const number = (port: string): string => {
    if (!ports.includes(port)) ports.push(port);
    return ports.indexOf(port) === 0 ? "8888" : `PORT${ports.indexOf(port)}`;
  };
  const note = (who: string, text: string): void => {
    printed.push({ who, text: text.replace(/(?<=', )\d+(?=\))/, number) });
  };
  vi.spyOn(console, "log").mockImplementation((text: string) => note("server", text));
  const server = createTask(chat.server(0));
  await until(() => printed.length > 0);
  const keyboards = new Map<string, Queue<string>>();
  let expected = 0;
  for (const event of golden) {
    if (!isTyped(event)) {
      expected++;
      const isNew = !event.who.startsWith("server") && !keyboards.has(event.who);
      if (isNew) {
        const keyboard = new Queue<string>();
        keyboards.set(event.who, keyboard);
        const typed = keyboard as unknown as AsyncIterable<string>; // its items come as awaitables, not as promises
        createTask(chat.client(Number(ports[0]), typed, (text) => note(event.who, text)));
      }
      continue;
    }
    await until(() => printed.length >= expected);
    const keyboard = keyboards.get(event.who.replace("<stdin", ""));
    if (event.text === "EOF") keyboard?.shutdown();
    else keyboard?.putNowait(event.text);
  }
  await until(() => printed.length >= expected);
  server.cancel();
  await until(() => server.done());
  return printed;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("The chapter's chat", () => {
  for (const suffix of ["", ".async"]) {
    it(`serves ${names.length} clients as CPython's does${suffix === "" ? "" : ", as async functions"}`, async () => {
      const load = async (file: string): Promise<{ main: never }> =>
        (await import(new URL(`../src/5.8.2_chat_${file}${suffix}.ts`, import.meta.url).href)) as { main: never };
      const server: { main: (port: number) => never } = await load("server");
      const client: { main: (port: number, lines: AsyncIterable<string>, print: Print) => never } =
        await load("client");
      const chat: Chat =
        suffix === ""
          ? { server: server.main, client: client.main }
          : {
              server: (port) => () => server.main(port),
              client: (port, lines, print) => () => client.main(port, lines, print),
            };
      const printed = await run(() => play(chat));
      expect(bySpeaker(printed)).toEqual(bySpeaker(golden.filter((event) => !isTyped(event))));
    });
  }
});

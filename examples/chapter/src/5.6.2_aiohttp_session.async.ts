// 5.6.2, a session that fetches a page: coroutines as async functions.

import { ClientSession } from "@tsyncio/http";
import { asyncWith, newEventLoop, run } from "tsyncio";

import { type Program, ownStage, runIfMain } from "./program.ts";

async function fetch(session: ClientSession, url: string): Promise<string> {
  return await asyncWith(session.get(url), async (response) => await response.text());
}

async function main(pages: string): Promise<void> {
  await asyncWith(new ClientSession(), async (session) => {
    const html = await fetch(session, `${pages}/example.com`);
    console.log(html);
  });
}

export const program: Program = (loopFactory = newEventLoop, { pages } = ownStage) =>
  run(() => main(pages), { loopFactory });

await runIfMain(import.meta.url, program);

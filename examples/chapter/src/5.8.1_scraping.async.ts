// 5.8.1, several pages fetched at once: coroutines as async functions.

import { ClientSession } from "@tsyncio/http";
import { asyncWith, gather, newEventLoop, run } from "tsyncio";

import { type Program, ownStage, runIfMain } from "./program.ts";

async function fetch(session: ClientSession, url: string): Promise<string> {
  return await asyncWith(session.get(url), async (response) => {
    const content = await response.text();
    console.log(`Скачано ${url} длиной ${content.length} символов`);
    return content;
  });
}

async function main(pages: string): Promise<void> {
  const urls = [`${pages}/example.com`, `${pages}/python.org`, `${pages}/asyncio.org`];
  await asyncWith(new ClientSession(), async (session) => {
    const tasks = urls.map((url) => () => fetch(session, url));
    await gather(...tasks);
  });
}

export const program: Program = (loopFactory = newEventLoop, { pages } = ownStage) =>
  run(() => main(pages), { loopFactory });

await runIfMain(import.meta.url, program);

// 5.8.1, several pages fetched at once: coroutines as generators.

import { ClientSession } from "@tsyncio/http";
import { type Coroutine, asyncWith, gather, newEventLoop, run } from "tsyncio";

import { type Program, ownStage, runIfMain } from "./program.ts";

function* fetch(session: ClientSession, url: string): Coroutine<string> {
  return yield* asyncWith(session.get(url), function* (response) {
    const content = yield* response.text();
    console.log(`Скачано ${url} длиной ${content.length} символов`);
    return content;
  });
}

function* main(pages: string): Coroutine {
  const urls = [`${pages}/example.com`, `${pages}/python.org`, `${pages}/asyncio.org`];
  yield* asyncWith(new ClientSession(), function* (session) {
    const tasks = urls.map((url) => fetch(session, url));
    yield* gather(...tasks);
  });
}

export const program: Program = (loopFactory = newEventLoop, { pages } = ownStage) => run(main(pages), { loopFactory });

await runIfMain(import.meta.url, program);

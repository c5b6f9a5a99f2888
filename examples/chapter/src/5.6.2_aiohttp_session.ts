// 5.6.2, a session that fetches a page: coroutines as generators.

import { ClientSession } from "@tsyncio/http";
import { type Coroutine, asyncWith, newEventLoop, run } from "tsyncio";

import { type Program, ownStage, runIfMain } from "./program.ts";

function* fetch(session: ClientSession, url: string): Coroutine<string> {
  return yield* asyncWith(session.get(url), function* (response) {
    return yield* response.text();
  });
}

function* main(pages: string): Coroutine {
  yield* asyncWith(new ClientSession(), function* (session) {
    const html = yield* fetch(session, `${pages}/example.com`);
    console.log(html);
  });
}

export const program: Program = (loopFactory = newEventLoop, { pages } = ownStage) => run(main(pages), { loopFactory });

await runIfMain(import.meta.url, program);

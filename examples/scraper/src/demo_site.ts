// A small web site on this machine that has all that a scraper meets: for the demo and the tests.

import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type Awaitable, type Coroutine, coroutine, until } from "tsyncio";

/** How the site behaves. */
export interface DemoSiteOptions {
  /** Seconds that the slow page takes. @defaultValue 2 */
  readonly slowSeconds?: number;
  /** Seconds that the busy page asks to wait. @defaultValue 1 */
  readonly busySeconds?: number;
  /** Bytes of the big page. @defaultValue 3,000,000 */
  readonly bigBytes?: number;
}

/** A site that is being served. */
export interface DemoSite extends AsyncDisposable {
  /** Its front page. */
  readonly url: string;
  /** What was asked for, in this order: paths with their queries. */
  readonly requests: readonly string[];
  /** Stop serving, at once. */
  close(): Awaitable<void>;
}

const CHAPTERS = 6;
const PAGES_A_CHAPTER = 4;

/** Serve the site on a free port of this machine. @throws the system's error if there is none. */
export const startDemoSite: (options?: DemoSiteOptions) => Awaitable<DemoSite> = coroutine(function* (
  options: DemoSiteOptions = {},
): Coroutine<DemoSite> {
  const requests: string[] = [];
  const pages = pagesOf(options);
  const server = createServer((request, response) => {
    const { url = "/" } = request;
    requests.push(url);
    (pages.get(url) ?? notFound)(request, response);
  });
  const close: () => Awaitable<void> = coroutine(function* () {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    yield* until(closed);
  });
  server.listen(0, "127.0.0.1");
  try {
    yield* until((signal) => once(server, "listening", { signal }));
  } catch (error) {
    yield* close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const dispose = async (): Promise<void> => await close();
  return { url: `http://127.0.0.1:${port}/`, requests, close, [Symbol.asyncDispose]: dispose };
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

function pagesOf({ slowSeconds = 2, busySeconds = 1, bigBytes = 3_000_000 }: DemoSiteOptions): Map<string, Answer> {
  const chapters = Array.from({ length: CHAPTERS }, (_, index) => index + 1);
  const pages = new Map<string, Answer>([
    [
      "/",
      page("A small site", [
        ...chapters.map((n) => `/chapter-${n}/`),
        "/moved",
        "/slow",
        "/busy",
        "/shaky",
        "/big",
        "/private/diary",
        "/gone",
      ]),
    ],
    ["/robots.txt", text("User-agent: *\nDisallow: /private/\n", "text/plain")],
    ["/private/diary", page("Dear diary", [])],
    ["/moved", redirect("/here")],
    ["/here", page("It was moved here", ["/"])],
    ["/slow", after(slowSeconds, page("This took a while", ["/"]))],
    ["/busy", busyAtFirst(busySeconds, page("Now there is time", ["/"]))],
    ["/shaky", brokenAtFirst(page("The second time it works", ["/"]))],
    ["/big", big(bigBytes)],
  ]);
  for (const chapter of chapters) {
    const inside = Array.from({ length: PAGES_A_CHAPTER }, (_, index) => `page-${index + 1}.html`);
    pages.set(`/chapter-${chapter}/`, page(`Chapter ${chapter}`, ["/", ...inside]));
    for (const name of inside)
      pages.set(`/chapter-${chapter}/${name}`, page(`Chapter ${chapter}, ${name}`, ["./", "/#top"]));
  }
  return pages;
}

function page(title: string, links: readonly string[]): Answer {
  const list = links.map((link) => `<li><a href="${link}">${link}</a></li>`).join("\n");
  return text(
    `<!doctype html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body><h1>${title}</h1>\n<ul>\n${list}\n</ul></body>\n</html>\n`,
  );
}

const text =
  (body: string, type = "text/html; charset=utf-8"): Answer =>
  (_request, response) =>
    response.writeHead(200, { "Content-Type": type }).end(body);

const redirect =
  (location: string): Answer =>
  (_request, response) =>
    response.writeHead(301, { Location: location }).end();

const notFound: Answer = (_request, response) => {
  response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such page.\n");
};

function after(seconds: number, answer: Answer): Answer {
  return (request, response) => {
    const timer = setTimeout(() => answer(request, response), seconds * 1000);
    response.on("close", () => clearTimeout(timer));
  };
}

function busyAtFirst(seconds: number, answer: Answer): Answer {
  let isFirst = true;
  return (request, response) => {
    if (!isFirst) return answer(request, response);
    isFirst = false;
    response.writeHead(503, { "Retry-After": String(seconds) }).end();
  };
}

function brokenAtFirst(answer: Answer): Answer {
  let isFirst = true;
  return (request, response) => {
    if (!isFirst) return answer(request, response);
    isFirst = false;
    request.socket.destroy();
  };
}

function big(bytes: number): Answer {
  return (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/plain", "Content-Length": bytes });
    response.end(Buffer.alloc(bytes, "All work and no play makes Jack a dull boy.\n"));
  };
}

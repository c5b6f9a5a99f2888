// The small web site that the chapter's HTTP programs fetch: three pages of known lengths, each after its own delay.

import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { pathToFileURL } from "node:url";

interface Page {
  /** In characters. */
  readonly length: number;
  /** In seconds. */
  readonly delay: number;
}

const pages: Readonly<Record<string, Page>> = {
  "/example.com": { length: 1256, delay: 0.2 },
  "/python.org": { length: 5432, delay: 0.4 },
  "/asyncio.org": { length: 3210, delay: 0.6 },
};

function textOf(path: string, { length }: Page): string {
  const head = `<!doctype html><html><body>Пример ${path} `;
  const tail = "</body></html>\n";
  return head + "x".repeat(length - head.length - tail.length) + tail;
}

/** A running site. */
export interface Site {
  /** Its address, without a slash at the end. */
  readonly url: string;
  close(): void;
}

/** @param port 0: a free one */
export async function servePages(port = 0): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const path = request.url ?? "";
    const page = pages[path];
    if (page === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("there is no such page\n");
      return;
    }
    setTimeout(() => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(textOf(path, page));
    }, page.delay * 1000);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const main = process.argv[1];
if (main !== undefined && pathToFileURL(main).href === import.meta.url) {
  console.log(`serving ${Object.keys(pages).join(", ")} at ${(await servePages(8801)).url}; press Ctrl-C to stop`);
}

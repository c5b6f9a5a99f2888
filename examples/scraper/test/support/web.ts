// Servers of node:http that a test makes up, and the command line as a process of its own. No tests.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import type { PageRecord, Retry, ScrapeEvents, Summary } from "../../src/index.ts";

/** What a server says on a path. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on a free port. What it does not know is not found. */
export class Web {
  readonly url: string;
  /** The paths that were asked for, robots.txt aside. */
  readonly requests: string[] = [];
  readonly #server: Server;
  #open = 0;
  /** The most connections that were answered at once. */
  mostAtOnce = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async serve(pages: Readonly<Record<string, string | Answer>>): Promise<Web> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const web = new Web(server);
    server.on("request", (request: IncomingMessage, response: ServerResponse) => web.#answer(pages, request, response));
    return web;
  }

  at(path: string): string {
    return this.url + path;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(pages: Readonly<Record<string, string | Answer>>, request: IncomingMessage, response: ServerResponse): void {
    const { url = "" } = request;
    if (url !== "/robots.txt") {
      this.requests.push(url);
      this.#open += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
      response.on("close", () => (this.#open -= 1));
    }
    const answer = pages[url];
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === "string") response.writeHead(200, { "Content-Type": "text/html" }).end(answer);
    else answer(request, response);
  }
}

/** A page with a title and links. */
export const page = (title: string, ...links: string[]): string =>
  `<html><head><title>${title}</title></head><body>${links.map((link) => `<a href="${link}">x</a>`).join("")}</body></html>`;

/** Each answer once, and the last one from then on. */
export function inTurn(first: Answer, ...others: (string | Answer)[]): Answer {
  const answers = [first, ...others];
  return (request, response) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (typeof answer === "function") answer(request, response);
    else response.writeHead(200, { "Content-Type": "text/html" }).end(answer);
  };
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end();

/** Breaks the connection off. */
export const reset: Answer = (request) => request.socket.resetAndDestroy();

/** Says that there is more than there is. */
export const truncated: Answer = (_request, response) => {
  response.writeHead(200, { "Content-Type": "text/html", "Content-Length": "1000" });
  response.write("<html><head><title>half", () => response.destroy());
};

/** Never ends. */
export const endless: Answer = (_request, response) => {
  response.writeHead(200, { "Content-Type": "text/html" });
  response.write("<html>");
};

/** Hears all that a scrape tells. */
export class Ear implements ScrapeEvents {
  readonly records: PageRecord[] = [];
  readonly retries: Retry[] = [];
  readonly started: string[] = [];
  summary: Summary | null = null;

  onStart(url: string): void {
    this.started.push(url);
  }

  onPage(record: PageRecord): void {
    this.records.push(record);
  }

  onRetry(retry: Retry): void {
    this.retries.push(retry);
  }

  onEnd(summary: Summary): void {
    this.summary = summary;
  }

  /** The record of the page whose URL ends like that. */
  about(end: string): PageRecord {
    const record = this.records.find(({ url }) => url.endsWith(end));
    if (record === undefined) throw new Error(`there is no record of ${end}`);
    return record;
  }
}

/** Temporary folders and servers of a test, which go with it. */
export class Things {
  readonly #folders: string[] = [];
  readonly #webs: Web[] = [];

  async folder(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), "scraper-"));
    this.#folders.push(folder);
    return folder;
  }

  async web(pages: Readonly<Record<string, string | Answer>>): Promise<Web> {
    const web = await Web.serve(pages);
    this.#webs.push(web);
    return web;
  }

  async clear(): Promise<void> {
    for (const web of this.#webs.splice(0)) web.close();
    for (const folder of this.#folders.splice(0)) await rm(folder, { recursive: true, force: true });
  }
}

/** The files below a folder, with `/` between the parts of their names, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ path: at, name }) => path.relative(folder, path.join(at, name)).replaceAll("\\", "/")).sort();
}

/** The records in a report. */
export async function recordsIn(report: string): Promise<PageRecord[]> {
  const lines = (await readFile(report, "utf8")).split("\n");
  return lines.slice(0, -1).map((line) => JSON.parse(line) as PageRecord);
}

/** What the command line said, and how it ended. */
export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Sees what the command line has said so far, each time it says more. */
type Watcher = (said: string, kill: (signal: NodeJS.Signals) => void, unread: () => void) => void;

/** Run the command line. `meanwhile` may kill it, or stop reading its standard output. */
export async function scraper(
  args: readonly string[],
  { input = "", meanwhile = () => {} }: { input?: string; meanwhile?: Watcher } = {},
): Promise<Ended> {
  const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
  const child = spawn(process.execPath, [main, ...args], { stdio: "pipe" });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    const kill = (signal: NodeJS.Signals): boolean => child.kill(signal);
    meanwhile(stderr, kill, () => child.stdout.destroy());
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code: code ?? signal ?? "", stdout, stderr };
}

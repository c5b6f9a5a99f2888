// A chat server in this process with clients of node:net, and the command line as a process of its own. No tests.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { createTask, run, sleep } from "tsyncio";

import { connectTo } from "../../../../packages/tsyncio/test/support/sockets.ts";
import { ChatServer, type ChatServerOptions } from "../../src/server.ts";

/** Wait until `holds()`: in a test that hangs here it never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(0.002);
}

/** A client of node:net: what nc is. */
export class Visitor {
  readonly socket: Socket;
  text = "";
  /** The server has said that no more will come. */
  hasEnd = false;
  isClosed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => void (this.text += text));
    socket.on("end", () => void (this.hasEnd = true));
    socket.on("close", () => void (this.isClosed = true));
  }

  /** The lines that came. */
  get lines(): string[] {
    return this.text.split("\n").slice(0, -1);
  }

  /** Those that users wrote. */
  get said(): string[] {
    return this.lines.filter((line) => !line.startsWith("* "));
  }

  /** Those of the server itself, without their mark. */
  get notices(): string[] {
    return this.lines.filter((line) => line.startsWith("* ")).map((line) => line.slice(2));
  }

  /** Wait until the last line that came is `line`. */
  async hears(line: string): Promise<void> {
    await until(() => this.lines.at(-1) === line);
  }

  send(text: string | Uint8Array): void {
    this.socket.write(text);
  }
}

/** A running server. */
export class Chat {
  readonly port: number;
  readonly log: string[];
  readonly server: ChatServer;
  readonly visitors: Visitor[] = [];

  constructor(server: ChatServer, port: number, log: string[]) {
    this.server = server;
    this.port = port;
    this.log = log;
  }

  /** Connect, and do no more. */
  async connect(): Promise<Visitor> {
    const visitor = new Visitor(await connectTo(this.port));
    this.visitors.push(visitor);
    return visitor;
  }

  /** Come in under this name, and wait for the welcome. */
  async join(name: string): Promise<Visitor> {
    const visitor = await this.connect();
    visitor.send(`/nick ${name}\n`);
    await until(() => visitor.text.includes("Welcome") || visitor.isClosed);
    return visitor;
  }

  /** Wait until the log has a line with this in it. */
  async logs(text: string): Promise<void> {
    await until(() => this.log.some((line) => line.includes(text)));
  }
}

/** Run `body` with a server on a free port, and stop that. */
export function withChat(body: (chat: Chat) => Promise<void>, options: ChatServerOptions = {}): Promise<void> {
  return run(async () => {
    const log: string[] = [];
    const limits = { linesPerSecond: Infinity, ...options.limits };
    const server = new ChatServer({ log: (line) => void log.push(line), ...options, limits });
    const chat = new Chat(server, await createTask(server.start("127.0.0.1", 0)), log);
    try {
      await body(chat);
    } finally {
      for (const visitor of chat.visitors) visitor.socket.destroy();
      await createTask(server.stop());
    }
  });
}

/** The command line in a process of its own. */
export class ChatProcess {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  constructor(
    args: readonly string[],
    { file = "main.js", env = {} }: { file?: string; env?: NodeJS.ProcessEnv } = {},
  ) {
    const path = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
    const child = spawn(process.execPath, [path, ...args], {
      env: { ...process.env, NODE_OPTIONS: "", ...env },
      stdio: "pipe",
    });
    this.child = child;
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (this.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (this.stderr += text));
    this.ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  }

  type(text: string): void {
    this.child.stdin?.write(text);
  }

  /** What Ctrl-C does. */
  interrupt(): void {
    this.child.kill("SIGINT");
  }
}

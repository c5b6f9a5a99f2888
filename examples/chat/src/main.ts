// The command line: `chat serve` and `chat join`.

import process from "node:process";

import { Command, InvalidArgumentError } from "commander";
import { KeyboardInterrupt, OSError, run } from "tsyncio";

import { join } from "./client.ts";
import { formatAddress } from "./peer.ts";
import { ChatServer } from "./server.ts";
import { TerminalUser } from "./terminal.ts";

interface Address {
  host: string;
  port: number;
}

/** Why the system refused, in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EADDRINUSE: "the port is in use",
  EADDRNOTAVAIL: "this machine does not have that address",
  EAI_AGAIN: "the name server does not answer",
  ECONNREFUSED: "nobody listens there",
  ECONNRESET: "the connection was reset",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ENOTFOUND: "there is no such host",
  ETIMEDOUT: "there is no answer",
};

async function serve({ host, port }: Address): Promise<void> {
  const server = new ChatServer({ log: (line) => console.log(line) });
  await untilInterrupted(
    `cannot listen on ${formatAddress(host, port)}`,
    run(function* () {
      yield* server.start(host, port);
      console.log("press Ctrl-C to stop");
      yield* server.serveForever();
    }),
  );
}

async function joinChat({ host, port, name }: Address & { name: string }): Promise<void> {
  const ending = await untilInterrupted(
    `cannot join ${formatAddress(host, port)}`,
    run(join(host, port, () => new TerminalUser(process.stdin, process.stdout), name)),
  );
  if (ending === "lost") fail("the server has closed the connection");
}

/** Ctrl-C is how one stops, and no failure. What the system refuses is told in one line. */
async function untilInterrupted<T>(undertaking: string, running: Promise<T>): Promise<T | undefined> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof OSError) fail(`${undertaking}: ${reasons[error.code] ?? error.message}`);
    else if (!(error instanceof KeyboardInterrupt)) throw error;
    return undefined;
  }
}

function fail(message: string): void {
  console.error(`chat: ${message}`);
  process.exitCode = 1;
}

/** Reads a port from the command line. */
function portFrom(lowest: number): (text: string) => number {
  return (text) => {
    const port = Number(text);
    if (/^\d+$/.test(text) && port >= lowest && port <= 65535) return port;
    throw new InvalidArgumentError(`It must be a whole number from ${lowest} to 65535.`);
  };
}

function commandLine(): Command {
  const program = new Command("chat")
    .description("A chat over TCP. Whoever can send lines can join: with `chat join`, nc or telnet.")
    .helpCommand(false)
    .addHelpText("after", "\n`chat serve --help` and `chat join --help` tell what options there are.");
  program
    .command("serve")
    .description("Start a server. It forwards each line that a client sends to everybody else, until you press Ctrl-C.")
    .option("--host <address>", "the address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option("--port <number>", "the port to listen on; 0 takes a free one", portFrom(0), 8888)
    .action(serve);
  program
    .command("join")
    .description("Join a chat: type lines, and read those of the others. Ctrl-C, or the end of the input, leaves it.")
    .option("--host <address>", "the server's address", "127.0.0.1")
    .option("--port <number>", "the server's port", portFrom(1), 8888)
    .option("--name <name>", "put this name in front of each line that you send", "")
    .action(joinChat);
  return program;
}

// Nobody reads our output any more, as with `chat join | head -n 1`: there is nothing left to do.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(1);
});

await commandLine().parseAsync();

// The command line: `chat serve` and `chat join`.

import process from "node:process";

import { Command } from "commander";
import {
  type Coroutine,
  Event,
  KeyboardInterrupt,
  OSError,
  SSLCertVerificationError,
  SSLError,
  type SSLOptions,
  getRunningLoop,
  run,
} from "tsyncio";

import { type JoinOptions, join } from "./client.ts";
import { type Limits, defaultLimits } from "./limits.ts";
import { type MetricsServer, serveMetrics } from "./metrics.ts";
import { PORT, nameFrom, passwordOption, wholeNumber } from "./options.ts";
import { formatAddress } from "./peer.ts";
import { ChatServer } from "./server.ts";
import { TerminalUser } from "./terminal.ts";
import { TlsFileError, clientTls, serverTls } from "./tls.ts";

interface Address {
  host: string;
  port: number;
}

interface ServeOptions extends Address {
  password?: string;
  maxClients: number;
  maxLine: number;
  maxRate: number;
  maxWaiting: number;
  idle: number;
  grace: number;
  metricsPort?: number;
  tlsCert?: string;
  tlsKey?: string;
}

interface JoinCommandOptions extends Address {
  name?: string;
  password?: string;
  reconnect: boolean;
  tls: boolean;
  tlsCa?: string;
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

async function serve(options: ServeOptions): Promise<void> {
  const { host, port, metricsPort, grace } = options;
  const limits: Limits = {
    clients: options.maxClients,
    lineBytes: options.maxLine,
    linesPerSecond: options.maxRate === 0 ? Infinity : options.maxRate,
    idleSeconds: options.idle === 0 ? Infinity : options.idle,
    waitingBytes: options.maxWaiting,
  };
  const password = options.password === undefined || options.password === "" ? null : options.password;
  const ssl = readTls(() => serverTls(options.tlsCert, options.tlsKey));
  if (ssl === undefined) return;
  const log = (line: string): void => console.log(line);
  const server = new ChatServer({ limits, password, ssl, partingSeconds: grace, log });
  await untilInterrupted(
    `cannot listen on ${formatAddress(host, port)}`,
    run(function* () {
      yield* server.start(host, port);
      const metrics = metricsPort === undefined ? null : yield* metricsOf(server, metricsPort);
      console.log("press Ctrl-C to stop");
      try {
        yield* server.serveForever(stopSignal());
      } finally {
        metrics?.close();
      }
    }),
  );
}

/** For this machine alone: what is counted there is nobody else's business. */
function* metricsOf(server: ChatServer, port: number): Coroutine<MetricsServer> {
  const host = "127.0.0.1";
  try {
    const metrics = yield* serveMetrics(host, port, () => server.metricsText());
    console.log(`metrics at http://${formatAddress(host, metrics.port)}/metrics`);
    return metrics;
  } catch (error) {
    throw new Refusal(`cannot show metrics on ${formatAddress(host, port)}: ${reasonOf(error)}`);
  }
}

/** Set when the system asks us to stop, as `kill` and service managers do. */
function stopSignal(): Event {
  const event = new Event();
  if (process.platform !== "win32") getRunningLoop().addSignalHandler("SIGTERM", () => event.set());
  return event;
}

async function joinChat({ host, port, name, password, reconnect, tls, tlsCa }: JoinCommandOptions): Promise<void> {
  const ssl = readTls(() => clientTls(tls, tlsCa));
  if (ssl === undefined) return;
  const options: JoinOptions = { host, port, name, password, ssl, ...(reconnect ? {} : { reconnect: null }) };
  const ending = await untilInterrupted(
    `cannot join ${formatAddress(host, port)}`,
    run(join(options, () => new TerminalUser(process.stdin, process.stdout))),
  );
  if (ending === "lost") fail("the server has closed the connection");
  if (ending === "dismissed") process.exitCode = 1;
}

/** @returns `undefined` if it cannot be had; the user knows why */
function readTls(read: () => SSLOptions | null): SSLOptions | null | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TlsFileError)) throw error;
    fail(error.message);
    return undefined;
  }
}

/** What cannot be done, in a line for the user. */
class Refusal extends Error {}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof SSLCertVerificationError) return `its certificate is not to be trusted: ${message}`;
  if (error instanceof SSLError) return `TLS failed: ${error.reason ?? message}`;
  return reasons[code ?? ""] ?? message;
}

/** Ctrl-C is how one stops, and no failure. What the system refuses is told in one line. */
async function untilInterrupted<T>(undertaking: string, running: Promise<T>): Promise<T | undefined> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof Refusal) fail(error.message);
    else if (error instanceof OSError) fail(`${undertaking}: ${reasonOf(error)}`);
    else if (!(error instanceof KeyboardInterrupt)) throw error;
    return undefined;
  }
}

function fail(message: string): void {
  console.error(`chat: ${message}`);
  process.exitCode = 1;
}

function commandLine(): Command {
  const program = new Command("chat")
    .description("A chat over TCP. Whoever can send lines can join: with `chat join`, nc or telnet.")
    .helpCommand(false)
    .addHelpText("after", "\n`chat serve --help` and `chat join --help` tell what options there are.");
  addServe(program);
  addJoin(program);
  return program;
}

function addServe(program: Command): void {
  program
    .command("serve")
    .description("Start a server. It hands on each line to all others in the same room, until you press Ctrl-C.")
    .option("--host <address>", "the address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option("--port <number>", "the port to listen on; 0 takes a free one", wholeNumber(...PORT), 8888)
    .addOption(passwordOption("what one has to know to come in"))
    .option("--max-clients <number>", "how many clients there may be", wholeNumber(1), defaultLimits.clients)
    .option("--max-line <bytes>", "the longest line", wholeNumber(1), defaultLimits.lineBytes)
    .option(
      "--max-rate <lines>",
      "how many lines a second a client may send for long; 0: no limit",
      wholeNumber(0),
      defaultLimits.linesPerSecond,
    )
    .option(
      "--max-waiting <bytes>",
      "how much may wait for a client that does not read, until it is disconnected",
      wholeNumber(1),
      defaultLimits.waitingBytes,
    )
    .option("--idle <seconds>", "disconnect whoever says nothing for so long; 0: nobody", wholeNumber(0), 0)
    .option("--grace <seconds>", "how long clients have to take what waits for them at the end", wholeNumber(0), 1)
    .option("--tls-cert <file>", "speak TLS, and show the certificate in this file, in PEM")
    .option("--tls-key <file>", "the private key of the certificate, in PEM")
    .option("--metrics-port <number>", "show counters at http://127.0.0.1:<number>/metrics", wholeNumber(...PORT))
    .action(serve);
}

function addJoin(program: Command): void {
  program
    .command("join")
    .description("Join a chat: type lines, and read those of the others. /help lists the commands. Ctrl-C leaves.")
    .option("--host <address>", "the server's address", "127.0.0.1")
    .option("--port <number>", "the server's port", wholeNumber(1, 65535), 8888)
    .option("--name <name>", "your name; without one you are a guest", nameFrom)
    .addOption(passwordOption("the chat's password"))
    .option("--tls", "speak TLS; the server's certificate must be from an authority that this system trusts", false)
    .option("--tls-ca <file>", "speak TLS, and trust the certificate or authority in this file alone, in PEM")
    .option("--no-reconnect", "end when the connection is lost, instead of coming back")
    .action(joinChat);
}

// Nobody reads our output any more, as with `chat join | head -n 1`: there is nothing left to do.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(1);
});

await commandLine().parseAsync();

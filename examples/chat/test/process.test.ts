// The command line and the load as processes of their own: output, exit codes, Ctrl-C.

import { fileURLToPath } from "node:url";

import { run } from "tsyncio";

import { connectTo } from "../../../packages/tsyncio/test/support/sockets.ts";
import { afterEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { ChatProcess, Visitor, until } from "./support/chat.ts";

const started: ChatProcess[] = [];

function start(...args: ConstructorParameters<typeof ChatProcess>): ChatProcess {
  const process = new ChatProcess(...args);
  started.push(process);
  return process;
}

/** A server on a free port. */
async function serve(
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<{ server: ChatProcess; port: string }> {
  const server = start(["serve", "--port", "0", ...options], { env });
  await until(() => server.stdout.includes("press Ctrl-C to stop\n"));
  return { server, port: /listening on 127\.0\.0\.1:(\d+)/.exec(server.stdout)?.[1] ?? "" };
}

/** A client that the server knows of. */
async function join(
  server: ChatProcess,
  port: string,
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<ChatProcess> {
  const joined = (): number => server.stdout.split(" joined ").length;
  const before = joined();
  const client = start(["join", "--port", port, ...options], { env });
  await until(() => joined() > before);
  return client;
}

const certificates = new URL("../../../packages/tsyncio/test/support/certificates/", import.meta.url);
const certificate = (name: string): string => fileURLToPath(new URL(name, certificates));

/** It says in one line what is wrong, and fails. */
async function refuses(args: readonly string[], message: string | RegExp): Promise<void> {
  const process = start(args);
  expect(await process.ended).toBe(1);
  expect(process.stdout).toBe("");
  expect(process.stderr.trim().split("\n")).toHaveLength(1);
  if (typeof message === "string") expect(process.stderr).toBe(message);
  else expect(process.stderr).toMatch(message);
}

/** Processes take their time to start where many run at once. */
const PATIENCE_MS = 60_000;

const inLoop = (body: () => Promise<void>) => (): Promise<void> => run(body);

afterEach(() => {
  for (const process of started.splice(0)) process.child.kill("SIGKILL");
});

describe("The chat's command line", () => {
  it(
    "joins clients in a chat, and a client that comes to the end of its input leaves",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port, ["--name", "anna"]);
      const boris = await join(server, port, ["--name", "boris"]);
      anna.type("hello\n");
      await until(() => boris.stdout.includes("hello"));
      boris.type("no newline at the end");
      boris.child.stdin?.end();
      expect(await boris.ended).toBe(0);
      await until(() => anna.stdout.includes("has left"));
      expect(boris.stdout).toBe(
        "* Welcome, boris. You are in #lobby with 1 other. /help lists the commands.\nanna: hello\n",
      );
      expect(anna.stdout).toBe(
        [
          "* Welcome, anna. You are in #lobby, alone. /help lists the commands.",
          "* boris has joined",
          "boris: no newline at the end",
          "* boris has left\n",
        ].join("\n"),
      );
      expect(anna.stderr + boris.stderr + server.stderr).toBe("");
    }),
    PATIENCE_MS,
  );

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(
      `says goodbye to all clients when ${signal} stops the server`,
      inLoop(async () => {
        const { server, port } = await serve();
        const anna = await join(server, port, ["--no-reconnect"]);
        const nc = new Visitor(await connectTo(Number(port)));
        nc.socket.on("end", () => nc.socket.end());
        await until(() => server.stdout.includes("(2 here)"));
        if (signal === "SIGINT") server.interrupt();
        else server.child.kill(signal);
        expect(await server.ended).toBe(0);
        expect(server.stdout.endsWith("stopped\n")).toBe(true);
        expect(server.stderr).toBe("");
        expect(await anna.ended).toBe(1);
        expect(anna.stdout.endsWith("\n* The server is shutting down. Goodbye!\n")).toBe(true);
        expect(anna.stderr).toBe("chat: the server has closed the connection\n");
        await until(() => nc.isClosed);
        expect(nc.notices.at(-1)).toBe("The server is shutting down. Goodbye!");
      }),
    );

  it(
    "ends a client at once when the server dies, while the client waits for input",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port, ["--no-reconnect"]);
      server.child.kill("SIGKILL");
      expect(await anna.ended).toBe(1);
      expect(anna.stderr).toBe("chat: the server has closed the connection\n");
    }),
    PATIENCE_MS,
  );

  it(
    "lets a client leave with Ctrl-C while it waits for input",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port);
      anna.interrupt();
      expect(await anna.ended).toBe(0);
      await until(() => server.stdout.includes("left (0 here)"));
      expect(anna.stderr).toBe("");
    }),
    PATIENCE_MS,
  );

  it(
    "brings a client back when the server starts again, and lets it leave with Ctrl-C while there is none",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port, ["--name", "anna"]);
      server.child.kill("SIGKILL");
      await until(() => anna.stdout.includes("The connection is lost."));
      const again = start(["serve", "--port", port]);
      await until(() => again.stdout.includes("anna joined (1 here)"));
      again.child.kill("SIGKILL");
      await until(() => anna.stdout.split("The connection is lost.").length > 2);
      anna.interrupt();
      expect(await anna.ended).toBe(0);
      expect(anna.stderr).toBe("");
    }),
    PATIENCE_MS,
  );

  it(
    "takes the password from the environment, and sends away who does not know it",
    inLoop(async () => {
      const secret = { CHAT_PASSWORD: "open sesame" };
      const { server, port } = await serve([], secret);
      await join(server, port, ["--name", "anna"], secret);
      const stranger = start(["join", "--port", port, "--password", "guess"]);
      stranger.type("one\ntwo\n");
      expect(await stranger.ended).toBe(1);
      expect(stranger.stdout.endsWith("* You are disconnected: that was not the password.\n")).toBe(true);
    }),
    PATIENCE_MS,
  );

  it(
    "speaks TLS, and says what is wrong where one side does not or is not to be trusted",
    inLoop(async () => {
      const { server, port } = await serve([
        "--tls-cert",
        certificate("server.pem"),
        "--tls-key",
        certificate("server.key"),
      ]);
      const anna = await join(server, port, ["--tls-ca", certificate("ca.pem"), "--name", "anna"]);
      const boris = await join(server, port, ["--tls-ca", certificate("ca.pem"), "--name", "boris"]);
      anna.type("hello\n");
      await until(() => boris.stdout.endsWith("\nanna: hello\n"));
      server.interrupt();
      expect(await server.ended).toBe(0);
      await until(() => boris.stdout.includes("\n* The server is shutting down. Goodbye!\n"));

      const { port: tlsPort } = await serve([
        "--tls-cert",
        certificate("other.pem"),
        "--tls-key",
        certificate("other.key"),
      ]);
      const { port: plainPort } = await serve();
      const faults: Promise<void>[] = [];
      for (const [args, message] of [
        [
          ["join", "--port", tlsPort, "--tls"],
          /^chat: cannot join 127\.0\.0\.1:\d+: its certificate is not to be trusted: /,
        ],
        [
          ["join", "--port", tlsPort, "--tls-ca", certificate("ca.pem")],
          /^chat: cannot join 127\.0\.0\.1:\d+: its certificate is not to be trusted: /,
        ],
        [
          ["join", "--port", plainPort, "--tls"],
          /^chat: cannot join 127\.0\.0\.1:\d+: TLS failed: wrong version number\n$/,
        ],
        [["join", "--tls-ca", "nope.pem"], /^chat: cannot read nope\.pem: there is no such file\n$/],
        [["serve", "--tls-cert", certificate("server.pem")], /^chat: --tls-cert and --tls-key need each other\n$/],
      ] as const) {
        faults.push(refuses(args, message));
      }
      await Promise.all(faults);
    }),
    PATIENCE_MS,
  );

  it(
    "shows what it has counted at the metrics' port",
    inLoop(async () => {
      const { server, port } = await serve(["--metrics-port", "0"]);
      await join(server, port);
      const url = /metrics at (\S+)/.exec(server.stdout)?.[1] ?? "";
      const response = await fetch(url);
      const text = await response.text();
      expect(text).toContain("# TYPE chat_clients gauge\nchat_clients 1\n");
      expect(text).toContain("\nchat_connections_total 1\n");
      expect((await fetch(new URL("/nope", url))).status).toBe(404);
      const second = start(["serve", "--port", "0", "--metrics-port", new URL(url).port]);
      expect(await second.ended).toBe(1);
      expect(second.stderr).toMatch(/^chat: cannot show metrics on 127\.0\.0\.1:\d+: the port is in use\n$/);
      server.interrupt();
      expect(await server.ended).toBe(0);
    }),
    PATIENCE_MS,
  );

  it(
    "tells in one line what is wrong, and fails",
    inLoop(async () => {
      const { port } = await serve();
      const faults: Promise<void>[] = [];
      for (const [args, message] of [
        [["serve", "--port", port], `chat: cannot listen on 127.0.0.1:${port}: the port is in use\n`],
        [["join", "--port", "1"], "chat: cannot join 127.0.0.1:1: nobody listens there\n"],
        [["join", "--port", "0x10"], /^error: option '--port <number>' argument '0x10' is invalid\. .*\n$/],
        [["serve", "--port", "65536"], /^error: .* a whole number, 0 to 65535\.\n$/],
        [["serve", "--max-clients", "0"], /^error: .* a whole number, 1 or more\.\n$/],
        [["join", "--name", "a b"], /^error: .* A name is 1 to 24 letters, digits, or any of _\.-\.\n$/],
        [["serve", "--nope"], "error: unknown option '--nope'\n"],
        [["dance"], "error: unknown command 'dance'\n"],
      ] as const) {
        faults.push(refuses(args, message));
      }
      await Promise.all(faults);
    }),
    PATIENCE_MS,
  );

  it(
    "explains itself with --help",
    inLoop(async () => {
      const help = start(["--help"]);
      expect(await help.ended).toBe(0);
      expect(help.stdout).toContain("Usage: chat");
      expect(help.stdout).toContain("serve [options]");
      expect(help.stdout).toContain("join [options]");
    }),
    PATIENCE_MS,
  );
});

describe("The load", () => {
  it(
    "has each client send its lines to all others, and counts them",
    inLoop(async () => {
      const load = start(["--clients", "5", "--lines", "40", "--window", "7"], { file: "load.js" });
      expect(await load.ended).toBe(0);
      expect(load.stdout).toMatch(
        /^tsyncio: 5 clients, 40 lines of 64 bytes each, joined in .*, 800 deliveries in .*\n$/,
      );
    }),
    PATIENCE_MS,
  );
});

// The command line and the main job as processes of their own: output, exit codes, Ctrl-C.

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
async function serve(): Promise<{ server: ChatProcess; port: string }> {
  const server = start("main.js", "serve", "--port", "0");
  await until(() => server.stdout.includes("press Ctrl-C to stop\n"));
  return { server, port: /listening on 127\.0\.0\.1:(\d+)/.exec(server.stdout)?.[1] ?? "" };
}

/** A client that the server knows of. */
async function join(server: ChatProcess, port: string, ...options: string[]): Promise<ChatProcess> {
  const joined = (): number => server.stdout.split(" joined ").length;
  const before = joined();
  const client = start("main.js", "join", "--port", port, ...options);
  await until(() => joined() > before);
  return client;
}

const inLoop = (body: () => Promise<void>) => (): Promise<void> => run(body);

afterEach(() => {
  for (const process of started.splice(0)) process.child.kill("SIGKILL");
});

describe("The chat's command line", () => {
  it(
    "joins clients in a chat, and a client that comes to the end of its input leaves",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port, "--name", "anna");
      const boris = await join(server, port);
      anna.type("hello\n");
      await until(() => boris.stdout.length > 0);
      boris.type("no newline at the end");
      boris.child.stdin?.end();
      expect(await boris.ended).toBe(0);
      await until(() => anna.stdout.length > 0);
      expect(boris.stdout).toBe("anna: hello\n");
      expect(anna.stdout).toBe("no newline at the end\n");
      expect(anna.stderr + boris.stderr + server.stderr).toBe("");
    }),
  );

  it(
    "says goodbye to all clients when Ctrl-C stops the server",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port);
      const nc = new Visitor(await connectTo(Number(port)));
      nc.socket.on("end", () => nc.socket.end());
      await until(() => server.stdout.includes("(2 here)"));
      server.interrupt();
      expect(await server.ended).toBe(0);
      expect(server.stdout.endsWith("stopped\n")).toBe(true);
      expect(server.stderr).toBe("");
      expect(await anna.ended).toBe(1);
      expect(anna.stdout).toBe("* The server is shutting down. Goodbye!\n");
      expect(anna.stderr).toBe("chat: the server has closed the connection\n");
      await until(() => nc.isClosed);
      expect(nc.lines).toEqual(["* The server is shutting down. Goodbye!"]);
    }),
  );

  it(
    "ends a client at once when the server dies, while the client waits for input",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port);
      server.child.kill("SIGKILL");
      expect(await anna.ended).toBe(1);
      expect(anna.stderr).toBe("chat: the server has closed the connection\n");
    }),
  );

  it(
    "lets a client leave with Ctrl-C while it waits for input",
    inLoop(async () => {
      const { server, port } = await serve();
      const anna = await join(server, port);
      anna.interrupt();
      expect(await anna.ended).toBe(0);
      await until(() => server.stdout.includes("left (0 here)"));
      expect(anna.stdout + anna.stderr).toBe("");
    }),
  );

  it(
    "tells in one line what is wrong, and fails",
    inLoop(async () => {
      const { port } = await serve();
      for (const [args, message] of [
        [["serve", "--port", port], `chat: cannot listen on 127.0.0.1:${port}: the port is in use\n`],
        [["join", "--port", "1"], "chat: cannot join 127.0.0.1:1: nobody listens there\n"],
        [["join", "--port", "0x10"], /^error: option '--port <number>' argument '0x10' is invalid\. .*\n$/],
        [["serve", "--port", "65536"], /^error: .* a whole number from 0 to 65535\.\n$/],
        [["serve", "--nope"], "error: unknown option '--nope'\n"],
        [["dance"], "error: unknown command 'dance'\n"],
      ] as const) {
        const process = start("main.js", ...args);
        expect(await process.ended).toBe(1);
        expect(process.stdout).toBe("");
        if (typeof message === "string") expect(process.stderr).toBe(message);
        else expect(process.stderr).toMatch(message);
      }
    }),
  );

  it(
    "explains itself with --help",
    inLoop(async () => {
      const help = start("main.js", "--help");
      expect(await help.ended).toBe(0);
      expect(help.stdout).toContain("Usage: chat");
      expect(help.stdout).toContain("serve [options]");
      expect(help.stdout).toContain("join [options]");
    }),
  );
});

describe("The main job", () => {
  it(
    "shows that three clients got each other's files, and succeeds",
    inLoop(async () => {
      const job = start("main_job.js");
      expect(await job.ended).toBe(0);
      expect(job.stderr).toBe("");
      for (const [name, file] of [
        ["anna", "README.md"],
        ["boris", "LICENSE"],
        ["vera", "package.json"],
      ] as const) {
        expect(job.stdout).toMatch(
          new RegExp(`^${name} sent \\d+ lines \\(${file}\\), received (\\d+) of \\1 lines`, "m"),
        );
      }
      expect(job.stdout).toContain("Everybody received all lines of the others, in order, and none of their own.");
      // oxlint-disable-next-line no-control-regex -- no colours in a pipe
      expect(job.stdout).not.toMatch(/\u001b/);
    }),
  );
});

// What becomes of things that are under way, and that nobody has taken over yet, when their loop is closed.

import { type AddressInfo, type Socket, connect, createServer } from "node:net";
import { connect as connectTls } from "node:tls";

import { type EventLoop, type ExceptionContext, Protocol, type Server, newEventLoop, sleep, until } from "tsyncio";

import { withoutUnhandledRejections } from "../support/dialects.ts";
import { runNode } from "../support/node_process.ts";
import { connectTo } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";
import { clientTls, serverTls } from "../support/tls.ts";

/** A loop that reports to nobody, or to `reports`. */
function quietLoop(reports: ExceptionContext[] = []): EventLoop {
  const loop = newEventLoop();
  loop.setExceptionHandler((_, context) => void reports.push(context));
  return loop;
}

const portOf = (server: Server): number => server.sockets[0]?.getsockname()[1] ?? 0;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** Wait until the other side of `socket` has shut it. */
function shut(socket: Socket): Promise<"shut"> {
  return new Promise((resolve) => {
    socket.resume();
    socket.on("error", () => {});
    socket.on("close", () => resolve("shut"));
    socket.on("end", () => socket.destroy());
  });
}

describe("when a loop is closed", () => {
  it("a server that begins to listen listens no more", async () => {
    const port = await freePort();
    const loop = quietLoop();
    await loop.runUntilComplete(function* () {
      loop.createTask(loop.createServer(() => new Protocol(), ["127.0.0.1", "127.0.0.2"], port));
      yield* sleep(0);
    });
    loop.close();
    // What was asked of the host may still be on its way: it answers in the order of the questions.
    await freePort();
    expect(await isListening(port)).toBe(false);
  });

  it("a connection that has no protocol yet is shut", async () => {
    const loop = quietLoop();
    const server = await loop.runUntilComplete(loop.createServer(() => new Protocol(), "127.0.0.1", 0));
    const socket = await connectTo(portOf(server));
    // In this turn of the host the connection is let in, and the loop does not run.
    await new Promise((resolve) => void setImmediate(resolve));
    await new Promise((resolve) => void setImmediate(resolve));
    const end = shut(socket);
    loop.close();
    expect(await end).toBe("shut");
  });

  it("a connection whose handshake is done, and that has no transport yet, is shut", async () => {
    const loop = quietLoop();
    const server = await loop.runUntilComplete(
      loop.createServer(() => new Protocol(), "127.0.0.1", 0, { ssl: serverTls }),
    );
    const socket = connectTls({ host: "127.0.0.1", port: portOf(server), servername: "localhost", ...clientTls });
    const secured = new Promise<void>((resolve) => void socket.once("session", () => resolve()));
    const end = shut(socket);
    // The handshake begins while the loop runs, and ends while it does not.
    await loop.runUntilComplete(function* () {
      while (loop._resources.size < 2) yield* sleep(0);
    });
    await secured;
    loop.close();
    expect(await end).toBe("shut");
  });

  for (const outcome of ["result", "error"] as const) {
    it(`a promise that a task waits for may still give its ${outcome}`, async () => {
      const reports: ExceptionContext[] = [];
      const loop = quietLoop(reports);
      let settle = (): void => {};
      const promise = new Promise<number>((resolve, reject) => {
        settle = () => (outcome === "result" ? resolve(1) : reject(new RangeError("late")));
      });
      const { unhandled } = await withoutUnhandledRejections(async () => {
        await loop.runUntilComplete(function* () {
          loop.createTask(until(promise), { name: "waits" });
          yield* sleep(0);
        });
        loop.close();
        reports.length = 0;
        settle();
      });
      expect(unhandled).toEqual([]);
      expect(reports.map(({ exception }) => String(exception))).toEqual(
        outcome === "result" ? [] : ["RangeError: late"],
      );
    });
  }

  for (const what of ["joint", "thread"] as const) {
    const name = what === "joint" ? "a program that is being started" : "a call in a thread";
    it(`${name} does not hold the process up, and ends it with no error`, async () => {
      const { code, stdout, stderr } = await runNode("loop_end.mjs", [what]);
      expect([code, stdout.trim(), stderr.trim()]).toEqual([0, "closed", ""]);
    });
  }
});

// Names and addresses: loop.getaddrinfo() and loop.getnameinfo() over the system's own resolver. No connections.

import { OSError, ValueError, createTask, newEventLoop, sleep, waitFor, wait as waitForAll } from "tsyncio";

import { state } from "../support/dialects.ts";
import { onSockets } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

describe("getaddrinfo", () => {
  onSockets(
    "gives an address in numbers back, once for each type of socket that is asked for",
    function* ({ wait, loop }) {
      return [
        yield* wait(loop.getaddrinfo("127.0.0.1", 80)),
        yield* wait(loop.getaddrinfo("::1", 80, { type: "dgram", family: 6 })),
        yield* wait(loop.getaddrinfo("127.0.0.1", null, { proto: 6, flags: ["AI_NUMERICHOST"] })),
      ];
    },
    ({ result }) =>
      expect(result).toEqual([
        [
          { family: 4, type: "stream", proto: 6, canonname: "", sockaddr: ["127.0.0.1", 80] },
          { family: 4, type: "dgram", proto: 17, canonname: "", sockaddr: ["127.0.0.1", 80] },
        ],
        [{ family: 6, type: "dgram", proto: 17, canonname: "", sockaddr: ["::1", 80] }],
        [{ family: 4, type: "stream", proto: 6, canonname: "", sockaddr: ["127.0.0.1", 0] }],
      ]),
  );

  onSockets(
    "means this machine where no host is named, and all its addresses to listen at",
    function* ({ wait, log, loop }) {
      const here = yield* wait(loop.getaddrinfo(null, 80, { type: "stream" }));
      const all = yield* wait(loop.getaddrinfo(null, 80, { type: "stream", flags: ["AI_PASSIVE"] }));
      const named = yield* wait(loop.getaddrinfo("localhost", 80, { type: "stream", family: 4 }));
      for (const infos of [here, all, named]) log(infos.map(({ sockaddr }) => sockaddr[0]).join());
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1,::1", "0.0.0.0,::", "127.0.0.1"]),
  );

  onSockets(
    "says which name is unknown, and which is none in numbers",
    function* ({ wait, log, loop }) {
      const unknown = createTask(loop.getaddrinfo("no-such-host.invalid", 80));
      const named = createTask(loop.getaddrinfo("localhost", 80, { flags: ["AI_NUMERICHOST"] }));
      const other = createTask(loop.getaddrinfo("127.0.0.1", 80, { family: 6 }));
      yield* wait(waitForAll([unknown, named, other]));
      for (const task of [unknown, named, other]) {
        const error = task.exception() as OSError;
        log(error instanceof OSError, error.address);
      }
    },
    ({ events }) => expect(events).toEqual(["true no-such-host.invalid", "true localhost", "true 127.0.0.1"]),
  );

  onSockets(
    "can be cancelled while the system looks",
    function* ({ wait, log, loop }) {
      const task = createTask(loop.getaddrinfo("localhost", 80));
      yield* wait(sleep(0));
      task.cancel();
      yield* wait(waitForAll([task]));
      log(state(task));
      const limited = createTask(waitFor(loop.getaddrinfo("localhost", 80), 0));
      yield* wait(waitForAll([limited]));
      log(state(limited).slice(0, 12));
    },
    ({ events }) => expect(events).toEqual(["cancelled", "TimeoutError"]),
  );

  it("refuses bad arguments at the call, and names them", () => {
    const loop = newEventLoop();
    const ask =
      (...args: unknown[]) =>
      () =>
        (loop.getaddrinfo as (...args: unknown[]) => unknown)(...args);
    expect(ask("host", 70_000)).toThrow(new ValueError("port must be a whole number from 0 to 65535, got 70000"));
    expect(ask("host", "http")).toThrow(new TypeError('port must be a number, got "http"'));
    expect(ask(5, 80)).toThrow(new TypeError("host must be a text or null, got 5"));
    expect(ask(null, null)).toThrow("host and port must not both be null");
    expect(ask("host", 80, { type: "raw" })).toThrow('type must be "stream" or "dgram", got "raw"');
    expect(ask("host", 80, { proto: 1 })).toThrow("proto must be 0, 6 or 17, got 1");
    expect(ask("host", 80, { family: 5 })).toThrow("family must be 0, 4 or 6, got 5");
    expect(ask("host", 80, { flags: 1 })).toThrow(new TypeError("flags must be an array, got 1"));
    expect(ask("host", 80, { flags: ["AI_NONSENSE"] })).toThrow("flags must be of AI_PASSIVE, AI_NUMERICHOST");
    loop.close();
  });
});

describe("getnameinfo", () => {
  onSockets(
    "gives numbers where they are asked for, and where there is no name",
    function* ({ wait, log, loop }) {
      log((yield* wait(loop.getnameinfo(["127.0.0.1", 80], ["NI_NUMERICHOST", "NI_NUMERICSERV"]))).join());
      log((yield* wait(loop.getnameinfo(["192.0.2.1", 49_151], ["NI_NUMERICSERV"]))).join());
      const [host, service] = yield* wait(loop.getnameinfo(["127.0.0.1", 80], ["NI_NUMERICHOST"]));
      log(host, service === "http" || service === "80");
    },
    ({ events }) => expect(events).toEqual(["127.0.0.1,80", "192.0.2.1,49151", "127.0.0.1 true"]),
  );

  onSockets(
    "throws where a name is required and there is none",
    function* ({ wait, log, loop }) {
      const task = createTask(loop.getnameinfo(["192.0.2.1", 80], ["NI_NAMEREQD"]));
      yield* wait(waitForAll([task]));
      log(task.exception() instanceof OSError, (task.exception() as OSError).syscall);
    },
    ({ events }) => expect(events).toEqual(["true getnameinfo"]),
  );

  it("refuses bad arguments at the call, and names them", () => {
    const loop = newEventLoop();
    const ask =
      (...args: unknown[]) =>
      () =>
        (loop.getnameinfo as (...args: unknown[]) => unknown)(...args);
    expect(ask("127.0.0.1:80")).toThrow(new TypeError('sockaddr must be [host, port], got "127.0.0.1:80"'));
    expect(ask(["127.0.0.1", -1])).toThrow("sockaddr[1] must be a whole number from 0 to 65535, got -1");
    expect(ask(["localhost", 80])).toThrow('sockaddr[0] must be an address in numbers, got "localhost"');
    expect(ask(["127.0.0.1", 80], ["NI_NONSENSE"])).toThrow("flags must be of NI_NUMERICHOST");
    loop.close();
  });
});

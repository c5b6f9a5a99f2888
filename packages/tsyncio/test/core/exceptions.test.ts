// The errors: their places in the hierarchy, their names, codes and data. Not who throws them.

import * as tsyncio from "tsyncio";
import {
  BaseException,
  BrokenBarrierError,
  CancelledError,
  EOFError,
  IncompleteReadError,
  InvalidStateError,
  KeyboardInterrupt,
  LimitOverrunError,
  NotImplementedError,
  OSError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  SendfileNotAvailableError,
  SystemExit,
  TimeoutError,
  ValueError,
  isException,
} from "tsyncio";

import { describe, expect, it } from "../support/suite.ts";

const simple = {
  BrokenBarrierError,
  CancelledError,
  EOFError,
  InvalidStateError,
  KeyboardInterrupt,
  NotImplementedError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  SendfileNotAvailableError,
  TimeoutError,
  ValueError,
};

describe.each(Object.entries(simple))("%s", (name, type) => {
  it("is an Error that says its own name, the message and the cause", () => {
    const cause = new Error("why");
    const error = new type("what happened", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(type);
    expect([error.name, error.message, error.cause]).toEqual([name, "what happened", cause]);
    expect(String(error)).toBe(`${name}: what happened`);
    expect(error.stack).toContain("exceptions.test.ts");
  });

  it("has a code of its own that is no own property", () => {
    const error = new type("x");
    expect(error.code).toMatch(/^ERR_TSYNCIO_[A-Z_]+$/);
    expect(Object.keys(error)).not.toContain("code");
    const others = Object.values(simple).filter((other) => new other("x").code === error.code);
    expect(others).toEqual([type]);
  });
});

it("each error class of the package has a name and a code of its own", () => {
  const codes = new Map<string, string>();
  for (const [name, value] of Object.entries(tsyncio)) {
    if (typeof value !== "function" || !(value.prototype instanceof Error)) continue;
    if (value === OSError || value.prototype instanceof OSError) continue; // these have the system's codes
    const { name: ownName, code } = value.prototype as Error & { code: string };
    expect(ownName).toBe(name);
    expect(code, name).toMatch(/^ERR_TSYNCIO_/);
    expect(codes.get(code), `${name} has the code of`).toBeUndefined();
    codes.set(code, name);
  }
  expect(codes.get("ERR_TSYNCIO_CANCELLED")).toBe("CancelledError");
  expect(codes.size).toBeGreaterThanOrEqual(Object.keys(simple).length);
});

describe("isException", () => {
  it("is false for what ordinary error handling must let through", () => {
    class Stop extends BaseException {}
    for (const error of [
      new CancelledError(),
      new KeyboardInterrupt(),
      new SystemExit(),
      new BaseException(),
      new Stop(),
    ]) {
      expect(isException(error), error.name).toBe(false);
    }
  });

  it("is true for all else that can be thrown", () => {
    for (const error of [
      new RuntimeError("x"),
      new TimeoutError("x"),
      new Error("x"),
      "text",
      0,
      null,
      undefined,
      {},
    ]) {
      expect(isException(error)).toBe(true);
    }
  });

  it("knows a cancellation that another copy of the package threw", () => {
    const foreign = Object.assign(Object.create({ [Symbol.for("tsyncio.BaseException")]: true }) as object, {
      message: "x",
    });
    expect(isException(foreign)).toBe(false);
  });
});

it("the errors stand where Python has them", () => {
  expect(new IncompleteReadError(new Uint8Array(), 1)).toBeInstanceOf(EOFError);
  expect(new BrokenBarrierError("x")).toBeInstanceOf(RuntimeError);
  expect(new SendfileNotAvailableError("x")).toBeInstanceOf(RuntimeError);
  expect(new NotImplementedError("x")).toBeInstanceOf(RuntimeError);
  expect(new CancelledError()).toBeInstanceOf(BaseException);
  expect(new CancelledError()).not.toBeInstanceOf(RuntimeError);
});

it("IncompleteReadError carries what was read and says how much was expected", () => {
  const partial = new Uint8Array([1, 2]);
  const error = new IncompleteReadError(partial, 5);
  expect([error.partial, error.expected]).toEqual([partial, 5]);
  expect(error.message).toBe("2 bytes read on a total of 5 expected bytes");
  expect(new IncompleteReadError(partial, null).message).toBe("2 bytes read on a total of undefined expected bytes");
});

it("LimitOverrunError carries how much may be consumed", () => {
  const error = new LimitOverrunError("too long", 7);
  expect([error.message, error.consumed]).toEqual(["too long", 7]);
});

it("SystemExit carries the exit code", () => {
  expect([new SystemExit().exitCode, new SystemExit(3).exitCode]).toEqual([0, 3]);
  expect(new SystemExit(3).message).toBe("exit with code 3");
});

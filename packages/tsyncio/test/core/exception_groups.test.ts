// Exception groups: which class a group has, and how it is taken apart.

import {
  BaseExceptionGroup,
  CancelledError,
  ExceptionGroup,
  KeyboardInterrupt,
  TimeoutError,
  ValueError,
  isException,
} from "tsyncio";

import { describe, expect, it } from "../support/suite.ts";

const a = new ValueError("a");
const b = new RangeError("b");
const c = new ValueError("c");
const interrupt = new KeyboardInterrupt("ctrl-c");

describe("an exception group", () => {
  it("is an ExceptionGroup if all its errors may be caught", () => {
    const group = new BaseExceptionGroup("several", [a, b]);
    expect(group).toBeInstanceOf(ExceptionGroup);
    expect(group).toBeInstanceOf(AggregateError);
    expect(isException(group)).toBe(true);
  });

  it("stays a BaseExceptionGroup, which a catch must let through, if one may not", () => {
    const group = new BaseExceptionGroup("several", [a, interrupt]);
    expect(group).not.toBeInstanceOf(ExceptionGroup);
    expect(isException(group)).toBe(false);
    expect(isException(new BaseExceptionGroup("outer", [group]))).toBe(false);
  });

  it("refuses BaseExceptions as an ExceptionGroup", () => {
    expect(() => new ExceptionGroup("several", [a, new CancelledError("stop")])).toThrow(
      "errors must not hold a BaseException, got CancelledError: stop",
    );
  });

  it("refuses to be empty, and other things than a text and a list", () => {
    expect(() => new ExceptionGroup("none", [])).toThrow(ValueError);
    expect(() => new BaseExceptionGroup(1 as unknown as string, [a])).toThrow("message must be a string, got number");
    expect(() => new BaseExceptionGroup("x", "ab" as unknown as string[])).toThrow(
      "errors must be an array, got string",
    );
  });

  it("has a name, a code, its errors under both names, a cause and a stack", () => {
    const group = new ExceptionGroup("several", [a, b], { cause: c });
    expect(String(group)).toBe("ExceptionGroup: several");
    expect(group.code).toBe("ERR_TSYNCIO_EXCEPTION_GROUP");
    expect(group.errors).toEqual([a, b]);
    expect(group.exceptions).toBe(group.errors);
    expect(group.cause).toBe(c);
    expect(group.stack).toContain("exception_groups.test");
    const base = new BaseExceptionGroup("several", [interrupt]);
    expect(base.name).toBe("BaseExceptionGroup");
    expect(base.code).toBe("ERR_TSYNCIO_BASE_EXCEPTION_GROUP");
  });

  it("keeps a list of its own", () => {
    const errors = [a];
    const group = new ExceptionGroup("several", errors);
    errors.push(c);
    expect(group.errors).toEqual([a]);
  });

  it("takes whatever JavaScript lets one throw", () => {
    const group = new BaseExceptionGroup("odd", ["text", undefined, null, 5]);
    expect(group).toBeInstanceOf(ExceptionGroup);
    expect(group.split((error) => error === undefined)[1]?.errors).toEqual(["text", null, 5]);
  });
});

describe("split", () => {
  const nested = new ExceptionGroup("inner", [c, b]);
  const group = new ExceptionGroup("outer", [a, nested, b]);

  it("divides by class, with the nesting kept in both parts", () => {
    const [matching, rest] = group.split(ValueError);
    expect(matching?.message).toBe("outer");
    expect(matching?.errors).toEqual([a, new ExceptionGroup("inner", [c])]);
    expect(rest?.errors).toEqual([new ExceptionGroup("inner", [b]), b]);
  });

  it("gives null in the place of an empty part", () => {
    expect(group.split(TimeoutError)[0]).toBe(null);
    expect(group.split(TimeoutError)[1]?.errors).toEqual(group.errors);
    expect(group.split([ValueError, RangeError])[1]).toBe(null);
    expect(group.subgroup(TimeoutError)).toBe(null);
  });

  it("gives the group itself if that fits", () => {
    expect(group.split(ExceptionGroup)).toEqual([group, null]);
    expect(group.split(ExceptionGroup)[0]).toBe(group);
    expect(group.subgroup(Error)).toBe(group);
  });

  it("asks a function about each group and each error once, from the outside in", () => {
    const asked: unknown[] = [];
    group.split((error) => {
      asked.push(error);
      return error === nested;
    });
    expect(asked).toEqual([group, a, nested, b]);
  });

  it("takes an array of classes, and a function", () => {
    expect(group.subgroup([TimeoutError, RangeError])?.errors).toEqual([new ExceptionGroup("inner", [b]), b]);
    expect(group.subgroup((error) => error === c)?.errors).toEqual([new ExceptionGroup("inner", [c])]);
  });

  it("refuses other conditions", () => {
    expect(() => group.split("ValueError" as unknown as () => boolean)).toThrow(
      "condition must be a class of errors, an array of such classes, or a function",
    );
    expect(() => group.split([() => true] as unknown as [])).toThrow(TypeError);
  });

  it("passes cause and stack on to the parts", () => {
    const caused = new ExceptionGroup("outer", [a, b], { cause: c });
    const [matching, rest] = caused.split(ValueError);
    expect([matching?.cause, rest?.cause]).toEqual([c, c]);
    expect(matching?.stack).toBe(caused.stack);
    expect(Object.hasOwn(group.split(ValueError)[0] ?? {}, "cause")).toBe(false);
  });

  it("makes ExceptionGroups of the harmless part of a BaseExceptionGroup", () => {
    const [matching, rest] = new BaseExceptionGroup("several", [a, interrupt]).split(ValueError);
    expect(matching).toBeInstanceOf(ExceptionGroup);
    expect(rest).not.toBeInstanceOf(ExceptionGroup);
  });
});

describe("a subclass of ExceptionGroup", () => {
  class HttpErrors<E> extends ExceptionGroup<E> {
    readonly url: string;

    constructor(url: string, errors: readonly E[]) {
      super(`cannot load ${url}`, errors);
      this.url = url;
    }

    override derive<F>(errors: readonly F[]): HttpErrors<F> {
      return new HttpErrors(this.url, errors);
    }
  }

  it("keeps its class and its fields through derive()", () => {
    const part = new HttpErrors("http://x/", [a, b]).subgroup(ValueError) as HttpErrors<unknown>;
    expect(part).toBeInstanceOf(HttpErrors);
    expect(part.url).toBe("http://x/");
  });

  it("becomes an ordinary group without derive()", () => {
    class Plain extends ExceptionGroup {}
    const part = new Plain("plain", [a, b]).subgroup(ValueError);
    expect(part).toBeInstanceOf(ExceptionGroup);
    expect(part).not.toBeInstanceOf(Plain);
  });

  it("of BaseExceptionGroup is let through by a catch, even if its errors are harmless", () => {
    class Base extends BaseExceptionGroup {}
    expect(isException(new Base("base", [a]))).toBe(false);
  });

  it("fails if derive() gives something else than a group", () => {
    class Broken extends ExceptionGroup {
      override derive(): never {
        return a as never;
      }
    }
    expect(() => new Broken("broken", [a, b]).split(ValueError)).toThrow("derive() must return a BaseExceptionGroup");
  });
});

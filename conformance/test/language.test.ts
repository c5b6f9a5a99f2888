// Walking over programs, and what a trace says: the parts of the interpreter that run nothing.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { CancelledError, ExceptionGroup, RuntimeError, TimeoutError, ValueError } from "tsyncio";
import { type Op, type Program, allOps, bodiesOf, mapBodies, startsEagerly } from "../src/language.ts";
import { errorText, makeError, opText, valueText } from "../src/text.ts";

describe("allOps", () => {
  it("reaches every body of the language", () => {
    const log = (text: string): Op => ["log", text];
    const main: Op[] = [
      ["spawn", "t", [log("task")]],
      ["try", [log("body")], [["any", [log("handler")]]], [log("final")]],
      ["gather", ["t", { name: "i", body: [log("item")] }], true],
      ["shield", { name: "i", body: [log("shielded")] }],
      ["waitFor", [log("unnamed")], 1],
      ["callLater", "h", 1, [log("callback")]],
      ["group", "G", [["groupSpawn", "G", "g", [log("member")]]]],
    ];
    const texts = [...allOps(main)].filter((op) => op[0] === "log").map((op) => op[1]);
    expect(texts).toEqual(["task", "body", "handler", "final", "item", "shielded", "unnamed", "callback", "member"]);
  });
});

describe("mapBodies", () => {
  it("leaves names, limits and kinds as they are", () => {
    const op: Op = ["try", [["timeout", "T", 1, []]], [["Boom", [["rethrow"]]]], [["sleep", 1]]];
    expect(mapBodies(op, () => [])).toEqual(["try", [], [["Boom", []]], []]);
  });

  it("takes lists of names for no bodies", () => {
    const op: Op = ["wait", [], { timeout: 1 }];
    expect(mapBodies(op, () => [["name"]])).toEqual(op);
    expect(bodiesOf(["gather", [], true])).toEqual([]);
  });
});

describe("startsEagerly", () => {
  const program = (main: Op[]): Program => ({ id: "p", objects: {}, main });

  it("finds an eager task in a nested body", () => {
    expect(startsEagerly(program([["repeat", 2, [["spawn", "t", [], { eager: true }]]]]))).toBe(true);
  });

  it("finds none where tasks start in the loop", () => {
    expect(startsEagerly(program([["spawn", "t", [], { context: "X" }]]))).toBe(false);
  });
});

describe("texts of a trace", () => {
  it("hold an op's words without its lists, options and nulls", () => {
    expect(opText(["put", "Q1", 5])).toBe("put Q1 5");
    expect(opText(["spawn", "t1", [], { eager: true }])).toBe("spawn t1");
    expect(opText(["gather", ["t1"], true])).toBe("gather true");
    expect(opText(["timeout", "T", null, []])).toBe("timeout T");
  });

  it("name errors as the traces do", () => {
    expect(errorText(new CancelledError())).toBe("CancelledError");
    expect(errorText(new CancelledError("bye"))).toBe("CancelledError(bye)");
    expect(errorText(new ExceptionGroup("", [makeError("Boom"), new TimeoutError()]))).toBe(
      "ExceptionGroup[Boom,TimeoutError]",
    );
    expect(errorText(new RuntimeError("Lock is not acquired"))).toBe("misuse");
    expect(errorText(new ValueError("too often"))).toBe("misuse");
  });

  it("never take a mistake of ours for misuse", () => {
    expect(errorText(new TypeError("x is not a function"))).toBe("unexpected TypeError: x is not a function");
  });

  it("write values without spaces", () => {
    expect(valueText([null, 1, 0.5, true, makeError("Oops")])).toBe("[none,1,0.5,true,!Oops]");
  });
});

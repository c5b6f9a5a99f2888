// Netrc files: what they say, and for whom. Nothing is sent.

import { ValueError } from "tsyncio";

import { describe, expect, it } from "../../tsyncio/test/support/suite.ts";
import { credentialsFor, parseNetrc } from "../src/netrc.ts";

describe("a netrc file", () => {
  it("names machines, and what holds for all others", () => {
    const netrc = parseNetrc(
      "machine one.example login ada password secret\n\n" +
        "machine two.example\n\tuser grace\n\taccount navy\n\tpassword #hopper\n" +
        "default login anonymous password me@home\n",
    );
    expect(netrc.get("one.example")).toEqual({ login: "ada", account: "", password: "secret" });
    expect(netrc.get("two.example")).toEqual({ login: "grace", account: "navy", password: "#hopper" });
    expect(credentialsFor(netrc, "one.example")).toMatchObject({ login: "ada", password: "secret" });
    expect(credentialsFor(netrc, "three.example")).toMatchObject({ login: "anonymous", password: "me@home" });
  });

  it("may have comments, macros, words in quotes and escapes", () => {
    const netrc = parseNetrc(
      "# machine no login no\n" +
        "macdef init\ncd /pub\nmachine neither login x\n\n" +
        'machine one login "two words" password "a \\"quoted\\" one" # a remark\n' +
        'machine two login plain password with\\ space\nmachine three password ""\n',
    );
    expect([...netrc.keys()]).toEqual(["one", "two", "three"]);
    expect(netrc.get("one")).toEqual({ login: "two words", account: "", password: 'a "quoted" one' });
    expect(netrc.get("two")?.password).toBe("with space");
    expect(netrc.get("three")?.password).toBe("");
  });

  it("gives the account where there is no login, and nothing for machines that it does not know", () => {
    const netrc = parseNetrc("machine one account ada password x");
    expect(credentialsFor(netrc, "one")).toMatchObject({ login: "ada", password: "x" });
    expect(credentialsFor(netrc, "two")).toBeNull();
    expect(parseNetrc("").size).toBe(0);
  });

  it("is refused where it makes no sense, by its line", () => {
    expect(() => parseNetrc("machine one\nlogin ada\npasword x")).toThrow('bad word "pasword" in line 3');
    expect(() => parseNetrc("login ada")).toThrow(ValueError);
    expect(() => parseNetrc("machine one login")).toThrow('nothing follows "login" in line 1');
  });
});

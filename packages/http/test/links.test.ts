// Reading the `Link` header.

import { describe, expect, it } from "../../tsyncio/test/support/suite.ts";
import { parseLinks } from "../src/links.ts";

const base = new URL("http://example.com/a/b");

describe("parseLinks", () => {
  it("gives links by their relation, resolved against the response's URL", () => {
    const links = parseLinks(['<c?page=2>; rel=next; title="a; b", </>; rel="home"'], base);
    expect(links.get("next")?.url.href).toBe("http://example.com/a/c?page=2");
    expect(links.get("next")?.parameters.get("title")).toBe("a; b");
    expect(links.get("home")?.url.href).toBe("http://example.com/");
  });

  it("gives a link without a relation by its address", () => {
    expect([...parseLinks(["<http://example.org/>; type='text/html'"], base).keys()]).toEqual(["http://example.org/"]);
  });

  it("reads several headers, and keeps the first of a relation", () => {
    const links = parseLinks(["<1>; rel=next", "<2>; rel=next"], base);
    expect(links.size).toBe(1);
    expect(links.get("next")?.url.href).toBe("http://example.com/a/1");
  });

  it("leaves out what cannot be read", () => {
    expect(parseLinks([], base).size).toBe(0);
    expect(parseLinks(["nonsense", "<http://[>; rel=next"], base).size).toBe(0);
  });
});

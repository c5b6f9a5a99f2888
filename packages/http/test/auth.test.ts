// Names and passwords as headers.

import { ValueError } from "tsyncio";

import { describe, expect, it } from "../../tsyncio/test/support/suite.ts";
import { BasicAuth, stripAuthFromUrl } from "../src/auth.ts";

describe("BasicAuth", () => {
  it("is a header, and read from one", () => {
    const auth = new BasicAuth("nkim", "pwd:1");
    expect(auth.encode()).toBe("Basic bmtpbTpwd2Q6MQ==");
    expect(BasicAuth.decode("basic bmtpbTpwd2Q6MQ==")).toEqual(auth);
    expect(new BasicAuth("nkim").encode()).toBe("Basic bmtpbTo=");
  });

  it("is written in Latin-1, or in UTF-8 on demand", () => {
    expect(new BasicAuth("é").encode()).toBe("Basic 6To=");
    expect(new BasicAuth("é", "", "utf-8").encode()).toBe("Basic w6k6");
    expect(BasicAuth.decode("Basic w6k6", "utf-8").login).toBe("é");
    expect(() => new BasicAuth("ключ").encode()).toThrow(ValueError);
  });

  it("is taken out of a URL", () => {
    expect(BasicAuth.fromUrl("http://user:p%40ss@example.com/")).toEqual(new BasicAuth("user", "p@ss"));
    expect(BasicAuth.fromUrl(new URL("http://user@example.com/"))).toEqual(new BasicAuth("user"));
    expect(BasicAuth.fromUrl("http://example.com/")).toBeNull();
    const [url, auth] = stripAuthFromUrl(new URL("http://user:pass@example.com/x"));
    expect(url.href).toBe("http://example.com/x");
    expect(auth).toEqual(new BasicAuth("user", "pass"));
    expect(stripAuthFromUrl(url)).toEqual([url, null]);
  });

  it("refuses what it cannot be made of", () => {
    expect(() => new BasicAuth("a:b")).toThrow(new ValueError('A ":" is not allowed in login (RFC 1945#section-11.1)'));
    expect(() => new BasicAuth(null as unknown as string)).toThrow(ValueError);
    expect(() => new BasicAuth("a", 1 as unknown as string)).toThrow(ValueError);
    expect(() => new BasicAuth("a", "b", "utf-16" as "utf-8")).toThrow(ValueError);
    for (const header of ["Basic", "Bearer abc", "Basic a*bc", "Basic YWJj"]) {
      expect(() => BasicAuth.decode(header)).toThrow(ValueError);
    }
  });
});

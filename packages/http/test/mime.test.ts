// Reading Content-Type, Content-Disposition and charsets.

import { ValueError } from "tsyncio";

import { describe, expect, it } from "../../tsyncio/test/support/suite.ts";
import {
  charsetOf,
  contentTypeOf,
  decodeText,
  encodingOf,
  parseContentDisposition,
  parseMimetype,
} from "../src/mime.ts";

const utf8 = (): string => "utf-8";

describe("parseMimetype", () => {
  it("takes type, subtype, suffix and parameters apart", () => {
    expect(parseMimetype("Image/SVG+xml; Charset=UTF-8; q=1")).toEqual({
      type: "image",
      subtype: "svg",
      suffix: "xml",
      parameters: new Map([
        ["charset", "UTF-8"],
        ["q", "1"],
      ]),
    });
  });

  it("reads quoted values, with semicolons in them", () => {
    expect(parseMimetype('multipart/mixed; boundary="a;b\\"c"').parameters.get("boundary")).toBe('a;b"c');
  });

  it("leaves empty what is not there", () => {
    expect(parseMimetype("")).toEqual({ type: "", subtype: "", suffix: "", parameters: new Map() });
    expect(parseMimetype("*").subtype).toBe("*");
    expect(parseMimetype("text/html;;a").parameters).toEqual(new Map([["a", ""]]));
  });
});

describe("The content type of a response", () => {
  it("is without parameters, and in lower case", () => {
    expect(contentTypeOf("Text/HTML; charset=x")).toBe("text/html");
  });

  it("is octets if there is no header, and text if it makes no sense", () => {
    expect(contentTypeOf(null)).toBe("application/octet-stream");
    expect(contentTypeOf("html")).toBe("text/plain");
  });
});

describe("The charset of a response", () => {
  it("is the one that the header names", () => {
    expect(charsetOf('text/html; charset="KOI8-R"')).toBe("KOI8-R");
    expect(charsetOf("text/html")).toBeNull();
    expect(charsetOf(null)).toBeNull();
  });

  it("decides how the body is decoded, if it is known", () => {
    expect(encodingOf("text/html; charset=cp1251", utf8)).toBe("cp1251");
    expect(encodingOf("text/html; charset=nonsense", utf8)).toBe("utf-8");
    expect(encodingOf("text/html", () => "koi8-r")).toBe("koi8-r");
    expect(encodingOf("application/json", () => "koi8-r")).toBe("utf-8");
  });
});

describe("decodeText", () => {
  it("knows the names that Python has for charsets", () => {
    expect(decodeText(Uint8Array.of(0xcf, 0xf0), "cp1251")).toBe("Пр");
    expect(decodeText(Uint8Array.of(0xe9), "latin_1")).toBe("é");
    expect(decodeText(Uint8Array.of(0xd0, 0x9f), "UTF_8")).toBe("П");
  });

  it("drops a byte order mark", () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), "utf-8")).toBe("a");
  });

  it("throws, replaces or leaves out what is no text", () => {
    const broken = Uint8Array.of(0x61, 0xff, 0x62);
    expect(() => decodeText(broken, "utf-8")).toThrow(new ValueError("the bytes are no text in utf-8"));
    expect(decodeText(broken, "utf-8", "replace")).toBe("a\uFFFDb");
    expect(decodeText(broken, "utf-8", "ignore")).toBe("ab");
  });

  it("refuses what it does not know", () => {
    expect(() => decodeText(new Uint8Array(), "nonsense")).toThrow(new ValueError('unknown encoding: "nonsense"'));
    expect(() => decodeText(new Uint8Array(), "utf-8", "loose" as "strict")).toThrow(/errors must be/);
  });
});

describe("parseContentDisposition", () => {
  it("gives the type and the name of the file", () => {
    const disposition = parseContentDisposition('Attachment; filename="a \\"b\\";c.txt"; size=3');
    expect(disposition?.type).toBe("attachment");
    expect(disposition?.filename).toBe('a "b";c.txt');
    expect(disposition?.parameters.get("size")).toBe("3");
  });

  it("prefers the extended name", () => {
    expect(parseContentDisposition("attachment; filename=x; filename*=UTF-8''%D0%9F.txt")?.filename).toBe("П.txt");
    expect(parseContentDisposition("attachment; filename=x; filename*=UTF-8''%ff")?.filename).toBe("x");
    expect(parseContentDisposition("attachment; filename*=iso-8859-1'en'%e9")?.filename).toBe("é");
  });

  it("puts a name together that came in pieces", () => {
    expect(parseContentDisposition('attachment; filename*0="foo."; filename*1=html')?.filename).toBe("foo.html");
    expect(parseContentDisposition("attachment; filename*0*=UTF-8''%D0%9F; filename*1=.txt")?.filename).toBe("П.txt");
  });

  it("knows a header without a name, and one that makes no sense", () => {
    expect(parseContentDisposition("inline")).toEqual({ type: "inline", parameters: new Map(), filename: null });
    expect(parseContentDisposition(null)).toBeNull();
    expect(parseContentDisposition("in line; a=b")).toBeNull();
    expect(parseContentDisposition("attachment; filename")).toBeNull();
    expect(parseContentDisposition("attachment; filename=a; filename=b")).toBeNull();
  });
});

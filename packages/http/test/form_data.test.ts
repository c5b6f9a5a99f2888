// How forms are written.

import { Readable } from "node:stream";

import { ValueError } from "tsyncio";

import { describe, expect, it } from "../../tsyncio/test/support/suite.ts";
import { FormData, bodyOf } from "../src/form_data.ts";
import { MultipartWriter } from "../src/multipart.ts";
import { written } from "./support/payloads.ts";

/** What a form writes, with the boundary replaced by `B`. */
async function textOf(form: FormData): Promise<string> {
  const boundary = /boundary=(.*)$/.exec(form.contentType ?? "")?.[1] ?? "no boundary";
  return (await written(form)).toString().replaceAll(boundary, "B").replaceAll("\r\n", "\n");
}

/** How a server reads a form: the web's parser does. */
async function parsed(form: FormData): Promise<[string, unknown][]> {
  const body = await written(form);
  expect(form.size ?? body.length).toBe(body.length);
  const response = new Response(new Uint8Array(body), { headers: { "content-type": form.contentType ?? "" } });
  const entries = [...((await response.formData()) as unknown as Iterable<[string, string | File]>)];
  return Promise.all(
    entries.map(async ([name, value]): Promise<[string, unknown]> => {
      if (typeof value === "string") return [name, value];
      return [name, { name: value.name, type: value.type, text: await value.text() }];
    }),
  );
}

describe("A form of plain values", () => {
  it("is written like a URL's query", async () => {
    const form = new FormData({ a: "1", b: "x y&=ё", c: ["2", "3"], d: 4, e: true });
    expect(form.isMultipart).toBe(false);
    expect(form.contentType).toBe("application/x-www-form-urlencoded");
    expect((await written(form)).toString()).toBe("a=1&b=x+y%26%3D%D1%91&c=2&c=3&d=4&e=true");
    expect(form.reusable).toBe(true);
    expect(form.size).toBe(form.bytes?.length);
  });

  it("may be pairs, or a form of the web's", async () => {
    const pairs = new FormData([
      ["a", "1"],
      ["a", "2"],
    ]);
    expect((await written(pairs)).toString()).toBe("a=1&a=2");
    expect((await written(new FormData(new URLSearchParams("a=1&b=2")))).toString()).toBe("a=1&b=2");
  });

  it("is written in parts on demand", async () => {
    const form = new FormData({ a: "1" }, { defaultToMultipart: true });
    expect(await textOf(form)).toBe(
      '--B\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: form-data; name="a"\n\n1\n--B--\n',
    );
  });
});

describe("A form with files", () => {
  it("is written as aiohttp writes it", async () => {
    const form = new FormData();
    form.addField("a", "1", { contentType: "text/x" });
    form.addField('n"q"\\', "v");
    form.addField("f", Buffer.from("abc"), { filename: 'na ïve"x.txt', contentType: "application/octet-stream" });
    form.addField("g", 5);
    expect(form.isMultipart).toBe(true);
    const part = (type: string, disposition: string, text: string): string =>
      `--B\nContent-Type: ${type}\nContent-Disposition: form-data; ${disposition}\n\n${text}\n`;
    expect(await textOf(form)).toBe(
      part("text/x", 'name="a"', "1") +
        part("text/plain; charset=utf-8", 'name="n\\"q\\"\\\\"', "v") +
        part("application/octet-stream", 'name="f"; filename="na%20%C3%AFve%22x.txt"', "abc") +
        part("text/plain; charset=utf-8", 'name="g"', "5") +
        "--B--\n",
    );
  });

  it("is read by servers as it was made", async () => {
    const form = new FormData({ имя: "значение" }, { quoteFields: false });
    form.addField("bytes", Buffer.from("abc"));
    form.addField("file", new File(["text"], "имя.txt", { type: "text/css" }));
    form.addField("blob", new Blob(["{}"]), { filename: "x.json" });
    expect(await parsed(form)).toEqual([
      ["имя", "значение"],
      ["bytes", "abc"],
      ["file", { name: "имя.txt", type: "text/css", text: "text" }],
      ["blob", { name: "x.json", type: "application/json", text: "{}" }],
    ]);
  });

  it("takes a form of the web's, files included", async () => {
    const web = new globalThis.FormData();
    web.append("a", "1");
    web.append("f", new File(["x"], "f.txt", { type: "text/plain" }));
    expect(await parsed(new FormData(web))).toEqual([
      ["a", "1"],
      ["f", { name: "f.txt", type: "text/plain", text: "x" }],
    ]);
  });

  it("streams what is not in memory, and then has no length", async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield "one ";
      yield "two";
    }
    const form = new FormData();
    form.addField("a", pieces(), { filename: "a.csv" });
    form.addField("b", Readable.from([Buffer.from("three")]));
    expect(form.size).toBeNull();
    expect(form.bytes).toBeNull();
    expect(form.reusable).toBe(false);
    expect(await parsed(form)).toEqual([
      ["a", { name: "a.csv", type: "text/csv", text: "one two" }],
      ["b", { name: "b", type: "application/octet-stream", text: "three" }],
    ]);
  });

  it("knows its length where each part's is known, and can be sent again", async () => {
    const form = new FormData();
    form.addField("a", new Blob(["x".repeat(100_000)]));
    expect(form.bytes).toBeNull();
    expect(form.reusable).toBe(true);
    expect((await written(form)).length).toBe(form.size);
    expect((await written(form)).length).toBe(form.size);
  });

  it("takes the name of a file from the file", async () => {
    const unnamed = { name: "<stdin>", read: () => new Uint8Array() };
    const head = (await textOf(new FormData({ a: unnamed }))).split("\n")[2];
    expect(head).toBe('Content-Disposition: form-data; name="a"; filename="a"');
    const named = new FormData({ p: { name: "/data/photo.PNG", read: () => new Uint8Array() } });
    expect(await textOf(named)).toContain('Content-Type: image/png\nContent-Disposition: form-data; name="p"');
    expect(await textOf(named)).toContain('filename="photo.PNG"');
  });

  it("encodes a part in base64 on demand", async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield "a";
      yield "bc";
      yield "defg";
    }
    const form = new FormData();
    form.addField("a", "hello", { contentTransferEncoding: "base64" });
    form.addField("b", pieces(), { contentTransferEncoding: "base64" });
    const text = await textOf(form);
    expect(text).toContain("\n\naGVsbG8=\n--B");
    expect(text).toContain(`\n\n${Buffer.from("abcdefg").toString("base64")}\n--B--`);
  });

  it("lets no value break out of its header", async () => {
    const form = new FormData();
    form.addField("a\r\nX: y", "1", { filename: "b\r\nX: y" });
    expect(await textOf(form)).not.toContain("\nX: y");
    expect(() => form.addField("a", "1", { contentType: "text/plain\r\nX: y" })).toThrow(ValueError);
  });

  it("refuses what it cannot be made of", async () => {
    const form = new FormData();
    expect(() => form.addField(1 as unknown as string, "1")).toThrow("name must be a string, got 1");
    expect(() => form.addField("a", "1", { filename: 2 as unknown as string })).toThrow("filename must be a string");
    expect(() => form.addField("a", null as unknown as string)).toThrow("the field a cannot be null");
    expect(() => new FormData("a=1" as never)).toThrow(TypeError);
    form.addField("a", "1", { contentTransferEncoding: "rot13" });
    expect(() => form.size).toThrow("unknown content transfer encoding: rot13");
    const sent = new FormData({ a: "1" });
    await written(sent);
    expect(() => sent.addField("b", "2")).toThrow(ValueError);
  });
});

describe("MultipartWriter", () => {
  it("is written as aiohttp writes it", async () => {
    const writer = new MultipartWriter("mixed", "B");
    writer.append("hello");
    writer.append(Buffer.from("xx"), { "Content-Transfer-Encoding": "base64" });
    writer.appendJson({ a: 1 });
    writer.appendForm({ a: "b" });
    const part = (...lines: string[]): string => `--B\n${lines.join("\n")}\n`;
    expect((await written(writer)).toString().replaceAll("\r\n", "\n")).toBe(
      part("Content-Type: text/plain; charset=utf-8", "Content-Length: 5", "", "hello") +
        part("Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64", "", "eHg=") +
        part("Content-Type: application/json", "Content-Length: 7", "", '{"a":1}') +
        part("Content-Type: application/x-www-form-urlencoded", "Content-Length: 3", "", "a=b") +
        "--B--\n",
    );
    expect(writer.length).toBe(4);
    expect(writer.bytes?.length).toBe(writer.size);
    expect([...writer].map(({ headers }) => headers.get("content-length"))).toEqual(["5", null, "7", "3"]);
  });

  it("may have parts that have parts", async () => {
    const inner = new MultipartWriter("alternative", "I");
    inner.append("a");
    const outer = new MultipartWriter("mixed", "O");
    outer.append(inner);
    const text = (await written(outer)).toString();
    expect(text).toContain("--O\r\nContent-Type: multipart/alternative; boundary=I\r\n");
    expect(text).toMatch(/--I--\r\n\r\n--O--\r\n$/);
    expect(text.length).toBe(outer.size);
  });

  it("puts a boundary in quotes that needs it, and refuses one that cannot be", () => {
    expect(new MultipartWriter("mixed", 'a b"').contentType).toBe('multipart/mixed; boundary="a b\\""');
    for (const boundary of ["", "a ", "ё", "x".repeat(71)]) {
      expect(() => new MultipartWriter("mixed", boundary)).toThrow(ValueError);
    }
    expect(() => new MultipartWriter("mixed; x=y")).toThrow(ValueError);
  });
});

describe("The body of a request", () => {
  it("is a form if it is a plain object or a form of the web's", () => {
    expect(bodyOf({ a: "1" }).contentType).toBe("application/x-www-form-urlencoded");
    expect(bodyOf({ a: new Blob(["x"]) }).contentType).toMatch(/^multipart\/form-data/);
    expect(bodyOf(new globalThis.FormData()).contentType).toMatch(/^multipart\/form-data/);
    const form = new FormData();
    expect(bodyOf(form)).toBe(form);
  });

  it("is a stream's content if it is a stream of Node's", async () => {
    expect((await written(bodyOf(Readable.from([Buffer.from("ab"), Buffer.from("c")])))).toString()).toBe("abc");
  });

  it("is what it is otherwise", () => {
    expect(bodyOf("text").contentType).toBe("text/plain; charset=utf-8");
    expect(bodyOf(Buffer.from("x")).size).toBe(1);
  });
});

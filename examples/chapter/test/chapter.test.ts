// The chapter's programs print what CPython printed, at the times at which it did.

import { readFileSync, readdirSync } from "node:fs";

import { type EventLoop, setEventLoop } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { afterEach, describe, expect, it, vi } from "../../../packages/tsyncio/test/support/suite.ts";
import type { Program } from "../src/program.ts";

interface Line {
  readonly t: number;
  readonly text: string;
}

const here = (path: string): URL => new URL(path, import.meta.url);
const golden = JSON.parse(readFileSync(here("golden.json"), "utf8")) as { program: string; lines: Line[] }[];

/** Run a program in virtual time, and give what it printed and when. */
async function play(program: Program): Promise<Line[]> {
  const printed: Line[] = [];
  let loop: EventLoop | undefined;
  vi.spyOn(console, "log").mockImplementation((text: string) => printed.push({ t: loop?.time() ?? -1, text }));
  await program(() => {
    loop = new VirtualEventLoop();
    // For the program that never ends by itself.
    loop.callLater(60, () => loop?.stop());
    return loop;
  });
  return printed;
}

afterEach(() => {
  vi.restoreAllMocks();
  setEventLoop(null);
});

describe("The chapter's programs", () => {
  for (const { program, lines } of golden) {
    for (const suffix of ["", ".async"]) {
      it(`${program}${suffix} prints what CPython prints`, async () => {
        const module = (await import(here(`../src/${program}${suffix}.ts`).href)) as { program: Program };
        expect(await play(module.program)).toEqual(lines);
      });
    }
  }

  it("have an async version each", () => {
    const names = readdirSync(here("../src")).filter((name) => /^\d/.test(name) && name.endsWith(".ts"));
    const generators = names.filter((name) => !name.endsWith(".async.ts"));
    expect(generators.map((name) => name.replace(/\.ts$/, ".async.ts"))).toEqual(
      names.filter((name) => name.endsWith(".async.ts")),
    );
  });
});

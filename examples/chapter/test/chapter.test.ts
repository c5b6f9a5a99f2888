// The chapter's programs print what CPython printed, at the times at which it did; counter-examples are reported.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { newEventLoop, setEventLoop } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { afterEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { servePages } from "../src/pages.ts";
import { type Program, ownStage } from "../src/program.ts";
import type { Score } from "../src/runner/compare.ts";
import { type Played, play } from "../src/runner/play.ts";

const here = (file: string): URL => new URL(file, import.meta.url);
const golden = JSON.parse(readFileSync(here("../golden.json"), "utf8")) as Score[];
const suffixes = ["", ".async"];

async function load(name: string): Promise<Program> {
  return ((await import(here(`../src/${name}.ts`).href)) as { program: Program }).program;
}

function playVirtual(program: Program): Promise<Played> {
  const loop = new VirtualEventLoop();
  const stage = { ...ownStage, block: (seconds: number): void => loop.advance(seconds) };
  return play(program, { makeLoop: () => loop, stage, stopAfter: 60 });
}

async function playReal(program: Program): Promise<Played> {
  const site = await servePages();
  const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-chapter-"));
  try {
    const edit = (text: string): string => text.replaceAll(site.url, ownStage.pages);
    return await play(program, {
      makeLoop: newEventLoop,
      stage: { ...ownStage, pages: site.url, folder },
      stopAfter: 60,
      edit,
    });
  } finally {
    site.close();
    rmSync(folder, { recursive: true });
  }
}

afterEach(() => {
  setEventLoop(null);
});

describe("The chapter's programs", () => {
  for (const { program, lines } of golden.filter(({ io, reports }) => io !== true && reports === undefined)) {
    for (const suffix of suffixes) {
      it(`${program}${suffix} prints what CPython prints, when CPython does`, async () => {
        expect(await playVirtual(await load(program + suffix))).toEqual({ lines, reports: [], failure: null });
      });
    }
  }

  for (const { program, lines, anyOrder } of golden.filter(({ io }) => io === true)) {
    const textsOf = (all: Score["lines"]): string[] => {
      const texts = all.map(({ text }) => text);
      return anyOrder === true ? texts.toSorted() : texts;
    };
    for (const suffix of suffixes) {
      it(`${program}${suffix} prints what CPython prints`, async () => {
        const played = await playReal(await load(program + suffix));
        expect(textsOf(played.lines)).toEqual(textsOf(lines));
        expect(played).toMatchObject({ reports: [], failure: null });
      });
    }
  }

  for (const { program, lines, reports = [] } of golden.filter(
    ({ io, reports }) => io !== true && reports !== undefined,
  )) {
    for (const suffix of suffixes) {
      it(`${program}${suffix} goes wrong as it should, and is reported`, async () => {
        const played = await playVirtual(await load(program + suffix));
        expect(played).toMatchObject({ lines, failure: null });
        expect(played.reports.map(({ text }) => text)).toEqual(
          reports.map((pattern) => expect.stringMatching(pattern) as string),
        );
      });
    }
  }

  it("have an async version each, and a line in golden.json", () => {
    const inFolder = (folder: string): string[] =>
      readdirSync(here(`../src/${folder}`))
        .filter((name) => /^\d.*\.ts$/.test(name))
        .map((name) => folder + name.replace(/\.ts$/, ""));
    const names = [...inFolder(""), ...inFolder("counterexamples/")].filter((name) => !name.startsWith("5.8.2_chat"));
    const wanted = golden.flatMap(({ program }) => [program, `${program}.async`]);
    expect(names.toSorted()).toEqual(wanted.toSorted());
  });
});

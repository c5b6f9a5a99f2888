// Finds the TypeScript in Markdown pages, and makes programs of it. Runs nothing.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * A program of a page: a block of ```` ```ts ````, with the blocks of ```` ```ts more ```` that continue it.
 *
 * ```` ```ts no-run ```` is compiled and not run (it needs what a test has not got). A block of ```` ```text ```` that follows
 * at once is what the program prints. After a group of blocks (`::: code-group`) it is what each of them prints.
 * A block of ```` ```text reports ```` after that, or in its place, has lines of what the program reports on standard error.
 */
export interface Program {
  readonly page: string;
  readonly line: number;
  readonly source: string;
  readonly runs: boolean;
  readonly prints: string | null;
  /** Lines of standard error, in their order; others may stand between them. `null`: nothing is reported. */
  readonly reports: readonly string[] | null;
}

/** The pages that are looked at, as paths below `root` with forward slashes. */
export function pagesBelow(root: string): string[] {
  const docs = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md") && !/^docs\/(?:api|node_modules)\//.test(name));
  const readmes = ["packages", "examples"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => /^[^/]+\/[^/]+\/README\.md$/.test(name)),
  );
  return ["README.md", ...readmes, ...docs].toSorted();
}

interface Block {
  readonly line: number;
  readonly language: string;
  readonly flags: readonly string[];
  readonly text: string;
  /** Whether only blank lines, and the end of a group, stand between the block before and this one. */
  readonly followsAtOnce: boolean;
  /** The number of the group in which it stands; 0: in none. */
  readonly group: number;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; fence: string; info: string[]; lines: string[]; followsAtOnce: boolean } | null = null;
  let onlyBlank = false;
  let groups = 0;
  let inGroup = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (open === null && fence !== null) {
      const info = (fence[2] ?? "").trim().split(/\s+/);
      open = { line: index + 1, fence: fence[1] ?? "", info, lines: [], followsAtOnce: onlyBlank };
    } else if (open !== null && fence !== null && fence[1] === open.fence && fence[2]?.trim() === "") {
      const [language = "", ...flags] = open.info;
      blocks.push({ ...open, language, flags, text: open.lines.join("\n"), group: inGroup ? groups : 0 });
      open = null;
      onlyBlank = true;
    } else if (open !== null) open.lines.push(line);
    else if (line.startsWith("::: code-group")) {
      groups++;
      inGroup = true;
      onlyBlank = false;
    } else if (line.trim() === ":::") inGroup = false;
    else if (line.trim() !== "") onlyBlank = false;
  }
  return blocks;
}

/** The programs of one page. */
export function programsOf(root: string, page: string): Program[] {
  const programs: Program[] = [];
  /** Of the programs, the group of each. */
  const groups: number[] = [];
  /** The block of TypeScript that a following block of text is about. */
  let subject: Block | null = null;
  for (const block of blocksOf(readFileSync(path.join(root, page), "utf8"))) {
    const last = programs.at(-1);
    if (block.language === "ts") {
      const runs = !block.flags.includes("no-run");
      if (!block.flags.includes("more")) {
        programs.push({ page, line: block.line, source: block.text, runs, prints: null, reports: null });
        groups.push(block.group);
      } else if (last !== undefined) {
        programs[programs.length - 1] = {
          ...last,
          source: `${last.source}\n${block.text}`,
          prints: null,
          reports: null,
        };
      }
    } else if (block.language === "text" && block.followsAtOnce && subject !== null) {
      const first = subject.group === 0 ? programs.length - 1 : groups.indexOf(subject.group);
      const said = block.flags.includes("reports") ? { reports: block.text.split("\n") } : { prints: block.text };
      for (let index = first; index < programs.length; index++) {
        programs[index] = { ...(programs[index] as Program), ...said };
      }
    }
    if (block.language !== "text") subject = block.language === "ts" ? block : null;
  }
  return programs;
}

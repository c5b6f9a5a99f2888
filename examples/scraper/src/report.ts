// The report: a line of JSON a page, written as the pages are done, and read again to go on.

import path from "node:path";

import { type Coroutine, OSError, Queue, asyncFor, asyncWith } from "tsyncio";
import { open, os, type TextFile } from "tsyncio/files";

import { mayPassLater } from "./fetcher.ts";
import { OutputError, reasonOf } from "./failures.ts";
import type { PageRecord } from "./options.ts";
import { writing } from "./store.ts";

/** Writes a report. */
export class Report {
  readonly #path: string;
  readonly #waiting = new Queue<PageRecord>();

  constructor(path: string) {
    this.#path = path;
  }

  /** It will be written, even if its task is cancelled now. */
  add(record: PageRecord): void {
    this.#waiting.putNowait(record);
  }

  /** No more will come. */
  finish(): void {
    this.#waiting.shutdown();
  }

  /**
   * Open the file.
   *
   * @param earlier what is there, to go on after it; `null`: begin anew
   * @throws {@link OutputError}
   */
  *open(earlier: Earlier | null): Coroutine<TextFile> {
    const mode = earlier === null ? "w" : "a";
    yield* writing(this.#path, os.makedirs(path.dirname(path.resolve(this.#path)), { existOk: true }));
    const file = yield* writing(this.#path, open(this.#path, mode, { encoding: "utf-8", newline: "\n" }));
    if (earlier?.isTorn === true) yield* writing(this.#path, file.write("\n"));
    return file;
  }

  /** Write what is added, until it is finished. @throws {@link OutputError} */
  *write(file: TextFile): Coroutine<void> {
    yield* asyncFor(this.#waiting, (record) => this.#writeLine(file, record));
  }

  *#writeLine(file: TextFile, record: PageRecord): Coroutine<void> {
    yield* writing(this.#path, file.write(lineOf(record)));
    // Whoever stops us now finds all that is done.
    if (this.#waiting.empty()) yield* writing(this.#path, file.flush());
  }
}

/** A record as the report has it. */
export const lineOf = (record: PageRecord): string => `${JSON.stringify(record)}\n`;

/** What was done before. */
export interface Earlier {
  /** By URL; of several records the last one. */
  readonly records: ReadonlyMap<string, PageRecord>;
  /** Whether the last line has no end: a machine went down while it was written. */
  readonly isTorn: boolean;
}

/** What a report says; nothing if there is none. @throws {@link OutputError} if it cannot be read. */
export function* readReport(path: string): Coroutine<Earlier> {
  const records = new Map<string, PageRecord>();
  let last = "\n";
  try {
    yield* asyncWith(open(path, "r", { encoding: "utf-8", errors: "replace" }), function* (file) {
      yield* asyncFor(file, (line: string) => {
        last = line;
        const record = recordOf(line);
        if (record !== null) records.set(record.url, record);
      });
    });
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    if (error.code !== "ENOENT") throw new OutputError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
  return { records, isTorn: !last.endsWith("\n") };
}

/** `null`: the line is none of ours, or was not written to its end. */
function recordOf(line: string): PageRecord | null {
  try {
    const record = JSON.parse(line) as Partial<PageRecord> | null;
    return typeof record?.url === "string" && URL.canParse(record.url) ? (record as PageRecord) : null;
  } catch {
    return null;
  }
}

/** Whether asking again would give the same. */
export function isSettled({ outcome, status }: PageRecord): boolean {
  if (outcome === "ok") return true;
  if (outcome === "skipped") return status !== null;
  return status !== null && status >= 400 && !mayPassLater(status);
}

// The command line: `copy-tree <source> <target>`.

import { sep } from "node:path";
import process from "node:process";

import { Command, InvalidArgumentError } from "commander";
import { KeyboardInterrupt, OSError, run } from "tsyncio";
import { Path } from "tsyncio/files";

import {
  type CopyOptions,
  type CopyResult,
  type Failure,
  type Progress,
  UnsuitablePath,
  copyTree,
} from "./copy_tree.ts";
import { BarDisplay, type Display, LineDisplay, counted, inBytes } from "./display.ts";

interface Options {
  jobs?: number;
  update: boolean;
  verify: boolean;
  fsync: boolean;
  checksums?: string;
  quiet: boolean;
}

/** Exit codes: all is copied; something is not; the command line is wrong; Ctrl-C. */
const ExitCode = { done: 0, incomplete: 1, usage: 2, interrupted: 130 } as const;

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number, 1 to 9999.");
}

async function copy(source: string, target: string, options: Options): Promise<void> {
  const display: Display | null = options.quiet
    ? null
    : process.stderr.isTTY
      ? new BarDisplay(process.stderr)
      : new LineDisplay(process.stdout);
  let last: Progress | null = null;
  const copyOptions: CopyOptions = {
    jobs: options.jobs,
    update: options.update,
    verify: options.verify,
    fsync: options.fsync,
    checksum: options.checksums !== undefined,
    onProgress: (progress) => {
      last = progress;
      display?.show(progress);
    },
  };
  const start = performance.now();
  try {
    const result = await run(async () => {
      try {
        const done = await copyTree(source, target, copyOptions);
        if (options.checksums !== undefined) await writeChecksums(options.checksums, done);
        return done;
      } finally {
        display?.end();
      }
    });
    tell(result, (performance.now() - start) / 1000, options);
  } catch (error) {
    tellFailure(error, last);
  }
}

/** In the format that `sha256sum --check` reads. Complete or not there at all, as every file that is copied. */
async function writeChecksums(file: string, { checksums }: CopyResult): Promise<void> {
  const names = [...checksums.keys()].toSorted();
  const text = names.map((name) => checksumLine(checksums.get(name) ?? "", name)).join("");
  const path = new Path(file);
  const temporary = path.withName(`.${path.name}.copy-tree`);
  try {
    await temporary.writeText(text, { newline: "\n" });
    await temporary.rename(path);
  } catch (error) {
    await temporary.unlink({ missingOk: true });
    throw error;
  }
}

/** A name with a line end in it is written as sha256sum writes it, with a mark before the line. */
function checksumLine(checksum: string, name: string): string {
  const portable = sep === "/" ? name : name.replaceAll(sep, "/");
  const escaped = portable.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${escaped === portable ? "" : "\\"}${checksum}  ${escaped}\n`;
}

function tell(result: CopyResult, seconds: number, { quiet, verify }: Options): void {
  for (const name of result.leftOut) warn(`left out, as it is neither a file nor a folder nor a link: ${name}`);
  for (const failure of result.failures) warn(inWords(failure));
  if (!quiet) {
    const rate = inBytes(Math.round(result.bytes / Math.max(seconds, 0.001)));
    const verified = verify ? " and verified" : "";
    console.log(
      `copied${verified} ${counted(result.copied, "file")} (${inBytes(result.bytes)}), ${counted(result.folders, "folder")} and ${counted(result.links, "link")} in ${seconds.toFixed(1)} s, ${rate}/s`,
    );
    if (result.skipped > 0) console.log(`skipped ${counted(result.skipped, "file")} that the target has already`);
  }
  if (result.gaveUp !== null) warn("gave up: nothing more can be written to the target");
  if (result.failures.length === 0) return;
  warn(`${result.failures.length} of the tree could not be copied; run it again with --update to go on`);
  process.exitCode = ExitCode.incomplete;
}

function inWords({ path, code, message }: Failure): string {
  const reason = reasons[code] ?? message;
  return `${path === "" ? "." : path}: ${reason}`;
}

/** Why the system refused, in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  ENOENT: "it is not there any more",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EROFS: "the target cannot be written to",
  EFBIG: "the file is too large for the target",
  EIO: "the disk fails",
  EISDIR: "the target has a folder of that name",
  ENOTEMPTY: "the target has a folder of that name",
  ENAMETOOLONG: "the name is too long for the target",
};

function tellFailure(error: unknown, last: Progress | null): void {
  if (error instanceof KeyboardInterrupt) {
    const isEarly = last === null || last.totalFiles === 0;
    const done = isEarly
      ? "no file is copied"
      : `${last.files} of ${counted(last.totalFiles, "file")} are copied, whole`;
    warn(`interrupted: ${done}; run it again with --update to go on`);
    process.exitCode = ExitCode.interrupted;
  } else if (error instanceof UnsuitablePath) {
    warn(error.message);
    process.exitCode = ExitCode.usage;
  } else if (error instanceof OSError) {
    warn(`${error.filename ?? "the target"}: ${reasons[error.code] ?? error.message}`);
    process.exitCode = ExitCode.incomplete;
  } else throw error;
}

function warn(text: string): void {
  console.error(`copy-tree: ${text}`);
}

const program = new Command("copy-tree")
  .description(
    "Copies what is in the folder <source> into the folder <target>, several files at a time. A file gets its name when it is complete: there is never half of one. Permissions, times, links and empty folders are kept.",
  )
  .argument("<source>", "the folder to copy from")
  .argument("<target>", "the folder to copy to; it is made if it is missing")
  .option("-j, --jobs <number>", "how many threads copy (default: one for each processor, at least 2)", wholeNumber)
  .option("-u, --update", "leave files alone that the target has with the same size and time", false)
  .option("--verify", "read each file again that was written, and compare its checksum", false)
  .option("--fsync", "have the disk confirm each file before it gets its name", false)
  .option("--checksums <file>", "write the SHA-256 of each file that was copied, for sha256sum --check")
  .option("-q, --quiet", "say only what goes wrong", false)
  .addHelpText(
    "after",
    `
Exit codes: 0, all is copied; 1, something could not be copied; 2, the command line is wrong; 130, stopped by Ctrl-C.
After Ctrl-C or an error the files in the target are whole, each of them; --update goes on where it stopped.`,
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? ExitCode.done : ExitCode.usage);
  })
  .action(copy);

await program.parseAsync();

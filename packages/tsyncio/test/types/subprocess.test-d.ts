// The types of subprocesses, signals and the standard streams. It has passed once it compiles.

import {
  type Awaitable,
  type EventLoop,
  PIPE,
  type Process,
  type ReadTransport,
  type StreamReader,
  type StreamWriter,
  SubprocessProtocol,
  type SubprocessTransport,
  type WriteTransport,
  createSubprocessExec,
  createSubprocessShell,
  openStdin,
  openStdout,
} from "tsyncio";

import { expectTypeOf } from "../support/suite.ts";

declare const loop: EventLoop;
declare const process: Process;
declare const stream: object;

class Own extends SubprocessProtocol {
  own = 1;
}

expectTypeOf(createSubprocessExec("git")).toEqualTypeOf<Awaitable<Process>>();
expectTypeOf(createSubprocessExec("git", "status", "-s")).toEqualTypeOf<Awaitable<Process>>();
expectTypeOf(createSubprocessExec("git", "status", { stdout: PIPE, killOnCancel: true })).toEqualTypeOf<
  Awaitable<Process>
>();
expectTypeOf(createSubprocessShell("git status | wc -l", { cwd: "." })).toEqualTypeOf<Awaitable<Process>>();
// @ts-expect-error -- the options come last
void createSubprocessExec("git", { stdout: PIPE }, "status");
// @ts-expect-error -- there is no such option
void createSubprocessExec("git", { stduot: PIPE });
// @ts-expect-error -- a list is spread
void createSubprocessExec("git", ["status"]);

expectTypeOf(process.stdin).toEqualTypeOf<StreamWriter | null>();
expectTypeOf(process.stdout).toEqualTypeOf<StreamReader | null>();
expectTypeOf(process.returncode).toEqualTypeOf<number | null>();
expectTypeOf(process.wait()).toEqualTypeOf<Awaitable<number>>();
expectTypeOf(process.communicate()).toExtend<Awaitable<[Uint8Array | null, Uint8Array | null]>>();
// @ts-expect-error -- bytes, not text
void process.communicate("text");

expectTypeOf(loop.subprocessExec(() => new Own(), "git")).toEqualTypeOf<Awaitable<[SubprocessTransport, Own]>>();
expectTypeOf(loop.connectReadPipe(() => new Own(), stream)).toEqualTypeOf<Awaitable<[ReadTransport, Own]>>();
expectTypeOf(loop.connectWritePipe(() => new Own(), stream)).toEqualTypeOf<Awaitable<[WriteTransport, Own]>>();
expectTypeOf(loop.removeSignalHandler("SIGTERM")).toEqualTypeOf<boolean>();
expectTypeOf(openStdin()).toEqualTypeOf<Awaitable<StreamReader>>();
expectTypeOf(openStdout()).toEqualTypeOf<Awaitable<StreamWriter>>();

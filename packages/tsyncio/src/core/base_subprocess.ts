// Checks what a program is to be started with, and hands it to the host. No process, no I/O.

import type { EventLoop } from "./base_events.ts";
import { type Awaitable, GeneratorAwaitable, describe } from "./coroutines.ts";
import { NotImplementedError, ValueError } from "./exceptions.ts";
import type { HostProcesses, SpawnRequest, StdioRequest } from "./host.ts";
import type { SubprocessProtocol } from "./protocols.ts";
import type { SubprocessTransport } from "./transports.ts";

/** As `stdin`, `stdout` or `stderr`: a pipe between this program and the other. @see CPython `asyncio.subprocess.PIPE` */
export const PIPE = -1;

/** As `stderr`: to where standard output goes. @see CPython `asyncio.subprocess.STDOUT` */
export const STDOUT = -2;

/** As `stdin`, `stdout` or `stderr`: nothing comes, and what is written is dropped. @see CPython `asyncio.subprocess.DEVNULL` */
export const DEVNULL = -3;

/** How a program is started. */
export interface SubprocessOptions {
  /**
   * Standard input: `null` shares this program's, {@link PIPE}, {@link DEVNULL}, or the number of an open file.
   *
   * @defaultValue `null`; for `loop.subprocessExec` and `loop.subprocessShell` {@link PIPE}
   */
  stdin?: number | null;
  /** Standard output, the same way. */
  stdout?: number | null;
  /** Standard error, the same way, or {@link STDOUT}. */
  stderr?: number | null;
  /** The directory to run in. @defaultValue this program's */
  cwd?: string | null;
  /** All variables of its environment. @defaultValue this program's */
  env?: Readonly<Record<string, string>> | null;
  /** Run it in a session of its own, so that Ctrl-C in the terminal does not reach it. @defaultValue false */
  startNewSession?: boolean;
}

/** What follows the program's name: its arguments, then options if there are any. */
export type ProgramArguments<Options> = string[] | [...args: string[], options: Options];

/** Take the options off the arguments. @internal */
export function splitArguments<Options extends object>(
  rest: readonly unknown[],
): { args: readonly unknown[]; options: Options | undefined } {
  const last = rest.at(-1);
  const hasOptions = typeof last === "object" && last !== null && !Array.isArray(last);
  if (!hasOptions) return { args: rest, options: undefined };
  return { args: rest.slice(0, -1), options: last as Options };
}

/** @internal */
export function subprocessExec<P extends SubprocessProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  program: string,
  rest: readonly unknown[],
): Awaitable<[SubprocessTransport, P]> {
  const processes = processesOf(loop, "subprocessExec()");
  checkFactory(protocolFactory);
  const { args, options } = splitArguments<SubprocessOptions>(rest);
  const names = args.map((arg, index) => checkText(`args[${index}]`, arg));
  const request = requestOf(checkProgram("program", program), names, false, options ?? {});
  return new GeneratorAwaitable(processes.spawn(loop, protocolFactory, request));
}

/** @internal */
export function subprocessShell<P extends SubprocessProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  command: string,
  options: SubprocessOptions = {},
): Awaitable<[SubprocessTransport, P]> {
  const processes = processesOf(loop, "subprocessShell()");
  checkFactory(protocolFactory);
  const request = requestOf(checkProgram("command", command), [], true, options);
  return new GeneratorAwaitable(processes.spawn(loop, protocolFactory, request));
}

function requestOf(program: string, args: string[], shell: boolean, options: SubprocessOptions): SpawnRequest {
  const { stdin = PIPE, stdout = PIPE, stderr = PIPE, cwd = null, env = null, startNewSession = false } = options;
  if (typeof startNewSession !== "boolean")
    throw new TypeError(`startNewSession must be true or false, got ${describe(startNewSession)}`);
  const output = checkStdio("stdout", stdout);
  return {
    program,
    args,
    shell,
    stdin: checkStdio("stdin", stdin),
    stdout: output,
    stderr: stderr === STDOUT ? (output === "inherit" ? 1 : output) : checkStdio("stderr", stderr),
    joined: stderr === STDOUT && output === "pipe",
    cwd: cwd === null ? null : checkProgram("cwd", cwd),
    env: env === null ? null : checkEnv(env),
    newSession: startNewSession,
  };
}

function processesOf(loop: EventLoop, call: string): HostProcesses {
  const host = loop._host;
  if (host.processes !== undefined) return host.processes;
  throw new NotImplementedError(`${call} needs processes, and the host "${host.name}" has none`);
}

function checkFactory(protocolFactory: unknown): void {
  if (typeof protocolFactory === "function") return;
  throw new TypeError(`protocolFactory must be a function that makes a protocol, got ${describe(protocolFactory)}`);
}

function checkText(argument: string, text: unknown): string {
  if (typeof text !== "string") throw new TypeError(`${argument} must be a text, got ${describe(text)}`);
  if (text.includes("\0")) throw new ValueError(`${argument} must have no null character, got ${describe(text)}`);
  return text;
}

function checkProgram(argument: string, text: unknown): string {
  const checked = checkText(argument, text);
  if (checked === "") throw new ValueError(`${argument} must not be empty`);
  return checked;
}

function checkStdio(argument: string, value: unknown): StdioRequest {
  if (value === null) return "inherit";
  if (value === PIPE) return "pipe";
  if (value === DEVNULL) return "ignore";
  if (typeof value !== "number") throw new TypeError(`${argument} must be a number or null, got ${describe(value)}`);
  if (value === STDOUT) throw new ValueError(`${argument} cannot be STDOUT: only stderr can`);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new ValueError(`${argument} must be PIPE, DEVNULL or the number of an open file, got ${value}`);
}

function checkEnv(env: unknown): Record<string, string> {
  if (typeof env !== "object" || env === null || Array.isArray(env))
    throw new TypeError(`env must be an object of texts, got ${describe(env)}`);
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    checkText("the names of env", name);
    checked[name] = checkText(`env.${name}`, value);
  }
  return checked;
}

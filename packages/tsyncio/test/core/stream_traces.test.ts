// Replays what a StreamReader of CPython's was seen to do, conformance/streams/traces/reader.json, in both dialects. No sockets.

import { readFileSync } from "node:fs";

import {
  ConnectionResetError,
  type Coroutine,
  IncompleteReadError,
  LimitOverrunError,
  type ReadTransport,
  StreamReader,
  type Task,
  ValueError,
  createTask,
  sleep,
  wait as waitForAll,
} from "tsyncio";

import { type Dialect, bothDialects, isCancelled } from "../support/dialects.ts";
import { expect } from "../support/suite.ts";

type Op = ["feed", string] | ["eof" | "error" | "cancel" | "readline"] | ["readuntil", string[]] | Counted;
type Counted = ["readexactly" | "read", number];

interface Trace {
  readonly limit: number;
  readonly ops: readonly Op[];
  /** What came of it: outcomes of reads, calls of the transport, and after each step the size of the buffer and `atEof()`. */
  readonly seen: readonly unknown[];
}

const file = new URL("../../../../conformance/streams/traces/reader.json", import.meta.url);
const traces = JSON.parse(readFileSync(file, "utf8")) as Trace[];

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytes = (text: string): Uint8Array => encoder.encode(text);
const text = (data: Uint8Array): string => decoder.decode(data);

function* read({ wait }: Dialect, reader: StreamReader, op: Op): Coroutine<unknown[]> {
  try {
    const data = yield* wait(
      op[0] === "readuntil"
        ? reader.readuntil(op[1].map(bytes))
        : op[0] === "readexactly"
          ? reader.readexactly(op[1])
          : op[0] === "read"
            ? reader.read(op[1])
            : reader.readline(),
    );
    return ["read", text(data)];
  } catch (error) {
    if (error instanceof IncompleteReadError) return ["incomplete", text(error.partial), error.expected];
    if (error instanceof LimitOverrunError) return ["limit", error.consumed, error.message];
    if (error instanceof ValueError || error instanceof ConnectionResetError) return [error.name, error.message];
    if (isCancelled(error)) return ["cancelled"];
    throw error;
  }
}

/** Play one, step by step as it was recorded. */
function* play(dialect: Dialect, { limit, ops }: Trace): Coroutine<unknown[]> {
  const { wait, fn } = dialect;
  const seen: unknown[] = [];
  const reader = new StreamReader({ limit });
  reader.setTransport({
    pauseReading: () => void seen.push("pause"),
    resumeReading: () => void seen.push("resume"),
  } as ReadTransport);
  let ended = false;
  let task: Task<unknown[]> | null = null;
  let readsAll = false;
  for (const op of ops) {
    if (op[0] === "feed") {
      if (!ended) reader.feedData(bytes(op[1]));
    } else if (op[0] === "eof") {
      if (!ended) reader.feedEof();
      ended = true;
    } else if (op[0] === "error" || op[0] === "cancel") {
      // What read(-1) has collected CPython loses.
      const isSkipped = task !== null && readsAll;
      if (!isSkipped && op[0] === "error") reader.setException(new ConnectionResetError("reset"));
      else if (!isSkipped) task?.cancel();
    } else if (task === null) {
      readsAll = op[0] === "read" && op[1] < 0;
      task = createTask(fn(() => read(dialect, reader, op)));
    }
    for (let i = 0; i < 4; i++) yield* wait(sleep(0));
    if (task?.done() === true) {
      seen.push(task.result());
      task = null;
    }
    seen.push([reader._buffer.size, reader.atEof()]);
  }
  if (task === null) return seen;
  const count = seen.length;
  task.cancel();
  yield* wait(waitForAll([task]));
  // What a read(-1) puts back may be more than a reader should hold; CPython loses it.
  if (readsAll) seen.length = count;
  seen.push("waits");
  return seen;
}

bothDialects(
  "a reader does in hundreds of random programs exactly what CPython's was seen to do",
  function* (dialect) {
    for (const trace of traces) {
      const seen = yield* play(dialect, trace);
      expect(seen, JSON.stringify({ limit: trace.limit, ops: trace.ops })).toEqual(trace.seen);
    }
    return traces.length;
  },
  ({ result }) => expect(result).toBe(400),
);

// Streams over a transport that the tests play themselves: readers fed by hand, writers that are paused. No sockets.

import fc from "fast-check";
import {
  type Coroutine,
  ConnectionResetError,
  IncompleteReadError,
  LimitOverrunError,
  NotImplementedError,
  RuntimeError,
  StreamReader,
  StreamReaderProtocol,
  StreamWriter,
  type Task,
  TimeoutError,
  Transport,
  ValueError,
  aiter,
  allTasks,
  anext,
  asyncContextManager,
  asyncFor,
  asyncWith,
  createTask,
  currentTask,
  getRunningLoop,
  openConnection,
  sleep,
  startServer,
  wait as waitForAll,
  waitFor,
} from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { ByteQueue } from "../../src/core/collections/byte_queue.ts";
import { bothDialects, inBothDialects, isCancelled, state } from "../support/dialects.ts";
import { FakeHost, FakeHostLoop } from "../support/fake_host.ts";
import { describe, expect, it } from "../support/suite.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

/** A reader that has `pieces` in it. */
function readerOf(...pieces: string[]): StreamReader {
  const reader = new StreamReader();
  for (const piece of pieces) reader.feedData(bytes(piece));
  return reader;
}

function ended(reader: StreamReader): StreamReader {
  reader.feedEof();
  return reader;
}

/** What is left in a reader. */
function rest(reader: StreamReader): string {
  return text(reader._buffer.take(reader._buffer.size));
}

/** A transport that notes what is asked of it, and loses its connection in the iteration after `close()`. */
class PlayedTransport extends Transport {
  readonly calls: string[] = [];
  protocol: StreamReaderProtocol | null = null;
  closing = false;

  note(call: string): void {
    this.calls.push(call);
  }

  isClosing(): boolean {
    return this.closing;
  }
  close(): void {
    if (this.closing) return;
    this.lose(null);
  }
  abort(): void {
    this.close();
  }
  lose(error: unknown): void {
    this.closing = true;
    getRunningLoop().callSoon(() => this.protocol?.connectionLost(error));
  }
  setProtocol(): void {}
  getProtocol(): StreamReaderProtocol {
    return this.protocol as StreamReaderProtocol;
  }
  isReading(): boolean {
    return true;
  }
  pauseReading(): void {
    this.note("pause");
  }
  resumeReading(): void {
    this.note("resume");
  }
  setWriteBufferLimits(): void {}
  getWriteBufferSize(): number {
    return 0;
  }
  getWriteBufferLimits(): [number, number] {
    return [0, 0];
  }
  write(data: Uint8Array): void {
    this.note(`write ${text(data)}`);
  }
  writelines(chunks: Iterable<Uint8Array>): void {
    for (const chunk of chunks) this.write(chunk);
  }
  writeEof(): void {
    this.note("eof");
  }
  canWriteEof(): boolean {
    return true;
  }
}

/** A pair of streams over a transport that the test plays. */
function connection(): {
  transport: PlayedTransport;
  protocol: StreamReaderProtocol;
  reader: StreamReader;
  writer: StreamWriter;
} {
  const reader = new StreamReader();
  const protocol = new StreamReaderProtocol(reader);
  const transport = new PlayedTransport();
  transport.protocol = protocol;
  protocol.connectionMade(transport);
  return { transport, protocol, reader, writer: new StreamWriter(transport, protocol, reader) };
}

const errorOf = (task: Task<unknown>): Error => task.exception() as Error;

describe("StreamReader.read", () => {
  bothDialects(
    "gives what is there, up to what is asked for, across pieces",
    function* ({ wait, log }) {
      const reader = readerOf("hello ", "wor", "ld");
      for (const n of [0, 3, 5, 100]) log(n, `[${text(yield* wait(reader.read(n)))}]`);
    },
    ({ events }) => expect(events).toEqual(["0 []", "3 [hel]", "5 [lo wo]", "100 [rld]"]),
  );

  bothDialects(
    "waits when there is nothing, and goes on with the first byte",
    function* ({ wait, log }) {
      const reader = readerOf();
      const task = createTask(reader.read(100));
      yield* wait(sleep(1));
      log(task.done());
      reader.feedData(bytes("x"));
      log(text(yield* wait(task)));
    },
    ({ events }) => expect(events).toEqual(["false", "x"]),
  );

  bothDialects(
    "gives all until the end of the input without a number",
    function* ({ wait, log }) {
      const reader = readerOf("a");
      const task = createTask(reader.read());
      yield* wait(sleep(0));
      reader.feedData(bytes("b"));
      yield* wait(sleep(1));
      log(task.done());
      ended(reader);
      log(text(yield* wait(task)));
    },
    ({ events }) => expect(events).toEqual(["false", "ab"]),
  );

  bothDialects(
    "gives nothing at the end of the input, again and again",
    function* ({ wait, log }) {
      const reader = ended(readerOf());
      for (const n of [5, -1, 5]) log((yield* wait(reader.read(n))).length);
      log(reader.atEof());
    },
    ({ events }) => expect(events).toEqual(["0", "0", "0", "true"]),
  );

  bothDialects(
    "keeps what a cancelled read(-1) had collected",
    function* ({ wait }) {
      const reader = readerOf("collected ");
      const task = createTask(reader.read());
      yield* wait(sleep(0));
      reader.feedData(bytes("and more, "));
      yield* wait(sleep(0));
      task.cancel();
      yield* wait(waitForAll([task]));
      reader.feedData(bytes("then the rest"));
      ended(reader);
      return text(yield* wait(reader.read()));
    },
    ({ result }) => expect(result).toBe("collected and more, then the rest"),
  );

  it("refuses a number that is none at the call", () => {
    const reader = new StreamReader();
    expect(() => reader.read(1.5)).toThrow(new TypeError("n must be a whole number, got 1.5"));
    expect(() => reader.read("3" as never)).toThrow('n must be a whole number, got "3"');
    expect(() => reader.readexactly(-1)).toThrow(new ValueError("readexactly size can not be less than zero, got -1"));
  });
});

describe("StreamReader.readline", () => {
  bothDialects(
    "joins a line that comes in pieces",
    function* ({ wait, log }) {
      const reader = readerOf("fir");
      const task = createTask(reader.readline());
      for (const piece of ["st", " line\nsec", "ond\n"]) {
        yield* wait(sleep(0));
        log(task.done());
        reader.feedData(bytes(piece));
      }
      log(JSON.stringify(text(yield* wait(task))), JSON.stringify(text(yield* wait(reader.readline()))));
    },
    ({ events }) => expect(events).toEqual(["false", "false", "true", '"first line\\n" "second\\n"']),
  );

  bothDialects(
    "gives the last line without a newline, then nothing",
    function* ({ wait, log }) {
      const reader = ended(readerOf("a\npartial"));
      for (let i = 0; i < 4; i++) log(JSON.stringify(text(yield* wait(reader.readline()))));
    },
    ({ events }) => expect(events).toEqual(['"a\\n"', '"partial"', '""', '""']),
  );

  bothDialects(
    "drops a line that is too long, and the line only, if it has come in whole",
    function* ({ wait, log }) {
      const reader = new StreamReader({ limit: 5 });
      reader.feedData(bytes("xxxxxxxxx\nok\n"));
      const failed = createTask(reader.readline());
      yield* wait(waitForAll([failed]));
      log(errorOf(failed).name, errorOf(failed).message);
      log(text(yield* wait(reader.readline())));
    },
    ({ events }) => expect(events).toEqual(["ValueError Separator is found, but chunk is longer than limit", "ok\n"]),
  );

  bothDialects(
    "drops all that is there of a line that is too long and goes on",
    function* ({ wait, log }) {
      const reader = new StreamReader({ limit: 5 });
      reader.feedData(bytes("xxxxxxxxx"));
      const failed = createTask(reader.readline());
      yield* wait(waitForAll([failed]));
      log(errorOf(failed).name, errorOf(failed).message);
      reader.feedData(bytes("next\n"));
      ended(reader);
      log(text(yield* wait(reader.readline())), (yield* wait(reader.readline())).length);
    },
    ({ events }) =>
      expect(events).toEqual(["ValueError Separator is not found, and chunk exceed the limit", "next\n 0"]),
  );

  bothDialects(
    "takes a line of exactly the limit",
    function* ({ wait }) {
      const reader = new StreamReader({ limit: 5 });
      reader.feedData(bytes("12345\n"));
      return text(yield* wait(reader.readline()));
    },
    ({ result }) => expect(result).toBe("12345\n"),
  );
});

describe("StreamReader.readexactly", () => {
  bothDialects(
    "waits until there is enough, and takes no more",
    function* ({ wait, log }) {
      const reader = readerOf("ab");
      log((yield* wait(reader.readexactly(0))).length);
      const task = createTask(reader.readexactly(5));
      yield* wait(sleep(0));
      reader.feedData(bytes("cd"));
      yield* wait(sleep(0));
      log(task.done());
      reader.feedData(bytes("efg"));
      log(text(yield* wait(task)), rest(reader));
    },
    ({ events }) => expect(events).toEqual(["0", "false", "abcde fg"]),
  );

  bothDialects(
    "hands over what was there when the input ends before",
    function* ({ wait, log }) {
      const reader = ended(readerOf("cde"));
      const failed = createTask(reader.readexactly(5));
      yield* wait(waitForAll([failed]));
      const error = errorOf(failed) as IncompleteReadError;
      log(error instanceof IncompleteReadError, error.message, text(error.partial), error.expected);
      log(reader.atEof());
    },
    ({ events }) => expect(events).toEqual(["true 3 bytes read on a total of 5 expected bytes cde 5", "true"]),
  );
});

describe("StreamReader.readuntil", () => {
  bothDialects(
    "finds a separator that is split between pieces, and one that begins twice",
    function* ({ wait, log }) {
      const reader = readerOf();
      const task = createTask(reader.readuntil(bytes("\r\n")));
      for (const piece of ["ab\r", "\r", "\nrest"]) {
        yield* wait(sleep(0));
        log(task.done());
        reader.feedData(bytes(piece));
      }
      log(JSON.stringify(text(yield* wait(task))), rest(reader));
    },
    ({ events }) => expect(events).toEqual(["false", "false", "false", '"ab\\r\\r\\n" rest']),
  );

  bothDialects(
    "takes of several separators the one that ends first",
    function* ({ wait, log }) {
      const reader = readerOf("aXYZb;c");
      log(text(yield* wait(reader.readuntil([bytes("XYZ"), bytes("XY"), bytes(";")]))));
      log(text(yield* wait(reader.readuntil([bytes(";"), bytes("XY")]))), rest(reader));
    },
    ({ events }) => expect(events).toEqual(["aXY", "Zb; c"]),
  );

  bothDialects(
    "leaves the bytes where they are when the limit is passed, and says how many may be read",
    function* ({ wait, log }) {
      for (const piece of ["xxxxxxxxx--ok--", "xxxxxxxxx-", "xxxxxxxxx"]) {
        const reader = new StreamReader({ limit: 5 });
        reader.feedData(bytes(piece));
        const failed = createTask(reader.readuntil(bytes("--")));
        yield* wait(waitForAll([failed]));
        const error = errorOf(failed) as LimitOverrunError;
        log(
          error instanceof LimitOverrunError,
          error.message,
          error.consumed,
          text(yield* wait(reader.readexactly(error.consumed))),
          rest(reader),
        );
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "true Separator is found, but chunk is longer than limit 9 xxxxxxxxx --ok--",
        "true Separator is not found, and chunk exceed the limit 9 xxxxxxxxx -",
        "true Separator is not found, and chunk exceed the limit 8 xxxxxxxx x",
      ]),
  );

  bothDialects(
    "hands over what was there when the input ends before",
    function* ({ wait, log }) {
      const reader = ended(readerOf("partial"));
      const failed = createTask(reader.readuntil());
      yield* wait(waitForAll([failed]));
      const error = errorOf(failed) as IncompleteReadError;
      log(text(error.partial), error.expected, reader.atEof());
    },
    ({ events }) => expect(events).toEqual(["partial null true"]),
  );

  it("refuses separators of nothing, and none, at the call", () => {
    const reader = new StreamReader();
    expect(() => reader.readuntil(bytes(""))).toThrow(new ValueError("Separator should be at least one-byte string"));
    expect(() => reader.readuntil([])).toThrow(new ValueError("Separator should contain at least one element"));
    expect(() => reader.readuntil([bytes("a"), bytes("")])).toThrow("at least one-byte");
    expect(() => reader.readuntil("\n" as never)).toThrow(new TypeError('separator must be a Uint8Array, got "\\n"'));
  });
});

describe("StreamReader", () => {
  bothDialects(
    "lets one task read at a time, and does not disturb it when another tries",
    function* ({ wait, log }) {
      const reader = readerOf();
      const first = createTask(reader.readline());
      yield* wait(sleep(0));
      const second = createTask(reader.read(5));
      yield* wait(waitForAll([second]));
      log(errorOf(second).name, errorOf(second).message);
      reader.feedData(bytes("line\n"));
      log(text(yield* wait(first)));
    },
    ({ events }) =>
      expect(events).toEqual([
        "RuntimeError read() called while another coroutine is already waiting for incoming data",
        "line\n",
      ]),
  );

  bothDialects(
    "wakes a reader that began to wait when another was woken and had not gone on yet",
    function* ({ wait, log, loop }) {
      const reader = readerOf();
      const first = createTask(reader.read(5));
      yield* wait(sleep(0));
      reader.feedData(bytes("x"));
      // The first is woken and has not run. The second takes its byte, and the third waits.
      const second = loop.createTask(reader.read(5), { eagerStart: true });
      const third = loop.createTask(reader.read(5), { eagerStart: true });
      yield* wait(waitForAll([first]));
      reader.feedData(bytes("y"));
      yield* wait(waitForAll([third]));
      log(text(second.result()), errorOf(first).name, text(third.result()));
    },
    ({ events }) => expect(events).toEqual(["x RuntimeError y"]),
  );

  bothDialects(
    "loses nothing when reads are timed out and cancelled",
    function* ({ wait, log }) {
      const reader = readerOf("first ");
      const reads = [
        () => reader.readline(),
        () => reader.readexactly(1000),
        () => reader.readuntil(bytes("--")),
        () => reader.read(),
      ];
      for (const read of reads) {
        const task = createTask(waitFor(read(), 1));
        yield* wait(waitForAll([task]));
        log(errorOf(task) instanceof TimeoutError);
        reader.feedData(bytes("more "));
      }
      reader.feedData(bytes("\n"));
      log(text(yield* wait(reader.readline())));
    },
    ({ events }) => expect(events).toEqual(["true", "true", "true", "true", "first more more more more \n"]),
  );

  bothDialects(
    "loses nothing when a read is cancelled in the turn in which its data comes",
    function* ({ wait }) {
      const reader = readerOf();
      const task = createTask(reader.readline());
      yield* wait(sleep(0));
      reader.feedData(bytes("line\n"));
      task.cancel();
      yield* wait(waitForAll([task]));
      return [task.cancelled(), text(yield* wait(reader.readline()))];
    },
    ({ result }) => expect(result).toEqual([true, "line\n"]),
  );

  bothDialects(
    "throws the connection's error in the read that waits and in all later ones, buffered data or not",
    function* ({ wait, log }) {
      const reader = readerOf("no newline");
      const waiting = createTask(reader.readline());
      yield* wait(sleep(0));
      reader.setException(new ConnectionResetError("reset"));
      yield* wait(waitForAll([waiting]));
      log(state(waiting));
      const later = [reader.read(1), reader.read(), reader.readline(), reader.readexactly(0)].map((read) =>
        createTask(read),
      );
      yield* wait(waitForAll(later));
      log(later.map(state).join());
      log(reader.exception());
    },
    ({ events }) => {
      const reset = "ConnectionResetError('reset')";
      expect(events).toEqual([reset, [reset, reset, reset, reset].join(), "ConnectionResetError: reset"]);
    },
  );

  // Hangs in every CPython (hazard 844, gh-75044).
  bothDialects(
    "throws an error that came in the same turn as data that is not enough",
    function* ({ wait, log }) {
      const reads: ((reader: StreamReader) => ReturnType<StreamReader["read"]>)[] = [
        (reader) => reader.readline(),
        (reader) => reader.readexactly(100),
        (reader) => reader.readuntil(bytes("--")),
        (reader) => reader.read(),
      ];
      for (const read of reads) {
        const reader = readerOf();
        const task = createTask(waitFor(read(reader), 5));
        for (let i = 0; i < 3; i++) yield* wait(sleep(0));
        reader.feedData(bytes("not enough"));
        reader.setException(new ConnectionResetError("reset"));
        yield* wait(waitForAll([task]));
        log(state(task));
      }
    },
    ({ events }) => expect(events).toEqual(Array.from({ length: 4 }, () => "ConnectionResetError('reset')")),
  );

  bothDialects(
    "still gives the line that came just before the error",
    function* ({ wait, log }) {
      const reader = readerOf();
      const task = createTask(reader.readline());
      yield* wait(sleep(0));
      reader.feedData(bytes("the line\n"));
      reader.setException(new ConnectionResetError("reset"));
      yield* wait(waitForAll([task]));
      log(text(task.result()).trim());
    },
    ({ events }) => expect(events).toEqual(["the line"]),
  );

  bothDialects(
    "pauses its transport above twice the limit, and resumes it at the limit",
    function* ({ wait, log }) {
      const reader = new StreamReader({ limit: 4 });
      const transport = new PlayedTransport();
      reader.setTransport(transport);
      for (const piece of ["12345678", "9", "abc"]) {
        reader.feedData(bytes(piece));
        transport.note(`fed ${piece}`);
      }
      for (const n of [5, 2, 1, 4]) {
        const data = text(yield* wait(reader.read(n)));
        transport.note(`read ${data}`);
      }
      log(transport.calls.join("; "));
    },
    ({ events }) =>
      expect(events).toEqual(["fed 12345678; pause; fed 9; fed abc; read 12345; read 67; resume; read 8; read 9abc"]),
  );

  bothDialects(
    "resumes a paused transport when a read needs more than the limit",
    function* ({ wait, log }) {
      const reader = new StreamReader({ limit: 4 });
      const transport = new PlayedTransport();
      reader.setTransport(transport);
      reader.feedData(bytes("123456789"));
      const task = createTask(reader.readexactly(10));
      yield* wait(sleep(0));
      log(transport.calls.join());
      reader.feedData(bytes("0"));
      log(text(yield* wait(task)));
    },
    ({ events }) => expect(events).toEqual(["pause,resume", "1234567890"]),
  );

  bothDialects(
    "pauses again for what a cancelled read(-1) puts back",
    function* ({ wait, log }) {
      const reader = new StreamReader({ limit: 4 });
      const transport = new PlayedTransport();
      reader.setTransport(transport);
      const task = createTask(reader.read());
      for (let i = 0; i < 3; i++) {
        yield* wait(sleep(0));
        reader.feedData(bytes("1234"));
      }
      yield* wait(sleep(0));
      task.cancel();
      yield* wait(waitForAll([task]));
      log(transport.calls.join(), rest(reader));
    },
    ({ events }) => expect(events).toEqual(["pause 123412341234"]),
  );

  inBothDialects(
    "gives its lines to an iteration",
    {
      generator: function* ({ log }) {
        yield* asyncFor(ended(readerOf("1\n2\n3")), function* (line): Coroutine {
          log(JSON.stringify(text(line)));
        });
      },
      async: async ({ log }) => {
        for await (const line of ended(readerOf("1\n2\n3"))) log(JSON.stringify(text(line)));
      },
    },
    ({ events }) => expect(events).toEqual(['"1\\n"', '"2\\n"', '"3"']),
  );

  bothDialects(
    "can be cancelled in an iteration, with nothing lost",
    function* ({ wait }) {
      const reader = readerOf("half");
      const task = createTask(anext(aiter(reader)));
      yield* wait(sleep(1));
      task.cancel();
      yield* wait(waitForAll([task]));
      reader.feedData(bytes(" a line\n"));
      return [task.cancelled(), text(yield* wait(anext(aiter(reader))))];
    },
    ({ result }) => expect(result).toEqual([true, "half a line\n"]),
  );

  bothDialects(
    "says that it is at the end only when all was read",
    function* ({ wait, log }) {
      const reader = ended(readerOf("x"));
      log(reader.atEof());
      yield* wait(reader.read(1));
      log(reader.atEof());
    },
    ({ events }) => expect(events).toEqual(["false", "true"]),
  );

  bothDialects(
    "refuses to start one read twice",
    function* ({ wait, log }) {
      const read = readerOf("ab").read(1);
      log(text(yield* wait(read)));
      const again = createTask(function* () {
        yield* read;
      });
      yield* wait(waitForAll([again]));
      log(state(again));
    },
    ({ events }) => expect(events).toEqual(["a", "RuntimeError('cannot reuse already awaited coroutine')"]),
  );

  it("refuses what is no bytes, bytes after the end, a second transport and a limit that is none", () => {
    const reader = new StreamReader();
    expect(() => reader.feedData("text" as never)).toThrow(new TypeError('data must be a Uint8Array, got "text"'));
    reader.setTransport(new PlayedTransport());
    expect(() => reader.setTransport(new PlayedTransport())).toThrow(RuntimeError);
    reader.feedEof();
    expect(() => reader.feedData(bytes("x"))).toThrow(new RuntimeError("feedData() after feedEof()"));
    for (const limit of [0, -1, Number.NaN]) expect(() => new StreamReader({ limit })).toThrow(ValueError);
  });

  it("reads any input rightly, however it is cut up", async () => {
    const piece = fc.uint8Array({ maxLength: 20, max: 12 }); // plenty of newlines, which are 10
    const request = fc.oneof(
      fc.record({ kind: fc.constant("read" as const), n: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ kind: fc.constant("readline" as const), n: fc.constant(0) }),
      fc.record({ kind: fc.constant("readexactly" as const), n: fc.integer({ min: 0, max: 30 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.array(request, { maxLength: 60 }), (pieces, requests) =>
        runVirtual(function* () {
          const reader = new StreamReader({ limit: 1000 });
          const all = pieces.flatMap((one) => [...one]);
          let at = 0;
          createTask(function* () {
            for (const one of pieces) {
              reader.feedData(one);
              yield* sleep(1);
            }
            reader.feedEof();
          });
          for (const { kind, n } of requests) {
            let data: Uint8Array;
            try {
              data = yield* kind === "readline" ? reader.readline() : reader[kind](n);
            } catch (error) {
              data = (error as IncompleteReadError).partial;
            }
            const end = all.indexOf(10, at) + 1;
            if (kind === "readline") expect(data.length).toBe((end > 0 ? end : all.length) - at);
            if (kind === "readexactly") expect(data.length).toBe(Math.min(n, all.length - at));
            if (kind === "read") expect(data.length <= n && (data.length > 0 || at === all.length)).toBe(true);
            expect([...data]).toEqual(all.slice(at, at + data.length));
            at += data.length;
          }
        }),
      ),
      { numRuns: 60 },
    );
  });
});

describe("ByteQueue", () => {
  it("gives the bytes back in order, whatever is put in, taken, skipped, put back and looked for", () => {
    const bytesOf = fc.oneof(
      fc.uint8Array({ maxLength: 6, max: 3 }),
      fc.uint8Array({ minLength: 500, maxLength: 530, max: 3 }),
    );
    const step = fc.oneof(
      fc.record({ kind: fc.constant("push" as const), data: bytesOf, n: fc.constant(0) }),
      fc.record({
        kind: fc.constantFrom("take" as const, "skip" as const),
        data: bytesOf,
        n: fc.integer({ min: 0, max: 900 }),
      }),
      fc.record({ kind: fc.constant("unshift" as const), data: bytesOf, n: fc.constant(0) }),
      fc.record({
        kind: fc.constant("find" as const),
        data: fc.uint8Array({ minLength: 1, maxLength: 4, max: 3 }),
        n: fc.nat(20),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new ByteQueue();
        let model = "";
        const taken: [Uint8Array, string][] = [];
        for (const { kind, data, n } of steps) {
          const content = String.fromCharCode(...data);
          const count = Math.min(n, model.length);
          if (kind === "push") {
            queue.push(data);
            model += content;
          } else if (kind === "unshift") {
            queue.unshift(data);
            model = content + model;
          } else if (kind === "find") {
            expect(queue.find(data, n)).toBe(n > model.length ? -1 : model.indexOf(content, n));
            expect(queue.holdsAt(data, n)).toBe(n < model.length && model.startsWith(content, n));
          } else {
            if (kind === "take") taken.push([queue.take(count), model.slice(0, count)]);
            else queue.skip(count);
            model = model.slice(count);
          }
          expect(queue.size).toBe(model.length);
        }
        taken.push([queue.take(queue.size), model]);
        // What was given out stays as it was, whatever came after.
        for (const [data, content] of taken) expect(String.fromCharCode(...data)).toBe(content);
      }),
    );
  });

  it("keeps a flood of single bytes in few pieces", () => {
    const queue = new ByteQueue();
    const one = bytes("x");
    for (let i = 0; i < 100_000; i++) queue.push(one);
    expect(queue.find(bytes("y"), 0)).toBe(-1);
    let pieces = 0;
    const count = (size: number): number => ((queue.take(size), pieces++), 0);
    // A piece is given out without a copy, so it shows its room.
    while (queue.size > 0) count(Math.min(queue.size, 4096));
    expect(pieces).toBe(Math.ceil(100_000 / 4096));
    queue.clear();
    expect(queue.size).toBe(0);
  });
});

describe("StreamWriter.drain", () => {
  bothDialects(
    "waits for nothing while there is room",
    function* ({ wait, log, loop }) {
      const { writer } = connection();
      loop.callSoon(() => log("next iteration"));
      writer.write(bytes("x"));
      yield* wait(writer.drain());
      log("drained");
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["drained", "next iteration"]),
  );

  bothDialects(
    "lets several wait, and wakes all that were not cancelled, in order",
    function* ({ wait, log, fn, call }) {
      const { writer, protocol } = connection();
      protocol.pauseWriting();
      const drains = [0, 1, 2].map((n) =>
        createTask(
          fn(function* () {
            yield* wait(writer.drain());
            log("drained", n);
          }),
        ),
      );
      yield* wait(sleep(1));
      (drains[1] as Task<void>).cancel();
      yield* wait(sleep(0));
      log("resume");
      protocol.resumeWriting();
      yield* wait(waitForAll(drains));
      log(drains.map(state).join());
      protocol.pauseWriting();
      protocol.resumeWriting();
      yield* call(function* () {
        yield* wait(writer.drain());
      });
    },
    ({ events }) => expect(events).toEqual(["resume", "drained 0", "drained 2", "result None,cancelled,result None"]),
  );

  bothDialects(
    "fails with the error that the connection is lost by, and returns if there is none",
    function* ({ wait, log }) {
      for (const error of [null, new ConnectionResetError("peer")]) {
        const { writer, protocol } = connection();
        protocol.pauseWriting();
        const drains = [createTask(writer.drain()), createTask(writer.drain())];
        yield* wait(sleep(0));
        protocol.connectionLost(error);
        yield* wait(waitForAll(drains));
        log(drains.map(state).join());
        const later = createTask(writer.drain());
        yield* wait(waitForAll([later]));
        log(state(later));
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "result None,result None",
        "ConnectionResetError('Connection lost')",
        "ConnectionResetError('peer'),ConnectionResetError('peer')",
        "ConnectionResetError('peer')",
      ]),
  );

  bothDialects(
    "ends a loop of writes to a transport that closes",
    function* ({ wait, log, call }) {
      const { writer, transport } = connection();
      transport.close();
      let writes = 0;
      try {
        yield* call(function* () {
          for (; writes < 1000; writes++) {
            writer.write(bytes("x"));
            yield* wait(writer.drain());
          }
        });
      } catch (error) {
        log(String(error), writes < 5);
      }
    },
    ({ events }) => expect(events).toEqual(["ConnectionResetError: Connection lost true"]),
  );
});

describe("StreamWriter", () => {
  bothDialects(
    "hands all to its transport",
    function* ({ log, wait }) {
      const { writer, transport } = connection();
      writer.write(bytes("a"));
      writer.writelines([bytes("b"), bytes("c")]);
      log(
        writer.canWriteEof(),
        writer.transport === transport,
        writer.getExtraInfo("peername"),
        writer.getExtraInfo("x", 7),
      );
      writer.writeEof();
      log(transport.calls.join());
      log(writer.isClosing());
      writer.close();
      log(writer.isClosing());
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["true true null 7", "write a,write b,write c,eof", "false", "true"]),
  );

  it("is drained while it closes in a manager made of a generator, whose value that wait is not", async () => {
    const manager = asyncContextManager(function* () {
      const { writer } = connection();
      writer.close();
      try {
        yield* writer.drain();
      } catch (error) {
        yield error;
      }
    });
    const given = await runVirtual(function* () {
      return yield* asyncWith(manager(), function* (value) {
        return value;
      });
    });
    expect(given).toBeInstanceOf(ConnectionResetError);
  });

  bothDialects(
    "lets several wait for the end, and one of them be cancelled",
    function* ({ wait, log }) {
      const { writer } = connection();
      const waits = [createTask(writer.waitClosed()), createTask(writer.waitClosed()), createTask(writer.waitClosed())];
      yield* wait(sleep(1));
      (waits[0] as Task<void>).cancel();
      yield* wait(sleep(0));
      log(waits.map(state).join());
      writer.close();
      yield* wait(waitForAll(waits));
      yield* wait(writer.waitClosed());
      log(waits.map(state).join());
    },
    ({ events }) => expect(events).toEqual(["cancelled,pending,pending", "cancelled,result None,result None"]),
  );

  bothDialects(
    "tells in waitClosed() by what the connection was lost, and disposes of itself without a word",
    function* ({ wait, log }) {
      const { writer, transport } = connection();
      transport.lose(new ConnectionResetError("peer"));
      const waiting = createTask(writer.waitClosed());
      yield* wait(waitForAll([waiting]));
      log(state(waiting));
      log(yield* wait(asyncWith(writer, () => "body")));
      yield* wait(writer[Symbol.asyncDispose]());
      log(writer.isClosing());
    },
    ({ events }) => expect(events).toEqual(["ConnectionResetError('peer')", "body", "true"]),
  );
});

describe("StreamReaderProtocol", () => {
  const serving = (serve: ConstructorParameters<typeof StreamReaderProtocol>[1]): PlayedTransport => {
    const transport = new PlayedTransport();
    transport.protocol = new StreamReaderProtocol(new StreamReader(), serve);
    transport.protocol.connectionMade(transport);
    return transport;
  };

  bothDialects(
    "serves a connection in a task of its own, and leaves it open when that returns",
    function* ({ wait, log, fn }) {
      const transport = serving((reader, writer) =>
        fn(function* () {
          for (;;) {
            const line = yield* wait(reader.readline());
            if (line.length === 0) return;
            writer.write(line);
          }
        })(),
      );
      transport.protocol?.dataReceived(bytes("one\ntwo\n"));
      yield* wait(sleep(0));
      yield* wait(sleep(0));
      log(transport.calls.map((call) => call.trim()).join(), transport.protocol?.eofReceived());
      yield* wait(sleep(1));
      log(transport.isClosing());
    },
    ({ events }) => expect(events).toEqual(["write one,write two true", "false"]),
  );

  bothDialects(
    "reports a task that fails, and closes its connection",
    function* ({ wait, log, fn }) {
      const transport = serving(() =>
        fn(function* () {
          yield* wait(sleep(1));
          throw new ValueError("handler");
        })(),
      );
      yield* wait(sleep(2));
      log(transport.isClosing());
    },
    ({ events, reports }) => {
      expect(events).toEqual(["true"]);
      expect(reports.map(({ message, exception }) => `${message} | ${String(exception)}`)).toEqual([
        "Unhandled exception in client_connected_cb | ValueError: handler",
      ]);
    },
  );

  bothDialects(
    "closes the connection of a task that is cancelled, without a report",
    function* ({ wait, log, fn }) {
      let cancelled = false;
      const transport = serving(() =>
        fn(function* () {
          try {
            yield* wait(sleep(Infinity));
          } catch (error) {
            cancelled = isCancelled(error);
            throw error;
          }
        })(),
      );
      yield* wait(sleep(0));
      for (const task of allTasks()) if (task !== currentTask()) task.cancel();
      yield* wait(sleep(1));
      log(transport.isClosing(), cancelled);
    },
    ({ events }) => expect(events).toEqual(["true true"]),
  );

  // CPython leaves the connection of a plain function that raises open before 3.14.8 (gh-155941).
  bothDialects(
    "reports a plain function that throws, and closes its connection",
    function* ({ wait, log }) {
      const transport = serving(() => {
        throw new ValueError("plain");
      });
      yield* wait(sleep(1));
      log(transport.isClosing());
    },
    ({ events, reports }) => {
      expect(events).toEqual(["true"]);
      expect(String(reports[0]?.exception)).toBe("ValueError: plain");
    },
  );
});

describe("openConnection and startServer", () => {
  bothDialects(
    "are refused in virtual time, at the call",
    function* ({ log, wait }) {
      for (const call of [() => openConnection("127.0.0.1", 1), () => startServer(() => {}, "127.0.0.1", 0)]) {
        try {
          void call();
        } catch (error) {
          log(error instanceof RuntimeError, String((error as Error).message).split(":")[0]);
        }
      }
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["true createConnection() is refused", "true createServer() is refused"]),
  );

  it("need a running loop", () => {
    expect(() => openConnection("127.0.0.1", 1)).toThrow("no running event loop");
    expect(() => startServer(() => {}, "127.0.0.1", 0)).toThrow("no running event loop");
  });

  it("need a host with a network", () => {
    const loop = new FakeHostLoop(new FakeHost());
    const factory = (): StreamReaderProtocol => new StreamReaderProtocol(new StreamReader(), null, { loop });
    const message = 'needs a network, and the host "fake" has none';
    expect(() => loop.createConnection(factory, null, 1)).toThrow(
      new NotImplementedError(`createConnection() ${message}`),
    );
    expect(() => loop.createServer(factory, null, 1)).toThrow(new NotImplementedError(`createServer() ${message}`));
    loop.close();
  });
});

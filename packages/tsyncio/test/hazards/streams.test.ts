// Reads and writes of a stream that lost or hid bytes, with the trace that CPython leaves. Readers are fed by hand; no sockets.

import {
  type Coroutine,
  ConnectionResetError,
  IncompleteReadError,
  LimitOverrunError,
  type ReadTransport,
  RuntimeError,
  StreamReader,
  StreamReaderProtocol,
  StreamWriter,
  TimeoutError,
  type Transport,
  ValueError,
  asyncFor,
  createTask,
  sleep,
  wait as waitFirst,
  waitFor,
} from "tsyncio";

import { type Dialect, followsTrace, once, repr, state } from "../support/dialects.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** `data` as Python prints it: `b'ok\n'`. */
function shown(data: Uint8Array): string {
  return `b'${decoder
    .decode(data)
    .replaceAll("\r", String.raw`\r`)
    .replaceAll("\n", String.raw`\n`)}'`;
}

/** What the reader holds that was not read yet. */
function held(reader: StreamReader): string {
  return shown(reader._buffer.take(reader._buffer.size));
}

function readerOf(text: string, limit?: number): StreamReader {
  const reader = new StreamReader(limit === undefined ? {} : { limit });
  reader.feedData(bytes(text));
  return reader;
}

function* ticks({ wait }: Dialect, count: number): Coroutine<void> {
  for (let i = 0; i < count; i++) yield* wait(sleep(0));
}

// bpo-26050.
followsTrace(
  "readline() drops a line that is too long, or all that has come of it, and goes on with the next",
  once(function* ({ stamp, wait }) {
    for (const text of ["xxxxxxxxx\nok\n", "xxxxxxxxx"]) {
      const reader = readerOf(text, 5);
      try {
        yield* wait(reader.readline());
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        stamp(error.name, error.message);
      }
      reader.feedData(bytes("next\n"));
      reader.feedEof();
      const read: string[] = [];
      for (let i = 0; i < 3; i++) read.push(shown(yield* wait(reader.readline())));
      stamp(...read);
    }
  }),
  String.raw`
    t=0 ValueError Separator is found, but chunk is longer than limit
    t=0 b'ok\n' b'next\n' b''
    t=0 ValueError Separator is not found, and chunk exceed the limit
    t=0 b'next\n' b'' b''
  `,
);

// bpo-26050.
followsTrace(
  "readuntil() leaves what is too long in the buffer, and says how much of it can be read",
  once(function* ({ stamp, wait }) {
    for (const text of ["xxxxxxxxx--ok--", "xxxxxxxxx-", "xxxxxxxxx"]) {
      const reader = readerOf(text, 5);
      try {
        yield* wait(reader.readuntil(bytes("--")));
      } catch (error) {
        if (!(error instanceof LimitOverrunError)) throw error;
        const read = yield* wait(reader.readexactly(error.consumed));
        stamp(error.message, error.consumed, shown(read), held(reader));
      }
    }
  }),
  `
    t=0 Separator is found, but chunk is longer than limit 9 b'xxxxxxxxx' b'--ok--'
    t=0 Separator is not found, and chunk exceed the limit 9 b'xxxxxxxxx' b'-'
    t=0 Separator is not found, and chunk exceed the limit 8 b'xxxxxxxx' b'x'
  `,
);

// bpo-26050, bpo-37141, gh-117722. CPython refuses separators when the read is awaited, not at the call.
followsTrace(
  "a separator that comes in pieces is found, and of several the one that ends first",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    let reader = new StreamReader();
    const line = createTask(fn(() => wait(reader.readuntil(bytes("\r\n")))));
    yield* ticks(dialect, 1);
    for (const piece of ["ab\r", "\r", "\nrest"].map(bytes)) {
      reader.feedData(piece);
      yield* ticks(dialect, 1);
      stamp(shown(piece), line.done());
    }
    stamp(shown(yield* wait(line)), held(reader));
    reader = readerOf("aXYZb;c");
    const first = yield* wait(reader.readuntil(["XYZ", "XY", ";"].map(bytes)));
    const second = yield* wait(reader.readuntil([";", "XY"].map(bytes)));
    stamp(shown(first), shown(second), held(reader));
    for (const bad of [bytes(""), []]) {
      try {
        void reader.readuntil(bad);
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        stamp(error.message);
      }
    }
  }),
  String.raw`
    t=0 b'ab\r' false
    t=0 b'\r' false
    t=0 b'\nrest' true
    t=0 b'ab\r\r\n' b'rest'
    t=0 b'aXY' b'Zb;' b'c'
    t=0 Separator should be at least one-byte string
    t=0 Separator should contain at least one element
  `,
);

// bpo-28370. CPython refuses the negative number when the read is awaited, not at the call.
followsTrace(
  "readexactly() waits for nothing if nothing is wanted, and hands over what came before an early end",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    const reader = new StreamReader();
    stamp(shown(yield* wait(reader.readexactly(0))));
    reader.feedData(bytes("abc"));
    stamp(shown(yield* wait(reader.readexactly(2))));
    const five = createTask(fn(() => wait(reader.readexactly(5))));
    yield* ticks(dialect, 1);
    reader.feedData(bytes("de"));
    reader.feedEof();
    try {
      yield* wait(five);
    } catch (error) {
      if (!(error instanceof IncompleteReadError)) throw error;
      stamp(error.message, shown(error.partial), error.expected);
    }
    stamp(shown(yield* wait(reader.read())), reader.atEof());
    try {
      void reader.readexactly(-1);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      stamp(error.message);
    }
  }),
  `
    t=0 b''
    t=0 b'ab'
    t=0 3 bytes read on a total of 5 expected bytes b'cde' 5
    t=0 b'' true
    t=0 readexactly size can not be less than zero, got -1
  `,
);

followsTrace(
  "a read takes what is there, and at the end of the input none waits or goes round for ever",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    let reader = readerOf("hello");
    const some: string[] = [];
    for (const n of [0, 3, 100]) some.push(shown(yield* wait(reader.read(n))));
    stamp(...some);
    const all = createTask(fn(() => wait(reader.read(-1))));
    yield* ticks(dialect, 1);
    reader.feedData(bytes("x"));
    yield* ticks(dialect, 2);
    stamp("read(-1) done?", all.done());
    reader.feedEof();
    stamp(shown(yield* wait(all)));
    reader = readerOf("a\npartial");
    reader.feedEof();
    const read: string[] = [];
    for (let i = 0; i < 3; i++) read.push(shown(yield* wait(reader.readline())));
    read.push(shown(yield* wait(reader.read())), shown(yield* wait(reader.read(5))));
    stamp(...read);
    reader = readerOf("partial");
    reader.feedEof();
    try {
      yield* wait(reader.readuntil(bytes("\n")));
    } catch (error) {
      if (!(error instanceof IncompleteReadError)) throw error;
      stamp(shown(error.partial), error.expected, held(reader));
    }
    const lines: string[] = [];
    reader = readerOf("1\n2\n3");
    reader.feedEof();
    yield* wait(asyncFor(reader, (line) => void lines.push(shown(line))));
    stamp(...lines);
  }),
  String.raw`
    t=0 b'' b'hel' b'lo'
    t=0 read(-1) done? false
    t=0 b'x'
    t=0 b'a\n' b'partial' b'' b'' b''
    t=0 b'partial' null b''
    t=0 b'1\n' b'2\n' b'3'
  `,
);

followsTrace(
  "a second task that reads at the same time is refused, and does not disturb the first",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    const reader = new StreamReader();
    const first = createTask(fn(() => wait(reader.readline())));
    yield* ticks(dialect, 1);
    try {
      yield* wait(reader.read(1));
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      stamp(error.message);
    }
    reader.feedData(bytes("line\n"));
    stamp(shown(yield* wait(first)));
  }),
  String.raw`
    t=0 read() called while another coroutine is already waiting for incoming data
    t=0 b'line\n'
  `,
);

// python/asyncio#318, gh-86296.
followsTrace(
  "a read that is cancelled or whose time is up loses nothing",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    const reader = readerOf("first half, ");
    const reads = [() => reader.readline(), () => reader.readexactly(50), () => reader.readuntil(bytes("!"))];
    for (const read of reads) {
      try {
        yield* wait(waitFor(read(), 1));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        stamp(error.name);
      }
    }
    const line = createTask(fn(() => wait(reader.readline())));
    yield* ticks(dialect, 1);
    reader.feedData(bytes("second half\n"));
    line.cancel();
    yield* wait(waitFirst([line]));
    stamp(state(line));
    stamp(shown(yield* wait(reader.readline())));
  }),
  String.raw`
    t=1 TimeoutError
    t=2 TimeoutError
    t=3 TimeoutError
    t=3 cancelled
    t=3 b'first half, second half\n'
  `,
);

// CPython loses what read(-1) had: b'later'. See docs/differences.md.
followsTrace(
  "a read(-1) that is cancelled puts back what it has collected",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    const reader = readerOf("collected ");
    const all = createTask(fn(() => wait(reader.read())));
    yield* ticks(dialect, 2);
    all.cancel();
    yield* wait(waitFirst([all]));
    reader.feedData(bytes("later"));
    reader.feedEof();
    stamp(shown(yield* wait(reader.read())));
  }),
  "t=0 b'collected later'",
);

// gh-75044, bpo-30861.
followsTrace(
  "an error of the connection comes to the read that waits and to all later ones, though there is data",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    const reader = new StreamReader();
    const waiting = createTask(fn(() => wait(reader.readline())));
    yield* ticks(dialect, 1);
    reader.feedData(bytes("data"));
    yield* ticks(dialect, 2);
    reader.setException(new ConnectionResetError("reset"));
    yield* wait(waitFirst([waiting]));
    stamp(state(waiting));
    for (const read of [() => reader.readline(), () => reader.read(1), () => reader.readexactly(1)]) {
      try {
        stamp(shown(yield* wait(read())));
      } catch (error) {
        stamp(repr(error));
      }
    }
  }),
  `
    t=0 ConnectionResetError('reset')
    t=0 ConnectionResetError('reset')
    t=0 ConnectionResetError('reset')
    t=0 ConnectionResetError('reset')
  `,
);

// gh-75044, bpo-30861. CPython's reader waits for ever. See docs/differences.md.
followsTrace(
  "an error in the iteration of data that is not enough is not overlooked",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    const reader = new StreamReader();
    const line = createTask(fn(() => wait(waitFor(reader.readline(), 5))));
    yield* ticks(dialect, 3);
    reader.feedData(bytes("no newline"));
    reader.setException(new ConnectionResetError("reset"));
    yield* wait(waitFirst([line]));
    stamp(state(line));
    try {
      yield* wait(reader.readline());
    } catch (error) {
      stamp("a later call throws", repr(error));
    }
  }),
  `
    t=0 ConnectionResetError('reset')
    t=0 a later call throws ConnectionResetError('reset')
  `,
);

followsTrace(
  "a reader holds its transport back above twice the limit, and lets it go on at the limit",
  once(function* ({ stamp, wait }) {
    const reader = new StreamReader({ limit: 4 });
    const transport = { pauseReading: () => stamp("pause"), resumeReading: () => stamp("resume") };
    reader.setTransport(transport as unknown as ReadTransport);
    for (const piece of ["12345678", "9", "abc"].map(bytes)) {
      stamp("feed", shown(piece));
      reader.feedData(piece);
    }
    for (const n of [5, 2, 1, 4]) {
      const data = yield* wait(reader.read(n));
      stamp("read", shown(data), reader._buffer.size);
    }
  }),
  `
    t=0 feed b'12345678'
    t=0 feed b'9'
    t=0 pause
    t=0 feed b'abc'
    t=0 read b'12345' 7
    t=0 read b'67' 5
    t=0 resume
    t=0 read b'8' 4
    t=0 read b'9abc' 0
  `,
);

// python/asyncio#318, gh-86296.
followsTrace(
  "lines that come in pieces are complete, however often the time of a read is up",
  once(function* ({ loop, stamp, wait }) {
    const reader = new StreamReader();
    for (const [i, piece] of ["he", "ll", "o\nwo", "rld", "\n"].entries()) {
      loop.callLater(i + 0.5, () => reader.feedData(bytes(piece)));
    }
    loop.callLater(6, () => reader.feedEof());
    let timeouts = 0;
    let line: Uint8Array | null = null;
    while (line?.length !== 0) {
      try {
        line = yield* wait(waitFor(reader.readline(), 0.5));
        stamp(shown(line));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        timeouts++;
      }
    }
    stamp("there were timeouts:", timeouts > 0);
  }),
  String.raw`
    t=2.5 b'hello\n'
    t=4.5 b'world\n'
    t=6 b''
    t=6 there were timeouts: true
  `,
);

/** A writer whose transport is open and does nothing, and the protocol that tells the writer of its state. */
function openWriter(): { writer: StreamWriter; protocol: StreamReaderProtocol } {
  const protocol = new StreamReaderProtocol(new StreamReader());
  const transport = { isClosing: () => false } as unknown as Transport;
  return { writer: new StreamWriter(transport, protocol, null), protocol };
}

// bpo-29930, gh-74116.
followsTrace(
  "all tasks that wait in drain() go on, in order, when there is room again",
  once(function* (dialect) {
    const { stamp, wait, fn, call } = dialect;
    const { writer, protocol } = openWriter();
    const drain = (name: unknown) =>
      function* (): Coroutine<void> {
        yield* wait(writer.drain());
        stamp("drained", name);
      };
    yield* call(drain("not paused"));
    protocol.pauseWriting();
    const tasks = [0, 1, 2].map((n) => createTask(fn(drain(n))));
    yield* wait(sleep(1));
    tasks[1]?.cancel();
    yield* ticks(dialect, 1);
    stamp("resume");
    protocol.resumeWriting();
    yield* wait(waitFirst(tasks));
    stamp(tasks.map(state).join(", "));
  }),
  `
    t=0 drained not paused
    t=1 resume
    t=1 drained 0
    t=1 drained 2
    t=1 result None, cancelled, result None
  `,
);

// bpo-25441, gh-74116.
followsTrace(
  "nobody waits in drain() for a connection that is lost",
  once(function* (dialect) {
    const { stamp, wait, fn } = dialect;
    for (const lostBy of [null, new ConnectionResetError("peer")]) {
      const { writer, protocol } = openWriter();
      protocol.pauseWriting();
      const tasks = [1, 2].map(() => createTask(fn(() => wait(writer.drain()))));
      yield* ticks(dialect, 1);
      protocol.connectionLost(lostBy);
      yield* wait(waitFirst(tasks));
      stamp(tasks.map(state).join(", "));
      try {
        yield* wait(writer.drain());
      } catch (error) {
        stamp(repr(error));
      }
    }
  }),
  `
    t=0 result None, result None
    t=0 ConnectionResetError('Connection lost')
    t=0 ConnectionResetError('peer'), ConnectionResetError('peer')
    t=0 ConnectionResetError('Connection lost')
  `,
);

// CPython throws: its sets may not change while they are iterated over. JavaScript's give the newcomer, too.
followsTrace(
  "a client that joins while a broadcast waits gets it as well, and nobody gets it twice",
  once(function* ({ stamp, wait, fn }) {
    const clients = new Set(["a", "b", "c"]);
    const broadcast = createTask(
      fn(function* () {
        for (const client of clients) {
          stamp(client);
          yield* wait(sleep(1));
        }
      }),
    );
    yield* wait(sleep(0.5));
    clients.add("d");
    clients.delete("b");
    yield* wait(broadcast);
  }),
  `
    t=0 a
    t=1 c
    t=2 d
  `,
);

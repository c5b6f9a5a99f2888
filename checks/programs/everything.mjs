// A stranger's program that needs each part of the published packages once, and checks what it gets. The last line says so.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { fileURLToPath, pathToFileURL } from "node:url";

import { ClientSession, ClientConnectionError } from "@tsyncio/http";
import * as tsyncio from "tsyncio";
import {
  CancelledError,
  EventLoop,
  FileNotFoundError,
  OSError,
  PIPE,
  ProcessPoolExecutor,
  StreamReader,
  Task,
  ThreadPoolExecutor,
  asyncWith,
  captureCallGraph,
  createSubprocessExec,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  moduleFunction,
  openConnection,
  run,
  sleep,
  startServer,
  toThread,
} from "tsyncio";
import { open, tempfile } from "tsyncio/files";
import { DeadlockError, VirtualEventLoop, runVirtual } from "tsyncio/testing";

const errorOf = (promise) =>
  promise.then(
    () => assert.fail("nothing was thrown"),
    (error) => error,
  );

function* generators() {
  assert.deepEqual(yield* gather(sleep(0, 1), sleep(0, 2)), [1, 2]);
  const task = createTask(sleep(60));
  yield* sleep(0);
  task.cancel();
  let error;
  try {
    yield* task;
  } catch (caught) {
    error = caught;
  }
  assert(error instanceof CancelledError);
  return "done";
}

async function executors() {
  const square = (number) => number * number;
  const elsewhere = moduleFunction(new URL("double.mjs", import.meta.url).href, "double");
  assert.equal(await toThread(square, 12), 144);
  assert.equal(await toThread(elsewhere, 21), 42);
  for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
    const pool = new Pool(1);
    try {
      assert.equal(await getRunningLoop().runInExecutor(pool, square, 5), 25);
      assert.equal(await getRunningLoop().runInExecutor(pool, elsewhere, 5), 10);
    } finally {
      await pool.shutdown();
    }
  }
}

async function subprocess() {
  const code = "process.stdin.pipe(process.stdout)";
  const child = await createSubprocessExec(process.execPath, "-e", code, { stdin: PIPE, stdout: PIPE });
  const [output] = await child.communicate(new TextEncoder().encode("through a pipe"));
  assert.equal(new TextDecoder().decode(output ?? undefined), "through a pipe");
  assert.equal(child.returncode, 0);
  assert(child.stdout instanceof StreamReader);
}

async function files() {
  await asyncWith(tempfile.TemporaryDirectory(), async (folder) => {
    const name = `${folder}/lines.txt`;
    await asyncWith(open(name, "w+"), async (file) => {
      await file.write("one\ntwo\n");
      await file.seek(0);
      assert.deepEqual(await file.readlines(), ["one\n", "two\n"]);
    });
    const error = await errorOf(open(`${name}.missing`).then((opened) => opened));
    assert(error instanceof FileNotFoundError && error instanceof OSError);
  });
}

async function streams() {
  const server = await startServer(
    async (reader, writer) => {
      writer.write(await reader.readline());
      await writer.drain();
      writer.close();
    },
    "127.0.0.1",
    0,
  );
  const [reader, writer] = await openConnection(...server.sockets[0].getsockname());
  writer.write(new TextEncoder().encode("there and back\n"));
  assert.equal(new TextDecoder().decode(await reader.read()), "there and back\n");
  writer.close();
  await writer.waitClosed();
  server.close();
  await server.waitClosed();
}

async function http() {
  const server = createServer((request, response) => response.end(`you asked for ${request.url}`));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  assert(address !== null && typeof address === "object");
  await asyncWith(new ClientSession(), async (session) => {
    const response = await session.get(`http://127.0.0.1:${address.port}/path`);
    assert.equal(await response.text(), "you asked for /path");
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    const error = await errorOf(session.get(`http://127.0.0.1:${address.port}/`).then((answer) => answer));
    assert(error instanceof ClientConnectionError);
  });
}

async function virtualTime() {
  const start = performance.now();
  const [task, loop] = await runVirtual(function* () {
    yield* sleep(3600);
    return [currentTask(), getRunningLoop()];
  });
  assert(performance.now() - start < 600_000);
  assert(task instanceof Task && loop instanceof VirtualEventLoop && loop instanceof EventLoop);
  const error = await errorOf(runVirtual(() => getRunningLoop().createFuture()));
  assert(error instanceof DeadlockError);
}

/** What debug mode and the call graph tell of places names this file, and neither the library's nor Node's. */
async function places() {
  const told = [];
  await run(
    function* () {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_, { message, sourceTraceback }) => void told.push(`${message}\n${sourceTraceback}`));
      void sleep(1);
      const graph = captureCallGraph();
      told.push(...(graph?.callStack ?? []).map((entry) => `frame in ${entry.frame.fileName}`));
      const loser = createTask(
        (function* () {
          try {
            yield* sleep(60);
          } catch {
            // Swallows its cancellation, which is what this is about.
          }
        })(),
      );
      yield* sleep(0);
      loser.cancel();
      yield* loser;
    },
    { debug: true },
  );
  const text = told.join("\n");
  assert.match(text, /coroutine 'sleep' was never awaited/);
  assert.match(text, /frame in .*everything\.mjs/);
  assert(told.length >= 3, text);
  const own = pathToFileURL(fileURLToPath(import.meta.url)).href;
  for (const report of told) assert(report.includes(own) || report.includes(fileURLToPath(own)), report);
  assert.doesNotMatch(text, /tsyncio-core|index\.node|node:/);
}

/** What a class is called is seen in every message: a bundler must not have renamed one. */
function names() {
  for (const [name, value] of Object.entries(tsyncio)) {
    if (typeof value === "function" && value.name !== "") assert.equal(value.name, name);
  }
}

names();
assert.equal(await run(generators()), "done");
await run(executors);
await run(subprocess);
await run(files);
await run(streams);
await run(http);
await virtualTime();
await places();
console.log("everything works");

// 5.8.2, the chat's client: coroutines as generators.

import { type Coroutine, type StreamReader, asyncFor, createTask, newEventLoop, openConnection, run } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";
import { typedLines } from "./terminal.ts";

type Print = (text: string) => void;

function* listen(reader: StreamReader, print: Print): Coroutine {
  for (;;) {
    const data = yield* reader.readline();
    if (data.length === 0) break;
    print(`Получено: ${new TextDecoder().decode(data).trim()}`);
  }
}

export function* main(port = 8888, lines: AsyncIterable<string> = typedLines(), print: Print = console.log): Coroutine {
  const [reader, writer] = yield* openConnection("127.0.0.1", port);
  print("Подключено к серверу. Введите сообщения:");
  const listener = createTask(listen(reader, print));

  yield* asyncFor(lines, function* (message) {
    writer.write(new TextEncoder().encode(`${message}\n`));
    yield* writer.drain();
  });

  listener.cancel();
  writer.close();
  yield* writer.waitClosed();
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);

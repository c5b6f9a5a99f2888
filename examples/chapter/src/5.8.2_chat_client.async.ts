// 5.8.2, the chat's client: coroutines as async functions.

import { type StreamReader, createTask, newEventLoop, openConnection, run } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";
import { typedLines } from "./terminal.ts";

type Print = (text: string) => void;

async function listen(reader: StreamReader, print: Print): Promise<void> {
  for (;;) {
    const data = await reader.readline();
    if (data.length === 0) break;
    print(`Получено: ${new TextDecoder().decode(data).trim()}`);
  }
}

export async function main(
  port = 8888,
  lines: AsyncIterable<string> = typedLines(),
  print: Print = console.log,
): Promise<void> {
  const [reader, writer] = await openConnection("127.0.0.1", port);
  print("Подключено к серверу. Введите сообщения:");
  const listener = createTask(() => listen(reader, print));

  for await (const message of lines) {
    writer.write(new TextEncoder().encode(`${message}\n`));
    await writer.drain();
  }

  listener.cancel();
  writer.close();
  await writer.waitClosed();
}

export const program: Program = (loopFactory = newEventLoop) => run(() => main(), { loopFactory });

await runIfMain(import.meta.url, program);

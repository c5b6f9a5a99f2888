// 5.8.2, the chat's server: coroutines as async functions.

import { type StreamReader, type StreamWriter, asyncWith, newEventLoop, run, startServer } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";
import { tuple } from "./terminal.ts";

const clients = new Set<StreamWriter>();

async function handleClient(reader: StreamReader, writer: StreamWriter): Promise<void> {
  const address = tuple(writer.getExtraInfo("peername"));
  console.log(`Новое подключение: ${address}`);
  clients.add(writer);
  try {
    for (;;) {
      const data = await reader.readline();
      if (data.length === 0) break;
      console.log(`Получено от ${address}: ${new TextDecoder().decode(data).trim()}`);
      for (const client of [...clients]) {
        if (client === writer) continue;
        client.write(data);
        await client.drain();
      }
    }
  } finally {
    console.log(`Подключение закрыто: ${address}`);
    clients.delete(writer);
    writer.close();
    await writer.waitClosed();
  }
}

export async function main(port = 8888): Promise<void> {
  const server = await startServer(handleClient, "127.0.0.1", port);
  console.log(`Сервер запущен на ${tuple(server.sockets[0]?.getsockname())}`);

  await asyncWith(server, async () => {
    await server.serveForever();
  });
}

export const program: Program = (loopFactory = newEventLoop) => run(() => main(), { loopFactory });

await runIfMain(import.meta.url, program);

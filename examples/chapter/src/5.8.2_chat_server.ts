// 5.8.2, the chat's server: coroutines as generators.

import {
  type Coroutine,
  type StreamReader,
  type StreamWriter,
  asyncWith,
  newEventLoop,
  run,
  startServer,
} from "tsyncio";

import { type Program, runIfMain } from "./program.ts";
import { tuple } from "./terminal.ts";

const clients = new Set<StreamWriter>();

function* handleClient(reader: StreamReader, writer: StreamWriter): Coroutine {
  const address = tuple(writer.getExtraInfo("peername"));
  console.log(`Новое подключение: ${address}`);
  clients.add(writer);
  try {
    for (;;) {
      const data = yield* reader.readline();
      if (data.length === 0) break;
      console.log(`Получено от ${address}: ${new TextDecoder().decode(data).trim()}`);
      for (const client of [...clients]) {
        if (client === writer) continue;
        client.write(data);
        yield* client.drain();
      }
    }
  } finally {
    console.log(`Подключение закрыто: ${address}`);
    clients.delete(writer);
    writer.close();
    yield* writer.waitClosed();
  }
}

export function* main(port = 8888): Coroutine {
  const server = yield* startServer(handleClient, "127.0.0.1", port);
  console.log(`Сервер запущен на ${tuple(server.sockets[0]?.getsockname())}`);

  yield* asyncWith(server, function* () {
    yield* server.serveForever();
  });
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);

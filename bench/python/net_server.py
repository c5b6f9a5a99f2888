# An echo server in a process of its own: `net_server.py MODE [uvloop]`. The counterpart of src/net/server.ts, line by line.

import asyncio
import os
import resource
import sys
import threading

CHUNK = 64 * 1024


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()


async def echo(reader, writer):
    while True:
        data = await reader.read(CHUNK)
        if not data:
            break
        writer.write(data)
        await writer.drain()
    writer.close()


async def serve(mode):
    if mode == "streams":
        server = await asyncio.start_server(echo, "127.0.0.1", 0, backlog=2048)
    else:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Echo, "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def answer():
    for _ in sys.stdin:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        print(int((usage.ru_utime + usage.ru_stime) * 1e6), flush=True)
    os._exit(0)


threading.Thread(target=answer, daemon=True).start()
if "uvloop" in sys.argv[2:]:
    import uvloop

    uvloop.install()
asyncio.run(serve(sys.argv[1]))

"""Echo servers in Python. The twin of src/samples/echo/."""

import asyncio


async def busy(load):
    while True:
        load.work()
        await asyncio.sleep(0)


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


async def echo_socket(tasks, loaded, load, announce, **_):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    await keep_serving(server, tasks, loaded, load, announce)


async def echo_chunks(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def echo_streams(tasks, loaded, load, announce, **_):
    server = await asyncio.start_server(echo_chunks, "127.0.0.1", 0)
    await keep_serving(server, tasks, loaded, load, announce)


async def keep_serving(server, tasks, loaded, load, announce):
    kept = [asyncio.create_task(busy(load)) for _ in range(tasks)] if loaded else []
    announce(server.sockets[0].getsockname()[1])
    await server.serve_forever()
    del kept


ECHO = {"echo-socket": echo_socket, "echo-streams": echo_streams}

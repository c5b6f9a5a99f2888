# The chapter's chat server (5.8.2), to compare with. Only the address comes from the command line: PORT [uvloop]
import asyncio
import sys

clients = set()

async def handle_client(reader, writer):
    addr = writer.get_extra_info('peername')
    print(f"Новое подключение: {addr}")
    clients.add(writer)
    try:
        while True:
            data = await reader.readline()
            if not data:
                break
            message = data.decode()
            print(f"Получено от {addr}: {message.strip()}")
            for client in clients:
                if client != writer:
                    client.write(data)
                    await client.drain()
    except asyncio.IncompleteReadError:
        pass
    finally:
        print(f"Подключение закрыто: {addr}")
        clients.remove(writer)
        writer.close()
        await writer.wait_closed()

async def main():
    server = await asyncio.start_server(handle_client, '127.0.0.1', int(sys.argv[1]))
    async with server:
        await server.serve_forever()

if __name__ == "__main__":
    if sys.argv[2:] == ["uvloop"]:
        import uvloop
        uvloop.install()
    asyncio.run(main())

"""One sample of the HTTP benchmark for aiohttp. Usage: http_client.py cpython|uvloop PORT CONCURRENCY SECONDS"""

import asyncio
import json
import sys
import time

import aiohttp

contender, port, concurrency, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
URL = f"http://127.0.0.1:{port}/item"
WARMUP_REQUESTS = 2_000
done = 0
end = 0.0
most = WARMUP_REQUESTS


async def worker(session):
    global done
    while done < most and time.perf_counter() < end:
        response = await session.get(URL)
        if len(await response.read()) != 1024:
            raise SystemExit("a response has another size")
        done += 1


async def main():
    global done, end, most
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        end = time.perf_counter() + 20
        await asyncio.gather(*(worker(session) for _ in range(concurrency)))
        done = 0
        most = float("inf")
        cpu = time.process_time()
        start = time.perf_counter()
        end = start + seconds
        await asyncio.gather(*(worker(session) for _ in range(concurrency)))
        elapsed = time.perf_counter() - start
        print(json.dumps({"rate": done / elapsed, "cpu": (time.process_time() - cpu) / done * 1e6}))


if contender == "version":
    print(json.dumps({"python": sys.version.split()[0], "aiohttp": aiohttp.__version__}))
    raise SystemExit
if contender == "uvloop":
    import uvloop

    uvloop.install()
asyncio.run(main())

# The part of bench/src/files.ts that aiofiles does. Prints one JSON object: milliseconds of the clock, and of all processors.
# Usage: files.py FOLDER FILES MEBIBYTES LINES [READS]: the large file is read so many times in a row, and the median counts.

import asyncio
import json
import os
import sys
import time

import aiofiles

folder, files, mebibytes, lines = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
small = b"x" * 4096
large = b"y" * (1 << 20)
reads = int(sys.argv[5]) if len(sys.argv) > 5 else 1
line = "z" * 63 + "\n"


async def write_small(name):
    async with aiofiles.open(name, "wb") as f:
        await f.write(small)


async def read_small(name):
    async with aiofiles.open(name, "rb") as f:
        assert len(await f.read()) == len(small)


async def write_large(name):
    async with aiofiles.open(name, "wb") as f:
        for _ in range(mebibytes):
            await f.write(large)


async def read_large(name):
    size = 0
    async with aiofiles.open(name, "rb") as f:
        while data := await f.read(1 << 20):
            size += len(data)
    assert size == mebibytes << 20


async def read_lines(name):
    size = 0
    async with aiofiles.open(name) as f:
        async for one in f:
            size += len(one)
    assert size == lines * len(line)


def timed(coroutine):
    start, busy = time.perf_counter(), time.process_time()
    asyncio.run(coroutine)
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


async def many(function):
    await asyncio.gather(*[function(os.path.join(folder, f"{i}.dat")) for i in range(files)])


with open(os.path.join(folder, "lines.txt"), "w") as f:
    f.write(line * lines)

print(
    json.dumps(
        {
            "smallWrite": timed(many(write_small)),
            "smallRead": timed(many(read_small)),
            "largeWrite": timed(write_large(os.path.join(folder, "large"))),
            "largeRead": sorted(timed(read_large(os.path.join(folder, "large"))) for _ in range(reads))[reads // 2],
            "lines": timed(read_lines(os.path.join(folder, "lines.txt"))),
        }
    )
)

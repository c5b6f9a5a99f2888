# One measurement of bench/src/files.ts that aiofiles does, the twin of files_sample.ts. Prints JSON: of each repeat the
# milliseconds of the clock, and of all processors.
# Usage: files.py aiofiles TASK FOLDER FILES MEBIBYTES LINES REPEATS

import asyncio
import json
import os
import sys
import time

import aiofiles

task, folder = sys.argv[2:4]
files, mebibytes, lines, repeats = map(int, sys.argv[4:])
small = b"x" * 4096
large = b"y" * (1 << 20)
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


big = os.path.join(folder, "large")
text = os.path.join(folder, "lines.txt")
actions = {
    "smallWrite": lambda: many(write_small),
    "smallRead": lambda: many(read_small),
    "largeWrite": lambda: write_large(big),
    "largeRead": lambda: read_large(big),
    "lines": lambda: read_lines(text),
}


def prepare():
    if task == "smallRead":
        for i in range(files):
            with open(os.path.join(folder, f"{i}.dat"), "wb") as f:
                f.write(small)
    if task == "largeRead":
        with open(big, "wb") as f:
            for _ in range(mebibytes):
                f.write(large)
    if task == "lines":
        with open(text, "w") as f:
            f.write(line * lines)


prepare()
timed(actions[task]())
print(json.dumps([timed(actions[task]()) for _ in range(repeats)]))

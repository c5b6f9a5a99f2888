"""The smallest program: prints how many milliseconds the import took. `python hello.py cpython` or `uvloop`."""

import sys
import time

start = time.perf_counter()
import asyncio  # noqa: E402

if sys.argv[1] == "uvloop":
    import uvloop
importing = (time.perf_counter() - start) * 1e3


async def main():
    await asyncio.sleep(0)


with asyncio.Runner(loop_factory=uvloop.new_event_loop if sys.argv[1] == "uvloop" else None) as runner:
    runner.run(main())
print(importing)

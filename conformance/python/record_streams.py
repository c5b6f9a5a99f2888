"""Records what a StreamReader of CPython's does: random programs of feeding and reading, with all that is seen of them.

Usage: python3.13 conformance/python/record_streams.py SEED COUNT > conformance/streams/traces/reader.json
"""

import asyncio
import json
import random
import sys

SEPARATORS = [["\n"], [";"], ["ab"], ["a\n"], ["aa"], [";", "ab"], ["\n", ",;"], ["b", "ab", "aab"], [",a;", ";"]]


def make(rng):
    def text():
        return "".join(rng.choice("ab\n;,\n") for _ in range(rng.randint(0, 9)))

    ops = []
    for _ in range(rng.randint(2, 16)):
        kind = rng.random()
        if kind < 0.35:
            ops.append(["feed", text()])
        elif kind < 0.39:
            ops.append(["eof"])
        elif kind < 0.41:
            ops.append(["error"])
        elif kind < 0.48:
            ops.append(["cancel"])
        elif kind < 0.60:
            ops.append(["readline"])
        elif kind < 0.78:
            ops.append(["readuntil", rng.choice(SEPARATORS)])
        elif kind < 0.90:
            ops.append(["readexactly", rng.randint(0, 8)])
        else:
            ops.append(["read", rng.choice([-1, 0, 1, 3, 10])])
    return {"limit": rng.choice([1, 2, 3, 5, 8, 13, 64]), "ops": ops}


class Transport:
    def __init__(self, seen):
        self.seen = seen

    def pause_reading(self):
        self.seen.append("pause")

    def resume_reading(self):
        self.seen.append("resume")


async def read(reader, name, argument=None):
    try:
        if name == "readuntil":
            separators = tuple(one.encode() for one in argument)
            data = await reader.readuntil(separators if len(separators) > 1 else separators[0])
        elif name == "readline":
            data = await reader.readline()
        else:
            data = await getattr(reader, name)(argument)
        return ["read", data.decode()]
    except asyncio.IncompleteReadError as error:
        return ["incomplete", error.partial.decode(), error.expected]
    except asyncio.LimitOverrunError as error:
        return ["limit", error.consumed, str(error)]
    except (ValueError, ConnectionResetError) as error:
        return [type(error).__name__, str(error)]
    except asyncio.CancelledError:
        return ["cancelled"]


async def play(program):
    seen = []
    reader = asyncio.StreamReader(limit=program["limit"])
    reader.set_transport(Transport(seen))
    ended = False
    task = None
    reads_all = False
    for name, *arguments in program["ops"]:
        if name == "feed":
            if not ended:
                reader.feed_data(arguments[0].encode())
        elif name == "eof":
            if not ended:
                reader.feed_eof()
            ended = True
        elif name in ("error", "cancel"):
            # read(-1) loses what it has collected in CPython, and not here.
            if task is not None and reads_all:
                pass
            elif name == "error":
                reader.set_exception(ConnectionResetError("reset"))
            elif task is not None:
                task.cancel()
        elif task is None:
            reads_all = name == "read" and arguments[0] < 0
            task = asyncio.create_task(read(reader, name, *arguments))
        for _ in range(4):
            await asyncio.sleep(0)
        if task is not None and task.done():
            seen.append(task.result())
            task = None
        seen.append([len(reader._buffer), reader.at_eof()])
    if task is not None:
        task.cancel()
        await asyncio.wait([task])
        seen.append("waits")
    return seen


async def main(seed, count):
    rng = random.Random(seed)
    print("[")
    for number in range(count):
        program = make(rng)
        program["seen"] = await play(program)
        print(json.dumps(program, separators=(",", ":")) + ("," if number < count - 1 else ""))
    print("]")


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))

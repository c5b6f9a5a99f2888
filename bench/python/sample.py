"""The workloads in Python, for CPython's own event loop and for uvloop. The twin of src/samples/native.ts."""

import asyncio
import gc
import json
import os
import sys
import threading
import time
from statistics import median


class Stopwatch:
    """Measures from its construction to read(), in nanoseconds an operation."""

    def __init__(self):
        self.cpu = time.process_time_ns()
        self.start = time.perf_counter_ns()

    def read(self, operations):
        wall = time.perf_counter_ns() - self.start
        cpu = time.process_time_ns() - self.cpu
        return wall / operations, cpu / operations


def random_delays(count, limit):
    """The same pseudo-random delays in every language: seconds, from 0 to limit."""
    delays = []
    state = 12345
    for _ in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        delays.append(state / 2**32 * limit)
    return delays


async def switcher(steps):
    for _ in range(steps):
        await asyncio.sleep(0)


async def switches(tasks, steps, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(switcher(steps)) for _ in range(tasks)]
    for task in spawned:
        await task
    return watch.read(tasks * steps)


async def nothing(value):
    return value


async def suspend_once(value):
    await asyncio.sleep(0)
    return value


async def spawn(tasks, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(nothing(i)) for i in range(tasks)]
    for task in spawned:
        await task
    return watch.read(tasks)


async def spawn_gather(tasks, **_):
    watch = Stopwatch()
    await asyncio.gather(*[asyncio.create_task(nothing(i)) for i in range(tasks)])
    return watch.read(tasks)


async def spawn_suspend(tasks, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(suspend_once(i)) for i in range(tasks)]
    for task in spawned:
        await task
    return watch.read(tasks)


async def future(steps, **_):
    loop = asyncio.get_running_loop()
    watch = Stopwatch()
    for _ in range(steps):
        waited = loop.create_future()
        loop.call_soon(waited.set_result, None)
        await waited
    return watch.read(steps)


class Slot:
    def __init__(self, loop):
        self.loop = loop
        self.future = None

    def wait(self):
        self.future = self.loop.create_future()
        return self.future

    def wake(self, value):
        self.future.set_result(value)


async def ping_pong(steps, **_):
    loop = asyncio.get_running_loop()
    ping, pong = Slot(loop), Slot(loop)

    async def answer_all():
        for i in range(steps):
            await ping.wait()
            pong.wake(i)

    watch = Stopwatch()
    partner = asyncio.create_task(answer_all())
    await asyncio.sleep(0)
    for i in range(steps):
        answer = pong.wait()
        ping.wake(i)
        await answer
    await partner
    return watch.read(steps)


async def call(steps, **_):
    watch = Stopwatch()
    total = 0
    for i in range(steps):
        total += await nothing(i)
    reading = watch.read(steps)
    assert total == steps * (steps - 1) // 2
    return reading


async def descend(depth, steps):
    if depth > 0:
        await descend(depth - 1, steps)
    else:
        for _ in range(steps):
            await asyncio.sleep(0)


async def chain(tasks, steps, depth, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(descend(depth, steps)) for _ in range(tasks)]
    for task in spawned:
        await task
    return watch.read(tasks * steps)


async def timers(tasks, **_):
    loop = asyncio.get_running_loop()
    delays = random_delays(tasks, 0.01)
    left = tasks

    def fire():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)

    watch = Stopwatch()
    done = loop.create_future()
    for delay in delays:
        loop.call_later(delay, fire)
    await done
    return watch.read(tasks)


def do_nothing():
    pass


async def timers_cancel(tasks, **_):
    loop = asyncio.get_running_loop()
    delays = random_delays(tasks, 1000)
    watch = Stopwatch()
    handles = [loop.call_later(1 + delay, do_nothing) for delay in delays]
    for handle in handles:
        handle.cancel()
    await asyncio.sleep(0)
    return watch.read(tasks)


async def sleeper(delay):
    await asyncio.sleep(delay)


async def sleepers(tasks, **_):
    delays = random_delays(tasks, 0.01)
    watch = Stopwatch()
    spawned = [asyncio.create_task(sleeper(delay)) for delay in delays]
    for task in spawned:
        await task
    return watch.read(tasks)


async def suspended(waited):
    await waited


async def memory(tasks, **_):
    import tracemalloc

    loop = asyncio.get_running_loop()
    futures, spawned = [None] * tasks, [None] * tasks
    gc.collect()
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    for i in range(tasks):
        futures[i] = loop.create_future()
        spawned[i] = asyncio.create_task(suspended(futures[i]))
    await asyncio.sleep(0)
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    for waited in futures:
        waited.set_result(None)
    for task in spawned:
        await task
    return used / tasks, 0


class Load:
    """Background work: each call of work() takes about a microsecond and is counted."""

    def __init__(self):
        self.steps = 0
        self.turns = range(1000)
        self.work()
        start = time.perf_counter_ns()
        for _ in range(100):
            self.work()
        nanoseconds_per_turn = (time.perf_counter_ns() - start) / 100_000
        self.turns = range(max(1, round(1000 / nanoseconds_per_turn)))
        self.steps = 0

    def work(self):
        x = 1
        for i in self.turns:
            x ^= i
        self.steps += 1


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


PROGRAMS = {
    "switch": switches,
    "spawn": spawn,
    "spawn-gather": spawn_gather,
    "spawn-suspend": spawn_suspend,
    "future": future,
    "ping-pong": ping_pong,
    "call": call,
    "chain": chain,
    "timers": timers,
    "timers-cancel": timers_cancel,
    "sleepers": sleepers,
    "memory": memory,
}

SERVERS = {"echo-socket": echo_socket, "echo-streams": echo_streams}


def run(coroutine, loop_factory):
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(coroutine)


def say(message):
    print(json.dumps(message), flush=True)


def repeat(program, order, loop_factory):
    def once():
        return run(program(**order["sizes"]), loop_factory)

    first = once()
    for _ in range(order["warmups"] - 1):
        once()
    readings = [once() for _ in range(order["repeats"])]
    say(
        {
            "value": median(value for value, _ in readings),
            "cpu": median(cpu for _, cpu in readings),
            "first": first[0],
        }
    )


def serve(server, sizes, loop_factory):
    """The harness closes our standard input when it has measured enough."""
    load = Load()
    start = time.perf_counter()

    def announce(port):
        nonlocal start
        start = time.perf_counter()
        say({"port": port})

    def stop_at_end_of_input():
        sys.stdin.read()
        say({"stepsPerSecond": round(load.steps / (time.perf_counter() - start))})
        os._exit(0)

    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    run(server(load=load, announce=announce, **sizes), loop_factory)


def main():
    kind, name, order = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    if kind == "uvloop":
        import uvloop

        loop_factory = uvloop.new_event_loop
    else:
        loop_factory = asyncio.new_event_loop
    if name in PROGRAMS:
        repeat(PROGRAMS[name], order, loop_factory)
    elif name in SERVERS:
        serve(SERVERS[name], order["sizes"], loop_factory)
    else:
        say({"absent": "it has no program for this workload"})


main()

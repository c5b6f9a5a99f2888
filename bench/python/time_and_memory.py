"""Timers, timeouts, cancellation, memory and delay in Python. The twin of src/samples/time/."""

import asyncio
import gc
import time
import tracemalloc

from measure import Lateness, Load, Stopwatch, check, random_delays, sum_to, tree_of


async def suspend_once(value):
    await asyncio.sleep(0)
    return value


async def wait_for_answer(steps, **_):
    watch = Stopwatch()
    total = 0
    for i in range(steps):
        total += await asyncio.wait_for(suspend_once(i), 10)
    reading = watch.read(steps)
    check(total, sum_to(steps))
    return reading


async def timeout_around(steps, **_):
    watch = Stopwatch()
    total = 0
    for _ in range(steps):
        async with asyncio.timeout(10):
            await asyncio.sleep(0)
            total += 1
    reading = watch.read(steps)
    check(total, steps)
    return reading


async def expire_wait_for():
    try:
        await asyncio.wait_for(asyncio.sleep(1000), 0.001)
        return 0
    except TimeoutError:
        return 1


async def expire_timeout():
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(1000)
        return 0
    except TimeoutError:
        return 1


async def expire_all(expire, tasks):
    watch = Stopwatch()
    spawned = [asyncio.create_task(expire()) for _ in range(tasks)]
    expired = 0
    for task in spawned:
        expired += await task
    reading = watch.read(tasks)
    check(expired, tasks)
    return reading


async def wait_for_expired(tasks, **_):
    return await expire_all(expire_wait_for, tasks)


async def timeout_expired(tasks, **_):
    return await expire_all(expire_timeout, tasks)


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


async def cancel_tree(tasks, **_):
    started = ended = 0

    async def node(size):
        nonlocal started, ended
        started += 1
        try:
            if size == 1:
                return await asyncio.sleep(1000)
            async with asyncio.TaskGroup() as group:
                for part in tree_of(size):
                    group.create_task(node(part))
                await asyncio.sleep(1000)
        finally:
            ended += 1

    root = asyncio.create_task(node(tasks))
    while started < tasks:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    watch = Stopwatch()
    root.cancel()
    try:
        await root
    except asyncio.CancelledError:
        pass
    reading = watch.read(tasks)
    check(ended, tasks)
    return reading


async def suspended(waited):
    await waited


async def memory(tasks, **_):
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


async def memory_timer(tasks, **_):
    loop = asyncio.get_running_loop()
    handles = [None] * tasks
    gc.collect()
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    for i in range(tasks):
        handles[i] = loop.call_later(1000 + i, do_nothing)
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    for handle in handles:
        handle.cancel()
    return used / tasks, 0


async def busy(load, lateness):
    while not lateness.complete:
        load.work()
        await asyncio.sleep(0)


async def delay(tasks, steps, **_):
    lateness = Lateness(steps)
    load = Load()
    spawned = [asyncio.create_task(busy(load, lateness)) for _ in range(tasks)]
    while not lateness.complete:
        start = time.perf_counter()
        await asyncio.sleep(Lateness.SECONDS)
        lateness.add(time.perf_counter() - start)
    for task in spawned:
        await task
    return lateness.read(load)


TIME = {
    "wait-for": wait_for_answer,
    "wait-for-expired": wait_for_expired,
    "timeout": timeout_around,
    "timeout-expired": timeout_expired,
    "timers": timers,
    "timers-cancel": timers_cancel,
    "sleepers": sleepers,
    "cancel-tree": cancel_tree,
    "memory": memory,
    "memory-timer": memory_timer,
    "delay": delay,
}

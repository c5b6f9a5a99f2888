"""Locks, semaphores, events, conditions and queues in Python. The twin of src/samples/coordination/."""

import asyncio

from measure import Crossing, Stopwatch, check, sum_to


async def lock_free(steps, **_):
    lock = asyncio.Lock()
    watch = Stopwatch()
    total = 0
    for i in range(steps):
        async with lock:
            total += i
    reading = watch.read(steps)
    check(total, sum_to(steps))
    return reading


async def hold_again(lock, crossing, steps):
    for _ in range(steps):
        async with lock:
            crossing.enter()
            await asyncio.sleep(0)
            crossing.leave()


async def contend(lock, most, tasks, steps):
    crossing = Crossing()
    watch = Stopwatch()
    spawned = [asyncio.create_task(hold_again(lock, crossing, steps)) for _ in range(tasks)]
    for task in spawned:
        await task
    reading = watch.read(tasks * steps)
    crossing.check(tasks * steps, min(tasks, most))
    return reading


async def lock_contended(tasks, steps, **_):
    return await contend(asyncio.Lock(), 1, tasks, steps)


async def semaphore(tasks, steps, limit, **_):
    return await contend(asyncio.Semaphore(limit), limit, tasks, steps)


async def event_wakes(tasks, steps, **_):
    event = asyncio.Event()
    waiting = woken = 0

    async def wait_again():
        nonlocal waiting, woken
        for _ in range(steps):
            waiting += 1
            await event.wait()
            woken += 1

    watch = Stopwatch()
    spawned = [asyncio.create_task(wait_again()) for _ in range(tasks)]
    for _ in range(steps):
        while waiting < tasks:
            await asyncio.sleep(0)
        waiting = 0
        fired, event = event, asyncio.Event()
        fired.set()
    for task in spawned:
        await task
    reading = watch.read(tasks * steps)
    check(woken, tasks * steps)
    return reading


async def condition(tasks, steps, **_):
    changed = asyncio.Condition()
    waiting = woken = 0

    async def wait_again():
        nonlocal waiting, woken
        for _ in range(steps):
            async with changed:
                waiting += 1
                await changed.wait()
                woken += 1

    watch = Stopwatch()
    spawned = [asyncio.create_task(wait_again()) for _ in range(tasks)]
    for _ in range(steps):
        while waiting < tasks:
            await asyncio.sleep(0)
        waiting = 0
        async with changed:
            changed.notify_all()
    for task in spawned:
        await task
    reading = watch.read(tasks * steps)
    check(woken, tasks * steps)
    return reading


async def produce(items, steps):
    for i in range(steps):
        await items.put(i)
    return 0


async def consume(items, steps):
    total = 0
    for _ in range(steps):
        total += await items.get()
    return total


async def queue(tasks, steps, limit, **_):
    items = asyncio.Queue(limit)
    spawned = []
    watch = Stopwatch()
    for _ in range(tasks):
        spawned.append(asyncio.create_task(produce(items, steps)))
        spawned.append(asyncio.create_task(consume(items, steps)))
    total = 0
    for task in spawned:
        total += await task
    reading = watch.read(tasks * steps)
    check(total, tasks * sum_to(steps))
    return reading


async def job(permits, crossing):
    async with permits:
        crossing.enter()
        await asyncio.sleep(0)
        crossing.leave()


async def limited(tasks, limit, **_):
    permits = asyncio.Semaphore(limit)
    crossing = Crossing()
    watch = Stopwatch()
    spawned = [asyncio.create_task(job(permits, crossing)) for _ in range(tasks)]
    for task in spawned:
        await task
    reading = watch.read(tasks)
    crossing.check(tasks, min(tasks, limit))
    return reading


COORDINATION = {
    "lock-free": lock_free,
    "lock-contended": lock_contended,
    "semaphore": semaphore,
    "limited": limited,
    "event": event_wakes,
    "condition": condition,
    "queue": queue,
}

"""Tasks and coroutines in Python. The twin of src/samples/tasks/."""

import asyncio

from measure import Stopwatch, check, sum_to


async def switcher(steps):
    for _ in range(steps):
        await asyncio.sleep(0)
    return steps


async def switches(tasks, steps, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(switcher(steps)) for _ in range(tasks)]
    done = 0
    for task in spawned:
        done += await task
    return watch.read(check(done, tasks * steps))


async def nothing(value):
    return value


async def suspend_once(value):
    await asyncio.sleep(0)
    return value


async def spawn(tasks, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(nothing(i)) for i in range(tasks)]
    total = 0
    for task in spawned:
        total += await task
    reading = watch.read(tasks)
    check(total, sum_to(tasks))
    return reading


async def spawn_suspend(tasks, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(suspend_once(i)) for i in range(tasks)]
    total = 0
    for task in spawned:
        total += await task
    reading = watch.read(tasks)
    check(total, sum_to(tasks))
    return reading


async def gather(tasks, **_):
    watch = Stopwatch()
    results = await asyncio.gather(*[suspend_once(i) for i in range(tasks)])
    reading = watch.read(tasks)
    check(sum(results), sum_to(tasks))
    return reading


async def task_group(tasks, **_):
    watch = Stopwatch()
    total = 0

    async def add(value):
        nonlocal total
        result = await suspend_once(value)
        total += result

    async with asyncio.TaskGroup() as group:
        for i in range(tasks):
            group.create_task(add(i))
    reading = watch.read(tasks)
    check(total, sum_to(tasks))
    return reading


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
    total = 0
    for i in range(steps):
        answer = pong.wait()
        ping.wake(i)
        total += await answer
    await partner
    reading = watch.read(steps)
    check(total, sum_to(steps))
    return reading


async def call(steps, **_):
    watch = Stopwatch()
    total = 0
    for i in range(steps):
        total += await nothing(i)
    reading = watch.read(steps)
    check(total, sum_to(steps))
    return reading


async def descend(depth, steps):
    if depth > 0:
        return 1 + await descend(depth - 1, steps)
    for _ in range(steps):
        await asyncio.sleep(0)
    return 0


async def chain(tasks, steps, depth, **_):
    watch = Stopwatch()
    spawned = [asyncio.create_task(descend(depth, steps)) for _ in range(tasks)]
    total = 0
    for task in spawned:
        total += await task
    reading = watch.read(tasks * steps)
    check(total, tasks * depth)
    return reading


TASKS = {
    "switch": switches,
    "spawn": spawn,
    "spawn-suspend": spawn_suspend,
    "gather": gather,
    "task-group": task_group,
    "future": future,
    "ping-pong": ping_pong,
    "call": call,
    "chain": chain,
    "chain-coroutine": chain,
}

"""How many tiny jobs a thread pool does in a second, from its first batch on: the peer of bench/src/executors.ts."""

import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor

JOBS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
WORKERS = int(sys.argv[2]) if len(sys.argv) > 2 else 2


def add_one(number):
    return number + 1


def stopwatch():
    """What a batch took: jobs a second, and microseconds of processor time a job, of all threads."""
    began, cpu = time.perf_counter(), time.process_time()
    return lambda: (JOBS / (time.perf_counter() - began), (time.process_time() - cpu) / JOBS * 1e6)


def submit_all(executor):
    taken = stopwatch()
    futures = [executor.submit(add_one, i) for i in range(JOBS)]
    results = [future.result() for future in futures]
    figures = taken()
    assert results == list(range(1, JOBS + 1))
    return figures


async def run_all(executor):
    loop = asyncio.get_running_loop()
    taken = stopwatch()
    futures = [loop.run_in_executor(executor, add_one, i) for i in range(JOBS)]
    results = [await future for future in futures]
    figures = taken()
    assert results == list(range(1, JOBS + 1))
    return figures


def show(name, figures):
    print(name, "jobs a second    ", "  ".join(f"{round(rate):,}" for rate, _ in figures))
    print(name, "us of CPU a job  ", "  ".join(f"{cpu:.1f}" for _, cpu in figures))


def main():
    with ThreadPoolExecutor(WORKERS) as executor:
        rates = [submit_all(executor) for _ in range(6)]
    with ThreadPoolExecutor(WORKERS) as executor:
        in_loop = [asyncio.run(run_all(executor)) for _ in range(6)]
    print(f"{JOBS} jobs, {WORKERS} threads, batch after batch; the first one starts the threads")
    show("submit         ", rates)
    show("run_in_executor", in_loop)


main()

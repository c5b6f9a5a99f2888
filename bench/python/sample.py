"""The sample program in Python, for CPython's own event loop and for uvloop: what runs the workloads beside this file."""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from statistics import median

from coordination import COORDINATION
from echo import ECHO
from measure import Load
from tasks import TASKS
from time_and_memory import TIME

PROGRAMS = {**TASKS, **COORDINATION, **TIME}


def run(coroutine, loop_factory):
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(coroutine)


def say(message):
    print(json.dumps(message), flush=True)


def launch(kind):
    """Runs hello.py: how long it took as a whole, and how long its import took, in milliseconds."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hello.py")
    start = time.perf_counter()
    output = subprocess.run([sys.executable, script, kind], check=True, capture_output=True, text=True).stdout
    return (time.perf_counter() - start) * 1e3, float(output)


def repeat(once, order):
    """What `once()` returns is the figure, the processor time, and perhaps more to tell."""
    deadline = time.perf_counter() + order.get("budgetMs", float("inf")) / 1e3
    first = once()
    for _ in range(order["warmups"] - 1):
        if time.perf_counter() < deadline:
            once()
    readings = [once()]
    while len(readings) < order["repeats"] and time.perf_counter() < deadline:
        readings.append(once())
    more = readings[-1][2] if len(readings[-1]) > 2 else {}
    say(
        {
            "value": median(reading[0] for reading in readings),
            "cpu": median(reading[1] for reading in readings),
            "first": first[0],
            **more,
        }
    )


def serve(server, sizes, loop_factory):
    """The harness closes our standard input when it has measured enough."""
    load = Load()

    def stop_at_end_of_input():
        sys.stdin.read()
        say({"stepsPerSecond": load.rate()})
        os._exit(0)

    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    run(server(load=load, announce=lambda port: say({"port": port}), **sizes), loop_factory)


def main():
    kind, name, order = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    if kind == "uvloop":
        import uvloop

        loop_factory = uvloop.new_event_loop
    else:
        loop_factory = asyncio.new_event_loop
    if name in PROGRAMS:
        repeat(lambda: run(PROGRAMS[name](**order["sizes"]), loop_factory), order)
    elif name == "start":
        repeat(lambda: (launch(kind)[0], 0), order)
    elif name == "import":
        repeat(lambda: (launch(kind)[1], 0), order)
    elif name == "all":
        for each in PROGRAMS.values():
            run(each(**order["sizes"]), loop_factory)
        launch(kind)
        say({"value": len(PROGRAMS), "cpu": 0, "first": len(PROGRAMS), "note": " ".join(PROGRAMS)})
    elif name in ECHO:
        serve(ECHO[name], order["sizes"], loop_factory)
    else:
        say({"absent": "it has no program for this workload"})


main()

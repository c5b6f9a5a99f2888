"""What every workload in Python shares: the stopwatch, checks, load. No workload lives here."""

import time


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


def check(value, wanted):
    """Gives value back if it is the wanted one: a program that does not do its work has no figure."""
    if value != wanted:
        raise RuntimeError(f"the program computed {value} instead of {wanted}")
    return value


def sum_to(count):
    return count * (count - 1) // 2


def percentile(values, fraction):
    return sorted(values)[min(len(values) - 1, int(len(values) * fraction))]


class Crossing:
    """Counts who is inside of what a lock guards."""

    def __init__(self):
        self.inside = self.most = self.entered = 0

    def enter(self):
        self.entered += 1
        self.inside += 1
        if self.inside > self.most:
            self.most = self.inside

    def leave(self):
        self.inside -= 1

    def check(self, entered, most):
        check(self.entered, entered)
        check(self.most, most)
        check(self.inside, 0)


def tree_of(size):
    """How many nodes each part below a node has, if a tree of size nodes has up to ten parts below each."""
    below = size - 1
    parts = min(10, below)
    return [(below + i) // parts for i in range(parts)]


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
        self.start = time.perf_counter()

    def work(self):
        x = 1
        for i in self.turns:
            x ^= i
        self.steps += 1

    def rate(self):
        """How often it worked in a second since it was made."""
        return round(self.steps / (time.perf_counter() - self.start))


class Lateness:
    """Collects by how much sleeps of two milliseconds end too late."""

    SECONDS = 0.002

    def __init__(self, count):
        self.count = count
        self.late = []

    @property
    def complete(self):
        return len(self.late) >= self.count

    def add(self, took):
        self.late.append((took - self.SECONDS) * 1e6)

    def read(self, load):
        p50, p99, p999 = (percentile(self.late, fraction) for fraction in (0.5, 0.99, 0.999))
        note = f"p99 {p99:.0f}, p99.9 {p999:.0f}, {load.rate():,} steps/s"
        return p50, 0, {"note": note, "tails": {"p99": p99, "p999": p999}}

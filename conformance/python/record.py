"""Records what CPython's asyncio does with programs of the trace language (conformance/README.md describes it).

Reads programs from standard input, one JSON object a line, and prints for each a line
{"id": ..., "shows": [...], "trace": [[time, task, text], ...]}, or {"id": ..., "rejected": reason} where the outcome rests on
something that is no part of asyncio (the depth of Python's stack). `shows` names what happened of that which differs between
versions of CPython. `--pure` uses the futures and tasks written in Python instead of
the accelerated ones. The module is also imported by other hosts of CPython, which call `record(line)`.
"""

import sys

if __name__ == "__main__" and "--pure" in sys.argv:
    sys.modules["_asyncio"] = None

import ast
import asyncio
import contextvars
import functools
import heapq
import inspect
import json
import textwrap
import warnings

WATCHDOG_DELAY = 1_000_000
CLEANUP_ROUNDS = 3
MAX_TRACE_LINES = 1_000
RECURSION = "RecursionError"  # a line with this word makes the program unfit
UNFIT_DEPTH = "the depth of the stack decides"


# --- What CPython leaves to chance, made definite -----------------------------------------------------------------------


class InsertionSet:
    """A set that is iterated in the order of insertion; CPython's is in the order of addresses in memory."""

    def __init__(self, items=()):
        self._items = dict.fromkeys(items)

    def add(self, item):
        self._items[item] = None

    def discard(self, item):
        self._items.pop(item, None)

    def remove(self, item):
        del self._items[item]

    def clear(self):
        self._items.clear()

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)


class SetsToInsertionSets(ast.NodeTransformer):
    """Rewrites set(...) and {... for ...} to InsertionSet(...)."""

    @staticmethod
    def _call(node, argument):
        return ast.copy_location(ast.Call(ast.Name("InsertionSet", ast.Load()), [argument], []), node)

    def visit_SetComp(self, node):
        self.generic_visit(node)
        return self._call(node, ast.GeneratorExp(node.elt, node.generators))

    def visit_Name(self, node):
        if node.id == "set" and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Name("InsertionSet", ast.Load()), node)
        return node


def with_insertion_sets(function):
    """The same function, compiled from its own source with every set that it makes ordered."""
    tree = SetsToInsertionSets().visit(ast.parse(textwrap.dedent(inspect.getsource(function))))
    namespace = {}
    scope = dict(vars(inspect.getmodule(function)), InsertionSet=InsertionSet)
    exec(compile(ast.fix_missing_locations(tree), "<ordered>", "exec"), scope, namespace)
    return namespace[function.__name__]


def order_sets():
    asyncio.TaskGroup.__init__ = with_insertion_sets(asyncio.TaskGroup.__init__)
    iterator = getattr(asyncio.tasks, "_AsCompletedIterator", None)
    if iterator is not None:
        iterator.__init__ = with_insertion_sets(iterator.__init__)


class OrderedTimerHandle(asyncio.TimerHandle):
    """Timers with equal deadlines fire in the order of creation; CPython's heap knows the deadline alone."""

    __slots__ = ("_sequence",)

    def __lt__(self, other):
        return (self._when, self._sequence) < (other._when, other._sequence)


class VirtualSelector:
    """Stands where the loop waits for I/O: waiting moves the clock, and nothing ever becomes ready."""

    def __init__(self):
        self.now = 0

    def select(self, timeout):
        if timeout is None:
            raise AssertionError("the loop waits for ever, though the watchdog's timer should be there")
        self.now += timeout
        return ()

    def close(self):
        pass


class VirtualLoop(asyncio.BaseEventLoop):
    """CPython's event loop over a clock that moves only when no callback is ready."""

    def __init__(self):
        super().__init__()
        self._selector = VirtualSelector()
        self._timers_made = 0

    def time(self):
        return self._selector.now

    def call_at(self, when, callback, *args, context=None):
        timer = OrderedTimerHandle(when, callback, args, self, context)
        timer._sequence = self._timers_made
        timer._scheduled = True
        self._timers_made += 1
        heapq.heappush(self._scheduled, timer)
        return timer

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


# --- Errors and texts ---------------------------------------------------------------------------------------------------


class Boom(Exception):
    pass


class Oops(Exception):
    pass


class Fail(Exception):
    pass


class Unset(Exception):
    """An op names a variable that has not been set. Never leaves the op."""


OWN_ERRORS = {error.__name__: error for error in (Boom, Oops, Fail)}
RAISED_ERRORS = {**OWN_ERRORS, "CancelledError": asyncio.CancelledError, "TimeoutError": TimeoutError}
NAMED_ERRORS = (
    *OWN_ERRORS.values(),
    TimeoutError,
    asyncio.InvalidStateError,
    asyncio.QueueEmpty,
    asyncio.QueueFull,
    asyncio.QueueShutDown,
    asyncio.BrokenBarrierError,
)


def error_text(error):
    if isinstance(error, asyncio.CancelledError):
        message = error.args[0] if error.args else None
        return f"CancelledError({message})" if message else "CancelledError"
    if isinstance(error, BaseExceptionGroup):
        return f"ExceptionGroup[{','.join(map(error_text, error.exceptions))}]"
    for kind in NAMED_ERRORS:
        if isinstance(error, kind):
            return kind.__name__
    if isinstance(error, RecursionError):
        return RECURSION
    if isinstance(error, (RuntimeError, ValueError)):
        return "misuse"
    return f"unexpected {type(error).__name__}: {error}"


def value_text(value):
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, list):
        return f"[{','.join(map(value_text, value))}]"
    if isinstance(value, BaseException):
        return f"!{error_text(value)}"
    return str(value)


def number_text(number):
    return str(int(number)) if number == int(number) else str(number)


def outcome_text(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    error = future.exception()
    return f"! {error_text(error)}" if error is not None else f"= {value_text(future.result())}"


def op_text(op):
    words = [op[0]]
    words += [value_text(argument) for argument in op[1:] if isinstance(argument, (str, int, float, bool))]
    return " ".join(words)


def matches(kind, error):
    if kind == "any":
        return True
    if kind == "cancelled":
        return isinstance(error, asyncio.CancelledError)
    if kind == "timeout":
        return isinstance(error, TimeoutError)
    if kind == "group":
        return isinstance(error, BaseExceptionGroup)
    if kind == "error":
        return not isinstance(error, asyncio.CancelledError)
    return isinstance(error, OWN_ERRORS[kind])


# --- Objects ------------------------------------------------------------------------------------------------------------


class Counter:
    def __init__(self):
        self.value = 0


OBJECTS = {
    "lock": lambda world: asyncio.Lock(),
    "semaphore": lambda world, n: asyncio.Semaphore(n),
    "boundedSemaphore": lambda world, n: asyncio.BoundedSemaphore(n),
    "event": lambda world: asyncio.Event(),
    "condition": lambda world, lock=None: asyncio.Condition(lock and world.get(lock)),
    "queue": lambda world, maxsize: asyncio.Queue(maxsize),
    "priorityQueue": lambda world, maxsize: asyncio.PriorityQueue(maxsize),
    "lifoQueue": lambda world, maxsize: asyncio.LifoQueue(maxsize),
    "barrier": lambda world, parties: asyncio.Barrier(parties),
    "future": lambda world: world.loop.create_future(),
    "counter": lambda world: Counter(),
    "contextVar": lambda world, default: contextvars.ContextVar("v", default=default),
}


class World:
    """A program at run time: its names, its tasks and its trace."""

    def __init__(self, loop):
        self.loop = loop
        self.names = {}
        self.task_names = {}  # task -> its name in the program; in order of creation
        self.callbacks = {}
        self.trace = []
        self.shows = set()
        self.ended = False
        self.rejected = None

    def get(self, name):
        value = asyncio.current_task() if name == "self" and running_task() else self.names.get(name)
        if value is None:
            raise Unset(name)
        return value

    def set_names_of(self, names):
        """The objects that those of the names stand for that are set."""
        return {name: self.get(name) for name in names if name in self.names or (name == "self" and running_task())}

    def make_object(self, name, description):
        kind, *arguments = description
        self.names[name] = OBJECTS[kind](self, *arguments)

    def name_task(self, task, name):
        self.task_names.setdefault(task, name)

    def task_text(self, task):
        return self.task_names.get(task) or "?"

    def log(self, text):
        task = running_task()
        self.log_as(self.task_text(task) if task else "-", text)

    def log_as(self, who, text):
        if self.ended:
            return
        if RECURSION in text:
            self.reject(f"{RECURSION}: {UNFIT_DEPTH}")
        self.trace.append([json_number(round(self.loop.time(), 6)), who, text])
        if len(self.trace) > MAX_TRACE_LINES:
            self.reject("the trace does not end")

    def log_failure(self, op, error):
        self.log(f"{op_text(op)} ! {error_text(error)}")

    def cancel(self, future, message=None):
        """Cancels, unless that would go round in circles until the stack overflows."""
        seen = set()
        waiter = future
        while isinstance(waiter, asyncio.Task) and waiter not in seen:
            seen.add(waiter)
            waiter = waiter._fut_waiter
        if waiter in seen:
            self.reject(f"{RECURSION}: {UNFIT_DEPTH}")
            return False
        return future.cancel(message)

    def reject(self, reason):
        self.rejected = self.rejected or reason
        self.ended = True
        self.loop.stop()


def running_task():
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


def json_number(number):
    return int(number) if number == int(number) else number


# --- Ops that do not wait: (scope, arguments) -> suffix -----------------------------------------------------------------

PLAIN = {}
WAITING = {}
BLOCKS = {}


def defines(table, name):
    def register(function):
        table[name] = function
        return function

    return register


plain = functools.partial(defines, PLAIN)
waiting = functools.partial(defines, WAITING)
block = functools.partial(defines, BLOCKS)


class Returned:
    """What a body gives back when `return` was run in it."""

    def __init__(self, value):
        self.value = value


class Scope:
    """Where an op stands: its world, and the error being handled there."""

    def __init__(self, world, handled=None):
        self.world = world
        self.handled = handled

    # Running bodies

    async def body(self, ops):
        """Runs the ops in turn. Gives a Returned if `return` was among them."""
        for op in ops:
            if self.world.ended:
                return None
            returned = await self.op(op)
            if returned is not None:
                return returned
        return None

    async def op(self, op):
        name, *arguments = op
        if name in PLAIN:
            self.plain_op(op)
            return None
        if name in WAITING:
            await self.waiting_op(op)
            return None
        return await BLOCKS[name](self, op, *arguments)

    def plain_op(self, op):
        name, *arguments = op
        try:
            suffix = PLAIN[name](self, *arguments)
        except Unset:
            self.world.log(f"{op_text(op)} ? unset")
        except Raised as raised:
            raise raised.error
        except BaseException as error:
            self.world.log_failure(op, error)
            raise
        else:
            self.world.log(op_text(op) + (suffix or ""))

    async def waiting_op(self, op):
        name, *arguments = op
        try:
            suffix = await WAITING[name](self, *arguments)
        except Unset:
            self.world.log(f"{op_text(op)} ? unset")
        except GeneratorExit:
            raise
        except BaseException as error:
            self.world.log_failure(op, error)
            raise
        else:
            self.world.log(op_text(op) + (suffix or ""))

    # Making coroutines and callbacks

    async def coroutine(self, ops, name=None):
        """The coroutine of a task or item, or of a waitFor (unnamed)."""
        if name is not None:
            self.world.name_task(asyncio.current_task(), name)
        returned = await self.body(ops)
        return returned.value if returned else None

    def items(self, items):
        for item in items:
            if isinstance(item, dict):
                yield self.coroutine(item["body"], item["name"])
            elif item in self.world.names or (item == "self" and running_task()):
                yield self.world.get(item)

    def callback(self, first_line, ops):
        def run():
            if self.world.ended:
                return
            self.world.log(first_line())
            for op in ops:
                self.plain_op(op)

        return run

    def context_of(self, options):
        """The keyword argument for the context, if one is given: the accelerated Future does not take None for none."""
        return {"context": self.world.get(options["context"])} if "context" in options else {}


class Raised(Exception):
    """`raise` was run: its error is on its way out, without a line of its own."""

    def __init__(self, error):
        self.error = error


def make_error(name):
    return RAISED_ERRORS[name]()


@plain("log")
def _(scope, text):
    return None


@plain("raise")
def _(scope, name):
    scope.world.log(f"raise {name}")
    raise Raised(make_error(name))


@plain("name")
def _(scope):
    task = running_task()
    if task is None:
        return " -"
    name = task.get_name()
    return " ?" if name.startswith("Task-") else f" {name}"


@plain("allTasks")
def _(scope):
    return " " + ",".join(sorted(scope.world.task_text(task) for task in unfinished_tasks(scope.world)))


def unfinished_tasks(world):
    """All tasks but the runner's, in order of creation; those that have not started come last."""
    order = {task: place for place, task in enumerate(world.task_names)}
    tasks = [task for task in asyncio.all_tasks(world.loop) if task is not world.runner]
    return sorted(tasks, key=lambda task: order.get(task, len(order)))


@plain("cause")
def _(scope):
    cause = scope.handled and scope.handled.__cause__
    return f" {error_text(cause)}" if cause else " none"


@plain("spawn")
def _(scope, name, ops, options={}):
    world = scope.world
    context = scope.context_of(options)
    coroutine = scope.coroutine(ops, name)
    if options.get("eager"):
        task = asyncio.Task(coroutine, loop=world.loop, name=name, eager_start=True, **context)
    else:
        task = world.loop.create_task(coroutine, name=name, **context)
    world.name_task(task, name)
    world.names[name] = task


@plain("groupSpawn")
def _(scope, group, name, ops):
    world = scope.world
    task_group = world.get(group)
    coroutine = scope.coroutine(ops, name)
    try:
        task = task_group.create_task(coroutine, name=name)
    except BaseException:
        coroutine.close()
        raise
    world.name_task(task, name)
    world.names[name] = task
    if task.done():
        failed = not task.cancelled() and task.exception() is not None
        world.shows.add("eager group task failed" if failed else "eager group task ended")


@plain("cancel")
def _(scope, x, message=None):
    return f" = {value_text(scope.world.cancel(scope.world.get(x), message))}"


@plain("uncancel")
def _(scope, x):
    return f" = {scope.world.get(x).uncancel()}"


@plain("cancelling")
def _(scope, x):
    return f" = {scope.world.get(x).cancelling()}"


@plain("state")
def _(scope, x):
    return f" {outcome_text(scope.world.get(x))}"


@plain("release")
def _(scope, x):
    scope.world.get(x).release()


@plain("locked")
def _(scope, x):
    return f" = {value_text(scope.world.get(x).locked())}"


@plain("eventSet")
def _(scope, event):
    scope.world.get(event).set()


@plain("eventClear")
def _(scope, event):
    scope.world.get(event).clear()


@plain("eventIsSet")
def _(scope, event):
    return f" = {value_text(scope.world.get(event).is_set())}"


@plain("notify")
def _(scope, condition, n):
    scope.world.get(condition).notify(n)


@plain("notifyAll")
def _(scope, condition):
    scope.world.get(condition).notify_all()


@plain("add")
def _(scope, counter, n):
    counter = scope.world.get(counter)
    counter.value += n
    return f" = {counter.value}"


@plain("putNowait")
def _(scope, queue, value):
    scope.world.get(queue).put_nowait(value)


@plain("getNowait")
def _(scope, queue):
    return f" = {value_text(scope.world.get(queue).get_nowait())}"


@plain("taskDone")
def _(scope, queue):
    scope.world.get(queue).task_done()


@plain("shutdown")
def _(scope, queue, immediate):
    scope.world.get(queue).shutdown(immediate)


@plain("qsize")
def _(scope, queue):
    queue = scope.world.get(queue)
    return f" = {queue.qsize()}{' empty' if queue.empty() else ''}{' full' if queue.full() else ''}"


@plain("barrierState")
def _(scope, barrier):
    barrier = scope.world.get(barrier)
    return f" = {barrier.n_waiting}/{barrier.parties}{' broken' if barrier.broken else ''}"


@plain("setResult")
def _(scope, future, value):
    scope.world.get(future).set_result(value)


@plain("setException")
def _(scope, future, name):
    scope.world.get(future).set_exception(make_error(name))


@plain("reschedule")
def _(scope, timeout, delay):
    timeout = scope.world.get(timeout)
    timeout.reschedule(None if delay is None else scope.world.loop.time() + delay)


@plain("expired")
def _(scope, timeout):
    return f" = {value_text(scope.world.get(timeout).expired())}"


@plain("when")
def _(scope, timeout):
    return f" = {value_text(scope.world.get(timeout).when())}"


@plain("callSoon")
def _(scope, name, ops, options={}):
    call = scope.callback(lambda: f"call {name}", ops)
    scope.world.names[name] = scope.world.loop.call_soon(call, **scope.context_of(options))


@plain("callLater")
def _(scope, name, delay, ops, options={}):
    call = scope.callback(lambda: f"call {name}", ops)
    scope.world.names[name] = scope.world.loop.call_later(delay, call, **scope.context_of(options))


@plain("callAt")
def _(scope, name, when, ops, options={}):
    call = scope.callback(lambda: f"call {name}", ops)
    scope.world.names[name] = scope.world.loop.call_at(when, call, **scope.context_of(options))


@plain("cancelHandle")
def _(scope, name):
    handle = scope.world.get(name)
    cancelled = handle.cancelled()
    handle.cancel()
    return f" = {value_text(cancelled)}"


@plain("addDoneCallback")
def _(scope, x, name, ops, options={}):
    world = scope.world
    future = world.get(x)
    context = scope.context_of(options)

    def callback(future):
        scope.callback(lambda: f"callback {name} {outcome_text(future)}", ops)()

    future.add_done_callback(world.callbacks.setdefault(name, callback), **context)


@plain("removeDoneCallback")
def _(scope, x, name):
    future = scope.world.get(x)
    return f" = {future.remove_done_callback(scope.world.callbacks.get(name))}"


@plain("varGet")
def _(scope, variable):
    return f" = {value_text(scope.world.get(variable).get())}"


@plain("varSet")
def _(scope, variable, value):
    scope.world.get(variable).set(value)


@plain("copyContext")
def _(scope, name):
    scope.world.names[name] = contextvars.copy_context()


# --- Ops that wait: (scope, arguments) -> coroutine of the suffix -------------------------------------------------------


@waiting("sleep")
async def _(scope, delay):
    await asyncio.sleep(delay)


@waiting("await")
async def _(scope, x):
    return f" = {value_text(await scope.world.get(x))}"


@waiting("gather")
async def _(scope, items, return_exceptions):
    results = await asyncio.gather(*scope.items(items), return_exceptions=return_exceptions)
    return f" = {value_text(results)}"


@waiting("wait")
async def _(scope, names, options={}):
    futures = scope.world.set_names_of(names)
    done, pending = await asyncio.wait(
        futures.values(),
        timeout=options.get("timeout"),
        return_when=options.get("returnWhen", asyncio.ALL_COMPLETED),
    )

    def names_of(some):
        return ",".join(sorted(name for name, future in futures.items() if future in some))

    return f" done={names_of(done)} pending={names_of(pending)}"


@waiting("waitFor")
async def _(scope, x, timeout):
    awaitable = scope.coroutine(x) if isinstance(x, list) else scope.world.get(x)
    return f" = {value_text(await asyncio.wait_for(awaitable, timeout))}"


@waiting("shield")
async def _(scope, item):
    awaitable = scope.coroutine(item["body"], item["name"]) if isinstance(item, dict) else scope.world.get(item)
    return f" = {value_text(await asyncio.shield(awaitable))}"


@waiting("acquire")
async def _(scope, x):
    await scope.world.get(x).acquire()


@waiting("eventWait")
async def _(scope, event):
    await scope.world.get(event).wait()


@waiting("condWait")
async def _(scope, condition):
    await scope.world.get(condition).wait()


@waiting("condWaitFor")
async def _(scope, condition, counter, n):
    counter = scope.world.get(counter)
    await scope.world.get(condition).wait_for(lambda: counter.value >= n)


@waiting("put")
async def _(scope, queue, value):
    await scope.world.get(queue).put(value)


@waiting("get")
async def _(scope, queue):
    return f" = {value_text(await scope.world.get(queue).get())}"


@waiting("join")
async def _(scope, queue):
    await scope.world.get(queue).join()


@waiting("barrierWait")
async def _(scope, barrier):
    return f" = {await scope.world.get(barrier).wait()}"


@waiting("barrierAbort")
async def _(scope, barrier):
    await scope.world.get(barrier).abort()


@waiting("barrierReset")
async def _(scope, barrier):
    await scope.world.get(barrier).reset()


# --- Ops with lines of their own: (scope, op, arguments) -> coroutine of a Returned or None -----------------------------


@block("asCompleted")
async def _(scope, op, items, timeout):
    world = scope.world
    try:
        for coroutine in asyncio.as_completed(list(scope.items(items)), timeout=timeout):
            try:
                world.log(f"asCompleted = {value_text(await coroutine)}")
            except (*OWN_ERRORS.values(), TimeoutError) as error:
                world.log(f"asCompleted ! {error_text(error)}")
    except GeneratorExit:
        raise
    except BaseException as error:
        world.log_failure(op, error)
        raise
    world.log(f"{op_text(op)} end")


@block("asCompletedFor")
async def _(scope, op, names, timeout):
    world = scope.world
    futures = world.set_names_of(names)
    try:
        async for future in asyncio.as_completed(list(futures.values()), timeout=timeout):
            name = next(name for name, candidate in futures.items() if candidate is future)
            world.log(f"asCompletedFor {name} {outcome_text(future)}")
    except GeneratorExit:
        raise
    except BaseException as error:
        world.log_failure(op, error)
        raise
    world.log(f"{op_text(op)} end")


@block("return")
async def _(scope, op, value):
    scope.world.log(op_text(op))
    return Returned(value)


@block("rethrow")
async def _(scope, op):
    scope.world.log("rethrow")
    raise scope.handled


@block("repeat")
async def _(scope, op, times, ops):
    for _ in range(times):
        returned = await scope.body(ops)
        if returned:
            return returned
    return None


@block("try")
async def _(scope, op, ops, handlers, final=None):
    world = scope.world
    try:
        try:
            return await scope.body(ops)
        except GeneratorExit:
            raise
        except BaseException as error:
            handler = next((ops for kind, ops in handlers if matches(kind, error)), None)
            if handler is None:
                raise
            world.log(f"caught {error_text(error)}")
            return await Scope(world, error).body(handler)
    finally:
        if final is not None and not world.ended:
            world.log("finally")
            await scope.body(final)


async def enter(scope, op, manager, ops, in_suffix, out_suffix):
    """`async with manager`, with a line when it is entered and one when it is left."""
    world = scope.world
    try:
        async with manager as value:
            world.log(f"{op_text(op)} in{in_suffix(value)}")
            returned = await scope.body(ops)
    except GeneratorExit:
        raise
    except BaseException as error:
        world.log(f"{op_text(op)} ! {error_text(error)}{out_suffix()}")
        raise
    world.log(f"{op_text(op)} out{out_suffix()}")
    return returned


def no_suffix(*_):
    return ""


@block("with")
async def _(scope, op, x, ops):
    try:
        manager = scope.world.get(x)
    except Unset:
        scope.world.log(f"{op_text(op)} ? unset")
        return None
    index = (lambda value: f" = {value}") if isinstance(manager, asyncio.Barrier) else no_suffix
    return await enter(scope, op, manager, ops, index, no_suffix)


async def enter_timeout(scope, op, name, timeout, ops):
    scope.world.names[name] = timeout
    return await enter(scope, op, timeout, ops, no_suffix, lambda: f" expired={value_text(timeout.expired())}")


@block("timeout")
async def _(scope, op, name, delay, ops):
    return await enter_timeout(scope, op, name, asyncio.timeout(delay), ops)


@block("timeoutAt")
async def _(scope, op, name, when, ops):
    return await enter_timeout(scope, op, name, asyncio.timeout_at(when), ops)


@block("group")
async def _(scope, op, name, ops):
    scope.world.names[name] = group = asyncio.TaskGroup()
    return await enter(scope, op, group, ops, no_suffix, no_suffix)


# --- The runner ---------------------------------------------------------------------------------------------------------


def report(world, loop, context):
    if "handle" in context:
        world.log_as("-", f"handler {error_text(context.get('exception'))}")


def watchdog(world):
    if world.main.done() or world.watchdog_fired:
        world.log_as("-", "stuck")
        world.ended = True
        world.loop.stop()
        return
    world.watchdog_fired = True
    world.log_as("-", "deadlock")
    for task in unfinished_tasks(world):
        world.cancel(task)
    world.loop.call_later(WATCHDOG_DELAY, watchdog, world)


async def run_program(world, program):
    loop = world.loop
    world.runner = asyncio.current_task()
    world.watchdog_fired = False
    loop.set_exception_handler(functools.partial(report, world))
    if program.get("eager"):
        loop.set_task_factory(asyncio.eager_task_factory)
    for name, description in program["objects"].items():
        world.make_object(name, description)
    end = loop.create_future()
    loop.call_later(WATCHDOG_DELAY, watchdog, world)
    world.main = loop.create_task(Scope(world).coroutine(program["main"], "main"), name="main")
    world.name_task(world.main, "main")
    world.main.add_done_callback(lambda _: end.set_result(None))
    await end
    world.log_as("-", f"main {outcome_text(world.main)}")
    await clean_up(world)
    world.ended = True


async def clean_up(world):
    for _ in range(CLEANUP_ROUNDS):
        tasks = unfinished_tasks(world)
        if not tasks:
            return
        await all_done(world, tasks)


async def all_done(world, tasks):
    end = world.loop.create_future()
    left = len(tasks)

    def one_done(_):
        nonlocal left
        left -= 1
        if left == 0:
            end.set_result(None)

    for task in tasks:
        task.add_done_callback(one_done)
    for task in tasks:
        world.cancel(task)
    await end


def record_program(program):
    loop = VirtualLoop()
    world = World(loop)
    try:
        loop.run_until_complete(run_program(world, program))
    except RecursionError:
        world.reject(f"{RECURSION}: {UNFIT_DEPTH}")
    except RuntimeError:
        if not world.ended:  # "Event loop stopped before Future completed" is how a trace ends early
            raise
    finally:
        world.ended = True
    if world.rejected:
        return {"id": program.get("id"), "rejected": world.rejected}
    return {"id": program.get("id"), "shows": sorted(world.shows), "trace": world.trace}


def record(line):
    """Records the program of a line of JSON, and gives a line of JSON."""
    outer = asyncio._get_running_loop()  # a host that embeds CPython may have one running
    asyncio._set_running_loop(None)
    try:
        return json.dumps(record_program(json.loads(line)), separators=(",", ":"))
    finally:
        asyncio._set_running_loop(outer)


if sys.platform == "emscripten":
    # A stack overflow would end this interpreter before Python's own limit makes an error of it.
    sys.setrecursionlimit(150)
order_sets()
warnings.simplefilter("ignore")
sys.unraisablehook = lambda _: None  # coroutines that a program leaves behind are closed at any time


def main():
    for line in sys.stdin:
        print(record(line), flush=True)


if __name__ == "__main__":
    main()

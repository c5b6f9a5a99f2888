// What the core exports to users. Re-exports only.

export { EventLoop, getEventLoop, getRunningLoop, newEventLoop, setEventLoop } from "./base_events.ts";
export { Context, ContextVar, Token, copyContext } from "./contextvars.ts";
export {
  Awaitable,
  type Coroutine,
  type CoroutineFunction,
  type CoroutineLike,
  type ResultOf,
  type ResultsOf,
  type Suspension,
  coroutine,
  iscoroutine,
  iscoroutinefunction,
} from "./coroutines.ts";
export {
  AbstractEventLoop,
  type CallbackOptions,
  type ExceptionContext,
  type ExceptionHandler,
  Handle,
  type TaskOptions,
  TimerHandle,
} from "./events.ts";
export {
  BaseException,
  BrokenBarrierError,
  CancelledError,
  EOFError,
  IncompleteReadError,
  InvalidStateError,
  KeyboardInterrupt,
  LimitOverrunError,
  NotImplementedError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  RuntimeError,
  SendfileNotAvailableError,
  SystemExit,
  TimeoutError,
  ValueError,
  isException,
} from "./exceptions.ts";
export { Future, isfuture, wrapFuture } from "./futures.ts";
export { type Host, type HostAbortSignal, getHost, setHost } from "./host.ts";
export { Runner, type RunnerOptions, run } from "./runners.ts";
export {
  Task,
  type TaskFactory,
  allTasks,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  ensureFuture,
  sleep,
  until,
} from "./tasks.ts";

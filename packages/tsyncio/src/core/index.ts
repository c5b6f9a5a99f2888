// What the core exports to users. Re-exports only.

export { type AddrInfo, type AddrInfoFlag, type GetAddrInfoOptions, type NameInfoFlag } from "./addresses.ts";
export { type AsCompleted, type AsCompletedFutures, asCompleted } from "./as_completed.ts";
export { EventLoop, getEventLoop, getRunningLoop, newEventLoop, setEventLoop } from "./base_events.ts";
export { DEVNULL, PIPE, type ProgramArguments, STDOUT, type SubprocessOptions } from "./base_subprocess.ts";
export {
  type ConnectionOptions,
  type ServerOptions,
  type UnixConnectionOptions,
  type UnixServerOptions,
} from "./connections.ts";
export {
  AsyncExitStack,
  type AsyncContextManager,
  type AsyncIterableLike,
  type AsyncIteratorLike,
  BREAK,
  type ExitCallback,
  aclosing,
  aiter,
  anext,
  asyncContextManager,
  asyncFor,
  asyncWith,
  nullcontext,
} from "./contextlib.ts";
export { coroutine } from "./calls.ts";
export { Context, ContextVar, Token, copyContext } from "./contextvars.ts";
export {
  Awaitable,
  type Coroutine,
  type CoroutineFunction,
  type CoroutineLike,
  type ResultOf,
  type ResultsOf,
  type Suspension,
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
  BaseExceptionGroup,
  type ErrorClass,
  type ErrorCondition,
  ExceptionGroup,
  type GroupPart,
} from "./exception_groups.ts";
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
  StopAsyncIteration,
  SystemExit,
  TimeoutError,
  ValueError,
  isException,
} from "./exceptions.ts";
export { type DatagramOptions } from "./datagrams.ts";
export type { StackFrame } from "./frames.ts";
export { Future, isfuture, wrapFuture } from "./futures.ts";
export {
  type CallGraphOptions,
  FrameCallGraphEntry,
  FutureCallGraph,
  type PrintCallGraphOptions,
  captureCallGraph,
  formatCallGraph,
  futureAddToAwaitedBy,
  futureDiscardFromAwaitedBy,
  printCallGraph,
} from "./graph.ts";
export { type Host, type HostAbortSignal, getHost, setHost } from "./host.ts";
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from "./locks.ts";
export {
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionError,
  ConnectionRefusedError,
  ConnectionResetError,
  FileExistsError,
  FileNotFoundError,
  IsADirectoryError,
  NotADirectoryError,
  OSError,
  type OSErrorDetails,
  PermissionError,
  ProcessLookupError,
  SSLCertVerificationError,
  SSLError,
  type SSLErrorDetails,
} from "./os_errors.ts";
export { BaseProtocol, BufferedProtocol, DatagramProtocol, Protocol, SubprocessProtocol } from "./protocols.ts";
export { LifoQueue, PriorityQueue, type PriorityQueueOptions, Queue, type QueueIterator } from "./queues.ts";
export { Runner, type RunnerOptions, run } from "./runners.ts";
export { type SendfileOptions } from "./sendfile.ts";
export { Server } from "./servers.ts";
export { sleep } from "./sleep.ts";
export { type RaceOutcome, staggeredRace } from "./staggered.ts";
export { openStderr, openStdin, openStdout } from "./stdio.ts";
export {
  type ClientConnectedCallback,
  type OpenConnectionOptions,
  type OpenUnixConnectionOptions,
  type StartServerOptions,
  type StartUnixServerOptions,
  StreamReader,
  type StreamReaderOptions,
  StreamReaderProtocol,
  StreamWriter,
  type WriterStartTlsOptions,
  openConnection,
  openUnixConnection,
  startServer,
  startUnixServer,
} from "./streams.ts";
export {
  type CreateSubprocessOptions,
  Process,
  type ProcessWaitOptions,
  createSubprocessExec,
  createSubprocessShell,
} from "./subprocess.ts";
export { TaskGroup } from "./taskgroups.ts";
export {
  Task,
  type TaskFactory,
  allTasks,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  ensureFuture,
  until,
} from "./tasks.ts";
export {
  type Executor,
  type ExecutorJob,
  type ExecutorShutdownOptions,
  runCoroutineThreadsafe,
  toThread,
} from "./threads.ts";
export { Timeout, type TimeoutBody, timeout, timeoutAt } from "./timeouts.ts";
export {
  type ClientTLSOptions,
  type SNIAnswer,
  type SSLContext,
  type SSLOptions,
  type SecureContext,
  type ServerTLSOptions,
  type StartTlsOptions,
  type TLSTimeouts,
  type TLSVersion,
} from "./tls.ts";
export {
  BaseTransport,
  type Cipher,
  DatagramTransport,
  type ExtraInfo,
  type PeerCertificate,
  type ReadTransport,
  type SocketAddress,
  SubprocessTransport,
  Transport,
  type TransportSocket,
  type WriteBufferLimits,
  type WriteTransport,
} from "./transports.ts";
export {
  ALL_COMPLETED,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type GatherOptions,
  type Outcomes,
  type ReturnWhen,
  type WaitOptions,
  gather,
  shield,
  wait,
  waitFor,
} from "./waiting.ts";

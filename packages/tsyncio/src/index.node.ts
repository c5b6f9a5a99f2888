// The package's entry on Node: installs the host, exports the core and what only Node has. Nothing else.

import { setHost } from "./core/host.ts";
import { nodeHost } from "./node/host.ts";

setHost(nodeHost);

export * from "./core/index.ts";
export {
  ClosableStreamReader,
  type ReadableStreamLike,
  type ReaderBridgeOptions,
  type ReaderSourceOptions,
  type WritableStreamLike,
  type WriterSinkOptions,
} from "./node/bridge_tasks.ts";
export { readerFromNode, readerToNode, writerFromNode, writerToNode } from "./node/bridges_node.ts";
export { readerFromWeb, readerToWeb, writerFromWeb, writerToWeb } from "./node/bridges_web.ts";
export { ConcurrentFuture } from "./node/concurrent_future.ts";
export { moduleFunction, transfer } from "./node/executor_functions.ts";
export {
  BrokenExecutor,
  BrokenProcessPool,
  BrokenThreadPool,
  ExecutorFuture,
  type ExecutorOptions,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  type ThreadPoolOptions,
} from "./node/executors.ts";
export { type HandlerResult, type LoopHandlers, LoopPort, exportLoop } from "./node/threads.ts";

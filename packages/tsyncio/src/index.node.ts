// The package's entry on Node: installs the host, exports the core and what only Node has. Nothing else.

import { setHost } from "./core/host.ts";
import { nodeHost } from "./node/host.ts";

setHost(nodeHost);

export * from "./core/index.ts";
export { type LoopHandlers, LoopPort, exportLoop } from "./node/threads.ts";

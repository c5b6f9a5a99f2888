// What other programs can have of the chat: a server and clients to run in their own loop. Re-exports only.

export { type JoinEnding, type JoinOptions, type User, join } from "./client.ts";
export { type Limits, defaultLimits } from "./limits.ts";
export { ChatServer, type ChatServerOptions } from "./server.ts";

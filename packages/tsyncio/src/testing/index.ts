// What tests of programs need: virtual time. Re-exports only.

export { Sequencer, waitAllTasksBlocked } from "./checkpoints.ts";
export { DeadlockError, LeakedTasksError, TestTimeoutError, UnreceivedError } from "./errors.ts";
export { type RecordedEvent, Recording } from "./recording.ts";
export { type RunVirtualOptions, VirtualEventLoop, type VirtualTimeOptions, runVirtual } from "./virtual_event_loop.ts";
export { type TestBody, type VirtualTestOptions, virtualTest } from "./virtual_test.ts";

// What tests of programs need: virtual time. Re-exports only.

export { VirtualEventLoop, runVirtual } from "./virtual_event_loop.ts";

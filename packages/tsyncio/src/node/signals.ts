// The signals of the operating system: their names and numbers, and who listens to them. Nothing of any loop.

import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";

import { RuntimeError } from "../core/exceptions.ts";
import type { HostSignal, HostSignals } from "../core/host.ts";

class NodeSignals implements HostSignals {
  find(signal: string | number): HostSignal | null {
    for (const [name, number] of Object.entries(constants.signals)) {
      if (name === signal || number === signal) return { name, number };
    }
    return null;
  }

  listen(name: string, listener: () => void): () => void {
    // In a worker thread the host would take the listener, and never call it.
    if (!isMainThread) throw new RuntimeError(`signal ${name} can be handled in the main thread only`);
    try {
      process.on(name as NodeJS.Signals, listener);
    } catch (cause) {
      process.off(name, listener);
      throw new RuntimeError(`signal ${name} cannot be caught`, { cause });
    }
    return () => void process.off(name, listener);
  }
}

/** The signals that Node knows. */
export const nodeSignals: HostSignals = new NodeSignals();

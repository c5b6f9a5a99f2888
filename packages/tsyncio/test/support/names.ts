// Names for tests: what the system's resolver says of them, and addresses at which connecting never ends.

import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";

/** Have `names` resolve to their addresses, and connecting to those of `silent` never come to an end, until disposed of. */
export function fakeNames(names: Record<string, readonly string[]>, silent: readonly string[] = []) {
  const { lookup } = dns;
  const connect = Reflect.get(Socket.prototype, "connect") as (this: Socket, ...args: unknown[]) => Socket;
  const waiting: Socket[] = [];
  const tried: string[] = [];
  const fake = (name: string, _options: object, callback: (error: Error | null, found?: unknown) => void): void => {
    const addresses = names[name];
    const found = addresses?.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const error = found === undefined ? Object.assign(new Error(`ENOTFOUND ${name}`), { code: "ENOTFOUND" }) : null;
    setImmediate(() => callback(error, found));
  };
  Reflect.set(dns, "lookup", fake);
  syncBuiltinESMExports();
  Reflect.set(Socket.prototype, "connect", function connectOrWait(this: Socket, ...args: unknown[]): Socket {
    const [options] = (Array.isArray(args[0]) ? args[0] : args) as [{ host?: string }];
    if (options.host !== undefined) tried.push(options.host);
    if (!silent.includes(options.host ?? "")) return connect.apply(this, args);
    Reflect.set(this, "connecting", true);
    waiting.push(this);
    return this;
  });
  return {
    /** The addresses that were tried, in order. */
    tried,
    /** The sockets whose connecting does not end. */
    waiting,
    [Symbol.dispose]() {
      Reflect.set(dns, "lookup", lookup);
      syncBuiltinESMExports();
      Reflect.set(Socket.prototype, "connect", connect);
    },
  };
}

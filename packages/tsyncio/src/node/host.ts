// The host for Node (and Bun and Deno through their Node layer): clock, turns, timers, signals, asynchronous context.

import { AsyncLocalStorage, AsyncResource, executionAsyncResource } from "node:async_hooks";
import { inspect } from "node:util";

import { KeyboardInterrupt, SystemExit } from "../core/exceptions.ts";
import type {
  AsyncContextSnapshot,
  GuestStorage,
  Host,
  HostAbortController,
  HostFiles,
  HostNetwork,
  HostPipes,
  HostProcesses,
  HostSignals,
  HostTimer,
} from "../core/host.ts";
import type { Executor } from "../core/threads.ts";
import { ThreadPoolExecutor } from "./executors.ts";
import { nodeNetwork } from "./net.ts";
import { nodeFiles } from "./open_files.ts";
import { nodePipes } from "./pipes.ts";
import { nodeSignals } from "./signals.ts";
import { nodeProcesses } from "./subprocess.ts";

/** The longest delay that setTimeout takes; beyond it, it would fire at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Whether tasks carry the `AsyncLocalStorage` stores of the code that started them. */
const CARRIES_ASYNC_CONTEXT = process.env["TSYNCIO_ASYNC_CONTEXT"] !== "0";

// `performance` is an accessor of the global object: to read it takes as long as to read the clock, so it is not read each time.
// Fake timers put another in its place, and others in the place of these two, of which V8 knows without looking whether they are the
// same still.
const loadedDate = Date;
const loadedSetTimeout = setTimeout;
const readLoadedClock: () => number = performance.now.bind(performance);

class NodeHost implements Host {
  readonly name = "node";
  readonly debug: boolean = isSwitchedOn(process.env["TSYNCIO_DEBUG"]);
  readonly network: HostNetwork = nodeNetwork;
  readonly files: HostFiles = nodeFiles;
  readonly processes: HostProcesses = nodeProcesses;
  readonly signals: HostSignals = nodeSignals;
  readonly pipes: HostPipes = nodePipes;

  now(): number {
    const isFaked = Date !== loadedDate || setTimeout !== loadedSetTimeout;
    return (isFaked ? performance.now() : readLoadedClock()) / 1000;
  }

  postTurn(callback: () => void): void {
    setImmediate(runAtHome, callback);
  }

  setTimer(callback: () => void, when: number): HostTimer {
    // Rounded up: a timer that fires too early only costs a second look.
    const delay = Math.ceil((when - this.now()) * 1000);
    return setTimeout(runAtHome, Math.min(Math.max(delay, 0), MAX_TIMEOUT_MS), callback);
  }

  clearTimer(timer: HostTimer): void {
    clearTimeout(timer as NodeJS.Timeout);
  }

  report(text: string, error?: unknown): void {
    if (error === undefined) console.error(text);
    else console.error(`${text}\n${inspect(error)}`);
  }

  createAbortController(): HostAbortController {
    return new AbortController();
  }

  createGuestStorage<T>(): GuestStorage<T> {
    const storage = new AsyncLocalStorage<T>();
    guestStorages.push(storage);
    guestSymbols.add((storage as unknown as { kResourceStore?: symbol }).kResourceStore);
    return storage;
  }

  captureAsyncContext(): AsyncContextSnapshot | null {
    return CARRIES_ASYNC_CONTEXT ? captureAsyncContext() : null;
  }

  runAtHome(callback: () => void): void {
    runAtHome(callback);
  }

  createDefaultExecutor(): Executor {
    return new ThreadPoolExecutor();
  }

  onInterrupt(handler: () => void): () => void {
    process.on("SIGINT", handler);
    exitCodesAreRight();
    return () => void process.off("SIGINT", handler);
  }

  exitByInterrupt(): void {
    // Python dies of the signal itself, so that shells and parents see why; Windows knows only exit codes.
    process.removeAllListeners("SIGINT");
    if (process.platform === "win32") process.exit(130);
    process.kill(process.pid, "SIGINT");
  }
}

/** The host that `tsyncio` installs on Node. */
export const nodeHost: Host = new NodeHost();

// The name is what APM tools and async_hooks show.
const RESOURCE = "tsyncio.Task";
const HOME = "tsyncio.EventLoop";

/** Where a resource holds its stores since AsyncLocalStorage is built on context frames (Node 24): `undefined` means none. */
const bareSymbols = Object.getOwnPropertySymbols(new AsyncResource(RESOURCE)).filter(
  (symbol) => symbol.description !== "kResourceStore", // of a storage that was used before the package was loaded
);
const frameSymbol: symbol | undefined = bareSymbols.find((symbol) => symbol.description === "context_frame");

/** Bun and Deno keep stores where nobody sees them, and their resources stand no proxy: there, each task has a resource. */
const storesAreHidden = bareSymbols.length === 0;

/** The context in which the package was loaded: a turn of a loop must not run in that of whoever happened to ask for it. */
let home: AsyncResource =
  frameSymbol === undefined && !storesAreHidden ? watched(new AsyncResource(HOME)) : new AsyncResource(HOME);

let storesWereSetAtHome = false;
let storesWereCaptured = false;

/** Before Node 24, a storage that is entered writes its store onto the resource in force: here, the first time is noticed. */
function watched(resource: AsyncResource): AsyncResource {
  return new Proxy(resource, {
    set(target, key, value): boolean {
      storesWereSetAtHome = true;
      home = target; // from now on each turn is looked at: every promise reads the resource in force, and a proxy is slow
      return Reflect.set(target, key, value);
    },
  });
}

/** Whether a turn is under way that no resource with stores was entered in: see {@link captureAsyncContext}. */
let isBareTurn = false;

function runAtHome(callback: () => void): void {
  isBareTurn = !storesWereCaptured;
  try {
    home.runInAsyncScope(callback);
  } finally {
    isBareTurn = false;
    if (storesWereSetAtHome) cleanHome();
  }
}

/** What a task left behind with `enterWith()` must not be seen by the next turn. */
function cleanHome(): void {
  const stores = home as unknown as Record<symbol, unknown>;
  for (const symbol of Object.getOwnPropertySymbols(home)) {
    if (!bareSymbols.includes(symbol) && stores[symbol] !== undefined) stores[symbol] = undefined;
  }
}

/** What an async function starts is not that function: their stores are left out of what is captured. */
const guestStorages: AsyncLocalStorage<unknown>[] = [];

/** Before Node 24: the symbols under which resources hold the stores of those. */
const guestSymbols = new Set<unknown>();

/** Whether a store was in force when the package was loaded: then code without one is not at home, and needs a resource. */
const homeHoldsStores = frameSymbol === undefined ? holdsStores(home) : !holdsNothing(frameOf(home, frameSymbol));

/**
 * A resource that holds the stores of every AsyncLocalStorage, `null` if it would hold the same as home does: none.
 *
 * What it costs is in docs/performance.md.
 */
function captureAsyncContext(): AsyncContextSnapshot | null {
  if (storesAreHidden) return makeResource();
  if (frameSymbol !== undefined) {
    const resource = makeResource();
    return homeHoldsStores || !holdsNothing(frameOf(resource, frameSymbol)) ? resource : null;
  }
  // In a turn at home nothing is in force but home itself, on which no store was ever set.
  if ((isBareTurn && !storesWereSetAtHome) || !(homeHoldsStores || holdsStores(executionAsyncResource()))) return null;
  storesWereCaptured = true;
  return makeResource();
}

/** A resource made in the context in force, but for whose the code is. */
function makeResource(): AsyncResource {
  for (const storage of guestStorages) {
    if (storage.getStore() !== undefined) return storage.run(undefined, makeResource);
  }
  return new AsyncResource(RESOURCE);
}

/** Whether a storage of the user's has a store on a resource. Each has a symbol of its own; empty ones hold undefined. */
function holdsStores(resource: object): boolean {
  const stores = resource as Record<symbol, unknown>;
  for (const symbol of Object.getOwnPropertySymbols(resource)) {
    if (stores[symbol] !== undefined && !guestSymbols.has(symbol) && !bareSymbols.includes(symbol)) return true;
  }
  return false;
}

function frameOf(resource: object, symbol: symbol): unknown {
  return (resource as Record<symbol, unknown>)[symbol];
}

/** Whether no storage has a store in a context frame, which is a map of them. */
function holdsNothing(frame: unknown): boolean {
  if (frame === undefined) return true;
  if (!(frame instanceof Map)) return false;
  for (const store of frame.values()) if (store !== undefined) return false;
  return true;
}

let watchesExit = false;

/** See to it that a program that ends by an uncaught Ctrl-C or exit request has the exit code that shells expect. */
function exitCodesAreRight(): void {
  if (watchesExit) return;
  watchesExit = true;
  process.on("uncaughtExceptionMonitor", (error) => {
    let code: number;
    if (error instanceof KeyboardInterrupt) code = 130;
    else if (error instanceof SystemExit) code = error.exitCode;
    else return;
    process.once("exit", () => {
      process.exitCode = code;
    });
  });
}

function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}

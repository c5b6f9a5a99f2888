// The folder of the pages: a file has its name only when it is whole.

import path from "node:path";

import { type Awaitable, type Coroutine, OSError, asyncWith, createTask, shield, wait } from "tsyncio";
import { open, os } from "tsyncio/files";

import { OutputError, reasonOf } from "./failures.ts";
import { FileNames } from "./names.ts";

/** Writes a piece of a page. */
export type WritePiece = (piece: Uint8Array) => Coroutine<number>;

/** Keeps pages. */
export class Store {
  readonly names: FileNames = new FileNames();
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** See at the beginning that it can be done. @throws {@link OutputError} */
  *prepare(): Coroutine<void> {
    yield* this.#makeFolder(this.#folder);
  }

  /**
   * Write what `fill` writes into a file for `url`. If that fails, or is cancelled, there is no file.
   *
   * @returns its name, relative to the folder.
   * @throws {@link OutputError} if it cannot be written.
   */
  *save(url: string, contentType: string, fill: (write: WritePiece) => Coroutine<void>): Coroutine<string> {
    const name = this.names.nameOf(url, contentType);
    const file = path.join(this.#folder, ...name.split("/"));
    // No page's file ends like that.
    const unfinished = `${file}.part~`;
    yield* this.#makeFolder(path.dirname(file));
    // Once begun it is not given up: a file that is made after it was removed would stay.
    const opening = createTask(open(unfinished, "wb"));
    try {
      yield* asyncWith(yield* writing(file, shield(opening)), function* (opened) {
        yield* fill((piece) => writing(file, opened.write(piece)));
        yield* writing(file, opened.flush());
      });
      yield* writing(file, os.replace(unfinished, file));
    } catch (error) {
      yield* wait([opening]);
      if (opening.exception() === null) yield* opening.result().close();
      yield* removeIfThere(unfinished);
      throw error;
    }
    return name;
  }

  *#makeFolder(folder: string): Coroutine<void> {
    if (this.#made.has(folder)) return;
    yield* writing(folder, os.makedirs(folder, { existOk: true }));
    this.#made.add(folder);
  }
}

/** @throws {@link OutputError} in the place of the system's. */
export function* writing<T>(what: string, operation: Awaitable<T>): Coroutine<T> {
  try {
    return yield* operation;
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    throw new OutputError(`cannot write ${what}: ${reasonOf(error)}`, { cause: error });
  }
}

function* removeIfThere(file: string): Coroutine<void> {
  try {
    yield* os.remove(file);
  } catch (error) {
    // What made the file be given up tells more.
    if (!(error instanceof OSError)) throw error;
  }
}

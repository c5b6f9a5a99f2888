// What the event loop and the threads tell each other. Types and the shared memory; no work.

/** What a thread finds in the source. Paths are relative to it, with the system's separator. */
export interface Found {
  readonly folders: string[];
  readonly files: FoundFile[];
  readonly links: string[];
  /** Neither a file nor a folder nor a link: pipes, sockets, devices. */
  readonly others: string[];
  readonly failures: Failure[];
}

export interface FoundFile {
  readonly path: string;
  readonly size: number;
}

/** What could not be copied. */
export interface Failure {
  /** Relative to the source. */
  readonly path: string;
  /** The system's name of the reason, `"CHANGED"`, `"DIFFERS"` or `"OCCUPIED"`. */
  readonly code: string;
  readonly message: string;
}

/** A job for a thread: files to copy, one after the other. */
export interface Batch {
  readonly source: string;
  readonly target: string;
  readonly files: readonly FoundFile[];
  readonly checksum: boolean;
  readonly update: boolean;
  readonly verify: boolean;
  readonly fsync: boolean;
}

/** What came of a job. */
export interface Done {
  readonly copied: CopiedFile[];
  readonly skipped: FoundFile[];
  readonly failures: Failure[];
  /** The reason why nothing more can be copied at all: the disk is full, say. */
  readonly fatal: Failure | null;
}

export interface CopiedFile {
  readonly path: string;
  readonly size: number;
  /** SHA-256 in hexadecimal digits; "" if none was asked for. */
  readonly checksum: string;
}

/** Memory that all threads see: whether to stop, and how many bytes were copied. */
export class Control {
  readonly memory: SharedArrayBuffer;
  readonly #stop: Int32Array;
  readonly #bytes: BigInt64Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.memory = memory;
    this.#stop = new Int32Array(memory, 0, 1);
    this.#bytes = new BigInt64Array(memory, 8, 1);
  }

  /** Have all threads stop soon. */
  stop(): void {
    Atomics.store(this.#stop, 0, 1);
  }

  get isStopped(): boolean {
    return Atomics.load(this.#stop, 0) === 1;
  }

  /** Bytes that were copied; less those of files that had to be given up. */
  get bytes(): number {
    return Number(Atomics.load(this.#bytes, 0));
  }

  add(bytes: number): void {
    Atomics.add(this.#bytes, 0, BigInt(bytes));
  }
}

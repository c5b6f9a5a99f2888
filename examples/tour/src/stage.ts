// A stage: where an act is performed, and what it tells meanwhile. What that looks like is the screen's affair.

import { BaseExceptionGroup, CancelledError, type Coroutine, getRunningLoop } from "tsyncio";

/** One of the applications, as the tour shows it. */
export interface Act {
  readonly name: string;
  /**
   * Perform it, and tell the stage about it.
   * Cancellation: it stops cleanly, and leaves nothing behind.
   *
   * @param folder its own, which is there until the tour ends
   */
  perform(stage: Stage, folder: string): Coroutine;
}

export type StageState = "waiting" | "running" | "done" | "failed" | "stopped";

/** Something that was looked at in the end: whether it is as it should be. */
export interface Check {
  /** What should be, as a sentence. */
  readonly claim: string;
  /** What is instead; `null`: nothing is wrong. */
  readonly fault: string | null;
}

/** How far an act was, and when. */
export interface Step {
  /** In seconds from the start of the tour. */
  readonly at: number;
  /** 0 to 1. */
  readonly share: number;
}

export class Stage {
  readonly act: Act;
  readonly checks: Check[] = [];
  /** What the act did: lines for the closing summary. */
  readonly report: string[] = [];
  readonly steps: Step[] = [];
  state: StageState = "waiting";
  /** How far it is, in a few words. */
  text = "";
  /** In seconds from the start of the tour. */
  began = 0;
  ended: number | null = null;
  error: unknown = null;
  readonly #start: number;
  readonly #onEvent: (stage: Stage, seconds: number, text: string) => void;

  /**
   * @param start when the tour began, by the loop's clock
   * @param onEvent is told of what is worth a line
   */
  constructor(act: Act, start: number, onEvent: (stage: Stage, seconds: number, text: string) => void) {
    this.act = act;
    this.#start = start;
    this.#onEvent = onEvent;
  }

  get name(): string {
    return this.act.name;
  }

  /** How much of the act is over, 0 to 1. */
  get share(): number {
    return this.steps.at(-1)?.share ?? 0;
  }

  /** Whether it was performed to its end, and all was as it should be. */
  get isFine(): boolean {
    return this.state === "done" && this.checks.every(({ fault }) => fault === null);
  }

  /** Perform the act. */
  *perform(folder: string): Coroutine {
    this.state = "running";
    this.began = this.#now();
    try {
      yield* this.act.perform(this, folder);
      this.state = "done";
      this.progress(1, "done");
    } catch (error) {
      this.error = error;
      this.state = error instanceof CancelledError ? "stopped" : "failed";
      this.text = this.state;
      throw error;
    } finally {
      this.ended = this.#now();
      this.tell(this.state);
    }
  }

  /** Tell how far it is. What is over stays over: a smaller share than before counts as that. */
  progress(share: number, text: string): void {
    this.steps.push({ at: this.#now(), share: Math.min(Math.max(share, this.share), 1) });
    this.text = text;
  }

  /** Tell what happened. */
  tell(text: string): void {
    this.#onEvent(this, this.#now(), text);
  }

  check(claim: string, fault: string | null): void {
    this.checks.push({ claim, fault });
  }

  #now(): number {
    return getRunningLoop().time() - this.#start;
  }
}

/** What went wrong: the errors of a group, and of the groups in it, each by itself. */
export function errorsOf(error: unknown): unknown[] {
  return error instanceof BaseExceptionGroup ? error.errors.flatMap(errorsOf) : [error];
}

// The small choices of the program generator: numbers, errors, and names of what there is. No ops.

import type { ErrorName, Program, WaitOptions } from "./language.ts";
import type { Profile } from "./profiles.ts";
import type { Random } from "./random.ts";

const delays = [0, 0, 0.5, 1, 1, 1, 2, 2, 3];

/** The errors of the program's own. */
export const ownErrors: readonly ErrorName[] = ["Boom", "Oops", "Fail"];

export class Choices {
  readonly random: Random;
  readonly objects: Program["objects"];
  /** The tasks that main starts. */
  readonly tasks: readonly string[];
  readonly #counts = new Map<string, number>();
  readonly #made = new Map<string, string[]>();

  constructor(profile: Profile, random: Random) {
    this.random = random;
    this.objects = random.pick(profile.objects);
    this.tasks = Array.from({ length: random.between(1, 6) }, (_, index) => `t${index + 1}`);
  }

  delay(): number {
    return this.random.pick(delays);
  }

  value(): number {
    return this.random.between(1, 9);
  }

  /** For a timeout. */
  limit(): number | null {
    return this.random.pick([-1, 0, 0, 1, 1, 1, 2, 2, 3, 3, null]);
  }

  error(): ErrorName {
    if (this.random.chance(0.85)) return this.random.pick(ownErrors);
    return this.random.pick(["CancelledError", "TimeoutError"]);
  }

  waitOptions(): WaitOptions {
    const timeout = this.random.chance(0.5) ? { timeout: this.random.pick([0, 1, 1, 2, 3, 5]) } : {};
    const returnWhen = this.random.pick(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] as const);
    return this.random.chance(0.5) ? { ...timeout, returnWhen } : timeout;
  }

  /** A new name: `h1`, `h2`, ... */
  newName(letter: string): string {
    const count = (this.#counts.get(letter) ?? 0) + 1;
    this.#counts.set(letter, count);
    const name = `${letter}${count}`;
    this.#made.set(letter, [...(this.#made.get(letter) ?? []), name]);
    return name;
  }

  /** One of the names that were given out. */
  oldName(letter: string): string | undefined {
    const names = this.#made.get(letter);
    return names === undefined ? undefined : this.random.pick(names);
  }

  /** One of the objects of these kinds. */
  object(...kinds: readonly string[]): string | undefined {
    const names = Object.keys(this.objects).filter((name) => kinds.includes(this.objects[name]?.[0] ?? ""));
    return names.length === 0 ? undefined : this.random.pick(names);
  }

  /** A task to cancel or to look at. It need not have been spawned. */
  anyTask(): string {
    const choice = this.random.fraction();
    if (choice < 0.12) return "self";
    if (choice < 0.3) return this.oldName(this.random.pick(["c", "g"])) ?? this.random.pick(this.tasks);
    return this.random.pick(this.tasks);
  }

  /** The same, or a future. */
  anyFuture(): string {
    return (this.random.chance(0.3) ? this.object("future") : undefined) ?? this.anyTask();
  }

  /** A task or future to wait for. */
  awaited(earlierTasks: number): string | undefined {
    const earlier = this.tasks.slice(0, earlierTasks);
    const future = this.object("future");
    const child = this.random.chance(0.2) ? this.oldName("c") : undefined;
    const choices = [
      ...earlier,
      ...(future === undefined ? [] : [future, future]),
      ...(child === undefined ? [] : [child]),
    ];
    return choices.length === 0 ? undefined : this.random.pick(choices);
  }

  awaitedSome(earlierTasks: number): string[] {
    const names = Array.from({ length: this.random.between(1, 3) }, () => this.awaited(earlierTasks));
    return names.filter((name) => name !== undefined);
  }
}

// A room: who is in it, and how a line gets to all of them. It waits for nobody.

import { Buffer } from "node:buffer";

import { type Handle, getRunningLoop } from "tsyncio";

/** Lines are handed on together once they are as many bytes, or at the loop's next iteration. */
const BLOCK = 256 * 1024;

/** Somebody in a room. */
export interface Listener {
  /** Have these bytes sent. It never waits. */
  send(bytes: Uint8Array): void;
}

/**
 * The lines of one iteration of the loop leave together: they are joined once, and each listener is sent the whole block,
 * or what of it is not by themselves. So a line costs far less than one call a listener.
 */
export class Room<Member extends Listener> {
  readonly name: string;
  readonly #onDelivered: (count: number) => void;
  readonly #members = new Set<Member>();
  #lines: Uint8Array[] = [];
  #senders: (Member | null)[] = [];
  #size = 0;
  #flushing: Handle | null = null;

  /** @param onDelivered is told how many lines were handed on, one for each listener of each */
  constructor(name: string, onDelivered: (count: number) => void) {
    this.name = name;
    this.#onDelivered = onDelivered;
  }

  /** Those who are in it, in the order of their arrival. */
  get members(): ReadonlySet<Member> {
    return this.#members;
  }

  /** What was said before is not for `member`. */
  add(member: Member): void {
    this.flush();
    this.#members.add(member);
  }

  remove(member: Member): void {
    this.flush();
    this.#members.delete(member);
  }

  /** Have `line` sent to everybody but `sender`. */
  say(line: Uint8Array, sender: Member | null): void {
    this.#lines.push(line);
    this.#senders.push(sender);
    this.#size += line.length;
    if (this.#size >= BLOCK) this.flush();
    else this.#flushing ??= getRunningLoop().callSoon(() => this.flush());
  }

  /** Hand on what was said so far. */
  flush(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    const senders = this.#senders;
    const block = Buffer.concat(lines, this.#size);
    this.#flushing?.cancel();
    this.#flushing = null;
    this.#lines = [];
    this.#senders = [];
    this.#size = 0;
    const own = ownLines(senders);
    let deliveries = lines.length * this.#members.size;
    for (const member of this.#members) {
      const theirs = own.get(member);
      if (theirs === undefined) {
        member.send(block);
        continue;
      }
      deliveries -= theirs.length;
      for (const piece of piecesBetween(block, lines, theirs)) member.send(piece);
    }
    this.#onDelivered(deliveries);
  }
}

/** The positions of each sender's lines. */
function ownLines<Member>(senders: readonly (Member | null)[]): Map<Member, number[]> {
  const own = new Map<Member, number[]>();
  for (const [index, sender] of senders.entries()) {
    if (sender === null) continue;
    const theirs = own.get(sender);
    if (theirs === undefined) own.set(sender, [index]);
    else theirs.push(index);
  }
  return own;
}

/** What is left of `block` without the lines at the positions `leftOut`. */
function piecesBetween(block: Uint8Array, lines: readonly Uint8Array[], leftOut: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  let next = 0;
  for (const [index, line] of lines.entries()) {
    if (index === leftOut[next]) {
      if (end > start) pieces.push(block.subarray(start, end));
      start = end + line.length;
      next++;
    }
    end += line.length;
  }
  if (end > start) pieces.push(block.subarray(start, end));
  return pieces;
}

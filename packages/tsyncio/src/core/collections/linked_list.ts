// A list whose links live in its items. Knows nothing of tasks.

/** An item of a {@link LinkedList}: it stands in one list at most. */
export interface Link {
  /** @internal */
  _previous: Link | null;
  /** @internal */
  _next: Link | null;
}

/** Items in the order of their coming; coming and leaving take constant time and no memory of their own. @internal */
export class LinkedList {
  first: Link | null = null;
  last: Link | null = null;

  push(item: Link): void {
    item._previous = this.last;
    if (this.last === null) this.first = item;
    else this.last._next = item;
    this.last = item;
  }

  remove(item: Link): void {
    if (item._previous === null) this.first = item._next;
    else item._previous._next = item._next;
    if (item._next === null) this.last = item._previous;
    else item._next._previous = item._previous;
    item._previous = null;
    item._next = null;
  }

  *[Symbol.iterator](): Generator<Link, void> {
    for (let item = this.first; item !== null; item = item._next) yield item;
  }
}

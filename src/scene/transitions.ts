import { PAGE } from '../domain/observation-table.ts';

/**
 * When the liveness of a slot next changes, known by the page and never too late: a write can only put a page's bound
 * earlier, and a bound that has passed is found again from the page's own slots. So neither a write nor the wait for the
 * next change looks at every slot.
 */
export interface Transitions {
  /** A slot that was judged is due at `at`, ms; Infinity for never. */
  note(slot: number, at: number): void;
  /** Before all slots `first … end - 1` are noted again; both at the edge of a page or of the table. */
  forget(first: number, end: number): void;
  /** No slot is due before this. */
  next(): number;
  /** Calls `visit(first, end)` for each page that may hold a slot that is due by `at`. */
  passed(at: number, visit: (first: number, end: number) => void): void;
}

export function createTransitions(slots: number): Transitions {
  const bounds = new Float64Array(Math.ceil(slots / PAGE)).fill(Number.POSITIVE_INFINITY);
  return {
    note(slot, at) {
      // hot: 1,000 of 200k slots a frame
      const page = (slot / PAGE) | 0;
      if (at < bounds[page]!) bounds[page] = at;
    },
    forget(first, end) {
      bounds.fill(Number.POSITIVE_INFINITY, Math.floor(first / PAGE), Math.ceil(end / PAGE));
    },
    next() {
      let next = Number.POSITIVE_INFINITY;
      for (let page = 0; page < bounds.length; page++) if (bounds[page]! < next) next = bounds[page]!;
      return next;
    },
    passed(at, visit) {
      for (let page = 0; page < bounds.length; page++)
        if (bounds[page]! <= at) visit(page * PAGE, Math.min((page + 1) * PAGE, slots));
    },
  };
}

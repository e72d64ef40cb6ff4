/** Slows down whoever guesses: after some free attempts each further one doubles the wait. */
export interface BackOff {
  /** Takes an attempt for all keys, or says in how many milliseconds the next may be made (and takes none). */
  attempt(keys: readonly Key[]): number;
  /** The attempt was good: the keys begin anew. */
  succeed(keys: readonly Key[]): void;
}

export interface Key {
  readonly id: string;
  /** Attempts before the first wait. */
  readonly free: number;
  /** Longest wait, milliseconds. */
  readonly most: number;
}

const FIRST_WAIT = 1000;
const MOST_KEYS = 20_000;

/** @param wall milliseconds of a clock that does not stand still */
export function createBackOff(wall: () => number): BackOff {
  // In order of their last attempt: the oldest are forgotten first.
  const attempts = new Map<string, { count: number; until: number; last: number }>();

  return {
    attempt(keys) {
      const now = wall();
      const wait = Math.max(0, ...keys.map(({ id }) => (attempts.get(id)?.until ?? 0) - now));
      if (wait > 0) return wait;
      // Counted before the password is looked at, so that many at once cannot slip through.
      for (const { id, free, most } of keys) {
        const before = attempts.get(id);
        const count = before && now - before.last < 2 * most ? before.count + 1 : 1;
        const delay = count > free ? Math.min(most, FIRST_WAIT * 2 ** Math.min(30, count - free - 1)) : 0;
        attempts.delete(id);
        attempts.set(id, { count, until: now + delay, last: now });
      }
      for (const id of attempts.keys()) {
        if (attempts.size <= MOST_KEYS) break;
        attempts.delete(id);
      }
      return 0;
    },
    succeed(keys) {
      for (const { id } of keys) attempts.delete(id);
    },
  };
}

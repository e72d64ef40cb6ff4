import type { RejectReason } from '../domain/observation.ts';

/** A refused observation: what came, from whom, and why it was not kept. */
export interface Reject {
  /** City time of arrival, ms. */
  readonly at: number;
  readonly reason: RejectReason;
  readonly origin: string;
  /** Topic or path it came on. */
  readonly where: string;
  readonly detail: string;
}

/** Kept in memory and in the database; the count goes on beyond it. */
export const KEPT_REJECTS = 1000;

export interface Rejects {
  add(reject: Reject): void;
  /** Newest first. */
  list(): readonly Reject[];
  readonly total: number;
  readonly byReason: Readonly<Partial<Record<RejectReason, number>>>;
  /** Hands those not yet saved to `save`; when it rejects, they are handed out again the next time. */
  saveNew(save: (rejects: readonly Reject[]) => Promise<void>): Promise<void>;
}

/** The rejects table, with the rows of an earlier run (oldest first) already in it but not counted. */
export function createRejects(earlier: readonly Reject[] = []): Rejects {
  const kept: Reject[] = earlier.slice(-KEPT_REJECTS);
  const byReason: Partial<Record<RejectReason, number>> = {};
  let fresh: Reject[] = [];
  let total = 0;
  return {
    add(reject) {
      const bounded = { ...reject, where: reject.where.slice(0, 200), detail: reject.detail.slice(0, 300) };
      total++;
      byReason[reject.reason] = (byReason[reject.reason] ?? 0) + 1;
      kept.push(bounded);
      fresh.push(bounded);
      if (kept.length > KEPT_REJECTS) kept.shift();
      if (fresh.length > KEPT_REJECTS) fresh.shift();
    },
    list: () => kept.toReversed(),
    get total() {
      return total;
    },
    byReason,
    async saveNew(save) {
      const taken = fresh;
      fresh = [];
      try {
        await save(taken);
      } catch (error) {
        fresh = [...taken, ...fresh].slice(-KEPT_REJECTS);
        throw error;
      }
    },
  };
}

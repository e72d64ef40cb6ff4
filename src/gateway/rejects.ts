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

export type RejectCounts = Readonly<Partial<Record<RejectReason, number>>>;

/** Kept in memory, for who asks at once. */
const NEWEST = 1000;
/** Rows that may wait for the database; the count goes on beyond it. */
const MOST_WAITING = 50_000;
/** A gateway that saves nothing of what all of them hear remembers it for so long, ms. */
const REMEMBERED_MS = 20_000;

export interface Rejects {
  add(reject: Reject): void;
  /** The newest ones since the start, newest first. */
  list(): readonly Reject[];
  /** Since the start. */
  readonly total: number;
  readonly byReason: RejectCounts;
  /**
   * Hands those not yet saved to `save`, with how many there were of each reason; when it rejects, they are handed out again the
   * next time.
   *
   * @param forAll also saves what every gateway hears: one of them does
   */
  saveNew(save: (rejects: readonly Reject[], counts: RejectCounts) => Promise<void>, forAll: boolean): Promise<void>;
  /** Forgets what is older than so many milliseconds and was left to another gateway: it saved that. */
  leaveOlder(ms: number): void;
}

interface Waiting {
  readonly reject: Reject;
  /** On the steady clock, ms. */
  readonly heard: number;
}

/** Observations that were refused, on their way to the store. */
export function createRejects(): Rejects {
  const newest: Reject[] = [];
  const byReason: Partial<Record<RejectReason, number>> = {};
  let waiting: Waiting[] = [];
  /** Refused, and too many to wait. */
  let beyond: Partial<Record<RejectReason, number>> = {};
  let total = 0;

  function bound(): void {
    for (const { reject } of waiting.splice(0, waiting.length - MOST_WAITING)) count(beyond, reject.reason);
  }

  return {
    add(reject) {
      const bounded = { ...reject, where: reject.where.slice(0, 200), detail: reject.detail.slice(0, 300) };
      total++;
      count(byReason, reject.reason);
      newest.push(bounded);
      if (newest.length > NEWEST) newest.shift();
      waiting.push({ reject: bounded, heard: performance.now() });
      if (waiting.length > 1.1 * MOST_WAITING) bound();
    },
    list: () => newest.toReversed(),
    get total() {
      return total;
    },
    byReason,
    async saveNew(save, forAll) {
      const oldest = performance.now() - REMEMBERED_MS;
      const isMine = ({ reject }: Waiting) => forAll || isHeardHereAlone(reject);
      const taken = waiting.filter(isMine);
      const lost = beyond;
      waiting = waiting.filter((each) => !isMine(each) && each.heard > oldest);
      beyond = {};
      if (taken.length === 0 && Object.keys(lost).length === 0) return;
      const counts = { ...lost };
      for (const { reject } of taken) count(counts, reject.reason);
      try {
        await save(
          taken.map(({ reject }) => reject),
          counts,
        );
      } catch (error) {
        waiting = [...taken, ...waiting];
        for (const [reason, n] of Object.entries(lost)) count(beyond, reason as RejectReason, n);
        bound();
        throw error;
      }
    },
    leaveOlder(ms) {
      const oldest = performance.now() - ms;
      waiting = waiting.filter((each) => each.heard >= oldest || isHeardHereAlone(each.reject));
    },
  };
}

/** What is pushed over HTTP comes to one gateway; a broker and a service that is asked tell every one. */
function isHeardHereAlone({ where }: Reject): boolean {
  return where.startsWith('POST ');
}

function count(counts: Partial<Record<RejectReason, number>>, reason: RejectReason, n = 1): void {
  counts[reason] = (counts[reason] ?? 0) + n;
}

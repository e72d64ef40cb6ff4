import { DAY, type Instant } from '../domain/clock.ts';
import type { RejectReason } from '../domain/observation.ts';
import type { Database, Row, Value } from './database.ts';
import type { Reject, RejectCounts } from './rejects.ts';

/** Refused observations that are kept; beyond it the oldest go, and their count stays. */
const MOST_KEPT = 200_000;
/** City days for which they are kept. */
const KEPT_DAYS = 31;

/** A refused observation as it is kept; numbers grow with each. */
interface StoredReject extends Reject {
  readonly n: number;
}

interface RejectQuery {
  /** Only those with a smaller number. */
  readonly before?: number | undefined;
  readonly limit: number;
  readonly reason?: string | undefined;
  /** City time of arrival, `[from, to)`. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** Every refused observation with its reason, for a month and up to a number; the counts are kept for ever. */
export interface RejectStore {
  save(rejects: readonly Reject[], counts: RejectCounts): Promise<void>;
  /** Newest first. */
  page(query: RejectQuery): Promise<StoredReject[]>;
  /** Of all that were ever refused, those that are not kept any more too. */
  counts(): Promise<RejectCounts>;
  forget(now: Instant): Promise<void>;
}

export async function openRejectStore(database: Database): Promise<RejectStore> {
  await database.write(async (writer) => {
    await writer.run(`CREATE TABLE IF NOT EXISTS rejects
      (n BIGINT PRIMARY KEY, came BIGINT, reason VARCHAR, origin VARCHAR, place VARCHAR, detail VARCHAR)`);
    await writer.run('CREATE TABLE IF NOT EXISTS reject_counts (reason VARCHAR PRIMARY KEY, n BIGINT)');
  });

  const store: RejectStore = {
    async save(rejects, counts) {
      await database.write(async (writer) => {
        for (const [reason, n] of Object.entries(counts))
          await writer.run(
            `INSERT INTO reject_counts VALUES (?, ?)
             ON CONFLICT (reason) DO UPDATE SET n = reject_counts.n + excluded.n`,
            [reason, n],
          );
        if (rejects.length === 0) return;
        const [row] = await writer.read('SELECT max(n) AS n FROM rejects');
        const first = Number(row?.n ?? 0) + 1;
        const text = (name: string, of: (reject: Reject) => string) =>
          ({ name, type: 'text', values: rejects.map(of) }) as const;
        await writer.append('rejects', [
          { name: 'n', type: 'bigint', values: rejects.map((_, index) => first + index) },
          { name: 'came', type: 'bigint', values: rejects.map(({ at }) => Math.round(at)) },
          text('reason', ({ reason }) => reason),
          text('origin', ({ origin }) => origin),
          text('place', ({ where }) => where),
          text('detail', ({ detail }) => detail),
        ]);
        await writer.run('DELETE FROM rejects WHERE n < ?', [BigInt(first + rejects.length - MOST_KEPT)]);
      });
    },
    async page({ before, limit, reason, from, to }) {
      const conditions: string[] = [];
      const values: Value[] = [];
      const where = (condition: string, value: Value | undefined) => {
        if (value === undefined) return;
        conditions.push(condition);
        values.push(value);
      };
      where('n < ?', before);
      where('reason = ?', reason);
      where('came >= ?', from === undefined ? undefined : BigInt(Math.floor(from)));
      where('came < ?', to === undefined ? undefined : BigInt(Math.ceil(to)));
      const rows = await database.read(
        `SELECT * FROM rejects ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
         ORDER BY n DESC LIMIT ${Math.round(limit)}`,
        values,
      );
      return rows.map(rejectOf);
    },
    async counts() {
      const rows = await database.read('SELECT reason, n FROM reject_counts ORDER BY reason');
      return Object.fromEntries(rows.map(({ reason, n }) => [String(reason), Number(n)]));
    },
    async forget(now) {
      const before = BigInt(Math.floor(now - KEPT_DAYS * DAY));
      await database.write((writer) => writer.run('DELETE FROM rejects WHERE came < ?', [before]));
    },
  };
  await takeEarlier(database, store);
  return store;
}

/** Takes over what earlier versions kept, the newest 1000, in a table of another shape. */
async function takeEarlier(database: Database, store: RejectStore): Promise<void> {
  const tables = await database.read(
    "SELECT 1 AS there FROM information_schema.tables WHERE table_name = 'refused' AND table_schema = current_schema()",
  );
  if (tables.length === 0) return;
  const rows = await database.read('SELECT body FROM refused ORDER BY n');
  const rejects = rows.map(({ body }) => JSON.parse(String(body)) as Reject);
  const counts: Partial<Record<RejectReason, number>> = {};
  for (const { reason } of rejects) counts[reason] = (counts[reason] ?? 0) + 1;
  await store.save(rejects, counts);
  await database.write((writer) => writer.run('DROP TABLE refused'));
}

function rejectOf(row: Row): StoredReject {
  return {
    n: Number(row.n),
    at: Number(row.came),
    reason: String(row.reason) as RejectReason,
    origin: String(row.origin),
    where: String(row.place),
    detail: String(row.detail),
  };
}

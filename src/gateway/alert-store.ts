import { type Alert, isOpen } from '../domain/alert.ts';
import type { Instant } from '../domain/clock.ts';
import type { AlertDensity } from '../wire/history.ts';
import { parseAlerts } from '../wire/history.ts';
import type { KeptAlert } from './alert-engine.ts';
import type { Database } from './database.ts';
import type { Reject } from './rejects.ts';
import { KEPT_REJECTS } from './rejects.ts';

/** Alerts and rejects in the database: they survive a restart. Changes are queued and written with the next flush. */
export interface AlertStore {
  put(kept: KeptAlert): void;
  flush(): Promise<void>;
  /** Open ones, those that still hold a raise back, and those that a new rise opens again. */
  unfinished(): Promise<KeptAlert[]>;
  find(id: string): Promise<Alert | undefined>;
  /** Alerts that were open at some moment of `[from, to)`, newest first. */
  between(from: Instant, to: Instant, limit: number): Promise<Alert[]>;
  /** Alerts raised in each of `buckets` equal parts of `[from, to)`; `keep` says which ones this session may count. */
  density(
    from: Instant,
    to: Instant,
    buckets: number,
    keep: (alert: Alert) => boolean,
    observed: (from: Instant, to: Instant) => boolean,
  ): Promise<AlertDensity[]>;
  saveRejects(rejects: readonly Reject[]): Promise<void>;
  rejects(): Promise<Reject[]>;
}

export async function openAlertStore(database: Database): Promise<AlertStore> {
  await database.write(async (writer) => {
    await writer.run(`CREATE TABLE IF NOT EXISTS alerts
    (id VARCHAR PRIMARY KEY, raised BIGINT, ended BIGINT, unfinished BOOLEAN, holding BOOLEAN, body VARCHAR)`);
    await writer.run('CREATE TABLE IF NOT EXISTS refused (n BIGINT PRIMARY KEY, body VARCHAR)');
  });
  /** Numbers only grow, whatever the clock does. */
  let lastReject = Number((await database.read('SELECT max(n) AS n FROM refused'))[0]?.n ?? 0);
  let queue = new Map<string, KeptAlert>();

  /** One after another: whoever waits for a flush finds on disk what was queued before, also what another one has in hand. */
  let flushing: Promise<void> = Promise.resolve();
  function flush(): Promise<void> {
    flushing = flushing.catch(() => undefined).then(write);
    return flushing;
  }

  async function write(): Promise<void> {
    if (queue.size === 0) return;
    const batch = queue;
    queue = new Map();
    try {
      const all = [...batch.values()];
      for (let at = 0; at < all.length; at += 200) {
        const part = all.slice(at, at + 200);
        const values = part.flatMap(({ alert, holding, lull }) => [
          alert.id,
          BigInt(Math.round(alert.raisedAt)),
          alert.clearedAt === undefined ? null : BigInt(Math.round(alert.clearedAt)),
          isOpen(alert) || holding || lull !== undefined,
          holding,
          JSON.stringify(alert),
        ]);
        const places = part.map(() => '(?, ?, ?, ?, ?, ?)').join(', ');
        await database.write((writer) =>
          writer.run(
            `INSERT INTO alerts VALUES ${places} ON CONFLICT (id) DO UPDATE SET raised = excluded.raised,
               ended = excluded.ended, unfinished = excluded.unfinished, holding = excluded.holding, body = excluded.body`,
            values,
          ),
        );
      }
    } catch (error) {
      for (const [id, kept] of batch) if (!queue.has(id)) queue.set(id, kept);
      throw error;
    }
  }

  const bodies = (rows: Record<string, unknown>[]) => parseAlerts(rows.map((row) => JSON.parse(String(row.body))));
  const settled = () => flush().catch(() => undefined);

  return {
    put(kept) {
      queue.set(kept.alert.id, kept);
    },
    flush,
    async unfinished() {
      const rows = await database.read('SELECT holding, body FROM alerts WHERE unfinished');
      const alerts = bodies(rows);
      return alerts.map((alert, i) => ({ alert, holding: rows[i]!.holding === true }));
    },
    async find(id) {
      await settled();
      return bodies(await database.read('SELECT body FROM alerts WHERE id = ?', [id]))[0];
    },
    async between(from, to, limit) {
      await settled();
      return bodies(
        await database.read(
          `SELECT body FROM alerts WHERE raised < ? AND (ended IS NULL OR ended >= ?)
           ORDER BY raised DESC, id LIMIT ${Math.round(limit)}`,
          [BigInt(Math.ceil(to)), BigInt(Math.floor(from))],
        ),
      );
    },
    async density(from, to, buckets, keep, observed) {
      await settled();
      const width = (to - from) / buckets;
      const cells = Array.from({ length: buckets }, (_, i) => {
        const start = from + i * width;
        return {
          from: start,
          to: start + width,
          yellow: 0,
          orange: 0,
          red: 0,
          observed: observed(start, start + width),
        };
      });
      const alerts = bodies(
        await database.read('SELECT body FROM alerts WHERE raised >= ? AND raised < ?', [
          BigInt(Math.ceil(from)),
          BigInt(Math.ceil(to)),
        ]),
      );
      for (const alert of alerts) {
        const cell = cells[Math.min(buckets - 1, Math.floor((alert.raisedAt - from) / width))];
        if (cell && alert.level !== 'blue' && keep(alert)) cell[alert.level]++;
      }
      return cells;
    },
    async saveRejects(rejects) {
      if (rejects.length === 0) return;
      const first = lastReject + 1;
      const last = lastReject + rejects.length;
      await database.write(async (writer) => {
        await writer.append('refused', [
          { name: 'n', type: 'bigint', values: rejects.map((_, index) => first + index) },
          { name: 'body', type: 'text', values: rejects.map((reject) => JSON.stringify(reject)) },
        ]);
        await writer.run('DELETE FROM refused WHERE n <= ?', [BigInt(last - KEPT_REJECTS)]);
      });
      lastReject = last;
    },
    async rejects() {
      const rows = await database.read('SELECT body FROM refused ORDER BY n');
      return rows.slice(-KEPT_REJECTS).map((row) => JSON.parse(String(row.body)) as Reject);
    },
  };
}

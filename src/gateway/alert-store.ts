import { type Alert, isOpen } from '../domain/alert.ts';
import type { Instant } from '../domain/clock.ts';
import type { AlertDensity } from '../wire/history.ts';
import { parseAlerts } from '../wire/history.ts';
import type { KeptAlert } from './alert-engine.ts';
import type { Database, Row, Value, Writer } from './database.ts';
import { type Lease, LeaseLost } from './lease.ts';

/** What a change of an alert rests on: a value or the past alone, which one gateway judges for all, or a person's step. */
type AlertCause = 'value' | 'past' | 'person';

/**
 * Alerts in the database: they survive a restart. Changes are queued and written with the next flush. Where several gateways share
 * it, each row has the number of its last change: a change that does not rest on the newest one is not written.
 */
export interface AlertStore {
  put(kept: KeptAlert, cause: AlertCause): void;
  flush(): Promise<void>;
  /** Whether a change, as it was put, came too late: another gateway had changed the alert before. */
  isLate(alert: Alert): boolean;
  /** What other gateways changed since the last call, oldest first; those of the past left out. */
  news(): Promise<KeptAlert[]>;
  /** Takes back queued changes that only the holder of the lease writes. */
  takeBack(): KeptAlert[];
  /** Hears of what was not written: as it stands instead, or what only the holder of the lease writes. */
  onRefused(late: (stands: KeptAlert) => void, unled: (kept: readonly KeptAlert[]) => void): void;
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
}

interface Queued {
  readonly kept: KeptAlert;
  readonly cause: AlertCause;
  /** Number of the change that it rests on. */
  base: number;
}

/** Alerts of one statement. */
const PART = 200;
/** Alerts whose last change is remembered. */
const REMEMBERED = 50_000;

export async function openAlertStore(database: Database, lease: Pick<Lease, 'fence'>): Promise<AlertStore> {
  await database.write(async (writer) => {
    await writer.run(`CREATE TABLE IF NOT EXISTS alerts
    (id VARCHAR PRIMARY KEY, raised BIGINT, ended BIGINT, unfinished BOOLEAN, holding BOOLEAN, body VARCHAR)`);
    await writer.run('ALTER TABLE alerts ADD COLUMN IF NOT EXISTS past BOOLEAN');
    await writer.run('ALTER TABLE alerts ADD COLUMN IF NOT EXISTS change BIGINT');
    if (database.shared) await writer.run('CREATE INDEX IF NOT EXISTS alerts_change ON alerts (change)');
  });
  let queue = new Map<string, Queued>();
  /** Number of the newest known change of an alert. */
  const known = new Map<string, number>();
  /** Numbers of own changes that `news` has not passed yet. */
  const own = new Set<number>();
  let heard = await newest(database);
  const late = new WeakSet<Alert>();
  let refused: { late(stands: KeptAlert): void; unled(kept: readonly KeptAlert[]): void } | undefined;

  function know(id: string, change: number): void {
    known.delete(id);
    known.set(id, change);
    if (known.size > REMEMBERED) for (const first of known.keys()) if (known.delete(first)) break;
  }

  /** One after another: whoever waits for a flush finds on disk what was queued before, also what another one has in hand. */
  let flushing: Promise<void> = Promise.resolve();
  function flush(): Promise<void> {
    flushing = flushing.catch(() => undefined).then(write);
    return flushing;
  }

  async function isLed(writer: Writer): Promise<boolean> {
    try {
      await lease.fence(writer);
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    }
  }

  async function write(): Promise<void> {
    if (queue.size === 0) return;
    const batch = queue;
    queue = new Map();
    try {
      const { written, stands, unled } = await database.write((writer) => writeBatch(writer, [...batch.values()]));
      for (const [{ kept, base }, change] of written) {
        know(kept.alert.id, change);
        if (database.shared) own.add(change);
        const next = queue.get(kept.alert.id);
        if (next?.base === base) next.base = change;
      }
      for (const each of stands) {
        const mine = batch.get(each.kept.alert.id);
        if (mine) late.add(mine.kept.alert);
        know(each.kept.alert.id, each.change);
        queue.delete(each.kept.alert.id);
        refused?.late(each.kept);
      }
      if (unled.length > 0) refused?.unled(unled.map(({ kept }) => kept));
    } catch (error) {
      for (const [id, kept] of batch) if (!queue.has(id)) queue.set(id, kept);
      throw error;
    }
  }

  async function writeBatch(writer: Writer, batch: readonly Queued[]) {
    const led = await isLed(writer);
    const unled = led ? [] : batch.filter(({ cause }) => cause !== 'person');
    const written: [Queued, number][] = [];
    const stands: { kept: KeptAlert; change: number }[] = [];
    let change = await newest(writer);
    for (let at = 0; at < batch.length; at += PART) {
      const part = batch.slice(at, at + PART).filter((each) => !unled.includes(each));
      const there = await standing(writer, part);
      const mine = part.filter(({ kept, cause, base }) => {
        const row = there.get(kept.alert.id);
        if (!row) return true;
        // What was judged as it happened is not told anew from what comes behind.
        if (cause === 'past') return row.past;
        if (!database.shared || row.change <= base) return true;
        stands.push(row);
        return false;
      });
      if (mine.length === 0) continue;
      const values = mine.flatMap((each) => {
        written.push([each, ++change]);
        return [...rowOf(each), change];
      });
      await writer.run(
        `INSERT INTO alerts (id, raised, ended, unfinished, holding, body, past, change)
         VALUES ${mine.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')} ON CONFLICT (id) DO UPDATE SET
           raised = excluded.raised, ended = excluded.ended, unfinished = excluded.unfinished, holding = excluded.holding,
           body = excluded.body, past = excluded.past, change = excluded.change`,
        values,
      );
    }
    return { written, stands, unled };
  }

  const bodies = (rows: Record<string, unknown>[]) => parseAlerts(rows.map((row) => JSON.parse(String(row.body))));
  const settled = () => flush().catch(() => undefined);

  return {
    put(kept, cause) {
      const { id } = kept.alert;
      const before = queue.get(id);
      // A step of a person is written whoever holds the lease.
      const told = before?.cause === 'person' ? 'person' : cause;
      queue.set(id, { kept, cause: told, base: before?.base ?? known.get(id) ?? 0 });
    },
    flush,
    isLate: (alert) => late.has(alert),
    async news() {
      const rows = await database.read('SELECT * FROM alerts WHERE change > ? ORDER BY change', [heard]);
      const found: KeptAlert[] = [];
      for (const row of rows) {
        heard = Number(row.change);
        if (own.delete(heard) || row.past === true) continue;
        const each = keptOf(row);
        // A queued step of a person keeps what it rests on, and is found late.
        if (queue.get(each.alert.id)?.cause !== 'person') queue.delete(each.alert.id);
        know(each.alert.id, heard);
        found.push(each);
      }
      return found;
    },
    takeBack() {
      const back = [...queue.values()].filter(({ cause }) => cause !== 'person');
      for (const { kept } of back) queue.delete(kept.alert.id);
      return back.map(({ kept }) => kept);
    },
    onRefused(late, unled) {
      refused = { late, unled };
    },
    async unfinished() {
      const rows = await database.read('SELECT * FROM alerts WHERE unfinished');
      for (const row of rows) know(String(row.id), Number(row.change ?? 0));
      return rows.map(keptOf);
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
  };
}

async function newest({ read }: Pick<Database, 'read'>): Promise<number> {
  return Number((await read('SELECT max(change) AS newest FROM alerts'))[0]?.newest ?? 0);
}

/** What is in the database of these alerts, by id. */
async function standing({ read }: Pick<Database, 'read'>, part: readonly Queued[]) {
  if (part.length === 0) return new Map<string, never>();
  const rows = await read(
    `SELECT * FROM alerts WHERE id IN (${part.map(() => '?').join(', ')})`,
    part.map(({ kept }) => kept.alert.id),
  );
  return new Map(
    rows.map((row) => [
      String(row.id),
      { kept: keptOf(row), change: Number(row.change ?? 0), past: row.past === true },
    ]),
  );
}

function keptOf(row: Row): KeptAlert {
  const [alert] = parseAlerts([JSON.parse(String(row.body))]);
  return { alert: alert as Alert, holding: row.holding === true };
}

function rowOf({ kept: { alert, holding, lull }, cause }: Queued): Value[] {
  return [
    alert.id,
    BigInt(Math.round(alert.raisedAt)),
    alert.clearedAt === undefined ? null : BigInt(Math.round(alert.clearedAt)),
    isOpen(alert) || holding || lull !== undefined,
    holding,
    JSON.stringify(alert),
    cause === 'past',
  ];
}

import { type Database, firstLine, type Writer } from './database.ts';

/** For so long a lease holds from its last renewal, by the database's clock, s. */
const LEASE_S = 4;
/** Between two renewals, and between two looks of those who wait, ms. */
const RENEW_MS = 1000;
/** The holder itself counts on its lease for less, from before it asked, by its own steady clock, ms. */
const SURE_MS = 3500;

/** Another gateway holds the lease by now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Which of the gateways at one database raises alerts, makes minutes and hours, and forgets. One holds the lease; when it dies or
 * stands still, another takes it within a few seconds. Each holding has a number of its own, and what a holder writes is fenced by
 * it: one that stood still and goes on finds that it holds nothing, whatever it believed a moment before.
 */
export interface Lease {
  /** Whether this gateway holds it now. */
  readonly held: boolean;
  /** Throws LeaseLost when another took it; until the transaction of `writer` ends, nobody does. */
  fence(writer: Writer): Promise<void>;
  /**
   * Calls `taken` when this gateway begins to hold it, with the milliseconds for which nobody may have been at work before, and
   * `lost` when it ends; at once when it is held already.
   */
  onChange(taken: (silentMs: number) => void, lost: () => void): void;
  /** Gives it back. */
  stop(): Promise<void>;
}

/** Where the database has one gateway alone, that one holds the lease. */
export const SOLE: Lease = {
  held: true,
  fence: async () => undefined,
  onChange: (taken) => taken(0),
  stop: async () => undefined,
};

/**
 * @param holder names this gateway, the same after a restart: what it held before its end is its own again at once
 */
export async function openLease(database: Database, holder: string, log: (line: string) => void): Promise<Lease> {
  const { shared } = database;
  if (!shared) return SOLE;
  await database.write(async (writer) => {
    await writer.run(
      'CREATE TABLE IF NOT EXISTS leases (name VARCHAR PRIMARY KEY, holder VARCHAR, term BIGINT, expires TIMESTAMPTZ)',
    );
    await writer.run("INSERT INTO leases VALUES ('lead', '', 0, to_timestamp(0)) ON CONFLICT DO NOTHING");
  });
  let term: number | undefined;
  let sureUntil = Number.NEGATIVE_INFINITY;
  let silentMs = 0;
  let told = false;
  let stopped = false;
  const listeners: { taken: (silentMs: number) => void; lost: () => void }[] = [];
  const isHeld = () => term !== undefined && performance.now() < sureUntil;

  function notice(): void {
    const held = isHeld();
    if (held === told) return;
    told = held;
    log(held ? `lease: this gateway (${holder}) raises alerts and keeps the history.` : 'lease: lost to another.');
    for (const each of listeners) {
      if (held) each.taken(silentMs);
      else each.lost();
    }
  }

  async function renew(): Promise<void> {
    const rows = await shared!.aside(
      `UPDATE leases SET expires = clock_timestamp() + interval '${LEASE_S} s'
       WHERE name = 'lead' AND holder = ? AND term = ? RETURNING term`,
      [holder, term ?? 0],
    );
    if (rows.length === 0) term = undefined;
  }

  /** A holder in the middle of a transaction that is fenced keeps its row locked: it is passed over until that ends. */
  async function take(): Promise<void> {
    const [row] = await shared!.aside(
      `WITH free AS (SELECT name, expires FROM leases
         WHERE name = 'lead' AND (expires < clock_timestamp() OR holder = ?) FOR UPDATE SKIP LOCKED)
       UPDATE leases SET holder = ?, term = term + 1, expires = clock_timestamp() + interval '${LEASE_S} s'
       FROM free WHERE leases.name = free.name
       RETURNING term, 1000 * extract(epoch FROM clock_timestamp() - free.expires)::FLOAT8 AS silent`,
      [holder, holder],
    );
    if (!row) return;
    term = Number(row.term);
    silentMs = Math.max(0, Number(row.silent)) + 1000 * LEASE_S;
  }

  let trouble = false;
  async function look(): Promise<void> {
    const asked = performance.now();
    try {
      if (term === undefined) await take();
      else await renew();
      if (term !== undefined) sureUntil = asked + SURE_MS;
      trouble = false;
    } catch (error) {
      if (!trouble) log(`lease: ${database.name} does not answer (${firstLine(error)}); asked again every second.`);
      trouble = true;
    }
    notice();
  }

  await look();
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const next = () => {
    timer = setTimeout(() => {
      looking = look().then(() => {
        if (!stopped) next();
      });
    }, RENEW_MS);
  };
  next();

  return {
    get held() {
      return isHeld();
    },
    async fence(writer) {
      const rows =
        term === undefined
          ? []
          : await writer.read("SELECT term FROM leases WHERE name = 'lead' AND holder = ? AND term = ? FOR KEY SHARE", [
              holder,
              term,
            ]);
      if (rows.length === 0) throw new LeaseLost('Another gateway holds the lease.');
    },
    onChange(taken, lost) {
      listeners.push({ taken, lost });
      if (told) taken(silentMs);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      if (term === undefined) return;
      const mine = term;
      term = undefined;
      await shared
        .aside(
          "UPDATE leases SET expires = clock_timestamp(), holder = '' WHERE name = 'lead' AND holder = ? AND term = ?",
          [holder, mine],
        )
        .catch(() => undefined);
    },
  };
}

import type { AlertStore } from './alert-store.ts';
import { type Database, firstLine } from './database.ts';
import type { History } from './history/history.ts';
import { type Lease, LeaseLost } from './lease.ts';
import type { RejectStore } from './reject-store.ts';
import type { Rejects } from './rejects.ts';

const FLUSH_MS = 1000;
const FORGET_MS = 3_600_000;
/** Milliseconds between two steps of making minutes and hours while none wait. */
const CONDENSE_MS = 5000;

export interface StoreKeeper {
  /** Writes everything that is queued now; false when the database refuses. */
  commit(): Promise<boolean>;
  problems(): string[];
  /** Writes what is queued and stops. */
  stop(): Promise<void>;
}

export interface KeptStores {
  readonly database: Database;
  readonly lease: Lease;
  readonly history: History;
  readonly alerts: AlertStore;
  readonly rejects: Rejects;
  readonly rejectStore: RejectStore;
}

/**
 * Writes queued samples, alerts and rejects once a second. Where this gateway holds the lease, it also condenses what is settled, and
 * forgets what is too old once an hour.
 */
export function keepStores(stores: KeptStores, now: () => number, log: (line: string) => void): StoreKeeper {
  const { database, lease, history, alerts, rejects, rejectStore } = stores;
  let trouble: string | undefined;

  async function flush(): Promise<boolean> {
    try {
      await history.flush();
      await alerts.flush();
      await rejects.saveNew(rejectStore.save, lease.held);
      if (trouble !== undefined) log('The database takes observations again.');
      trouble = undefined;
      return true;
    } catch (error) {
      const line = `history: ${database.name} refuses observations (${firstLine(error)})`;
      if (trouble === undefined) log(`${line}; up to 500,000 wait in memory. ${database.remedy}`);
      trouble = line;
      return false;
    }
  }

  let running: Promise<unknown> = Promise.resolve();
  function commit(): Promise<boolean> {
    const done = running.then(flush);
    running = done;
    return done;
  }
  const flushing = setInterval(commit, FLUSH_MS);
  let condensing: NodeJS.Timeout | undefined;
  /** While something waits, a fifth of the time; the rest belongs to what comes in and is asked. */
  function condenseAfter(ms: number): void {
    condensing = setTimeout(() => {
      running = running.then(async () => {
        const begun = performance.now();
        // The flush says what is wrong with the database.
        const more = lease.held && (await history.condense(now(), lease.fence).catch(() => false));
        if (condensing) condenseAfter(more ? Math.max(CONDENSE_MS / 20, 4 * (performance.now() - begun)) : CONDENSE_MS);
      });
    }, ms);
  }
  condenseAfter(CONDENSE_MS);
  async function forget(): Promise<void> {
    if (!lease.held) return;
    await history.forget(now(), lease.fence);
    await rejectStore.forget(now());
  }
  const forgetting = setInterval(() => {
    running = running.then(forget).catch((error: unknown) => {
      if (!(error instanceof LeaseLost)) log(`history: cannot forget old rows (${firstLine(error)})`);
    });
  }, FORGET_MS);
  lease.onChange(
    (silentMs) => rejects.leaveOlder(silentMs + FLUSH_MS),
    () => undefined,
  );
  return {
    commit,
    problems: () => [
      ...(trouble ? [trouble] : []),
      ...(history.dropped > 0 ? [`history: ${history.dropped} observations lost while the database refused`] : []),
    ],
    async stop() {
      clearInterval(flushing);
      clearTimeout(condensing);
      condensing = undefined;
      clearInterval(forgetting);
      await running;
      await flush();
    },
  };
}

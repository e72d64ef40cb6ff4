import type { AlertStore } from './alert-store.ts';
import { type Database, firstLine } from './database.ts';
import type { History } from './history/history.ts';
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

/** Writes queued samples, alerts and rejects once a second, condenses what is settled, and forgets what is too old once an hour. */
export function keepStores(
  database: Database,
  history: History,
  alertStore: AlertStore,
  rejects: Rejects,
  now: () => number,
  log: (line: string) => void,
): StoreKeeper {
  let trouble: string | undefined;

  async function flush(): Promise<boolean> {
    try {
      await history.flush();
      await alertStore.flush();
      await rejects.saveNew((fresh) => alertStore.saveRejects(fresh));
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
        const more = await history.condense(now()).catch(() => false);
        if (condensing) condenseAfter(more ? Math.max(CONDENSE_MS / 20, 4 * (performance.now() - begun)) : CONDENSE_MS);
      });
    }, ms);
  }
  condenseAfter(CONDENSE_MS);
  const forgetting = setInterval(() => {
    running = running
      .then(() => history.forget(now()))
      .catch((error: unknown) => log(`history: cannot forget old rows (${firstLine(error)})`));
  }, FORGET_MS);
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

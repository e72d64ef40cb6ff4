import type { Database } from './database.ts';
import type { Audit } from './people/audit.ts';

/** The number of the last change of something that screens fetch: that of its entry in the log, so that it never goes back. */
export interface Edition {
  readonly number: number;
  /** Does a change, then tells that there is another edition. */
  told<T>(change: Promise<T>): Promise<T>;
  /** Another gateway may have changed it. */
  learn(): Promise<void>;
}

/** @param changed there is another edition */
export function createEdition(database: Database, audit: Audit, changed: () => void): Edition {
  let number = audit.last;
  const tell = (next: number) => {
    if (next <= number) return;
    number = next;
    changed();
  };
  return {
    get number() {
      return number;
    },
    async told(change) {
      const result = await change;
      tell(audit.last);
      return result;
    },
    async learn() {
      const [row] = await database.read('SELECT coalesce(max(seq), 0) AS last FROM audit');
      tell(Number(row?.last ?? 0));
    },
  };
}

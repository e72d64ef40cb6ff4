import type { Outcome } from '../domain/outcome.ts';
import type { Classification } from '../domain/provenance.ts';
import type { SharedItem } from '../domain/shared-data.ts';

/** What colleagues share of their own data. */
export interface SharedPort {
  /** The newest first. */
  list(): Promise<Outcome<readonly SharedItem[]>>;
  /** Gives own data, by its id in the list, to all who are signed in; of 3D Tiles the address alone. */
  share(own: string, classification: Classification): Promise<Outcome<SharedItem>>;
  /** Adds what is shared as if it had been dropped here: read, shown, kept on this machine. */
  add(item: SharedItem): Promise<Outcome<undefined>>;
  withdraw(id: string): Promise<Outcome<undefined>>;
}

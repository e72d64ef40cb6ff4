import type { Words } from './words.ts';

/** A part of a document from outside that could not be taken: where it stood and why. The rest was kept. */
export interface LeftOut {
  readonly place: Words;
  readonly reason: Words;
  /** Ids of the assets that it is about, as far as it names any. */
  readonly objects: readonly string[];
}

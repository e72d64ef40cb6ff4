import type { ObservationTable } from '../domain/observation-table.ts';

/** Something that writes observations into tables while it runs: live, replay and snapshot alike. */
export interface Feed {
  /** Begins to write. Starting twice is the same as once. */
  start(): void;
  /** Ends every request, socket and timer of the feed. It may be started again. */
  stop(): void;
}

/** Where a feed writes: one table a layer id, made by the composition root. A layer without a table is skipped. */
export type Tables = ReadonlyMap<string, ObservationTable>;

/** Index → layer and its properties, as binary frames count them: `hello.layers`, or `wireLayers()` of the catalog. */
export type FrameLayers = readonly { readonly id: string; readonly properties: readonly string[] }[];

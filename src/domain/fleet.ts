import type { AssetTable } from './asset.ts';
import type { LayerDefinition } from './layer.ts';
import type { ObservationTable } from './observation-table.ts';

/** One layer as the client holds it: what it is, its assets (planned ones in the tail), and the values shown now. */
export interface FleetLayer {
  readonly definition: LayerDefinition;
  /** Replaced, never mutated, when a scenario adds planned assets or a version edits them. */
  readonly assets: AssetTable;
  /** Values at the playhead: live at *now*, replayed left of it, empty right of it. */
  readonly shown: ObservationTable;
  /** Where its observations come from; `simulated` is written 模拟 wherever they appear. */
  readonly source: 'simulated' | 'surveyed';
}

/** All layers by id. */
export type Fleet = ReadonlyMap<string, FleetLayer>;

import type { FleetLayer } from '../../domain/fleet.ts';
import { LEVELS, type Level } from '../../domain/level.ts';
import { columnsOf } from '../../domain/query/columns.ts';

interface Counted {
  readonly version: number;
  readonly levels: Readonly<Record<Level, number>>;
}

const COUNTED = new WeakMap<Uint8Array, Counted>();

/** How many of the chosen slots of a layer are at each level; counted again only when the values moved. */
export function chosenLevels(layer: FleetLayer, chosen: Uint8Array, at: number): Readonly<Record<Level, number>> {
  const { version } = layer.shown;
  const known = COUNTED.get(chosen);
  if (known?.version === version) return known.levels;
  const ranks = columnsOf(layer, at).ranks();
  const counts = LEVELS.map(() => 0);
  for (let slot = 0; slot < chosen.length; slot++) if (chosen[slot] === 1) counts[ranks[slot]!]! += 1;
  const levels = Object.fromEntries(LEVELS.map((level, rank) => [level, counts[rank]])) as Record<Level, number>;
  COUNTED.set(chosen, { version, levels });
  return levels;
}

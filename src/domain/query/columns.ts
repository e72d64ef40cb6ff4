import type { Instant } from '../clock.ts';
import type { FleetLayer } from '../fleet.ts';
import { isHeard } from '../layer.ts';
import { levelRank } from '../level.ts';
import { liveness } from '../liveness.ts';
import { QUALITIES } from '../observation.ts';
import { limitFor } from '../threshold.ts';
import { type Field, fieldNamed, fieldsOf } from './fields.ts';

/** Values of one field by slot: numbers (NaN: none), or anything else (null: none). */
export type Column = Float64Array | readonly (string | number | boolean | null)[];

/** The columns of one layer at one moment; what is derived is computed once, and only when it is asked for. */
export interface Columns {
  readonly count: number;
  /** Values of a field; undefined where the layer has no such field. */
  of(key: string): Column | undefined;
  field(key: string): Field | undefined;
  /** Rank of the level of each slot (see level.ts). */
  ranks(): Uint8Array;
  /** Time of the newest value that a sensor told, ms; NaN: none. */
  newest(): Float64Array;
}

export function columnsOf(layer: FleetLayer, at: Instant): Columns {
  const { definition, assets, shown } = layer;
  const { count } = assets;
  const fields = fieldsOf(definition);
  const ranks = once(() => ranksOf(layer));
  const newest = once(() => newestOf(layer));
  const made = new Map<string, Column | undefined>();
  return {
    count,
    field: (key) => fieldNamed(fields, key),
    ranks,
    newest,
    of(key) {
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    },
  };

  function make(key: string): Column | undefined {
    const field = fieldNamed(fields, key);
    if (!field) return undefined;
    if (key === 'id') return assets.ids;
    if (key === 'layer') return new Array<string>(count).fill(definition.id);
    if (field.from === 'register') return assets.columns[key] ?? new Array<null>(count).fill(null);
    if (field.from === 'state') return stateColumn(layer, at, key, ranks, newest);
    const property = field.property ?? -1;
    if (field.type === 'moment') return shown.times[property];
    if (field.type === 'text') {
      const [values, qualities] = [shown.values[property]!, shown.qualities[property]!];
      return Array.from({ length: count }, (_, slot) =>
        Number.isNaN(values[slot]!) ? null : (QUALITIES[qualities[slot]!] ?? null),
      );
    }
    return shown.values[property];
  }
}

function stateColumn(
  { definition, assets, shown }: FleetLayer,
  at: Instant,
  key: string,
  ranks: () => Uint8Array,
  newest: () => Float64Array,
): Column {
  const { count } = assets;
  if (key === 'level') return Float64Array.from(ranks());
  const times = newest();
  if (key === 'age') {
    const ages = new Float64Array(count);
    for (let slot = 0; slot < count; slot++) ages[slot] = times[slot]! <= at ? (at - times[slot]!) / 1000 : Number.NaN;
    return ages;
  }
  const words = new Array<string>(count);
  for (let slot = 0; slot < count; slot++) words[slot] = liveness(times[slot]!, at, definition.liveness, shown.lost);
  return words;
}

/** The level of every asset by the layer's thresholds, as `assess` has it for one value. */
function ranksOf({ definition, assets, shown }: FleetLayer): Uint8Array {
  // hot: 200k slots
  const ranks = new Uint8Array(assets.count);
  for (const { property, level, when, limit } of definition.thresholds) {
    const values = shown.values[shown.properties.indexOf(property)];
    const rank = levelRank(level);
    if (!values) continue;
    const fixed = typeof limit === 'number' ? limit : Number.NaN;
    const sign = when === 'above' ? 1 : -1;
    for (let slot = 0; slot < assets.count; slot++) {
      const value = values[slot]!;
      const own = Number.isNaN(fixed) ? (limitFor(limit, (key) => assets.columns[key]?.[slot]) ?? Number.NaN) : fixed;
      // As `exceeds`: limits are reached inclusively, and nothing reaches NaN.
      const reached = when === 'equals' ? value === own : sign * value >= sign * own;
      if (reached && ranks[slot]! < rank) ranks[slot] = rank;
    }
  }
  return ranks;
}

/** What was never observed has no time; see ObservationTable. */
function newestOf({ definition, assets, shown }: FleetLayer): Float64Array {
  const { count } = assets;
  const newest = new Float64Array(count).fill(Number.NaN);
  for (const [index, property] of definition.properties.entries())
    if (isHeard(property)) latest(newest, shown.times[index] ?? new Float64Array(0), count);
  return newest;
}

function latest(newest: Float64Array, times: Float64Array, count: number): void {
  // hot: 200k slots
  for (let slot = 0; slot < count; slot++) {
    const time = times[slot]!;
    if (!Number.isNaN(time) && !(newest[slot]! >= time)) newest[slot] = time;
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

import type { Instant } from '../clock.ts';
import type { FleetLayer } from '../fleet.ts';
import { liveness } from '../liveness.ts';
import { QUALITIES } from '../observation.ts';
import { standingOf } from '../standing.ts';
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
  const standing = once(() => {
    const kept = standingOf(definition, assets, shown);
    kept.follow();
    return kept;
  });
  const ranks = once(() => each(new Uint8Array(count), standing().rankOf));
  const newest = once(() => each(new Float64Array(count), standing().newestOf));
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

/** One number a slot of the layer. */
function each<Numbers extends Uint8Array | Float64Array>(numbers: Numbers, of: (slot: number) => number): Numbers {
  // hot: 200k slots
  for (let slot = 0; slot < numbers.length; slot++) numbers[slot] = of(slot);
  return numbers;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

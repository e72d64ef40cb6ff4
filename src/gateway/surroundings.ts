import type { Around, Neighbour } from '../domain/alarm.ts';
import { alarmRuleOf } from '../domain/alarm.ts';
import { HOUR, type Instant } from '../domain/clock.ts';
import type { AlarmDefinition } from '../domain/layer.ts';
import { liveness } from '../domain/liveness.ts';
import { type City, type CityLayer, rowOf } from './city.ts';
import type { Sample } from './ingest.ts';

/** Keeps what alarm rules look at beyond their own value, and answers for one sample. */
export interface Surroundings {
  note(sample: Sample): void;
  /** What is known at the time of `sample`; undefined where its rule looks at nothing else. */
  around(sample: Sample): Around | undefined;
}

/** A back-fill comes source by source, some hours at a time: so much of each row is kept. */
const KEPT = 6 * HOUR;

interface Recent {
  readonly times: number[];
  readonly values: number[];
}

/** Measuring points of an asset, by asset id, for one rule. */
interface Point {
  readonly asset: string;
  readonly slot: number;
  readonly weight: number;
}

/** Reads from the rules of the city's layers which rows to remember, and remembers those alone. */
export function createSurroundings(city: City): Surroundings {
  /** By layer: its properties that some rule looks at. */
  const wanted = new Map<string, Set<number>>();
  const points = new Map<AlarmDefinition, ReadonlyMap<string, readonly Point[]>>();
  const want = (layer: CityLayer, property: string) => {
    const index = layer.definition.properties.findIndex((each) => each.key === property);
    if (index >= 0) wanted.set(layer.id, (wanted.get(layer.id) ?? new Set<number>()).add(index));
  };
  for (const layer of city.layers)
    for (const rule of layer.definition.alarms ?? []) {
      if (rule.decouple) want(layer, rule.decouple.by);
      const beside = rule.neighbours && city.layer(rule.neighbours.layer);
      if (!rule.neighbours || !beside) continue;
      want(beside, rule.neighbours.property);
      points.set(rule, pointsOf(beside, rule.neighbours));
    }
  const live = new Map<number, Recent>();
  const past = new Map<number, Recent>();

  function known(layer: CityLayer, property: string, slot: number, sample: Sample): number | undefined {
    const index = layer.definition.properties.findIndex((each) => each.key === property);
    const recent = (sample.historical ? past : live).get(rowOf(layer, index, slot));
    if (!recent) return undefined;
    let at = recent.times.length - 1;
    while (at >= 0 && (recent.times[at] as Instant) > sample.time) at--;
    const time = recent.times[at];
    if (time === undefined) return undefined;
    const state = liveness(time, sample.time, layer.definition.liveness, false);
    return state === 'live' || state === 'late' ? recent.values[at] : undefined;
  }

  return {
    note(sample) {
      if (!wanted.get(sample.layer.id)?.has(sample.property)) return;
      const rows = sample.historical ? past : live;
      const recent = rows.get(sample.row) ?? { times: [], values: [] };
      rows.set(sample.row, recent);
      const last = recent.times.at(-1);
      if (last !== undefined && sample.time <= last) return;
      recent.times.push(sample.time);
      recent.values.push(sample.value);
      while (recent.times.length > 2 && (recent.times[0] as Instant) < sample.time - KEPT) {
        recent.times.shift();
        recent.values.shift();
      }
    },
    around(sample) {
      const { layer, slot } = sample;
      const rule = alarmRuleOf(layer.definition, layer.definition.properties[sample.property]?.key ?? '');
      if (!rule || (!rule.decouple && !rule.neighbours)) return undefined;
      return {
        companion: (property) => known(layer, property, slot, sample),
        neighbours: () => {
          const check = rule.neighbours;
          const beside = check && city.layer(check.layer);
          if (!check || !beside) return [];
          return (points.get(rule)?.get(layer.assets.ids[slot] ?? '') ?? []).flatMap((each): Neighbour[] => {
            const value = known(beside, check.property, each.slot, sample);
            return value === undefined ? [] : [{ asset: each.asset, value, weight: each.weight }];
          });
        },
      };
    },
  };
}

function pointsOf(
  { assets }: CityLayer,
  check: NonNullable<AlarmDefinition['neighbours']>,
): ReadonlyMap<string, readonly Point[]> {
  const found = new Map<string, Point[]>();
  for (let slot = 0; slot < assets.count; slot++) {
    const owner = assets.columns[check.by]?.[slot];
    const weight = assets.columns[check.weight]?.[slot];
    const asset = assets.ids[slot];
    // Only points that measure the same have a weight for it: the column is empty for all others.
    if (typeof owner !== 'string' || typeof weight !== 'number' || asset === undefined) continue;
    found.set(owner, [...(found.get(owner) ?? []), { asset, slot, weight }]);
  }
  return found;
}

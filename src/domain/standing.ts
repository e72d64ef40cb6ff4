import type { AssetTable } from './asset.ts';
import { isHeard, type LayerDefinition, type ThresholdDefinition } from './layer.ts';
import { levelRank } from './level.ts';
import type { ObservationTable } from './observation-table.ts';
import { limitFor } from './threshold.ts';

/**
 * What the last values of one asset amount to, for every asset of a layer: the one place that goes through thresholds in bulk.
 * `assess` says the same of one value, with its reason. Kept by difference: a write costs its own property, whatever the layer
 * has, and two short rows of numbers hold all that is asked for, where the table's columns would be a cache miss each.
 */
export interface Standing {
  /** Takes in what was written since last time; before anything is asked. */
  follow(): void;
  /** Rank 0–4 of the worst level over all properties, whatever the age of the values. */
  rankOf(slot: number): number;
  /** Time of the newest value that a sensor told, ms; NaN: none. */
  newestOf(slot: number): number;
  /** Whether an observed value is suspect or bad. */
  isDoubtful(slot: number): boolean;
}

/** Ways to be on the wrong side of a limit. */
const ABOVE = 0;
const BELOW = 1;
const KIND: Readonly<Record<ThresholdDefinition['when'], number>> = { above: ABOVE, below: BELOW, equals: 2 };

/** Limits of one property, the gravest first. */
interface Ruled {
  readonly ranks: Uint8Array;
  readonly kinds: Uint8Array;
  readonly limits: Float64Array;
  /** Limits that depend on the asset, by slot; null where `limits` has it. */
  readonly own: readonly (Float64Array | null)[];
}

/** By table and by assets, whose attributes limits depend on. */
const KEPT = new WeakMap<ObservationTable, WeakMap<AssetTable, Standing>>();

/** The standing of a layer, kept with its tables. */
export function standingOf(layer: LayerDefinition, assets: AssetTable, table: ObservationTable): Standing {
  const kept = KEPT.get(table) ?? new WeakMap<AssetTable, Standing>();
  KEPT.set(table, kept);
  const known = kept.get(assets);
  if (known) return known;
  const made = createStanding(layer, assets, table);
  kept.set(assets, made);
  return made;
}

/** Bits of a property's byte: rank of its value, whether it is doubted. */
const RANK = 7;
const DOUBT = 8;

function createStanding(layer: LayerDefinition, assets: AssetTable, table: ObservationTable): Standing {
  const { values, times, qualities } = table;
  const properties = table.properties.length;
  const ruled = table.properties.map((key) =>
    ruledBy(
      layer.thresholds.filter((each) => each.property === key),
      assets,
    ),
  );
  const heard = table.properties.flatMap((key, index) =>
    layer.properties.some((each) => each.key === key && !isHeard(each)) ? [] : index,
  );
  const isTold = Uint8Array.from({ length: properties }, (_, index) => (heard.includes(index) ? 1 : 0));
  /** One byte a property, slot by slot. */
  const told = new Uint8Array(table.capacity * properties);
  const newest = new Float64Array(table.capacity).fill(Number.NaN);
  let version = 0;

  const latest = (slot: number) => {
    let latest = Number.NaN;
    for (let i = 0; i < heard.length; i++) {
      const time = times[heard[i]!]![slot]!;
      if (!(time <= latest) && !Number.isNaN(time)) latest = time;
    }
    return latest;
  };
  const judge = (slot: number, property: number) => {
    // hot: 1,000 of 200k slots a frame
    const value = values[property]![slot]!;
    const doubt = qualities[property]![slot] !== 0 && !Number.isNaN(value) ? DOUBT : 0;
    told[slot * properties + property] = rankOfValue(ruled[property]!, value, slot) | doubt;
  };
  const hear = (slot: number, property: number) => {
    // hot: 1,000 of 200k slots a frame
    if (isTold[property] === 0) return;
    const time = times[property]![slot]!;
    newest[slot] = time >= newest[slot]! ? time : latest(slot);
  };

  return {
    follow() {
      if (version === table.version) return;
      const since = version;
      version = table.version;
      const writes = table.writesSince(since);
      if (writes) {
        // In two short loops, so that the loads of many slots run together; in a long one each would be waited for.
        const { slots, properties: which } = writes;
        for (let i = 0; i < slots.length; i++) hear(slots[i]!, which[i]!);
        for (let i = 0; i < slots.length; i++) judge(slots[i]!, which[i]!);
        return;
      }
      table.changedSince(since, (first, end) => {
        for (let property = 0; property < properties; property++)
          for (let slot = first; slot < end; slot++) {
            hear(slot, property);
            judge(slot, property);
          }
      });
    },
    rankOf(slot) {
      let worst = 0;
      for (let at = slot * properties; at < (slot + 1) * properties; at++) {
        const rank = told[at]! & RANK;
        if (rank > worst) worst = rank;
      }
      return worst;
    },
    newestOf: (slot) => newest[slot]!,
    isDoubtful(slot) {
      for (let at = slot * properties; at < (slot + 1) * properties; at++) if (told[at]! >= DOUBT) return true;
      return false;
    },
  };
}

function rankOfValue({ ranks, kinds, limits, own }: Ruled, value: number, slot: number): number {
  // As `exceeds`: limits are reached inclusively, and nothing reaches NaN.
  for (let i = 0; i < ranks.length; i++) {
    const each = own[i]!;
    const limit = each === null ? limits[i]! : each[slot]!;
    const kind = kinds[i]!;
    if (kind === ABOVE ? value >= limit : kind === BELOW ? value <= limit : value === limit) return ranks[i]!;
  }
  return 0;
}

function ruledBy(unsorted: readonly ThresholdDefinition[], assets: AssetTable): Ruled {
  const thresholds = [...unsorted].sort((a, b) => levelRank(b.level) - levelRank(a.level));
  return {
    ranks: Uint8Array.from(thresholds, ({ level }) => levelRank(level)),
    kinds: Uint8Array.from(thresholds, ({ when }) => KIND[when]),
    limits: Float64Array.from(thresholds, ({ limit }) => (typeof limit === 'number' ? limit : Number.NaN)),
    own: thresholds.map(({ limit }) =>
      typeof limit === 'number'
        ? null
        : Float64Array.from(
            { length: assets.capacity },
            (_, slot) => limitFor(limit, (key) => assets.columns[key]?.[slot]) ?? Number.NaN,
          ),
    ),
  };
}

import type { AttributeValue } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import { isHeard } from '../domain/layer.ts';
import { type Level, levelOfRank, levelRank } from '../domain/level.ts';
import { LIVENESS, type Liveness, liveness } from '../domain/liveness.ts';
import { QUALITIES } from '../domain/observation.ts';
import { exceeds, limitFor } from '../domain/threshold.ts';

/** How many assets of a layer are in each state. */
export interface Census {
  readonly assets: number;
  readonly levels: Readonly<Record<Level, number>>;
  readonly liveness: Readonly<Record<Liveness, number>>;
  /** Assets with a suspect or bad value. */
  readonly doubtful: number;
  readonly worst: Level;
  /** Slot of one asset at the worst level, or of the highest primary value; −1 when nothing is observed. */
  readonly worstSlot: number;
}

interface Rule {
  readonly rank: number;
  readonly when: 'above' | 'below' | 'equals';
  readonly limit: FleetLayer['definition']['thresholds'][number]['limit'];
}

/** Counts one layer; kept between samples, so that only pages written since are assessed again. */
export class LayerCensus {
  private readonly rules: readonly (readonly Rule[])[];
  private readonly heard: readonly boolean[];
  private readonly ranks: Uint8Array;
  private readonly doubts: Uint8Array;
  private readonly newest: Float64Array;
  private version = -1;
  private table: FleetLayer['shown'] | null = null;
  private assets: FleetLayer['assets'] | null = null;
  private counted: Instant = Number.NaN;
  private result: Census | null = null;

  constructor(layer: FleetLayer) {
    const { definition, shown } = layer;
    this.rules = definition.properties.map((property) =>
      definition.thresholds
        .filter((threshold) => threshold.property === property.key)
        .map((threshold) => ({ rank: levelRank(threshold.level), when: threshold.when, limit: threshold.limit })),
    );
    this.heard = definition.properties.map(isHeard);
    this.ranks = new Uint8Array(shown.capacity);
    this.doubts = new Uint8Array(shown.capacity);
    this.newest = new Float64Array(shown.capacity).fill(Number.NaN);
  }

  /** The census at `at`. Ages are counted again at most once a second of `at`. */
  take(layer: FleetLayer, at: Instant): Census {
    const { shown, assets } = layer;
    if (shown !== this.table || assets !== this.assets) {
      this.table = shown;
      this.assets = assets;
      this.version = -1;
    }
    const before = this.version;
    this.version = shown.changedSince(this.version, (first, end) =>
      this.assess(layer, first, Math.min(end, assets.count)),
    );
    if (before !== this.version || !this.result || !(Math.abs(at - this.counted) < 1000)) {
      this.counted = at;
      this.result = this.count(layer, at);
    }
    return this.result;
  }

  private assess(layer: FleetLayer, first: number, end: number): void {
    const { shown, assets } = layer;
    for (let slot = first; slot < end; slot++) {
      const attribute = (key: string): AttributeValue | undefined => assets.columns[key]?.[slot];
      let rank = 0;
      let doubt = 0;
      let newest = Number.NaN;
      for (let property = 0; property < this.rules.length; property++) {
        const value = shown.values[property]?.[slot] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        const time = shown.times[property]?.[slot] ?? Number.NaN;
        if (this.heard[property] && !(newest >= time)) newest = time;
        if (shown.qualities[property]?.[slot] !== GOOD) doubt = 1;
        for (const rule of this.rules[property] ?? []) {
          if (rule.rank <= rank) continue;
          const limit = limitFor(rule.limit, attribute);
          if (limit !== undefined && exceeds(value, rule.when, limit)) rank = rule.rank;
        }
      }
      this.ranks[slot] = rank;
      this.doubts[slot] = doubt;
      this.newest[slot] = newest;
    }
  }

  private count(layer: FleetLayer, at: Instant): Census {
    const levels: Record<Level, number> = { normal: 0, blue: 0, yellow: 0, orange: 0, red: 0 };
    const fresh = Object.fromEntries(LIVENESS.map((each) => [each, 0])) as Record<Liveness, number>;
    const primary = layer.definition.properties.findIndex((each) => each.key === layer.definition.symbology.primary);
    let doubtful = 0;
    let worstRank = 0;
    let worstSlot = -1;
    let worstValue = Number.NEGATIVE_INFINITY;
    for (let slot = 0; slot < layer.assets.count; slot++) {
      const rank = this.ranks[slot] ?? 0;
      levels[levelOfRank(rank)]++;
      fresh[liveness(this.newest[slot] ?? Number.NaN, at, layer.definition.liveness, layer.shown.lost)]++;
      doubtful += this.doubts[slot] ?? 0;
      const value = Math.abs(layer.shown.values[primary]?.[slot] ?? Number.NaN);
      if (rank > worstRank || (rank === worstRank && value > worstValue)) {
        worstRank = rank;
        worstSlot = slot;
        worstValue = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
      }
    }
    return { assets: layer.assets.count, levels, liveness: fresh, doubtful, worst: levelOfRank(worstRank), worstSlot };
  }
}

const GOOD = QUALITIES.indexOf('good');
const HELD = new WeakMap<object, LayerCensus>();

/** The census of a layer, kept with its observation table. */
export function censusOf(layer: FleetLayer, at: Instant): Census {
  let census = HELD.get(layer.shown);
  if (!census) {
    census = new LayerCensus(layer);
    HELD.set(layer.shown, census);
  }
  return census.take(layer, at);
}

/** The liveness that speaks for a layer: that of its freshest asset. */
export function freshest(census: Census): Liveness {
  return (['live', 'late', 'stale', 'offline'] as const).find((each) => census.liveness[each] > 0) ?? 'none';
}

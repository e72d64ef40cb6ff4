import type { Instant } from '../domain/clock.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import { LEVELS, type Level, levelOfRank } from '../domain/level.ts';
import { LIVENESS, type Liveness, livenessIndex } from '../domain/liveness.ts';
import { type Standing, standingOf } from '../domain/standing.ts';

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

/** Ages are counted again when the playhead is this far from where they were counted, milliseconds. */
const AGEING = 1000;

/** Counts one layer; kept between samples by difference, so that only assets written since are looked at again. */
export class LayerCensus {
  readonly #ranks: Uint8Array;
  readonly #doubts: Uint8Array;
  /** Index into LIVENESS of each slot as it was counted. */
  readonly #ages: Uint8Array;
  readonly #byRank = LEVELS.map(() => 0);
  readonly #byAge = LIVENESS.map(() => 0);
  #doubtful = 0;
  #worstSlot = -1;
  /** The worst asset is no longer what it was: all are compared again. */
  #worstLost = true;
  #version = -1;
  #table: FleetLayer['shown'] | null = null;
  #assets: FleetLayer['assets'] | null = null;
  #counted: Instant = Number.NaN;
  #result: Census | null = null;

  constructor({ shown }: FleetLayer) {
    this.#ranks = new Uint8Array(shown.capacity);
    this.#doubts = new Uint8Array(shown.capacity);
    this.#ages = new Uint8Array(shown.capacity);
  }

  /** The census at `at`. Ages are counted again at most once a second of `at`. */
  take(layer: FleetLayer, at: Instant): Census {
    const { shown, assets, definition } = layer;
    const standing = standingOf(definition, assets, shown);
    standing.follow();
    const primary = shown.values[definition.properties.findIndex(({ key }) => key === definition.symbology.primary)];
    const look = (slot: number) => {
      if (slot < assets.count) this.#look(slot, standing, primary, layer);
    };
    const since = this.#version;
    this.#version = shown.version;
    const isOld = !(Math.abs(at - this.#counted) < AGEING);
    if (isOld) this.#counted = at;
    if (shown !== this.#table || assets !== this.#assets) {
      this.#table = shown;
      this.#assets = assets;
      this.#counted = at;
      this.#byRank.fill(0);
      this.#byAge.fill(0);
      this.#doubtful = 0;
      this.#worstLost = true;
      for (let slot = 0; slot < assets.count; slot++) this.#count(slot, standing, layer);
    } else if (since !== shown.version) {
      // What the others are compared with must not have changed beneath them.
      if (this.#worstSlot >= 0 && shown.slotVersions[this.#worstSlot]! > since) this.#worstLost = true;
      const written = shown.slotsSince(since);
      if (written) written.forEach(look);
      else
        shown.changedSince(since, (first, end) => {
          for (let slot = first; slot < end; slot++) look(slot);
        });
    } else if (this.#result && !isOld) return this.#result;
    if (isOld) this.#age(standing, layer);
    if (this.#worstLost) this.#findWorst(primary, assets.count);
    this.#result = this.#told(assets.count);
    return this.#result;
  }

  /** Counts the ages of all again. */
  #age(standing: Standing, { assets, definition, shown }: FleetLayer): void {
    // hot: 200k slots, once a second
    const { lost } = shown;
    this.#byAge.fill(0);
    for (let slot = 0; slot < assets.count; slot++) {
      const age = livenessIndex(standing.newestOf(slot), this.#counted, definition.liveness, lost);
      this.#ages[slot] = age;
      this.#byAge[age]! += 1;
    }
  }

  /** Counts an asset that is not counted. */
  #count(slot: number, standing: Standing, { definition, shown }: FleetLayer): void {
    const rank = standing.rankOf(slot);
    const doubt = standing.isDoubtful(slot) ? 1 : 0;
    const age = livenessIndex(standing.newestOf(slot), this.#counted, definition.liveness, shown.lost);
    this.#ranks[slot] = rank;
    this.#doubts[slot] = doubt;
    this.#ages[slot] = age;
    this.#byRank[rank]! += 1;
    this.#byAge[age]! += 1;
    this.#doubtful += doubt;
  }

  /** Counts an asset anew that was written. */
  #look(slot: number, standing: Standing, primary: Float64Array | undefined, layer: FleetLayer): void {
    this.#byRank[this.#ranks[slot]!]! -= 1;
    this.#byAge[this.#ages[slot]!]! -= 1;
    this.#doubtful -= this.#doubts[slot]!;
    this.#count(slot, standing, layer);
    if (!this.#worstLost && this.#isWorse(slot, this.#worstSlot, primary)) this.#worstSlot = slot;
  }

  /** Of equals the one with the lower slot is the worst. */
  #isWorse(slot: number, than: number, primary: Float64Array | undefined): boolean {
    const [rank, other] = [this.#ranks[slot]!, than < 0 ? 0 : this.#ranks[than]!];
    if (rank !== other) return rank > other;
    const [value, against] = [magnitude(primary, slot), magnitude(primary, than)];
    return value > against || (value === against && slot < than && value > Number.NEGATIVE_INFINITY);
  }

  #findWorst(primary: Float64Array | undefined, count: number): void {
    this.#worstSlot = -1;
    for (let slot = 0; slot < count; slot++) if (this.#isWorse(slot, this.#worstSlot, primary)) this.#worstSlot = slot;
    this.#worstLost = false;
  }

  #told(assets: number): Census {
    const worst = this.#byRank.findLastIndex((count) => count > 0);
    return {
      assets,
      levels: Object.fromEntries(LEVELS.map((level, rank) => [level, this.#byRank[rank]])) as Record<Level, number>,
      liveness: Object.fromEntries(LIVENESS.map((each, age) => [each, this.#byAge[age]])) as Record<Liveness, number>,
      doubtful: this.#doubtful,
      worst: levelOfRank(Math.max(0, worst)),
      worstSlot: this.#worstSlot,
    };
  }
}

/** Size of the primary value; less than any where none is observed. */
function magnitude(primary: Float64Array | undefined, slot: number): number {
  const value = Math.abs(primary?.[slot] ?? Number.NaN);
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

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

/** The liveness that speaks for many: what at least half of the assets are, or better. */
export function prevailing({ assets, liveness }: Census): Liveness {
  let reached = 0;
  for (const each of LIVENESS) {
    reached += liveness[each];
    if (reached > 0 && reached * 2 >= assets) return each;
  }
  return 'none';
}

/** Whether a value of this age may be called normal. */
export function isCurrent(liveness: Liveness): boolean {
  return liveness === 'live' || liveness === 'late';
}

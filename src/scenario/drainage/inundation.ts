import { type Basins, basinsOf, OUTSIDE } from './basins.ts';
import { checkInputs, type DrainageInputs, RUNOFF_KEYS, SURFACES, type Terrain } from './drainage-inputs.ts';
import { type Drain, drainsOf } from './drains.ts';
import { type Storage, storageOf } from './storage.ts';

/** Where the water of each minute came from and went, m³, one entry a minute. */
interface Balance {
  readonly runoff: Float64Array;
  /** Standing on the ground, and in tanks, at the end of the minute. */
  readonly standing: Float64Array;
  readonly tanks: Float64Array;
  readonly piped: Float64Array;
  readonly pumped: Float64Array;
  /** Over the edge of the terrain. */
  readonly left: Float64Array;
}

/** What stands where, minute by minute. */
export interface Inundation {
  readonly terrain: Terrain;
  readonly basins: Basins;
  readonly minutes: number;
  /** Level of each lowest-order basin at the end of each minute, m, in the order of `basins.leaves`; NaN where it is dry. */
  readonly levels: Float64Array;
  readonly balance: Balance;
  /** Inlets, pumps and tanks that stand where no water ponds and so take none. */
  readonly idle: readonly string[];
}

const SECONDS = 60;

/**
 * Fills and spills basins minute by minute. In a minute the standing water and the runoff are poured on a terrain whose curves of volume
 * by level hold, besides the ground's own volume, what the drains take in that minute at that level (an implicit step): levels, drained
 * volumes and spills follow at once, nothing is lost, and a pool with more water never ends lower.
 *
 * @param rain mm in each minute @param minutes how long to go on; the rain's length or more
 */
export function inundate(inputs: DrainageInputs, rain: Float64Array, minutes = rain.length): Inundation {
  checkInputs(inputs);
  const gap = rain.findIndex((each) => !(each >= 0 && Number.isFinite(each)));
  if (gap >= 0)
    throw new RangeError(`Rain of minute ${gap} = ${rain[gap]} mm. Give 0 or more; fill gaps before a run.`);
  if (!(Number.isInteger(minutes) && minutes >= rain.length))
    throw new RangeError(`Run of ${minutes} minutes. Give whole minutes, ${rain.length} of the rain or more.`);
  const basins = basinsOf(inputs.terrain);
  const storage = storageOf(inputs.terrain, basins);
  const { drains, idle } = drainsOf(inputs, basins);
  const step = new MinuteStep(basins, storage, drains);
  const { areas, outside } = runoffAreas(inputs, basins);
  const count = basins.leaves.length;
  const levels = new Float64Array(minutes * count);
  const row = () => new Float64Array(minutes);
  const balance: Balance = { runoff: row(), standing: row(), tanks: row(), piped: row(), pumped: row(), left: row() };
  for (let minute = 0; minute < minutes; minute++) {
    const fallen = (rain[minute] ?? 0) / 1000;
    let runoff = fallen * outside;
    for (let leaf = 0; leaf < count; leaf++) {
      const added = fallen * (areas[leaf] as number);
      step.water[leaf] = (step.water[leaf] as number) + added;
      runoff += added;
    }
    const flows = step.run(minute, levels.subarray(minute * count, (minute + 1) * count));
    balance.runoff[minute] = runoff;
    balance.standing[minute] = flows.standing;
    balance.tanks[minute] = flows.tanks;
    balance.piped[minute] = flows.pipe;
    balance.pumped[minute] = flows.pump;
    balance.left[minute] = flows.left + fallen * outside;
  }
  return { terrain: inputs.terrain, basins, minutes, levels, balance, idle };
}

/** Depth of a cell at the end of a minute, m. */
export function depthAt({ terrain, basins, levels }: Inundation, cell: number, minute: number): number {
  const basin = basins.basinOf[cell] as number;
  if (basin === OUTSIDE) return 0;
  const level = levels[minute * basins.leaves.length + (basins.first[basin] as number)] as number;
  return Math.max(0, level - (terrain.ground[cell] as number)) || 0;
}

/** Depths of all cells at the end of a minute, m. */
export function depthSurface(inundation: Inundation, minute: number): Float32Array {
  return Float32Array.from(inundation.terrain.ground, (_, cell) => depthAt(inundation, cell, minute));
}

/** m² that run off in full: of each lowest-order basin, and of the ground that drains over the edge. */
function runoffAreas({ terrain, surface, values }: DrainageInputs, basins: Basins) {
  const coefficients = SURFACES.map((each) => values[RUNOFF_KEYS[each]]);
  const areas = new Float64Array(basins.leaves.length);
  let outside = 0;
  for (let at = 0; at < surface.length; at++) {
    const area = terrain.cell ** 2 * (coefficients[surface[at] as number] as number);
    const basin = basins.basinOf[at] as number;
    if (basin === OUTSIDE) outside += area;
    else areas[basins.first[basin] as number] = (areas[basins.first[basin] as number] as number) + area;
  }
  return { areas, outside };
}

/** One minute after another, with what stays between them. */
class MinuteStep {
  /** m³ of each lowest-order basin. */
  readonly water: Float64Array;
  readonly #basins: Basins;
  readonly #storage: Storage;
  readonly #drains: readonly Drain[];
  /** Drains `[from, to)` of each basin. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #taken: Float64Array;
  readonly #active: Uint8Array;
  readonly #held: Float64Array;
  readonly #ground: Float64Array;
  readonly #capacity: Float64Array;

  constructor(basins: Basins, storage: Storage, drains: readonly Drain[]) {
    const { count, leaves, first, last, spill } = basins;
    this.#basins = basins;
    this.#storage = storage;
    this.#drains = drains;
    this.water = new Float64Array(leaves.length);
    this.#taken = new Float64Array(drains.length);
    this.#active = new Uint8Array(count + 1);
    this.#held = new Float64Array(count + 1);
    this.#capacity = new Float64Array(count + 1);
    const before = new Int32Array(leaves.length + 1);
    for (const { leaf } of drains) before[leaf + 1] = (before[leaf + 1] as number) + 1;
    for (let i = 0; i < leaves.length; i++) before[i + 1] = (before[i + 1] as number) + (before[i] as number);
    this.#from = first.map((leaf) => before[leaf] as number);
    this.#to = last.map((leaf) => before[leaf] as number);
    this.#ground = Float64Array.from(first, (leaf, basin) =>
      basin === OUTSIDE || spill[basin] === Number.POSITIVE_INFINITY
        ? Number.POSITIVE_INFINITY
        : storage.volume(leaf, last[basin] as number, spill[basin] as number),
    );
  }

  /** Spreads `water`, drains it, writes the levels and leaves in `water` what stands. */
  run(minute: number, levels: Float64Array) {
    const { count, leaves, left, spill } = this.#basins;
    for (let basin = 1; basin <= count; basin++) {
      this.#active[basin] = left[basin] === OUTSIDE ? 1 : 0;
      this.#held[basin] = 0;
      const level = spill[basin] as number;
      const ground = this.#ground[basin] as number;
      this.#capacity[basin] =
        ground === Number.POSITIVE_INFINITY ? ground : ground + this.#drained(basin, level, minute);
    }
    let over = 0;
    for (let leaf = 0; leaf < leaves.length; leaf++)
      if ((this.water[leaf] as number) > 0) over += this.#pour(leaves[leaf] as number, this.water[leaf] as number);
    this.water.fill(0);
    levels.fill(Number.NaN);
    const flows = { standing: 0, tanks: 0, pipe: 0, pump: 0, left: over };
    for (let basin = 1; basin <= count; basin++) this.#settle(basin, minute, levels, flows);
    for (let i = 0; i < this.#drains.length; i++)
      if ((this.#drains[i] as Drain).kind === 'tank') flows.tanks += this.#taken[i] as number;
    return flows;
  }

  /** m³ that drain `i` takes in a minute at a level. */
  #take(i: number, level: number, minute: number): number {
    const drain = this.#drains[i] as Drain;
    return Math.min(SECONDS * drain.rate(level, minute), drain.room - (this.#taken[i] as number));
  }

  #drained(basin: number, level: number, minute: number): number {
    let total = 0;
    for (let i = this.#from[basin] as number; i < (this.#to[basin] as number); i++)
      total += this.#take(i, level, minute);
    return total;
  }

  /** Pours water into a lowest-order basin and on over spills, and returns what leaves over the edge, m³. */
  #pour(leaf: number, amount: number): number {
    const { parent, left, right, into } = this.#basins;
    let [basin, water] = [leaf, amount];
    while (basin !== OUTSIDE) {
      while (this.#active[parent[basin] as number]) basin = parent[basin] as number;
      const held = (this.#held[basin] as number) + water;
      const capacity = this.#capacity[basin] as number;
      this.#held[basin] = Math.min(held, capacity);
      if (held <= capacity) return 0;
      water = held - capacity;
      const above = parent[basin] as number;
      const twin = left[above] === basin ? (right[above] as number) : (left[above] as number);
      const full = this.#active[twin] && (this.#held[twin] as number) >= (this.#capacity[twin] as number);
      if (above !== OUTSIDE && full) {
        this.#active[above] = 1;
        this.#held[above] = capacity + (this.#held[twin] as number);
        basin = above;
      } else basin = into[basin] as number;
    }
    return water;
  }

  /** Finds the level of a pool and takes from it what its drains take. */
  #settle(
    basin: number,
    minute: number,
    levels: Float64Array,
    flows: { standing: number; pipe: number; pump: number },
  ) {
    const { parent, first, last } = this.#basins;
    const merged = this.#active[parent[basin] as number];
    if (!this.#active[basin] || merged || !((this.#held[basin] as number) > 0)) return;
    const level = this.#levelOf(basin, minute);
    for (let i = this.#from[basin] as number; i < (this.#to[basin] as number); i++) {
      const taken = this.#take(i, level, minute);
      this.#taken[i] = (this.#taken[i] as number) + taken;
      const { kind } = this.#drains[i] as Drain;
      if (kind !== 'tank') flows[kind] += taken;
    }
    for (let leaf = first[basin] as number; leaf < (last[basin] as number); leaf++) {
      levels[leaf] = level;
      this.water[leaf] = this.#storage.volume(leaf, leaf + 1, level);
      flows.standing += this.water[leaf] as number;
    }
  }

  /** The level at which ground and drains of a pool hold its water, by bisection to the last digit. */
  #levelOf(basin: number, minute: number): number {
    const { first, last, bottom, spill } = this.#basins;
    const [from, to] = [first[basin] as number, last[basin] as number];
    const held = this.#held[basin] as number;
    let low = bottom[basin] as number;
    let high = spill[basin] as number;
    if (held >= (this.#capacity[basin] as number)) return high;
    if (high === Number.POSITIVE_INFINITY) {
      const { highest, area } = this.#storage.extent(from, to);
      high = highest + held / area + 1e-6;
    }
    for (;;) {
      const middle = (low + high) / 2;
      if (middle <= low || middle >= high) return middle;
      const holds = this.#storage.volume(from, to, middle) + this.#drained(basin, middle, minute);
      if (holds < held) low = middle;
      else high = middle;
    }
  }
}

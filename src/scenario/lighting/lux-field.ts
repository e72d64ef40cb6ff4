import type { Instant } from '../../domain/clock.ts';
import { toLocal } from '../../domain/geo/local-frame.ts';
import { type ShadeData, shadeFrom } from './obstacles.ts';
import { candelaTowards, type PlacedLuminaire } from './placed-luminaire.ts';
import type { LitRoad } from './road-lighting.ts';

/** Places on a regular grid along a road. */
export interface LuxGrid {
  /** Metres along the axis of each column, ascending. */
  readonly chainages: Float64Array;
  /** Metres left of the axis of each line, ascending. */
  readonly offsets: Float64Array;
  /** Longitude and latitude of each place in turn, one row of `offsets.length` places a column. */
  readonly positions: Float64Array;
  /** East and north of each place in turn, metres in the plane of the luminaires. */
  readonly plane: Float64Array;
}

/** Illuminance on such a grid, to be draped as a heat map or drawn as isolines. */
export interface LuxField {
  readonly grid: LuxGrid;
  /** Maintained lx of each place. */
  readonly lux: Float32Array;
}

export interface LuxFieldOptions {
  /** Metres between columns and between lines. */
  readonly step?: readonly [along: number, across: number];
  /** Metres to each side of the axis; by default footways of a 54 m red line too. */
  readonly halfWidth?: number;
  /** Metres of chainage, by default the whole road. */
  readonly stretch?: readonly [from: number, to: number];
  readonly failed?: ReadonlySet<string>;
}

export function luxGrid(road: LitRoad, options: LuxFieldOptions = {}): LuxGrid {
  const [along, across] = options.step ?? [3, 1.75];
  const half = options.halfWidth ?? 27;
  const [from, to] = options.stretch ?? [0, road.axis.length];
  const chainages = steps(from, to, along);
  const offsets = steps(-half, half, across);
  const positions = new Float64Array(2 * chainages.length * offsets.length);
  const plane = new Float64Array(positions.length);
  chainages.forEach((chainage, i) => {
    offsets.forEach((offset, j) => {
      const place = road.axis.pointAt({ chainage, offset });
      const index = 2 * (i * offsets.length + j);
      positions.set(place, index);
      plane.set(toLocal(road.frame, ...place), index);
    });
  });
  return { chainages, offsets, positions, plane };
}

/** Everything that the light of a grid is computed from, as plain data: a worker takes it as it is. */
export interface LuxTask {
  readonly grid: LuxGrid;
  /** Burning luminaires at their present, maintained output. */
  readonly luminaires: readonly PlacedLuminaire[];
  readonly shade: ShadeData | null;
}

/** @param shares output of each luminaire of the road, 0 … 1 */
export function luxTask(road: LitRoad, grid: LuxGrid, shares: ArrayLike<number>): LuxTask {
  const luminaires = road.luminaires.flatMap((luminaire, index): PlacedLuminaire[] => {
    const output = (shares[index] as number) * road.inputs.maintenanceFactor;
    if (output === 0) return [];
    const { x, y, height, azimuth, tilt, photometry, kilolumens, frontX, frontY, cosTilt, sinTilt } = luminaire;
    const placed = { x, y, height, azimuth, tilt, photometry, frontX, frontY, cosTilt, sinTilt };
    return [{ ...placed, kilolumens: kilolumens * output }];
  });
  return { grid, luminaires, shade: road.shade?.data ?? null };
}

/** Maintained lx at every place of a task; shade counts where it has any. */
export function luxOf({ grid: { plane }, luminaires, shade: data }: LuxTask): Float32Array {
  const shade = data && shadeFrom(data);
  const byCell = cellsOf(luminaires);
  const lux = new Float32Array(plane.length / 2);
  for (let index = 0; index < lux.length; index++) {
    // hot: once a point
    const [x, y] = [plane[2 * index] as number, plane[2 * index + 1] as number];
    let sum = 0;
    for (const luminaire of byCell(x, y)) {
      const dx = x - luminaire.x;
      const dy = y - luminaire.y;
      const h = luminaire.height;
      const run2 = dx * dx + dy * dy;
      if (run2 > REACH * REACH) continue;
      const d2 = run2 + h * h;
      const through = shade ? shade.through(luminaire.x, luminaire.y, h, x, y) : 1;
      sum += (through * candelaTowards(luminaire, dx, dy, h) * h) / (d2 * Math.sqrt(d2));
    }
    lux[index] = sum;
  }
  return lux;
}

/** Light on the ground beside and on a road under an alternative at `at`; shade counts where the road has obstacles. */
export function luxField(road: LitRoad, alternativeId: string, at: Instant, options: LuxFieldOptions = {}): LuxField {
  const grid = luxGrid(road, options);
  return { grid, lux: luxOf(luxTask(road, grid, road.sharesAt(alternativeId, at, options.failed))) };
}

/** Metres beyond which a luminaire adds less than 0.1 lx, also from 12 m. */
const REACH = 80;

function steps(from: number, to: number, step: number): Float64Array {
  const count = Math.max(1, Math.round((to - from) / step));
  return Float64Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}

/** Luminaires within reach of a place, by a grid of cells as wide as the reach. */
function cellsOf(luminaires: readonly PlacedLuminaire[]) {
  const cells = new Map<string, PlacedLuminaire[]>();
  for (const each of luminaires) {
    const [i, j] = [Math.floor(each.x / REACH), Math.floor(each.y / REACH)];
    // Entered in the nine cells it may light, so that a place asks one cell only.
    for (let a = i - 1; a <= i + 1; a++)
      for (let b = j - 1; b <= j + 1; b++) {
        const cell = cells.get(`${a} ${b}`);
        if (cell) cell.push(each);
        else cells.set(`${a} ${b}`, [each]);
      }
  }
  return (x: number, y: number): readonly PlacedLuminaire[] =>
    cells.get(`${Math.floor(x / REACH)} ${Math.floor(y / REACH)}`) ?? [];
}

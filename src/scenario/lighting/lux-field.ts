import type { Instant } from '../../domain/clock.ts';
import { toLocal } from '../../domain/geo/local-frame.ts';
import { candelaTowards } from './placed-luminaire.ts';
import type { LitRoad } from './road-lighting.ts';

/** Illuminance on a regular grid along a road, to be draped as a heat map or drawn as isolines. */
export interface LuxField {
  /** Metres along the axis of each column, ascending. */
  readonly chainages: Float64Array;
  /** Metres left of the axis of each line, ascending. */
  readonly offsets: Float64Array;
  /** Maintained lx, one row of `offsets.length` a column. */
  readonly lux: Float32Array;
  /** Longitude and latitude of each value in turn, in the same order. */
  readonly positions: Float64Array;
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

/** Light on the ground beside and on a road under an alternative at `at`; shade counts where the road has obstacles. */
export function luxField(road: LitRoad, alternativeId: string, at: Instant, options: LuxFieldOptions = {}): LuxField {
  const [along, across] = options.step ?? [3, 1.75];
  const half = options.halfWidth ?? 27;
  const [from, to] = options.stretch ?? [0, road.axis.length];
  const chainages = steps(from, to, along);
  const offsets = steps(-half, half, across);
  const shares = road.sharesAt(alternativeId, at, options.failed);
  const lux = new Float32Array(chainages.length * offsets.length);
  const positions = new Float64Array(2 * lux.length);
  const lit = road.luminaires.flatMap((luminaire, index) => {
    const share = shares[index] as number;
    return share > 0 ? [{ luminaire, share: share * road.inputs.maintenanceFactor }] : [];
  });
  const byCell = cellsOf(lit);
  chainages.forEach((chainage, i) => {
    offsets.forEach((offset, j) => {
      const place = road.axis.pointAt({ chainage, offset });
      const [x, y] = toLocal(road.frame, ...place);
      const index = i * offsets.length + j;
      positions.set(place, 2 * index);
      let sum = 0;
      for (const { luminaire, share } of byCell(x, y)) {
        const dx = x - luminaire.x;
        const dy = y - luminaire.y;
        const h = luminaire.height;
        const run2 = dx * dx + dy * dy;
        if (run2 > REACH * REACH) continue;
        const d2 = run2 + h * h;
        const through = road.shade ? road.shade.through(luminaire.x, luminaire.y, h, x, y) : 1;
        sum += (through * share * candelaTowards(luminaire, dx, dy, h) * h) / (d2 * Math.sqrt(d2));
      }
      lux[index] = sum;
    });
  });
  return { chainages, offsets, lux, positions };
}

/** Metres beyond which a luminaire adds less than 0.1 lx, also from 12 m. */
const REACH = 80;

function steps(from: number, to: number, step: number): Float64Array {
  const count = Math.max(1, Math.round((to - from) / step));
  return Float64Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}

/** Luminaires within reach of a place, by a grid of cells as wide as the reach. */
function cellsOf<Lit extends { readonly luminaire: { readonly x: number; readonly y: number } }>(lit: readonly Lit[]) {
  const cells = new Map<string, Lit[]>();
  for (const each of lit) {
    const [i, j] = [Math.floor(each.luminaire.x / REACH), Math.floor(each.luminaire.y / REACH)];
    // Entered in the nine cells it may light, so that a place asks one cell only.
    for (let a = i - 1; a <= i + 1; a++)
      for (let b = j - 1; b <= j + 1; b++) {
        const cell = cells.get(`${a} ${b}`);
        if (cell) cell.push(each);
        else cells.set(`${a} ${b}`, [each]);
      }
  }
  return (x: number, y: number): readonly Lit[] => cells.get(`${Math.floor(x / REACH)} ${Math.floor(y / REACH)}`) ?? [];
}

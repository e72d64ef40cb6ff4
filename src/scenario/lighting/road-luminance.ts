import { candelaTowards, type PlacedLuminaire } from './placed-luminaire.ts';
import { type RTable, reducedCoefficient } from './r-table.ts';

/** A point of the road with what each luminaire sends there: worked out once, then seen by several observers. */
export interface LitPoint {
  readonly x: number;
  readonly y: number;
  /** Horizontal illuminance, lx. */
  lux: number;
  /** Four numbers a luminaire: plan direction from the point to it (unit), tan γ, I / h² in cd/m². */
  readonly rays: number[];
}

/**
 * Light on a point, with everything that its luminance needs. E = Σ I h/d³ (CIE 140 §4).
 *
 * @param through share of the light of luminaire `index` that reaches the point, 1 without obstacles
 */
export function litPoint(
  x: number,
  y: number,
  luminaires: readonly PlacedLuminaire[],
  through?: (index: number, x: number, y: number) => number,
): LitPoint {
  // hot: once a point
  const rays: number[] = [];
  let lux = 0;
  for (let index = 0; index < luminaires.length; index++) {
    const luminaire = luminaires[index] as PlacedLuminaire;
    const dx = x - luminaire.x;
    const dy = y - luminaire.y;
    const h = luminaire.height;
    const run = Math.sqrt(dx * dx + dy * dy);
    const d2 = run * run + h * h;
    let candela = candelaTowards(luminaire, dx, dy, h);
    if (candela === 0) continue;
    if (through) candela *= through(index, x, y);
    lux += (candela * h) / (d2 * Math.sqrt(d2));
    const [ux, uy] = run > 0 ? [-dx / run, -dy / run] : [0, 0];
    rays.push(ux, uy, run / h, candela / (h * h));
  }
  return { x, y, lux, rays };
}

const RAY = 4;

/** Luminance of the point for an observer on the plan, cd/m²: L = Σ I r(tan γ, β) / h² (CIE 140 §6). */
export function luminanceOf(point: LitPoint, observer: readonly [x: number, y: number], table: RTable): number {
  // hot: once a point and observer
  const vx = point.x - observer[0];
  const vy = point.y - observer[1];
  const view = Math.sqrt(vx * vx + vy * vy);
  let luminance = 0;
  for (let at = 0; at < point.rays.length; at += RAY) {
    // β = 0 where the luminaire stands straight behind the point.
    const cos = ((point.rays[at] as number) * vx + (point.rays[at + 1] as number) * vy) / view;
    const beta = cos >= 1 ? 0 : cos <= -1 ? 180 : (Math.acos(cos) * 180) / Math.PI;
    luminance += (point.rays[at + 3] as number) * reducedCoefficient(table, point.rays[at + 2] as number, beta);
  }
  return luminance;
}

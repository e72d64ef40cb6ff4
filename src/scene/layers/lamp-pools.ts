import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { NightLamp } from '../../scenario/lighting/night-lamps.ts';
import { intensityAt, type Photometry } from '../../scenario/lighting/photometry.ts';
import { TEXTURE_WIDTH } from '../private.ts';
import { FOR_EVER, scenarioDays } from '../validity-rows.ts';

/** Extent of a pool in mounting heights: along the road to both sides, behind the pole and before it. */
export const POOL = { along: 3, behind: 1.5, before: 2.5 } as const;
/** Samples of a pool along and across; the shader knows them too. */
const POOL_CELLS = [64, 48] as const;

/** Light that a luminaire of 1 klm throws on the ground 1 m below: I cos³γ, one RGBA texel a sample in R. */
export function poolTexels(photometries: readonly Photometry[]): Float32Array {
  const [columns, rows] = POOL_CELLS;
  const texels = new Float32Array(4 * wholeRows(Math.max(1, photometries.length * columns * rows)));
  photometries.forEach((photometry, index) => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const along = POOL.along * ((2 * column) / (columns - 1) - 1);
        const front = -POOL.behind + ((POOL.before + POOL.behind) * row) / (rows - 1);
        const far2 = along * along + front * front;
        const c = (Math.atan2(front, along) * 180) / Math.PI;
        const gamma = (Math.atan(Math.sqrt(far2)) * 180) / Math.PI;
        texels[4 * ((index * rows + row) * columns + column)] = intensityAt(photometry, c, gamma) / (1 + far2) ** 1.5;
      }
  });
  return texels;
}

/** When each of `lamps` that has a service serves, in days: one texel a lamp and alternative, R = from, G = to. */
export function serviceTexels(lamps: readonly NightLamp[], plan: CompiledScenario | null): Float32Array {
  const alternatives = plan?.alternatives.length ?? 1;
  const serving = lamps.filter(({ service }) => service);
  const texels = new Float32Array(4 * wholeRows(Math.max(1, serving.length * alternatives)));
  const days = (at: number) => (Number.isFinite(at) ? scenarioDays(plan, at) : at < 0 ? -FOR_EVER : FOR_EVER);
  serving.forEach(({ service }, index) => {
    service?.forEach(([from, to], alternative) => {
      texels.set([days(from), days(to)], 4 * (index * alternatives + alternative));
    });
  });
  return texels;
}

function wholeRows(texels: number): number {
  return Math.ceil(texels / TEXTURE_WIDTH) * TEXTURE_WIDTH;
}

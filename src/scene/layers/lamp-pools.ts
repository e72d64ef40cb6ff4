import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { NightLamp } from '../../scenario/lighting/night-lamps.ts';
import { intensityAt, type Photometry } from '../../scenario/lighting/photometry.ts';
import { TEXTURE_WIDTH } from '../private/data-texture.ts';
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

/** Whether a lamp has a row of services: the plan says when it serves, or dims it. */
export function hasService({ service, dimmings }: Pick<NightLamp, 'service' | 'dimmings'>): boolean {
  return service !== null || dimmings !== null;
}

/**
 * When lamps that have a service serve and how far they are dimmed, in days from the plan's start. A texel a lamp and
 * alternative: R = from, G = to (R beyond G: as long as its pole stands), B = texel of the first of its dimmings, A = how
 * many. Behind them the dimmings: R = from, G = to, B = share of full output.
 */
export function serviceTexels(lamps: readonly NightLamp[], plan: CompiledScenario | null): Float32Array {
  const alternatives = plan?.alternatives.length ?? 1;
  const serving = lamps.filter(hasService);
  const dimmed = serving.reduce((sum, { dimmings }) => sum + (dimmings?.flat().length ?? 0), 0);
  const texels = new Float32Array(4 * wholeRows(Math.max(1, serving.length * alternatives + dimmed)));
  const days = (at: number) => (Number.isFinite(at) ? scenarioDays(plan, at) : at < 0 ? -FOR_EVER : FOR_EVER);
  let next = serving.length * alternatives;
  serving.forEach(({ service, dimmings }, index) => {
    for (let alternative = 0; alternative < alternatives; alternative++) {
      const [from, to] = service?.[alternative] ?? STANDS;
      const own = dimmings?.[alternative] ?? [];
      texels.set([days(from), days(to), next, own.length], 4 * (index * alternatives + alternative));
      for (const { from: since, to: until, share } of own) texels.set([days(since), days(until), share], 4 * next++);
    }
  });
  return texels;
}

/** No span at all: the pole's own says it. */
const STANDS = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

function wholeRows(texels: number): number {
  return Math.ceil(texels / TEXTURE_WIDTH) * TEXTURE_WIDTH;
}

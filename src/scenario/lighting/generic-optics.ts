import { fluxOf, type Photometry } from './photometry.ts';

/** 截光 and 半截光 of CJJ 45: how much light a street luminaire may send towards the horizon. */
export type OpticKind = 'cutoff' | 'semi-cutoff';

/** Limits of CJJ 45-2015 chapter 2, cd per 1000 lm at γ = 80° and 90°, and the largest γ of the peak [M]. */
export const OPTIC_LIMITS: Readonly<
  Record<OpticKind, { readonly peak: number; readonly at80: number; readonly at90: number }>
> = {
  cutoff: { peak: 65, at80: 30, at90: 10 },
  'semi-cutoff': { peak: 75, at80: 100, at90: 50 },
};

/**
 * An analytic street optic, 示意, for luminaires without a photometric file: two lobes along the road turned 20° towards it,
 * a weaker sheet across it and little behind the pole. Scaled so that 1000 lm leave the luminaire.
 */
export function genericOptic(kind: OpticKind): Photometry {
  const known = MADE.get(kind);
  if (known) return known;
  const made = make(kind);
  MADE.set(kind, made);
  return made;
}

const MADE = new Map<OpticKind, Photometry>();

/** Peak γ and width of the lobes, and where and how fast light ends, degrees. */
const SHAPES: Readonly<Record<OpticKind, { peak: number; width: number; edge: number; slope: number; name: string }>> =
  {
    cutoff: { peak: 64, width: 18, edge: 74.5, slope: 1.8, name: '通用截光配光（示意）' },
    'semi-cutoff': { peak: 66, width: 18, edge: 77, slope: 2.6, name: '通用半截光配光（示意）' },
  };

function make(kind: OpticKind): Photometry {
  const shape = SHAPES[kind];
  const cPlanes = Float64Array.from({ length: 73 }, (_, index) => 5 * index);
  const gammas = Float64Array.from({ length: 73 }, (_, index) => 2.5 * index);
  const intensity = new Float64Array(cPlanes.length * gammas.length);
  cPlanes.forEach((c, i) => {
    gammas.forEach((gamma, j) => {
      if (gamma >= 90) return;
      const edge = 1 / (1 + Math.exp((gamma - shape.edge) / shape.slope));
      const turn = (c * Math.PI) / 180;
      const slant = (gamma * Math.PI) / 180;
      // Towards the road more than behind the pole, and the same straight down.
      const down = 0.5 * Math.cos(slant) * (1 + 0.6 * Math.sin(turn) * Math.sin(slant));
      intensity[i * gammas.length + j] = edge * (down + lobe(c) * bell(gamma - shape.peak, shape.width));
    });
  });
  const raw: Photometry = {
    name: shape.name,
    lumens: 1000,
    watts: null,
    gammas,
    cPlanes,
    intensity,
    provenance: 'illustrative',
    source: `解析配光，按 CJJ 45 ${kind === 'cutoff' ? '截光' : '半截光'}限值构造，非实测`,
  };
  const scale = 1000 / fluxOf(raw);
  return { ...raw, intensity: intensity.map((value) => value * scale) };
}

/** Strength of the lobes in plane C: two along the road turned towards it, a sheet across, a remnant behind. */
function lobe(c: number): number {
  const along = bell(turnBetween(c, 18), 26) + bell(turnBetween(c, 162), 26);
  return along + 0.32 * bell(turnBetween(c, 90), 45) + 0.16;
}

function bell(distance: number, width: number): number {
  return Math.exp(-((distance / width) ** 2));
}

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

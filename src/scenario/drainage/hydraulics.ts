import type { DrainageValues } from './assumptions.ts';

/** Kinds of inlet. */
export type InletKind = 'grate' | 'doubleGrate' | 'combined' | 'doubleCombined';

interface Grate {
  /** Length over which water falls in, m; the kerb side is left out. */
  readonly perimeter: number;
  /** Open area, m². */
  readonly area: number;
  /** Most that it takes, unclogged, m³/s. */
  readonly rated: number;
}

/** Size of a grate 750 × 450 mm, 示意; rated flows by experience, to be checked (平箅 20 and 35, 联合 30 and 50 L/s). */
const GRATES: Readonly<Record<InletKind, Grate>> = {
  grate: { perimeter: 1.65, area: 0.15, rated: 0.02 },
  doubleGrate: { perimeter: 2.4, area: 0.3, rated: 0.035 },
  combined: { perimeter: 2.4, area: 0.24, rated: 0.03 },
  doubleCombined: { perimeter: 3.15, area: 0.48, rated: 0.05 },
};

/** m/s² */
const GRAVITY = 9.80665;

/** Flow over a weir, m³/s. @param depth m above the crest @param length m (HEC-22: Q = C L d^1.5) */
export function weirFlow(factor: number, length: number, depth: number): number {
  return depth > 0 ? factor * length * depth ** 1.5 : 0;
}

/** What one inlet takes, m³/s: the least of weir, orifice and rated flow, less what is clogged. @param depth m of water over it */
export function inletFlow(kind: InletKind, depth: number, values: DrainageValues): number {
  if (!(depth > 0)) return 0;
  const { perimeter, area, rated } = GRATES[kind];
  const orifice = values.orificeFactor * area * Math.sqrt(2 * GRAVITY * depth);
  return values.clogging * Math.min(weirFlow(values.weirFactor, perimeter, depth), orifice, rated);
}

/** What one inlet of a kind takes at most, clogged as it is, m³/s. */
export function inletRating(kind: InletKind, values: DrainageValues): number {
  return values.clogging * GRATES[kind].rated;
}

/**
 * Flow of a full round pipe, m³/s (Manning: Q = A R^⅔ S^½ / n).
 * @param diameter m @param slope m/m @param roughness s/m^⅓
 */
export function fullPipeFlow(diameter: number, slope: number, roughness: number): number {
  const area = (Math.PI * diameter ** 2) / 4;
  return (area * (diameter / 4) ** (2 / 3) * Math.sqrt(slope)) / roughness;
}

/**
 * Share of a pipe's full flow that remains where the river stands at its mouth (顶托). A free mouth lets all out. Once the river is over
 * the crown the pipe runs full under the head between the street's water and the river: Manning with the friction slope Δh / L in the
 * place of the bed slope S gives Q / Q_full = √(Δh / (S L)), at most 1 — it falls to nothing as the river reaches the water of the street
 * (hydraulic grade line of a full pipe with a submerged outlet, HEC-22 ch. 7 and GB 50014 on 淹没出流, clauses to be checked). Nothing
 * flows back: a flap gate is taken for granted. Losses at inlet and outlet are left out.
 *
 * @param level water on the street, m @param river m @param crown top of the mouth, m @param fall of the pipe from street to mouth, m
 */
export function backwaterShare(level: number, river: number, crown: number, fall: number): number {
  if (river <= crown) return 1;
  return Math.sqrt(Math.min(1, Math.max(0, (level - river) / fall)));
}

import type { Provenance } from '../../domain/provenance.ts';

/**
 * Luminous intensity of one luminaire over the whole sphere. C and γ as in CIE 121: γ from the nadir; C0 along the road,
 * C90 from the pole towards the road, counter-clockwise seen from above, C270 behind the pole.
 */
export interface Photometry {
  readonly name: string;
  /** As the file says, empty where it does not. */
  readonly maker?: string;
  readonly catalogue?: string;
  /** Flux that the intensities are relative to, lm: of the lamps, or of the luminaire where photometry is absolute. */
  readonly lumens: number;
  /** Input power with ballast, W; null where the file does not say. */
  readonly watts: number | null;
  /** Degrees from 0, ascending, at most 180; no light beyond the last. */
  readonly gammas: Float64Array;
  /** Degrees from 0 to 360, both present, ascending. */
  readonly cPlanes: Float64Array;
  /** cd per 1000 lm of `lumens`, one row of `gammas.length` values a C plane. */
  readonly intensity: Float64Array;
  readonly provenance: Provenance;
  readonly source: string;
}

/** Intensity at (C, γ) degrees in cd/klm, bilinear between the measured directions; 0 beyond the last γ. */
export function intensityAt(photometry: Photometry, c: number, gamma: number): number {
  const { cPlanes, gammas, intensity } = photometry;
  const rows = gammas.length;
  const last = gammas[rows - 1] as number;
  if (gamma > last || gamma < 0) return 0;
  const turn = c - 360 * Math.floor(c / 360);
  const i = cellOf(cPlanes, turn);
  const j = cellOf(gammas, gamma);
  const c0 = cPlanes[i] as number;
  const g0 = gammas[j] as number;
  const u = (turn - c0) / ((cPlanes[i + 1] as number) - c0);
  const v = (gamma - g0) / ((gammas[j + 1] as number) - g0);
  const at = i * rows + j;
  const low = (intensity[at] as number) * (1 - v) + (intensity[at + 1] as number) * v;
  const high = (intensity[at + rows] as number) * (1 - v) + (intensity[at + rows + 1] as number) * v;
  return low * (1 - u) + high * u;
}

/**
 * Index of the interval of ascending `edges` that holds `value`; the last interval for the last edge. The guess from equal
 * steps is right for nearly every file, so the walk from it is short.
 */
export function cellOf(edges: Float64Array, value: number): number {
  const count = edges.length - 1;
  const first = edges[0] as number;
  let cell = Math.floor(((value - first) / ((edges[count] as number) - first)) * count);
  if (!(cell > 0)) cell = 0;
  else if (cell > count - 1) cell = count - 1;
  while (cell > 0 && value < (edges[cell] as number)) cell--;
  while (cell < count - 1 && value >= (edges[cell + 1] as number)) cell++;
  return cell;
}

/**
 * Flux that leaves the luminaire, lm per 1000 lm: ∫∫ I sin γ dγ dC, exact for intensities linear between the directions
 * (CIE 84). Divided by 1000 it is the light output ratio.
 *
 * @param upTo degrees of γ where the integral ends, 90 for the light that can reach the ground
 */
export function fluxOf(photometry: Photometry, upTo = 180): number {
  const { cPlanes, gammas, intensity } = photometry;
  let flux = 0;
  for (let i = 0; i + 1 < cPlanes.length; i++) {
    const width = (((cPlanes[i + 1] as number) - (cPlanes[i] as number)) * Math.PI) / 180;
    for (let j = 0; j + 1 < gammas.length; j++) {
      const [a, b] = [gammas[j] as number, gammas[j + 1] as number];
      if (a >= upTo) break;
      const mean = (row: number) =>
        ((intensity[i * gammas.length + row] as number) + (intensity[(i + 1) * gammas.length + row] as number)) / 2;
      const end = Math.min(b, upTo);
      const atEnd = mean(j) + ((mean(j + 1) - mean(j)) * (end - a)) / (b - a);
      flux += width * zone((a * Math.PI) / 180, (end * Math.PI) / 180, mean(j), atEnd);
    }
  }
  return flux;
}

/** ∫ I sin γ dγ from a to b for I linear from `ia` to `ib`; radians. */
function zone(a: number, b: number, ia: number, ib: number): number {
  const slope = (ib - ia) / (b - a);
  return ia * Math.cos(a) - ib * Math.cos(b) + slope * (Math.sin(b) - Math.sin(a));
}

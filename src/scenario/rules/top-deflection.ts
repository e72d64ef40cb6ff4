import type { Mount } from '../../domain/mount.ts';
import { loadOf } from '../poles/mount-load.ts';

/** Diameters and wall of a round steel pole that tapers evenly, metres. */
export interface Shaft {
  readonly foot: number;
  readonly top: number;
  readonly wall: number;
}

/** Young's modulus of steel, Pa (GB 50017). */
const STEEL = 206e9;
/** Basic wind pressure of 济宁 once in 50 years, Pa (GB 50009, domain reference §4.4 [M]). */
const WIND = 400;
/** Shape factors of a tube and of a panel (GB 50009 table 8.3.1 [M]); height factor 1 as at 10 m over open ground. */
const TUBE = 0.7;
const PANEL = 1.3;
const SLICES = 50;

/**
 * How far the top leans in the wind, metres: the shaft as a cantilever, wind on shaft and mounts, the curvature M/EI
 * integrated twice by its moment about the top, f = ∫ M(z) (H − z) / (E I(z)) dz (Mohr).
 *
 * @param height metres
 */
export function topDeflection(height: number, mounts: readonly Mount[], shaft: Shaft): number {
  const diameter = (z: number) => shaft.foot + ((shaft.top - shaft.foot) * z) / height;
  const forces = mounts.map((mount) => ({ at: mount.height, newtons: WIND * PANEL * loadOf([mount]).m2 }));
  const step = height / SLICES;
  let deflection = 0;
  for (let slice = 0; slice < SLICES; slice++) {
    const z = (slice + 0.5) * step;
    let moment = 0;
    for (const { at, newtons } of forces) if (at > z) moment += newtons * (at - z);
    // Wind on the shaft above z: a trapezium of diameters.
    const [here, top, above] = [diameter(z), shaft.top, height - z];
    moment += (WIND * TUBE * above * above * (here + 2 * top)) / 6;
    const inner = here - 2 * shaft.wall;
    const inertia = (Math.PI * (here ** 4 - inner ** 4)) / 64;
    deflection += (moment * above * step) / (STEEL * inertia);
  }
  return deflection;
}

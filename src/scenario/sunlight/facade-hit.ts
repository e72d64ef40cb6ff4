import { localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';
import type { ShadingBuilding, SunlightPoint } from './sunlight.ts';

/** A line of sight from an eye above the ground: metres up at the eye, and east, north, up of its direction. */
export interface SightRay {
  readonly from: readonly [longitude: number, latitude: number, height: number];
  readonly direction: readonly [east: number, north: number, up: number];
}

/** Least height of a point on a façade, m: the sill of a ground floor. */
const SILL = 0.9;

/** The first façade that a line of sight meets, with the side that it faces; null where it meets none. */
export function facadeHit(
  { from: [longitude, latitude, height], direction: [east, north, up] }: SightRay,
  buildings: readonly ShadingBuilding[],
): (SunlightPoint & { readonly building: string }) | null {
  const frame = localFrame(longitude, latitude);
  let nearest = Number.POSITIVE_INFINITY;
  let found: (SunlightPoint & { readonly building: string }) | null = null;
  for (const { id, ring, height: top } of buildings) {
    const local = ring.map(([x, y]) => toLocal(frame, x, y));
    const area = local.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = local[(index + 1) % local.length] as [number, number];
      return sum + x * nextY - nextX * y;
    }, 0);
    local.forEach(([ax, ay], index) => {
      const [bx, by] = local[(index + 1) % local.length] as [number, number];
      const [wx, wy] = [bx - ax, by - ay];
      const across = east * wy - north * wx;
      if (across === 0) return;
      const far = (ax * wy - ay * wx) / across;
      const along = (ax * north - ay * east) / across;
      const at = height + far * up;
      if (far <= 0 || far >= nearest || along < 0 || along > 1 || at < 0 || at > top) return;
      // The outside lies to the right of the edges of a ring that runs counter-clockwise.
      const turn = area > 0 ? 1 : -1;
      const facing = (Math.atan2(turn * wy, turn * -wx) * 180) / Math.PI;
      nearest = far;
      found = {
        id,
        building: id,
        position: toGeographic(frame, far * east, far * north),
        height: Math.max(Math.min(SILL, top / 2), at),
        facing: (facing + 360) % 360,
      };
    });
  }
  return found;
}

import { ROOF_FACING } from '../../../src/domain/building-shell.ts';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { Point } from './ring.ts';
import type { Surface } from './surface.ts';

/** Directions of given walls are told apart by this many radians, so that the facets of one wall share their origin. */
const WALL_STEP = Math.PI / 64;

/**
 * Façade places (src/domain/building-shell.ts) of a given surface, whose corners are not known: walls by their direction from one
 * origin and with length 0, roofs east and north.
 */
export function facetPlaces({ positions, normals }: Surface): number[] {
  const frame = localFrame(positions[0] ?? 0, positions[1] ?? 0);
  const count = positions.length / 3;
  const places: number[] = [];
  const least = new Map<string, Point>();
  const keys: string[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y] = toLocal(frame, positions[3 * i] as number, positions[3 * i + 1] as number);
    const [east, north, up] = normals.slice(3 * i, 3 * i + 3) as [number, number, number];
    const step = Math.round(Math.atan2(north, east) / WALL_STEP);
    const roof = up > ROOF_FACING;
    const angle = step * WALL_STEP;
    const place: Point = roof ? [x, y] : [-Math.sin(angle) * x + Math.cos(angle) * y, 0];
    const key = roof ? 'roof' : String(step);
    const low = least.get(key) ?? place;
    least.set(key, [Math.min(low[0], place[0]), Math.min(low[1], place[1])]);
    places.push(...place);
    keys.push(key);
  }
  return places.map((value, i) => value - ((least.get(keys[i >> 1] as string) as Point)[i & 1] as number));
}

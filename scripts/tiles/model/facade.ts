import type { Path } from '../../../src/domain/asset.ts';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { Point } from './ring.ts';
import type { Surface } from './surface.ts';

/**
 * What a vertex tells the façade: on a wall the way along it from its first corner and the wall's whole length, so that
 * windows fit between its corners; on a roof the place in a frame along the longest edge. Metres, never negative. A wall of
 * length 0 is a given surface whose corners are not known: its windows stand at their usual distance.
 */
export type FacadePlace = readonly [number, number];

/** Places on the roof over a ring of longitude and latitude. */
export function roofPlaces(ring: Path): (longitude: number, latitude: number) => FacadePlace {
  const frame = localFrame(...(ring[0] as Point));
  const corners = ring.map(([x, y]) => toLocal(frame, x, y));
  let [along, longest]: [Point, number] = [[1, 0], 0];
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length] as Point;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length <= longest) return;
    longest = length;
    along = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  });
  const turned = ([x, y]: Point): Point => [x * along[0] + y * along[1], y * along[0] - x * along[1]];
  const places = corners.map(turned);
  const [x0, y0] = [Math.min(...places.map(([x]) => x)), Math.min(...places.map(([, y]) => y))];
  return (longitude, latitude) => {
    const [x, y] = turned(toLocal(frame, longitude, latitude));
    return [Math.max(0, x - x0), Math.max(0, y - y0)];
  };
}

/** Upward share of a normal from which a facet is a roof. */
const ROOF = 0.55;
/** Directions of given walls are told apart by this many radians, so that the facets of one wall share their origin. */
const WALL_STEP = Math.PI / 64;

/** Façade places of a given surface: walls by their direction from one origin, roofs east and north. */
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
    const roof = up > ROOF;
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

import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import { emptySurface, type Surface } from './surface.ts';

/**
 * A flat-shaded surface from 9 numbers a triangle (longitude, latitude, height), of triangles `from` up to `to`. Triangles
 * without area are left out; `onKept` hears the number of each that stays.
 */
export function facetSurface(
  triangles: Float64Array,
  from = 0,
  to = triangles.length / 9,
  onKept?: (triangle: number) => void,
): Surface {
  const surface = emptySurface();
  const [perLongitude, perLatitude] = localFrame(triangles[0] ?? 0, triangles[1] ?? 0).metresPerDegree;
  for (let t = from; t < to; t++) {
    const at = (i: number): number => triangles[9 * t + i] as number;
    const [ux, uy, uz] = [(at(3) - at(0)) * perLongitude, (at(4) - at(1)) * perLatitude, at(5) - at(2)];
    const [vx, vy, vz] = [(at(6) - at(0)) * perLongitude, (at(7) - at(1)) * perLatitude, at(8) - at(2)];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.hypot(x, y, z);
    if (length < 1e-8) continue;
    const first = surface.positions.length / 3;
    for (let i = 0; i < 9; i++) surface.positions.push(at(i));
    for (let i = 0; i < 3; i++) surface.normals.push(x / length, y / length, z / length);
    surface.indices.push(first, first + 1, first + 2);
    onKept?.(t);
  }
  return surface;
}

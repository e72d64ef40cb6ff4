import type { Path } from '../../domain/asset.ts';
import type { Evidence } from './evidence.ts';

type Place = readonly [x: number, y: number];

/** A piece of a line, from one end to the other; metres. */
export type Segment = readonly [a: Place, b: Place];

/** The pieces of a path in the road's own metres. */
export function segmentsOf(path: Path, place: Evidence['place']): Segment[] {
  const points = path.map(([longitude, latitude]): Place => place(longitude, latitude));
  return points.slice(1).map((to, index): Segment => [points[index] as Place, to]);
}

/** The point of a segment that is nearest to `from`. */
export function nearestOn([[ax, ay], [bx, by]]: Segment, [x, y]: Place): Place {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return [ax + t * dx, ay + t * dy];
}

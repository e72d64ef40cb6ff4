import type { Path } from '../asset.ts';
import { localFrame, toLocal } from './local-frame.ts';

/** Horizontal distance in metres from a point (longitude, latitude) to a path that comes within a few kilometres of it. */
export function distanceToPath([longitude, latitude]: readonly [number, number], path: Path): number {
  const frame = localFrame(longitude, latitude);
  const points = path.map(([east, north]) => toLocal(frame, east, north));
  let nearest = Number.POSITIVE_INFINITY;
  points.forEach(([x, y], i) => {
    const [fromX, fromY] = points[i - 1] ?? [x, y];
    const [dx, dy] = [x - fromX, y - fromY];
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, -(fromX * dx + fromY * dy) / squared));
    nearest = Math.min(nearest, Math.hypot(fromX + along * dx, fromY + along * dy));
  });
  return nearest;
}

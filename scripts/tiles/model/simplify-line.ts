import type { Point } from './ring.ts';

/**
 * Points of a line that stay so that no other lies farther than `tolerance` from what is drawn without it; the ends always
 * stay (Douglas and Peucker 1973). Lines that run side by side, as the rows of a band, are told together: a point stays in
 * all of them. Coordinates and tolerance in one unit.
 */
export function keptPoints(rows: readonly (readonly Point[])[], tolerance: number): number[] {
  const count = rows[0]?.length ?? 0;
  if (count <= 2) return Array.from({ length: count }, (_, i) => i);
  const stays = new Uint8Array(count);
  stays[0] = 1;
  stays[count - 1] = 1;
  const open: [number, number][] = [[0, count - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let [farthest, most] = [-1, tolerance];
    for (const row of rows)
      for (let i = from + 1; i < to; i++) {
        const away = distanceToSegment(row[i] as Point, row[from] as Point, row[to] as Point);
        if (away > most) [farthest, most] = [i, away];
      }
    if (farthest < 0) continue;
    stays[farthest] = 1;
    open.push([from, farthest], [farthest, to]);
  }
  return [...stays.keys()].filter((i) => stays[i] === 1);
}

/** The same of a closed ring, not repeated at its end: at least the two points that lie far from each other stay. */
export function keptCorners(ring: readonly Point[], tolerance: number): number[] {
  if (ring.length <= 3) return ring.map((_, i) => i);
  const first = farthestFrom(ring, 0);
  const second = farthestFrom(ring, first);
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  const there = keptPoints([ring.slice(low, high + 1)], tolerance).map((i) => low + i);
  const around = [...ring.slice(high), ...ring.slice(0, low + 1)];
  const back = keptPoints([around], tolerance).map((i) => (high + i) % ring.length);
  return [...new Set([...there, ...back])].sort((a, b) => a - b);
}

function farthestFrom(ring: readonly Point[], from: number): number {
  const [x, y] = ring[from] as Point;
  let [best, most] = [from, -1];
  ring.forEach((point, i) => {
    const away = (point[0] - x) ** 2 + (point[1] - y) ** 2;
    if (away > most) [best, most] = [i, away];
  });
  return best;
}

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const length = ux * ux + uy * uy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * ux + (p[1] - a[1]) * uy) / length));
  return Math.hypot(p[0] - a[0] - t * ux, p[1] - a[1] - t * uy);
}

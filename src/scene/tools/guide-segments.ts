import type { GuideLine } from '../editing-spec.ts';
import type { LocalPlace } from '../local-place.ts';

/** Numbers a segment: east, north, up and kind (1 line, 2 dashes) of one end; east, north, up of the other, metres. */
export const SEGMENT_NUMBERS = 8;
/** Metres above the ground, and half the length of the ticks that end a measure. */
const LIFT = 0.12;
const TICK = 0.9;

/** Guide lines as segments: a measure is dashed and ends in two ticks. */
export function guideSegments(lines: readonly GuideLine[], place: Pick<LocalPlace, 'at'>): Float32Array {
  const numbers: number[] = [];
  const put = (a: readonly number[], b: readonly number[], kind: number) => {
    const metres = Math.hypot(b[0]! - a[0]!, b[1]! - a[1]!);
    numbers.push(...a, kind, ...b, metres);
  };
  for (const { kind, path } of lines) {
    const points = path.map(([longitude, latitude]) => place.at(longitude, latitude, LIFT));
    for (let i = 1; i < points.length; i++) put(points[i - 1]!, points[i]!, kind === 'kerb' ? 1 : 2);
    const [first, last] = [points[0], points.at(-1)];
    if (kind !== 'spacing' || !first || !last || first === last) continue;
    for (const [end, inner] of [
      [first, points[1]!],
      [last, points.at(-2)!],
    ] as const) {
      const [dx, dy] = [inner[0] - end[0], inner[1] - end[1]];
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      const [x, y] = [(-dy / length) * TICK, (dx / length) * TICK];
      put([end[0] - x, end[1] - y, end[2]], [end[0] + x, end[1] + y, end[2]], 1);
    }
  }
  return Float32Array.from(numbers);
}

/** The middle of a path by length, where its label stands; null for a path without a point. */
export function middleOf(path: GuideLine['path']): readonly [longitude: number, latitude: number] | null {
  const lengths = path.slice(1).map(([lon, lat], i) => Math.hypot(lon - path[i]![0], lat - path[i]![1]));
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    if (left > length || length === 0) {
      left -= length;
      continue;
    }
    const [a, b] = [path[i]!, path[i + 1]!];
    const share = left / length;
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  }
  return path[0] ?? null;
}

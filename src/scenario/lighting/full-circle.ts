/** C planes from 0 to 360 with their rows of intensities. */
export interface FullCircle {
  readonly cPlanes: Float64Array;
  readonly intensity: Float64Array;
}

/** One stored plane. */
export interface Plane {
  /** Degrees, 0 ≤ c ≤ 360. */
  readonly c: number;
  readonly row: readonly number[];
}

/** How the stored planes stand for the others. */
export type Symmetry = 'axial' | 'none' | 'C0-C180' | 'C90-C270' | 'quadrants';

/** Mirrors stored planes over the whole circle; the plane at 360 repeats the one at 0. */
export function fullCircle(planes: readonly Plane[], symmetry: Symmetry): FullCircle {
  const images = planes.flatMap(({ c, row }) => mirrored(c, symmetry).map((each) => ({ c: each, row })));
  const byAngle = new Map<number, readonly number[]>();
  for (const { c, row } of images) {
    const turn = Math.round((((c % 360) + 360) % 360) * 1e6) / 1e6;
    if (!byAngle.has(turn)) byAngle.set(turn, row);
  }
  const sorted = [...byAngle].sort(([a], [b]) => a - b);
  // Planes need not begin at 0: the circle is closed with the mean of its neighbours.
  const [first, last] = [sorted[0], sorted.at(-1)] as [[number, readonly number[]], [number, readonly number[]]];
  if (first[0] > 0) {
    const share = (360 - last[0]) / (first[0] + 360 - last[0]);
    sorted.unshift([0, first[1].map((value, j) => value * share + (last[1][j] as number) * (1 - share))]);
  }
  const closed = [...sorted, [360, (sorted[0] as [number, readonly number[]])[1]] as const];
  return {
    cPlanes: Float64Array.from(closed, ([c]) => c),
    intensity: Float64Array.from(closed.flatMap(([, row]) => row)),
  };
}

function mirrored(c: number, symmetry: Symmetry): number[] {
  switch (symmetry) {
    case 'axial':
      return [0];
    case 'none':
      return [c];
    case 'C0-C180':
      return [c, 360 - c];
    case 'C90-C270':
      return [c, 180 - c];
    case 'quadrants':
      return [c, 180 - c, 180 + c, 360 - c];
  }
}

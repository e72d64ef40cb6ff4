/** An alternative with two figures of it. */
export interface Traded {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Whether less or more of a figure is better. */
export type Better = 'less' | 'more';

/**
 * The alternatives that no other one beats: none is at least as good in both figures and better in one (Pareto, 1906).
 * Alternatives that are alike in both all belong to it; one without a figure (NaN) does not.
 */
export function paretoFront(all: readonly Traded[], x: Better, y: Better): readonly string[] {
  const [sx, sy] = [x === 'less' ? 1 : -1, y === 'less' ? 1 : -1];
  const known = all.filter((each) => Number.isFinite(each.x) && Number.isFinite(each.y));
  return known
    .filter(
      (each) =>
        !known.some(
          (other) =>
            sx * other.x <= sx * each.x && sy * other.y <= sy * each.y && (other.x !== each.x || other.y !== each.y),
        ),
    )
    .map(({ id }) => id);
}

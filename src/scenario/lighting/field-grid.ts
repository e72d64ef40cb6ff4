/** One lane of a carriageway across the road, metres left of the axis or of the field's right edge. */
export interface Lane {
  readonly from: number;
  readonly to: number;
  /** 1 where traffic runs along the axis, -1 against it. */
  readonly direction: 1 | -1;
}

/** Metres along the field, from its first luminaire, of the transverse rows of points. */
export function pointsAlong(spacing: number): number[] {
  if (!(spacing > 0)) throw new RangeError(`A field of ${spacing} m between luminaires; it must be longer than 0.`);
  // CIE 140 §5.1 and EN 13201-3 §7.1.2: 10 points up to 30 m, beyond it the least number with D ≤ 3 m; the first at D/2.
  const count = spacing <= 30 ? 10 : Math.ceil(spacing / 3 - 1e-9);
  return Array.from({ length: count }, (_, index) => ((index + 0.5) * spacing) / count);
}

/** Metres across of the three points of a lane: a sixth, a half and five sixths of it (CIE 140 §5.1.3). */
export function pointsAcross({ from, to }: Pick<Lane, 'from' | 'to'>): [number, number, number] {
  const width = to - from;
  return [from + width / 6, from + width / 2, from + (5 * width) / 6];
}

/** Metres from the observer to the first row of points, and of the eye above the road (CIE 140 §6.2). */
export const OBSERVER = { before: 60, height: 1.5 } as const;

/** Adjoining lanes of `width` from `from` on, all in one direction. */
export function lanesFrom(from: number, count: number, width: number, direction: 1 | -1): Lane[] {
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width,
    direction,
  }));
}

import type { LonLat } from '../query/cql2.ts';
import { localFrame, toGeographic, toLocal } from './local-frame.ts';

/** Why an outline holds no area of its own. */
export type OutlineTrouble =
  /** Two edges cross or touch at a place; each is named by its two corners, counted from 1. */
  | { readonly is: 'meets'; readonly edges: readonly [Edge, Edge]; readonly at: LonLat }
  | { readonly is: 'flat'; readonly squareMetres: number };

type Edge = readonly [from: number, to: number];
type XY = readonly [x: number, y: number];

/** Metres below which two corners are one. */
export const SHORTEST = 0.01;
/** Square metres below which an outline holds nothing. */
const LEAST_AREA = 0.01;

interface Side {
  readonly from: XY;
  readonly to: XY;
  readonly corners: Edge;
}

/** What is wrong with a ring, open or closed; null when it goes once around an area and meets itself nowhere. */
export function outlineTrouble(ring: readonly LonLat[]): OutlineTrouble | null {
  const [first] = ring;
  if (!first) return { is: 'flat', squareMetres: 0 };
  const frame = localFrame(first[0], first[1]);
  const sides = sidesOf(ring.map(([x, y]) => toLocal(frame, x, y)));
  const squareMetres = Math.abs(sides.reduce((sum, { from, to }) => sum + from[0] * to[1] - to[0] * from[1], 0)) / 2;
  const meets = (test: (a: Side, b: Side) => XY | null): OutlineTrouble | null => {
    for (const [index, a] of sides.entries())
      for (const b of sides.slice(index + 1)) {
        const at = test(a, b);
        if (at) return { is: 'meets', edges: [a.corners, b.corners], at: toGeographic(frame, at[0], at[1]) };
      }
    return null;
  };
  const crossed = meets(crossing);
  if (crossed) return crossed;
  // What lies in one line overlaps itself as well: that it holds nothing says more.
  if (sides.length < 3 || squareMetres < LEAST_AREA) return { is: 'flat', squareMetres };
  return meets(touching);
}

/** The sides between corners that are apart, each from where the one before ends. */
function sidesOf(corners: readonly XY[]): readonly Side[] {
  const kept: { readonly at: XY; readonly number: number }[] = [];
  for (const [index, at] of corners.entries()) {
    const before = kept.at(-1)?.at;
    if (!before || Math.hypot(at[0] - before[0], at[1] - before[1]) > SHORTEST) kept.push({ at, number: index + 1 });
  }
  const [start, end] = [kept[0], kept.at(-1)];
  if (start && end && start !== end && Math.hypot(end.at[0] - start.at[0], end.at[1] - start.at[1]) <= SHORTEST)
    kept.pop();
  return kept.map(({ at, number }, index) => {
    const next = kept[(index + 1) % kept.length] as (typeof kept)[number];
    return { from: at, to: next.at, corners: [number, next.number] };
  });
}

/** Twice the area of a triangle, above 0 where `c` lies left of the way from `a` to `b`. */
const turn = (a: XY, b: XY, c: XY) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Where two sides go through each other. */
function crossing({ from: a, to: b }: Side, { from: c, to: d }: Side): XY | null {
  const [one, other] = [turn(a, b, c), turn(a, b, d)];
  if (one * other >= 0 || turn(c, d, a) * turn(c, d, b) >= 0) return null;
  const share = one / (one - other);
  return [c[0] + share * (d[0] - c[0]), c[1] + share * (d[1] - c[1])];
}

/** Where an end of one side lies on the other, beside the corner that neighbours share. */
function touching(a: Side, b: Side): XY | null {
  const ends = [a.from, a.to].filter((end) => end !== b.from && end !== b.to && liesOn(end, b));
  const others = [b.from, b.to].filter((end) => end !== a.from && end !== a.to && liesOn(end, a));
  return ends[0] ?? others[0] ?? null;
}

/** Within `SHORTEST` of it. */
function liesOn([x, y]: XY, { from, to }: Side): boolean {
  const [alongX, alongY] = [to[0] - from[0], to[1] - from[1]];
  const share = ((x - from[0]) * alongX + (y - from[1]) * alongY) / (alongX ** 2 + alongY ** 2);
  const nearest = Math.min(Math.max(share, 0), 1);
  return Math.hypot(x - from[0] - nearest * alongX, y - from[1] - nearest * alongY) <= SHORTEST;
}

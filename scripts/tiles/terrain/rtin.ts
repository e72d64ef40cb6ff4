/**
 * A right-triangulated irregular network over a square of 2ᵏ + 1 nodes a side (Evans, Kirkpatrick and Townsend 2001): the
 * square is two triangles, a triangle is halved from its right angle to the middle of its long side.
 */
export interface Rtin {
  /** Nodes a side, 2ᵏ + 1. */
  readonly side: number;
  /** Metres above the ellipsoid; rows from the south, each from the west. */
  readonly heights: Float32Array;
  /** How wrong the network would be at a node that halves triangles if it, or anything below it, were left out; metres. */
  readonly errors: Float32Array;
  /** Triangles are halved while that error is greater than this, */
  readonly tolerance: number;
  /** or while they span more nodes than this east or north. */
  readonly longest: number;
}

/** The corners of a triangle in nodes: `a` and `b` end its long side, `c` has the right angle. */
export type Corners = readonly [ax: number, ay: number, bx: number, by: number, cx: number, cy: number];

/** The two triangles of a square of `side` nodes. */
export function rootsOf(side: number): readonly [Corners, Corners] {
  const n = side - 1;
  return [
    [0, 0, n, n, n, 0],
    [n, n, 0, 0, 0, n],
  ];
}

/** The halves of a triangle; the first has its corner `a`, the second its corner `b`. */
export function halvesOf([ax, ay, bx, by, cx, cy]: Corners): readonly [Corners, Corners] {
  const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
  return [
    [cx, cy, ax, ay, mx, my],
    [bx, by, cx, cy, mx, my],
  ];
}

/** The network of `heights`; throws RangeError when a side is not 2ᵏ + 1 nodes. */
export function makeRtin(heights: Float32Array, side: number, tolerance: number, longest: number): Rtin {
  const depth = 2 * Math.log2(side - 1) - 1;
  if (side < 3 || !Number.isInteger(depth) || heights.length !== side * side)
    throw new RangeError(`A network of ${side} nodes a side and ${heights.length} heights; a side is 2ᵏ + 1 nodes.`);
  const errors = new Float32Array(heights.length);
  // From the smallest triangles up: two share each long side, and both must be known before either's parent asks.
  for (let level = depth; level >= 0; level--)
    for (const root of rootsOf(side)) measure(heights, errors, side, root, level, level < depth);
  return { side, heights, errors, tolerance, longest };
}

function measure(
  heights: Float32Array,
  errors: Float32Array,
  side: number,
  corners: Corners,
  level: number,
  hasHalves: boolean,
): void {
  if (level > 0) {
    for (const half of halvesOf(corners)) measure(heights, errors, side, half, level - 1, hasHalves);
    return;
  }
  const [ax, ay, bx, by, cx, cy] = corners;
  const at = (x: number, y: number): number => y * side + x;
  const middle = at((ax + bx) / 2, (ay + by) / 2);
  let error = Math.abs((heights[at(ax, ay)]! + heights[at(bx, by)]!) / 2 - heights[middle]!);
  if (hasHalves)
    error = Math.max(error, errors[at((ax + cx) / 2, (ay + cy) / 2)]!, errors[at((bx + cx) / 2, (by + cy) / 2)]!);
  errors[middle] = Math.max(errors[middle]!, error);
}

/** Whether the network has the halves of a triangle in its place. */
export function isHalved(rtin: Rtin, [ax, ay, bx, by]: Corners): boolean {
  const long = Math.max(Math.abs(ax - bx), Math.abs(ay - by));
  if (long === 1) return false;
  if (long > rtin.longest) return true;
  return rtin.errors[((ay + by) / 2) * rtin.side + (ax + bx) / 2]! > rtin.tolerance;
}

/** The triangles of the network that lie in a square whose corners are nodes of it and whose side divides the network's. */
export function* trianglesIn(rtin: Rtin, x: number, y: number, size: number, corners?: Corners): Generator<Corners> {
  if (!corners) {
    for (const root of rootsOf(rtin.side)) yield* trianglesIn(rtin, x, y, size, root);
    return;
  }
  const [ax, ay, bx, by, cx, cy] = corners;
  if (Math.max(ax, bx, cx) <= x || Math.min(ax, bx, cx) >= x + size) return;
  if (Math.max(ay, by, cy) <= y || Math.min(ay, by, cy) >= y + size) return;
  if (!isHalved(rtin, corners)) yield corners;
  else for (const half of halvesOf(corners)) yield* trianglesIn(rtin, x, y, size, half);
}

import type { Terrain } from './drainage-inputs.ts';

/** What lies over the edge of the grid, as a basin; also "none" where a basin has no parent or children. */
export const OUTSIDE = 0;

/**
 * Basins of a terrain as a tree. A basin with no children holds one low point and all cells that drain to it; a basin with two is
 * what these become when both are full. Numbered from 1; every array has one entry a basin, entry 0 is the outside.
 */
export interface Basins {
  readonly count: number;
  readonly parent: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Level at which its pool begins: its lowest ground, or where its children met, m. */
  readonly bottom: Float64Array;
  /** Level at which its pool spills, m; Infinity for the one of a closed grid that never does. */
  readonly spill: Float64Array;
  /** The lowest-order basin (or the outside) that takes what it spills. */
  readonly into: Int32Array;
  /** Lowest-order basins in an order in which those of every basin are neighbours: `[first, last)` of each. */
  readonly leaves: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** The lowest-order basin of each cell; 0 where water runs over the edge. */
  readonly basinOf: Int32Array;
}

/**
 * Floods the terrain from below, cell by cell in order of height (priority flood as a merge tree; Barnes, Callaghan and Wickert 2020,
 * doi 10.5194/esurf-8-431-2020). A cell joins the basin of its steepest lower neighbour among eight; a cell between two pools is
 * the saddle where both spill into each other.
 */
export function basinsOf(terrain: Terrain): Basins {
  const { ground, cell } = terrain;
  const cells = ground.length;
  const most = 2 * cells + 1;
  const [parent, left, right, into] = [0, 0, 0, 0].map(() => new Int32Array(most)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const bottom = new Float64Array(most);
  const spill = new Float64Array(most).fill(Number.POSITIVE_INFINITY);
  const top = Int32Array.from({ length: most }, (_, i) => i);
  const basinOf = new Int32Array(cells).fill(-1);
  const around = new Int32Array(8);
  let count = 0;

  const pool = (basin: number): number => {
    let at = basin;
    while (top[at] !== at) {
      top[at] = top[top[at] as number] as number;
      at = top[at] as number;
    }
    return at;
  };
  /** Joins the pools of basins `a` and `b` that touch at `level`. */
  const join = (a: number, b: number, level: number): void => {
    const [one, other] = [pool(a), pool(b)];
    if (one === other) return;
    const whole = one === OUTSIDE || other === OUTSIDE ? OUTSIDE : ++count;
    for (const [from, to] of [
      [one, b],
      [other, a],
    ] as const) {
      if (from === OUTSIDE) continue;
      spill[from] = level;
      into[from] = to;
      parent[from] = whole;
      top[from] = whole;
    }
    if (whole === OUTSIDE) return;
    left[whole] = one;
    right[whole] = other;
    bottom[whole] = level;
  };

  const order = Int32Array.from({ length: cells }, (_, i) => i).sort(
    (a, b) => (ground[a] as number) - (ground[b] as number) || a - b,
  );
  for (const at of order) {
    const height = ground[at] as number;
    const leaves = terrain.edge === 'open' && onEdge(terrain, at);
    const found = neighbours(terrain, at, around);
    let basin = leaves ? OUTSIDE : -1;
    let steepest = leaves ? 0 : -1;
    for (let i = 0; i < found; i++) {
      const next = around[i] as number;
      if ((basinOf[next] as number) < 0) continue;
      const straight = Math.abs(next - at) === 1 || Math.abs(next - at) === terrain.columns;
      const drop = (height - (ground[next] as number)) / (straight ? cell : cell * Math.SQRT2);
      if (drop <= steepest) continue;
      steepest = drop;
      basin = basinOf[next] as number;
    }
    if (basin < 0) {
      basin = ++count;
      bottom[basin] = height;
    }
    basinOf[at] = basin;
    if (leaves) join(basin, OUTSIDE, height);
    for (let i = 0; i < found; i++) {
      const other = basinOf[around[i] as number] as number;
      if (other >= 0) join(basin, other, height);
    }
  }
  return { count, parent, left, right, bottom, spill, into, basinOf, ...leafOrder(count, parent, left, right) };
}

/** Numbers the lowest-order basins so that those below any basin follow one another. */
function leafOrder(count: number, parent: Int32Array, left: Int32Array, right: Int32Array) {
  const leaves: number[] = [];
  const [first, last] = [new Int32Array(count + 1), new Int32Array(count + 1)];
  const stack: number[] = [];
  for (let root = 1; root <= count; root++) {
    if (parent[root] !== OUTSIDE) continue;
    stack.push(root);
    while (stack.length > 0) {
      const at = stack.pop() as number;
      if (at < 0) last[-at] = leaves.length;
      else {
        first[at] = leaves.length;
        if (left[at] === OUTSIDE) leaves.push(at);
        stack.push(-at);
        if (left[at] !== OUTSIDE) stack.push(right[at] as number, left[at] as number);
      }
    }
  }
  return { leaves: Int32Array.from(leaves), first, last };
}

function onEdge({ columns, rows }: Terrain, at: number): boolean {
  const [row, column] = [Math.floor(at / columns), at % columns];
  return row === 0 || column === 0 || row === rows - 1 || column === columns - 1;
}

/** Writes the cells around `at` and returns how many there are. */
function neighbours({ columns, rows }: Terrain, at: number, out: Int32Array): number {
  const [row, column] = [Math.floor(at / columns), at % columns];
  let count = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
      if (y !== row || x !== column) out[count++] = y * columns + x;
  return count;
}

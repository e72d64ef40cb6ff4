import type { Rings } from '../feature.ts';
import type { Lattice } from './lattice.ts';

/** Nodes to each side from which water takes its level: across a river, and not far along it. */
const REACH = 3;

/**
 * Levels the ground where water lies: an elevation model and a drawn bank seldom agree, and water that climbs its bank is
 * seen at once. Every one of the `wet` nodes takes the mean of the lowest ground of the water around it, so
 * ponds are flat and rivers fall only along their course.
 */
export function levelWater(heights: Float32Array, { side }: Lattice, wet: ReadonlySet<number>): void {
  const around = (i: number, over: (node: number) => void): void => {
    const [x, y] = [i % side, Math.floor(i / side)];
    for (let ny = Math.max(0, y - REACH); ny <= Math.min(side - 1, y + REACH); ny++)
      for (let nx = Math.max(0, x - REACH); nx <= Math.min(side - 1, x + REACH); nx++)
        if (wet.has(ny * side + nx)) over(ny * side + nx);
  };
  const lowest = new Map<number, number>();
  for (const i of wet) {
    let low = Number.POSITIVE_INFINITY;
    around(i, (node) => {
      low = Math.min(low, heights[node]!);
    });
    lowest.set(i, low);
  }
  for (const i of wet) {
    let [sum, count] = [0, 0];
    around(i, (node) => {
      sum += lowest.get(node)!;
      count++;
    });
    heights[i] = sum / count;
  }
}

/** The nodes of all cells that the areas touch. */
export function wetNodes({ side, step, west, south }: Lattice, water: readonly Rings[]): ReadonlySet<number> {
  const wet = new Set<number>();
  const touch = (x: number, y: number): void => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    for (const [nx, ny] of [
      [i, j],
      [i + 1, j],
      [i, j + 1],
      [i + 1, j + 1],
    ] as const)
      if (nx >= 0 && ny >= 0 && nx < side && ny < side) wet.add(ny * side + nx);
  };
  for (const rings of water) {
    const grid = rings.map((ring) => ring.map(([x, y]): [number, number] => [(x - west) / step, (y - south) / step]));
    for (const ring of grid)
      ring.forEach(([ax, ay], i) => {
        const [bx, by] = ring[(i + 1) % ring.length]!;
        const pieces = Math.ceil(2 * Math.hypot(bx - ax, by - ay)) + 1;
        for (let k = 0; k <= pieces; k++) touch(ax + ((bx - ax) * k) / pieces, ay + ((by - ay) * k) / pieces);
      });
    scan(grid, side, side, (i, j) => wet.add(j * side + i));
  }
  return wet;
}

/** Calls `over` for each whole-numbered point inside rings (holes count out), of `columns` × `rows` points. */
export function scan(
  rings: readonly (readonly (readonly [x: number, y: number])[])[],
  columns: number,
  rows: number,
  over: (column: number, row: number) => void,
): void {
  const ys = rings.flatMap((ring) => ring.map(([, y]) => y));
  const first = Math.max(0, Math.ceil(ys.reduce((least, y) => Math.min(least, y), Number.POSITIVE_INFINITY)));
  const last = Math.min(rows - 1, Math.floor(ys.reduce((most, y) => Math.max(most, y), Number.NEGATIVE_INFINITY)));
  for (let row = first; row <= last; row++) {
    const crossings: number[] = [];
    for (const ring of rings)
      ring.forEach(([ax, ay], i) => {
        const [bx, by] = ring[(i + 1) % ring.length]!;
        if (ay <= row !== by <= row) crossings.push(ax + ((row - ay) / (by - ay)) * (bx - ax));
      });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      for (
        let column = Math.max(0, Math.ceil(crossings[i]!));
        column <= Math.min(columns - 1, Math.floor(crossings[i + 1]!));
        column++
      )
        over(column, row);
  }
}

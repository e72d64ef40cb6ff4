import type { GroundHeight } from '../../../src/domain/geo/height-field.ts';
import type { Ground } from './ground.ts';

/**
 * The ground as meshes of so many nodes a cell may have it: at every place the lowest height within a cell around it, so
 * that a mesh through these heights lies nowhere above the ground. Beyond the city it is the ground at the city's edge. Ask
 * for finer meshes first: a coarser one goes on from there.
 */
export function lowering({ lattice, rtin }: Ground): (cell: number) => GroundHeight {
  const { side } = lattice;
  let { heights } = rtin;
  let done = 0;
  const node = (value: number): number => Math.min(Math.max(Math.round(value), 0), side - 1);
  return (cell) => {
    const wanted = Math.min(cell, side);
    while (done < wanted) {
      // Three windows side by side leave no node between them.
      const radius = Math.min(wanted - done, 2 * done + 1);
      heights = lowest(lowest(heights, side, radius, 1), side, radius, side);
      done += radius;
    }
    const shown = heights;
    return (longitude, latitude) =>
      shown[node((latitude - lattice.south) / lattice.step) * side + node((longitude - lattice.west) / lattice.step)]!;
  };
}

/** The least of each height and those `radius` before and behind it, along rows (`stride` 1) or columns (`stride` = side). */
function lowest(heights: Float32Array, side: number, radius: number, stride: number): Float32Array {
  const result = new Float32Array(heights.length);
  for (let i = 0; i < heights.length; i++) {
    const along = stride === 1 ? i % side : Math.floor(i / side);
    const before = i - Math.min(radius, along) * stride;
    const behind = i + Math.min(radius, side - 1 - along) * stride;
    result[i] = Math.min(heights[i]!, heights[before]!, heights[behind]!);
  }
  return result;
}

import type { Rings } from '../feature.ts';
import type { Bounds } from '../tile/quadtree.ts';
import { scan } from './level-water.ts';

/** Pixels a side of a mask; the format knows no other. */
export const MASK_SIDE = 256;
export const LAND = Uint8Array.of(0);

/** The water of a tile: 255 where a pixel's middle lies in an area of `water`. One byte where all is land or all is water. */
export function waterMask([west, south, east, north]: Bounds, water: readonly Rings[]): Uint8Array {
  const mask = new Uint8Array(MASK_SIDE * MASK_SIDE);
  let any = false;
  for (const rings of water) {
    const [x0, x1] = rangeOf(rings[0] ?? [], 0);
    const [y0, y1] = rangeOf(rings[0] ?? [], 1);
    if (x1 < west || x0 > east || y1 < south || y0 > north) continue;
    // Rows from the north; a pixel's middle is at a whole number.
    const pixels = rings.map((ring) =>
      ring.map(([x, y]): [number, number] => [
        ((x - west) / (east - west)) * MASK_SIDE - 0.5,
        ((north - y) / (north - south)) * MASK_SIDE - 0.5,
      ]),
    );
    scan(pixels, MASK_SIDE, MASK_SIDE, (column, row) => {
      mask[row * MASK_SIDE + column] = 255;
      any = true;
    });
  }
  if (!any) return LAND;
  return mask.every((value) => value === 255) ? Uint8Array.of(255) : mask;
}

function rangeOf(ring: readonly (readonly [number, number])[], axis: 0 | 1): readonly [number, number] {
  return ring.reduce<readonly [number, number]>(
    ([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import { type Bounds, centreOf } from '../tile/quadtree.ts';

/** Nodes from edge to edge of a terrain tile of the finest level. */
export const TILE_CELLS = 64;
/** Most tiles a side of the square: 2049 nodes a side are 17 MB and are networked in a second. */
const MOST_TILES = 32;
/** Finer nodes would follow kerbs and parked cars, which the ground classes draw. */
const FINEST_METRES = 4;
const FINEST_LEVEL = 18;

/**
 * The square of geographic terrain tiles (TMS: level 0 is two tiles, x from the west, y from the south) that a city's
 * ground is kept on, `2ᵏ` tiles a side. Its nodes are those of its finest tiles.
 */
export interface Lattice {
  readonly level: number;
  /** The tile in its south-western corner, and tiles a side. */
  readonly x: number;
  readonly y: number;
  readonly tiles: number;
  /** Nodes a side. */
  readonly side: number;
  /** Degrees from node to node, the same both ways. */
  readonly step: number;
  readonly west: number;
  readonly south: number;
}

/** Degrees a side of a tile. */
export function tileDegrees(level: number): number {
  return 180 / 2 ** level;
}

/** The finest lattice over `bounds` whose nodes are not closer than half of `spacing` metres. */
export function latticeOver(bounds: Bounds, spacing: number): Lattice {
  const [west, south, east, north] = bounds;
  const perLatitude = localFrame(...centreOf(bounds)).metresPerDegree[1];
  for (let level = FINEST_LEVEL; level >= 0; level--) {
    const degrees = tileDegrees(level);
    if ((degrees / TILE_CELLS) * perLatitude < Math.max(FINEST_METRES, spacing / 2)) continue;
    const [x, y] = [Math.floor((west + 180) / degrees), Math.floor((south + 90) / degrees)];
    const across = Math.max(Math.floor((east + 180) / degrees) - x, Math.floor((north + 90) / degrees) - y) + 1;
    const tiles = 2 ** Math.ceil(Math.log2(across));
    if (tiles > MOST_TILES) continue;
    return {
      level,
      x,
      y,
      tiles,
      side: tiles * TILE_CELLS + 1,
      step: degrees / TILE_CELLS,
      west: x * degrees - 180,
      south: y * degrees - 90,
    };
  }
  throw new RangeError(`No terrain over ${bounds.join(', ')}; bounds are west, south, east, north in degrees.`);
}

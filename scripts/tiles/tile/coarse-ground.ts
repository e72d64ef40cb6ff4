import type { AreaFeature } from '../feature.ts';
import { areaPieces } from '../model/area-surface.ts';
import { generaliseArea } from '../model/generalise-area.ts';
import { areaOf } from '../model/ring.ts';
import type { Surface } from '../model/surface.ts';
import { MAX_VERTICES } from './assign.ts';
import { type Cell, cellName, LEAF_METRES, type Quadtree } from './quadtree.ts';

/** What of an area lies in one content. */
export interface LaidPiece {
  readonly area: AreaFeature;
  readonly surface: Surface;
}

/** Metres across which a triangle sinks by a centimetre at most, as one across a leaf does. */
const LEVEL_METRES = LEAF_METRES * Math.SQRT2;

/**
 * What stands for the ground in cells of `level`: areas drawn to the tolerance, cut along the cells of the level, and along
 * the leaves where they are so long that they would sink below the ellipsoid. What does not fit a content is left out, the
 * smallest first.
 */
export function coarseGround(
  areas: readonly AreaFeature[],
  level: number,
  tolerance: number,
  tree: Quadtree,
  laid: (surface: Surface, area: AreaFeature) => Surface,
): ReadonlyMap<string, readonly LaidPiece[]> {
  const cells = new Map<string, { piece: LaidPiece; size: number }[]>();
  for (const area of areas) {
    const size = area.surface ? Number.POSITIVE_INFINITY : areaOf(area.rings);
    const along = { ...tree, leafLevel: isLong(area, tree) ? Math.max(tree.leafLevel, level) : level };
    for (const { x, y, surface } of areaPieces(area, along)) {
      const depth = along.leafLevel - level;
      const cell: Cell = { level, x: x >> depth, y: y >> depth };
      const entry = cells.get(cellName(cell)) ?? [];
      entry.push({ piece: { area, surface: lifted(laid(surface, area), tolerance) }, size });
      cells.set(cellName(cell), entry);
    }
  }
  return new Map([...cells].map(([name, pieces]) => [name, greatest(pieces)]));
}

/** Longer triangles sink more and depth is coarser afar: a little higher, nothing fights with the bare ground below. */
function lifted(surface: Surface, tolerance: number): Surface {
  const by = Math.min(MOST_LIFT, LIFT * tolerance);
  return { ...surface, positions: surface.positions.map((value, i) => (i % 3 === 2 ? value + by : value)) };
}

/** Share of the tolerance, and metres: shallow standing water is still seen above it. */
const [LIFT, MOST_LIFT] = [0.03, 0.1] as const;

/** The areas to the tolerance; from those of a finer one, which has done most of the work. */
export function generalised(areas: readonly AreaFeature[], tolerance: number): AreaFeature[] {
  return areas.flatMap((area) => generaliseArea(area, tolerance) ?? []);
}

function greatest(pieces: readonly { piece: LaidPiece; size: number }[]): LaidPiece[] {
  const total = pieces.reduce((sum, { piece }) => sum + piece.surface.positions.length / 3, 0);
  if (total <= MAX_VERTICES) return pieces.map(({ piece }) => piece);
  let room = MAX_VERTICES;
  const kept = new Set<LaidPiece>();
  for (const { piece } of [...pieces].sort((a, b) => b.size - a.size)) {
    const vertices = piece.surface.positions.length / 3;
    if (vertices > room) continue;
    room -= vertices;
    kept.add(piece);
  }
  return pieces.flatMap(({ piece }) => (kept.has(piece) ? [piece] : []));
}

function isLong(area: AreaFeature, tree: Quadtree): boolean {
  const [west, south, east, north] = tree.bounds;
  const [perLongitude, perLatitude] = [tree.side / (east - west), tree.side / (north - south)];
  let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of area.ribbon?.rows ?? area.rings)
    for (const [x, y] of path) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  return Math.hypot((right - left) * perLongitude, (high - low) * perLatitude) > LEVEL_METRES;
}

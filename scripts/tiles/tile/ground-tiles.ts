import type { AreaFeature, GroundClass } from '../feature.ts';
import { areaPieces } from '../model/area-surface.ts';
import { facetSurface } from '../model/facet-surface.ts';
import type { Surface } from '../model/surface.ts';
import { MARK_DESCRIPTIONS, packMarks } from '../road/pack-marks.ts';
import { drape } from '../terrain/drape.ts';
import type { Ground } from '../terrain/ground.ts';
import { alongCurve } from './along-curve.ts';
import { MAX_VERTICES } from './assign.ts';
import { coarseGround, generalised, type LaidPiece } from './coarse-ground.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { meshContent, type PackedContent } from './mesh-content.ts';
import type { PropertyDescriptions } from './property-table.ts';
import { groundScale, type Places, pyramidOf } from './pyramid.ts';
import { cellAt, cellBounds, cellName, centreOf, type Quadtree } from './quadtree.ts';
import type { TileContent } from './tileset.ts';

/** Number of a ground class in the property table. */
const GROUND_NUMBERS: Readonly<Record<GroundClass, number>> = {
  block: 0,
  carriageway: 1,
  footway: 2,
  cycleway: 3,
  marking: 4,
  crossing: 5,
  island: 6,
  water: 7,
  bank: 8,
  lawn: 9,
  plaza: 10,
  rail: 11,
  greenway: 12,
  kerb: 13,
  tactile: 14,
  'bus-bay': 15,
  quay: 16,
  railing: 17,
  bed: 18,
  steel: 19,
};

/** Thin things of many corners, less than a pixel where their own tileset ends: a kerb of 15 cm at 800 m. */
const DETAIL: ReadonlySet<GroundClass> = new Set(['kerb', 'tactile', 'railing', 'bed', 'steel', 'bus-bay']);

/** Whether an area belongs to the details of the ground, which come near alone. */
export function isDetail(area: AreaFeature): boolean {
  return DETAIL.has(area.class);
}

/** What the properties of a content mean. */
export const GROUND_PROPERTIES: PropertyDescriptions = {
  cover: `Class: ${Object.entries(GROUND_NUMBERS)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ')}.`,
  ...MARK_DESCRIPTIONS,
};

/** Step of coarse positions in tolerances. */
const GRID = 0.7;
/** Most of a whole content. */
const MOST = { features: 3000, vertices: 50_000 };

/** sRGB #E6E2DA, the ground of look.md, linear. */
const GROUND: readonly [number, number, number] = [0.791, 0.76, 0.701];

interface GroundPiece extends LaidPiece {
  readonly longitude: number;
  readonly latitude: number;
  readonly vertices: number;
}

/**
 * Contents of the ground tileset. Whole contents hold areas cut along the leaf grid, and laid on the ground where there is one;
 * those above hold what is seen of them from afar.
 */
export function* groundTiles(
  areas: readonly AreaFeature[],
  tree: Quadtree,
  cityFrame: Matrix4,
  ground: Ground | null,
): Iterable<TileContent> {
  const laid = layingOn(ground);
  const level = ground ? areas.map(levelled) : areas;
  const pieces = level.flatMap((area) => piecesOf(area, tree, laid));
  const { wholeLevel, toleranceAt } = groundScale(tree);
  const { whole, above } = pyramidOf(placesOf(pieces), tree, wholeLevel, MOST);
  for (const { cell, pieces: members } of whole)
    yield { cell, packed: contentOf(numbered(pieces, members), cityFrame) };
  let coarse = level;
  for (const depth of [...new Set(above.map(({ cell }) => cell.level))].sort((a, b) => b - a)) {
    const tolerance = toleranceAt(depth);
    coarse = generalised(coarse, tolerance);
    const made = coarseGround(coarse, depth, tolerance, tree, laid);
    for (const { cell } of above) {
      const members = cell.level === depth ? made.get(cellName(cell)) : undefined;
      if (members)
        yield { cell, packed: contentOf(alongCurve(members, tree), cityFrame, tolerance * GRID), above: true };
    }
  }
}

/** Contents of the details of the ground: all of a cell, near alone. */
export function* groundDetailTiles(
  areas: readonly AreaFeature[],
  tree: Quadtree,
  cityFrame: Matrix4,
  ground: Ground | null,
): Iterable<TileContent> {
  const pieces = areas.flatMap((area) => piecesOf(area, tree, layingOn(ground)));
  for (const { cell, pieces: members } of pyramidOf(placesOf(pieces), tree, tree.leafLevel, MOST).whole)
    yield { cell, packed: contentOf(numbered(pieces, members), cityFrame) };
}

function placesOf(pieces: readonly GroundPiece[]): Places {
  return {
    length: pieces.length,
    longitude: (piece) => (pieces[piece] as GroundPiece).longitude,
    latitude: (piece) => (pieces[piece] as GroundPiece).latitude,
    vertices: (piece) => (pieces[piece] as GroundPiece).vertices,
  };
}

function numbered(pieces: readonly GroundPiece[], numbers: Uint32Array): GroundPiece[] {
  return Array.from(numbers, (piece) => pieces[piece] as GroundPiece);
}

/** One row an area, or one for all that look alike where areas are drawn to a `grid`. */
function contentOf(members: readonly LaidPiece[], cityFrame: Matrix4, grid?: number): PackedContent {
  const rows = new Map<unknown, { row: number; area: AreaFeature }>();
  const features = members.map(({ area, surface }) => {
    const key = grid === undefined ? area : JSON.stringify([area.class, packMarks(area.ribbon ?? null)]);
    const known = rows.get(key) ?? { row: rows.size, area };
    rows.set(key, known);
    return { surface, row: known.row };
  });
  return meshContent(
    {
      features,
      table: { class: 'ground', count: rows.size, columns: columnsOf([...rows.values()].map(({ area }) => area)) },
      descriptions: GROUND_PROPERTIES,
      baseColor: GROUND,
      ...(grid === undefined ? {} : { grid }),
    },
    cityFrame,
  );
}

/** What goes on over water where no bridge is drawn. */
const SPANS: ReadonlySet<GroundClass> = new Set([
  'carriageway',
  'footway',
  'cycleway',
  'marking',
  'crossing',
  'island',
  'greenway',
  'rail',
  'steel',
  'kerb',
  'tactile',
  'bus-bay',
  'bed',
]);

/** A given surface counts its heights from a zero of its own: on a ground it lies as its class does. */
function levelled(area: AreaFeature): AreaFeature {
  return area.surface
    ? { ...area, surface: area.surface.map((value, i) => (i % 3 === 2 ? area.height : value)) }
    : area;
}

type Laying = (surface: Surface, area: AreaFeature) => Surface;

function layingOn(ground: Ground | null): Laying {
  if (!ground) return (surface) => surface;
  return (surface, area) => drape(surface, ground.lattice, SPANS.has(area.class) ? ground.spanned : ground.rtin);
}

function columnsOf(areas: readonly AreaFeature[]): Record<string, number[]> {
  const packed = areas.map(({ ribbon }) => packMarks(ribbon ?? null));
  return {
    cover: areas.map((area) => GROUND_NUMBERS[area.class]),
    road: packed.map(({ road }) => road),
    span: packed.map(({ span }) => span),
    lane: packed.map(({ lane }) => lane),
    uses: packed.map(({ uses }) => uses),
  };
}

function piecesOf(area: AreaFeature, tree: Quadtree, laid: Laying): GroundPiece[] {
  if (area.surface) {
    const [longitude, latitude] = [area.surface[0] as number, area.surface[1] as number];
    return givenSurfaces(area.surface).map((given) => {
      const surface = laid(given, area);
      return { area, surface, longitude, latitude, vertices: surface.positions.length / 3 };
    });
  }
  return areaPieces(area, tree).map(({ x, y, surface }) => {
    const [longitude, latitude] = centreOf(cellBounds(tree, { level: tree.leafLevel, x, y }));
    const own = laid(surface, area);
    return { area, surface: own, vertices: own.positions.length / 3, ...within(longitude, latitude, surface, tree) };
  });
}

/** A given surface in parts that a content can hold. */
function givenSurfaces(surface: Float64Array): Surface[] {
  const triangles = Math.floor(MAX_VERTICES / 3);
  return Array.from({ length: Math.ceil(surface.length / 9 / triangles) }, (_, i) =>
    facetSurface(surface, i * triangles, Math.min(surface.length / 9, (i + 1) * triangles)),
  ).filter((part) => part.positions.length > 0);
}

/** The cell's middle keeps pieces of a cell together; below the leaves the piece's own place divides them. */
function within(
  longitude: number,
  latitude: number,
  surface: Surface,
  tree: Quadtree,
): { longitude: number; latitude: number } {
  const own = { longitude: surface.positions[0] as number, latitude: surface.positions[1] as number };
  const leaf = cellAt(tree, tree.leafLevel, own.longitude, own.latitude);
  const home = cellAt(tree, tree.leafLevel, longitude, latitude);
  return leaf.x === home.x && leaf.y === home.y ? own : { longitude, latitude };
}

import type { AreaFeature, GroundClass } from '../feature.ts';
import { areaPieces } from '../model/area-surface.ts';
import { facetSurface } from '../model/facet-surface.ts';
import { areaOf } from '../model/ring.ts';
import type { Surface } from '../model/surface.ts';
import { MARK_DESCRIPTIONS, packMarks } from '../road/pack-marks.ts';
import { drape } from '../terrain/drape.ts';
import type { Ground } from '../terrain/ground.ts';
import { assign, MAX_VERTICES, type Piece, type Quota } from './assign.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { meshContent } from './mesh-content.ts';
import type { PropertyDescriptions } from './property-table.ts';
import { cellAt, cellBounds, centreOf, type Quadtree } from './quadtree.ts';
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

/** Share of its area's square root by which a class counts, and whether only the finest levels carry it. */
const WEIGHT: Readonly<Record<GroundClass, { readonly weight: number; readonly fine: boolean }>> = {
  water: { weight: 100, fine: false },
  carriageway: { weight: 30, fine: false },
  block: { weight: 10, fine: false },
  lawn: { weight: 10, fine: false },
  bank: { weight: 10, fine: false },
  plaza: { weight: 5, fine: false },
  rail: { weight: 10, fine: false },
  greenway: { weight: 5, fine: false },
  footway: { weight: 1, fine: false },
  cycleway: { weight: 1, fine: false },
  island: { weight: 0.5, fine: true },
  crossing: { weight: 0.3, fine: true },
  marking: { weight: 0.1, fine: true },
  quay: { weight: 5, fine: false },
  bed: { weight: 0.5, fine: true },
  steel: { weight: 1, fine: true },
  'bus-bay': { weight: 0.2, fine: true },
  kerb: { weight: 0.1, fine: true },
  tactile: { weight: 0.1, fine: true },
  railing: { weight: 0.1, fine: true },
};

/** Thin things of many corners, less than a pixel where their own tileset ends: a kerb of 15 cm at 800 m. */
const DETAIL: ReadonlySet<GroundClass> = new Set(['kerb', 'tactile', 'railing', 'bed', 'steel', 'bus-bay']);

/** Whether an area belongs to the details of the ground, which come near alone. */
export function isDetail(area: AreaFeature): boolean {
  return DETAIL.has(area.class);
}

/** What is smaller is not missed from afar, whatever its class: square metres. */
const SMALL = 40;

const GROUND_PROPERTIES: PropertyDescriptions = {
  cover: `Class: ${Object.entries(GROUND_NUMBERS)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ')}.`,
  ...MARK_DESCRIPTIONS,
};

const QUOTA: Quota = { features: 3000, vertices: 50_000, leafFeatures: 3000, leafVertices: 50_000 };

/** sRGB #E6E2DA, the ground of look.md, linear. */
const GROUND: readonly [number, number, number] = [0.791, 0.76, 0.701];

interface GroundPiece extends Piece {
  readonly area: AreaFeature;
  readonly surface: Surface;
}

/**
 * Contents of the ground tileset. Areas are cut along the leaf grid, and laid on the ground where there is one; large and
 * wide ones stand on coarse levels.
 */
export function* groundTiles(
  areas: readonly AreaFeature[],
  tree: Quadtree,
  cityFrame: Matrix4,
  ground: Ground | null,
): Iterable<TileContent> {
  const pieces = areas.flatMap((area) => (ground ? laidPieces(area, tree, ground) : piecesOf(area, tree)));
  for (const { cell, pieces: members } of assign(pieces, tree, QUOTA)) {
    const rows = new Map<AreaFeature, number>();
    for (const { area } of members) if (!rows.has(area)) rows.set(area, rows.size);
    const packed = meshContent(
      {
        features: members.map(({ area, surface }) => ({ surface, row: rows.get(area) as number })),
        table: {
          class: 'ground',
          count: rows.size,
          columns: columnsOf([...rows.keys()]),
        },
        descriptions: GROUND_PROPERTIES,
        baseColor: GROUND,
      },
      cityFrame,
    );
    yield { cell, packed };
  }
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
function laidPieces(area: AreaFeature, tree: Quadtree, ground: Ground): GroundPiece[] {
  const flat = area.surface
    ? { ...area, surface: area.surface.map((value, i) => (i % 3 === 2 ? area.height : value)) }
    : area;
  return piecesOf(flat, tree).map((piece) => {
    const surface = drape(piece.surface, ground.lattice, SPANS.has(area.class) ? ground.spanned : ground.rtin);
    return { ...piece, surface, vertices: surface.positions.length / 3 };
  });
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

function piecesOf(area: AreaFeature, tree: Quadtree): GroundPiece[] {
  const { weight, fine } = WEIGHT[area.class];
  const size = area.surface ? Number.POSITIVE_INFINITY : areaOf(area.rings);
  const small = fine || size < SMALL ? Math.max(0, tree.leafLevel - 1) : 0;
  const minLevel = isDetail(area) ? tree.leafLevel : small;
  if (area.surface) {
    const [longitude, latitude] = [area.surface[0] as number, area.surface[1] as number];
    const triangles = Math.floor(MAX_VERTICES / 3);
    return Array.from({ length: Math.ceil(area.surface.length / 9 / triangles) }, (_, i) => {
      const surface = facetSurface(
        area.surface as Float64Array,
        i * triangles,
        Math.min((area.surface as Float64Array).length / 9, (i + 1) * triangles),
      );
      return {
        area,
        surface,
        longitude,
        latitude,
        importance: weight,
        vertices: surface.positions.length / 3,
        minLevel,
      };
    }).filter((piece) => piece.vertices > 0);
  }
  const importance = weight * Math.sqrt(size);
  return areaPieces(area, tree).map(({ x, y, surface }) => {
    const [longitude, latitude] = centreOf(cellBounds(tree, { level: tree.leafLevel, x, y }));
    return {
      area,
      surface,
      importance,
      vertices: surface.positions.length / 3,
      minLevel,
      ...within(longitude, latitude, surface, tree),
    };
  });
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

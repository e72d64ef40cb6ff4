import { morton } from '../../../src/domain/geo/morton.ts';
import { seedOf } from '../../../src/domain/random.ts';
import type { Buildings } from '../building-store.ts';
import type { BuildingFeature, BuildingUse } from '../feature.ts';
import { buildingShell, buildingSurface, buildingVertices } from '../model/building-surface.ts';
import { areaOf, middleOf } from '../model/ring.ts';
import { keyOf, type Made } from '../write/earlier.ts';
import { assign, MAX_VERTICES, type Piece, type Quota } from './assign.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { meshContent } from './mesh-content.ts';
import type { PropertyDescriptions } from './property-table.ts';
import { type Cell, cellName, type Quadtree } from './quadtree.ts';
import { shellContent } from './shell-content.ts';
import type { KeptContent, TileContent } from './tileset.ts';

/** Number of a use in the property table. */
const USE_NUMBERS: Readonly<Record<BuildingUse, number>> = {
  unknown: 0,
  residential: 1,
  commercial: 2,
  office: 3,
  industrial: 4,
  public: 5,
  school: 6,
  hospital: 7,
  transport: 8,
  heritage: 9,
};

const BUILDING_PROPERTIES: PropertyDescriptions = {
  height: 'Metres from the base to the top.',
  base: 'Metres of the lowest underside above the ground datum.',
  storeys: 'Storeys above ground; 0: not known.',
  use: `Use: ${Object.entries(USE_NUMBERS)
    .map(([use, number]) => `${number} ${use}`)
    .join(', ')}.`,
  year: 'Year of completion; 0: not known.',
  seed: 'A number 0–65535 of its own, from its id.',
};

const QUOTA: Quota = { features: 640, vertices: 30_000, leafFeatures: 1400, leafVertices: 60_000 };

/** sRGB #EFEBE4, the body colour of look.md, linear. */
const BODY: readonly [number, number, number] = [0.863, 0.831, 0.776];

interface BuildingPiece extends Piece {
  readonly index: number;
}

/** Lowest underside and highest top of a building, metres. */
export function verticalExtent(building: BuildingFeature): [base: number, top: number] {
  if (building.surface) {
    let [base, top] = [Infinity, -Infinity];
    for (let i = 2; i < building.surface.length; i += 3) {
      base = Math.min(base, building.surface[i] as number);
      top = Math.max(top, building.surface[i] as number);
    }
    return [base, top];
  }
  return [Math.min(...building.parts.map((part) => part.base)), Math.max(...building.parts.map((part) => part.top))];
}

/** Whether a building alone is more than a content may hold. */
export function tooDetailed(building: BuildingFeature): boolean {
  return buildingVertices(building) > MAX_VERTICES;
}

/** A content to be made: the buildings of a cell in their order, and the key of what it is made from. */
export interface BuildingPlan {
  readonly cell: Cell;
  readonly key: string;
  readonly members: () => readonly BuildingFeature[];
}

/**
 * What the contents of the buildings tileset are: the big and high ones on coarse levels, the small ones added by the leaves.
 * What the `earlier` build made from the same records in the same cell is named instead of planned.
 */
export function* buildingPlans(
  buildings: Buildings,
  tree: Quadtree,
  cityFrame: Matrix4,
  earlier: ReadonlyMap<string, Made>,
): Iterable<BuildingPlan | KeptContent> {
  for (const { cell, pieces } of assign(piecesOf(buildings), tree, QUOTA)) {
    // Neighbours beside each other: the differences that the codec keeps are small.
    const ordered = alongCurve(pieces, tree);
    const key = keyOf(JSON.stringify([cell, tree.bounds, cityFrame]), recordsOf(buildings, ordered));
    const kept = earlier.get(cellName(cell));
    if (kept?.key === key) yield { cell, kept, features: ordered.length };
    else yield { cell, key, members: () => ordered.map(({ index }) => buildings.get(index)) };
  }
}

/** The content of one cell. */
export function buildingContent(
  cell: Cell,
  key: string,
  members: readonly BuildingFeature[],
  cityFrame: Matrix4,
): TileContent {
  const columns: Record<string, number[]> = { height: [], base: [], storeys: [], use: [], year: [], seed: [] };
  for (const building of members) {
    const [base, top] = verticalExtent(building);
    columns.height?.push(top - base);
    columns.base?.push(base);
    columns.storeys?.push(building.storeys ?? 0);
    columns.use?.push(USE_NUMBERS[building.use]);
    columns.year?.push(building.year ?? 0);
    columns.seed?.push(seedOf(building.id) & 0xffff);
  }
  const content = {
    table: { class: 'building', count: members.length, columns },
    descriptions: BUILDING_PROPERTIES,
    baseColor: BODY,
  };
  // A given surface has normals and façade places of its own, and then all of its content.
  const packed = members.some((building) => building.surface)
    ? meshContent(
        { ...content, features: members.map((building, row) => ({ surface: buildingSurface(building), row })) },
        cityFrame,
      )
    : shellContent({ ...content, shells: members.map(buildingShell) }, cityFrame);
  return { cell, packed, key, names: members.map((building) => [building.id, building.name ?? null]) };
}

/** A piece a building; its numbers lie in four columns, which a million of them need far less memory for than for objects. */
function piecesOf(buildings: Buildings): BuildingPiece[] {
  const count = buildings.length;
  const columns = {
    place: new Float64Array(2 * count),
    importance: new Float64Array(count),
    vertices: new Uint32Array(count),
  };
  class Row implements BuildingPiece {
    readonly index: number;
    constructor(index: number) {
      this.index = index;
    }
    get longitude(): number {
      return columns.place[2 * this.index] as number;
    }
    get latitude(): number {
      return columns.place[2 * this.index + 1] as number;
    }
    get importance(): number {
      return columns.importance[this.index] as number;
    }
    get vertices(): number {
      return columns.vertices[this.index] as number;
    }
    get minLevel(): number {
      return 0;
    }
  }
  return Array.from({ length: count }, (_, index) => {
    const building = buildings.get(index);
    const [base, top] = verticalExtent(building);
    columns.place.set(placeOf(building), 2 * index);
    columns.importance[index] = (top - base) * Math.sqrt(footprintOf(building));
    columns.vertices[index] = buildingVertices(building);
    return new Row(index);
  });
}

function* recordsOf(buildings: Buildings, pieces: readonly BuildingPiece[]): Generator<Uint8Array> {
  for (const { index } of pieces) yield buildings.record(index);
}

/** Pieces along a Morton curve over the city, ties by the input. */
function alongCurve(
  pieces: readonly BuildingPiece[],
  { bounds: [west, south, east, north] }: Quadtree,
): BuildingPiece[] {
  const step = (value: number, low: number, high: number): number =>
    Math.min(65_535, Math.max(0, Math.floor(((value - low) / (high - low)) * 65_536)));
  return pieces
    .map((piece) => ({ piece, order: morton(step(piece.longitude, west, east), step(piece.latitude, south, north)) }))
    .sort((a, b) => a.order - b.order || a.piece.index - b.piece.index)
    .map(({ piece }) => piece);
}

function placeOf(building: BuildingFeature): [longitude: number, latitude: number] {
  const ring = building.parts[0]?.rings[0];
  if (ring) return middleOf(ring);
  const surface = building.surface as Float64Array;
  return [surface[0] as number, surface[1] as number];
}

function footprintOf(building: BuildingFeature): number {
  if (!building.surface) return Math.max(...building.parts.map((part) => areaOf(part.rings)));
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < building.surface.length; i += 3) {
    west = Math.min(west, building.surface[i] as number);
    east = Math.max(east, building.surface[i] as number);
    south = Math.min(south, building.surface[i + 1] as number);
    north = Math.max(north, building.surface[i + 1] as number);
  }
  return areaOf([
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ]);
}

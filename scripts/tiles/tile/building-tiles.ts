import { morton } from '../../../src/domain/geo/morton.ts';
import { seedOf } from '../../../src/domain/random.ts';
import type { Buildings } from '../building-store.ts';
import type { BuildingFeature, BuildingUse } from '../feature.ts';
import { type Box, boxShell, buildingBox, mergedBoxes, surfaceBounds } from '../model/building-box.ts';
import { buildingShell, buildingSurface, buildingVertices } from '../model/building-surface.ts';
import { middleOf } from '../model/ring.ts';
import { keyOf, type Made } from '../write/earlier.ts';
import { MAX_VERTICES } from './assign.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { meshContent } from './mesh-content.ts';
import type { PropertyDescriptions } from './property-table.ts';
import { buildingScale, type Placed, pyramidOf } from './pyramid.ts';
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

/** What the properties of a content mean. */
export const BUILDING_PROPERTIES: PropertyDescriptions = {
  height: 'Metres from the base to the top.',
  base: 'Metres of the lowest underside above the ground datum.',
  storeys: 'Storeys above ground; 0: not known.',
  use: `Use: ${Object.entries(USE_NUMBERS)
    .map(([use, number]) => `${number} ${use}`)
    .join(', ')}.`,
  year: 'Year of completion; 0: not known.',
  seed: 'A number 0–65535 of its own, from its id.',
};

/** Most of a whole content. */
const MOST = { features: 1400, vertices: 60_000 };
/** Most boxes of a content that stands for others. */
const MOST_BOXES = 4000;
/** Where boxes are coarser than this, in metres, those of a neighbourhood are one. */
const ALONE_TO = 4;
/** Side of a neighbourhood in metres: 80 m where boxes are merged first, and wider the less of them is seen. */
const neighbourhood = (tolerance: number): number => 5 * tolerance ** 1.5;

/** sRGB #EFEBE4, the body colour of look.md, linear. */
const BODY: readonly [number, number, number] = [0.863, 0.831, 0.776];

interface BuildingPiece extends Placed {
  readonly index: number;
  readonly box: UsedBox;
}

interface UsedBox extends Box {
  readonly use: number;
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
 * What the contents of the buildings tileset are: all buildings of a cell as they are, and above them contents of boxes, which
 * stand for them from afar. What the `earlier` build made from the same records in the same cell is named instead of planned.
 */
export function* buildingPlans(
  buildings: Buildings,
  tree: Quadtree,
  cityFrame: Matrix4,
  earlier: ReadonlyMap<string, Made>,
): Iterable<BuildingPlan | KeptContent | TileContent> {
  const { wholeLevel, toleranceAt } = buildingScale(tree);
  const { whole, above } = pyramidOf(piecesOf(buildings), tree, wholeLevel, MOST);
  for (const { cell, pieces } of above) {
    const boxes = alongCurve(pieces, tree).map(({ box }) => box);
    const key = keyOf(JSON.stringify(['boxes', cell, tree.bounds, cityFrame]), boxes.map(bytesOfBox));
    const kept = earlier.get(cellName(cell));
    if (kept?.key === key) yield { cell, kept, features: 0, above: true };
    else yield { ...boxContent(cell, boxes, toleranceAt(cell.level), cityFrame), key };
  }
  for (const { cell, pieces } of whole) {
    // Neighbours beside each other: the differences that the codec keeps are small.
    const ordered = alongCurve(pieces, tree);
    const key = keyOf(JSON.stringify([cell, tree.bounds, cityFrame]), recordsOf(buildings, ordered));
    const kept = earlier.get(cellName(cell));
    if (kept?.key === key) yield { cell, kept, features: ordered.length };
    else yield { cell, key, members: () => ordered.map(({ index }) => buildings.get(index)) };
  }
}

function bytesOfBox({ longitude, latitude, half: [x, y], across, base, top, use }: UsedBox): Uint8Array {
  return new Uint8Array(Float64Array.of(longitude, latitude, x, y, across, base, top, use).buffer);
}

/** A content that stands for the buildings below it: their boxes, or those of neighbourhoods where they are as small as a pixel. */
function boxContent(cell: Cell, alone: readonly UsedBox[], tolerance: number, cityFrame: Matrix4): TileContent {
  let boxes = alone;
  let side = neighbourhood(tolerance);
  for (let merged = tolerance <= ALONE_TO; !merged || boxes.length > MOST_BOXES; side *= 2, merged = true)
    boxes = mergedBoxes(alone, side).map((box) => ({ ...box, use: box.largest.use }));
  const columns = {
    height: boxes.map(({ base, top }) => Math.round(top - base)),
    base: boxes.map(({ base }) => Math.round(base)),
    storeys: boxes.map(() => 0),
    use: boxes.map(({ use }) => use),
    year: boxes.map(() => 0),
    seed: boxes.map(() => 0),
  };
  const packed = shellContent(
    {
      table: { class: 'building', count: boxes.length, columns },
      descriptions: BUILDING_PROPERTIES,
      baseColor: BODY,
      shells: boxes.map(boxShell),
      // Half a tolerance; heights are told in the same steps.
      stepExponent: Math.min(1, Math.round(Math.log2(tolerance / 2))),
    },
    cityFrame,
  );
  return { cell, packed, above: true };
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

/** Numbers of a piece: its place, its box, its use and its vertices. */
const NUMBERS = 11;

/** A piece a building; its numbers lie in one array, which a million of them need far less memory for than for objects. */
function piecesOf(buildings: Buildings): BuildingPiece[] {
  const numbers = new Float64Array(NUMBERS * buildings.length);
  class Row implements BuildingPiece {
    readonly index: number;
    constructor(index: number) {
      this.index = index;
    }
    get longitude(): number {
      return numbers[NUMBERS * this.index] as number;
    }
    get latitude(): number {
      return numbers[NUMBERS * this.index + 1] as number;
    }
    get vertices(): number {
      return numbers[NUMBERS * this.index + 2] as number;
    }
    get box(): UsedBox {
      const at = NUMBERS * this.index + 3;
      const [longitude, latitude, x, y, across, base, top, use] = numbers.subarray(
        at,
        at + 8,
      ) as unknown as EightNumbers;
      return { longitude, latitude, half: [x, y], across, base, top, use };
    }
  }
  return Array.from({ length: buildings.length }, (_, index) => {
    const building = buildings.get(index);
    const { longitude, latitude, half, across, base, top } = buildingBox(building, verticalExtent(building));
    numbers.set(placeOf(building), NUMBERS * index);
    numbers.set(
      [buildingVertices(building), longitude, latitude, ...half, across, base, top, USE_NUMBERS[building.use]],
      NUMBERS * index + 2,
    );
    return new Row(index);
  });
}

type EightNumbers = [number, number, number, number, number, number, number, number];

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
  const [west, south, east, north] = surfaceBounds(building.surface as Float64Array);
  return [(west + east) / 2, (south + north) / 2];
}

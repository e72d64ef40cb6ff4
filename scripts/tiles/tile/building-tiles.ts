import { seedOf } from '../../../src/domain/random.ts';
import { type Buildings, type PackedBuildings, recordsOf, unpackBuildings } from '../building-store.ts';
import type { BuildingFeature } from '../feature.ts';
import { boxShell, mergedBoxes } from '../model/building-box.ts';
import { buildingShell, buildingSurface, buildingVertices, type Shell } from '../model/building-surface.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { keyOf, type Made } from '../write/earlier.ts';
import { MAX_VERTICES } from './assign.ts';
import { USE_NUMBERS } from './building-use.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { meshContent } from './mesh-content.ts';
import { alignmentsOf, wayOfBox, wayOfWalls } from './orientation.ts';
import { placedBuildings, type UsedBoxes } from './placed-buildings.ts';
import type { PropertyDescriptions } from './property-table.ts';
import { buildingScale, pyramidOf } from './pyramid.ts';
import { type Cell, cellName, type Quadtree } from './quadtree.ts';
import { shellContent, type Way } from './shell-content.ts';
import type { KeptContent, TileContent } from './tileset.ts';

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

/** Radians by which walls of one way stray: a step in 20 m; and boxes, which are turned. */
const WALL_REACH = 0.0008;
const BOX_REACH = 0.025;

/** sRGB #EFEBE4, the body colour of look.md, linear. */
const BODY: readonly [number, number, number] = [0.863, 0.831, 0.776];

/** Whether a building alone is more than a content may hold. */
export function tooDetailed(building: BuildingFeature): boolean {
  return buildingVertices(building) > MAX_VERTICES;
}

/** A content to be made, and the key of what it is made from. */
export type BuildingPlan = {
  readonly cell: Cell;
  readonly key: string;
} /** The buildings of the cell in their order. */ & (
  | { readonly buildings: PackedBuildings }
  /** What stands for buildings, and by how many metres it may be wrong. */
  | { readonly boxes: UsedBoxes; readonly tolerance: number }
);

export function planContent(plan: BuildingPlan, cityFrame: Matrix4): TileContent {
  return 'boxes' in plan
    ? boxContent(plan.cell, plan.key, plan.boxes, plan.tolerance, cityFrame)
    : buildingContent(plan.cell, plan.key, unpackBuildings(plan.buildings), cityFrame);
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
): Iterable<BuildingPlan | KeptContent> {
  const { wholeLevel, toleranceAt } = buildingScale(tree);
  const placed = placedBuildings(buildings, tree);
  const { whole, above } = pyramidOf(placed, tree, wholeLevel, MOST);
  for (const { cell, pieces } of above) {
    const boxes = placed.boxes(pieces);
    const key = keyOf(JSON.stringify(['boxes', cell, tree.bounds, cityFrame]), bytesOf(boxes));
    const kept = earlier.get(cellName(cell));
    if (kept?.key === key) yield { cell, kept, features: 0, above: true };
    else yield { cell, key, boxes, tolerance: toleranceAt(cell.level) };
  }
  for (const { cell, pieces } of whole) {
    const buildings = placed.packed(pieces);
    const key = keyOf(JSON.stringify([cell, tree.bounds, cityFrame]), recordsOf(buildings));
    const kept = earlier.get(cellName(cell));
    if (kept?.key === key) yield { cell, kept, features: pieces.length };
    else yield { cell, key, buildings };
  }
}

/** Boxes whose bytes lie in memory at once. */
const AT_ONCE = 4096;

function* bytesOf(boxes: UsedBoxes): Generator<Uint8Array> {
  for (let i = 0; i < boxes.length; i += AT_ONCE)
    yield new Uint8Array(boxes.numbers(i, Math.min(i + AT_ONCE, boxes.length)).buffer);
}

/** A content that stands for the buildings below it: their boxes, or those of neighbourhoods where they are as small as a pixel. */
function boxContent(cell: Cell, key: string, alone: UsedBoxes, tolerance: number, cityFrame: Matrix4): TileContent {
  let boxes = tolerance <= ALONE_TO && alone.length <= MOST_BOXES ? [...alone] : null;
  for (let side = neighbourhood(tolerance); boxes === null || boxes.length > MOST_BOXES; side *= 2)
    boxes = mergedBoxes(alone, side).map(({ longitude, latitude, half, across, base, top, largest }) => {
      return { longitude, latitude, half, across, base, top, use: largest.use };
    });
  const { ways, ordered } = byWay(boxes, BOX_REACH, wayOfBox, (box, way) => boxShell(box, way, tolerance / 3));
  // Half a tolerance, heights no coarser than two metres: a low building must not vanish.
  const stepExponent = Math.round(Math.log2(tolerance / 2));
  const rise = 2 ** Math.min(1, stepExponent);
  const inSteps = (metres: number): number => rise * Math.round(metres / rise);
  const columns = {
    height: ordered.map(({ base, top }) => Math.round(inSteps(top - base))),
    base: ordered.map(({ base }) => Math.round(base)),
    storeys: ordered.map(() => 0),
    use: ordered.map(({ use }) => use),
    year: ordered.map(() => 0),
    seed: ordered.map(() => 0),
  };
  const packed = shellContent(
    {
      ways,
      table: { class: 'building', count: boxes.length, columns },
      descriptions: BUILDING_PROPERTIES,
      baseColor: BODY,
      precision: { plane: stepExponent, rise: Math.min(1, stepExponent), astray: tolerance / 3 },
    },
    cityFrame,
  );
  return { cell, packed, key, above: true };
}

/** Pieces in the order in which their shells stand by the way of their walls. */
function byWay<P>(
  pieces: readonly P[],
  reach: number,
  wayOf: (piece: P) => number,
  shellOf: (piece: P, way: number) => Shell,
): { ways: Way[]; ordered: P[] } {
  const alignments = alignmentsOf(pieces.map(wayOf), reach);
  const members = alignments.map((each) => each.members.map((i) => pieces[i] as P));
  return {
    ways: alignments.map(({ turn }, i) => ({ turn, shells: (members[i] ?? []).map((piece) => shellOf(piece, turn)) })),
    ordered: members.flat(),
  };
}

/** The content of one cell. */
function buildingContent(
  cell: Cell,
  key: string,
  members: readonly BuildingFeature[],
  cityFrame: Matrix4,
): TileContent {
  // A given surface has normals and façade places of its own, and then all of its content.
  const given = members.some((building) => building.surface);
  const { ways, ordered } = given
    ? { ways: [], ordered: members }
    : byWay(members, WALL_REACH, wayOfWalls, buildingShell);
  const content = {
    table: { class: 'building', count: members.length, columns: columnsOf(ordered) },
    descriptions: BUILDING_PROPERTIES,
    baseColor: BODY,
  };
  const packed = given
    ? meshContent(
        { ...content, features: members.map((building, row) => ({ surface: buildingSurface(building), row })) },
        cityFrame,
      )
    : shellContent({ ...content, ways }, cityFrame);
  return { cell, packed, key, names: ordered.map((building) => [building.id, building.name ?? null]) };
}

/** The properties of buildings, in their order. */
function columnsOf(buildings: readonly BuildingFeature[]) {
  const extents = buildings.map(verticalExtent);
  return {
    height: extents.map(([base, top]) => top - base),
    base: extents.map(([base]) => base),
    storeys: buildings.map(({ storeys }) => storeys ?? 0),
    use: buildings.map(({ use }) => USE_NUMBERS[use]),
    year: buildings.map(({ year }) => year ?? 0),
    seed: buildings.map(({ id }) => seedOf(id) & 0xffff),
  };
}

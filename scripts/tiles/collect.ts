import type { Path } from '../../src/domain/asset.ts';
import { type BuildingStore, buildingStore } from './building-store.ts';
import type { AreaFeature, BuildingFeature, CityFeature, CitySource, Ribbon, StructureFeature } from './feature.ts';
import { inputError } from './input-error.ts';
import { repairRings } from './model/repair.ts';
import { normaliseRings } from './model/ring.ts';
import { type SkipLog, type Skipped, skipLog } from './skipped.ts';
import { GROUND_HEIGHT } from './stacking.ts';
import { tooDetailed } from './tile/building-tiles.ts';
import { type Bounds, growingBounds } from './tile/quadtree.ts';

/** A city's features by kind, with clean rings, and where they lie. */
export interface Collected {
  readonly buildings: BuildingStore;
  readonly areas: readonly AreaFeature[];
  readonly structures: readonly StructureFeature[];
  readonly bounds: Bounds;
}

/** A city's features while they are read: each is cleaned as it comes. Iterated, it gives what is kept, buildings first. */
export interface Collecting extends Iterable<CityFeature> {
  /** Features so far, kept or not. */
  readonly given: number;
  /** What had no area or made no sense, by reason. */
  readonly skips: SkipLog;
  /** What is drawn although it is wrong. */
  readonly mends: SkipLog;
  push(feature: CityFeature): void;
  /** Tells of a place that belongs to the city. */
  reach(longitude: number, latitude: number): void;
  /** Where all of it lies so far; west beyond east where there is nothing. */
  bounds(): Bounds;
  /** All that was kept, to be read from now on. Throws InputError for `file` when that is nothing, with what was `unread`. */
  finish(file: string, unread?: readonly Skipped[]): Collected;
}

/** Keeps features by kind, with clean rings, as they are pushed. */
export function collecting(): Collecting {
  const buildings = buildingStore();
  const areas: AreaFeature[] = [];
  const structures: StructureFeature[] = [];
  const [skips, mends] = [skipLog(), skipLog()];
  const { reach, bounds } = growingBounds();
  let given = 0;

  function addBuilding(feature: BuildingFeature): void {
    const building = cleanBuilding(feature, mends);
    if (!building) skips.add('building without an area or a height', feature.id);
    else if (tooDetailed(building)) skips.add('building of more than 65,535 vertices', feature.id);
    else {
      buildings.push(building);
      if (building.surface) reachTriangles(building.surface);
      for (const part of building.parts) for (const point of part.rings[0] ?? []) reach(point[0], point[1]);
    }
  }

  function addArea(feature: AreaFeature): void {
    const area = known(feature, mends);
    const rings = area.surface || area.ribbon ? area.rings : normaliseRings(area.rings);
    if (area.ribbon && !isSound(area.ribbon)) skips.add(`${area.class} along a line that is no line`, area.id);
    else if (!rings) skips.add(`${area.class} without an area`, area.id);
    else {
      if (area.ribbon && foldsOver(area.ribbon))
        mends.add(`${area.class} folds over itself: drawn as it lies`, area.id);
      areas.push({ ...area, rings });
      if (area.surface) reachTriangles(area.surface);
      for (const [x, y] of rings[0] ?? []) reach(x, y);
    }
  }

  function reachTriangles(triangles: Float64Array): void {
    for (let i = 0; i < triangles.length; i += 3) reach(triangles[i] as number, triangles[i + 1] as number);
  }

  return {
    skips,
    mends,
    get given() {
      return given;
    },
    push(feature) {
      given++;
      if (feature.kind === 'building') addBuilding(feature);
      else if (feature.kind === 'area') addArea(feature);
      else {
        structures.push(feature);
        reachTriangles(feature.triangles);
      }
    },
    reach,
    bounds,
    finish(file, unread = []) {
      const [west, south, east, north] = bounds();
      if (west > east)
        throw inputError(
          file,
          null,
          `holds nothing that can be drawn${told([...unread, ...skips.list()])}`,
          'give polygons of buildings, points with --layer, CityJSON or OpenStreetMap',
        );
      return { buildings, areas, structures, bounds: [west, south, east, north] };
    },
    *[Symbol.iterator]() {
      yield* buildings;
      yield* areas;
      yield* structures;
    },
  };
}

/** What was left out and why, the most frequent reasons, for a message. */
function told(skipped: readonly Skipped[]): string {
  const reasons = skipped.toSorted((a, b) => b.count - a.count);
  const said = reasons.slice(0, 3).map(({ count, reason }) => `${count} × ${reason}`);
  return said.length === 0 ? '' : ` (left out: ${said.join(', ')})`;
}

/** The same of a city that is all there. */
export function collect({ features, assets, trees }: Pick<CitySource, 'features' | 'assets' | 'trees'>): Collecting {
  const into = collecting();
  for (const feature of features) into.push(feature);
  for (const { position } of [...assets, ...trees]) into.reach(position[0], position[1]);
  return into;
}

/** An area of a class that nothing draws is drawn as plain ground. */
function known(area: AreaFeature, mends: SkipLog): AreaFeature {
  if (area.class in GROUND_HEIGHT) return area;
  mends.add(`ground of class "${area.class}", which is none: drawn as block`, area.id);
  return { ...area, class: 'block' };
}

/** Whether an edge of a flat ribbon runs backwards somewhere: a bend tighter than its width, as of a river that crosses itself. */
function foldsOver({ rows, heights }: Ribbon): boolean {
  const [right, left] = [rows[0] as Path, rows.at(-1) as Path];
  if (heights) return false;
  return right.some(([x, y], i) => {
    const [next, a, b] = [right[i + 1], left[i], left[i + 1]];
    return next && a && b ? (next[0] - x) * (b[0] - a[0]) + (next[1] - y) * (b[1] - a[1]) < 0 : false;
  });
}

/** Whether a ribbon has rows of one length and numbers throughout. */
function isSound({ rows, along, across, heights = [] }: Ribbon): boolean {
  const numbers = [...along, ...across, ...heights, ...rows.flat(2)];
  return (
    rows.length >= 2 &&
    along.length >= 2 &&
    across.length === rows.length &&
    rows.every((row) => row.length === along.length) &&
    numbers.every(Number.isFinite) &&
    (along.at(-1) as number) > 0
  );
}

/** A building with sound rings, each part divided where its outline crosses itself; null when nothing of it remains. */
function cleanBuilding(building: BuildingFeature, mends: SkipLog): BuildingFeature | null {
  if (building.surface) return building.surface.length >= 9 ? building : null;
  const told = new Set<string>();
  const parts = building.parts.flatMap((part) => {
    if (!(part.top - part.base > 0.01)) return [];
    const repaired = repairRings(part.rings);
    for (const mend of repaired.mends) told.add(mend);
    return repaired.polygons.map((rings) => ({ ...part, rings }));
  });
  if (parts.length === 0) return null;
  for (const mend of told) mends.add(mend, building.id);
  return { ...building, parts };
}

import type { Random } from '../../src/domain/random.ts';
import { seededRandom, seedOf } from '../../src/domain/random.ts';
import type { CityData, RoadData, ZoneKind } from './city-data.ts';
import { common, type Shape, without } from './clip.ts';
import {
  areaOf,
  boxOf,
  centroidOf,
  crossing,
  distanceToSegment,
  extended,
  gap,
  inside,
  type Line,
  type Point,
  placed,
  type Ring,
  rectangle,
  strip,
} from './plane.ts';

/** A generated street between blocks. */
export interface Street {
  readonly id: string;
  readonly axis: Line;
  /** Kerb to kerb and boundary to boundary, metres. */
  readonly carriageway: number;
  readonly width: number;
  readonly zone: ZoneKind;
  /** The land it takes. */
  readonly shape: Shape;
}

/** Land between streets that one developer fills. */
export interface Block {
  readonly id: string;
  readonly ring: Ring;
  readonly zone: ZoneKind;
  /** Direction of its rows, radians from east; rows face south as the sun asks. */
  readonly angle: number;
  /** For each edge from vertex i to i + 1: the named road it faces. */
  readonly faces: readonly (RoadData | null)[];
}

export interface Land {
  readonly blocks: readonly Block[];
  readonly streets: readonly Street[];
}

interface Grain {
  /** A block no longer and no deeper than this, metres, is not cut again. */
  readonly long: number;
  readonly deep: number;
  /** Street width and carriageway between blocks; wide ones cut pieces over `collectorAbove` m². */
  readonly street: readonly [width: number, carriageway: number];
  readonly collector: readonly [width: number, carriageway: number];
  readonly collectorAbove: number;
}

const GRAIN: Readonly<Record<ZoneKind, Grain>> = {
  'old-town': { long: 150, deep: 120, street: [9, 6], collector: [16, 9], collectorAbove: 90_000 },
  centre: { long: 200, deep: 170, street: [14, 8], collector: [20, 11], collectorAbove: 120_000 },
  slab: { long: 260, deep: 200, street: [14, 8], collector: [22, 12], collectorAbove: 160_000 },
  tower: { long: 320, deep: 260, street: [16, 9], collector: [26, 14], collectorAbove: 220_000 },
  industry: { long: 380, deep: 280, street: [16, 9], collector: [24, 12], collectorAbove: 260_000 },
  field: { long: 480, deep: 380, street: [7, 5], collector: [12, 7], collectorAbove: 600_000 },
};

/** Cuts the land between named roads, rivers, railway and parks into blocks and streets; the same data give the same land. */
export function divideLand(data: CityData): Land {
  const blocks: Block[] = [];
  const streets: Street[] = [];
  for (const [i, shape] of superblocks(data).entries()) {
    const id = `s${i}`;
    divide({ data, blocks, streets, id, random: seededRandom(data.file.seed ^ seedOf(id)) }, shape, 0);
  }
  return { blocks, streets };
}

/** The frame without everything that is drawn by hand. */
function superblocks(data: CityData): Shape[] {
  const [west, south, east, north] = data.file.bounds;
  const corner = (longitude: number, latitude: number): Point => [
    (longitude - data.frame.origin[0]) * data.frame.metresPerDegree[0],
    (latitude - data.frame.origin[1]) * data.frame.metresPerDegree[1],
  ];
  const frame: Ring = [corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
  return without({ ring: frame, holes: [] }, reservedLand(data), 400);
}

/** Rings no building may enter: road red lines, river banks, railway, parks, greenways. */
function reservedLand(data: CityData): Ring[] {
  return [
    ...roadCorridors(data),
    ...riverCorridors(data),
    ...data.railways.map((rail) => strip(extended(rail.axis, 5, 5), -rail.corridor / 2, rail.corridor / 2)),
    ...data.greenways.map((way) => strip(way.line, -5, 5)),
    ...data.parks.map((park) => park.ring),
  ];
}

/** Roads between their red lines, run on to the far side of what they join. */
export function roadCorridors(data: CityData): Ring[] {
  return data.roads.map(({ axis, cross }) =>
    strip(extended(axis, cross.halfRedline, cross.halfRedline), -cross.halfRedline, cross.halfRedline),
  );
}

/** Rivers with their banks. */
export function riverCorridors(data: CityData): Ring[] {
  return data.rivers.map((river) => {
    const half = river.width / 2 + river.bank;
    return strip(extended(river.axis, 5, 5), -half, half);
  });
}

interface Division {
  readonly data: CityData;
  readonly blocks: Block[];
  readonly streets: Street[];
  readonly id: string;
  readonly random: Random;
}

function divide(division: Division, shape: Shape, depth: number): void {
  const area = areaOf(shape.ring);
  if (area < 900) return;
  const angle = rowAngle(shape.ring);
  const turned = boxOf(placed(shape.ring, [0, 0], -angle));
  const width = turned.maxX - turned.minX;
  const height = turned.maxY - turned.minY;
  const zone = zoneAt(division.data, centroidOf(shape.ring));
  const grain = GRAIN[zone];
  const hole = shape.holes[0];
  const long = width / grain.long >= height / grain.deep;
  if ((!hole && width <= grain.long && height <= grain.deep) || depth > 14) {
    settle(division, shape.ring, zone, angle);
    return;
  }

  const [streetWidth, carriageway] = area > grain.collectorAbove ? grain.collector : grain.street;
  const ratio = 0.5 + (division.random() - 0.5) * 0.16;
  const through: Point = hole
    ? placed([centroidOf(hole)], [0, 0], -angle)[0]!
    : [turned.minX + width * ratio, turned.minY + height * ratio];
  // Long pieces are cut across their rows, deep ones along them.
  const cut = long
    ? rectangle([through[0], (turned.minY + turned.maxY) / 2], streetWidth, height + 20, 0)
    : rectangle([(turned.minX + turned.maxX) / 2, through[1]], width + 20, streetWidth, 0);
  const ring = placed(cut, [0, 0], angle);
  const [from, to]: [Point, Point] = long
    ? [middle(ring[0]!, ring[1]!), middle(ring[2]!, ring[3]!)]
    : [middle(ring[0]!, ring[3]!), middle(ring[1]!, ring[2]!)];
  for (const piece of common(shape, ring, 20))
    for (const axis of within(piece.ring, from, to))
      division.streets.push({
        id: `${division.id}-${division.streets.length}`,
        axis,
        carriageway,
        width: streetWidth,
        zone,
        shape: piece,
      });
  for (const piece of without(shape, [ring], 400)) divide(division, piece, depth + 1);
}

function settle(division: Division, ring: Ring, zone: ZoneKind, angle: number): void {
  const faces = ring.map((point, i) => {
    const next = ring[(i + 1) % ring.length]!;
    return gap(point, next) < 12 ? null : facing(division.data.roads, middle(point, next));
  });
  division.blocks.push({ id: `${division.id}-b${division.blocks.length}`, ring, zone, angle, faces });
}

function facing(roads: readonly RoadData[], at: Point): RoadData | null {
  for (const road of roads)
    for (let i = 1; i < road.axis.length; i++)
      if (Math.abs(distanceToSegment(at, road.axis[i - 1]!, road.axis[i]!) - road.cross.halfRedline) < 1.5) return road;
  return null;
}

/** Mean direction of the ring's edges modulo 90°, weighted by length, in −45° … 45°. */
function rowAngle(ring: Ring): number {
  let x = 0;
  let y = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const dx = ring[i]![0] - ring[j]![0];
    const dy = ring[i]![1] - ring[j]![1];
    const fourfold = 4 * Math.atan2(dy, dx);
    const length = Math.hypot(dx, dy);
    x += length * Math.cos(fourfold);
    y += length * Math.sin(fourfold);
  }
  return Math.atan2(y, x) / 4;
}

/** The zone of a point: the first that holds it. */
function zoneAt(data: CityData, point: Point): ZoneKind {
  return data.zones.find((zone) => inside(zone.ring, point))?.kind ?? 'field';
}

function middle(a: Point, b: Point): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** The parts of segment a–b inside `ring`. */
function within(ring: Ring, a: Point, b: Point): Line[] {
  const cuts: Point[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const at = crossing(a, b, ring[j]!, ring[i]!);
    if (at) cuts.push(at);
  }
  cuts.sort((p, q) => gap(a, p) - gap(a, q));
  const out: Line[] = [];
  for (let i = 1; i < cuts.length; i++) {
    const [p, q] = [cuts[i - 1]!, cuts[i]!];
    if (gap(p, q) > 10 && inside(ring, middle(p, q))) out.push([p, q]);
  }
  return out;
}

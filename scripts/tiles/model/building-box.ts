import { type LocalFrame, localFrame, toGeographic } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature } from '../feature.ts';
import type { Shell } from './building-surface.ts';
import { areaOf, type Point } from './ring.ts';

/** An upright box around a building, or around several of one height. */
export interface Box {
  /** Of its middle. */
  readonly longitude: number;
  readonly latitude: number;
  /** Half of its long side, metres east and north; the other side lies across it. */
  readonly half: Point;
  /** Half of its other side, metres. */
  readonly across: number;
  readonly base: number;
  readonly top: number;
}

/** The box along the longest wall of the building's largest part that holds the outline of that part, as high as the whole. */
export function buildingBox(building: BuildingFeature, [base, top]: readonly [base: number, top: number]): Box {
  const ring = outlineOf(building);
  const first = ring[0] as Point;
  const frame = localFrame(first[0], first[1]);
  const [perLongitude, perLatitude] = frame.metresPerDegree;
  const reach = new Reach(longestSide(ring, perLongitude, perLatitude));
  for (const point of ring) reach.to((point[0] - first[0]) * perLongitude, (point[1] - first[1]) * perLatitude);
  const { longitude, latitude, half, across } = reach.box(frame);
  return { longitude, latitude, half, across, base, top };
}

function outlineOf(building: BuildingFeature): readonly Point[] {
  if (building.surface) {
    const [west, south, east, north] = surfaceBounds(building.surface);
    return [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
  }
  const [first, ...others] = building.parts.map((part) => part.rings[0] as readonly Point[]);
  return others.reduce((best, ring) => (areaOf([ring]) > areaOf([best]) ? ring : best), first as readonly Point[]);
}

/** West, south, east and north of a given surface, degrees. */
export function surfaceBounds(surface: Float64Array): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < surface.length; i += 3) {
    west = Math.min(west, surface[i] as number);
    east = Math.max(east, surface[i] as number);
    south = Math.min(south, surface[i + 1] as number);
    north = Math.max(north, surface[i + 1] as number);
  }
  return [west, south, east, north];
}

/** Direction of the longest side of an outline in degrees, of length 1 in metres. */
function longestSide(ring: readonly Point[], perLongitude: number, perLatitude: number): Point {
  let longest = 0;
  let x = 1;
  let y = 0;
  let last = ring.at(-1) as Point;
  for (const point of ring) {
    const east = (point[0] - last[0]) * perLongitude;
    const north = (point[1] - last[1]) * perLatitude;
    const length = lengthOf(east, north);
    last = point;
    if (length <= longest) continue;
    longest = length;
    x = east / length;
    y = north / length;
  }
  return [x, y];
}

type Plan = Pick<Box, 'longitude' | 'latitude' | 'half' | 'across'>;

/** How far corners reach along a direction of length 1 and across it. */
class Reach {
  private readonly along: Point;
  private low = Infinity;
  private high = -Infinity;
  private right = Infinity;
  private left = -Infinity;

  constructor(along: Point) {
    this.along = along;
  }

  to(x: number, y: number): void {
    const s = x * this.along[0] + y * this.along[1];
    const t = y * this.along[0] - x * this.along[1];
    this.low = Math.min(this.low, s);
    this.high = Math.max(this.high, s);
    this.right = Math.min(this.right, t);
    this.left = Math.max(this.left, t);
  }

  /** The box around them in their frame. */
  box(frame: LocalFrame): Plan {
    const ux = this.along[0];
    const uy = this.along[1];
    const s = (this.low + this.high) / 2;
    const t = (this.right + this.left) / 2;
    const half = (this.high - this.low) / 2;
    const middle = toGeographic(frame, s * ux - t * uy, s * uy + t * ux);
    return {
      longitude: middle[0],
      latitude: middle[1],
      half: [half * ux, half * uy],
      across: (this.left - this.right) / 2,
    };
  }
}

/** Squares of a neighbourhood on either side of the first box: half of what 22 bits count. */
const HALF_WAY = 2 ** 21;

/** What is known of the boxes of a neighbourhood that are alike in height. */
class Neighbours<B extends Box> {
  largest: B;
  count = 0;
  private size = 0;
  private covered = 0;
  /** Sum of their tops, each as often as it has square metres. */
  private tops = 0;
  private base = Infinity;
  private frame: LocalFrame | null = null;
  private reach: Reach | null = null;

  constructor(first: B) {
    this.largest = first;
  }

  add(box: B): void {
    const size = footprint(box);
    if (size > this.size) {
      this.size = size;
      this.largest = box;
    }
    this.count++;
    this.covered += size;
    this.tops += box.top * size;
    this.base = Math.min(this.base, box.base);
  }

  /** Lets the box around all reach a box, when all have been added; metres are those of the largest one's place. */
  hold(box: B): void {
    const { half, longitude, latitude } = this.largest;
    const length = lengthOf(half[0], half[1]) || 1;
    this.frame ??= localFrame(longitude, latitude);
    this.reach ??= new Reach([half[0] / length, half[1] / length]);
    const { origin, metresPerDegree } = this.frame;
    const east = (box.longitude - origin[0]) * metresPerDegree[0];
    const north = (box.latitude - origin[1]) * metresPerDegree[1];
    const x = box.half[0];
    const y = box.half[1];
    const across = box.across / (lengthOf(box.half[0], box.half[1]) || 1);
    const u = -y * across;
    const v = x * across;
    this.reach.to(east - x - u, north - y - v);
    this.reach.to(east + x - u, north + y - v);
    this.reach.to(east + x + u, north + y + v);
    this.reach.to(east - x + u, north - y + v);
  }

  merged(): Box & { readonly largest: B } {
    const { largest } = this;
    const { longitude, latitude, half, across } = this.reach?.box(this.frame as LocalFrame) ?? largest;
    const [base, top] = this.reach ? [this.base, this.tops / this.covered] : [largest.base, largest.top];
    return { longitude, latitude, half, across, base, top, largest };
  }
}

/**
 * One box for all that stand in a square of `side` metres and are alike in height: along the largest, around all, as high as they
 * are on the mean of their footprints. Goes through `boxes` twice and keeps a box a neighbourhood, however many there are.
 */
export function mergedBoxes<B extends Box>(boxes: Iterable<B>, side: number): (Box & { readonly largest: B })[] {
  let frame: LocalFrame | undefined;
  // hot: per box of a level; one number for square and height: 22 bits a direction, 5 for the powers of two of its metres
  const neighbourhoodOf = (box: Box): number => {
    frame ??= localFrame(box.longitude, box.latitude);
    const { origin, metresPerDegree } = frame;
    const east = (box.longitude - origin[0]) * metresPerDegree[0];
    const north = (box.latitude - origin[1]) * metresPerDegree[1];
    const storeys = Math.round(Math.log2(Math.max(1, box.top - box.base)));
    return ((Math.floor(east / side) + HALF_WAY) * 2 * HALF_WAY + Math.floor(north / side) + HALF_WAY) * 32 + storeys;
  };
  const groups = new Map<number, Neighbours<B>>();
  for (const box of boxes) {
    const key = neighbourhoodOf(box);
    let group = groups.get(key);
    if (!group) {
      group = new Neighbours(box);
      groups.set(key, group);
    }
    group.add(box);
  }
  for (const box of boxes) {
    const group = groups.get(neighbourhoodOf(box)) as Neighbours<B>;
    if (group.count > 1) group.hold(box);
  }
  return Array.from(groups.values(), (group) => group.merged());
}

function footprint(box: Box): number {
  return 4 * Math.max(0.1, lengthOf(box.half[0], box.half[1])) * Math.max(0.1, box.across);
}

/** Without the care of `Math.hypot` for numbers near the ends of their range, which takes longer than all the rest. */
function lengthOf(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** Longitude and latitude of its corners, counter-clockwise. */
function cornersOf({ longitude, latitude, half, across }: Box): Point[] {
  const frame = localFrame(longitude, latitude);
  const x = half[0];
  const y = half[1];
  const length = lengthOf(x, y) || 1;
  const u = (-y / length) * across;
  const v = (x / length) * across;
  return [
    toGeographic(frame, -x - u, -y - v),
    toGeographic(frame, x - u, y - v),
    toGeographic(frame, x + u, y + v),
    toGeographic(frame, -x + u, -y + v),
  ];
}

/**
 * Its walls and its roof, from the corner on that is first as seen along `way` (radians from east counter-clockwise); turned to that
 * way where no corner moves by more than `astray` metres.
 */
export function boxShell(box: Box, way = 0, astray = 0): Shell {
  const corners: number[] = [];
  for (const corner of cornersOf(alongWay(box, way, astray))) corners.push(corner[0], corner[1], box.base, box.top);
  return { corners, apexes: [], indices: BOX_TRIANGLES };
}

const BOX_TRIANGLES: readonly number[] = [
  ...[0, 1, 2, 3].flatMap((i) => {
    const [a, b] = [2 * i, 2 * ((i + 1) % 4)];
    return [a + 1, a, b + 1, b + 1, a, b];
  }),
  ...[1, 3, 5, 1, 5, 7],
];

/** The same box told by the side that is nearest to `way`, and turned there if that is near enough. */
function alongWay({ longitude, latitude, half, across, base, top }: Box, way: number, astray: number): Box {
  const x = half[0];
  const y = half[1];
  const angle = Math.atan2(y, x);
  const quarters = Math.round((way - angle) / (Math.PI / 2));
  const along = angle + (quarters * Math.PI) / 2;
  const long = lengthOf(x, y);
  const length = quarters % 2 === 0 ? long : across;
  const moved = 2 * lengthOf(long, across) * Math.sin(Math.abs(way - along) / 2);
  const turn = moved <= astray ? way : along;
  return {
    longitude,
    latitude,
    half: [length * Math.cos(turn), length * Math.sin(turn)],
    across: quarters % 2 === 0 ? across : long,
    base,
    top,
  };
}

import { type LocalFrame, localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
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
  const [longitude, latitude] = ring[0] as Point;
  const frame = localFrame(longitude, latitude);
  const corners = ring.map(([x, y]) => toLocal(frame, x, y));
  let [longest, along]: [number, Point] = [0, [1, 0]];
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length] as Point;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length > longest) [longest, along] = [length, [(b[0] - a[0]) / length, (b[1] - a[1]) / length]];
  });
  return boxAround(frame, corners, along, base, top);
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

function boxAround(frame: LocalFrame, corners: readonly Point[], along: Point, base: number, top: number): Box {
  const reach = reachAlong(along);
  for (const corner of corners) reach.to(corner);
  return { ...reach.box(frame), base, top };
}

/** How far corners reach along a direction of length 1 and across it. */
interface Reach {
  to(corner: Point): void;
  /** The box around them in their frame. */
  box(frame: LocalFrame): Pick<Box, 'longitude' | 'latitude' | 'half' | 'across'>;
}

function reachAlong([ux, uy]: Point): Reach {
  let [low, high, right, left] = [Infinity, -Infinity, Infinity, -Infinity];
  return {
    to([x, y]) {
      const [s, t] = [x * ux + y * uy, y * ux - x * uy];
      low = Math.min(low, s);
      high = Math.max(high, s);
      right = Math.min(right, t);
      left = Math.max(left, t);
    },
    box(frame) {
      const [s, t, half] = [(low + high) / 2, (right + left) / 2, (high - low) / 2];
      const [longitude, latitude] = toGeographic(frame, s * ux - t * uy, s * uy + t * ux);
      return { longitude, latitude, half: [half * ux, half * uy], across: (left - right) / 2 };
    },
  };
}

/** Squares of a neighbourhood on either side of the first box: half of what 22 bits count. */
const HALF_WAY = 2 ** 21;

/** What is known of the boxes of a neighbourhood that are alike in height. */
interface Neighbours<B extends Box> {
  largest: B;
  count: number;
  covered: number;
  /** Sum of their tops, each as often as it has square metres. */
  tops: number;
  base: number;
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
    const [x, y] = toLocal(frame, box.longitude, box.latitude);
    const storeys = Math.round(Math.log2(Math.max(1, box.top - box.base)));
    return ((Math.floor(x / side) + HALF_WAY) * 2 * HALF_WAY + Math.floor(y / side) + HALF_WAY) * 32 + storeys;
  };
  const groups = new Map<number, Neighbours<B>>();
  for (const box of boxes) {
    const key = neighbourhoodOf(box);
    const size = footprint(box);
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { largest: box, count: 1, covered: size, tops: box.top * size, base: box.base });
      continue;
    }
    if (size > footprint(group.largest)) group.largest = box;
    group.count++;
    group.covered += size;
    group.tops += box.top * size;
    group.base = Math.min(group.base, box.base);
  }
  const reaches = new Map(
    [...groups].flatMap(([key, { largest, count }]) => {
      const length = Math.hypot(...largest.half) || 1;
      const reach = reachAlong([largest.half[0] / length, largest.half[1] / length]);
      return count > 1 ? [[key, { reach, here: localFrame(largest.longitude, largest.latitude) }] as const] : [];
    }),
  );
  for (const box of boxes) {
    const entry = reaches.get(neighbourhoodOf(box));
    if (entry) for (const [x, y] of cornersOf(box)) entry.reach.to(toLocal(entry.here, x, y));
  }
  return [...groups].map(([key, { largest, covered, tops, base }]) => {
    const entry = reaches.get(key);
    return entry ? { ...entry.reach.box(entry.here), base, top: tops / covered, largest } : { ...largest, largest };
  });
}

function footprint(box: Box): number {
  return 4 * Math.max(0.1, Math.hypot(...box.half)) * Math.max(0.1, box.across);
}

/** Longitude and latitude of its corners, counter-clockwise. */
function cornersOf({ longitude, latitude, half: [x, y], across }: Box): Point[] {
  const frame = localFrame(longitude, latitude);
  const length = Math.hypot(x, y) || 1;
  const [u, v] = [(-y / length) * across, (x / length) * across];
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
  for (const [longitude, latitude] of cornersOf(alongWay(box, way, astray)))
    corners.push(longitude, latitude, box.base, box.top);
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
function alongWay({ longitude, latitude, half: [x, y], across, base, top }: Box, way: number, astray: number): Box {
  const angle = Math.atan2(y, x);
  const quarters = Math.round((way - angle) / (Math.PI / 2));
  const along = angle + (quarters * Math.PI) / 2;
  const long = Math.hypot(x, y);
  const length = quarters % 2 === 0 ? long : across;
  const moved = 2 * Math.hypot(long, across) * Math.sin(Math.abs(way - along) / 2);
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

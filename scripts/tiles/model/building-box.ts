import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
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

function boxAround(
  frame: ReturnType<typeof localFrame>,
  corners: readonly Point[],
  [ux, uy]: Point,
  base: number,
  top: number,
): Box {
  let [low, high, right, left] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of corners) {
    const [s, t] = [x * ux + y * uy, y * ux - x * uy];
    low = Math.min(low, s);
    high = Math.max(high, s);
    right = Math.min(right, t);
    left = Math.max(left, t);
  }
  const [s, t, half] = [(low + high) / 2, (right + left) / 2, (high - low) / 2];
  const [longitude, latitude] = toGeographic(frame, s * ux - t * uy, s * uy + t * ux);
  return { longitude, latitude, half: [half * ux, half * uy], across: (left - right) / 2, base, top };
}

/**
 * One box for all that stand in a square of `side` metres and are alike in height: along the largest, around all, as high as they
 * are on the mean of their footprints.
 */
export function mergedBoxes<B extends Box>(boxes: readonly B[], side: number): (Box & { readonly largest: B })[] {
  const first = boxes[0];
  if (!first) return [];
  const frame = localFrame(first.longitude, first.latitude);
  const groups = new Map<string, B[]>();
  for (const box of boxes) {
    const [x, y] = toLocal(frame, box.longitude, box.latitude);
    const storeys = Math.round(Math.log2(Math.max(1, box.top - box.base)));
    const key = `${Math.floor(x / side)} ${Math.floor(y / side)} ${storeys}`;
    const group = groups.get(key);
    if (group) group.push(box);
    else groups.set(key, [box]);
  }
  return [...groups.values()].map((group) => {
    const largest = group.reduce((best, box) => (footprint(box) > footprint(best) ? box : best));
    if (group.length === 1) return { ...largest, largest };
    const length = Math.hypot(...largest.half) || 1;
    const along: Point = [largest.half[0] / length, largest.half[1] / length];
    const here = localFrame(largest.longitude, largest.latitude);
    const corners = group.flatMap((box) => cornersOf(box).map(([x, y]) => toLocal(here, x, y)));
    const covered = group.reduce((sum, box) => sum + footprint(box), 0);
    const top = group.reduce((sum, box) => sum + box.top * footprint(box), 0) / covered;
    const base = group.reduce((low, box) => Math.min(low, box.base), Infinity);
    return { ...boxAround(here, corners, along, base, top), largest };
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

/** Its walls and its roof. */
export function boxShell(box: Box): Shell {
  const corners = cornersOf(box).flatMap(([longitude, latitude]) => [longitude, latitude, box.base, box.top]);
  const walls = [0, 1, 2, 3].flatMap((i) => {
    const [a, b] = [2 * i, 2 * ((i + 1) % 4)];
    return [a + 1, a, b + 1, b + 1, a, b];
  });
  return { corners, apexes: [], indices: [...walls, 1, 3, 5, 1, 5, 7] };
}

import type { Cql2, LonLat } from '../query/cql2.ts';
import type { GroundHeight } from './height-field.ts';
import { insideRing } from './inside-ring.ts';
import { localFrame, toGeographic, toLocal } from './local-frame.ts';
import type { Place } from './measure.ts';
import { SHORTEST } from './simple-outline.ts';

/** A box that the city is cut down to, turned about its middle; heights are metres above the ground there. */
export interface ClipBox {
  readonly kind: 'box';
  readonly centre: LonLat;
  /** Metres across and along `heading`. */
  readonly width: number;
  readonly depth: number;
  /** Degrees clockwise from north. */
  readonly heading: number;
  readonly bottom: number;
  readonly top: number;
}

/** What the city is cut down to, or what is cut out of it, from the deepest to the highest; the ring meets itself nowhere. */
export interface ClipPolygon {
  readonly kind: 'polygon';
  readonly ring: readonly LonLat[];
  readonly keep: 'inside' | 'outside';
}

export type Clip = ClipBox | ClipPolygon;

/** Corners of an outline that a link still carries, and shaders take. */
export const MOST_CORNERS = 80;

/** A half-space `normal · p + distance ≥ 0` of what stays, metres from the box's middle on the ground, x across, y along, z up. */
export interface ClipPlane {
  readonly normal: readonly [x: number, y: number, z: number];
  readonly distance: number;
}

export function clipPlanes({ width, depth, bottom, top }: ClipBox): readonly ClipPlane[] {
  return [
    { normal: [1, 0, 0], distance: width / 2 },
    { normal: [-1, 0, 0], distance: width / 2 },
    { normal: [0, 1, 0], distance: depth / 2 },
    { normal: [0, -1, 0], distance: depth / 2 },
    { normal: [0, 0, 1], distance: -bottom },
    { normal: [0, 0, -1], distance: top },
  ];
}

/** The point `x` across, `y` along and `z` up of a box's middle; `z` is above the ground at the middle. */
export function placeInBox({ centre, heading }: ClipBox, x: number, y: number): LonLat {
  const [sin, cos] = [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)];
  return toGeographic(localFrame(centre[0], centre[1]), x * cos + y * sin, y * cos - x * sin);
}

/** The outline on the ground, counter-clockwise for a box. */
export function clipRing(clip: Clip): readonly LonLat[] {
  if (clip.kind === 'polygon') return clip.ring;
  const [x, y] = [clip.width / 2, clip.depth / 2];
  return [placeInBox(clip, -x, -y), placeInBox(clip, x, -y), placeInBox(clip, x, y), placeInBox(clip, -x, y)];
}

/** The eight corners of a box, the lower four first; heights above the ground below each, for level bottom and top. */
export function boxCorners(box: ClipBox, ground: GroundHeight): readonly Place[] {
  const level = ground(box.centre[0], box.centre[1]);
  return [box.bottom, box.top].flatMap((height) =>
    clipRing(box).map(([lon, lat]): Place => [lon, lat, level + height - ground(lon, lat)]),
  );
}

const FILTERS = new WeakMap<Clip, Cql2>();

/** What stands where something is left, as a question about assets; the same object for the same clip. */
export function clipFilter(clip: Clip): Cql2 {
  let filter = FILTERS.get(clip);
  if (!filter) {
    const inside: Cql2 = { is: 'area', area: { kind: 'polygon', rings: [clipRing(clip)] } };
    filter = clip.kind === 'polygon' && clip.keep === 'outside' ? { is: 'not', part: inside } : inside;
    FILTERS.set(clip, filter);
  }
  return filter;
}

/** Where a place is in a box: metres across and along from its middle. */
export function inBox({ centre, heading }: ClipBox, [longitude, latitude]: LonLat): readonly [x: number, y: number] {
  const [east, north] = toLocal(localFrame(centre[0], centre[1]), longitude, latitude);
  const [sin, cos] = [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)];
  return [east * cos - north * sin, east * sin + north * cos];
}

/** Whether a clip leaves what is at a place, its height above the ground there. */
export function leaves(clip: Clip, [longitude, latitude, height]: Place, ground: GroundHeight): boolean {
  if (clip.kind === 'polygon') return insideRing([longitude, latitude], clip.ring) === (clip.keep === 'inside');
  const [x, y] = inBox(clip, [longitude, latitude]);
  const above = height + ground(longitude, latitude) - ground(clip.centre[0], clip.centre[1]);
  return Math.abs(x) <= clip.width / 2 && Math.abs(y) <= clip.depth / 2 && above >= clip.bottom && above <= clip.top;
}

/** Least side of a box, metres. */
const LEAST = 1;

/** The box with one upright face moved to a place; the opposite one stays. */
export function withFaceAt(box: ClipBox, axis: 'width' | 'depth', side: 1 | -1, to: LonLat): ClipBox {
  const at = inBox(box, to)[axis === 'width' ? 0 : 1];
  const opposite = (-side * box[axis]) / 2;
  const size = Math.max(side * (at - opposite), LEAST);
  const middle = opposite + (side * size) / 2;
  const centre = axis === 'width' ? placeInBox(box, middle, 0) : placeInBox(box, 0, middle);
  return { ...box, [axis]: size, centre };
}

/**
 * The upright half-spaces of what a convex outline holds, metres from its first corner on the ground; null where it turns inward
 * somewhere or holds nothing: no half-spaces are what it holds.
 */
export function outlinePlanes(ring: readonly LonLat[]): readonly ClipPlane[] | null {
  const [first] = ring;
  if (!first) return null;
  const frame = localFrame(first[0], first[1]);
  const corners = ring.map(([x, y]) => toLocal(frame, x, y));
  const edges = corners.map((from, index) => {
    const [x, y] = corners[(index + 1) % corners.length] as readonly [number, number];
    return { from, along: [x - from[0], y - from[1]] as const };
  });
  const lengthy = edges.filter(({ along }) => Math.hypot(...along) > SHORTEST);
  const turns = lengthy.map(({ along: [x, y] }, index) => {
    const [nextX, nextY] = (lengthy[(index + 1) % lengthy.length] as (typeof edges)[number]).along;
    return x * nextY - y * nextX;
  });
  const side = turns.some((turn) => turn > 0) ? 1 : -1;
  if (lengthy.length < 3 || turns.some((turn) => side * turn < 0) || !isOnce(lengthy)) return null;
  return lengthy.map(({ from, along: [x, y] }) => {
    const length = side * Math.hypot(x, y);
    const normal = [-y / length, x / length, 0] as const;
    return { normal, distance: -(normal[0] * from[0] + normal[1] * from[1]) };
  });
}

/** Once around: a star turns one way too, but twice around. */
function isOnce(edges: readonly { readonly along: readonly [x: number, y: number] }[]): boolean {
  const angles = edges.map(({ along: [x, y] }, index) => {
    const [nextX, nextY] = (edges[(index + 1) % edges.length] as (typeof edges)[number]).along;
    return Math.atan2(x * nextY - y * nextX, x * nextX + y * nextY);
  });
  return Math.abs(Math.abs(angles.reduce((sum, each) => sum + each, 0)) - 2 * Math.PI) < 0.01;
}

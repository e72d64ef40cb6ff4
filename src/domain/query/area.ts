import type { Path } from '../asset.ts';
import { insideRing } from '../geo/inside-ring.ts';
import { localFrame, toLocal } from '../geo/local-frame.ts';
import type { Area, LonLat } from './cql2.ts';

/** Where a thing stands: its point, and its line or outline if it has one. */
export interface Footing {
  readonly longitude: number;
  readonly latitude: number;
  readonly shape?: Path | null | undefined;
  /** The shape is an outline: what it holds belongs to it. */
  readonly filled?: boolean;
}

/** West, south, east, north of an area, degrees. */
export function boundsOfArea(area: Area): readonly [number, number, number, number] {
  if (area.kind === 'box') return area.box;
  const points = area.kind === 'near' ? area.path : (area.rings[0] ?? []);
  const [x, y] = area.kind === 'near' ? reachDegrees(area.path, area.metres) : [0, 0];
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of points) {
    west = Math.min(west, longitude - x);
    east = Math.max(east, longitude + x);
    south = Math.min(south, latitude - y);
    north = Math.max(north, latitude + y);
  }
  return [west, south, east, north];
}

/** A test of places, made once an area: it allocates nothing for a point. */
export function meetsArea(area: Area): (where: Footing) => boolean {
  const holds = holdsPoint(area);
  return ({ longitude, latitude, shape, filled }) => {
    if (!shape || shape.length === 0) return holds(longitude, latitude);
    if (shape.some(([x, y]) => holds(x, y))) return true;
    if (area.kind === 'near') return nearShape(area, shape, filled === true);
    const rings = ringsOf(area);
    if (rings.some((ring) => edgesOf(ring, true).some(([a, b]) => crosses(shape, filled === true, a, b)))) return true;
    const corner = rings[0]?.[0];
    return filled === true && corner !== undefined && insideRing(corner, shape);
  };
}

/** Whether a point lies in the area; even–odd over all rings, so that a second ring is a hole. */
export function holdsPoint(area: Area): (longitude: number, latitude: number) => boolean {
  const [west, south, east, north] = boundsOfArea(area);
  const boxed = (x: number, y: number) => x >= west && x <= east && y >= south && y <= north;
  switch (area.kind) {
    case 'box':
      return boxed;
    case 'polygon': {
      const rings = area.rings.map(flat);
      return (x, y) => {
        if (!boxed(x, y)) return false;
        let inside = false;
        for (const ring of rings) if (inFlatRing(x, y, ring)) inside = !inside;
        return inside;
      };
    }
    case 'near': {
      const distance = distanceToLine(edgeOf(area));
      const ring = area.filled ? flat(area.path) : null;
      return (x, y) => boxed(x, y) && ((ring !== null && inFlatRing(x, y, ring)) || distance(x, y) <= area.metres);
    }
  }
}

/** x, y, x, y …: read in a loop without a pair each. */
function flat(ring: readonly LonLat[]): Float64Array {
  const numbers = new Float64Array(2 * ring.length);
  for (const [index, [x, y]] of ring.entries()) {
    numbers[2 * index] = x;
    numbers[2 * index + 1] = y;
  }
  return numbers;
}

/** `insideRing` on flat numbers. */
function inFlatRing(x: number, y: number, ring: Float64Array): boolean {
  // hot: 200k points
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const ay = ring[i + 1]!;
    const by = ring[j + 1]!;
    if (ay > y !== by > y && x < ((ring[j]! - ring[i]!) * (y - ay)) / (by - ay) + ring[i]!) inside = !inside;
  }
  return inside;
}

/** Metres from a point to a path of one or more points, in a plane about the path's first point (exact to 1 cm within 5 km). */
function distanceToLine(path: readonly LonLat[]): (longitude: number, latitude: number) => number {
  const [longitude, latitude] = path[0] ?? [0, 0];
  const frame = localFrame(longitude, latitude);
  const line = flat(path.map(([x, y]) => toLocal(frame, x, y)));
  const [perX, perY] = frame.metresPerDegree;
  return (x, y) => {
    // hot: 200k points
    const px = (x - longitude) * perX;
    const py = (y - latitude) * perY;
    let least = (px - line[0]!) ** 2 + (py - line[1]!) ** 2;
    for (let i = 2; i < line.length; i += 2) {
      const ax = line[i - 2]!;
      const ay = line[i - 1]!;
      const dx = line[i]! - ax;
      const dy = line[i + 1]! - ay;
      const long = dx * dx + dy * dy;
      const share = long === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / long));
      least = Math.min(least, (px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2);
    }
    return Math.sqrt(least);
  };
}

function reachDegrees(path: readonly LonLat[], metres: number): readonly [number, number] {
  const [longitude, latitude] = path[0] ?? [0, 0];
  const [perX, perY] = localFrame(longitude, latitude).metresPerDegree;
  // A line that runs to higher latitudes has shorter degrees there.
  return [(1.01 * metres) / perX, (1.01 * metres) / perY];
}

type Near = Extract<Area, { kind: 'near' }>;

/** The line that distances are measured to: a ring's is closed. */
const edgeOf = ({ path, filled }: Near): Path => (filled ? closed(path) : path);

function nearShape(area: Near, shape: Path, filled: boolean): boolean {
  const { metres } = area;
  const path = edgeOf(area);
  const toShape = distanceToLine(filled ? closed(shape) : shape);
  const toPath = distanceToLine(path);
  if (path.some(([x, y]) => toShape(x, y) <= metres) || shape.some(([x, y]) => toPath(x, y) <= metres)) return true;
  if (edgesOf(path, false).some(([a, b]) => crosses(shape, filled, a, b))) return true;
  const [start, other] = [path[0], shape[0]];
  if (area.filled && other !== undefined && insideRing(other, area.path)) return true;
  return filled && start !== undefined && insideRing(start, shape);
}

function ringsOf(area: Exclude<Area, { kind: 'near' }>): readonly (readonly LonLat[])[] {
  if (area.kind === 'polygon') return area.rings;
  const [west, south, east, north] = area.box;
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ];
}

const closed = (ring: Path): Path => (ring[0] ? [...ring, ring[0]] : ring);

function edgesOf(points: readonly LonLat[], ring: boolean): (readonly [LonLat, LonLat])[] {
  const all = ring ? closed(points) : points;
  return all.slice(1).map((point, index) => [all[index] as LonLat, point] as const);
}

function crosses(shape: Path, ring: boolean, a: LonLat, b: LonLat): boolean {
  return edgesOf(shape, ring).some(([c, d]) => side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b));
}

function side([ax, ay]: LonLat, [bx, by]: LonLat, [x, y]: LonLat): boolean {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0;
}

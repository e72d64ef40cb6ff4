import type { Path } from '../../domain/asset.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/clock.ts';
import { insideRing } from '../../domain/geo/inside-ring.ts';
import { localFrame, toLocal } from '../../domain/geo/local-frame.ts';
import { cuts, type Obstacle, type Point } from '../sight/sight-line.ts';
import type { SunlightInputs } from './assumptions.ts';
import { type SunArc, sunArc } from './sun-arc.ts';
import type { SunlightDay, SunlightSite } from './sunlight-day.ts';

/** A building as its footprint raised to its height (LoD1); the ground is flat. */
export interface ShadingBuilding {
  readonly id: string;
  readonly ring: Path;
  /** Metres above ground. */
  readonly height: number;
}

/** A point whose sunlight is counted: a window sill, a place on the ground. */
export interface SunlightPoint {
  readonly id: string;
  readonly position: readonly [longitude: number, latitude: number];
  /** Metres above ground. */
  readonly height: number;
  /** Where the façade that holds the point looks, degrees clockwise from north; absent: a point in the open. */
  readonly facing?: number;
}

/** A stretch of the effective hours without sun, and all that keeps it off meanwhile. */
interface Shade {
  readonly from: Instant;
  readonly to: Instant;
  /** Buildings in the way, in the order given. */
  readonly by: readonly string[];
  /** The sun is behind the façade. */
  readonly behindWall: boolean;
  readonly belowHorizon: boolean;
}

/** The sun of a point through a day's effective hours: `lit` and `shaded` together fill them. */
export interface Sunlight {
  readonly lit: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly shaded: readonly Shade[];
  /** Sum of the lit intervals that are long enough to count, hours. */
  readonly hours: number;
  /** The longest lit interval, hours, whether or not it counts. */
  readonly longestHours: number;
}

/** A point of a façade is taken this far before its wall, metres, so that rounding of the ring does not shade it. */
const OFF_WALL = 0.01;

/**
 * Sunlight of a point on a day. Within the effective hours every instant is found at which the sun crosses a roof edge, a
 * corner or the façade's plane; between two of these nothing changes, so that intervals are exact to 0.1 s for the bodies
 * given. The sun is a point and geometric (no refraction), terrain and trees are left out.
 *
 * Throws RangeError on a building without a ring or a height, on two of one id, and on a point inside a building.
 */
export function sunlightAt(
  point: SunlightPoint,
  buildings: readonly ShadingBuilding[],
  day: SunlightDay,
  site: SunlightSite,
  inputs: SunlightInputs,
): Sunlight {
  const arc = sunArc(day, site);
  const eye = eyeOf(point);
  const bodies = bodiesAround(point, eye, buildings);
  const wall = point.facing === undefined ? null : outward(point.facing);

  const instants = new Set([day.from, day.to, ...arc.crossings([0, 0, 1])]);
  if (wall) for (const at of arc.crossings([...wall, 0])) instants.add(at);
  for (const { body } of bodies) for (const at of edgeCrossings(arc, eye, body)) instants.add(at);
  const ordered = [...instants].sort((a, b) => a - b);

  const lit: { from: Instant; to: Instant }[] = [];
  const shaded: Shade[] = [];
  for (let i = 1; i < ordered.length; i++) {
    const [from, to] = [ordered[i - 1] as Instant, ordered[i] as Instant];
    const sun = arc.directionAt((from + to) / 2);
    const belowHorizon = sun[2] <= 0;
    const behindWall = wall !== null && sun[0] * wall[0] + sun[1] * wall[1] <= 0;
    const by = belowHorizon ? [] : bodies.filter(({ body }) => shades(body, eye, sun)).map(({ id }) => id);
    if (belowHorizon || behindWall || by.length > 0) addShade(shaded, { from, to, by, behindWall, belowHorizon });
    else if (lit.at(-1)?.to === from) lit.push({ from: (lit.pop() as { from: Instant }).from, to });
    else lit.push({ from, to });
  }
  const lengths = lit.map(({ from, to }) => to - from);
  const counted = lengths.filter((length) => length >= inputs.shortestSunlight * MINUTE);
  return {
    lit,
    shaded,
    hours: counted.reduce((sum, length) => sum + length, 0) / HOUR,
    longestHours: Math.max(0, ...lengths) / HOUR,
  };
}

type Prism = Extract<Obstacle, { kind: 'prism' }>;

/** East and north of the way that a façade looks. */
function outward(facing: number): readonly [number, number] {
  const angle = (facing * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}

/** The point in metres of its own plane. */
function eyeOf({ facing, height }: SunlightPoint): Point {
  if (facing === undefined) return [0, 0, height];
  const [x, y] = outward(facing);
  return [x * OFF_WALL, y * OFF_WALL, height];
}

/** Buildings that rise above the point, in metres of its plane. */
function bodiesAround(
  point: SunlightPoint,
  eye: Point,
  buildings: readonly ShadingBuilding[],
): { readonly id: string; readonly body: Prism }[] {
  const [longitude, latitude] = point.position;
  if (![longitude, latitude, point.height, point.facing ?? 0].every(Number.isFinite))
    throw new RangeError(
      `Point "${point.id}" has position ${longitude}, ${latitude}, height ${point.height}, facing ${point.facing}; give numbers.`,
    );
  const frame = localFrame(longitude, latitude);
  const known = new Set<string>();
  return buildings.flatMap(({ id, ring, height }) => {
    if (known.has(id)) throw new RangeError(`Two buildings have the id "${id}"; give each its own.`);
    known.add(id);
    if (ring.length < 3)
      throw new RangeError(`Building "${id}" has a footprint of ${ring.length} points; give at least 3.`);
    if (!(Number.isFinite(height) && height >= 0))
      throw new RangeError(`Building "${id}" has a height of ${height} m; measure it or leave the building out.`);
    if (height <= point.height) return [];
    const body: Prism = { kind: 'prism', ring: ring.map(([x, y]) => toLocal(frame, x, y)), top: height };
    if (insideRing([eye[0], eye[1]], body.ring))
      throw new RangeError(
        `Point "${point.id}" lies inside building "${id}"; move it out, or say which way its façade looks.`,
      );
    return [{ id, body }];
  });
}

/** When the sun passes the edges of a prism as seen from `eye`: its corners upright, its roof along. */
function edgeCrossings(arc: SunArc, eye: Point, { ring, top }: Prism): Instant[] {
  const rise = top - eye[2];
  return ring.flatMap(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as readonly [number, number];
    const [ax, ay, bx, by] = [x - eye[0], y - eye[1], nextX - eye[0], nextY - eye[1]];
    return [
      ...arc.crossings([ay, -ax, 0]),
      // Across the plane through the eye and the roof's edge.
      ...arc.crossings([rise * (ay - by), rise * (bx - ax), ax * by - ay * bx]),
    ];
  });
}

function shades(body: Prism, eye: Point, [east, north, up]: readonly [number, number, number]): boolean {
  const level = Math.hypot(east, north);
  if (level < 1e-9) return false;
  const far = Math.max(...body.ring.map(([x, y]) => Math.hypot(x - eye[0], y - eye[1]))) + 1;
  return cuts(body, eye, [eye[0] + (far * east) / level, eye[1] + (far * north) / level, eye[2] + (far * up) / level]);
}

/** Lengthens the last stretch where nothing but the instant differs. */
function addShade(shaded: Shade[], next: Shade): void {
  const last = shaded.at(-1);
  const same =
    last?.to === next.from &&
    last.behindWall === next.behindWall &&
    last.belowHorizon === next.belowHorizon &&
    last.by.join('\n') === next.by.join('\n');
  if (same) shaded[shaded.length - 1] = { ...next, from: last.from };
  else shaded.push(next);
}

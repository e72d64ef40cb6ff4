import type { GroundHeight } from './height-field.ts';
import { insideRing } from './inside-ring.ts';

/** WGS-84 ≈ CGCS2000. */
const A = 6378137;
const E2 = 0.00669437999014;

/** Longitude, latitude in degrees, metres above ground. */
export type Place = readonly [longitude: number, latitude: number, height: number];

/** From one point to the next, metres. */
export interface Leg {
  /** On the ellipsoid: the ground at 40 m above it is 6 mm a kilometre longer. */
  readonly horizontal: number;
  /** Of the straight line between the two points. */
  readonly slope: number;
  /** Height of the second over the first; below 0 it goes down. */
  readonly rise: number;
}

export interface PathFigures {
  readonly legs: readonly Leg[];
  /** `rise`: of the last point over the first; lengths are sums of the legs. */
  readonly total: Leg;
}

export interface AreaFigures {
  /** m², on the ellipsoid. */
  readonly plan: number;
  /** m, horizontal, the closing edge included. */
  readonly perimeter: number;
  /** m² of the terrain below the outline; equal to `plan` where the ground is level. */
  readonly surface: number;
}

/**
 * Horizontal length by the mean latitude (Gauss, Mittelbreitenformel; Torge, Geodesy, §6.3): against Vincenty's formula
 * less than 1 mm wrong up to 7 km, 0.2 m at 60 km.
 */
export function legOf(from: Place, to: Place, ground: GroundHeight): Leg {
  const middle = radians((from[1] + to[1]) / 2);
  const w = Math.sqrt(1 - E2 * Math.sin(middle) ** 2);
  const east = (A / w) * Math.cos(middle) * radians(to[0] - from[0]);
  const north = ((A * (1 - E2)) / w ** 3) * radians(to[1] - from[1]);
  const horizontal = Math.hypot(east, north);
  const rise = ground(to[0], to[1]) + to[2] - ground(from[0], from[1]) - from[2];
  return { horizontal, slope: Math.hypot(horizontal, rise), rise };
}

export function measurePath(points: readonly Place[], ground: GroundHeight): PathFigures {
  const legs = points.slice(1).map((point, index) => legOf(points[index] as Place, point, ground));
  const sum = (key: keyof Leg) => legs.reduce((all, leg) => all + leg[key], 0);
  return { legs, total: { horizontal: sum('horizontal'), slope: sum('slope'), rise: sum('rise') } };
}

/**
 * Plan area in the ellipsoid's sinusoidal projection, which keeps areas (Snyder, Map Projections, §30): relative error 3e-9
 * for a square of 1 km, 1e-6 for one of 20 km, where edges are no longer straight. The surface is the plan area times the mean of
 * √(1 + slope²) on a net of at most 64 × 64 points.
 */
export function measureArea(outline: readonly Place[], ground: GroundHeight): AreaFigures {
  const closed = outline.length > 0 ? [...outline, outline[0] as Place] : [];
  const plan = Math.abs(doubledArea(outline)) / 2;
  return {
    plan,
    perimeter: measurePath(closed, ground).total.horizontal,
    surface: plan * meanSteepness(outline, ground),
  };
}

function doubledArea(outline: readonly Place[]): number {
  const [first] = outline;
  if (!first) return 0;
  const start = radians(first[1]);
  const flat = outline.map(([longitude, latitude]): readonly [number, number] => {
    const phi = radians(latitude);
    const x = (A / Math.sqrt(1 - E2 * Math.sin(phi) ** 2)) * Math.cos(phi) * radians(longitude - first[0]);
    // The arc of the meridian by Simpson's rule.
    return [x, ((phi - start) / 6) * (meridional(start) + 4 * meridional((start + phi) / 2) + meridional(phi))];
  });
  return flat.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = flat[(index + 1) % flat.length] as readonly [number, number];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function meridional(phi: number): number {
  return (A * (1 - E2)) / (1 - E2 * Math.sin(phi) ** 2) ** 1.5;
}

const NET = 64;
/** Degrees over which a slope is read: 2 m of latitude. */
const SPAN = 2 / 111_000;

function meanSteepness(outline: readonly Place[], ground: GroundHeight): number {
  const ring = outline.map(([longitude, latitude]) => [longitude, latitude] as const);
  const [x, y] = [ring.map((each) => each[0]), ring.map((each) => each[1])];
  const [west, south] = [Math.min(...x), Math.min(...y)];
  const [wide, high] = [Math.max(...x) - west, Math.max(...y) - south];
  let [sum, count] = [0, 0];
  for (let i = 0; i < NET; i++)
    for (let j = 0; j < NET; j++) {
      const at = [west + (wide * (i + 0.5)) / NET, south + (high * (j + 0.5)) / NET] as const;
      if (!insideRing(at, ring)) continue;
      const metres = (2 * SPAN * Math.PI * A) / 180;
      const east = (ground(at[0] + SPAN, at[1]) - ground(at[0] - SPAN, at[1])) / metres / Math.cos(radians(at[1]));
      const north = (ground(at[0], at[1] + SPAN) - ground(at[0], at[1] - SPAN)) / metres;
      sum += Math.sqrt(1 + east ** 2 + north ** 2);
      count += 1;
    }
  return count === 0 ? 1 : sum / count;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

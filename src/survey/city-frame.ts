/** A point of the plane in metres: east and north. */
export type PlanePoint = readonly [east: number, north: number];

/**
 * Four parameters from a city's own plane to a named one (平面四参数): target = translation + scale · R(rotation) · source,
 * rotation counter-clockwise.
 */
export interface PlaneFrame {
  /** Metres. */
  readonly east: number;
  readonly north: number;
  /** Arc seconds, counter-clockwise. */
  readonly rotation: number;
  /** Parts per million over 1. */
  readonly scale: number;
}

/** A point known in both systems. */
export interface ControlPoint {
  readonly name: string;
  readonly source: PlanePoint;
  readonly target: PlanePoint;
}

export interface PlaneFit {
  readonly frame: PlaneFrame;
  /** Metres that each control point is missed by, east and north, measured minus computed. */
  readonly residuals: readonly { readonly name: string; readonly east: number; readonly north: number }[];
  /** Standard deviation of unit weight, metres; null with two points, which fit exactly and check nothing. */
  readonly sigma: number | null;
}

const SECOND = Math.PI / 648_000;

/** `point` of the city's plane in the target's. */
export function applyPlaneFrame(frame: PlaneFrame, [x, y]: PlanePoint): [east: number, north: number] {
  const m = 1 + frame.scale * 1e-6;
  const [a, b] = [m * Math.cos(frame.rotation * SECOND), m * Math.sin(frame.rotation * SECOND)];
  return [frame.east + a * x - b * y, frame.north + b * x + a * y];
}

/**
 * Estimates the four parameters from control points by least squares (equal weights; the closed solution of the linear Helmert
 * problem about the centroids, e.g. Niemeier, Ausgleichungsrechnung, §10.1). Throws RangeError with fewer than two points or
 * when they coincide.
 */
export function fitPlaneFrame(points: readonly ControlPoint[]): PlaneFit {
  if (points.length < 2)
    throw new RangeError(`${points.length} control point(s); four parameters need two, and a third to check them.`);
  const n = points.length;
  const mean = (of: (point: ControlPoint) => number): number => points.reduce((sum, each) => sum + of(each), 0) / n;
  const [xm, ym] = [mean((p) => p.source[0]), mean((p) => p.source[1])];
  const [em, nm] = [mean((p) => p.target[0]), mean((p) => p.target[1])];
  let [dot, cross, spread] = [0, 0, 0];
  for (const { source, target } of points) {
    const [x, y] = [source[0] - xm, source[1] - ym];
    const [e, f] = [target[0] - em, target[1] - nm];
    dot += x * e + y * f;
    cross += x * f - y * e;
    spread += x * x + y * y;
  }
  if (spread < 1e-6) throw new RangeError('The control points stand at one place; choose points far apart.');
  const [a, b] = [dot / spread, cross / spread];
  const frame: PlaneFrame = {
    east: em - a * xm + b * ym,
    north: nm - b * xm - a * ym,
    rotation: Math.atan2(b, a) / SECOND,
    scale: (Math.hypot(a, b) - 1) * 1e6,
  };
  const residuals = points.map(({ name, source, target }) => {
    const [east, north] = applyPlaneFrame(frame, source);
    return { name, east: target[0] - east, north: target[1] - north };
  });
  const squares = residuals.reduce((sum, { east, north }) => sum + east ** 2 + north ** 2, 0);
  return { frame, residuals, sigma: n > 2 ? Math.sqrt(squares / (2 * n - 4)) : null };
}

/**
 * Seven parameters between two ellipsoids (布尔沙七参数), in the position-vector convention (EPSG method 9606): translations in
 * metres, rotations in arc seconds, scale in parts per million. In the coordinate-frame convention (9607) the rotations have the
 * other sign.
 */
export interface SpatialFrame {
  readonly dx: number;
  readonly dy: number;
  readonly dz: number;
  readonly rx: number;
  readonly ry: number;
  readonly rz: number;
  readonly scale: number;
}

export interface Ellipsoid {
  /** Semi-major axis, metres. */
  readonly a: number;
  /** Reciprocal flattening. */
  readonly rf: number;
}

export const ELLIPSOIDS = {
  /** 北京54. */
  krassowsky: { a: 6_378_245, rf: 298.3 },
  /** 西安80. */
  iag75: { a: 6_378_140, rf: 298.257 },
  cgcs2000: { a: 6_378_137, rf: 298.257222101 },
} as const satisfies Record<string, Ellipsoid>;

/**
 * Longitude and latitude (degrees) on `from` in CGCS2000. Heights, which a plane survey lacks, are taken as 0: at 100 m that
 * costs less than a millimetre in the plane.
 */
export function applySpatialFrame(
  frame: SpatialFrame,
  from: Ellipsoid,
  longitude: number,
  latitude: number,
): [longitude: number, latitude: number] {
  const [x, y, z] = toGeocentric(from, longitude, latitude);
  const m = 1 + frame.scale * 1e-6;
  const [rx, ry, rz] = [frame.rx * SECOND, frame.ry * SECOND, frame.rz * SECOND];
  return toGeodetic(ELLIPSOIDS.cgcs2000, [
    frame.dx + m * (x - rz * y + ry * z),
    frame.dy + m * (rz * x + y - rx * z),
    frame.dz + m * (-ry * x + rx * y + z),
  ]);
}

type Geocentric = readonly [x: number, y: number, z: number];

function toGeocentric({ a, rf }: Ellipsoid, longitude: number, latitude: number): Geocentric {
  const e2 = (2 - 1 / rf) / rf;
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  const n = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return [n * Math.cos(phi) * Math.cos(lambda), n * Math.cos(phi) * Math.sin(lambda), n * (1 - e2) * Math.sin(phi)];
}

/** Iterates latitude to 1e-14 rad (Torge, Geodesy, §4.1.3). */
function toGeodetic({ a, rf }: Ellipsoid, [x, y, z]: Geocentric): [longitude: number, latitude: number] {
  const e2 = (2 - 1 / rf) / rf;
  const p = Math.hypot(x, y);
  let phi = Math.atan2(z, p * (1 - e2));
  for (let i = 0; i < 20; i++) {
    const n = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
    const next = Math.atan2(z + e2 * n * Math.sin(phi), p);
    const done = Math.abs(next - phi) < 1e-14;
    phi = next;
    if (done) break;
  }
  return [(Math.atan2(y, x) * 180) / Math.PI, (phi * 180) / Math.PI];
}

/** Mean meridional and normal radii are taken at the origin; the plane is exact to 1 cm within 5 km of it. */
const A = 6378137;
const E2 = 0.00669437999014;

/** A tangent plane in metres, x east and y north of `origin`, on the WGS-84 ellipsoid. */
export interface LocalFrame {
  readonly origin: readonly [longitude: number, latitude: number];
  readonly metresPerDegree: readonly [longitude: number, latitude: number];
}

/** The local frame at longitude, latitude (degrees). Radii of curvature: Torge, Geodesy, §4.1. */
export function localFrame(longitude: number, latitude: number): LocalFrame {
  const phi = (latitude * Math.PI) / 180;
  const sine = Math.sin(phi);
  const w = Math.sqrt(1 - E2 * sine * sine);
  const normal = A / w;
  const meridional = (A * (1 - E2)) / (w * w * w);
  return {
    origin: [longitude, latitude],
    metresPerDegree: [(normal * Math.cos(phi) * Math.PI) / 180, (meridional * Math.PI) / 180],
  };
}

export function toLocal(frame: LocalFrame, longitude: number, latitude: number): [x: number, y: number] {
  return [
    (longitude - frame.origin[0]) * frame.metresPerDegree[0],
    (latitude - frame.origin[1]) * frame.metresPerDegree[1],
  ];
}

export function toGeographic(frame: LocalFrame, x: number, y: number): [longitude: number, latitude: number] {
  return [frame.origin[0] + x / frame.metresPerDegree[0], frame.origin[1] + y / frame.metresPerDegree[1]];
}

/** Horizontal distance in metres between two points a few kilometres apart. */
export function distance(a: readonly [number, number], b: readonly [number, number]): number {
  const [x, y] = toLocal(localFrame(a[0], a[1]), b[0], b[1]);
  return Math.hypot(x, y);
}

/** Horizontal length in metres of a path of longitudes and latitudes. */
export function pathLength(path: readonly (readonly [number, number])[]): number {
  return path.slice(1).reduce((sum, point, index) => sum + distance(path[index] as typeof point, point), 0);
}

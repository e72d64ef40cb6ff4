import type { Path } from '../../../src/domain/asset.ts';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature, BuildingPart } from '../feature.ts';
import { type FacadePlace, facetPlaces, roofPlaces } from './facade.ts';
import { facetSurface } from './facet-surface.ts';
import type { Point } from './ring.ts';
import { addVertex, type Surface } from './surface.ts';
import { triangulate } from './triangulate.ts';

/** A part that stands higher than this shows its underside. */
const FLOATING_METRES = 0.5;

/** Flat-shaded walls, roofs and undersides of a building's parts, or its given surface. Rings must be normalised. */
export function buildingSurface(building: BuildingFeature): Surface {
  if (building.surface) {
    const given = facetSurface(building.surface);
    return { ...given, facade: facetPlaces(given) };
  }
  const surface: FacadeSurface = { positions: [], normals: [], indices: [], facade: [] };
  const ground = Math.min(...building.parts.map((part) => part.base));
  for (const part of building.parts) addPart(surface, part, part.base - ground > FLOATING_METRES);
  return surface;
}

/** Upper bound of the vertices that `buildingSurface` makes. */
export function buildingVertices(building: BuildingFeature): number {
  if (building.surface) return building.surface.length / 3;
  return building.parts.reduce((sum, part) => {
    const points = part.rings.reduce((n, ring) => n + ring.length, 0);
    // 4 of the walls, 3½ of a gabled roof and 1 of the underside, a corner.
    return sum + points * 9;
  }, 0);
}

type FacadeSurface = Surface & { readonly facade: number[] };

function addCorner(
  surface: FacadeSurface,
  [longitude, latitude, height]: Corner,
  normal: readonly [number, number, number],
  place: FacadePlace,
): number {
  surface.facade.push(...place);
  return addVertex(surface, longitude, latitude, height, normal);
}

function addPart(surface: FacadeSurface, part: BuildingPart, showUnderside: boolean): void {
  const roof = part.roof && part.roof !== 'flat' ? pitchedRoof(part) : null;
  const eaves = roof ? part.top - roof.height : part.top;
  if (eaves > part.base) for (const ring of part.rings) addWalls(surface, ring, part.base, eaves);
  if (roof) for (const face of roof.faces) addFace(surface, face, roofPlaces(part.rings[0] as Path));
  else addCap(surface, part, part.top, 1);
  if (showUnderside) addCap(surface, part, part.base, -1);
}

function addWalls(surface: FacadeSurface, ring: Path, base: number, top: number): void {
  const [perLongitude, perLatitude] = localFrame(...(ring[0] as Point)).metresPerDegree;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    const [dx, dy] = [(b[0] - a[0]) * perLongitude, (b[1] - a[1]) * perLatitude];
    const length = Math.hypot(dx, dy);
    const normal: [number, number, number] = [dy / length, -dx / length, 0];
    // Up at one end and down at the other: each corner differs in one or two numbers from the one before it, which packs well.
    const first = addCorner(surface, [a[0], a[1], base], normal, [0, length]);
    addCorner(surface, [a[0], a[1], top], normal, [0, length]);
    addCorner(surface, [b[0], b[1], top], normal, [length, length]);
    addCorner(surface, [b[0], b[1], base], normal, [length, length]);
    surface.indices.push(first, first + 3, first + 2, first, first + 2, first + 1);
  });
}

function addCap(surface: FacadeSurface, part: BuildingPart, height: number, up: 1 | -1): void {
  const { points, indices } = triangulate(part.rings);
  const placeOf = roofPlaces(part.rings[0] as Path);
  const first = surface.positions.length / 3;
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    addCorner(surface, [x, y, height], [0, 0, up], placeOf(x, y));
  }
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t] as number, indices[t + 1] as number, indices[t + 2] as number];
    if (up > 0) surface.indices.push(first + a, first + b, first + c);
    else surface.indices.push(first + a, first + c, first + b);
  }
}

type Corner = readonly [longitude: number, latitude: number, height: number];

/** A flat polygon of three or four corners with its own normal. */
function addFace(surface: FacadeSurface, face: readonly Corner[], placeOf: ReturnType<typeof roofPlaces>): void {
  const [a, b, c] = face as [Corner, Corner, Corner];
  const [perLongitude, perLatitude] = localFrame(a[0], a[1]).metresPerDegree;
  const edge = (p: Corner): [number, number, number] => [
    (p[0] - a[0]) * perLongitude,
    (p[1] - a[1]) * perLatitude,
    p[2] - a[2],
  ];
  const [[ux, uy, uz], [vx, vy, vz]] = [edge(b), edge(c)];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z) || 1;
  const first = surface.positions.length / 3;
  const normal: [number, number, number] = [x / length, y / length, z / length];
  // A steep gable counts as a wall: its windows stand at their usual distance.
  for (const corner of face)
    addCorner(
      surface,
      corner,
      normal,
      normal[2] > 0.55 ? placeOf(corner[0], corner[1]) : [placeOf(corner[0], corner[1])[0], 0],
    );
  for (let i = 2; i < face.length; i++) surface.indices.push(first, first + i - 1, first + i);
}

/**
 * Faces of a gabled, hipped or pyramidal roof. Gabled and hipped roofs need a quadrilateral without holes and are null
 * elsewhere, which makes the part flat at its top; a pyramid takes any ring without holes.
 */
function pitchedRoof(part: BuildingPart): { height: number; faces: Corner[][] } | null {
  const ring = part.rings[0] as Path;
  if (part.rings.length > 1) return null;
  const frame = localFrame(...(ring[0] as Point));
  const corners = ring.map(([x, y]) => toLocal(frame, x, y));
  const lengths = corners.map((a, i) => {
    const b = corners[(i + 1) % corners.length] as Point;
    return Math.hypot(b[0] - a[0], b[1] - a[1]);
  });
  const height = Math.min(part.roofHeight ?? Math.min(...lengths) * 0.35, part.top - part.base);
  if (!(height > 0)) return null;
  const eaves = part.top - height;
  const at = ([x, y]: Point, z: number): Corner => [...toGeographic(frame, x, y), z];
  if (part.roof === 'pyramidal') {
    const n = corners.length;
    const apex: Point = [corners.reduce((sum, p) => sum + p[0], 0) / n, corners.reduce((sum, p) => sum + p[1], 0) / n];
    return {
      height,
      faces: corners.map((a, i) => [at(a, eaves), at(corners[(i + 1) % n] as Point, eaves), at(apex, part.top)]),
    };
  }
  if (corners.length !== 4) return null;
  // Turn the corners so that 0–1 and 2–3 are the long sides and the ridge runs along them.
  const [l0, l1, l2, l3] = lengths as [number, number, number, number];
  const turn = l0 + l2 >= l1 + l3 ? 0 : 1;
  const corner = (i: number): Point => corners[(i + turn) % 4] as Point;
  const [p0, p1, p2, p3] = [corner(0), corner(1), corner(2), corner(3)];
  const half = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  let [r0, r1] = [half(p3, p0), half(p1, p2)];
  if (part.roof === 'hipped') {
    const [dx, dy] = [r1[0] - r0[0], r1[1] - r0[1]];
    const ridge = Math.hypot(dx, dy);
    const inset = Math.min(Math.hypot(p1[0] - p2[0], p1[1] - p2[1]) / 2, ridge * 0.45) / ridge;
    [r0, r1] = [
      [r0[0] + dx * inset, r0[1] + dy * inset],
      [r1[0] - dx * inset, r1[1] - dy * inset],
    ];
  }
  return {
    height,
    faces: [
      [at(p0, eaves), at(p1, eaves), at(r1, part.top), at(r0, part.top)],
      [at(p2, eaves), at(p3, eaves), at(r0, part.top), at(r1, part.top)],
      [at(p1, eaves), at(p2, eaves), at(r1, part.top)],
      [at(p3, eaves), at(p0, eaves), at(r0, part.top)],
    ],
  };
}

import type { Path } from '../../../src/domain/asset.ts';
import { drawnShell, lowerEnd, upperEnd } from '../../../src/domain/building-shell.ts';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature, BuildingPart } from '../feature.ts';
import { facetPlaces } from './facade.ts';
import { facetSurface } from './facet-surface.ts';
import type { Point } from './ring.ts';
import type { Surface } from './surface.ts';
import { triangulate } from './triangulate.ts';

/** A part that stands higher than this shows its underside. */
const FLOATING_METRES = 0.5;

/** Walls, roofs and undersides over shared points (src/domain/building-shell.ts), for one building before it has a place in a content. */
export interface Shell {
  /** longitude°, latitude°, heights of the lower and the upper end in metres, a corner. */
  readonly corners: readonly number[];
  /** longitude°, latitude°, height, a point of a pitched roof. */
  readonly apexes: readonly number[];
  /** Triangles over 2c, the lower end of corner c, 2c + 1, its upper end, and -1 - a, apex a. */
  readonly indices: readonly number[];
}

/** A shell in the making. */
interface ShellDraft extends Shell {
  readonly corners: number[];
  readonly apexes: number[];
  readonly indices: number[];
}

/** The shell of a building's parts. Rings must be normalised. */
export function buildingShell(building: BuildingFeature): Shell {
  const shell: ShellDraft = { corners: [], apexes: [], indices: [] };
  const ground = groundOf(building);
  for (const part of building.parts) addPart(shell, part, isFloating(part, ground));
  return shell;
}

/** Height of the lowest underside of a building. */
function groundOf(building: BuildingFeature): number {
  return building.parts.reduce((lowest, part) => Math.min(lowest, part.base), Infinity);
}

/** Whether a part shows its underside. */
function isFloating(part: BuildingPart, ground: number): boolean {
  return part.base - ground > FLOATING_METRES;
}

/** Flat-shaded walls, roofs and undersides of a building's parts, or its given surface. Rings must be normalised. */
export function buildingSurface(building: BuildingFeature): Surface {
  if (building.surface) {
    const given = facetSurface(building.surface);
    return { ...given, facade: facetPlaces(given) };
  }
  const shell = buildingShell(building);
  const corners = shell.corners.length / 4;
  const points: [longitude: number, latitude: number, height: number][] = [];
  for (let c = 0; c < corners; c++) {
    const [longitude, latitude, low, high] = shell.corners.slice(4 * c, 4 * c + 4) as [number, number, number, number];
    points[lowerEnd(c, corners)] = [longitude, latitude, low];
    points[upperEnd(c, corners)] = [longitude, latitude, high];
  }
  for (let i = 0; i < shell.apexes.length; i += 3)
    points.push(shell.apexes.slice(i, i + 3) as [number, number, number]);
  const [lon0, lat0] = points[0] as [number, number, number];
  const frame = localFrame(lon0, lat0);
  const drawn = drawnShell({
    corners,
    positions: points.flatMap(([longitude, latitude, height]) => {
      const [x, y] = toLocal(frame, longitude, latitude);
      return [x, height, -y];
    }),
    indices: shell.indices.map((index) => pointOf(index, corners)),
  });
  return {
    positions: [...drawn.from].flatMap((point) => points[point] as [number, number, number]),
    normals: [...drawn.from].flatMap((_, i) => [
      drawn.normals[3 * i] as number,
      -(drawn.normals[3 * i + 2] as number),
      drawn.normals[3 * i + 1] as number,
    ]),
    indices: [...drawn.indices],
    facade: [...drawn.places],
  };
}

/** The point of a shell of `corners` corners that an index of a `Shell` means. */
function pointOf(index: number, corners: number): number {
  if (index < 0) return 2 * corners - 1 - index;
  return index & 1 ? upperEnd(index >> 1, corners) : lowerEnd(index >> 1, corners);
}

/** Upper bound of the vertices that `buildingSurface` makes. */
export function buildingVertices(building: BuildingFeature): number {
  if (building.surface) return building.surface.length / 3;
  const ground = groundOf(building);
  let vertices = 0;
  for (const part of building.parts) {
    // A corner: 4 of the walls, 4½ of a gabled roof or 1 of a flat one, and 1 of an underside that shows.
    const each = (part.roof && part.roof !== 'flat' ? 8.5 : 5) + (isFloating(part, ground) ? 1 : 0);
    for (const ring of part.rings) vertices += each * ring.length;
  }
  return Math.ceil(vertices);
}

function addPart(shell: ShellDraft, part: BuildingPart, showUnderside: boolean): void {
  const roof = part.roof && part.roof !== 'flat' ? pitchedRoof(part) : null;
  const eaves = roof ? part.top - roof.height : part.top;
  const first = shell.corners.length / 4;
  let start = first;
  for (const ring of part.rings) {
    for (const point of ring) shell.corners.push(point[0], point[1], part.base, eaves);
    if (eaves > part.base) addWalls(shell, start, ring.length);
    start += ring.length;
  }
  if (roof) {
    const apex = shell.apexes.length / 3;
    for (const each of roof.apexes) shell.apexes.push(...each);
    for (const face of roof.faces)
      for (let i = 2; i < face.length; i++)
        for (const k of [0, i - 1, i]) {
          const at = face[k] as number;
          shell.indices.push(at < 0 ? at - apex : 2 * (first + at) + 1);
        }
  }
  if (roof && !showUnderside) return;
  const { indices } = triangulate(part.rings);
  if (!roof) for (const corner of indices) shell.indices.push(2 * (first + corner) + 1);
  if (showUnderside) for (const corner of indices.toReversed()) shell.indices.push(2 * (first + corner));
}

function addWalls(shell: ShellDraft, first: number, corners: number): void {
  for (let i = 0; i < corners; i++) {
    const a = 2 * (first + i);
    const b = 2 * (first + ((i + 1) % corners));
    // The order that packs best: an upper end is one block after its lower one.
    shell.indices.push(a + 1, a, b + 1, b + 1, a, b);
  }
}

type Apex = readonly [longitude: number, latitude: number, height: number];

/**
 * A gabled, hipped or pyramidal roof: its points above the eaves, and faces of three or four corners of the ring, or -1 - a for
 * its apex a. Gabled and hipped roofs need a quadrilateral without holes and are null elsewhere, which makes the part flat at
 * its top; a pyramid takes any ring without holes.
 */
function pitchedRoof(part: BuildingPart): { height: number; apexes: Apex[]; faces: number[][] } | null {
  const ring = part.rings[0] as Path;
  if (part.rings.length > 1) return null;
  const frame = localFrame(...(ring[0] as Point));
  const corners = ring.map(([x, y]) => toLocal(frame, x, y));
  const n = corners.length;
  const lengths = corners.map((a, i) => {
    const b = corners[(i + 1) % n] as Point;
    return Math.hypot(b[0] - a[0], b[1] - a[1]);
  });
  const height = Math.min(part.roofHeight ?? Math.min(...lengths) * 0.35, part.top - part.base);
  if (!(height > 0)) return null;
  const apex = ([x, y]: Point): Apex => [...toGeographic(frame, x, y), part.top];
  if (part.roof === 'pyramidal') {
    const middle: Point = [
      corners.reduce((sum, p) => sum + p[0], 0) / n,
      corners.reduce((sum, p) => sum + p[1], 0) / n,
    ];
    return { height, apexes: [apex(middle)], faces: corners.map((_, i) => [i, (i + 1) % n, -1]) };
  }
  if (n !== 4) return null;
  // Turn the corners so that 0–1 and 2–3 are the long sides and the ridge runs along them.
  const [l0, l1, l2, l3] = lengths as [number, number, number, number];
  const turn = l0 + l2 >= l1 + l3 ? 0 : 1;
  const [c0, c1, c2, c3] = [0, 1, 2, 3].map((i) => (i + turn) % 4) as [number, number, number, number];
  const corner = (i: number): Point => corners[i] as Point;
  const half = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  let [r0, r1] = [half(corner(c3), corner(c0)), half(corner(c1), corner(c2))];
  if (part.roof === 'hipped') {
    const [dx, dy] = [r1[0] - r0[0], r1[1] - r0[1]];
    const ridge = Math.hypot(dx, dy);
    const width = Math.hypot(corner(c1)[0] - corner(c2)[0], corner(c1)[1] - corner(c2)[1]);
    const inset = Math.min(width / 2, ridge * 0.45) / ridge;
    [r0, r1] = [
      [r0[0] + dx * inset, r0[1] + dy * inset],
      [r1[0] - dx * inset, r1[1] - dy * inset],
    ];
  }
  return {
    height,
    apexes: [apex(r0), apex(r1)],
    faces: [
      [c0, c1, -2, -1],
      [c2, c3, -1, -2],
      [c1, c2, -2],
      [c3, c0, -1],
    ],
  };
}

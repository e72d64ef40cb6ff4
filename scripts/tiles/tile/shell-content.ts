import { blockOf, CORNERS_A_BLOCK, lowerEnd, upperEnd } from '../../../src/domain/building-shell.ts';
import type { Shell } from '../model/building-surface.ts';
import { type Extent, growingExtent, intoFrame } from './content-frame.ts';
import { asYUp, eastNorthUp, invertRigid, type Matrix4, multiply } from './ellipsoid.ts';
import { beginGlb, UNSIGNED_SHORT } from './glb.ts';
import type { PackedContent } from './mesh-content.ts';
import { leanMetadata, type PropertyDescriptions, type PropertyTable } from './property-table.ts';
import { type Precision, shellGrid } from './shell-grid.ts';

/** Steps of 1/64 m, and 1 cm at most along each axis. */
const WHOLE: Precision = { plane: -6, rise: -6, astray: 0.01 };

/** Shells that stand in a frame turned by so many radians from east counter-clockwise. */
export interface Way {
  readonly turn: number;
  readonly shells: readonly Shell[];
}

interface ShellContent {
  /** The shell of each row of the table, in its order, by the ways in which their walls run. */
  readonly ways: readonly Way[];
  readonly table: PropertyTable;
  readonly descriptions: PropertyDescriptions;
  /** Linear base colour. */
  readonly baseColor: readonly [number, number, number];
  /** That of whole contents where it is not said. */
  readonly precision?: Precision;
}

/**
 * One GLB of buildings over shared points, numbered as src/domain/building-shell.ts says and relative to the content's middle
 * in east, up, south, turned by the way of their walls: a mesh and a node a way, over the same points. It has no normals: readers
 * shade the faces flat, as glTF has it. `extras.corners` of the first primitive tells the scene that it may divide the shells into walls.
 */
export function shellContent(
  { ways, table, descriptions, baseColor, precision = WHOLE }: ShellContent,
  cityFrame: Matrix4,
): PackedContent {
  const shells = ways.flatMap((way) => way.shells);
  const extent = extentOfShells(shells);
  const [west, south, east, north] = extent.bounds;
  const frame = eastNorthUp((west + east) / 2, (south + north) / 2);
  const place = intoFrame(frame);
  const corners = shells.reduce((sum, shell) => sum + shell.corners.length / 4, 0);
  const apexes = shells.reduce((sum, shell) => sum + shell.apexes.length / 3, 0);
  const points = 2 * corners + apexes;
  const grid = shellGrid(extent, frame, points, precision);
  const ids = new Uint16Array(2 * points);
  const indices = new Uint16Array(shells.reduce((sum, shell) => sum + shell.indices.length, 0));
  const ends: number[] = [];
  const numberOf = cornerNumbers(shells);
  let [apex, index, row] = [0, 0, 0];
  for (const { turn, shells: aligned } of ways) {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const spot = new Float64Array(3);
    // Walls jump between two places in the list of points, pitched roofs between two others: all of one kind together pack better.
    const [walls, faces]: [number[], number[]] = [[], []];
    const put = (longitude: number, latitude: number, height: number, point: number): void => {
      place(longitude, latitude, height, spot, 0);
      const x = spot[0] as number;
      const z = spot[2] as number;
      grid.place(point, cos * x - sin * z, spot[1] as number, sin * x + cos * z);
      ids[2 * point] = row;
    };
    // hot: per corner of a content
    for (const shell of aligned) {
      const firstApex = apex;
      const lows: number[] = [];
      const highs: number[] = [];
      for (let i = 0; i < shell.corners.length; i += 4) {
        const corner = numberOf(row, i / 4);
        const longitude = shell.corners[i] as number;
        const latitude = shell.corners[i + 1] as number;
        const low = lowerEnd(corner, corners);
        const high = upperEnd(corner, corners);
        put(longitude, latitude, shell.corners[i + 2] as number, low);
        put(longitude, latitude, shell.corners[i + 3] as number, high);
        lows.push(low);
        highs.push(high);
      }
      grid.outline(lows, highs);
      for (let i = 0; i < shell.apexes.length; i += 3, apex++) {
        const at = 2 * corners + apex;
        put(shell.apexes[i] as number, shell.apexes[i + 1] as number, shell.apexes[i + 2] as number, at);
        grid.apex(at);
      }
      for (let i = 0; i < shell.indices.length; i += 3) {
        const wall =
          apexes === 0 ||
          isWall(shell.indices[i] as number, shell.indices[i + 1] as number, shell.indices[i + 2] as number);
        const into = wall ? walls : faces;
        for (let k = i; k < i + 3; k++) {
          const each = shell.indices[k] as number;
          into.push(each < 0 ? 2 * corners + firstApex - 1 - each : ((each & 1 ? highs : lows)[each >> 1] as number));
        }
      }
      row++;
    }
    indices.set(walls, index);
    indices.set(faces, index + walls.length);
    index += walls.length + faces.length;
    ends.push(index);
  }
  const glb = beginGlb();
  const attributes = {
    POSITION: grid.add(glb),
    _FEATURE_ID_0: glb.addAttribute(new Uint8Array(ids.buffer), 4, {
      componentType: UNSIGNED_SHORT,
      type: 'SCALAR',
      count: points,
    }),
  };
  const extensions = {
    EXT_mesh_features: {
      featureIds: [{ featureCount: table.count, attribute: 0, propertyTable: 0, label: 'feature' }],
    },
  };
  const counts = ends.map((end, way) => end - (ends[way - 1] ?? 0));
  const first = ways[0]?.turn ?? 0;
  const others = ways.slice(1).map(({ turn }, i) => ({ mesh: i + 1, rotation: aboutUp(turn - first) }));
  const toCity = asYUp(multiply(invertRigid(cityFrame), multiply(frame, turned(first))));
  Object.assign(glb.json, {
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [
      { mesh: 0, ...(others.length > 0 ? { children: others.map((_, i) => i + 1) } : {}), matrix: rounded(toCity) },
      ...others,
    ],
    meshes: glb.addTriangleParts(indices, counts, 'INDICES').map((part, way) => ({
      primitives: [
        {
          attributes,
          indices: part,
          material: 0,
          ...(way === 0 ? { extras: { corners, block: CORNERS_A_BLOCK } } : {}),
          extensions,
        },
      ],
    })),
    materials: [
      { pbrMetallicRoughness: { baseColorFactor: [...baseColor, 1], metallicFactor: 0, roughnessFactor: 0.9 } },
    ],
    extensions: { EXT_structural_metadata: leanMetadata(glb, table, descriptions) },
    extensionsUsed: ['EXT_meshopt_compression', 'EXT_mesh_features', 'EXT_structural_metadata'],
    extensionsRequired: ['EXT_meshopt_compression'],
  });
  return { glb: glb.finish(), extent, vertices: points };
}

/** Whether a triangle of a shell has both lower and upper ends. */
function isWall(a: number, b: number, c: number): boolean {
  return (isLower(a) || isLower(b) || isLower(c)) && (isUpper(a) || isUpper(b) || isUpper(c));
}

const isLower = (index: number): boolean => index >= 0 && index % 2 === 0;
const isUpper = (index: number): boolean => index >= 0 && index % 2 === 1;

/** Shells whose like corners lie together, and of how many they are packed in one piece. */
const SHELLS_A_BLOCK = 256;
const SHELLS_AT_ONCE = 16;

/**
 * Number of a corner of a shell: one shell after the other, but where all have as many corners, the first corners of a block of
 * shells, then the second, and so on. Of right-angled ones each then has a coordinate of another, difference by difference.
 */
function cornerNumbers(shells: readonly Shell[]): (shell: number, corner: number) => number {
  const each = (shells[0]?.corners.length ?? 0) / 4;
  if (shells.every(({ corners }) => corners.length === 4 * each))
    return (shell, corner) => {
      const { start, length } = blockOf(shell, shells.length, SHELLS_A_BLOCK, SHELLS_AT_ONCE);
      return start * each + corner * length + shell - start;
    };
  const firsts: number[] = [];
  let first = 0;
  for (const { corners } of shells) {
    firsts.push(first);
    first += corners.length / 4;
  }
  return (shell, corner) => (firsts[shell] as number) + corner;
}

/** The frame turned counter-clockwise about up. */
function turned(turn: number): Matrix4 {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return [cos, sin, 0, 0, -sin, cos, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
}

/** The same as a quaternion of a frame whose y is up. */
function aboutUp(turn: number): number[] {
  return [0, Number(Math.sin(turn / 2).toFixed(8)), 0, Number(Math.cos(turn / 2).toFixed(8))];
}

/** A rigid transform to 0.01 mm. */
function rounded(matrix: Matrix4): Matrix4 {
  return matrix.map((value, i) => Number(value.toFixed(i < 12 ? 10 : 5)));
}

function extentOfShells(shells: readonly Shell[]): Extent {
  const growing = growingExtent();
  // hot: per corner of a content
  for (const { corners, apexes } of shells) {
    for (let i = 0; i < corners.length; i += 4)
      for (let end = 2; end < 4; end++)
        growing.hold(corners[i] as number, corners[i + 1] as number, corners[i + end] as number);
    for (let i = 0; i < apexes.length; i += 3)
      growing.hold(apexes[i] as number, apexes[i + 1] as number, apexes[i + 2] as number);
  }
  return growing.extent();
}

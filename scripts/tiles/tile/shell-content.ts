import { blockOf, CORNERS_A_BLOCK, lowerEnd, upperEnd } from '../../../src/domain/building-shell.ts';
import { ascending } from '../ascending.ts';
import type { Shell } from '../model/building-surface.ts';
import { type Extent, FramePlacing, growingExtent } from './content-frame.ts';
import { asYUp, eastNorthUp, invertRigid, type Matrix4, multiply } from './ellipsoid.ts';
import { beginGlb, UNSIGNED_SHORT } from './glb.ts';
import type { PackedContent } from './mesh-content.ts';
import { leanMetadata, type PropertyDescriptions, type PropertyTable } from './property-table.ts';
import { type Precision, ShellGrid } from './shell-grid.ts';

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
  const draft = new ShellDraft(shells, extent, frame, precision);
  const { corners, points, ids, indices } = draft;
  const ends = ways.map(({ turn, shells: aligned }) => draft.place(aligned, turn));
  const glb = beginGlb();
  const attributes = {
    POSITION: draft.grid.add(glb),
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

/**
 * Points, rows and triangles of a content in the making. A class of small methods: as one function over closures of its own
 * it was compiled again for almost every content, which took longer than the work.
 */
class ShellDraft {
  readonly corners: number;
  readonly points: number;
  readonly grid: ShellGrid;
  /** Row of each point, two numbers a point. */
  readonly ids: Uint16Array<ArrayBuffer>;
  readonly indices: Uint16Array<ArrayBuffer>;
  private readonly placing: FramePlacing;
  /** Points of the lower and upper end of each corner, one shell after the other. */
  private readonly lower: Uint32Array;
  private readonly upper: Uint32Array;
  private readonly pitched: boolean;
  private readonly spot = new Float64Array(3);
  /** Roofs of the way at hand: walls jump between two places in the list of points, roofs between two others, and like packs well. */
  private readonly faces: Uint16Array;
  private cos = 1;
  private sin = 0;
  private row = 0;
  private corner = 0;
  private apex = 0;
  private placed = 0;
  private aside = 0;

  constructor(shells: readonly Shell[], extent: Extent, frame: Matrix4, precision: Precision) {
    this.corners = shells.reduce((sum, shell) => sum + shell.corners.length / 4, 0);
    const apexes = shells.reduce((sum, shell) => sum + shell.apexes.length / 3, 0);
    this.points = 2 * this.corners + apexes;
    this.pitched = apexes > 0;
    this.grid = new ShellGrid(extent, frame, this.points, precision);
    this.placing = new FramePlacing(frame);
    this.ids = new Uint16Array(2 * this.points);
    this.indices = new Uint16Array(shells.reduce((sum, shell) => sum + shell.indices.length, 0));
    this.faces = new Uint16Array(this.pitched ? this.indices.length : 0);
    const numbers = cornerNumbers(shells, this.corners);
    this.lower = new Uint32Array(numbers.length);
    this.upper = new Uint32Array(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      this.lower[i] = lowerEnd(numbers[i] as number, this.corners);
      this.upper[i] = upperEnd(numbers[i] as number, this.corners);
    }
  }

  /** Adds the shells of one way; answers where their triangles end. */
  place(shells: readonly Shell[], turn: number): number {
    this.cos = Math.cos(turn);
    this.sin = Math.sin(turn);
    this.aside = 0;
    for (const { corners, apexes, indices } of shells) {
      const [corner, apex] = [this.corner, this.apex];
      this.outline(corners);
      this.roofs(apexes);
      this.triangles(indices, corner, 2 * this.corners + apex);
      this.row++;
    }
    this.indices.set(this.faces.subarray(0, this.aside), this.placed);
    this.placed += this.aside;
    return this.placed;
  }

  // hot: per corner of a content
  private outline(corners: readonly number[]): void {
    const first = this.corner;
    for (let i = 0; i < corners.length; i += 4, this.corner++) {
      this.placing.over(corners[i] as number, corners[i + 1] as number);
      this.put(corners[i + 2] as number, this.lower[this.corner] as number);
      this.put(corners[i + 3] as number, this.upper[this.corner] as number);
    }
    this.grid.outline(this.lower, this.upper, first, this.corner);
  }

  private roofs(apexes: readonly number[]): void {
    for (let i = 0; i < apexes.length; i += 3, this.apex++) {
      const point = 2 * this.corners + this.apex;
      this.placing.over(apexes[i] as number, apexes[i + 1] as number);
      this.put(apexes[i + 2] as number, point);
      this.grid.apex(point);
    }
  }

  private put(height: number, point: number): void {
    const { spot, cos, sin } = this;
    this.placing.place(height, spot, 0);
    const x = spot[0] as number;
    const z = spot[2] as number;
    this.grid.place(point, cos * x - sin * z, spot[1] as number, sin * x + cos * z);
    this.ids[2 * point] = this.row;
  }

  // hot: per triangle of a content
  private triangles(indices: readonly number[], corner: number, apex: number): void {
    for (let i = 0; i < indices.length; i += 3) {
      const a = indices[i] as number;
      const b = indices[i + 1] as number;
      const c = indices[i + 2] as number;
      const wall = !this.pitched || isWall(a, b, c);
      const into = wall ? this.indices : this.faces;
      const at = wall ? this.placed : this.aside;
      into[at] = this.pointOf(a, corner, apex);
      into[at + 1] = this.pointOf(b, corner, apex);
      into[at + 2] = this.pointOf(c, corner, apex);
      if (wall) this.placed += 3;
      else this.aside += 3;
    }
  }

  private pointOf(index: number, corner: number, apex: number): number {
    if (index < 0) return apex - 1 - index;
    return (index & 1 ? this.upper[corner + (index >> 1)] : this.lower[corner + (index >> 1)]) as number;
  }
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
 * Numbers of the corners of shells, in their order: one shell after the other, but where all have as many corners, the first corners
 * of a block of shells, then the second, and so on. Of right-angled ones each then has a coordinate of another, difference by difference.
 */
function cornerNumbers(shells: readonly Shell[], corners: number): Uint32Array {
  const each = (shells[0]?.corners.length ?? 0) / 4;
  const numbers = ascending(corners);
  if (shells.some((shell) => shell.corners.length !== 4 * each)) return numbers;
  for (let shell = 0; shell < shells.length; shell++) {
    const { start, length } = blockOf(shell, shells.length, SHELLS_A_BLOCK, SHELLS_AT_ONCE);
    for (let corner = 0; corner < each; corner++)
      numbers[shell * each + corner] = start * each + corner * length + shell - start;
  }
  return numbers;
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

import { lowerEnd, upperEnd } from '../../../src/domain/building-shell.ts';
import { pointOf, type Shell } from '../model/building-surface.ts';
import { type Extent, extentOf, intoFrame } from './content-frame.ts';
import { asYUp, eastNorthUp, invertRigid, type Matrix4, multiply } from './ellipsoid.ts';
import { beginGlb, FLOAT, type GlbDraft, UNSIGNED_SHORT } from './glb.ts';
import type { PackedContent } from './mesh-content.ts';
import { leanMetadata, type PropertyDescriptions, type PropertyTable } from './property-table.ts';

/** Positions count in steps of two to this power, 1/64 m: an error of 8 mm at most along each axis. */
const STEP_EXPONENT = -6;
/** A step is counted by 24 bits with a sign. */
const MOST_STEPS = 2 ** 23 - 1;

interface ShellContent {
  /** The shell of each row of the table, in its order. */
  readonly shells: readonly Shell[];
  readonly table: PropertyTable;
  readonly descriptions: PropertyDescriptions;
  /** Linear base colour. */
  readonly baseColor: readonly [number, number, number];
  /** Positions count in steps of two to this power, metres; 1/64 m where it is not said. */
  readonly stepExponent?: number;
}

/**
 * One GLB of buildings over shared points, numbered as src/domain/building-shell.ts says and relative to the content's middle
 * in east, up, south. It has no normals: readers shade the faces flat, as glTF has it. `extras.corners` of the primitive tells
 * the scene that it may divide the shells into walls.
 */
export function shellContent(
  { shells, table, descriptions, baseColor, stepExponent = STEP_EXPONENT }: ShellContent,
  cityFrame: Matrix4,
): PackedContent {
  const extent = extentOfShells(shells);
  const [west, south, east, north] = extent.bounds;
  const frame = eastNorthUp((west + east) / 2, (south + north) / 2);
  const place = intoFrame(frame);
  const corners = shells.reduce((sum, shell) => sum + shell.corners.length / 4, 0);
  const apexes = shells.reduce((sum, shell) => sum + shell.apexes.length / 3, 0);
  const points = 2 * corners + apexes;
  const positions = new Float64Array(3 * points);
  const ids = new Uint16Array(2 * points);
  const indices = new Uint16Array(shells.reduce((sum, shell) => sum + shell.indices.length, 0));
  let [corner, apex, index] = [0, 0, 0];
  // hot: per corner of a content
  shells.forEach((shell, row) => {
    const [first, firstApex] = [corner, apex];
    for (let i = 0; i < shell.corners.length; i += 4, corner++) {
      const [longitude, latitude] = [shell.corners[i] as number, shell.corners[i + 1] as number];
      const [low, high] = [lowerEnd(corner), upperEnd(corner, corners)];
      place(longitude, latitude, shell.corners[i + 2] as number, positions, 3 * low);
      place(longitude, latitude, shell.corners[i + 3] as number, positions, 3 * high);
      ids[2 * low] = row;
      ids[2 * high] = row;
    }
    for (let i = 0; i < shell.apexes.length; i += 3, apex++) {
      const at = 2 * corners + apex;
      place(shell.apexes[i] as number, shell.apexes[i + 1] as number, shell.apexes[i + 2] as number, positions, 3 * at);
      ids[2 * at] = row;
    }
    for (const each of shell.indices) indices[index++] = pointOf(each, corners, first, firstApex);
  });
  const glb = beginGlb();
  const attributes = {
    POSITION: addPositions(glb, positions, stepExponent),
    _FEATURE_ID_0: glb.addAttribute(new Uint8Array(ids.buffer), 4, {
      componentType: UNSIGNED_SHORT,
      type: 'SCALAR',
      count: points,
    }),
  };
  Object.assign(glb.json, {
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, matrix: rounded(asYUp(multiply(invertRigid(cityFrame), frame))) }],
    meshes: [
      {
        primitives: [
          {
            attributes,
            indices: glb.addTriangles(indices, 'INDICES'),
            material: 0,
            extras: { corners },
            extensions: {
              EXT_mesh_features: {
                featureIds: [{ featureCount: table.count, attribute: 0, propertyTable: 0, label: 'feature' }],
              },
            },
          },
        ],
      },
    ],
    materials: [
      { pbrMetallicRoughness: { baseColorFactor: [...baseColor, 1], metallicFactor: 0, roughnessFactor: 0.9 } },
    ],
    extensions: { EXT_structural_metadata: leanMetadata(glb, table, descriptions) },
    extensionsUsed: ['EXT_meshopt_compression', 'EXT_mesh_features', 'EXT_structural_metadata'],
    extensionsRequired: ['EXT_meshopt_compression'],
  });
  return { glb: glb.finish(), extent, vertices: points };
}

/** A rigid transform to 0.01 mm. */
function rounded(matrix: Matrix4): Matrix4 {
  return matrix.map((value, i) => Number(value.toFixed(i < 12 ? 10 : 5)));
}

function addPositions(glb: GlbDraft, positions: Float64Array, finest: number): number {
  const widest = positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let exponent = finest;
  while (widest / 2 ** exponent > MOST_STEPS) exponent++;
  const step = 2 ** exponent;
  const words = new Int32Array(positions.length);
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  // hot: per coordinate of a content
  for (let i = 0; i < positions.length; i++) {
    const steps = Math.round((positions[i] as number) / step);
    words[i] = (exponent << 24) | (steps & 0xffffff);
    const axis = i % 3;
    min[axis] = Math.min(min[axis] as number, steps * step);
    max[axis] = Math.max(max[axis] as number, steps * step);
  }
  const accessor = { componentType: FLOAT, type: 'VEC3', count: positions.length / 3, min, max } as const;
  return glb.addAttribute(new Uint8Array(words.buffer), 12, accessor, 'EXPONENTIAL');
}

function extentOfShells(shells: readonly Shell[]): Extent {
  return extentOf(
    shells.flatMap(({ corners, apexes }) => {
      const ends: number[] = [];
      for (let i = 0; i < corners.length; i += 4) {
        const [longitude, latitude, low, high] = corners.slice(i, i + 4) as [number, number, number, number];
        ends.push(longitude, latitude, low, longitude, latitude, high);
      }
      return [ends, apexes];
    }),
  );
}

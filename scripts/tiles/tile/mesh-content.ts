import { FACADE_STEP } from '../../../src/domain/building-shell.ts';
import type { Surface } from '../model/surface.ts';
import { type Extent, extentOf, FramePlacing } from './content-frame.ts';
import { asYUp, eastNorthUp, invertRigid, type Matrix4, multiply } from './ellipsoid.ts';
import { BYTE, beginGlb, FLOAT, type GlbDraft, SHORT, UNSIGNED_BYTE, UNSIGNED_SHORT } from './glb.ts';
import { type PropertyDescriptions, type PropertyTable, structuralMetadata } from './property-table.ts';

/** Positions of wider contents are floats, so that 16 bits never cost more than a centimetre (step 2 cm, error 1 cm). */
const WIDEST_QUANTISED_METRES = 1300;
/** Steps of places that are told at once on a grid: 16 cm. */
const COARSE_STEPS = 8;
/** Step of heights of what stands on a grid, metres: the curve of the Earth within a content costs no bytes. */
const COARSE_RISE = 0.01;
/** Readers take a matrix of more unequal scales for a skewed one. */
const MOST_UNEQUAL = 3000;
/** Float positions keep this grid: an error of 2 mm, and low bits that compress away. */
const FLOAT_GRID = 1 / 256;

/** Value of a `slot` property of a feature that is no asset; exact in float32. */
export const NO_SLOT = 16_777_215;

interface MeshFeature {
  readonly surface: Surface;
  /** Row of the property table. */
  readonly row: number;
}

export interface MeshContent {
  readonly features: readonly MeshFeature[];
  readonly table: PropertyTable;
  readonly descriptions: PropertyDescriptions;
  /** Linear base colour where the surfaces carry no colours. */
  readonly baseColor: readonly [number, number, number];
  /** Step of positions in the plane, metres, where it may be coarser than the finest that 16 bits give. */
  readonly grid?: number;
}

export interface PackedContent {
  readonly glb: Uint8Array<ArrayBuffer>;
  readonly extent: Extent;
  readonly vertices: number;
}

/**
 * One GLB of flat-shaded features: positions relative to the content's middle in east, north, up (stored y-up), carried
 * by the node to the city frame that the root tile's transform takes to Earth-centred coordinates.
 */
export function meshContent(content: MeshContent, cityFrame: Matrix4): PackedContent {
  const vertices = content.features.reduce((sum, feature) => sum + feature.surface.positions.length / 3, 0);
  const extent = extentOf(content.features.map((feature) => feature.surface.positions));
  const [west, south, east, north] = extent.bounds;
  const frame = eastNorthUp((west + east) / 2, (south + north) / 2);
  const placing = new FramePlacing(frame);
  const positions = new Float64Array(3 * vertices);
  const normals = new Float32Array(3 * vertices);
  const ids = new Uint16Array(2 * vertices);
  const faced = content.features.some((feature) => feature.surface.facade);
  const places = new Uint16Array(faced ? 2 * vertices : 0);
  const colored = content.features.some((feature) => feature.surface.colors);
  const colors = new Uint8Array(colored ? 4 * vertices : 0).fill(255);
  const indices: number[] = [];
  let vertex = 0;
  // hot: per vertex of a content
  for (const { surface, row } of content.features) {
    const { positions: spots, normals: directions, facade, colors: paints, roles } = surface;
    for (const index of surface.indices) indices.push(vertex + index);
    for (let i = 0; i < spots.length; i += 3, vertex++) {
      const at = 3 * vertex;
      placing.over(spots[i] as number, spots[i + 1] as number);
      placing.place(spots[i + 2] as number, positions, at);
      normals[at] = directions[i] as number;
      normals[at + 1] = directions[i + 2] as number;
      normals[at + 2] = -(directions[i + 1] as number);
      ids[2 * vertex] = row;
      if (facade) {
        const k = (2 * i) / 3;
        places[2 * vertex] = placeOf(facade[k] as number, content.grid);
        places[2 * vertex + 1] = placeOf(facade[k + 1] as number, content.grid);
      }
      if (paints) {
        colors[4 * vertex] = paints[i] as number;
        colors[4 * vertex + 1] = paints[i + 1] as number;
        colors[4 * vertex + 2] = paints[i + 2] as number;
        if (roles) colors[4 * vertex + 3] = roles[i / 3] as number;
      }
    }
  }
  const glb = beginGlb();
  const packed = packPositions(glb, positions, normals, content.grid);
  const attributes: Record<string, number> = {
    POSITION: packed.position,
    NORMAL: packed.normal,
    _FEATURE_ID_0: glb.addAttribute(new Uint8Array(ids.buffer), 4, {
      componentType: UNSIGNED_SHORT,
      type: 'SCALAR',
      count: vertices,
    }),
  };
  const featureIds: Record<string, unknown>[] = [
    { featureCount: content.table.count, attribute: 0, propertyTable: 0, label: 'feature' },
  ];
  if (faced)
    attributes.TEXCOORD_0 = glb.addAttribute(new Uint8Array(places.buffer), 4, {
      componentType: UNSIGNED_SHORT,
      type: 'VEC2',
      count: vertices,
    });
  if (colored)
    attributes.COLOR_0 = glb.addAttribute(colors, 4, {
      componentType: UNSIGNED_BYTE,
      type: 'VEC4',
      count: vertices,
      normalized: true,
    });
  const index = glb.addTriangles(Uint16Array.from(indices));
  const toCity = asYUp(multiply(invertRigid(cityFrame), frame));
  Object.assign(glb.json, {
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, matrix: multiply(toCity, packed.dequantise) }],
    meshes: [
      {
        primitives: [{ attributes, indices: index, material: 0, extensions: { EXT_mesh_features: { featureIds } } }],
      },
    ],
    materials: [
      {
        pbrMetallicRoughness: {
          baseColorFactor: [...(colored ? [1, 1, 1] : content.baseColor), 1],
          metallicFactor: 0,
          roughnessFactor: 0.9,
        },
      },
    ],
    extensions: { EXT_structural_metadata: structuralMetadata(glb, content.table, content.descriptions) },
    extensionsUsed: [
      'EXT_meshopt_compression',
      'KHR_mesh_quantization',
      'EXT_mesh_features',
      'EXT_structural_metadata',
    ],
    extensionsRequired: ['EXT_meshopt_compression', 'KHR_mesh_quantization'],
  });
  return { glb: glb.finish(), extent, vertices };
}

/** Steps of a place along or across a ribbon; fewer digits where positions have fewer. */
function placeOf(metres: number, grid: number | undefined): number {
  const digits = grid === undefined ? 1 : COARSE_STEPS;
  return Math.min(65_535, digits * Math.round(metres / FACADE_STEP / digits));
}

/**
 * Positions as normalised 16-bit integers with a step for the plane and one for the height (ground classes lie 3 cm
 * apart), or as floats where the content is too wide; normals as bytes, bent by the same unequal scale that undoes them.
 */
function packPositions(
  glb: GlbDraft,
  positions: Float64Array,
  normals: Float32Array,
  grid = 0,
): { position: number; normal: number; dequantise: Matrix4 } {
  const count = positions.length / 3;
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3)
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[i + axis] as number;
      if (value < (min[axis] as number)) min[axis] = value;
      if (value > (max[axis] as number)) max[axis] = value;
    }
  const half = min.map((low, axis) => ((max[axis] as number) - low) / 2 || 1e-3);
  const [hx, hy, hz] = half as [number, number, number];
  const fits = grid > 0 && Math.max(hx, hz) < 32_767 * grid;
  const widest = fits ? 2 * hy : 2 * Math.max(hx, hy, hz);
  const wide = widest > WIDEST_QUANTISED_METRES;
  // Shares of the half of the content's size, or whole steps of a grid.
  const steps = fits ? 1 : 32_767;
  const plane = fits ? grid : Math.max(hx, hz);
  const rise = fits ? Math.max(hy / 32_767, grid / MOST_UNEQUAL, COARSE_RISE) : hy;
  const scale = wide ? [1, 1, 1] : [plane, rise, plane];
  const offset = wide ? [0, 0, 0] : min.map((low, axis) => low + (half[axis] as number));
  const bytes = new Int8Array(4 * count);
  const [bendX, bendY, bendZ] = scale as [number, number, number];
  // hot: per vertex of a content
  for (let v = 0; v < count; v++) {
    const x = bendX * (normals[3 * v] as number);
    const y = bendY * (normals[3 * v + 1] as number);
    const z = bendZ * (normals[3 * v + 2] as number);
    const shrink = 127 / Math.hypot(x, y, z);
    bytes[4 * v] = Math.round(x * shrink);
    bytes[4 * v + 1] = Math.round(y * shrink);
    bytes[4 * v + 2] = Math.round(z * shrink);
  }
  const normal = glb.addAttribute(new Uint8Array(bytes.buffer), 4, {
    componentType: BYTE,
    type: 'VEC3',
    count,
    normalized: true,
  });
  if (wide) {
    const floats = Float32Array.from(positions, (value) => Math.round(value / FLOAT_GRID) * FLOAT_GRID);
    for (let i = 1; i < floats.length; i += 3) floats[i] = Math.round((positions[i] as number) * 1024) / 1024;
    const position = glb.addAttribute(new Uint8Array(floats.buffer), 12, {
      componentType: FLOAT,
      type: 'VEC3',
      count,
      min: min.map((value, axis) => snap(value, axis)),
      max: max.map((value, axis) => snap(value, axis)),
    });
    return { position, normal, dequantise: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] };
  }
  const shorts = new Int16Array(4 * count);
  const quantise = (value: number, axis: number): number =>
    Math.round((steps * (value - (offset[axis] as number))) / (scale[axis] as number));
  for (let v = 0; v < count; v++)
    for (let axis = 0; axis < 3; axis++) shorts[4 * v + axis] = quantise(positions[3 * v + axis] as number, axis);
  const position = glb.addAttribute(new Uint8Array(shorts.buffer), 8, {
    componentType: SHORT,
    type: 'VEC3',
    count,
    ...(fits ? {} : { normalized: true }),
    min: min.map(quantise),
    max: max.map(quantise),
  });
  const [sx, sy, sz] = scale as [number, number, number];
  const [ox, oy, oz] = offset as [number, number, number];
  return { position, normal, dequantise: [sx, 0, 0, 0, 0, sy, 0, 0, 0, 0, sz, 0, ox, oy, oz, 1] };
}

function snap(value: number, axis: number): number {
  return axis === 1 ? Math.round(value * 1024) / 1024 : Math.round(value / FLOAT_GRID) * FLOAT_GRID;
}

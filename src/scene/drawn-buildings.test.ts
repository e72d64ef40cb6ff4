import { describe, expect, it } from 'vitest';
import { CORNERS_A_BLOCK, lowerEnd, upperEnd } from '../domain/building-shell.ts';
import { drawnBuildings } from './drawn-buildings.ts';
import { isGlb, isShells, readGlb, writeGlb } from './glb.ts';

interface Drawn {
  readonly nodes: { readonly matrix: number[] }[];
  readonly meshes: {
    readonly primitives: { readonly attributes: Record<string, number>; readonly indices: number }[];
  }[];
  readonly accessors: { readonly bufferView: number; readonly componentType: number; readonly count: number }[];
  readonly bufferViews: { readonly byteOffset: number; readonly byteLength: number }[];
  readonly extensions: {
    readonly EXT_structural_metadata: {
      readonly propertyTables: { readonly properties: Record<string, { values: number }> }[];
    };
  };
}

interface Parts {
  readonly nodes: readonly object[];
  readonly meshes: readonly object[];
  readonly accessors: readonly object[];
  readonly bufferViews: readonly { readonly byteLength: number }[];
}

const undecoded = () => {
  throw new Error('Nothing is packed here.');
};

/** Two boxes of 20 × 10 m, 12 m high, the second `apart` metres east of the first; their base is 1,000 m up. */
function boxes(apart: number, extras: object = { corners: 8, block: CORNERS_A_BLOCK }): ArrayBuffer {
  const positions = new Float32Array(3 * 16);
  const ids = new Uint16Array(2 * 16);
  const indices: number[] = [];
  for (let box = 0; box < 2; box++) {
    const spots = [
      [0, 0],
      [20, 0],
      [20, 10],
      [0, 10],
    ] as const;
    spots.forEach(([east, north], i) => {
      for (const [point, height] of [
        [lowerEnd(4 * box + i, 8), 1000],
        [upperEnd(4 * box + i, 8), 1012],
      ] as const) {
        positions.set([east + box * apart, height, -north], 3 * point);
        ids[2 * point] = box;
      }
    });
    for (let i = 0; i < 4; i++) {
      const [a, b] = [4 * box + i, 4 * box + ((i + 1) % 4)];
      indices.push(lowerEnd(a, 8), lowerEnd(b, 8), upperEnd(b, 8), lowerEnd(a, 8), upperEnd(b, 8), upperEnd(a, 8));
    }
    const roof = [0, 1, 2, 0, 2, 3].map((i) => upperEnd(4 * box + i, 8));
    indices.push(...roof);
  }
  const parts = [positions, ids, Uint16Array.from(indices), Uint16Array.of(600, 65_535), Uint8Array.of(4, 7)];
  const views: { buffer: number; byteOffset: number; byteLength: number }[] = [];
  const binary = new Uint8Array(1024);
  let length = 0;
  for (const part of parts) {
    binary.set(new Uint8Array(part.buffer), length);
    views.push({ buffer: 0, byteOffset: length, byteLength: part.byteLength });
    length += Math.ceil(part.byteLength / 8) * 8;
  }
  const json = {
    asset: { version: '2.0' },
    nodes: [{ mesh: 0, matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 6, 7, 1] }],
    meshes: [
      {
        primitives: [
          { attributes: { POSITION: 0, _FEATURE_ID_0: 1 }, indices: 2, material: 0, extras, extensions: {} },
        ],
      },
    ],
    materials: [{}],
    accessors: [0, 1, 2].map((bufferView) => ({ bufferView, count: 0 })),
    bufferViews: views,
    extensions: {
      EXT_structural_metadata: {
        schema: {
          id: 'test',
          classes: {
            building: {
              properties: {
                height: { type: 'SCALAR', componentType: 'UINT16', normalized: true, offset: 6, scale: 655.35 },
                storeys: { type: 'SCALAR', componentType: 'UINT8' },
                base: { type: 'SCALAR', componentType: 'FLOAT32', default: 1000 },
              },
            },
          },
        },
        propertyTables: [
          { class: 'building', count: 2, properties: { height: { values: 3 }, storeys: { values: 4 } } },
        ],
      },
    },
  };
  return writeGlb(json, binary.slice(0, length));
}

function read(bytes: ArrayBuffer) {
  expect(isGlb(bytes)).toBe(true);
  const { json, binary } = readGlb<Drawn>(bytes);
  const view = (index: number): ArrayBuffer => {
    const { byteOffset, byteLength } = json.bufferViews[index]!;
    return binary.slice(byteOffset, byteOffset + byteLength).buffer;
  };
  const { attributes } = json.meshes[0]!.primitives[0]!;
  const accessor = (name: string) => json.accessors[attributes[name]!]!;
  const table = json.extensions.EXT_structural_metadata.propertyTables[0]!.properties;
  const column = (name: string) => [...new Float32Array(view(table[name]!.values))];
  return { json, view, accessor, column };
}

describe('drawnBuildings', () => {
  it('puts every vertex where its point is, in steps near by and in metres where a content is wide', () => {
    for (const [apart, type, stride] of [
      [100, 5122, 4],
      [5000, 5126, 3],
    ] as const) {
      const { json, view, accessor } = read(drawnBuildings(boxes(apart), undecoded));
      const { componentType, count, bufferView } = accessor('POSITION');
      expect(componentType).toBe(type);
      expect(count).toBe(2 * (16 + 4));
      const values = type === 5122 ? new Int16Array(view(bufferView)) : new Float32Array(view(bufferView));
      const m = json.nodes[0]!.matrix;
      const spots = Array.from({ length: count }, (_, v) =>
        [0, 1, 2].map((axis) => values[stride * v + axis]! * m[5 * axis]! + m[12 + axis]!),
      );
      expect(Math.min(...spots.map(([x]) => x!))).toBe(5);
      expect(Math.max(...spots.map(([x]) => x!))).toBe(25 + apart);
      expect(Math.min(...spots.map(([, y]) => y!))).toBe(1006);
      expect(Math.max(...spots.map(([, y]) => y!))).toBe(1018);
      expect(Math.min(...spots.map(([, , z]) => z!))).toBe(-3);
    }
  });

  it('carries feature ids, normals and façade places to the vertices', () => {
    const { view, accessor } = read(drawnBuildings(boxes(100), undecoded));
    const ids = new Uint16Array(view(accessor('_FEATURE_ID_0').bufferView)).filter((_, i) => i % 2 === 0);
    expect([...ids]).toEqual([...Array(20).fill(0), ...Array(20).fill(1)]);
    const normals = new Int8Array(view(accessor('NORMAL').bufferView));
    expect([...normals.slice(0, 3)].map((value) => value + 0)).toEqual([0, 0, 127]);
    const places = new Uint16Array(view(accessor('TEXCOORD_0').bufferView));
    expect([...places.slice(0, 8)]).toEqual([0, 1000, 0, 1000, 1000, 1000, 1000, 1000]);
  });

  it('answers every property as floats: what was narrow, and what one value stands for', () => {
    const { column } = read(drawnBuildings(boxes(100), undecoded));
    expect(column('height')[0]).toBeCloseTo(12, 4);
    expect(column('height')[1]).toBeCloseTo(661.35, 4);
    expect(column('storeys')).toEqual([4, 7]);
    expect(column('base')).toEqual([1000, 1000]);
  });

  it('knows shells from what is drawn already and from what is no GLB', () => {
    expect(isShells(boxes(100))).toBe(true);
    expect(isShells(drawnBuildings(boxes(100), undecoded))).toBe(false);
    expect(isShells(new TextEncoder().encode(`subt${'"extras":{"corners":'.repeat(9)}`).buffer)).toBe(false);
  });

  it('puts meshes that stand turned into the frame of the first', () => {
    const { json, binary } = readGlb<Parts>(boxes(100));
    const turn = 0.3;
    // The second box as its own mesh, seen from a frame turned by so much.
    const positions = new Float32Array(binary.buffer, binary.byteOffset, 3 * 16);
    for (const corner of [4, 5, 6, 7])
      for (const point of [lowerEnd(corner, 8), upperEnd(corner, 8)]) {
        const [x, z] = [positions[3 * point]!, positions[3 * point + 2]!];
        positions[3 * point] = Math.cos(turn) * x - Math.sin(turn) * z;
        positions[3 * point + 2] = Math.sin(turn) * x + Math.cos(turn) * z;
      }
    const [, , all] = json.accessors;
    const total = json.bufferViews[2]!.byteLength / 2;
    const accessors = [
      ...json.accessors.slice(0, 2),
      { ...all, count: total / 2 },
      { ...all, byteOffset: total, count: total / 2 },
    ];
    const meshes = [json.meshes[0], { primitives: [{ attributes: {}, indices: 3 }] }];
    const nodes = [json.nodes[0], { mesh: 1, rotation: [0, Math.sin(turn / 2), 0, Math.cos(turn / 2)] }];
    const drawn = read(drawnBuildings(writeGlb({ ...json, accessors, meshes, nodes }, binary), undecoded));
    const { componentType, bufferView } = drawn.accessor('POSITION');
    expect(componentType).toBe(5126);
    const wanted = read(drawnBuildings(boxes(100), undecoded));
    const steps = new Int16Array(wanted.view(wanted.accessor('POSITION').bufferView));
    const found = new Float32Array(drawn.view(bufferView));
    for (let v = 0; v < 40; v++)
      for (const axis of [0, 2]) expect(found[3 * v + axis]).toBeCloseTo(steps[4 * v + axis]! / 64, 3);
  });

  it('refuses a content whose corners are numbered as they were', () => {
    expect(() => drawnBuildings(boxes(100, { corners: 8 }), undecoded)).toThrow('build the tiles again');
  });

  it('answers a content that does not tell its corners as it is', () => {
    const given = boxes(100, {});
    expect(drawnBuildings(given, undecoded)).toBe(given);
  });
});

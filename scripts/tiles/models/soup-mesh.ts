import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import type { TriangleSoup } from './triangle-soup.ts';

/** Faces that meet flatter than this share their normal, cosine. */
const CREASE = Math.cos((40 * Math.PI) / 180);

/**
 * The soup as a mesh of ours: glTF looks along +z, a mesh of ours along +y with z up. Vertices that no triangle uses are left
 * behind; normals that the file lacks are made, smooth where faces meet within 40°.
 */
export function soupMesh(soup: TriangleSoup, name: string): Mesh {
  const shaped = soup.normals ? compact(soup) : withNormals(soup);
  const turned = (values: Float32Array): Float32Array => {
    const out = new Float32Array(values.length);
    for (let i = 0; i < values.length; i += 3) out.set([-values[i]!, values[i + 2]!, values[i + 1]!], i);
    return out;
  };
  return {
    positions: turned(shaped.positions),
    normals: turned(shaped.normals),
    colors: shaped.colors,
    indices: shaped.indices,
    parts: [{ name, start: 0, count: shaped.indices.length, heightLayer: 0 }],
  };
}

interface Shaped {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly colors: Uint8Array;
  readonly indices: Uint32Array;
}

function compact({ positions, normals, colors, indices }: TriangleSoup): Shaped {
  const place = new Map<number, number>();
  const out = Uint32Array.from(indices, (index) => {
    const known = place.get(index) ?? place.size;
    place.set(index, known);
    return known;
  });
  const old = [...place.keys()];
  const pick = (values: Float32Array | Uint8Array, size: number): number[] =>
    old.flatMap((index) => [...values.subarray(size * index, size * index + size)]);
  const given = normals as Float32Array;
  const sound = (index: number): number[] => {
    const n = [...given.subarray(3 * index, 3 * index + 3)];
    const size = Math.hypot(...n);
    return size > 0 ? n.map((each) => each / size) : [0, 1, 0];
  };
  return {
    positions: Float32Array.from(pick(positions, 3)),
    normals: Float32Array.from(old.flatMap(sound)),
    colors: Uint8Array.from(pick(colors, 4)),
    indices: out,
  };
}

function withNormals({ positions, colors, indices }: TriangleSoup): Shaped {
  const count = indices.length / 3;
  const faces = Array.from({ length: count }, (_, t) => faceNormal(positions, indices, 3 * t));
  const around = new Map<string, number[]>();
  const keyOf = (index: number): string =>
    `${positions[3 * index]} ${positions[3 * index + 1]} ${positions[3 * index + 2]}`;
  indices.forEach((index, i) => {
    const key = keyOf(index);
    around.set(key, [...(around.get(key) ?? []), Math.floor(i / 3)]);
  });
  const corners = new Map<string, number>();
  const [outPositions, outNormals, outColors]: [number[], number[], number[]] = [[], [], []];
  const out = Uint32Array.from(indices, (index, i) => {
    const own = faces[Math.floor(i / 3)]!;
    const sum = [0, 0, 0];
    for (const face of around.get(keyOf(index)) ?? []) {
      const other = faces[face]!;
      const facing = own.unit[0] * other.unit[0] + own.unit[1] * other.unit[1] + own.unit[2] * other.unit[2];
      if (facing >= CREASE) for (let k = 0; k < 3; k++) sum[k]! += other.unit[k]! * other.area;
    }
    const size = Math.hypot(...sum) || 1;
    const normal = sum.map((each) => each / size);
    const color = [...colors.subarray(4 * index, 4 * index + 4)];
    const key = `${keyOf(index)}|${normal.map((each) => each.toFixed(3)).join()}|${color.join()}`;
    const known = corners.get(key);
    if (known !== undefined) return known;
    corners.set(key, corners.size);
    outPositions.push(...positions.subarray(3 * index, 3 * index + 3));
    outNormals.push(...normal);
    outColors.push(...color);
    return corners.size - 1;
  });
  return {
    positions: Float32Array.from(outPositions),
    normals: Float32Array.from(outNormals),
    colors: Uint8Array.from(outColors),
    indices: out,
  };
}

function faceNormal(
  positions: Float32Array,
  indices: Uint32Array,
  at: number,
): { unit: readonly [number, number, number]; area: number } {
  const corner = (k: number): number[] => [...positions.subarray(3 * indices[at + k]!, 3 * indices[at + k]! + 3)];
  const [a, b, c] = [corner(0), corner(1), corner(2)] as [number[], number[], number[]];
  const [u, v] = [b.map((x, k) => x - a[k]!), c.map((x, k) => x - a[k]!)] as [number[], number[]];
  const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!] as const;
  const area = Math.hypot(...n);
  return { unit: area > 0 ? [n[0] / area, n[1] / area, n[2] / area] : [0, 1, 0], area };
}

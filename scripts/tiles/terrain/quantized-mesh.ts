import { toEarthCentred } from '../tile/ellipsoid.ts';

/** A terrain tile before it is packed: vertices 0 … 1 across the tile and metres, triangles counter-clockwise. */
export interface TerrainMesh {
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  /** Across the tile from the west and from the south, metres above the ellipsoid; three numbers a vertex. */
  readonly vertices: Float64Array;
  readonly triangles: Uint32Array;
  /** East, north, up of each vertex, unit length. */
  readonly normals: Float32Array;
  /** 255 water, 0 land: one byte for all, or 256 × 256 from the north-west. */
  readonly water: Uint8Array;
}

const RADII = [6378137, 6378137, 6356752.314245179] as const;
const STEPS = 32_767;
const NORMALS = 1;
const WATER = 2;

/**
 * Packs a tile as quantized-mesh-1.0 with the extensions `octvertexnormals` and `watermask`. Throws RangeError when it has
 * more vertices than 16-bit indices reach.
 */
export function writeQuantizedMesh(mesh: TerrainMesh): Uint8Array {
  const { order, triangles } = byFirstUse(mesh);
  const count = order.length;
  if (count > 65_536) throw new RangeError(`A terrain tile of ${count} vertices; keep it below 65,537.`);
  const heights = order.map((vertex) => mesh.vertices[3 * vertex + 2]!);
  const low = Math.fround(Math.min(...heights));
  const high = Math.fround(Math.max(...heights));
  const quantised = [0, 1, 2].map((axis) =>
    Uint16Array.from(order, (vertex) => {
      const value = mesh.vertices[3 * vertex + axis]!;
      if (axis < 2) return Math.round(Math.min(Math.max(value, 0), 1) * STEPS);
      return high > low ? Math.round(((Math.min(Math.max(value, low), high) - low) / (high - low)) * STEPS) : 0;
    }),
  );
  const [us, vs] = quantised as [Uint16Array, Uint16Array, Uint16Array];
  const edges = [
    (i: number) => us[i] === 0,
    (i: number) => vs[i] === 0,
    (i: number) => us[i] === STEPS,
    (i: number) => vs[i] === STEPS,
  ].map((isOn) => Array.from({ length: count }, (_, i) => i).filter(isOn));
  const size =
    92 +
    6 * count +
    4 +
    2 * triangles.length +
    edges.reduce((sum, edge) => sum + 4 + 2 * edge.length, 0) +
    5 +
    2 * count +
    5 +
    mesh.water.length;
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  const f64 = (value: number): void => {
    view.setFloat64(at, value, true);
    at += 8;
  };
  const f32 = (value: number): void => {
    view.setFloat32(at, value, true);
    at += 4;
  };
  const u32 = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const u16 = (value: number): void => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const { centre, radius, horizon } = boundsOf(mesh);
  centre.forEach(f64);
  f32(low);
  f32(high);
  centre.forEach(f64);
  f64(radius);
  horizon.forEach(f64);
  u32(count);
  for (const values of quantised) {
    let before = 0;
    for (const value of values) {
      u16(zigzag(value - before));
      before = value;
    }
  }
  u32(triangles.length / 3);
  let highest = 0;
  for (const index of triangles) {
    u16(highest - index);
    if (index === highest) highest++;
  }
  for (const edge of edges) {
    u32(edge.length);
    edge.forEach(u16);
  }
  const bytes = new Uint8Array(view.buffer);
  bytes[at++] = NORMALS;
  u32(2 * count);
  for (const vertex of order) {
    const up = turned(mesh, vertex);
    bytes.set(octEncoded(up), at);
    at += 2;
  }
  bytes[at++] = WATER;
  u32(mesh.water.length);
  bytes.set(mesh.water, at);
  return bytes;
}

/** A tile as it was read: vertices in steps of 1/32767, heights in metres. */
export interface ReadMesh {
  readonly minimum: number;
  readonly maximum: number;
  readonly u: Uint16Array;
  readonly v: Uint16Array;
  readonly heights: Float64Array;
  readonly triangles: Uint16Array;
  readonly west: Uint16Array;
  readonly south: Uint16Array;
  readonly east: Uint16Array;
  readonly north: Uint16Array;
  readonly normals: Uint8Array | null;
  readonly water: Uint8Array | null;
}

/** Reads a tile of 16-bit indices. Throws RangeError where its lengths or indices do not fit. */
export function readQuantizedMesh(bytes: Uint8Array): ReadMesh {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [minimum, maximum] = [view.getFloat32(24, true), view.getFloat32(28, true)];
  const count = view.getUint32(88, true);
  let at = 92;
  const shorts = (length: number): Uint16Array => {
    if (at + 2 * length > bytes.length) throw new RangeError(`The tile ends within ${length} numbers at byte ${at}.`);
    const values = Uint16Array.from({ length }, (_, i) => view.getUint16(at + 2 * i, true));
    at += 2 * length;
    return values;
  };
  const counted = (): Uint16Array => {
    const length = view.getUint32(at, true);
    at += 4;
    return shorts(length);
  };
  const [u, v, h] = [0, 1, 2].map(() => {
    const values = shorts(count);
    let before = 0;
    return values.map((value) => {
      before += (value >> 1) ^ -(value & 1);
      return before;
    });
  }) as [Uint16Array, Uint16Array, Uint16Array];
  const triangleCount = view.getUint32(at, true);
  at += 4;
  let highest = 0;
  const triangles = shorts(3 * triangleCount).map((code) => {
    const index = highest - code;
    if (code === 0) highest++;
    if (index < 0 || index >= count) throw new RangeError(`Index ${index} of a tile of ${count} vertices.`);
    return index;
  });
  const [west, south, east, north] = [counted(), counted(), counted(), counted()];
  const extensions = new Map<number, Uint8Array>();
  while (at < bytes.length) {
    const length = view.getUint32(at + 1, true);
    extensions.set(bytes[at]!, bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  if (at !== bytes.length) throw new RangeError(`The tile is ${bytes.length} bytes, its parts are ${at}.`);
  return {
    minimum,
    maximum,
    u,
    v,
    heights: Float64Array.from(h, (value) => minimum + ((maximum - minimum) * value) / STEPS),
    triangles,
    west,
    south,
    east,
    north,
    normals: extensions.get(NORMALS) ?? null,
    water: extensions.get(WATER) ?? null,
  };
}

/** Vertices in the order in which triangles first name them, which the coding of the indices needs. */
function byFirstUse({ triangles }: TerrainMesh): { order: number[]; triangles: Uint16Array } {
  const numbers = new Map<number, number>();
  const order: number[] = [];
  const renumbered = Uint16Array.from(triangles, (vertex) => {
    let number = numbers.get(vertex);
    if (number === undefined) {
      number = order.length;
      numbers.set(vertex, number);
      order.push(vertex);
    }
    return number;
  });
  return { order, triangles: renumbered };
}

function placeOf({ bounds: [west, south, east, north], vertices }: TerrainMesh, vertex: number) {
  const [u, v, height] = [vertices[3 * vertex]!, vertices[3 * vertex + 1]!, vertices[3 * vertex + 2]!];
  return [west + u * (east - west), south + v * (north - south), height] as const;
}

/** Middle and radius of the vertices, and the point above the middle that is seen from wherever any of them is. */
function boundsOf(mesh: TerrainMesh) {
  const points = Array.from({ length: mesh.vertices.length / 3 }, (_, i) => toEarthCentred(...placeOf(mesh, i)));
  const [low, high] = [0, 1, 2].reduce(
    ([lows, highs], axis) => {
      for (const point of points) {
        lows[axis] = Math.min(lows[axis]!, point[axis]!);
        highs[axis] = Math.max(highs[axis]!, point[axis]!);
      }
      return [lows, highs] as const;
    },
    [
      [Infinity, Infinity, Infinity],
      [-Infinity, -Infinity, -Infinity],
    ] as readonly [number[], number[]],
  );
  const centre = low.map((value, axis) => (value + high[axis]!) / 2);
  const radius = Math.max(...points.map((point) => Math.hypot(...point.map((value, axis) => value - centre[axis]!))));
  // Cozzi and Ring 2011, horizon culling in the space where the ellipsoid is a unit sphere.
  const scaled = (point: readonly number[]): number[] => point.map((value, axis) => value / RADII[axis]!);
  const length = (vector: readonly number[]): number => Math.hypot(...vector);
  const towards = scaled(centre).map((value) => value / length(scaled(centre)));
  let reach = 0;
  for (const point of points) {
    const place = scaled(point);
    const magnitude = Math.max(1, length(place));
    const cosine = place.reduce((sum, value, axis) => sum + value * towards[axis]!, 0) / length(place);
    const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    const beta = 1 / magnitude;
    const rest = cosine * beta - sine * Math.sqrt(Math.max(0, 1 - beta * beta));
    // A tile that goes round the Earth is never hidden behind it.
    reach = rest > 1e-3 ? Math.max(reach, 1 / rest) : 1e3;
    if (reach >= 1e3) break;
  }
  return { centre, radius, horizon: towards.map((value) => value * reach) };
}

/** The normal of a vertex in Earth-centred axes. */
function turned(mesh: TerrainMesh, vertex: number): readonly [number, number, number] {
  const [longitude, latitude] = placeOf(mesh, vertex);
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  const [sl, cl, sp, cp] = [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
  const [e, n, u] = [0, 1, 2].map((axis) => mesh.normals[3 * vertex + axis]!) as [number, number, number];
  return [-sl * e - sp * cl * n + cp * cl * u, cl * e - sp * sl * n + cp * sl * u, cp * n + sp * u];
}

/** Two bytes on the octahedron (Cigolle et al. 2014). */
function octEncoded([x, y, z]: readonly [number, number, number]): [number, number] {
  const sum = Math.abs(x) + Math.abs(y) + Math.abs(z) || 1;
  let [u, v] = [x / sum, y / sum];
  if (z < 0) [u, v] = [(1 - Math.abs(v)) * (u < 0 ? -1 : 1), (1 - Math.abs(u)) * (v < 0 ? -1 : 1)];
  return [Math.round((u * 0.5 + 0.5) * 255), Math.round((v * 0.5 + 0.5) * 255)];
}

function zigzag(difference: number): number {
  return ((difference << 1) ^ (difference >> 31)) & 0xffff;
}

import earcut from 'earcut';

/** A vertex as the file has it (metres, z up) and where it lies. */
export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly longitude: number;
  readonly latitude: number;
}

/** One flat face of an object, its corners already placed. */
export interface ModelFace {
  /** Outer ring, then holes, as numbers of the geometry's corners. */
  readonly rings: readonly (readonly number[])[];
  /** What it bounds: `RoofSurface`, `GroundSurface` …; absent where the file does not say. */
  readonly semantic?: string;
  /** `#rrggbb` of its material. */
  readonly color?: string;
}

/** Faces of one level of detail. */
export interface ModelGeometry {
  readonly lod: string;
  readonly faces: readonly ModelFace[];
  readonly corners: readonly Corner[];
}

/**
 * Triangles of planar faces, each a list of rings of vertex numbers: 9 numbers a triangle, longitude, latitude, height.
 * A face is projected to the axis plane that it faces most and keeps its winding. `onMissing` throws.
 */
export function triangulateFaces(
  faces: readonly (readonly (readonly number[])[])[],
  corners: readonly Corner[],
  onMissing: (index: number) => never,
): number[] {
  const triangles: number[] = [];
  for (const face of faces) {
    const rings = face.map((ring) => ring.map((index) => corners[index] ?? onMissing(index)));
    const outer = rings[0];
    if (!outer || outer.length < 3) continue;
    const [nx, ny, nz] = newell(outer);
    const [ax, ay, az] = [Math.abs(nx), Math.abs(ny), Math.abs(nz)];
    if (ax + ay + az === 0) continue;
    const flat = (c: Corner): [number, number] =>
      az >= ax && az >= ay
        ? nz > 0
          ? [c.x, c.y]
          : [c.y, c.x]
        : ax >= ay
          ? nx > 0
            ? [c.y, c.z]
            : [c.z, c.y]
          : ny > 0
            ? [c.z, c.x]
            : [c.x, c.z];
    const all = rings.flat();
    const points = all.flatMap(flat);
    const holes: number[] = [];
    let start = 0;
    for (const ring of rings.slice(0, -1)) {
      start += ring.length;
      holes.push(start);
    }
    const indices = earcut(points, holes.length > 0 ? holes : undefined, 2);
    for (let t = 0; t < indices.length; t += 3) {
      const [a, b, c] = [indices[t] as number, indices[t + 1] as number, indices[t + 2] as number];
      const at = (i: number): number => points[i] as number;
      const turn =
        (at(2 * b) - at(2 * a)) * (at(2 * c + 1) - at(2 * a + 1)) -
        (at(2 * b + 1) - at(2 * a + 1)) * (at(2 * c) - at(2 * a));
      // The projection keeps a counter-clockwise face counter-clockwise.
      for (const i of turn >= 0 ? [a, b, c] : [a, c, b]) {
        const corner = all[i] as Corner;
        triangles.push(corner.longitude, corner.latitude, corner.z);
      }
    }
  }
  return triangles;
}

/** Normal of a polygon, not unit (Newell 1972). */
function newell(ring: readonly Corner[]): [number, number, number] {
  let [x, y, z] = [0, 0, 0];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Corner;
    x += (a.y - b.y) * (a.z + b.z);
    y += (a.z - b.z) * (a.x + b.x);
    z += (a.x - b.x) * (a.y + b.y);
  });
  return [x, y, z];
}

/**
 * Buildings as tiles carry them. A corner is two points one above the other, its lower and its upper end, which walls, roof and
 * underside share; an apex is a point of a pitched roof alone. The lower ends of a block of corners are followed by their upper ends,
 * then comes the next block, and all apexes come last: both halves of a block have the same differences in the plane, so the
 * second costs next to nothing when packed. Blocks are of `CORNERS_A_BLOCK`; the last ones as wide as `CORNERS_AT_ONCE` allows, so
 * that both halves are packed in the same pieces, and what remains.
 */
export const CORNERS_A_BLOCK = 4096;
const CORNERS_AT_ONCE = 256;

/** Metres that one step of a façade place stands for in a mesh that is drawn. */
export const FACADE_STEP = 0.02;

/** Upward share of a normal from which a face is a roof. */
export const ROOF_FACING = 0.55;

export interface ShellMesh {
  /** Number of corners: the first 2 × `corners` points are their ends. */
  readonly corners: number;
  /** Metres east, up and south, a point. */
  readonly positions: ArrayLike<number>;
  /** Triangles, counter-clockwise from outside. A wall is the triangles over both ends of two corners. */
  readonly indices: ArrayLike<number>;
}

/** A flat-shaded mesh: each wall and face with points of its own. */
export interface DrawnShell {
  /** The point of the shell that each vertex stands at. */
  readonly from: Uint32Array;
  /** Unit vectors east, up, south. */
  readonly normals: Float32Array;
  /**
   * Façade places, two metres a vertex: on a wall the way along it from its first corner and the wall's whole length, so that
   * windows fit between its corners; on a roof the place in a frame along the longest edge. A face with the length 0 has windows
   * at their usual distance. Never negative.
   */
  readonly places: Float32Array;
  readonly indices: Uint32Array;
}

/** Index of the lower end of one of `corners` corners. */
export function lowerEnd(corner: number, corners: number): number {
  return corner + blockOf(corner, corners, CORNERS_A_BLOCK, CORNERS_AT_ONCE).start;
}

/** Index of the upper end of one of `corners` corners. */
export function upperEnd(corner: number, corners: number): number {
  const { start, length } = blockOf(corner, corners, CORNERS_A_BLOCK, CORNERS_AT_ONCE);
  return corner + start + length;
}

/**
 * The block of the `index`-th of `count` in a row that is cut into blocks of `most`; what is left over is a block as long as whole
 * `pieces` make it, and one of what remains.
 */
export function blockOf(index: number, count: number, most: number, pieces: number): { start: number; length: number } {
  const start = index - (index % most);
  const left = Math.min(most, count - start);
  const whole = left - (left % pieces);
  return index < start + whole ? { start, length: whole } : { start: start + whole, length: left - whole };
}

/** Divides a shell into flat-shaded faces and tells each vertex its façade place. Faces without area are left out. */
export function drawnShell(shell: ShellMesh): DrawnShell {
  const { positions, indices, corners } = shell;
  const points = positions.length / 3;
  const { cornerOf, isUpper } = endsOf(corners, points);
  const at = (i: number): number => positions[i] as number;
  const placeOf = roofPlaces(shell, cornerOf);
  const from = new Uint32Array(indices.length);
  const normals = new Float32Array(3 * indices.length);
  const places = new Float32Array(2 * indices.length);
  const drawn = new Uint32Array(indices.length);
  let [vertices, count] = [0, 0];
  const add = (point: number, x: number, y: number, z: number, u: number, v: number): number => {
    from[vertices] = point;
    normals[3 * vertices] = x;
    normals[3 * vertices + 1] = y;
    normals[3 * vertices + 2] = z;
    places[2 * vertices] = u;
    places[2 * vertices + 1] = v;
    return vertices++;
  };

  // Level faces share their vertices; a point is of one such face at most.
  const level = new Int32Array(points).fill(-1);
  const addLevel = (point: number, up: 1 | -1): number => {
    if ((level[point] as number) < 0) {
      const [u, v] = placeOf(point);
      level[point] = add(point, 0, up, 0, u, v);
    }
    return level[point] as number;
  };

  let wall = { a: -1, b: -1, first: 0 };
  const wallFrom = (a: number, b: number): number => {
    if (wall.a === a && wall.b === b) return wall.first;
    const [low, far] = [lowerEnd(a, corners), lowerEnd(b, corners)];
    const [dx, dz] = [at(3 * far) - at(3 * low), at(3 * far + 2) - at(3 * low + 2)];
    const length = Math.hypot(dx, dz);
    if (!(length > 0)) return -1;
    const [x, z] = [-dz / length, dx / length];
    const first = add(low, x, 0, z, 0, length);
    add(upperEnd(a, corners), x, 0, z, 0, length);
    add(upperEnd(b, corners), x, 0, z, length, length);
    add(far, x, 0, z, length, length);
    wall = { a, b, first };
    return first;
  };

  for (let t = 0; t < indices.length; t += 3) {
    const triangle = [indices[t] as number, indices[t + 1] as number, indices[t + 2] as number] as const;
    const ends = wallEnds(triangle, cornerOf, isUpper);
    if (ends) {
      const first = wallFrom(...ends);
      if (first < 0) continue;
      for (const point of triangle) {
        const far = cornerOf[point] === ends[1];
        drawn[count++] = first + (isUpper[point] ? (far ? 2 : 1) : far ? 3 : 0);
      }
    } else if (triangle.every((point) => point < 2 * corners && isUpper[point]))
      for (const point of triangle) drawn[count++] = addLevel(point, 1);
    else if (triangle.every((point) => point < 2 * corners))
      for (const point of triangle) drawn[count++] = addLevel(point, -1);
    else {
      const normal = normalOf(triangle, at);
      if (!normal) continue;
      for (const point of triangle) {
        const [u, v] = placeOf(point);
        // A steep gable counts as a wall.
        drawn[count++] = add(point, ...normal, u, normal[1] > ROOF_FACING ? v : 0);
      }
    }
  }
  return {
    from: from.slice(0, vertices),
    normals: normals.slice(0, 3 * vertices),
    places: places.slice(0, 2 * vertices),
    indices: drawn.slice(0, count),
  };
}

type Triangle = readonly [number, number, number];

/** Of each point its corner, or a number from `corners` on for an apex, and whether it is an upper end. */
function endsOf(corners: number, points: number): { cornerOf: Uint32Array; isUpper: Uint8Array } {
  const cornerOf = new Uint32Array(points);
  const isUpper = new Uint8Array(points);
  for (let corner = 0; corner < corners; corner++) {
    const upper = upperEnd(corner, corners);
    cornerOf[lowerEnd(corner, corners)] = corner;
    cornerOf[upper] = corner;
    isUpper[upper] = 1;
  }
  for (let point = 2 * corners; point < points; point++) cornerOf[point] = point - corners;
  return { cornerOf, isUpper };
}

/** First and last corner of the wall that a triangle belongs to, as seen from outside with the first one left; null when it is none. */
function wallEnds(triangle: Triangle, cornerOf: Uint32Array, isUpper: Uint8Array): [number, number] | null {
  const [a, b, c] = triangle.map((point) => cornerOf[point]) as unknown as Triangle;
  if (a !== b && b !== c && c !== a) return null;
  for (let k = 0; k < 3; k++) {
    const [p, q] = [triangle[k] as number, triangle[(k + 1) % 3] as number];
    if (cornerOf[p] === cornerOf[q] || isUpper[p] !== isUpper[q]) continue;
    const ends: [number, number] = [cornerOf[p] as number, cornerOf[q] as number];
    return isUpper[p] ? [ends[1], ends[0]] : ends;
  }
  return null;
}

function normalOf([a, b, c]: Triangle, at: (i: number) => number): [number, number, number] | null {
  const edge = (p: number): Triangle => [
    at(3 * p) - at(3 * a),
    at(3 * p + 1) - at(3 * a + 1),
    at(3 * p + 2) - at(3 * a + 2),
  ];
  const [[ux, uy, uz], [vx, vy, vz]] = [edge(b), edge(c)];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z);
  return length > 0 ? [x / length, y / length, z / length] : null;
}

/** Another edge has to be longer by this many metres to be the longest one: rounding decides nothing. */
const LONGER = 0.05;

/** Places on the roofs: each part of a building, that is whatever hangs together, has a frame along its longest edge from 0 on. */
function roofPlaces(
  { positions, indices, corners }: ShellMesh,
  cornerOf: Uint32Array,
): (point: number) => readonly [number, number] {
  const nodes = positions.length / 3 - corners;
  const parent = Uint32Array.from({ length: nodes }, (_, node) => node);
  const partOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] as number] as number;
      root = parent[root] as number;
    }
    return root;
  };
  for (let t = 0; t < indices.length; t += 3) {
    const first = partOf(cornerOf[indices[t] as number] as number);
    for (let k = 1; k < 3; k++) parent[partOf(cornerOf[indices[t + k] as number] as number)] = first;
  }
  const east = (point: number): number => positions[3 * point] as number;
  const north = (point: number): number => -(positions[3 * point + 2] as number);
  const length = new Float64Array(nodes);
  const along = new Float64Array(2 * nodes);
  for (let t = 0; t < indices.length; t += 3)
    for (let k = 0; k < 3; k++) {
      const [p, q] = [indices[t + k] as number, indices[t + ((k + 1) % 3)] as number];
      // Edges between corners that walls or slopes have; a diagonal of a flat roof is none.
      const third = indices[t + ((k + 2) % 3)] as number;
      const [cp, cq, ct] = [cornerOf[p] as number, cornerOf[q] as number, cornerOf[third] as number];
      if (cp === cq || cp >= corners || cq >= corners || (ct < corners && ct !== cp && ct !== cq)) continue;
      // At the foot: in the frame of a wide content high walls lean.
      const [a, b] = [lowerEnd(cp, corners), lowerEnd(cq, corners)];
      const [dx, dy] = [east(b) - east(a), north(b) - north(a)];
      const long = Math.hypot(dx, dy);
      const part = partOf(cp);
      if (long <= (length[part] as number) + LONGER) continue;
      length[part] = long;
      along[2 * part] = dx / long;
      along[2 * part + 1] = dy / long;
    }
  const turned = (point: number, part: number): [number, number] => {
    const [x, y] = [east(point), north(point)];
    const [ax, ay] = [along[2 * part] as number, along[2 * part + 1] as number];
    return [x * ax + y * ay, y * ax - x * ay];
  };
  const least = new Float64Array(2 * nodes).fill(Infinity);
  for (let corner = 0; corner < corners; corner++) {
    const part = partOf(corner);
    const [u, v] = turned(lowerEnd(corner, corners), part);
    least[2 * part] = Math.min(least[2 * part] as number, u);
    least[2 * part + 1] = Math.min(least[2 * part + 1] as number, v);
  }
  return (point) => {
    const part = partOf(cornerOf[point] as number);
    const [u, v] = turned(point, part);
    return [Math.max(0, u - (least[2 * part] as number)), Math.max(0, v - (least[2 * part + 1] as number))];
  };
}

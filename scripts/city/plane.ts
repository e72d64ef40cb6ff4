/** Plane geometry in metres, x east and y north of the city's origin. */
export type Point = readonly [x: number, y: number];
/** Not closed; counter-clockwise by convention. */
export type Ring = readonly Point[];
export type Line = readonly Point[];

export function lengthOf(line: Line): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += gap(line[i - 1]!, line[i]!);
  return sum;
}

export function gap(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

export interface Station {
  readonly at: Point;
  /** Unit vector along the line. */
  readonly along: Point;
  /** Unit vector to the left of it. */
  readonly left: Point;
}

/** The point `chainage` metres from the start of `line`; beyond the ends it runs straight on. */
export function stationAt(line: Line, chainage: number): Station {
  let from = 0;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const length = gap(a, b);
    if (chainage <= from + length || i === line.length - 1) {
      const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
      const t = chainage - from;
      return { at: [a[0] + along[0] * t, a[1] + along[1] * t], along, left: [-along[1], along[0]] };
    }
    from += length;
  }
  throw new RangeError(`A line needs two points to have a station; it has ${line.length}.`);
}

/** `offset` metres left of the station. */
export function beside(station: Station, offset: number, forward = 0): Point {
  return [
    station.at[0] + station.left[0] * offset + station.along[0] * forward,
    station.at[1] + station.left[1] * offset + station.along[1] * forward,
  ];
}

/** Compass degrees of a direction, clockwise from north. */
export function headingOf(direction: Point): number {
  return ((Math.atan2(direction[0], direction[1]) * 180) / Math.PI + 360) % 360;
}

/** The part of `line` between two chainages, with its inner vertices. */
export function slice(line: Line, from: number, to: number): Point[] {
  const out: Point[] = [stationAt(line, from).at];
  let chainage = 0;
  for (let i = 1; i < line.length - 1; i++) {
    chainage += gap(line[i - 1]!, line[i]!);
    if (chainage > from + 0.01 && chainage < to - 0.01) out.push(line[i]!);
  }
  out.push(stationAt(line, to).at);
  return out;
}

/** The line `distance` metres to the left, with mitred corners. */
export function offsetLine(line: Line, distance: number): Point[] {
  return line.map((point, i) => {
    const before = i > 0 ? normal(line[i - 1]!, point) : normal(point, line[i + 1]!);
    const after = i < line.length - 1 ? normal(point, line[i + 1]!) : before;
    const x = before[0] + after[0];
    const y = before[1] + after[1];
    // A hairpin is cut, not mitred to infinity.
    const k = (2 * distance) / Math.max(x * x + y * y, 0.5);
    return [point[0] + x * k, point[1] + y * k];
  });
}

function normal(a: Point, b: Point): Point {
  const length = gap(a, b);
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
}

/** The ring between two offsets of `line`, left positive. */
export function strip(line: Line, right: number, left: number): Ring {
  return [...offsetLine(line, right), ...offsetLine(line, left).reverse()];
}

/** `line` lengthened at its ends. */
export function extended(line: Line, before: number, after: number): Point[] {
  const length = lengthOf(line);
  return [stationAt(line, -before).at, ...line.slice(1, -1), stationAt(line, length + after).at];
}

/**
 * `line` with its corners rounded off over at most `reach` metres on either side, so that no two of its parts differ by more than
 * `turn` degrees.
 */
export function rounded(line: Line, reach: number, turn: number): Point[] {
  return line.flatMap((corner, i): Point[] => {
    const [before, after] = [line[i - 1], line[i + 1]];
    if (!before || !after) return [corner];
    const [a, b] = [gap(before, corner), gap(corner, after)];
    const sine =
      ((corner[0] - before[0]) * (after[1] - corner[1]) - (corner[1] - before[1]) * (after[0] - corner[0])) / (a * b);
    const pieces = Math.ceil((Math.abs(Math.asin(Math.max(-1, Math.min(1, sine)))) * 180) / Math.PI / turn);
    if (pieces < 2) return [corner];
    const toward = (end: Point, length: number): Point => {
      const share = Math.min(reach, 0.4 * length) / length;
      return [corner[0] + (end[0] - corner[0]) * share, corner[1] + (end[1] - corner[1]) * share];
    };
    const [from, to] = [toward(before, a), toward(after, b)];
    return Array.from({ length: pieces + 1 }, (_, k): Point => {
      const [t, s] = [k / pieces, 1 - k / pieces];
      const at = (axis: 0 | 1) => s * s * from[axis] + 2 * s * t * corner[axis] + t * t * to[axis];
      return [at(0), at(1)];
    });
  });
}

export function areaOf(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return sum / 2;
}

export function centroidOf(ring: Ring): Point {
  let x = 0;
  let y = 0;
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const cross = ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
    x += (ring[j]![0] + ring[i]![0]) * cross;
    y += (ring[j]![1] + ring[i]![1]) * cross;
    sum += cross;
  }
  return sum === 0 ? ring[0]! : [x / (3 * sum), y / (3 * sum)];
}

/** Even-odd, half open: of two polygons that share an edge exactly one holds a point on it. */
export function inside(ring: Ring, [x, y]: Point): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const t = Math.max(0, Math.min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(a[0] + dx * t - point[0], a[1] + dy * t - point[1]);
}

export function distanceToLine(point: Point, line: Line): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) least = Math.min(least, distanceToSegment(point, line[i - 1]!, line[i]!));
  return least;
}

export function distanceToRing(point: Point, ring: Ring): number {
  return Math.min(distanceToLine(point, ring), distanceToSegment(point, ring.at(-1)!, ring[0]!));
}

/** Chainage of the point of `line` nearest to `point`. */
export function chainageOf(line: Line, point: Point): number {
  let best = Number.POSITIVE_INFINITY;
  let at = 0;
  let from = 0;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const length = gap(a, b);
    const t = Math.max(
      0,
      Math.min(1, ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / (length * length)),
    );
    const d = Math.hypot(a[0] + (b[0] - a[0]) * t - point[0], a[1] + (b[1] - a[1]) * t - point[1]);
    if (d < best) {
      best = d;
      at = from + length * t;
    }
    from += length;
  }
  return at;
}

/** Where segments a–b and c–d meet, or null. */
export function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const det = rx * sy - ry * sx;
  if (Math.abs(det) < 1e-9) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / det;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / det;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + rx * t, a[1] + ry * t] : null;
}

/** A rectangle of `width` along `angle` (radians from east) and `depth` across it, centred on `centre`. */
export function rectangle(centre: Point, width: number, depth: number, angle: number): Ring {
  const ux = Math.cos(angle) / 2;
  const uy = Math.sin(angle) / 2;
  const corner = (a: number, b: number): Point => [
    centre[0] + ux * width * a - uy * depth * b,
    centre[1] + uy * width * a + ux * depth * b,
  ];
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** `ring` given in a frame turned by `angle` about the origin and moved to `origin`. */
export function placed(ring: Ring, origin: Point, angle: number): Ring {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return ring.map(([x, y]) => [origin[0] + x * c - y * s, origin[1] + x * s + y * c]);
}

/** Whether two convex rings come nearer than `clearance` (separating axis; exact across edges, cautious at corners). */
export function convexOverlap(a: Ring, b: Ring, clearance = 0): boolean {
  return !separated(a, b, clearance) && !separated(b, a, clearance);
}

function separated(a: Ring, b: Ring, clearance: number): boolean {
  for (let i = 0, j = a.length - 1; i < a.length; j = i++) {
    const length = gap(a[j]!, a[i]!);
    if (length === 0) continue;
    const nx = (a[i]![1] - a[j]![1]) / length;
    const ny = -(a[i]![0] - a[j]![0]) / length;
    const edge = a[j]![0] * nx + a[j]![1] * ny;
    let least = Number.POSITIVE_INFINITY;
    for (const point of b) least = Math.min(least, point[0] * nx + point[1] * ny - edge);
    if (least >= clearance) return true;
  }
  return false;
}

/** Whether the convex `ring` lies in `outer` with at least `clearance` metres to its boundary. */
export function fitsInside(outer: Ring, ring: Ring, clearance: number): boolean {
  for (const point of ring) if (!inside(outer, point)) return false;
  for (let i = 0, j = outer.length - 1; i < outer.length; j = i++) {
    const a = outer[j]!;
    const b = outer[i]!;
    for (let k = 0, l = ring.length - 1; k < ring.length; l = k++) {
      const c = ring[l]!;
      const d = ring[k]!;
      if (distanceToSegment(c, a, b) < clearance || distanceToSegment(a, c, d) < clearance) return false;
      if (crossing(a, b, c, d)) return false;
    }
  }
  return true;
}

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function boxOf(points: readonly Point[]): Box {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

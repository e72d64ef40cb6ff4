import { insideRing as holds } from '../../domain/geo/inside-ring.ts';

/** A point in metres: x east, y north, z above ground. */
export type Point = readonly [x: number, y: number, z: number];

/** A body that may stand between an eye and what it looks at; metres. */
export type Obstacle =
  /** A pole, or a trunk. */
  | {
      readonly kind: 'cylinder';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly bottom: number;
      readonly top: number;
    }
  /** A crown. */
  | { readonly kind: 'sphere'; readonly centre: Point; readonly radius: number }
  /** An upright panel that faces `azimuth` (degrees clockwise from north) and, bare, the way back: a sign, a screen, a banner. */
  | {
      readonly kind: 'plate';
      readonly centre: Point;
      readonly azimuth: number;
      readonly width: number;
      readonly height: number;
    }
  /** An arm. */
  | { readonly kind: 'beam'; readonly from: Point; readonly to: Point; readonly radius: number }
  /** A building, from the ground up. */
  | { readonly kind: 'prism'; readonly ring: readonly (readonly [x: number, y: number])[]; readonly top: number };

/** Obstacles in squares of a grid, so that a sight line meets only what stands near it. */
export interface ObstacleGrid {
  /** The obstacles near the line from `a` to `b`, each once. */
  near(a: Point, b: Point): readonly Obstacle[];
}

/** Side of a square, metres. */
const SQUARE = 15;

export function obstacleGrid(obstacles: readonly Obstacle[]): ObstacleGrid {
  const squares = new Map<number, Obstacle[]>();
  for (const obstacle of obstacles) {
    const [west, south, east, north] = extentOf(obstacle);
    for (let i = Math.floor(west / SQUARE); i <= Math.floor(east / SQUARE); i++)
      for (let j = Math.floor(south / SQUARE); j <= Math.floor(north / SQUARE); j++) {
        const key = squareOf(i, j);
        const own = squares.get(key);
        if (own) own.push(obstacle);
        else squares.set(key, [obstacle]);
      }
  }
  return {
    near(a, b) {
      const found = new Set<Obstacle>();
      const steps = Math.max(1, Math.ceil((2 * Math.hypot(b[0] - a[0], b[1] - a[1])) / SQUARE));
      // Half a square a step, and the squares beside: no square that the line touches is left out.
      for (let step = 0; step <= steps; step++) {
        const i = Math.floor((a[0] + ((b[0] - a[0]) * step) / steps) / SQUARE);
        const j = Math.floor((a[1] + ((b[1] - a[1]) * step) / steps) / SQUARE);
        for (let di = -1; di <= 1; di++)
          for (let dj = -1; dj <= 1; dj++)
            for (const obstacle of squares.get(squareOf(i + di, j + dj)) ?? []) found.add(obstacle);
      }
      return [...found];
    },
  };
}

/** One number for a square; roads are shorter than 32 768 squares. */
function squareOf(i: number, j: number): number {
  return i * 65_536 + j;
}

/** Whether `obstacle` cuts the line from `a` to `b`. Touching is not cutting. */
export function cuts(obstacle: Obstacle, a: Point, b: Point): boolean {
  switch (obstacle.kind) {
    case 'sphere':
      return distanceToLine(obstacle.centre, a, b) < obstacle.radius;
    case 'beam':
      return distanceOfLines(a, b, obstacle.from, obstacle.to) < obstacle.radius;
    case 'cylinder': {
      const span = insideCircle(obstacle.x, obstacle.y, obstacle.radius, a, b);
      return span !== null && meetsHeights(span, a[2], b[2], obstacle.bottom, obstacle.top);
    }
    case 'plate':
      return throughPlate(obstacle, a, b);
    case 'prism':
      return insideRing(obstacle.ring, a, b).some((span) => meetsHeights(span, a[2], b[2], 0, obstacle.top));
  }
}

/** Whether the line passes through the panel's rectangle; seen edge on it hides nothing. */
function throughPlate(plate: Extract<Obstacle, { kind: 'plate' }>, a: Point, b: Point): boolean {
  const angle = (plate.azimuth * Math.PI) / 180;
  const [nx, ny] = [Math.sin(angle), Math.cos(angle)];
  const [cx, cy, cz] = plate.centre;
  const before = (a[0] - cx) * nx + (a[1] - cy) * ny;
  const behind = (b[0] - cx) * nx + (b[1] - cy) * ny;
  if (before * behind >= 0) return false;
  const t = before / (before - behind);
  const [x, y] = [a[0] + (b[0] - a[0]) * t - cx, a[1] + (b[1] - a[1]) * t - cy];
  const z = a[2] + (b[2] - a[2]) * t - cz;
  return Math.abs(x * ny - y * nx) < plate.width / 2 && Math.abs(z) < plate.height / 2;
}

/** Part of a line, from 0 at its start to 1 at its end. */
type Span = readonly [from: number, to: number];

function meetsHeights([from, to]: Span, az: number, bz: number, bottom: number, top: number): boolean {
  const [z1, z2] = [az + (bz - az) * from, az + (bz - az) * to];
  return Math.min(z1, z2) < top && Math.max(z1, z2) > bottom;
}

function insideCircle(x: number, y: number, radius: number, a: Point, b: Point): Span | null {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const [fx, fy] = [a[0] - x, a[1] - y];
  const A = dx * dx + dy * dy;
  const C = fx * fx + fy * fy - radius * radius;
  if (A < 1e-12) return C < 0 ? [0, 1] : null;
  const B = 2 * (fx * dx + fy * dy);
  const root = B * B - 4 * A * C;
  if (root <= 0) return null;
  const [from, to] = [(-B - Math.sqrt(root)) / (2 * A), (-B + Math.sqrt(root)) / (2 * A)];
  return to <= 0 || from >= 1 ? null : [Math.max(0, from), Math.min(1, to)];
}

/** Parts of the line inside the ring, by the even–odd rule between its crossings. */
function insideRing(ring: readonly (readonly [number, number])[], a: Point, b: Point): Span[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const cuts = [0, 1];
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] as readonly [number, number];
    const across = dx * (y2 - y1) - dy * (x2 - x1);
    if (Math.abs(across) < 1e-12) return;
    const t = ((x1 - a[0]) * (y2 - y1) - (y1 - a[1]) * (x2 - x1)) / across;
    const u = ((x1 - a[0]) * dy - (y1 - a[1]) * dx) / across;
    if (t > 0 && t < 1 && u >= 0 && u <= 1) cuts.push(t);
  });
  cuts.sort((p, q) => p - q);
  return cuts.slice(1).flatMap((to, index): Span[] => {
    const from = cuts[index] as number;
    const middle = (from + to) / 2;
    return to - from > 1e-9 && holds([a[0] + dx * middle, a[1] + dy * middle], ring) ? [[from, to]] : [];
  });
}

function distanceToLine(p: Point, a: Point, b: Point): number {
  const d = minus(b, a);
  const length = dot(d, d);
  const t = length < 1e-12 ? 0 : Math.min(1, Math.max(0, dot(minus(p, a), d) / length));
  return Math.hypot(...minus(p, [a[0] + d[0] * t, a[1] + d[1] * t, a[2] + d[2] * t]));
}

/** Distance of two segments in space (Ericson, Real-Time Collision Detection, §5.1.9). */
function distanceOfLines(p1: Point, q1: Point, p2: Point, q2: Point): number {
  const [d1, d2, r] = [minus(q1, p1), minus(q2, p2), minus(p1, p2)];
  const [a, e, f] = [dot(d1, d1), dot(d2, d2), dot(d2, r)];
  if (a < 1e-12) return distanceToLine(p1, p2, q2);
  if (e < 1e-12) return distanceToLine(p2, p1, q1);
  const [b, c] = [dot(d1, d2), dot(d1, r)];
  const across = a * e - b * b;
  let s = across < 1e-12 ? 0 : clamp((b * f - c * e) / across);
  const t = clamp((b * s + f) / e);
  s = clamp((b * t - c) / a);
  return Math.hypot(
    p1[0] + d1[0] * s - p2[0] - d2[0] * t,
    p1[1] + d1[1] * s - p2[1] - d2[1] * t,
    p1[2] + d1[2] * s - p2[2] - d2[2] * t,
  );
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function minus(a: Point, b: Point): [number, number, number] {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function extentOf(obstacle: Obstacle): [west: number, south: number, east: number, north: number] {
  const around = (points: readonly (readonly number[])[], radius: number): [number, number, number, number] => {
    const xs = points.map((point) => point[0] as number);
    const ys = points.map((point) => point[1] as number);
    return [Math.min(...xs) - radius, Math.min(...ys) - radius, Math.max(...xs) + radius, Math.max(...ys) + radius];
  };
  switch (obstacle.kind) {
    case 'cylinder':
      return around([[obstacle.x, obstacle.y]], obstacle.radius);
    case 'sphere':
      return around([obstacle.centre], obstacle.radius);
    case 'beam':
      return around([obstacle.from, obstacle.to], obstacle.radius);
    case 'plate':
      return around([obstacle.centre], obstacle.width / 2);
    case 'prism':
      return around(obstacle.ring, 0);
  }
}

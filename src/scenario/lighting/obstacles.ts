import { type LocalFrame, toLocal } from '../../domain/geo/local-frame.ts';

/** What may stand between a luminaire and the road. Positions in degrees, heights and radii in metres above ground. */
export type Obstacle =
  /** A tree's crown, a cylinder that lets a share of the light through. */
  | {
      readonly kind: 'crown';
      readonly position: readonly [longitude: number, latitude: number];
      readonly radius: number;
      readonly bottom: number;
      readonly top: number;
      /** 0 opaque … 1 clear. */
      readonly transmittance: number;
    }
  /** A building or a sign, opaque. */
  | {
      readonly kind: 'prism';
      readonly ring: readonly (readonly [longitude: number, latitude: number])[];
      readonly bottom: number;
      readonly top: number;
    };

/** Tells how much light passes between two places. */
export interface Shade {
  /** Share of the light from (x, y, z) that reaches the road at (px, py): 1 where nothing stands between. */
  through(x: number, y: number, z: number, px: number, py: number): number;
  readonly data: ShadeData;
}

/** Obstacles in the plane of the luminaires, plain data that a worker takes as it is. */
export type ShadeData = readonly Body[];

interface Body {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly bottom: number;
  readonly top: number;
  readonly transmittance: number;
  /** Ring of a prism, x and y in turn; a crown has none. */
  readonly ring: Float64Array | null;
}

const CELL = 20;

/** Index of obstacles in the plane of `frame`. */
export function shadeOf(obstacles: readonly Obstacle[], frame: LocalFrame): Shade {
  return shadeFrom(obstacles.map((each) => bodyOf(each, frame)));
}

export function shadeFrom(bodies: ShadeData): Shade {
  const cells = new Map<number, number[]>();
  bodies.forEach(({ x, y, radius }, index) => {
    // Entered in the neighbouring cells too: a ray may cut a cell's corner between two steps.
    for (let i = Math.floor((x - radius) / CELL) - 1; i <= Math.floor((x + radius) / CELL) + 1; i++)
      for (let j = Math.floor((y - radius) / CELL) - 1; j <= Math.floor((y + radius) / CELL) + 1; j++) {
        const cell = cells.get(cellKey(i, j));
        if (cell) cell.push(index);
        else cells.set(cellKey(i, j), [index]);
      }
  });
  /** Number of the last ray that asked each body: a body is asked once a ray. */
  const asked = new Uint32Array(bodies.length);
  let ray = 0;
  return {
    data: bodies,
    through(x, y, z, px, py) {
      // hot: once a luminaire and point
      let share = 1;
      ray = (ray + 1) >>> 0;
      const dx = px - x;
      const dy = py - y;
      const steps = Math.max(1, Math.ceil((2 * Math.max(Math.abs(dx), Math.abs(dy))) / CELL));
      for (let step = 0; step <= steps; step++) {
        const at = step / steps;
        const cell = cells.get(cellKey(Math.floor((x + dx * at) / CELL), Math.floor((y + dy * at) / CELL)));
        if (!cell) continue;
        for (const index of cell) {
          if (asked[index] === ray) continue;
          asked[index] = ray;
          share *= passes(bodies[index] as Body, x, y, z, dx, dy);
          if (share === 0) return 0;
        }
      }
      return share;
    },
  };
}

/** One number a cell; a road's plane reaches some hundred cells from its origin. */
function cellKey(i: number, j: number): number {
  return (i + 32_768) * 65_536 + (j + 32_768);
}

function bodyOf(obstacle: Obstacle, frame: LocalFrame): Body {
  if (obstacle.kind === 'crown') {
    const [x, y] = toLocal(frame, ...obstacle.position);
    const { radius, bottom, top, transmittance } = obstacle;
    return { x, y, radius, bottom, top, transmittance, ring: null };
  }
  const corners = obstacle.ring.map((corner) => toLocal(frame, ...corner));
  const x = corners.reduce((sum, corner) => sum + corner[0], 0) / corners.length;
  const y = corners.reduce((sum, corner) => sum + corner[1], 0) / corners.length;
  const radius = Math.max(...corners.map((corner) => Math.hypot(corner[0] - x, corner[1] - y)));
  return {
    x,
    y,
    radius,
    bottom: obstacle.bottom,
    top: obstacle.top,
    transmittance: 0,
    ring: Float64Array.from(corners.flat()),
  };
}

/** Share that passes one body: the ray falls from height z to the ground over (dx, dy). */
function passes(body: Body, x: number, y: number, z: number, dx: number, dy: number): number {
  const [enter, leave] = body.ring ? ringSpan(body.ring, x, y, dx, dy) : circleSpan(body, x, y, dx, dy);
  if (enter >= leave) return 1;
  // Heights along the ray are z (1 − t); those within the body make a span of t too.
  const from = Math.max(enter, 1 - body.top / z);
  const to = Math.min(leave, 1 - body.bottom / z);
  return from < to ? body.transmittance : 1;
}

function circleSpan(body: Body, x: number, y: number, dx: number, dy: number): readonly [number, number] {
  const [ox, oy] = [x - body.x, y - body.y];
  const a = dx * dx + dy * dy;
  const c = ox * ox + oy * oy - body.radius * body.radius;
  if (a === 0) return c < 0 ? [0, 1] : [1, 0];
  const b = ox * dx + oy * dy;
  const root = b * b - a * c;
  if (root <= 0) return [1, 0];
  const half = Math.sqrt(root);
  return [Math.max(0, (-b - half) / a), Math.min(1, (-b + half) / a)];
}

/** First and last crossing of the ring along the ray; a concave ring counts whole. */
function ringSpan(ring: Float64Array, x: number, y: number, dx: number, dy: number): readonly [number, number] {
  let [low, high] = [1, 0];
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay] = [ring[j] as number, ring[j + 1] as number];
    const [bx, by] = [ring[i] as number, ring[i + 1] as number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    const [ex, ey] = [bx - ax, by - ay];
    const cross = dx * ey - dy * ex;
    if (cross === 0) continue;
    const t = ((ax - x) * ey - (ay - y) * ex) / cross;
    const u = ((ax - x) * dy - (ay - y) * dx) / cross;
    if (t < 0 || t > 1 || u < 0 || u > 1) continue;
    low = Math.min(low, t);
    high = Math.max(high, t);
  }
  return inside ? [0, low < 1 ? high : 1] : [low, high];
}

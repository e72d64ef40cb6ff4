import { type Mesh, type MeshPart, ROLE_PLAIN } from './mesh.ts';

/** A point or vector in metres: x right, y forward, z up. */
export type Point = readonly [x: number, y: number, z: number];

/** sRGB `#rrggbb` and the role written to the fourth colour byte. */
export interface Skin {
  readonly color: string;
  readonly role?: number;
}

/** A mesh under construction. Everything added is a closed solid, so the whole is closed. */
export interface Draft {
  readonly positions: number[];
  readonly normals: number[];
  readonly colors: number[];
  readonly indices: number[];
  readonly parts: MeshPart[];
}

export function beginMesh(): Draft {
  return { positions: [], normals: [], colors: [], indices: [], parts: [] };
}

export function finishMesh(draft: Draft): Mesh {
  return {
    positions: Float32Array.from(draft.positions),
    normals: Float32Array.from(draft.normals),
    colors: Uint8Array.from(draft.colors),
    indices: Uint32Array.from(draft.indices),
    parts: draft.parts,
  };
}

/** Collects what `build` adds into one named part. */
export function part(draft: Draft, name: string, heightLayer: MeshPart['heightLayer'], build: () => void): void {
  const start = draft.indices.length;
  build();
  if (draft.indices.length > start) draft.parts.push({ name, start, count: draft.indices.length - start, heightLayer });
}

/** Moves what `build` adds: turned by `yaw` degrees clockwise seen from above, then put at `origin`. */
export function placed(draft: Draft, origin: Point, yaw: number, build: () => void): void {
  const first = draft.positions.length;
  build();
  const cos = Math.cos((yaw * Math.PI) / 180);
  const sin = Math.sin((yaw * Math.PI) / 180);
  for (let i = first; i < draft.positions.length; i += 3) {
    const [x, y] = [draft.positions[i]!, draft.positions[i + 1]!];
    draft.positions[i] = origin[0] + x * cos + y * sin;
    draft.positions[i + 1] = origin[1] - x * sin + y * cos;
    draft.positions[i + 2]! += origin[2];
    const [nx, ny] = [draft.normals[i]!, draft.normals[i + 1]!];
    draft.normals[i] = nx * cos + ny * sin;
    draft.normals[i + 1] = -nx * sin + ny * cos;
  }
}

/** A box of `size` (width x, depth y, height z) standing with the middle of its underside at `foot`. */
export function box(draft: Draft, foot: Point, size: Point, skin: Skin): void {
  const [x, y, z] = foot;
  const [w, d, h] = [size[0] / 2, size[1] / 2, size[2]];
  const ring = (at: number): Point[] => [
    [x + w, y - d, at],
    [x + w, y + d, at],
    [x - w, y + d, at],
    [x - w, y - d, at],
  ];
  loft(draft, [ring(z), ring(z + h)], skin);
}

/** An upright round solid through `(z, radius)` stations at x, y. */
export function turned(
  draft: Draft,
  at: readonly [x: number, y: number],
  stations: readonly (readonly [z: number, radius: number])[],
  sides: number,
  skin: Skin,
): void {
  loft(
    draft,
    stations.map(([z, radius]) => circle([at[0], at[1], z], [1, 0, 0], [0, 1, 0], radius, sides)),
    skin,
    { smooth: true },
  );
}

/** A round tube through `path`, of radius `from` at its start and `to` at its end. */
export function tube(draft: Draft, path: readonly Point[], from: number, to: number, sides: number, skin: Skin): void {
  const last = path.length - 1;
  let side: Point | null = null;
  const rings = path.map((point, i) => {
    const along = unit(minus(path[Math.min(i + 1, last)]!, path[Math.max(i - 1, 0)]!));
    // The frame is carried along the path, or a bend past the vertical would wring the tube.
    const up: Point = Math.abs(along[2]) > 0.9 ? [0, 1, 0] : [0, 0, 1];
    side = unit(side === null ? cross(along, up) : rejected(side, along));
    return circle(point, side, cross(along, side), from + ((to - from) * i) / last, sides);
  });
  loft(draft, rings, skin, { smooth: true });
}

/**
 * A flat upright plate facing +y, from y to y + thickness. The convex `outline` is as a reader in front of it sees it:
 * x to the right, z up, counter-clockwise.
 */
export function plate(
  draft: Draft,
  outline: readonly (readonly [x: number, z: number])[],
  y: number,
  thickness: number,
  skin: Skin,
): void {
  const ring = (at: number): Point[] => outline.map(([x, z]): Point => [-x, at, z]);
  loft(draft, [ring(y), ring(y + thickness)], skin);
}

/** `count` points of a regular polygon in a plate's x, z, with a flat underside for even counts. */
export function polygon(centre: readonly [number, number], radius: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const angle = -Math.PI / 2 + ((i + (count % 2 === 0 ? 0.5 : 0)) * 2 * Math.PI) / count;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
}

export interface LoftOptions {
  /** Shared, averaged normals along the sides; else every side is flat. */
  readonly smooth?: boolean;
  /** Skin of the side that starts at ring point `side`; flat lofts only. */
  readonly sideSkin?: (side: number) => Skin;
  /** Ends meet in the middle of the ring instead of at its first point: for outlines that are star-shaped, not convex. */
  readonly starEnds?: boolean;
  /** Each ring runs along an outer edge and back along an inner one: ends are strips between the two. */
  readonly bandEnds?: boolean;
}

/**
 * The solid through `rings` of equal point count, each counter-clockwise seen from the last ring looking back; both ends
 * are closed. Rings that shrink to a point make a tip.
 */
export function loft(draft: Draft, rings: readonly (readonly Point[])[], skin: Skin, options: LoftOptions = {}): void {
  const count = rings[0]!.length;
  if (options.smooth) smoothSides(draft, rings, skin);
  else
    for (let i = 0; i + 1 < rings.length; i++)
      for (let j = 0; j < count; j++) {
        const k = (j + 1) % count;
        const [low, high] = [rings[i]!, rings[i + 1]!];
        face(draft, [low[j]!, low[k]!, high[k]!, high[j]!], options.sideSkin?.(j) ?? skin);
      }
  const first = [...rings[0]!].reverse();
  const last = rings[rings.length - 1]!;
  for (const end of [first, last]) {
    if (options.bandEnds)
      for (let i = 0, j = count - 1; i + 1 < j; i++, j--)
        face(draft, [end[i]!, end[i + 1]!, end[j - 1]!, end[j]!], skin);
    else if (!options.starEnds) face(draft, end, skin);
    else {
      const middle = mean(end);
      for (let j = 0; j < count; j++) face(draft, [end[j]!, end[(j + 1) % count]!, middle], skin);
    }
  }
}

/** One flat convex face, counter-clockwise from outside. Degenerate triangles are left out. */
export function face(draft: Draft, corners: readonly Point[], skin: Skin): void {
  const triangles: [number, number, number][] = [];
  let normal: Point = [0, 0, 0];
  for (let i = 1; i + 1 < corners.length; i++) {
    const area = cross(minus(corners[i]!, corners[0]!), minus(corners[i + 1]!, corners[0]!));
    if (length(area) < 1e-9) continue;
    normal = plus(normal, area);
    triangles.push([0, i, i + 1]);
  }
  if (triangles.length === 0) return;
  const base = draft.positions.length / 3;
  const n = unit(normal);
  for (const corner of corners) vertex(draft, corner, n, skin);
  for (const [a, b, c] of triangles) draft.indices.push(base + a, base + b, base + c);
}

/** One vertex with its own normal, for shapes that are no loft. Returns its index. */
export function vertex(draft: Draft, at: Point, normal: Point, skin: Skin): number {
  draft.positions.push(...at);
  draft.normals.push(...normal);
  draft.colors.push(...rgb(skin.color), skin.role ?? ROLE_PLAIN);
  return draft.positions.length / 3 - 1;
}

/** `#rrggbb` as three bytes. */
export function rgb(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function smoothSides(draft: Draft, rings: readonly (readonly Point[])[], skin: Skin): void {
  const count = rings[0]!.length;
  const base = draft.positions.length / 3;
  const normals: Point[] = rings.flat().map((): Point => [0, 0, 0]);
  const points = rings.flat();
  for (let i = 0; i + 1 < rings.length; i++)
    for (let j = 0; j < count; j++) {
      const k = (j + 1) % count;
      const [a, b, c, d] = [i * count + j, i * count + k, (i + 1) * count + k, (i + 1) * count + j];
      for (const [p, q, r] of [
        [a, b, c],
        [a, c, d],
      ] as const) {
        const area = cross(minus(points[q]!, points[p]!), minus(points[r]!, points[p]!));
        if (length(area) < 1e-9) continue;
        for (const index of [p, q, r]) normals[index] = plus(normals[index]!, area);
        draft.indices.push(base + p, base + q, base + r);
      }
    }
  for (const [i, point] of points.entries()) vertex(draft, point, unit(normals[i]!), skin);
}

function circle(centre: Point, u: Point, v: Point, radius: number, sides: number): Point[] {
  return Array.from({ length: sides }, (_, i): Point => {
    const angle = ((i + 0.5) * 2 * Math.PI) / sides;
    const [c, s] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
    return [centre[0] + u[0] * c + v[0] * s, centre[1] + u[1] * c + v[1] * s, centre[2] + u[2] * c + v[2] * s];
  });
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function plus(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** What of `a` stands upright on the unit vector `axis`. */
function rejected(a: Point, axis: Point): Point {
  const share = a[0] * axis[0] + a[1] * axis[1] + a[2] * axis[2];
  return [a[0] - axis[0] * share, a[1] - axis[1] * share, a[2] - axis[2] * share];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function unit(a: Point): Point {
  const size = length(a);
  return size > 0 ? [a[0] / size, a[1] / size, a[2] / size] : [0, 0, 1];
}

function length(a: Point): number {
  return Math.hypot(a[0], a[1], a[2]);
}

function mean(points: readonly Point[]): Point {
  const sum = points.reduce(plus, [0, 0, 0] as Point);
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}

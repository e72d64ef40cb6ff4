import { type Draft, type Skin, vertex } from './solid.ts';

/** A point of a face as its reader sees it: metres to the right and up. */
export type FacePoint = readonly [x: number, z: number];

/** A flat convex shape painted on an upright face at y that faces +y: an open surface, a few millimetres before its plate. */
export function paintShape(draft: Draft, outline: readonly FacePoint[], y: number, skin: Skin): void {
  const base = outline.map((point) => corner(draft, point, y, skin));
  for (let i = 1; i + 1 < base.length; i++) draft.indices.push(base[0]!, base[i]!, base[i + 1]!);
}

/** The band between two outlines of equal point count, the inner one first. */
export function paintBand(
  draft: Draft,
  inner: readonly FacePoint[],
  outer: readonly FacePoint[],
  y: number,
  skin: Skin,
): void {
  const low = inner.map((point) => corner(draft, point, y, skin));
  const high = outer.map((point) => corner(draft, point, y, skin));
  for (let i = 0; i < low.length; i++) {
    const k = (i + 1) % low.length;
    draft.indices.push(low[i]!, high[i]!, high[k]!, low[i]!, high[k]!, low[k]!);
  }
}

/** A straight stroke of `width` from one point to another. */
export function paintStroke(draft: Draft, from: FacePoint, to: FacePoint, width: number, y: number, skin: Skin): void {
  const span = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [u, w] = [((to[0] - from[0]) / span) * (width / 2), ((to[1] - from[1]) / span) * (width / 2)];
  const outline: FacePoint[] = [
    [from[0] + w, from[1] - u],
    [to[0] + w, to[1] - u],
    [to[0] - w, to[1] + u],
    [from[0] - w, from[1] + u],
  ];
  paintShape(draft, outline, y, skin);
}

/** An arrow whose tip is `to`, its head three strokes wide. */
export function paintArrow(draft: Draft, from: FacePoint, to: FacePoint, width: number, y: number, skin: Skin): void {
  const span = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [u, w] = [(to[0] - from[0]) / span, (to[1] - from[1]) / span];
  const neck: FacePoint = [to[0] - u * width * 1.9, to[1] - w * width * 1.9];
  paintStroke(draft, from, neck, width, y, skin);
  const half = width * 1.5;
  paintShape(draft, [[neck[0] + w * half, neck[1] - u * half], to, [neck[0] - w * half, neck[1] + u * half]], y, skin);
}

/** Corners of a w × h rectangle about a point. */
export function rectangleAt(x: number, z: number, w: number, h: number): FacePoint[] {
  return [
    [x - w / 2, z - h / 2],
    [x + w / 2, z - h / 2],
    [x + w / 2, z + h / 2],
    [x - w / 2, z + h / 2],
  ];
}

function corner(draft: Draft, [x, z]: FacePoint, y: number, skin: Skin): number {
  return vertex(draft, [-x, y, z], [0, 1, 0], skin);
}

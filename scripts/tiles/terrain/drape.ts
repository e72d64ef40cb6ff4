import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import type { Surface } from '../model/surface.ts';
import type { Lattice } from './lattice.ts';
import { type Corners, halvesOf, isHalved, type Rtin, rootsOf } from './rtin.ts';

/** Nodes beside a cutting line that count as on it: a tenth of a millimetre. */
const ON_LINE = 1e-5;

/** Vertices nearer than this share of a node, of a metre and of a unit are one. */
const STEPS_A_NODE = 8192;

/** A vertex in the making: nodes east and north of the lattice's corner, then what a surface keeps of it. */
type Vertex = Float64Array;
const X = 0;
const Y = 1;
const HEIGHT = 2;
const NORMAL = 3;
const EXTRA = 6;

/**
 * Lays surfaces on the ground: cuts every triangle along the triangles of the ground's network, so that whatever lies on
 * the ground has exactly its shape and keeps its distance from what lies above and below it, lifts each corner by the
 * ground under it and leans the normals with the slope. Heights of the surface are metres above ground.
 */
export function drape(surface: Surface, lattice: Lattice, rtin: Rtin): Surface {
  const perDegree = localFrame(lattice.west, lattice.south + (lattice.step * (lattice.side - 1)) / 2).metresPerDegree;
  const perNode = [perDegree[0] * lattice.step, perDegree[1] * lattice.step] as const;
  const extras = (surface.colors ? 3 : 0) + (surface.facade ? 2 : 0);
  const result: Surface = {
    positions: [],
    normals: [],
    indices: [],
    ...(surface.colors ? { colors: [] } : {}),
    ...(surface.facade ? { facade: [] } : {}),
  };
  const known = new Map<string, number>();
  const vertices = Array.from({ length: surface.positions.length / 3 }, (_, i) => {
    const vertex = new Float64Array(EXTRA + extras);
    vertex[X] = (surface.positions[3 * i]! - lattice.west) / lattice.step;
    vertex[Y] = (surface.positions[3 * i + 1]! - lattice.south) / lattice.step;
    vertex[HEIGHT] = surface.positions[3 * i + 2]!;
    for (let k = 0; k < 3; k++) vertex[NORMAL + k] = surface.normals[3 * i + k]!;
    let at = EXTRA;
    for (let k = 0; surface.colors && k < 3; k++) vertex[at++] = surface.colors[3 * i + k]!;
    for (let k = 0; surface.facade && k < 2; k++) vertex[at++] = surface.facade[2 * i + k]!;
    return vertex;
  });

  const emit = (vertex: Vertex, leaf: Corners): number => {
    // A corner of several triangles is one vertex: its normal is the ground's there, not a triangle's.
    let key = '';
    for (const value of vertex) key += `${Math.round(value * STEPS_A_NODE)} `;
    let index = known.get(key);
    if (index !== undefined) return index;
    const height = planeAt(rtin.heights, rtin.side, leaf, vertex[X]!, vertex[Y]!);
    const { east, north } = slopeAround(rtin.heights, rtin.side, vertex[X]!, vertex[Y]!);
    const [slopeEast, slopeNorth] = [east / perNode[0], north / perNode[1]];
    index = result.positions.length / 3;
    known.set(key, index);
    result.positions.push(
      lattice.west + vertex[X]! * lattice.step,
      lattice.south + vertex[Y]! * lattice.step,
      height + vertex[HEIGHT]!,
    );
    // Under (x, y, z + h(x, y)) a normal goes with the inverse transpose.
    const [nx, ny, nz] = [vertex[NORMAL]!, vertex[NORMAL + 1]!, vertex[NORMAL + 2]!];
    const leaned = [nx - slopeEast * nz, ny - slopeNorth * nz, nz] as const;
    const length = Math.hypot(...leaned) || 1;
    result.normals.push(leaned[0] / length, leaned[1] / length, leaned[2] / length);
    let at = EXTRA;
    if (result.colors) for (let k = 0; k < 3; k++) result.colors.push(Math.round(vertex[at++]!));
    if (result.facade) for (let k = 0; k < 2; k++) result.facade.push(vertex[at++]!);
    return index;
  };

  const lay = (polygon: readonly Vertex[], triangle: Corners): void => {
    if (polygon.length < 3) return;
    if (!isHalved(rtin, triangle)) {
      const corners = polygon.map((vertex) => emit(vertex, triangle));
      for (let i = 2; i < corners.length; i++) {
        const [a, b, c] = [corners[0]!, corners[i - 1]!, corners[i]!];
        if (a !== b && b !== c && a !== c) result.indices.push(a, b, c);
      }
      return;
    }
    const [first, second] = halvesOf(triangle);
    const [left, right] = cut(polygon, triangle);
    lay(left, first);
    lay(right, second);
  };

  for (let t = 0; t < surface.indices.length; t += 3) {
    const polygon = [0, 1, 2].map((k) => vertices[surface.indices[t + k]!]!);
    const [lower, upper] = rootsOf(rtin.side);
    const [below, above] = cutAlong(polygon, 0, 0, 1, 1);
    lay(below, lower);
    lay(above, upper);
  }
  return result;
}

/** Parts a polygon by the line from the right angle to the middle of the long side; the part of corner `a` comes first. */
function cut(polygon: readonly Vertex[], [ax, ay, bx, by, cx, cy]: Corners): [Vertex[], Vertex[]] {
  const [dx, dy] = [(ax + bx) / 2 - cx, (ay + by) / 2 - cy];
  const [right, left] = cutAlong(polygon, cx, cy, dx, dy);
  return dx * (ay - cy) - dy * (ax - cx) < 0 ? [right, left] : [left, right];
}

/** The parts of a polygon to the right and to the left of a line. */
function cutAlong(
  polygon: readonly Vertex[],
  x: number,
  y: number,
  dx: number,
  dy: number,
): [right: Vertex[], left: Vertex[]] {
  const length = Math.max(Math.abs(dx), Math.abs(dy));
  const sides = polygon.map((vertex) => {
    const side = (dx * (vertex[Y]! - y) - dy * (vertex[X]! - x)) / length;
    return Math.abs(side) < ON_LINE ? 0 : side;
  });
  // A wall may stand on the line: it belongs to one side alone.
  if (!sides.some((side) => side > 0)) return [[...polygon], []];
  if (!sides.some((side) => side < 0)) return [[], [...polygon]];
  const [right, left]: [Vertex[], Vertex[]] = [[], []];
  polygon.forEach((b, i) => {
    const before = (i + polygon.length - 1) % polygon.length;
    const a = polygon[before]!;
    const [sa, sb] = [sides[before]!, sides[i]!];
    if (sa * sb < 0) {
      // From the right to the left end whatever the direction, so that neighbours compute the same point.
      const crossing = sa < 0 ? between(a, b, sa / (sa - sb)) : between(b, a, sb / (sb - sa));
      right.push(crossing);
      left.push(crossing);
    }
    if (sb <= 0) right.push(b);
    if (sb >= 0) left.push(b);
  });
  return [right, left];
}

function between(a: Vertex, b: Vertex, share: number): Vertex {
  return a.map((value, k) => value + share * (b[k]! - value));
}

/** Height of the plane through a triangle's corners at a place. */
function planeAt(heights: Float32Array, side: number, [ax, ay, bx, by, cx, cy]: Corners, x: number, y: number): number {
  const at = (i: number, j: number): number => heights[j * side + i]!;
  const [ux, uy, vx, vy] = [ax - cx, ay - cy, bx - cx, by - cy];
  // The legs are at right angles and of one length.
  const square = ux * ux + uy * uy;
  const [rise, run] = [at(ax, ay) - at(cx, cy), at(bx, by) - at(cx, cy)];
  const east = (rise * ux + run * vx) / square;
  const north = (rise * uy + run * vy) / square;
  return at(cx, cy) + east * (x - cx) + north * (y - cy);
}

/** How the ground changes a node east and north, seen over two nodes. */
function slopeAround(heights: Float32Array, side: number, x: number, y: number): { east: number; north: number } {
  const at = (px: number, py: number): number => {
    const [cx, cy] = [Math.min(Math.max(px, 0), side - 1), Math.min(Math.max(py, 0), side - 1)];
    const [i, j] = [Math.min(Math.floor(cx), side - 2), Math.min(Math.floor(cy), side - 2)];
    const [u, v] = [cx - i, cy - j];
    const node = j * side + i;
    return (
      (heights[node]! * (1 - u) + heights[node + 1]! * u) * (1 - v) +
      (heights[node + side]! * (1 - u) + heights[node + side + 1]! * u) * v
    );
  };
  return { east: (at(x + 1, y) - at(x - 1, y)) / 2, north: (at(x, y + 1) - at(x, y - 1)) / 2 };
}

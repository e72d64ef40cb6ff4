import type { AreaFeature, Ribbon } from '../feature.ts';
import { triangulate } from './triangulate.ts';

/** Longitude, latitude, height; metres along and across a ribbon, 0 without one; normal east, north, up. */
export type AreaVertex = readonly [
  x: number,
  y: number,
  height: number,
  along: number,
  across: number,
  east: number,
  north: number,
  up: number,
];

export interface AreaMesh {
  readonly vertices: readonly AreaVertex[];
  /** Counter-clockwise from outside. */
  readonly indices: readonly number[];
}

/** Longest stretch of one ribbon, metres: places along it are 16-bit steps of 2 cm. */
export const RIBBON_METRES = 1200;

/** Triangles of an area: those of its ribbon, which follow the line, else those of its rings. */
export function areaMesh(area: AreaFeature): AreaMesh {
  if (area.ribbon) return ribbonMesh(area.ribbon, area.height);
  const { points, indices } = triangulate(area.rings);
  const vertices = Array.from(
    { length: points.length / 2 },
    (_, i): AreaVertex => [points[2 * i] as number, points[2 * i + 1] as number, area.height, 0, 0, 0, 0, 1],
  );
  return { vertices, indices };
}

function ribbonMesh(ribbon: Ribbon, height: number): AreaMesh {
  const vertices: AreaVertex[] = [];
  const indices: number[] = [];
  const flat = ribbon.heights === undefined;
  ribbon.rows.forEach((row, r) => {
    const z = ribbon.heights?.[r] ?? height;
    row.forEach((point, i) => {
      const normal = flat ? ([0, 0, 1] as const) : normalOf(ribbon, r, i);
      vertices.push([point[0], point[1], z, ribbon.along[i] as number, ribbon.across[r] as number, ...normal]);
    });
  });
  const count = ribbon.along.length;
  for (let r = 0; r + 1 < ribbon.rows.length; r++)
    for (let i = 0; i + 1 < count; i++) {
      const [a, b, c, d] = [r * count + i, r * count + i + 1, (r + 1) * count + i + 1, (r + 1) * count + i];
      for (const [p, q, s] of [
        [a, b, c],
        [a, c, d],
      ] as const)
        indices.push(...(flat && turnsRight(vertices, p, q, s) ? [p, s, q] : [p, q, s]));
    }
  return { vertices, indices };
}

/** A flat ribbon that folds over itself in a bend still shows its face. */
function turnsRight(vertices: readonly AreaVertex[], p: number, q: number, s: number): boolean {
  const [a, b, c] = [vertices[p], vertices[q], vertices[s]] as [AreaVertex, AreaVertex, AreaVertex];
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) < 0;
}

const METRES_A_DEGREE = 111_195;

/** Mean direction of the faces that meet at a vertex of a bent ribbon, across the line. */
function normalOf({ rows, heights = [] }: Ribbon, r: number, i: number): readonly [number, number, number] {
  const at = (row: number, k: number): readonly [number, number] => rows[row]?.[k] as readonly [number, number];
  const count = rows[r]?.length ?? 0;
  const shrink = Math.cos((at(r, i)[1] * Math.PI) / 180);
  const metres = (p: readonly [number, number], q: readonly [number, number]): readonly [number, number] => [
    (q[0] - p[0]) * METRES_A_DEGREE * shrink,
    (q[1] - p[1]) * METRES_A_DEGREE,
  ];
  const [ax, ay] = metres(at(r, Math.max(0, i - 1)), at(r, Math.min(count - 1, i + 1)));
  const length = Math.hypot(ax, ay) || 1;
  // Left of the line, in the plane.
  const [lx, ly] = [-ay / length, ax / length];
  let [side, up] = [0, 0];
  for (const row of [r - 1, r]) {
    if (row < 0 || row + 1 >= rows.length) continue;
    const [dx, dy] = metres(at(row, i), at(row + 1, i));
    const across = dx * lx + dy * ly;
    const rise = (heights[row + 1] ?? 0) - (heights[row] ?? 0);
    const size = Math.hypot(across, rise) || 1;
    // A face that climbs to the left looks right and up.
    side -= rise / size;
    up += across / size;
  }
  const size = Math.hypot(side, up) || 1;
  return [(lx * side) / size, (ly * side) / size, up / size];
}

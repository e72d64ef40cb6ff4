import type { Path } from '../../domain/asset.ts';
import { type LocalFrame, toLocal } from '../../domain/geo/local-frame.ts';

/** How well lines hang together. */
export interface Connectivity {
  readonly nodes: number;
  readonly edges: number;
  readonly components: number;
  /** Edges there are against the most a plane graph of so many nodes can have: L ÷ 3(V − 2). */
  readonly gamma: number;
  /** Loops there are against the most there can be: (L − V + p) ÷ (2V − 5), with p the number of components. */
  readonly alpha: number;
  readonly totalMetres: number;
  /** Share of the length in the largest connected part, 0–1, and which lines make it. */
  readonly largestShare: number;
  readonly largest: readonly number[];
}

type Point = readonly [x: number, y: number];

/**
 * Indices of connectivity of a network of lines (domain reference §5; Kansky 1963 for γ and α). Lines meet where the end of one
 * comes within `join` metres of another, along it or at its end.
 */
export function connectivityOf(lines: readonly Path[], frame: LocalFrame, join: number): Connectivity {
  const local = lines.map((line) => line.map(([x, y]) => toLocal(frame, x, y)));
  const nodes: Point[] = [];
  const nodeAt = (at: Point) => {
    const near = nodes.findIndex((each) => distance(each, at) <= join);
    if (near >= 0) return near;
    nodes.push(at);
    return nodes.length - 1;
  };
  const ends = local.flatMap((line) => [line[0], line.at(-1)].filter((each) => each !== undefined));
  const edges: { readonly a: number; readonly b: number; readonly line: number; readonly metres: number }[] = [];
  local.forEach((line, index) => {
    const length = lengthOf(line);
    const cuts = ends
      .map((end) => nearestOn(line, end))
      .filter(({ distance }) => distance <= join)
      .sort((p, q) => p.chainage - q.chainage);
    let before: { node: number; chainage: number } | null = null;
    for (const cut of cuts) {
      const node = nodeAt(cut.at);
      if (before && before.node !== node)
        edges.push({ a: before.node, b: node, line: index, metres: cut.chainage - before.chainage });
      if (!before || before.node !== node) before = { node, chainage: cut.chainage };
    }
    if (cuts.length === 0 && length > 0) nodeAt(line[0] as Point);
  });

  const part = nodes.map((_, index) => index);
  const root = (node: number): number => (part[node] === node ? node : root(part[node] as number));
  for (const { a, b } of edges) part[root(a)] = root(b);
  const lengths = new Map<number, number>();
  for (const { a, metres } of edges) lengths.set(root(a), (lengths.get(root(a)) ?? 0) + metres);
  const total = [...lengths.values()].reduce((sum, each) => sum + each, 0);
  const [best, longest] = [...lengths].sort(([p, a], [q, b]) => b - a || p - q)[0] ?? [-1, 0];
  const components = new Set(nodes.map((_, index) => root(index))).size;
  const [V, L] = [nodes.length, edges.length];
  return {
    nodes: V,
    edges: L,
    components,
    gamma: V > 2 ? L / (3 * (V - 2)) : 0,
    alpha: V > 2 ? (L - V + components) / (2 * V - 5) : 0,
    totalMetres: total,
    largestShare: total > 0 ? longest / total : 0,
    largest: [...new Set(edges.filter(({ a }) => root(a) === best).map(({ line }) => line))],
  };
}

/** Metres from a point to a line. */
export function distanceTo(line: readonly Point[], point: Point): number {
  return nearestOn(line, point).distance;
}

/** Metres along a line. */
export function lengthOf(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, point, index) => sum + distance(line[index] as Point, point), 0);
}

function nearestOn(line: readonly Point[], [x, y]: Point) {
  let best = { at: line[0] as Point, chainage: 0, distance: Number.POSITIVE_INFINITY };
  let start = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Point, line[i] as Point];
    const length = distance(a, b);
    if (length === 0) continue;
    const along = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length;
    const held = Math.min(Math.max(along, 0), length);
    const at: Point = [a[0] + ((b[0] - a[0]) * held) / length, a[1] + ((b[1] - a[1]) * held) / length];
    const away = distance(at, [x, y]);
    if (away < best.distance) best = { at, chainage: start + held, distance: away };
    start += length;
  }
  return best;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

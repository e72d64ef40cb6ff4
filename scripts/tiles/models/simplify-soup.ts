import { MeshoptSimplifier } from 'meshoptimizer';
import type { TriangleSoup } from './triangle-soup.ts';

/** Error that simplifying may make, as a share of the model's size, before it lets go of the shape of its parts. */
const GENTLE = 0.1;

/**
 * At most about `budget` triangles of the soup. Vertices at one place with one colour become one first, and normals are left
 * out: they belonged to the finer surface. Answers the soup itself when it is within the budget.
 */
export async function simplifySoup(soup: TriangleSoup, budget: number): Promise<TriangleSoup> {
  if (soup.indices.length / 3 <= budget) return soup;
  await MeshoptSimplifier.ready;
  const welded = weld(soup);
  const wanted = 3 * budget;
  let [indices] = MeshoptSimplifier.simplify(welded.indices, welded.positions, 3, wanted, GENTLE, ['Prune']);
  // Thousands of loose pieces cannot be collapsed one by one; then form goes before topology.
  if (indices.length > wanted * 1.1)
    [indices] = MeshoptSimplifier.simplifySloppy(indices, welded.positions, 3, null, wanted, 1);
  if (indices.length === 0) [indices] = MeshoptSimplifier.simplify(welded.indices, welded.positions, 3, wanted, 1, []);
  return { ...welded, indices };
}

function weld({ positions, colors, indices }: TriangleSoup): TriangleSoup {
  const same = MeshoptSimplifier.generatePositionRemap(positions, 3);
  const colour = (i: number): number =>
    ((colors[4 * i]! << 24) | (colors[4 * i + 1]! << 16) | (colors[4 * i + 2]! << 8) | colors[4 * i + 3]!) >>> 0;
  // One vertex a place and colour; a place of many colours keeps one vertex each.
  const first = new Map<number, Map<number, number>>();
  const remap = new Uint32Array(positions.length / 3);
  for (let i = 0; i < remap.length; i++) {
    const place = same[i]!;
    if (place === i || colour(place) === colour(i)) {
      remap[i] = place;
      continue;
    }
    const others = first.get(place) ?? new Map<number, number>();
    first.set(place, others);
    const known = others.get(colour(i)) ?? i;
    others.set(colour(i), known);
    remap[i] = known;
  }
  const out = new Uint32Array(indices.length);
  let length = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [remap[indices[i]!]!, remap[indices[i + 1]!]!, remap[indices[i + 2]!]!];
    if (a === b || b === c || a === c) continue;
    out[length++] = a;
    out[length++] = b;
    out[length++] = c;
  }
  return { positions, normals: null, colors, indices: out.slice(0, length) };
}

import type { Path } from '../../../src/domain/asset.ts';
import { insideRing } from '../../../src/domain/geo/inside-ring.ts';
import type { Rings } from '../feature.ts';
import type { OsmData, OsmRelation } from './osm-data.ts';

/** The polygons of a multipolygon relation: member ways joined end to end, each hole given to the outer ring around it. */
export function multipolygonRings(relation: OsmRelation, data: OsmData): Rings[] {
  const role = (inner: boolean): number[][] =>
    relation.members
      .filter((member) => member.type === 'way' && (member.role === 'inner') === inner)
      .flatMap((member) => {
        const way = data.ways.get(member.ref);
        return way ? [[...way.refs]] : [];
      });
  const outers = joinEnds(role(false)).flatMap((ring) => placed(ring, data));
  const inners = joinEnds(role(true)).flatMap((ring) => placed(ring, data));
  return outers.map((outer) => [
    outer,
    ...inners.filter((inner) => inner[0] !== undefined && insideRing(inner[0], outer)),
  ]);
}

/** Closed rings of node numbers from pieces that share ends; what does not close is left out. */
function joinEnds(pieces: number[][]): number[][] {
  const rings: number[][] = [];
  const open = [...pieces];
  for (let ring = open.pop(); ring; ring = open.pop()) {
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1);
      const next = open.findIndex((piece) => piece[0] === end || piece.at(-1) === end);
      if (next < 0) break;
      const [piece] = open.splice(next, 1) as [number[]];
      ring.push(...(piece[0] === end ? piece : piece.toReversed()).slice(1));
    }
    if (ring.length >= 4 && ring[0] === ring.at(-1)) rings.push(ring);
  }
  return rings;
}

function placed(refs: readonly number[], data: OsmData): Path[] {
  const nodes = refs.flatMap((ref) => data.nodes.get(ref) ?? []);
  return nodes.length === refs.length ? [nodes.map((node) => [node.lon, node.lat] as const)] : [];
}

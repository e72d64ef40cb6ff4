import { inputError } from '../input-error.ts';
import { checkNodes, type OsmNode } from './osm-data.ts';

/** A node as a way or a member of a relation tells it: by its number, its place, or both. */
interface ToldNode {
  readonly ref: number | undefined;
  readonly lon: number;
  readonly lat: number;
}

/**
 * Answers the number of a node that a way or a member tells (`out geom` of Overpass, `osmium add-locations-to-ways`), and
 * keeps its place in `nodes` where nothing else told it. One that tells its place alone has the number of whatever was told
 * at that place, else one of our own, below 0; one that tells neither has none (NaN). Throws InputError where there are more nodes than can be held.
 */
export function toldNodes(file: string, nodes: Map<number, OsmNode>): (told: ToldNode) => number {
  const numbers = new Map<string, number>();
  return ({ ref, lon, lat }) => {
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return ref ?? Number.NaN;
    const place = `${lon} ${lat}`;
    const id = ref ?? numbers.get(place) ?? -1e15 - numbers.size;
    if (!numbers.has(place)) numbers.set(place, id);
    if (!nodes.has(id)) nodes.set(id, { type: 'node', id, lon, lat });
    checkNodes(file, nodes.size);
    return id;
  };
}

/** Throws InputError where Overpass remarks that it broke off: what it had found until then looks like an answer. */
export function checkRemark(file: string, remark: string | undefined): void {
  if (remark !== undefined && /error/i.test(remark))
    throw inputError(
      file,
      null,
      `is not all (${remark.trim()})`,
      'ask for less at a time, or with a longer [timeout:…]',
    );
}

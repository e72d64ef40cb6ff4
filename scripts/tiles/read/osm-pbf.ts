import { parse } from 'osm-pbf-parser-node';
import Pbf from 'pbf';
import { InputError, inputError } from '../input-error.ts';
import { osmBlocks } from './osm-blocks.ts';
import { checkNodes, type OsmData, type OsmNode, type OsmRelation, type OsmWay } from './osm-data.ts';

/** Everything of an OSM PBF, block by block. Throws InputError where it is none, ends early, or needs what is not read here. */
export async function parseOsmPbf(file: string): Promise<OsmData> {
  const nodes = new Map<number, OsmNode>();
  const ways = new Map<number, OsmWay>();
  const relations: OsmRelation[] = [];
  let placed = false;
  try {
    for await (const { type, data } of osmBlocks(file)) {
      if (type === 'OSMHeader') placed ||= featuresOf(file, data).includes('LocationsOnWays');
      // Readers pass over blocks of other types.
      if (type !== 'OSMData') continue;
      for (const item of parse(data, { withTags: true }) as (OsmNode | OsmWay | OsmRelation)[])
        if (item.type === 'node') nodes.set(item.id, item);
        else if (item.type === 'way') ways.set(item.id, item);
        else relations.push(item);
      if (placed) for (const node of nodesOnWays(data)) if (!nodes.has(node.id)) nodes.set(node.id, node);
      checkNodes(file, nodes.size);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw inputError(file, null, `is not OSM PBF (${(error as Error).message})`, 'fetch the extract again');
  }
  return { nodes, ways, relations };
}

const READ = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** Optional features of a HeaderBlock. Throws InputError where it requires one that is not read here. */
function featuresOf(file: string, data: Buffer): string[] {
  const { required, optional } = new Pbf(data).readFields(
    (field, into, pbf) => {
      if (field === 4) into.required.push(pbf.readString());
      else if (field === 5) into.optional.push(pbf.readString());
    },
    { required: [] as string[], optional: [] as string[] },
  );
  if (required.includes('HistoricalInformation'))
    throw inputError(file, null, 'holds all versions of its objects', 'take one moment: osmium time-filter');
  const strange = required.filter((each) => !READ.has(each));
  if (strange.length > 0)
    throw inputError(file, null, `needs a reader that knows ${strange.join(', ')}`, 'write it anew: osmium cat -f pbf');
  return optional;
}

/**
 * Nodes whose places stand on the ways, as `osmium add-locations-to-ways` writes them: a PrimitiveBlock has its groups in
 * field 2, granularity and origin in 17, 19 and 20; a group its ways in 3; a way numbers, latitudes and longitudes of its
 * nodes in 8, 9 and 10, each as steps from the one before.
 */
function* nodesOnWays(data: Buffer): Generator<OsmNode> {
  const block = new Pbf(data).readFields(
    (field, into, pbf) => {
      if (field === 2) into.groups.push(pbf.readBytes());
      else if (field === 17) into.step = pbf.readVarint();
      else if (field === 19) into.lat = pbf.readVarint(true);
      else if (field === 20) into.lon = pbf.readVarint(true);
    },
    { groups: [] as Uint8Array[], step: 100, lat: 0, lon: 0 },
  );
  // To the last bit as the library has them of nodes.
  const degrees = (origin: number, steps: number): number => origin * 1e-9 + steps / (1e9 / block.step);
  for (const group of block.groups) {
    const ways = new Pbf(group).readFields((field, into, pbf) => {
      if (field === 3) into.push(pbf.readBytes());
    }, [] as Uint8Array[]);
    for (const way of ways) {
      const { refs, lats, lons } = new Pbf(way).readFields(
        (field, into, pbf) => {
          if (field === 8) pbf.readPackedSVarint(into.refs);
          else if (field === 9) pbf.readPackedSVarint(into.lats);
          else if (field === 10) pbf.readPackedSVarint(into.lons);
        },
        { refs: [] as number[], lats: [] as number[], lons: [] as number[] },
      );
      if (lats.length !== refs.length || lons.length !== refs.length) continue;
      let [id, lat, lon] = [0, 0, 0];
      for (const [i, ref] of refs.entries()) {
        id += ref;
        lat += lats[i] as number;
        lon += lons[i] as number;
        yield { type: 'node', id, lat: degrees(block.lat, lat), lon: degrees(block.lon, lon) };
      }
    }
  }
}

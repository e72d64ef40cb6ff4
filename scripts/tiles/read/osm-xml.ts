import { inputError } from '../input-error.ts';
import { checkNodes, type OsmData, type OsmNode, type OsmRelation, type OsmWay } from './osm-data.ts';
import { readXml } from './xml-stream.ts';

/** Everything of an OSM XML (API 0.6, JOSM), read as a stream; what is marked deleted is left out. */
export async function parseOsmXml(file: string): Promise<OsmData> {
  const nodes = new Map<number, OsmNode>();
  const ways = new Map<number, OsmWay>();
  const relations: OsmRelation[] = [];
  let tags: Record<string, string> | undefined;
  let refs: number[] = [];
  let members: { type: string; ref: number; role: string }[] = [];
  let root = '';
  await readXml(file, {
    open(name, attributes) {
      root ||= name;
      switch (name) {
        case 'node':
        case 'way':
        case 'relation':
          [tags, refs, members] = [undefined, [], []];
          break;
        case 'tag':
          tags ??= {};
          tags[attributes.k ?? ''] = attributes.v ?? '';
          break;
        case 'nd':
          refs.push(Number(attributes.ref));
          break;
        case 'member':
          members.push({ type: attributes.type ?? '', ref: Number(attributes.ref), role: attributes.role ?? '' });
          break;
        default:
          break;
      }
    },
    close(name, attributes) {
      const [id, own] = [Number(attributes.id), tags ? { tags } : {}];
      if (attributes.action === 'delete' || attributes.visible === 'false') return;
      const [lon, lat] = [Number(attributes.lon), Number(attributes.lat)];
      if (name === 'node' && attributes.lon !== undefined && Number.isFinite(lon) && Number.isFinite(lat)) {
        nodes.set(id, { type: 'node', id, lon, lat, ...own });
        checkNodes(file, nodes.size);
      } else if (name === 'way') ways.set(id, { type: 'way', id, refs, ...own });
      else if (name === 'relation') relations.push({ type: 'relation', id, members, ...own });
    },
  });
  if (root !== 'osm') throw inputError(file, null, `is XML of <${root}>, not of <osm>`, 'give OSM XML or CityGML');
  return { nodes, ways, relations };
}

import { inputError } from '../input-error.ts';
import { checkNodes, type OsmData, type OsmNode, type OsmRelation, type OsmWay } from './osm-data.ts';
import { checkRemark, toldNodes } from './osm-overpass.ts';
import { type Attributes, readXml } from './xml-stream.ts';

/**
 * Everything of an OSM XML (API 0.6, JOSM, Overpass), read as a stream; what is marked deleted is left out. Where `out geom`
 * or `osmium add-locations-to-ways` wrote places on the ways, they are the nodes', and where it wrote them on the members
 * of a relation, those ways'.
 */
export async function parseOsmXml(file: string): Promise<OsmData> {
  const nodes = new Map<number, OsmNode>();
  const ways = new Map<number, OsmWay>();
  const relations: OsmRelation[] = [];
  let tags: Record<string, string> | undefined;
  let refs: number[] = [];
  let members: { type: string; ref: number; role: string }[] = [];
  let root = '';
  let text = '';
  const node = toldNodes(file, nodes);
  await readXml(file, {
    open(name, attributes) {
      root ||= name;
      text = '';
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
          refs.push(node(told(attributes)));
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
      if (name === 'member' && refs.length > 0) {
        const way = Number(attributes.ref);
        if (!ways.has(way)) ways.set(way, { type: 'way', id: way, refs });
        refs = [];
      }
      if (name === 'remark') checkRemark(file, text);
      const [lon, lat] = [Number(attributes.lon), Number(attributes.lat)];
      if (name === 'node' && attributes.lon !== undefined && Number.isFinite(lon) && Number.isFinite(lat)) {
        nodes.set(id, { type: 'node', id, lon, lat, ...own });
        checkNodes(file, nodes.size);
      } else if (name === 'way') ways.set(id, { type: 'way', id, refs, ...own });
      else if (name === 'relation') relations.push({ type: 'relation', id, members, ...own });
    },
    text(piece) {
      text += piece;
    },
  });
  if (root !== 'osm') throw inputError(file, null, `is XML of <${root}>, not of <osm>`, 'give OSM XML or CityGML');
  return { nodes, ways, relations };
}

function told({ ref, lon, lat }: Attributes): { ref: number | undefined; lon: number; lat: number } {
  return {
    ref: ref === undefined ? undefined : Number(ref),
    lon: Number(lon ?? Number.NaN),
    lat: Number(lat ?? Number.NaN),
  };
}

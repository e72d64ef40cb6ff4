import { statSync } from 'node:fs';
import { inputError } from '../input-error.ts';
import { jsonElements } from './json-elements.ts';
import { checkNodes, type OsmData, type OsmNode, type OsmRelation, type OsmWay, type Tags } from './osm-data.ts';
import { checkRemark, toldNodes } from './osm-overpass.ts';
import { part } from './records/geojson-records.ts';

type Places = readonly ({ readonly lon: number; readonly lat: number } | null)[];
interface Element {
  readonly type?: unknown;
  readonly id: number;
  readonly lon?: number;
  readonly lat?: number;
  readonly tags?: Tags;
  readonly nodes?: readonly number[];
  readonly geometry?: Places;
  readonly members?: readonly {
    readonly type: string;
    readonly ref: number;
    readonly role: string;
    readonly geometry?: Places;
  }[];
}

/**
 * Everything of an answer in JSON of Overpass (`[out:json]`) or of the API 0.6, read as a stream. Places on ways and on the
 * members of relations (`out geom`) are those of their nodes. Throws InputError where it ends early, or where Overpass says
 * that it is not all.
 */
export async function parseOsmJson(file: string): Promise<OsmData> {
  const nodes = new Map<number, OsmNode>();
  const ways = new Map<number, OsmWay>();
  const relations: OsmRelation[] = [];
  const node = toldNodes(file, nodes);
  const along = (refs: readonly number[] | undefined, places: Places = []): readonly number[] =>
    places.length === 0
      ? (refs ?? [])
      : places.map((place, i) =>
          node({ ref: refs?.[i], lon: place?.lon ?? Number.NaN, lat: place?.lat ?? Number.NaN }),
        );

  function take({ type, id, lon, lat, tags, nodes: refs, geometry, members = [] }: Element): void {
    const own = tags ? { tags } : {};
    if (type === 'node' && Number.isFinite(lon) && Number.isFinite(lat))
      nodes.set(id, { type, id, lon: lon as number, lat: lat as number, ...own });
    else if (type === 'way') ways.set(id, { type, id, refs: along(refs, geometry), ...own });
    else if (type === 'relation') {
      for (const { type: kind, ref, geometry: places } of members)
        if (kind === 'way' && places && !ways.has(ref))
          ways.set(ref, { type: 'way', id: ref, refs: along(undefined, places) });
      relations.push({ type, id, members, ...own });
    }
    checkNodes(file, nodes.size);
  }

  const [, remark] = /"remark"\s*:\s*"([^"]*)"/.exec(part(file, Math.max(0, statSync(file).size - 2000), 2000)) ?? [];
  checkRemark(file, remark);
  let count = 0;
  for await (const { objects, cutOff } of jsonElements(file, 'elements')) {
    for (const bytes of objects) {
      count++;
      try {
        take(JSON.parse(bytes.toString('utf8')) as Element);
      } catch (error) {
        throw inputError(
          file,
          `element ${count}`,
          `is no element (${(error as Error).message})`,
          'fetch it again, whole',
        );
      }
    }
    if (cutOff) throw inputError(file, null, `ends in the middle, after element ${count}`, 'fetch it again, whole');
  }
  return { nodes, ways, relations };
}

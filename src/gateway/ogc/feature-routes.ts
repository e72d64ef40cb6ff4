import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Footing } from '../../domain/query/area.ts';
import { observedNow, observedThen } from '../assets-as-geojson.ts';
import type { CityLayer } from '../city.ts';
import type { Parts } from '../parts.ts';
import { boxOf, integerOf, type Query, RequestProblem } from '../query.ts';
import type { RoleView } from '../role-view.ts';
import { datetimeOf, featureOf, filterOf, newestOf, queryablesOf } from './features.ts';

const GEOJSON = 'application/geo+json';
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const LIMIT = 100;
const MOST = 10_000;
/** OGC API – Features – Part 1 (17-069r4), Part 3 (19-079r2) and CQL2 (21-065r2). */
const CONFORMS_TO = [
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
];

/** Adds `/ogc`: every layer that the role sees as a collection of OGC API – Features, readable by any GIS. */
export function addFeatureRoutes(server: FastifyInstance, parts: Parts): void {
  const { city, history } = parts;
  const viewOf = (request: FastifyRequest): RoleView => parts.views[parts.access.roleOf(request)];

  function layerOf(request: FastifyRequest, view: RoleView): CityLayer {
    const { collection } = request.params as { collection: string };
    const layer = city.layer(collection);
    if (layer && view.seesLayer(layer)) return layer;
    const seen = city.layers.filter((each) => view.seesLayer(each)).map(({ id }) => id);
    throw new RequestProblem(404, `No collection "${collection}"; there are ${seen.join(', ')}.`);
  }

  function collectionOf(layer: CityLayer, root: string): object {
    const { title, workPlanItem } = layer.definition;
    const at = `${root}/collections/${layer.id}`;
    return {
      id: layer.id,
      title: layer.source === 'simulated' ? `${title.zh}（模拟）` : title.zh,
      description: `${title.en}; item ${workPlanItem} of the work plan; ${layer.assets.provenance} assets, ${layer.source} values`,
      itemType: 'feature',
      crs: [CRS84],
      extent: { spatial: { bbox: [city.catalog.city.bounds], crs: CRS84 }, temporal: { interval: [[null, null]] } },
      links: [
        link(at, 'self', 'application/json'),
        link(`${at}/items`, 'items', GEOJSON),
        link(`${at}/queryables`, 'http://www.opengis.net/def/rel/ogc/1.0/queryables', 'application/schema+json'),
      ],
    };
  }

  server.get('/ogc', async (request) => {
    const root = rootOf(request, parts);
    return {
      title: city.catalog.city.title.zh,
      description: city.catalog.city.title.en,
      links: [
        link(root, 'self', 'application/json'),
        link(`${root}/conformance`, 'conformance', 'application/json'),
        link(`${root}/collections`, 'data', 'application/json'),
      ],
    };
  });
  server.get('/ogc/', async (_request, reply) => reply.redirect('/ogc'));
  server.get('/ogc/conformance', async () => ({ conformsTo: CONFORMS_TO }));

  server.get('/ogc/collections', async (request) => {
    const root = rootOf(request, parts);
    const view = viewOf(request);
    return {
      links: [link(`${root}/collections`, 'self', 'application/json')],
      collections: city.layers.filter((layer) => view.seesLayer(layer)).map((layer) => collectionOf(layer, root)),
    };
  });

  server.get('/ogc/collections/:collection', async (request) =>
    collectionOf(layerOf(request, viewOf(request)), rootOf(request, parts)),
  );

  server.get('/ogc/collections/:collection/queryables', async (request, reply) => {
    const view = viewOf(request);
    const layer = layerOf(request, view);
    reply.type('application/schema+json');
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `${rootOf(request, parts)}/collections/${layer.id}/queryables`,
      type: 'object',
      title: layer.definition.title.zh,
      properties: queryablesOf(layer, view),
      additionalProperties: false,
    };
  });

  server.get('/ogc/collections/:collection/items', async (request, reply) => {
    const view = viewOf(request);
    const layer = layerOf(request, view);
    const query = request.query as Query;
    refuseUnknown(query);
    const limit = Math.min(MOST, integerOf(query, 'limit', LIMIT, 1, Number.MAX_SAFE_INTEGER));
    const offset = integerOf(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER);
    const box = boxOf(query);
    const passes = filterOf(query, queryablesOf(layer, view));
    const time = datetimeOf(query, parts.now());
    const then =
      time && time.to < parts.now() ? observedThen(city, await history.asOf(time.to, [layer]), view) : undefined;
    const found: object[] = [];
    let matched = 0;
    for (let slot = 0; slot < layer.assets.count; slot++) {
      if (!view.seesAsset(layer, slot) || (box && !inside(layer, slot, box))) continue;
      const observed = then ? (then.get(slot) ?? {}) : observedNow(layer, slot, view);
      const newest = newestOf(observed);
      if (time && (newest === null || (time.from !== undefined && Date.parse(newest) < time.from))) continue;
      const feature = featureOf(layer, slot, view, observed);
      if (!passes(feature, footingOf(layer, slot))) continue;
      if (matched >= offset && found.length < limit) found.push(feature);
      matched++;
    }
    const self = `${rootOf(request, parts)}/collections/${layer.id}/items`;
    const page = (from: number) => `${self}?${parameters({ ...query, limit: String(limit), offset: String(from) })}`;
    geojson(reply);
    return JSON.stringify({
      type: 'FeatureCollection',
      numberMatched: matched,
      numberReturned: found.length,
      timeStamp: new Date(parts.now()).toISOString(),
      links: [
        link(page(offset), 'self', GEOJSON),
        ...(offset + found.length < matched ? [link(page(offset + limit), 'next', GEOJSON)] : []),
        ...(offset > 0 ? [link(page(Math.max(0, offset - limit)), 'prev', GEOJSON)] : []),
      ],
      features: found,
    });
  });

  server.get('/ogc/collections/:collection/items/:feature', async (request, reply) => {
    const view = viewOf(request);
    const layer = layerOf(request, view);
    const { feature: id } = request.params as { feature: string };
    const place = city.find(id);
    if (place?.layer !== layer || !view.seesAsset(layer, place.slot))
      throw new RequestProblem(404, `Collection "${layer.id}" has no feature "${id}".`);
    geojson(reply);
    const self = `${rootOf(request, parts)}/collections/${layer.id}`;
    return JSON.stringify({
      ...featureOf(layer, place.slot, view, observedNow(layer, place.slot, view)),
      links: [link(`${self}/items/${id}`, 'self', GEOJSON), link(self, 'collection', 'application/json')],
    });
  });
}

const PARAMETERS = ['bbox', 'datetime', 'limit', 'offset', 'filter', 'filter-lang', 'role', 'f'];

/** An unknown parameter is answered with 400 (17-069r4, req/core/query-param-unknown). */
function refuseUnknown(query: Query): void {
  const unknown = Object.keys(query).find((key) => !PARAMETERS.includes(key));
  if (unknown !== undefined)
    throw new RequestProblem(400, `Unknown parameter "${unknown}"; there are ${PARAMETERS.join(', ')}.`);
}

function inside({ assets }: CityLayer, slot: number, box: readonly [number, number, number, number]): boolean {
  const [west, south, east, north] = box;
  const points = assets.shapes?.[slot] ?? [];
  const [x, y] = [assets.positions[3 * slot]!, assets.positions[3 * slot + 1]!];
  const xs = [x, ...points.map(([longitude]) => longitude)];
  const ys = [y, ...points.map(([, latitude]) => latitude)];
  return Math.max(...xs) >= west && Math.min(...xs) <= east && Math.max(...ys) >= south && Math.min(...ys) <= north;
}

function footingOf({ assets, definition }: CityLayer, slot: number): Footing {
  const [longitude, latitude] = [assets.positions[3 * slot]!, assets.positions[3 * slot + 1]!];
  return { longitude, latitude, shape: assets.shapes?.[slot], filled: definition.geometry === 'polygon' };
}

function rootOf(request: FastifyRequest, { people }: Parts): string {
  return `${people.options.publicUrl ?? `${request.protocol}://${request.host}`}/ogc`;
}

function link(href: string, rel: string, type: string): object {
  return { href, rel, type };
}

function parameters(query: Query): string {
  return new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
}

function geojson(reply: FastifyReply): void {
  reply.type(`${GEOJSON}; charset=utf-8`).header('Cache-Control', 'no-store');
}

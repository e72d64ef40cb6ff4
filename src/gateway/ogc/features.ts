import type { Asset } from '../../domain/asset.ts';
import type { Footing } from '../../domain/query/area.ts';
import { propertiesOf } from '../../domain/query/cql2.ts';
import { matches } from '../../domain/query/cql2-match.ts';
import { parseCql2 } from '../../wire/cql2.ts';
import { geometryOf, type ObservedByProperty, visibleAsset } from '../assets-as-geojson.ts';
import type { CityLayer } from '../city.ts';
import { instantOf, type Query, RequestProblem, readBody } from '../query.ts';
import type { RoleView } from '../role-view.ts';

export interface Feature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: object;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Flat, as GIS programs read it: each property beside the attributes, its time behind `_time`, its quality behind `_quality`. */
export function featureOf(layer: CityLayer, slot: number, view: RoleView, observed: ObservedByProperty): Feature {
  const asset: Asset = visibleAsset(layer, slot, view);
  const values = Object.entries(observed).flatMap(([key, { value, time, quality }]) => [
    [key, value],
    [`${key}_time`, time],
    [`${key}_quality`, quality],
  ]);
  return {
    type: 'Feature',
    id: asset.id,
    geometry: geometryOf(layer, asset),
    properties: {
      id: asset.id,
      ...asset.attributes,
      ...Object.fromEntries(values),
      observed: newestOf(observed),
      provenance: layer.assets.provenance,
      source: layer.source,
    },
  };
}

/** Time of the newest observation, RFC 3339; null where there is none. */
export function newestOf(observed: ObservedByProperty): string | null {
  const times = Object.values(observed).map(({ time }) => time);
  return times.length === 0 ? null : times.reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b));
}

/** What a filter may name, with its type and title. */
export function queryablesOf(layer: CityLayer, view: RoleView): Record<string, { type: string; title: string }> {
  const { attributes, properties } = layer.definition;
  const found: Record<string, { type: string; title: string }> = { id: { type: 'string', title: 'id' } };
  for (const { key, type, title, unit } of attributes)
    if (view.role === 'operator' || view.seesAttribute(layer, key))
      found[key] = {
        type: type === 'number' || type === 'boolean' ? type : 'string',
        title: unit === undefined ? title.zh : `${title.zh} (${unit})`,
      };
  for (const { key, title, unit } of properties)
    if (view.seesProperty(layer, key)) {
      found[key] = { type: 'number', title: `${title.zh} (${unit})` };
      found[`${key}_time`] = { type: 'string', title: `${title.zh} 时间` };
      found[`${key}_quality`] = { type: 'string', title: `${title.zh} 质量` };
    }
  for (const key of ['observed', 'provenance', 'source']) found[key] = { type: 'string', title: key };
  return found;
}

/** The query parameter `filter`; lets everything pass where there is none. Throws RequestProblem. */
export function filterOf(
  query: Query,
  queryables: Readonly<Record<string, unknown>>,
): (feature: Feature, where: Footing) => boolean {
  const text = query.filter;
  if (text === undefined || text === '') return () => true;
  const language = query['filter-lang'] ?? 'cql2-text';
  if (language !== 'cql2-text') throw new RequestProblem(400, `filter-lang="${language}": write cql2-text.`);
  const filter = readBody(() => parseCql2(String(text)));
  for (const property of propertiesOf(filter))
    if (!Object.hasOwn(queryables, property))
      throw new RequestProblem(
        400,
        `filter: no property "${property}"; there are ${Object.keys(queryables).join(', ')}.`,
      );
  return ({ properties }, where) => matches(filter, (property) => properties[property], where);
}

/** The query parameter `datetime`: an instant, or an interval with `..` or nothing for an open end. Throws RequestProblem. */
export function datetimeOf(query: Query, now: number): { from: number | undefined; to: number } | undefined {
  const text = query.datetime;
  if (text === undefined || text === '') return undefined;
  const [first = '', second, ...more] = String(text).split('/');
  const open = (part: string) => part === '' || part === '..';
  const at = (part: string) => instantOf({ datetime: part }, 'datetime', now);
  if (more.length > 0 || (second === undefined && open(first)))
    throw new RequestProblem(400, `datetime="${text}": write a time, or two with / between, .. for an open end.`);
  if (second === undefined) return { from: undefined, to: at(first) };
  const from = open(first) ? Number.NEGATIVE_INFINITY : at(first);
  const to = open(second) ? now : at(second);
  if (from > to) throw new RequestProblem(400, `datetime="${text}": the first time is after the second.`);
  return { from, to };
}

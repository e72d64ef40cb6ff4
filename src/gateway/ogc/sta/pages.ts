import { comparisonsOf, NotOffered, type ODataFilter, passes } from '../../../wire/odata-filter.ts';
import type { ODataOptions } from '../../../wire/odata-options.ts';
import { WireError } from '../../../wire/parse.ts';
import type { SampleCondition } from '../../history/samples.ts';
import { checkedFilter, checkOptions, conditionOf, valueAt } from './comparable.ts';
import { ENTITY_SETS, type EntitySet, type SetName } from './entities.ts';
import { definitionOf, lastSample, type Ref, type Seen } from './refs.ts';
import { type Collection, followed, selfLink } from './resource-path.ts';

/** Entities of a page unless `$top` says otherwise, and at most. */
const TOP = 100;
const MOST = 10_000;
/** Entities that `$expand` puts into each entity of the largest page. */
const LEAST_EXPANDED = 10;
/** Datastreams of a page of which each is expanded by stored observations: a query of the store each. */
const MOST_STREAMS = 100;

interface Page {
  readonly refs: readonly Ref[];
  readonly count: number | undefined;
  /** Options of the next page. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** A page of a collection as 18-088 writes it: `value`, `@iot.count`, `@iot.nextLink`. */
export async function collectionAnswer(collection: Collection, options: ODataOptions, seen: Seen): Promise<object> {
  checkOptions(collection.set, options);
  const { refs, count, next } = await pageOf(collection, options, MOST, seen);
  requireFewStreams(collection.set, options, refs.length);
  return {
    ...(count === undefined ? {} : { '@iot.count': count }),
    ...(next ? { '@iot.nextLink': `${collection.at}?${queryOf(next, seen)}` } : {}),
    value: await Promise.all(refs.map((ref) => entityAnswer(collection.set, ref, options, seen, refs.length))),
  };
}

/**
 * One entity with its links, or what `$expand` puts in their place.
 *
 * @param siblings entities of its page: the more there are, the sooner an expanded set goes on behind its nextLink
 */
export async function entityAnswer(
  set: EntitySet,
  ref: Ref,
  options: ODataOptions,
  seen: Seen,
  siblings = 1,
): Promise<object> {
  checkOptions(set, options);
  const self = selfLink(set, ref, seen);
  const { select, expand } = options;
  const wanted = (...names: string[]) => select === undefined || names.some((name) => select.includes(name));
  const expanded = new Set(expand.map(({ name }) => name));
  const found: Record<string, unknown> = {};
  if (wanted('id', '@iot.id')) found['@iot.id'] = set.id(ref);
  if (wanted('@iot.selfLink')) found['@iot.selfLink'] = self;
  for (const [key, value] of Object.entries(set.properties(ref, seen))) if (wanted(key)) found[key] = value;
  for (const name of Object.keys(set.links))
    if (wanted(name) && !expanded.has(name)) found[`${name}@iot.navigationLink`] = `${self}/${name}`;
  for (const { name, options: inner } of expand)
    Object.assign(
      found,
      await expansion(set, ref, name, inner, Math.max(LEAST_EXPANDED, Math.floor(MOST / siblings)), seen),
    );
  return found;
}

async function expansion(
  set: EntitySet,
  ref: Ref,
  name: string,
  options: ODataOptions,
  most: number,
  seen: Seen,
): Promise<object> {
  const collection = followed(set, ref, name, seen);
  checkOptions(collection.set, options);
  if (!set.links[name]!.many) {
    const { top, skip, count, filter, orderby } = options;
    if (top !== undefined || skip > 0 || count || filter || orderby.length > 0)
      throw new WireError(`$expand=${name}: it is one entity, of which $select alone can be asked.`);
    const [one] = collection.refs;
    return { [name]: one ? await entityAnswer(collection.set, one, options, seen) : null };
  }
  const isLastAlone = collection.stream && !asksTheStore(collection, options);
  const page = isLastAlone ? lastOnly(collection, options) : await pageOf(collection, options, most, seen);
  return {
    [name]: await Promise.all(page.refs.map((each) => entityAnswer(collection.set, each, options, seen))),
    ...(page.count === undefined ? {} : { [`${name}@iot.count`]: page.count }),
    ...(page.next ? { [`${name}@iot.nextLink`]: `${collection.at}?${queryOf(page.next, seen)}` } : {}),
  };
}

/** Whether more is asked of a Datastream's observations than the last of them, which needs no query. */
function asksTheStore({ stream }: { stream?: Ref }, { top = 1, skip, count, filter, orderby }: ODataOptions): boolean {
  const newestFirst = orderby.every(({ path, descending }) => path !== 'result' && descending);
  return stream !== undefined && (top !== 1 || skip > 0 || count || filter !== undefined || !newestFirst);
}

/** The last observation of a Datastream, and the way to those before it. */
function lastOnly({ stream }: Collection, options: ODataOptions): Page {
  const sample = stream && lastSample(stream);
  if (!stream || !sample) return { refs: [], count: undefined, next: undefined };
  const next = { ...options.raw, $skip: '1', $filter: `phenomenonTime le ${new Date(sample.time).toISOString()}` };
  return { refs: [{ ...stream, sample }], count: undefined, next };
}

function requireFewStreams(set: EntitySet, { expand }: ODataOptions, entities: number): void {
  if (set.singular !== 'Datastream' || entities <= MOST_STREAMS) return;
  for (const { name, options } of expand)
    if (name === 'Observations' && asksTheStore({ stream: {} as Ref }, options))
      throw new WireError(
        `$expand=Observations of ${entities} Datastreams with more than $top=1: ask for at most ${MOST_STREAMS} by $top.`,
      );
}

async function pageOf(collection: Collection, options: ODataOptions, most: number, seen: Seen): Promise<Page> {
  const filter = options.filter && checkedFilter(collection.set, options.filter);
  const top = Math.min(most, options.top ?? TOP);
  if (collection.stream) return storedPage(collection.stream, filter, options, top, seen);
  const { set, refs } = collection;
  if (set.singular === 'Observation') refuseTimes(filter);
  const matching = filter
    ? [...refs].filter((ref) => passes(filter, (path) => valueAt(set, ref, path, seen)))
    : options.orderby.length > 0 || options.count
      ? [...refs]
      : first(refs, options.skip + top + 1);
  const page = ordered(set, matching, options, seen).slice(options.skip, options.skip + top);
  const more = top > 0 && matching.length > options.skip + page.length;
  return {
    refs: page,
    count: options.count ? matching.length : undefined,
    next: more ? { ...options.raw, $skip: String(options.skip + page.length) } : undefined,
  };
}

/** Beyond one Datastream there is but the last value of each; an answer to a time would pass for all of its values. */
function refuseTimes(filter: ODataFilter | undefined): void {
  if (filter && comparisonsOf(filter).some(({ path }) => path !== 'result'))
    throw new NotOffered(
      "$filter on times: these are the last values of many Datastreams; ask one for its past, as Datastreams('ID')/Observations.",
    );
}

/** Stored observations of a Datastream, newest first unless `$orderby` says otherwise. */
async function storedPage(
  stream: Ref,
  filter: ODataFilter | undefined,
  options: ODataOptions,
  top: number,
  seen: Seen,
): Promise<Page> {
  const where: SampleCondition | undefined = filter && conditionOf(filter);
  const order = options.orderby.map(({ path, descending }) => ({
    by: path === 'result' ? ('value' as const) : ('time' as const),
    descending,
  }));
  const { layer, slot } = stream;
  const { key } = definitionOf(stream);
  const query = { where, order, skip: options.skip, limit: top + 1 };
  const samples = await seen.history.samples(layer, key, slot, query);
  const page = samples.slice(0, top);
  const newest = page[0];
  const { $filter } = options.raw;
  // What comes in meanwhile must not shift the pages that follow.
  const bound =
    newest && options.skip === 0 && (order[0]?.by ?? 'time') === 'time' && (order[0]?.descending ?? true)
      ? `phenomenonTime le ${new Date(newest.time).toISOString()}`
      : undefined;
  const bounded = bound && ($filter === undefined ? bound : `(${$filter}) and ${bound}`);
  return {
    refs: page.map((sample) => ({ ...stream, sample })),
    count: options.count ? await seen.history.countSamples(layer, key, slot, where) : undefined,
    next:
      top > 0 && samples.length > top
        ? { ...options.raw, ...(bounded ? { $filter: bounded } : {}), $skip: String(options.skip + top) }
        : undefined,
  };
}

function first(refs: Iterable<Ref>, most: number): Ref[] {
  const found: Ref[] = [];
  for (const ref of refs) {
    if (found.length >= most) break;
    found.push(ref);
  }
  return found;
}

function ordered(set: EntitySet, refs: readonly Ref[], { orderby }: ODataOptions, seen: Seen): readonly Ref[] {
  if (orderby.length === 0) return refs;
  const keyed = refs.map((ref) => ({ ref, keys: orderby.map(({ path }) => valueAt(set, ref, path, seen)) }));
  keyed.sort((a, b) => {
    for (const [i, { descending }] of orderby.entries()) {
      const order = compared(a.keys[i], b.keys[i]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ ref }) => ref);
}

/** Numbers before texts before what is not known. */
function compared(a: unknown, b: unknown): number {
  const rank = (value: unknown) => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return rank(a) === 2 || a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
}

function queryOf(options: Readonly<Record<string, string>>, { role }: Seen): string {
  return Object.entries({ ...options, ...(role === undefined ? {} : { role }) })
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}

/** Name and address of every set, for the service root. */
export function setList(root: string): { name: SetName; url: string }[] {
  return (Object.keys(ENTITY_SETS) as SetName[]).map((name) => ({ name, url: `${root}/${name}` }));
}

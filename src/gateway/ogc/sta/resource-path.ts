import { NotOffered } from '../../../wire/odata-filter.ts';
import { WireError } from '../../../wire/parse.ts';
import { RequestProblem } from '../../query.ts';
import { ENTITY_SETS, type EntitySet, entitySet, type SetName } from './entities.ts';
import type { Ref, Seen } from './refs.ts';

/** Many entities: all of a set, or those that a link leads to. */
export interface Collection {
  readonly is: 'collection';
  readonly set: EntitySet;
  readonly refs: Iterable<Ref>;
  /** The Datastream whose stored observations these are. */
  readonly stream?: Ref;
  /** Its address. */
  readonly at: string;
}

export type Target =
  | Collection
  | { readonly is: 'references'; readonly of: Collection }
  | { readonly is: 'entity'; readonly set: EntitySet; readonly ref: Ref }
  | { readonly is: 'property'; readonly key: string; readonly value: unknown; readonly plain: boolean };

const SEGMENT = /^([A-Za-z]+)(?:\((.*)\))?$/;

/** Address of an entity. */
export function selfLink(set: EntitySet, ref: Ref, { root }: Pick<Seen, 'root'>): string {
  const name = Object.entries(ENTITY_SETS).find(([, each]) => each.singular === set.singular)![0];
  return `${root}/${name}('${encodeURIComponent(set.id(ref))}')`;
}

/** What a link leads to, from one entity. */
export function followed(set: EntitySet, ref: Ref, name: string, seen: Seen): Collection {
  const link = set.links[name]!;
  return {
    is: 'collection',
    set: ENTITY_SETS[link.to as SetName],
    refs: link.follow(ref, seen),
    ...(set.singular === 'Datastream' && link.to === 'Observations' ? { stream: ref } : {}),
    at: `${selfLink(set, ref, seen)}/${name}`,
  };
}

/** Reads a resource path (18-088, 9.2), e.g. `Things('LP-1')/Datastreams`. Throws RequestProblem, WireError. */
export async function targetOf(path: string, seen: Seen): Promise<Target> {
  const segments = path.split('/').filter((segment) => segment !== '');
  let collection: Collection | undefined;
  let set: EntitySet | undefined;
  let ref: Ref | undefined;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '$ref' && collection && !ref && isLast) return { is: 'references', of: collection };
    const [, name = '', key] = SEGMENT.exec(segment) ?? [];
    if (set && ref) {
      const link = Object.hasOwn(set.links, name) ? set.links[name] : undefined;
      if (!link) return propertyOf(set, ref, segments.slice(index), seen);
      const next = followed(set, ref, name, seen);
      if (!link.many) {
        if (key !== undefined)
          throw new WireError(`${segment.slice(0, 80)}: ${name} is one entity; write it without a key.`);
        [ref] = next.refs;
        [set, collection] = [next.set, undefined];
      } else if (key === undefined) [collection, set, ref] = [next, undefined, undefined];
      else [set, ref] = [next.set, await within(set, ref, next, name, key, seen)];
      continue;
    }
    if (collection)
      throw new WireError(`${segment.slice(0, 80)}: before it, choose one entity by its id, as in ${EXAMPLE}.`);
    const first = entitySet(name);
    if (!first)
      throw name === 'HistoricalLocations'
        ? new NotOffered(`HistoricalLocations: assets do not move; there are ${Object.keys(ENTITY_SETS).join(', ')}.`)
        : new RequestProblem(404, `No "${segment.slice(0, 80)}"; there are ${Object.keys(ENTITY_SETS).join(', ')}.`);
    if (key === undefined)
      collection = { is: 'collection', set: first, refs: first.all(seen), at: `${seen.root}/${name}` };
    else [set, ref] = [first, await found(first, name, key, seen)];
  }
  if (set && ref) return { is: 'entity', set, ref };
  return collection!;
}

const EXAMPLE = "Datastreams('ID')/Observations";

async function found(set: EntitySet, name: string, key: string, seen: Seen): Promise<Ref> {
  const quoted = /^'((?:[^']|'')*)'$/.exec(key);
  if (!quoted) throw new WireError(`${name}(${key.slice(0, 80)}): ids are texts; write ${name}('ID').`);
  const ref = await set.find(quoted[1]!.replaceAll("''", "'"), seen);
  if (ref) return ref;
  throw new RequestProblem(404, `No ${set.singular} ${key.slice(0, 120)}.`);
}

/** An entity by its id, provided that the link leads to it. */
async function within(
  from: EntitySet,
  parent: Ref,
  to: Collection,
  name: string,
  key: string,
  seen: Seen,
): Promise<Ref> {
  const ref = await found(to.set, name, key, seen);
  const back =
    to.set.links[from.singular] ?? Object.values(to.set.links).find(({ to: set }) => entitySet(set) === from);
  for (const each of back?.follow(ref, seen) ?? []) if (from.id(each) === from.id(parent)) return ref;
  throw new RequestProblem(
    404,
    `${from.singular} '${from.id(parent)}' has no ${to.set.singular} ${key.slice(0, 120)}.`,
  );
}

/** `…/name` and `…/name/$value`. */
function propertyOf(set: EntitySet, ref: Ref, [key = '', next, ...rest]: readonly string[], seen: Seen): Target {
  const properties = set.properties(ref, seen);
  if (!set.keys.includes(key) || rest.length > 0 || (next !== undefined && next !== '$value'))
    throw new RequestProblem(
      404,
      `A ${set.singular} has no "${[key, next, ...rest].filter(Boolean).join('/').slice(0, 80)}"; it has ${[...set.keys, ...Object.keys(set.links)].join(', ')}.`,
    );
  return { is: 'property', key, value: properties[key], plain: next === '$value' };
}

import {
  comparisonsOf,
  NotOffered,
  type ODataComparison,
  type ODataFilter,
  timeOf,
} from '../../../wire/odata-filter.ts';
import type { ODataOptions } from '../../../wire/odata-options.ts';
import { WireError } from '../../../wire/parse.ts';
import type { SampleCondition } from '../../history/samples.ts';
import type { EntitySet } from './entities.ts';
import type { Ref, Seen } from './refs.ts';

const LITERALS = { text: "a 'text'", number: 'a number', time: 'a time such as 2026-11-23T00:00:00Z' };
const SIGNS: Readonly<Record<ODataComparison, '=' | '<>' | '<' | '<=' | '>' | '>='>> = {
  ...{ eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' },
};

/** Throws WireError or NotOffered where options name what a set has not; says what it has. */
export function checkOptions(set: EntitySet, { select, orderby, expand }: ODataOptions): void {
  for (const path of select ?? [])
    if (!['id', '@iot.id', '@iot.selfLink', ...set.keys, ...Object.keys(set.links)].includes(path))
      throw new WireError(
        `$select: a ${set.singular} has no "${path}"; it has id, ${[...set.keys, ...Object.keys(set.links)].join(', ')}.`,
      );
  for (const { path } of orderby) checkPath('$orderby', set, path);
  const names = expand.map(({ name }) => name);
  for (const name of names)
    if (!Object.hasOwn(set.links, name) || names.indexOf(name) !== names.lastIndexOf(name))
      throw new WireError(
        `$expand: ${name.slice(0, 60)} is no link of a ${set.singular}, or stands there twice; its links are ${Object.keys(set.links).join(', ')}.`,
      );
}

function checkPath(option: string, set: EntitySet, path: string): void {
  if (plain(path) === 'id' ? 'id' in set.comparable : Object.hasOwn(set.comparable, path)) return;
  if (set.keys.includes('properties') && /^properties\/[^/]+$/.test(path)) return;
  const words = [...Object.keys(set.comparable), ...(set.keys.includes('properties') ? ['properties/KEY'] : [])].join(
    ', ',
  );
  const link = path.split('/')[0]!;
  if (path.includes('/') && Object.hasOwn(set.links, link))
    throw new NotOffered(
      `${option}: "${path}" lies beyond a link, which is not offered; of a ${set.singular} there are ${words}.`,
    );
  throw new WireError(`${option}: a ${set.singular} has no "${path.slice(0, 60)}" to compare; there are ${words}.`);
}

/** The filter with times in quotes read as times. Throws WireError, NotOffered. */
export function checkedFilter(set: EntitySet, filter: ODataFilter): ODataFilter {
  for (const { path } of comparisonsOf(filter)) checkPath('$filter', set, path);
  const checked = (part: ODataFilter): ODataFilter => {
    if (part.is === 'not') return { is: 'not', part: checked(part.part) };
    if (part.is !== 'compare') return { is: part.is, parts: part.parts.map(checked) };
    const kind = set.comparable[plain(part.path)];
    const { value } = part;
    if (kind === undefined || kind === value.kind) return part;
    if (kind === 'time' && value.kind === 'text') return { ...part, value: { kind, value: timeOf(value.value) } };
    throw new WireError(
      `$filter: ${part.path} ${part.by} ${String(value.value).slice(0, 40)}: compare it with ${LITERALS[kind]}.`,
    );
  };
  return checked(filter);
}

/** A checked filter of Observations, for the store. */
export function conditionOf(filter: ODataFilter): SampleCondition {
  if (filter.is === 'not') return { is: 'not', part: conditionOf(filter.part) };
  if (filter.is !== 'compare') return { is: filter.is, parts: filter.parts.map(conditionOf) };
  const { path, by, value } = filter;
  return { is: 'compare', what: path === 'result' ? 'value' : 'time', by: SIGNS[by], than: Number(value.value) };
}

/** What a comparison or an order finds at a path of an entity: times in ms. */
export function valueAt(set: EntitySet, ref: Ref, path: string, seen: Seen): unknown {
  if (plain(path) === 'id') return set.id(ref);
  if (set.comparable[path] === 'time') return ref.sample?.time;
  const properties = set.properties(ref, seen);
  const key = /^properties\/(.+)$/.exec(path)?.[1];
  if (key === undefined) return properties[path];
  const inner = (properties['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  return Object.hasOwn(inner, key) ? inner[key] : undefined;
}

function plain(path: string): string {
  return path === '@iot.id' ? 'id' : path;
}

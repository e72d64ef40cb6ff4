import { NotOffered, type ODataFilter, parseODataFilter } from './odata-filter.ts';
import { WireError } from './parse.ts';

/** What a query of OGC SensorThings 1.1 (18-088, 9.3) asks of a set or an entity. */
export interface ODataOptions {
  readonly top: number | undefined;
  readonly skip: number;
  readonly count: boolean;
  readonly select: readonly string[] | undefined;
  readonly orderby: readonly ODataOrder[];
  readonly filter: ODataFilter | undefined;
  readonly expand: readonly { readonly name: string; readonly options: ODataOptions }[];
  /** As it was written, for the links to further pages. */
  readonly raw: Readonly<Record<string, string>>;
}

interface ODataOrder {
  readonly path: string;
  readonly descending: boolean;
}

const OFFERED = ['$top', '$skip', '$count', '$select', '$orderby', '$filter', '$expand'];
const PATH = /^[\p{L}_@][\p{L}\p{N}_.@-]*(?:\/[\p{L}_@][\p{L}\p{N}_.@-]*)*$/u;

/** Throws WireError that names the option, NotOffered for what the standard has but this service has not. */
export function parseODataOptions(raw: Readonly<Record<string, string>>, nested = false): ODataOptions {
  for (const key of Object.keys(raw))
    if (!OFFERED.includes(key)) {
      const words = `${key.slice(0, 60)}: there are ${OFFERED.join(', ')}.`;
      throw key.startsWith('$') ? new NotOffered(words) : new WireError(words);
    }
  if (nested && raw['$expand'] !== undefined)
    throw new NotOffered(`$expand="${raw['$expand'].slice(0, 60)}" within $expand: one level is offered.`);
  const { $count, $select, $filter } = raw;
  if ($count !== undefined && $count !== 'true' && $count !== 'false')
    throw new WireError(`$count="${$count.slice(0, 40)}": expected true or false.`);
  return {
    top: raw['$top'] === undefined ? undefined : whole('$top', raw['$top']),
    skip: whole('$skip', raw['$skip'] ?? '0'),
    count: $count === 'true',
    select: $select === undefined ? undefined : cut($select, ',').map((path) => pathOf('$select', path)),
    orderby: raw['$orderby'] === undefined ? [] : cut(raw['$orderby'], ',').map(orderOf),
    filter: $filter === undefined ? undefined : parseODataFilter($filter),
    expand: raw['$expand'] === undefined ? [] : cut(raw['$expand'], ',').map(expandOf),
    raw,
  };
}

function whole(key: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new WireError(`${key}="${text.slice(0, 40)}": expected a whole number from 0.`);
  return Number(text);
}

function pathOf(option: string, text: string): string {
  if (!PATH.test(text)) throw new WireError(`${option}: "${text.slice(0, 60)}" is no name of a property.`);
  return text;
}

function orderOf(text: string): ODataOrder {
  const [path = '', direction = 'asc', ...rest] = text.split(/\s+/);
  if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc'))
    throw new WireError(`$orderby="${text.slice(0, 60)}": write a property, then asc or desc.`);
  return { path: pathOf('$orderby', path), descending: direction === 'desc' };
}

function expandOf(text: string): { name: string; options: ODataOptions } {
  const match = /^([A-Za-z]+(?:\/[A-Za-z]+)*)(?:\((.*)\))?$/s.exec(text);
  if (!match)
    throw new WireError(`$expand="${text.slice(0, 60)}": write names such as Datastreams, or Observations($top=1).`);
  const [, name = '', inner] = match;
  if (name.includes('/')) throw new NotOffered(`$expand="${name.slice(0, 60)}": one level is offered.`);
  const raw: Record<string, string> = {};
  for (const option of inner === undefined ? [] : cut(inner, ';')) {
    const equals = option.indexOf('=');
    const key = option.slice(0, Math.max(0, equals)).trim();
    if (key === '' || Object.hasOwn(raw, key))
      throw new WireError(`$expand=${name}(${option.slice(0, 60)}): write each option once, as $top=1.`);
    raw[key] = option.slice(equals + 1).trim();
  }
  return { name, options: parseODataOptions(raw, true) };
}

/** Cuts at a sign outside quotes and parentheses; empty parts throw WireError. */
function cut(text: string, sign: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  let quoted = false;
  for (const each of text) {
    if (each === "'") quoted = !quoted;
    else if (!quoted && each === '(') depth++;
    else if (!quoted && each === ')') depth--;
    if (each === sign && depth === 0 && !quoted) parts.push('');
    else parts[parts.length - 1] += each;
  }
  const trimmed = parts.map((part) => part.trim());
  if (trimmed.includes('')) throw new WireError(`"${text.slice(0, 60)}": nothing stands before or after a ${sign}.`);
  return trimmed;
}

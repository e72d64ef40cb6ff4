import { parseInstant } from '../domain/clock.ts';
import { WireError } from './parse.ts';

/** Comparisons of `$filter` (OGC SensorThings 1.1, 18-088, 9.3.3.5): `result gt 5 and not (phenomenonTime lt 2026-11-23T00:00:00Z)`. */
export type ODataFilter =
  | { readonly is: 'and' | 'or'; readonly parts: readonly ODataFilter[] }
  | { readonly is: 'not'; readonly part: ODataFilter }
  | { readonly is: 'compare'; readonly path: string; readonly by: ODataComparison; readonly value: ODataValue };

export type ODataComparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** A literal; times are ms since 1970. */
type ODataValue =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number' | 'time'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** Well-formed, but not offered here. */
export class NotOffered extends WireError {}

const COMPARISONS: readonly string[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'mod', 'has', 'in'];
/** Characters of a filter, and how deep its parentheses may go. */
const LONGEST = 4000;
const DEEPEST = 40;
const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([\p{L}_@][\p{L}\p{N}_.@-]*(?:\/[\p{L}_@][\p{L}\p{N}_.@-]*)*)|([(),]))/uy;
const POSSIBLE = 'write comparisons such as result gt 5, with eq, ne, lt, le, gt, ge, joined by and, or, not and ( )';

interface Token {
  readonly kind: 'text' | 'time' | 'number' | 'name' | 'sign';
  readonly text: string;
}

/** Throws WireError that says where a filter cannot be read, NotOffered for functions and arithmetic. */
export function parseODataFilter(text: string): ODataFilter {
  if (text.length > LONGEST) throw new WireError(`$filter: ${text.length} characters, at most ${LONGEST}.`);
  const tokens = tokensOf(text);
  let at = 0;
  let depth = 0;

  const fail = (wanted: string): never => {
    throw new WireError(`$filter: expected ${wanted}, found ${tokens[at]?.text ?? 'its end'}; ${POSSIBLE}.`);
  };
  const took = (word: string): boolean => {
    const token = tokens[at];
    const mine = (token?.kind === 'name' || token?.kind === 'sign') && token.text === word;
    if (mine) at++;
    return mine;
  };

  function joined(is: 'and' | 'or', next: () => ODataFilter): ODataFilter {
    const parts = [next()];
    while (took(is)) parts.push(next());
    return parts.length === 1 ? (parts[0] as ODataFilter) : { is, parts };
  }
  const either = (): ODataFilter => joined('or', () => joined('and', single));

  function single(): ODataFilter {
    if (++depth > DEEPEST) throw new WireError(`$filter: nested deeper than ${DEEPEST}.`);
    try {
      if (took('not')) return { is: 'not', part: single() };
      if (!took('(')) return comparison();
      const inner = either();
      if (!took(')')) fail(')');
      return inner;
    } finally {
      depth--;
    }
  }

  function comparison(): ODataFilter {
    const first = tokens[at];
    if (first?.kind !== 'name') return fail('a property');
    const next = tokens[++at];
    if (next?.text === '(')
      throw new NotOffered(`$filter: the function ${first.text.slice(0, 60)} is not offered; ${POSSIBLE}.`);
    if (next && ARITHMETIC.includes(next.text))
      throw new NotOffered(`$filter: the operator ${next.text} is not offered; ${POSSIBLE}.`);
    if (next?.kind !== 'name' || !COMPARISONS.includes(next.text)) return fail(COMPARISONS.join(', '));
    at++;
    return { is: 'compare', path: first.text, by: next.text as ODataComparison, value: literal() };
  }

  function literal(): ODataValue {
    const token = tokens[at];
    if (took('true')) return { kind: 'boolean', value: true };
    if (took('false')) return { kind: 'boolean', value: false };
    if (!token || token.kind === 'sign' || token.kind === 'name')
      return fail("a number, a 'text', a time such as 2026-11-23T00:00:00Z, true or false");
    at++;
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    return token.kind === 'number'
      ? { kind: 'number', value: Number(token.text) }
      : { kind: 'time', value: timeOf(token.text) };
  }

  const found = either();
  if (at < tokens.length) fail('its end');
  return found;
}

/** A literal read as a time, ms; clients also write times in quotes. Throws WireError. */
export function timeOf(text: string): number {
  try {
    return parseInstant(text);
  } catch (error) {
    throw new WireError(`$filter: ${(error as Error).message}`);
  }
}

/** Every comparison of a filter. */
export function comparisonsOf(filter: ODataFilter): Extract<ODataFilter, { is: 'compare' }>[] {
  if (filter.is === 'compare') return [filter];
  return filter.is === 'not' ? comparisonsOf(filter.part) : filter.parts.flatMap(comparisonsOf);
}

/** Whether something passes. What is not known, or of another kind than the literal, is unequal to it and passes nothing else. */
export function passes(filter: ODataFilter, of: (path: string) => unknown): boolean {
  switch (filter.is) {
    case 'and':
      return filter.parts.every((part) => passes(part, of));
    case 'or':
      return filter.parts.some((part) => passes(part, of));
    case 'not':
      return !passes(filter.part, of);
    case 'compare': {
      const known = of(filter.path);
      const { value } = filter.value;
      return typeof known === typeof value ? holds(filter.by, known as typeof value, value) : filter.by === 'ne';
    }
  }
}

function holds(by: ODataComparison, a: string | number | boolean, b: string | number | boolean): boolean {
  switch (by) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new WireError(`$filter: cannot read "${text.slice(from).trim().slice(0, 40)}"; ${POSSIBLE}.`);
    const [, quoted, time, number, name, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (time !== undefined) tokens.push({ kind: 'time', text: time });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign as string });
  }
  return tokens;
}

import { WireError } from './parse.ts';

/**
 * Simple comparisons of CQL2 text (OGC 21-065, conformance classes `basic-cql2`, and `BETWEEN`, `IN`, `LIKE` of the advanced ones):
 * `depth >= 15 AND (district = '任城区' OR NOT stage IS NULL)`.
 */
export type Cql2 =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Cql2[] }
  | { readonly is: 'not'; readonly part: Cql2 }
  | { readonly is: 'compare'; readonly property: string; readonly by: Comparison; readonly value: Cql2Value }
  | { readonly is: 'null'; readonly property: string }
  | { readonly is: 'between'; readonly property: string; readonly low: Cql2Value; readonly high: Cql2Value }
  | { readonly is: 'in'; readonly property: string; readonly values: readonly Cql2Value[] }
  | { readonly is: 'like'; readonly property: string; readonly pattern: RegExp };

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
type Cql2Value = string | number | boolean;

/** Characters of a filter, and how deep its parentheses may go. */
const LONGEST = 4000;
const DEEPEST = 40;
const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_.:-]*)|(<>|<=|>=|[=<>(),]))/uy;

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign';
  readonly text: string;
  readonly quoted?: boolean;
}

/** Throws WireError that says where a filter cannot be read. */
export function parseCql2(text: string): Cql2 {
  if (text.length > LONGEST) throw new WireError(`filter: ${text.length} characters, at most ${LONGEST}.`);
  const tokens = tokensOf(text);
  let at = 0;
  let depth = 0;

  const fail = (wanted: string): never => {
    throw new WireError(`filter: expected ${wanted}, found ${tokens[at]?.text ?? 'its end'}.`);
  };
  const isWord = (word: string, token = tokens[at]) =>
    token?.kind === 'name' && !token.quoted && token.text.toUpperCase() === word;
  const took = (word: string) => {
    const mine = isWord(word) || (tokens[at]?.kind === 'sign' && tokens[at]?.text === word);
    if (mine) at++;
    return mine;
  };
  const need = (word: string) => took(word) || fail(word);

  function either(): Cql2 {
    const parts = [both()];
    while (took('OR')) parts.push(both());
    return parts.length === 1 ? (parts[0] as Cql2) : { is: 'or', parts };
  }

  function both(): Cql2 {
    const parts = [single()];
    while (took('AND')) parts.push(single());
    return parts.length === 1 ? (parts[0] as Cql2) : { is: 'and', parts };
  }

  function single(): Cql2 {
    if (++depth > DEEPEST) throw new WireError(`filter: nested deeper than ${DEEPEST}.`);
    try {
      if (took('NOT')) return { is: 'not', part: single() };
      if (!took('(')) return predicate();
      const inner = either();
      need(')');
      return inner;
    } finally {
      depth--;
    }
  }

  function predicate(): Cql2 {
    const token = tokens[at];
    if (token?.kind !== 'name') return fail('a property');
    at++;
    const property = token.text;
    const negated = (part: Cql2, not: boolean): Cql2 => (not ? { is: 'not', part } : part);
    if (took('IS')) {
      const not = took('NOT');
      need('NULL');
      return negated({ is: 'null', property }, not);
    }
    const not = took('NOT');
    if (took('BETWEEN')) {
      const low = literal();
      need('AND');
      return negated({ is: 'between', property, low, high: literal() }, not);
    }
    if (took('IN')) {
      need('(');
      const values = [literal()];
      while (took(',')) values.push(literal());
      need(')');
      return negated({ is: 'in', property, values }, not);
    }
    if (took('LIKE')) {
      const pattern = literal();
      if (typeof pattern !== 'string') throw new WireError(`filter: LIKE needs a text, found ${pattern}.`);
      return negated({ is: 'like', property, pattern: likeness(pattern) }, not);
    }
    const sign = tokens[at];
    if (not || sign?.kind !== 'sign' || !/^[=<>]/.test(sign.text))
      return fail('=, <>, <, <=, >, >=, IS, BETWEEN, IN or LIKE');
    at++;
    return { is: 'compare', property, by: sign.text as Comparison, value: literal() };
  }

  function literal(): Cql2Value {
    const token = tokens[at];
    if (took('TRUE')) return true;
    if (took('FALSE')) return false;
    if (token?.kind === 'number' || token?.kind === 'text') {
      at++;
      return token.kind === 'number' ? Number(token.text) : token.text;
    }
    return fail('a number, a text or a truth value');
  }

  const found = either();
  if (at < tokens.length) fail('its end');
  return found;
}

/** Properties that a filter names, each once. */
export function propertiesOf(filter: Cql2): string[] {
  switch (filter.is) {
    case 'and':
    case 'or':
      return [...new Set(filter.parts.flatMap(propertiesOf))];
    case 'not':
      return propertiesOf(filter.part);
    default:
      return [filter.property];
  }
}

/** Whether a feature passes. What is not known passes no comparison, and a `NOT` does not turn that into a yes. */
export function matches(filter: Cql2, of: (property: string) => unknown): boolean {
  return truth(filter, of) === true;
}

/** Three-valued, as SQL and CQL2 have it: undefined is unknown. */
function truth(filter: Cql2, of: (property: string) => unknown): boolean | undefined {
  switch (filter.is) {
    case 'and': {
      const found = filter.parts.map((part) => truth(part, of));
      return found.includes(false) ? false : found.includes(undefined) ? undefined : true;
    }
    case 'or': {
      const found = filter.parts.map((part) => truth(part, of));
      return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
    }
    case 'not': {
      const found = truth(filter.part, of);
      return found === undefined ? undefined : !found;
    }
    case 'null':
      return of(filter.property) === undefined || of(filter.property) === null;
  }
  const value = of(filter.property);
  if (value === undefined || value === null) return undefined;
  switch (filter.is) {
    case 'compare':
      return compare(value, filter.by, filter.value);
    case 'between': {
      const low = compare(value, '>=', filter.low);
      const high = compare(value, '<=', filter.high);
      return low === undefined || high === undefined ? undefined : low && high;
    }
    case 'in':
      return filter.values.some((each) => each === value);
    case 'like':
      return filter.pattern.test(String(value));
  }
}

function compare(value: unknown, by: Comparison, wanted: Cql2Value): boolean | undefined {
  if (typeof value !== typeof wanted) return undefined;
  const [a, b] = [value as string, wanted as string];
  switch (by) {
    case '=':
      return a === b;
    case '<>':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) throw new WireError(`filter: cannot read "${text.slice(at, at + 20).trim()}".`);
    const [, quoted, number, name, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name?.startsWith('"'))
      tokens.push({ kind: 'name', text: name.slice(1, -1).replaceAll('""', '"'), quoted: true });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign as string });
  }
  return tokens;
}

/** `%` is any text, `_` one character. */
function likeness(pattern: string): RegExp {
  const parts = [...pattern.replace(/%+/g, '%')].map((each) =>
    each === '%' ? '[\\s\\S]*' : each === '_' ? '[\\s\\S]' : each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  if (parts.filter((each) => each.endsWith('*')).length > 4) throw new WireError('filter: LIKE takes at most four %.');
  return new RegExp(`^${parts.join('')}$`, 'u');
}

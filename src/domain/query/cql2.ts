import { QueryError } from './query-error.ts';

/**
 * Simple comparisons of CQL2 text (OGC 21-065, conformance class `basic-cql2`, and `BETWEEN`, `IN`, `LIKE`
 * of the advanced ones): `depth >= 15 AND (district = '任城区' OR NOT stage IS NULL)`. An area is written
 * `S_INTERSECTS(geometry, POLYGON((…)))`, `S_INTERSECTS(geometry, BBOX(…))`, or, with a function of ours in metres,
 * `DISTANCE(geometry, POINT(…)) <= 50`, of a `LINESTRING(…)` or a `POLYGON((…))` too.
 */
export type Cql2 =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Cql2[] }
  | { readonly is: 'not'; readonly part: Cql2 }
  | { readonly is: 'compare'; readonly property: string; readonly by: Comparison; readonly value: Cql2Value }
  | { readonly is: 'null'; readonly property: string }
  | { readonly is: 'between'; readonly property: string; readonly low: Cql2Value; readonly high: Cql2Value }
  | { readonly is: 'in'; readonly property: string; readonly values: readonly Cql2Value[] }
  | { readonly is: 'like'; readonly property: string; readonly text: string; readonly pattern: RegExp }
  | { readonly is: 'area'; readonly area: Area };

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Cql2Value = string | number | boolean;
export type LonLat = readonly [longitude: number, latitude: number];

/** Where: degrees WGS-84. A polygon is rings by the even–odd rule, each closed or open. */
export type Area =
  | { readonly kind: 'box'; readonly box: readonly [west: number, south: number, east: number, north: number] }
  | { readonly kind: 'polygon'; readonly rings: readonly (readonly LonLat[])[] }
  /** No farther than `metres` from a point (a path of one), a line, or, `filled`, from what a ring holds. */
  | { readonly kind: 'near'; readonly path: readonly LonLat[]; readonly metres: number; readonly filled?: true };

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

/** Throws QueryError that says where a filter cannot be read. */
export function parseCql2(text: string): Cql2 {
  if (text.length > LONGEST)
    throw new QueryError(
      `filter: ${text.length} characters, at most ${LONGEST}; use fewer corners or conditions.`,
      `条件长 ${text.length} 个字符，最多 ${LONGEST} 个；请减少顶点或条件。`,
    );
  const tokens = tokensOf(text);
  let at = 0;
  let depth = 0;

  const fail = (wanted: string): never => {
    const found = tokens[at]?.text;
    throw new QueryError(
      `filter: expected ${wanted}, found ${found ?? 'its end'}.`,
      `条件写法有误：此处应为 ${wanted}，实为 ${found ?? '结尾'}。`,
    );
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
    if (++depth > DEEPEST)
      throw new QueryError(`filter: nested deeper than ${DEEPEST}.`, `条件嵌套超过 ${DEEPEST} 层，请简化。`);
    try {
      if (took('NOT')) return { is: 'not', part: single() };
      if (!took('(')) return isCall() ? spatial() : predicate();
      const inner = either();
      need(')');
      return inner;
    } finally {
      depth--;
    }
  }

  const isCall = () =>
    (isWord('S_INTERSECTS') || isWord('DISTANCE')) && tokens[at + 1]?.kind === 'sign' && tokens[at + 1]?.text === '(';

  function spatial(): Cql2 {
    const intersects = took('S_INTERSECTS') || !need('DISTANCE');
    need('(');
    if (!took('GEOMETRY')) fail('geometry');
    need(',');
    if (intersects) {
      const area = took('BBOX') ? box() : need('POLYGON') && polygon();
      need(')');
      return { is: 'area', area: area as Area };
    }
    const filled = took('POLYGON');
    const path = filled ? outline() : took('POINT') ? points(1) : need('LINESTRING') && points(2);
    need(')');
    need('<=');
    const metres = number();
    if (metres < 0) return fail('a distance of 0 m or more');
    return { is: 'area', area: { kind: 'near', path: path as LonLat[], metres, ...(filled ? { filled } : {}) } };
  }

  function box(): Area {
    need('(');
    const west = number();
    need(',');
    const south = number();
    need(',');
    const east = number();
    need(',');
    const north = number();
    need(')');
    if (west > east || south > north) return fail('BBOX(west, south, east, north) with west < east and south < north');
    return { kind: 'box', box: [west, south, east, north] };
  }

  function outline(): LonLat[] {
    need('(');
    const ring = points(3);
    need(')');
    return ring;
  }

  function polygon(): Area {
    need('(');
    const rings = [points(3)];
    while (took(',')) rings.push(points(3));
    need(')');
    return { kind: 'polygon', rings };
  }

  function points(least: number): LonLat[] {
    need('(');
    const found = [point()];
    while (took(',')) found.push(point());
    need(')');
    return found.length < least ? fail(`at least ${least} points`) : found;
  }

  function point(): LonLat {
    const [longitude, latitude] = [number(), number()];
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return fail('longitude and latitude in degrees');
    return [longitude, latitude];
  }

  function number(): number {
    const token = tokens[at];
    if (token?.kind !== 'number') return fail('a number');
    at++;
    return Number(token.text);
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
      if (typeof pattern !== 'string') return fail(`a text after LIKE (${property}, ${pattern})`);
      return negated({ is: 'like', property, text: pattern, pattern: likeness(pattern) }, not);
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
    case 'area':
      return [];
    default:
      return [filter.property];
  }
}

/** `value by wanted`; undefined where the two are of different kinds. */
export function compare<T>(value: T, by: Comparison, wanted: unknown): boolean | undefined {
  if (typeof value !== typeof wanted) return undefined;
  const [a, b] = [value, wanted as T];
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
    if (!match) {
      const rest = text.slice(at, at + 20).trim();
      throw new QueryError(`filter: cannot read "${rest}".`, `条件中无法识别“${rest}”。`);
    }
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

/** The pattern of a LIKE: `%` is any text, `_` one character. */
export function likeness(pattern: string): RegExp {
  const parts = [...pattern.replace(/%+/g, '%')].map((each) =>
    each === '%' ? '[\\s\\S]*' : each === '_' ? '[\\s\\S]' : each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  if (parts.filter((each) => each.endsWith('*')).length > 4)
    throw new QueryError('filter: LIKE takes at most four %.', 'LIKE 中最多写四个 %。');
  return new RegExp(`^${parts.join('')}$`, 'u');
}

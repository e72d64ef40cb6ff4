import type { Area, Cql2, Cql2Value, LonLat } from './cql2.ts';

/** A filter as text; `parseCql2` reads it back as the same. Degrees have six decimals, 0.1 m. */
export function writeCql2(filter: Cql2): string {
  switch (filter.is) {
    case 'or':
      return filter.parts.map(writeCql2).join(' OR ');
    case 'and':
      return filter.parts.map((part) => (part.is === 'or' ? `(${writeCql2(part)})` : writeCql2(part))).join(' AND ');
    case 'not': {
      const { part } = filter;
      return part.is === 'and' || part.is === 'or' ? `NOT (${writeCql2(part)})` : `NOT ${writeCql2(part)}`;
    }
    case 'compare':
      return `${name(filter.property)} ${filter.by} ${literal(filter.value)}`;
    case 'null':
      return `${name(filter.property)} IS NULL`;
    case 'between':
      return `${name(filter.property)} BETWEEN ${literal(filter.low)} AND ${literal(filter.high)}`;
    case 'in':
      return `${name(filter.property)} IN (${filter.values.map(literal).join(', ')})`;
    case 'like':
      return `${name(filter.property)} LIKE ${literal(filter.text)}`;
    case 'area':
      return areaText(filter.area);
  }
}

/** How a further choice meets the one before. */
export type Joining = 'replace' | 'add' | 'subtract';

/** The choice after `next` was joined to `before`; null: nothing is chosen. */
export function joined(before: Cql2 | null, next: Cql2, how: Joining): Cql2 | null {
  if (how === 'replace') return next;
  if (before === null) return how === 'add' ? next : null;
  if (how === 'add') return { is: 'or', parts: [...(before.is === 'or' ? before.parts : [before]), next] };
  const rest: Cql2 = { is: 'not', part: next };
  return { is: 'and', parts: [...(before.is === 'and' ? before.parts : [before]), rest] };
}

function areaText(area: Area): string {
  switch (area.kind) {
    case 'box':
      return `S_INTERSECTS(geometry, BBOX(${area.box.map(degrees).join(', ')}))`;
    case 'polygon':
      return `S_INTERSECTS(geometry, POLYGON(${area.rings.map(pointsText).join(', ')}))`;
    case 'near':
      if (area.filled) return `DISTANCE(geometry, POLYGON(${pointsText(area.path)})) <= ${area.metres}`;
      return `DISTANCE(geometry, ${area.path.length === 1 ? 'POINT' : 'LINESTRING'}${pointsText(area.path)}) <= ${area.metres}`;
  }
}

function pointsText(points: readonly LonLat[]): string {
  return `(${points.map(([x, y]) => `${degrees(x)} ${degrees(y)}`).join(', ')})`;
}

const degrees = (value: number) => String(Number(value.toFixed(6)));

/** Words of the language itself, which a name must not be taken for. */
const WORDS = /^(and|or|not|is|null|between|in|like|true|false|s_intersects|distance)$/i;

function name(property: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(property) && !WORDS.test(property)
    ? property
    : `"${property.replaceAll('"', '""')}"`;
}

function literal(value: Cql2Value): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

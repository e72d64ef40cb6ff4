import { type Comparison, type Cql2, type Cql2Value, likeness } from '../../domain/query/cql2.ts';
import type { Field } from '../../domain/query/fields.ts';
import { QueryError } from '../../domain/query/query-error.ts';
import { fill } from '../words.ts';
import { T } from './table-words.ts';

/** A filter as the row of fields above a table shows it: what stands in each column, and what fits in none. */
export interface ColumnFilters {
  readonly texts: ReadonlyMap<string, string>;
  readonly rest: readonly Cql2[];
}

const NUMBER = '[-−]?\\d+(?:\\.\\d+)?';
const COMPARED = new RegExp(`^(<>|<=|>=|[=<>≤≥])?\\s*(${NUMBER})$`);
const BETWEEN = new RegExp(`^(${NUMBER})\\s*(?:\\.\\.|~|–)\\s*(${NUMBER})$`);
const NOTHING = '∅';
const SIGNS: Readonly<Record<string, Comparison>> = { '≤': '<=', '≥': '>=' };

/**
 * What a person typed above a column as a condition: `>100`, `5..10`, `∅` for nothing of a number; part of a text, or with %
 * a pattern; the value of a choice. Null: no condition. Throws QueryError naming field, value and remedy.
 */
export function columnCondition(field: Field, typed: string): Cql2 | null {
  const text = typed.trim();
  const property = field.key;
  if (text === '') return null;
  if (text === NOTHING) return { is: 'null', property };
  if (field.choices || field.type === 'truth')
    return { is: 'compare', property, by: '=', value: choiceValue(field, text) };
  if (field.type !== 'number') {
    const exact = /^=\s*(.*)$/.exec(text);
    if (exact) return { is: 'compare', property, by: '=', value: exact[1] ?? '' };
    const pattern = text.includes('%') ? text : `%${text}%`;
    return { is: 'like', property, text: pattern, pattern: likeness(pattern) };
  }
  const between = BETWEEN.exec(text);
  if (between) return { is: 'between', property, low: numberOf(between[1]), high: numberOf(between[2]) };
  const compared = COMPARED.exec(text);
  if (!compared)
    throw new QueryError(
      fill(T.noCondition.en, { field: field.title.en, text, unit: field.unit ? `, ${field.unit}` : '' }),
      fill(T.noCondition.zh, { field: field.title.zh, text, unit: field.unit ? ` ${field.unit}` : '' }),
    );
  const sign = compared[1] ?? '=';
  return { is: 'compare', property, by: SIGNS[sign] ?? (sign as Comparison), value: numberOf(compared[2]) };
}

/** Shows a filter in its columns. */
export function columnFilters(filter: Cql2 | null, fields: readonly Field[]): ColumnFilters {
  const texts = new Map<string, string>();
  const rest: Cql2[] = [];
  for (const part of filter === null ? [] : filter.is === 'and' ? filter.parts : [filter]) {
    const field = 'property' in part ? fields.find(({ key }) => key === part.property) : undefined;
    const text = field && !texts.has(field.key) ? conditionText(field, part) : null;
    if (field && text !== null) texts.set(field.key, text);
    else rest.push(part);
  }
  return { texts, rest };
}

/** The filter with another condition in one column; null when nothing is left of it. */
export function withColumn(filter: Cql2 | null, fields: readonly Field[], field: Field, typed: string): Cql2 | null {
  const { texts, rest } = columnFilters(filter, fields);
  const all = new Map(texts).set(field.key, typed);
  const parts = [...fields.flatMap((each) => columnCondition(each, all.get(each.key) ?? '') ?? []), ...rest];
  return parts.length > 1 ? { is: 'and', parts } : (parts[0] ?? null);
}

function conditionText(field: Field, part: Cql2): string | null {
  const fixed = field.choices !== undefined || field.type === 'truth';
  switch (part.is) {
    case 'null':
      return NOTHING;
    case 'compare':
      if (fixed) return part.by === '=' ? String(part.value) : null;
      if (field.type === 'number') return part.by === '=' ? String(part.value) : `${part.by}${part.value}`;
      return part.by === '=' ? `=${part.value}` : null;
    case 'between':
      return field.type === 'number' && !fixed ? `${part.low}..${part.high}` : null;
    case 'like': {
      const inner = /^%([^%]+)%$/.exec(part.text)?.[1];
      return field.type === 'text' ? (inner ?? (part.text.includes('%') ? part.text : null)) : null;
    }
    default:
      return null;
  }
}

function choiceValue(field: Field, text: string): Cql2Value {
  if (field.type === 'truth') return text === 'true';
  return field.choices?.find(({ value }) => String(value) === text)?.value ?? text;
}

function numberOf(text = ''): number {
  return Number(text.replace('−', '-'));
}

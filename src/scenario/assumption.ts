import type { Words } from '../domain/words.ts';
import type { Assumption } from '../wire/scenario-document.ts';
import type { Ends } from './range.ts';

/** One assumption as a row of a table, its key kept as a type. */
export const define = <const Key extends string>(
  key: Key,
  zh: string,
  en: string,
  value: number,
  unit: string,
  range: readonly [number, number],
  source: string,
  confidence: Assumption['confidence'],
) => ({ key, title: { zh, en } satisfies Words, value, unit, range, source, confidence });

/** The values of a table in a document, in the middle and at the ends of their ranges; keys that the document lacks keep the table's. */
export function endsOf<Key extends string>(
  table: readonly { readonly key: Key; readonly value: number; readonly range: readonly [number, number] }[],
  assumptions: readonly Assumption[],
): Ends<Readonly<Record<Key, number>>> {
  const own = new Map(assumptions.map((each) => [each.key, each]));
  const pick = (value: (each: Pick<Assumption, 'value'> & { readonly range: readonly [number, number] }) => number) =>
    Object.fromEntries(table.map((each) => [each.key, value(own.get(each.key) ?? each)])) as Record<Key, number>;
  return {
    mid: pick(({ value }) => value),
    low: pick(({ value, range }) => Math.min(value, range[0])),
    high: pick(({ value, range }) => Math.max(value, range[1])),
  };
}

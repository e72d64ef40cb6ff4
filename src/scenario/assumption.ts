import type { Words } from '../domain/words.ts';
import type { Assumption } from '../wire/scenario-document.ts';

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

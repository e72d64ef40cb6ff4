import type { Words } from '../domain/words.ts';
import type { Kpi, ObjectRef } from './compiled.ts';

/** A figure that its objects make; the same object counts once. */
export function figure(
  key: string,
  zh: string,
  en: string,
  value: number,
  unit: string,
  decimals: number,
  objects: readonly { readonly ref: ObjectRef }[],
  formulaZh: string,
  formulaEn: string,
): Kpi {
  const refs = new Map(objects.map(({ ref }) => [`${ref.layer} ${ref.id}`, ref]));
  return {
    key,
    title: { zh, en } satisfies Words,
    value,
    unit,
    decimals,
    objects: [...refs.values()],
    assumptions: [],
    formula: { zh: formulaZh, en: formulaEn },
  };
}

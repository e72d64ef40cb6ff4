import type { Words } from '../../domain/words.ts';
import type { ObjectRef } from '../compiled.ts';

/** One value held against a rule's limit, and the objects that it belongs to. */
export interface Measured {
  readonly value: number;
  readonly objects: readonly ObjectRef[];
}

/** What a rule measures on an alternative, before any limit is held against it. */
export type Measurement =
  | {
      readonly kind: 'measured';
      readonly values: readonly Measured[];
      /** Objects that could not be measured, and the data they lack: without a breach elsewhere the rule stays open. */
      readonly open?: { readonly missing: Words; readonly objects: readonly ObjectRef[] };
    }
  /** Nothing can be measured: names the data that is missing. */
  | { readonly kind: 'unknown'; readonly missing: Words; readonly objects: readonly ObjectRef[] }
  /** The alternative has nothing that the rule speaks of. */
  | { readonly kind: 'nothing' };

export const NOTHING: Measurement = { kind: 'nothing' };

/** Every value of a rule whose data are whole. */
export function measured(values: readonly Measured[]): Measurement {
  return values.length > 0 ? { kind: 'measured', values } : NOTHING;
}

/** 无法判定, for want of the data that `zh` and `en` name. */
export function without(zh: string, en: string, objects: readonly ObjectRef[] = []): Measurement {
  return { kind: 'unknown', missing: { zh: `缺${zh}`, en: `${en} missing` }, objects };
}

export const NO_AXIS = without('道路中线', 'the road axis is');

/**
 * Measures every item that has its data; the others leave the rule open, never passed.
 *
 * @param value null where the data of an item are missing; `'free'` where the rule does not speak of it
 * @param lack what is missing then, as `without` takes it
 */
export function measureEach<Item>(
  items: readonly Item[],
  value: (item: Item) => number | null | 'free',
  objects: (item: Item) => readonly ObjectRef[],
  lack: readonly [zh: string, en: string],
): Measurement {
  const values: Measured[] = [];
  const lacking: ObjectRef[] = [];
  for (const item of items) {
    const found = value(item);
    if (found === null) lacking.push(...objects(item));
    else if (found !== 'free') values.push({ value: found, objects: objects(item) });
  }
  if (values.length === 0 && lacking.length === 0) return NOTHING;
  if (values.length === 0) return without(...lack, lacking);
  if (lacking.length === 0) return { kind: 'measured', values };
  const [zh, en] = lack;
  const missing = { zh: `${lacking.length} 处缺${zh}`, en: `${en} missing at ${lacking.length} places` };
  return { kind: 'measured', values, open: { missing, objects: lacking } };
}

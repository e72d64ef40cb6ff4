import type { Words } from '../../domain/words.ts';
import type { ObjectRef } from '../compiled.ts';

/** What a rule found, before its standing decides how firmly it may speak. */
export type Judgement =
  | {
      readonly kind: 'within' | 'beyond';
      /** The worst value, in the unit of the limit. */
      readonly value: number;
      /** The objects beyond the limit; for `within`, those with the worst value. */
      readonly objects: readonly ObjectRef[];
    }
  /** Cannot be judged: names the data that is missing. */
  | { readonly kind: 'unknown'; readonly missing: Words }
  /** The alternative has nothing that the rule speaks of. */
  | { readonly kind: 'nothing' };

/** 无法判定, for want of the data that `zh` and `en` name. */
export function without(zh: string, en: string): Judgement {
  return { kind: 'unknown', missing: { zh: `缺${zh}`, en: `${en} missing` } };
}

export const NO_AXIS = without('道路中线', 'the road axis is');

import type { Confidence } from '../../domain/layer.ts';
import type { Words } from '../../domain/words.ts';
import type { ObjectRef } from '../compiled.ts';
import type { Evidence } from './evidence.ts';

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

/** One rule of the validator, as data (domain reference §4.4 and §4.7). */
export interface Rule {
  /** R1–R15 of §4.4, S1… for staging. */
  readonly id: string;
  readonly title: Words;
  /** `null` when the rule has no number that could be judged now. */
  readonly limit: { readonly value: number; readonly unit: string; readonly sense: 'at most' | 'at least' } | null;
  readonly source: string;
  readonly confidence: Confidence;
  /**
   * `own`: our rule of good order, may pass or fail. `unchecked`: a limit of a standard not compared with the printed text;
   * it prints 经验值·待核 and only ever gives a hint. `review`: beyond software, 需结构复核.
   */
  readonly standing: 'own' | 'unchecked' | 'review';
  readonly judge: (evidence: Evidence, limit: number) => Judgement;
}

import type { Confidence } from '../../domain/layer.ts';
import type { Words } from '../../domain/words.ts';
import type { Evidence } from './evidence.ts';
import type { Measurement } from './measurement.ts';
import type { Surroundings } from './surroundings.ts';

/** The one number of a rule, as a planner may edit it. */
export interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly sense: 'at most' | 'at least';
}

/**
 * 核对状态. `own`: our rule of good order, may pass or fail. `unchecked`: a limit of a standard not compared with the printed
 * text; it prints 经验值·待核 and only ever gives a hint. `checked`: compared, may pass or fail. `review`: beyond software,
 * 需结构复核.
 */
export type Standing = 'own' | 'unchecked' | 'checked' | 'review';

/** One rule of the validator, as data (domain reference §4.4 and §4.7): what it measures, and the number held against it. */
export interface Rule {
  /** R1–R15 of §4.4, S1… for staging. */
  readonly id: string;
  readonly title: Words;
  readonly limit: Limit;
  /** 规范名 and 条号 of a limit of a standard; absent for a rule of our own. */
  readonly norm?: { readonly name: string; readonly clause: string | null };
  readonly source: string;
  readonly confidence: Confidence;
  readonly standing: Standing;
  /** A limit that the data bring along, such as a maker's warranty; it replaces the rule's own and counts as checked. */
  readonly given?: (surroundings: Surroundings) => { readonly value: number; readonly source: string } | null;
  /** Judges any plan: reads what stands and what is done, never how a plan was made. */
  readonly measure: (evidence: Evidence) => Measurement;
  /** For a rule that takes long: measures a little at each step into the evidence's memory, where `measure` finds it. */
  readonly warm?: (evidence: Evidence) => Generator<void, void>;
}

/** A rule of a standard whose clause nobody has compared yet: it states 规范名, and 条号待核 until an edit names the clause. */
export function normRule(
  rule: Pick<Rule, 'id' | 'title' | 'limit' | 'given' | 'measure' | 'warm'> & {
    readonly norm: string;
    /** What the source line adds: the range, the condition. */
    readonly note?: string;
    readonly confidence?: Confidence;
    readonly standing?: Standing;
  },
): Rule {
  const { norm, note, confidence = 'M', standing = 'unchecked', ...rest } = rule;
  return {
    ...rest,
    norm: { name: norm, clause: null },
    source: `${norm}，条号待核${note === undefined ? '' : `；${note}`}`,
    confidence,
    standing,
  };
}

/** A rule of our own; `standing: 'unchecked'` for a number of design advice that may only hint. */
export function ownRule(
  rule: Pick<Rule, 'id' | 'title' | 'limit' | 'source' | 'measure'> & { readonly standing?: 'own' | 'unchecked' },
): Rule {
  return { confidence: 'D', standing: 'own', ...rule };
}

export const atMost = (value: number, unit: string): Limit => ({ value, unit, sense: 'at most' });
export const atLeast = (value: number, unit: string): Limit => ({ value, unit, sense: 'at least' });

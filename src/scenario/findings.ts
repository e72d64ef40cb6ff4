import type { Confidence } from '../domain/layer.ts';
import type { Words } from '../domain/words.ts';
import type { RuleLimit } from '../wire/scenario-document.ts';
import { attributesAt } from './attributes.ts';
import type { CompiledScenario, ObjectRef } from './compiled.ts';
import { type Evidence, gatherEvidence, keyOf, type PoleChange } from './rules/evidence.ts';
import { type Judgement, judge } from './rules/judgement.ts';
import type { Measurement } from './rules/measurement.ts';
import type { Limit, Rule, Standing } from './rules/rule.ts';
import { STAGING_RULES } from './rules/staging.ts';
import type { Surroundings } from './rules/surroundings.ts';
import { RULES } from './rules/table.ts';
import { whereaboutsOf } from './rules/whereabouts.ts';

/** `pass` 通过, `breach` 违规, `hint` 提示, `undecided` 无法判定. */
export type Verdict = 'pass' | 'breach' | 'hint' | 'undecided';

export const VERDICT_WORDS: Readonly<Record<Verdict, Words>> = {
  pass: { zh: '通过', en: 'Pass' },
  breach: { zh: '违规', en: 'Breach' },
  hint: { zh: '提示', en: 'Hint' },
  undecided: { zh: '无法判定', en: 'Undecided' },
};

/** What one rule says of one alternative. */
export interface Finding {
  readonly rule: string;
  readonly title: Words;
  readonly verdict: Verdict;
  readonly words: Words;
  /** Worst value found, in `unit`; null when undecided. */
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly source: string;
  /** 核对状态 of the limit. */
  readonly standing: Standing;
  readonly confidence: Confidence;
  /** The objects beyond the limit, those that come nearest to it, or those whose data are missing. */
  readonly objects: readonly ObjectRef[];
  /** Those of the objects that breach the same limit today, they or a pole that went to them: the alternative leaves it so. */
  readonly inherited?: readonly ObjectRef[];
  /** What an undecided one wants. */
  readonly missing?: Words;
  /** The rule's limit as it is written and as it was edited; absent where nobody can edit it. */
  readonly terms?: LimitTerms;
}

/** What a planner may edit of a rule's limit, and what has been edited. */
export interface LimitTerms {
  readonly sense: 'at most' | 'at least';
  /** The number before any edit. */
  readonly own: number;
  /** 规范名; null for a rule of our own, which has no clause to be compared with. */
  readonly norm: string | null;
  /** 条号, who compared it and when; absent until somebody did. */
  readonly clause?: string;
  readonly by?: string;
  readonly on?: string;
  /** The data bring the limit along, so that no edit holds. */
  readonly given: boolean;
}

type LimitEdits = Readonly<Record<string, RuleLimit>>;

export interface JudgeOptions {
  /** By rule id; absent: those of the document. `as if checked` judges every limit firmly, to learn what would be rejected. */
  readonly limits?: LimitEdits | 'as if checked';
  /** Absent: those that the scenario was compiled with. */
  readonly surroundings?: Surroundings;
  /** Poles that stand elsewhere or carry other mounts than the scenario says, as while one is dragged. */
  readonly changes?: readonly PoleChange[];
}

/**
 * Judges an alternative by every rule that has something to say of it, then lists why poles that could merge stay.
 * A limit that has not been compared with the printed standard can only give a hint.
 */
export function findingsOf(compiled: CompiledScenario, alternativeId: string, options: JudgeOptions = {}): Finding[] {
  return createJudge().findings(compiled, alternativeId, options);
}

/** Judges again and again, as while a hand edits: what did not change since is not measured again. */
interface Judge {
  /** The same as `findingsOf`. */
  findings(compiled: CompiledScenario, alternativeId: string, options?: JudgeOptions): Finding[];
  /** Measures the same, a little at each step, so that a screen can breathe between; `findings` is quick after the last. */
  steps(compiled: CompiledScenario, alternativeId: string, options?: JudgeOptions): Generator<void, void>;
}

export function createJudge(): Judge {
  const last = new Map<string, Evidence>();
  const known = new WeakMap<Evidence, Map<Rule, Measurement>>();
  const evidenceOf = (compiled: CompiledScenario, alternativeId: string, options: JudgeOptions): Evidence => {
    const { surroundings = compiled.surroundings ?? NO_SURROUNDINGS, changes = NO_CHANGES } = options;
    const key = `${compiled.id} ${alternativeId}`;
    const before = last.get(key) ?? null;
    const evidence =
      before?.compiled === compiled && before.surroundings === surroundings && before.changes === changes
        ? before
        : gatherEvidence(compiled, alternativeId, surroundings, changes, before);
    last.set(key, evidence);
    return evidence;
  };
  const measurementOf = (evidence: Evidence, rule: Rule) => {
    const own = known.get(evidence) ?? new Map<Rule, Measurement>();
    known.set(evidence, own);
    const measurement = own.get(rule) ?? rule.measure(evidence);
    own.set(rule, measurement);
    return measurement;
  };
  const todayOf = (compiled: CompiledScenario, { surroundings }: JudgeOptions) =>
    evidenceOf(compiled, 'base', surroundings ? { surroundings } : {});

  return {
    findings(compiled, alternativeId, options = {}) {
      const edits = options.limits ?? compiled.document.limits ?? {};
      const evidence = evidenceOf(compiled, alternativeId, options);
      const judged = rulesOf(compiled).flatMap((rule) => {
        const terms = edits === 'as if checked' ? firm(rule) : edited(rule, edits[rule.id], evidence.surroundings);
        const judgement = judge(measurementOf(evidence, rule), terms.limit);
        if (judgement.kind === 'nothing') return [];
        if (judgement.kind !== 'beyond' || alternativeId === 'base') return [findingOf(terms, judgement, [])];
        const today = judge(measurementOf(todayOf(compiled, options), rule), terms.limit);
        return [findingOf(terms, judgement, inheritedOf(evidence, judgement.objects, today))];
      });
      return [...judged, ...keptFindings(evidence)];
    },
    *steps(compiled, alternativeId, options = {}) {
      const evidence = evidenceOf(compiled, alternativeId, options);
      yield;
      const today = alternativeId === 'base' ? evidence : todayOf(compiled, options);
      yield;
      for (const rule of rulesOf(compiled))
        for (const each of new Set([evidence, today])) {
          for (const _ of rule.warm?.(each) ?? []) yield;
          measurementOf(each, rule);
          yield;
        }
    },
  };
}

/** Works are works, whatever is built; all other rules are about poles. */
function rulesOf({ document }: CompiledScenario): readonly Rule[] {
  return (document.project.kind ?? 'poles') === 'poles' ? RULES : STAGING_RULES;
}

/** Those of the objects that were beyond the limit today, they or a pole that went to them. */
function inheritedOf(evidence: Evidence, objects: readonly ObjectRef[], today: Judgement): ObjectRef[] {
  const already = new Set(today.kind === 'beyond' ? today.objects.map(keyOf) : []);
  for (const { from, to } of whereaboutsOf(evidence)) if (already.has(from.key)) already.add(to.key);
  return objects.filter((ref) => already.has(keyOf(ref)));
}

const NO_SURROUNDINGS: Surroundings = {};
const NO_CHANGES: readonly PoleChange[] = [];

/** How many findings end in each verdict; 无法判定 is counted beside the others. */
export function countVerdicts(findings: readonly Pick<Finding, 'verdict'>[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { pass: 0, breach: 0, hint: 0, undecided: 0 };
  for (const { verdict } of findings) counts[verdict]++;
  return counts;
}

/** A rule with the limit and standing that it is judged by. */
interface Judged {
  readonly rule: Rule;
  readonly limit: Limit;
  readonly standing: Standing;
  readonly source: string;
  readonly terms: LimitTerms;
}

function edited(rule: Rule, edit: LimitEdits[string] | undefined, surroundings: Surroundings): Judged {
  const { limit, norm, source, standing } = rule;
  const terms: LimitTerms = { sense: limit.sense, own: limit.value, norm: norm?.name ?? null, given: false };
  const given = rule.given?.(surroundings);
  if (given) {
    const held = { ...limit, value: given.value };
    return { rule, limit: held, standing: 'checked', source: given.source, terms: { ...terms, given: true } };
  }
  if (!edit) return { rule, limit, standing, source, terms };
  const held = { ...limit, value: edit.value ?? limit.value };
  if (edit.clause === undefined || !norm) return { rule, limit: held, standing, source, terms };
  const { clause, by, on } = edit;
  return {
    rule,
    limit: held,
    // A clause that was compared does not make a structure safe: that stays with the engineer.
    standing: standing === 'review' ? 'review' : 'checked',
    source: `${norm.name} ${clause}`,
    terms: { ...terms, clause, ...(by === undefined ? {} : { by }), ...(on === undefined ? {} : { on }) },
  };
}

function firm(rule: Rule): Judged {
  const judged = edited(rule, undefined, NO_SURROUNDINGS);
  return rule.standing === 'own' ? judged : { ...judged, standing: 'checked' };
}

function findingOf(
  { rule, limit, standing, source, terms }: Judged,
  judgement: Exclude<Judgement, { kind: 'nothing' }>,
  inherited: readonly ObjectRef[],
): Finding {
  const common = {
    rule: rule.id,
    title: rule.title,
    limit: limit.value,
    unit: limit.unit,
    source,
    standing,
    confidence: rule.confidence,
    terms,
  };
  if (judgement.kind === 'unknown')
    return {
      ...common,
      verdict: 'undecided',
      words: {
        zh: `${rule.title.zh}：无法判定，${judgement.missing.zh}`,
        en: `${rule.title.en}: undecided, ${judgement.missing.en}`,
      },
      value: null,
      objects: judgement.objects,
      missing: judgement.missing,
    };
  const beyond = judgement.kind === 'beyond';
  const note = NOTES[standing];
  const sense = limit.sense === 'at least' ? '≥' : '≤';
  const value = Math.round(judgement.value * 100) / 100;
  const numbers = `${value} ${limit.unit} (${sense} ${limit.value} ${limit.unit})`;
  const left = inherited.length;
  return {
    ...common,
    verdict: standing === 'unchecked' || standing === 'review' ? 'hint' : beyond ? 'breach' : 'pass',
    words: {
      zh: `${rule.title.zh}：${beyond ? '超出' : '满足'}，最不利 ${numbers}${left > 0 ? `，${left} 处现状已如此` : ''}${note.zh}`,
      en: `${rule.title.en}: ${beyond ? 'exceeded' : 'met'}, worst ${numbers}${left > 0 ? `, at ${left} as it is today` : ''}${note.en}`,
    },
    value,
    objects: judgement.objects,
    ...(left > 0 ? { inherited } : {}),
  };
}

const NOTES: Readonly<Record<Standing, Words>> = {
  own: { zh: '', en: '' },
  checked: { zh: '', en: '' },
  unchecked: { zh: '，限值为经验值·待核', en: '; the limit is a rule of thumb, unchecked' },
  review: { zh: '，需结构复核', en: '; needs a structural check' },
};

/** Why a pole that could merge stays, by the codes of `KeepReason`. */
export const KEEP_REASON_WORDS: Readonly<Record<string, Words>> = {
  'out-of-reach': { zh: '移位限值内没有可用的杆', en: 'no carrier within the shift limit' },
  overload: { zh: '就近杆件承载不足', en: 'the nearest carrier cannot bear it' },
  'too-many-signs': { zh: '就近杆件标志数已满', en: 'the nearest carrier has its full number of signs' },
  refused: { zh: '权属单位不同意', en: 'the owner refuses' },
  wished: { zh: '按编制要求保留', en: "kept at the planner's wish" },
  spacing: { zh: '合入须突破灯位间距', en: 'merging it would break the spacing of lights' },
  outbid: { zh: '合入会使方案整体更差', en: 'merging it would make the plan as a whole worse' },
};

/** One hint a reason, over the poles that could merge and stay. */
function keptFindings({ compiled, alternativeId, ledger }: Evidence): Finding[] {
  const byReason = new Map<string, ObjectRef[]>();
  for (const pole of ledger.poles) {
    if (pole.planned || pole.fate !== 'keep') continue;
    const reason = attributesAt(compiled, alternativeId, pole.ref, compiled.end).keepReason;
    if (typeof reason !== 'string') continue;
    const group = byReason.get(reason) ?? [];
    group.push(pole.ref);
    byReason.set(reason, group);
  }
  return [...byReason].map(([reason, objects]) => {
    const words = KEEP_REASON_WORDS[reason] ?? { zh: reason, en: reason };
    return {
      rule: `K-${reason}`,
      title: { zh: '未合并原因', en: 'Why poles stay' },
      verdict: 'hint',
      words: { zh: `${objects.length} 根保留：${words.zh}`, en: `${objects.length} kept: ${words.en}` },
      value: objects.length,
      limit: null,
      unit: '根',
      source: '合杆方案计算',
      standing: 'own',
      confidence: 'I',
      objects,
    };
  });
}

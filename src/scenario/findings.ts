import type { Confidence } from '../domain/layer.ts';
import type { Words } from '../domain/words.ts';
import { attributesAt } from './attributes.ts';
import type { CompiledScenario, ObjectRef } from './compiled.ts';
import { type Evidence, gatherEvidence } from './rules/evidence.ts';
import type { Judgement } from './rules/judgement.ts';
import type { Rule, Standing } from './rules/rule.ts';
import { STAGING_RULES } from './rules/staging.ts';
import type { Surroundings } from './rules/surroundings.ts';
import { RULES } from './rules/table.ts';

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
  /** The objects beyond the limit, or those that come nearest to it. */
  readonly objects: readonly ObjectRef[];
}

/** What a planner changes of a rule's limit: the number, or that it has been compared with the printed clause. */
interface LimitEdit {
  readonly value?: number;
  /** 条号; a limit is checked when its clause is named. */
  readonly clause?: string;
}

export interface JudgeOptions {
  /** By rule id; `as if checked` judges every limit firmly, to learn what would be rejected. */
  readonly limits?: Readonly<Record<string, LimitEdit>> | 'as if checked';
  /** Absent: those that the scenario was compiled with. */
  readonly surroundings?: Surroundings;
}

/**
 * Judges an alternative by every rule that has something to say of it, then lists why poles that could merge stay.
 * A limit that has not been compared with the printed standard can only give a hint.
 */
export function findingsOf(
  compiled: CompiledScenario,
  alternativeId: string,
  { limits = {}, surroundings = compiled.surroundings ?? {} }: JudgeOptions = {},
): Finding[] {
  const evidence = gatherEvidence(compiled, alternativeId, surroundings);
  // Works are works, whatever is built; all other rules are about poles.
  const rules = (compiled.document.project.kind ?? 'poles') === 'poles' ? RULES : STAGING_RULES;
  const judged = rules.flatMap((each) => {
    const rule = limits === 'as if checked' ? firm(each) : edited(each, limits[each.id], surroundings);
    const judgement = rule.judge(evidence, rule.limit?.value ?? Number.NaN);
    return judgement.kind === 'nothing' ? [] : [findingOf(rule, judgement)];
  });
  return [...judged, ...keptFindings(evidence)];
}

/** How many findings end in each verdict; 无法判定 is counted beside the others. */
export function countVerdicts(findings: readonly Pick<Finding, 'verdict'>[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { pass: 0, breach: 0, hint: 0, undecided: 0 };
  for (const { verdict } of findings) counts[verdict]++;
  return counts;
}

function edited(rule: Rule, edit: LimitEdit | undefined, surroundings: Surroundings): Rule {
  const given = rule.given?.(surroundings);
  if (given && rule.limit)
    return { ...rule, limit: { ...rule.limit, value: given.value }, source: given.source, standing: 'checked' };
  if (!edit || !rule.limit) return rule;
  const limit = { ...rule.limit, value: edit.value ?? rule.limit.value };
  if (edit.clause === undefined || !rule.norm) return { ...rule, limit };
  return { ...rule, limit, source: `${rule.norm.name} ${edit.clause}`, standing: 'checked' };
}

function firm(rule: Rule): Rule {
  return rule.standing === 'own' ? rule : { ...rule, standing: 'checked' };
}

function findingOf(rule: Rule, judgement: Exclude<Judgement, { kind: 'nothing' }>): Finding {
  const common = {
    rule: rule.id,
    title: rule.title,
    limit: rule.limit?.value ?? null,
    unit: rule.limit?.unit ?? '',
    source: rule.source,
    standing: rule.standing,
    confidence: rule.confidence,
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
      objects: [],
    };
  const beyond = judgement.kind === 'beyond';
  const note = {
    own: { zh: '', en: '' },
    checked: { zh: '', en: '' },
    unchecked: { zh: '，限值为经验值·待核', en: '; the limit is a rule of thumb, unchecked' },
    review: { zh: '，需结构复核', en: '; needs a structural check' },
  }[rule.standing];
  const sense = rule.limit?.sense === 'at least' ? '≥' : '≤';
  const value = Math.round(judgement.value * 100) / 100;
  const numbers = `${value} ${common.unit} (${sense} ${common.limit} ${common.unit})`;
  return {
    ...common,
    verdict: rule.standing === 'unchecked' || rule.standing === 'review' ? 'hint' : beyond ? 'breach' : 'pass',
    words: {
      zh: `${rule.title.zh}：${beyond ? '超出' : '满足'}，最不利 ${numbers}${note.zh}`,
      en: `${rule.title.en}: ${beyond ? 'exceeded' : 'met'}, worst ${numbers}${note.en}`,
    },
    value,
    objects: judgement.objects,
  };
}

/** Words of the `keepReason` codes that the pole planner writes. */
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

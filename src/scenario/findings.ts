import type { Confidence } from '../domain/layer.ts';
import type { Words } from '../domain/words.ts';
import { attributesAt } from './attributes.ts';
import type { CompiledScenario, ObjectRef } from './compiled.ts';
import { type Evidence, gatherEvidence } from './rules/evidence.ts';
import { MOUNTING_RULES } from './rules/mounting.ts';
import { PLACING_RULES } from './rules/placing.ts';
import type { Judgement, Rule } from './rules/rule.ts';
import { STAGING_RULES } from './rules/staging.ts';
import { UNDECIDED_RULES } from './rules/undecided.ts';

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
  readonly confidence: Confidence;
  /** The objects beyond the limit, or those that come nearest to it. */
  readonly objects: readonly ObjectRef[];
}

const RULES: readonly Rule[] = [...PLACING_RULES, ...MOUNTING_RULES, ...STAGING_RULES, ...UNDECIDED_RULES];

/**
 * Judges an alternative by every rule that has something to say of it, then lists why poles that could merge stay.
 * A limit that has not been compared with the printed standard can only give a hint.
 */
export function findingsOf(compiled: CompiledScenario, alternativeId: string): Finding[] {
  const evidence = gatherEvidence(compiled, alternativeId);
  const judged = RULES.flatMap((rule) => {
    const judgement = rule.judge(evidence, rule.limit?.value ?? Number.NaN);
    return judgement.kind === 'nothing' ? [] : [findingOf(rule, judgement)];
  });
  return [...judged, ...keptFindings(evidence)];
}

function findingOf(rule: Rule, judgement: Exclude<Judgement, { kind: 'nothing' }>): Finding {
  const common = {
    rule: rule.id,
    title: rule.title,
    limit: rule.limit?.value ?? null,
    unit: rule.limit?.unit ?? '',
    source: rule.source,
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
    unchecked: { zh: '，限值为经验值·待核', en: '; the limit is a rule of thumb, unchecked' },
    review: { zh: '，需结构复核', en: '; needs a structural check' },
  }[rule.standing];
  const sense = rule.limit?.sense === 'at least' ? '≥' : '≤';
  const value = Math.round(judgement.value * 100) / 100;
  const numbers = `${value} ${common.unit} (${sense} ${common.limit} ${common.unit})`;
  return {
    ...common,
    verdict: rule.standing !== 'own' ? 'hint' : beyond ? 'breach' : 'pass',
    words: {
      zh: `${rule.title.zh}：${beyond ? '超出' : '满足'}，最不利 ${numbers}${note.zh}`,
      en: `${rule.title.en}: ${beyond ? 'exceeded' : 'met'}, worst ${numbers}${note.en}`,
    },
    value,
    objects: judgement.objects,
  };
}

/** Words of the `keepReason` codes that the pole planner writes. */
const KEEP_REASON_WORDS: Readonly<Record<string, Words>> = {
  'out-of-reach': { zh: '移位限值内没有可用的杆', en: 'no carrier within the shift limit' },
  overload: { zh: '就近杆件承载不足', en: 'the nearest carrier cannot bear it' },
  'too-many-signs': { zh: '就近杆件标志数已满', en: 'the nearest carrier has its full number of signs' },
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
      confidence: 'I',
      objects,
    };
  });
}

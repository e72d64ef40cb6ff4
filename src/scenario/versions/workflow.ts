import type { Words } from '../../domain/words.ts';
import type { PersonRole } from '../../wire/people.ts';
import type { Progress, Signature, Stage, StepKind } from '../../wire/scenario-version.ts';

interface StepRule {
  readonly title: Words;
  readonly from: readonly Stage[];
  readonly to: Stage;
  readonly role: readonly PersonRole[];
  /** `maker`: only who named the version. `other`: nobody whose edits are in it. */
  readonly who: 'maker' | 'other' | 'anyone';
}

/** The way of a version: 编制 → 校核 → 征求意见 → 会审 → 定稿. There is no step out of 定稿. */
export const STEPS: Readonly<Record<StepKind, StepRule>> = {
  submit: {
    title: { zh: '送校', en: 'Submit for checking' },
    from: ['drafting'],
    to: 'checking',
    role: ['planner'],
    who: 'maker',
  },
  pass: {
    title: { zh: '校核通过', en: 'Pass the check' },
    from: ['checking'],
    to: 'consulting',
    role: ['checker'],
    who: 'other',
  },
  convene: {
    title: { zh: '提交会审', en: 'Convene the review' },
    from: ['consulting'],
    to: 'review',
    role: ['planner'],
    who: 'maker',
  },
  finalise: {
    title: { zh: '定稿', en: 'Finalise' },
    from: ['review'],
    to: 'final',
    role: ['checker'],
    who: 'other',
  },
  return: {
    title: { zh: '退回编制', en: 'Return to drafting' },
    from: ['checking', 'consulting', 'review'],
    to: 'drafting',
    role: ['planner', 'checker'],
    who: 'anyone',
  },
};

/** Who wants to do a step. */
export interface Actor extends Signature {
  readonly role: PersonRole;
}

/** What a step needs to know of the version beyond its progress. */
export interface StepFacts {
  readonly note: string;
  /** The alternative to be signed; needed by `convene`. */
  readonly alternative: string | undefined;
  /** Alternatives of the document. */
  readonly alternatives: readonly string[];
  /** Assets whose owners have not answered, and whose owners refuse, in the chosen alternative; `finalise` needs none. */
  readonly unanswered: readonly string[];
  readonly refused: readonly string[];
}

export type StepResult =
  | { readonly ok: true; readonly progress: Progress }
  /** `forbidden`: another person may; `premature`: nobody may as things stand. */
  | { readonly ok: false; readonly why: 'forbidden' | 'premature'; readonly reason: Words };

/** A version at its beginning. `authors` are all whose edits are in it. */
export function begin(maker: Signature, authors: readonly string[]): Progress {
  return {
    stage: 'drafting',
    maker,
    authors: [...new Set([maker.user, ...authors])].sort(),
    checker: null,
    chosen: null,
    steps: [],
  };
}

/** Takes one step, or says why it cannot be taken. */
export function advance(progress: Progress, step: StepKind, actor: Actor, facts: StepFacts): StepResult {
  const rule = STEPS[step];
  const refusal = personTrouble(progress, step, actor) ?? stateTrouble(progress, step, facts);
  if (refusal) return refusal;
  const { role: _, ...by } = actor;
  return {
    ok: true,
    progress: {
      ...progress,
      stage: rule.to,
      checker: step === 'pass' ? by : step === 'return' ? null : progress.checker,
      chosen: step === 'convene' ? (facts.alternative ?? null) : step === 'return' ? null : progress.chosen,
      steps: [...progress.steps, { step, from: progress.stage, to: rule.to, by, note: facts.note }],
    },
  };
}

/** The steps that `actor` could take now, for buttons; a step may still be premature. */
export function stepsFor(progress: Progress, actor: Actor): StepKind[] {
  return (Object.keys(STEPS) as StepKind[]).filter(
    (step) => STEPS[step].from.includes(progress.stage) && personTrouble(progress, step, actor) === undefined,
  );
}

function personTrouble(progress: Progress, step: StepKind, actor: Actor): StepResult | undefined {
  const { role, who, title } = STEPS[step];
  if (!role.includes(actor.role))
    return forbidden({
      zh: `“${title.zh}”须由${role.map((each) => ROLE_WORDS[each].zh).join('或')}办理，当前为${ROLE_WORDS[actor.role].zh}。`,
      en: `"${title.en}" is for a ${role.map((each) => ROLE_WORDS[each].en).join(' or ')}; you are ${ROLE_WORDS[actor.role].en}.`,
    });
  if (who === 'maker' && actor.user !== progress.maker.user)
    return forbidden({
      zh: `“${title.zh}”须由编制人${progress.maker.name}办理。`,
      en: `"${title.en}" is for its maker, ${progress.maker.name}.`,
    });
  if (who === 'other' && progress.authors.includes(actor.user))
    return forbidden({
      zh: `${actor.name}参与了编制，编制人不得校核或定稿；请由他人办理。`,
      en: `${actor.name} has edits in this version; a maker neither checks nor finalises. Ask somebody else.`,
    });
  return undefined;
}

function stateTrouble(progress: Progress, step: StepKind, facts: StepFacts): StepResult | undefined {
  const { from, title } = STEPS[step];
  if (!from.includes(progress.stage))
    return premature({
      zh: `当前为“${STAGE_WORDS[progress.stage].zh}”，不能“${title.zh}”。`,
      en: `The version is in ${STAGE_WORDS[progress.stage].en}; "${title.en}" does not start there.`,
    });
  if (step === 'return' && facts.note === '')
    return premature({ zh: '退回须写明理由。', en: 'A return needs its reason as note.' });
  if (step === 'convene' && (facts.alternative === undefined || !facts.alternatives.includes(facts.alternative)))
    return premature({
      zh: `会审须选定一个方案：${facts.alternatives.join('、')}。`,
      en: `The review needs one alternative: ${facts.alternatives.join(', ')}.`,
    });
  if (step !== 'finalise') return undefined;
  const open = facts.unanswered.length + facts.refused.length;
  if (open > 0)
    return premature({
      zh: `方案${progress.chosen ?? ''}有${facts.unanswered.length}处未回复、${facts.refused.length}处不同意（${some(facts)}），不能定稿；请补录意见，或只保留已同意部分另存版本。`,
      en: `Alternative ${progress.chosen ?? ''} waits for ${facts.unanswered.length} owners' answers and has ${facts.refused.length} refusals (${some(facts)}); record them, or make a version with today's consents only.`,
    });
  return undefined;
}

function some({ unanswered, refused }: StepFacts): string {
  const ids = [...refused, ...unanswered];
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')} …` : ids.join(', ');
}

function forbidden(reason: Words): StepResult {
  return { ok: false, why: 'forbidden', reason };
}

function premature(reason: Words): StepResult {
  return { ok: false, why: 'premature', reason };
}

export const STAGE_WORDS: Readonly<Record<Stage, Words>> = {
  drafting: { zh: '编制', en: 'drafting' },
  checking: { zh: '校核', en: 'checking' },
  consulting: { zh: '征求意见', en: 'consultation' },
  review: { zh: '会审', en: 'review' },
  final: { zh: '定稿', en: 'final form' },
};

const ROLE_WORDS: Readonly<Record<PersonRole, Words>> = {
  planner: { zh: '编制人员', en: 'planner' },
  checker: { zh: '校核人员', en: 'checker' },
  operator: { zh: '值班员', en: 'operator' },
  admin: { zh: '管理员', en: 'admin' },
};

import { type Instant, MINUTE } from './clock.ts';
import { type Level, levelOfRank, levelRank } from './level.ts';
import type { Provenance } from './provenance.ts';

/** 报警 → 确认（属实 / 误报）→ 派遣 → 处置 → 核查 → 销警. */
export const ALERT_STAGES = [
  'raised',
  'confirmed',
  'dispatched',
  'handled',
  'verified',
  'false-alarm',
  'cleared',
] as const;
export type AlertStage = (typeof ALERT_STAGES)[number];
/** A stage that a person brings about. */
export type AlertDecision = Exclude<AlertStage, 'raised'>;

/** Who goes, whom to call, and until when it is to be done. */
interface Dispatch {
  readonly unit: string;
  readonly phone: string;
  readonly deadline: Instant;
}

/** What the checks before an alert saw: the value without what temperature explains, and the measuring points beside it. */
export interface AlertEvidence {
  /** In the property's unit, with the value of the property it was decoupled by. */
  readonly compensated?: number;
  readonly companion?: number;
  /** Measuring points asked, with what they read, and whether they moved too. */
  readonly neighbours?: readonly { readonly asset: string; readonly value: number; readonly agrees: boolean }[];
}

/** What a log tells beside the stages: nobody took a step in time; another officer has it; a case was sent, or its number came back. */
export const ALERT_NOTES = ['overdue', 'taken', 'handed-over', 'case'] as const;
type AlertNote = (typeof ALERT_NOTES)[number];

/** An officer on duty, by account and by the name that the log tells. */
export interface Officer {
  readonly user: string;
  readonly name: string;
}

/** One step that somebody took, or what happened beside it. */
interface AlertStep {
  readonly stage: AlertStage | AlertNote;
  readonly at: Instant;
  readonly by: string;
  readonly note: string;
}

/** One alert: one threshold of one asset, from the sample that crossed it to its end. */
export interface Alert {
  readonly id: string;
  readonly layer: string;
  readonly asset: string;
  readonly property: string;
  readonly level: Exclude<Level, 'normal'>;
  /** The value that raised (or last worsened) it, in the property's unit, and the limit it crossed. */
  readonly value: number;
  readonly limit: number;
  readonly evidence?: AlertEvidence;
  /** Its limits hold since then, longer than the rule bears: the level is one graver than the limit's own. */
  readonly prolongedSince?: Instant;
  /** The gravest value while it was open, told with each change of the alert. */
  readonly peak?: number;
  readonly stage: AlertStage;
  readonly raisedAt: number;
  readonly updatedAt: number;
  readonly clearedAt?: number;
  /** Who took the last step, and what was noted. */
  readonly by?: string;
  readonly note?: string;
  /** Who has it: the officer who took the last step, or took it over. */
  readonly holder?: Officer;
  readonly dispatch?: Dispatch;
  /** The value came back past its release while somebody is still at it: it stays open until it is closed by hand. */
  readonly recoveredAt?: Instant;
  /** Every step and every lapse so far, first to last. */
  readonly log?: readonly AlertStep[];
  /** `simulated` alerts are framed as such everywhere. */
  readonly provenance: Provenance;
  /** Raised in a run marked 演练. */
  readonly drill: boolean;
}

/** The level of the limit that raised it. */
export function limitLevel({ level, prolongedSince }: Pick<Alert, 'level' | 'prolongedSince'>): Level {
  return prolongedSince === undefined ? level : levelOfRank(levelRank(level) - 1);
}

/** Open alerts stay in the queue until cleared or declared false. */
export function isOpen({ stage }: Pick<Alert, 'stage'>): boolean {
  return stage !== 'cleared' && stage !== 'false-alarm';
}

/** Steps that may follow each stage; what was done badly goes back to whoever is sent next. */
const NEXT: Readonly<Record<AlertStage, readonly AlertDecision[]>> = {
  raised: ['confirmed', 'false-alarm'],
  confirmed: ['dispatched', 'handled', 'false-alarm'],
  dispatched: ['handled', 'dispatched', 'false-alarm'],
  handled: ['verified', 'dispatched'],
  verified: ['cleared', 'dispatched'],
  'false-alarm': [],
  cleared: [],
};

export function nextSteps({ stage }: Pick<Alert, 'stage'>): readonly AlertDecision[] {
  return NEXT[stage];
}

/** A step that a person wants to take. */
export interface WantedStep {
  readonly decision: AlertDecision;
  readonly note: string;
  readonly dispatch?: Dispatch;
}

/**
 * Why a step cannot be taken: it is a drill; the alert has ended; another step comes first; a reason or a unit is missing; the
 * deadline is past.
 */
export type StepRefusal = 'drill' | 'ended' | 'not-next' | 'no-reason' | 'no-unit' | 'past-deadline';

export function refusalOf(alert: Alert, { decision, note, dispatch }: WantedStep, at: Instant): StepRefusal | null {
  if (alert.drill) return 'drill';
  if (!isOpen(alert)) return 'ended';
  if (!NEXT[alert.stage].includes(decision)) return 'not-next';
  if (decision === 'false-alarm' && note.trim() === '') return 'no-reason';
  if (decision === 'dispatched' && (!dispatch || dispatch.unit.trim() === '')) return 'no-unit';
  if (decision === 'dispatched' && dispatch && dispatch.deadline <= at) return 'past-deadline';
  return null;
}

/** The alert after a step that `refusalOf` does not refuse. */
export function stepped(alert: Alert, { decision, note, dispatch }: WantedStep, at: Instant, by: Officer): Alert {
  const { note: _, ...rest } = alert;
  return {
    ...rest,
    stage: decision,
    updatedAt: at,
    by: by.name,
    holder: { user: by.user, name: by.name },
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(decision === 'dispatched' && dispatch ? { dispatch } : {}),
    ...(decision === 'cleared' || decision === 'false-alarm' ? { clearedAt: at } : {}),
    log: [...(alert.log ?? []), { stage: decision, at, by: by.name, note: note.trim() }],
  };
}

/** The alert in another officer's hands, with that in its log; its stage stays. */
export function passedTo(
  alert: Alert,
  holder: Officer,
  how: 'taken' | 'handed-over',
  at: Instant,
  note: string,
): Alert {
  return {
    ...alert,
    holder: { user: holder.user, name: holder.name },
    updatedAt: at,
    log: [...(alert.log ?? []), { stage: how, at, by: holder.name, note: note.trim() }],
  };
}

/** The alert with a line about its case in its log; `at` may be past. */
export function withCaseNote(alert: Alert, at: Instant, by: string, note: string): Alert {
  const updatedAt = Math.max(alert.updatedAt, at);
  return { ...alert, updatedAt, log: [...(alert.log ?? []), { stage: 'case', at, by, note }] };
}

/** A red alert is to be confirmed within five minutes (domain reference §2.5 [D]). */
const CONFIRM_WITHIN = 5 * MINUTE;

/** 超时: nobody has confirmed a red one in time, or whoever was sent is late. */
export function isOverdue({ stage, level, raisedAt, dispatch, log }: Alert, now: Instant): boolean {
  // An alert that was opened anew waits from then on.
  const waitsSince = log?.findLast((step) => step.stage === 'raised')?.at ?? raisedAt;
  if (stage === 'raised') return level === 'red' && now - waitsSince > CONFIRM_WITHIN;
  return stage === 'dispatched' && dispatch !== undefined && now > dispatch.deadline;
}

/** 超时升级: the alert with the lapse in its log, once for each step that is late; null while it is in time, or told. */
export function lapsed(alert: Alert, now: Instant): Alert | null {
  const last = alert.log?.findLast(
    ({ stage }) => stage === 'overdue' || (ALERT_STAGES as readonly string[]).includes(stage),
  );
  if (alert.drill || !isOverdue(alert, now) || last?.stage === 'overdue') return null;
  return { ...alert, updatedAt: now, log: [...(alert.log ?? []), { stage: 'overdue', at: now, by: '', note: '' }] };
}

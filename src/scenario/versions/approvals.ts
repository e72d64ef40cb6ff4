import { DAY, type Instant, MINUTE, parseInstant } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
import type { Phase, ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Approval, ApprovalKind } from '../../wire/scenario-version.ts';

export const APPROVAL_WORDS: Readonly<Record<ApprovalKind, Words>> = {
  'road-occupation': { zh: '占掘路许可', en: 'Road occupation permit' },
  'traffic-police': { zh: '交警方案', en: 'Traffic police plan' },
  'tree-relocation': { zh: '树木移植许可', en: 'Tree relocation permit' },
  'drawing-review': { zh: '施工图审查', en: 'Construction drawing review' },
};

/** What an approval means for one phase that it gates. */
export interface ApprovalFinding {
  readonly alternative: string;
  readonly phase: string;
  readonly kind: ApprovalKind;
  /** Null: no approval of this kind is listed for the phase. */
  readonly approval: string | null;
  /** `undecided`: the date that would decide is missing. */
  readonly state: 'pass' | 'violation' | 'undecided';
  readonly reason: Words;
}

/** Approvals that a closure of the road cannot do without. */
const FOR_A_CLOSURE: readonly ApprovalKind[] = ['road-occupation', 'traffic-police'];

/**
 * Checks the phases of an alternative against its approvals: a phase that starts before the day of the grant, or ends
 * after the last day on which it holds, violates it. A phase that closes lanes and has no permit listed is undecided.
 *
 * @param start instant of day 0 (`startOf`)
 * @param utcOffsetMinutes minutes that the city is ahead of UTC: dates are the city's days
 */
export function checkApprovals(
  alternative: ScenarioDocument['alternatives'][number],
  approvals: readonly Approval[],
  start: Instant,
  utcOffsetMinutes: number,
): ApprovalFinding[] {
  const dayOf = (date: string) => (parseInstant(`${date}T00:00:00Z`) - utcOffsetMinutes * MINUTE - start) / DAY;
  return alternative.phases.flatMap((phase) => {
    const gates = approvals.filter((approval) =>
      approval.gates.some(
        (gate) => gate.phase === phase.id && (gate.alternative === null || gate.alternative === alternative.id),
      ),
    );
    const missing = closesRoad(phase) ? FOR_A_CLOSURE.filter((kind) => !gates.some((each) => each.kind === kind)) : [];
    return [
      ...gates.map((approval) => judge(alternative.id, phase, approval, dayOf)),
      ...missing.map((kind): ApprovalFinding => {
        const title = APPROVAL_WORDS[kind];
        return {
          alternative: alternative.id,
          phase: phase.id,
          kind,
          approval: null,
          state: 'undecided',
          reason: {
            zh: `${phase.id} 封闭车道，但未列${title.zh}；请补录。`,
            en: `${phase.id} closes lanes but lists no ${title.en.toLowerCase()}; add it.`,
          },
        };
      }),
    ];
  });
}

function judge(
  alternative: string,
  phase: Phase,
  approval: Approval,
  dayOf: (date: string) => number,
): ApprovalFinding {
  const title = APPROVAL_WORDS[approval.kind];
  const finding = (state: ApprovalFinding['state'], reason: Words): ApprovalFinding => ({
    alternative,
    phase: phase.id,
    kind: approval.kind,
    approval: approval.id,
    state,
    reason,
  });
  if (approval.granted === null)
    return finding('undecided', {
      zh: `${title.zh}（${approval.id}）尚无批准日期，无法判定 ${phase.id} 可否开工。`,
      en: `${title.en} (${approval.id}) has no date of grant; whether ${phase.id} may start cannot be said.`,
    });
  if (phase.from < dayOf(approval.granted))
    return finding('violation', {
      zh: `${phase.id} 第 ${phase.from} 天开工，早于${title.zh}（${approval.id}）批准日 ${approval.granted}。`,
      en: `${phase.id} starts on day ${phase.from}, before ${title.en.toLowerCase()} (${approval.id}) is granted on ${approval.granted}.`,
    });
  // The last day counts in full; a phase's end is exclusive.
  if (approval.until !== null && phase.to > dayOf(approval.until) + 1)
    return finding('violation', {
      zh: `${phase.id} 第 ${phase.to} 天完工，晚于${title.zh}（${approval.id}）有效期 ${approval.until}；请办理延期。`,
      en: `${phase.id} ends on day ${phase.to}, after ${title.en.toLowerCase()} (${approval.id}) runs out on ${approval.until}; extend it.`,
    });
  return finding('pass', {
    zh: `${title.zh}（${approval.id}）覆盖 ${phase.id}。`,
    en: `${title.en} (${approval.id}) covers ${phase.id}.`,
  });
}

function closesRoad(phase: Phase): boolean {
  return phase.operations.some((operation) => operation.op === 'close' && operation.lanes > 0);
}

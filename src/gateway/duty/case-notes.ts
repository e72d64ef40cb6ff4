import type { Alert } from '../../domain/alert.ts';
import type { Instant } from '../../domain/clock.ts';
import type { DutyCase } from '../../domain/duty-case.ts';

const ORDERED = '转案件';

/** What an alert's log says of a change of its case; null: nothing worth a line. */
export function caseNote(next: DutyCase, before: DutyCase | null): string | null {
  if (!before) return ORDERED;
  const moved = next.state !== before.state || next.number !== before.number || next.stage !== before.stage;
  return moved ? standNote(next) : null;
}

/** Lines that the log of an alert lacks of its case: that it was made, and where it stands. One that it has is none. */
export function notesOwed(
  each: DutyCase,
  log: NonNullable<Alert['log']>,
  now: Instant,
): readonly { readonly at: Instant; readonly by: string; readonly note: string }[] {
  const stands = standNote(each);
  return [
    { at: each.at, by: each.by, note: ORDERED },
    ...(stands === null ? [] : [{ at: now, by: '', note: stands }]),
  ].filter(({ note }) => !log.some((line) => line.stage === 'case' && line.note === note));
}

/** Where a case stands; null while it waits. */
function standNote({ state, reason, number, stage }: DutyCase): string | null {
  switch (state) {
    case 'waiting':
      return null;
    case 'failed':
      return `案件未送达：${reason ?? ''}`;
    case 'sent':
      return number === null && stage === null ? '案件已送达' : `案件 ${number ?? ''} ${stage ?? ''}`.trim();
  }
}

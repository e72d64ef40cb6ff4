import type { Finding } from '../scenario/findings.ts';
import type { Station } from '../scenario/road-axis.ts';

/** What a finding has become since the last edit, or while a pole is dragged. */
type FindingChange = 'new' | 'worse' | 'same' | 'better' | 'gone';

export interface LiveFinding {
  readonly finding: Finding;
  readonly change: FindingChange;
}

/** What the hand that edits a plan holds at this moment, and what the rules say of it. */
export interface LiveEdit {
  readonly dragging: boolean;
  /** Where the pole under the pointer would stand along the road; null while nothing is dragged along it. */
  readonly station: Station | null;
  /** Metres to the neighbours of its row, west and east. */
  readonly spacing: readonly [west: number | null, east: number | null];
  /** Findings that the edit changed, and those of the poles in hand; null until they are known. */
  readonly findings: readonly LiveFinding[] | null;
  /** They are of a moment ago: the rules are being asked. */
  readonly judging: boolean;
}

const ORDER: readonly FindingChange[] = ['new', 'worse', 'same', 'gone', 'better'];

/**
 * What changed from `before` to `now`, worst first, and what besides is beyond a limit or 无法判定 because of a pole in hand.
 *
 * @param inHand ids of the poles in hand
 */
export function liveFindings(
  before: readonly Finding[],
  now: readonly Finding[],
  inHand: ReadonlySet<string>,
): LiveFinding[] {
  const was = new Map(before.map((finding) => [finding.rule, finding]));
  return now
    .flatMap((finding): LiveFinding[] => {
      const change = changeOf(was.get(finding.rule), finding);
      const open = isBeyond(finding) || finding.verdict === 'undecided';
      return change !== 'same' || (open && finding.objects.some(({ id }) => inHand.has(id)))
        ? [{ finding, change }]
        : [];
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.change) - ORDER.indexOf(b.change) ||
        Number(b.finding.verdict === 'breach') - Number(a.finding.verdict === 'breach'),
    );
}

function changeOf(before: Finding | undefined, now: Finding): FindingChange {
  const [was, is] = [before !== undefined && isBeyond(before), isBeyond(now)];
  if (is !== was) return is ? 'new' : before ? 'gone' : 'same';
  if (!is || !before) return 'same';
  const more = now.objects.length - before.objects.length;
  if (more !== 0) return more > 0 ? 'worse' : 'better';
  const deeper = ((now.value ?? 0) - (before.value ?? 0)) * (now.terms?.sense === 'at least' ? -1 : 1);
  return deeper === 0 ? 'same' : deeper > 0 ? 'worse' : 'better';
}

/** Beyond its limit, whether the limit is checked (违规) or a rule of thumb (提示). */
export function isBeyond({ verdict, value, limit, terms }: Finding): boolean {
  if (verdict === 'breach') return true;
  if (verdict !== 'hint' || value === null || limit === null || !terms) return false;
  return terms.sense === 'at most' ? value > limit : value < limit;
}

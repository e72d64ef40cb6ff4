import { HOUR, type Instant, type Playhead } from '../../domain/clock.ts';
import type { Provenance } from '../../domain/provenance.ts';
import { type Say, sameShape, useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { dateText, momentText } from '../format.ts';
import { W } from '../words.ts';

/** One side of the comparison as its label says it. */
interface ShownSide {
  readonly alternative: string;
  readonly name: string;
  readonly at: Instant;
  readonly time: string;
}

/** The compared side and the shown one; null while nothing is compared. */
export function useSides(): {
  readonly compared: ShownSide;
  readonly shown: ShownSide;
  readonly provenance: Provenance | null;
} | null {
  const { port } = useDesk();
  const say = useSay();
  const compare = useSession((session) => session.compare);
  const scenario = useSession((session) => session.scenario);
  const playhead = useSession((session) => session.playhead);
  const compareAt = useSession((session) => session.compareAt);
  const plan = useSample((each) => each.scenario());
  // Works take days: names and lists follow by the hour.
  const at = useSample((each) => ({ shown: hour(each.at()), compared: hour(each.comparedAt()) }), sameShape);
  if (!compare) return null;
  const { utcOffset } = port.catalog.city;
  const side = (alternative: string, time: Playhead, instant: Instant): ShownSide => {
    const title = plan?.alternatives.find((each) => each.id === alternative)?.title;
    return {
      alternative,
      name: alternative === 'base' ? say(W.baseline) : `${alternative} ${title ? say(title) : ''}`,
      at: instant,
      time: timeText(time, instant, utcOffset, say),
    };
  };
  return {
    compared: side(compare.alternative, compareAt ?? playhead, at.compared),
    shown: side(scenario?.alternative ?? 'base', playhead, at.shown),
    provenance: plan?.document.project.provenance ?? null,
  };
}

/** `T3 2027-06-01`, `现在`, or the moment. */
export function timeText(time: Playhead, at: Instant, utcOffset: number, say: Say): string {
  switch (time.kind) {
    case 'now':
      return say(W.now);
    case 'slice':
      return `${time.slice} ${dateText(at, utcOffset)}`;
    case 'instant':
      return momentText(at, utcOffset);
  }
}

const hour = (at: Instant) => Math.floor(at / HOUR) * HOUR;

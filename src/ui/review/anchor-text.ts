import type { Playhead } from '../../domain/clock.ts';
import type { ReviewAnchor } from '../../domain/review/review.ts';
import type { Say } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { W } from './review-words.ts';

/** `T3`, `现在`, or the city's date and time. */
export function momentWords(moment: Playhead, utcOffset: number, say: Say): string {
  switch (moment.kind) {
    case 'now':
      return say(W.now);
    case 'slice':
      return moment.slice;
    case 'instant':
      return momentText(moment.at, utcOffset);
  }
}

/** `B · 版本 3`, `B · 草稿`, or that no plan was open. */
export function planWords({ plan }: ReviewAnchor, say: Say): string {
  if (!plan) return say(W.noPlan);
  return `${alternativeWords(plan.alternative, say)}·${plan.version === null ? say(W.draft) : say(W.versionN, { n: plan.version })}`;
}

/** The letter of an alternative; today's city by its name. */
export function alternativeWords(id: string, say: Say): string {
  return id === 'base' ? say(W.today) : id;
}

/** The object, or the place in degrees. */
export function placeWords({ object, place }: Pick<ReviewAnchor, 'object' | 'place'>): string {
  return object ? object.id : `${place[0].toFixed(5)}, ${place[1].toFixed(5)}`;
}

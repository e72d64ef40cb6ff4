import { DAY, HOUR, type Instant, type SliceId } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';

export type StoryId = 'bridge' | 'water' | 'lights' | 'road';

/** What the one large control of a story moves: the playhead, over recorded hours or over a scenario's slices. */
export type StoryControl =
  | { readonly kind: 'hours'; readonly from: Instant; readonly to: Instant; readonly stepMilliseconds: number }
  | { readonly kind: 'slices'; readonly scenario: string; readonly slices: readonly SliceId[] };

/** One door of the exhibition: what it shows and what a visitor may move. Sentences are short and at most three. */
export interface Story {
  readonly id: StoryId;
  readonly door: Words;
  readonly sentences: readonly Words[];
  readonly controlTitle: Words;
  readonly layers: readonly string[];
  /**
   * The story's one figure: a property of the asset that is looked at, its highest value in the layer, or the number of
   * assets where it is above zero; null shows what the open plan counts.
   */
  readonly figure: {
    readonly layer: string;
    readonly property: string;
    readonly of: 'flagship' | 'highest' | 'switched-on';
  } | null;
  /** Asset to look at (first of the layer whose attribute matches), or a road. */
  readonly look:
    | { readonly kind: 'layer'; readonly layer: string; readonly metres: number }
    | { readonly kind: 'road'; readonly name: string; readonly metres: number };
  /** Range of the control with the city clock at `now`, offset of the city from UTC in minutes. */
  control(now: Instant, utcOffset: number): StoryControl;
}

/** The last `hours` hours up to now. */
export function lastHours(now: Instant, hours: number, stepMilliseconds: number): StoryControl {
  return { kind: 'hours', from: now - hours * HOUR, to: now, stepMilliseconds };
}

/** The most recent dusk that has been recorded whole: 17:00 to 21:00 city time. */
export function lastDusk(now: Instant, utcOffset: number): StoryControl {
  const shift = utcOffset * 60_000;
  const midnight = Math.floor((now + shift) / DAY) * DAY - shift;
  const to = midnight + 21 * HOUR <= now ? midnight + 21 * HOUR : midnight - DAY + 21 * HOUR;
  return { kind: 'hours', from: to - 4 * HOUR, to, stepMilliseconds: 5 * 60_000 };
}

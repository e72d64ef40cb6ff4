import { DAY, type Instant } from './clock.ts';

/** 检修挂起: the alerts of an asset are kept and not told until its end. */
export interface Mute {
  readonly asset: string;
  /** Exclusive. */
  readonly until: Instant;
  readonly reason: string;
  readonly by: string;
  /** A plan in force mutes it by itself, as long as its phase is under construction. */
  readonly plan?: { readonly scenario: string; readonly version: number };
  readonly at: Instant;
}

/** Nobody silences an asset for longer than this at a time, milliseconds. */
export const LONGEST_MUTE = 7 * DAY;

/** The mutes that hold at `now`. */
export function mutesAt(mutes: readonly Mute[], now: Instant): readonly Mute[] {
  return mutes.filter(({ until }) => until > now);
}

/** Ids of the assets that are silent at `now`. */
export function mutedAssets(mutes: readonly Mute[], now: Instant): ReadonlySet<string> {
  return new Set(mutesAt(mutes, now).map(({ asset }) => asset));
}

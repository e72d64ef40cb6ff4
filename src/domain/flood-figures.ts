import type { Instant } from './clock.ts';

/** One reading of standing water. */
export interface DepthSample {
  readonly time: Instant;
  /** cm */
  readonly depth: number;
}

/** What a stretch of record says of one point. */
export interface FloodFigures {
  /** cm, with its moment; null without a reading. */
  readonly deepest: DepthSample | null;
  /** Milliseconds above 15 cm. */
  readonly above: number;
  /** 退水: milliseconds from the end of the rain until the water is below 15 cm; null where it never stood there after the rain. */
  readonly drain: { readonly milliseconds: number; readonly over: boolean } | null;
}

/** One lane of the road may be ponded by this much (GB 50014-2021, clause to be checked), cm. */
const LANE_DEPTH = 15;

/**
 * Deepest water, time above 15 cm and drain-down time of a record. Between two readings the depth is a straight line; across a gap
 * longer than `gap` nothing is counted.
 *
 * @param samples in time order @param rainEnds when the last rain of the record stopped; null: none fell, or it still does
 * @param gap milliseconds
 */
export function floodFigures(samples: readonly DepthSample[], rainEnds: Instant | null, gap: number): FloodFigures {
  const deepest = samples.reduce<DepthSample | null>(
    (best, each) => (best && best.depth >= each.depth ? best : each),
    null,
  );
  const spells: { from: Instant; to: Instant }[] = [];
  for (let i = 1; i < samples.length; i++) {
    const [a, b] = [samples[i - 1] as DepthSample, samples[i] as DepthSample];
    if (b.time - a.time > gap || (a.depth < LANE_DEPTH && b.depth < LANE_DEPTH)) continue;
    const crossing = a.time + ((b.time - a.time) * (LANE_DEPTH - a.depth)) / (b.depth - a.depth || 1);
    const from = a.depth >= LANE_DEPTH ? a.time : crossing;
    const to = b.depth >= LANE_DEPTH ? b.time : crossing;
    const last = spells.at(-1);
    if (last && from - last.to <= 1) last.to = to;
    else spells.push({ from, to });
  }
  const above = spells.reduce((sum, { from, to }) => sum + to - from, 0);
  const after = rainEnds === null ? undefined : spells.findLast(({ to }) => to > rainEnds);
  const newest = samples.at(-1);
  return {
    deepest,
    above,
    drain:
      rainEnds === null || !after
        ? null
        : {
            milliseconds: after.to - rainEnds,
            over: !(newest && newest.depth >= LANE_DEPTH && after.to === newest.time),
          },
  };
}

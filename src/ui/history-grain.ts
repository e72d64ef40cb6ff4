import { HISTORY_LEVELS, type HistoryLevel, LEVEL_WIDTH } from '../domain/retention.ts';
import type { AssetHistory } from '../state/port.ts';
import type { Say } from './desk-context.ts';
import { durationText } from './format.ts';
import { W } from './words.ts';

/** Shortest and longest time that one point of a chart stands for, ms: no shorter than the level that is kept there. */
function grainOf({ bucket, levels }: Pick<AssetHistory, 'bucket' | 'levels'>): {
  readonly shortest: number;
  readonly longest: number;
} {
  if (levels.length === 0) return { shortest: bucket, longest: bucket };
  const widths = levels.map((level) => (level === 'raw' ? bucket : Math.max(bucket, LEVEL_WIDTH[level])));
  return { shortest: Math.min(...widths), longest: Math.max(...widths) };
}

/** Milliseconds without a point that are shown as a gap: two points and a half, or what makes the sensor's value stale. */
export function gapOf(history: Pick<AssetHistory, 'bucket' | 'levels'>, staleSeconds: number): number {
  return Math.max(2.5 * grainOf(history).longest, 1000 * staleSeconds);
}

/** What a point of the chart is, and how finely the span is kept, the latest first: `每点 1 天均值 · 存档：原始值、1 小时均值`. */
export function grainText(history: Pick<AssetHistory, 'bucket' | 'levels'>, say: Say): string {
  const { shortest, longest } = grainOf(history);
  const width =
    shortest === longest
      ? durationText(longest, say)
      : say(W.chartWidths, { short: durationText(shortest, say), long: durationText(longest, say) });
  const levels = HISTORY_LEVELS.filter((level) => history.levels.includes(level));
  if (levels.length === 0) return say(W.chartPoint, { width });
  const kept = levels
    .map((level) => say(LEVEL_WORDS[level]))
    .reduce((later, earlier) => say(W.levelEarlier, { kept: later, levels: earlier }));
  return say(W.chartGrain, { width, levels: kept });
}

const LEVEL_WORDS: Readonly<Record<HistoryLevel, { readonly zh: string; readonly en: string }>> = {
  raw: W.levelRaw,
  minutes: W.levelMinutes,
  hours: W.levelHours,
};

import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../domain/clock.ts';
import { sayIn } from './desk-context.ts';
import { gapOf, grainText } from './history-grain.ts';
import { alone, stretches } from './stretches.ts';

const zh = sayIn('zh');
const en = sayIn('en');

it('says what a point of the chart is and how finely the span is kept', () => {
  expect(grainText({ bucket: 10 * MINUTE, levels: ['raw'] }, zh)).toBe('每点为 10 分钟的均值与高低 · 存档：原始值');
  expect(grainText({ bucket: DAY, levels: ['hours', 'minutes', 'raw'] }, zh)).toBe(
    '每点为 24 小时的均值与高低 · 存档：原始值，更早为 1 分钟均值，更早为 1 小时均值',
  );
  expect(grainText({ bucket: 30_000, levels: ['hours'] }, zh)).toBe('每点为 1 小时的均值与高低 · 存档：1 小时均值');
  expect(grainText({ bucket: 30_000, levels: ['minutes', 'raw'] }, en)).toBe(
    'Each point: mean, low and high of 30 s to 1 min · kept: values as measured, earlier 1 min means',
  );
  expect(grainText({ bucket: HOUR, levels: [] }, en)).toBe('Each point: mean, low and high of 1 h');
});

it('breaks the line at a gap, however coarse the level, and shows a value that stands alone', () => {
  const hourly = { bucket: 30_000, levels: ['hours'] } as const;
  const points = [0, 1, 2, 6, 10, 11].map((hour) => ({ time: hour * HOUR, min: 0, max: 0, mean: 0 }));
  const runs = stretches(points, gapOf(hourly, 600));
  expect(runs.map((run) => run.length)).toEqual([3, 1, 2]);
  expect(gapOf({ bucket: 30_000, levels: ['raw'] }, 600)).toBe(600_000);
  expect(alone([1, 2, null, 3, null, 4, 5, null, 6])).toEqual([3, 8]);
});

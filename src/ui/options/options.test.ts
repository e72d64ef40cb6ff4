import { describe, expect, test } from 'vitest';
import { DAY } from '../../domain/clock.ts';
import { betterOf } from './better.ts';
import { axisTicks } from './months.ts';

describe('which way is better', () => {
  test.each([
    ['poles.standing', 'less'],
    ['cost.npv', 'less'],
    ['lanes.days', 'less'],
    ['lighting.eav', 'more'],
    ['lighting.ti', 'less'],
    ['reduction.mergeable', 'more'],
    ['footway.least', 'more'],
    ['footway.obstructed', 'less'],
    ['poles.merged', null],
    ['poles.standing.LP', null],
  ] as const)('%s: %s', (key, better) => expect(betterOf(key)).toBe(better));
});

describe('months of the works', () => {
  const jining = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
  test('are midnights of the city, the last one only where its name has room', () => {
    expect(axisTicks(jining('2027-03-01'), jining('2027-06-05'), 480)).toEqual(
      ['2027-03-01', '2027-04-01', '2027-05-01'].map(jining),
    );
  });
  test('thin out over years, and cross the turn of the year', () => {
    const ticks = axisTicks(jining('2027-03-15'), jining('2029-03-15'), 480);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.length).toBeGreaterThan(5);
    expect(ticks[0]).toBe(jining('2027-04-01'));
    for (const [index, tick] of ticks.slice(1).entries())
      expect(tick - (ticks[index] as number)).toBeGreaterThan(80 * DAY);
  });
});

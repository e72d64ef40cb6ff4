import { expect, it } from 'vitest';
import { mergeInto } from '../scenario/fixture/short-street.ts';
import { carrierAt, litStreet } from '../scenario/lighting/fixture/lit-street.ts';
import { boundaryDays, sameMoment } from './boundary-days.ts';

const plan = litStreet(
  [carrierAt(20, 'luminaire:12:0', 5), { op: 'light', layer: 'lamp', targets: ['S15'], dim: 50, days: [2, 8] }],
  [mergeInto('MF20', 'lamp', 'S20', ['luminaire:12:0'], { migrated: 12, day: 15 })],
);

it('knows each day on which a pole comes or goes, a lamp is dimmed or mounts move', () => {
  expect([...boundaryDays(plan)]).toEqual([2, 5, 8, 12, 15]);
});

it('takes two days for one moment as long as nothing happens between them; what happens on a day is there from its beginning', () => {
  const days = boundaryDays(plan);
  expect(sameMoment(days, 5, 7.9)).toBe(true);
  expect(sameMoment(days, 4.9, 5)).toBe(false);
  expect(sameMoment(days, 7.9, 8)).toBe(false);
  expect(sameMoment(days, -10, 1.9)).toBe(true);
  expect(sameMoment(days, 15, 9000)).toBe(true);
});

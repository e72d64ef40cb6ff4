import { expect, it } from 'vitest';
import { parseLandscape } from './catalog.ts';

const SCHEDULE = {
  offAt: 22,
  festivalOffAt: 23.5,
  festivals: [['2026-10-01', '2026-10-07']],
  provenance: 'illustrative',
};

it('reads the hours and festivals of waterside lights, and names what is wrong with them', () => {
  expect(parseLandscape(SCHEDULE, 'city.json')).toEqual(SCHEDULE);
  const broken: readonly (readonly [object, RegExp])[] = [
    [{ offAt: 8 }, /offAt/],
    [{ festivalOffAt: 25 }, /festivalOffAt/],
    [{ festivals: [['2026-13-40', '2026-10-07']] }, /festivals/],
    [{ festivals: [['2026-10-01']] }, /festivals/],
  ];
  for (const [wrong, named] of broken)
    expect(() => parseLandscape({ ...SCHEDULE, ...wrong }, 'city.json'), JSON.stringify(wrong)).toThrow(named);
});

import { describe, expect, test } from 'vitest';
import { rangeOf } from '../range.ts';
import { costAssumptions } from './assumptions.ts';
import { measure, type Quantities } from './measures.ts';

const SITE = { longitude: 116.59, latitude: 35.42, from: Date.parse('2026-05-01T00:00:00+08:00') };
const assumptions = costAssumptions([], SITE);
const { mid } = assumptions;
const of = (...rows: Parameters<typeof Map.prototype.set>[] | [string, number][]) =>
  new Map(rows as never) as Quantities;

describe('present value', () => {
  test('opex of 400 yuan a year over 20 years at 6 %: annuity factor 11.4699', () => {
    // Factor (P/A, 6 %, 20) = 11.4699: compound interest tables, e.g. Blank & Tarquin, Engineering Economy, table 11.
    expect(measure('npv', of(['plainUpkeep', 1]), mid)).toBeCloseTo(400 * 11.4699, 0);
  });

  test('a carrier of 25 years leaves a fifth of its price after 20, (P/F, 6 %, 20) = 0.3118', () => {
    const value = measure('npv', of(['carrier', 1], ['carrierStock', 1]), mid);
    expect(value).toBeCloseTo(60_000 - 60_000 * 0.2 * 0.3118, -1);
  });

  test('a luminaire of 12 years is bought once more and is 8 years old at the end', () => {
    // (P/F, 6 %, 12) = 0.4970.
    expect(measure('npv', of(['ledStock', 1]), mid)).toBeCloseTo(2500 * (0.497 - (4 / 12) * 0.3118), 0);
  });

  test('devices of 7 years are bought in years 7 and 14', () => {
    // (P/F, 6 %, 7) = 0.6651, (P/F, 6 %, 14) = 0.4423; one of seven years is left at the end.
    expect(measure('npv', of(['deviceStock', 1]), mid)).toBeCloseTo(6000 * (0.6651 + 0.4423 - (1 / 7) * 0.3118), 0);
  });

  test('without interest it is the plain sum', () => {
    const value = measure('npv', of(['plainUpkeep', 3], ['removal', 2]), { ...mid, discountRate: 0 });
    expect(value).toBeCloseTo(3 * 400 * 20 + 2 * 3000, 6);
  });
});

test('60 lamps of 250 W burn about 60,000 kWh a year, LED of 150 W 36,000; dimming takes a quarter off at most (domain reference §4.6)', () => {
  const plain = { ...mid, ballastLoss: 0, lateDim: 100 };
  const hours = measure('energy', of(['ratedLamp', 1]), plain);
  expect(hours).toBeGreaterThan(4000);
  expect(hours).toBeLessThan(4100);
  expect(measure('energy', of(['ratedLamp', 60 * 0.25]), plain)).toBeCloseTo(15 * hours, 6);
  expect(measure('energy', of(['ledLamp', 60]), { ...plain, ledPower: 150 })).toBeCloseTo(9 * hours, 6);
  const dimmed = measure('energy', of(['ratedLamp', 1]), { ...plain, lateDim: 50 }) / hours;
  expect(dimmed).toBeGreaterThan(0.7);
  expect(dimmed).toBeLessThan(0.85);
});

test('a high and a low arm share the power of their pole', () => {
  const both = measure('energy', of(['ratedHighArm', 0.25], ['ratedLowArm', 0.25]), mid);
  expect(both).toBeCloseTo(measure('energy', of(['ratedLamp', 0.25]), mid), 9);
});

test('a micro cell of 300–800 W takes 2,600–7,000 kWh a year (domain reference §4.6)', () => {
  const at = (microCellPower: number) => measure('energy', of(['microCellPower', 1]), { ...mid, microCellPower });
  expect(at(300)).toBeCloseTo(2628, 6);
  expect(at(800)).toBeCloseTo(7008, 6);
});

test('carbon is energy times the grid factor, in tonnes', () => {
  const loads = of(['ratedLamp', 15], ['cameraPower', 3]);
  expect(measure('carbon', loads, mid)).toBeCloseTo((measure('energy', loads, mid) * 0.64) / 1000, 9);
});

describe('ranges', () => {
  test('two independent prices: deviations of 3 and 4 make 5, extremes 7', () => {
    const two = {
      mid: { ...mid, removalCost: 10, mountMoveCost: 20 },
      low: { ...mid, removalCost: 7, mountMoveCost: 16 },
      high: { ...mid, removalCost: 13, mountMoveCost: 24 },
    };
    const range = rangeOf((v) => v.removalCost + v.mountMoveCost, two, ['removalCost', 'mountMoveCost']);
    expect(range.mid).toBe(30);
    expect([range.low, range.high]).toEqual([25, 35]);
    expect(range.bounds).toEqual([23, 37]);
    expect(range.tornado.map(({ key, swing }) => [key, swing])).toEqual([
      ['mountMoveCost', 8],
      ['removalCost', 6],
    ]);
  });

  test('a falling assumption widens the same side as a rising one', () => {
    const range = rangeOf((v) => 1 / v.discountRate, assumptions, ['discountRate']);
    expect(range.high).toBeCloseTo(1 / 0.03, 9);
    expect(range.low).toBeCloseTo(1 / 0.08, 9);
  });

  test('what has no effect is no part of the tornado', () => {
    expect(rangeOf((v) => v.tariff, assumptions, ['tariff', 'years']).tornado.map(({ key }) => key)).toEqual([
      'tariff',
    ]);
  });

  test('every range of the table holds its value', () => {
    for (const key of Object.keys(mid).filter((each) => each !== 'site') as Exclude<keyof typeof mid, 'site'>[]) {
      expect(assumptions.low[key]).toBeLessThanOrEqual(mid[key]);
      expect(assumptions.high[key]).toBeGreaterThanOrEqual(mid[key]);
    }
  });
});

import { expect, test } from 'vitest';
import { DRAINAGE_ASSUMPTIONS } from './assumptions.ts';
import {
  BORROWED_FORMULAS,
  chicagoHyetograph,
  type DesignStorm,
  type StormFormula,
  stormDepth,
  stormFormulaOf,
} from './storm.ts';

const [jinan, weifang] = BORROWED_FORMULAS as [StormFormula, StormFormula];
const storm = (change: Partial<DesignStorm> = {}): DesignStorm => ({
  formula: jinan,
  years: 30,
  minutes: 180,
  peakRatio: 0.4,
  ...change,
});
const sum = (values: Float64Array) => values.reduce((total, each) => total + each, 0);

/** Intensity as Keifer and Chu print it, mm/min, `t` minutes from the start. */
function intensity({ formula, years, minutes, peakRatio: r }: DesignStorm, t: number): number {
  const a = 0.006 * formula.lead * (1 + formula.c * Math.log10(years));
  const from = t < r * minutes ? (r * minutes - t) / r : (t - r * minutes) / (1 - r);
  return (a * ((1 - formula.n) * from + formula.b)) / (from + formula.b) ** (formula.n + 1);
}

/** Simpson's rule on each side of the peak, where the intensity has a corner. */
function integral(each: DesignStorm): number {
  const peak = each.peakRatio * each.minutes;
  const side = (from: number, to: number) => {
    const [steps, h] = [20_000, (to - from) / 20_000];
    let total = 0;
    for (let i = 0; i <= steps; i++) {
      const inside = Math.min(Math.max(from + i * h, from + 1e-12), to - 1e-12);
      total += intensity(each, inside) * (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2);
    }
    return (total * h) / 3;
  };
  return side(0, peak) + side(peak, each.minutes);
}

test('the total of a design storm is the integral of its formula, to 1e-9', () => {
  for (const formula of [jinan, weifang])
    for (const years of [1, 3, 30, 100])
      for (const minutes of [1, 37, 60, 180])
        for (const peakRatio of [0.35, 0.4, 0.413, 0.9]) {
          const each = storm({ formula, years, minutes, peakRatio });
          const total = sum(chicagoHyetograph(each));
          expect(Math.abs(total / stormDepth(each) - 1)).toBeLessThan(1e-9);
          expect(Math.abs(total / integral(each) - 1)).toBeLessThan(1e-9);
        }
});

test('totals agree with the published table of the borrowed formulas', () => {
  const depths = (formula: StormFormula, minutes: number) =>
    [1, 3, 5, 10, 30, 50, 100].map((years) => stormDepth(storm({ formula, minutes, years })));
  const table: readonly [StormFormula, number, readonly number[]][] = [
    [jinan, 60, [34.0, 46.3, 51.9, 59.6, 71.9, 77.6, 85.3]],
    [jinan, 180, [44.1, 59.9, 67.3, 77.2, 93.1, 100.4, 110.4]],
    [weifang, 60, [33.8, 47.0, 53.2, 61.6, 74.8, 81.0, 89.4]],
  ];
  for (const [formula, minutes, expected] of table)
    depths(formula, minutes).forEach((depth, i) => {
      expect(Math.abs(depth - (expected[i] as number))).toBeLessThan(0.15);
    });
});

test('the heaviest minute holds the peak', () => {
  const rain = chicagoHyetograph(storm());
  expect(rain.indexOf(Math.max(...rain))).toBeOneOf([71, 72]);
});

test('a document holds the formula; it is borrowed until every parameter has a source of its own', () => {
  const { lead, c, b, n, borrowed } = stormFormulaOf([]);
  expect({ lead, c, b, n, borrowed }).toEqual({ lead: jinan.lead, c: jinan.c, b: jinan.b, n: jinan.n, borrowed: true });
  const published = DRAINAGE_ASSUMPTIONS.filter(({ key }) => key.startsWith('storm')).map((row) => ({
    ...row,
    value: row.value * 0.9,
    source: '市公布公式',
  }));
  expect(published).toHaveLength(4);
  expect(stormFormulaOf(published.slice(1)).borrowed).toBe(true);
  expect(stormFormulaOf(published)).toMatchObject({ borrowed: false, lead: jinan.lead * 0.9, source: '市公布公式' });
});

test.each([
  [{ years: 0 }, /return period P = 0\. Give 1 to 1000 years/],
  [{ minutes: 12.5 }, /duration = 12\.5\. Give whole minutes/],
  [{ peakRatio: 1 }, /peak ratio r = 1\. Give a number between 0 and 1/],
  [{ formula: { ...jinan, b: -1 } }, /"Jinan": b = -1\. Give minutes above 0/],
  [{ formula: { ...jinan, n: 1.2 } }, /n = 1\.2/],
  [{ formula: { ...jinan, lead: Number.NaN } }, /167 A₁ = NaN/],
])('a storm with %o is refused by name', (change, message) => {
  expect(() => chicagoHyetograph(storm(change))).toThrow(message);
});

import { expect, test } from 'vitest';
import { DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';
import { compareRuns } from './compare-runs.ts';
import type { DrainageInputs } from './drainage-inputs.ts';
import { fullPipeFlow } from './hydraulics.ts';
import { inundate } from './inundation.ts';
import { type DrainageMeasure, withMeasures } from './measures.ts';
import { drainageReport, UNSURVEYED_NOTE } from './report.ts';
import { BORROWED_FORMULAS, BORROWED_NOTE, chicagoHyetograph, type StormFormula } from './storm.ts';

const values = drainageValues(DRAINAGE_ASSUMPTIONS).mid;
const formula = BORROWED_FORMULAS[0] as StormFormula;
const storm = (years: number) => chicagoHyetograph({ formula, years, minutes: 120, peakRatio: values.peakRatio });

/**
 * A street of 60 × 20 cells of 10 m with two low points, west (column 15) and east (column 44), 40 cm below the hump between them, falling
 * 5 cm to the east; a small pipe drains both.
 */
const [WEST, EAST] = [10 * 60 + 15, 10 * 60 + 44];
const street = (): DrainageInputs => ({
  terrain: {
    columns: 60,
    rows: 20,
    cell: 10,
    edge: 'closed',
    ground: Float64Array.from({ length: 1200 }, (_, i) => {
      const [x, y] = [i % 60, Math.floor(i / 60)];
      const from = Math.min(Math.abs(x - 15), Math.abs(x - 44));
      return 36 - (x >= 30 ? 0.05 : 0) + 0.03 * from + 0.04 * Math.abs(y - 10);
    }),
  },
  surface: new Uint8Array(1200),
  values,
  inlets: [
    { id: 'west', cell: WEST, kind: 'doubleGrate', count: 20, pipe: 'main' },
    { id: 'east', cell: EAST, kind: 'doubleGrate', count: 20, pipe: 'main' },
  ],
  pipes: [{ id: 'main', diameter: 0.6, slope: 0.002, length: 400, to: 'river' }],
  outfalls: [{ id: 'river', crown: 34, river: 33 }],
  pumps: [],
  tanks: [],
});
const POINTS = [
  { id: 'west', cell: WEST },
  { id: 'east', cell: EAST },
];
const run = (measures: readonly DrainageMeasure[], years: number) =>
  inundate(withMeasures(street(), measures), storm(years), 240);
const compared = (measures: readonly DrainageMeasure[], years = 10) =>
  compareRuns(run([], years), run(measures, years), POINTS);

test('full pipes flow as the tables of Manning say', () => {
  const flows = [0.6, 0.8, 1, 1.2].map((diameter) => fullPipeFlow(diameter, 0.002, 0.013));
  [0.27, 0.59, 1.07, 1.74].forEach((flow, i) => {
    expect(Math.abs((flows[i] as number) - flow)).toBeLessThan(0.01);
  });
});

test('an upgrade that holds a storm of 30 years still floods at 100 years', () => {
  const upgrade = (pumps: number): DrainageMeasure[] => [
    { kind: 'pipe', pipe: 'main', diameter: 1.2 },
    ...POINTS.map(({ id, cell }): DrainageMeasure => {
      const low = cell === WEST ? 36 : 35.95;
      return { kind: 'pump', add: { id: `pump ${id}`, cell, rate: 0.25 * pumps, on: low + 0.08, off: low + 0.02 } };
    }),
  ];
  const deepestOf = (measures: readonly DrainageMeasure[], years: number) =>
    Math.max(...compareRuns(run([], years), run(measures, years), POINTS).points.map(({ after }) => after));
  expect(deepestOf([], 30)).toBeGreaterThan(0.15);
  const enough = Array.from({ length: 20 }, (_, i) => i + 1).find((pumps) => deepestOf(upgrade(pumps), 30) < 0.15);
  expect(enough).toBeGreaterThan(1);
  expect(deepestOf(upgrade(enough as number), 30)).toBeLessThan(0.15);
  expect(deepestOf(upgrade(enough as number), 100)).toBeGreaterThan(0.15);
});

test.each<[string, DrainageMeasure[]]>([
  ['a larger pipe', [{ kind: 'pipe', pipe: 'main', diameter: 1.2 }]],
  ['a tank', [{ kind: 'tank', add: { id: 'tank', cell: WEST, volume: 800, weirLength: 10, crest: 0.02 } }]],
  ['a pump', [{ kind: 'pump', add: { id: 'pump', cell: WEST, rate: 0.5, on: 36.1, off: 36.02 } }]],
  ['permeable paving', [{ kind: 'surface', surface: 'gravel', cells: [...Array(1200).keys()] }]],
])('%s lowers the water where it stands and raises it nowhere', (_, measures) => {
  const { points, worse, worseCells } = compared(measures);
  expect((points[0]?.after as number) - (points[0]?.before as number)).toBeLessThan(-0.005);
  expect(worse).toEqual([]);
  expect(worseCells).toEqual([]);
});

test('more inlets at one point take the pipe from another, which is listed as worse', () => {
  const more: DrainageMeasure = {
    kind: 'inlets',
    add: { id: 'more', cell: WEST, kind: 'doubleGrate', count: 40, pipe: 'main' },
  };
  const { points, worse } = compared([more], 3);
  expect(worse.map(({ id }) => id)).toEqual(['east']);
  expect(points[0]?.after).toBeLessThan(points[0]?.before as number);
});

test('a raised low point is drier and the next one takes its water', () => {
  const cells = [...Array(1200).keys()].filter((cell) => Math.abs((cell % 60) - 15) <= 7);
  const { points, worse, worseCells, cellChanges } = compared([{ kind: 'raise', cells, by: 0.2 }], 100);
  expect(points[0]?.after).toBeLessThan(points[0]?.before as number);
  expect(worse.map(({ id }) => id)).toEqual(['east']);
  expect(worseCells).toContain(EAST);
  expect(cellChanges[EAST]).toBeCloseTo((points[1]?.after as number) - (points[1]?.before as number), 12);
});

test.each<[DrainageMeasure, RegExp]>([
  [{ kind: 'pipe', pipe: 'other', diameter: 1 }, /pipe "other" is not in the plan\. Name one/],
  [{ kind: 'raise', cells: [1200], by: 0.1 }, /"raise": cell = 1200\. Give a cell from 0 to 1199/],
  [{ kind: 'raise', cells: [1], by: Number.NaN }, /by = NaN m/],
  [{ kind: 'surface', cells: [-1], surface: 'green' }, /"surface": cell = -1/],
])('a measure that fits nothing is refused by name: %o', (measure, message) => {
  expect(() => withMeasures(street(), [measure])).toThrow(message);
});

test('measures leave the inputs they start from as they were', () => {
  const inputs = street();
  withMeasures(inputs, [
    { kind: 'raise', cells: [WEST], by: 1 },
    { kind: 'surface', cells: [WEST], surface: 'green' },
  ]);
  expect(inputs).toEqual(street());
});

const point = (before: number, after: number) => {
  const each = { id: 'west', before, after, minutesBefore: 30, minutesAfter: 5, worse: false };
  return { points: [each], worse: [], worseCells: [], cellChanges: Float64Array.of(after - before) };
};
const surveyed = (cell: number, accuracy: number) => ({ ...street().terrain, cell, survey: { by: '某院', accuracy } });

test('without a surveyed terrain only differences are said, with the sentence that they are no basis', () => {
  for (const terrain of [street().terrain, surveyed(5, 0.1), surveyed(1, 0.3)]) {
    const report = drainageReport(point(0.3, 0.1), terrain, formula, values);
    expect(report.basis).toBe('illustrative');
    expect(report.notes).toEqual([UNSURVEYED_NOTE, BORROWED_NOTE]);
    expect(report.notes[0]?.zh).toBe('示意地形，不得用于工程判断');
    expect(Object.keys(report.points[0] ?? {}).sort()).toEqual(['changeCm', 'changeMinutes', 'id', 'worse']);
    expect(Object.keys(report).sort()).toEqual(['basis', 'cellChanges', 'notes', 'points', 'worse']);
    expect(report.points[0]?.changeCm).toBeCloseTo(-20, 9);
  }
});

test('on a surveyed terrain a level is a range where its uncertainty spans a limit', () => {
  const report = drainageReport(point(0.27, 0.65), surveyed(1, 0.05), { ...formula, borrowed: false }, values);
  if (report.basis !== 'surveyed') return expect.fail('no levels');
  expect(report.notes).toEqual([]);
  const { before, after } = report.points[0] as (typeof report.points)[0];
  // 27 ± √(5² + 7.5²) = 27 ± 9.0 cm: from yellow (15) to orange (27).
  expect(before.depthCm.map((each) => Math.round(each * 10) / 10)).toEqual([18, 36]);
  expect(before.levels).toEqual(['yellow', 'orange']);
  expect(before.words).toEqual({ zh: '黄–橙', en: 'Yellow–Orange' });
  expect(after.words).toEqual({ zh: '红', en: 'Red' });
  expect(after.meaning?.zh).toBe('危及生命，立即救援撤离');
});

import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { compileScenario } from '../compile.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { lightingInputs } from '../lighting/assumptions.ts';
import { burningSite, fullPowerHours } from '../lighting/burning-hours.ts';
import { lightingKpis } from '../lighting/figures.ts';
import { costAssumptions } from './assumptions.ts';
import { costDifference, costRange } from './compare.ts';
import { costKpis } from './cost-kpis.ts';

const NOW = parseInstant('2026-05-01T00:00:00+08:00');
const figures = (compiled: CompiledScenario, alternative: string, at = compiled.end) =>
  new Map(costKpis(compiled, alternative, at).map((kpi) => [kpi.key, kpi]));
const read = (kpis: ReadonlyMap<string, Kpi>, key: string) => kpis.get(key)?.value as number;

describe('a street worked by hand', () => {
  const compiled = compileScenario(
    shortStreetDocument(
      [addCarrier('MF1', 'luminaire:10:0|camera:6:0|micro-cell:9.5:0', 8)],
      [
        mergeInto('MF1', 'lamp', 'L1', ['luminaire:10:0'], { migrated: 12, day: 15 }),
        mergeInto('MF1', 'pole', 'CC1', ['camera:6:0'], { migrated: 12, day: 15 }),
        { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed' },
      ],
    ),
    shortStreetTables(),
    NOW,
    480,
  );
  const at = figures(compiled, 'X');

  test('capex: a carrier, its base, a new cell, two mounts and three removals', () => {
    expect(read(at, 'cost.capex')).toBeCloseTo((60_000 + 5000 + 40_000 + 2 * 1500 + 3 * 3000) / 10_000, 9);
  });

  test('payers share it: the camera is the police’s, the cell the tower company’s', () => {
    expect(read(at, 'cost.capex.police')).toBeCloseTo(0.15, 9);
    expect(read(at, 'cost.capex.tower')).toBeCloseTo(4, 9);
    expect(read(at, 'cost.capex.grid')).toBe(0);
  });

  // Lamps without a surveyed power are taken as LED by the lighting model, before and after.
  const hours = fullPowerHours(burningSite(compiled), lightingInputs(compiled.document));
  const kwh = 2 * 0.15 * hours + 8.76 * (15 + 500);

  test('energy: two LED of 150 W, a camera and a cell', () => {
    expect(read(at, 'carbon.annual')).toBeCloseTo((kwh * 0.64) / 1000, 9);
    expect(read(figures(compiled, 'base'), 'carbon.annual')).toBeCloseTo((2 * 0.15 * hours + 8.76 * 15) * 0.00064, 9);
  });

  test('rent stands apart from opex', () => {
    expect(read(at, 'cost.rent')).toBeCloseTo(0.3, 9);
    const upkeep = 2500 + 4 * 400;
    expect(read(at, 'cost.opex')).toBeCloseTo((upkeep + kwh * 0.68) / 10_000, 9);
  });

  test('money is spent as the works go on; the present value is always that of the finished plan', () => {
    const early = figures(compiled, 'X', compiled.start);
    expect(read(early, 'cost.capex')).toBe(0);
    expect(read(early, 'cost.npv')).toBe(read(at, 'cost.npv'));
  });
});

const street = syntheticStreet(1300, 3);
const document = greedyPlan(street);
const compiled = compileScenario(document, street.tables, NOW, 480);

describe('traces', () => {
  test.each(['base', 'A', 'B', 'C'])('%s: payers and districts add up, ranges hold their value', (alternative) => {
    for (const at of [compiled.start, ...compiled.slices.map((slice) => slice.at)]) {
      const kpis = figures(compiled, alternative, at);
      const sum = (prefix: string) =>
        [...kpis].filter(([key]) => key.startsWith(prefix)).reduce((total, [, kpi]) => total + kpi.value, 0);
      for (const key of ['cost.capex', 'cost.opex']) {
        expect(sum(`${key}.`)).toBeCloseTo(read(kpis, key), 6);
        expect(sum(`${key}@`)).toBeCloseTo(read(kpis, key), 6);
      }
      expect(read(kpis, 'cost.works') + read(kpis, 'cost.lines')).toBeCloseTo(read(kpis, 'cost.capex'), 6);
      for (const kpi of kpis.values()) {
        expect(kpi.range?.[0]).toBeLessThanOrEqual(kpi.value + 1e-9);
        expect(kpi.range?.[1]).toBeGreaterThanOrEqual(kpi.value - 1e-9);
        if (kpi.value !== 0) expect(kpi.objects.length).toBeGreaterThan(0);
        for (const key of kpi.assumptions) expect(document.assumptions.some((each) => each.key === key)).toBe(true);
      }
    }
  });
});

test('the energy that is paid is the energy of the lighting model, at every instant of every alternative', () => {
  const factor = costAssumptions(document.assumptions, burningSite(compiled)).mid.gridFactor;
  for (const { id } of compiled.alternatives)
    for (const at of [compiled.start, ...compiled.slices.map((slice) => slice.at), compiled.end]) {
      const light = new Map(lightingKpis(compiled, id, at).map((kpi) => [kpi.key, kpi.value]));
      const both = (light.get('energy.lighting') as number) + (light.get('energy.devices') as number);
      expect(both).toBeGreaterThan(0);
      expect(read(figures(compiled, id, at), 'carbon.annual') / (both * factor * 0.001)).toBeCloseTo(1, 12);
    }
});

describe('comparison', () => {
  test('B and C share every price: the difference is that of the cells alone', () => {
    const { range, significant } = costDifference(compiled, 'B', 'C', 'capex');
    expect(significant).toBe(true);
    expect(range.tornado.map(({ key }) => key)).toEqual(['microCellCost']);
    const apart = costRange(compiled, 'C', 'capex');
    expect(range.high - range.low).toBeLessThan((apart.high - apart.low) / 10);
  });

  test('an alternative does not differ from itself, and says so', () => {
    const { range, significant, words } = costDifference(compiled, 'B', 'B', 'npv');
    expect([range.low, range.mid, range.high]).toEqual([0, 0, 0]);
    expect(significant).toBe(false);
    expect(words.zh).toBe('无显著差异');
  });

  test('zero inside the range of the difference is no significant difference', () => {
    const cheap = {
      ...document,
      assumptions: document.assumptions.map((each) =>
        each.key === 'microCellCost' ? { ...each, value: 1, range: [-60_000, 60_000] as [number, number] } : each,
      ),
    };
    const other = compileScenario(cheap, street.tables, NOW, 480);
    expect(costDifference(other, 'B', 'C', 'capex').words.zh).toBe('无显著差异');
    expect(costDifference(compiled, 'A', 'B', 'capex').words.zh).toBe('B 较 A 高');
  });

  test('the tornado of present value is sorted by swing and names the price of carriers', () => {
    const { tornado } = costRange(compiled, 'B', 'npv');
    expect(tornado.map(({ swing }) => swing)).toEqual([...tornado.map(({ swing }) => swing)].sort((a, b) => b - a));
    expect(tornado.slice(0, 6).map(({ key }) => key)).toContain('carrierCost');
  });
});

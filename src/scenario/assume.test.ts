import { expect, test } from 'vitest';
import { parseInstant } from '../domain/clock.ts';
import { assume, isEditable } from './assume.ts';
import { compileScenario } from './compile.ts';
import { greedyPlan } from './fixture/greedy-plan.ts';
import { syntheticStreet } from './fixture/synthetic-street.ts';
import { kpisAt } from './kpis.ts';

const { tables, project } = syntheticStreet(600);
const document = greedyPlan({ tables, project });
const compiled = compileScenario(document, tables, parseInstant('2026-11-23T00:00:00+08:00'), 480);
const read = (scenario: typeof compiled, key: string) =>
  kpisAt(scenario, 'B', compiled.end).find((kpi) => kpi.key === key)?.value as number;

test('another price is another cost, and nothing that is drawn changes', () => {
  const dearer = assume(compiled, { removalCost: 6000 });
  expect(read(dearer, 'cost.capex')).toBeGreaterThan(read(compiled, 'cost.capex'));
  expect(read(dearer, 'poles.standing')).toBe(read(compiled, 'poles.standing'));
  expect(dearer.alternatives).toBe(compiled.alternatives);
  expect(dearer.assets).toBe(compiled.assets);
});

test('the same values are the same scenario; the document’s own values are the document itself', () => {
  expect(assume(compiled, { tariff: 0.7 })).toBe(assume(compiled, { tariff: 0.7 }));
  const tariff = document.assumptions.find((each) => each.key === 'tariff')?.value as number;
  expect(assume(compiled, { tariff, unheard: 1 })).toBe(compiled);
});

test('what shapes the plan asks for another plan and is left alone here', () => {
  const crews = document.assumptions.find((each) => each.key === 'crews');
  expect(crews && isEditable(crews)).toBe(false);
  expect(assume(compiled, { crews: 1 })).toBe(compiled);
  expect(() => assume(compiled, { tariff: Number.NaN })).toThrow(/tariff.*finite/);
});

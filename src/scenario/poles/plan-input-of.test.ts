import { expect, test } from 'vitest';
import { compileScenario } from '../compile.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { planInputOf } from './plan-input-of.ts';

const NOW = Date.UTC(2026, 10, 23);
const street = syntheticStreet(900, 3);

test.each([
  ['any year', {}],
  ['a start date', { start: { year: 2028, month: 2, day: 29 } }],
  ['other assumptions', { policies: { lampShift: 3, crews: 3 } }],
])('an open plan with %s gives what it was planned from: planning again writes the same document', (_, given) => {
  const document = greedyPlan({ ...street, ...given });
  const input = planInputOf(compileScenario(document, street.tables, NOW, 480));
  expect(input && greedyPlan(input)).toEqual(document);
});

test('what other alternatives build is no pole of today', () => {
  const compiled = compileScenario(greedyPlan(street), street.tables, NOW, 480);
  expect(compiled.assets.get('pole')?.count).toBeGreaterThan(street.tables.get('pole')?.count ?? 0);
  expect(planInputOf(compiled)?.tables.get('pole')?.ids).toEqual(street.tables.get('pole')?.ids);
});

test('a plan of other things, or one without the axis of its road, is not planned again', () => {
  const document = greedyPlan(street);
  const { axis: _, ...withoutAxis } = document.project;
  for (const project of [withoutAxis, { ...document.project, kind: 'billboards' as const }])
    expect(planInputOf(compileScenario({ ...document, project }, street.tables, NOW, 480))).toBeNull();
});

import { expect, test } from 'vitest';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import { compileScenario } from './compile.ts';
import { greedyPlan } from './fixture/greedy-plan.ts';
import { syntheticStreet } from './fixture/synthetic-street.ts';
import { withKnownAssets } from './known-assets.ts';

const street = syntheticStreet(700, 2);
const document = greedyPlan(street);

test('a document of this city comes back itself', () => {
  expect(withKnownAssets(document, street.tables)).toEqual({ document, leftOut: [] });
});

test('unknown assets are named, the rest is kept and compiles', () => {
  const [layer] = document.baseline;
  const strange: ScenarioDocument = {
    ...document,
    baseline: [{ layer: 'lamp', ids: [...(layer?.ids ?? []), 'LP-GONE'] }, ...document.baseline.slice(1)],
    alternatives: document.alternatives.map((alternative) => ({
      ...alternative,
      phases: alternative.phases.map((phase, index) =>
        index > 0
          ? phase
          : {
              ...phase,
              operations: [
                ...phase.operations,
                { op: 'remove', target: { layer: 'pole', id: 'AD-GONE' }, how: 'removed', day: phase.from },
                {
                  op: 'light',
                  layer: 'lamp',
                  targets: ['LP-GONE', layer?.ids[0] ?? ''],
                  dim: 0.5,
                  days: [phase.from, phase.to],
                },
              ],
            },
      ),
    })),
  };
  const { document: known, leftOut } = withKnownAssets(strange, street.tables);
  expect(leftOut.filter((each) => each.objects.includes('AD-GONE'))).toHaveLength(document.alternatives.length);
  expect(leftOut.find(({ place }) => place.en === 'baseline')?.reason.zh).toContain('LP-GONE');
  expect(known.baseline).toEqual(document.baseline);
  const lit = known.alternatives[0]?.phases[0]?.operations.at(-1);
  expect(lit?.op === 'light' && lit.targets).toEqual([layer?.ids[0]]);
  expect(() => compileScenario(known, street.tables, Date.UTC(2026, 10, 23), 480)).not.toThrow();
});

test('a merge onto a carrier that is left out goes with it', () => {
  const without = new Map([...street.tables].filter(([layer]) => layer !== 'pole'));
  const { document: known } = withKnownAssets(document, without);
  const operations = known.alternatives.flatMap(({ phases }) => phases.flatMap((phase) => phase.operations));
  expect(operations.filter(({ op }) => op === 'add' || op === 'merge')).toEqual([]);
});

import { expect, test } from 'vitest';
import { holds } from '../../domain/validity.ts';
import { compileScenario } from '../compile.ts';
import type { Kpi } from '../compiled.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { ledgerOf } from '../ledger.ts';
import { roadAxis } from '../road-axis.ts';
import { spaceKpis } from './space-kpis.ts';

const street = syntheticStreet(600);
const document = greedyPlan(street);
const axis = roadAxis(street.project.axis);
const stationOf = ([longitude, latitude]: readonly [number, number]) => axis.stationOf(longitude, latitude);
const NOW = Date.UTC(2026, 6, 15);
const bare = compileScenario(document, street.tables, NOW, 480);
/** Poles of the north side within a footway from the nearest pole's line to 6 m behind it. */
const north = ledgerOf(bare, 'base')
  .poles.map((pole) => ({ pole, station: stationOf(pole.position) }))
  .filter(({ station }) => station.offset > 0);
const kerb = Math.min(...north.map(({ station }) => station.offset)) - 0.6;
const outer = kerb + 6;
const surroundings = { footways: [{ side: 'north' as const, from: 0, to: 600, kerb, outer }] };
const compiled = compileScenario(document, street.tables, NOW, 480, surroundings);
const of = (kpis: readonly Kpi[], key: string) => kpis.find((each) => each.key === key);

test('spacing of lights by hand: the mean of the gaps of both sides', () => {
  const lit = ledgerOf(compiled, 'base').poles.filter(({ ref, planned }) => ref.layer === 'lamp' && !planned);
  const gaps = [-1, 1].flatMap((side) => {
    const row = lit
      .map(({ position }) => stationOf(position))
      .filter(({ offset }) => Math.sign(offset) === side)
      .map(({ chainage }) => chainage)
      .sort((a, b) => a - b);
    return row.slice(1).map((each, i) => each - (row[i] as number));
  });
  expect(Math.max(...gaps)).toBeLessThan(80);
  const kpi = of(spaceKpis(compiled, 'base', compiled.start), 'space.spacing');
  expect(kpi?.value).toBeCloseTo(gaps.reduce((a, b) => a + b, 0) / gaps.length, 9);
  expect(kpi?.objects.length).toBe(lit.length);
});

test('clear width by hand, for today and for the plan', () => {
  for (const alternative of ['base', 'B'])
    for (const at of [compiled.start, compiled.end]) {
      const widths = ledgerOf(compiled, alternative)
        .poles.filter((pole) => holds(pole, at))
        .flatMap((pole) => {
          const { chainage, offset } = stationOf(pole.position);
          if (offset < kerb || offset >= outer || chainage < 0 || chainage > 600) return [];
          return [{ id: pole.ref.id, clear: Math.max(offset - kerb, outer - offset) - 0.15 }];
        });
      const kpis = spaceKpis(compiled, alternative, at);
      const least = Math.min(...widths.map(({ clear }) => clear));
      expect(of(kpis, 'footway.least')?.value).toBeCloseTo(least, 9);
      expect(of(kpis, 'footway.obstructed')?.value).toBe(widths.filter(({ clear }) => clear < 2).length);
      const mean = of(kpis, 'footway.mean');
      expect(mean?.value).toBeGreaterThanOrEqual(least);
      expect(mean?.value).toBeLessThan(6);
      expect(new Set(mean?.objects.map(({ id }) => id))).toEqual(new Set(widths.map(({ id }) => id)));
    }
});

test('the plan leaves more room than today, and the limit of R8 decides what is obstructed', () => {
  const value = (alternative: string, key: string) =>
    of(spaceKpis(compiled, alternative, compiled.end), key)?.value ?? Number.NaN;
  expect(value('B', 'footway.mean')).toBeGreaterThan(value('base', 'footway.mean'));
  const strict = compileScenario({ ...document, limits: { R8: { value: 6 } } }, street.tables, NOW, 480, surroundings);
  const obstructed = of(spaceKpis(strict, 'base', strict.end), 'footway.obstructed');
  expect(obstructed?.value).toBe(of(spaceKpis(strict, 'base', strict.end), 'footway.mean')?.objects.length);
  expect(obstructed?.objects.length).toBe(obstructed?.value);
});

test('without footways nothing is said of them', () => {
  expect(spaceKpis(bare, 'base', bare.end).map(({ key }) => key)).toEqual(['space.spacing']);
});

import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { compileScenario } from '../compile.ts';
import type { CompiledScenario } from '../compiled.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { ledgerOf } from '../ledger.ts';
import { roadAxis } from '../road-axis.ts';
import { trafficKpis } from '../staging/traffic-kpis.ts';
import { poleKpis } from './pole-kpis.ts';

const street = syntheticStreet(1300, 3);
const plan = compileScenario(greedyPlan(street), street.tables, parseInstant('2026-05-01T00:00:00+08:00'), 480);

const objects = (compiled: CompiledScenario, key: string, at: number) =>
  [...poleKpis(compiled, 'B', at), ...trafficKpis(compiled, 'B', at)].find((kpi) => kpi.key === key)?.objects ?? [];

test('lane·days trace to the poles whose works close lanes, more of them as works go on', () => {
  const axis = roadAxis(plan.document.project.axis ?? []);
  const fences = ledgerOf(plan, 'B').holds.flatMap(({ operation, from }) =>
    operation.op === 'close' && operation.site && operation.lanes > 0
      ? [{ ...operation.site, from, side: operation.side }]
      : [],
  );
  const poles = new Map(ledgerOf(plan, 'B').poles.map((pole) => [pole.ref.id, pole]));
  const first = Math.min(...fences.map(({ from }) => from));
  expect(objects(plan, 'lanes.days', first)).toEqual([]);
  const early = objects(plan, 'lanes.days', first + 1);
  const all = objects(plan, 'lanes.days', plan.end);
  expect(early.length).toBeGreaterThan(0);
  expect(all.length).toBeGreaterThan(early.length);
  for (const { id } of all) {
    const pole = poles.get(id);
    if (!pole) return expect.unreachable();
    expect(pole.planned || pole.fate !== 'keep').toBe(true);
    const { chainage, offset } = axis.stationOf(...pole.position);
    const inside = fences.some(
      ({ stretch, side }) =>
        chainage > stretch[0] - 2 &&
        chainage < stretch[1] + 2 &&
        (side === 'both' || (side === 'south') === offset < 0),
    );
    expect(inside, id).toBe(true);
  }
});

test('junction nights trace to the signals of the junctions that were switched over', () => {
  const nights = objects(plan, 'junction.nights', plan.end);
  expect(nights.length).toBeGreaterThan(0);
  const poles = new Map(ledgerOf(plan, 'B').poles.map((pole) => [pole.ref.id, pole]));
  for (const { id } of nights) expect(String(poles.get(id)?.attributes.mounts)).toMatch(/-signal/);
  expect(objects(plan, 'junction.nights', plan.start)).toEqual([]);
});

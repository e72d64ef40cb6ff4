import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { parseMounts } from '../../domain/mount.ts';
import type { Operation, ScenarioDocument } from '../../wire/scenario-document.ts';
import { compileScenario } from '../compile.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { kpisAt } from '../kpis.ts';
import { ledgerOf } from '../ledger.ts';
import { polesStanding } from '../poles-standing.ts';
import { bears } from './mount-load.ts';
import { highsSolver } from './optimise/highs-solver.ts';
import { planPoles } from './plan.ts';
import type { PlanInput } from './plan-input.ts';
import { DEFAULT_POLICIES } from './policies.ts';
import { planContext, roadDocument } from './road-document.ts';

const solve = await highsSolver();
const NOW = parseInstant('2026-05-01T12:00:00+08:00');

async function planned(lengthMetres: number, seed: number) {
  const street = syntheticStreet(lengthMetres, seed);
  const document = await planPoles(street, solve);
  return { street, document, compiled: compileScenario(document, street.tables, NOW, 480) };
}

function operations(document: ScenarioDocument, alternative: string): Operation[] {
  return document.alternatives.find((each) => each.id === alternative)?.phases.flatMap((each) => each.operations) ?? [];
}

/** How often each text occurs. */
function tally(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

describe.each([1, 2, 3])('plan of a made-up arterial, seed %i', async (seed) => {
  const { street, document, compiled } = await planned(2400, seed);
  const mountsOf = new Map<string, string[]>();
  for (const table of street.tables.values())
    table.ids.forEach((id, slot) => {
      const text = String(table.columns.mounts?.[slot] ?? '');
      mountsOf.set(id, text === '' ? [] : text.split('|'));
    });

  test('is the same plan every time', async () => {
    expect(JSON.stringify(await planPoles(street, solve))).toBe(JSON.stringify(document));
  });

  test.each(['A', 'B', 'C'])('%s leaves every pole of the baseline one fate', (alternative) => {
    const touched = operations(document, alternative).flatMap((each) =>
      each.op === 'merge' ? [each.from.id] : each.op === 'remove' ? [each.target.id] : [],
    );
    expect(new Set(touched).size).toBe(touched.length);
    const gone = new Set(touched);
    for (const each of operations(document, alternative))
      if (each.op === 'modify' && 'keepReason' in each.attributes) expect(gone.has(each.target.id)).toBe(false);
  });

  test.each(['B', 'C'])(
    '%s conserves every mount: carried, or gone with a flag or power pole, or kept',
    (alternative) => {
      const all = operations(document, alternative);
      const carried = all.flatMap((each) => (each.op === 'add' ? String(each.asset.attributes.mounts).split('|') : []));
      const moved = all.flatMap((each) => (each.op === 'merge' ? (mountsOf.get(each.from.id) as string[]) : []));
      const cells = carried.filter((text) => text.startsWith('cabinet')).length;
      const added = alternative === 'C' ? 2 * cells : 0;
      expect(carried.filter((text) => text !== '').length).toBe(moved.length + added);
      for (const [text, count] of tally(moved)) expect(tally(carried).get(text)).toBeGreaterThanOrEqual(count);
      const removed = all.flatMap((each) => (each.op === 'remove' ? (mountsOf.get(each.target.id) as string[]) : []));
      const merged = new Set(all.flatMap((each) => (each.op === 'merge' ? [each.from.id] : [])));
      const dropped = new Set(all.flatMap((each) => (each.op === 'remove' ? [each.target.id] : [])));
      const kept = [...mountsOf].flatMap(([id, texts]) => (merged.has(id) || dropped.has(id) ? [] : texts));
      expect(moved.length + removed.length + kept.length).toBe([...mountsOf.values()].flat().length);
    },
  );

  test('A hangs what it merges on the standing pole it names', () => {
    const all = operations(document, 'A');
    const after = new Map(
      all.flatMap((each) =>
        each.op === 'modify' && typeof each.attributes.mounts === 'string'
          ? [[each.target.id, each.attributes.mounts.split('|')] as const]
          : [],
      ),
    );
    for (const [carrier, texts] of after) {
      const came = all.flatMap((each) => (each.op === 'merge' && each.carrier.id === carrier ? each.mounts : []));
      expect([...texts].sort()).toEqual([...(mountsOf.get(carrier) as string[]), ...came].sort());
    }
    expect(all.filter((each) => each.op === 'merge').length).toBeGreaterThan(0);
  });

  test('no carrier bears more than its capacity', () => {
    const capacity = {
      kg: DEFAULT_POLICIES.carrierMass,
      m2: DEFAULT_POLICIES.carrierArea,
      signs: DEFAULT_POLICIES.signsPerPole,
    };
    for (const each of operations(document, 'C'))
      if (each.op === 'add') {
        const mounts = parseMounts(String(each.asset.attributes.mounts));
        expect(bears(capacity, mounts)).toBe(true);
        expect(mounts.length).toBeLessThanOrEqual(12);
      }
  });

  test('the mergeable reduction agrees with a count of operations', () => {
    const end = compiled.end;
    const kpi = kpisAt(compiled, 'B', end).find((each) => each.key === 'reduction.mergeable');
    const all = operations(document, 'B');
    const excluded = new Set(['AD', 'PW']);
    const pole = street.tables.get('pole');
    const before =
      (street.tables.get('lamp')?.count ?? 0) +
      (pole?.columns.class?.filter((each) => !excluded.has(String(each))).length ?? 0);
    const merged = all.filter((each) => each.op === 'merge').length;
    const built = all.filter((each) => each.op === 'add').length;
    expect(kpi?.value).toBeCloseTo((100 * (merged - built)) / before, 9);
  });

  test('removing flags and burying power lines does not raise the mergeable reduction', () => {
    const withoutThem = {
      ...document,
      alternatives: document.alternatives.map((alternative) => ({
        ...alternative,
        phases: alternative.phases.map((phase) => ({
          ...phase,
          operations: phase.operations.filter((each) => each.op !== 'remove'),
        })),
      })),
    };
    const other = compileScenario(withoutThem, street.tables, NOW, 480);
    const value = (of: typeof compiled, key: string) => kpisAt(of, 'B', of.end).find((each) => each.key === key)?.value;
    expect(value(other, 'reduction.mergeable')).toBe(value(compiled, 'reduction.mergeable'));
    expect(value(other, 'reduction.all')).toBeLessThan(value(compiled, 'reduction.all') as number);
  });

  test('the slices rise while new poles join old ones, then fall', () => {
    const standing = compiled.slices.map(({ at }) => polesStanding(compiled, 'B', at));
    const [t0, t1, t2, t3, t4, t5, t6] = standing as [number, number, number, number, number, number, number];
    expect(t0).toBe(t1);
    expect(t2).toBeGreaterThan(t1);
    expect(t3).toBeGreaterThan(t2);
    expect(t4).toBeGreaterThan(t3);
    expect(t5).toBeLessThan(t0);
    expect(t6).toBe(t5);
  });

  test('no pole stands twice: one that falls before a moment never stands after it', () => {
    for (const alternative of ['A', 'B', 'C'])
      for (const pole of ledgerOf(compiled, alternative).poles) {
        const states = compiled.slices.map(({ at }) => at >= pole.from && at < pole.to);
        const changes = states.filter((state, index) => index > 0 && state !== states[index - 1]).length;
        expect(changes).toBeLessThanOrEqual(1);
      }
  });
});

// Domain reference §4.2: 110–190 poles a kilometre become 55–75, a reduction by 45–65 %; lights 25–35 m apart keep a few more.
test.each([1, 2, 3])('5.3 km at typical densities lose 45–65 %% of their poles, seed %i', async (seed) => {
  const { compiled } = await planned(5300, seed);
  const kpis = new Map(kpisAt(compiled, 'B', compiled.end).map((each) => [each.key, each.value]));
  expect(kpis.get('reduction.all')).toBeGreaterThan(45);
  expect(kpis.get('reduction.all')).toBeLessThan(65);
  expect(kpis.get('reduction.mergeable')).toBeGreaterThan(40);
  expect(kpis.get('poles.perKm')).toBeGreaterThan(55);
  expect(kpis.get('poles.perKm')).toBeLessThan(80);
});

test('C differs from B by micro cells alone, and shares every other carrier', async () => {
  const { document } = await planned(2400, 1);
  const ids = (alternative: string) =>
    operations(document, alternative).flatMap((each) => (each.op === 'add' ? [each.asset.id] : []));
  const [b, c] = [ids('B'), ids('C')];
  expect(c.length).toBe(b.length);
  expect(c.map((id) => id.replace(/-5G$/, ''))).toEqual(b);
  const cells = c.filter((id) => id.endsWith('-5G')).length;
  expect(cells).toBeGreaterThan(8);
  expect(cells).toBeLessThanOrEqual(16);
});

test('a pole of another road or outside the extent is left alone', () => {
  const street = syntheticStreet(1200, 4);
  const planned = (input: PlanInput) => roadDocument(input, planContext(input), []);
  const all = planned(street).baseline.flatMap((each) => each.ids);
  const half = planned({
    ...street,
    project: { ...street.project, extent: street.project.extent.map(([x, y]) => [Math.min(x, 116.565), y] as const) },
  }).baseline.flatMap((each) => each.ids);
  expect(half.length).toBeLessThan(all.length);
  expect(half.length).toBeGreaterThan(0);
});

test('names what is missing', () => {
  const street = syntheticStreet(1000, 1);
  expect(() => planContext({ ...street, tables: new Map() })).toThrow('needs the asset table of layer "lamp"');
  expect(() => planContext({ ...street, project: { ...street.project, road: '无名路' } })).toThrow('No pole of 无名路');
});

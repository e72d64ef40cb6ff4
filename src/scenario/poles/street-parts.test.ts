import { describe, expect, test } from 'vitest';
import type { AssetTable, AttributeValue, Path } from '../../domain/asset.ts';
import { DAY } from '../../domain/clock.ts';
import { distance } from '../../domain/geo/local-frame.ts';
import { layerOf } from '../../domain/layers/table.ts';
import { compileScenario } from '../compile.ts';
import { costLines } from '../cost/lines.ts';
import { findingsOf } from '../findings.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { kpisAt } from '../kpis.ts';
import { objectsOf } from '../objects.ts';
import { roadAxis } from '../road-axis.ts';

const street = syntheticStreet(1500, 3);
const axis = roadAxis(street.project.axis);
const NOW = Date.UTC(2026, 10, 23);

interface Row {
  readonly id: string;
  readonly at: readonly [chainage: number, offset: number];
  readonly attributes: Record<string, AttributeValue>;
  readonly shape?: Path;
}

function tableOf(layer: string, rows: readonly Row[]): AssetTable {
  const keys = layerOf(layer).attributes.map(({ key }) => key);
  return {
    layer,
    count: rows.length,
    capacity: rows.length + 200,
    ids: rows.map(({ id }) => id),
    positions: Float64Array.from(
      rows.flatMap(({ at: [chainage, offset] }) => [...axis.pointAt({ chainage, offset }), 0]),
    ),
    headings: new Float32Array(rows.length),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map(({ attributes }) => attributes[key] ?? null)])),
    ...(rows.some(({ shape }) => shape) ? { shapes: rows.map(({ shape }) => shape ?? null) } : {}),
    provenance: 'illustrative',
  };
}

const road = street.project.road;
const cabinet = (id: string, type: string, chainage: number, offset = -24): Row => ({
  id,
  at: [chainage, offset],
  attributes: { road, type, power: 2, district: '任城区' },
});
/** Two neighbours and one alone on the south side, two across the road from each other, one of the grid, two small ones. */
const CABINETS = [
  cabinet('S1', 'signal', 270),
  cabinet('S2', 'telecom', 300),
  cabinet('S3', 'telecom', 600),
  cabinet('N1', 'telecom', 610, 24),
  cabinet('S4', 'power', 310),
  cabinet('M1', 'monitor', 275),
  cabinet('M2', 'monitor', 700, 24),
];
const course = (from: number, to: number): Path =>
  Array.from({ length: 1 + (to - from) / 50 }, (_, index) =>
    axis.pointAt({ chainage: from + index * 50, offset: -26 }),
  );
const LINES: Row[] = [
  { id: 'K1', at: [500, -26], attributes: { road, kind: 'power' }, shape: course(300, 700) },
  { id: 'K2', at: [500, -26], attributes: { road, kind: 'telecom' }, shape: course(300, 500) },
];
const tables = new Map([
  ...street.tables,
  ['cabinet', tableOf('cabinet', CABINETS)] as const,
  ['overhead-line', tableOf('overhead-line', LINES)] as const,
  ['underground-line', tableOf('underground-line', [])] as const,
]);
const document = greedyPlan({ ...street, tables });
const compiled = compileScenario(document, tables, NOW, 480);
const value = (alternative: string, at: number, key: string) =>
  kpisAt(compiled, alternative, at).find((kpi) => kpi.key === key);

describe('合箱', () => {
  const cabinets = objectsOf(compiled, 'B', 'cabinet');
  const fates = new Map(cabinets.map((each) => [each.ref.id, each.fate]));
  const merges = document.alternatives
    .find(({ id }) => id === 'B')
    ?.phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'merge' ? [each] : [])));
  const goesTo = (id: string) => merges?.find(({ from }) => from.id === id)?.carrier;

  test('neighbours of one side share a cabinet, small ones go into a bay, single ones and the grid’s stay', () => {
    expect(fates.get('S1')).toBe('merged');
    expect(goesTo('S1')).toEqual(goesTo('S2'));
    expect(goesTo('S1')?.layer).toBe('cabinet');
    for (const id of ['S3', 'N1', 'S4']) expect(fates.get(id), id).toBe('keep');
    for (const id of ['M1', 'M2']) expect(goesTo(id)?.layer, id).toBe('pole');
  });

  test('the new one stands before the old ones go, and apart from all that stands then', () => {
    const built = cabinets.filter(({ planned }) => planned);
    expect(built).toHaveLength(1);
    for (const box of built) {
      const table = compiled.assets.get('cabinet') as AssetTable;
      const placeOf = (id: string) => {
        const slot = table.ids.indexOf(id);
        return [table.positions[3 * slot] as number, table.positions[3 * slot + 1] as number] as const;
      };
      for (const other of cabinets) {
        if (other.ref.id === box.ref.id) continue;
        expect(distance(placeOf(box.ref.id), placeOf(other.ref.id))).toBeGreaterThan(1.9);
        if (goesTo(other.ref.id)?.id === box.ref.id) expect(box.from).toBeLessThan(other.to - DAY);
      }
    }
  });

  test('figures count them with their objects; A leaves all as they are', () => {
    expect(value('base', compiled.end, 'cabinets.standing')?.value).toBe(7);
    expect(value('A', compiled.end, 'cabinets.standing')?.value).toBe(7);
    expect(value('B', compiled.end, 'cabinets.standing')?.value).toBe(7 - 4 + 1);
    expect(
      value('B', compiled.end, 'cabinets.merged')
        ?.objects.map(({ id }) => id)
        .sort(),
    ).toEqual(['M1', 'M2', 'S1', 'S2']);
  });
});

describe('架空线入地', () => {
  test('each line gets its ducts, laid before it comes down, and comes down before its poles', () => {
    const laid = objectsOf(compiled, 'B', 'underground-line');
    for (const line of objectsOf(compiled, 'B', 'overhead-line')) {
      expect(line.fate).toBe('undergrounded');
      const bank = laid.find(({ ref }) => ref.id.endsWith(line.ref.id));
      expect(bank?.from).toBeLessThan(line.to);
      expect(bank?.attributes.kind).toBe(line.attributes.kind === 'power' ? 'power' : 'telecom');
      const along = (line.shape ?? []).map(([x, y]) => axis.stationOf(x, y).chainage);
      for (const pole of objectsOf(compiled, 'B', 'pole')) {
        if (pole.fate !== 'undergrounded') continue;
        const table = compiled.assets.get('pole') as AssetTable;
        const slot = table.ids.indexOf(pole.ref.id);
        const { chainage, offset } = axis.stationOf(
          table.positions[3 * slot] as number,
          table.positions[3 * slot + 1] as number,
        );
        if (offset < 0 && chainage > Math.min(...along) && chainage < Math.max(...along))
          expect(line.to).toBeLessThanOrEqual(pole.to);
      }
    }
  });

  test('metres follow the lines, and each line makes its own share of figures and cost', () => {
    expect(value('B', compiled.start, 'lines.overhead')?.value).toBeCloseTo(600, 0);
    expect(value('B', compiled.end, 'lines.overhead')?.value).toBe(0);
    expect(value('B', compiled.end, 'lines.undergrounded')?.value).toBeCloseTo(600, 0);
    const costs = costLines(compiled, 'B').filter(({ item }) => /nderground/.test(item));
    expect(costs.map(({ item, ref, quantity, payer }) => [item, ref.id, Number(quantity.toFixed(3)), payer])).toEqual([
      ['underground', 'K1', 0.4, 'grid'],
      ['telecomUnderground', 'K2', 0.2, 'tower'],
    ]);
  });

  test('a conduit joins the carriers of each side, block by block', () => {
    const conduits = objectsOf(compiled, 'B', 'underground-line').filter(
      ({ attributes }) => attributes.kind === 'conduit',
    );
    expect(conduits.length).toBe(2 * (1 + street.project.junctions.length));
    const total = value('B', compiled.end, 'lines.laid')?.value ?? 0;
    expect(total).toBeGreaterThan(2 * 1300);
  });
});

test('no staging rule is breached by it, and a city without such layers gets the poles alone', () => {
  const bad = findingsOf(compiled, 'B').filter(({ rule, verdict }) => /^S\d/.test(rule) && verdict === 'breach');
  expect(bad).toEqual([]);
  const bare = greedyPlan(street);
  expect(bare.baseline.map(({ layer }) => layer)).toEqual(['lamp', 'pole']);
  const touched = bare.alternatives.flatMap(({ phases }) => phases.flatMap(({ operations }) => operations));
  expect(touched.filter((each) => /"layer":"(cabinet|underground-line)"/.test(JSON.stringify(each)))).toEqual([]);
});

import { beforeAll, expect, test } from 'vitest';
import { type AssetTable, assetAt, slotOf } from '../../domain/asset.ts';
import { distance, localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import { formatAssetTable } from '../../wire/asset-table.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Survey } from '../../wire/survey.ts';
import { compileScenario } from '../compile.ts';
import type { CompiledScenario } from '../compiled.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { withKnownAssets } from '../known-assets.ts';
import { kpisAt } from '../kpis.ts';
import { planInputOf } from '../poles/plan-input-of.ts';
import { streetPoles } from '../poles/street-poles.ts';
import { polesStanding } from '../poles-standing.ts';
import { compilePossible } from '../possible.ts';
import { surveyEdition, withoutSurvey } from './survey-edition.ts';
import { surveyedTables } from './surveyed-tables.ts';

const NOW = Date.UTC(2026, 10, 23);
const street = syntheticStreet(600, 1);

/** The drawn street as a survey found it: each pole `metres` east, those of `lost` not at all. */
function surveyOf(
  change: (id: string) => { metres?: number; lost?: boolean; number?: string; mounts?: string },
): Survey {
  const tables = ['lamp', 'pole'].map((layer) => {
    const table = street.tables.get(layer) as AssetTable;
    const kept = [...table.ids.keys()].filter((slot) => !change(table.ids[slot] as string).lost);
    const rows = kept.map((slot) => ({ ...assetAt(table, slot), told: change(table.ids[slot] as string) }));
    return formatAssetTable({
      layer,
      count: rows.length,
      capacity: rows.length,
      ids: rows.map(({ id, told }) => told.number ?? `S-${layer}-${id}`),
      positions: Float64Array.from(
        rows.flatMap(({ position: [x, y], told }) => [...toGeographic(localFrame(x, y), told.metres ?? 0, 0), 0]),
      ),
      headings: Float32Array.from(rows, ({ heading }) => heading),
      columns: {
        road: rows.map(() => street.project.road),
        district: rows.map(() => null),
        owner: rows.map(() => '不明'),
        height: rows.map(() => null),
        mounts: rows.map(({ told, attributes }) => told.mounts ?? attributes.mounts ?? ''),
        ...(layer === 'pole' ? { class: rows.map(({ attributes }) => attributes.class ?? null) } : {}),
        surveyedOn: rows.map(() => '2026-11-20'),
      },
      provenance: 'surveyed',
    });
  });
  return {
    id: 'a',
    title: '探测成果',
    scenario: document.id,
    road: street.project.road,
    files: [],
    format: 'xlsx',
    dates: ['2026-11-20', '2026-11-20'],
    accepted: { user: 'p', name: 'p', at: 0, demo: false },
    extent: street.project.extent.map(([x, y]) => [x, y]),
    extentNote: '示意范围',
    counts: { poles: 0, cabinets: 0, lines: 0, leftOut: 0, ownerUnknown: 0, heightUnknown: 0 },
    tables,
    problems: [],
    differences: { same: 0, shifted: [], added: [], unseen: [] },
    ownerUnknown: [],
  };
}

let document: ScenarioDocument;
let before: CompiledScenario;
beforeAll(async () => {
  document = await planned();
  before = compile(document);
});
const compile = (each: ScenarioDocument) => compileScenario(each, street.tables, NOW, 480);
const all = (each: ScenarioDocument) => each.baseline.flatMap(({ ids }) => ids);

test('a survey that found the street as it is drawn changes nothing but what it measured', () => {
  const { document: next, leftOut } = surveyEdition(
    document,
    surveyOf(() => ({})),
    street.tables,
  );
  expect(leftOut).toBe(0);
  expect(new Set(all(next))).toEqual(new Set(all(document)));
  expect(next.survey?.unseen).toEqual([]);
  const after = compile(next);
  for (const { id } of document.alternatives)
    expect(polesStanding(after, id, after.end)).toBe(polesStanding(before, id, before.end));
  const table = after.assets.get('pole') as AssetTable;
  const asset = assetAt(table, 0);
  // Not measured is not known; what nobody surveys stays as it was.
  expect(asset.attributes).toMatchObject({ height: null, owner: '不明', survey: '探测成果', surveyedOn: '2026-11-20' });
  expect(asset.attributes.district).toBe(street.tables.get('pole')?.columns.district?.[0]);
});

test('what was not found is hidden under every alternative, and nothing is done to it', () => {
  const lost = (document.baseline.find(({ layer }) => layer === 'pole')?.ids ?? []).slice(0, 7);
  const { document: next, leftOut } = surveyEdition(
    document,
    surveyOf((id) => ({ lost: lost.includes(id) })),
    street.tables,
  );
  expect(next.survey?.unseen.map(({ id }) => id).sort()).toEqual([...lost].sort());
  expect(leftOut).toBeGreaterThan(0);
  const after = compilePossible(next, street.tables, NOW, 480).compiled;
  expect(polesStanding(after, 'base', after.end)).toBe(polesStanding(before, 'base', before.end) - lost.length);
  const table = after.assets.get('pole') as AssetTable;
  for (const { validity } of after.alternatives)
    for (const id of lost)
      expect(validity.get('pole')?.from[slotOf(table, id) as number]).toBe(Number.POSITIVE_INFINITY);
  const input = planInputOf(after);
  expect(input?.tables.get('pole')?.ids.some((id) => lost.includes(id))).toBe(false);
});

test('a pole 3 m off stands anew at its surveyed place; the drawn one is hidden and its operations follow', () => {
  const { document: next, leftOut } = surveyEdition(
    document,
    surveyOf(() => ({ metres: 3 })),
    street.tables,
  );
  expect(leftOut).toBe(0);
  expect(all(next).length).toBe(all(document).length);
  expect(all(next).every((id) => id.endsWith('.s'))).toBe(true);
  const { compiled, leftOut: impossible } = compilePossible(next, street.tables, NOW, 480);
  expect(impossible).toEqual([]);
  expect(polesStanding(compiled, 'base', compiled.end)).toBe(all(document).length);
  const table = compiled.assets.get('lamp') as AssetTable;
  const [first = ''] = street.tables.get('lamp')?.ids ?? [];
  const at = (id: string): [number, number] => {
    const [x, y] = assetAt(table, slotOf(table, id) as number).position;
    return [x, y];
  };
  expect(distance(at(first), at(`${first}.s`))).toBeCloseTo(3, 2);
});

test('the same number is the same pole however far it was drawn off; another class never is', () => {
  const { document: next } = surveyEdition(
    document,
    surveyOf((id) => ({ number: id, metres: 20 })),
    street.tables,
  );
  expect(all(next).every((id) => id.endsWith('.s'))).toBe(true);
  const far = surveyEdition(
    document,
    surveyOf(() => ({ metres: 60 })),
    street.tables,
  ).document;
  expect(all(far).some((id) => id.startsWith('S-'))).toBe(true);
});

test('merged poles hand over what was found on them', () => {
  const mounts = 'camera:5:90:kg=7:W=30';
  const { document: next } = surveyEdition(
    document,
    surveyOf(() => ({ mounts })),
    street.tables,
  );
  const merges = next.alternatives.flatMap(({ phases }) =>
    phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'merge' ? [each] : []))),
  );
  expect(merges.length).toBeGreaterThan(10);
  expect(new Set(merges.map((each) => each.mounts.join('|')))).toEqual(new Set([mounts]));
  expect(compilePossible(next, street.tables, NOW, 480).leftOut).toEqual([]);
});

test('heights that nobody measured stay unknown for the planner', () => {
  const { document: next } = surveyEdition(
    document,
    surveyOf(() => ({})),
    street.tables,
  );
  const input = planInputOf(compile(next));
  if (!input) throw new Error('no input');
  const { poles } = streetPoles(input.tables, input.project);
  expect(poles.length).toBe(all(document).length);
  expect(poles.every(({ height }) => height === null)).toBe(true);
});

test('back on the drawn baseline the document is the one before, whatever the survey did not find', () => {
  const survey = surveyOf((id) => ({
    metres: id.endsWith('1') ? 3 : 0,
    lost: id.endsWith('2'),
    mounts: 'camera:5:90',
  }));
  const there = surveyEdition(document, survey, street.tables).document;
  const stored = JSON.parse(JSON.stringify(there)) as ScenarioDocument;
  expect(withoutSurvey(stored, street.tables)).toEqual({ leftOut: 0, document });
  // What was changed on the surveyed baseline stays changed, and what only the survey knows goes.
  const [first, ...rest] = there.alternatives;
  if (!first) throw new Error('no alternative');
  const changed = {
    ...first,
    phases: first.phases.map((phase) => ({ ...phase, operations: phase.operations.slice(1) })),
  };
  const back = withoutSurvey({ ...there, alternatives: [changed, ...rest] }, street.tables).document;
  expect(back.alternatives.slice(1)).toEqual(document.alternatives.slice(1));
  expect(back.alternatives[0]).not.toEqual(document.alternatives[0]);
  expect(() => compile(back)).not.toThrow();
  // A second survey takes the place of the first, not of its own find.
  const again = surveyEdition(
    there,
    surveyOf(() => ({})),
    street.tables,
  ).document;
  expect(withoutSurvey(again, street.tables).document).toEqual(document);
});

test('the tables take a survey once, and nothing of it is unknown', () => {
  const { document: next } = surveyEdition(
    document,
    surveyOf(() => ({ metres: 3 })),
    street.tables,
  );
  const once = surveyedTables(next, street.tables);
  expect(surveyedTables(next, once)).toEqual(once);
  expect(withKnownAssets(next, street.tables).leftOut).toEqual([]);
  expect(surveyedTables(document, street.tables)).toBe(street.tables);
  const tight = new Map([...street.tables].map(([id, table]) => [id, { ...table, capacity: table.count + 2 }]));
  expect(() => surveyedTables(next, tight)).toThrow(/smaller extent/);
});

async function planned(): Promise<ScenarioDocument> {
  const { planPoles } = await import('../poles/plan.ts');
  const { highsSolver } = await import('../poles/optimise/highs-solver.ts');
  return planPoles(street, await highsSolver());
}

test('a survey of cabinets and lines alone says nothing of poles; its cabinets and lines take the place of the drawn ones', () => {
  const [longitude, latitude] = street.project.axis[0] as [number, number];
  const at = (east: number, north: number) => toGeographic(localFrame(longitude, latitude), east, north);
  const cabinet = (id: string, east: number, type: string, owner: string) => ({ id, place: at(east, 12), type, owner });
  const tableOf = (rows: readonly ReturnType<typeof cabinet>[], provenance: AssetTable['provenance']): AssetTable => ({
    layer: 'cabinet',
    count: rows.length,
    capacity: rows.length + 8,
    ids: rows.map(({ id }) => id),
    positions: Float64Array.from(rows.flatMap(({ place }) => [...place, 0])),
    headings: new Float32Array(rows.length),
    columns: {
      type: rows.map(({ type }) => type),
      road: rows.map(() => street.project.road),
      owner: rows.map(({ owner }) => owner),
    },
    provenance,
  });
  const wire = (id: string, from: number, to: number, provenance: AssetTable['provenance']): AssetTable => ({
    layer: 'overhead-line',
    count: 1,
    capacity: 9,
    ids: [id],
    positions: Float64Array.from([...at(to, -13), 7]),
    headings: new Float32Array(1),
    columns: { kind: ['telecom'], road: [street.project.road] },
    shapes: [[at(from, -13), at(to, -13)]],
    provenance,
  });
  const drawn = new Map([
    ...street.tables,
    ['cabinet', tableOf([cabinet('C1', 100, 'signal', '示意'), cabinet('C2', 200, 'telecom', '示意')], 'illustrative')],
    ['overhead-line', wire('J1', 50, 250, 'illustrative')],
  ]);
  const base = {
    ...document,
    baseline: [...document.baseline, { layer: 'cabinet', ids: ['C1', 'C2'] }, { layer: 'overhead-line', ids: ['J1'] }],
  };
  const found: Survey = {
    ...surveyOf(() => ({})),
    tables: [
      tableOf([cabinet('X7', 100.4, 'signal', '交警'), cabinet('X8', 300, 'lighting', '路灯处')], 'surveyed'),
      wire('W-1', 60, 240, 'surveyed'),
    ].map((table) => formatAssetTable(table)),
  };
  const { document: next, leftOut } = surveyEdition(base, found, drawn);
  expect(leftOut).toBe(0);
  const idsOf = (layer: string) => next.baseline.find((each) => each.layer === layer)?.ids;
  for (const layer of ['lamp', 'pole'])
    expect(idsOf(layer)).toEqual(base.baseline.find((each) => each.layer === layer)?.ids);
  expect(idsOf('cabinet')).toEqual(['C1', 'X8']);
  expect(idsOf('overhead-line')).toEqual(['W-1']);
  expect(next.survey?.unseen.map(({ id }) => id).sort()).toEqual(['C2', 'J1']);
  const compiled = compileScenario(next, drawn, NOW, 480);
  const cabinets = compiled.assets.get('cabinet') as AssetTable;
  expect(assetAt(cabinets, slotOf(cabinets, 'C1') as number).attributes.owner).toBe('交警');
  const kpis = new Map(kpisAt(compiled, 'base', compiled.end).map((kpi) => [kpi.key, kpi]));
  expect(kpis.get('cabinets.standing')?.value).toBe(2);
  expect(kpis.get('lines.overhead')?.value).toBeCloseTo(180, 0);
  expect(withoutSurvey(next, drawn).document.baseline).toEqual(base.baseline);
});

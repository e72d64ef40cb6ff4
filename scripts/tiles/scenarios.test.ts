import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AssetTable } from '../../src/domain/asset.ts';
import { parseInstant } from '../../src/domain/clock.ts';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { findingsOf } from '../../src/scenario/findings.ts';
import { kpisAt } from '../../src/scenario/kpis.ts';
import { highsSolver } from '../../src/scenario/poles/optimise/highs-solver.ts';
import { remembering } from '../../src/scenario/poles/optimise/remembering.ts';
import { planPoles } from '../../src/scenario/poles/plan.ts';
import type { PoleProject } from '../../src/scenario/poles/plan-input.ts';
import { gatherEvidence } from '../../src/scenario/rules/evidence.ts';
import { judge } from '../../src/scenario/rules/judgement.ts';
import { STAGING_RULES } from '../../src/scenario/rules/staging.ts';
import type { Surroundings } from '../../src/scenario/rules/surroundings.ts';
import { TRAFFIC_ASSUMPTIONS } from '../../src/scenario/staging/assumptions.ts';
import { detourHours } from '../../src/scenario/staging/detour.ts';
import type { StartDate } from '../../src/scenario/staging/schedule.ts';
import type { ScenarioDocument } from '../../src/wire/scenario-document.ts';
import type { BuildingFeature } from './feature.ts';
import { readCityFolder } from './read/city-folder.ts';
import { scenariosOf, withStreet } from './scenarios.ts';
import { assignSlots } from './slots.ts';
import { aroundPoles } from './surroundings.ts';

const NOW = parseInstant('2026-11-23T12:00:00+08:00');
// Another start asks for the same merge.
const solve = remembering(await highsSolver());
let tables: ReadonlyMap<string, AssetTable>;
let buildings: readonly BuildingFeature[];
let project: PoleProject;
let around: Surroundings | undefined;
let documents: ReadonlyMap<string, ScenarioDocument>;

beforeAll(async () => {
  const read = await readCityFolder(join(import.meta.dirname, '../../tiles/jining'));
  const collected = read.city.features.finish(read.file);
  buildings = [...collected.buildings];
  tables = assignSlots(read.city.assets, collected.bounds, read.city.provenance, read.file);
  project = withStreet(read.poleProject as PoleProject, read.city.roads, tables, buildings);
  around = aroundPoles(read, buildings);
  documents = new Map((await scenariosOf(tables, read, buildings, around)).map((document) => [document.id, document]));
}, 120_000);

const compiled = (id: string) => compileScenario(documents.get(id) as ScenarioDocument, tables, NOW, 480);
const value = (scenario: CompiledScenario, alternative: string, at: number, key: string) =>
  kpisAt(scenario, alternative, at).find((kpi) => kpi.key === key)?.value as number;
/** What each staging rule says, without the time that sight lines take. */
const staging = (scenario: CompiledScenario, alternative: string) => {
  const evidence = gatherEvidence(scenario, alternative, {});
  return STAGING_RULES.map(({ id, limit, measure }) => `${id} ${judge(measure(evidence), limit).kind}`);
};

test('the city has four scenarios of four kinds', () => {
  expect([...documents].map(([id, { project: each }]) => [id, each.kind ?? 'poles'])).toEqual([
    ['guanghe-poles', 'poles'],
    ['billboard-roofs', 'billboards'],
    ['greenway-link', 'greenways'],
    ['waterlogging-works', 'drainage'],
  ]);
});

describe.each<[string, StartDate | undefined]>([
  ['as delivered', undefined],
  ['begun on 1 March 2027', { year: 2027, month: 3, day: 1 }],
  ['begun on 1 August 2028', { year: 2028, month: 8, day: 1 }],
  ['begun on 10 December 2029', { year: 2029, month: 12, day: 10 }],
])('洸河路 %s', (_, start) => {
  test('A, B and C pass every staging rule', async () => {
    const document = start
      ? await planPoles({ tables, project, start }, solve)
      : (documents.get('guanghe-poles') as ScenarioDocument);
    const scenario = compileScenario(document, tables, NOW, 480);
    for (const alternative of ['A', 'B', 'C']) {
      const found = staging(scenario, alternative);
      expect(found.filter((each) => !/ (within|nothing)$/.test(each))).toEqual([]);
      expect(found.filter((each) => each.endsWith(' within')).length).toBeGreaterThanOrEqual(
        alternative === 'A' ? 12 : 15,
      );
    }
  });
});

test.each(['A', 'B', 'C'])(
  '洸河路 %s proposes nothing that the validator rejects, were every limit checked',
  (alternative) => {
    const document = documents.get('guanghe-poles') as ScenarioDocument;
    const scenario = compileScenario(document, tables, NOW, 480, around);
    const proposed = findingsOf(scenario, alternative, { limits: 'as if checked' }).filter(
      ({ verdict, objects, inherited }) => verdict === 'breach' && objects.length > (inherited?.length ?? 0),
    );
    expect(proposed.map(({ words }) => words.zh)).toEqual([]);
  },
);

test('洸河路: fences cost hours on the road, A fewer than B, and the sum grows until the last lane opens', () => {
  const scenario = compiled('guanghe-poles');
  const hours = (alternative: string, at: number) => detourHours(scenario, alternative, at)?.mid ?? Number.NaN;
  const [a, b] = [hours('A', scenario.end), hours('B', scenario.end)];
  expect(a).toBeGreaterThan(0);
  expect(b).toBeGreaterThan(a);
  expect(hours('base', scenario.end)).toBe(0);
  expect(hours('B', scenario.start)).toBe(0);
  const along = scenario.slices.map(({ at }) => hours('B', at));
  along.slice(1).forEach((each, index) => {
    expect(each).toBeGreaterThanOrEqual(along[index] as number);
  });
  const { low, mid, high, tornado } = detourHours(scenario, 'B', scenario.end) ?? expect.unreachable();
  expect(low).toBeLessThan(mid);
  expect(high).toBeGreaterThan(mid);
  expect(tornado.map(({ key }) => key).sort()).toEqual(TRAFFIC_ASSUMPTIONS.map(({ key }) => key).sort());
  // Hours of a day are a factor and nothing else.
  const day = tornado.find(({ key }) => key === 'peakHours') ?? expect.unreachable();
  expect(day.atHigh / mid).toBeCloseTo(10 / 8, 9);
  expect(new Set(scenario.document.assumptions.map(({ key }) => key)).size).toBe(scenario.document.assumptions.length);
});

describe('roof billboards', () => {
  test('B takes every roof sign of the road, A the old ones, and both pass the staging rules', () => {
    const scenario = compiled('billboard-roofs');
    const roofs = value(scenario, 'base', scenario.end, 'billboards.standing');
    expect(roofs).toBeGreaterThan(3);
    expect(value(scenario, 'B', scenario.end, 'billboards.standing')).toBe(0);
    expect(value(scenario, 'B', scenario.end, 'billboards.removed')).toBe(roofs);
    const left = value(scenario, 'A', scenario.end, 'billboards.standing');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(roofs);
    expect(value(scenario, 'A', scenario.end, 'billboards.old')).toBe(0);
    for (const alternative of ['A', 'B'])
      expect(findingsOf(scenario, alternative).filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  test('panels, wind and cost change by exactly the removed sign’s share', () => {
    const document = documents.get('billboard-roofs') as ScenarioDocument;
    const scenario = compiled('billboard-roofs');
    const id = document.baseline[0]?.ids[2] as string;
    const row = tables.get('billboard');
    const slot = row?.ids.indexOf(id) as number;
    const area = Number(row?.columns.width?.[slot]) * Number(row?.columns.height?.[slot]);
    const without = compileScenario(
      {
        ...document,
        baseline: document.baseline.map((each) => ({ ...each, ids: each.ids.filter((other) => other !== id) })),
        alternatives: document.alternatives.map((alternative) => ({
          ...alternative,
          phases: alternative.phases.map((phase) => ({
            ...phase,
            operations: phase.operations.filter((each) => each.op !== 'remove' || each.target.id !== id),
          })),
        })),
      },
      tables,
      NOW,
      480,
    );
    const change = (key: string, at: number) => value(scenario, 'B', at, key) - value(without, 'B', at, key);
    expect(change('billboards.area', scenario.start)).toBeCloseTo(area, 9);
    // 0.613 · 24.5² · 1.3 N/m²: domain reference §6.
    expect(change('billboards.wind', scenario.start)).toBeCloseTo((0.613 * 24.5 ** 2 * 1.3 * area) / 1000, 9);
    expect(change('cost.capex', scenario.end)).toBeCloseTo((area * 200) / 10_000, 9);
  });
});

describe('greenways joined', () => {
  test('links lessen the parts, raise connectivity and reach more people, A first and B more', () => {
    const scenario = compiled('greenway-link');
    const at = (alternative: string, key: string) => value(scenario, alternative, scenario.end, `greenway.${key}`);
    for (const key of ['largest', 'people', 'length'] as const) {
      expect(at('A', key)).toBeGreaterThan(at('base', key));
      expect(at('B', key)).toBeGreaterThan(at('A', key));
    }
    expect(at('A', 'parts')).toBe(at('base', 'parts') - 1);
    expect(at('B', 'parts')).toBe(at('base', 'parts') - 2);
    expect(at('B', 'gamma')).toBeGreaterThan(at('base', 'gamma'));
    for (const alternative of ['A', 'B'])
      expect(findingsOf(scenario, alternative).filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  test('planned pieces have a line to draw', () => {
    const scenario = compiled('greenway-link');
    const table = scenario.assets.get('greenway');
    for (let slot = tables.get('greenway')?.count as number; slot < (table?.count as number); slot++)
      expect(table?.shapes?.[slot]?.length).toBeGreaterThan(1);
  });

  test('everybody counted lives in a dwelling: the city has some hundred thousand people', () => {
    const floor = documents.get('greenway-link')?.project.floorArea ?? [];
    const people = floor.reduce((sum, [, , area]) => sum + area, 0) / 40;
    expect(people).toBeGreaterThan(200_000);
    expect(people).toBeLessThan(3_000_000);
  });
});

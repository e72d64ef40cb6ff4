import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { compileScenario } from '../compile.ts';
import { findingsOf } from '../findings.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { roadAxis } from '../road-axis.ts';
import { ganttOf } from './gantt.ts';
import type { StartDate } from './schedule.ts';

const NOW = parseInstant('2026-05-01T12:00:00+08:00');
const bare = syntheticStreet(1900, 5);
const axis = roadAxis(bare.project.axis);
const street = {
  ...bare,
  project: {
    ...bare.project,
    accesses: [120, 480, 505, 1333].map((chainage, index) => ({
      kind: 'shop' as const,
      name: `商铺${index + 1}`,
      position: axis.pointAt({ chainage, offset: index % 2 === 0 ? 20 : -20 }),
    })),
  },
};

function staged(
  start: StartDate | undefined,
  change: (document: ScenarioDocument) => ScenarioDocument = (same) => same,
) {
  const document = change(greedyPlan({ ...street, ...(start ? { start } : {}) }));
  const compiled = compileScenario(document, street.tables, NOW, 480);
  const verdicts = (alternative: string) =>
    new Map(
      findingsOf(compiled, alternative)
        .filter(({ rule }) => /^S\d/.test(rule))
        .map((finding) => [finding.rule, finding]),
    );
  return { document, compiled, verdicts };
}

const date = (year: number, month: number, day: number): StartDate => ({ year, month, day });

describe.each([
  ['the next 1 March', undefined],
  ['20 April 2027', date(2027, 4, 20)],
  ['1 September 2028', date(2028, 9, 1)],
  ['20 November 2029', date(2029, 11, 20)],
  ['1 January 2031', date(2031, 1, 1)],
])('begun on %s', (_, start) => {
  const { verdicts } = staged(start);
  test.each(['A', 'B', 'C'])('%s passes every staging rule', (alternative) => {
    const found = verdicts(alternative);
    // A digs nothing, and may switch nothing at junctions: S3 has no subject there, nor have S2 and S15 then.
    expect(found.size).toBeGreaterThanOrEqual(alternative === 'A' ? 12 : 15);
    expect([...found.values()].filter(({ verdict }) => verdict !== 'pass').map(({ words }) => words.zh)).toEqual([]);
  });
});

/** The document with every closure of alternative B changed. */
function withCloses(change: (close: Close) => Close) {
  return (document: ScenarioDocument): ScenarioDocument => ({
    ...document,
    alternatives: document.alternatives.map((alternative) => ({
      ...alternative,
      phases: alternative.phases.map((phase) => ({
        ...phase,
        operations: phase.operations.map((operation) => (operation.op === 'close' ? change(operation) : operation)),
      })),
    })),
  });
}
type Close = Extract<ScenarioDocument['alternatives'][number]['phases'][number]['operations'][number], { op: 'close' }>;
const withSites = (change: (site: NonNullable<Close['site']>) => NonNullable<Close['site']>) =>
  withCloses((close) => (close.site ? { ...close, site: change(close.site) } : close));

test.each([
  ['S9', withSites((site) => ({ ...site, footway: 1.2 }))],
  ['S10', withSites((site) => ({ ...site, fireLane: 3 }))],
  ['S11', withSites((site) => ({ ...site, openings: [] }))],
  ['S12', withSites((site) => ({ ...site, busStops: [] }))],
  [
    'S13',
    (document: ScenarioDocument) => ({
      ...document,
      assumptions: document.assumptions.map((each) => (each.key === 'crews' ? { ...each, value: 1 } : each)),
    }),
  ],
  ['S14', withCloses((close) => (close.site?.work === 'erect' ? { ...close, hours: 10 } : close))],
  ['S15', withCloses((close) => (close.junction ? { ...close, hours: 3 } : close))],
  ['S7', withSites((site) => ({ ...site, stretch: [0, 1900] }))],
  ['S8', withCloses((close) => (close.side === 'north' ? { ...close, side: 'south' } : close))],
])('%s is a breach once its matter is spoilt', (rule, spoil) => {
  const spoilt = rule === 'S8' ? overlappingSides : spoil;
  expect(staged(undefined, spoilt).verdicts('B').get(rule)?.verdict).toBe('breach');
});

/** Every southern fence also stands in the north. */
function overlappingSides(document: ScenarioDocument): ScenarioDocument {
  return {
    ...document,
    alternatives: document.alternatives.map((alternative) => ({
      ...alternative,
      phases: alternative.phases.map((phase) => ({
        ...phase,
        operations: phase.operations.flatMap((operation) =>
          operation.op === 'close' && operation.side === 'south'
            ? [operation, { ...operation, side: 'north' as const }]
            : [operation],
        ),
      })),
    })),
  };
}

test('moving the start without staging anew runs into flood, exams or Spring Festival', () => {
  const late = staged(undefined, (document) => ({ ...document, start: '2027-05-10' })).verdicts('B');
  expect(late.get('S3')?.verdict).toBe('breach');
  const winter = staged(undefined, (document) => ({ ...document, start: '2027-12-20' })).verdicts('B');
  expect(winter.get('S5')?.verdict).toBe('breach');
  expect(winter.get('S6')?.verdict).toBe('breach');
});

test('without data on doors S11 is undecided, never passed', () => {
  const { accesses: _, ...project } = street.project;
  const compiled = compileScenario(greedyPlan({ ...street, project }), street.tables, NOW, 480);
  expect(findingsOf(compiled, 'B').find(({ rule }) => rule === 'S11')?.verdict).toBe('undecided');
});

test('Spring Festival beyond the almanac is undecided', () => {
  const late = staged(undefined, (document) => ({ ...document, start: '2040-03-01' })).verdicts('B');
  expect(late.get('S5')?.verdict).toBe('undecided');
});

test('the chart has a bar a site and crew, inside its phase and on the clock', () => {
  const { compiled } = staged(undefined);
  const rows = ganttOf(compiled, 'B');
  const phases = new Map(rows.filter(({ id, phase }) => id === phase).map((row) => [row.phase, row]));
  expect([...phases.keys()]).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
  for (const row of rows) {
    expect(row.from).toBeGreaterThanOrEqual(phases.get(row.phase)?.from as number);
    expect(row.to).toBeLessThanOrEqual(phases.get(row.phase)?.to as number);
  }
  // 1,900 m are four segments: a bar each on both sides, at night and when old poles go, and one for each of 3 junctions.
  expect(rows.filter(({ crew }) => crew !== null).length).toBe(16);
  expect(rows.filter(({ phase, stretch }) => phase === 'P4' && stretch === null).length).toBe(1 + 3);
  expect(rows.find(({ phase, crew }) => phase === 'P1' && crew === 1)?.title.zh).toBe('基础与立杆 K0+000–K0+475');
  expect(ganttOf(compiled, 'base')).toEqual([]);
});

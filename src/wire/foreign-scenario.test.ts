import { describe, expect, it } from 'vitest';
import { readForeignScenario } from './foreign-scenario.ts';
import { marked } from './marked-document.ts';
import type { ScenarioDocument } from './scenario-document.ts';
import { type Migration, toCurrentFormat } from './scenario-format.ts';
import { receiveScenarioDocument } from './scenario-version.ts';

const words = { zh: '文', en: 'text' };
const remove = { op: 'remove' as const, target: { layer: 'pole', id: 'P-1' }, how: 'merged' as const };
const phase = { id: 'P3', title: words, from: 0, to: 25, operations: [remove, remove] };
const document: ScenarioDocument = {
  format: 'chengjing-scenario@1',
  id: 's',
  title: words,
  project: {
    title: words,
    workPlanItem: 10,
    extent: [[116.5, 35.4]],
    extentNote: words,
    road: '洸河路',
    lengthMetres: 5300,
    junctions: [{ name: '太白楼路', position: [116.5, 35.4] }],
    provenance: 'illustrative',
  },
  start: null,
  slices: [{ id: 'T0', title: words, day: 0 }],
  baseline: [{ layer: 'pole', ids: ['P-1', 'P-2'] }],
  assumptions: [],
  alternatives: [
    { id: 'B', title: words, summary: words, phases: [phase, { ...phase, id: 'P4' }] },
    { id: 'C', title: words, summary: words, phases: [] },
  ],
};
const read = (input: unknown) => readForeignScenario(input, 'x.json');
/** The document with `value` at a dotted path. */
function set(path: string, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(document));
  const steps = path.split('.');
  const last = steps.pop()!;
  const inside = steps.reduce((each, step) => (each as Record<string, unknown>)[step], copy);
  (inside as Record<string, unknown>)[last] = value;
  return copy;
}

it('reads a file that left with its marking, which is no part of the plan, here and where it is to be stored', () => {
  const file = JSON.parse(JSON.stringify(marked(document, '密级：内部  ·  王 w 导出于 2026-11-23 12:00')));
  expect(file.marking).toContain('王');
  expect(read(file)).toEqual({ document, leftOut: [] });
  expect(receiveScenarioDocument(file, 'x.json')).toEqual(receiveScenarioDocument(document, 'x.json'));
});

it('reads its own writing without a word', () => {
  expect(read(JSON.parse(JSON.stringify(document)))).toEqual({ document, leftOut: [] });
});

describe('what does not fit is named with its place, and the rest is kept', () => {
  it.each([
    ['alternatives.0.phases.0.operations.1', { op: 'explode' }, '方案 B 阶段 P3 第 1 项操作（explode）'],
    ['alternatives.0.phases.0.operations.1.target', { layer: 'pole', id: '' }, '方案 B 阶段 P3 第 1 项操作（remove）'],
    ['alternatives.0.phases.1.to', 0.5, '方案 B 阶段 P4'],
    ['alternatives.1.title', 'C', '方案 C'],
    ['baseline.0.ids.1', 'P 2', '现状清单 pole 1'],
    ['slices.0.id', 'T9', '时间片 T9'],
    ['project.junctions.0.position', [500, 0], '路口 太白楼路'],
  ])('%s', (path, value, place) => {
    const { document: kept, leftOut } = read(set(path, value));
    expect(leftOut.map((each) => each.place.zh)).toEqual([place]);
    expect(leftOut[0]?.reason.zh).toContain('不合格式');
    expect(JSON.stringify(kept).length).toBeGreaterThan(0.6 * JSON.stringify(document).length);
    expect(read(kept)).toEqual({ document: kept, leftOut: [] });
  });

  it('names the objects of an operation that cannot be read', () => {
    expect(read(set('alternatives.0.phases.0.operations.1.how', 'eaten')).leftOut[0]?.objects).toEqual(['P-1']);
  });

  it('names each of several faults of one file', () => {
    const input = set('alternatives.0.phases.0.operations.1', null) as { slices: unknown[]; colour: string };
    input.slices.push({ id: 'T9', title: words, day: 0 });
    input.colour = 'red';
    expect(read(input).leftOut.map((each) => each.place.en)).toEqual([
      'slice T9',
      'alternative B, phase P3, operation 1',
      'document',
    ]);
  });
});

it('drops and names every unknown field; where it is to be stored it is refused with all of them', () => {
  const input = set('alternatives.0.phases.0.operations.0.crane', '50 t') as Record<string, unknown>;
  input.mood = 1;
  const { document: kept, leftOut } = read(input);
  expect(kept).toEqual(document);
  expect(leftOut.map(({ place, reason }) => [place.zh, /“(.+)”/.exec(reason.zh)?.[1]])).toEqual(
    expect.arrayContaining([
      ['文件', 'mood'],
      ['方案 B 阶段 P3 第 0 项操作（remove）', 'crane'],
    ]),
  );
  expect(() => receiveScenarioDocument(input, 'Draft')).toThrow(
    /operations\.0\.crane.*mood|mood.*operations\.0\.crane/,
  );
});

it.each(['project.extent', 'id', 'alternatives', 'assumptions'])('refuses a file whose %s is wrong', (path) => {
  expect(() => read(set(path, 7))).toThrow(new RegExp(`^x\\.json: ${path.replace('.', '\\.')} `));
});

describe('formats', () => {
  const { slices: _, ...older } = document;
  /** A made-up format 0: no slices, and the road named at the top. */
  const first: Migration = ({ road, ...rest }) => ({
    ...rest,
    project: { ...(rest.project as object), road },
    slices: [{ id: 'T0', title: words, day: 0 }],
  });

  it('an older one is migrated step by step', () => {
    const old = { ...older, format: 'chengjing-scenario@0', road: '洸河路' };
    expect(toCurrentFormat(old, 'old.json', new Map([[0, first]]))).toEqual(document);
  });

  it('one without a migration, a newer one and none at all are refused with both formats and the remedy', () => {
    const of = (format: unknown) => () => read({ ...document, format });
    expect(of('chengjing-scenario@0')).toThrow(/format 0 is older than any .*\(1\)/);
    expect(of('chengjing-scenario@2')).toThrow(/format 2 .*newer.* reads format 1\. Update it, or export/);
    expect(of(undefined)).toThrow(/expected "chengjing-scenario@1"/);
  });
});

import { describe, expect, it } from 'vitest';
import { parseInstant } from '../domain/clock.ts';
import { seededRandom } from '../domain/random.ts';
import type { Operation, ScenarioDocument } from '../wire/scenario-document.ts';
import { compileScenario } from './compile.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from './fixture/short-street.ts';
import { compilePossible } from './possible.ts';

const NOW = parseInstant('2026-05-01T12:00:00+08:00');
const tables = shortStreetTables();
const possible = (document: ScenarioDocument) => compilePossible(document, tables, NOW, 480);
const remove = (id: string, day?: number): Operation => ({
  op: 'remove',
  target: { layer: 'pole', id },
  how: 'removed',
  ...(day === undefined ? {} : { day }),
});
const MERGE = mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90']);
const CARRIER = addCarrier('MF1', 'sign:2.6:90|sign:3.4:90', 8);

it('compiles a sound document as it is', () => {
  const document = shortStreetDocument([CARRIER], [MERGE, remove('AD1')]);
  const { compiled, leftOut } = possible(document);
  expect(leftOut).toEqual([]);
  expect(compiled).toEqual(compileScenario(document, tables, NOW, 480));
});

describe('takes away the second of two contradictory operations, names and locates it, and keeps the rest', () => {
  const cases: [string, Operation[], Operation[], string, RegExp][] = [
    ['a pole removed twice', [], [remove('AD1'), remove('AD1', 12)], '方案 X 阶段 P5 第 1 项操作（remove）', /已拆除/],
    [
      'a merge into a pole that falls',
      [CARRIER],
      [mergeInto('MF1', 'pole', 'TG1', [], { day: 15 }), remove('MF1', 14)],
      '方案 X 阶段 P5 第 0 项操作（merge）',
      /承载杆“MF1”本身/,
    ],
    [
      'a move after the removal',
      [remove('AD1')],
      [{ op: 'move', target: { layer: 'pole', id: 'AD1' }, to: [116.56, 35.42], heading: 0 }],
      '方案 X 阶段 P5 第 0 项操作（move）',
      /已拆除、移走或并走/,
    ],
    ['mounts merged twice', [CARRIER], [MERGE, MERGE], '方案 X 阶段 P5 第 1 项操作（merge）', /已并走/],
    [
      'a mount that is claimed twice',
      [CARRIER],
      [mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:2.6:90'])],
      '方案 X 阶段 P5 第 0 项操作（merge）',
      /没有（或已并走）挂载 sign:2.6:90/,
    ],
    [
      'a day outside its phase',
      [remove('AD1', 15)],
      [remove('BS1')],
      '方案 X 阶段 P1 第 0 项操作（remove）',
      /第 15 天/,
    ],
  ];
  it.each(cases)('%s', (_, p1, p5, place, reason) => {
    const { compiled, leftOut } = possible(shortStreetDocument(p1, p5));
    expect(leftOut.map((each) => each.place.zh)).toEqual([place]);
    expect(leftOut[0]?.reason.zh).toMatch(reason);
    expect(leftOut[0]?.objects.length).toBeGreaterThan(0);
    const kept = compiled.document.alternatives[0]?.phases.flatMap((phase) => phase.operations) ?? [];
    expect(kept).toHaveLength(p1.length + p5.length - 1);
    for (const each of kept) expect([...p1, ...p5]).toContain(each);
  });
});

it('takes a phase that ends before it begins, and what needed its carriers, and names both', () => {
  const document = shortStreetDocument([CARRIER], [MERGE, remove('AD1')]);
  const [alternative] = document.alternatives;
  const [p1, p5] = alternative!.phases;
  const { compiled, leftOut } = possible({
    ...document,
    alternatives: [{ ...alternative!, phases: [{ ...p1!, from: 10, to: 4 }, p5!] }],
  });
  expect(leftOut.map((each) => each.place.zh)).toEqual(['方案 X 阶段 P1', '方案 X 阶段 P5 第 0 项操作（merge）']);
  expect(leftOut[0]?.objects).toEqual(['MF1']);
  expect(compiled.document.alternatives[0]?.phases.map((phase) => phase.operations)).toEqual([[remove('AD1')]]);
});

it('begins a plan whose start has passed on the next 1 March, and says so', () => {
  const { compiled, leftOut } = possible(shortStreetDocument([], [remove('AD1')], { start: '2021-03-01' }));
  expect(compiled.start).toBe(parseInstant('2027-03-01T00:00:00+08:00'));
  expect(leftOut[0]?.reason.zh).toContain('2021-03-01');
  expect(leftOut[0]?.reason.en).toContain('before now');
  expect(compiled.document.alternatives[0]?.phases[1]?.operations).toHaveLength(1);
});

it('refuses what concerns the document as a whole', () => {
  const document = shortStreetDocument([addCarrier('M1'), addCarrier('M2'), addCarrier('M3')], []);
  expect(() => possible(document)).toThrow(/needs 3 slots/);
});

it('always ends with a plan that compiles, whatever a document says of the street', () => {
  const random = seededRandom(7);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const ids = ['TG1', 'CC1', 'BS1', 'AD1', 'PW1', 'MF1', 'MF2'];
  const day = () => Math.floor(random() * 26) - 3;
  const any = (): Operation => {
    const target = { layer: 'pole', id: pick(ids) };
    switch (Math.floor(random() * 5)) {
      case 0:
        return addCarrier(pick(['MF1', 'MF2', 'L1']), '', day());
      case 1:
        return { op: 'remove', target, how: 'removed', day: day() };
      case 2:
        return { op: 'move', target, to: [116.56, 35.42], heading: 0, day: day() };
      case 3:
        return mergeInto(pick(ids), 'pole', target.id, random() < 0.2 ? ['camera:6:0'] : [], { migrated: day() });
      default:
        return { op: 'close', road: '短街', lanes: 1, side: 'south', days: [day(), day()] };
    }
  };
  const roomy = new Map([...tables].map(([layer, table]) => [layer, { ...table, capacity: 40 }] as const));
  let kept = 0;
  for (let turn = 0; turn < 300; turn++) {
    const p1 = Array.from({ length: 6 }, any);
    const p5 = Array.from({ length: 8 }, any);
    const { compiled, leftOut } = compilePossible(shortStreetDocument(p1, p5), roomy, NOW, 480);
    const left = compiled.document.alternatives[0]?.phases.flatMap((phase) => phase.operations) ?? [];
    expect(left.length + leftOut.length).toBe(14);
    expect(() => compileScenario(compiled.document, roomy, NOW, 480)).not.toThrow();
    kept += left.length;
  }
  expect(kept).toBeGreaterThan(300);
});

import { describe, expect, test } from 'vitest';
import type { AssetTable, AttributeValue } from '../../domain/asset.ts';
import { parseInstant } from '../../domain/clock.ts';
import type { Operation, ScenarioDocument } from '../../wire/scenario-document.ts';
import { compileScenario } from '../compile.ts';
import { type Finding, findingsOf, type JudgeOptions } from '../findings.ts';
import { shortStreetDocument } from '../fixture/short-street.ts';

/** Metres a degree at 35.42° N; the axis runs east along this parallel from 116.56°. */
const at = (x: number, y: number): [number, number] => [116.56 + x / 90_870, 35.42 + y / 110_950];
const NOW = parseInstant('2026-05-01T00:00:00+08:00');
const SOUTH = -12;
const NORTH = 12;

interface Row {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly class?: string;
  readonly mounts: string;
  readonly heading?: number;
  readonly more?: Readonly<Record<string, AttributeValue>>;
}

interface Told extends Pick<Finding, 'verdict' | 'value'> {
  readonly inherited?: readonly string[];
}

/** A street of these poles as it is today, and alternative X that does these operations. */
function judged(rows: readonly Row[], operations: Operation[] = [], options: JudgeOptions = {}, alternative = 'base') {
  const keys = ['class', 'mounts', 'height', ...new Set(rows.flatMap(({ more = {} }) => Object.keys(more)))];
  const table: AssetTable = {
    layer: 'pole',
    count: rows.length,
    capacity: rows.length + 8,
    ids: rows.map(({ id }) => id),
    positions: Float64Array.from(rows.flatMap(({ x, y }) => [...at(x, y), 0])),
    headings: Float32Array.from(rows.map(({ heading = 0 }) => heading)),
    columns: Object.fromEntries(
      keys.map((key) => [
        key,
        rows.map(({ class: own = 'OT', mounts, more }) =>
          key === 'class' ? own : key === 'mounts' ? mounts : (more?.[key] ?? (key === 'height' ? 10 : null)),
        ),
      ]),
    ),
    provenance: 'illustrative',
  };
  const street = shortStreetDocument([], operations);
  const document: ScenarioDocument = {
    ...street,
    project: { ...street.project, axis: [at(-400, 0), at(800, 0)], junctions: [{ name: '甲', position: at(500, 0) }] },
    baseline: [{ layer: 'pole', ids: [...table.ids] }],
  };
  const compiled = compileScenario(document, new Map([['pole', table]]), NOW, 480);
  const findings = findingsOf(compiled, alternative, { limits: 'as if checked', ...options });
  return (rule: string): Told | undefined => {
    const found = findings.find((each) => each.rule === rule);
    if (!found) return undefined;
    const { verdict, value, inherited } = found;
    return { verdict, value, ...(inherited ? { inherited: inherited.map(({ id }) => id) } : {}) };
  };
}

const lamps = (height: number, shift: number, more: Row['more'] = {}): Row[] =>
  [0, 30, 60, 90].flatMap((x) => [
    { id: `S${x}`, x, y: SOUTH, class: 'LP', mounts: `luminaire:${height}:0`, more },
    { id: `N${x}`, x: x + shift, y: NORTH, class: 'LP', mounts: `luminaire:${height}:180`, more },
  ]);

describe('today is judged like any plan', () => {
  // Six lanes of 3.5 m and a median of 3 m are 24 m; arms of 1.5 m from both sides leave 21 m.
  test('R2d: lights that face each other hang at half the effective width, at the limit still', () => {
    expect(judged(lamps(10.5, 2))('R2d')).toEqual({ verdict: 'pass', value: 0.5 });
    expect(judged(lamps(10.4, 2))('R2d')?.verdict).toBe('breach');
    expect(judged(lamps(10.4, 2))('R2e')).toBeUndefined();
  });

  test('R2e: lights that take turns hang at 0.7 of it; R2f: on one side at all of 22.5 m', () => {
    expect([judged(lamps(14.7, 15))('R2e')?.verdict, judged(lamps(14.6, 15))('R2e')?.verdict]).toEqual([
      'pass',
      'breach',
    ]);
    const single = (height: number) => lamps(height, 0).filter(({ y }) => y === SOUTH);
    expect([judged(single(22.5))('R2f')?.verdict, judged(single(22.4))('R2f')?.verdict]).toEqual(['pass', 'breach']);
  });

  test('R2g and R2h: tilt and overhang as surveyed, open where nobody surveyed them', () => {
    expect(judged(lamps(10, 0))('R2g')?.verdict).toBe('undecided');
    expect(judged(lamps(10, 0, { tilt: 15 }))('R2g')?.verdict).toBe('pass');
    expect(judged(lamps(10, 0, { tilt: 16 }))('R2g')).toEqual({ verdict: 'breach', value: 16 });
    expect(judged(lamps(10, 0, { overhang: 2.5 }))('R2h')).toEqual({ verdict: 'pass', value: 0.25 });
    expect(judged(lamps(10, 0, { overhang: 2.6 }))('R2h')?.verdict).toBe('breach');
    // One lamp without data keeps a rule open that the others keep; one beyond the limit decides for all.
    const [first, ...others] = lamps(10, 0, { tilt: 10 });
    const open = [{ ...(first as Row), more: {} }, ...others];
    expect(judged(open)('R2g')?.verdict).toBe('undecided');
    expect(judged([...open.slice(1), { ...(first as Row), more: { tilt: 20 } }])('R2g')?.verdict).toBe('breach');
  });

  test('R4: what hangs today is seen or hidden like what a plan hangs', () => {
    const signal: Row = { id: 'T1', x: 60, y: -11, class: 'TS', mounts: 'vehicle-signal:6:270' };
    expect(judged([signal])('R4')?.verdict).toBe('pass');
    const panel: Row = { id: 'G1', x: 40, y: -6.15, class: 'TG', mounts: 'sign:3.67:270', more: { height: 4.5 } };
    // Worked out beside the same panel in rules.test.ts.
    expect(judged([signal, panel])('R4')).toEqual({ verdict: 'breach', value: 35 });
  });

  test('R4: a guide sign out on its arm hides the head that is looked at through it, no other', () => {
    // The sign of 2.4 × 1.5 m hangs 2.9 m out on the arm of a pole at (40, −9): it covers y from −7.3 to −4.9 and 4.45 to 5.95 m.
    const gantry: Row = { id: 'G1', x: 40, y: -9, class: 'TG', mounts: 'guide-sign:5.2:270', more: { height: 7 } };
    // Both heads hang 2.35 m out, at (60, −8.65). From 40 m away the line to the one 6 m up meets x = 40 at 3.6 m, under the
    // sign; the one to the head 9 m up at 5.1 m.
    const head = (height: number): Row => ({
      id: 'T1',
      x: 60,
      y: -11,
      class: 'TS',
      mounts: `vehicle-signal:${height}:270`,
    });
    expect(judged([head(6), gantry])('R4')?.verdict).toBe('pass');
    expect(judged([head(9), gantry])('R4')?.verdict).toBe('breach');
    expect(judged([head(9), { ...gantry, x: 62 }])('R4')?.verdict).toBe('pass');
  });

  test('R4c: 2 m from what shines; exactly there is far enough', () => {
    const beside = (height: number) =>
      judged([{ id: 'T1', x: 60, y: -11, class: 'TS', mounts: `vehicle-signal:4.5:270|screen:${height}:0` }])('R4c');
    expect(beside(2.5)).toEqual({ verdict: 'pass', value: 2 });
    expect(beside(2.6)?.verdict).toBe('breach');
    expect(judged(lamps(10, 0))('R4c')).toBeUndefined();
  });

  test('R6b and R6e: signs that the same drivers read; types of faces are asked for only where they matter', () => {
    const pair = (kind: string, gap: number, facing = 270) => [
      { id: 'A', x: 0, y: SOUTH, class: 'TG', mounts: `${kind}:5.5:270` },
      { id: 'B', x: gap, y: SOUTH, class: 'TG', mounts: `${kind}:5.5:${facing}` },
    ];
    expect([judged(pair('guide-sign', 30))('R6e')?.verdict, judged(pair('guide-sign', 29))('R6e')?.verdict]).toEqual([
      'pass',
      'breach',
    ]);
    expect([judged(pair('sign', 31))('R6b')?.verdict, judged(pair('sign', 29))('R6b')?.verdict]).toEqual([
      'pass',
      'undecided',
    ]);
    // Facing the other way they are read by other drivers.
    expect(judged(pair('guide-sign', 10, 90))('R6e')).toBeUndefined();
  });

  test('R7c: a lamp arm over the carriageway at 4.5 m, one over the footway is not asked', () => {
    const arm = (height: number, facing = 0) =>
      judged([{ id: 'L', x: 0, y: SOUTH, class: 'LP', mounts: `luminaire:${height}:${facing}` }])('R7c')?.verdict;
    expect([arm(4.5), arm(4.4), arm(3, 180)]).toEqual(['pass', 'breach', undefined]);
  });

  test('R10b: 6 kW a pole; surveyed power goes before what is typical', () => {
    const pole = (watts: number) => judged([{ id: 'P', x: 0, y: SOUTH, mounts: `camera:6:0:W=${watts}` }])('R10b');
    expect([pole(6000)?.verdict, pole(6001)?.verdict]).toEqual(['pass', 'breach']);
  });

  test('R11c: cores of the cable against those that devices need', () => {
    const rows: Row[] = [{ id: 'P', x: 0, y: SOUTH, mounts: 'camera:6:0:fibre=2|wifi:5:0:fibre=4' }];
    const cable = (fibres: number) =>
      judged(rows, [], { surroundings: { communications: [{ carrier: 'P', fibres }] } })('R11c')?.verdict;
    expect([cable(6), cable(5), judged(rows)('R11c')?.verdict]).toEqual(['pass', 'breach', 'undecided']);
  });

  test('R9c: the lean of the top needs a section; today’s poles have none', () => {
    expect(judged(lamps(10, 0))('R9c')?.verdict).toBe('undecided');
  });
});

describe('a planner’s own plan', () => {
  const signal: Row = { id: 'T1', x: 60, y: -11, class: 'TS', mounts: 'vehicle-signal:6:270' };
  const move = (x: number): Operation => ({
    op: 'move',
    target: { layer: 'pole', id: 'T1' },
    to: at(x, -11),
    heading: 0,
    day: 12,
  });

  test('R1: a signal that is dragged counts like one that is merged', () => {
    expect(judged([signal], [move(65)], {}, 'X')('R1')).toMatchObject({ verdict: 'pass' });
    expect(judged([signal], [move(65.1)], {}, 'X')('R1')).toMatchObject({ verdict: 'breach' });
  });

  test('R1c: a signal whose pole is cut without another place is missed', () => {
    const cut: Operation = { op: 'remove', target: { layer: 'pole', id: 'T1' }, how: 'removed', day: 12 };
    expect(judged([signal, ...lamps(10, 0)], [cut], {}, 'X')('R1c')).toEqual({ verdict: 'breach', value: 1 });
    expect(judged([signal, ...lamps(10, 0)], [move(61)], {}, 'X')('R1c')?.verdict).toBe('pass');
    // Mounts that never arrive at the pole they were to go to are missed as well.
    const merged: Operation = {
      op: 'merge',
      from: { layer: 'pole', id: 'T1' },
      carrier: { layer: 'pole', id: 'S0' },
      mounts: ['vehicle-signal:6:270'],
      day: 12,
    };
    const hung: Operation = {
      op: 'modify',
      target: { layer: 'pole', id: 'S0' },
      attributes: { mounts: 'luminaire:10:0|vehicle-signal:6:270' },
      day: 11,
    };
    expect(judged([signal, ...lamps(10, 0)], [merged], {}, 'X')('R1c')?.verdict).toBe('breach');
    expect(judged([signal, ...lamps(10, 0)], [merged, hung], {}, 'X')('R1c')?.verdict).toBe('pass');
  });

  test('what breaches today and is left so is told apart from what the plan brings', () => {
    const low: Row = { id: 'R1', x: 0, y: SOUTH, class: 'RN', mounts: 'name-plate:2.2:0' };
    const high: Row = { id: 'R2', x: 40, y: SOUTH, class: 'RN', mounts: 'name-plate:2.7:0' };
    const lowered: Operation = {
      op: 'modify',
      target: { layer: 'pole', id: 'R2' },
      attributes: { mounts: 'name-plate:2.4:0' },
      day: 12,
    };
    expect(judged([low, high], [lowered], {}, 'X')('R7b')).toEqual({
      verdict: 'breach',
      value: 2.2,
      inherited: ['R1'],
    });
    // Moved as it is, it brings its breach along.
    const move: Operation = { op: 'move', target: { layer: 'pole', id: 'R1' }, to: at(4, SOUTH), heading: 0, day: 12 };
    expect(judged([low, high], [move], {}, 'X')('R7b')?.inherited).toEqual(['R1.moved1']);
  });
});

describe('a limit of the document', () => {
  const rows = lamps(10.4, 2);
  test('hints until its clause is named, then judges, and says who compared it', () => {
    expect(judged(rows, [], { limits: {} })('R2d')?.verdict).toBe('hint');
    expect(judged(rows, [], { limits: { R2d: { clause: '第 5.1.3 条' } } })('R2d')?.verdict).toBe('breach');
    expect(judged(rows, [], { limits: { R2d: { clause: '第 5.1.3 条', value: 0.49 } } })('R2d')?.verdict).toBe('pass');
  });
});

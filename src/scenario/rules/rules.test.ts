import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import type { Operation } from '../../wire/scenario-document.ts';
import { compileScenario } from '../compile.ts';
import { countVerdicts, findingsOf, type JudgeOptions } from '../findings.ts';
import { mergeInto, shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import type { Surroundings } from './surroundings.ts';
import { RULES } from './table.ts';

const NOW = parseInstant('2026-05-01T00:00:00+08:00');
/** Metres a degree at 35.42° N. */
const EAST = 90_870;
const NORTH = 110_950;
/** The short street runs east along this parallel; `x` metres from 116.56°, `y` metres north of it. */
const at = (x: number, y: number): [number, number] => [116.56 + x / EAST, 35.42 + y / NORTH];

function carrier(id: string, x: number, y: number, mounts: string, height = 10): Operation {
  const attributes = { class: 'MF', mounts, district: '任城区', height };
  return { op: 'add', asset: { layer: 'pole', id, position: [...at(x, y), 0], heading: 0, attributes }, day: 8 };
}

/** A plan with one carrier that the sign of TG1 joins, and what else is built. */
function verdictsOf(operations: Operation[], options: JudgeOptions = {}): Map<string, string> {
  const document = shortStreetDocument(operations, [mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90'])]);
  const junctions = [{ name: '甲', position: at(60, 0) }];
  const compiled = compileScenario(
    { ...document, project: { ...document.project, junctions } },
    shortStreetTables(),
    NOW,
    480,
  );
  const findings = findingsOf(compiled, 'X', { limits: 'as if checked', ...options });
  return new Map(findings.map(({ rule, verdict }) => [rule, verdict]));
}

const SOUTH = -11;
const SIGNS = 'sign:2.6:90|sign:3.4:90';
const on = (mounts: string, y = SOUTH) => [carrier('MF1', 1.8, y, mounts)];

describe('mounts: met, and broken by one step', () => {
  test.each([
    ['R6', `${SIGNS}|sign:4:90|sign:4.5:90`, `${SIGNS}|sign:4:90|sign:4.5:90|sign:5:90`],
    ['R7', 'guide-sign:5:90', 'guide-sign:4.9:90'],
    ['R7b', 'name-plate:2.5:90', 'name-plate:2.4:90'],
    ['R9', 'screen:3:0|screen:4:0|screen:5:0', 'screen:3:0|screen:4:0|screen:5:0|camera:6:0'],
    ['R9b', 'guide-sign:5.5:90|sign:2.6:90|sign:3:90', 'guide-sign:5.5:90|sign:2.6:90|sign:3:90|name-plate:2.6:0'],
    ['R15', 'vehicle-signal:6:90', 'vehicle-signal:6:90|flag:4:0'],
  ])('%s', (rule, good, bad) => {
    expect(verdictsOf(on(good)).get(rule)).toBe('pass');
    expect(verdictsOf(on(bad)).get(rule)).toBe('breach');
  });
});

describe('places: met, and broken by one step', () => {
  test('R3b: a sign moves 10 m and no farther', () => {
    expect(verdictsOf([carrier('MF1', 11.7, SOUTH, SIGNS)]).get('R3b')).toBe('pass');
    expect(verdictsOf([carrier('MF1', 12, SOUTH, SIGNS)]).get('R3b')).toBe('breach');
  });

  test('R6c and R6d: a guide sign 30 to 80 m before the junction', () => {
    // It faces west: its drivers come from the west, towards the junction at 60 m.
    const sign = (x: number) => verdictsOf([carrier('MF1', x, SOUTH, 'guide-sign:5.5:270')]);
    expect([sign(30).get('R6c'), sign(31).get('R6c')]).toEqual(['pass', 'breach']);
    expect([sign(-20).get('R6d'), sign(-21).get('R6d')]).toEqual(['pass', 'breach']);
    // Past the junction, or far before it, a guide sign announces something else.
    expect([sign(80).get('R6c'), sign(-100).get('R6d')]).toEqual([undefined, undefined]);
  });

  test('R2c: lights 38 m apart and 10 m up are beyond 3.7 heights, 11 m up they are not', () => {
    const lights = (height: number) => {
      const pair = [80, 118].map((x, i) => carrier(`MF${i + 1}`, x, SOUTH, `luminaire:${height}:0`));
      return verdictsOf(pair, { limits: { R2c: { value: 3.7, clause: '甲条' } } }).get('R2c');
    };
    expect([lights(10), lights(11)]).toEqual(['breach', 'pass']);
  });
});

describe('R4 and R6v: what a driver sees', () => {
  // The head faces west: drivers come from the west, 3.5 m south of the axis.
  const head = (extra: Operation[] = [], surroundings: Surroundings = {}) =>
    verdictsOf([carrier('MF1', 60, SOUTH, 'vehicle-signal:6:270'), ...extra], { surroundings });

  test('an open road passes; trees and buildings that nobody has surveyed stay open', () => {
    const verdicts = head();
    expect([verdicts.get('R4'), verdicts.get('R4t'), verdicts.get('R4b')]).toEqual(['pass', 'undecided', 'undecided']);
    const none = head([], { trees: [], buildings: [] });
    expect([none.get('R4t'), none.get('R4b')]).toEqual(['pass', 'pass']);
  });

  test('a guide sign in the line of sight hides it; one 6 m aside does not', () => {
    // The head hangs out on its arm, at (60, −8.65) and 6 m up. From 40 m away the eye is at (20, −3.5) and 1.2 m up: the line
    // meets x = 40 at y = −6.08 and 3.60 m up; from 42.5 m away at y = −6.23, 3.74 m; from 45 m at y = −6.36, 3.87 m. The
    // panel of 0.8 m covers y from −6.55 to −5.75 and 3.27 to 4.07 m, so that the head is seen from 35 m (y = −5.71, 3.26 m) and no farther.
    const panel = (y: number, height = 3.67, facing = 270) =>
      head([carrier('MF2', 40, y, `sign:${height}:${facing}`, 4.5)]).get('R4');
    expect(panel(-6.15)).toBe('breach');
    expect(panel(-12.15)).toBe('pass');
    // 1 m lower it is under the line, and edge on it hides nothing.
    expect(panel(-6.15, 2.67)).toBe('pass');
    expect(panel(-6.15, 3.67, 0)).toBe('pass');
  });

  test('a crown in the line of sight hides it, one cut back does not', () => {
    const tree = (crown: number) => ({ trees: [{ position: at(40, -7.5), height: 3.6 + crown / 2, crown }] });
    expect(head([], tree(5)).get('R4t')).toBe('breach');
    expect(head([], tree(1)).get('R4t')).toBe('pass');
  });

  test('a house on the corner hides it, the same house lower than the line of sight does not', () => {
    const house = (height: number) => ({
      buildings: [{ ring: [at(36, -12), at(44, -12), at(44, -5), at(36, -5)], height }],
    });
    expect(head([], house(10)).get('R4b')).toBe('breach');
    expect(head([], house(1)).get('R4b')).toBe('pass');
  });

  test('a sign behind a pole is blinked at, behind a wall it is hidden', () => {
    const sign = (surroundings: Surroundings) =>
      verdictsOf([carrier('MF1', 1.8, SOUTH, 'sign:3:270')], { surroundings });
    expect(sign({}).get('R6v')).toBe('pass');
    const wall = [at(-25, -13), at(-24, -13), at(-24, -5), at(-25, -5)];
    expect(sign({ buildings: [{ ring: wall, height: 4 }] }).get('R6vb')).toBe('breach');
  });
});

describe('rules on surroundings: met, broken, and open without data', () => {
  const signal = [carrier('MF1', 60, SOUTH, 'vehicle-signal:6:270|luminaire:10:0|micro-cell:9.5:0')];
  const stopLine = (x: number) => ({ approaches: [{ stopLine: at(x, -5), bearing: 90 }] });
  const footway = (outer: number, kerb = 10) => ({
    footways: [{ side: 'south' as const, from: 0, to: 500, kerb, outer }],
  });
  const wall = (y: number) => ({
    antennas: [{ carrier: 'MF1', azimuth: 180 }],
    buildings: [{ ring: [at(40, y), at(80, y), at(80, y - 20), at(40, y - 20)], height: 20 }],
  });
  const pipe = (kind: 'gas' | 'trunk', y: number) => ({ utilities: [{ kind, path: [at(0, y), at(200, y)] }] });
  const supply = (row: Partial<NonNullable<Surroundings['supply']>[number]>) => ({
    supply: ['MF1', 'L1', 'L2', 'CC1'].map((pole) => ({ carrier: pole, ...row })),
  });
  const fibre = (row: Partial<NonNullable<Surroundings['communications']>[number]>) => ({
    communications: ['MF1', 'CC1'].map((pole) => ({ carrier: pole, ...row })),
  });
  const crown = (x: number, width: number) => ({ trees: [{ position: at(x, SOUTH), height: 12, crown: width }] });

  test.each<[rule: string, good: Surroundings, bad: Surroundings]>([
    ['R5', stopLine(40), stopLine(48)],
    ['R5b', stopLine(12), stopLine(8)],
    ['R5c', stopLine(20), stopLine(40)],
    ['R8', footway(14), footway(13)],
    ['R8b', footway(14), footway(14, 10.7)],
    // Signal 0.03 kW, lamp 0.15 kW, one set of micro cells 1 kW however many of its sectors hang here.
    ['R10', supply({ kilowatts: 1.18 }), supply({ kilowatts: 1.17 })],
    ['R10c', supply({ earthOhms: 4 }), supply({ earthOhms: 4.1 })],
    ['R10d', supply({ earthOhms: 10 }), supply({ earthOhms: 10.1 })],
    ['R10e', supply({ separateCircuits: true }), supply({ separateCircuits: false })],
    ['R10f', supply({ rcd: true }), supply({ rcd: false })],
    ['R11', fibre({ fibres: 6 }), fibre({ fibres: 5 })],
    ['R11b', fibre({ spareDucts: 2 }), fibre({ spareDucts: 1 })],
    ['R11d', fibre({ gateway: true }), fibre({ gateway: false })],
    ['R12', crown(66, 6), crown(63, 6)],
    ['R12b', crown(100, 8), crown(60, 11)],
    ['R13', wall(-22), wall(-20)],
    ['R14', pipe('gas', -11.6), pipe('gas', -11.4)],
    ['R14b', pipe('trunk', -12.1), pipe('trunk', -11.9)],
  ])('%s', (rule, good, bad) => {
    expect(verdictsOf(signal, { surroundings: good }).get(rule)).toBe('pass');
    expect(verdictsOf(signal, { surroundings: bad }).get(rule)).toBe('breach');
    expect(verdictsOf(signal).get(rule)).toBe('undecided');
  });

  test('data for some carriers alone never pass R10', () => {
    const both = [...signal, carrier('MF2', 90, SOUTH, 'camera:6:0')];
    const operations = [...both, { ...mergeInto('MF2', 'pole', 'CC1', ['camera:6:0']), day: 9 } as Operation];
    const verdicts = verdictsOf(operations, { surroundings: { supply: [{ carrier: 'MF1', kilowatts: 3 }] } });
    expect(verdicts.get('R10')).toBe('undecided');
  });
});

describe('how firmly a rule may speak', () => {
  const five = on(`${SIGNS}|sign:4:90|sign:4.5:90|sign:5:90`);

  test('an unchecked limit hints, one with its clause judges, and its number can be edited', () => {
    expect(verdictsOf(five, { limits: {} }).get('R6')).toBe('hint');
    expect(verdictsOf(five, { limits: { R6: { clause: '甲条' } } }).get('R6')).toBe('breach');
    expect(verdictsOf(five, { limits: { R6: { clause: '甲条', value: 5 } } }).get('R6')).toBe('pass');
    expect(verdictsOf(five, { limits: { R6: { value: 5 } } }).get('R6')).toBe('hint');
  });

  test("R9 stays with the structural engineer until a maker's capacity is given", () => {
    const capacity = (kg: number) => ({ limits: {}, surroundings: { capacity: { maker: '某厂', kg, m2: 3 } } });
    expect(verdictsOf(five, { limits: {} }).get('R9')).toBe('hint');
    expect([verdictsOf(five, capacity(60)).get('R9'), verdictsOf(five, capacity(40)).get('R9')]).toEqual([
      'pass',
      'breach',
    ]);
  });

  test('无法判定 is counted beside the others', () => {
    const counts = countVerdicts([{ verdict: 'undecided' }, { verdict: 'pass' }, { verdict: 'undecided' }]);
    expect(counts).toEqual({ pass: 1, breach: 0, hint: 0, undecided: 2 });
  });

  test('every rule of §4.4 is there, each with a number or a reason to have none, and ids are its own', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (let number = 1; number <= 15; number++) expect(ids).toContain(`R${number}`);
  });
});

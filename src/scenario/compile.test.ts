import { describe, expect, test } from 'vitest';
import { slotOf } from '../domain/asset.ts';
import { DAY, parseInstant } from '../domain/clock.ts';
import { holds } from '../domain/validity.ts';
import type { Operation, ScenarioDocument } from '../wire/scenario-document.ts';
import { compileScenario } from './compile.ts';
import { FATES } from './compiled.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from './fixture/short-street.ts';
import { ScenarioError } from './problems.ts';

const NOW = parseInstant('2026-05-01T12:00:00+08:00');
const START = parseInstant('2027-03-01T00:00:00+08:00');
const compile = (document: ScenarioDocument, tables = shortStreetTables()) =>
  compileScenario(document, tables, NOW, 480);

const MERGES: Operation[] = [
  mergeInto('MF1', 'lamp', 'L1', ['luminaire:10:0'], { migrated: 12, day: 15 }),
  mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90'], { migrated: 12 }),
];

describe('start', () => {
  const startOf = (now: string) =>
    compileScenario(shortStreetDocument([], [], { start: null }), shortStreetTables(), parseInstant(now), 480).start;

  test('is the first 1 March after now, midnight of the city', () => {
    expect(startOf('2026-05-01T12:00:00+08:00')).toBe(START);
    expect(startOf('2027-02-28T23:59:59+08:00')).toBe(START);
    // The same moment is still February in UTC but March in the city.
    expect(startOf('2027-02-28T16:00:00Z')).toBe(parseInstant('2028-03-01T00:00:00+08:00'));
  });

  test('takes a date as midnight of the city, and a date-time as it stands', () => {
    expect(compile(shortStreetDocument([], [])).start).toBe(START);
    expect(compile(shortStreetDocument([], [], { start: '2027-03-01T00:00:00Z' })).start).toBe(START + 8 * 3_600_000);
  });

  test('refuses a start before now, naming it and the remedy', () => {
    expect(() => compile(shortStreetDocument([], [], { start: '2021-03-01' }))).toThrow(
      /start "2021-03-01" lies before now, 2026-05-01; set it to a later date, or to null/,
    );
  });
});

describe('validity', () => {
  const compiled = compile(
    shortStreetDocument(
      [addCarrier('MF1', 'luminaire:10:0|sign:2.6:90|sign:3.4:90', 8)],
      [...MERGES, { op: 'remove', target: { layer: 'pole', id: 'PW1' }, how: 'undergrounded' }],
    ),
  );
  const base = compiled.alternatives[0];
  const x = compiled.alternatives[1];
  const row = (layer: string, id: string) => {
    const slot = slotOf(compiled.assets.get(layer) as never, id) as number;
    const validity = x?.validity.get(layer);
    return {
      slot,
      from: ((validity?.from[slot] as number) - START) / DAY,
      to: ((validity?.to[slot] as number) - START) / DAY,
      fate: FATES[validity?.fate[slot] as number],
    };
  };

  test('follows the days of the operations', () => {
    expect(row('pole', 'MF1')).toEqual({ slot: 5, from: 8, to: Number.POSITIVE_INFINITY, fate: 'planned' });
    expect(row('lamp', 'L1')).toMatchObject({ from: Number.NEGATIVE_INFINITY, to: 15, fate: 'merged' });
    expect(row('pole', 'TG1')).toMatchObject({ to: 20, fate: 'merged' });
    expect(row('pole', 'PW1')).toMatchObject({ to: 20, fate: 'undergrounded' });
    expect(row('pole', 'CC1')).toMatchObject({ to: Number.POSITIVE_INFINITY, fate: 'keep' });
  });

  test('arrays are as long as the capacity, and free slots never exist', () => {
    const validity = x?.validity.get('pole');
    expect(validity?.from.length).toBe(7);
    expect(validity?.from[6]).toBe(Number.POSITIVE_INFINITY);
  });

  test('the baseline comes first and never changes', () => {
    expect(base?.id).toBe('base');
    expect([...(base?.validity.get('pole')?.from ?? [])]).toEqual([
      ...Array(5).fill(Number.NEGATIVE_INFINITY),
      ...Array(2).fill(Number.POSITIVE_INFINITY),
    ]);
    expect([...(base?.validity.get('pole')?.to ?? [])].every((each) => each === Number.POSITIVE_INFINITY)).toBe(true);
  });

  test('planned assets extend the table, others leave it as it was', () => {
    const table = compiled.assets.get('pole');
    expect(table?.count).toBe(6);
    expect(table?.columns.class?.[5]).toBe('MF');
    expect(table?.positions[15]).toBe(116.56001);
    expect(shortStreetTables().get('pole')?.count).toBe(5);
  });

  test('compiling twice gives the same arrays', () => {
    const again = compile(compiled.document);
    expect(again.alternatives).toEqual(compiled.alternatives);
  });

  test('existence is one interval: off, on, off at most', () => {
    for (const validity of x?.validity.values() ?? [])
      for (let slot = 0; slot < validity.from.length; slot++) {
        const interval = { from: validity.from[slot] as number, to: validity.to[slot] as number };
        const states = Array.from({ length: 60 }, (_, day) => holds(interval, START + (day - 20) * DAY));
        expect(states.join('')).toMatch(/^(false)*(true)*(false)*$/);
      }
  });
});

test('a move ends the asset and begins its twin at the new place', () => {
  const compiled = compile(
    shortStreetDocument(
      [{ op: 'move', target: { layer: 'pole', id: 'CC1' }, to: [116.57, 35.42], heading: 90, day: 4 }],
      [],
    ),
  );
  const table = compiled.assets.get('pole');
  const validity = compiled.alternatives[1]?.validity.get('pole');
  expect(table?.ids[5]).toBe('CC1.moved1');
  expect(table?.positions[15]).toBe(116.57);
  expect(table?.columns.mounts?.[5]).toBe('camera:6:0');
  expect(validity?.to[1]).toBe(START + 4 * DAY);
  expect(validity?.from[5]).toBe(START + 4 * DAY);
});

describe('planned assets of two alternatives', () => {
  const two = (first: Operation, second: Operation) => {
    const document = shortStreetDocument([first], []);
    const [x] = document.alternatives;
    const y = shortStreetDocument([second], []).alternatives[0];
    return { ...document, alternatives: [x, { ...y, id: 'Y' }] } as ScenarioDocument;
  };

  test('share a slot when they are the same', () => {
    const compiled = compile(two(addCarrier('MF1', 'camera:6:0', 3), addCarrier('MF1', 'camera:6:0', 5)));
    expect(compiled.assets.get('pole')?.count).toBe(6);
    expect(compiled.alternatives[1]?.validity.get('pole')?.from[5]).toBe(START + 3 * DAY);
    expect(compiled.alternatives[2]?.validity.get('pole')?.from[5]).toBe(START + 5 * DAY);
  });

  test('an alternative never shows what only the other builds', () => {
    const compiled = compile(two(addCarrier('MF1'), addCarrier('MF2')));
    expect(compiled.alternatives[1]?.validity.get('pole')?.from[6]).toBe(Number.POSITIVE_INFINITY);
    expect(compiled.alternatives[0]?.validity.get('pole')?.from[5]).toBe(Number.POSITIVE_INFINITY);
  });

  test('are refused when one id means two things', () => {
    expect(() => compile(two(addCarrier('MF1', 'camera:6:0'), addCarrier('MF1')))).toThrow(
      /alternative Y, phase P1, operation 0 \(add\): "MF1" differs from the asset of that id in another alternative/,
    );
  });
});

describe('refusals name the place, the value and the remedy', () => {
  const carrier = addCarrier('MF1', '', 8);
  const cases: [string, Operation[], Operation[], RegExp][] = [
    [
      'unknown asset',
      [],
      [{ op: 'remove', target: { layer: 'pole', id: 'TG9' }, how: 'removed' }],
      /alternative X, phase P5, operation 0 \(remove\): unknown asset "TG9" in layer "pole"/,
    ],
    [
      'unknown layer',
      [],
      [{ op: 'remove', target: { layer: 'tram', id: 'TG1' }, how: 'removed' }],
      /unknown layer "tram"; there are lamp, pole/,
    ],
    ['unknown carrier', [], [mergeInto('MF9', 'pole', 'TG1', [])], /\(merge\): unknown asset "MF9" in layer "pole"/],
    [
      'merge before the carrier stands',
      [carrier],
      [mergeInto('MF1', 'pole', 'TG1', [], { migrated: 5 })],
      /mounts of "TG1" move on day 5, before carrier "MF1" stands on day 8/,
    ],
    [
      'fall before the mounts move',
      [carrier],
      [mergeInto('MF1', 'pole', 'TG1', [], { migrated: 16, day: 12 })],
      /"TG1" falls on day 12, before its mounts have moved on day 16/,
    ],
    [
      'carrier that falls itself',
      [carrier],
      [
        mergeInto('MF1', 'pole', 'TG1', [], { day: 15 }),
        { op: 'remove', target: { layer: 'pole', id: 'MF1' }, how: 'removed', day: 14 },
      ],
      /carrier "MF1" itself falls by day 15/,
    ],
    [
      'mount that is not there',
      [carrier],
      [mergeInto('MF1', 'pole', 'TG1', ['speaker:4:0'])],
      /"TG1" carries no speaker:4:0/,
    ],
    [
      'two ends',
      [],
      [
        { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed' },
        { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'undergrounded' },
      ],
      /"AD1" already falls in this alternative/,
    ],
    [
      'day outside its phase',
      [{ op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed', day: 15 }],
      [],
      /day 15 lies outside the phase \(0–10\)/,
    ],
    [
      'closure outside its phase',
      [{ op: 'close', road: '短街', lanes: 1, side: 'south', days: [5, 12] }],
      [],
      /days 5–12 leave the phase \(0–10\)/,
    ],
    ['id that exists', [addCarrier('L1')], [], /id "L1" already exists in layer "lamp"/],
    [
      'merge into itself',
      [],
      [{ op: 'merge', from: { layer: 'pole', id: 'TG1' }, carrier: { layer: 'pole', id: 'TG1' }, mounts: [] }],
      /"TG1" cannot merge into itself/,
    ],
  ];

  test.each(cases)('%s', (_, p1, p5, message) => {
    expect(() => compile(shortStreetDocument(p1, p5))).toThrow(message);
  });

  test('an asset outside the baseline', () => {
    const document = shortStreetDocument([{ op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed' }], [], {
      baseline: [],
    });
    expect(() => compile(document)).toThrow(/"AD1" is not in the baseline/);
  });

  test('more planned assets than the layer has room for', () => {
    expect(() => compile(shortStreetDocument([addCarrier('M1'), addCarrier('M2'), addCarrier('M3')], []))).toThrow(
      /layer "pole" needs 3 slots for planned assets and has 2 \(capacity 7, 5 built\); raise its reserve/,
    );
  });

  test('all problems are kept, the first ten are printed', () => {
    const many = Array.from(
      { length: 14 },
      (_, index): Operation => ({ op: 'remove', target: { layer: 'pole', id: `X${index}` }, how: 'removed' }),
    );
    let caught: unknown;
    try {
      compile(shortStreetDocument(many, []));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ScenarioError);
    expect((caught as ScenarioError).problems.length).toBe(14);
    expect((caught as ScenarioError).message.split('\n').length).toBe(12);
    expect((caught as ScenarioError).message).toContain('… and 4 more.');
  });
});

import { expect, test } from 'vitest';
import { DAY, parseInstant } from '../domain/clock.ts';
import { attributesAt } from './attributes.ts';
import { compileScenario } from './compile.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from './fixture/short-street.ts';
import { kpisAt } from './kpis.ts';
import { polesStanding } from './poles-standing.ts';

/** Carrier MF1 stands from day 8 and takes L1, TG1 (two signs) and CC1 on day 12; they fall on day 15, AD1 and PW1 on 20. */
const compiled = compileScenario(
  shortStreetDocument(
    [
      addCarrier('MF1', 'luminaire:10:0|sign:2.6:90|sign:3.4:90|camera:6:0', 8),
      { op: 'close', road: '短街', lanes: 2, side: 'south' },
      { op: 'close', road: '短街', lanes: 1, side: 'both', hours: 6, days: [2, 6] },
      { op: 'modify', target: { layer: 'pole', id: 'BS1' }, attributes: { keepReason: 'out-of-reach' }, day: 3 },
    ],
    [
      mergeInto('MF1', 'lamp', 'L1', ['luminaire:10:0'], { migrated: 12, day: 15 }),
      mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90'], { migrated: 12, day: 15 }),
      mergeInto('MF1', 'pole', 'CC1', ['camera:6:0'], { migrated: 12, day: 15 }),
      { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed' },
      { op: 'remove', target: { layer: 'pole', id: 'PW1' }, how: 'undergrounded' },
      { op: 'close', road: '短街', lanes: 0, side: 'both', junction: '东口', hours: 2, days: [12, 13] },
    ],
  ),
  shortStreetTables(),
  parseInstant('2026-05-01T00:00:00+08:00'),
  480,
);
const day = (days: number) => compiled.start + days * DAY;
const figures = (days: number, alternative = 'X') =>
  new Map(kpisAt(compiled, alternative, day(days)).map((kpi) => [kpi.key, kpi]));
const value = (days: number, key: string) => figures(days).get(key)?.value;

test('counts poles through the works', () => {
  expect([0, 7.9, 8, 14.9, 15, 20, 400].map((days) => polesStanding(compiled, 'X', day(days)))).toEqual([
    7, 7, 8, 8, 5, 3, 3,
  ]);
  expect(polesStanding(compiled, 'base', day(400))).toBe(7);
});

test('splits what happened by fate; together they are the baseline', () => {
  const at = (days: number) =>
    ['merged', 'removed', 'undergrounded', 'kept', 'pending'].map((key) => value(days, `poles.${key}`));
  expect(at(10)).toEqual([0, 0, 0, 2, 5]);
  expect(at(16)).toEqual([3, 0, 0, 2, 2]);
  expect(at(20)).toEqual([3, 1, 1, 2, 0]);
});

test('reductions: 5 mergeable poles become 3, 7 poles become 3', () => {
  expect(value(20, 'reduction.mergeable')).toBeCloseTo(40, 9);
  expect(value(20, 'reduction.all')).toBeCloseTo((100 * 4) / 7, 9);
  // While old and new stand side by side there are more poles than before.
  expect(value(10, 'reduction.mergeable')).toBeCloseTo(-20, 9);
  expect(figures(20, 'base').get('reduction.all')?.value).toBe(0);
});

test('poles per kilometre: 3 on 50 m', () => {
  expect(value(20, 'poles.perKm')).toBeCloseTo(60, 9);
});

test('districts share the figures out', () => {
  const at = figures(20);
  expect(at.get('poles.standing@任城区')?.value).toBe(1);
  expect(at.get('poles.standing@高新区')?.value).toBe(2);
  expect(at.get('reduction.mergeable@任城区')?.value).toBeCloseTo(100 * (1 - 1 / 3), 9);
  expect(at.get('poles.perKm@高新区')?.value).toBeCloseTo(80, 9);
});

test('lane·days: 2 lanes for 10 days and one for 4 nights of 6 hours', () => {
  expect(value(4, 'lanes.days')).toBeCloseTo(2 * 4 + (2 * 6) / 24, 9);
  expect(value(20, 'lanes.days')).toBeCloseTo(2 * 10 + (4 * 6) / 24, 9);
  expect(value(20, 'junction.nights')).toBe(1);
});

test('mounts move before their poles fall', () => {
  expect(value(11, 'mounts.moved')).toBe(0);
  expect(value(12, 'mounts.moved')).toBe(4);
  expect(value(12, 'poles.merged')).toBe(0);
});

test('every figure of poles keeps the objects that made it', () => {
  const at = figures(20);
  expect(at.get('poles.merged')?.objects.map((ref) => ref.id)).toEqual(['L1', 'TG1', 'CC1']);
  expect(at.get('poles.standing')?.objects.length).toBe(at.get('poles.standing')?.value);
  for (const [key, kpi] of at)
    if (key.startsWith('poles.') && kpi.unit === '根') expect(kpi.objects.length).toBe(kpi.value);
  expect(at.get('owners.involved')?.value).toBe(4);
});

test('attributes change when a modify takes effect', () => {
  const reason = (days: number) => attributesAt(compiled, 'X', { layer: 'pole', id: 'BS1' }, day(days)).keepReason;
  expect(reason(2)).toBeUndefined();
  expect(reason(3)).toBe('out-of-reach');
  expect(() => attributesAt(compiled, 'X', { layer: 'pole', id: 'nobody' }, 0)).toThrow('touches no asset "nobody"');
});

test('an unknown alternative is named with those that exist', () => {
  expect(() => kpisAt(compiled, 'Z', 0)).toThrow('has no alternative "Z"; it has base, X');
});

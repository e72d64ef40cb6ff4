import { describe, expect, test } from 'vitest';
import type { AttributeValue } from './asset.ts';
import { layerOf } from './layers/table.ts';
import { assess, exceeds, limitFor } from './threshold.ts';

function level(
  layer: string,
  property: string,
  value: number,
  attributes: Record<string, AttributeValue> = {},
): string {
  return assess(layerOf(layer), property, value, (key) => attributes[key]).level;
}

describe('levels of the layers', () => {
  test.each([
    [0, 'normal'],
    [14.9, 'normal'],
    [15, 'yellow'],
    [26.9, 'yellow'],
    [27, 'orange'],
    [39.9, 'orange'],
    [40, 'red'],
    [120, 'red'],
  ])('%f cm of water is %s', (depth, expected) => {
    expect(level('waterlogging', 'depth', depth)).toBe(expected);
  });

  test('from 60 cm on water is red and says 危及生命; before, it says what 40 cm means', () => {
    const by = (depth: number) => assess(layerOf('waterlogging'), 'depth', depth, () => undefined).by;
    expect(by(59.9)?.limit).toBe(40);
    expect(by(60)?.limit).toBe(60);
    expect(by(59.9)?.threshold.meaning.zh).not.toContain('危及生命');
    expect(by(60)?.threshold.meaning.zh).toContain('危及生命');
  });

  test.each([
    [0, 'normal'],
    [1, 'yellow'],
    [2, 'orange'],
    [3, 'red'],
    [4, 'normal'],
  ])('lamp fault %i is %s', (code, expected) => {
    expect(level('lamp', 'fault', code)).toBe(expected);
  });

  test('bridge deflection against the bridge’s own limits: 0.8, 1.0 of the calculated one, L/400', () => {
    const bridge = { deflectionLimit: 320, mainSpan: 320 };
    expect(level('bridge', 'deflection', 255, bridge)).toBe('normal');
    expect(level('bridge', 'deflection', 256, bridge)).toBe('yellow');
    expect(level('bridge', 'deflection', 320, bridge)).toBe('orange');
    expect(level('bridge', 'deflection', 799, bridge)).toBe('orange');
    expect(level('bridge', 'deflection', 800, bridge)).toBe('red');
  });

  test('frequency alarms downward, cable force both ways', () => {
    const bridge = { baseFrequency: 0.4 };
    expect(level('bridge', 'frequency', 0.4, bridge)).toBe('normal');
    expect(level('bridge', 'frequency', 0.387, bridge)).toBe('yellow');
    expect(level('bridge', 'frequency', 0.379, bridge)).toBe('orange');
    expect(level('bridge', 'frequency', 0.35, bridge)).toBe('red');
    expect(level('bridge', 'cableForce', 5.5)).toBe('yellow');
    expect(level('bridge', 'cableForce', -8.1)).toBe('orange');
    expect(level('bridge', 'cableForce', 4.9)).toBe('normal');
  });

  test('wind ratio, inspection findings, greenway flow and bank', () => {
    expect(level('billboard', 'windRatio', 0.69)).toBe('normal');
    expect(level('billboard', 'windRatio', 0.9)).toBe('red');
    expect([0, 1, 2, 3, 4, 5].map((code) => level('billboard', 'inspection', code))).toEqual([
      'normal',
      'normal',
      'yellow',
      'normal',
      'yellow',
      'orange',
    ]);
    expect(level('greenway', 'people', 540, { capacity: 600 })).toBe('yellow');
    expect(level('greenway', 'people', 720, { capacity: 600 })).toBe('orange');
    expect(level('greenway', 'riverLevel', 36.21, { bankLevel: 36.5 })).toBe('yellow');
    expect(level('pole', 'online', 0)).toBe('yellow');
  });
});

test('the alarm says which threshold and limit raised it', () => {
  const { by } = assess(layerOf('bridge'), 'deflection', 900, (key) => ({ deflectionLimit: 320, mainSpan: 320 })[key]);
  expect(by?.limit).toBe(800);
  expect(by?.threshold.level).toBe('red');
});

test('no observation and no limit raise nothing', () => {
  expect(level('waterlogging', 'depth', Number.NaN)).toBe('normal');
  expect(level('bridge', 'deflection', 5000)).toBe('normal');
  expect(limitFor({ attribute: 'x', factor: 2 }, () => 'text')).toBeUndefined();
  expect(limitFor({ attribute: 'x', factor: 2, offset: -1 }, () => 4)).toBe(7);
});

test('limits are reached inclusively, in each direction', () => {
  expect(exceeds(5, 'above', 5)).toBe(true);
  expect(exceeds(5, 'below', 5)).toBe(true);
  expect(exceeds(5, 'equals', 5)).toBe(true);
  expect(exceeds(5.0001, 'below', 5)).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { layerOf } from '../domain/layers/table.ts';
import { sayIn } from './desk-context.ts';
import { agoText, attributeText, clockText, dateText, durationText, numberText, valueWithUnit } from './format.ts';

const zh = sayIn('zh');
const en = sayIn('en');

describe('format', () => {
  it('dates and clocks are the city’s, not the browser’s', () => {
    const at = Date.UTC(2026, 6, 15, 17, 5, 9);
    expect([dateText(at, 480), clockText(at, 480), clockText(at, 480, true)]).toEqual([
      '2026-07-16',
      '01:05',
      '01:05:09',
    ]);
    expect(dateText(at, -300)).toBe('2026-07-15');
  });

  it('ages keep one figure of sense', () => {
    expect([2, 42, 150, 7300, 86_400, 400_000].map((s) => agoText(s * 1000, zh))).toEqual([
      '刚刚',
      '42 秒前',
      '2 分钟前',
      '2 小时前',
      '24 小时前',
      '4 天前',
    ]);
    expect(durationText(90_000, en)).toBe('1 min');
  });

  it('numbers: true minus, no minus zero, thin groups from five digits', () => {
    expect([
      numberText(-0.04, 1),
      numberText(-5, 1),
      numberText(1500),
      numberText(31_482),
      numberText(1234567.891, 2),
    ]).toEqual(['0.0', '−5.0', '1500', '31\u2009482', '1\u2009234\u2009567.89']);
  });

  it('values carry their unit, states their name, none a dash', () => {
    const depth = layerOf('waterlogging').properties[0]!;
    const fault = layerOf('lamp').properties.find((each) => each.key === 'fault')!;
    const people = layerOf('greenway').properties[0]!;
    expect(valueWithUnit(depth, 46.78, zh)).toBe('46.8\u2009cm');
    expect(valueWithUnit(fault, 2, en)).toBe('Feeder dead');
    expect(valueWithUnit(people, 148, en)).toBe('148\u2009people/h');
    expect(valueWithUnit(depth, Number.NaN, zh)).toBe('—');
    const type = layerOf('bridge').attributes.find((each) => each.key === 'type')!;
    expect(attributeText(type, 'girder', zh)).toBe('梁桥');
  });
});

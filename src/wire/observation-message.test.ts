import { describe, expect, test } from 'vitest';
import { parseObservationMessage, parseRow, parseTopic } from './observation-message.ts';
import { WireError } from './parse.ts';

const TIME = '2027-03-01T08:00:00+08:00';
const AT = Date.UTC(2027, 2, 1);

test('topics', () => {
  expect(parseTopic('twin/lamp/LP-1/power')).toEqual({ layer: 'lamp', asset: 'LP-1', property: 'power' });
  expect(parseTopic('twin/lamp/batch')).toEqual({ layer: 'lamp' });
  for (const topic of [
    '',
    'twin',
    'twin/lamp',
    'twin/lamp/LP-1',
    'other/lamp/batch',
    'twin//batch',
    'twin/a/b/c/d',
    'twin/a/b/',
  ])
    expect(parseTopic(topic), topic).toBeUndefined();
});

describe('a single observation', () => {
  test('is read, good unless it says otherwise', () => {
    const { layer, rows } = parseObservationMessage('twin/lamp/LP-1/power', JSON.stringify({ value: 3, time: TIME }));
    expect(layer).toBe('lamp');
    expect(rows).toEqual([
      { ok: true, row: { asset: 'LP-1', property: 'power', value: 3, time: AT, quality: 'good' } },
    ]);
  });

  test.each([
    ['not JSON', '{value:3'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text value', `{"value":"3","time":"${TIME}"}`],
    ['no value', `{"time":"${TIME}"}`],
    ['infinity', `{"value":1e999,"time":"${TIME}"}`],
    ['no time', '{"value":3}'],
    ['a number as time', '{"value":3,"time":1700000000000}'],
    ['30 February', '{"value":3,"time":"2027-02-30T00:00:00Z"}'],
    ['another quality', `{"value":3,"time":"${TIME}","quality":"fine"}`],
  ])('%s is refused and named', (_, payload) => {
    expect(() => parseObservationMessage('twin/lamp/LP-1/power', payload)).toThrow(WireError);
    expect(() => parseObservationMessage('twin/lamp/LP-1/power', payload)).toThrow(/twin\/lamp\/LP-1\/power/);
  });
});

describe('a batch', () => {
  const good = { asset: 'LP-1', property: 'power', value: 3, time: TIME, quality: 'suspect' };

  test('each row stands for itself', () => {
    const bad = [null, 7, {}, { ...good, asset: 'a b' }, { ...good, asset: 'x'.repeat(65) }, { ...good, value: null }];
    const { rows } = parseObservationMessage('twin/lamp/batch', JSON.stringify([good, ...bad, good]));
    expect(rows.map((row) => row.ok)).toEqual([true, ...bad.map(() => false), true]);
  });

  test('must be a list', () => {
    expect(() => parseObservationMessage('twin/lamp/batch', JSON.stringify(good))).toThrow(/JSON array/);
  });

  test('says what was wrong with a row, shortly', () => {
    const refused = parseRow({ ...good, time: 'yesterday', note: 'x'.repeat(1000) });
    expect(refused.ok).toBe(false);
    if (!refused.ok) {
      expect(refused.detail).toMatch(/^time .*RFC 3339/);
      expect(refused.detail.length).toBeLessThan(300);
    }
  });

  test('never throws on a row, whatever it is', () => {
    const odd: unknown[] = [undefined, Symbol.iterator, () => 1, Number.NaN, [], [[]], { asset: {} }, new Map()];
    for (const each of odd) expect(parseRow(each).ok).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { cityNow, DAY, eraOf, frozen, parseInstant } from './clock.ts';
import { seededRandom } from './random.ts';

describe('RFC 3339', () => {
  test('agrees with the platform for every instant it can print', () => {
    const random = seededRandom(41);
    for (let i = 0; i < 2000; i++) {
      const at = Math.floor((random() - 0.2) * 6e12);
      expect(parseInstant(new Date(at).toISOString())).toBe(at);
    }
  });

  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2027-03-01T08:00:00+08:00', Date.UTC(2027, 2, 1)],
    ['2027-02-28T20:00:00-04:00', Date.UTC(2027, 2, 1)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    ['2027-03-01T00:00:00.25Z', Date.UTC(2027, 2, 1) + 250],
    ['2027-03-01T00:00:00.123456Z', Date.UTC(2027, 2, 1) + 123],
  ])('%s', (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });

  test.each([
    '2027-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2027-13-01T00:00:00Z',
    '2027-00-01T00:00:00Z',
    '2027-04-31T00:00:00Z',
    '2027-01-00T00:00:00Z',
    '2027-01-01T24:00:00Z',
    '2027-01-01T00:60:00Z',
    '2027-01-01T00:00:61Z',
    '2027-01-01T00:00:00+24:00',
    '2027-01-01T00:00:00',
    '2027-01-01 00:00:00Z',
    '2027-01-01',
    'tomorrow',
    '',
  ])('"%s" names no instant', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  });
});

test('the city clock runs at its rate, and a frozen one stands', () => {
  expect(cityNow({ now: 1000, wall: 50, rate: 60 }, 150)).toBe(7000);
  expect(cityNow({ now: 1000, wall: 50, rate: 1 }, 50)).toBe(1000);
  expect(cityNow(frozen(77), DAY)).toBe(77);
});

test('past, now and future meet at now, with a tolerance on both sides', () => {
  expect(eraOf(99, 100)).toBe('past');
  expect(eraOf(100, 100)).toBe('now');
  expect(eraOf(101, 100)).toBe('future');
  expect(eraOf(95, 100, 5)).toBe('now');
  expect(eraOf(106, 100, 5)).toBe('future');
});

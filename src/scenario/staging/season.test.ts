import { expect, test } from 'vitest';
import { dateAfter, dateAt, seasonLimits, seasonsOn } from './season.ts';

const LIMITS = seasonLimits([]);
const on = (year: number, month: number, day: number) => [...seasonsOn({ year, month, day }, LIMITS)].sort();

test('flood season and exams, domain reference §4.7', () => {
  expect(on(2027, 5, 31)).toEqual([]);
  expect(on(2027, 6, 1)).toEqual(['flood']);
  expect(on(2027, 6, 6)).toEqual(['exam', 'flood']);
  expect(on(2027, 6, 10)).toEqual(['exam', 'flood']);
  expect(on(2027, 6, 11)).toEqual(['flood']);
  expect(on(2027, 10, 1)).toEqual([]);
});

test('frost holds across the turn of the year', () => {
  expect(on(2027, 12, 14)).toEqual([]);
  expect(on(2027, 12, 15)).toEqual(['frost']);
  expect(on(2029, 1, 5)).toEqual(['frost']);
});

test('Spring Festival 2028 is 26 January: a week before to the Lantern Festival', () => {
  expect(on(2028, 1, 18)).toEqual(['frost']);
  expect(on(2028, 1, 19)).toEqual(['frost', 'spring']);
  expect(on(2028, 2, 10)).toEqual(['frost', 'spring']);
  expect(on(2028, 2, 11)).toEqual(['frost']);
});

test('the lunar year begins on a new moon: first days lie whole synodic months apart', () => {
  // Mean synodic month 29.530589 d (Meeus, Astronomical Algorithms, ch. 49); true new moons stray up to 0.6 d, dates by 1 d.
  const days: number[] = [];
  const bare = { ...LIMITS, springBefore: 0, springAfter: 0, frostFrom: 1300, frostTo: 0 };
  for (let year = 2026; year <= 2035; year++)
    for (let month = 1; month <= 2; month++)
      for (let day = 1; day <= 28 + (month === 1 ? 3 : 0); day++)
        if (seasonsOn({ year, month, day }, bare).has('spring')) days.push(Date.UTC(year, month - 1, day) / 86_400_000);
  expect(days.length).toBe(10);
  days.slice(1).forEach((day, index) => {
    const months = (day - (days[index] as number)) / 29.530589;
    expect(Math.abs(months - Math.round(months)) * 29.53).toBeLessThan(1.5);
    expect([12, 13]).toContain(Math.round(months));
  });
});

test('beyond the table any day that could be Spring Festival counts', () => {
  expect(on(2041, 2, 27)).toContain('spring');
  expect(on(2041, 3, 8)).toEqual([]);
});

test('dates are the city’s', () => {
  expect(dateAt(Date.UTC(2027, 2, 1, 16), 480)).toEqual({ year: 2027, month: 3, day: 2 });
  expect(dateAfter({ year: 2028, month: 2, day: 28 }, 2)).toEqual({ year: 2028, month: 3, day: 1 });
});

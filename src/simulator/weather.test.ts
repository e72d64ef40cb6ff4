import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, parseInstant } from '../domain/clock.ts';
import { designDepth, endOf, fallen, peakOf, type RainEvent } from './rain.ts';
import { JINING, NOON } from './test-town.ts';
import { makeWeather } from './weather.ts';

const weather = makeWeather(7, NOON, JINING.utcOffset, false);

test('design depths of the borrowed formula are those of the domain reference', () => {
  // domain.md §3.4: 济南, mean intensity over the duration × duration.
  expect(designDepth(1, 60)).toBeCloseTo(34.0, 0);
  expect(designDepth(30, 60)).toBeCloseTo(71.9, 0);
  expect(designDepth(30, 180)).toBeCloseTo(93.1, 0);
  expect(designDepth(100, 180)).toBeCloseTo(110.4, 0);
});

test('a hyetograph drops its whole depth, never negative, hardest at 0.4 of its length', () => {
  const event: RainEvent = { kind: 'storm', from: 0, minutes: 180, depth: 93 };
  expect(fallen(event, -1)).toBe(0);
  expect(fallen(event, endOf(event))).toBeCloseTo(93, 9);
  expect(fallen(event, endOf(event) + DAY)).toBeCloseTo(93, 9);
  let hardest = { at: 0, depth: 0 };
  for (let t = 0; t < endOf(event); t += MINUTE) {
    const depth = fallen(event, t + MINUTE) - fallen(event, t);
    expect(depth).toBeGreaterThan(0);
    if (depth > hardest.depth) hardest = { at: t, depth };
  }
  expect(Math.abs(hardest.at + MINUTE / 2 - peakOf(event))).toBeLessThanOrEqual(MINUTE);
  expect(peakOf(event)).toBe(0.4 * 180 * MINUTE);
});

test('rain of a window is the sum of its parts', () => {
  const { from } = weather.storm;
  let sum = 0;
  for (let t = from - HOUR; t < from + 4 * HOUR; t += 17_000) sum += weather.rainBetween(t, t + 17_000);
  expect(sum).toBeCloseTo(weather.storm.depth, 1);
});

test('July is hot, January cold, afternoons warmer than dawn', () => {
  const mean = (from: string): number => {
    let sum = 0;
    for (let h = 0; h < 24 * 30; h++) sum += weather.air(parseInstant(from) + h * HOUR);
    return sum / (24 * 30);
  };
  const july = mean('2027-07-01T00:00:00+08:00');
  const january = mean('2027-01-01T00:00:00+08:00');
  expect(july).toBeGreaterThan(23);
  expect(july).toBeLessThan(31);
  expect(january).toBeGreaterThan(-5);
  expect(january).toBeLessThan(4);
  let warmer = 0;
  for (let day = 0; day < 60; day++) {
    const midnight = parseInstant('2027-04-01T00:00:00+08:00') + day * DAY;
    if (weather.air(midnight + 15 * HOUR) > weather.air(midnight + 5 * HOUR)) warmer++;
  }
  expect(warmer).toBeGreaterThan(55);
});

test('a structure follows the air later and less', () => {
  const peakHour = (value: (at: number) => number): { hour: number; swing: number } => {
    const midnight = parseInstant('2027-05-10T00:00:00+08:00');
    const hours = Array.from({ length: 24 * 60 }, (_, h) => value(midnight + h * HOUR));
    const byHour = Array.from(
      { length: 24 },
      (_, h) => hours.filter((_, i) => i % 24 === h).reduce((a, b) => a + b) / 60,
    );
    const max = Math.max(...byHour);
    return { hour: byHour.indexOf(max), swing: max - Math.min(...byHour) };
  };
  const air = peakHour((at) => weather.air(at));
  const deck = peakHour((at) => weather.structure(at, 3));
  expect(deck.hour).toBeGreaterThan(air.hour);
  expect(deck.swing).toBeLessThan(air.swing);
});

test('wind stays below a gale, and the storm brings the strongest', () => {
  let strongest = 0;
  for (let t = NOON; t < NOON + 365 * DAY; t += 37 * MINUTE) {
    const wind = weather.wind(t);
    expect(wind).toBeGreaterThan(0);
    strongest = Math.max(strongest, wind);
  }
  expect(strongest).toBeLessThan(10);
  expect(weather.wind(peakOf(weather.storm))).toBeGreaterThan(strongest);
});

test('one morning of the week is foggy, rain takes the view, and the air stays within what an instrument reads', () => {
  const dawn = weather.fogDay + 6.5 * HOUR;
  expect(weather.visibility(dawn)).toBeLessThan(500);
  expect(weather.visibility(dawn + 5 * HOUR)).toBeGreaterThan(3000);
  const peak = peakOf(weather.storm);
  expect(weather.visibility(peak)).toBeLessThan(0.4 * weather.visibility(weather.storm.from - HOUR));
  for (let t = NOON; t < NOON + 365 * DAY; t += 37 * MINUTE) {
    expect(weather.visibility(t)).toBeGreaterThan(500);
    expect(weather.visibility(t)).toBeLessThanOrEqual(30_000);
  }
});

test('the sky is covered while it rains, and clouds over before', () => {
  const { storm } = weather;
  expect(weather.cloud(peakOf(storm))).toBe(100);
  expect(weather.cloud(storm.from - HOUR)).toBe(100);
  let [least, most] = [100, 0];
  for (let t = NOON; t < NOON + 30 * DAY; t += HOUR) {
    least = Math.min(least, weather.cloud(t));
    most = Math.max(most, weather.cloud(t));
  }
  expect(least).toBeLessThan(15);
  expect(most).toBeGreaterThan(60);
});

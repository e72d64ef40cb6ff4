import { expect, it } from 'vitest';
import { HOUR } from './clock.ts';
import { type LampReading, litShare } from './lit-share.ts';

const NOW = 100 * HOUR;
const DUSK = NOW - 2 * HOUR;
const night = (time: number) => time >= DUSK;
const lamp = (power: number, hoursAgo = 0.5, ratedWatts: number | null = 45): LampReading => ({
  power,
  ratedWatts,
  time: NOW - hoursAgo * HOUR,
});
const share = (...lamps: LampReading[]) => litShare(lamps, NOW, 3 * HOUR, night);

it('counts lamps that draw more than their controller does', () => {
  expect(share(lamp(45), lamp(27), lamp(1.5), lamp(0))).toBe(50);
  expect(share(lamp(6, 1, null), lamp(2, 1, null))).toBe(50);
});

it('does not know a lamp that is silent, never heard, or was last heard by day', () => {
  expect(share(lamp(45), lamp(45), lamp(0, 30), lamp(Number.NaN, Number.NaN))).toBe(100);
  expect(share(lamp(45), lamp(0), lamp(0, 2.5))).toBe(50);
});

it('says nothing while fewer than half are known, or there are none', () => {
  expect(share(lamp(0), lamp(0, 30), lamp(0, 30))).toBeNull();
  expect(share(lamp(0), lamp(0, 30))).toBe(0);
  expect(share()).toBeNull();
});

import { expect, test } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { roadAxis } from './road-axis.ts';

const bent = roadAxis([
  [116.56, 35.42],
  [116.58, 35.4205],
  [116.6, 35.4203],
]);

test('a point placed by chainage and offset is read back within a centimetre', () => {
  const random = seededRandom(3);
  for (let i = 0; i < 200; i++) {
    const station = { chainage: random() * bent.length, offset: (random() - 0.5) * 40 };
    if (Math.abs(station.chainage - 1816) < 5) continue; // the bend itself has a wedge without a unique foot
    const read = bent.stationOf(...bent.pointAt(station));
    expect(read.chainage).toBeCloseTo(station.chainage, 2);
    expect(read.offset).toBeCloseTo(station.offset, 2);
  }
});

test('left of an eastward axis is north, whichever way it was drawn', () => {
  const westward = roadAxis([
    [116.58, 35.42],
    [116.56, 35.42],
  ]);
  expect(westward.stationOf(116.57, 35.421).offset).toBeCloseTo(110.9, 0);
  expect(westward.stationOf(116.561, 35.42).chainage).toBeCloseTo(90.8, 0);
  expect(westward.bearingAt(100)).toBeCloseTo(90, 3);
});

test('a point past the end keeps a place beyond it', () => {
  expect(bent.stationOf(116.5595, 35.42).chainage).toBeCloseTo(-45.4, 0);
});

test('refuses an axis without length', () => {
  expect(() => roadAxis([[116, 35]])).toThrow('at least 2 points');
});

import { expect, test } from 'vitest';
import { distance, localFrame, toGeographic, toLocal } from './local-frame.ts';

test('degree lengths on WGS-84', () => {
  // NGA/NOAA tables: equator 110.574 and 111.320 km; 45° 111.132 and 78.847 km; domain.md §11.2: Jining 110.95 and 90.7 km.
  const at = (latitude: number): number[] => localFrame(0, latitude).metresPerDegree.map((metres) => metres / 1000);
  expect(at(0)[0]).toBeCloseTo(111.32, 2);
  expect(at(0)[1]).toBeCloseTo(110.574, 2);
  expect(at(45)[0]).toBeCloseTo(78.847, 2);
  expect(at(45)[1]).toBeCloseTo(111.132, 2);
  expect(at(35.4)[0]).toBeCloseTo(90.8, 0);
  expect(at(35.4)[1]).toBeCloseTo(110.95, 1);
});

test('to the plane and back', () => {
  const frame = localFrame(116.59, 35.41);
  const [x, y] = toLocal(frame, 116.6, 35.42);
  expect(x).toBeGreaterThan(900);
  expect(y).toBeGreaterThan(1100);
  const [lon, lat] = toGeographic(frame, x, y);
  expect(lon).toBeCloseTo(116.6, 12);
  expect(lat).toBeCloseTo(35.42, 12);
});

test('洸河路 from 济安桥路 to 火炬路 is about 5.3 km', () => {
  expect(distance([116.56, 35.4201], [116.618, 35.4212]) / 1000).toBeCloseTo(5.3, 1);
});

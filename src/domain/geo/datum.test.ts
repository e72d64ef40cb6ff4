import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { bd09ToGcj02, bd09ToWgs84, gcj02ToBd09, gcj02ToWgs84, wgs84ToGcj02 } from './datum.ts';

const random = seededRandom(3);
const places = Array.from({ length: 300 }, () => [80 + 50 * random(), 20 + 30 * random()] as const);

test('at Jining GCJ-02 lies about 0.00529° east and 0.00045° south (domain.md §1.6)', () => {
  const [lon, lat] = wgs84ToGcj02(116.59, 35.41);
  expect(Math.abs(lon - 116.59 - 0.00529)).toBeLessThan(0.0002);
  expect(Math.abs(lat - 35.41 + 0.00045)).toBeLessThan(0.0002);
});

test('a published pair: Tian’anmen, WGS-84 116.39128, 39.90738 is GCJ-02 116.3975, 39.9088 to 20 m', () => {
  const [lon, lat] = wgs84ToGcj02(116.39128, 39.90738);
  expect(Math.abs(lon - 116.3975)).toBeLessThan(2e-4);
  expect(Math.abs(lat - 39.9088)).toBeLessThan(2e-4);
});

describe('round trips', () => {
  test('GCJ-02 there and back within 1e-8°', () => {
    for (const [lon, lat] of places) {
      const [x, y] = gcj02ToWgs84(...wgs84ToGcj02(lon, lat));
      expect(Math.max(Math.abs(x - lon), Math.abs(y - lat))).toBeLessThan(1e-8);
    }
  });

  test('BD-09 there and back within 1e-8°', () => {
    for (const [lon, lat] of places) {
      const [x, y] = bd09ToGcj02(...gcj02ToBd09(lon, lat));
      expect(Math.max(Math.abs(x - lon), Math.abs(y - lat))).toBeLessThan(1e-8);
      const [u, v] = bd09ToWgs84(...gcj02ToBd09(...wgs84ToGcj02(lon, lat)));
      expect(Math.max(Math.abs(u - lon), Math.abs(v - lat))).toBeLessThan(1e-8);
    }
  });
});

test('the offset is never small inside China: a forgotten conversion shows', () => {
  for (const [lon, lat] of places) {
    const [x, y] = wgs84ToGcj02(lon, lat);
    expect(Math.hypot((x - lon) * 0.8, y - lat) * 111_000).toBeGreaterThan(30);
  }
});

test('outside China nothing moves', () => {
  expect(wgs84ToGcj02(7.42, 43.73)).toEqual([7.42, 43.73]);
  expect(gcj02ToWgs84(7.42, 43.73)).toEqual([7.42, 43.73]);
});

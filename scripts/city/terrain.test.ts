import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCityData } from './city-data.ts';
import { centroidOf, lengthOf, stationAt } from './plane.ts';
import { landOf } from './terrain.ts';

const data = readCityData(join(import.meta.dirname, '../../tiles/jining'));
const land = landOf(data);

describe('the made-up land of 济宁', () => {
  it('lies between 33 and 41 m and falls from north to south', () => {
    const heights: number[] = [];
    const bands = [0, 0, 0];
    for (let x = -5500; x <= 5500; x += 100)
      for (let y = -5500; y <= 5500; y += 100) {
        const height = land([x, y]);
        heights.push(height);
        bands[Math.min(2, Math.floor((y + 5500) / 3700))]! += height / (111 * 37);
      }
    expect(Math.min(...heights)).toBeGreaterThan(31);
    expect(Math.max(...heights)).toBeLessThan(41);
    expect(bands[0]).toBeLessThan(bands[1]! - 1);
    expect(bands[1]).toBeLessThan(bands[2]! - 1);
  });

  it('is the same every time', () => {
    const again = landOf(readCityData(join(import.meta.dirname, '../../tiles/jining')));
    for (let i = 0; i < 200; i++)
      expect(again([53 * i - 5000, 31 * i - 3000])).toBe(land([53 * i - 5000, 31 * i - 3000]));
  });

  it.each(data.rivers.map((river) => [river.name, river] as const))(
    '%s runs below its banks',
    (_, { axis, width, bank }) => {
      const length = lengthOf(axis);
      let lower = 0;
      for (let share = 0.1; share < 0.95; share += 0.1) {
        const { at, left } = stationAt(axis, length * share);
        const beside = (metres: number) => land([at[0] + left[0] * metres, at[1] + left[1] * metres]);
        if (Math.min(beside(width / 2 + bank), beside(-width / 2 - bank)) - land(at) > 0.9) lower++;
      }
      // Where rivers meet there is no bank on one side.
      expect(lower).toBeGreaterThanOrEqual(7);
    },
  );

  it.each(data.waterlogging.map((point) => [point.id, point] as const))(
    'water gathers at %s: no lower ground around it',
    (_, { ring }) => {
      const [cx, cy] = centroidOf(ring);
      const middle = land([cx, cy]);
      for (const [x, y] of ring) expect(land([x, y])).toBeGreaterThan(middle + 0.1);
    },
  );
});

it('the hilly district of the gallery is a whole source folder, with hills and a valley', () => {
  const hills = readCityData(join(import.meta.dirname, '../../tiles/hills'));
  const height = landOf(hills, { relief: 110, valley: 16 });
  const heights = Array.from({ length: 400 }, (_, i) => height([100 * (i % 20) - 950, 100 * Math.floor(i / 20) - 950]));
  expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(18);
  const { at } = stationAt(hills.rivers[0]!.axis, 900);
  expect(height([at[0] + 120, at[1]])).toBeGreaterThan(height([at[0], at[1]]) + 8);
});

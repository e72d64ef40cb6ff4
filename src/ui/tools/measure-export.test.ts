import { expect, it } from 'vitest';
import { FLAT_GROUND } from '../../domain/geo/height-field.ts';
import { sayIn } from '../desk-context.ts';
import { measureCsv, measureGeoJson } from './measure-export.ts';

const points = [
  [116.59, 35.42, 0],
  [116.6, 35.42, 30],
  [116.6, 35.43, 10],
] as const;

const MARKING = 'Class: internal';

it('a distance is a row a leg and one for the whole', () => {
  const rows = measureCsv({ kind: 'distance', points, open: false }, FLAT_GROUND, sayIn('en'), MARKING)
    .trim()
    .split(/\r?\n/);
  expect(rows).toHaveLength(5);
  expect(rows[0]).toContain('Horizontal (m),Slope (m),Rise (m)');
  expect(rows[1]).toBe('1,116.59,35.42,0,116.6,35.42,30,908.193,908.688,30');
  expect(rows[3]).toMatch(/^Total,,,,,,,2017\.676,/);
  expect(rows[4]).toBe(MARKING);
});

it('an area is a closed ring against the clock, with heights above the ellipsoid', () => {
  const clockwise = [...points].reverse();
  const { features, marking } = JSON.parse(
    measureGeoJson({ kind: 'area', points: clockwise, open: false }, () => 40, MARKING),
  ) as {
    marking: string;
    features: { geometry: { type: string; coordinates: number[][][] }; properties: Record<string, number> }[];
  };
  expect(marking).toBe(MARKING);
  const [feature] = features;
  expect(feature?.geometry.type).toBe('Polygon');
  expect(feature?.geometry.coordinates[0]).toEqual([
    [116.59, 35.42, 40],
    [116.6, 35.42, 70],
    [116.6, 35.43, 50],
    [116.59, 35.42, 40],
  ]);
  expect(feature?.properties['plan']).toBeCloseTo(503_813, -2);
});

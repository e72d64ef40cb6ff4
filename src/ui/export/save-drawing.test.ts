import { expect, it } from 'vitest';
import { zoneOf } from './save-drawing.ts';

it.each([
  [116.6, 117, 'EPSG:4548'],
  [120.2, 120, 'EPSG:4549'],
  [75.1, 75, 'EPSG:4534'],
  [135.4, 135, 'EPSG:4554'],
])('%d° lies in the 3° zone of %d° E, %s', (longitude, meridian, code) => {
  expect(zoneOf(longitude)).toEqual({ meridian, code });
});

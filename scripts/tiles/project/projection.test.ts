import { describe, expect, it } from 'vitest';
import { gcj02ToBd09, wgs84ToGcj02 } from '../../../src/domain/geo/datum.ts';
import { InputError } from '../input-error.ts';
import { projectionOf } from './projection.ts';

/** Metres along the meridian from the equator to `latitude` on GRS 80, by Simpson's rule over the radius of curvature. */
function meridianArc(latitude: number): number {
  const [a, e2, steps] = [6378137, 0.0066943800229, 2000];
  const h = (latitude * Math.PI) / 180 / steps;
  const radius = (phi: number): number => (a * (1 - e2)) / (1 - e2 * Math.sin(phi) ** 2) ** 1.5;
  let sum = radius(0) + radius(steps * h);
  for (let i = 1; i < steps; i++) sum += (i % 2 ? 4 : 2) * radius(i * h);
  return (sum * h) / 3;
}

describe('projectionOf', () => {
  it.each([
    ['EPSG:4548', 500_000, meridianArc(35), 117, 35],
    ['EPSG:4547', 500_000, meridianArc(35), 114, 35],
    ['EPSG:4527', 39_500_000, meridianArc(35), 117, 35],
    ['EPSG:28992', 155_000, 463_000, 5.3872064, 52.1551741],
    ['urn:ogc:def:crs:EPSG::7415', 155_000, 463_000, 5.3872064, 52.1551741],
    ['https://www.opengis.net/def/crs/EPSG/0/7415', 155_000, 463_000, 5.3872064, 52.1551741],
    ['EPSG:2154', 700_000, 6_600_000, 3, 46.5],
    [
      'EPSG:3857',
      (6378137 * 116.5 * Math.PI) / 180,
      6378137 * Math.log(Math.tan(Math.PI / 4 + (35 * Math.PI) / 360)),
      116.5,
      35,
    ],
    ['EPSG:32650', 500_000, 0.9996 * meridianArc(35), 117, 35],
    ['EPSG:4490', 116.6, 35.4, 116.6, 35.4],
  ])('reads %s', (crs, x, y, longitude, latitude) => {
    const [lon, lat] = projectionOf(crs, 'f').toLonLat(x, y);
    expect(lon).toBeCloseTo(longitude, 5);
    expect(lat).toBeCloseTo(latitude, 5);
  });

  it('takes GCJ-02 and BD-09 back to within a millimetre', () => {
    for (const [lon, lat] of [
      [116.6, 35.4],
      [121.5, 31.24],
      [104.06, 30.67],
    ] as const) {
      const gcj = wgs84ToGcj02(lon, lat);
      expect(Math.hypot(gcj[0] - lon, gcj[1] - lat)).toBeGreaterThan(0.001);
      for (const [crs, point] of [
        ['GCJ-02', gcj],
        ['BD-09', gcj02ToBd09(...gcj)],
      ] as const) {
        const [x, y] = projectionOf(crs, 'f').toLonLat(...point);
        expect(Math.abs(x - lon)).toBeLessThan(1e-8);
        expect(Math.abs(y - lat)).toBeLessThan(1e-8);
      }
    }
  });

  it('names an unknown code and what would do', () => {
    expect(() => projectionOf('EPSG:9999', 'a.json')).toThrow(InputError);
    expect(() => projectionOf('EPSG:9999', 'a.json')).toThrow(
      /^a\.json: unknown coordinate system "EPSG:9999"; give --crs one of .*4491–4554/,
    );
  });
});

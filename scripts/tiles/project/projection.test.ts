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

  // Longitudes and latitudes by PROJ 9.1 with the transformations that datum-shift.ts names.
  it.each([
    ['EPSG:26718', 584000, 4506000, -74.0052677, 40.7025313],
    ['EPSG:3021', 1628000, 6580000, 18.0534475, 59.3214031],
    ['EPSG:2393', 3385000, 6672000, 24.9268232, 60.1434991],
    ['EPSG:31300', 150000, 170000, 4.3582049, 50.8404117],
    ['EPSG:2039', 180000, 665000, 34.7865377, 32.0776019],
    ['EPSG:28991', 155000, 463000, 7.8875376, 56.288673],
    ['EPSG:31287', 400000, 400000, 13.3325941, 47.4994821],
    ['EPSG:27572', 600000, 2400000, 2.3365093, 48.5986724],
    ['EPSG:27200', 2667000, 6479000, 174.7568003, -36.8772736],
    ['EPSG:5682', 2500000, 5700000, 5.9993955, 51.4346321],
    ['EPSG:2326', 836000, 819000, 114.1742733, 22.3099721],
    ['EPSG:2169', 80000, 100000, 6.1681269, 49.8344002],
  ])('shifts the datum of %s', (crs, x, y, longitude, latitude) => {
    const [lon, lat] = projectionOf(crs, 'f').toLonLat(x, y);
    const [east, north] = [
      (lon - longitude) * 111_320 * Math.cos((latitude * Math.PI) / 180),
      (lat - latitude) * 110_574,
    ];
    expect(Math.hypot(east, north)).toBeLessThan(2);
  });

  it('shifts the datum of a .prj that tells none, by its name or its code', () => {
    const prj = (datum: string, spheroid: string, below = ''): string =>
      `PROJCS["Own",GEOGCS["GCS",DATUM["${datum}",SPHEROID[${spheroid}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]${below}],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-75.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
    const clarke = '"Clarke_1866",6378206.4,294.9786982';
    for (const text of [
      prj('D_North_American_1927', clarke),
      prj('Unheard_of', `${clarke},AUTHORITY["EPSG","7008"]`, ',AUTHORITY["EPSG","4267"]'),
    ]) {
      const [lon, lat] = projectionOf(text, 'f').toLonLat(584_000, 4_506_000);
      expect([lon, lat]).toEqual([expect.closeTo(-74.0052677, 5), expect.closeTo(40.7025313, 5)]);
    }
  });

  it('refuses what it would place wrongly: a grid of shifts that is not here, another meridian', () => {
    expect(() => projectionOf('EPSG:2200', 'a.shp')).toThrow(
      /^a\.shp: coordinate system EPSG:2200 needs the grid of shifts \S+, which is not here; export it in EPSG:4326/,
    );
    const paris =
      'PROJCS["NTF_Paris_Lambert_zone_II",GEOGCS["GCS_NTF_Paris",DATUM["D_NTF",SPHEROID["Clarke_1880_IGN",6378249.2,293.466021293627]],PRIMEM["Paris",2.33722917],UNIT["Grad",0.0157079632679489]],PROJECTION["Lambert_Conformal_Conic"],UNIT["Meter",1.0]]';
    expect(() => projectionOf(paris, 'a.shp')).toThrow(/counts from the meridian of Paris; name its code with --crs/);
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

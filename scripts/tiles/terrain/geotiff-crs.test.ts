import { expect, it } from 'vitest';
import { geoTiffCrs } from './geotiff-crs.ts';

/** Keys of a European elevation model as another program writes them: no code, the method and its parameters. */
const LAEA = {
  GTModelTypeGeoKey: 1,
  GTCitationGeoKey: 'ETRS89_ETRS_LAEA',
  GeographicTypeGeoKey: 4258,
  GeogSemiMajorAxisGeoKey: 6_378_137,
  GeogInvFlatteningGeoKey: 298.257222101,
  ProjectedCSTypeGeoKey: 32_767,
  ProjCoordTransGeoKey: 10,
  ProjLinearUnitsGeoKey: 9001,
  ProjFalseEastingGeoKey: 4_321_000,
  ProjFalseNorthingGeoKey: 3_210_000,
  ProjCenterLongGeoKey: 10,
  ProjCenterLatGeoKey: 52,
};

it('reads a projection by its parameters where it has no code, as the code that means the same', () => {
  for (const { name, forward } of [geoTiffCrs(LAEA, 'a.tif', null), geoTiffCrs({}, 'a.tif', 'EPSG:3035')]) {
    // By GDAL 3.6: 4081812.5, 2431750.
    const [x, y] = forward(6.97324444, 44.95375833);
    expect([name, Math.abs(x - 4_081_812.5) < 1, Math.abs(y - 2_431_750) < 1]).toEqual([name, true, true]);
  }
  expect(geoTiffCrs(LAEA, 'a.tif', null).name).toBe('ETRS89_ETRS_LAEA');
});

it('never takes the degrees below a projected system for its own', () => {
  expect(() => geoTiffCrs({ ...LAEA, ProjCoordTransGeoKey: 27 }, 'a.tif', null)).toThrow(
    /^a\.tif: is in a projected system of its own, "ETRS89_ETRS_LAEA"; name it with --terrain-crs/,
  );
  expect(() => geoTiffCrs({}, 'a.tif', null)).toThrow(/names no coordinate system/);
});

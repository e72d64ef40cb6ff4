import { expect, it } from 'vitest';
import { localFrame } from '../../src/domain/geo/local-frame.ts';
import { layer } from '../../src/domain/layers/lamp.ts';
import type { CityData, DistrictData } from './city-data.ts';
import type { Point } from './plane.ts';
import { openRegister } from './register.ts';

const square = (west: number, east: number): Point[] => [
  [west, -100],
  [east, -100],
  [east, 100],
  [west, 100],
];

function area(level: DistrictData['level'], code: string, ring: Point[]): DistrictData {
  const named = { id: code, name: `示意 ${code}`, nameEn: code, source: '', note: '', errorMetres: 0 };
  return { ...named, provenance: 'illustrative', level, code, ring };
}

function cityOf(gridCode: string): CityData {
  const districts = [
    area('district', '370811', square(-200, 200)),
    area('subdistrict', '370811017', square(-200, 200)),
    area('grid', gridCode, square(-200, 0)),
  ];
  return { frame: localFrame(116.6, 35.4), districts } as unknown as CityData;
}

it('gives an asset the unit grid that the source draws about it, and none where it draws none', () => {
  const register = openRegister(cityOf('37081101700103'));
  const common = { heading: 0, road: '', owner: '', maintainer: '', name: '', attributes: {} };
  register.add(layer, { ...common, id: 'in', at: [-50, 0] });
  register.add(layer, { ...common, id: 'out', at: [50, 0] });
  expect(register.assets.map(({ id, attributes }) => [id, attributes.grid])).toEqual([
    ['in', '37081101700103'],
    ['out', undefined],
  ]);
});

it('refuses a code that is none', () => {
  expect(() => openRegister(cityOf('370811017'))).toThrow('has the code "370811017"; write its 14 digits');
});

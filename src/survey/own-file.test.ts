import { describe, expect, it } from 'vitest';
import { bd09ToWgs84, gcj02ToBd09, wgs84ToGcj02 } from '../domain/geo/datum.ts';
import type { OwnFeature } from '../domain/own-data.ts';
import { readOwnFile } from './own-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const features = (name: string, text: string, datum: 'WGS-84' | 'GCJ-02' | 'BD-09' = 'WGS-84') => {
  const { content, count } = readOwnFile(name, bytes(text), datum);
  if (content.kind !== 'features') throw new Error(content.kind);
  expect(count).toBe(content.features.length);
  return content.features;
};
const at = (feature: OwnFeature | undefined) =>
  feature && 'coordinates' in feature.geometry ? (feature.geometry.coordinates as number[]) : [];

describe('a file that a person brings', () => {
  it('is GeoJSON of any shape, in any of the datums', () => {
    const [longitude, latitude] = wgs84ToGcj02(116.59, 35.42);
    const collection = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 7,
          properties: { a: 1 },
          geometry: { type: 'Point', coordinates: [longitude, latitude, 5] },
        },
        { type: 'Feature', properties: null, geometry: null },
        {
          type: 'Feature',
          properties: {},
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [116, 35],
                [117, 35],
                [117, 36],
                [116, 35],
              ],
            ],
          },
        },
      ],
    };
    const [point, polygon, ...more] = features('a.geojson', JSON.stringify(collection), 'GCJ-02');
    expect(more).toEqual([]);
    expect(at(point)[0]).toBeCloseTo(116.59, 8);
    expect(at(point).slice(1)).toEqual([expect.closeTo(35.42, 8), 5]);
    expect(point).toMatchObject({ id: 7, properties: { a: 1 } });
    expect(((at(polygon) as unknown as number[][][])[0]?.[0]?.[0] ?? 0) - 116).not.toBe(0);
    expect(features('b.json', '{"type":"LineString","coordinates":[[116,35],[117,36]]}')).toHaveLength(1);
  });

  it('is CSV, also of GBK, by the names of its columns', () => {
    const [longitude, latitude] = gcj02ToBd09(...wgs84ToGcj02(116.59, 35.42));
    const [first] = features('a.csv', `名称,经度,纬度\n甲,${longitude},${latitude}\n`, 'BD-09');
    expect(at(first).map((each) => Number(each.toFixed(7)))).toEqual(
      bd09ToWgs84(longitude, latitude).map((each) => Number(each.toFixed(7))),
    );
    expect(first?.properties).toMatchObject({ 名称: '甲' });
    expect(at(features('b.csv', 'lat;lon;z\n35.42;116.59;12\n')[0])).toEqual([116.59, 35.42, 12]);
  });

  it('is KML, CZML or a model', () => {
    expect(readOwnFile('a.kml', bytes('<kml xmlns="x"><Placemark/><Placemark id="2"/></kml>'), 'WGS-84').count).toBe(2);
    expect(readOwnFile('a.czml', bytes('[{"id":"document","version":"1.0"},{"id":"x"}]'), 'WGS-84').count).toBe(1);
    expect(readOwnFile('a.gltf', bytes('{"asset":{"version":"2.0"}}'), 'WGS-84').content.kind).toBe('model');
  });
});

describe('what cannot be used is named with value and remedy', () => {
  it.each([
    ['a.dwg', '', /"\.dwg" is not read here; give one of \.geojson/],
    ['a.kmz', '', /unpack it first/],
    ['a.geojson', 'PK', /"PK" is no JSON; export it again/],
    ['a.geojson', '{"type":"FeatureCollection","features":[]}', /"0" features: it holds nothing/],
    [
      'a.geojson',
      '{"type":"Point","coordinates":[39462000,3921000]}',
      /a\.geojson #1: \[39462000,3921000\] is no longitude/,
    ],
    ['a.geojson', '{"type":"Circle","coordinates":[1,2]}', /"Circle" is no geometry/],
    ['a.csv', 'name,height\na,3\n', /its columns are name, height; name two of them longitude/],
    ['a.csv', 'lon,lat\n116,35\n,35\n', /a\.csv:3: \[null,35\] is no longitude/],
    ['a.kml', '<html>', /"<html>" is no KML/],
    ['a.czml', '{}', /is no document packet/],
    [
      'a.gltf',
      '{"asset":{"version":"2.0"},"buffers":[{"uri":"a.bin"}]}',
      /"a\.bin" lies in another file; save it as one \.glb/,
    ],
    ['a.gltf', '{"asset":{"version":"1.0"}}', /is not glTF 2\.0/],
  ] as const)('%s %s', (name, text, message) => {
    expect(() => readOwnFile(name, bytes(text), 'WGS-84')).toThrow(message);
  });
});

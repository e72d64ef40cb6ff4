import { describe, expect, it } from 'vitest';
import { bd09ToWgs84, gcj02ToBd09, wgs84ToGcj02 } from '../domain/geo/datum.ts';
import { distance } from '../domain/geo/local-frame.ts';
import type { OwnFeature } from '../domain/own-data.ts';
import { readOwnFile } from './own-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const CITY = [116.595, 35.41] as const;
const features = (name: string, text: string, datum = 'WGS-84') => {
  const { content, count } = readOwnFile(name, bytes(text), { datum, near: CITY });
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
    expect(
      readOwnFile('a.kml', bytes('<kml xmlns="x"><Placemark/><Placemark id="2"/></kml>'), { datum: 'WGS-84' }).count,
    ).toBe(2);
    expect(
      readOwnFile('a.czml', bytes('[{"id":"document","version":"1.0"},{"id":"x"}]'), { datum: 'WGS-84' }).count,
    ).toBe(1);
    expect(readOwnFile('a.gltf', bytes('{"asset":{"version":"2.0"}}'), { datum: 'WGS-84' }).content.kind).toBe('model');
  });
});

describe('datums', () => {
  // 116.5905°E 35.4208°N in CGCS2000 3-degree, 117°E, by PROJ.
  const place = [116.5905, 35.4208] as const;
  const [EAST, NORTH] = [462_809.775, 3_921_355.347] as const;

  it('is a 3-degree zone in either order, with and without the number of the zone', () => {
    for (const [name, text, datum] of [
      ['east first', `x,y\n${EAST},${NORTH}\n`, 'EPSG:4548'],
      ['north first', `X坐标,Y坐标\n${NORTH},${EAST}\n`, 'EPSG:4548'],
      ['zone number', `东坐标,北坐标\n${39_000_000 + EAST},${NORTH}\n`, 'EPSG:4548'],
      ['zone number, stated', `east,north\n${39_000_000 + EAST},${NORTH}\n`, 'EPSG:4527'],
    ] as const)
      expect(distance(at(features('b.csv', text, datum)[0]) as never, place), name).toBeLessThan(0.01);
  });

  it('is the same place in every datum, to less than a metre', () => {
    const json = (x: number, y: number) => JSON.stringify({ type: 'Point', coordinates: [x, y] });
    const gcj = wgs84ToGcj02(place[0], place[1]);
    for (const [datum, pair] of [
      ['GCJ-02', gcj],
      ['BD-09', gcj02ToBd09(gcj[0], gcj[1])],
      ['EPSG:4548', [EAST, NORTH]],
    ] as const)
      expect(distance(at(features('a.json', json(pair[0], pair[1]), datum)[0]) as never, place), datum).toBeLessThan(1);
  });

  it('is what an older GeoJSON states itself', () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4548' } };
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs,
      features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [EAST, NORTH] } }],
    });
    expect(distance(at(features('a.geojson', text)[0]) as never, place)).toBeLessThan(0.01);
  });

  it('is refused where it leads away from the city', () => {
    expect(() => features('a.csv', `x,y\n${EAST},${NORTH}\n`, 'EPSG:4543')).toThrow(
      /a\.csv: \[462809\.775,3921355\.347\] is nowhere near the city in EPSG:4543; choose the zone/,
    );
    expect(() => features('a.csv', 'x,y\n1,2\n', 'Beijing54')).toThrow(/"Beijing54" is not known; give one of 4326/);
  });
});

describe('a model of several files', () => {
  const json = (more = {}) =>
    JSON.stringify({
      asset: { version: '2.0' },
      buffers: [
        { uri: 'parts/a%20b.bin', byteLength: 6 },
        { uri: 'data:application/octet-stream;base64,BwgJ', byteLength: 3 },
      ],
      bufferViews: [
        { buffer: 0, byteOffset: 2, byteLength: 4 },
        { buffer: 1, byteLength: 3 },
      ],
      images: [{ uri: 'tex.PNG' }],
      ...more,
    });
  const beside = new Map([
    ['a b.bin', new Uint8Array([1, 2, 3, 4, 5, 6])],
    ['tex.PNG', new Uint8Array([137, 80, 78, 71])],
  ]);

  it('is packed into one binary that is read again by itself', () => {
    const { content } = readOwnFile('a.gltf', bytes(json()), { datum: 'WGS-84', beside });
    if (content.kind !== 'model') throw new Error(content.kind);
    const view = new DataView(content.bytes.buffer, content.bytes.byteOffset);
    const length = view.getUint32(12, true);
    const { bufferViews, images, buffers } = JSON.parse(
      new TextDecoder().decode(content.bytes.subarray(20, 20 + length)),
    );
    const bin = content.bytes.subarray(28 + length);
    const part = (index: number) => {
      const { buffer, byteOffset, byteLength } = bufferViews[index];
      expect(buffer).toBe(0);
      return [...bin.subarray(byteOffset, byteOffset + byteLength)];
    };
    expect([part(0), part(1), part(2)]).toEqual([
      [3, 4, 5, 6],
      [7, 8, 9],
      [137, 80, 78, 71],
    ]);
    expect(images).toEqual([{ mimeType: 'image/png', bufferView: 2 }]);
    expect(buffers).toEqual([{ byteLength: bin.length }]);
    expect(readOwnFile('a.gltf', content.bytes, { datum: 'WGS-84' }).content).toEqual(content);
  });

  it('names what was not brought with it, and a binary that is cut off', () => {
    const alone = new Map([['tex.PNG', new Uint8Array(1)]]);
    expect(() => readOwnFile('a.gltf', bytes(json()), { datum: 'WGS-84', beside: alone })).toThrow(
      /a\.gltf: "parts\/a%20b\.bin" lies in another file; drop it together/,
    );
    const { content } = readOwnFile('a.gltf', bytes(json()), { datum: 'WGS-84', beside });
    if (content.kind !== 'model') throw new Error(content.kind);
    const { length } = content.bytes;
    expect(() => readOwnFile('a.glb', content.bytes.subarray(0, length - 8), { datum: 'WGS-84' })).toThrow(
      `a.glb: "${length - 8} B" are there of ${length} B: it is cut off`,
    );
    expect(() => readOwnFile('a.bin', new Uint8Array(4), { datum: 'WGS-84' })).toThrow(
      /only with the \.gltf that names it/,
    );
  });
});

describe('what a file has elsewhere is left out', () => {
  it('of KML: icons, overlays and links, but not its own pictures', () => {
    const icon = (href: string) => `<Style><IconStyle><Icon><href>${href}</href></Icon></IconStyle></Style>`;
    const text = `<kml><Document>${icon('http://maps.example/red.png')}${icon('data:image/png;base64,AA')}
      <Placemark><description><![CDATA[<img src="http://x.example/a.png">]]></description><Point/></Placemark>
      <GroundOverlay id="g"><Icon><href>plan.png</href></Icon></GroundOverlay><NetworkLink/></Document></kml>`;
    const { content, count, leftOut } = readOwnFile('a.kml', bytes(text), { datum: 'WGS-84' });
    expect([count, leftOut]).toEqual([1, 2]);
    expect(content.kind === 'kml' && content.text).not.toMatch(/http:|plan\.png|description/);
    expect(content.kind === 'kml' && content.text).toContain('data:image/png');
  });

  it('of CZML: pictures and models; a billboard becomes a point', () => {
    const packets = [
      { id: 'document', version: '1.0' },
      { id: 'a', billboard: { image: { uri: 'http://x.example/a.png' }, scale: 2 } },
      { id: 'b', billboard: { image: 'data:image/png;base64,AA' }, model: { gltf: 'a.glb' } },
    ];
    const { content, leftOut } = readOwnFile('a.czml', bytes(JSON.stringify(packets)), { datum: 'WGS-84' });
    expect(leftOut).toBe(2);
    expect(content).toMatchObject({
      packets: [{}, { id: 'a', point: { pixelSize: 12 } }, { billboard: {}, model: {} }],
    });
    expect(JSON.stringify(content)).not.toMatch(/x\.example|a\.glb/);
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
    [
      'a.kml',
      '<kml><Document><Placemark><name>x</Document></kml>',
      /a\.kml: the XML breaks off \(.+\); export it again/,
    ],
    ['a.kml', '<kml><Document><Placemark>', /a\.kml: the XML breaks off \(.*<Placemark>.*\)/],
    ['a.czml', '{}', /is no document packet/],
    [
      'a.gltf',
      '{"asset":{"version":"2.0"},"buffers":[{"uri":"a.bin"}]}',
      /"a\.bin" lies in another file; drop it together with this one, or save all as one \.glb/,
    ],
    ['a.gltf', '{"asset":{"version":"1.0"}}', /is not glTF 2\.0/],
  ] as const)('%s %s', (name, text, message) => {
    expect(() => readOwnFile(name, bytes(text), { datum: 'WGS-84' })).toThrow(message);
  });
});

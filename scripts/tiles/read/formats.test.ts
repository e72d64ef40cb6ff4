import { renameSync, writeFileSync } from 'node:fs';
import { ByteBuffer } from 'flatbuffers';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { describe, expect, it } from 'vitest';
import { buildCity } from '../build-city.ts';
import type { BuildingFeature } from '../feature.ts';
import { khronosErrors } from '../khronos-check.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { projectionOf } from '../project/projection.ts';
import { at, buildings, keepInputs, read, ring, tops } from './test-inputs.ts';

keepInputs();

const house = (id: string, height: number, east: number, name = '任城区政府') => ({
  type: 'Feature' as const,
  properties: { id, height, name },
  geometry: { type: 'Polygon' as const, coordinates: [ring(east)] },
});
const TWO = [house('a', 12, 0), house('b', 30, 0.002)];

describe('newline-delimited GeoJSON', () => {
  it('reads lines, text sequences and pretty features, and leaves out a line that is not JSON', async () => {
    writeFileSync(at('lines.geojsonl'), `${TWO.map((each) => JSON.stringify(each)).join('\n')}\n`);
    expect(tops(await read('lines.geojsonl'))).toEqual({ a: 12, b: 30 });
    writeFileSync(at('seq.geojsons'), TWO.map((each) => `\u001e${JSON.stringify(each, null, 2)}\n`).join(''));
    expect(tops(await read('seq.geojsons'))).toEqual({ a: 12, b: 30 });
    writeFileSync(at('nan.geojsonl'), TWO.map((each) => JSON.stringify(each).replace('30', 'NaN')).join('\n'));
    const poor = await read('nan.geojsonl');
    expect(tops(poor)).toEqual({ a: 12 });
    expect(poor.skipped()).toEqual([{ reason: 'record is not JSON', count: 1, examples: ['feature 2'] }]);
  });
});

describe('GeoJSON as a stream', () => {
  it('finds the features among foreign members, braces in strings and a coordinate system at the end', async () => {
    const metres = {
      type: 'Polygon',
      coordinates: [
        [
          [500_000, 3_900_000],
          [500_100, 3_900_000],
          [500_100, 3_900_100],
          [500_000, 3_900_000],
        ],
      ],
    };
    const feature = {
      type: 'Feature',
      properties: { id: 'x', height: 9, note: 'a "}]{[" in \\ text' },
      geometry: metres,
    };
    const file = {
      name: 'features',
      features: [feature],
      more: { features: [{}] },
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4548' } },
    };
    writeFileSync(at('odd.geojson'), JSON.stringify(file));
    const source = await read('odd.geojson');
    expect(tops(source)).toEqual({ x: 9 });
    expect(source.datasets[0]?.datum).toBe('EPSG:4548');
  });

  it('names the last whole feature of a file that ends early', async () => {
    const whole = JSON.stringify({ type: 'FeatureCollection', features: TWO });
    writeFileSync(at('cut.geojson'), whole.slice(0, -40));
    await expect(read('cut.geojson')).rejects.toThrow(
      /cut\.geojson: ends in the middle, after feature 1; fetch it again/,
    );
  });

  it('leaves out single records off the Earth, and refuses a file of them', async () => {
    const off = {
      ...house('off', 5, 0),
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [5e5, 4e6],
            [6e5, 4e6],
            [6e5, 5e6],
            [5e5, 4e6],
          ],
        ],
      },
    };
    writeFileSync(at('one-off.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [...TWO, off] }));
    const source = await read('one-off.geojson');
    expect(tops(source)).toEqual({ a: 12, b: 30 });
    expect(source.skipped()[0]?.reason).toBe('not on Earth in the coordinate system of the file');
  });
});

/** A polygon shapefile by its white paper (Esri 1998), and its table. */
function shapefile(
  name: string,
  records: readonly { ring: readonly (readonly number[])[]; text: Buffer; height: string }[],
): void {
  const bodies = records.map(({ ring: points }, i) => {
    const clockwise = points.toReversed();
    const body = Buffer.alloc(8 + 44 + 4 + 16 * points.length);
    body.writeInt32BE(i + 1, 0);
    body.writeInt32BE((body.length - 8) / 2, 4);
    body.writeInt32LE(5, 8);
    body.writeInt32LE(1, 44);
    body.writeInt32LE(points.length, 48);
    clockwise.forEach(([x = 0, y = 0], k) => {
      body.writeDoubleLE(x, 56 + 16 * k);
      body.writeDoubleLE(y, 64 + 16 * k);
    });
    return body;
  });
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE((100 + bodies.reduce((sum, body) => sum + body.length, 0)) / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(5, 32);
  writeFileSync(at(`${name}.shp`), Buffer.concat([head, ...bodies]));
  const field = (label: string, type: string, length: number): Buffer => {
    const bytes = Buffer.alloc(32);
    bytes.write(label, 0, 'latin1');
    bytes.write(type, 11);
    bytes[16] = length;
    return bytes;
  };
  const table = Buffer.alloc(32);
  table[0] = 3;
  table.writeUInt32LE(records.length, 4);
  table.writeUInt16LE(32 + 2 * 32 + 1, 8);
  table.writeUInt16LE(1 + 20 + 8, 10);
  const rows = records.map(({ text, height }) =>
    Buffer.concat([Buffer.from(' '), text, Buffer.alloc(20 - text.length, 0x20), Buffer.from(height.padStart(8))]),
  );
  writeFileSync(
    at(`${name}.dbf`),
    Buffer.concat([table, field('NAME', 'C', 20), field('Height', 'N', 8), Buffer.from([0x0d]), ...rows]),
  );
}

describe('Shapefile', () => {
  const gbk = Buffer.from([0xbc, 0xc3, 0xc4, 0xfe]);

  it.each([
    ['gb18030 told by nothing', gbk, undefined],
    ['gb18030 told by a .cpg', gbk, 'GBK'],
    ['UTF-8 told by nothing', Buffer.from('济宁'), undefined],
    ['UTF-8 told by a .cpg', Buffer.from('济宁'), 'UTF-8'],
  ])('reads names in %s and projects by the .prj', async (what, text, cpg) => {
    const name = what.replaceAll(/\W/g, '');
    const points = [
      [500_000, 3_900_000],
      [500_050, 3_900_000],
      [500_050, 3_900_040],
      [500_000, 3_900_040],
      [500_000, 3_900_000],
    ];
    shapefile(name, [{ ring: points, text, height: '21.5' }]);
    if (cpg) writeFileSync(at(`${name}.cpg`), cpg);
    const prj =
      'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    writeFileSync(at(`${name}.prj`), prj);
    const source = await read(`${name}.shp`);
    const [building] = buildings(source);
    expect(building?.name).toBe('济宁');
    expect(verticalExtent(building as BuildingFeature)).toEqual([0, 21.5]);
    const [expectedX, expectedY] = projectionOf('EPSG:4548', '').toLonLat(500_000, 3_900_040);
    const corners = building?.parts[0]?.rings[0] ?? [];
    expect(Math.min(...corners.map(([x]) => x))).toBeCloseTo(expectedX, 9);
    expect(Math.max(...corners.map(([, y]) => y))).toBeCloseTo(expectedY, 6);
    expect((await buildCity(source, at(name), () => {})).features).toBe(1);
    expect(await khronosErrors(at(name))).toEqual([]);
  });

  it('finds its files by any case of their endings', async () => {
    shapefile('caps', [{ ring: ring(0), text: Buffer.from('A'), height: '3' }]);
    renameSync(at('caps.shp'), at('CAPS.SHP'));
    renameSync(at('caps.dbf'), at('Caps.Dbf'));
    expect(buildings(await read('CAPS.SHP'))[0]).toMatchObject({ name: 'A', parts: [{ top: 3 }] });
  });

  it('says of a file that is shorter than it promises that it is cut off', async () => {
    shapefile('short', [{ ring: ring(0), text: Buffer.from('x'), height: '3' }]);
    writeFileSync(
      at('short.shp'),
      Buffer.from(await import('node:fs').then((fs) => fs.readFileSync(at('short.shp')))).subarray(0, 150),
    );
    await expect(read('short.shp')).rejects.toThrow(/short\.shp: is cut off: 150 of \d+ bytes; fetch it again/);
  });
});

describe('FlatGeobuf', () => {
  it('reads records with their own ids and the coordinate system of the header', async () => {
    const utm = projectionOf('EPSG:32650', '');
    expect(utm.name).toBe('EPSG:32650');
    writeFileSync(at('a.fgb'), serialize({ type: 'FeatureCollection', features: TWO }, 4326));
    const source = await read('a.fgb');
    expect(tops(source)).toEqual({ a: 12, b: 30 });
    expect(source.datasets[0]).toMatchObject({ origin: 'FlatGeobuf', datum: 'EPSG:4326' });
  });

  it('reads one whose writer did not know how many there would be, also where it says that there is an index', async () => {
    const bytes = serialize({ type: 'FeatureCollection', features: TWO }, 4326);
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
    const header = Header.getSizePrefixedRootAsHeader(new ByteBuffer(bytes.subarray(8, 12 + length)));
    const field = (slot: number): number => 8 + header.bb_pos + (header.bb?.__offset(header.bb_pos, slot) ?? 0);
    bytes.fill(0, field(20), field(20) + 8);
    bytes.set([16, 0], field(22));
    expect([header.featuresCount(), header.indexNodeSize()]).toEqual([0n, 16]);
    writeFileSync(at('stream.fgb'), bytes);
    expect(tops(await read('stream.fgb'))).toEqual({ a: 12, b: 30 });
  });

  it('refuses one that ends early', async () => {
    const bytes = serialize({ type: 'FeatureCollection', features: TWO }, 4326);
    for (const length of [3, 40, bytes.length - 60]) {
      writeFileSync(at('cut.fgb'), bytes.subarray(0, length));
      await expect(read('cut.fgb')).rejects.toThrow(/cut\.fgb: cannot be read as FlatGeobuf after feature/);
    }
  });
});

describe('CSV points', () => {
  it('reads a BOM, Chinese columns, another separator and GBK, and asks what the points are', async () => {
    writeFileSync(
      at('lamps.csv'),
      '\uFEFF编号,经度,纬度,杆高\nL1,116.6,35.4,"9,5 m"\nL1,116.61,35.41,30 ft\nL3,,35.4,8\n',
    );
    await expect(read('lamps.csv')).rejects.toThrow(/is a table of points; say what they are with --layer/);
    const source = await read('lamps.csv', { layer: 'lamp', id: '编号', fields: { height: '杆高' } });
    expect(source.city.assets.map(({ id, attributes, position }) => [id, attributes['height'], position[0]])).toEqual([
      ['L1', 9.5, 116.6],
      ['L1-2', expect.closeTo(9.144, 9), 116.61],
    ]);
    expect(source.skipped()).toEqual([
      { reason: 'coordinate is not a number', count: 1, examples: ['feature 3 ("L3")'] },
    ]);
    const gbk = Buffer.concat([
      Buffer.from('id;lon;lat;'),
      Buffer.from([0xb5, 0xc0, 0xc2, 0xb7]),
      Buffer.from('\na;116.6;35.4;'),
      Buffer.from([0xb9, 0xe2, 0xba, 0xd3, 0xc2, 0xb7]),
    ]);
    writeFileSync(at('gbk.csv'), gbk);
    const chinese = await read('gbk.csv', { layer: 'lamp', fields: { road: '道路' } });
    expect(chinese.city.assets[0]?.attributes['road']).toBe('光河路');
    writeFileSync(
      at('wide.txt'),
      Buffer.from('\uFEFF编号\t经度\t纬度\t道路\r\nL1\t116.6\t35.4\t洸河路\r\n', 'utf16le'),
    );
    const wide = await read('wide.txt', { layer: 'lamp', id: '编号', fields: { road: '道路' } });
    expect(wide.city.assets).toMatchObject([{ id: 'L1', attributes: { road: '洸河路' } }]);
    writeFileSync(at('odd.csv'), 'where,there\n1,2\n');
    await expect(read('odd.csv', { layer: 'lamp' })).rejects.toThrow(/usual; give --x one of where, there/);
    await expect(read('odd.csv', { layer: 'lamp', x: 'east', y: 'there' })).rejects.toThrow(/has no column "east"/);
  });

  it.each([
    ['marks', '116°36\'27.0"E', '35°24\'18"N', 116.6075, 35.405],
    ['primes', '116°36′27″', '35°24′18.0″', 116.6075, 35.405],
    ['Chinese', '116度36分27秒', '35度24分18秒', 116.6075, 35.405],
    ['minutes alone, quarter before', "W 3° 30.6'", "S 33° 27'", -3.51, -33.45],
    ['degrees alone', '116.6075°', '35.405°', 116.6075, 35.405],
  ])('reads degrees, minutes and seconds: %s', async (_, x, y, longitude, latitude) => {
    writeFileSync(at('dms.csv'), `id\t经度\t纬度\nA\t${x}\t${y}\n`);
    const [asset] = (await read('dms.csv', { layer: 'lamp' })).city.assets;
    expect(asset?.position[0]).toBeCloseTo(longitude, 9);
    expect(asset?.position[1]).toBeCloseTo(latitude, 9);
  });

  it('plants trees', async () => {
    writeFileSync(at('trees.csv'), 'lon,lat,height,species\n116.6,35.4,12,法桐\n116.6,35.41,,柳\n');
    const { trees } = (await read('trees.csv', { layer: 'tree' })).city;
    expect(trees.map(({ height, species }) => [height, species])).toEqual([
      [12, 'plane'],
      [8, 'willow'],
    ]);
  });
});

describe('coordinate systems', () => {
  it.each([
    // As PROJ 9 gives them.
    ['EPSG:2451', 0, 0, 139.833333, 36],
    ['EPSG:3067', 500_000, 6_672_000, 27, 60.18487],
    ['EPSG:31467', 3_500_000, 5_400_000, 8.998975, 48.737535],
  ])('reads %s from the register', (code, x, y, longitude, latitude) => {
    const [east, north] = projectionOf(code, '').toLonLat(x, y);
    expect(east).toBeCloseTo(longitude, 4);
    expect(north).toBeCloseTo(latitude, 4);
  });

  it('takes the code of a WKT definition and the shift that an Esri name stands for', () => {
    const rd =
      'PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]';
    expect(projectionOf(rd, '').toLonLat(155_000, 463_000)).toEqual(
      projectionOf('EPSG:28992', '').toLonLat(155_000, 463_000),
    );
    expect(
      projectionOf(
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]',
        '',
      ).name,
    ).toBe('EPSG:4326');
  });
});

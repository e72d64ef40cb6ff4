import { strToU8, zipSync } from 'fflate';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { crsDefinition } from '../domain/geo/crs-table.ts';
import { gcj02ToBd09, wgs84ToGcj02 } from '../domain/geo/datum.ts';
import { distance } from '../domain/geo/local-frame.ts';
import { seededRandom } from '../domain/random.ts';
import { dbf, dxf, gb18030, shp, xlsx } from './fixture/files.ts';
import type { ProblemKind } from './problem.ts';
import { readSurvey } from './read-survey.ts';
import type { SurveyPole, SurveyRecord } from './record.ts';
import type { SurveyOptions } from './survey-options.ts';
import type { SurveyTable } from './survey-table.ts';

const OPTIONS: SurveyOptions = { bounds: [116.53, 35.36, 116.67, 35.46], today: '2026-03-01' };

function plane(code: number, longitude: number, latitude: number): [east: number, north: number] {
  const [east, north] = proj4(String(crsDefinition(code))).forward([longitude, latitude]);
  return [Math.round((east as number) * 1000) / 1000, Math.round((north as number) * 1000) / 1000];
}

async function readText(text: string, options: Partial<SurveyOptions> = {}, name = 'poles.csv'): Promise<SurveyTable> {
  return readSurvey({ name, bytes: strToU8(text) }, { ...OPTIONS, ...options });
}

function kindsOf(survey: SurveyTable): ProblemKind[] {
  return survey.problems.map(({ kind }) => kind);
}

function poles(survey: SurveyTable): SurveyPole[] {
  return survey.records.filter((record) => record.kind === 'pole');
}

function at(record: SurveyRecord | undefined): readonly [number, number] {
  if (!record || record.kind === 'line' || !record.position) throw new Error('no position');
  return record.position;
}

const HERE = [116.59, 35.405] as const;

describe('formats carry the same pole', () => {
  const [east, north] = plane(4548, ...HERE);
  const expectPole = (survey: SurveyTable): void => {
    expect(survey.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [pole] = poles(survey);
    expect(pole).toMatchObject({ id: 'LP-001', class: 'LP', owner: '市路灯管理处', height: 10 });
    expect(distance(at(pole), HERE)).toBeLessThan(0.01);
  };
  const HEADER = ['杆号', '类型', '产权单位', '高度(m)', 'X', 'Y'];
  const ROW = ['LP-001', '路灯杆', '市路灯管理处', '10'];

  test('CSV in UTF-8, UTF-8 with mark, UTF-16 and GB18030', async () => {
    const text = `${HEADER.join(',')}\r\n${[...ROW, north, east].join(',')}\r\n`;
    const utf16 = new Uint8Array(2 + 2 * text.length);
    utf16.set([0xff, 0xfe]);
    Array.from(text).forEach((char, i) => {
      utf16[2 + 2 * i] = char.charCodeAt(0) & 255;
      utf16[3 + 2 * i] = char.charCodeAt(0) >> 8;
    });
    for (const [bytes, encoding] of [
      [strToU8(text), 'UTF-8'],
      [strToU8(`\uFEFF${text}`), 'UTF-8'],
      [utf16, 'UTF-16LE'],
      [gb18030(text), 'GB18030'],
    ] as const) {
      const survey = await readSurvey({ name: '杆件.csv', bytes }, OPTIONS);
      expect(survey.encoding).toBe(encoding);
      expectPole(survey);
    }
  });

  test('XLSX: titles above the header, rich text, dates, cells merged downwards, a sheet of devices', async () => {
    const bytes = xlsx({
      普查表: {
        rows: [
          ['洸河路杆件普查表'],
          [...HEADER, '探测日期'],
          ['LP-001', '路灯杆', '市路灯管理处', 10, north, east, { date: 45_413 }],
          ['TS-002', '交通信号灯杆', null, 6.5, north + 20, east, '2024年5月2日'],
        ],
        merged: ['A1:G1', 'C3:C4'],
      },
      挂载: {
        rows: [
          ['杆号', '设备类型', '安装高度', '方位角', '重量', '迎风面积', '功率', '光纤'],
          ['TS-002', '机动车信号灯', 6.2, 270, '20kg', 0.4, '15W', '是'],
          ['TS-002', '视频监控', 5.8, '东北', 4, null, 12, '否'],
          ['XX-9', '广播', 3, 0, 5, null, null, null],
        ],
      },
    });
    const survey = await readSurvey({ name: '普查.xlsx', bytes }, OPTIONS);
    expect(survey.sheets.map(({ role }) => role)).toEqual(['things', 'mounts']);
    const [lamp, signal] = poles(survey);
    expect(lamp).toMatchObject({ id: 'LP-001', owner: '市路灯管理处', surveyedOn: '2024-05-01', row: 3 });
    expect(distance(at(lamp), HERE)).toBeLessThan(0.01);
    expect(signal).toMatchObject({ class: 'TS', owner: '市路灯管理处', surveyedOn: '2024-05-02' });
    expect(signal?.mounts).toEqual([
      {
        kind: 'vehicle-signal',
        written: '机动车信号灯',
        height: 6.2,
        layer: 3,
        azimuth: 270,
        kilograms: 20,
        windArea: 0.4,
        watts: 15,
        fibre: true,
      },
      {
        kind: 'camera',
        written: '视频监控',
        height: 5.8,
        layer: 3,
        azimuth: 45,
        kilograms: 4,
        windArea: null,
        watts: 12,
        fibre: false,
      },
    ]);
    expect(survey.problems.find(({ kind }) => kind === 'unknown-pole')).toMatchObject({
      table: '挂载',
      row: 4,
      value: 'XX-9',
      severity: 'error',
    });
  });

  test('DBF: GBK by language driver, by bytes alone, and UTF-8 where the driver says GBK', async () => {
    const fields = [
      { name: '杆号', type: 'C', width: 12 },
      { name: '类型', type: 'C', width: 12 },
      { name: '产权单位', type: 'C', width: 18 },
      { name: '高度', type: 'N', width: 8 },
      { name: 'X', type: 'N', width: 14 },
      { name: 'Y', type: 'N', width: 14 },
    ] as const;
    const rows = [
      [...ROW, String(north), String(east)],
      ['LP-002', '路灯杆', '市路灯管理处', '10', String(north + 30), String(east)],
    ];
    for (const [encode, driver, encoding] of [
      [gb18030, 0x4d, 'GB18030'],
      [gb18030, 0, 'GB18030'],
      [strToU8, 0, 'UTF-8'],
      [strToU8, 0x4d, 'UTF-8'],
    ] as const) {
      const survey = await readSurvey(
        { name: 'p.dbf', bytes: dbf(fields, rows, { encode, driver, deleted: [1] }) },
        OPTIONS,
      );
      expect(survey.encoding).toBe(encoding);
      expectPole(survey);
      expect(survey.records).toHaveLength(1);
      expect(kindsOf(survey).includes('wrong-encoding')).toBe(encode === strToU8 && driver === 0x4d);
    }
  });

  const SHP_FIELDS = [
    { name: '杆号', type: 'C', width: 12 },
    { name: '类型', type: 'C', width: 18 },
    { name: '产权单位', type: 'C', width: 18 },
    { name: '高度', type: 'N', width: 8 },
  ] as const;
  const PRJ =
    'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

  test('Shapefile as several files and as a zip, with .prj and .cpg, lines beside points', async () => {
    const files = {
      '管杆.shp': shp([
        [east, north],
        [
          [east, north],
          [east + 50, north],
          [east + 90, north + 5],
        ],
        null,
      ]),
      '管杆.dbf': dbf(SHP_FIELDS, [ROW, ['W-1', '架空通信线', '', ''], ['BX-1', '配电箱', '', '1.2']], {
        encode: gb18030,
      }),
      '管杆.prj': strToU8(PRJ),
      '管杆.cpg': strToU8('GBK'),
    };
    for (const given of [
      Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
      [{ name: 's.zip', bytes: zipSync(files) }],
    ]) {
      const survey = await readSurvey(given, OPTIONS);
      const [pole, line, cabinet] = survey.records;
      expect(pole).toMatchObject({ id: 'LP-001', class: 'LP' });
      expect(distance(at(pole), HERE)).toBeLessThan(0.01);
      expect(line).toMatchObject({ kind: 'line', placement: 'overhead', use: 'telecom' });
      expect(line?.kind === 'line' && line.path?.length).toBe(3);
      expect(cabinet).toMatchObject({ kind: 'cabinet', use: 'power', position: null, height: 1.2 });
      expect(survey.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
        { kind: 'missing-coordinates', row: 3 },
      ]);
      expect(survey.sheets[0]?.placement).toMatchObject({ crs: 'CGCS2000_3_Degree_GK_CM_117E', swapped: false });
    }
  });

  test('GeoJSON, a collection and one feature a line', async () => {
    const feature = {
      type: 'Feature',
      properties: { 杆号: 'LP-001', 类型: '路灯杆', 产权单位: '市路灯管理处', 高度: 10 },
      geometry: { type: 'Point', coordinates: HERE },
    };
    expectPole(await readText(JSON.stringify({ type: 'FeatureCollection', features: [feature] }), {}, 'p.geojson'));
    expectPole(await readText(`${JSON.stringify(feature)}\n`, {}, 'p.geojsonl'));
  });

  test('DXF: blocks with attributes, labels beside points, layers as classes, lines; what is no survey is counted', async () => {
    const text = dxf([
      [0, 'INSERT'],
      [8, '路灯'],
      [2, 'LD'],
      [10, east],
      [20, north],
      [66, 1],
      [0, 'ATTRIB'],
      [8, '路灯'],
      [10, east],
      [20, north],
      [1, 'LP-001'],
      [2, '编号'],
      [0, 'ATTRIB'],
      [8, '路灯'],
      [1, '市路灯管理处'],
      [2, '产权单位'],
      [0, 'ATTRIB'],
      [8, '路灯'],
      [1, '10m'],
      [2, '高度'],
      [0, 'SEQEND'],
      [0, 'POINT'],
      [8, '交通信号灯杆'],
      [10, east + 30],
      [20, north],
      [0, 'TEXT'],
      [8, '注记'],
      [10, east + 31],
      [20, north + 0.5],
      [1, '红绿灯南'],
      [0, 'POLYLINE'],
      [8, '架空电力线'],
      [66, 1],
      [0, 'VERTEX'],
      [8, '架空电力线'],
      [10, east],
      [20, north],
      [0, 'VERTEX'],
      [8, '架空电力线'],
      [10, east + 60],
      [20, north + 1],
      [0, 'SEQEND'],
      [0, 'LWPOLYLINE'],
      [8, '道路边线'],
      [90, 2],
      [10, east],
      [20, north - 20],
      [10, east + 90],
      [20, north - 20],
      [0, 'INSERT'],
      [8, '行道树'],
      [2, 'tree'],
      [10, east + 8],
      [20, north],
    ]);
    for (const bytes of [strToU8(text), gb18030(text)]) {
      const survey = await readSurvey({ name: '杆线.dxf', bytes }, OPTIONS);
      expectPole(survey);
      expect(survey.records[1]).toMatchObject({ kind: 'pole', class: 'TS', name: '红绿灯南' });
      expect(survey.records[2]).toMatchObject({ kind: 'line', placement: 'overhead', use: 'power' });
      expect(survey.records).toHaveLength(3);
      expect(survey.problems.filter(({ kind }) => kind === 'unknown-class').map(({ value }) => value)).toEqual([
        '道路边线',
        '行道树',
      ]);
    }
    const trees = await readSurvey(
      { name: '杆线.dxf', bytes: strToU8(text) },
      { ...OPTIONS, kinds: { 行道树: { kind: 'pole', class: 'OT' } } },
    );
    expect(trees.records).toHaveLength(4);
  });
});

describe('coordinates', () => {
  const random = seededRandom(5);
  const places = Array.from({ length: 12 }, () => [116.55 + 0.1 * random(), 35.38 + 0.06 * random()] as const);
  const sheet = (header: string, pairs: readonly (readonly [number, number])[]): string =>
    `杆号,类型,${header}\n${pairs.map(([a, b], i) => `P${i},路灯杆,${a},${b}`).join('\n')}\n`;
  const worst = (survey: SurveyTable): number =>
    Math.max(...poles(survey).map((pole, i) => distance(at(pole), places[i] as readonly [number, number])));

  test.each([
    ['X,Y', 4548, false],
    ['X,Y', 4548, true],
    ['X,Y', 4527, false],
    ['X,Y', 4527, true],
    ['东坐标,北坐标', 4548, false],
    ['横坐标,纵坐标', 4527, false],
    ['X,Y', 4547, true],
  ] as const)('%s on EPSG:%i, north first: %s', async (header, code, northFirst) => {
    const survey = await readText(
      sheet(
        header,
        places.map(([x, y]) => (northFirst ? (plane(code, x, y).reverse() as [number, number]) : plane(code, x, y))),
      ),
    );
    expect(worst(survey)).toBeLessThan(0.01);
    expect(survey.sheets[0]?.placement).toEqual({ crs: `EPSG:${code}`, swapped: northFirst, share: 1 });
    expect(kindsOf(survey).includes('axes-swapped')).toBe(northFirst);
  });

  test('degrees in either order, with headers that are right, wrong or sexagesimal', async () => {
    expect(worst(await readText(sheet('经度,纬度', places)))).toBeLessThan(0.001);
    const swapped = await readText(
      sheet(
        '经度,纬度',
        places.map(([x, y]) => [y, x] as const),
      ),
    );
    expect(worst(swapped)).toBeLessThan(0.001);
    expect(kindsOf(swapped)).toContain('axes-swapped');
    const dms = await readText('杆号,类型,经度,纬度\nA,路灯杆,116°35′24.5″,35度24分18秒\n');
    expect(distance(at(dms.records[0]), [116 + 35 / 60 + 24.5 / 3600, 35 + 24 / 60 + 18 / 3600])).toBeLessThan(0.001);
  });

  test('GCJ-02 and BD-09 by header and by choice; unsaid, the doubt is said', async () => {
    const gcj = places.map(([x, y]) => wgs84ToGcj02(x, y));
    const bd = gcj.map(([x, y]) => gcj02ToBd09(x, y));
    expect(worst(await readText(sheet('经度(GCJ02),纬度(GCJ02)', gcj)))).toBeLessThan(0.01);
    expect(worst(await readText(sheet('百度经度,百度纬度', bd)))).toBeLessThan(0.01);
    expect(worst(await readText(sheet('经度,纬度', bd), { crs: 'BD-09' }))).toBeLessThan(0.01);
    const unsaid = await readText(sheet('经度,纬度', gcj));
    expect(worst(unsaid)).toBeGreaterThan(400);
    expect(unsaid.problems.find(({ kind }) => kind === 'crs-assumed')?.remedy.zh).toContain('GCJ-02');
  });

  test('UTM and Gauss–Krüger both reach the city: the statutory one is taken and the other named', async () => {
    const survey = await readText(
      sheet(
        'X,Y',
        places.map(([x, y]) => plane(4548, x, y)),
      ),
    );
    expect(survey.problems.find(({ kind }) => kind === 'crs-assumed')?.reason.zh).toContain('EPSG:32650');
    const utm = await readText(
      sheet(
        'X,Y',
        places.map(([x, y]) => plane(32650, x, y)),
      ),
      { crs: 'EPSG:32650' },
    );
    expect(worst(utm)).toBeLessThan(0.01);
  });

  test('a city frame by four parameters, and Xian 80 by seven', async () => {
    // Built by turning the plane the other way: source = R(−θ)(target − t)/m.
    const [m, theta] = [1 + 5e-6, (1800 * Math.PI) / 648_000];
    const own = places.map(([x, y]) => {
      const [e, n] = plane(4548, x, y);
      const [u, v] = [(e - 400_000) / m, (n - 3_900_000) / m];
      return [u * Math.cos(theta) + v * Math.sin(theta), v * Math.cos(theta) - u * Math.sin(theta)] as const;
    });
    const frame = { east: 400_000, north: 3_900_000, rotation: 1800, scale: 5 };
    const city = await readText(sheet('X,Y', own), { crs: { kind: 'plane', frame, target: 'EPSG:4548' } });
    expect(worst(city)).toBeLessThan(0.01);
    const unknown = await readText(sheet('X,Y', own));
    expect(unknown.problems.find(({ kind }) => kind === 'unknown-crs')).toMatchObject({ severity: 'error', row: null });
    expect(unknown.records).toHaveLength(places.length);

    const xian = proj4(
      '+proj=longlat +ellps=GRS80 +towgs84=0,0,0 +no_defs',
      '+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +a=6378140 +rf=298.257 +towgs84=10,-20,30,0.5,-0.4,1,2 +units=m +no_defs',
    );
    const old = places.map(([x, y]) => xian.forward([x, y]) as [number, number]);
    const shifted = await readText(sheet('X,Y', old), {
      crs: {
        kind: 'spatial',
        frame: { dx: 10, dy: -20, dz: 30, rx: 0.5, ry: -0.4, rz: 1, scale: 2 },
        ellipsoid: 'iag75',
        centralMeridian: 117,
        falseEasting: 500_000,
      },
    });
    // proj4 turns the inverse with small angles (1e-11 of the Earth's radius), hence the centimetre.
    expect(worst(shifted)).toBeLessThan(0.02);
  });

  test('one row written the other way round is named, with that remedy; the rest stands', async () => {
    const pairs = places.map(([x, y], i) => (i === 4 ? ([y, x] as const) : ([x, y] as const)));
    const survey = await readText(sheet('经度,纬度', pairs));
    const outside = survey.problems.filter(({ kind }) => kind === 'outside-city');
    expect(outside).toMatchObject([{ row: 6, severity: 'error' }]);
    expect(outside[0]?.remedy.zh).toContain('写反');
  });
});

describe('bad input is named at its place and the rest kept', () => {
  test('everything at once', async () => {
    const river = [
      [116.6, 35.4],
      [116.605, 35.4],
      [116.605, 35.41],
      [116.6, 35.41],
    ] as const;
    const deck = [
      [116.6, 35.4049],
      [116.605, 35.4049],
      [116.605, 35.4051],
      [116.6, 35.4051],
    ] as const;
    const survey = await readText(
      `编号,类型,产权单位,高度,经度,纬度,探测日期,精度,核实状态,挂载
LP-1,路灯杆,路灯处,10,116.59,35.405,2024-05-01,±0.05m,已核实,照明灯具 @10m
LP-2,路灯杆,不明,10,116.590001,35.405001,2024-02-30,A级,未核实,
LP-3,路灯杆,路灯处,1000,116.591,35.405,2027-01-01,5cm,存疑,
LP-3,怪杆,路灯处,8,116.592,35.405,1988-01-01,500,不好说,神秘盒子
LP-5,路灯杆,路灯处,10,116.602,35.402,昨天,,,
LP-6,路灯杆,路灯处,10,116.602,35.405,45413,,,
LP-7,路灯杆,路灯处,10,,,,,,
LP-8,路灯杆,路灯处,十米,116.593,abc,,,,
LP-9,路灯杆,路灯处,10,118,35.4,,,,
合计,9,,,,,,,,
`,
      { water: [river], decks: [deck] },
    );
    const found = survey.problems.map(({ row, kind, column, severity }) =>
      `${row} ${kind} ${column ?? ''} ${severity}`.replace('  ', ' '),
    );
    for (const expected of [
      '3 same-place error',
      '3 unknown-owner 产权单位 todo',
      '3 impossible-date 探测日期 warning',
      '4 implausible-height 高度 warning',
      '4 impossible-date 探测日期 warning',
      '5 duplicate-id warning',
      '5 unknown-class 类型 warning',
      '5 unknown-mount 挂载 warning',
      '5 impossible-date 探测日期 warning',
      '5 implausible-value 精度 warning',
      '5 implausible-value 核实状态 note',
      '6 in-water error',
      '6 impossible-date 探测日期 warning',
      '9 missing-coordinates 经度 error',
      '9 implausible-value 高度 warning',
      '10 outside-city 经度 error',
      '11 broken-record 编号 note',
    ])
      expect(found, expected).toContain(expected);
    expect(found.filter((each) => each.startsWith('8 '))).toEqual(['8 missing-coordinates error']);
    // The pole on the bridge deck is over water and right.
    expect(found.some((each) => each.startsWith('7 '))).toBe(false);
    expect(survey.records).toHaveLength(9);
    expect(poles(survey)[0]).toMatchObject({ accuracy: 0.05, verification: 'verified', surveyedOn: '2024-05-01' });
    expect(poles(survey)[1]).toMatchObject({ owner: null, accuracy: 0.5, verification: 'unverified' });
    expect(survey.problems.find(({ kind }) => kind === 'implausible-height')?.remedy.zh).toContain('厘米');
    for (const problem of survey.problems) {
      expect(problem.reason.zh.length * problem.remedy.zh.length * problem.reason.en.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['a.dwg', 'AC1032 rest', 'DWG', 'DXF'],
    ['a.dxf', 'AutoCAD Binary DXF\r\n', 'DXF', 'DXF'],
    ['a.xls', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'XLS', '.xlsx'],
    ['a.gpkg', 'SQLite format 3\u0000', 'GeoPackage', 'Shapefile'],
    ['a.kml', '<?xml version="1.0"?><kml/>', 'KML', 'GeoJSON'],
    ['a.pdf', '%PDF-1.7', 'PDF', 'XLSX'],
    ['a.bin', '\u0000\u0001\u0002', '.bin', 'XLSX'],
    ['a.csv', '', '空', '重新导出'],
    ['a.xlsx', 'PK\u0003\u0004 broken', '压缩包', '重新打包'],
    ['a.shp', '\u0000\u0000\u0027\u000a too short', 'Shapefile', '.shp'],
    ['a.dbf', '\u0003 nothing', 'DBF', '重新导出'],
    ['a.geojson', '{"type":', 'JSON', 'GeoJSON'],
    ['a.json', '{"a":1}', 'features', 'FeatureCollection'],
    ['a.dxf', 'hello\nworld\n', 'DXF', 'DXF'],
    ['a.prj', 'PROJCS[]', '没有可以导入', 'XLSX'],
  ])('%s (%s) is refused by name with a remedy', async (name, content, reason, remedy) => {
    const survey = await readSurvey({ name, bytes: Uint8Array.from(content, (char) => char.charCodeAt(0)) }, OPTIONS);
    expect(survey.records).toEqual([]);
    const [problem] = survey.problems;
    expect(problem).toMatchObject({ kind: 'unreadable-file', severity: 'error', table: name });
    expect(problem?.reason.zh).toContain(reason);
    expect(problem?.remedy.zh).toContain(remedy);
  });

  test('a file cut anywhere never throws, and says what is missing or gives the rest', async () => {
    const [east, north] = plane(4548, ...HERE);
    const rows = Array.from({ length: 6 }, (_, i) => [`LP-${i}`, '路灯杆', String(east + 20 * i), String(north)]);
    const fields = ['编号', '类型', 'X', 'Y'].map((name) => ({ name, type: 'C' as const, width: 16 }));
    const whole: readonly (readonly [string, Uint8Array])[] = [
      ['a.dbf', dbf(fields, rows, { encode: gb18030 })],
      ['a.shp', shp(rows.map((row) => [Number(row[2]), Number(row[3])] as const))],
      ['a.xlsx', xlsx({ a: { rows: [['编号', '类型', 'X', 'Y'], ...rows] } })],
      ['a.csv', gb18030([['编号', '类型', 'X', 'Y'], ...rows].map((row) => row.join(',')).join('\n'))],
      [
        'a.dxf',
        strToU8(
          dxf(
            rows.flatMap(
              (row) =>
                [
                  [0, 'POINT'],
                  [8, '路灯'],
                  [10, row[2] as string],
                  [20, row[3] as string],
                ] as const,
            ),
          ),
        ),
      ],
      [
        'a.geojson',
        strToU8(
          JSON.stringify({
            type: 'FeatureCollection',
            features: rows.map((row) => ({
              type: 'Feature',
              properties: { 编号: row[0], 类型: row[1] },
              geometry: { type: 'Point', coordinates: [Number(row[2]), Number(row[3])] },
            })),
          }),
        ),
      ],
    ];
    const random = seededRandom(7);
    for (const [name, bytes] of whole) {
      const full = await readSurvey({ name, bytes }, OPTIONS);
      expect(full.records, name).toHaveLength(6);
      for (let i = 0; i < 40; i++) {
        const cut = bytes.slice(0, Math.floor(bytes.length * random()));
        const survey = await readSurvey({ name, bytes: cut }, OPTIONS);
        expect(survey.records.length + survey.problems.length, `${name} at ${cut.length}`).toBeGreaterThan(0);
        const spoilt = bytes.slice();
        for (let k = 0; k < 20; k++) spoilt[Math.floor(spoilt.length * random())] = Math.floor(256 * random());
        await readSurvey({ name, bytes: spoilt }, OPTIONS);
      }
    }
  });

  test('text that was spoilt before it was saved', async () => {
    const garbledHeader = new TextDecoder('gb18030').decode(strToU8('编号'));
    const survey = await readText(`${garbledHeader},类型,X,Y\nA,路灯杆,1,2\n`);
    expect(survey.problems.find(({ kind }) => kind === 'wrong-encoding')).toMatchObject({
      column: garbledHeader,
      severity: 'error',
    });
    const lost = await readText('编号,类型,经度,纬度,产权单位\nA,路灯杆,116.59,35.405,锟斤拷锟\n');
    expect(lost.problems.find(({ kind }) => kind === 'wrong-encoding')).toMatchObject({ row: 2 });
  });

  test('a unit in the header is that of its column', async () => {
    const survey = await readText(
      '编号,类型,杆高(cm),精度（mm）,挂载,功率[kW],经度,纬度\nA,路灯杆,1050,20,照明灯具,0.15,116.59,35.405\nB,路灯杆,9.5m,,,,116.591,35.405\n',
    );
    expect(survey.records).toMatchObject([
      { height: 10.5, accuracy: 0.02, mounts: [{ watts: 150 }] },
      { height: 9.5, accuracy: null },
    ]);
  });

  test('a sheet of explanations beside the poles is a note', async () => {
    const bytes = xlsx({
      说明: { rows: [['填表说明'], ['一、杆号唯一']] },
      杆件: {
        rows: [
          ['编号', '类型', '经度', '纬度'],
          ['A', '路灯杆', 116.59, 35.405],
        ],
      },
    });
    const survey = await readSurvey({ name: 'a.xlsx', bytes }, OPTIONS);
    expect(survey.records).toHaveLength(1);
    expect(survey.problems.filter(({ table }) => table === '说明')).toMatchObject([{ severity: 'note' }]);
  });

  test('a column chosen by hand beats the suggestion, and an empty choice unsets it', async () => {
    const text = '甲,类型,乙,丙,高度\nA,路灯杆,116.59,35.405,10\n';
    const blind = await readText(text);
    expect(blind.problems.find(({ kind }) => kind === 'missing-coordinates')).toMatchObject({ row: null });
    const mapping = { 'poles.csv': { id: '甲', longitude: '乙', latitude: '丙', height: '' } };
    const survey = await readText(text, { mapping });
    expect(survey.records).toMatchObject([{ id: 'A', class: 'LP', height: null, other: { 高度: '10' } }]);
  });
});

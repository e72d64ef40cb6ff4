import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { assetAt } from '../domain/asset.ts';
import { parseMounts } from '../domain/mount.ts';
import { formatAssetTable, parseAssetTable } from '../wire/asset-table.ts';
import { readSurvey } from './read-survey.ts';
import type { SurveyOptions } from './survey-options.ts';
import { surveyToAssets } from './survey-to-assets.ts';
import { surveyToCsv } from './survey-to-csv.ts';

const OPTIONS: SurveyOptions = { bounds: [116.53, 35.36, 116.67, 35.46], today: '2026-03-01' };
const EXTENT = [
  [116.58, 35.4],
  [116.6, 35.4],
  [116.6, 35.41],
  [116.58, 35.41],
] as const;
const SHEET = `编号,类型,产权单位,高度,经度,纬度,挂载,朝向,探测日期,备注,"=HYPERLINK(1)"
洸河路-01,高低臂路灯杆,路灯处,12,116.59,35.405,照明灯具×2 @11.8m 150W,90,2024-05-01,"有, 逗号 ""引号""",=1+1
A/2,交通信号灯杆,,6.5,116.591,35.405,机动车信号灯 第3层 270° 20kg 0.4m² 15W 光纤；神秘盒子,,,,
A/2,监控杆,公安,6,116.592,35.405,视频监控 @5.8m 45° 无光纤,,,,
D,电力杆,国网,12,116.593,35.405,,,,-1 号,
E,怪杆,某单位,,116.594,35.405,,,,,
F,路灯杆,路灯处,10,116.65,35.405,,,,,
G,路灯杆,路灯处,10,116.590001,35.405001,,,,,
H,信号机箱,交警,1.4,116.595,35.405,,,,,
`;
const LINE = `编号,类型,WKT,埋深,精度
W1,架空通信线,"LINESTRING (116.59 35.405, 116.595 35.405)",,
W2,地下给水管线,"LINESTRING (116.66 35.405, 116.665 35.405)",,
W3,地下燃气管线,"LINESTRING (116.591 35.405, 116.596 35.405, 116.597 35.405)",1.1,0.8
`;

const read = (text: string) => readSurvey({ name: 's.csv', bytes: strToU8(text) }, OPTIONS);

test('the baseline holds what can be used, inside the extent, and says what it assumed', async () => {
  const survey = await read(SHEET);
  const { tables, problems } = surveyToAssets(survey, { ...OPTIONS, extent: EXTENT, road: '洸河路' });
  const lamps = tables.get('lamp');
  const poles = tables.get('pole');
  if (!lamps || !poles) throw new Error('no tables');
  // F is outside the extent, G stands on 01.
  expect(lamps.ids).toEqual(['01']);
  expect(problems.filter(({ kind }) => kind === 'outside-extent')).toMatchObject([{ row: 7, value: 'F' }]);
  expect(survey.problems.filter(({ kind }) => kind === 'same-place')).toMatchObject([{ row: 8 }]);
  expect(assetAt(lamps, 0)).toMatchObject({
    position: [116.59, 35.405, 0],
    heading: 0,
    attributes: {
      surveyId: '洸河路-01',
      type: 'double-arm',
      height: 12,
      wattage: 300,
      road: '洸河路',
      owner: '路灯处',
      surveyedOn: '2024-05-01',
    },
  });
  // Withheld classes (监控, 电力) stand behind the public ones, as the tile build numbers them.
  expect(poles.columns.class).toEqual(['TS', 'OT', 'CC', 'PW']);
  expect([...poles.ids].sort()).toEqual(['A-2', 'A-2.2', 'D', 'E']);
  const signal = poles.ids.indexOf('A-2');
  expect(parseMounts(String(poles.columns.mounts?.[signal]))).toEqual([
    { kind: 'vehicle-signal', height: 6.5, azimuth: 270, weight: 20, windArea: 0.4, power: 15, fibre: null },
  ]);
  expect(poles.columns.owner?.[signal]).toBe('不明');
  expect(poles.columns.note?.[signal]).toContain('神秘盒子');
  const odd = poles.ids.indexOf('E');
  expect([poles.columns.height?.[odd], poles.columns.note?.[odd]]).toEqual([null, '原类型 怪杆']);
  expect(problems.map(({ row, kind }) => `${row} ${kind}`).sort()).toEqual([
    '3 assumed-mount',
    '6 missing-height',
    '7 outside-extent',
  ]);
  const cabinets = tables.get('cabinet');
  expect(cabinets?.ids).toEqual(['H']);
  expect(cabinets && assetAt(cabinets, 0)).toMatchObject({
    position: [116.595, 35.405, 0],
    attributes: { type: 'signal', height: 1.4, owner: '交警', road: '洸河路', surveyId: 'H' },
  });
  for (const table of [lamps, poles]) expect(parseAssetTable(formatAssetTable(table), table.layer)).toEqual(table);
});

test('lines cross into the extent or stay out; where they hang or lie is told by the survey', async () => {
  const { tables, problems } = surveyToAssets(await read(LINE), { ...OPTIONS, extent: EXTENT });
  const [overhead, underground] = [tables.get('overhead-line'), tables.get('underground-line')];
  if (!overhead || !underground) return expect.unreachable();
  expect([overhead.ids, underground.ids]).toEqual([['W1'], ['W3']]);
  const wire = assetAt(overhead, 0);
  expect(wire.attributes).toMatchObject({ kind: 'telecom', length: 454 });
  expect(wire.shape).toEqual([
    [116.59, 35.405],
    [116.595, 35.405],
  ]);
  expect(wire.position[2]).toBe(6.5);
  expect(problems.filter(({ kind }) => kind === 'assumed-height').map(({ value }) => value)).toEqual(['W1']);
  expect(assetAt(underground, 0)).toMatchObject({
    position: [116.596, 35.405, 0],
    attributes: { kind: 'gas', depth: 1.1, accuracy: 'B' },
  });
  for (const table of [overhead, underground])
    expect(parseAssetTable(formatAssetTable(table), table.layer)).toEqual(table);
});

test('what is exported reads back the same, and no cell is a formula', async () => {
  for (const text of [SHEET, LINE]) {
    const survey = await read(text);
    const csv = surveyToCsv(survey);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
    const again = await read(csv);
    const plain = (table: typeof survey) => table.records.map(({ row, written, ...rest }) => rest);
    expect(plain(again)).toEqual(plain(survey));
    expect(surveyToCsv(again)).toBe(csv);
  }
});

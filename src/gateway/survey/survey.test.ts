import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { dbf, shp, xlsx, zip } from '../../survey/fixture/files.ts';
import { parseAssetTable } from '../../wire/asset-table.ts';
import { type PersonRole, parseAuditPage, WRITE_HEADER } from '../../wire/people.ts';
import {
  MOST_SURVEY_BYTES,
  parseSurvey,
  parseSurveyHead,
  parseSurveyHeads,
  parseSurveyTrial,
} from '../../wire/survey.ts';
import type { Gateway } from '../gateway.ts';
import { type Browser, testGateways } from '../test-gateway.ts';

const tests = testGateways();
afterEach(() => tests.undo());

/** A box around the test city's lamps, and a river across its north. */
const EXTENT = [
  [116.57, 35.4],
  [116.62, 35.4],
  [116.62, 35.42],
  [116.57, 35.42],
];
const RIVER = [
  [116.57, 35.416],
  [116.62, 35.416],
  [116.62, 35.418],
  [116.57, 35.418],
];

const HEADER = [
  '杆号',
  '杆件类型',
  '产权单位',
  '杆高(m)',
  '经度',
  '纬度',
  '挂载设备',
  '探测日期',
  '定位精度',
  '核实状态',
];
const ROWS = [
  ['G-01', '路灯杆', '路灯管理处', 10, 116.58, 35.41, '照明灯具 @10m 150W', '2026-11-20', 0.05, '已核实'],
  ['G-02', '监控杆', '公安局', 6, 116.5811, 35.41, '视频监控 @5.8m 4kg', '2026-11-20', 0.05, '已核实'],
  ['G-03', '监控杆', '公安局', 6, 116.5811001, 35.41, '', '2026-11-20', 0.05, ''],
  ['G-04', '交通标志杆', '', 6, 116.59, 35.417, '', '2026-11-20', 0.05, ''],
  ['G-05', '交通标志杆', '', 300, 116.591, 35.41, '', '2026-11-21', 0.05, ''],
  ['G-06', '古怪杆', '', 5, 116.592, 35.41, '', '2027-13-40', 0.05, ''],
  ['G-07', '交通标志杆', '', 6, 120.1, 35.41, '', '2026-11-20', 0.05, ''],
];
const SHEET = xlsx({ 杆件: { rows: [HEADER, ...ROWS] } });

async function city() {
  const made = tests.city();
  writeFileSync(
    join(made.folder, 'water.json'),
    JSON.stringify({ format: 'chengjing-water@1', water: [RIVER], dry: [] }),
  );
  return { made, gateway: await tests.start(made) };
}

async function person(gateway: Gateway, role: PersonRole): Promise<Browser> {
  const browser = tests.browser(gateway);
  await browser.ask('/api/session', 'POST', { demo: role });
  return browser;
}

async function send(gateway: Gateway, browser: Browser, path: string, bytes: Uint8Array, headers = {}) {
  const answer = await fetch(new URL(path, gateway.url), {
    method: 'POST',
    headers: {
      cookie: browser.cookie,
      [WRITE_HEADER]: '1',
      origin: gateway.url.slice(0, -1),
      'content-type': 'application/octet-stream',
      ...headers,
    },
    body: bytes as unknown as BodyInit,
  });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const up = (name: string) => `/api/surveys/uploads?name=${encodeURIComponent(name)}`;
const ORDER = { scenario: 's', extent: EXTENT };

it('takes a sheet, shows what is wrong with it, and keeps the rest when a planner accepts', async () => {
  const { made, gateway } = await city();
  const planner = await person(gateway, 'planner');
  const { status, body } = await send(gateway, planner, up('洸河路杆件普查.xlsx'), SHEET);
  expect(status).toBe(201);
  const answer = await planner.ask(`/api/surveys/uploads/${body.upload}/trial`, 'POST', ORDER);
  expect(answer.status).toBe(200);
  const trial = parseSurveyTrial(answer.body);
  expect(trial.files.map(({ name }) => name)).toEqual(['洸河路杆件普查.xlsx']);
  expect(trial.sheets[0]?.mapping).toMatchObject({ id: '杆号', longitude: '经度', accuracy: '定位精度' });
  expect(trial.sheets[0]?.samples[0]).toEqual(['G-01', 'G-02', 'G-03']);
  expect(trial.counts).toMatchObject({ poles: 7, kept: 4 });
  const errors = trial.problems.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ row, kind }) => `${row} ${kind}`).sort()).toEqual([
    '4 same-place',
    '5 in-water',
    '8 outside-city',
  ]);
  for (const each of trial.problems) expect(each.reason.zh && each.remedy.zh && each.remedy.en).toBeTruthy();
  expect(trial.problemCounts.byKind).toMatchObject({
    'implausible-height': 1,
    'unknown-class': 1,
    'impossible-date': 1,
  });
  expect(trial.dates).toEqual(['2026-11-20', '2026-11-21']);

  const accepted = await planner.ask('/api/surveys', 'POST', { ...ORDER, upload: body.upload, title: '11 月探测' });
  expect(accepted.status).toBe(201);
  const head = parseSurveyHead(accepted.body);
  expect(head).toMatchObject({
    id: 'survey-2026-11-21',
    road: '示意路',
    accepted: { user: 'demo-planner' },
    counts: { poles: 4, leftOut: 3, ownerUnknown: 2, heightUnknown: 1 },
  });
  const survey = parseSurvey((await planner.ask(`/api/surveys/${head.id}`)).body);
  const poles = parseAssetTable(
    survey.tables.find(({ layer }) => layer === 'pole'),
    'pole',
  );
  expect(poles.provenance).toBe('surveyed');
  expect(poles.columns.mounts?.[poles.ids.indexOf('G-02')]).toBe('camera:5.8:0:kg=4');
  expect(survey.ownerUnknown.map(({ id }) => id).sort()).toEqual(['G-05', 'G-06']);
  // The upload is gone with its files.
  expect((await planner.ask(`/api/surveys/uploads/${body.upload}/trial`, 'POST', ORDER)).status).toBe(404);
  expect(readdirSync(join(made.dataDir, 'uploads'))).toEqual([]);

  const admin = await person(gateway, 'admin');
  const log = parseAuditPage((await admin.ask('/api/audit')).body).entries.map(({ action }) => action);
  expect(log).toEqual(expect.arrayContaining(['survey.upload', 'survey.accept']));

  await gateway.stop();
  const again = await tests.start(made);
  const later = await person(again, 'planner');
  expect(parseSurveyHeads((await later.ask('/api/surveys')).body)).toEqual([head]);
  expect(parseSurvey((await later.ask(`/api/surveys/${head.id}`)).body)).toEqual(survey);
  expect((await later.ask(`/api/surveys/${head.id}`, 'DELETE')).status).toBe(204);
  expect((await later.ask(`/api/surveys/${head.id}`)).status).toBe(404);
  expect((await later.ask(`/api/surveys/${head.id}`, 'DELETE')).status).toBe(404);
});

it('lets planners import, those signed in read, and nobody else anything', async () => {
  const { gateway } = await city();
  const planner = await person(gateway, 'planner');
  const checker = await person(gateway, 'checker');
  expect((await send(gateway, checker, up('a.xlsx'), SHEET)).status).toBe(403);
  expect((await checker.ask('/api/surveys')).status).toBe(200);
  expect((await checker.ask('/api/surveys?role=public')).status).toBe(403);
  const foreign = await send(gateway, planner, up('a.xlsx'), SHEET, { origin: 'https://elsewhere.example' });
  expect(foreign.status).toBe(403);
  const bare = await fetch(new URL(up('a.xlsx'), gateway.url), { method: 'POST', body: 'x' });
  expect(bare.status).toBe(403);
  const { body } = await send(gateway, planner, up('a.xlsx'), SHEET);
  expect((await checker.ask(`/api/surveys/uploads/${body.upload}/trial`, 'POST', ORDER)).status).toBe(403);
});

it('refuses a DWG with the remedy, an empty file, one without a name and one that is too large', async () => {
  const { made, gateway } = await city();
  const planner = await person(gateway, 'planner');
  const { body } = await send(gateway, planner, up('现状.dwg'), bytesOf('AC1032\0\0\0\0\0\0'));
  const trial = await planner.ask(`/api/surveys/uploads/${body.upload}/trial`, 'POST', ORDER);
  expect(trial.status).toBe(422);
  expect(trial.body.words.zh).toMatch(/现状\.dwg.*DXF/);
  expect(trial.body.words.en).toMatch(/DXF/);
  const order = { ...ORDER, upload: body.upload, title: 'x' };
  expect((await planner.ask('/api/surveys', 'POST', order)).status).toBe(422);
  expect((await planner.ask('/api/surveys')).body).toEqual([]);

  expect((await send(gateway, planner, up('leer.csv'), new Uint8Array())).status).toBe(400);
  expect((await send(gateway, planner, '/api/surveys/uploads', SHEET)).status).toBe(400);
  const large = await send(gateway, planner, up('x.csv'), new Uint8Array(MOST_SURVEY_BYTES + 1));
  expect(large.status).toBe(413);
  expect(large.body.words.zh).toMatch(/34 MB/);
  expect(readdirSync(join(made.dataDir, 'uploads')).length).toBe(1);
  // A path in the name stays a name.
  const sly = await send(gateway, planner, up('../../../../sly.csv'), bytesOf('编号,经度,纬度\nA,116.58,35.41\n'));
  expect(sly.status).toBe(201);
  expect(existsSync(join(made.dataDir, '../sly.csv'))).toBe(false);
});

it('takes a shapefile as its files one by one, or zipped', async () => {
  const { gateway } = await city();
  const planner = await person(gateway, 'planner');
  const parts = {
    'poles.shp': shp([[116.5802, 35.41]]),
    'poles.dbf': dbf(
      [
        { name: 'ID', type: 'C', width: 8 },
        { name: 'TYPE', type: 'C', width: 20 },
      ],
      [['S-1', '路灯杆']],
    ),
  };
  const [first, second] = Object.entries(parts) as [[string, Uint8Array], [string, Uint8Array]];
  const { body } = await send(gateway, planner, up(first[0]), first[1]);
  const path = `/api/surveys/uploads/${body.upload}/files?name=${second[0]}`;
  expect((await send(gateway, planner, path, second[1])).status).toBe(201);
  const zipped = await send(gateway, planner, up('poles.zip'), zip(parts));
  for (const upload of [body.upload, zipped.body.upload]) {
    const trial = parseSurveyTrial((await planner.ask(`/api/surveys/uploads/${upload}/trial`, 'POST', ORDER)).body);
    expect([trial.format, trial.counts.kept]).toEqual(['shapefile', 1]);
  }
});

it('maps what a planner maps, and reads a local city frame by its four parameters', async () => {
  const { gateway } = await city();
  const planner = await person(gateway, 'planner');
  // 3° zone 39 without its number, moved and turned into a plane of the city's own; X is north, as sheets write it.
  // 116.5802° E, 35.4101° N in EPSG:4548, as PROJ gives it.
  const [east, north] = [461_869.297, 3_920_172.114];
  const sheet = xlsx({
    Sheet1: {
      rows: [
        ['甲', '乙', '丙', '丁'],
        ['L-1', '路灯杆', north - 3_900_000, east - 450_000],
      ],
    },
  });
  const { body } = await send(gateway, planner, up('a.xlsx'), sheet);
  const ask = async (order: object) =>
    planner.ask(`/api/surveys/uploads/${body.upload}/trial`, 'POST', { ...ORDER, ...order });
  const blank = parseSurveyTrial((await ask({})).body);
  expect(blank.counts.kept).toBe(0);
  expect(blank.problemCounts.byKind['missing-coordinates']).toBe(1);
  const mapping = { Sheet1: { id: '甲', kind: '乙', x: '丙', y: '丁' } };
  const frame = { east: 450_000, north: 3_900_000, rotation: 0, scale: 0 };
  const trial = parseSurveyTrial((await ask({ mapping, crs: { kind: 'plane', frame, target: 'EPSG:4548' } })).body);
  expect(trial.counts.kept).toBe(1);
  expect(trial.sheets[0]?.placement).toMatchObject({ swapped: true, share: 1 });
  expect(trial.points[0]?.[0]).toBeCloseTo(116.5802, 6);
  expect((await ask({ extent: [[116, 35]] })).status).toBe(400);
  expect((await ask({ scenario: 'nothing' })).status).toBe(404);
  expect((await ask({ crs: { kind: 'plane', frame: { ...frame, east: 'x' }, target: 'EPSG:4548' } })).status).toBe(400);
});

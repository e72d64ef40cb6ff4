import { writeArrayBuffer } from 'geotiff';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { difference, run, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const VIEW = '116.61848,35.3811,240,0,-62,0';
const START = '2027-09-01T08:00:00Z';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}&scenario=waterlogging-works.base&storm=WL-01,30,120,0.4,${START}&t=2027-09-01T08:48:00Z`;
/** Narrow, so that the panel stands beside little scene: software GL draws it. */
const SCREEN = { width: 1180, height: 820, sharp: true } as const;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const picture = async (twin: TwinPage) => {
  await still(twin);
  return PNG.sync.read(await twin.page.screenshot({ animations: 'disabled' }));
};
const text = async (twin: TwinPage, selector: string) =>
  (await twin.page.locator(selector).first().textContent()) ?? '';

it('a storm over a waterlogging point, before and after a measure, as a link says', async () => {
  const twin = await open(browser, LINK, SCREEN);
  await run(twin, 'panel.storm', true);
  await twin.page.locator('.storm-map').waitFor();
  expect(await text(twin, '.storm-banner')).toBe('示意地形，不得用于工程判断 · 采用借用公式');
  // Nothing is planned: nothing is shown but the rain.
  expect(await twin.page.locator('.storm-points td').allInnerTexts()).toContain('—');
  const before = await picture(twin);

  // Every built alternative stays: a measure on today's city goes into a copy, which the screen then shows.
  await run(twin, 'drain.add', { kind: 'tank', point: 'WL-01', at: [116.61848, 35.3823], sizes: { volume: 4000 } });
  await until(
    async () => /−\d/.test((await twin.page.locator('.storm-points td').allInnerTexts()).join(' ')),
    30_000,
    'a lower depth in the table',
  );
  const link = new URL(twin.page.url()).search;
  expect(link).toContain('storm=WL-01,30,120,0.4,2027-09-01T08:00:00Z');
  expect(await text(twin, '.scene-notes')).toMatch(/第 49 分钟.*示意地形，不得用于工程判断.*采用借用公式/s);
  const after = await picture(twin);
  expect(difference(before, after, [0.5, 0.1, 0.75, 0.8])).toBeGreaterThan(0.01);
  await twin.shot('storm');

  // Another minute is another instant of the one clock.
  await run(twin, 'storm.minute', 0);
  await until(async () => (await text(twin, '.scene-notes')).includes('第 1 分钟'), 10_000, 'the first minute');
  await until(
    async () => new URL(twin.page.url()).search.includes('t=2027-09-01T08:00:00'),
    10_000,
    'the minute in the link',
  );
  // A measure that worsens another place names it.
  await run(twin, 'drain.add', {
    kind: 'raise',
    point: 'WL-01',
    at: [116.61848, 35.3823],
    sizes: { by: 0.3, length: 80, width: 80 },
  });
  await until(async () => (await twin.page.locator('.storm-worse').count()) > 0, 30_000, 'places that got worse');
  expect(await text(twin, '.storm-worse')).toMatch(/[东南西北]+ \d+ m/);
  await twin.page.locator('.storm .panel-body').evaluate((element) => element.scrollTo(0, 1e5));
  await twin.shot('storm-works');
  await run(twin, 'undo');
  await run(twin, 'undo');
  await until(
    async () => !/−\d/.test((await twin.page.locator('.storm-points td').allInnerTexts()).join(' ')),
    30_000,
    'today again',
  );
  expect(twin.errors).toEqual([]);
  await twin.close();
});

/** A surveyed dish of 0.5 m over 360 m about WL-01, in degrees, as a GeoTIFF; without its georeference on demand. */
function terrain(georeferenced = true): Buffer {
  const side = 360;
  const [west, north] = [116.61848 - 0.002, 35.3823 + 0.0017];
  const [dx, dy] = [0.004 / side, 0.0034 / side];
  const heights = Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [((i % side) - side / 2) * dx * 90_800, (side / 2 - Math.floor(i / side)) * dy * 111_000];
    return 36 + Math.min(0.9, 0.5 * (Math.hypot(x, y) / 45) ** 2) + 0.001 * Math.hypot(x, y);
  });
  return Buffer.from(
    writeArrayBuffer(
      heights as never,
      {
        width: side,
        height: side,
        BitsPerSample: [32],
        SampleFormat: [3],
        ...(georeferenced
          ? { ModelPixelScale: [dx, dy, 0], ModelTiepoint: [0, 0, 0, west, north, 0], GeographicTypeGeoKey: 4326 }
          : { ModelPixelScale: [0, 0, 0] }),
        GTModelTypeGeoKey: 2,
      } as never,
    ) as ArrayBuffer,
  );
}

it('a surveyed terrain gives depths and ranges of levels; a file without georeference and a storm with gaps say why not', async () => {
  const link = LINK.replace('waterlogging-works.base', 'waterlogging-works.A');
  const twin = await open(browser, link, SCREEN);
  await run(twin, 'panel.storm', true);
  await twin.page.locator('.storm-map').waitFor();
  await twin.page.locator('.storm-files > summary').click();
  await twin.page.getByLabel('测绘单位').fill('市测绘院');
  const give = (name: string, buffer: Buffer, field: number) =>
    twin.page
      .locator('.storm-files input[type=file]')
      .nth(field)
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const said = (words: RegExp) =>
    until(async () => words.test(await text(twin, '.storm-files .refusal')), 20_000, String(words));
  await give('bare.tif', terrain(false), 0);
  await said(/bare\.tif：没有地理定位/);
  await give('rain.csv', Buffer.from('minute,mm\n0,1\n5,3\n10,8\n30,2\n35,1'), 1);
  await said(/缺测：第 15–30 分钟/);
  await give('dem.tif', terrain(), 0);
  await until(async () => (await twin.page.locator('.level-range').count()) > 0, 40_000, 'levels');
  expect(await text(twin, '.storm-banner')).toBe('采用借用公式');
  expect(await twin.page.locator('.level-range').allInnerTexts()).toContainEqual(expect.stringMatching(/黄|橙|红/));
  await twin.page.locator('.storm .panel-body').evaluate((element) => element.scrollTo(0, 320));
  await twin.shot('storm-surveyed');

  expect(twin.errors).toEqual([]);
  await twin.close();
});

it('drivers’ seats along an approach, and the sun of a façade that is clicked', async () => {
  const link = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=116.5848,35.4192,60,8,-18,0&scenario=guanghe-poles.B`;
  const twin = await open(browser, link, SCREEN);
  await run(twin, 'panel.sight', true);
  await until(async () => (await twin.page.locator('.sight-strip').count()) > 0, 60_000, 'what drivers see');
  await twin.page.locator('.sight .drain-kinds button').nth(2).click();
  await until(
    async () => Math.abs(((await twin.page.evaluate('window.twin.state().view')) as number[])[2]! - 1.2) < 0.1,
    30_000,
    'the camera in the seat',
  );
  await still(twin);
  await twin.shot('sight');
  await twin.page.getByRole('button', { name: '立面日照' }).click();
  await run(twin, 'camera.set', [116.5848, 35.4192, 60, 8, -18, 0]);
  await until(
    async () => Math.abs(((await twin.page.evaluate('window.twin.state().view')) as number[])[2]! - 60) < 0.5,
    30_000,
    'the camera over the road',
  );
  for (const [x, y] of [
    [760, 330],
    [700, 360],
    [820, 360],
    [640, 400],
  ] as const) {
    if ((await twin.page.locator('.sun-bar').count()) > 0) break;
    await twin.page.mouse.click(x, y);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  expect(await text(twin, '.sight h3')).toMatch(/建筑 \d+·[东南西北]+立面/);
  await twin.shot('sun');
  expect(twin.errors).toEqual([]);
  await twin.close();
});

import { writeArrayBuffer } from 'geotiff';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { run, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const VIEW = '116.61848,35.3811,240,0,-62,0';
const START = '2027-09-01T08:00:00Z';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}&scenario=waterlogging-works.A&storm=WL-01,30,120,0.4,${START}&t=2027-09-01T08:48:00Z`;
/** Narrow, so that the panel stands beside little scene: software GL draws it. */
const SCREEN = { width: 1180, height: 820 } as const;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const text = async (twin: TwinPage, selector: string) =>
  (await twin.page.locator(selector).first().textContent()) ?? '';

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
  const twin = await open(browser, LINK, SCREEN);
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

  // The river stands where its gauge says, and as high as the street it keeps the water there.
  const deepest = async () => Number(/–(\d+)/.exec(await text(twin, '.storm-points tbody td'))?.[1]);
  await twin.page.getByRole('button', { name: '取实测' }).click();
  await until(async () => /实测 [−-]?\d/.test(await text(twin, '.storm-river')), 20_000, 'the reading');
  const free = await deepest();
  await run(twin, 'scenario.assume', { key: 'riverLevel', value: 4 });
  await until(async () => (await deepest()) > free, 30_000, 'deeper water under a high river');
  // The city's own formula, with its source: nothing is borrowed any more.
  await twin.page.locator('.storm-formula > summary').click();
  await twin.page.locator('.storm-city-formula > summary').click();
  await twin.page.getByLabel('出处').fill('测试公式，某建发〔2026〕1号');
  await twin.page.getByRole('button', { name: '采用为方案公式' }).click();
  await until(async () => (await twin.page.locator('.storm-banner').count()) === 0, 30_000, 'no borrowed formula');
  expect(await text(twin, '.storm-formula')).toContain('测试公式，某建发〔2026〕1号');

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

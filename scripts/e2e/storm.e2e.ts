import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { difference, run, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const VIEW = '116.61848,35.3801,260,0,-42,0';
const START = '2027-09-01T08:00:00Z';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}&scenario=waterlogging-works.base&storm=WL-01,30,120,0.4,${START}&t=2027-09-01T08:48:00Z`;
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
  const twin = await open(browser, LINK, { width: 1600, height: 900, sharp: true });
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
  expect(difference(before, after, [0.2, 0.3, 0.6, 0.8])).toBeGreaterThan(0.01);
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

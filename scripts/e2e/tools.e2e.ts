import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { difference, run, stats, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** Straight down on a junction of 洸河路, from so near that few tiles are drawn. */
const [LONGITUDE, LATITUDE, HEIGHT] = [116.5905, 35.4208, 260] as const;
const DOWN = [LONGITUDE, LATITUDE, HEIGHT, 0, -90, 0] as const;
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&layers=lamp&view=${DOWN.join(',')}`;
const SCREEN = { width: 760, height: 560, sharp: true } as const;

let browser: Browser;
let twin: TwinPage;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface ToolState {
  readonly measure: {
    readonly kind: string;
    readonly points: readonly (readonly number[])[];
    readonly open: boolean;
  } | null;
  readonly clip: { readonly kind: string; readonly width: number } | null;
}
const state = () => twin.page.evaluate('window.twin.state()') as Promise<ToolState>;
const picture = async () => {
  await still(twin);
  return PNG.sync.read(await twin.page.screenshot({ animations: 'disabled' }));
};
const centre = async (): Promise<readonly [number, number]> => {
  const box = await twin.page.locator('.scene-area').boundingBox();
  if (!box) throw new Error('no scene');
  return [box.x + box.width / 2, box.y + box.height / 2];
};

it('measures, clips and more on one page', async () => {
  twin = await open(browser, LINK, SCREEN);
  const { page } = twin;
  for (const panel of ['alerts', 'overview', 'inspector', 'layers']) await run(twin, `panel.${panel}`, false);
  const plain = await picture();
  const before = await stats(twin);

  // Straight down a pixel is 2 · height · tan 25° / the longer side, whatever the product makes of it.
  const [x, y] = await centre();
  const area = await page.locator('.scene-area').boundingBox();
  const metres = (2 * HEIGHT * Math.tan((25 * Math.PI) / 180)) / Math.max(area?.width ?? 0, area?.height ?? 0);
  await page.keyboard.press('1');
  await page.locator('.measure-card').waitFor();
  for (const [dx, dy] of [
    [-120, 0],
    [80, 0],
    [80, 90],
  ] as const)
    await page.mouse.click(x + dx, y + dy);
  await until(async () => (await state()).measure?.points.length === 3, 20_000, 'three points');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  expect(await state()).toMatchObject({ measure: { kind: 'distance', open: false } });
  const said = (await page.locator('.measure-card .total td').first().textContent()) ?? '';
  const told = Number(said.replace(/[^\d.]/g, ''));
  expect(Math.abs(told / (200 * metres) - 1)).toBeLessThan(0.06);
  await twin.shot('tools-measure');
  await page.keyboard.press('Escape');
  expect((await state()).measure).toBeNull();

  await page.keyboard.press('4');
  await page.locator('.clip-card').waitFor();
  await run(twin, 'clip.box', { centre: [LONGITUDE, LATITUDE], width: 90, depth: 70 });
  const cut = await picture();
  await twin.shot('tools-clip');
  expect(difference(plain, cut, [0.05, 0.15, 0.25, 0.7])).toBeGreaterThan(0.5);
  const clipped = await stats(twin);
  expect(clipped.primitives, 'no primitive comes or goes').toBe(before.primitives);
  expect(clipped.layers['lamp']?.visible ?? 0).toBeLessThan(before.layers['lamp']?.visible ?? 0);
  await run(twin, 'clip.polygon', {
    ring: [
      [LONGITUDE - 0.0005, LATITUDE - 0.0003],
      [LONGITUDE + 0.0005, LATITUDE - 0.0003],
      [LONGITUDE, LATITUDE + 0.0004],
    ],
    keep: 'inside',
  });
  const triangle = await picture();
  await twin.shot('tools-clip-polygon');
  expect(difference(cut, triangle)).toBeGreaterThan(0.02);
  await run(twin, 'clip.polygon', null);
  expect((await state()).clip).toBeNull();

  expect(twin.errors).toEqual([]);
  expect(twin.foreign).toEqual([]);
  await twin.close();
}, 240_000);

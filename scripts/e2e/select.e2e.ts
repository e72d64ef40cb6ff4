import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, savedBytes, type TwinPage } from './browser.ts';
import { difference, run, stats, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** Straight down on the junction of 洸河路. */
const [LONGITUDE, LATITUDE, HEIGHT] = [116.5905, 35.4208, 1100] as const;
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&layers=lamp&view=${LONGITUDE},${LATITUDE},${HEIGHT},0,-90,0`;
const [WIDTH, HEIGHT_PX] = [1280, 800];
/** Corners of the polygon, pixels of the scene. */
const CORNERS = [
  [420, 180],
  [860, 200],
  [900, 520],
  [640, 360],
  [400, 540],
] as const;

/** Between the command bar and the table. */
const SCENE = [0, 0.06, 1, 0.56] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Lamp {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly [number, number, number] };
  readonly properties: { readonly type: string | null; readonly height: number | null };
}

/** Even–odd, on its own: what the product says is held against this. */
function inside([x, y]: readonly [number, number], ring: readonly (readonly [number, number])[]): boolean {
  let crossings = 0;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] as readonly [number, number];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) crossings += 1;
  });
  return crossings % 2 === 1;
}

const numberIn = (text: string | null) => Number((text ?? '').replace(/[^\d]/g, ''));
const chosen = async ({ page }: TwinPage) =>
  numberIn((await page.locator('.selection-layer[data-layer="lamp"]').textContent()) ?? '');
const rows = async ({ page }: TwinPage) =>
  numberIn(((await page.locator('.table-count').textContent()) ?? '').split('，')[0] ?? '');
const panels = async (twin: TwinPage) => {
  for (const panel of ['alerts', 'overview', 'inspector']) await run(twin, `panel.${panel}`, false);
};

it('lamps chosen by a polygon are those of the register, in the table, filtered, coloured, and the same in a fresh page', async () => {
  const twin = await open(browser, LINK, { width: WIDTH, height: HEIGHT_PX, sharp: true });
  const { page } = twin;
  await panels(twin);
  await still(twin);
  const { features: lamps } = (await page.evaluate(`fetch('/api/layers/lamp/assets').then((r) => r.json())`)) as {
    features: Lamp[];
  };
  const before = await stats(twin);
  const plain = PNG.sync.read(await twin.shot('select-plain'));

  await page.getByRole('button', { name: '多边形' }).click();
  const area = page.locator('.area-drawing');
  await area.waitFor();
  const box = await area.boundingBox();
  if (!box) throw new Error('no canvas to draw on');
  for (const [x, y] of [...CORNERS, CORNERS[0]]) await page.mouse.click(box.x + x, box.y + y);
  await area.waitFor({ state: 'detached' });

  const { selection } = (await page.evaluate('window.twin.state()')) as { selection: string };
  const ring = [...selection.matchAll(/(\d+\.\d+) (\d+\.\d+)/g)].map(
    (each) => [Number(each[1]), Number(each[2])] as const,
  );
  expect(ring).toHaveLength(CORNERS.length);
  // Straight down: a pixel is 2 · height · tan 25° / width metres, whatever the product makes of it.
  const metres = (2 * HEIGHT * Math.tan((25 * Math.PI) / 180)) / box.width;
  ring.forEach(([longitude, latitude], i) => {
    const [x, y] = CORNERS[i] as readonly [number, number];
    const east = (longitude - LONGITUDE) * 90_700;
    const north = (latitude - LATITUDE) * 110_950;
    expect(Math.abs(east - (x - box.width / 2) * metres), `corner ${i} east`).toBeLessThan(12);
    expect(Math.abs(north - (box.height / 2 - y) * metres), `corner ${i} north`).toBeLessThan(12);
  });
  const held = lamps.filter(({ geometry }) => inside([geometry.coordinates[0], geometry.coordinates[1]], ring));
  expect(held.length).toBeGreaterThan(10);
  await until(async () => (await chosen(twin)) === held.length, 20_000, `${held.length} lamps chosen`);
  await still(twin);
  expect(difference(plain, PNG.sync.read(await twin.shot('select-chosen')))).toBeGreaterThan(0.001);
  expect((await stats(twin)).primitives, 'no primitive an asset').toBe(before.primitives);

  await page.keyboard.press('f');
  await page.locator('.attribute-table').waitFor();
  await until(async () => (await rows(twin)) === held.length, 20_000, 'as many rows as are chosen');
  const kinds = new Map<string, number>();
  for (const { properties } of held) kinds.set(properties.type ?? '', (kinds.get(properties.type ?? '') ?? 0) + 1);
  const [kind, ofKind] = [...kinds].sort((a, b) => b[1] - a[1])[0] as [string, number];
  await page.getByRole('combobox', { name: '筛选 灯型' }).selectOption(kind);
  await until(async () => (await rows(twin)) === ofKind, 20_000, `${ofKind} rows of ${kind}`);
  expect(await chosen(twin)).toBe(ofKind);
  const passing = lamps.filter(({ properties }) => properties.type === kind).length;
  await until(async () => (await stats(twin)).layers['lamp']?.visible === passing, 20_000, 'the filter on the map');

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /导出 CSV/ }).click(),
  ]);
  const csv = (await savedBytes(saved)).toString('utf8');
  expect(csv.startsWith('\uFEFF编号 id [示意]')).toBe(true);
  expect(csv).toContain('功率 power (W) [模拟]');
  expect(csv.trimEnd().split('\r\n')).toHaveLength(ofKind + 1);

  await page.locator('.attribute-table tbody tr[aria-rowindex="2"] td').nth(1).click();
  const first = await page.locator('.attribute-table tr[aria-selected="true"] td').nth(1).textContent();
  expect(((await page.evaluate('window.twin.state()')) as { select: string }).select).toBe(first);
  await run(twin, 'asset.select', null);
  await run(twin, 'camera.set', [LONGITUDE, LATITUDE, HEIGHT, 0, -90, 0]);

  await run(twin, 'layer.color', { layer: 'lamp', color: { field: 'height', by: 'equal', classes: 4 } });
  await panels(twin);
  const legend = page.locator('.class-legend li');
  await until(async () => (await legend.count()) >= 4, 20_000, 'the legend of the colours');
  await still(twin);
  const coloured = PNG.sync.read(await twin.shot('select-coloured'));
  const link = (await until(
    () => page.evaluate(`location.search.includes('color.lamp') && location.href`),
    10_000,
    'the link of what is seen',
  )) as string;
  const said = await page.locator('.selection-bar').textContent();
  expect(twin.errors).toEqual([]);
  await twin.close();

  const fresh = await open(browser, link, { width: WIDTH, height: HEIGHT_PX, sharp: true });
  await panels(fresh);
  await until(async () => (await chosen(fresh)) === ofKind, 30_000, 'the same lamps chosen');
  expect(await fresh.page.locator('.selection-bar').textContent()).toBe(said);
  expect(await rows(fresh)).toBe(ofKind);
  expect((await stats(fresh)).layers['lamp']?.visible).toBe(passing);
  await until(async () => (await fresh.page.locator('.class-legend li').count()) >= 4, 20_000, 'the same legend');
  await still(fresh);
  // The scene alone: a row lies under the pointer in one, and the record below fills while the other is looked at.
  expect(difference(coloured, PNG.sync.read(await fresh.shot('select-fresh')), SCENE)).toBeLessThan(0.002);
  expect(fresh.errors).toEqual([]);
  expect(fresh.foreign).toEqual([]);
  await fresh.close();
});

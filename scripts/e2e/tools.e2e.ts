import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { clipJourney } from './clip-journey.ts';
import { difference, run, stats, still } from './journey.ts';
import { apart, besideOf, finger, pictureOf, sceneBox, toolState } from './map-tools.ts';
import { ownDataJourney } from './own-journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** Straight down on a junction of 洸河路, from so near that few tiles are drawn. */
const [LONGITUDE, LATITUDE, HEIGHT] = [116.5905, 35.4208, 260] as const;
const DOWN = [LONGITUDE, LATITUDE, HEIGHT, 0, -90, 0] as const;
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&layers=lamp&view=${DOWN.join(',')}`;
const SCREEN = { width: 760, height: 560 } as const;

let browser: Browser;
let twin: TwinPage;
beforeAll(async () => {
  browser = await launch();
  twin = await open(browser, LINK, SCREEN);
  for (const panel of ['alerts', 'overview', 'inspector', 'layers']) await run(twin, `panel.${panel}`, false);
});
afterAll(() => browser.close());

const state = () => toolState(twin);
const scene = () => sceneBox(twin, HEIGHT);
const picture = () => pictureOf(twin);
const beside = besideOf(LONGITUDE, LATITUDE);

it('measures, and cuts the city by mouse and by finger', async () => {
  const { page } = twin;
  const plain = await picture();
  const before = await stats(twin);
  const { x, y, metres } = await scene();
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
  expect(Math.abs(Number(said.replace(/[^\d.]/g, '')) / (200 * metres) - 1)).toBeLessThan(0.06);
  await twin.shot('tools-measure');
  await run(twin, 'measure.set', null);

  await run(twin, 'clip.box', { centre: [LONGITUDE, LATITUDE], width: 90, depth: 70 });
  const cut = await picture();
  await twin.shot('tools-clip');
  expect(difference(plain, cut, [0.05, 0.15, 0.25, 0.7])).toBeGreaterThan(0.5);
  const clipped = await stats(twin);
  expect(clipped.primitives, 'no primitive comes or goes').toBe(before.primitives);
  expect(clipped.layers['lamp']?.visible ?? 0).toBeLessThan(before.layers['lamp']?.visible ?? 0);
  const handle = async (name: string) => {
    const box = await page.locator(`.clip-handle[data-handle="${name}"]`).boundingBox();
    if (!box) throw new Error(`no handle ${name}`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const [eastX, eastY] = await handle('east');
  await page.mouse.move(eastX, eastY);
  await page.mouse.down();
  await page.mouse.move(eastX + 20, eastY, { steps: 3 });
  await page.mouse.move(eastX + 60, eastY, { steps: 3 });
  await page.mouse.up();
  const widened = (await state()).clip;
  expect(Math.abs((widened?.width ?? 0) - 90 - 60 * metres), 'dragged by the mouse').toBeLessThan(2);
  const middle = await handle('middle');
  await finger(twin, middle, [middle[0], middle[1] + 40]);
  const moved = (await state()).clip;
  const south = apart(moved?.centre ?? [], widened?.centre ?? []);
  expect(Math.abs(south - 40 * metres), 'moved by a finger').toBeLessThan(2);
  expect((await state()).view.slice(0, 3).map((each) => Number(each.toFixed(4)))).toEqual(
    DOWN.slice(0, 3).map((each) => Number(each.toFixed(4))),
  );
  await run(twin, 'clip.polygon', { ring: [beside(-45, -33), beside(45, -33), beside(0, 44)], keep: 'inside' });
  expect(difference(cut, await picture())).toBeGreaterThan(0.02);
  await run(twin, 'clip.polygon', null);
  expect((await state()).clip).toBeNull();
});

clipJourney(() => twin, { place: DOWN, screen: SCREEN });

it('chooses what is near an asset: the number and the list are the same', async () => {
  const { page } = twin;
  const { features } = (await page.evaluate(`fetch('/api/layers/lamp/assets').then((r) => r.json())`)) as {
    features: { id: string; geometry: { coordinates: readonly [number, number] } }[];
  };
  const distances = (from: readonly number[]) => features.map(({ geometry }) => apart(geometry.coordinates, from));
  const toMiddle = distances([LONGITUDE, LATITUDE]);
  const lamp = features[toMiddle.indexOf(Math.min(...toMiddle))];
  const near = distances(lamp?.geometry.coordinates ?? []).filter((metres) => metres <= 40).length;
  expect(near).toBeGreaterThan(1);
  await run(twin, 'asset.select', lamp?.id);
  await page.keyboard.press('8');
  await page.locator('.buffer-card input').fill('40');
  await page.locator('.buffer-card input').press('Tab');
  await page.locator('.buffer-card button[type="submit"]').click();
  const number = (text: string | null) => Number((text ?? '').split('，')[0]?.replace(/\D/g, ''));
  const chosen = page.locator('.selection-layer[data-layer="lamp"]');
  await until(async () => number(await chosen.textContent()) === near, 20_000, `${near} lamps chosen`);
  await page.locator('.buffer-card form > button').last().click();
  await until(async () => number(await page.locator('.table-count').textContent()) === near, 20_000, `${near} rows`);
  await twin.shot('tools-buffer');
  await run(twin, 'table.show', null);
  await run(twin, 'panel.buffer', false);
  await run(twin, 'selection.set', null);
  await run(twin, 'asset.select', null);
});

it('goes from view to view, waits when told, goes on, and ends at any key', async () => {
  const { page } = twin;
  const other = [...beside(360, 0), HEIGHT, 0, -90, 0];
  await run(twin, 'camera.set', [...DOWN]);
  await page.keyboard.press('5');
  await until(() => page.locator('.bookmark-list li').count(), 10_000, 'a bookmark');
  await run(twin, 'camera.set', other);
  await until(async () => apart((await state()).view, other) < 1, 10_000, 'the other view');
  await run(twin, 'bookmark.add', '东');
  for (const id of ['B-1', 'B-2']) await run(twin, 'bookmark.change', { id, dwell: 1 });
  await run(twin, 'panel.bookmarks', false);
  await run(twin, 'tour.play');
  expect(await state()).toMatchObject({ tour: 0 });
  await page.locator('.tour-card').getByRole('button', { name: '暂停' }).click();
  // Flight and dwell of the first place are 4 s.
  await page.waitForTimeout(4500);
  expect((await state()).tour, 'held').toBe(0);
  await twin.shot('tools-tour');
  await page.locator('.tour-card').getByRole('button', { name: '继续' }).click();
  await until(async () => (await state()).tour === 1, 20_000, 'the next place');
  // The keyboard is at the button that was pressed.
  await page.keyboard.press('Escape');
  expect((await state()).tour, 'stopped by a key').toBeNull();
  expect(await page.locator('.tour-card').count()).toBe(0);
  for (const id of ['B-1', 'B-2']) await run(twin, 'bookmark.remove', id);
});

it('walks by key and by finger, stops at a wall, and goes on where it is cut away', async () => {
  const { page } = twin;
  // A house stands 4 m to the south and is 14 m deep.
  await run(twin, 'camera.set', [LONGITUDE, LATITUDE - 7 / 111_000, HEIGHT, 180, -90, 0]);
  await page.keyboard.press('7');
  await page.locator('.walk-canvas').waitFor();
  await until(async () => Math.abs(((await state()).view[2] ?? 0) - 1.6) < 0.05, 60_000, 'eye level');
  await still(twin);
  const start = (await state()).view;
  const forward = await page.locator('.walk-forward').boundingBox();
  if (!forward) throw new Error('no button to walk by');
  const at = [forward.x + forward.width / 2, forward.y + forward.height / 2] as const;
  await finger(twin, at, at, 900);
  await until(async () => apart((await state()).view, start) > 0.3, 60_000, 'steps by a finger');
  expect((await state()).view[1], 'southwards').toBeLessThan(start[1] ?? 0);
  await page.keyboard.down('Shift');
  await page.keyboard.down('w');
  let [last, frames] = [0, 0];
  await until(
    async () => {
      await page.waitForTimeout(600);
      const [walked, drawn] = [apart((await state()).view, start), (await stats(twin)).frames];
      if (Math.abs(walked - last) < 0.02) return walked > 1 && drawn - frames > 2;
      // Frames count from where it last got on.
      [last, frames] = [walked, drawn];
      return false;
    },
    120_000,
    'a wall that stops',
  );
  expect(last).toBeGreaterThan(1);
  expect(last).toBeLessThan(18);
  expect((await state()).view[2]).toBeCloseTo(1.6, 1);
  await twin.shot('tools-walk');
  // Without the house its wall is no hindrance.
  const [west, east, north, south] = [-20, 20, -9, -45];
  const ring = [beside(west, south), beside(east, south), beside(east, north), beside(west, north)];
  await run(twin, 'clip.polygon', { ring, keep: 'outside' });
  await until(async () => apart((await state()).view, start) > last + 2, 60_000, 'steps where the wall was');
  await page.keyboard.up('w');
  await page.keyboard.up('Shift');
  await run(twin, 'clip.polygon', null);
  await page.keyboard.press('Escape');
  expect((await state()).walking).toBe(false);
  // Software GL takes seconds a frame at eye level.
});

ownDataJourney(() => twin, { place: DOWN, screen: SCREEN });

it('shows what is buried through a city that is seen through, and what is measured in both of two views', async () => {
  await run(twin, 'layer.toggle', 'underground-line');
  await run(twin, 'camera.set', [...beside(0, -40), 60, 0, -35, 0]);
  const natural = await picture();
  await run(twin, 'style.set', 'translucent');
  const through = await picture();
  await twin.shot('tools-underground');
  expect(difference(natural, through, [0.1, 0.3, 0.9, 0.8])).toBeGreaterThan(0.05);
  expect((await stats(twin)).layers['underground-line']?.visible ?? 0).toBeGreaterThan(0);

  await run(twin, 'measure.set', {
    kind: 'distance',
    points: [beside(-20, 0), beside(20, 10)].map((at) => [...at, 0]),
  });
  await run(twin, 'scenario.open', 'guanghe-poles.A');
  await run(twin, 'compare.set', 'guanghe-poles.base');
  await run(twin, 'compare.view', 'side-by-side');
  await run(twin, 'camera.set', [...DOWN]);
  await still(twin);
  const points = twin.page.locator('.measure-point');
  await until(async () => (await points.count()) === 4, 20_000, 'both views with the points');
  const [left, right] = await Promise.all([0, 2].map((index) => points.nth(index).boundingBox()));
  expect((right?.x ?? 0) - (left?.x ?? 0), 'in the same place of both').toBeCloseTo(SCREEN.width / 2, 0);
  await twin.shot('tools-both-views');
  expect(twin.errors).toEqual([]);
  expect(twin.foreign).toEqual([]);
});

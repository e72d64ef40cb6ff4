import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { difference, type Region, run, scenePicture, stats, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** Along 洸河路 east of 建设路, low enough to see single poles. */
const VIEW = '116.5905,35.42085,70,90,-22,0';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}`;
/** From so high that no name is written; by night, when the sun is the same on every day. */
const HIGH = VIEW.replace('70,90,-22', '165,90,-35');
const [EARLY, LATE] = ['2027-06-09T00:30:00+08:00', '2027-08-09T00:30:00+08:00'] as const;
/** Halves of the screen without panels, notices, the names of the sides and the handle between them. */
const LEFT: Region = [0.27, 0.4, 0.48, 0.74];
const RIGHT: Region = [0.52, 0.4, 0.73, 0.74];
/** Where the symbol of a carrier of plan B floats in its half, CSS pixels of the canvas. */
const CARRIER = [215, 303] as const;
/** Pixels that the ground is dragged. */
const DRAG = 40;
/** The same of one half as a picture of its own. */
const HALF: Region = [0.16, 0.3, 0.9, 0.74];
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function bare(link: string): Promise<TwinPage> {
  const twin = await open(browser, link);
  await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
  for (const panel of ['layers', 'inspector', 'alerts', 'scenario', 'overview'])
    await run(twin, `panel.${panel}`, false);
  await still(twin);
  return twin;
}

/** Id of the asset at a point of the canvas. */
async function pick(twin: TwinPage, x: number, y: number): Promise<string | undefined> {
  return twin.page.evaluate(
    async ([at, up]) => {
      const { twin: port } = window as never as {
        twin: { pick(x: number, y: number): Promise<{ id: string } | null> };
      };
      return (await port.pick(at, up))?.id;
    },
    [x, y] as const,
  );
}

/** The left or the right half of a picture as a picture of its own. */
function half(png: PNG, side: 'left' | 'right'): PNG {
  const cut = new PNG({ width: png.width >> 1, height: png.height });
  PNG.bitblt(png, cut, side === 'left' ? 0 : png.width - cut.width, 0, cut.width, cut.height, 0, 0);
  return cut;
}

describe('comparing', () => {
  it('two times across the divider are the pictures of those times', async () => {
    const twin = await bare(`${LINK.replace(VIEW, HIGH)}&scenario=guanghe-poles.B&t=${encodeURIComponent(EARLY)}`);
    const before = await scenePicture(twin);
    await run(twin, 'time.set', LATE);
    await still(twin);
    const after = await scenePicture(twin);
    const start = await stats(twin);
    await run(twin, 'compare.time', EARLY);
    await still(twin);
    const both = await scenePicture(twin);
    await twin.shot('compare-times');
    const now = await stats(twin);
    expect(now.primitives).toBe(start.primitives);
    expect(now.uploads.bytesTotal).toBe(start.uploads.bytesTotal);
    const apart = [LEFT, RIGHT].map((side) => difference(before, after, side)) as [number, number];
    expect(Math.min(...apart), 'the two times differ').toBeGreaterThan(0.002);
    expect(difference(both, before, LEFT), 'left is the earlier time').toBeLessThan(apart[0] / 20);
    expect(difference(both, after, RIGHT), 'right is the later one').toBeLessThan(apart[1] / 20);
    await until(() => twin.page.url().includes('compare-t=2027-06-08T16:30'), 5_000, 'the time in the link');
    await twin.close();
  });

  it('two views are one scene twice: same camera, same primitives, nothing sent to scrub them', async () => {
    const twin = await bare(`${LINK}&scenario=guanghe-poles.B&t=T6&compare=guanghe-poles.B`);
    const whole = await scenePicture(twin);
    const { primitives, tiles } = await stats(twin);
    await run(twin, 'compare.view', 'side-by-side');
    await still(twin);
    const same = await scenePicture(twin);
    await twin.shot('compare-side-by-side');
    expect(difference(half(same, 'left'), half(same, 'right'), HALF), 'the same on both').toBeLessThan(0.001);
    // Each half is the middle of the whole, as large as before.
    const middle = new PNG({ width: whole.width >> 1, height: whole.height });
    PNG.bitblt(whole, middle, whole.width >> 2, 0, middle.width, middle.height, 0, 0);
    expect(difference(half(same, 'left'), middle, [0.15, 0.32, 0.85, 0.74], 40), 'at the same scale').toBeLessThan(
      0.05,
    );

    const start = await stats(twin);
    expect(start.primitives).toBe(primitives);
    expect(start.tiles.features).toBe(tiles.features);
    await run(twin, 'compare.set', 'guanghe-poles.base');
    await still(twin);
    const sides = await scenePicture(twin);
    await twin.shot('compare-side-by-side');
    expect(difference(half(sides, 'right'), half(same, 'right'), HALF)).toBeLessThan(0.001);
    expect(difference(half(sides, 'left'), half(sides, 'right'), HALF)).toBeGreaterThan(0.002);
    for (const slice of ['T3', 'T1', 'T6']) await run(twin, 'time.set', slice);
    await still(twin);
    const now = await stats(twin);
    expect(now.primitives).toBe(start.primitives);
    expect(now.uploads.bytesTotal).toBe(start.uploads.bytesTotal);

    // One carrier, of the plan on the right alone.
    const canvas = await twin.page.locator('canvas').first().boundingBox();
    const { x: left = 0, y: top = 0, width = 0 } = canvas ?? {};
    const [planned, standing] = [await pick(twin, width / 2 + CARRIER[0], CARRIER[1]), await pick(twin, ...CARRIER)];
    expect(planned).toMatch(/^MF-/);
    expect(standing).not.toBe(planned);
    await run(twin, 'compare.set', 'guanghe-poles.B');
    await still(twin);
    expect(await pick(twin, ...CARRIER), 'the same in both halves').toBe(planned);
    await run(twin, 'compare.set', 'guanghe-poles.base');
    await still(twin);

    // The ground that is taken hold of in one half stays under the pointer, and what stands on it comes along.
    const foot = [left + width / 2 + CARRIER[0], top + CARRIER[1] + 95] as const;
    await twin.page.mouse.move(...foot);
    await twin.page.mouse.down();
    await twin.page.mouse.move(foot[0] + DRAG, foot[1], { steps: 4 });
    await twin.page.waitForTimeout(400);
    await twin.page.mouse.up();
    await still(twin);
    const seen: (string | undefined)[] = [];
    for (const x of [0, 4, 8]) seen.push(await pick(twin, width / 2 + CARRIER[0] + DRAG + x, CARRIER[1]));
    expect(seen, 'the carrier followed the pointer').toContain(planned);
    await twin.page.keyboard.press('d');
    await until(() => twin.page.url().includes('compare-view=onion'), 5_000, 'the next view in the link');
    expect(twin.errors).toEqual([]);
    await twin.close();
  });

  it('the onion skin draws what the list counts, and a count leads to its objects', async () => {
    const twin = await bare(`${LINK}&scenario=guanghe-poles.B&t=T6`);
    const plain = await scenePicture(twin);
    const start = await stats(twin);
    await run(twin, 'compare.view', 'onion');
    await still(twin);
    const skin = await scenePicture(twin);
    await twin.shot('compare-onion');
    expect(difference(plain, skin, [0.27, 0.3, 0.73, 0.74])).toBeGreaterThan(0.002);
    for (const slice of ['T2', 'T4', 'T6']) {
      await run(twin, 'time.set', slice);
      await still(twin);
      const now = await stats(twin);
      expect(now.primitives, slice).toBe(start.primitives);
      expect(now.uploads.bytesTotal, slice).toBe(start.uploads.bytesTotal);
    }
    await run(twin, 'panel.scenario', true);
    const legend = await twin.page.locator('.onion-legend strong').allInnerTexts();
    const list = await twin.page.locator('.compare-control .tally > span').allInnerTexts();
    expect(list.map((text) => text.replace(/^\D+/, ''))).toEqual(legend);
    expect(Number(legend[0])).toBeGreaterThan(100);
    await twin.page.locator('.onion-legend button').first().click();
    const highlighted = await twin.page.evaluate('window.twin.state().highlight.length');
    expect(highlighted).toBe(Number(legend[0]));
    expect(twin.errors).toEqual([]);
    await twin.close();
  });
});

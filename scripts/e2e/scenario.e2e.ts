import type { Browser } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { difference, type Region, run, scenePicture, stats, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** Along 洸河路 east of 建设路, low enough to see single poles on both sides of the divider. */
const VIEW = '116.5905,35.42085,70,90,-22,0';
const LINK = `${url}/?quality=test&scenario=guanghe-poles.B&t=T0&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Nothing but the city and its divider. */
async function closePanels(twin: TwinPage): Promise<void> {
  for (const panel of ['layers', 'inspector', 'alerts', 'scenario', 'overview'])
    await run(twin, `panel.${panel}`, false);
}

describe('洸河路多杆合一', () => {
  it('scrubs T0 to T6 with uniforms alone: the picture and the poles change, primitives and uploads do not', async () => {
    const twin = await open(browser, LINK);
    await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
    await closePanels(twin);
    const poles: number[] = [];
    const shots: PNG[] = [];
    // Once through, so that everything the slices need has been drawn before it is measured.
    for (const slice of ['T6', 'T0']) {
      await run(twin, 'time.set', slice);
      await still(twin);
    }
    const start = await stats(twin);
    for (const slice of ['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6']) {
      await run(twin, 'time.set', slice);
      await still(twin);
      const now = await stats(twin);
      expect(now.scenario?.t).toBe(slice);
      expect(now.primitives, slice).toBe(start.primitives);
      expect(now.uploads.bytesTotal, `${slice} uploads`).toBe(start.uploads.bytesTotal);
      poles.push(now.scenario?.poles ?? Number.NaN);
      shots.push(await scenePicture(twin));
    }
    expect(poles[6]).toBeLessThan(poles[0] ?? 0);
    expect(new Set(poles).size).toBeGreaterThan(2);
    expect(difference(shots[0] as PNG, shots[6] as PNG)).toBeGreaterThan(0.002);
    await twin.shot('scenario-t6');
    expect(twin.errors).toEqual([]);
    await twin.close();
  });

  it('shows two times at once from the same primitives', async () => {
    const twin = await open(browser, LINK.replace('t=T0', 't=T6'));
    await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
    await run(twin, 'scenario.open', 'guanghe-poles.base');
    await closePanels(twin);
    await still(twin);
    const today = await scenePicture(twin);
    const { primitives } = await stats(twin);
    await run(twin, 'scenario.open', 'guanghe-poles.B');
    await closePanels(twin);
    await run(twin, 'compare.set', 'guanghe-poles.base');
    await still(twin);
    const both = await scenePicture(twin);
    await twin.shot('compare');
    expect((await stats(twin)).primitives).toBe(primitives);
    await run(twin, 'compare.set', null);
    await still(twin);
    const future = await scenePicture(twin);
    // Left of the divider stands today, right of it the plan. Panels, notices and the names of the sides lie outside these regions.
    const left: Region = [0.3, 0.32, 0.49, 0.74];
    const right: Region = [0.51, 0.32, 0.7, 0.74];
    expect(difference(both, today, left), 'left is today').toBeLessThan(0.004);
    expect(difference(both, future, right), 'right is the plan').toBeLessThan(0.004);
    expect(difference(today, future, left) + difference(today, future, right), 'and they differ').toBeGreaterThan(
      0.002,
    );
    await twin.close();
  });
});

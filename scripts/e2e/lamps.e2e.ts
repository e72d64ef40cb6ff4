import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

let browser: Browser;
let server: { url: string; close: () => void };
let page: Page;
beforeAll(async () => {
  await buildGallery();
  server = await serve({ '/city/': 'tiles/built/jining', '/': 'dist/gallery' });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 960, height: 540 } });
  await page.goto(`${server.url}/gallery.html?page=scene-lamps`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
  // Lamps and ground alone: nothing else changes with the hour.
  await change({ layers: ['lamp', 'pole'], labels: false, compare: null });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function change(patch: object): Promise<void> {
  await page.evaluate(`window.sceneUnderTest.change(${JSON.stringify(patch)})`);
  await page.evaluate('window.sceneUnderTest.scene.settled()');
}

/** Mean brightness of the road in the middle of the picture, 0–255, with the hours and days since the page's instant. */
async function brightness(patch: object): Promise<number> {
  await change(patch);
  const { data, width, height } = PNG.sync.read(await page.locator('#gallery canvas').first().screenshot());
  let [sum, count] = [0, 0];
  for (let y = Math.floor(0.42 * height); y < 0.58 * height; y++)
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      sum += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
      count += 3;
    }
  return sum / count;
}

const read = (what: string) => page.evaluate(`window.sceneUnderTest.${what}`) as Promise<number>;

it('the road is lit by the luminaires that serve, dimmed after midnight, and a scrub uploads nothing', async () => {
  const evening = await read('spec.at');
  const t0 = await read("spec.scenario.slices.find(({ id }) => id === 'T0').at");
  const hour = 3_600_000;
  const day = 24 * hour;
  const t0Evening = t0 - ((t0 + 8 * hour) % day) + 21 * hour;
  const done = await brightness({ alternative: 'B', at: evening });
  const primitives = await read('scene.stats().primitives');
  const bytes = await read('scene.stats().uploads.bytesTotal');
  const late = await brightness({ at: evening + 5 * hour });
  const today = await brightness({ at: t0Evening });
  const base = await brightness({ alternative: 'base', at: evening });
  expect(await read('scene.stats().primitives')).toBe(primitives);
  expect((await read('scene.stats().uploads.bytesTotal')) - bytes).toBe(0);
  const dark = await brightness({ alternative: 'B', at: evening, layers: [] });
  // Dimmed to 60 % of what the lamps add to the night.
  expect((late - dark) / (done - dark)).toBeGreaterThan(0.45);
  expect((late - dark) / (done - dark)).toBeLessThan(0.8);
  // Before the works the road has today's lamps, whichever plan is shown.
  expect(Math.abs(today - base)).toBeLessThan(0.05 * (base - dark));
  expect(Math.abs(done - today)).toBeGreaterThan(0.05 * (today - dark));
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYERS } from '../../src/domain/layers/table.ts';
import { serve } from '../bench/static-server.ts';
import { buildCity, buildGallery } from '../prepare.mjs';
import { launch, OUT } from './browser.ts';
import { contrast } from './journey.ts';
import { until } from './twin.ts';

const BASELINES = 'scripts/e2e/baselines';
/** Share of pixels that may differ from the reference: glyph edges and software GL differ between machines. */
const TOLERANCE = 0.05;
/** Pages by file, and one a layer; benchmarks are measured elsewhere. */
const ids = [
  ...readdirSync('src/gallery').flatMap((file) => /^(.+)\.page\.tsx?$/.exec(file)?.[1] ?? []),
  ...LAYERS.map((layer) => `layer-${layer.id}`),
].filter((id) => !id.startsWith('bench-'));

/** Pages that software GL draws as a whole: half the pixels a CSS pixel, a quarter of the work. SHARP=1 draws all, to be looked at. */
const SCENE = /^(closeup|light|overview|scene)/;
const densityOf = (id: string) => (SCENE.test(id) && !process.env.SHARP ? 0.5 : 1);

let browser: Browser;
let page: Page;
let density = 1;
let server: { url: string; close: () => void };
let errors: string[] = [];
beforeAll(async () => {
  await buildGallery();
  await buildCity('tiles/hills');
  server = await serve({ '/city/': 'tiles/built/jining', '/hills/': 'tiles/built/hills', '/': 'dist/gallery' });
  browser = await launch();
  await freshPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** One page of the browser for all pages of the gallery that are as dense, until one of them fails. */
async function freshPage(deviceScaleFactor = density): Promise<void> {
  await page?.context().close();
  density = deviceScaleFactor;
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, deviceScaleFactor, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${server.url}/gallery.html?page=none`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
}

describe('gallery', () => {
  it('lists a page for each feature and layer', async () => {
    const listed = (await page.evaluate('window.gallery.ids')) as string[];
    expect(listed.filter((id) => !id.startsWith('bench-')).sort()).toEqual([...ids].sort());
    expect(ids.length).toBeGreaterThanOrEqual(15);
  });

  it.each(ids)('%s looks as it did', async (id) => {
    if (errors.length > 0 || density !== densityOf(id)) await freshPage(densityOf(id));
    errors = [];
    await page.setViewportSize({ width: 1440, height: 900 });
    const size = page.evaluate(`window.gallery.swap('${id}')`) as Promise<[number, number]>;
    const [width, height] = await size.catch(async (error) => {
      errors.push(String(error));
      throw error;
    });
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(300);
    const bytes = await page.locator('#gallery').screenshot({ timeout: 60_000 });
    expect(errors).toEqual([]);

    mkdirSync(OUT, { recursive: true });
    writeFileSync(`${OUT}/gallery-${id}.png`, bytes);
    const shot = PNG.sync.read(bytes);
    expect(contrast(shot), 'not blank').toBeGreaterThan(5);
    if (process.env.SHARP) return;
    const file = `${BASELINES}/${id}.png`;
    if (process.env.UPDATE) {
      mkdirSync(BASELINES, { recursive: true });
      writeFileSync(file, bytes);
    }
    expect(existsSync(file), `${file} is missing; look at the page, then run npm run e2e -- --update`).toBe(true);
    const reference = PNG.sync.read(readFileSync(file));
    expect([shot.width, shot.height]).toEqual([reference.width, reference.height]);
    const different = pixelmatch(shot.data, reference.data, undefined, shot.width, shot.height, { threshold: 0.15 });
    expect(different / (shot.width * shot.height)).toBeLessThan(TOLERANCE);
  });
});

/** What names each button of bars, cards, dialogs and the table's head that a hand cannot press: outside the window, or under something else. */
const OUT_OF_REACH = `[...document.querySelectorAll(':is(.command-bar, .tool-card, .side-dialog, .attribute-table > .panel-head) button')].filter((button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return width > 0 && !button.disabled && !button.contains(hit);
}).map((button) => button.textContent + ' ' + (button.ariaLabel ?? ''))`;

describe('a small window', () => {
  it.each(['ui-tools', 'ui-tools-night', 'ui-own-empty', 'ui-table-small'])(
    'leaves each button of %s in reach',
    async (id) => {
      if (density !== 1) await freshPage(1);
      const [width, height] = (await page.evaluate(`window.gallery.swap('${id}')`)) as [number, number];
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(300);
      expect(await page.evaluate(OUT_OF_REACH)).toEqual([]);
      expect(await page.evaluate(`document.querySelector('.desk').scrollWidth`), 'no wider').toBeLessThanOrEqual(width);
    },
  );
});

/** Heights in CSS pixels of the ink of each text of the first alert, and whether it is the figure. */
const INK = `[...document.querySelectorAll('.first-alert *')].flatMap((element) => {
  const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
  if (!text || element.closest('.tag')) return [];
  const style = getComputedStyle(element);
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.font = style.fontWeight + ' ' + style.fontSize + ' ' + style.fontFamily;
  const measured = canvas.measureText(text);
  const box = element.getBoundingClientRect();
  return [{
    text,
    ink: measured.actualBoundingBoxAscent + measured.actualBoundingBoxDescent,
    figure: element.matches('.first-value b'),
    inside: box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
  }];
})`;

describe('the hall at 8 m', () => {
  it.each([
    [3.4, 8],
    [2.5, 6],
  ])(
    'the first alert reads on a 4K wall %s m high from %s m: text 1/220 of the distance, the figure 1/100',
    async (height, distance) => {
      const context = await browser.newContext({ viewport: { width: 3840, height: 2160 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(`${server.url}/gallery.html?page=ui-hall&height=${height}&distance=${distance}`);
      await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
      await page.evaluate('window.gallery.settled');
      await page.evaluate('document.fonts.ready');
      await page.waitForTimeout(500);
      const found = (await page.evaluate(INK)) as { text: string; ink: number; figure: boolean; inside: boolean }[];
      const bytes = await page.screenshot();
      mkdirSync(OUT, { recursive: true });
      writeFileSync(`${OUT}/hall-4k-${distance}m.png`, bytes);
      await context.close();
      const all = found.map(({ text }) => text).join(' ');
      for (const said of [/积水点/, /46\.8\scm/, /40\.0\scm/, /起，已/, /待确认|已确认/, /下一步/])
        expect(all).toMatch(said);
      const metre = 2160 / height;
      for (const { text, ink, figure, inside } of found) {
        expect(inside, text).toBe(true);
        expect(ink, text).toBeGreaterThanOrEqual((distance / (figure ? 100 : 220)) * metre);
      }
      expect(found.some(({ figure }) => figure)).toBe(true);
    },
  );
});

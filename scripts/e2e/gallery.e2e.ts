import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYERS } from '../../src/domain/layers/table.ts';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
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

let browser: Browser;
let server: { url: string; close: () => void };
beforeAll(async () => {
  await buildGallery();
  server = await serve({ '/city/': 'tiles/built/jining', '/': 'dist/gallery' });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('gallery', () => {
  it('lists a page for each feature and layer', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/gallery.html?page=none`);
    await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
    const listed = (await page.evaluate('window.gallery.ids')) as string[];
    await page.close();
    expect(listed.filter((id) => !id.startsWith('bench-')).sort()).toEqual([...ids].sort());
    expect(ids.length).toBeGreaterThanOrEqual(15);
  });

  it.each(ids)('%s looks as it did', async (id) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${server.url}/gallery.html?page=${id}`);
    await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
    const [width, height] = (await page.evaluate('window.gallery.settled')) as [number, number];
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(600);
    const bytes = await page.locator('#gallery').screenshot({ timeout: 60_000 });
    await context.close();
    expect(errors).toEqual([]);

    mkdirSync(OUT, { recursive: true });
    writeFileSync(`${OUT}/gallery-${id}.png`, bytes);
    const shot = PNG.sync.read(bytes);
    expect(contrast(shot), 'not blank').toBeGreaterThan(5);
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

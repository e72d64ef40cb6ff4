import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
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
let page: Page;
let server: { url: string; close: () => void };
let errors: string[] = [];
beforeAll(async () => {
  await buildGallery();
  server = await serve({ '/city/': 'tiles/built/jining', '/': 'dist/gallery' });
  browser = await launch();
  await freshPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** One page of the browser for all pages of the gallery, until one of them fails. */
async function freshPage(): Promise<void> {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
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
    if (errors.length > 0) await freshPage();
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

import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
import { launch, savedBytes } from './browser.ts';
import { until } from './twin.ts';

/** CSS pixels of the page that an 8K picture is laid out on are eight times fewer. */
const RATIO = 8;

let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let devtools: CDPSession;
beforeAll(async () => {
  await buildGallery();
  server = await serve({ '/': 'dist/gallery' });
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  await page.goto(`${server.url}/gallery.html?page=ui-export`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
  await page.evaluate(noisyScene, RATIO);
  devtools = await context.newCDPSession(page);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** In place of the scene, which software GL takes minutes to draw so large: pixels that no encoder can make small. */
function noisyScene(ratio: number): void {
  // As wide as the picture: what is repeated beside itself a PNG finds again.
  const tile = Object.assign(document.createElement('canvas'), { width: 7680, height: 64 });
  const grain = tile.getContext('2d') as CanvasRenderingContext2D;
  const pixels = grain.createImageData(tile.width, tile.height);
  let seed = 1;
  for (let i = 0; i < pixels.data.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    pixels.data[i] = i % 4 === 3 ? 255 : 96 + (seed >>> 27);
  }
  grain.putImageData(pixels, 0, 0);
  type Draw = (onto?: HTMLCanvasElement) => Promise<HTMLCanvasElement>;
  const { port } = window as unknown as { port: Record<string, unknown> };
  port['pictures'] = (size: object, work: (shot: Draw, ratio: number) => unknown) =>
    work(async (onto = Object.assign(document.createElement('canvas'), size)) => {
      const pen = onto.getContext('2d') as CanvasRenderingContext2D;
      pen.fillStyle = pen.createPattern(tile, 'repeat') as CanvasPattern;
      pen.fillRect(0, 0, onto.width, onto.height);
      return onto;
    }, ratio);
}

/** What scripts hold: objects, what the page keeps for them, and buffers beside the heap, bytes; garbage is gone first on demand. */
async function heap(clean = false): Promise<number> {
  if (clean) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** Presses `button`; the file that comes of it, with the heap before and the highest meanwhile, bytes. */
async function exported(button: string) {
  const idle = await heap(true);
  const coming = page.waitForEvent('download', { timeout: 180_000 });
  await page.getByRole('button', { name: button }).click();
  let most = idle;
  let done = false;
  const finished = coming.finally(() => {
    done = true;
  });
  while (!done) {
    most = Math.max(most, await heap());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const download = await finished;
  console.info(`${button}: idle ${(idle / 1e6).toFixed(1)} MB, at most ${(most / 1e6).toFixed(1)} MB`);
  return { name: download.suggestedFilename(), bytes: await savedBytes(download), idle, most };
}

it('an 8K picture holds stamp and measurement at its scale, in less than twice the heap at rest', async () => {
  await page.getByRole('region', { name: '图片 PNG' }).getByLabel('尺寸').selectOption('8k');
  const { name, bytes, idle, most } = await exported('保存图片');
  expect(name).toContain('-7680x4320.png');
  const { width, height, data } = PNG.sync.read(bytes);
  expect([width, height]).toEqual([7680, 4320]);
  expect(bytes.length, 'a picture of noise is large').toBeGreaterThan(2e7);
  const light = (from: number, to: number) => {
    let count = 0;
    for (let x = from; x < to; x++)
      for (let y = height - 96; y < height - 32; y++) if (data[4 * (y * width + x)]! > 180) count += 1;
    return count;
  };
  expect(light(0, 1600)).toBeGreaterThan(3000);
  expect(light(6000, 7640)).toBeGreaterThan(3000);
  expect(most).toBeLessThan(2 * idle);
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, ready } from './browser.ts';

const url = inject('twinUrl');
const STOCK = 'node_modules/cesium/Build/Cesium/Cesium.js';
/** gzip -9 of the stock Cesium.js 1.145.0, bytes: for where the package comes without its build. */
const STOCK_BYTES = 1_753_483;
/** Most the product may load before the city stands, of the stock bundle. */
const SHARE = 0.8;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('first load', () => {
  it(`at most ${SHARE} of the stock Cesium.js before the city stands`, async () => {
    const scripts = await scriptsUntilReady(`${url}/?quality=low&mode=review`);
    const bytes = [...scripts.values()].reduce((sum, body) => sum + gzipped(body), 0);
    const stock = existsSync(STOCK) ? gzipped(await readFile(STOCK)) : STOCK_BYTES;
    console.log(
      `first load: ${bytes} B gzip in ${scripts.size} scripts, ${(bytes / stock).toFixed(3)} of stock Cesium.js (${stock} B)`,
    );
    expect(bytes, 'less than the engine alone: something was not counted').toBeGreaterThan(500_000);
    expect(bytes / stock).toBeLessThanOrEqual(SHARE);
    const development = [...scripts].filter(([, body]) => body.includes('react_stack_bottom_frame'));
    expect(development, "React's development build").toEqual([]);
  });
});

const gzipped = (body: Buffer) => gzipSync(body, { level: 9 }).length;

/**
 * Every script of the page that arrived before `twin.ready`, by address. Cesium's workers do not count: the stock bundle
 * loads the same ones beside itself.
 */
async function scriptsUntilReady(address: string): Promise<Map<string, Buffer>> {
  const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await ready(page);
  const bodies = await Promise.all(
    responses
      .filter((response) => /\.m?js$/.test(new URL(response.url()).pathname))
      .filter((response) => !response.url().includes('/cesium/Workers/'))
      .map(async (response) => [response.url(), await response.body()] as const),
  );
  await context.close();
  return new Map(bodies);
}

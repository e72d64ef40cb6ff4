import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open } from './browser.ts';
import { contrast, still } from './journey.ts';

const url = inject('twinUrl');
const SCREENS = 'scripts/e2e/screens';
const DAY = '2026-11-23T11:30:00%2B08:00';
const NIGHT = '2026-11-22T20:30:00%2B08:00';
const CASES = [
  { name: 'review-day', query: `mode=review&freeze=${DAY}`, width: 1440, height: 900 },
  { name: 'review-night', query: `mode=review&freeze=${NIGHT}`, width: 1440, height: 900 },
  { name: 'hall-day', query: `mode=hall&freeze=${DAY}`, width: 1920, height: 1080 },
  { name: 'hall-night', query: `mode=hall&freeze=${NIGHT}`, width: 1920, height: 1080 },
  { name: 'exhibition-day', query: `mode=exhibition&freeze=${DAY}`, width: 1080, height: 1920 },
  { name: 'exhibition-night', query: `mode=exhibition&freeze=${NIGHT}`, width: 1080, height: 1920 },
] as const;

/** Pictures of the README show trees and windows; the check that nothing is broken does without them on software GL. */
const QUALITY = process.env['UPDATE'] ? 'medium' : 'low';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('three modes', () => {
  it.each(CASES)('$name looks like a product', async ({ name, query, width, height }) => {
    const twin = await open(browser, `${url}/?quality=${QUALITY}&${query}`, {
      width,
      height,
      reducedMotion: true,
    });
    await still(twin);
    await twin.page.evaluate('document.fonts.ready');
    const shot = await twin.shot(name);
    expect(contrast(PNG.sync.read(shot))).toBeGreaterThan(12);
    const overflow = await twin.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
    expect(twin.errors).toEqual([]);
    expect(twin.foreign).toEqual([]);
    if (process.env.UPDATE) {
      await mkdir(SCREENS, { recursive: true });
      await writeFile(`${SCREENS}/${name}.png`, shot);
    }
    await twin.close();
  });
});

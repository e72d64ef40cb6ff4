import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

/** Most of the screen that panels may cover: the city is the screen. Sizes in CSS pixels, the smaller ones first. */
const MODES = [
  {
    mode: 'review',
    most: 0.35,
    sizes: [
      [1440, 900],
      [1920, 1080],
      [3840, 2160],
    ],
  },
  {
    mode: 'hall',
    most: 0.45,
    sizes: [
      [1920, 1080],
      [3840, 2160],
      [7680, 2160],
    ],
  },
  {
    mode: 'exhibition',
    most: 0.2,
    sizes: [
      [1080, 1920],
      [1920, 1080],
      [3840, 2160],
    ],
  },
] as const;

/** States of a screen in the gallery: a storm with its alerts, and on the desk a selected asset and an open plan. */
const STATES = {
  review: ['', '&select=BR-01', '&scenario=B&compare=base&t=T5'],
  hall: [''],
  exhibition: ['&role=public'],
};

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

describe('the city is the screen', () => {
  it.each(MODES)('$mode covers at most $most of it at every size', async ({ mode, most, sizes }) => {
    for (const state of STATES[mode])
      for (const size of sizes)
        expect(await coverage(`${mode}${state}`, size), `${mode}${state} at ${size.join('×')}`).toBeLessThanOrEqual(
          most,
        );
  });
});

async function coverage(state: string, [width, height]: readonly [number, number]): Promise<number> {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  await page.goto(`${server.url}/gallery.html?page=ui-desk&mode=${state}`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
  // A page has a size of its own; here it is the window's.
  await page.evaluate(() => {
    const root = document.getElementById('gallery');
    if (root) Object.assign(root.style, { width: '100vw', height: '100vh' });
  });
  await page.waitForTimeout(300);
  const rects = await panels(page);
  await page.close();
  expect(rects.length).toBeGreaterThan(1);
  return union(rects) / (width * height);
}

/** Left, top, right, bottom of what stands over the scene, cut to the screen. */
type Rect = readonly [left: number, top: number, right: number, bottom: number];

/** Panels, bars and messages; an edge to pull is not seen, and a slot without ground of its own covers nothing. */
function panels(page: Page): Promise<Rect[]> {
  return page.evaluate(() => {
    const clear = (element: Element) => getComputedStyle(element).backgroundColor.endsWith(', 0)');
    const seen = [...document.querySelectorAll('.slot, .slot > :not(.edge), .messages > *')];
    return seen
      .filter((element) => !element.matches('.slot') || !clear(element))
      .map((element) => element.getBoundingClientRect())
      .map((r): [number, number, number, number] => [
        Math.max(0, r.left),
        Math.max(0, r.top),
        Math.min(innerWidth, r.right),
        Math.min(innerHeight, r.bottom),
      ])
      .filter(([left, top, right, bottom]) => right > left && bottom > top);
  });
}

/** Area that at least one rectangle covers. */
function union(rects: readonly Rect[]): number {
  const xs = [...new Set(rects.flatMap(([left, , right]) => [left, right]))].sort((a, b) => a - b);
  const ys = [...new Set(rects.flatMap(([, top, , bottom]) => [top, bottom]))].sort((a, b) => a - b);
  let area = 0;
  for (const [i, x] of xs.slice(0, -1).entries())
    for (const [j, y] of ys.slice(0, -1).entries()) {
      const [nextX, nextY] = [xs[i + 1] ?? x, ys[j + 1] ?? y];
      const inside = rects.some(([l, t, r, b]) => l <= x && r >= nextX && t <= y && b >= nextY);
      if (inside) area += (nextX - x) * (nextY - y);
    }
  return area;
}

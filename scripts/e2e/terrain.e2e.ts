import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groundOf } from '../../src/domain/geo/height-field.ts';
import { parseCatalog } from '../../src/wire/catalog.ts';
import { decodeHeights } from '../../src/wire/height-grid.ts';
import { serve } from '../bench/static-server.ts';
import { buildCity, buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

let browser: Browser;
let server: { url: string; close: () => void };
let page: Page;
let ground: (longitude: number, latitude: number) => number;
const errors: string[] = [];
beforeAll(async () => {
  await buildGallery();
  const folder = await buildCity('tiles/hills');
  const { terrain } = parseCatalog(JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')));
  if (!terrain) throw new Error('tiles/hills is built without a terrain.');
  ground = groundOf(decodeHeights(terrain.heights, readFileSync(join(folder, terrain.heights.url))));
  server = await serve({ '/hills/': folder, '/': 'dist/gallery' });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 480, height: 270 } });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${server.url}/gallery.html?page=scene-hills`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe('a hilly district', () => {
  it('is read by Cesium: the globe has the heights of the build, not those of the ellipsoid', async () => {
    const seen = (await page.evaluate(`(() => {
      const { scene } = window.sceneUnderTest.widget;
      const places = [];
      for (let y = 150; y < 270; y += 30)
        for (let x = 60; x < 480; x += 90) {
          const at = window.sceneUnderTest.scene.groundAt(x, y);
          if (!at) continue;
          const radians = at.map((degrees) => (degrees * Math.PI) / 180);
          const height = scene.globe.getHeight({ longitude: radians[0], latitude: radians[1], height: 0 });
          if (height !== undefined) places.push([...at, height]);
        }
      return places;
    })()`)) as [number, number, number][];
    expect(seen.length).toBeGreaterThan(8);
    const heights = seen.map(([, , height]) => height);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(3);
    // Coarse tiles lie lower; none lies above the ground.
    for (const [longitude, latitude, height] of seen) {
      expect(height).toBeLessThan(ground(longitude, latitude) + 0.3);
      expect(height).toBeGreaterThan(ground(longitude, latitude) - 12);
    }
    const near = seen.slice(-5);
    for (const [longitude, latitude, height] of near)
      expect(Math.abs(height - ground(longitude, latitude))).toBeLessThan(2);
    expect(errors).toEqual([]);
  });

  it('has its cameras above the ground, and says them as they were given', async () => {
    const view = [118.2958, 35.5972, 5, 32, -2, 0];
    const said = (await page.evaluate(
      `(window.sceneUnderTest.scene.setView(${JSON.stringify(view)}), window.sceneUnderTest.scene.view())`,
    )) as number[];
    said.forEach((value, i) => {
      expect(value).toBeCloseTo(view[i] as number, i < 2 ? 6 : 1);
    });
    const height = (await page.evaluate('window.sceneUnderTest.widget.camera.positionCartographic.height')) as number;
    expect(height - ground(118.2958, 35.5972)).toBeCloseTo(5, 1);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

const ASSETS = { lamp: 200_000, billboard: 20_000, 'bridge-sensor': 5_000 };
/** Less than the middle of the city has in its lamps, signs and trees, so that the budget has to hold. */
const VERTICES = 60_000;

let browser: Browser;
let server: { url: string; close: () => void };
let page: Page;
beforeAll(async () => {
  await buildGallery();
  server = await serve({ '/city/': 'tiles/built/jining', '/': 'dist/gallery' });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 960, height: 540 }, deviceScaleFactor: 0.5 });
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.url}/gallery.html?page=bench-metropolis&vertices=${VERTICES}`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Runs `body` in the page with the scene as `scene`, its spec changer as `change` and its tables as `fleet`. */
const run = <Answer>(body: string): Promise<Answer> =>
  page.evaluate(
    `(async () => { const { scene, change, fleet, spec, widget } = window.metropolis; ${body} })()`,
  ) as Promise<Answer>;

interface Seen {
  readonly primitives: number;
  readonly bytes: number;
}
const seen = 'const { primitives, uploads } = scene.stats(); return { primitives, bytes: uploads.bytesTotal };';

it('holds every asset and its state, and goes through time without a primitive more or less', async () => {
  const layers = await run<Record<string, { assets: number; live: number }>>('return scene.stats().layers;');
  for (const [layer, assets] of Object.entries(ASSETS)) expect(layers[layer]?.assets).toBe(assets);
  expect(layers['lamp']?.live).toBe(ASSETS.lamp);
  const before = await run<Seen>(seen);
  const later = (era: string, hours: number) =>
    run<Seen>(`change({ era: '${era}', at: spec.at + ${hours} * 3600e3 }); widget.scene.render(); ${seen}`);
  const future = await later('future', 9000);
  expect(future).toEqual(before);
  const past = await later('past', -2);
  expect(past.primitives).toBe(before.primitives);
  const back = await later('now', 0);
  expect(back.primitives).toBe(before.primitives);
  // A jump judges all slots: no more than their state travels.
  expect(back.bytes - future.bytes).toBeLessThan(
    2 * 4 * 1.05 * (ASSETS.lamp + ASSETS.billboard + ASSETS['bridge-sensor']),
  );
});

it('uploads what changed, eight bytes each, however scattered, and nothing for what looks the same', async () => {
  const write = (values: string, time: string) =>
    run<number>(`
      const { shown } = fleet.get('lamp');
      const fault = shown.properties.indexOf('fault');
      const before = scene.stats().uploads.bytesTotal;
      for (let i = 0; i < 1000; i++) shown.write(fault, (i * 7919) % 200000, ${values}, spec.at - ${time}, 'good');
      scene.touch();
      return scene.stats().uploads.bytesTotal - before;`);
  expect(await write('3', '1000')).toBeGreaterThan(1000 * 8 * 0.9);
  const all = await write('0', '900');
  // The lamps and the clusters that they count in.
  expect(all).toBeGreaterThan(1000 * 8 * 0.9);
  expect(all).toBeLessThan(1000 * 8 + 40_000);
  expect(await write('0', '800')).toBe(0);
});

it('draws no more vertices of streamed models than the budget, in the same frame and after', async () => {
  interface Models {
    readonly asked: number;
    readonly drawn: number;
    readonly coarseness: number;
  }
  let most = 0;
  for (const view of [
    [116.589, 35.405, 900, 0, -40, 0],
    [116.589, 35.41, 120, 90, -15, 0],
    [116.6, 35.42, 400, 200, -30, 0],
  ]) {
    const drawn = await run<number[]>(`
      scene.setView(${JSON.stringify(view)});
      const drawn = [];
      const stop = widget.scene.postRender.addEventListener(() => drawn.push(scene.stats().models.drawn));
      await scene.settled();
      stop();
      return drawn;`);
    expect(drawn.length).toBeGreaterThan(0);
    for (const each of drawn) expect(each).toBeLessThanOrEqual(VERTICES);
    most = Math.max(most, ...drawn);
  }
  const models = await run<Models>('return scene.stats().models;');
  expect(most).toBeGreaterThan(0);
  expect(models.drawn).toBeLessThanOrEqual(VERTICES);
}, 120_000);

it('names what is under the pointer without waiting for the graphics processor', async () => {
  const answer = await run<{ hit: { layer: string } | null; overtaken: unknown[]; synchronous: number }>(`
    const gl = widget.canvas.getContext('webgl2');
    const own = gl.readPixels;
    let synchronous = 0;
    // Into a buffer of the GPU the last argument is an offset; into an array the page stands still until it is there.
    gl.readPixels = (...values) => {
      if (ArrayBuffer.isView(values[6])) synchronous += 1;
      return own.apply(gl, values);
    };
    let hit = null;
    const overtaken = await Promise.all([1, 2, 3, 4].map((at) => scene.hover(at, at)));
    for (let x = 100; x < 860 && !hit; x += 40) hit = await scene.hover(x, 400);
    delete gl.readPixels;
    return { hit, overtaken: overtaken.slice(0, 3).map((each) => each === undefined), synchronous };`);
  expect(answer.overtaken).toEqual([true, true, true]);
  expect(answer.synchronous).toBe(0);
}, 120_000);

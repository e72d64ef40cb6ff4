import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildCity, buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

const ASSETS = { lamp: 200_000, billboard: 20_000, 'bridge-sensor': 5_000 };
const ALL = 225_000;
/** Of streamed models; the product's own budget is 2,000,000. Less than what is near, so that it has to hold. */
const VERTICES = 60_000;

let browser: Browser;
let server: { url: string; close: () => void };
let page: Page;
const errors: string[] = [];
beforeAll(async () => {
  await buildGallery();
  await buildCity('tiles/jining');
  server = await serve({ '/city/': 'tiles/built/jining', '/': 'dist/gallery' });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 480, height: 270 }, deviceScaleFactor: 1 });
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  await page.goto(`${server.url}/gallery.html?page=bench-metropolis&bare&vertices=${VERTICES}`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
});
afterAll(async () => {
  expect(errors).toEqual([]);
  await browser?.close();
  server?.close();
});

/** Runs `body` in the page: its scene, its spec and how to change it, its tables; `write` writes a property of lamps. */
const run = <Answer>(body: string): Promise<Answer> =>
  page.evaluate(`(async () => {
    const { scene, change, fleet, spec, widget } = window.metropolis;
    const lamps = fleet.get('lamp');
    const bytes = () => scene.stats().uploads.bytesTotal;
    const write = (key, slots, value, secondsAgo) => {
      const property = lamps.shown.properties.indexOf(key);
      for (const slot of slots) lamps.shown.write(property, slot, value, spec.now - 1000 * secondsAgo, 'good');
      const before = bytes();
      scene.touch();
      return bytes() - before;
    };
    const scattered = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 200000);
    ${body}
  })()`) as Promise<Answer>;

it('holds every asset and its state, and goes through time without making or dropping a primitive', async () => {
  interface Seen {
    readonly layers: Record<string, { assets: number; live: number }>;
    readonly primitives: number;
    readonly kept: boolean;
    readonly bytes: number;
  }
  const later = (era: string, hours: number) =>
    run<Seen>(`
      change({ era: '${era}', at: spec.now + ${hours} * 3600e3 });
      widget.scene.render();
      const all = Array.from({ length: widget.scene.primitives.length }, (_, i) => widget.scene.primitives.get(i));
      window.primitives ??= all;
      const kept = all.every((each, i) => each === window.primitives[i] && !each.isDestroyed());
      return { layers: scene.stats().layers, primitives: all.length, kept, bytes: bytes() };`);
  const now = await later('now', 0);
  for (const [layer, assets] of Object.entries(ASSETS))
    expect(now.layers[layer]).toMatchObject({ assets, live: assets });
  const future = await later('future', 9000);
  expect(future).toMatchObject({ primitives: now.primitives, kept: true });
  // Right of now a uniform says that nothing is observed.
  expect(future.bytes - now.bytes).toBeLessThan(ALL);
  const past = await later('past', -2);
  expect(past).toMatchObject({ primitives: now.primitives, kept: true });
  // Two hours ago nothing had been observed yet.
  expect(past.layers['lamp']).toMatchObject({ assets: ASSETS.lamp, live: 0 });
  const back = await later('now', 0);
  expect(back).toMatchObject({ primitives: now.primitives, kept: true });
  expect(back.layers['lamp']).toMatchObject({ live: ASSETS.lamp });
  // A jump judges all: each time no more than their state travels, and the clusters that they count in.
  expect(back.bytes - future.bytes).toBeLessThan(2 * 4 * 1.5 * ALL);
});

it('uploads eight bytes for each asset that changed, however scattered, and nothing for what looks the same', async () => {
  const sent = await run<number[]>(`
    return [
      write('dim', scattered, 40, 9),
      write('dim', scattered, 40, 8),
      write('fault', scattered, 3, 7),
      write('fault', scattered, 0, 6),
      write('fault', scattered, 0, 5),
    ];`);
  const [dimmed, same, alarmed, calmed, calm] = sent as [number, number, number, number, number];
  expect(dimmed).toBeGreaterThan(1000 * 8 * 0.9);
  expect(dimmed).toBeLessThanOrEqual(8192);
  expect(same).toBe(0);
  // Alerts travel in their clusters as well, five sizes.
  for (const bytes of [alarmed, calmed]) {
    expect(bytes).toBeGreaterThan(1000 * 8 * 0.9);
    expect(bytes).toBeLessThan(1000 * 8 * 6);
  }
  expect(calm).toBe(0);
});

it('names what is under the pointer, of every layer, without waiting for the graphics processor', async () => {
  const { asked, told, synchronous, overtaken } = await run<
    Record<'asked' | 'told' | 'overtaken', unknown[]> & { synchronous: number }
  >(`
    const placeOf = (id, slot) => fleet.get(id).assets.positions.subarray(3 * slot, 3 * slot + 2);
    const [aimLon, aimLat] = placeOf('bridge-sensor', 0);
    change({ labels: false });
    scene.setView([aimLon, aimLat - 0.00453, 600, 0, -50, 0]);
    await scene.settled();
    const { constructor: Cartesian3 } = widget.camera.position;
    const places = [];
    for (const [id, { assets }] of fleet)
      for (let slot = 0; slot < assets.count; slot++) {
        const [lon, lat] = placeOf(id, slot);
        if (Math.abs(lon - aimLon) > 0.008 || Math.abs(lat - aimLat) > 0.006) continue;
        const height = id === 'billboard' ? 4 + 3 : id === 'lamp' ? 10 : 4;
        const at = widget.scene.cartesianToCanvasCoordinates(Cartesian3.fromDegrees(lon, lat, height + 1.6));
        if (at && at.x > 40 && at.x < 440 && at.y > 40 && at.y < 240) places.push({ id: assets.ids[slot], layer: id, at });
      }
    const alone = (one) => places.every((other) => other === one || Math.hypot(other.at.x - one.at.x, other.at.y - one.at.y) > 9);
    const gl = widget.canvas.getContext('webgl2');
    let synchronous = 0;
    // Into a buffer of the GPU the last argument is an offset; into an array the page stands still until it is there.
    gl.readPixels = (...values) => {
      if (ArrayBuffer.isView(values[6])) synchronous += 1;
      return WebGL2RenderingContext.prototype.readPixels.apply(gl, values);
    };
    const target = (layer) => {
      const one = places.find((each) => each.layer === layer && alone(each));
      if (!one) throw new Error('No ' + layer + ' of ' + places.length + ' stands alone on the screen.');
      return one;
    };
    const [lamp, board, sensor] = ['lamp', 'billboard', 'bridge-sensor'].map(target);
    const asked = [lamp, board, sensor].map(({ id, layer }) => ({ layer, id }));
    // The pointer has left the first three before there is an answer.
    const points = [1, 2, 3].map((at) => ({ x: at, y: at }));
    const hovered = await Promise.all([...points, lamp.at].map(({ x, y }) => scene.hover(x, y)));
    const told = [hovered.pop(), await scene.pick(board.at.x, board.at.y), await scene.hover(sensor.at.x, sensor.at.y)];
    delete gl.readPixels;
    return { asked, told, synchronous, overtaken: hovered.map((each) => each === undefined) };`);
  expect(overtaken).toEqual([true, true, true]);
  expect(told).toEqual(asked);
  expect(synchronous).toBe(0);
});

it('from afar counts alerts by severity in badges, the worst first and largest, and keeps count of what changes', async () => {
  interface Colours {
    readonly red: number;
    readonly orange: number;
    readonly yellow: number;
  }
  const [many, none, one, two, back] = await run<Colours[]>(`
    change({ layers: ['lamp'], labels: false });
    scene.setView([116.589, 35.412, 9000, 0, -90, 0]);
    await scene.settled();
    const gl = widget.canvas.getContext('webgl2');
    const near = (pixels, [r, g, b]) => {
      let found = 0;
      for (let i = 0; i < pixels.length; i += 4)
        if (Math.hypot(pixels[i] - r, pixels[i + 1] - g, pixels[i + 2] - b) < 26) found += 1;
      return found;
    };
    // The status colours of the day.
    const look = () => {
      widget.scene.requestRender();
      widget.scene.render();
      const pixels = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight);
      const bound = gl.getParameter(gl.FRAMEBUFFER_BINDING);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      gl.bindFramebuffer(gl.FRAMEBUFFER, bound);
      return { red: near(pixels, [200, 32, 47]), orange: near(pixels, [212, 96, 10]), yellow: near(pixels, [184, 134, 0]) };
    };
    const faults = lamps.shown.values[lamps.shown.properties.indexOf('fault')];
    const before = faults.slice();
    const faulty = [...faults.keys()].filter((slot) => faults[slot] > 0);
    const seen = [look()];
    write('fault', faulty, 0, 4);
    seen.push(look());
    // Well within one square of the size that is shown.
    const distance = (slot) => Math.hypot(lamps.assets.positions[3 * slot] - 116.597, lamps.assets.positions[3 * slot + 1] - 35.419);
    const nearest = [...faults.keys()].slice(0, 200000).sort((a, b) => distance(a) - distance(b)).slice(0, 40);
    write('fault', nearest.slice(0, 1), 3, 3);
    seen.push(look());
    write('fault', nearest.slice(1, 40), 2, 3);
    seen.push(look());
    for (const value of [1, 2, 3]) write('fault', faulty.filter((slot) => before[slot] === value), value, 2);
    seen.push(look());
    return seen;`);
  for (const severity of ['red', 'orange', 'yellow'] as const) expect(many?.[severity]).toBeGreaterThan(100);
  expect(none).toEqual({ red: 0, orange: 0, yellow: 0 });
  expect(one?.red).toBeGreaterThan(20);
  expect(one).toMatchObject({ orange: 0, yellow: 0 });
  // With a number both badges are larger, and the red one is the largest though it is but one.
  expect(two?.red).toBeGreaterThan((one?.red ?? 0) * 1.3);
  expect(two?.orange).toBeGreaterThan(20);
  expect(two?.yellow).toBe(0);
  expect(back?.red).toBeGreaterThan((many?.red ?? 0) * 0.8);
});

it('draws no more vertices of streamed models than the budget, in the same frame and after', async () => {
  let most = 0;
  await run('change({ layers: [], tilesets: window.metropolis.models })');
  for (const view of [
    [116.589, 35.41, 120, 90, -15, 0],
    [116.589, 35.405, 900, 0, -40, 0],
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
  expect(most).toBeGreaterThan(0);
});

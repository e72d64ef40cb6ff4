import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open, ready } from './browser.ts';
import { ASIDE, ASIDE_FROZEN, run, session, stats, still } from './journey.ts';
import { startTwin, until } from './twin.ts';

const url = inject('twinUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('trouble', () => {
  it('recovers camera, clock, scenario and selection after a lost WebGL context', async () => {
    const twin = await open(
      browser,
      `${url}/?quality=test&scenario=guanghe-poles.B&t=T5&select=WL-01&view=116.59,35.4196,300,10,-35,0`,
    );
    await still(twin);
    const before = await session(twin);
    await twin.page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    const after = await until(
      async () => {
        const each = await stats(twin);
        return each.contextLosses === 1 && each.frames > 0 && each.tiles.loaded > 0 && each;
      },
      90_000,
      'a rebuilt scene',
    );
    await still(twin);
    expect(after.layers.lamp?.assets).toBeGreaterThan(12_000);
    const now = await session(twin);
    for (const key of ['playhead', 'scenario', 'select'] as const) expect(now[key], key).toEqual(before[key]);
    now.view?.forEach((each, i) => {
      expect(each).toBeCloseTo(before.view?.[i] ?? Number.NaN, 2);
    });
    await twin.close();
  });

  it('loads the page anew, in its view, when a part of the program is not there any more', async () => {
    const twin = await open(browser, `${url}/?quality=test&layers=lamp&${ASIDE_FROZEN}`, { width: 640, height: 400 });
    const before = await session(twin);
    let gone = true;
    await twin.page.route('**/assets/OwnDialog*', (route) => (gone ? route.abort() : route.continue()));
    await twin.page.evaluate('window.earlier = true');
    await run(twin, 'panel.own', true);
    await until(() => twin.page.evaluate(`!('earlier' in window) && 'twin' in window`), 60_000, 'another page');
    gone = false;
    await ready(twin.page);
    await run(twin, 'panel.own', true);
    await twin.page.locator('.own-data').waitFor();
    expect((await session(twin)).view?.map((each) => each.toFixed(2))).toEqual(
      before.view?.map((each) => each.toFixed(2)),
    );
    await twin.close();
  });

  it('says when the gateway is gone, keeps the last values, and comes back by itself', async () => {
    const own = await startTwin({ NOW: '2026-11-23T12:00:00+08:00', BACKFILL_DAYS: '0', MQTT_PORT: '0' });
    const port = new URL(own.url).port;
    const twin = await open(browser, `${own.url}/?quality=test&${ASIDE}`);
    await until(async () => ((await stats(twin)).layers.lamp?.live ?? 0) > 10_000, 60_000, 'lamps live');
    const before = await session(twin);
    await own.stop();
    // Nothing on screen may still pass for live: every last value is marked.
    await until(
      async () => Object.values((await stats(twin)).layers).every((layer) => layer.live + layer.late === 0),
      5_000,
      'every value stale',
    );
    expect((await stats(twin)).layers.lamp?.stale).toBeGreaterThan(10_000);
    await until(
      async () =>
        /连接|网关|断/.test(
          await twin.page
            .locator('[role="alert"], [role="status"]')
            .allTextContents()
            .then((all) => all.join(' ')),
        ),
      20_000,
      'a banner',
    );
    expect((await stats(twin)).layers.lamp?.assets).toBeGreaterThan(10_000);
    const again = await startTwin({ NOW: '2026-11-23T12:05:00+08:00', BACKFILL_DAYS: '0', PORT: port, MQTT_PORT: '0' });
    await until(async () => (await again.health()).clients >= 1, 60_000, 'the client joined again');
    await until(async () => ((await stats(twin)).layers.lamp?.live ?? 0) > 10_000, 60_000, 'lamps live again');
    const after = await session(twin);
    for (const key of ['playhead', 'scenario', 'select', 'view'] as const) expect(after[key], key).toEqual(before[key]);
    await again.stop();
    await twin.close();
  });

  it('opens the rest of the city when tiles are broken, and names them', async () => {
    const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
    const page = await context.newPage();
    await page.route(/\/city\/tiles\/buildings\/.*\.glb/, (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto(`${url}/?quality=test&view=116.5965,35.4195,900,0,-35,0`);
    await until(() => page.evaluate('window.twin !== undefined'), 60_000, 'window.twin');
    await until(
      async () => ((await page.locator('body').textContent()) ?? '').includes('buildings'),
      60_000,
      'a notice that names the tileset',
    );
    expect(
      ((await page.evaluate('window.twin.stats()')) as { layers: { lamp: { assets: number } } }).layers.lamp.assets,
    ).toBeGreaterThan(10_000);
    await context.close();
  });

  it('gives a public screen public fields only, and nothing to write with', async () => {
    const bodies: string[] = [];
    const context = await browser.newContext({ viewport: { width: 540, height: 960 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('response', async (response) => {
      if (/\/(api|city)\/.*(table|catalog|alerts|scenarios|assets)/.test(response.url()))
        bodies.push(await response.text().catch(() => ''));
    });
    await page.goto(`${url}/?mode=exhibition&quality=test`);
    await until(() => page.evaluate('window.twin !== undefined'), 60_000, 'window.twin');
    await until(() => bodies.join('').length > 1_000_000, 30_000, 'the city read');
    const all = bodies.join('\n');
    expect(all.length).toBeGreaterThan(100_000);
    for (const key of ['"mounts"', '"feeder"', '"owner"', '"strainLimit"', '"permitExpires"', '"vehicleLoad"'])
      expect(all, key).not.toContain(key);
    const refused = await page.evaluate(
      async () =>
        (
          await fetch('/api/observations?role=public', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: '[]',
          })
        ).status,
    );
    expect(refused).toBe(403);
    expect(await page.locator('body').textContent()).toMatch(/示意场景|审图号/);
    await context.close();
  });

  it('goes back and forward through what was done', async () => {
    const twin = await open(browser, `${url}/?quality=test&${ASIDE_FROZEN}`);
    await run(twin, 'scenario.open', 'guanghe-poles.B');
    await twin.page.waitForURL(/scenario=guanghe-poles\.B/);
    await run(twin, 'time.set', 'T6');
    await twin.page.waitForURL(/t=T6/);
    await twin.page.goBack();
    await until(async () => (await session(twin)).playhead.kind === 'now', 10_000, 'back at now');
    await twin.page.goForward();
    await until(async () => (await session(twin)).playhead.kind === 'slice', 10_000, 'forward at T6');
    await twin.close();
  });
});

import { connect } from 'mqtt';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { layerOf } from '../../src/domain/layers/table.ts';
import { launch, open } from './browser.ts';
import { ASIDE, run, session, stats } from './journey.ts';
import type { Health } from './twin.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** A school's house stands where the test clicks. */
const OVER_HOUSES = '116.592,35.4135,420,0,-70,0';
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const health = async () => (await (await fetch(`${url}/healthz`)).json()) as Health;

describe('the running city', () => {
  it('answers healthz with a live simulator feed', async () => {
    const answer = await until(
      async () => {
        const each = await health();
        return each.feeds.some((feed) => feed.id === 'simulator' && feed.state === 'live') && each;
      },
      60_000,
      'simulator feed live',
    );
    expect(answer.status).toBe('ok');
    // Our own source sends nothing that our own gateway refuses, its back-filled past included.
    expect(answer.rejectedByReason).toEqual({});
  });

  it('stands complete on screen, fed, from its own origin alone', async () => {
    const twin = await open(browser, `${url}/?quality=test`);
    const seen = await until(
      async () => {
        const each = await stats(twin);
        return each.layers.lamp && each.layers.lamp.live > 11_000 && each;
      },
      60_000,
      'lamps live',
    );
    expect(seen.tiles.features).toBeGreaterThanOrEqual(30_000);
    expect(seen.layers.lamp?.assets).toBeGreaterThanOrEqual(12_000);
    expect(seen.layers.billboard?.assets).toBeGreaterThanOrEqual(1_500);
    expect(seen.layers.bridge?.assets).toBe(5);
    expect(seen.layers.waterlogging?.assets).toBe(5);
    expect(seen.layers.greenway?.assets).toBeGreaterThan(10);
    expect(seen.layers.cabinet?.assets).toBeGreaterThan(50);
    for (const [id, layer] of Object.entries(seen.layers))
      if (layerOf(id).properties.length > 0) expect(layer.live + layer.late + layer.stale, id).toBeGreaterThan(0);
    expect(twin.errors).toEqual([]);
    expect(twin.foreign).toEqual([]);
    await twin.close();
  });

  it('tells of a building that is clicked what it is, from its tile and the file beside it', async () => {
    const twin = await open(browser, `${url}/?quality=test&layers=none&view=${OVER_HOUSES}`);
    const { page } = twin;
    const frame = (await page.locator('.scene-area').boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    const card = page.getByRole('region', { name: '建筑' });
    await page.mouse.click(frame.x + 0.42 * frame.width, frame.y + 0.4 * frame.height);
    await card.waitFor({ timeout: 60_000 });
    expect(await card.locator('.tag').textContent()).toBe('示意');
    const [id] = (await card.textContent())?.match(/B-\d+/) ?? [];
    expect(id).toBeDefined();
    const term = async (name: string) => {
      const row = card.locator('dl.attributes > div', { has: page.getByText(name, { exact: true }) });
      return (await row.locator('dd').textContent()) ?? '';
    };
    const metres = Number.parseFloat(await term('高度'));
    const storeys = Number.parseFloat(await term('层数'));
    expect(metres / storeys, 'metres a storey').toBeGreaterThan(2.5);
    expect(metres / storeys).toBeLessThan(6);
    expect(await page.locator('.measure-ring').count()).toBe(1);
    await twin.shot('building');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    expect(await page.locator('.measure-ring').count()).toBe(0);
    expect(twin.errors).toEqual([]);
    await twin.close();
  });

  it('shows a message published from outside within a second', async () => {
    const twin = await open(browser, `${url}/?quality=test&select=WL-01&${ASIDE}`);
    const { mqtt, now } = await health();
    const client = connect(`mqtt://127.0.0.1:${mqtt.port}`);
    const depth = 11.5 + Math.random() * 2;
    await new Promise((resolve) => client.once('connect', resolve));
    await client.publishAsync(
      'twin/waterlogging/WL-01/depth',
      JSON.stringify({ value: depth, time: new Date(now).toISOString(), quality: 'good' }),
      { qos: 1 },
    );
    const text = depth.toFixed(1);
    await until(
      async () => ((await twin.page.locator('body').textContent()) ?? '').includes(text),
      3_000,
      `depth ${text} on screen`,
    );
    await client.endAsync();
    await twin.close();
  });

  it('draws nothing while frozen and untouched, though messages arrive; another city style is a few frames and no upload', async () => {
    const twin = await open(
      browser,
      `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=116.5965,35.4195,900,0,-35,0`,
    );
    await until(async () => (await stats(twin)).tiles.pending === 0, 60_000, 'tiles settled');
    let before = (await stats(twin)).frames;
    await until(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const now = (await stats(twin)).frames;
        const still = now === before;
        before = now;
        return still;
      },
      30_000,
      'a still screen',
    );
    const frozen = await stats(twin);
    const messagesBefore = (await health()).feeds.find((feed) => feed.id === 'simulator')?.lastObservation;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const after = await stats(twin);
    const messagesAfter = (await health()).feeds.find((feed) => feed.id === 'simulator')?.lastObservation;
    expect(messagesAfter).not.toBe(messagesBefore);
    expect(after.frames - frozen.frames).toBe(0);
    expect(after.uploads.bytesTotal).toBe(frozen.uploads.bytesTotal);

    for (const [name, style] of [
      ['白模', 'white'],
      ['状态', 'status'],
      ['透视', 'translucent'],
      ['实景', null],
    ] as const) {
      const { frames, uploads, primitives } = await stats(twin);
      await twin.page.getByRole('button', { name, exact: true }).click();
      await until(async () => (await stats(twin)).frames > frames, 30_000, `a frame in ${name}`);
      await until(() => new URL(twin.page.url()).searchParams.get('style') === style, 5_000, `style in the link`);
      const drawn = await stats(twin);
      expect(drawn.primitives).toBe(primitives);
      expect(drawn.uploads.bytesTotal - uploads.bytesTotal).toBeLessThan(1024 * 1024);
    }
    await twin.page.keyboard.press('y');
    expect(await session(twin)).toMatchObject({ style: 'white' });
    await run(twin, 'undo');
    expect(await session(twin)).toMatchObject({ style: 'natural' });
    await twin.close();
  });

  it('leaves out what a link names and does not exist, and says so once', async () => {
    const twin = await open(
      browser,
      `${url}/?quality=test&layers=lamp,trams&select=NO-SUCH&scenario=nothing.A&${ASIDE}`,
    );
    const text = await twin.page.locator('body').textContent();
    for (const name of ['trams', 'NO-SUCH', 'nothing.A']) expect(text).toContain(name);
    expect((await stats(twin)).layers.lamp?.visible).toBeGreaterThan(0);
    expect(twin.errors).toEqual([]);
    await twin.close();
  });

  it('counts and keeps what it rejects, and never draws it', async () => {
    const { mqtt, now, rejected, rejectedByReason } = await health();
    const client = connect(`mqtt://127.0.0.1:${mqtt.port}`);
    await new Promise((resolve) => client.once('connect', resolve));
    const time = new Date(now).toISOString();
    const send = (topic: string, payload: unknown) =>
      client.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), { qos: 1 });
    await send('twin/lamp/LP-00001/power', '{not json');
    await send('twin/lamp/NO-SUCH-LAMP/power', { value: 10, time });
    await send('twin/waterlogging/WL-01/depth', { value: 9999, time });
    await send('twin/waterlogging/WL-01/depth', { value: 5, time: new Date(now + 3_600_000).toISOString() });
    await client.endAsync();
    const after = await until(
      async () => {
        const each = await health();
        return each.rejected >= rejected + 4 && each;
      },
      10_000,
      'four rejects counted',
    );
    for (const reason of ['malformed', 'unknown-asset', 'out-of-range', 'in-future'])
      expect(after.rejectedByReason[reason] ?? 0, reason).toBeGreaterThan(rejectedByReason[reason] ?? 0);
  });
});

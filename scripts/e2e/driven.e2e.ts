import { createServer, type Server } from 'node:http';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open } from './browser.ts';
import { ASIDE_FROZEN, session } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const FROZEN = 'freeze=2026-11-23T12:00:00%2B08:00';
const NOW = Date.parse('2026-11-23T12:00:00+08:00');
const HOUR = 3_600_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the inspector', () => {
  it('charts an hour, a day and a week of what the store holds', async () => {
    const twin = await open(browser, `${url}/?quality=test&layers=bridge&select=BR-01&${ASIDE_FROZEN}`);
    const chart = twin.page.locator('.chart');
    const label = () => chart.getByRole('img').getAttribute('aria-label');
    for (const [name, hours, step] of [
      ['1 小时', 1, HOUR / 120],
      ['24 小时', 24, HOUR / 6],
      ['7 天', 168, HOUR],
    ] as const) {
      await chart.getByRole('button', { name }).click();
      const to = Math.ceil(NOW / step) * step;
      const stored = await whole('BR-01', 'deflection', to - hours * HOUR, to);
      const text = await until(
        async () => {
          const each = (await label()) ?? '';
          return each.includes(`，${name}，`) && each;
        },
        20_000,
        `the chart of ${name}`,
      );
      expect(text, name).toContain(
        `最低 ${stored.min.toFixed(1)}，最高 ${stored.max.toFixed(1)}，`.replaceAll('-', '−'),
      );
    }
    expect(twin.errors).toEqual([]);
    await twin.close();
  });

  /** Extremes of one property over a whole span, in one bucket of the store. */
  async function whole(asset: string, property: string, from: number, to: number) {
    const query = new URLSearchParams({ property, from: `${from}`, to: `${to}`, bucket: `${(to - from) / 1000}s` });
    const points = (await (await fetch(`${url}/api/assets/${asset}/history?${query}`)).json()) as {
      min: number;
      max: number;
    }[];
    expect(points.length, 'one bucket holds the whole span').toBe(1);
    return points[0] as { min: number; max: number };
  }
});

describe('fingers', () => {
  it('spread over the city to come nearer', async () => {
    const twin = await open(browser, `${url}/?quality=test&${FROZEN}&view=116.5965,35.4195,900,0,-60,0`);
    const touch = await twin.context.newCDPSession(twin.page);
    const heightOf = async () => (await session(twin)).view?.[2] ?? 0;
    const before = await heightOf();
    const fingers = (apart: number) => [
      { x: 480 - apart, y: 300, id: 1 },
      { x: 480 + apart, y: 300, id: 2 },
    ];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) });
    for (let apart = 40; apart <= 130; apart += 10)
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const after = await until(
      async () => {
        const now = await heightOf();
        return now < before * 0.9 && now;
      },
      30_000,
      'a lower camera',
    );
    expect(after).toBeGreaterThan(20);
    expect(twin.errors).toEqual([]);
    await twin.close();
  });
});

describe('a visitor', () => {
  it('walks through bridge and water, leaves, and is forgotten', async () => {
    const context = await browser.newContext({
      viewport: { width: 540, height: 960 },
      deviceScaleFactor: 0.5,
      hasTouch: true,
      reducedMotion: 'reduce',
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    // Time flows as it does, and can be put forward: nobody waits a minute for somebody to have left.
    await page.clock.install();
    await page.goto(`${url}/?mode=exhibition&quality=test`);
    await until(() => page.evaluate('window.twin !== undefined'), 60_000, 'window.twin');
    await page.evaluate('window.twin.ready');
    const slider = page.locator('.story-slider input');
    const state = () => page.evaluate('window.twin.state()') as Promise<VisitorState>;

    await tap(page.getByRole('button', { name: '大桥' }));
    await until(async () => (await slider.count()) === 1, 20_000, 'the slider of the bridge');
    expect((await state()).layers).toEqual(['bridge']);
    await until(async () => /\d/.test(await figure(page)), 20_000, 'a deflection');
    await slide(page, 0.5);
    const noon = (await state()).playhead;
    expect(noon.kind).toBe('instant');
    const { min, max } = await page.evaluate(() => {
      const input = document.querySelector('.story-slider input') as HTMLInputElement;
      return { min: Number(input.min), max: Number(input.max) };
    });
    expect(max - min).toBe(24 * HOUR);
    expect(Math.abs((noon.at ?? 0) - (min + max) / 2)).toBeLessThan(HOUR);
    const then = await until(
      async () => {
        const points = await replayed(noon.at ?? 0);
        const text = await figure(page);
        return text.includes(points) && text;
      },
      20_000,
      'the deflection that was measured then',
    );
    expect(then).toContain('mm');

    await tap(page.getByRole('button', { name: '积水' }));
    await until(async () => (await state()).layers.join() === 'waterlogging', 20_000, 'the water story');
    expect((await state()).playhead.kind).toBe('now');
    await slide(page, 0.95);
    await until(async () => /cm/.test(await figure(page)), 20_000, 'a depth');
    await tap(page.getByRole('button', { name: '切换到英文' }));
    await until(async () => (await state()).language === 'en', 10_000, 'English');

    await page.clock.fastForward(46_000);
    const countdown = page.locator('.countdown');
    await until(async () => (await countdown.count()) === 1, 10_000, 'the countdown');
    await tap(countdown.getByRole('button'));
    await until(async () => (await countdown.count()) === 0, 10_000, 'somebody is still there');
    expect((await state()).layers).toEqual(['waterlogging']);
    await page.clock.fastForward(46_000);
    await until(async () => (await countdown.count()) === 1, 10_000, 'the countdown again');
    await page.clock.fastForward(11_000);
    await until(async () => (await page.locator('.attract').count()) === 1, 10_000, 'the attract loop');
    const wiped = await state();
    expect(wiped).toMatchObject({ playhead: { kind: 'now' }, scenario: null, select: null, language: 'zh' });
    expect(wiped.layers.length).toBeGreaterThan(4);
    expect(errors).toEqual([]);
    await context.close();
  });

  interface VisitorState {
    readonly playhead: { readonly kind: string; readonly at?: number };
    readonly layers: readonly string[];
    readonly language: string;
  }

  const figure = async (page: Page) => (await page.locator('.story-figure').first().textContent()) ?? '';

  /** A finger on the glass; it does not wait for two quiet frames, which software WebGL seldom grants. */
  async function tap(target: Locator): Promise<void> {
    const box = await until(() => target.boundingBox(), 20_000, 'something to touch');
    await target.page().touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  }

  /** Drags the one large control to a share of its range, as a finger does. */
  async function slide(page: Page, share: number): Promise<void> {
    const box = await page.locator('.story-slider input').boundingBox();
    if (!box) throw new Error('The story has no slider on screen.');
    await page.touchscreen.tap(box.x + box.width * share, box.y + box.height / 2);
  }

  /** What the store says the longest bridge's deflection was, as the card writes it. */
  async function replayed(at: number): Promise<string> {
    const query = new URLSearchParams({ at: `${Math.round(at)}`, role: 'public' });
    const { features } = (await (await fetch(`${url}/api/layers/bridge/assets?${query}`)).json()) as {
      features: { properties: Record<string, unknown> }[];
    };
    const longest = features
      .map((each) => JSON.parse(JSON.stringify(each.properties)) as Record<string, never>)
      .sort((a, b) => Number(find(b, 'mainSpan')) - Number(find(a, 'mainSpan')))[0];
    return Number(find(find(longest, 'deflection'), 'value'))
      .toFixed(1)
      .replace('-', '−');
  }

  function find(value: unknown, key: string): unknown {
    if (typeof value !== 'object' || value === null) return undefined;
    if (key in value) return (value as Record<string, unknown>)[key];
    for (const each of Object.values(value)) {
      const found = find(each, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
});

describe('a page around the product', () => {
  let server: Server;
  const port = inject('parentPort');
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>CIM</title><iframe width="900" height="500" src="${url}/?quality=test&${ASIDE_FROZEN}"></iframe>
        <script>window.heard = []; addEventListener('message', (event) => heard.push(event.data));
        window.ask = (message) => frames[0].postMessage(message, '*');</script>`);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('drives it by postMessage when it is allowed to', async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    let next = 0;
    const ask = async (twin: string, argument?: unknown): Promise<Answer> => {
      const id = ++next;
      return until(
        async () => {
          await page.evaluate((message) => (window as never as Asking).ask(message), { twin, id, argument });
          return (await heard(page)).find((each) => each.id === id && each.twin === undefined);
        },
        90_000,
        `an answer to ${twin}`,
      );
    };
    expect(await ask('ready')).toMatchObject({ result: null });
    await ask('on', 'select');
    expect(await ask('run', ['asset.select', 'BR-01'])).toMatchObject({ result: null });
    expect((await ask('state')).result).toMatchObject({ select: 'BR-01' });
    expect((await ask('stats')).result).toMatchObject({ layers: { bridge: { assets: 5 } } });
    await until(
      async () => (await heard(page)).some((each) => each.twin === 'event' && each.detail === 'BR-01'),
      5_000,
      'the event of the selection',
    );
    expect((await ask('run', ['asset.select', 'NOBODY'])).error).toContain('NOBODY');
    expect((await ask('fly')).error).toContain('ready, state, run');
    await page.close();
  });

  it('is neither shown nor answered when it is a stranger', async () => {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/`);
    const blocked = await until(() => page.frames()[1]?.url() ?? '', 10_000, 'the frame');
    expect(blocked, 'the browser refuses to frame it').toMatch(/^chrome-error:/);
    // In a window of its own it opens, and keeps silent.
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((address) => {
        (window as never as { other: Window | null }).other = window.open(address);
      }, `${url}/?quality=test&${ASIDE_FROZEN}`),
    ]);
    await until(() => opened.evaluate('window.twin !== undefined'), 60_000, 'window.twin');
    await page.evaluate(() =>
      (window as never as { other: Window }).other.postMessage(
        { twin: 'run', id: 1, argument: ['asset.select', 'BR-01'] },
        '*',
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await heard(page)).toEqual([]);
    expect(((await opened.evaluate('window.twin.state()')) as { select: unknown }).select).toBeNull();
    await opened.close();
    await page.close();
  });

  interface Answer {
    readonly id?: number;
    readonly twin?: string;
    readonly detail?: unknown;
    readonly result?: unknown;
    readonly error?: string;
  }
  interface Asking {
    ask(message: unknown): void;
  }
  const heard = (page: Page) => page.evaluate('window.heard') as Promise<Answer[]>;
});

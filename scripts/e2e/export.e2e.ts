import type { Browser, CDPSession } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, savedBytes, type TwinPage } from './browser.ts';
import { run, stats } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const VIEW = '116.5905,35.42085,120,90,-22,0';
/** 60 m from south to north across the middle of the picture: 297 m to the east, where a view from 120 m, 22° down, meets the ground. */
const MEASURE = 'distance:116.59377,35.42058,0;116.59377,35.42112,0';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}&scenario=guanghe-poles.B&t=T5&measure=${MEASURE}`;
let browser: Browser;
let twin: TwinPage;
let devtools: CDPSession;
beforeAll(async () => {
  browser = await launch();
  twin = await open(browser, LINK);
  await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
  devtools = await twin.context.newCDPSession(twin.page);
});
afterAll(() => browser.close());

/** What scripts hold: objects, what the page keeps for them, and buffers beside the heap, bytes; garbage is gone first on demand. */
async function heap(clean = false): Promise<number> {
  if (clean) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** Does `work` and answers the highest heap that was seen meanwhile, bytes. */
async function highest(work: Promise<unknown>): Promise<number> {
  let most = 0;
  let done = false;
  void work.finally(() => {
    done = true;
  });
  while (!done) {
    most = Math.max(most, await heap());
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return most;
}

async function downloaded(button: string): Promise<{ name: string; bytes: Buffer; heap: number }> {
  const coming = twin.page.waitForEvent('download', { timeout: 300_000 });
  await twin.page.getByRole('button', { name: button }).click();
  const most = await highest(coming);
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await savedBytes(download), heap: most };
}

it('a picture has the pixels that were asked for, its stamp, what is measured, and leaves the scene as it was', async () => {
  await run(twin, 'panel.export', true);
  const idle = await heap(true);
  await twin.page.getByRole('region', { name: '图片 PNG' }).getByLabel('尺寸').selectOption('hd');
  const { name, bytes, heap: most } = await downloaded('保存图片');
  expect(name).toMatch(/-1920x1080\.png$/);
  const { width, height, data } = PNG.sync.read(bytes);
  expect([width, height]).toEqual([1920, 1080]);
  const colours = new Set<number>();
  for (let i = 0; i < data.length; i += 4 * 997) colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
  expect(colours.size).toBeGreaterThan(100);
  // The strip below is dark with light letters on both sides.
  const strip = (from: number, to: number) => {
    let light = 0;
    for (let x = from; x < to; x++)
      for (let y = height - 24; y < height - 8; y++) if (data[4 * (y * width + x)]! > 180) light += 1;
    return light;
  };
  expect(strip(0, 400)).toBeGreaterThan(200);
  expect(strip(1500, 1910)).toBeGreaterThan(200);
  // No surface is as white as the measured line, which runs across the middle.
  const white = (x: number, y: number) => [0, 1, 2].every((c) => data[4 * (y * width + x) + c]! > 249);
  for (const x of [900, 1020])
    expect(
      Array.from({ length: 24 }, (_, i) => white(x, height / 2 - 12 + i)),
      `at ${x}`,
    ).toContain(true);
  expect(most).toBeLessThan(2 * idle);
  const canvas = await twin.page.evaluate(() => {
    const { width, clientWidth, clientHeight } = document.querySelector('canvas') as HTMLCanvasElement;
    return { width, clientWidth, clientHeight };
  });
  expect(canvas.width).toBeLessThanOrEqual(canvas.clientWidth);
  await twin.shot('export-dialog');
});

it('a time-lapse of the whole plan plays in Chromium for as long as it was to last', async () => {
  const part = twin.page.getByRole('region', { name: '延时视频' });
  await part.getByLabel('尺寸').selectOption('small');
  await part.getByLabel('时长（秒）').fill('20');
  await part.getByLabel('帧率（帧/秒）').fill('1');
  const idle = await heap(true);
  const { name, bytes, heap: most } = await downloaded('生成视频');
  expect(name).toMatch(/-640x360\.(mp4|webm)$/);
  expect(most).toBeLessThan(2 * idle);
  const type = name.endsWith('mp4') ? 'video/mp4' : 'video/webm';
  // The product's own pages play nothing.
  const player = await twin.context.newPage();
  const film = (await player.evaluate(
    async ([data, mime]) => {
      const blob = new Blob([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], { type: mime });
      const video = Object.assign(document.createElement('video'), { muted: true, src: URL.createObjectURL(blob) });
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      const pen = Object.assign(document.createElement('canvas'), { width: 64, height: 36 }).getContext('2d')!;
      const at = async (seconds: number) => {
        video.currentTime = seconds;
        await new Promise((resolve) => {
          video.onseeked = resolve;
        });
        pen.drawImage(video, 0, 0, 64, 36);
        return [...pen.getImageData(0, 0, 64, 33).data];
      };
      const [first, last] = [await at(0.1), await at(19.5)];
      await video.play();
      return {
        duration: video.duration,
        size: [video.videoWidth, video.videoHeight],
        moved: first.reduce((sum, value, i) => sum + Math.abs(value - (last[i] as number)), 0) / first.length,
      };
    },
    [bytes.toString('base64'), type] as const,
  )) as { duration: number; size: number[]; moved: number };
  await player.close();
  expect(film.duration).toBeCloseTo(20, 0);
  expect(film.size).toEqual([640, 360]);
  expect(film.moved).toBeGreaterThan(0.3);
  expect(await twin.page.evaluate('new URLSearchParams(location.search).get("t")')).toBe('T5');
  expect(twin.errors).toEqual([]);
});

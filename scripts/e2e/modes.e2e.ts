import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, open, ready, type TwinPage } from './browser.ts';
import { ASIDE, contrast, run, session, still } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const SCREENS = 'scripts/e2e/screens';
const DAY = '2026-11-23T11:30:00+08:00';
const NIGHT = '2026-11-22T20:30:00+08:00';
const MODES = [
  { mode: 'review', width: 1440, height: 900 },
  { mode: 'hall', width: 1920, height: 1080 },
  { mode: 'exhibition', width: 1080, height: 1920 },
] as const;

const UPDATE = process.env['UPDATE'] !== undefined;
/** Pictures of the README show trees and windows; the check that nothing is broken does without them on software GL. */
const QUALITY = UPDATE ? 'medium' : 'low';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('three modes', () => {
  it.each(MODES)(
    "'$mode' looks like a product by day and by night",
    async ({ mode, width, height }) => {
      const link = (at: string) => `${url}/?quality=${QUALITY}&mode=${mode}&freeze=${encodeURIComponent(at)}`;
      const twin = await open(browser, link(DAY), { width, height, reducedMotion: true, sharp: UPDATE });
      const pictures = new Map<string, PNG>();
      for (const light of ['day', 'night']) {
        // For the README each is live; the check lets the clock go back to the evening before.
        if (light === 'night' && UPDATE) {
          await twin.page.goto(link(NIGHT));
          await ready(twin.page);
        } else if (light === 'night') await run(twin, 'time.set', NIGHT);
        await still(twin);
        await twin.page.evaluate('document.fonts.ready');
        const name = `${mode}-${light}`;
        const shot = await twin.shot(name);
        pictures.set(light, PNG.sync.read(shot));
        const overflow = await twin.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
        if (UPDATE) {
          await mkdir(SCREENS, { recursive: true });
          await writeFile(`${SCREENS}/${name}.png`, shot);
        }
      }
      const [day, night] = [pictures.get('day') as PNG, pictures.get('night') as PNG];
      for (const picture of [day, night]) expect(contrast(picture)).toBeGreaterThan(12);
      expect(brightness(night), 'the evening is darker').toBeLessThan(0.7 * brightness(day));
      expect(twin.errors).toEqual([]);
      expect(twin.foreign).toEqual([]);
      await twin.close();
    },
    UPDATE ? 900_000 : undefined,
  );
});

describe('the command hall', () => {
  it('returns to now after three minutes in which nobody touches it, and not before', async () => {
    const twin = await open(browser, `${url}/?mode=hall&quality=test&t=${encodeURIComponent(DAY)}&${ASIDE}`, {
      reducedMotion: true,
    });
    const kind = async () => (await session(twin)).playhead.kind;
    expect(await kind()).toBe('instant');
    await twin.page.mouse.move(400, 300);
    await skip(twin, 160);
    expect(await kind(), 'twenty seconds early').toBe('instant');
    await twin.page.mouse.move(410, 300);
    await skip(twin, 160);
    expect(await kind(), 'somebody moved the mouse').toBe('instant');
    await skip(twin, 30);
    await until(async () => (await kind()) === 'now', 20_000, 'now');
    expect(twin.errors).toEqual([]);
    await twin.close();
  });
});

/** Sets the page's own clock ahead and lets the hall look at it, which it does twice a second: nobody waits three minutes. */
async function skip(twin: TwinPage, seconds: number): Promise<void> {
  await twin.page.evaluate((ms) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + ms;
  }, seconds * 1000);
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

/** Mean of red, green and blue, 0–255. */
function brightness({ data }: PNG): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += (data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0);
  return sum / (3 * (data.length / 4));
}

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { run, stats, still } from './journey.ts';
import { restoreBuilt, saved, signIn } from './planning.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const VIEW = '116.5905,35.42085,70,90,-22,0';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=${VIEW}`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** About where a carrier of 洸河路 stands in `VIEW`, pixels of the canvas: a pick takes long on software GL. */
const NEAR = { x: [455, 461, 449, 467], y: [311, 305, 317, 299, 323, 188] };

/** A planned carrier that can be taken hold of in the open middle of the screen. */
async function carrierOnScreen(twin: TwinPage): Promise<Spot> {
  const box = await twin.page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('no canvas');
  const found = (await twin.page.evaluate(async ({ x: across, y: down }) => {
    const { twin: api } = window as never as {
      twin: { pick(x: number, y: number): Promise<{ id: string } | null> };
    };
    for (const y of down)
      for (const x of across) {
        const hit = await api.pick(x, y);
        if (hit?.id.startsWith('MF-')) return { id: hit.id, x, y };
      }
    return null;
  }, NEAR)) as Spot | null;
  if (!found) throw new Error('no carrier is on screen');
  return { id: found.id, x: box.x + found.x, y: box.y + found.y };
}

const edited = (twin: TwinPage) =>
  twin.page.evaluate('({ ...window.twin.state().scenario, editing: window.twin.state().editing })') as Promise<{
    readonly alternative: string;
    readonly editing: readonly string[] | null;
  }>;
const chainage = async (twin: TwinPage) => Number(await twin.page.getByLabel('桩号 m').first().inputValue());
const judged = (twin: TwinPage) => twin.page.locator('.edit-findings[aria-busy="false"]').waitFor({ timeout: 60_000 });

it('洸河路 is planned, edited by hand, validated, compared with today at T3, and a figure leads to its objects', async () => {
  const twin = await open(browser, LINK);
  await signIn(twin);
  await run(twin, 'scenario.open', 'guanghe-poles.B');
  await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
  await run(twin, 'time.set', 'T6');
  const built = (await stats(twin)).scenario?.poles ?? 0;
  for (const panel of ['layers', 'overview', 'alerts']) await run(twin, `panel.${panel}`, false);

  // Plan.
  await twin.page.locator('details.planner > summary').click();
  await twin.page.getByRole('button', { name: '开始编制' }).click();
  const adopt = twin.page.getByRole('button', { name: '采用为方案 P' });
  await adopt.waitFor({ timeout: 180_000 });
  await adopt.click();
  expect((await stats(twin)).scenario?.alternative).toBe('P');
  const planned = (await stats(twin)).scenario?.poles ?? 0;

  // Edit by hand: a pole is dragged on the canvas, along the road.
  await twin.page.getByRole('button', { name: '手工编辑' }).click();
  await twin.page.getByRole('heading', { name: '手工编辑' }).waitFor();
  await still(twin);
  const spot = await carrierOnScreen(twin);
  await twin.page.mouse.click(spot.x, spot.y);
  await until(async () => (await edited(twin)).editing?.[0] === spot.id, 20_000, 'the carrier in hand');
  await judged(twin);
  await still(twin);
  const from = await chainage(twin);
  await twin.page.mouse.move(spot.x, spot.y);
  await twin.page.mouse.down();
  await twin.page.mouse.move(spot.x + 9, spot.y + 38, { steps: 3 });
  await still(twin);
  const start = await stats(twin);
  await twin.page.mouse.move(spot.x + 10, spot.y + 44, { steps: 3 });
  await still(twin);
  const dragged = await stats(twin);
  expect(dragged.primitives, 'a drag makes no primitive').toBe(start.primitives);
  expect(dragged.uploads.bytesTotal - start.uploads.bytesTotal, 'texels, guides and marks alone').toBeLessThan(32_768);
  expect((await edited(twin)).alternative, 'nothing is written while it is held').toBe('P');
  await twin.shot('edit-dragging');
  await twin.page.mouse.up();
  const copy = await until(
    async () => {
      const { alternative } = await edited(twin);
      return alternative !== 'P' && alternative;
    },
    20_000,
    'the edit in a copy',
  );
  expect((await edited(twin)).editing).toEqual([`${spot.id}.${copy}`]);
  await still(twin);
  const to = await chainage(twin);
  expect(Math.abs(to - from)).toBeGreaterThan(1);

  // By the keyboard, and exactly.
  await twin.page.locator('canvas').first().focus();
  await twin.page.keyboard.press('Shift+ArrowRight');
  await until(async () => Math.abs((await chainage(twin)) - to - 5) < 0.11, 10_000, 'five metres east');
  await twin.page
    .getByLabel('桩号 m')
    .first()
    .fill(String(from + 18));
  await twin.page.getByLabel('桩号 m').first().press('Enter');
  await until(async () => Math.abs((await chainage(twin)) - from - 18) < 0.11, 10_000, 'where it was written');

  // Validate: eighteen metres break the spacing of lights, and the panel says so first.
  await judged(twin);
  const fresh = twin.page.locator('.edit-findings li[data-change="new"], .edit-findings li[data-change="worse"]');
  await fresh.first().waitFor({ timeout: 60_000 });
  await twin.page.locator('.edit-findings').getByText('灯位最大间距').first().waitFor();
  await twin.shot('edit-findings');

  // One step each way; what was built, and what was proposed, is untouched.
  await run(twin, 'undo');
  await until(async () => Math.abs((await chainage(twin)) - to - 5) < 0.11, 10_000, 'one step back');
  await run(twin, 'redo');
  for (const alternative of ['B', 'P']) {
    await run(twin, 'scenario.open', `guanghe-poles.${alternative}`);
    expect((await stats(twin)).scenario?.poles).toBe(alternative === 'B' ? built : planned);
  }
  await run(twin, 'scenario.open', `guanghe-poles.${copy}`);
  await twin.page.getByRole('button', { name: '完成' }).click();

  // Compare with today at T3; a figure leads to its objects.
  await run(twin, 'compare.set', 'guanghe-poles.base');
  await run(twin, 'time.set', 'T3');
  const { poles, t } = (await stats(twin)).scenario ?? { poles: 0, t: '' };
  expect(t).toBe('T3');
  const figure = twin.page.locator('.figures td button.figure, .figures td button').first();
  await figure.scrollIntoViewIfNeeded();
  await until(
    async () => Number((await figure.textContent())?.replace(/\D/g, '')) === poles,
    20_000,
    'the figure of T3',
  );
  await figure.click();
  const lit = (await twin.page.evaluate('window.twin.state().highlight')) as string[];
  expect(new Set(lit).size).toBe(poles);
  expect(lit).toContain(`${spot.id}.${copy}`);
  await twin.shot('edit-compared');

  await saved(twin);
  await restoreBuilt(twin);
  expect(twin.errors).toEqual([]);
  await twin.close();
});

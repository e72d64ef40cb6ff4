import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open } from './browser.ts';
import { ASIDE_FROZEN, run, stats } from './journey.ts';
import { restoreBuilt, saved, signIn } from './planning.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const LINK = `${url}/?quality=test&${ASIDE_FROZEN}`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

it('makes a plan of 洸河路, adopts it as P, takes it back, and finds it again on the next visit', async () => {
  const twin = await open(browser, LINK);
  await signIn(twin);
  await run(twin, 'scenario.open', 'guanghe-poles.B');
  await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
  await run(twin, 'time.set', 'T6');
  const full = (await stats(twin)).scenario?.poles ?? 0;

  await twin.page.locator('details.planner > summary').click();
  await twin.page.getByRole('button', { name: '开始编制' }).click();
  const adopt = twin.page.getByRole('button', { name: '采用为方案 P' });
  await adopt.waitFor({ timeout: 180_000 });
  await twin.page.getByText('已证明最优').waitFor();
  await adopt.scrollIntoViewIfNeeded();
  await twin.shot('planner-result');
  await adopt.click();
  const adopted = (await stats(twin)).scenario;
  expect(adopted?.alternative).toBe('P');
  expect(adopted?.poles).toBeGreaterThan(0);
  // B is the plan proven best under the same wishes: nobody finds one with fewer poles.
  expect(adopted?.poles).toBe(full);
  expect(await twin.page.locator('.plan-switch select').first().inputValue()).toBe('guanghe-poles.P');
  await run(twin, 'compare.set', 'guanghe-poles.B');
  await saved(twin);

  await run(twin, 'undo');
  await run(twin, 'undo');
  expect((await stats(twin)).scenario).toMatchObject({ alternative: 'B', poles: full });
  await expect(run(twin, 'scenario.open', 'guanghe-poles.P')).rejects.toThrow('has no alternative "P"');
  await run(twin, 'redo');
  expect((await stats(twin)).scenario).toEqual(adopted);
  await run(twin, 'notice.dismiss', 'draft');
  await saved(twin);

  await twin.page.goto(`${LINK}&scenario=guanghe-poles.P&t=T6`);
  await until(async () => (await stats(twin).catch(() => null))?.scenario != null, 60_000, 'the draft open');
  expect((await stats(twin)).scenario).toEqual(adopted);

  await restoreBuilt(twin);
  await expect(run(twin, 'scenario.open', 'guanghe-poles.P')).rejects.toThrow('has no alternative "P"');
  expect(twin.errors).toEqual([]);
  await twin.close();
});

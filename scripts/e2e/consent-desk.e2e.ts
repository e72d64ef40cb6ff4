import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { parseVersion } from '../../src/wire/scenario-version.ts';
import { launch, open as openPage } from './browser.ts';
import { ASIDE_FROZEN, run, stats } from './journey.ts';
import { become, nameVersion } from './planning.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const numberIn = (text: string | null | undefined) => Number(/(\d[\d,]*)/.exec(text ?? '')?.[1]?.replaceAll(',', ''));

it('the consent desk says who has not answered since when, what a refusal does to the plan, and prints the table whole', async () => {
  const twin = await openPage(browser, `${url}/?quality=test&scenario=guanghe-poles.B&${ASIDE_FROZEN}`, {
    width: 1440,
    height: 900,
  });
  twin.page.setDefaultTimeout(60_000);
  await until(async () => (await stats(twin)).scenario !== null, 60_000, 'the open plan');
  await become(twin, 'planner', '编制人员');
  const n = await nameVersion(twin, `征求意见稿 ${Date.now()}`);
  await run(twin, 'panel.versions', true);
  const dialog = twin.page.locator('.versions');
  await dialog.getByRole('button', { name: '会签台', exact: true }).click();
  const desk = twin.page.locator('.consent-desk');
  await desk.waitFor();
  const rows = desk.locator('tbody tr[data-state]');
  const owners = await rows.count();
  expect(owners).toBeGreaterThan(1);
  // A version takes over what owners answered to the one before.
  const asked = desk.locator('tbody tr[data-state="not-asked"]');
  const open = await asked.count();
  expect(open).toBeGreaterThan(0);
  expect(await desk.getByRole('status').first().textContent()).toContain(`${owners} 个单位：${open} 个未答复`);
  const owner = (await asked.first().locator('th').textContent()) ?? '';

  await desk.getByRole('button', { name: `登记致${owner}的函件` }).click();
  const form = desk.locator('.consent-part form');
  await form.locator('input[type="date"]').first().fill('2026-11-02');
  await form.locator('input').nth(1).fill('济城管函〔2026〕41号');
  await form.locator('input[type="date"]').last().fill('2026-11-16');
  await form.getByRole('button', { name: '登记函件', exact: true }).click();
  // By the city clock it is 23 November.
  const row = desk.locator('tbody tr[data-state="waiting"]', { hasText: owner });
  await row.waitFor({ timeout: 60_000 });
  expect(await row.textContent()).toContain('21 天');
  expect(await row.textContent()).toContain('逾期 7 天');
  expect(await row.textContent()).toContain('济城管函〔2026〕41号');
  const kept = parseVersion(
    await twin.page.evaluate(`fetch('/api/scenarios/guanghe-poles/versions/${n}').then((r) => r.json())`),
  );
  expect(kept.record?.letters).toMatchObject([{ owner, version: n, sent: '2026-11-02', recorded: { demo: true } }]);

  await row.getByRole('button', { name: /若.*不同意/ }).click();
  const effects = desk.locator('.refusal-effects');
  await effects.waitFor();
  const counts = await effects.locator('.counts li').allTextContents();
  expect(numberIn(counts[0])).toBeGreaterThan(0);
  // As many more poles stand when all is done as stay, less the carriers that are not built.
  const more = Number(/杆件 ([\d,]+) 根/.exec(counts[0] ?? '')?.[1]?.replaceAll(',', '')) - numberIn(counts[1]);
  const poles = effects.locator('.changes tbody tr').first().locator('td').last();
  await until(async () => (await poles.textContent())?.startsWith('+') === true, 60_000, 'the figures that change');
  const shown = await effects.locator('.changes tbody tr').allTextContents();
  expect(
    shown.some((line) => line.includes(`+${more}`)),
    `${more} in ${shown.join(' | ')}`,
  ).toBe(true);
  await twin.shot('consent-desk');

  // Planned anew without that owner's poles: as many stand, or more, and the solver says that either is best.
  await effects.getByRole('button', { name: '重新优化' }).click();
  const optimum = effects.locator('.optimum');
  await until(
    async () => (await optimum.count()) + (await effects.locator('[role=alert]').count()) > 0,
    120_000,
    'both',
  );
  expect(await optimum.textContent()).toContain('均已证明最优');
  const standing = await optimum.locator('tbody tr').first().locator('td').allTextContents();
  expect(await optimum.locator('tbody th').first().textContent()).toContain('杆');
  expect(numberIn(standing[1])).toBeGreaterThan(numberIn(standing[0]));
  expect(numberIn(standing[1]) - numberIn(standing[0])).toBe(numberIn(standing[2]));
  await optimum.scrollIntoViewIfNeeded();
  await twin.shot('consent-optimum');

  await twin.page.emulateMedia({ media: 'print' });
  await twin.page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '1');
  });
  await desk.getByRole('button', { name: '打印会签表' }).dispatchEvent('click');
  const sheet = twin.page.locator('.consent-sheet');
  await sheet.waitFor();
  await until(() => twin.page.evaluate(() => document.body.dataset['printed'] === '1'), 5000, 'print was called');
  expect(await sheet.locator('.consent-table tbody tr').count()).toBe(owners);
  const text = (await sheet.textContent()) ?? '';
  for (const part of ['多杆合一会签表', owner, '济城管函〔2026〕41号', '征求意见稿', '方案 B', '签章'])
    expect(text).toContain(part);
  // Every pole that the plan asks about is on paper.
  const objects = await sheet.locator('.consent-objects tbody tr').count();
  expect(objects).toBeGreaterThan(50);
  expect(await twin.page.locator('.time-bar').isVisible()).toBe(false);
  const pdf = await twin.page.pdf({ format: 'A4' });
  expect((pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length).toBeGreaterThan(1);
  await twin.page.screenshot({ path: 'scripts/e2e/out/consent-sheet.png' });
  await twin.page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await until(async () => (await sheet.count()) === 0, 5000, 'the screen after printing');
  expect(twin.errors).toEqual([]);
  await twin.close();
});

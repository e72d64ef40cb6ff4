import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, open, ready, type TwinPage } from './browser.ts';
import { ASIDE_FROZEN, run } from './journey.ts';
import { drop, toolState } from './map-tools.ts';
import { csv } from './own-files.ts';
import { become } from './planning.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const LINK = `${url}/?quality=test&layers=lamp&${ASIDE_FROZEN}`;
const NAME = '占道点.csv';

let browser: Browser;
let planner: TwinPage;
let checker: TwinPage;
beforeAll(async () => {
  browser = await launch();
  for (const role of ['planner', 'checker'] as const) {
    const twin = await open(browser, LINK, { width: 1100, height: 720, sharp: true });
    if (role === 'planner') planner = twin;
    else checker = twin;
  }
  await become(planner, 'planner', '编制人员');
  await become(checker, 'checker', '校核人员');
});
afterAll(() => browser.close());

const dialog = (twin: TwinPage) => twin.page.locator('.own-data');
const ownRow = (twin: TwinPage, name: string) => dialog(twin).locator('> .panel-body > ul > li', { hasText: name });
const sharedRow = (twin: TwinPage, name: string) => dialog(twin).locator('.shared-data li', { hasText: name });
const text = (row: ReturnType<typeof ownRow>) => async () => (await row.textContent()) ?? '';
const notices = async (twin: TwinPage) => (await toolState(twin)).notices.map((each) => each.text.zh).join('\n');

/** Shares one of the own data by the panel, of a class. */
async function share(twin: TwinPage, name: string, classification: 'internal' | 'public'): Promise<void> {
  const row = ownRow(twin, name);
  await row.getByRole('button', { name: `共享 ${name}` }).click();
  await row.locator('.share-form select').selectOption(classification);
  await row.getByRole('button', { name: '上传并共享' }).click();
}

it('gives what one person brought to a colleague, who is told, sees whose it is and keeps a copy', async () => {
  await drop(planner, [[NAME, csv([[116.2, 35.195]])]]);
  await until(async () => (await toolState(planner)).own.length === 1, 20_000, 'the file');
  await share(planner, NAME, 'internal');
  await until(async () => (await text(ownRow(planner, NAME))()).includes('已共享'), 10_000, 'that it is shared');
  await until(async () => (await notices(checker)).includes(`共享了“${NAME}”`), 10_000, 'a word to the colleague');
  expect(await notices(planner), 'no news to who did it').not.toContain(NAME);

  await run(checker, 'panel.own', true);
  const offered = sharedRow(checker, NAME);
  await offered.waitFor();
  for (const said of ['CSV', '1 kB', '演示', '密级 内部', '2026-11-23 12:', '刚刚'])
    expect(await offered.textContent()).toContain(said);
  expect(await offered.getByRole('button', { name: /撤回/ }).count(), 'not theirs to withdraw').toBe(0);
  await checker.shot('sharing-offered');
  await offered.getByRole('button', { name: `把 ${NAME} 加入视图` }).click();
  await until(async () => (await toolState(checker)).own.length === 1, 10_000, 'it in the view');
  expect(await offered.textContent()).toContain('已在视图中');
  const copy = await text(ownRow(checker, NAME))();
  for (const said of ['1 个', '同事共享', '密级 内部']) expect(copy).toContain(said);
  expect(copy, 'nor theirs to share').not.toMatch(/已撤回|自有数据|上传/);
});

it('says why a file is not shared, and keeps it here', async () => {
  await planner.page.evaluate(() => {
    const properties = { note: 'x'.repeat(20_000_000) };
    const geometry = { type: 'Point', coordinates: [116.2, 35.19] };
    const content = JSON.stringify({ type: 'Feature', properties, geometry });
    (window as never as { twin: { run(id: string, value: unknown): void } }).twin.run('own.add', {
      name: '大.geojson',
      text: content,
    });
  });
  await until(async () => (await toolState(planner)).own.length === 2, 20_000, 'the large file');
  await share(planner, '大.geojson', 'public');
  const refusal = dialog(planner).locator('> .panel-body > .refusal');
  await until(
    async () => (await refusal.textContent())?.includes('超过可共享的 20 MB'),
    10_000,
    'why it is not shared',
  );
  expect(await sharedRow(planner, '大.geojson').count()).toBe(0);
  await planner.shot('sharing-refused');
});

it('tells the colleague that it was withdrawn, at once and in the next visit, in both languages', async () => {
  await sharedRow(planner, NAME)
    .getByRole('button', { name: `撤回 ${NAME}` })
    .click();
  await until(async () => (await notices(checker)).includes(`“${NAME}”已撤回`), 10_000, 'a word to the colleague');
  await until(async () => (await text(ownRow(checker, NAME))()).includes('已撤回'), 10_000, 'a mark at the copy');
  expect(await dialog(checker).locator('.shared-data').textContent()).toContain('还没有共享的数据');
  expect(await text(ownRow(planner, NAME))(), 'may be shared again').toMatch(/共享$|共享(?!，)/);
  await checker.shot('sharing-withdrawn');

  await checker.page.reload({ waitUntil: 'domcontentloaded' });
  await ready(checker.page);
  await run(checker, 'panel.own', true);
  await until(async () => (await text(ownRow(checker, NAME))()).includes('已撤回'), 20_000, 'the copy and its mark');
  await run(checker, 'language.toggle');
  const copy = await text(ownRow(checker, NAME))();
  for (const said of ['from a colleague', 'withdrawn', 'Class internal', 'ask before you rely on it'])
    expect(copy).toContain(said);
  await checker.shot('sharing-withdrawn-english');
});

it('shows the public nothing of it', async () => {
  const asked = checker.page.evaluate(`fetch('/api/shared?role=public').then((answer) => answer.status)`);
  expect(await asked).toBe(403);
  // The page begins anew as the public's.
  await run(checker, 'mode.set', 'exhibition');
  await checker.page.locator('.desk[data-mode="exhibition"]').waitFor();
  await until(() => checker.page.evaluate(`window.twin?.run('panel.own', true), 'twin' in window`), 60_000, 'its page');
  await share(planner, NAME, 'public');
  await until(async () => (await text(sharedRow(planner, NAME))()).includes('密级 公开'), 10_000, 'it shared again');
  expect(await dialog(checker).count()).toBe(0);
  expect(await notices(checker)).not.toContain(`shares "${NAME}"`);
  expect(await notices(checker)).not.toContain(`共享了“${NAME}”`);
  await sharedRow(planner, NAME)
    .getByRole('button', { name: `撤回 ${NAME}` })
    .click();
  // The browser itself reports the request that is refused to the public.
  expect([...planner.errors, ...checker.errors].filter((each) => !each.includes('403'))).toEqual([]);
  expect([...planner.foreign, ...checker.foreign]).toEqual([]);
});

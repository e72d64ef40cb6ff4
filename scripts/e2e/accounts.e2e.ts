import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { ASIDE_FROZEN, run, stats } from './journey.ts';
import { saved } from './planning.ts';
import { type RunningTwin, startTwin, until } from './twin.ts';

const QUERY = `/?quality=test&${ASIDE_FROZEN}`;
const PASSWORD = '十个字符以上的口令 1';
/** A carrier of B that each of the two moves. */
const [ONE, OTHER] = ['MF-GUANGHE-S020', 'MF-GUANGHE-S040'] as const;

let browser: Browser;
let own: RunningTwin;
beforeAll(async () => {
  browser = await launch();
  // Others reach it: there is no demo, and the first admin comes by the link that it prints.
  own = await startTwin({ HOST: '0.0.0.0', NOW: '2026-11-23T12:00:00+08:00', BACKFILL_DAYS: '0', MQTT_PORT: '0' });
});
afterAll(async () => {
  await browser.close();
  await own.stop();
});

/** Opens without waiting for the city, which a form does not need. */
const visit = (path: string) => open(browser, `${own.url}${path}`, { ready: false });
const status = (page: Page, method: string, path: string) =>
  page.evaluate(
    async ([how, where]) => (await fetch(where as string, { method: how as string })).status,
    [method, path],
  );

async function signIn(user: string, path: string): Promise<TwinPage> {
  const twin = await visit(QUERY);
  await twin.page.locator('.account-button').click();
  const dialog = twin.page.getByRole('dialog', { name: '账户' });
  await dialog.getByLabel('用户名').fill(user);
  await dialog.getByLabel('口令', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: '登录' }).click();
  await twin.page.getByTitle(/编制人员$/).waitFor({ timeout: 60_000 });
  await twin.page.goto(`${own.url}${path}`);
  await until(async () => (await stats(twin).catch(() => null))?.scenario != null, 120_000, 'the plan open');
  return twin;
}

it('an admin comes by the printed link and adds two planners, who edit one plan at once and lose nothing', async () => {
  const link = /\S+#setup=\S+/.exec(own.output())?.[0];
  expect(link, own.output()).toBeDefined();
  const admin = await open(browser, `${link?.replace('#', `${QUERY.slice(1)}#`)}`, { ready: false });
  expect(await status(admin.page, 'GET', '/api/people'), 'nobody reads the accounts').toBe(403);
  const dialog = admin.page.getByRole('dialog', { name: '账户' });
  await dialog.getByLabel('姓名').fill('陈主任');
  await dialog.getByLabel(/^新口令/).fill(PASSWORD);
  await dialog.getByLabel('再输一次口令').fill(PASSWORD);
  await dialog.getByRole('button', { name: '创建管理员' }).click();
  await admin.page.getByTitle(/管理员$/).waitFor({ timeout: 60_000 });
  await admin.page.getByTitle(/管理员$/).click();
  await dialog.getByRole('button', { name: '人员' }).click();
  for (const [user, name] of [
    ['zhao', '赵工'],
    ['qian', '钱工'],
  ] as const) {
    const form = dialog.locator('details', { hasText: '添加人员' });
    if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
    await form.getByLabel('姓名').fill(name);
    await form.getByLabel('用户名').fill(user);
    await form.getByLabel(/^新口令/).fill(PASSWORD);
    await form.getByLabel('再输一次口令').fill(PASSWORD);
    await form.getByRole('button', { name: '添加人员' }).click();
    await dialog.getByRole('row', { name: new RegExp(name) }).waitFor();
  }
  await admin.shot('accounts-people');
  await admin.close();

  const plan = `${QUERY}&scenario=guanghe-poles.B&t=T6`;
  const zhao = await signIn('zhao', plan);
  const qian = await signIn('qian', plan);
  await run(zhao, 'plan.move', { ids: [ONE], along: 3 });
  await saved(zhao);
  await run(qian, 'plan.move', { ids: [OTHER], along: 4 });
  await qian.page.getByText('赵工 已先保存草稿').first().waitFor({ timeout: 60_000 });
  await qian.shot('accounts-conflict');

  // The draft is the first one's; the second one's is kept beside it, whole.
  const kept = (await qian.page.evaluate(async () => {
    const list = await (await fetch('/api/scenarios/guanghe-poles/versions')).json();
    const text = async (path: string) => JSON.stringify(await (await fetch(path)).json());
    const mine = list.stale as { n: number }[];
    return {
      draft: await text('/api/scenarios/guanghe-poles/draft'),
      mine: await Promise.all(mine.map(({ n }) => text(`/api/scenarios/guanghe-poles/versions/${n}`))),
    };
  })) as { draft: string; mine: string[] };
  expect(kept.draft).toContain('赵工');
  expect(kept.mine.length).toBe(1);
  expect(kept.mine[0]).toContain('钱工');
  expect(kept.mine[0]).not.toBe(kept.draft);
  for (const twin of [zhao, qian]) await twin.close();
});

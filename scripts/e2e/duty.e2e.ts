import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../ports.ts';
import { launch, open, type TwinPage } from './browser.ts';
import { run, session } from './journey.ts';
import { startTwin, until } from './twin.ts';

let browser: Browser;
let dataDir = '';
beforeAll(async () => {
  browser = await launch();
  dataDir = await mkdtemp(join(tmpdir(), 'chengjing-duty-'));
});
afterAll(async () => {
  await browser.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function becomeOperator(twin: TwinPage): Promise<void> {
  await run(twin, 'panel.account', true);
  await twin.page.locator('.demo-users [data-role="operator"]').click();
  await twin.page.locator('.demo-users [data-role="operator"][aria-pressed="true"]').waitFor();
  await run(twin, 'panel.account', false);
}

/** The sensor of a point tells a depth, cm. */
async function depth(twin: TwinPage, value: number, asset = 'WL-01'): Promise<void> {
  const status = await twin.page.evaluate(
    async ([cm, asset]) =>
      (
        await fetch('/api/observations', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'x-chengjing': '1' },
          body: JSON.stringify({ asset, property: 'depth', value: cm, time: new Date().toISOString() }),
        })
      ).status,
    [value, asset] as const,
  );
  expect(status).toBe(200);
}

const openAlerts = async (twin: TwinPage) =>
  (
    (await twin.page.evaluate(async () => (await fetch('/api/alerts')).json())) as {
      asset: string;
      stage: string;
      log?: { stage: string }[];
    }[]
  ).filter(({ asset }) => asset === 'WL-01');

/** The bureau's 数字城管: busy at first, then it takes the case. */
async function caseSystem(): Promise<{ url: string; got: string[]; stop: () => Promise<void> }> {
  const got: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      got.push(String(request.headers['idempotency-key']));
      const busy = got.length === 1;
      response
        .writeHead(busy ? 503 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(busy ? {} : { number: '济城管2026-0042', stage: '受理' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/cases`,
    got,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Ends the gateway as a power cut does: it cannot say a word. */
async function cutPower(): Promise<void> {
  const [lock] = (await readdir(dataDir)).filter((name) => name.includes('lock'));
  const pid = Number(/"pid":\s*(\d+)/.exec(await readFile(join(dataDir, lock ?? ''), 'utf8'))?.[1]);
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, 'SIGKILL');
}

it('a storm is read on the wall, explained, confirmed, sent, made a case, lives through a power cut, is closed and handed over', async () => {
  const bureau = await caseSystem();
  const env = {
    FEED: 'external',
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    MQTT_PORT: '0',
    BACKFILL_DAYS: '0',
    CASE_URL: bureau.url,
  };
  const first = await startTwin(env);
  const twin = await open(browser, `${first.url}/?quality=test&view=116.5965,35.4195,900,0,-35,0`);
  await becomeOperator(twin);
  const list = twin.page.locator('.panel.alerts');
  const entry = list.locator('.alert', { hasText: '火炬路与深圳路' }).first();
  /** The stage as the head of the entry tells it; its log may tell the same word. */
  const stage = (text: string) => entry.locator('.alert-go').getByText(text).waitFor({ timeout: 60_000 });
  /** Opens the entry and takes a step. */
  const step = async (name: string, fill: Record<string, string> = {}) => {
    await entry.getByRole('button', { name: '研判' }).click();
    for (const [label, text] of Object.entries(fill)) await entry.getByLabel(label, { exact: true }).fill(text);
    await entry.getByRole('button', { name, exact: true }).click();
  };

  await depth(twin, 46);
  expect(await openAlerts(twin), 'one echo is no flood').toEqual([]);
  await depth(twin, 46.8);
  await entry.getByText('46.8 cm').first().waitFor();
  // A storm over five points: the gravest stands first, and on the wall it says what to do.
  for (const asset of ['WL-02', 'WL-03', 'WL-04', 'WL-05'])
    for (const value of [18, 19]) await depth(twin, value, asset);
  await list.locator('.alert', { hasText: '示意积水点 5' }).first().waitFor();
  expect(await list.locator('.alert').first().textContent()).toContain('火炬路与深圳路');
  await run(twin, 'mode.set', 'hall');
  const first8m = twin.page.locator('.first-alert');
  for (const said of ['火炬路与深圳路', '46.8 cm', '40.0 cm', '起，已', '未指派', '下一步'])
    await first8m.getByText(said).first().waitFor();
  const { view } = await session(twin);
  await twin.page.keyboard.press('g');
  await until(async () => (await session(twin)).returnTo, 10_000, 'the way to the alert');
  expect((await session(twin)).view).not.toEqual(view);
  await first8m.getByText('再按').or(first8m.getByText('返回')).first().waitFor();
  await twin.page.keyboard.press('g');
  await until(async () => (await session(twin)).returnTo === null, 10_000, 'the way back');
  // The live queue breaks through while the past is looked at; one key returns.
  await run(twin, 'time.set', new Date(Date.now() - 3_600_000).toISOString());
  for (const value of [28, 29]) await depth(twin, value, 'WL-02');
  await twin.page.locator('.breakthrough', { hasText: '示意积水点 2' }).waitFor();
  await twin.page.keyboard.press('Home');
  await until(async () => (await session(twin)).playhead.kind === 'now', 10_000, 'now');
  await run(twin, 'mode.set', 'review');

  await entry.getByRole('button', { name: '研判' }).click();
  await entry.locator('.alert-why').getByText('连续 2 次').waitFor();
  await entry.locator('.alert-why').getByText('38.0 cm').waitFor();
  await twin.shot('duty-why');
  await entry.getByRole('button', { name: '属实', exact: true }).click();
  await stage('已确认');
  await step('派遣', { 派遣单位: '排水处一队', 电话: '12319' });
  await stage('已派遣');
  await entry.getByRole('button', { name: '研判' }).click();
  await entry.getByText('报交警商请').or(entry.getByText('由交警决定封路')).first().waitFor();
  await entry.getByRole('button', { name: '转数字城管案件' }).click();
  await entry.getByText('案件号 济城管2026-0042').waitFor({ timeout: 30_000 });
  expect(new Set(bureau.got).size, 'the case is the same at every try').toBe(1);
  expect(bureau.got.length).toBe(2);
  await twin.shot('duty-card');
  await entry.getByRole('button', { name: '研判' }).click();

  // A power cut may take the last second of values, and no line of the log that anybody saw.
  await cutPower();
  await until(() => first.process.exitCode !== null, 30_000, 'the end of the product');
  const second = await startTwin(env);
  await becomeOperator(twin);
  expect((await openAlerts(twin)).map(({ stage, log }) => [stage, log?.length])).toEqual([['dispatched', 4]]);
  await stage('已派遣');
  // The road falls dry: somebody is on the way, so the value alone closes nothing.
  await depth(twin, 2);
  await stage('数值已恢复');
  await step('处置完毕', { 备注: '已抽排' });
  await stage('已处置');
  await entry.getByRole('button', { name: '研判' }).click();
  await entry.locator('.alert-log').getByText('已抽排').waitFor();
  await twin.shot('duty-log');
  await entry.getByRole('button', { name: '核查通过', exact: true }).click();
  await stage('已核查');
  await step('销警');
  await entry.waitFor({ state: 'detached' });
  // The next officer accepts by name what the night leaves open.
  await run(twin, 'panel.duty', true);
  const dialog = twin.page.locator('.duty-dialog');
  await dialog.getByLabel('交班说明').fill('火炬路已退水');
  await dialog.getByRole('button', { name: '交班', exact: true }).click();
  await dialog.getByText('未结束').first().waitFor();
  await dialog.getByLabel('接班人姓名').fill('李接班');
  await dialog.getByRole('button', { name: '接收' }).click();
  await dialog.getByText('由 李接班 接收').waitFor();
  await run(twin, 'panel.duty', false);

  // The sensor is being repaired: what it says is kept and not told.
  for (const value of [20, 21]) await depth(twin, value);
  await entry.waitFor();
  await step('检修挂起', { 挂起原因: '换探头' });
  await entry.waitFor({ state: 'detached' });
  await list.getByText('检修挂起 1 处').click();
  await list.getByText('换探头').waitFor();
  expect((await openAlerts(twin)).map(({ stage }) => stage)).toEqual(['raised']);
  await list.getByRole('button', { name: '解除' }).click();
  await entry.waitFor();
  await twin.close();
  await second.stop();
  await bureau.stop();
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, open, type TwinPage } from './browser.ts';
import { run } from './journey.ts';
import { freePort, startTwin, until } from './twin.ts';

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

/** The sensor of WL-01 tells a depth, cm. */
async function depth(twin: TwinPage, value: number): Promise<void> {
  const status = await twin.page.evaluate(
    async (cm) =>
      (
        await fetch('/api/observations', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'x-chengjing': '1' },
          body: JSON.stringify({ asset: 'WL-01', property: 'depth', value: cm, time: new Date().toISOString() }),
        })
      ).status,
    value,
  );
  expect(status).toBe(200);
}

const openAlerts = (twin: TwinPage) =>
  twin.page.evaluate(async () => (await fetch('/api/alerts')).json()) as Promise<
    { stage: string; log?: { stage: string }[] }[]
  >;

/** Ends the gateway as a power cut does: it cannot say a word. */
async function cutPower(): Promise<void> {
  const [lock] = (await readdir(dataDir)).filter((name) => name.includes('lock'));
  const pid = Number(/"pid":\s*(\d+)/.exec(await readFile(join(dataDir, lock ?? ''), 'utf8'))?.[1]);
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, 'SIGKILL');
}

it('an alert is told once it lasts, explained, confirmed, sent, lives through a power cut, and is followed to its end', async () => {
  const env = {
    FEED: 'external',
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    MQTT_PORT: '0',
    BACKFILL_DAYS: '0',
  };
  const first = await startTwin(env);
  const twin = await open(browser, `${first.url}/?quality=test&view=116.5965,35.4195,900,0,-35,0`);
  await becomeOperator(twin);
  const list = twin.page.locator('.panel.alerts');
  const entry = list.locator('.alert').first();
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
  await entry.getByRole('button', { name: '研判' }).click();
  await entry.locator('.alert-why').getByText('连续 2 次').waitFor();
  await entry.locator('.alert-why').getByText('38.0 cm').waitFor();
  await twin.shot('duty-why');
  await entry.getByRole('button', { name: '属实', exact: true }).click();
  await stage('已确认');
  await step('派遣', { 派遣单位: '排水处一队', 电话: '12319' });
  await stage('已派遣');

  await cutPower();
  await until(() => first.process.exitCode !== null, 30_000, 'the end of the product');
  const second = await startTwin(env);
  await becomeOperator(twin);
  expect((await openAlerts(twin)).map(({ stage, log }) => [stage, log?.length])).toEqual([['dispatched', 2]]);
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
  await list.getByText('没有未处理的报警').waitFor();

  // The sensor is being repaired: what it says is kept and not told.
  for (const value of [20, 21]) await depth(twin, value);
  await entry.waitFor();
  await step('检修挂起', { 挂起原因: '换探头' });
  await list.getByText('没有未处理的报警').waitFor();
  await list.getByText('检修挂起 1 处').click();
  await list.getByText('换探头').waitFor();
  expect((await openAlerts(twin)).map(({ stage }) => stage)).toEqual(['raised']);
  await list.getByRole('button', { name: '解除' }).click();
  await entry.waitFor();
  await twin.close();
  await second.stop();
}, 300_000);

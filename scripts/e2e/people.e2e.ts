import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { consentState } from '../../src/scenario/versions/consents.ts';
import { parseVersion } from '../../src/wire/scenario-version.ts';
import { launch, open, type TwinPage } from './browser.ts';
import { ASIDE_FROZEN, run, stats } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const LINK = `${url}/?quality=test&scenario=guanghe-poles.A&${ASIDE_FROZEN}`;
const SCENARIO = '/api/scenarios/guanghe-poles';
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A request of the page itself, with its session; the body of the answer and its status. */
async function ask(twin: TwinPage, path: string, init: { method?: string; etag?: string; body?: unknown } = {}) {
  return twin.page.evaluate(
    async ([address, { method = 'GET', etag, body }]) => {
      const response = await fetch(address, {
        method,
        headers: {
          'Content-Type': 'application/json',
          'x-chengjing': '1',
          ...(etag === undefined ? {} : { 'If-Match': `"${etag}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    [path, init] as const,
  );
}

/** Becomes a 演示 user by the dialog. */
async function become(twin: TwinPage, role: string, title: string): Promise<void> {
  await twin.page.locator('.account-button').click();
  await twin.page.locator(`.demo-users [data-role="${role}"]`).click();
  await until(
    async () => (await twin.page.locator('.account-button').textContent())?.includes(title),
    10_000,
    `being ${title}`,
  );
  await twin.page.keyboard.press('Escape');
  await twin.page.locator('.account-dialog').waitFor({ state: 'detached' });
}

const button = (twin: TwinPage, name: string) =>
  twin.page.locator('.versions').getByRole('button', { name, exact: true });

async function stage(twin: TwinPage, title: string): Promise<void> {
  const current = twin.page.locator('.stages [aria-current="step"]');
  await until(async () => (await current.textContent()) === title, 10_000, `stage ${title}`);
}

/** Answers 同意 for every owner whom alternative A needs. */
async function agreeAll(twin: TwinPage, n: number): Promise<void> {
  const { document } = parseVersion((await ask(twin, `${SCENARIO}/versions/${n}`)).body);
  const alternative = document.alternatives.find((each) => each.id === 'A');
  if (!alternative) throw new Error('The built scenario has no alternative A.');
  const consents = consentState(alternative, []).unanswered.map((target) => ({
    target,
    owner: '市政设施处',
    answer: 'agreed',
    date: '2026-11-20',
    documentNumber: '济函〔2026〕30 号',
    note: '',
  }));
  const put = { method: 'PUT', etag: await recordEtag(twin, n), body: { consents } };
  expect((await ask(twin, `${SCENARIO}/versions/${n}/consents`, put)).status).toBe(200);
}

async function recordEtag(twin: TwinPage, n: number): Promise<string> {
  const { body } = await ask(twin, `${SCENARIO}/versions`);
  const { versions } = body as { versions: { n: number; recordEtag: string }[] };
  return versions.find((each) => each.n === n)?.recordEtag ?? '';
}

describe('people and versions', () => {
  it('a planner saves a version, a checker moves it on, and what is finalised refuses a write', async () => {
    const twin = await open(browser, LINK, { width: 1280, height: 800 });
    await until(async () => (await stats(twin)).scenario !== null, 60_000, 'scenario open');
    await become(twin, 'planner', '编制人员');

    await run(twin, 'panel.versions', true);
    await twin.page.locator('.save-version input').first().fill('送审稿');
    await button(twin, '保存为版本').click();
    const row = twin.page.locator('.versions tbody tr').first();
    await until(async () => (await row.textContent())?.includes('送审稿'), 20_000, 'the saved version');
    expect(await row.textContent()).toContain('编制');
    const n = Number(await row.locator('button').textContent());

    await row.locator('button').click();
    await button(twin, '送校').click();
    await stage(twin, '校核');
    expect(await button(twin, '校核通过').isDisabled()).toBe(true);
    expect(await twin.page.locator('.step-choices').textContent()).toContain('须由校核人员办理');

    await become(twin, 'checker', '校核人员');
    await button(twin, '校核通过').click();
    await stage(twin, '征求意见');

    await become(twin, 'planner', '编制人员');
    await button(twin, '提交会审').click();
    await stage(twin, '会审');
    await become(twin, 'checker', '校核人员');
    expect(await twin.page.locator('.step-choices').textContent()).toContain('未回复');
    expect(await button(twin, '定稿').isDisabled()).toBe(true);

    await become(twin, 'planner', '编制人员');
    await agreeAll(twin, n);
    await become(twin, 'checker', '校核人员');
    await button(twin, '定稿').click();
    await stage(twin, '定稿');
    await button(twin, '会签').click();
    expect(await twin.page.locator('.versions .sha256').textContent()).toMatch(/^[0-9a-f]{64}$/);
    await twin.shot('versions-signed');

    await become(twin, 'planner', '编制人员');
    const write = { method: 'PUT', etag: await recordEtag(twin, n), body: { consents: [] } };
    const refused = await ask(twin, `${SCENARIO}/versions/${n}/consents`, write);
    expect(refused.status).toBe(423);
    expect(JSON.stringify(refused.body)).toContain('finalised');
    await button(twin, '意见').click();
    await twin.page.locator('.versions .total').waitFor();
    expect(await button(twin, '登记').count()).toBe(0);

    // The browser itself reports the refused request; nothing else may be wrong.
    expect(twin.errors.filter((each) => !each.includes('423'))).toEqual([]);
    expect(twin.foreign).toEqual([]);
    await twin.close();
  });

  it('exhibition and hall show none of it', async () => {
    for (const mode of ['exhibition', 'hall']) {
      const twin = await open(browser, `${url}/?quality=test&mode=${mode}&${ASIDE_FROZEN}`, {
        width: 640,
        height: 360,
        ready: false,
      });
      await twin.page.locator(`.desk[data-mode="${mode}"]`).waitFor();
      await run(twin, 'panel.account', true);
      await run(twin, 'panel.versions', true);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await twin.page.locator('.account-button, .account-dialog, .versions').count()).toBe(0);
      await twin.close();
    }
  });
});

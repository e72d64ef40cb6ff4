import { expect } from 'vitest';
import type { TwinPage } from './browser.ts';
import { run, stats } from './journey.ts';
import { until } from './twin.ts';

/** Becomes the planner among the demo users. */
export async function signIn(twin: TwinPage): Promise<void> {
  const status = await twin.page.evaluate(async () => {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-chengjing': '1' },
      body: '{"demo":"planner"}',
    });
    return answer.status;
  });
  expect(status).toBe(200);
}

/** Waits until the draft of the plan is at the gateway. */
export const saved = (twin: TwinPage) => twin.page.getByText('方案草稿已保存').first().waitFor({ timeout: 60_000 });

/** Takes the built document again, as a file: the journeys after this one find the plan as it was. */
export async function restoreBuilt(twin: TwinPage): Promise<void> {
  const built = await twin.page.evaluate(async () => (await fetch('/city/scenarios/guanghe-poles.json')).json());
  await run(twin, 'notice.dismiss', 'draft');
  await run(twin, 'scenario.import', built);
  expect((await stats(twin)).scenario?.alternative).toBe('A');
  await saved(twin);
}

/** Becomes one of the demo users by the account dialog. */
export async function become(twin: TwinPage, role: string, title: string): Promise<void> {
  await twin.page.locator('.account-button').click();
  await twin.page.locator(`.demo-users [data-role="${role}"]`).click();
  const account = twin.page.locator('.account-button');
  await until(async () => (await account.textContent())?.includes(title), 10_000, `being ${title}`);
  await twin.page.keyboard.press('Escape');
  await twin.page.locator('.account-dialog').waitFor({ state: 'detached' });
}

/** Names the draft at the gateway as a version, as the planner who is signed in; its number. */
export async function nameVersion(twin: TwinPage, name: string): Promise<number> {
  return (await twin.page.evaluate(async (title) => {
    const path = '/api/scenarios/guanghe-poles';
    const draft = await fetch(`${path}/draft`);
    const answer = await fetch(`${path}/versions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-chengjing': '1', 'If-Match': draft.headers.get('ETag') ?? '' },
      body: JSON.stringify({ name: title }),
    });
    return ((await answer.json()) as { n: number }).n;
  }, name)) as number;
}

import { expect } from 'vitest';
import type { TwinPage } from './browser.ts';
import { run, stats } from './journey.ts';

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

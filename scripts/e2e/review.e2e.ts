import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseReviewList, parseTaggedThread } from '../../src/wire/review.ts';
import type { ScenarioDocument } from '../../src/wire/scenario-document.ts';
import { launch, open, type TwinPage } from './browser.ts';
import { run, session, stats, still } from './journey.ts';
import { become } from './planning.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const VIEW = '116.5806,35.4196,180,0,-42,0';
const LINK = `${url}/?quality=test&freeze=2026-11-23T12:00:00%2B08:00&t=T4&scenario=guanghe-poles.B&compare=guanghe-poles.base&split=0.3&view=${VIEW}`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
// A page that a failed test leaves open would draw on beside the next one.
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(() => browser.close());

const dialog = (twin: TwinPage) => twin.page.locator('.review');
const button = (twin: TwinPage, name: string | RegExp) => dialog(twin).getByRole('button', { name });
const whole = (twin: TwinPage) =>
  session(twin) as Promise<Record<string, unknown> & Awaited<ReturnType<typeof session>>>;

/** Raises a comment on a planned pole as the bureau's officer does who sits at this machine; its id and the pole's. */
async function raised(): Promise<{ readonly id: string; readonly pole: string }> {
  const plan = (await (await fetch(`${url}/city/scenarios/guanghe-poles.json`)).json()) as ScenarioDocument;
  const added = plan.alternatives
    .find(({ id }) => id === 'B')
    ?.phases.flatMap(({ operations }) => operations)
    .find((each) => each.op === 'add' && each.asset.layer === 'pole');
  if (added?.op !== 'add') throw new Error('Alternative B builds no pole.');
  const { id: pole, position } = added.asset;
  const answer = await fetch(`${url}/api/reviews`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-chengjing': '1' },
    body: JSON.stringify({
      text: '该合杆占盲道，请移位。',
      anchor: {
        place: [position[0], position[1], 12],
        object: { layer: 'pole', id: pole },
        moment: { kind: 'slice', slice: 'T4' },
        plan: { id: 'guanghe-poles', alternative: 'B', version: null, edition: null },
        compare: { alternative: 'base', moment: null, view: 'swipe', split: 0.3 },
        view: [position[0], position[1] - 0.0008, 70, 0, -38, 0],
      },
    }),
  });
  expect(answer.status).toBe(201);
  return { id: parseTaggedThread(await answer.json()).thread.id, pole };
}

async function planned(twin: TwinPage): Promise<void> {
  twin.page.setDefaultTimeout(20_000);
  await until(async () => (await stats(twin)).scenario !== null, 60_000, 'the open plan');
}

describe('the review record', () => {
  it('a checker pins a comment to a planned pole and one by keyboard, and the link opens the same in a fresh page', async () => {
    const li = await open(browser, LINK, { width: 1280, height: 800 });
    await planned(li);
    await become(li, 'checker', '校核人员');
    const { pole } = await raised();
    await run(li, 'asset.select', pole);
    await run(li, 'review.pin');
    await dialog(li).locator('textarea').fill('该合杆占盲道，请移位。');
    await li.shot('review-compose');
    await button(li, '提出').click();
    await dialog(li).locator('.thread .entries li').waitFor();
    const kept = parseReviewList(await li.page.evaluate(`fetch('/api/reviews').then((r) => r.json())`));
    const first = kept.threads.at(-1)?.thread;
    expect(first).toMatchObject({
      anchor: {
        object: { layer: 'pole', id: pole },
        moment: { kind: 'slice', slice: 'T4' },
        plan: { id: 'guanghe-poles', alternative: 'B', version: null },
        compare: { alternative: 'base', split: 0.3 },
      },
    });

    // With the keyboard alone: Z aims, Enter takes the middle of the picture.
    await run(li, 'asset.select', null);
    await run(li, 'review.open', null);
    await li.page.locator('.review').focus();
    await li.page.keyboard.press('z');
    await dialog(li).locator('.aim').waitFor();
    await li.page.keyboard.press('Enter');
    await dialog(li).locator('textarea').waitFor();
    await dialog(li).locator('textarea').fill('此处占道围挡宽度请标注。');
    await li.page.keyboard.press('Control+Enter');
    await dialog(li).locator('.thread .entries li', { hasText: '此处占道围挡' }).waitFor();
    await run(li, 'review.open', null);
    await li.shot('review-list');

    // A press on a line of the list goes back to the view in which it was written.
    const link = await (async () => {
      await dialog(li).locator('.thread-row').nth(1).click();
      await new Promise((resolve) => setTimeout(resolve, 600));
      return li.page.evaluate('location.href') as Promise<string>;
    })();
    expect(link).toContain(`comment=${first?.id}`);
    const a = await whole(li);
    expect(li.errors).toEqual([]);
    expect(li.foreign).toEqual([]);
    // Two pages would draw at once.
    await li.close();

    const wang = await open(browser, link, { width: 1280, height: 800 });
    await planned(wang);
    await until(
      async () => (await dialog(wang).textContent())?.includes('该合杆占盲道'),
      60_000,
      'the thread of the link',
    );
    const b = await whole(wang);
    for (const key of ['scenario', 'compare', 'playhead', 'select', 'split', 'compareView'])
      expect(b[key], key).toEqual(a[key]);
    expect(b.select).toBe(pole);
    a.view?.forEach((each, i) => {
      expect(b.view?.[i]).toBeCloseTo(each, i < 2 ? 5 : 0);
    });

    expect(wang.errors).toEqual([]);
    await wang.close();
  });

  it('a link that names nothing but a comment opens its view, slice, comparison and selection; a press on a pin too', async () => {
    const { id, pole } = await raised();
    const twin = await open(browser, `${url}/?quality=test&comment=${id}`, { width: 1280, height: 800 });
    await planned(twin);
    await until(async () => (await whole(twin)).select === pole, 20_000, 'the selection');
    expect(await whole(twin)).toMatchObject({
      scenario: { id: 'guanghe-poles', alternative: 'B' },
      compare: { id: 'guanghe-poles', alternative: 'base' },
      playhead: { kind: 'slice', slice: 'T4' },
      split: 0.3,
    });
    await still(twin);
    await twin.shot('review-pin');
    await run(twin, 'review.open', null);
    // The pole stands in the middle of the picture from left to right, its pin above it.
    const pin = (await twin.page.evaluate(
      `(async () => { const { width, height } = document.querySelector('.scene-area').getBoundingClientRect(); for (let y = height * 0.7; y > height * 0.2; y -= 12) { const hit = await window.twin.pick(width / 2, y); if (hit?.layer === '@review') return { ...hit, x: width / 2, y }; } return null; })()`,
    )) as { layer: string; id: string; x: number; y: number } | null;
    expect(pin).toMatchObject({ layer: '@review' });
    await twin.page
      .locator('.scene-area canvas')
      .first()
      .click({ position: { x: pin?.x ?? 0, y: pin?.y ?? 0 } });
    await dialog(twin).locator('.thread').waitFor();
    await twin.close();
  });

  it('hall and exhibition show none of it', async () => {
    for (const mode of ['exhibition', 'hall']) {
      const twin = await open(browser, `${url}/?quality=test&mode=${mode}&comment=R-1`, {
        width: 640,
        height: 360,
        ready: false,
      });
      await twin.page.locator(`.desk[data-mode="${mode}"]`).waitFor();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await twin.page.locator('.review').count()).toBe(0);
      await twin.close();
    }
  });
});

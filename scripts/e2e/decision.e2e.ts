import jpeg from 'jpeg-js';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { parseReviewList, parseTaggedThread } from '../../src/wire/review.ts';
import { parseVersion } from '../../src/wire/scenario-version.ts';
import { launch, open, savedBytes, type TwinPage } from './browser.ts';
import { elsewhere } from './elsewhere.ts';
import { difference, run, stats, still } from './journey.ts';
import { fontsOf, hanCounts, pdfText, squeezed } from './pdf-text.ts';
import { become, nameVersion, restoreBuilt } from './planning.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
/** Illustrative waterlogging point 2 lies on the road of the plan. */
const POINT = 'WL-02';
const PLACE = [116.6008, 35.421] as const;
const START = '2027-08-20T02:00:00Z';
const LINK = `${url}/?quality=test&freeze=2026-11-23T11:30:00%2B08:00&view=116.6008,35.4199,240,0,-62,0&scenario=guanghe-poles.B&storm=${POINT},30,120,0.4,${START}&t=2027-08-20T02:48:00Z`;
const BANNER = '示意地形，不得用于工程判断 · 采用借用公式';
/** Narrow, so that the panel stands beside little scene: software GL draws it. */
const SCREEN = { width: 1180, height: 760 } as const;
let browser: Browser;
let twin: TwinPage;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const part = (selector: string) => twin.page.locator(selector).first();
const text = async (selector: string) => (await part(selector).textContent()) ?? '';
const cells = async (selector: string) => (await twin.page.locator(selector).allInnerTexts()).map(squeezed);
const picture = async () => {
  await still(twin);
  return PNG.sync.read(await twin.page.screenshot({ animations: 'disabled' }));
};
const said = (selector: string, words: RegExp | string, what: string) =>
  until(
    async () => (typeof words === 'string' ? (await text(selector)).includes(words) : words.test(await text(selector))),
    30_000,
    what,
  );

/** One dialog beside the scene, the others closed. */
async function show(panel: 'storm' | 'review' | 'versions' | 'export'): Promise<void> {
  for (const each of ['storm', 'review', 'versions', 'export'])
    if (each !== panel) await run(twin, `panel.${each}`, false);
  await run(twin, `panel.${panel}`, true);
}

/** Waits until the draft at the gateway holds some works of the point and not others. */
const drafted = (held: readonly string[], gone: readonly string[]) =>
  until(
    async () => {
      const draft = await twin.page.evaluate("fetch('/api/scenarios/guanghe-poles/draft').then((r) => r.text())");
      const has = (id: string) => String(draft).includes(`"${POINT}-${id}.D"`);
      return held.every(has) && !gone.some(has);
    },
    30_000,
    'the draft at the gateway',
  );

/** Length of the ground that a DXF draws, m. */
function groundLength(dxf: string): number {
  const from = dxf.indexOf('\n8\nGROUND\n66\n1\n');
  const line = dxf.slice(from, dxf.indexOf('SEQEND', from));
  const xs = [...line.matchAll(/VERTEX[\s\S]*?\n10\n(\S+)/g)].map(([, x]) => Number(x));
  return Math.max(...xs) - Math.min(...xs);
}

async function exportedSection(): Promise<string> {
  const coming = twin.page.waitForEvent('download');
  await twin.page.getByRole('button', { name: '导出 DXF' }).click();
  const dxf = (await savedBytes(await coming)).toString('utf8');
  return dxf.replaceAll('\r\n', '\n').replaceAll(/^ +/gm, '');
}

it('a decision: storm before and after works, section, comment, consent, report, and a version without what was spoken of', async () => {
  twin = await open(browser, LINK, SCREEN);
  twin.page.setDefaultTimeout(60_000);
  await until(async () => (await stats(twin)).scenario !== null, 60_000, 'the open plan');
  await become(twin, 'planner', '编制人员');

  // Nothing is done about the point: nothing is shown but the rain.
  await show('storm');
  await twin.page.locator('.storm-map').waitFor();
  expect(await text('.storm-banner')).toBe(BANNER);
  expect(await cells('.storm-points td')).toContain('—');
  const before = await picture();
  // The built alternative stays: the works go into a copy, which the screen then shows.
  await run(twin, 'drain.add', { kind: 'tank', point: POINT, at: PLACE, sizes: { volume: 4000 } });
  await said('.storm-points tbody', /−\d/, 'a lower depth in the table');
  expect((await stats(twin)).scenario?.alternative).toBe('D');
  const tank = `${POINT}-M1.D`;
  expect(await text('.scene-notes')).toMatch(/第 49 分钟.*示意地形，不得用于工程判断.*采用借用公式/s);
  const after = await picture();
  expect(difference(before, after, [0.5, 0.1, 0.75, 0.8])).toBeGreaterThan(0.01);
  // Another minute is another instant of the one clock.
  await run(twin, 'storm.minute', 0);
  await said('.scene-notes', '第 1 分钟', 'the first minute');
  await until(() => new URL(twin.page.url()).search.includes('t=2027-08-20T02:00:00'), 10_000, 'it in the link');
  expect(new URL(twin.page.url()).search).toContain(`storm=${POINT},30,120,0.4,2027-08-20T02:00:00Z`);
  await run(twin, 'storm.minute', 48);
  // A measure that worsens another place names it.
  await run(twin, 'drain.add', { kind: 'raise', point: POINT, at: PLACE, sizes: { by: 0.3, length: 80, width: 80 } });
  await said('.storm-worse', /[东南西北]+ \d+ m/, 'places that got worse');
  await run(twin, 'undo');
  await drafted(['M1'], ['M2']);

  await part('.storm-section > summary').click();
  const across = groundLength(await exportedSection());
  await twin.page.getByRole('button', { name: '画剖面线' }).click();
  const map = await twin.page.locator('.storm-map').boundingBox();
  for (const share of [0.2, 0.7])
    await twin.page.locator('.storm-map').click({
      position: { x: share * (map?.width ?? 0), y: 0.5 * (map?.height ?? 0) },
    });
  await twin.shot('storm');
  const dxf = await exportedSection();
  expect(dxf).toContain('AC1009');
  expect(dxf).toContain('\n8\nNOTE\n');
  expect(groundLength(dxf) / across).toBeCloseTo(0.5, 1);

  // A checker comments from elsewhere: it comes up here at once, and the answer given here is read there.
  const n = await nameVersion(twin, `会商稿 ${Date.now()}`);
  const checker = await elsewhere(url, 'checker');
  const anchor = {
    place: [...PLACE, 2],
    object: { layer: 'drain', id: tank },
    moment: { kind: 'instant', at: Date.parse(START) + 48 * 60_000 },
    plan: { id: 'guanghe-poles', alternative: 'D', version: n, edition: null },
    compare: null,
    view: [116.6008, 35.4199, 240, 0, -62, 0],
  };
  await show('review');
  await run(twin, 'review.open', null);
  const ofOriginal = { ...anchor, object: null, plan: { ...anchor.plan, alternative: 'B' } };
  await checker('/api/reviews', { anchor: ofOriginal, text: '原方案的意见。' });
  await until(
    async () => (await cells('.thread-row')).some((row) => /原方案的意见。.*来自原方案B/.test(row)),
    20_000,
    'the comment on what was copied',
  );
  const { thread } = parseTaggedThread(await checker('/api/reviews', { anchor, text: '调蓄池覆土不足，请核。' }));
  await part('.thread-row').filter({ hasText: '调蓄池覆土不足' }).click();
  await part('.review textarea').fill('覆土加到 1.5 米。');
  await part('.review [data-act="answer"]').click();
  await part('.thread .entries li[data-kind="answer"]').waitFor();
  const list = parseReviewList(await checker('/api/reviews'));
  const read = list.threads.find((each) => each.thread.id === thread.id);
  expect(read?.thread.entries.at(-1)).toMatchObject({ kind: 'answer', text: '覆土加到 1.5 米。' });
  await checker(`/api/reviews/${thread.id}/acts`, { act: 'resolve', text: '同意修改' }, `"${read?.etag}"`);
  await said('.thread .decision', '同意修改', 'the decision on screen');
  await twin.shot('review-decided');

  await show('versions');
  await twin.page.locator('.versions').getByRole('button', { name: '会签台', exact: true }).click();
  const desk = twin.page.locator('.consent-desk');
  const rows = desk.locator('tbody tr[data-state]');
  await rows.first().waitFor();
  const owner = (await rows.first().locator('th').textContent()) ?? '';
  await desk.getByRole('button', { name: `登记${owner}的意见` }).click();
  const form = desk.locator('.consent-part form');
  await form.locator('input').nth(1).fill('济供电函〔2026〕7号');
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await desk.locator('tbody tr[data-state="agreed"]', { hasText: owner }).waitFor();
  const kept = parseVersion(
    await twin.page.evaluate(`fetch('/api/scenarios/guanghe-poles/versions/${n}').then((r) => r.json())`),
  );
  expect(kept.record?.consents).toContainEqual(expect.objectContaining({ owner, answer: 'agreed' }));

  // What is on paper is what is on screen.
  await show('storm');
  await run(twin, 'panel.scenario', true);
  const storm = await cells('.storm-points tbody tr');
  const figures = await cells('.panel.figures:not(.side-dialog) details[open] > table > tbody > tr');
  expect(storm.length).toBeGreaterThan(1);
  expect(figures.length).toBeGreaterThan(3);
  const { pdf, han, pictures } = await printed();
  const paper = await pdfText(pdf);
  for (const each of [...storm, ...figures, squeezed(BANNER), '两图同一机位', '密级：内部', owner])
    expect(paper.text).toContain(each);
  for (const each of [thread.id, tank, '调蓄池覆土不足，请核。', '覆土加到1.5米。', '同意修改', '已采纳'])
    expect(paper.text).toContain(each);
  // On every page: what it is of, its class and who took it.
  expect(paper.text.split('密级：内部').length - 1).toBeGreaterThanOrEqual(paper.pages);
  // Every character comes out again as what it is, and no reader needs a font of its own.
  const written = hanCounts(paper.text);
  expect([...hanCounts(han)].filter(([each, count]) => (written.get(each) ?? 0) < count)).toEqual([]);
  const fonts = fontsOf(pdf);
  expect(fonts.used).toBeGreaterThan(0);
  expect(fonts.outside).toBe(0);
  // From one camera: most of the two pictures is the same, and the water is not.
  const [today, plan] = pictures.map((each) => {
    const { width, height, data } = jpeg.decode(Buffer.from(each.split(',')[1] ?? '', 'base64'));
    return { width, height, data } as PNG;
  });
  if (!today || !plan) throw new Error('The report has no pair of pictures.');
  expect([today.width, today.height, plan.width, plan.height]).toEqual([1280, 720, 1280, 720]);
  const share = difference(today, plan, undefined, 24);
  expect(share).toBeGreaterThan(0.002);
  expect(share).toBeLessThan(0.5);

  // A version without the tank: the comment is kept, says so, and can be hung on something else.
  await run(twin, 'drain.remove', tank);
  await drafted([], ['M1']);
  await nameVersion(twin, `修改稿 ${Date.now()}`);
  await show('review');
  await run(twin, 'review.open', thread.id);
  await said('.thread [data-state="removed"]', '已移除', 'that it was removed');
  expect(await text('.thread .note')).toContain(`${tank} 在当前版本中已不存在；意见保留`);
  await twin.shot('review-removed');
  const pole = kept.document.alternatives
    .find(({ id }) => id === 'D')
    ?.phases.flatMap(({ operations }) => operations)
    .find((each) => each.op === 'add' && each.asset.layer === 'pole');
  const other = pole?.op === 'add' ? pole.asset.id : '';
  await run(twin, 'asset.select', other);
  await twin.page.getByRole('button', { name: `改挂到所选 ${other}` }).click();
  await twin.page.getByRole('button', { name: '改挂到这里' }).click();
  await said('.thread .entries', `原挂 ${tank}`, 'what it hung on before');
  expect(await twin.page.locator('.thread .tag.lost').count()).toBe(0);
  expect(parseReviewList(await checker('/api/reviews')).threads.at(-1)?.thread.anchor.object?.id).toBe(other);

  expect(twin.errors).toEqual([]);
  expect(twin.foreign).toEqual([]);
  await restoreBuilt(twin);
  await twin.close();
});

/** The report as a PDF, its Chinese characters as they are on the page, and its pictures as data addresses. */
async function printed() {
  await twin.page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await show('export');
  await twin.page.getByRole('button', { name: '报告（打印 / 存为 PDF）' }).click();
  await twin.page.locator('body[data-printed]').waitFor({ state: 'attached', timeout: 120_000 });
  const pictures = await twin.page
    .locator('.report-pictures img')
    .evaluateAll((all) => all.map((each) => (each as HTMLImageElement).src));
  await twin.page.emulateMedia({ media: 'print' });
  const han = await twin.page.locator('.report-body').evaluate((body) => {
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let all = '';
    for (let each = texts.nextNode(); each; each = texts.nextNode()) {
      const { parentElement: of } = each;
      if (of?.checkVisibility() && !of.closest('.visually-hidden')) all += each.textContent ?? '';
    }
    return all;
  });
  const pdf = await twin.page.pdf({ format: 'A4', printBackground: true, path: 'scripts/e2e/out/report.pdf' });
  await twin.page.emulateMedia({ media: 'screen' });
  await twin.page.evaluate(() => dispatchEvent(new Event('afterprint')));
  return { pdf, han, pictures };
}

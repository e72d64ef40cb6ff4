import type { Browser } from 'playwright-core';
import proj4 from 'proj4';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { xlsx } from '../../src/survey/fixture/files.ts';
import { launch, open, type TwinPage } from './browser.ts';
import { ASIDE_FROZEN, run, stats } from './journey.ts';
import { until } from './twin.ts';

const url = inject('twinUrl');
const LINK = `${url}/?quality=test&${ASIDE_FROZEN}`;
const FRAME = { east: 460_000, north: 3_910_000 };
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface DrawnPole {
  readonly id: string;
  readonly at: readonly [number, number];
  readonly class: string;
}

/** The first drawn poles of 洸河路 that are no lamps, as the gateway serves them. */
async function drawnPoles(twin: TwinPage): Promise<DrawnPole[]> {
  return twin.page.evaluate(async () => {
    const table = await (await fetch('/api/layers/pole/table')).json();
    const document = await (await fetch('/city/scenarios/guanghe-poles.json')).json();
    const inPlan = new Set((document.baseline as { ids: string[] }[]).flatMap(({ ids }) => ids));
    return (table.ids as string[]).flatMap((id, slot) =>
      inPlan.has(id) && ['TG', 'TS', 'RN'].includes(table.columns.class[slot])
        ? [
            {
              id,
              at: [table.positions[3 * slot], table.positions[3 * slot + 1]] as [number, number],
              class: table.columns.class[slot] as string,
            },
          ]
        : [],
    );
  });
}

const WORDS: Readonly<Record<string, string>> = { TG: '交通标志杆', TS: '交通信号灯杆', RN: '路名牌杆' };

/** A sheet as a survey office writes it: a plane of the city's own, X north, a pole twice, one in the river, two cabinets. */
function sheet(poles: readonly DrawnPole[], river: readonly [number, number]): Buffer {
  const toPlane = proj4('+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m');
  const row = (number: string, kind: string, [lon, lat]: readonly [number, number], owner: string) => {
    const [east, north] = toPlane.forward([lon, lat]) as [number, number];
    return [number, kind, owner, north - FRAME.north, east - FRAME.east, 6.5, '2026-11-20', 0.05, '已核实'];
  };
  const rows = poles.map((pole, i) =>
    row(`洸-${i + 1}`, WORDS[pole.class] ?? '', pole.at, i % 10 === 0 ? '' : '交警支队'),
  );
  const [first] = poles;
  if (!first) throw new Error('洸河路 has no poles');
  rows.push(row('洸-重', WORDS[first.class] ?? '', first.at, '交警支队'), row('洸-河', '监控杆', river, '公安局'));
  for (const [i, { at }] of poles.slice(0, 2).entries())
    rows.push([
      ...row(`XH-S${i + 1}`, '信号机箱', [at[0] + 0.0003, at[1]], '交警支队').slice(0, 5),
      1.5,
      '2026-11-20',
      0.05,
      '已核实',
    ]);
  const header = ['杆号', '杆件类型', '产权单位', 'X坐标', 'Y坐标', '杆高(m)', '探测日期', '定位精度', '核实状态'];
  return Buffer.from(xlsx({ 杆件: { rows: [header, ...rows] } }));
}

it('brings a survey in: what is wrong is named, the rest becomes today, and one step takes it back', async () => {
  const twin = await open(browser, LINK);
  await run(twin, 'panel.account', true);
  await twin.page.locator('.demo-users [data-role="planner"]').click();
  await twin.page.locator('.demo-users [data-role="planner"][aria-pressed="true"]').waitFor();
  await run(twin, 'panel.account', false);
  await run(twin, 'scenario.open', 'guanghe-poles.B');
  await until(async () => (await stats(twin)).scenario !== null, 30_000, 'scenario open');
  await run(twin, 'time.set', 'T0');
  const drawn = (await stats(twin)).scenario?.poles ?? 0;
  await run(twin, 'time.set', 'T6');
  const planned = (await stats(twin)).scenario?.poles ?? 0;
  await run(twin, 'time.set', 'T0');
  const poles = (await drawnPoles(twin)).slice(0, 60);
  expect(poles.length).toBe(60);

  await run(twin, 'panel.survey', true);
  const dialog = twin.page.getByRole('dialog', { name: '探测成果' });
  await dialog.waitFor();
  // 洸府河 where its middle line is drawn, south of the road: no bridge there.
  await dialog.locator('input[type=file]').setInputFiles({
    name: '洸河路杆件普查.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: sheet(poles, [116.630806, 35.417563]),
  });
  const reading = dialog.locator('.survey-reading');
  await reading.waitFor();
  // No system is known that brings a city's own plane here: the four parameters are written.
  await reading.getByLabel('坐标系').selectOption({ label: '城市独立坐标（四参数）' });
  await reading.getByLabel('东平移 m').fill(String(FRAME.east));
  await reading.getByLabel('北平移 m').fill(String(FRAME.north));
  await dialog.getByText('四参数 → EPSG:4548').waitFor();
  await dialog.locator('[data-kind="same-place"]').waitFor();
  await dialog.locator('[data-kind="in-water"]').waitFor();
  const kept = Number(await dialog.locator('[data-count="kept"] b').textContent());
  expect(kept).toBe(60);
  expect(await dialog.locator('[data-count="cabinets"] b').textContent()).toBe('2');
  await twin.shot('survey-trial');

  await dialog.getByRole('button', { name: '接受 62 项' }).click();
  await dialog.getByRole('button', { name: '以此为现状' }).first().click();
  await dialog.getByText('当前现状').waitFor({ timeout: 60_000 });
  const unseen = await dialog
    .getByText(/^未见 [\d,]+ 项/)
    .first()
    .textContent();
  expect(unseen).toMatch(/未见 \d+ 项/);
  const surveyed = (await stats(twin)).scenario?.poles ?? 0;
  expect(surveyed).toBe(60);
  await dialog.getByText('待办：产权不明 6 项').waitFor();
  await dialog.locator('.survey-ids button').first().click();
  await twin.page.getByText('实测').first().waitFor();
  await twin.shot('survey-today');
  await run(twin, 'asset.select', 'XH-S2');
  await twin.page.getByText('信号机箱').first().waitFor();

  // Flying to a pole was a step of its own.
  for (let step = 0; step < 6 && (await stats(twin)).scenario?.poles !== drawn; step++) await run(twin, 'undo');
  expect((await stats(twin)).scenario?.poles).toBe(drawn);
  await run(twin, 'redo');
  expect((await stats(twin)).scenario?.poles).toBe(60);
  // The plan is left as it was found, and so is the gateway.
  await dialog.getByRole('button', { name: '恢复图绘现状' }).click();
  await until(async () => (await stats(twin)).scenario?.poles === drawn, 30_000, 'the drawn poles again');
  await run(twin, 'time.set', 'T6');
  expect((await stats(twin)).scenario?.poles, 'B at T6 again').toBe(planned);
  await dialog.getByRole('button', { name: '撤回' }).first().click();
  await dialog.getByRole('button', { name: '确认撤回' }).click();
  await dialog.getByText('还没有接受过探测成果').waitFor();
  await twin.page.close();
});

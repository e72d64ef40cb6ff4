import { afterEach, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../domain/clock.ts';
import { type Browser, testGateways } from './test-gateway.ts';

const NOW = Date.UTC(2026, 6, 15, 2);
const gateways = testGateways();
afterEach(() => gateways.undo());
const iso = (time: number) => new Date(time).toISOString();
const EXTERNAL = { feed: 'external', now: NOW } as const;

async function rain(officer: Browser, from: number, to: number, rate: number): Promise<void> {
  const observations = [];
  for (let time = from; time <= to; time += 5 * MINUTE)
    observations.push({ asset: 'WL-1', property: 'rain', value: rate, time: iso(time), quality: 'good' });
  const { body } = await officer.ask('/api/observations', 'POST', { layer: 'waterlogging', observations });
  expect(body).toMatchObject({ accepted: observations.length, rejected: [] });
}
const alertsOf = async (officer: Browser) =>
  (await officer.ask('/api/alerts')).body.map(({ property, level, value }: Record<string, unknown>) => [
    property,
    level,
    value,
  ]);

it('rain of three hours at 17 mm/h is an orange total, never an intensity; the window reaches over a restart', async () => {
  const place = gateways.city();
  const first = await gateways.start(place, EXTERNAL);
  const officer = gateways.browser(first);
  await rain(officer, NOW - 3 * HOUR, NOW - 1.5 * HOUR, 17);
  expect(await alertsOf(officer)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await first.stop();

  const again = gateways.browser(await gateways.start(place, EXTERNAL));
  await rain(again, NOW - 1.5 * HOUR + 5 * MINUTE, NOW - 5 * MINUTE, 17);
  expect(await alertsOf(again)).toEqual([]);
  await rain(again, NOW, NOW, 17);
  const alerts = await alertsOf(again);
  expect(alerts).toContainEqual(['rain3h', 'orange', expect.closeTo(51, 0)]);
  expect(alerts).toContainEqual(['rain6h', 'yellow', expect.closeTo(51, 0)]);
  expect(alerts).toHaveLength(2);
});

it('50 mm in 12 h raises no blue of ours; an official blue is told as what it is', async () => {
  const officer = gateways.browser(await gateways.start(gateways.city(), EXTERNAL));
  await rain(officer, NOW - 12 * HOUR, NOW, 5);
  const asset = (await officer.ask('/api/assets/WL-1')).body;
  expect(JSON.stringify(asset.observations)).toMatch(/rain12h/);
  expect(await alertsOf(officer)).toEqual([]);
  await officer.ask('/api/observations', 'POST', { asset: 'WL-1', property: 'signal', value: 1, time: iso(NOW) });
  expect(await alertsOf(officer)).toEqual([['signal', 'blue', 1]]);
});

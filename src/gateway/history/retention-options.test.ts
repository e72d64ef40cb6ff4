import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DAY } from '../../domain/clock.ts';
import { layerOf } from '../../domain/layers/table.ts';
import { readRetentionPolicy } from '../../domain/retention-policy.ts';
import { testGateways } from '../test-gateway.ts';
import { readRetention, retentionOf } from './retention-options.ts';

const gateways = testGateways();
afterEach(() => gateways.undo());

const FOREVER = Number.POSITIVE_INFINITY;
const [water, lamp] = [layerOf('waterlogging'), layerOf('lamp')];

it('is as the layer says, then as RETENTION says of all, then as it says of the layer', () => {
  expect(retentionOf(water, {}, {})).toEqual({ raw: 31, minutes: 366, hours: FOREVER });
  expect(retentionOf(lamp, {}, { historyDays: 40 })).toEqual({ raw: 40, minutes: 0, hours: FOREVER });
  const retention = readRetention('lamp.raw=7, raw=90d minutes=forever lamp.hours=3650');
  expect(retentionOf(water, {}, { retention, historyDays: 31 })).toEqual({ raw: 90, minutes: FOREVER, hours: FOREVER });
  expect(retentionOf(lamp, {}, { retention })).toEqual({ raw: 7, minutes: FOREVER, hours: 3650 });
});

it('follows the city’s file between the layer and the settings of the gateway', () => {
  const policy = readRetentionPolicy({ '*': { raw: 60, minutes: 30 }, lamp: { raw: 14, hours: 'forever' } });
  expect(retentionOf(water, policy, {})).toEqual({ raw: 60, minutes: 30, hours: FOREVER });
  expect(retentionOf(lamp, policy, {})).toEqual({ raw: 14, minutes: 30, hours: FOREVER });
  expect(retentionOf(lamp, policy, { historyDays: 5 }).raw).toBe(5);
  expect(retentionOf(lamp, policy, { historyDays: 5, retention: readRetention('lamp.raw=9') }).raw).toBe(9);
});

it('names what it cannot read', () => {
  expect(() => readRetention('weeks=3')).toThrow(/"weeks=3"; write LEVEL=DAYS/);
  expect(() => readRetention('raw=0')).toThrow(/kept for a day at least/);
  expect(() => readRetention('lamps.raw=7')).toThrow(/"lamps\.raw=7": unknown layer "lamps"; there are .*lamp/);
  expect(readRetention(undefined)).toEqual([]);
  expect(() => readRetentionPolicy({ lamps: { raw: 7 } })).toThrow(
    /retention: unknown layer "lamps"; there are .*lamp/,
  );
  expect(() => readRetentionPolicy({ lamp: { weeks: 7 } })).toThrow(
    'retention.lamp.weeks: unknown level; there are raw',
  );
  expect(() => readRetentionPolicy({ lamp: { raw: '7 days' } })).toThrow('retention.lamp.raw="7 days": write days');
  expect(() => readRetentionPolicy({ '*': { raw: 0.5 } })).toThrow(
    'retention.*.raw=0.5: raw values are kept for a day',
  );
  expect(() => readRetentionPolicy({ lamp: { hours: -1 } })).toThrow('retention.lamp.hours=-1: write days');
});

it('stands in the city’s file, and a start with a wrong one says what is wrong', async () => {
  const city = gateways.city();
  const file = join(city.folder, 'catalog.json');
  const write = (retention: unknown) =>
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), retention }));
  write({ pond: { raw: 3 } });
  await expect(gateways.start(city)).rejects.toThrow(
    /catalog\.json: retention: unknown layer "pond"; there are .*lamp/,
  );
  write({ waterlogging: { raw: 'a while' } });
  await expect(gateways.start(city)).rejects.toThrow('retention.waterlogging.raw="a while": write days');

  write({ waterlogging: { raw: 90 } });
  const gateway = await gateways.start(city, { feed: 'external', historyDays: undefined });
  const time = new Date(Date.UTC(2026, 10, 23) - 60 * DAY).toISOString();
  const sent = [
    { asset: 'WL-1', property: 'depth', value: 3, time },
    { asset: 'LP-1', property: 'power', value: 3, time },
  ];
  const { body } = await gateways.browser(gateway).ask('/api/observations', 'POST', sent);
  expect(body.accepted).toBe(1);
  expect(body.rejected).toMatchObject([{ index: 1, reason: 'too-old' }]);
});

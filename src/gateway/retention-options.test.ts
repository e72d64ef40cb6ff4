import { expect, it } from 'vitest';
import { layerOf } from '../domain/layers/table.ts';
import { readRetention, retentionOf } from './retention-options.ts';

const FOREVER = Number.POSITIVE_INFINITY;

it('is as the layer says, then as RETENTION says of all, then as it says of the layer', () => {
  const [water, lamp] = [layerOf('waterlogging'), layerOf('lamp')];
  expect(retentionOf(water, [], 31)).toEqual({ raw: 31, minutes: 366, hours: FOREVER });
  expect(retentionOf(lamp, [], 31)).toEqual({ raw: 31, minutes: 0, hours: FOREVER });
  const rules = readRetention('lamp.raw=7, raw=90d minutes=forever lamp.hours=3650');
  expect(retentionOf(water, rules, 31)).toEqual({ raw: 90, minutes: FOREVER, hours: FOREVER });
  expect(retentionOf(lamp, rules, 31)).toEqual({ raw: 7, minutes: FOREVER, hours: 3650 });
});

it('names what it cannot read', () => {
  expect(() => readRetention('weeks=3')).toThrow(/"weeks=3"; write LEVEL=DAYS/);
  expect(() => readRetention('raw=0')).toThrow(/kept for a day at least/);
  expect(readRetention(undefined)).toEqual([]);
});

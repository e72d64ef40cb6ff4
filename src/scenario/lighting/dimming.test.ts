import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../domain/clock.ts';
import { solarPosition } from '../../domain/geo/solar.ts';
import { assume } from '../assume.ts';
import { lightingInputs } from './assumptions.ts';
import { burningSite, fullPowerHours } from './burning-hours.ts';
import { lateShare } from './dimming.ts';
import { litStreet, STREET_AXIS } from './fixture/lit-street.ts';
import { compareLux } from './measured-lux.ts';
import { litRoadOf } from './road-lighting.ts';

const plain = litStreet();
const lamps = plain.document.baseline.find(({ layer }) => layer === 'lamp')?.ids ?? [];
const street = litStreet([{ op: 'light', layer: 'lamp', targets: lamps, dim: 50, days: [2, 4] }], [], {
  assumptions: [
    {
      key: 'lateDim',
      title: { zh: '后半夜功率', en: 'Power while dimmed late' },
      value: 60,
      unit: '%',
      range: [50, 100],
      source: '测试',
      confidence: 'M',
    },
  ],
});

/** Computed lx beside a reading at `day` and `hour` of the plan. */
function computed(plan: typeof street, alternative: string, day: number, hour: number): number {
  const road = litRoadOf(plan);
  const time = new Date(plan.start + day * DAY + hour * HOUR).toISOString();
  const position = STREET_AXIS.pointAt({ chainage: 620, offset: -6 }) as [number, number];
  const readings = [{ point: 'P', position, lux: 10, time, instrument: '' }];
  return (road && compareLux({ readings }, road, alternative)?.computedMean) ?? Number.NaN;
}

it('a reading taken late is held against lamps that are dimmed late, one of the evening against full ones', () => {
  const evening = computed(street, 'base', 1, 22);
  expect(evening).toBeGreaterThan(5);
  expect(computed(street, 'base', 1, 0)).toBeCloseTo(0.6 * evening, 9);
  expect(computed(street, 'base', 1, 4.99)).toBeCloseTo(0.6 * evening, 9);
  expect(computed(street, 'base', 1, 5)).toBeCloseTo(evening, 9);
});

it('the dimming that a person assumes is the one that a reading is held against', () => {
  const half = assume(street, { lateDim: 50 });
  expect(computed(half, 'base', 1, 2)).toBeCloseTo(0.5 * computed(half, 'base', 1, 22), 9);
});

it('dimmings of the document hold on their days alone, and late ones come on top', () => {
  const evening = computed(street, 'X', 1, 22);
  expect(computed(street, 'X', 3, 22)).toBeCloseTo(0.5 * evening, 9);
  expect(computed(street, 'X', 3, 2)).toBeCloseTo(0.3 * evening, 9);
  expect(computed(street, 'X', 4, 22)).toBeCloseTo(evening, 9);
  expect(computed(street, 'base', 3, 22)).toBeCloseTo(evening, 9);
});

it('over the nights of a year it leaves as much as the energy counts', () => {
  const inputs = { ...lightingInputs(street.document), lateFrom: -1.5, lateTo: 4.5 };
  const { longitude, latitude, from } = burningSite(street);
  const step = 15 * MINUTE;
  let hours = 0;
  // Nights as the energy counts them, from noon before the first day on.
  for (let at = from - DAY / 2; at < from - DAY / 2 + 365 * DAY; at += step)
    if (solarPosition(at, longitude, latitude).altitude < inputs.switchAltitude)
      hours += (lateShare(at, street.utcOffsetMinutes, inputs) * step) / HOUR;
  const energy = fullPowerHours({ longitude, latitude, from }, inputs);
  expect(hours / energy).toBeGreaterThan(0.999);
  expect(hours / energy).toBeLessThan(1.001);
});
